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

/// A namespace that is long, and may be declared again by each element of a canonical form.
fn long() -> String {
    format!("urn:{}", "u".repeat(100_000))
}

/// A signed message whose envelope declares the long namespace, changed afterwards.
fn with_long_namespace(change: impl Fn(String) -> String) -> String {
    let message = MESSAGE.replace("<s:Envelope ", &format!("<s:Envelope xmlns:z=\"{}\" ", long()));
    let security =
        Security::new(noon).timestamp(Duration::from_secs(60)).sign(PrivateKey::from_pem(KEY).unwrap(), certificate());
    change(security.unwrap().protect(message).unwrap())
}

fn signature_policy() -> Policy {
    Policy::new().require_signature(Trust::pinned(certificate()))
}

/// Everywhere in `ds:SignedInfo`: what is not in its schema is refused before anything is canonicalized.
#[test]
fn signed_info_holds_what_it_has_to_and_nothing_else() {
    let junk = "<z:a/>".repeat(1000);
    let before = [
        "</ds:SignedInfo>",
        "<ds:Reference ",
        "<ds:Transforms>",
        "<ds:DigestMethod ",
        "<ds:SignatureMethod ",
        "<ds:CanonicalizationMethod ",
    ];
    let within = [
        "<ds:Transforms>",
        "</ds:Transform>",
        "<ds:DigestValue>",
        "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">",
    ];
    let messages = before
        .iter()
        .map(|tag| (tag, with_long_namespace(|message| message.replacen(tag, &format!("{junk}{tag}"), 1))));
    let inside = within
        .iter()
        .map(|tag| (tag, with_long_namespace(|message| message.replacen(tag, &format!("{tag}{junk}"), 1))));
    let empty = ["<ds:DigestMethod", "<ds:SignatureMethod", "<ds:CanonicalizationMethod"].map(|tag| {
        let name = &tag[1..];
        let fill = |message: String| {
            let at = message.find(tag).unwrap();
            let end = at + message[at..].find("/>").unwrap();
            format!("{}>{junk}</{name}>{}", &message[..end], &message[end + 2..])
        };
        (tag, with_long_namespace(fill))
    });
    for (tag, message) in messages.chain(inside).map(|(tag, message)| (*tag, message)).chain(empty) {
        assert!(message.contains("<z:a/>"), "{tag}");
        let error = signature_policy().check(&message, noon()).expect_err(tag);
        assert!(matches!(error, SecurityError::Invalid { .. } | SecurityError::Algorithm { .. }), "{tag}: {error}");
        assert!(error.to_string().len() < 1000, "{tag}: {error}");
    }
    signature_policy().check(&with_long_namespace(|message| message), noon()).unwrap();
}

/// As long as the namespace times the number of elements: what a signature is about, which whoever has one signed message can put in its place.
#[test]
fn canonical_forms_are_in_proportion_to_the_message() {
    let junk = "<z:a/>".repeat(1000);
    let message = with_long_namespace(|message| message.replacen("plain text", &junk, 1));
    let error = signature_policy().check(&message, noon()).expect_err("it is canonicalized");
    assert!(error.to_string().contains("in canonical form"), "{error}");
    // Declared once, for all that is in it.
    let message = with_long_namespace(|message| message.replacen("plain text", &format!("<z:b>{junk}</z:b>"), 1));
    let error = signature_policy().check(&message, noon()).expect_err("it was changed");
    assert!(matches!(error, SecurityError::Check { .. }), "{error}");
}

#[test]
fn prefix_lists_are_short() {
    let list = |count: usize| {
        let list = format!(
            "<e:InclusiveNamespaces xmlns:e=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{}\"/>",
            vec!["s"; count].join(" ")
        );
        with_long_namespace(|message| message.replacen("</ds:Transform>", &format!("{list}</ds:Transform>"), 1))
    };
    let error = signature_policy().check(&list(65), noon()).expect_err("it is accepted");
    assert!(error.to_string().contains("PrefixList"), "{error}");
    let error = signature_policy().check(&list(64), noon()).expect_err("it was changed");
    assert!(matches!(error, SecurityError::Check { .. }), "{error}");
}

/// Header and security header: a name keeps no copy of its namespace.
#[test]
fn names_share_their_namespace() {
    let elements = "<z:a z:b=''/>".repeat(1000);
    let message = with_long_namespace(|message| {
        message.replacen("</wsse:Security>", &format!("{elements}</wsse:Security>{elements}"), 1)
    });
    let read = Message::read(&message).unwrap();
    let last = |blocks: &[super::super::message::Place]| {
        blocks.iter().rev().take(2).map(|block| block.namespace.clone()).collect::<Vec<_>>()
    };
    let ends = last(&read.blocks);
    assert!(std::sync::Arc::ptr_eq(&ends[0], &ends[1]));
    let children = &read.security[0].children;
    assert!(std::sync::Arc::ptr_eq(&children[children.len() - 1].namespace, &ends[0]));
}

/// A message with so many small elements, each of which is the outermost that uses a namespace that the envelope declares: in exclusive canonical form each
/// declares it.
fn small_elements(namespace: usize, times: usize) -> String {
    let uri = format!("urn:{}", "u".repeat(namespace - 4));
    let message = MESSAGE.replace("<s:Envelope ", &format!("<s:Envelope xmlns:t=\"{uri}\" "));
    message.replace("plain text", &"<t:Id/>".repeat(times))
}

fn signing() -> Security {
    let security = Security::new(noon).timestamp(Duration::from_secs(60));
    security.sign(PrivateKey::from_pem(KEY).unwrap(), certificate()).unwrap()
}

#[test]
fn what_is_signed_here_is_accepted_here() {
    for (namespace, times) in [(20, 100), (100, 20_000), (300, 20_000), (100_000, 10)] {
        let message = signing().protect(small_elements(namespace, times)).unwrap();
        let opened = signature_policy().check(&message, noon()).unwrap();
        assert_eq!(opened.verified.signatures.len(), 1, "{namespace}, {times}");
    }
}

/// What is decrypted has more elements than the message that came.
#[test]
fn what_is_signed_and_encrypted_here_is_accepted_here() {
    let security = signing().encrypt_for(certificate(), Cipher::default(), KeyTransport::default()).unwrap();
    let message = security.protect(small_elements(300, 20_000)).unwrap();
    let opened = policy().check(&message, noon()).unwrap();
    assert!(opened.text.is_some_and(|text| text.contains("<t:Id/>")));
}

#[test]
fn what_would_not_be_accepted_is_not_signed() {
    let error = signing().protect(small_elements(100_000, 1_000)).unwrap_err();
    let said = error.to_string();
    assert!(said.starts_with("ds:Signature: what is to be signed") && said.contains("in canonical form"), "{said}");
    assert!(said.contains("declares"), "{said}");
}

/// Below many declarations, each prefix is declared where its meaning is not that of the elements around, as below a few.
#[test]
fn declarations_are_rendered_once_below_many() {
    let declare = |n: usize| format!(" xmlns:p{n}=\"urn:{n}\"");
    let used: String = (0..100).map(|n| format!(" p{n}:a=\"\"")).collect();
    let declared: String = (0..100).map(declare).collect();
    let inner = "<p7:b></p7:b><p7:b xmlns:p7=\"urn:other\"><p7:c></p7:c></p7:b><p7:b></p7:b>";
    let document = format!("<x{declared}{used}>{inner}</x>");
    let canonical = super::super::canonicalize(&document, 0, &[]).unwrap();
    assert!(canonical.ends_with(&format!(">{inner}</x>")), "{canonical}");
    assert_eq!(canonical.matches("xmlns:").count(), 101);
}
