//! No setting of a policy holds a message to less than it says, and none of what messages get is left out in silence.

use super::*;

fn trust() -> Trust {
    Trust::pinned(certificate())
}

fn kim(user: &str) -> Option<Secret> {
    (user == "kim").then(|| Secret::from("sesame"))
}

fn with_to() -> String {
    MESSAGE.replace("<s:Body>", "<s:Header><m:To xmlns:m=\"urn:m\">there</m:To></s:Header><s:Body>")
}

fn text() -> String {
    Security::new(noon).username_text("kim", "sesame").protect(with_to()).unwrap()
}

fn signing() -> Security {
    Security::new(noon)
        .timestamp(Duration::from_secs(60))
        .sign(PrivateKey::from_pem(KEY).unwrap(), certificate())
        .unwrap()
}

#[track_caller]
fn refused(policy: &Policy, message: &str, words: &str) {
    let error = policy.check(message, noon()).expect_err("it is accepted");
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.to_string().contains("sesame"), "{error}");
}

#[test]
fn a_signed_header_takes_a_signature() {
    let policy = || Policy::new().require_signed_header("urn:m", "To");
    for message in [with_to(), text(), MESSAGE.to_owned()] {
        refused(&policy(), &message, "does not say whose");
        refused(&policy().require_user(kim), &message, "does not say whose");
    }
    for policy in [
        policy().accept_signature(trust()),
        policy().require_signature(trust()),
        Policy::new().accept_signature(trust()).require_signed_header("urn:m", "To"),
    ] {
        refused(&policy, &with_to(), "wsse:Security is missing");
        refused(&policy, &text(), "ds:Signature is missing");
        refused(&policy, &signing().protect(with_to()).unwrap(), "a header block To is not signed");
        refused(&policy, &signing().protect(MESSAGE.to_owned()).unwrap(), "the header block To is missing");
        policy.check(&signing().sign_header("urn:m", "To").protect(with_to()).unwrap(), noon()).unwrap();
    }
}

#[test]
fn what_cannot_be_told_from_its_repetition_is_refused() {
    let policy = || Policy::new().refuse_repeated();
    refused(&policy(), &with_to(), "wsse:Security is missing");
    let missing = "tells a message from its repetition";
    refused(&policy().require_user(kim), &text(), missing);
    refused(&policy(), &Security::new(noon).timestamp(Duration::from_secs(60)).protect(with_to()).unwrap(), missing);
    // A nonce or a signature that nobody checks tells nothing.
    let digest = Security::new(noon).username_digest("kim", "sesame").protect(with_to()).unwrap();
    refused(&policy(), &digest, missing);
    refused(&policy(), &signing().protect(with_to()).unwrap(), missing);
    let text_once = text().replace(
        "</wsse:Password>",
        "</wsse:Password><wsse:Nonce>AAAA</wsse:Nonce><wsu:Created>2027-06-01T12:00:00Z</wsu:Created>",
    );
    for (policy, message, words) in [
        (policy().require_user(kim), digest, "has been used before"),
        (policy().require_user(kim), text_once, "has been used before"),
        (policy().require_signature(trust()), signing().protect(with_to()).unwrap(), "has come before"),
        (
            policy().require_signature(trust()).require_user(kim),
            signing().username_text("kim", "sesame").protect(with_to()).unwrap(),
            "has come before",
        ),
    ] {
        policy.check(&message, noon()).unwrap();
        refused(&policy, &message, words);
    }
}

#[test]
fn a_password_as_text_is_refused_without_users_as_well() {
    refused(&Policy::new().digests_only(), &text(), "only digests are accepted");
    let digest = Security::new(noon).username_digest("kim", "sesame").protect(with_to()).unwrap();
    assert_eq!(Policy::new().digests_only().check(&digest, noon()).unwrap().verified.user, None);
}

#[test]
fn a_timestamp_without_a_time_is_not_recent() {
    let message = Security::new(noon).timestamp(Duration::from_secs(60)).protect(with_to()).unwrap();
    assert!(Policy::new().check(&message, noon()).unwrap().verified.timestamp);
    let from = message.find("<wsu:Created>").unwrap();
    let until = message.find("</wsu:Timestamp>").unwrap();
    let empty = [&message[..from], &message[until..]].concat();
    assert!(!Policy::new().check(&empty, noon()).unwrap().verified.timestamp);
    refused(&Policy::new().require_timestamp(), &empty, "wsu:Created");
}

#[test]
fn keys_that_cannot_decrypt_are_told() {
    let key = p256::SecretKey::from_slice(&[7; 32]).unwrap();
    let der = p256::pkcs8::EncodePrivateKey::to_pkcs8_der(&key).unwrap();
    let policy = Policy::new().decrypt_with(PrivateKey::from_pkcs8_der(der.as_bytes()).unwrap());
    refused(&policy, MESSAGE, "none is RSA");
}

#[test]
fn what_is_signed_is_said_before_or_after_the_key() {
    let sign = |security: Security| security.sign(PrivateKey::from_pem(KEY).unwrap(), certificate()).unwrap();
    let policy = Policy::new().require_signature(trust()).require_signed_header("urn:m", "To");
    for order in [0, 1] {
        let more = |security: Security| security.sign_header("urn:m", "To").token_reference(TokenReference::Thumbprint);
        let security = Security::new(noon);
        let security = if order == 0 { more(sign(security)) } else { sign(more(security)) };
        let message = security.protect(with_to()).unwrap();
        policy.check(&message, noon()).unwrap();
        assert!(message.contains("ThumbprintSHA1") && !message.contains("BinarySecurityToken"), "{message}");
    }
}

#[test]
fn what_is_to_be_signed_and_is_not_there_is_told() {
    let error = signing().sign_header("urn:m", "Too").protect(with_to()).expect_err("it is signed");
    assert_eq!(error.to_string(), "the header block {urn:m}Too, which is to be signed, is missing");
    signing().sign_header_if_present("urn:m", "Too").protect(with_to()).unwrap();
    for security in [
        Security::new(noon).sign_header("urn:m", "To"),
        Security::new(noon).username_text("kim", "sesame").token_reference(TokenReference::Thumbprint),
    ] {
        let error = security.protect(with_to()).expect_err("it is not signed");
        assert!(error.to_string().contains("take a key to sign with"), "{error}");
    }
}

#[cfg(feature = "server")]
#[test]
fn a_fault_goes_without_the_header_blocks_of_a_response() {
    use crate::http::{Exchange, Handler as _, MessageKind, Side};
    let security = signing().sign_header("urn:m", "To");
    let mut exchange = Exchange {
        side: Side::Server,
        message: MessageKind::Response,
        operation: None,
        version: crate::soap::Version::V1_1,
        endpoint: http::Uri::default(),
        extensions: http::Extensions::new(),
    };
    let error = security.seal(&mut exchange, MESSAGE.to_owned()).expect_err("it is signed");
    assert!(error.reason.contains("{urn:m}To"), "{}", error.reason);
    exchange.message = MessageKind::Fault;
    assert!(security.seal(&mut exchange, MESSAGE.to_owned()).unwrap().contains("<ds:Signature"));
}
