//! xmlsec1 judges every message that we signed: requests of our client, responses of our server.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::timeout;

use super::debian::Debian;
use super::device::{Device, Message, Messages};
use super::keys;
use super::row::{Row, Who};
use crate::table::Direction;

const READS: Who = Who::Reads("xmlsec1");
/// How many messages one process is given.
const AT_ONCE: usize = 40;
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
    let verdict = judged_in(&folder, debian, messages, certificate).await;
    std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    verdict
}

async fn judged_in(folder: &Path, debian: &Debian, messages: &[Message], certificate: &str) -> Result<usize, String> {
    let mut files = Vec::new();
    for (number, message) in messages.iter().enumerate() {
        let file = folder.join(format!("{number}.xml"));
        std::fs::write(&file, &message.body).map_err(|error| error.to_string())?;
        files.push(file);
    }
    // It takes many at once; only if one is refused they are tried one by one, to tell which.
    for (files, messages) in files.chunks(AT_ONCE).zip(messages.chunks(AT_ONCE)) {
        if verify(debian, files, certificate).await? {
            continue;
        }
        for (file, message) in files.iter().zip(messages) {
            if !verify(debian, std::slice::from_ref(file), certificate).await? {
                return Err(format!("xmlsec1 refuses {}", String::from_utf8_lossy(&message.body)));
            }
        }
    }
    Ok(messages.len())
}

/// One that was changed, among others, has to be refused, or the judge is none.
async fn changed(debian: &Debian, messages: &[Message]) -> Row {
    let tried = async {
        let message = messages.first().ok_or("there is none")?;
        let changed = String::from_utf8_lossy(&message.body).replace("urn:example:device", "urn:example:divice");
        let changed = Message { body: changed.into(), ..message.clone() };
        match judged(debian, &[message.clone(), changed, message.clone()], "alice.crt").await {
            Err(reason) if reason.starts_with("xmlsec1 refuses") && reason.contains("divice") => Ok(1),
            other => Err(format!("it is not refused: {other:?}")),
        }
    };
    match debian.program("xmlsec1") {
        Ok(_) => Row::new(READS, "signed", "both", tried.await),
        Err(why) => Row::skipped(READS, "signed", why),
    }
    .broken("changed body", Direction::Out)
}

/// Whether it accepts all of them.
async fn verify(debian: &Debian, files: &[PathBuf], certificate: &str) -> Result<bool, String> {
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
    let ended = timeout(Duration::from_secs(60), command.args(files).output()).await;
    let output =
        ended.map_err(|_| "xmlsec1 does not end")?.map_err(|error| format!("xmlsec1 cannot be called: {error}"))?;
    Ok(output.status.success())
}
