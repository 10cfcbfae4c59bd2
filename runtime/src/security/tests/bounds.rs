//! How much a message can have computed before anybody is known to have sent it.

use super::*;

fn policy() -> Policy {
    super::policy().accept_signature(Trust::pinned(certificate()))
}

#[track_caller]
fn refused(message: &str, words: &str) {
    let error = policy().check(message, noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Invalid { .. }) && error.to_string().contains(words), "{error}");
}

/// The message with so many keys, none of which can be decrypted, for so many references each.
fn with_keys(keys: usize, references: usize) -> String {
    let reference = "<xenc:DataReference URI=\"#E1\"/>";
    let key = encrypted_key().replace(reference, &reference.repeat(references));
    let at = key.find("<xenc:CipherValue>").unwrap() + "<xenc:CipherValue>".len();
    let key = format!("{}AAAA{}", &key[..at], &key[at..]);
    signed().replace("</wsse:Security>", &(key.repeat(keys) + "</wsse:Security>"))
}

#[test]
fn keys_are_counted_before_one_is_decrypted() {
    refused(&with_keys(5, 1), "5 xenc:EncryptedKey");
    refused(&with_keys(2, 9), "18 xenc:DataReference");
    for (keys, references) in [(4, 4), (1, 16)] {
        let error = policy().check(&with_keys(keys, references), noon()).unwrap_err();
        assert!(matches!(error, SecurityError::Undecryptable), "{error}");
    }
}

#[test]
fn signatures_are_counted_before_one_is_checked() {
    let signed = signed();
    let from = signed.find("<ds:Signature ").unwrap();
    let until = signed.find("</wsse:Security>").unwrap();
    let signature = &signed[from..until];
    refused(
        &signed.replace(signature, &signature.replace("<ds:SignatureValue>", "<ds:SignatureValue>AAAA").repeat(9)),
        "9 ds:Signature",
    );
    let policy = Policy::new().require_signature(Trust::pinned(certificate()));
    let opened = policy.check(&signed.replace(signature, &signature.repeat(8)), noon()).unwrap();
    assert_eq!(opened.verified.signatures.len(), 8);
}
