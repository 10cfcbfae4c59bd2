//! SOAP's own parts: what is mandatory is written, what may not be is refused by strict reading and told by lenient reading.
#![allow(clippy::unwrap_used)]

use ms_oxwscos::soap::{Body, Envelope, Fault, FaultCode, Reason, Version};
use ms_oxwscos::{Document, ReadOptions};

const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";
const NONE: &str = "http://www.w3.org/2003/05/soap-envelope/role/none";
const NEXT: &str = "http://www.w3.org/2003/05/soap-envelope/role/next";

fn envelope(version: Version, header: &str, body: &str) -> String {
    let uri = version.namespace();
    format!(
        "<e:Envelope xmlns:e='{uri}' xmlns:t='{TYPES}' xmlns:m='{MESSAGES}'>{header}<e:Body>{body}</e:Body></e:Envelope>"
    )
}

/// The error of strict reading, and what lenient reading tells.
fn judged(xml: &str) -> (Option<String>, Vec<String>) {
    let strict = Envelope::<Document>::from_xml_with(xml, &ReadOptions::strict());
    let (options, told) = ReadOptions::default().collecting();
    Envelope::<Document>::from_xml_with(xml, &options).unwrap();
    (strict.err().map(|error| error.to_string()), told.take().iter().map(ToString::to_string).collect())
}

/// Both are against a message, in these words and at this path.
fn refused(xml: &str, strict: &str, lenient: &str, path: &str) {
    let (error, told) = judged(xml);
    let error = error.unwrap_or_else(|| panic!("strict reading takes {xml}"));
    assert!(error.contains(strict) && error.contains(path), "{error}\n{xml}");
    assert_eq!(told.iter().filter(|notice| notice.contains(lenient)).count(), 1, "{told:?}\n{xml}");
    assert_eq!(told.len(), 1, "{told:?}\n{xml}");
}

fn fine(xml: &str) {
    assert_eq!(judged(xml), (None, Vec::new()), "{xml}");
}

fn with_block(version: Version, attributes: &str) -> String {
    let header = format!("<e:Header><t:RequestServerVersion Version='Exchange2013' {attributes}/></e:Header>");
    envelope(version, &header, "<m:GetImItemList/>")
}

#[test]
fn attributes_of_header_blocks_are_known_and_say_what_they_may() {
    use Version::{V1_1, V1_2};
    for (version, attributes) in [
        (V1_1, "e:mustUnderstand='1' e:actor='urn:x'"),
        (V1_1, "e:mustUnderstand='0' e:encodingStyle=''"),
        (V1_2, "e:mustUnderstand=' true ' e:role='urn:x' e:relay='0'"),
        (V1_2, "e:mustUnderstand='false' e:relay='true' e:encodingStyle='urn:x'"),
    ] {
        fine(&with_block(version, attributes));
    }
    let path = "Envelope/Header/RequestServerVersion/@";
    for (version, attribute) in [
        (V1_2, "e:mustUnderstand='yes'"),
        (V1_2, "e:mustUnderstand='2'"),
        (V1_1, "e:mustUnderstand=''"),
        (V1_1, "e:mustUnderstand='TRUE'"),
        (V1_2, "e:relay='x'"),
    ] {
        let xml = with_block(version, attribute);
        refused(&xml, "expected true, false, 1 or 0, found", "it is read as false", path);
    }
    for (version, attribute) in
        [(V1_2, "e:zzz='1'"), (V1_1, "e:relay='1'"), (V1_1, "e:role='urn:x'"), (V1_2, "e:actor='urn:x'")]
    {
        refused(&with_block(version, attribute), "unexpected attribute {", "unexpected attribute {", path);
    }
    let other = format!("o:mustUnderstand='1' xmlns:o='{}'", V1_1.namespace());
    refused(&with_block(V1_2, &other), "mustUnderstand: expected mustUnderstand, role", "unexpected attribute", path);
    let foreign = "<e:Header><x:Any xmlns:x='urn:x' e:mustUnderstand='no' x:zzz=''/></e:Header>";
    let xml = envelope(V1_2, foreign, "<m:GetImItemList/>");
    refused(&xml, "found \"no\"", "it is read as false", "Envelope/Header/Any/@mustUnderstand");
}

#[test]
fn elements_of_soaps_own_have_few_of_its_attributes() {
    let [old, new] =
        [Version::V1_1, Version::V1_2].map(|version| envelope(version, "<e:Header/>", "<m:GetImItemList/>"));
    for element in ["Envelope", "Header", "Body"] {
        let with = |xml: &str, attribute: &str| {
            let end = if element == "Envelope" { " " } else { "" };
            xml.replacen(&format!("<e:{element}{end}"), &format!("<e:{element} {attribute}{end}"), 1)
        };
        fine(&with(&old, "e:encodingStyle='urn:x'"));
        for (xml, attribute) in [(&new, "e:encodingStyle='urn:x'"), (&new, "e:role=''"), (&old, "e:mustUnderstand='1'")]
        {
            refused(&with(xml, attribute), "unexpected attribute {", "unexpected attribute {", element);
        }
    }
}

#[test]
fn a_header_that_is_bound_comes_once_for_everybody() {
    let block = |version: &str, role: &str| format!("<t:RequestServerVersion Version='{version}' {role}/>");
    let xml = |blocks: &[String]| {
        envelope(Version::V1_2, &format!("<e:Header>{}</e:Header>", blocks.concat()), "<m:GetImItemList/>")
    };
    let (none, next) = (format!("e:role='{NONE}'"), format!("e:role='{NEXT}'"));
    fine(&xml(&[block("Exchange2013", ""), block("Exchange2010", &none), block("Exchange2010", "e:role='urn:x'")]));
    for role in ["", "e:role=''", &next] {
        let twice = xml(&[block("Exchange2013", ""), block("Exchange2010", role)]);
        let told = "element RequestServerVersion is repeated; the last one is kept";
        refused(&twice, "RequestServerVersion is repeated", told, "Envelope/Header/RequestServerVersion[2]");
    }
    let others = "<x:Any xmlns:x='urn:x'/><x:Any xmlns:x='urn:x'/>".to_owned();
    fine(&xml(&[others]));
}

fn fault(version: Version, content: &str) -> String {
    envelope(version, "", &format!("<e:Fault>{content}</e:Fault>"))
}

const CODE: &str = "<e:Code><e:Value>e:Sender</e:Value></e:Code>";
const REASON: &str = "<e:Reason><e:Text xml:lang='de'>x</e:Text></e:Reason>";

#[test]
fn faults_of_soap_1_2_have_the_parts_that_they_have_to_have() {
    let new = |content: String| fault(Version::V1_2, &content);
    fine(&new(format!("{CODE}{REASON}<e:Node>urn:n</e:Node><e:Role>urn:r</e:Role><e:Detail><x/></e:Detail>")));
    let sub = "<e:Subcode><e:Value>t:A</e:Value><e:Subcode><e:Value>t:B</e:Value></e:Subcode></e:Subcode>";
    fine(&new(format!("<e:Code><e:Value> e:DataEncodingUnknown </e:Value>{sub}</e:Code>{REASON}")));
    let value = |value: &str| format!("<e:Code><e:Value>{value}</e:Value></e:Code>{REASON}");
    for (content, strict, lenient) in [
        (CODE.to_owned(), "missing element Reason", "missing element Reason"),
        (REASON.to_owned(), "missing element Code", "missing element Code"),
        (format!("{CODE}<e:Reason/>"), "missing element Text", "missing element Text"),
        (format!("{CODE}<e:Reason><e:Text>x</e:Text></e:Reason>"), "missing attribute xml:lang", "xml:lang"),
        (format!("<e:Code/>{REASON}"), "missing element Value", "missing element Value"),
        (value("t:Mine"), "expected a fault code of SOAP 1.2", "expected a fault code"),
        (value("e:Client"), "expected a fault code of SOAP 1.2", "expected a fault code"),
        (value("q:Sender"), "whose prefix is bound", "whose prefix is bound"),
        (value(""), "expected a qualified name", "expected a qualified name"),
        (format!("{REASON}{CODE}"), "unexpected element {", "Code is out of place"),
        (format!("{CODE}{REASON}{REASON}"), "unexpected element {", "Reason is repeated"),
        (format!("{CODE}{REASON}<e:Zzz/>"), "unexpected element {", "was not expected and is skipped"),
        (format!("{CODE}{REASON}<Node/>"), "unexpected element Node", "was not expected and is skipped"),
        (format!("{CODE}<e:Reason><e:Text xml:lang='en'><b/></e:Text></e:Reason>"), "unexpected element b", "in text"),
    ] {
        refused(&new(content), strict, lenient, "Envelope/Body/Fault");
    }
}

#[test]
fn faults_of_soap_1_1_have_the_parts_that_they_have_to_have() {
    let old = |content: &str| fault(Version::V1_1, content);
    let [code, string] = ["<faultcode>e:Client.Late</faultcode>", "<faultstring>x</faultstring>"];
    fine(&old(&format!("{code}{string}<faultactor>urn:x</faultactor><detail><x/></detail>")));
    for (content, strict, lenient) in [
        (code.to_owned(), "missing element faultstring", "missing element faultstring"),
        (string.to_owned(), "missing element faultcode", "missing element faultcode"),
        (format!("{code}{string}<zzz/>"), "unexpected element zzz", "was not expected and is skipped"),
        (format!("{code}{string}{string}"), "unexpected element faultstring", "is repeated"),
        (format!("{string}{code}"), "unexpected element faultcode", "out of place"),
        (format!("<faultcode>q:a</faultcode>{string}"), "whose prefix is bound", "whose prefix is bound"),
    ] {
        refused(&old(&content), strict, lenient, "Envelope/Body/Fault");
    }
}

#[test]
fn what_is_written_is_what_strict_reading_takes() {
    let named = FaultCode { namespace: "urn:x".to_owned(), name: "Mine".to_owned(), ..FaultCode::default() };
    let german = Reason { language: Some("de".to_owned()), text: "nein".to_owned() };
    for fault in [
        Fault::client("no"),
        Fault::server("no").with_reason("never"),
        Fault::unsupported("Op"),
        Fault { codes: vec![named], reasons: vec![german, Reason::default()], ..Fault::default() },
        Fault::default(),
    ] {
        let new = Envelope::<Document> { version: Version::V1_2, ..Envelope::fault(fault.clone()) };
        let xml = new.to_xml().unwrap();
        let read = Envelope::<Document>::from_xml_with(&xml, &ReadOptions::strict()).unwrap();
        let Body::Fault(read) = read.body else { panic!("{xml}") };
        assert_eq!(read.reason(), fault.reason());
        let languages: Vec<_> = read.reasons.iter().map(|reason| reason.language.as_deref().unwrap()).collect();
        assert_eq!(languages, if fault.reasons.len() == 2 { vec!["de", "en"] } else { vec!["en"] });
        if !fault.reasons.is_empty() && !fault.codes.is_empty() {
            let xml = Envelope::<Document>::fault(fault).to_xml().unwrap();
            Envelope::<Document>::from_xml_with(&xml, &ReadOptions::strict()).unwrap();
        }
    }
}
