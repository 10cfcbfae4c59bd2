//! Our client calls servers of others, and our own.

use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use soap_runtime::security::{Certificate, Policy, Security, TokenReference, Trust};

use super::bindings::device::{GetDeviceInformation, SetHostname};
use super::bindings::http::Transport;
use super::bindings::http::types::{Request, Response};
use super::bindings::soap::Version;
use super::bindings::{Client, Device as Operations, RequestHeaders};
use super::broken_answers;
use super::device::{Device, Messages};
use super::keys::{PASSWORD, USER, person};
use super::row::{Row, Who};
use super::scripts::{Running, Scripts};
use crate::peer::{COUNTED_ONCE, OURS};
use crate::table::Direction;

const TEXT: &str = "ä <&> \"' ]]> 😀";

/// Passes requests on and keeps them.
#[derive(Clone)]
struct Keeping {
    connections: reqwest::Client,
    sent: Messages,
    feature: String,
}

impl Transport for Keeping {
    type Error = reqwest::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Self::Error> {
        self.sent.push(&self.feature, false, request.body());
        Transport::call(&self.connections, request).await
    }
}

/// What a call is secured with, and which certificate answers have to be signed with.
pub(super) struct Feature {
    name: &'static str,
    path: &'static str,
    security: fn(Security) -> Result<Security, String>,
    answers: Option<&'static str>,
}

const fn feature(
    name: &'static str,
    path: &'static str,
    answers: Option<&'static str>,
    security: fn(Security) -> Result<Security, String>,
) -> Feature {
    Feature { name, path, security, answers }
}

fn signing(security: Security, who: &str) -> Result<Security, String> {
    let (key, certificate) = person(who).map_err(|failure| failure.to_string())?;
    security.timestamp(Duration::from_secs(300)).optional().sign(key, certificate).map_err(|error| error.to_string())
}

fn by_reference(security: Security, reference: TokenReference) -> Result<Security, String> {
    Ok(signing(security, "alice")?.token_reference(reference))
}

const TEXT_OF: Feature =
    feature("text", "text", None, |security| Ok(security.username_text(USER, PASSWORD).optional()));
const DIGEST: Feature =
    feature("digest", "digest", None, |security| Ok(security.username_digest(USER, PASSWORD).optional()));
const WRONG: Feature = feature("digest, wrong password", "digest", None, |security| {
    Ok(security.username_digest(USER, "wrong").optional())
});
const SIGNED: Feature = feature("signed", "signed", Some("device"), |security| signing(security, "alice"));
const FOREIGN: Feature =
    feature("signed, foreign certificate", "signed", Some("device"), |security| signing(security, "mallory"));
const UNSIGNED: Feature = feature("signature, missing", "signed", Some("device"), |security| {
    Ok(security.timestamp(Duration::from_secs(300)).optional())
});
const SERIAL: Feature = feature("signed, issuer and serial", "signed", Some("device"), |security| {
    by_reference(security, TokenReference::IssuerSerial)
});
const IDENTIFIER: Feature = feature("signed, key identifier", "signed", Some("device"), |security| {
    by_reference(security, TokenReference::KeyIdentifier)
});
const THUMBPRINT: Feature = feature("signed, thumbprint", "signed", Some("device"), |security| {
    by_reference(security, TokenReference::Thumbprint)
});
const USER_TOO: Feature = feature("signed-user", "signed-user", Some("device"), |security| {
    signing(security.username_digest(USER, PASSWORD), "alice")
});

/// The rows, and what was sent.
pub(super) async fn rows(scripts: &Scripts<'_>, device: &Device) -> (Vec<Row>, Messages) {
    let sent = Messages::default();
    let mut rows = Vec::new();
    let own = [TEXT_OF, DIGEST, WRONG, SIGNED, FOREIGN, SERIAL, IDENTIFIER, THUMBPRINT, USER_TOO];
    rows.extend(
        all(Who::Serves(OURS), &own, &sent, |feature, _| Ok(format!("{}/{}", device.url(), feature.path))).await,
    );
    let zeep = scripts.zeep_server().await;
    let to_zeep =
        |path: &str| zeep.as_ref().map(|running: &Running| format!("{}/{path}", running.url)).map_err(Clone::clone);
    rows.extend(
        all(Who::Serves("zeep"), &[SIGNED, FOREIGN, SERIAL], &sent, |feature, _| {
            to_zeep(if feature.name == "signed" { "binary" } else { "certificate" })
        })
        .await,
    );
    let in_binary = to_zeep("binary");
    rows.extend(broken_answers::rows("zeep", &in_binary, &VERSIONS, Some("zeep's functions write no timestamp")).await);
    rows.push(Row::no(Who::Serves("zeep"), "text, digest", "zeep has no check of user names"));
    rows.push(Row::no(Who::Calls(OURS), "all", COUNTED_ONCE));
    let own_url = Ok(format!("{}/signed", device.url()));
    rows.extend(broken_answers::rows(OURS, &own_url, &VERSIONS, None).await);
    let soap = scripts.soap_server(device).await;
    let to_soap = |feature: &Feature, version: &str| {
        let path = if feature.path == "signed" { "signed".to_owned() } else { format!("user/{version}") };
        soap.as_ref().map(|running| format!("{}/{path}", running.url)).map_err(Clone::clone)
    };
    rows.extend(
        all(Who::Serves("node's soap"), &[TEXT_OF, DIGEST, WRONG, SIGNED, FOREIGN, SERIAL], &sent, to_soap).await,
    );
    let signed = to_soap(&SIGNED, "");
    rows.extend(broken_answers::rows("node's soap", &signed, &VERSIONS, None).await);
    (rows, sent)
}

const VERSIONS: [&str; 2] = ["1.1", "1.2"];

/// The row of a feature, which tells what was broken.
pub(super) fn row(who: Who, feature: &Feature, version: &str, tried: Result<usize, String>) -> Row {
    match feature.name.split_once(", ") {
        Some((name, kind)) if is_wrong(feature) => {
            let kind = ["wrong password", "foreign certificate"].into_iter().find(|known| *known == kind);
            Row::new(who, name, version, tried).broken(kind.unwrap_or("no signature"), Direction::Out)
        }
        _ => Row::new(who, feature.name, version, tried),
    }
}

async fn all(
    who: Who,
    features: &[Feature],
    sent: &Messages,
    url: impl Fn(&Feature, &str) -> Result<String, String>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (version, word) in [(Version::V1_1, "1.1"), (Version::V1_2, "1.2")] {
        for feature in features {
            match url(feature, word) {
                Ok(url) => rows.push(row(who, feature, word, tried(feature, &url, version, sent).await)),
                Err(why) => rows.push(Row::skipped(who, feature.name, why)),
            }
        }
    }
    rows
}

/// The features for servers that do no more than to be renamed, and what these are called there.
pub(super) const RENAMING: [(&Feature, &str); 6] = [
    (&TEXT_OF, "text"),
    (&DIGEST, "digest"),
    (&WRONG, "digest"),
    (&SIGNED, "signed"),
    (&FOREIGN, "signed"),
    (&UNSIGNED, "signed"),
];

/// The same with such a server.
pub(super) async fn renamed(feature: &Feature, url: &str, version: &str, sent: &Messages) -> Result<usize, String> {
    let version = if version == "1.1" { Version::V1_1 } else { Version::V1_2 };
    let client = client(feature, url, sent)?.with_version(version);
    let rename = async |name: &str| {
        let named = client.set_hostname(SetHostname::new(name.to_owned()), RequestHeaders::default()).await;
        named.map(|reply| reply.body.before).map_err(|error| error.to_string())
    };
    let asked = rename(TEXT).await;
    if is_wrong(feature) {
        return asked.err().map(|_| 2).ok_or_else(|| "it is accepted".to_owned());
    }
    asked?;
    same(&rename("gate-1").await?, TEXT)?;
    Ok(4)
}

fn is_wrong(feature: &Feature) -> bool {
    [", wrong", ", foreign", ", missing"].iter().any(|word| feature.name.contains(word))
}

/// How many messages were exchanged.
async fn tried(feature: &Feature, url: &str, version: Version, sent: &Messages) -> Result<usize, String> {
    let client = client(feature, url, sent)?.with_version(version);
    let asked = client.get_device_information(GetDeviceInformation {}, RequestHeaders::default()).await;
    if is_wrong(feature) {
        return match asked {
            Err(_) => Ok(2),
            Ok(_) => Err("it is accepted".to_owned()),
        };
    }
    let model = asked.map_err(|error| error.to_string())?.body.model;
    same(&model, "Gate & Co <1>")?;
    let rename = async |name: &str| {
        let named = client.set_hostname(SetHostname::new(name.to_owned()), RequestHeaders::default()).await;
        named.map(|reply| reply.body.before).map_err(|error| error.to_string())
    };
    rename(TEXT).await?;
    same(&rename("gate-1").await?, TEXT)?;
    Ok(6)
}

fn same(found: &str, expected: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}, expected {expected:?}")) }
}

fn client(feature: &Feature, url: &str, sent: &Messages) -> Result<Client<Keeping>, String> {
    let connections = reqwest::Client::builder().no_proxy().build().map_err(|error| error.to_string())?;
    let keeping = Keeping { connections, sent: sent.clone(), feature: feature.name.to_owned() };
    let mut security = (feature.security)(Security::new(SystemTime::now))?;
    if let Some(name) = feature.answers {
        let certificate: Certificate = person(name).map_err(|failure| failure.to_string())?.1;
        security = security.with_policy(Policy::new().require_signature(Trust::pinned(certificate)));
    }
    Ok(Client::new(keeping, url).map_err(|error| error.to_string())?.with_handler(security))
}
