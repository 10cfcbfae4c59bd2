//! xmlsec1 judges every message that we signed: requests of our client, responses of our server.

use std::time::Duration;

use tokio::time::timeout;

use super::debian::Debian;
use super::device::{Device, Message, Messages};
use super::keys;
use super::row::{Row, Who};
use crate::table::Direction;

const READS: Who = Who::Reads("xmlsec1");
const WSU: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

pub(super) async fn rows(debian: &Debian, device: &Device, sent: &Messages) -> Vec<Row> {
    let is_signed = |message: &Message| String::from_utf8_lossy(&message.body).contains("<ds:Signature ");
    let is_foreign = |message: &Message| message.path.contains("foreign");
    let requests: Vec<Message> =
        sent.all().into_iter().filter(|message| is_signed(message) && !is_foreign(message)).collect();
    let responses: Vec<Message> =
        device.messages().into_iter().filter(|message| message.is_response && is_signed(message)).collect();
    let mut rows = Vec::new();
    for (feature, messages, certificate) in
        [("our signed requests", requests, "alice.crt"), ("our signed responses", responses, "device.crt")]
    {
        match debian.program("xmlsec1") {
            Ok(_) => rows.push(Row::new(READS, feature, "both", judged(debian, &messages, certificate).await)),
            Err(why) => rows.push(Row::skipped(READS, feature, why)),
        }
        rows.push(Row::no(Who::Writes("xmlsec1"), feature, "it verifies here and signs nothing"));
    }
    rows.push(changed(debian, &sent.all().into_iter().filter(is_signed).collect::<Vec<_>>()).await);
    rows
}

async fn judged(debian: &Debian, messages: &[Message], certificate: &str) -> Result<usize, String> {
    if messages.is_empty() {
        return Err("there are none".to_owned());
    }
    let folder = std::env::temp_dir().join(format!("interop-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let file = folder.join("message.xml");
    for message in messages {
        std::fs::write(&file, &message.body).map_err(|error| error.to_string())?;
        if !verifies(debian, &file, certificate).await? {
            return Err(format!("xmlsec1 refuses {}", String::from_utf8_lossy(&message.body)));
        }
    }
    std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    Ok(messages.len())
}

/// One that was changed has to be refused, or the judge is none.
async fn changed(debian: &Debian, messages: &[Message]) -> Row {
    let tried = async {
        let message = messages.first().ok_or("there is none")?;
        let changed = String::from_utf8_lossy(&message.body).replace("urn:example:device", "urn:example:divice");
        let changed = Message { body: changed.into(), ..message.clone() };
        match judged(debian, &[changed], "alice.crt").await {
            Err(reason) if reason.starts_with("xmlsec1 refuses") => Ok(1),
            other => Err(format!("it is not refused: {other:?}")),
        }
    };
    match debian.program("xmlsec1") {
        Ok(_) => Row::new(READS, "signed", "both", tried.await),
        Err(why) => Row::skipped(READS, "signed", why),
    }
    .broken("changed body", Direction::Out)
}

async fn verifies(debian: &Debian, file: &std::path::Path, certificate: &str) -> Result<bool, String> {
    let mut command = debian.program("xmlsec1")?;
    command.arg("--verify").arg("--pubkey-cert-pem").arg(keys::folder().join(certificate));
    for name in [
        "http://schemas.xmlsoap.org/soap/envelope/:Body".to_owned(),
        "http://www.w3.org/2003/05/soap-envelope:Body".to_owned(),
        format!("{WSU}:Timestamp"),
        format!("{WSSE}:UsernameToken"),
    ] {
        command.arg("--id-attr:Id").arg(name);
    }
    let ended = timeout(Duration::from_secs(20), command.arg(file).output()).await;
    let output =
        ended.map_err(|_| "xmlsec1 does not end")?.map_err(|error| format!("xmlsec1 cannot be called: {error}"))?;
    Ok(output.status.success())
}
