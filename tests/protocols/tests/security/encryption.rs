//! Encryption of the body: what comes back, and what is refused.

use std::time::Duration;

use soap_runtime::security::{Cipher, KeyTransport, Opened, Part, Policy, Security, SecurityError};

use crate::people::{MESSAGE, MESSAGE_1_2, alice, bob, mallory, noon, trust_in_alice};

fn encrypting(cipher: Cipher, transport: KeyTransport) -> Security {
    Security::new(noon).encrypt_for(alice().1, cipher, transport).unwrap()
}

fn encrypted() -> String {
    encrypting(Cipher::Aes256Gcm, KeyTransport::OaepSha1).protect(MESSAGE.to_owned()).unwrap()
}

fn policy() -> Policy {
    Policy::new().require_encryption().decrypt_with(mallory().0).decrypt_with(alice().0)
}

fn check(message: &str) -> Result<Opened, SecurityError> {
    policy().check(message, noon())
}

#[track_caller]
fn refused(message: &str, code: &str, words: &str) {
    let error = check(message).expect_err("it is accepted");
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!(error.fault().codes.last().unwrap().name, code, "{error}");
}

/// The message without its security header.
fn bare(text: &str) -> String {
    let (before, rest) = text.split_once("<wsse:Security").unwrap();
    before.to_owned() + rest.split_once("</wsse:Security>").unwrap().1
}

#[test]
fn what_is_encrypted_comes_back() {
    for cipher in [Cipher::Aes128Gcm, Cipher::Aes256Gcm] {
        for transport in [KeyTransport::OaepSha1, KeyTransport::OaepSha256] {
            let security = encrypting(cipher, transport);
            let message = security.protect(MESSAGE.to_owned()).unwrap();
            assert!(!message.contains("Amount"), "{message}");
            let opened = check(&message).unwrap();
            assert_eq!(opened.verified.decrypted, ["/Envelope/Body"]);
            assert_eq!(bare(&opened.text.unwrap()), MESSAGE);
            let message = security.protect(MESSAGE_1_2.to_owned()).unwrap();
            assert!(check(&message).unwrap().text.unwrap().ends_with(MESSAGE_1_2.split_once("<Body>").unwrap().1));
        }
    }
}

#[test]
fn an_empty_body_is_encrypted_as_well() {
    for body in ["<soap:Body/>", "<soap:Body></soap:Body>", "<soap:Body>\n</soap:Body>"] {
        let envelope =
            format!("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">{body}</soap:Envelope>");
        let message = encrypting(Cipher::default(), KeyTransport::default()).protect(envelope).unwrap();
        assert!(check(&message).unwrap().text.unwrap().contains(&body.replace("/>", "></soap:Body>")));
    }
}

#[test]
fn it_is_signed_before_it_is_encrypted() {
    let security = encrypting(Cipher::default(), KeyTransport::default()).timestamp(Duration::from_secs(60));
    let security = security.username_digest("kim", "sesame & open").sign(alice().0, alice().1).unwrap();
    let message = security.protect(MESSAGE.to_owned()).unwrap();
    let policy =
        policy().require_signature(trust_in_alice()).require_user(crate::people::passwords).require_timestamp();
    let opened = policy.check(&message, noon()).unwrap();
    assert_eq!(opened.verified.certificate(), Some(&alice().1));
    let text = opened.text.unwrap();
    let covered = opened.verified.signatures[0].covered.iter().find(|covered| covered.part == Part::Body).unwrap();
    assert!(
        text[covered.range.clone()].starts_with("<soap:Body") && text[covered.range.clone()].ends_with("</soap:Body>")
    );
    assert!(text[covered.range.clone()].contains("<m:Amount>100</m:Amount>"));
}

#[test]
fn a_changed_ciphertext_is_refused() {
    let message = encrypted();
    let places: Vec<usize> = message.match_indices("<xenc:CipherValue>").map(|(at, tag)| at + tag.len()).collect();
    assert_eq!(places.len(), 2);
    for start in places {
        let end = start + message[start..].find('<').unwrap();
        for at in [start, start + 7, end - 10] {
            let other = if &message[at..=at] == "A" { "B" } else { "A" };
            refused(
                &format!("{}{other}{}", &message[..at], &message[at + 1..]),
                "FailedCheck",
                "what is encrypted cannot be decrypted",
            );
        }
    }
}

#[test]
fn rsa_with_pkcs1_padding_is_refused() {
    let message = encrypted()
        .replace("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", "http://www.w3.org/2001/04/xmlenc#rsa-1_5");
    refused(&message, "UnsupportedAlgorithm", "rsa-oaep-mgf1p and rsa-oaep are");
}

#[test]
fn other_ciphers_are_refused() {
    for cipher in ["http://www.w3.org/2001/04/xmlenc#aes256-cbc", "http://www.w3.org/2001/04/xmlenc#tripledes-cbc", ""]
    {
        refused(
            &encrypted().replace("http://www.w3.org/2009/xmlenc11#aes256-gcm", cipher),
            "UnsupportedAlgorithm",
            "aes128-gcm and aes256-gcm are",
        );
    }
    // The key has another length.
    let other = encrypted().replace("xmlenc11#aes256-gcm", "xmlenc11#aes128-gcm");
    refused(&other, "FailedCheck", "cannot be decrypted");
}

#[test]
fn a_message_for_somebody_else_is_refused() {
    let message = encrypted();
    let error = Policy::new().decrypt_with(mallory().0).check(&message, noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Undecryptable), "{error}");
    // A key on a curve decrypts nothing.
    let error = Policy::new().decrypt_with(bob().0).check(&message, noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Incomplete(_)), "{error}");
    let error = Policy::new().check(&message, noon()).unwrap_err();
    assert!(error.to_string().contains("there is no key to decrypt it"), "{error}");
}

#[test]
fn a_body_in_plain_text_is_refused() {
    refused(MESSAGE, "InvalidSecurity", "wsse:Security is missing");
    let message = Security::new(noon).timestamp(Duration::from_secs(60)).protect(MESSAGE.to_owned()).unwrap();
    refused(&message, "InvalidSecurity", "the encryption of the body is missing");
    let half = encrypted().replace("</soap:Body>", "<m:Pay/></soap:Body>");
    refused(&half, "InvalidSecurity", "the encryption of the body is missing");
}

#[test]
fn only_data_is_decrypted_and_only_once() {
    let message = encrypted();
    let id = message.split_once("URI=\"#").unwrap().1.split_once('"').unwrap().0.to_owned();
    let twice =
        message.replace("</xenc:ReferenceList>", &format!("<xenc:DataReference URI=\"#{id}\"/></xenc:ReferenceList>"));
    refused(&twice, "FailedCheck", "no element has the identifier");
    let other = message.replace(&format!("URI=\"#{id}\""), "URI=\"#other\"").replace("<m:To>", "<m:To Id=\"other\">");
    refused(&other, "InvalidSecurity", "/Envelope/Header/To is not encrypted");
    let none = message.replace(&format!("<xenc:DataReference URI=\"#{id}\"/>"), "");
    refused(&none, "InvalidSecurity", "1 to 16 xenc:DataReference");
}

#[test]
fn nothing_can_be_encrypted_for_a_key_that_is_not_rsa() {
    let error = Security::new(noon).encrypt_for(bob().1, Cipher::default(), KeyTransport::default()).unwrap_err();
    assert!(error.to_string().contains("has no RSA key"), "{error}");
}

#[test]
fn plain_text_stays_where_the_ciphertext_was() {
    // Whoever encrypts may write anything, but not end the body: two bodies, one encrypted and one not, are not made of one.
    let evil = MESSAGE.replace("<m:Pay currency", "<!-- --><m:Pay currency");
    let message = encrypting(Cipher::default(), KeyTransport::default()).protect(evil).unwrap();
    assert!(check(&message).is_ok());
}
