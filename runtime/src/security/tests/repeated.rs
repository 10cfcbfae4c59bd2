//! Messages that come a second time in another dress.

use super::super::username::digest;
use super::*;

const BOB: (&str, &str) = (
    include_str!("../../../../tests/protocols/tests/security/keys/bob.key"),
    include_str!("../../../../tests/protocols/tests/security/keys/bob.crt"),
);

/// Another certificate of the same key, as one that was renewed: its signature is another (which does not matter where it is pinned).
fn renewed(certificate: &Certificate) -> Certificate {
    let mut der = certificate.der().to_vec();
    *der.last_mut().unwrap() ^= 1;
    Certificate::from_der(&der).unwrap()
}

#[test]
fn the_same_signature_with_another_certificate_of_the_same_key() {
    let (key, bob) = (PrivateKey::from_pem(BOB.0).unwrap(), Certificate::from_pem(BOB.1).unwrap());
    let other = renewed(&bob);
    assert_ne!(bob, other);
    let message = Security::new(noon).timestamp(Duration::from_secs(60)).sign(key, bob.clone()).unwrap();
    let message = message.protect(MESSAGE.to_owned()).unwrap();
    let again = message.replace(&base64::encode(bob.der()), &base64::encode(other.der()));
    assert_ne!(message, again);
    let policy = Policy::new().require_signature(Trust::pinned(bob).and_pinned(other)).refuse_repeated();
    policy.clone().remember(10).check(&again, noon()).unwrap();
    policy.check(&message, noon()).unwrap();
    let error = policy.check(&again, noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Repeated(_)), "{error}");
}

/// A user name as it may be looked up: without regard to case.
fn users(user: &str) -> Option<Secret> {
    user.eq_ignore_ascii_case("kim").then(|| Secret::from("sesame"))
}

fn token(user: &str, nonce: &[u8], created: &str) -> String {
    let digest = digest(nonce, created, &Secret::from("sesame"));
    let security = Security::new(noon).username_text(user, "PASSWORD").protect(MESSAGE.to_owned()).unwrap();
    let more = format!("<wsse:Nonce>{}</wsse:Nonce><wsu:Created>{created}</wsu:Created>", base64::encode(nonce));
    let security = security.replace("PASSWORD", &digest).replace(names::PASSWORD_TEXT, names::PASSWORD_DIGEST);
    security.replace("</wsse:Password>", &("</wsse:Password>".to_owned() + &more))
}

#[test]
fn the_same_digest_for_the_name_in_another_case() {
    let policy = Policy::new().require_user(users);
    policy.check(&token("kim", b"nonce", "2027-06-01T12:00:00Z"), noon()).unwrap();
    let error = policy.check(&token("KIM", b"nonce", "2027-06-01T12:00:00Z"), noon()).unwrap_err();
    assert!(error.to_string().contains("used before"), "{error}");
}

#[test]
fn the_same_digest_of_parts_that_begin_elsewhere() {
    let (one, other) =
        (token("kim", b"nonce ", "2027-06-01T12:00:00Z"), token("kim", b"nonce", " 2027-06-01T12:00:00Z"));
    let digest = |message: &str| message.split_once("Digest\">").unwrap().1[..28].to_owned();
    assert_eq!(digest(&one), digest(&other));
    let policy = Policy::new().require_user(users);
    policy.check(&one, noon()).unwrap();
    policy.check(&other, noon()).unwrap_err();
    let error = Policy::new().require_user(users).check(&other, noon()).unwrap_err();
    assert!(error.to_string().contains("white space"), "{error}");
}

/// Whoever sends what is refused for another reason neither uses up a nonce nor a place.
#[test]
fn only_what_has_passed_every_check_is_remembered() {
    let token = token("kim", b"nonce", "2027-06-01T12:00:00Z");
    let policy = Policy::new().require_user(users).remember(1);
    let strict = policy.clone().require_encryption();
    for _ in 0..2 {
        let error = strict.check(&token, noon()).unwrap_err();
        assert!(error.to_string().contains("the encryption of the body"), "{error}");
    }
    policy.check(&token, noon()).unwrap();
}

/// Of a message with a nonce and a signature, both are remembered or none.
#[test]
fn a_repeated_signature_uses_up_no_nonce() {
    let key = || PrivateKey::from_pem(KEY).unwrap();
    let security = Security::new(noon).timestamp(Duration::from_secs(60)).sign(key(), certificate()).unwrap();
    let message = security.protect(MESSAGE.to_owned()).unwrap();
    let policy = Policy::new().require_signature(Trust::pinned(certificate())).refuse_repeated().allow_unsigned_user();
    let policy = policy.accept_user(users).remember(2);
    policy.check(&message, noon()).unwrap();
    let token = token("kim", b"nonce", "2027-06-01T12:00:00Z");
    let from = token.find("<wsse:UsernameToken").unwrap();
    let until = token.find("</wsse:Security>").unwrap();
    let both =
        |message: &str| message.replace("</wsse:Security>", &(token[from..until].to_owned() + "</wsse:Security>"));
    let error = policy.check(&both(&message), noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Repeated(_)), "{error}");
    // There is one place left: it is not enough for both.
    let fresh = security.protect(MESSAGE.to_owned()).unwrap();
    let error = policy.check(&both(&fresh), noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Full(2)), "{error}");
    policy.check(&fresh, noon()).unwrap();
}
