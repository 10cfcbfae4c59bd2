//! Messages as none of ours are written, made here: with AES-CBC, which is decrypted but not written, and what becomes of changed ones.
#![allow(clippy::unwrap_used)]

mod bounds;
mod chained;
mod parts;
mod policy;
mod repeated;
mod wrapping;

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use aes::Aes128;
use cbc::Encryptor;
use cbc::cipher::{Block, BlockModeEncrypt as _, KeyIvInit as _};

use super::encryption::Encryption;
use super::message::Message;
use super::{
    Certificate, Cipher, KeyTransport, Policy, PrivateKey, Secret, Security, SecurityError, TokenReference, Trust,
    base64, names,
};

const KEY: &str = include_str!("../../../tests/protocols/tests/security/keys/alice.key");
const CERTIFICATE: &str = include_str!("../../../tests/protocols/tests/security/keys/alice.crt");
const MESSAGE: &str = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a xmlns="urn:a">plain text</a></s:Body></s:Envelope>"#;
const SESSION: [u8; 16] = [7; 16];

fn certificate() -> Certificate {
    Certificate::from_pem(CERTIFICATE).unwrap()
}

fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_811_851_200)
}

fn policy() -> Policy {
    let key = PrivateKey::from_pem(KEY).unwrap();
    Policy::new()
        .require_signature(Trust::pinned(certificate()))
        .require_encryption()
        .decrypt_with(key)
        .require_timestamp()
}

fn signed() -> String {
    let security =
        Security::new(noon).timestamp(Duration::from_secs(60)).sign(PrivateKey::from_pem(KEY).unwrap(), certificate());
    security.unwrap().protect(MESSAGE.to_owned()).unwrap()
}

/// What is sealed by AES-128-CBC; of the padding only its length counts.
fn sealed(text: &[u8]) -> Vec<u8> {
    let padding = 16 - text.len() % 16;
    let mut plain = [text, &vec![0xEE; padding]].concat();
    *plain.last_mut().unwrap() = padding as u8;
    let mut encryptor = Encryptor::<Aes128>::new(&SESSION.into(), &[9; 16].into());
    let mut sealed = vec![9; 16];
    for block in plain.as_chunks::<16>().0 {
        let mut block = Block::<Encryptor<Aes128>>::try_from(block.as_slice()).unwrap();
        encryptor.encrypt_block(&mut block);
        sealed.extend_from_slice(&block);
    }
    sealed
}

/// `xenc:EncryptedKey` with the session key, for the data E1.
fn encrypted_key() -> String {
    let encryption =
        Encryption { certificate: certificate(), cipher: Cipher::Aes128Gcm, transport: KeyTransport::OaepSha1 };
    encryption.key(&SESSION, "E1").unwrap()
}

/// The data E1 of AES-128-CBC.
fn chained(sealed: &[u8]) -> String {
    format!(
        "<x:EncryptedData xmlns:x=\"{}\" Id=\"E1\"><x:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/>\
         <x:CipherData><x:CipherValue>{}</x:CipherValue></x:CipherData></x:EncryptedData>",
        names::XENC,
        base64::encode(sealed)
    )
}

/// The message with an encrypted key as the first element of its security header.
fn with_key(text: &str) -> String {
    let message = Message::read(text).unwrap();
    let at = message.block(message.security[0].start).unwrap().opened;
    [&text[..at], &encrypted_key(), &text[at..]].concat()
}

/// The message with this in the place of what the body holds.
fn with_sealed(text: &str, sealed: &[u8]) -> String {
    let content = Message::read(text).unwrap().content();
    with_key(&[&text[..content.start], &chained(sealed), &text[content.end..]].concat())
}

fn content(text: &str) -> &str {
    &text[Message::read(text).unwrap().content()]
}

#[test]
fn it_is_decrypted_on_request_where_a_signature_is_required() {
    let signed = signed();
    let message = with_sealed(&signed, &sealed(content(&signed).as_bytes()));
    let opened = policy().allow_cbc().check(&message, noon()).unwrap();
    assert!(opened.text.unwrap().contains(">plain text</a>"));
    assert_eq!(opened.verified.decrypted, ["/Envelope/Body"]);
    let without = |policy: Policy| policy.check(&message, noon()).unwrap_err();
    assert!(matches!(without(policy()), SecurityError::Algorithm { .. }));
    let unsigned = Policy::new().decrypt_with(PrivateKey::from_pem(KEY).unwrap()).allow_cbc();
    assert!(matches!(without(unsigned), SecurityError::Algorithm { .. }));
}

/// Whatever is changed in the ciphertext, be it that the padding, the characters, the markup or only the signature becomes wrong: the same error, the
/// same fault.
#[test]
fn all_failures_are_one() {
    let signed = signed();
    let right = sealed(content(&signed).as_bytes());
    let policy = policy().allow_cbc().accept_user(|_: &str| None::<Secret>);
    let mut said = BTreeSet::new();
    for at in 0..right.len() {
        let mut changed = right.clone();
        changed[at] ^= 0x21;
        if let Err(error) = policy.check(&with_sealed(&signed, &changed), noon()) {
            said.insert(format!("{error} {:?}", error.fault()));
        }
    }
    for plain in ["", "</s:Body><s:Body>", "<a", "text", "<s:Fault/>", "</s:Body></s:Envelope>"] {
        let error = policy.check(&with_sealed(&signed, &sealed(plain.as_bytes())), noon()).unwrap_err();
        said.insert(format!("{error} {:?}", error.fault()));
    }
    for short in [&right[..16], &right[..20], &[]] {
        let error = policy.check(&with_sealed(&signed, short), noon()).unwrap_err();
        said.insert(format!("{error} {:?}", error.fault()));
    }
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said.first().unwrap().contains("FailedCheck"));
}
