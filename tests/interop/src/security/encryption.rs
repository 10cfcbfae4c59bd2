//! Encryption, held to xmlsec by way of Python: what it encrypts we decrypt, and the reverse.

use std::time::{Duration, SystemTime};

use serde_json::json;
use soap_runtime::security::{Cipher, KeyTransport, Opened, Policy, Security, SecurityError, Trust};

use super::keys::{folder, person};
use super::row::{Row, Who};
use super::scripts::Scripts;
use crate::table::Direction;

const MESSAGE: &str = r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><d:SetHostname xmlns:d="urn:example:device"><d:Name>ä &amp; 😀</d:Name></d:SetHostname></s:Body></s:Envelope>"#;
const READS: Who = Who::Reads("xmlsec");
const WRITES: Who = Who::Writes("xmlsec");
/// What the table of all sections calls all pairs.
const FEATURE: &str = "encryption";
const PAIRS: [(&str, &str); 4] =
    [("aes128-gcm", "rsa-oaep"), ("aes256-gcm", "rsa-oaep"), ("aes128-cbc", "rsa-oaep"), ("aes256-cbc", "rsa-oaep")];

pub(super) async fn rows(scripts: &Scripts<'_>) -> Vec<Row> {
    if let Err(why) = scripts.has_python() {
        return [READS, WRITES].map(|who| Row::skipped(who, FEATURE, why.as_str())).to_vec();
    }
    let mut rows = Vec::new();
    for (cipher, transport) in PAIRS {
        rows.push(
            Row::new(WRITES, &format!("{cipher}, {transport}"), "1.2", theirs(scripts, cipher, transport).await)
                .under(FEATURE),
        );
    }
    let refused = match theirs(scripts, "aes256-gcm", "rsa-1_5").await {
        Err(reason) if reason.contains("rsa-1_5\" is not accepted") => Ok(1),
        other => Err(format!("{other:?}")),
    };
    rows.push(Row::new(WRITES, "aes256-gcm, rsa-1_5", "1.2", refused).broken("weak key transport", Direction::In));
    let own = [
        ("aes128-gcm, rsa-oaep-mgf1p", Cipher::Aes128Gcm, KeyTransport::OaepSha1),
        ("aes256-gcm, rsa-oaep-mgf1p", Cipher::Aes256Gcm, KeyTransport::OaepSha1),
        ("aes256-gcm, rsa-oaep SHA-256", Cipher::Aes256Gcm, KeyTransport::OaepSha256),
    ];
    for (name, cipher, transport) in own {
        rows.push(Row::new(READS, name, "1.2", ours(scripts, cipher, transport).await).under(FEATURE));
    }
    rows
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

async fn asked(scripts: &Scripts<'_>, job: serde_json::Value) -> Result<String, String> {
    let mut command = scripts.python("encryption.py")?;
    command.arg(folder());
    let text = super::canonical::answered(command, &serde_json::to_vec(&[job]).map_err(words)?).await?;
    let [answer]: [String; 1] = serde_json::from_slice(&text).map_err(words)?;
    Ok(answer)
}

fn opened(message: &str) -> Result<Result<Opened, SecurityError>, String> {
    let (key, certificate) = person("alice").map_err(words)?;
    let policy =
        Policy::new().require_signature(Trust::pinned(certificate)).require_encryption().decrypt_with(key).allow_cbc();
    Ok(policy.check(message, SystemTime::now()))
}

/// What xmlsec encrypts; we have signed it before.
async fn theirs(scripts: &Scripts<'_>, cipher: &str, transport: &str) -> Result<usize, String> {
    let (key, certificate) = person("alice").map_err(words)?;
    let security =
        Security::new(SystemTime::now).timestamp(Duration::from_secs(60)).sign(key, certificate).map_err(words)?;
    let signed = security.protect(MESSAGE.to_owned()).map_err(words)?;
    let message = asked(scripts, json!({ "message": signed, "cipher": cipher, "transport": transport })).await?;
    let text = opened(&message)?.map_err(words)?.text.unwrap_or_default();
    if text.contains("<d:Name>ä &amp; 😀</d:Name>") { Ok(1) } else { Err(text) }
}

/// What we encrypt.
async fn ours(scripts: &Scripts<'_>, cipher: Cipher, transport: KeyTransport) -> Result<usize, String> {
    let certificate = person("alice").map_err(words)?.1;
    let security = Security::new(SystemTime::now).encrypt_for(certificate, cipher, transport).map_err(words)?;
    let message = security.protect(MESSAGE.to_owned()).map_err(words)?;
    let text = asked(scripts, json!({ "message": message })).await?;
    if text.contains("<d:Name>ä &amp; 😀</d:Name>") { Ok(1) } else { Err(text) }
}
