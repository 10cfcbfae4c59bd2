//! What peers sent our server, sent once more after somebody in between had it: as it was, later, elsewhere, or changed.
//!
//! In: the messages of a peer, as they were recorded. Out: a row for each way to break them. Each is held against the message as it was, which is accepted.

use super::device::{Device, Message};
use super::row::{Row, Who};
use super::tamper::{changed, wrapped};
use crate::table::Direction;

const CONTENT: &str = r#"<d:SetHostname xmlns:d="urn:example:device"><d:Name>taken over</d:Name></d:SetHostname>"#;
const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";

/// A way to break a signed message.
struct Way {
    kind: &'static str,
    /// Where it is sent: to the same service, or to one that differs in one thing.
    path: &'static str,
    change: fn(&str) -> Option<String>,
    /// The code of the fault.
    code: &'static str,
}

const WAYS: [Way; 4] = [
    Way { kind: "changed body", path: "signed", change: |message| changed(message, CONTENT), code: "FailedCheck" },
    Way { kind: "wrapped signature", path: "signed", change: |message| wrapped(message, CONTENT), code: "FailedCheck" },
    Way {
        kind: "expired timestamp",
        path: "signed-late",
        change: |message| Some(message.to_owned()),
        code: "MessageExpired",
    },
    Way {
        kind: "foreign certificate",
        path: "signed-foreign",
        change: |message| Some(message.to_owned()),
        code: "FailedAuthentication",
    },
];

/// Breaks what a peer sent.
pub(super) async fn rows(peer: &'static str, messages: &[Message], device: &Device) -> Vec<Row> {
    let mut rows = Vec::new();
    for version in ["1.1", "1.2"] {
        let of = |path: &str| {
            let is = |message: &&Message| {
                let is_1_2 = String::from_utf8_lossy(&message.body).contains(SOAP_1_2);
                !message.is_response && message.path == format!("/device/{path}") && is_1_2 == (version == "1.2")
            };
            let found = messages.iter().find(is).map(|message| String::from_utf8_lossy(&message.body).into_owned());
            found.ok_or_else(|| format!("it sent nothing to {path:?} that could be broken"))
        };
        let row =
            |feature, kind, tried| Row::new(Who::Calls(peer), feature, version, tried).broken(kind, Direction::In);
        for way in &WAYS {
            rows.push(row("signed", way.kind, broken(of("signed"), way, device).await));
        }
        rows.push(row("signed", "replayed message", replayed(of("signed"), device).await));
        rows.push(row(
            "digest",
            "replayed nonce",
            refused(of("digest"), "digest", "FailedAuthentication", device).await,
        ));
    }
    rows
}

async fn broken(message: Result<String, String>, way: &Way, device: &Device) -> Result<usize, String> {
    let message = message?;
    accepted(&message, "signed", device).await?;
    let broken = (way.change)(&message).ok_or("it has no body that could be changed")?;
    refused(Ok(broken), way.path, way.code, device).await
}

/// Where a signature is accepted once.
async fn replayed(message: Result<String, String>, device: &Device) -> Result<usize, String> {
    let message = message?;
    accepted(&message, "signed-once", device).await?;
    refused(Ok(message), "signed-once", "FailedCheck", device).await
}

async fn accepted(message: &str, path: &str, device: &Device) -> Result<(), String> {
    match sent(message, path, device).await? {
        (200, _) => Ok(()),
        (status, answer) => Err(format!("as it was it gets {status}: {answer}")),
    }
}

/// A request and a fault.
async fn refused(message: Result<String, String>, path: &str, code: &str, device: &Device) -> Result<usize, String> {
    match sent(&message?, path, device).await? {
        (200, answer) => Err(format!("it is accepted: {answer}")),
        (_, answer) if answer.contains(code) => Ok(2),
        (status, answer) => Err(format!("{status}, and no {code}: {answer}")),
    }
}

async fn sent(message: &str, path: &str, device: &Device) -> Result<(u16, String), String> {
    let words = |error: reqwest::Error| error.to_string();
    let client = reqwest::Client::builder().no_proxy().build().map_err(words)?;
    let content_type = if message.contains(SOAP_1_2) { "application/soap+xml" } else { "text/xml" };
    let request = client
        .post(format!("{}/{path}", device.url()))
        .header("Content-Type", format!("{content_type}; charset=utf-8"));
    let response = request.body(message.to_owned()).send().await.map_err(words)?;
    let status = response.status().as_u16();
    let body = response.bytes().await.map_err(words)?;
    let text = String::from_utf8_lossy(&body);
    // What stands before it is the security of the answer.
    let fault = text.find("Fault>").unwrap_or_default();
    Ok((status, text.get(fault..).unwrap_or_default().to_owned()))
}
