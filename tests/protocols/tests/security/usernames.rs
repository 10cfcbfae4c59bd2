//! User names and timestamps: what is accepted, and what must not be.

use std::time::Duration;

use soap_runtime::security::{Opened, Policy, Secret, Security, SecurityError, Users};

use crate::people::{Clock, MESSAGE, MESSAGE_1_2, alice, earlier, later, noon, passwords, trust_in_alice};

fn policy() -> Policy {
    Policy::new().require_user(passwords)
}

fn code(error: &SecurityError) -> String {
    error.fault().codes.last().unwrap().name.clone()
}

#[track_caller]
fn refused(outcome: Result<Opened, SecurityError>, expected: &str, words: &str) {
    let error = outcome.expect_err("it is accepted");
    let said = error.to_string();
    assert!(said.contains(words), "{said:?} does not say {words:?}");
    assert_eq!(code(&error), expected, "{said}");
    let fault = error.fault().to_string();
    assert!(!said.contains("sesame") && !fault.contains("kim") && !fault.contains("2027"), "{said} {fault}");
}

fn digest() -> String {
    Security::new(noon).username_digest("kim", "sesame & open").protect(MESSAGE.to_owned()).unwrap()
}

fn text() -> String {
    Security::new(noon).username_text("kim", "sesame & open").protect(MESSAGE.to_owned()).unwrap()
}

#[test]
fn the_right_password_is_accepted() {
    for message in [MESSAGE, MESSAGE_1_2] {
        for security in [
            Security::new(noon).username_text("kim", "sesame & open"),
            Security::new(noon).username_digest("kim", "sesame & open"),
        ] {
            let protected = security.protect(message.to_owned()).unwrap();
            let opened = policy().check(&protected, noon()).unwrap();
            assert_eq!((opened.verified.user.as_deref(), opened.text), (Some("kim"), None));
        }
    }
    assert!(!digest().contains("sesame") && text().contains("sesame &amp; open"));
}

/// The example of the Username Token Profile's digest, computed with openssl: base64(sha1(nonce + created + password)).
#[test]
fn a_digest_is_that_of_the_specification() {
    let message = text().replace("#PasswordText\">sesame &amp; open<", "#PasswordDigest\">II2LAOFWCgipj58GU3sEcm/Ta5Q=<").replace(
        "</wsse:Password>",
        "</wsse:Password><wsse:Nonce>MDEyMzQ1Njc4OWFiY2RlZg==</wsse:Nonce><wsu:Created>2027-06-01T12:00:00Z</wsu:Created>",
    );
    assert_eq!(policy().check(&message, noon()).unwrap().verified.user.as_deref(), Some("kim"));
}

#[test]
fn wrong_passwords_and_unknown_users_are_refused_alike() {
    let mut faults = Vec::new();
    for (user, password) in [
        ("kim", "Sesame & open"),
        ("kim", ""),
        ("kim", "sesame & open "),
        ("nobody", "sesame & open"),
        ("", ""),
        ("nobody", ""),
    ] {
        for security in
            [Security::new(noon).username_text(user, password), Security::new(noon).username_digest(user, password)]
        {
            let message = security.protect(MESSAGE.to_owned()).unwrap();
            let error = policy().check(&message, noon()).unwrap_err();
            assert!(error.to_string().contains("no such user, or the password is wrong"), "{error}");
            faults.push(error.fault());
        }
    }
    faults.dedup();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].codes[1].name, "FailedAuthentication");
}

#[test]
fn a_missing_token_is_refused() {
    refused(policy().check(MESSAGE, noon()), "InvalidSecurity", "wsse:Security is missing");
    let timestamp = Security::new(noon).timestamp(Duration::from_secs(60)).protect(MESSAGE.to_owned()).unwrap();
    refused(policy().check(&timestamp, noon()), "InvalidSecurity", "wsse:UsernameToken is missing");
    let twice = digest().replace("<wsse:UsernameToken", "<wsse:UsernameToken/><wsse:UsernameToken");
    refused(policy().check(&twice, noon()), "InvalidSecurity", "more than one UsernameToken");
    for part in ["Username", "Password"] {
        let message = digest();
        let from = message.find(&format!("<wsse:{part}>")).or_else(|| message.find(&format!("<wsse:{part} "))).unwrap();
        let end = format!("</wsse:{part}>");
        let until = message.find(&end).unwrap() + end.len();
        let message = format!("{}{}", &message[..from], &message[until..]);
        refused(policy().check(&message, noon()), "InvalidSecurity", &format!("exactly one wsse:{part}"));
    }
}

#[test]
fn a_replayed_nonce_is_refused() {
    let (policy, message) = (policy(), digest());
    policy.check(&message, noon()).unwrap();
    refused(policy.check(&message, noon()), "FailedAuthentication", "has been used before");
    refused(policy.clone().check(&message, later(359)), "FailedAuthentication", "has been used before");
    refused(policy.check(&message, later(361)), "MessageExpired", "361 s ago");
    policy.check(&digest(), noon()).unwrap();
}

#[test]
fn a_changed_token_is_not_a_new_one() {
    let policy = policy();
    let message = digest();
    policy.check(&message, noon()).unwrap();
    // Another way to write the same time or nonce would be another digest, or is the same token.
    let error = policy.check(&message.replace("12:00:00.000Z", "12:00:00Z"), noon()).unwrap_err();
    assert_eq!(code(&error), "FailedAuthentication");
    let nonce = message.split_once("Base64Binary\">").unwrap().1.split_once("</wsse:Nonce>").unwrap().0.to_owned();
    let spaced = message.replace(&nonce, &format!(" {} {}\n", &nonce[..4], &nonce[4..]));
    refused(policy.check(&spaced, noon()), "FailedAuthentication", "has been used before");
}

#[test]
fn what_is_remembered_is_bounded() {
    let policy = policy().remember(3);
    for _ in 0..3 {
        policy.check(&digest(), noon()).unwrap();
    }
    let error = policy.check(&digest(), noon()).unwrap_err();
    assert!(matches!(error, SecurityError::Full(3)), "{error}");
    assert_eq!(error.fault().codes[0].name, "Server");
    let fresh =
        Security::new(|| later(400)).username_digest("kim", "sesame & open").protect(MESSAGE.to_owned()).unwrap();
    policy.check(&fresh, later(400)).unwrap();
}

#[test]
fn a_wrong_password_is_not_remembered() {
    let policy = policy().remember(1);
    for _ in 0..5 {
        let message = Security::new(noon).username_digest("kim", "wrong").protect(MESSAGE.to_owned()).unwrap();
        assert_eq!(code(&policy.check(&message, noon()).unwrap_err()), "FailedAuthentication");
    }
    policy.check(&digest(), noon()).unwrap();
}

#[test]
fn a_digest_without_nonce_or_time_is_refused() {
    for element in ["wsse:Nonce", "wsu:Created"] {
        let message = digest();
        let from = message.find(&format!("<{element}")).unwrap();
        let end = format!("</{element}>");
        let until = message.find(&end).unwrap() + end.len();
        refused(
            policy().check(&format!("{}{}", &message[..from], &message[until..]), noon()),
            "InvalidSecurity",
            "a digest needs",
        );
    }
}

#[test]
fn text_can_be_refused() {
    refused(policy().digests_only().check(&text(), noon()), "FailedAuthentication", "only digests are accepted");
    policy().digests_only().check(&digest(), noon()).unwrap();
}

#[test]
fn other_kinds_of_passwords_are_unsupported() {
    let message = text().replace("#PasswordText", "#PasswordOther");
    refused(policy().check(&message, noon()), "UnsupportedSecurityToken", "PasswordText and PasswordDigest are");
}

#[test]
fn tokens_are_accepted_for_a_time() {
    for (now, expected) in
        [(later(360), None), (later(361), Some("s ago")), (earlier(60), None), (earlier(61), Some("in the future"))]
    {
        match (policy().check(&digest(), now), expected) {
            (outcome, None) => drop(outcome.unwrap()),
            (outcome, Some(words)) => refused(outcome, "MessageExpired", words),
        }
    }
}

#[test]
fn timestamps_expire_and_do_not_come_from_the_future() {
    let message = Security::new(noon).timestamp(Duration::from_secs(100)).protect(MESSAGE.to_owned()).unwrap();
    let policy = Policy::new().require_timestamp();
    assert!(policy.check(&message, later(160)).unwrap().verified.timestamp);
    refused(
        policy.check(&message, later(161)),
        "MessageExpired",
        "wsu:Expires: 2027-06-01T12:01:40.000Z is 61 s ago; the clocks may differ by 60 s",
    );
    policy.check(&message, earlier(60)).unwrap();
    refused(policy.check(&message, earlier(61)), "MessageExpired", "is 61 s in the future");
    let exact = policy.clone().skew(Duration::ZERO);
    exact.check(&message, later(100)).unwrap();
    refused(exact.check(&message, later(101)), "MessageExpired", "is 1 s ago");
    // A sender cannot make a message valid for ever.
    let long = Security::new(noon).timestamp(Duration::from_secs(1 << 30)).protect(MESSAGE.to_owned()).unwrap();
    refused(policy.check(&long, later(361)), "MessageExpired", "messages may be 300 s old");
    policy.max_age(Duration::from_secs(1000)).check(&long, later(1060)).unwrap();
}

#[test]
fn a_timestamp_is_checked_even_if_none_is_required() {
    let message = Security::new(noon).timestamp(Duration::from_secs(10)).protect(MESSAGE.to_owned()).unwrap();
    refused(Policy::new().check(&message, later(100)), "MessageExpired", "wsu:Expires");
}

#[test]
fn a_missing_or_odd_timestamp_is_refused() {
    let policy = Policy::new().require_timestamp();
    refused(policy.check(&digest(), noon()), "InvalidSecurity", "wsu:Timestamp is missing");
    let message = Security::new(noon).timestamp(Duration::from_secs(10)).protect(MESSAGE.to_owned()).unwrap();
    refused(
        policy.check(&message.replace("2027-06-01T12:00:00.000Z", "yesterday"), noon()),
        "InvalidSecurity",
        "no xs:dateTime",
    );
    refused(
        policy.check(&message.replace("2027-06-01T12:00:00.000Z", "2027-06-01T12:00:00"), noon()),
        "InvalidSecurity",
        "no offset from UTC",
    );
    let message = message.replace("<wsu:Created>2027-06-01T12:00:00.000Z</wsu:Created>", "");
    refused(policy.check(&message, noon()), "InvalidSecurity", "wsu:Created of the wsu:Timestamp is missing");
}

#[test]
fn everything_at_once() {
    let clock = Clock::default();
    let (key, certificate) = alice();
    let client = clock
        .security()
        .username_digest("kim", "sesame & open")
        .timestamp(Duration::from_secs(60))
        .sign(key, certificate)
        .unwrap();
    let policy = policy().digests_only().require_timestamp().require_signature(trust_in_alice()).refuse_repeated();
    let server = clock.security().with_policy(policy);
    for _ in 0..3 {
        let message = client.protect(MESSAGE.to_owned()).unwrap();
        let verified = server.check(&message).unwrap().verified;
        assert_eq!((verified.user.as_deref(), verified.certificate()), (Some("kim"), Some(&alice().1)));
        let unsigned = message.replacen("<wsse:UsernameToken ", "<wsse:UsernameToken x='1' ", 1);
        refused(server.check(&unsigned), "FailedCheck", "UsernameToken was changed");
        clock.advance(1000);
        refused(server.check(&message), "MessageExpired", "");
    }
}

/// A service that keeps no passwords takes them as text.
struct Hashes;

impl Users for Hashes {
    fn password(&self, _: &str) -> Option<Secret> {
        None
    }

    fn check(&self, user: &str, password: &Secret) -> bool {
        user == "kim" && password.expose().len() == 13
    }
}

#[test]
fn users_may_be_checked_without_knowing_passwords() {
    let policy = Policy::new().require_user(Hashes);
    assert_eq!(policy.check(&text(), noon()).unwrap().verified.user.as_deref(), Some("kim"));
    refused(policy.check(&digest(), noon()), "FailedAuthentication", "password is wrong");
}

#[test]
fn nothing_secret_is_in_debug_output() {
    let (key, certificate) = alice();
    let pem = include_str!("keys/alice.key");
    let security = Security::new(noon)
        .username_digest("kim", "sesame & open")
        .sign(key.clone(), certificate)
        .unwrap()
        .with_policy(policy().decrypt_with(key.clone()));
    let all = format!(
        "{security:?} {security:#?} {key:?} {:?} {:?}",
        Secret::from("sesame & open"),
        policy().decrypt_with(key.clone())
    );
    assert!(!all.contains("sesame"), "{all}");
    for line in pem.lines().filter(|line| !line.starts_with('-')) {
        assert!(!all.contains(&line[..16]), "{all}");
    }
    // Numbers of the key, should a library show them.
    assert!(!all.contains("BoxedUint") && all.contains("PrivateKey(RSA)"), "{all}");
    for error in [
        policy().check(&text().replace("open", "closed"), noon()).unwrap_err(),
        PrivateKeyError::of("-----BEGIN PRIVATE KEY-----\nc2VzYW1l\n-----END PRIVATE KEY-----"),
    ] {
        let said = format!("{error} {error:?} {:?}", error.fault());
        assert!(!said.contains("sesame") && !said.contains("closed") && !said.contains("c2Vz"), "{said}");
    }
}

struct PrivateKeyError;

impl PrivateKeyError {
    fn of(pem: &str) -> SecurityError {
        soap_runtime::security::PrivateKey::from_pem(pem).unwrap_err()
    }
}

#[test]
fn a_message_is_changed_in_nothing_but_its_header() {
    let protected = Security::new(noon).username_text("kim", "x").protect(MESSAGE.to_owned()).unwrap();
    let (before, rest) = protected.split_once("<wsse:Security").unwrap();
    let (_, after) = rest.split_once("</wsse:Security>").unwrap();
    assert_eq!(format!("{before}{after}"), MESSAGE);
    let (before, rest) = Security::new(noon)
        .username_text("kim", "x")
        .protect(MESSAGE_1_2.to_owned())
        .map(|text| text.split_once("<Header>").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap())
        .unwrap();
    assert_eq!(format!("{before}{}", rest.split_once("</Header>").unwrap().1), MESSAGE_1_2);
    assert_eq!(Security::new(noon).protect(MESSAGE.to_owned()).unwrap(), MESSAGE);
    let empty = MESSAGE.replace("<soap:Header><m:To>there</m:To></soap:Header>", "<soap:Header />");
    assert!(
        Security::new(noon)
            .username_text("kim", "x")
            .protect(empty)
            .unwrap()
            .contains("</wsse:Security></soap:Header>")
    );
}

#[test]
fn what_cannot_be_protected_is_refused() {
    let security = Security::new(noon).username_text("kim", "x");
    assert!(security.protect("<a/>".to_owned()).unwrap_err().to_string().contains("not an envelope of SOAP"));
    let once = security.protect(MESSAGE.to_owned()).unwrap();
    assert!(security.protect(once).unwrap_err().to_string().contains("the message has one already"));
    assert!(Security::new(noon).username_text("k\u{1}m", "x").protect(MESSAGE.to_owned()).is_err());
}

/// Whatever a header says of its receiver, it is either for us and checked, or not for us.
#[test]
fn a_header_is_checked_whatever_it_calls_us() {
    let (next_1_1, soap_1_2) =
        ("http://schemas.xmlsoap.org/soap/actor/next", "http://www.w3.org/2003/05/soap-envelope");
    let ultimate = format!("soap:role='{soap_1_2}/role/ultimateReceiver'");
    let next = format!("soap:role='{soap_1_2}/role/next'");
    let actor = format!("soap:actor='{next_1_1}'");
    let own = [
        (MESSAGE, "soap:actor=''"),
        (MESSAGE, &actor),
        (MESSAGE_1_2, "soap:role=''"),
        (MESSAGE_1_2, &ultimate),
        (MESSAGE_1_2, &next),
    ];
    let accepting = Policy::new().accept_user(passwords);
    for (message, role) in own {
        let to = |password: &str| {
            let protected = Security::new(noon).username_text("kim", password).protect(message.to_owned()).unwrap();
            protected.replacen("soap:mustUnderstand=\"1\"", &format!("soap:mustUnderstand=\"1\" {role}"), 1)
        };
        let opened = policy().check(&to("sesame & open"), noon()).unwrap();
        assert_eq!(opened.verified.user.as_deref(), Some("kim"), "{role}");
        refused(accepting.check(&to("wrong"), noon()), "FailedAuthentication", "password is wrong");
    }
}

#[test]
fn two_headers_for_us_are_refused() {
    let message = text();
    let from = message.find("<wsse:Security").unwrap();
    let until = message.find("</wsse:Security>").unwrap() + "</wsse:Security>".len();
    let next = message[from..until].replacen(
        "soap:mustUnderstand=\"1\"",
        "soap:mustUnderstand=\"1\" soap:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"",
        1,
    );
    let both = format!("{}{next}{}", &message[..from], &message[from..]);
    refused(policy().check(&both, noon()), "InvalidSecurity", "more than one for the same receiver");
}
