//! What stands in other parts of a message (XOP) is neither signed nor encrypted with the text.

use super::*;

const INCLUDE: &str = r#"<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:photo@example.org"/>"#;

fn security() -> Security {
    let security = Security::new(noon).timestamp(Duration::from_secs(60));
    security.sign(PrivateKey::from_pem(KEY).unwrap(), certificate()).unwrap().sign_header_if_present("urn:m", "To")
}

fn policy() -> Policy {
    Policy::new().require_signature(Trust::pinned(certificate())).require_timestamp()
}

/// With a reference to a part in the body, in a header block that is signed, and in one that is not.
fn messages() -> [String; 3] {
    let block = |name: &str| format!("<s:Header><m:{name} xmlns:m=\"urn:m\">{INCLUDE}</m:{name}></s:Header><s:Body>");
    [
        MESSAGE.replace("plain text", INCLUDE),
        MESSAGE.replace("<s:Body>", &block("To")),
        MESSAGE.replace("<s:Body>", &block("From")),
    ]
}

#[test]
fn a_reference_in_what_is_signed_is_refused() {
    let [body, signed, unsigned] =
        messages().map(|message| security().allow_unsigned_parts().protect(message).unwrap());
    for message in [body, signed] {
        let error = policy().check(&message, noon()).expect_err("it is accepted");
        assert!(error.to_string().contains("allow_unsigned_parts"), "{error}");
        assert_eq!(error.fault().codes.last().unwrap().name, "FailedCheck");
        policy().allow_unsigned_parts().check(&message, noon()).unwrap();
        Policy::new().accept_signature(Trust::pinned(certificate())).check(&message, noon()).unwrap();
    }
    policy().check(&unsigned, noon()).unwrap();
}

#[test]
fn a_reference_is_not_signed_unawares() {
    let [body, signed, unsigned] = messages();
    for message in [body, signed] {
        let error = security().protect(message).expect_err("it is signed");
        assert!(error.to_string().contains("allow_unsigned_parts"), "{error}");
    }
    security().protect(unsigned).unwrap();
    Security::new(noon).timestamp(Duration::from_secs(60)).protect(MESSAGE.replace("plain text", INCLUDE)).unwrap();
}

#[test]
fn a_reference_is_not_encrypted_unawares() {
    let [body, signed, _] = messages();
    let encrypting =
        Security::new(noon).encrypt_for(certificate(), Cipher::default(), KeyTransport::default()).unwrap();
    let error = encrypting.protect(body.clone()).expect_err("it is encrypted");
    assert!(error.to_string().contains("allow_unsigned_parts"), "{error}");
    // Only the body is encrypted.
    encrypting.protect(signed).unwrap();
    let message = encrypting.allow_unsigned_parts().protect(body).unwrap();
    let policy = Policy::new().require_encryption().decrypt_with(PrivateKey::from_pem(KEY).unwrap());
    let error = policy.check(&message, noon()).expect_err("it is accepted");
    assert!(error.to_string().contains("allow_unsigned_parts"), "{error}");
    policy.allow_unsigned_parts().check(&message, noon()).unwrap();
}
