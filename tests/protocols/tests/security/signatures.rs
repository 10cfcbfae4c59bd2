//! Signatures: what is accepted, and what must not be.

use std::time::Duration;

use soap_runtime::security::{
    Certificate, Part, Policy, PrivateKey, Security, SecurityError, TokenReference, Trust, Verified,
};

use crate::people::{
    MESSAGE, MESSAGE_1_2, alice, authority, bob, carol, earlier, later, mallory, noon, trust_in_alice,
};

fn signing((key, certificate): (PrivateKey, Certificate)) -> Security {
    Security::new(noon).timestamp(Duration::from_secs(300)).sign(key, certificate).unwrap()
}

fn signed() -> String {
    signing(alice()).protect(MESSAGE.to_owned()).unwrap()
}

fn policy() -> Policy {
    Policy::new().require_signature(trust_in_alice()).require_timestamp()
}

fn check(policy: &Policy, message: &str) -> Result<Verified, SecurityError> {
    policy.check(message, noon()).map(|opened| opened.verified)
}

/// The message is refused, and the words say why; the fault says the kind only.
#[track_caller]
fn refused(policy: &Policy, message: &str, code: &str, words: &str) {
    let error = check(policy, message).expect_err("it is accepted");
    let said = error.to_string();
    assert!(said.contains(words), "{said:?} does not say {words:?}");
    let fault = error.fault();
    assert_eq!(fault.codes.last().unwrap().name, code, "{said}");
    assert!(!fault.reason().contains("alice") && !fault.reason().contains("Amount"), "{fault}");
}

/// The text of the first element whose start tag begins like this, and what is around it.
fn cut<'m>(message: &'m str, start: &str, end: &str) -> (&'m str, &'m str, &'m str) {
    let from = message.find(start).unwrap();
    let until = from + message[from..].find(end).unwrap() + end.len();
    (&message[..from], &message[from..until], &message[until..])
}

fn body(message: &str) -> (&str, &str, &str) {
    cut(message, "<soap:Body", "</soap:Body>")
}

const EVIL: &str = r#"<soap:Body><m:Pay currency="EUR"><m:Amount>1000000</m:Amount></m:Pay></soap:Body>"#;

#[test]
fn what_is_signed_is_told() {
    let message = signed();
    let verified = check(&policy(), &message).unwrap();
    let [signed] = &verified.signatures[..] else { panic!("{verified:?}") };
    assert_eq!((&signed.certificate, verified.certificate()), (&alice().1, Some(&alice().1)));
    let parts: Vec<(&str, &Part)> =
        signed.covered.iter().map(|covered| (covered.path.as_str(), &covered.part)).collect();
    assert_eq!(parts, [("/Envelope/Header/Security/Timestamp", &Part::Timestamp), ("/Envelope/Body", &Part::Body)]);
    let range = signed.covered[1].range.clone();
    assert_eq!(&message[range], body(&message).1);
    assert!(verified.timestamp && verified.user.is_none());
}

#[test]
fn every_reference_to_a_token_is_understood() {
    for reference in [
        TokenReference::Binary,
        TokenReference::IssuerSerial,
        TokenReference::KeyIdentifier,
        TokenReference::Thumbprint,
    ] {
        for message in [MESSAGE, MESSAGE_1_2] {
            let message = signing(alice()).token_reference(reference).protect(message.to_owned()).unwrap();
            let verified = check(&policy(), &message).unwrap();
            assert_eq!(verified.certificate(), Some(&alice().1), "{reference:?}");
        }
    }
}

#[test]
fn an_authority_vouches_for_those_it_issued_certificates_to() {
    let message = signing(bob()).protect(MESSAGE.to_owned()).unwrap();
    assert!(message.contains("ecdsa-sha256"));
    let verified = check(&Policy::new().require_signature(Trust::authority(authority())), &message).unwrap();
    assert_eq!(verified.certificate().unwrap().subject(), "CN=bob,O=Contoso\\, Ltd,C=DE");
}

#[test]
fn a_foreign_certificate_is_not_trusted() {
    let by_mallory = signing(mallory()).protect(MESSAGE.to_owned()).unwrap();
    refused(&policy(), &by_mallory, "FailedAuthentication", "not among the certificates that are trusted");
    let of_authority = Policy::new().require_signature(Trust::authority(authority()));
    refused(&of_authority, &by_mallory, "FailedAuthentication", "no chain leads to a trusted authority");
    let by_carol = signing(carol()).protect(MESSAGE.to_owned()).unwrap();
    let with_bob = Trust::authority(authority()).and_intermediate(bob().1);
    refused(
        &Policy::new().require_signature(with_bob),
        &by_carol,
        "FailedAuthentication",
        "no chain leads to a trusted authority",
    );
}

#[test]
fn a_certificate_is_valid_for_a_time() {
    let century = Duration::from_secs(100 * 366 * 86_400);
    for now in [earlier(366 * 86_400), noon() + century] {
        for (person, trust) in [(alice(), trust_in_alice()), (bob(), Trust::authority(authority()))] {
            let security = Security::new(move || now).sign(person.0, person.1).unwrap();
            let message = security.protect(MESSAGE.to_owned()).unwrap();
            let error = Policy::new().require_signature(trust).check(&message, now).unwrap_err();
            assert!(matches!(error, SecurityError::Untrusted { .. }), "{error}");
        }
    }
}

#[test]
fn a_changed_body_is_refused() {
    refused(&policy(), &signed().replace(">100<", ">101<"), "FailedCheck", "/Envelope/Body was changed");
    refused(
        &policy(),
        &signed().replace("currency=\"EUR\"", "currency=\"USD\""),
        "FailedCheck",
        "/Envelope/Body was changed",
    );
    refused(
        &policy(),
        &signed().replace("xmlns:m=\"urn:m\"", "xmlns:m=\"urn:n\""),
        "FailedCheck",
        "/Envelope/Body was changed",
    );
    let dropped = signed().replace("<m:Note>a &amp; b&#xD;</m:Note>", "<m:Note>a &amp; b</m:Note>");
    refused(&policy(), &dropped, "FailedCheck", "/Envelope/Body was changed");
}

#[test]
fn a_changed_timestamp_is_refused() {
    refused(&policy(), &signed().replace("12:05:00.000Z", "12:06:00.000Z"), "FailedCheck", "Timestamp was changed");
}

#[test]
fn a_changed_signature_is_refused() {
    let message = signed();
    let (before, value, after) = cut(&message, "<ds:SignatureValue>", "</ds:SignatureValue>");
    let other =
        cut(&signing(mallory()).protect(MESSAGE.to_owned()).unwrap(), "<ds:SignatureValue>", "</ds:SignatureValue>")
            .1
            .to_owned();
    assert_ne!(value, other);
    refused(&policy(), &format!("{before}{other}{after}"), "FailedCheck", "not the signature of");
    let (before, digest, after) = cut(&message, "<ds:DigestValue>", "</ds:DigestValue>");
    let other = if digest.contains(">A") {
        digest.replace(">A", ">B")
    } else {
        format!("<ds:DigestValue>A{}", &digest["<ds:DigestValue>A".len()..])
    };
    refused(&policy(), &format!("{before}{other}{after}"), "FailedCheck", "not the signature of");
}

#[test]
fn what_does_not_change_the_meaning_may_change() {
    let message = signed().replace("<m:Pay currency=\"EUR\">", "<m:Pay   currency='&#69;UR'  ><!-- comment -->");
    let message = message
        .replace("<soap:Header>", "<soap:Header>\n  ")
        .replace("xmlns:m=\"urn:m\"", "xmlns:m='urn:m' xmlns:q='urn:q'");
    assert!(check(&policy(), &message).unwrap().covers(&Part::Body));
}

#[test]
fn a_missing_signature_is_refused() {
    refused(&policy(), MESSAGE, "InvalidSecurity", "wsse:Security is missing");
    let timestamp = Security::new(noon).timestamp(Duration::from_secs(60)).protect(MESSAGE.to_owned()).unwrap();
    refused(&policy(), &timestamp, "InvalidSecurity", "ds:Signature is missing");
}

#[test]
fn an_unsigned_timestamp_is_refused() {
    let message = Security::new(noon).sign(alice().0, alice().1).unwrap().protect(MESSAGE.to_owned()).unwrap();
    refused(&policy(), &message, "InvalidSecurity", "wsu:Timestamp is missing");
    let timestamp = "<wsu:Timestamp><wsu:Created>2027-06-01T12:00:00Z</wsu:Created></wsu:Timestamp></wsse:Security>";
    let message = message.replace("</wsse:Security>", timestamp);
    refused(&policy(), &message, "FailedCheck", "the Timestamp of the security header is not signed");
    refused(
        &Policy::new().require_signature(trust_in_alice()),
        &message,
        "FailedCheck",
        "Timestamp of the security header is not signed",
    );
}

#[test]
fn chosen_headers_have_to_be_signed() {
    let with_to = policy().require_signed_header("urn:m", "To");
    refused(&with_to, &signed(), "FailedCheck", "a header block To is not signed");
    let message = signing(alice()).sign_header("urn:m", "To").protect(MESSAGE.to_owned()).unwrap();
    let verified = check(&with_to, &message).unwrap();
    assert!(verified.covers(&Part::Header { namespace: "urn:m".to_owned(), local: "To".to_owned() }));
    let second = message.replace("</soap:Header>", "<m:To>elsewhere</m:To></soap:Header>");
    refused(&with_to, &second, "FailedCheck", "a header block To is not signed");
    let (before, _, after) = cut(&message, "<m:To", "</m:To>");
    refused(&with_to, &format!("{before}{after}"), "FailedCheck", "no element has the identifier");
    refused(
        &with_to,
        &signing(alice()).protect(MESSAGE_1_2.to_owned()).unwrap(),
        "InvalidSecurity",
        "the header block To is missing",
    );
}

mod wrapped {
    //! Signature wrapping (McIntosh and Austel, 2005): what was signed is moved, and something else takes its place.

    use super::*;

    fn id(body: &str) -> &str {
        body.split_once(":Id=\"").unwrap().1.split_once('"').unwrap().0
    }

    #[test]
    fn body_moved_into_a_header_block() {
        let message = signed();
        let (before, body, after) = body(&message);
        let before = before.replace("</soap:Header>", &format!("<m:Wrapper>{body}</m:Wrapper></soap:Header>"));
        refused(
            &policy(),
            &format!("{before}{EVIL}{after}"),
            "FailedCheck",
            "the Body that is read is not signed; what is signed: /Envelope/Header/Security/Timestamp, /Envelope/Header/Wrapper/Body",
        );
    }

    #[test]
    fn body_moved_into_the_security_header() {
        let message = signed();
        let (before, body, after) = body(&message);
        let before = before.replace("</wsse:Security>", &format!("{body}</wsse:Security>"));
        refused(
            &policy(),
            &format!("{before}{EVIL}{after}"),
            "FailedCheck",
            "what is signed: /Envelope/Header/Security/Timestamp, /Envelope/Header/Security/Body",
        );
    }

    #[test]
    fn body_moved_into_the_signature() {
        let message = signed();
        let (before, body, after) = body(&message);
        let before = before.replace("</ds:Signature>", &format!("<ds:Object>{body}</ds:Object></ds:Signature>"));
        refused(&policy(), &format!("{before}{EVIL}{after}"), "FailedCheck", "Signature/Object/Body");
    }

    #[test]
    fn body_becomes_a_header_block_of_its_own() {
        let message = signed();
        let (before, body, after) = body(&message);
        let before = before.replace("</soap:Header>", &format!("{body}</soap:Header>"));
        refused(&policy(), &format!("{before}{EVIL}{after}"), "FailedCheck", "/Envelope/Header/Body");
    }

    #[test]
    fn identifier_duplicated() {
        let message = signed();
        let (before, body, after) = body(&message);
        let evil = EVIL.replacen("<soap:Body", &body[..body.find("><m:Pay").unwrap()], 1);
        for spelling in ["wsu:Id", "Id", "ID", "id", "xml:id"] {
            let evil = evil.replace("wsu:Id", spelling);
            let before = before.replace("</soap:Header>", &format!("<m:Wrapper>{body}</m:Wrapper></soap:Header>"));
            refused(
                &policy(),
                &format!("{before}{evil}{after}"),
                "FailedCheck",
                "more than one element has the identifier",
            );
        }
        assert!(!id(body).is_empty());
    }

    #[test]
    fn a_second_body() {
        let message = signed();
        let (before, body, after) = body(&message);
        refused(&policy(), &format!("{before}{EVIL}{body}{after}"), "InvalidSecurity", "an envelope has one Body");
        refused(&policy(), &format!("{before}{body}{EVIL}{after}"), "InvalidSecurity", "an envelope has one Body");
    }

    #[test]
    fn signed_body_nested_in_the_new_one() {
        let message = signed();
        let (before, body, after) = body(&message);
        let evil = EVIL.replace("</m:Pay>", &format!("</m:Pay>{body}"));
        refused(&policy(), &format!("{before}{evil}{after}"), "FailedCheck", "/Envelope/Body/Body");
    }

    #[test]
    fn only_an_element_in_the_body_is_signed() {
        let message = signed();
        let (before, body, after) = body(&message);
        // As if a sender had signed no more than the payment.
        let (tag, rest) = body.split_at(body.find("><m:Pay").unwrap());
        let tag = tag.strip_prefix("<soap:Body").unwrap();
        let nested = format!("<soap:Body{}", rest.replacen("<m:Pay", &format!("<m:Pay{tag}"), 1));
        let error = check(&policy(), &format!("{before}{nested}{after}")).unwrap_err();
        assert!(error.to_string().contains("/Envelope/Body/Pay was changed"), "{error}");
    }

    #[test]
    fn timestamp_moved() {
        let message = signed();
        let (before, timestamp, after) = cut(&message, "<wsu:Timestamp", "</wsu:Timestamp>");
        let fresh = "<wsu:Timestamp><wsu:Created>2027-06-01T12:00:00Z</wsu:Created></wsu:Timestamp>";
        let after = after.replace(
            "</soap:Header>",
            &format!("<m:Wrapper xmlns:wsu=\"{WSU}\">{timestamp}</m:Wrapper></soap:Header>"),
        );
        refused(
            &policy(),
            &format!("{before}{fresh}{after}"),
            "FailedCheck",
            "the Timestamp of the security header is not signed",
        );
        refused(&policy(), &format!("{before}{after}"), "InvalidSecurity", "wsu:Timestamp is missing");
    }

    const WSU: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    #[test]
    fn two_timestamps_and_two_security_headers() {
        let message = signed();
        let (before, timestamp, after) = cut(&message, "<wsu:Timestamp", "</wsu:Timestamp>");
        let fresh = "<wsu:Timestamp><wsu:Created>2027-06-01T12:00:00Z</wsu:Created></wsu:Timestamp>";
        refused(&policy(), &format!("{before}{fresh}{timestamp}{after}"), "InvalidSecurity", "more than one Timestamp");
        let (before, security, after) = cut(&message, "<wsse:Security", "</wsse:Security>");
        refused(
            &policy(),
            &format!("{before}{security}{security}{after}"),
            "InvalidSecurity",
            "more than one for the same receiver",
        );
    }

    #[test]
    fn a_security_header_for_others_is_not_ours() {
        let message = signed().replacen(" soap:mustUnderstand=\"1\"", " soap:actor=\"urn:other\"", 1);
        refused(&policy(), &message, "InvalidSecurity", "wsse:Security is missing");
    }

    #[test]
    fn a_second_header_and_a_header_behind_the_body() {
        let message = signed();
        let two = message.replace("</soap:Header>", "</soap:Header><soap:Header><m:To>x</m:To></soap:Header>");
        refused(&policy(), &two, "InvalidSecurity", "at most one Header");
        let behind = message.replace("</soap:Body>", "</soap:Body><soap:Header/>");
        refused(&policy(), &behind, "InvalidSecurity", "at most one Header");
    }
}

mod weakened {
    //! Messages whose signature says less than it seems.

    use super::*;

    const EXC: &str = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>";

    #[test]
    fn transforms_that_change_what_is_signed() {
        let xpath = format!(
            "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>not(self::text())</ds:XPath></ds:Transform>{EXC}"
        );
        let xslt = format!("<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>{EXC}");
        let inclusive = "<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>".to_owned();
        let comments = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"/>".to_owned();
        let twice = EXC.repeat(2);
        for transforms in [xpath, xslt, inclusive, comments, twice, String::new()] {
            let message = signed().replace(EXC, &transforms);
            refused(&policy(), &message, "UnsupportedAlgorithm", "exclusive canonicalization without comments is");
        }
        let odd = signed().replace(EXC, &EXC.replace("></ds:Transform>", "><m:Odd/></ds:Transform>"));
        refused(&policy(), &odd, "InvalidSecurity", "parameters that are not known");
    }

    #[test]
    fn sha1() {
        let digest =
            signed().replace("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1");
        refused(&policy(), &digest, "UnsupportedAlgorithm", "SHA-256 is");
        let method = signed()
            .replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1");
        refused(&policy(), &method, "UnsupportedAlgorithm", "rsa-sha256 and ecdsa-sha256 are");
        // Allowed, it is looked at, and wrong.
        refused(&policy().allow_sha1(), &method, "FailedCheck", "not the signature of");
    }

    #[test]
    fn other_methods() {
        for method in [
            "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
            "",
        ] {
            let message = signed().replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", method);
            refused(&policy(), &message, "UnsupportedAlgorithm", "ds:SignatureMethod");
        }
        // A key is used with its own algorithm only.
        let message = signed().replace(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        );
        refused(&policy(), &message, "FailedCheck", "not the signature of");
    }

    #[test]
    fn references_to_other_than_elements_of_the_message() {
        for uri in ["", "http://example.com/", "#", "#xpointer(/)", "#a b", "cid:x"] {
            let message = signed();
            let at = message.find("<ds:Reference URI=\"").unwrap() + "<ds:Reference URI=\"".len();
            let end = at + message[at..].find('"').unwrap();
            refused(
                &policy(),
                &format!("{}{uri}{}", &message[..at], &message[end..]),
                "InvalidSecurity",
                "is not of the form #identifier",
            );
        }
    }

    #[test]
    fn no_reference_at_all() {
        let message = signed();
        let (before, _, after) = cut(&message, "<ds:Reference", "</ds:Reference>");
        let message = format!("{before}{after}");
        let (before, _, after) = cut(&message, "<ds:Reference", "</ds:Reference>");
        refused(&policy(), &format!("{before}{after}"), "InvalidSecurity", "0 references");
    }

    #[test]
    fn the_type_of_a_value_through_a_prefix_that_is_not_signed() {
        let typed = MESSAGE
            .replace("<m:Amount>", "<m:Amount xsi:type=\"m:Euro\">")
            .replace("<m:Pay ", "<n:Pay xmlns:n=\"urn:m\" ")
            .replace("</m:Pay>", "</n:Pay>");
        let typed = typed
            .replace("<m:Amount", "<n:Amount")
            .replace("</m:Amount>", "</n:Amount>")
            .replace("<m:Note>", "<n:Note>")
            .replace("</m:Note>", "</n:Note>");
        let message = signing(alice()).protect(typed.clone()).unwrap();
        assert!(message.contains("PrefixList=\"m\""), "our own signatures cover it");
        assert!(check(&policy(), &message).is_ok());
        refused(
            &policy(),
            &message.replace("xmlns:m=\"urn:m\"", "xmlns:m=\"urn:evil\""),
            "FailedCheck",
            "/Envelope/Body was changed",
        );
        // As a peer signs that does not think of it: the signature without the list, over the same text.
        let plain = signing(alice()).protect(typed.replace("xsi:type=\"m:Euro\"", "xsi:type=\"n:Euro\"")).unwrap();
        assert!(!plain.contains("PrefixList"));
    }

    #[test]
    fn a_document_type() {
        refused(
            &policy(),
            &format!("<!DOCTYPE e [<!ATTLIST e a ID 'x'>]>{}", signed()),
            "InvalidSecurity",
            "cannot be read",
        );
    }

    #[test]
    fn characters_that_reading_would_replace() {
        let body = MESSAGE.replace(">100<", ">10\u{1}0<");
        assert!(signing(alice()).protect(body).is_err());
        refused(&policy(), &signed().replace(">100<", ">10\u{1}0<"), "InvalidSecurity", "cannot be read");
        refused(&policy(), &signed().replace(">100<", ">10&#1;0<"), "InvalidSecurity", "cannot be read");
    }

    #[test]
    fn a_token_elsewhere_in_the_message() {
        let message = signed();
        let (before, token, after) = cut(&message, "<wsse:BinarySecurityToken", "</wsse:BinarySecurityToken>");
        let after = after.replace("</soap:Header>", &format!("<m:W xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\">{token}</m:W></soap:Header>"));
        refused(&policy(), &format!("{before}{after}"), "SecurityTokenUnavailable", "the security header has no token");
    }

    #[test]
    fn an_unknown_certificate_is_not_looked_for() {
        for reference in [TokenReference::IssuerSerial, TokenReference::KeyIdentifier, TokenReference::Thumbprint] {
            let message = signing(mallory()).token_reference(reference).protect(MESSAGE.to_owned()).unwrap();
            refused(
                &policy(),
                &message,
                "SecurityTokenUnavailable",
                "none of the certificates that are known here is meant",
            );
        }
    }
}

#[test]
fn a_repeated_signature_is_refused_on_request() {
    let policy = policy().refuse_repeated();
    let message = signed();
    check(&policy, &message).unwrap();
    refused(&policy, &message, "FailedCheck", "the signature has come before");
    let again = Security::new(|| later(1)).timestamp(Duration::from_secs(60)).sign(alice().0, alice().1).unwrap();
    check(&policy, &again.protect(MESSAGE.to_owned()).unwrap()).unwrap();
    let without = Security::new(noon).sign(alice().0, alice().1).unwrap().protect(MESSAGE.to_owned()).unwrap();
    refused(
        &Policy::new().require_signature(trust_in_alice()).refuse_repeated(),
        &without,
        "InvalidSecurity",
        "a signed wsu:Timestamp",
    );
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let error = Security::new(noon).sign(mallory().0, alice().1).unwrap_err();
    assert!(error.to_string().contains("the private key is not that of the certificate CN=alice"), "{error}");
}

#[test]
fn every_byte_of_a_signed_body_counts() {
    let message = signed();
    let range = check(&policy(), &message).unwrap().signatures[0].covered[1].range.clone();
    for at in range {
        let mut bytes = message.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        let is_accepted = check(&policy(), &changed).is_ok();
        // Quotes of an attribute may be of either kind, and nothing else of this may change.
        assert!(!is_accepted, "{:?} is accepted", &changed[at.saturating_sub(10)..at + 10]);
    }
}
