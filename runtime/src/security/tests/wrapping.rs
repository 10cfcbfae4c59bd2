//! Signature wrapping by decryption: what was signed stands in encrypted data, and goes when that is replaced; something else stands where its place is
//! reckoned to be.

use super::*;

fn signing() -> Security {
    let security = Security::new(noon).timestamp(Duration::from_secs(60)).username_text("kim", "sesame");
    security.sign(PrivateKey::from_pem(KEY).unwrap(), certificate()).unwrap().sign_header_if_present("urn:m", "To")
}

fn signed() -> String {
    let header = "<s:Header><m:To xmlns:m=\"urn:m\">there</m:To></s:Header><s:Body>";
    signing().protect(MESSAGE.replace("<s:Body>", header)).unwrap()
}

fn policy() -> Policy {
    let policy = Policy::new().require_signature(Trust::pinned(certificate())).require_timestamp();
    policy.require_signed_header("urn:m", "To").decrypt_with(PrivateKey::from_pem(KEY).unwrap())
}

fn data(sealed: &[u8], more: &str) -> String {
    let algorithm = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
    format!(
        "<x:EncryptedData xmlns:x=\"{}\" xmlns:wsu=\"{}\" xmlns:wsse=\"{}\" Id=\"E1\"><x:EncryptionMethod Algorithm=\"{algorithm}\"/>\
         <x:CipherData><x:CipherValue>{}</x:CipherValue></x:CipherData>{more}</x:EncryptedData>",
        names::XENC,
        names::WSU,
        names::WSSE,
        base64::encode(sealed)
    )
}

/// The message with an encrypted key behind the signature, which is checked first therefore.
fn key_last(message: &str) -> String {
    message.replace("</wsse:Security>", &(encrypted_key() + "</wsse:Security>"))
}

/// The message with the element of this name moved into encrypted data, filled up so that `fresh` stands where the element seems to be afterwards.
fn wrapped(message: &str, name: &str, fresh: impl Fn(&str) -> String) -> String {
    let from = message.find(&format!("<{name}")).unwrap();
    let end = format!("</{name}>");
    let until = from + message[from..].find(&end).unwrap() + end.len();
    let old = &message[from..until];
    let fresh = fresh(old);
    assert_eq!(old.len(), fresh.len());
    let plain = format!("<m:W xmlns:m=\"urn:m\">{}</m:W>", "w".repeat(300));
    let sealed = Cipher::Aes128Gcm.encrypt(&SESSION, plain.as_bytes()).unwrap();
    let with_key = key_last(&[&message[..from], &fresh, &message[until..]].concat());
    let (from, at) = (with_key.find(&fresh).unwrap(), with_key.find("</s:Header>").unwrap());
    // From the old element to the end of the data it is as far as from the fresh one to the end of the plain text.
    let distance = at - from + plain.len();
    let tail = "</x:EncryptedData>".len() + old.len();
    let block = data(&sealed, &(old.to_owned() + &" ".repeat(distance - tail)));
    with_key.replace("</s:Header>", &(block + "</s:Header>"))
}

#[track_caller]
fn not_signed(message: &str, now: SystemTime, words: &str) {
    let policy = policy().accept_user(|_: &str| Some(Secret::from("sesame")));
    let error = policy.check(message, now).expect_err("it is accepted");
    assert!(matches!(error, SecurityError::NotSigned { .. }), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn a_fresh_timestamp_is_not_the_one_that_was_signed() {
    let message = wrapped(&signed(), "wsu:Timestamp", |old| {
        old.replace("wsu:Id=", "wsu:Ix=").replace("T12:00:00", "T13:00:00").replace("T12:01:00", "T13:01:00")
    });
    not_signed(&message, noon() + Duration::from_secs(3600), "the Timestamp of the security header");
}

#[test]
fn another_user_is_not_the_one_that_was_signed() {
    let message =
        wrapped(&signed(), "wsse:UsernameToken", |old| old.replace("wsu:Id=", "wsu:Ix=").replace("kim", "eve"));
    not_signed(&message, noon(), "the UsernameToken of the security header");
}

#[test]
fn another_header_block_is_not_the_one_that_was_signed() {
    let message = wrapped(&signed(), "m:To", |old| old.replace("wsu:Id=", "wsu:Ix=").replace("there", "other"));
    not_signed(&message, noon(), "a header block To");
}

/// Nothing of the key is signed: who has the ciphertext signed may give another key, and so another plain text.
#[test]
fn a_signature_of_the_ciphertext_is_none_of_the_plain_text() {
    let sealed = Cipher::Aes128Gcm.encrypt(&SESSION, b"<m:To xmlns:m=\"urn:m\">there</m:To>").unwrap();
    let header = format!("<s:Header>{}</s:Header><s:Body>", data(&sealed, ""));
    let message = MESSAGE.replace("<s:Body>", &header);
    let message = signing().sign_header(names::XENC, "EncryptedData").protect(message).unwrap();
    let message = key_last(&message);
    not_signed(&message, noon(), "a header block To");
}

/// What was signed around it stays so: before, behind, and what holds it.
#[test]
fn what_is_signed_elsewhere_stays_signed() {
    let message = key_last(&signed());
    let sealed = Cipher::Aes128Gcm.encrypt(&SESSION, b"<m:W xmlns:m=\"urn:m\"/>").unwrap();
    let message = message.replace("<m:To ", &(data(&sealed, "") + "<m:To "));
    let opened = policy().check(&message, noon()).unwrap();
    let text = opened.text.unwrap();
    let covered = &opened.verified.signatures[0].covered;
    let starts: Vec<&str> = covered.iter().map(|covered| &text[covered.range.clone()]).collect();
    assert!(starts[0].starts_with("<wsu:Timestamp") && starts[0].ends_with("</wsu:Timestamp>"), "{starts:?}");
    assert!(starts[2].starts_with("<s:Body") && starts[2].ends_with("</s:Body>"), "{starts:?}");
    assert!(starts[3].starts_with("<m:To") && starts[3].ends_with("</m:To>"), "{starts:?}");
}
