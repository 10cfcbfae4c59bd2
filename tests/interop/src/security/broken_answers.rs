//! What servers answer our client after somebody in between had it, and what they are sent by ours after that.
//!
//! In: where a server is. Out: a row for each way to break signed messages. Only what is broken differs from the call that the rows of `our_client` show.

use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use soap_runtime::security::{Policy, Security, Trust};

use super::bindings::device::SetHostname;
use super::bindings::http::Transport;
use super::bindings::http::types::{Request, Response};
use super::bindings::soap::Version;
use super::bindings::{Client, Device as _, RequestHeaders};
use super::keys::person;
use super::row::{Row, Who};
use super::tamper::{changed, wrapped};
use crate::table::Direction;

const REQUEST: &str = r#"<d:SetHostname xmlns:d="urn:example:device"><d:Name>taken over</d:Name></d:SetHostname>"#;
const ANSWER: &str =
    r#"<d:SetHostnameResponse xmlns:d="urn:example:device"><d:Before>taken over</d:Before></d:SetHostnameResponse>"#;

/// A way to break a signed message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    ChangedRequest,
    Changed,
    Wrapped,
    Late,
    Foreign,
}

impl Way {
    const ALL: [Self; 5] = [Self::ChangedRequest, Self::Changed, Self::Wrapped, Self::Late, Self::Foreign];

    fn kind(self) -> &'static str {
        match self {
            Self::ChangedRequest | Self::Changed => "changed body",
            Self::Wrapped => "wrapped signature",
            Self::Late => "expired timestamp",
            Self::Foreign => "foreign certificate",
        }
    }

    /// What our client says of it; of what we sent the other side says no more than that.
    fn words(self) -> &'static str {
        match self {
            Self::ChangedRequest => "",
            Self::Changed => "was changed",
            Self::Wrapped => "the Body that is read",
            Self::Late => "messages may be 300 s old",
            Self::Foreign => "not among the certificates that are trusted",
        }
    }
}

/// Somebody in between.
#[derive(Clone)]
struct Between {
    connections: reqwest::Client,
    way: Way,
}

impl Transport for Between {
    type Error = reqwest::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Self::Error> {
        let change = |body: &Bytes, way: fn(&str, &str) -> Option<String>, content| {
            way(&String::from_utf8_lossy(body), content).map_or_else(|| body.clone(), Bytes::from)
        };
        let request = match self.way {
            Way::ChangedRequest => request.map(|body| change(&body, changed, REQUEST)),
            _ => request,
        };
        let response = Transport::call(&self.connections, request).await?;
        Ok(match self.way {
            Way::Changed => response.map(|body| change(&body, changed, ANSWER)),
            Way::Wrapped => response.map(|body| change(&body, wrapped, ANSWER)),
            Way::ChangedRequest | Way::Late | Way::Foreign => response,
        })
    }
}

/// Breaks what our client and a server say to each other. Answers that have no timestamp do not expire, for which there is a reason then.
pub(super) async fn rows(
    peer: &'static str,
    url: &Result<String, String>,
    versions: &[&str],
    timeless: Option<&str>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for version in versions {
        for way in Way::ALL {
            let who = Who::Serves(peer);
            let direction = if way == Way::ChangedRequest { Direction::Out } else { Direction::In };
            let row = match (url, timeless) {
                (Err(why), _) => Row::skipped(who, "signed", why.as_str()),
                (Ok(_), Some(why)) if way == Way::Late => Row::no(who, "signed", why),
                (Ok(url), _) => Row::new(who, "signed", version, refused(way, url, version).await),
            };
            rows.push(row.broken(way.kind(), direction));
        }
    }
    rows
}

/// A request and an answer, which one side refuses.
async fn refused(way: Way, url: &str, version: &str) -> Result<usize, String> {
    let version = if version == "1.1" { Version::V1_1 } else { Version::V1_2 };
    let asked = client(way, url)?
        .with_version(version)
        .set_hostname(SetHostname::new("gate-1".to_owned()), RequestHeaders::default())
        .await;
    match asked {
        Ok(reply) => Err(format!("it is accepted: {:?}", reply.body)),
        Err(error) => {
            let said = words(&error);
            if said.contains(way.words()) { Ok(2) } else { Err(format!("refused for another reason: {said}")) }
        }
    }
}

/// What an error says, and those that it comes from.
fn words(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn client(way: Way, url: &str) -> Result<Client<Between>, String> {
    let connections = reqwest::Client::builder().no_proxy().build().map_err(|error| error.to_string())?;
    let alice = person("alice").map_err(|failure| failure.to_string())?;
    let signing = Security::new(SystemTime::now).timestamp(Duration::from_secs(300)).optional();
    let signing = signing.sign(alice.0, alice.1).map_err(|error| error.to_string())?;
    let trusted =
        person(if way == Way::Foreign { "mallory" } else { "device" }).map_err(|failure| failure.to_string())?;
    let mut policy = Policy::new().require_signature(Trust::pinned(trusted.1));
    let mut clock: fn() -> SystemTime = SystemTime::now;
    if way == Way::Late {
        (policy, clock) = (policy.require_timestamp(), || SystemTime::now() + Duration::from_secs(3600));
    }
    let checking = Security::new(clock).optional().with_policy(policy);
    let client = Client::new(Between { connections, way }, url).map_err(|error| error.to_string())?;
    Ok(client.with_handler(signing).with_handler(checking))
}
