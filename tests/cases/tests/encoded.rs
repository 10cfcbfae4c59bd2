//! SOAP encoding: what is written for services that want it, and what is read of what they write.
#![allow(clippy::unwrap_used)]

use case_tests::wsdl_encoded::soap::{Body, Envelope, Version};
use case_tests::wsdl_encoded::wsdl_encoded::{
    Account, Add, Any, AnyIssue, Bug, Find, FindResponse, Issue, IssueArray, Matrix, Ping, Rows, RowsItem, Status,
    StringArray, Turn,
};
use case_tests::wsdl_encoded::{AnyType, Document, Nillable, ReadOptions, encoding::Array};
use soap_runtime::{AnyElement, ErrorKind, NoticeKind};

const SPACES: &str = "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"urn:example:wsdl-encoded\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
    xmlns:e=\"http://schemas.xmlsoap.org/soap/encoding/\"";

fn envelope(body: &str) -> String {
    format!("<s:Envelope {SPACES}><s:Body>{body}</s:Body></s:Envelope>")
}

fn try_read(body: &str, options: &ReadOptions) -> soap_runtime::Result<Document> {
    let envelope = Envelope::<Document>::from_xml_with(&envelope(body), options)?;
    let Body::Message(message) = envelope.body else { panic!("a message expected") };
    Ok(message)
}

/// Reads a body leniently and strictly.
fn read(body: &str) -> Document {
    let [lenient, strict] =
        [ReadOptions::default(), ReadOptions::strict()].map(|options| try_read(body, &options).unwrap());
    assert_eq!(lenient, strict);
    lenient
}

fn found(items: &str) -> IssueArray {
    let body = format!(
        "<t:findResponse s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">{items}</t:findResponse>"
    );
    let Document::FindResponse(response) = read(&body) else { panic!("a response expected") };
    response.return_.unwrap()
}

fn ids(issues: &IssueArray) -> Vec<Option<i32>> {
    issues.iter().map(|issue| issue.value().and_then(|issue| issue.id()).copied()).collect()
}

/// The body that is written for a document.
fn written(document: &Document) -> String {
    let text = Envelope::new(document.clone()).to_xml().unwrap();
    let Body::Message(again) = Envelope::<Document>::from_xml_with(&text, &ReadOptions::strict()).unwrap().body else {
        panic!("a message expected")
    };
    assert_eq!(again, *document, "{text}");
    let (_, body) = text.split_once("<soap:Body>").unwrap();
    body.split_once("</soap:Body>").unwrap().0.to_owned()
}

#[test]
fn every_value_says_its_type() {
    let document =
        Find { user: Some("kim".into()), statuses: Some(["open", "closed"].map(String::from).into_iter().collect()) };
    assert_eq!(
        written(&Document::Find(document)),
        "<t:find xmlns:t=\"urn:example:wsdl-encoded\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">\
         <user xsi:type=\"xs:string\">kim</user>\
         <statuses xsi:type=\"soapenc:Array\" soapenc:arrayType=\"xs:string[2]\">\
         <item xsi:type=\"xs:string\">open</item><item xsi:type=\"xs:string\">closed</item></statuses></t:find>"
    );
}

#[test]
fn parameters_without_a_value_are_nil() {
    let body = written(&Document::Find(Find::default()));
    assert!(body.contains("<user xsi:nil=\"true\"/><statuses xsi:nil=\"true\"/>"), "{body}");
    assert!(
        written(&Document::Ping(Ping {}))
            .contains("soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"/>")
    );
}

#[test]
fn structs_derived_types_and_anything_keep_what_they_are() {
    let reporter = Account { id: Some(7), name: Some("Ada".into()), manager: None };
    let bug =
        Bug { id: Some(1), status: Some(Status::Open), reporter: Some(reporter), severity: Some(2), ..Bug::default() };
    let extra = AnyElement::of(&AnyType::Int(5), "", "extra").unwrap();
    let issue = AnyIssue::Bug(Box::new(Bug { extra: Some(extra), ..bug }));
    let body = written(&Document::Add(Add { issue: Some(issue), picture: Some(vec![1, 2, 3].into()) }));
    for part in [
        "<issue xsi:type=\"t:Bug\">",
        "<status xsi:type=\"t:Status\">open</status>",
        "<reporter xsi:type=\"t:Account\">",
        "xsi:type=\"xs:base64Binary\">AQID</picture>",
        "xsi:type=\"xs:short\">2</severity>",
        "xsi:type=\"xs:int\">5</extra>",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[test]
fn arrays_of_arrays_and_of_several_dimensions() {
    let matrix = Matrix { array_size: Some([2_u32, 1].into_iter().collect()), ..Matrix::from(vec![1.0, 2.0]) };
    let row = RowsItem::from(vec!["a".to_owned(), "b".to_owned()]);
    let turn = Turn { matrix: Some(matrix), rows: Some(Rows::from(vec![row, RowsItem::default()])) };
    let body = written(&Document::Turn(turn));
    for part in ["\"xs:double[2,1]\"", "\"xs:string[][2]\"", "\"xs:string[2]\"", "\"xs:string[0]\""] {
        assert!(body.contains(&format!("arrayType={part}")), "{part} in {body}");
    }
}

#[test]
fn arrays_of_anything() {
    let items = [AnyType::Int(1), AnyType::String("a".into())].map(|item| AnyElement::of(&item, "", "item").unwrap());
    let body = written(&Document::Any(Any { list: Some(Array::from(items.to_vec())) }));
    assert!(body.contains("arrayType=\"xs:anyType[2]\""), "{body}");
    let read = read(
        "<t:any><list xsi:type='e:Array' e:arrayType='xsd:ur-type[3]'><x xsi:type='e:int'>1</x><y xsi:type='e:string'>a</y>\
         <z xsi:type='t:Account'><id>5</id></z></list></t:any>",
    );
    let Document::Any(Any { list: Some(list) }) = read else { panic!("{read:?}") };
    let values: Vec<AnyType> = list.iter().map(|item| item.value().unwrap().read().unwrap()).collect();
    assert_eq!(values[..2], [AnyType::Int(1), AnyType::String("a".into())]);
    assert!(matches!(&values[2], AnyType::Account(account) if account.id == Some(5)), "{values:?}");
}

#[test]
fn soap_1_2_says_it_in_its_own_words() {
    let statuses: StringArray = vec!["open".to_owned()].into();
    let mut envelope = Envelope::new(Document::Find(Find { user: None, statuses: Some(statuses) }));
    envelope.version = Version::V1_2;
    let text = envelope.to_xml().unwrap();
    assert!(text.contains("soap:encodingStyle=\"http://www.w3.org/2003/05/soap-encoding\""), "{text}");
    assert!(text.contains("soapenc:itemType=\"xs:string\" soapenc:arraySize=\"1\""), "{text}");
    assert_eq!(Envelope::<Document>::from_xml_with(&text, &ReadOptions::strict()).unwrap(), envelope);
}

#[test]
fn items_are_items_whatever_they_are_called() {
    let issues = found(
        "<return xsi:type='e:Array' e:arrayType='t:Issue[3]'><a><id>1</id></a><e:Struct><id>2</id></e:Struct><a xsi:nil='1'/></return>",
    );
    assert_eq!(ids(&issues), [Some(1), Some(2), None]);
}

#[test]
fn what_is_nil_or_absent_is_none_in_any_order() {
    let issues = found(
        "<return><i><reporter xsi:nil='true'/><summary xsi:type='xsd:string'>s</summary><id xsi:type='xsd:int'>4</id></i></return>",
    );
    let AnyIssue::Issue(issue) = issues[0].value().unwrap() else { panic!("{issues:?}") };
    assert_eq!(**issue, Issue { id: Some(4), summary: Some("s".into()), ..Issue::default() });
}

#[test]
fn references_are_what_they_refer_to() {
    let body = "<t:findResponse><return href='#list'/></t:findResponse>\
        <multiRef id='list' e:root='0' xsi:type='e:Array' e:arrayType='t:Issue[2]'><item href='#one'/><item href='#two'/></multiRef>\
        <multiRef id='one' e:root='0' xsi:type='t:Issue'><id xsi:type='xsd:int'>1</id><reporter href='#ada'/></multiRef>\
        <multiRef id='two' e:root='0' xsi:type='t:Bug'><id href='#id'/><reporter href='#ada'/><severity xsi:type='xsd:short'>3</severity></multiRef>\
        <multiRef id='ada' e:root='0' xsi:type='t:Account'><name xsi:type='e:string'>Ada</name></multiRef>\
        <multiRef id='id' e:root='0' xsi:type='xsd:int'>2</multiRef>";
    let Document::FindResponse(FindResponse { return_: Some(issues) }) = read(body) else { panic!("issues expected") };
    assert_eq!(ids(&issues), [Some(1), Some(2)]);
    let names = issues.iter().map(|issue| issue.value()?.reporter()?.name.as_deref());
    assert_eq!(names.collect::<Vec<_>>(), [Some("Ada"), Some("Ada")]);
    assert!(matches!(issues[1].value(), Some(AnyIssue::Bug(bug)) if bug.severity == Some(3)), "{issues:?}");
}

#[test]
fn references_of_soap_1_2() {
    let text = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:e='http://www.w3.org/2003/05/soap-encoding'><s:Body>\
        <t:findResponse xmlns:t='urn:example:wsdl-encoded' s:encodingStyle='http://www.w3.org/2003/05/soap-encoding'>\
        <return e:itemType='t:Issue' e:arraySize='*'><x e:id='a'><id>1</id></x><x e:ref='a'/></return></t:findResponse></s:Body></s:Envelope>";
    let Body::Message(Document::FindResponse(response)) = Envelope::<Document>::from_xml(text).unwrap().body else {
        panic!("a response expected")
    };
    assert_eq!(ids(&response.return_.unwrap()), [Some(1), Some(1)]);
}

#[test]
fn sparse_and_partial_arrays_have_nil_in_their_gaps() {
    let sparse = found(
        "<return e:arrayType='t:Issue[9]'><i e:position='[3]'><id>3</id></i><i e:position='[1]'><id>1</id></i></return>",
    );
    assert_eq!(ids(&sparse), [None, Some(1), None, Some(3)]);
    let partial = found("<return e:arrayType='t:Issue[9]' e:offset='[2]'><i><id>2</id></i><i><id>3</id></i></return>");
    assert_eq!(ids(&partial), [None, None, Some(2), Some(3)]);
    let read = read("<t:turn><matrix e:arrayType='xsd:double[2,2]'><i e:position='[1,1]'>4</i></matrix></t:turn>");
    let Document::Turn(Turn { matrix: Some(matrix), .. }) = read else { panic!("{read:?}") };
    assert_eq!(*matrix, [Nillable::Nil, Nillable::Nil, Nillable::Nil, Nillable::Value(4.0)]);
    assert_eq!(matrix.array_size, Some([2_u32, 2].into_iter().collect()));
}

fn refused(body: &str) -> String {
    let error = try_read(body, &ReadOptions::default()).unwrap_err();
    let text = error.to_string();
    assert!(error.position().line > 0, "{text}");
    text
}

#[test]
fn what_refers_to_itself_or_to_nothing_is_refused_with_its_place() {
    let body = "<t:add><issue><reporter href='#a'/></issue></t:add>\n<x id='a' e:root='0'><manager href='#a'/></x>";
    let text = refused(body);
    assert!(text.starts_with("2:22: Envelope/Body/x/manager: refers to `a`, in which it stands itself"), "{text}");
    let text = refused("<t:add>\n<issue href='#gone'/></t:add>");
    assert!(text.starts_with("2:1: Envelope/Body/add/issue: refers to `gone`, which is not in the message"), "{text}");
}

#[test]
fn a_small_message_does_not_become_a_large_one() {
    let doubling =
        |level: usize| format!("<x id='l{}' e:root='0'><a href='#l{level}'/><a href='#l{level}'/></x>", level + 1);
    let levels: String = (0..40).map(doubling).collect();
    let body = format!("<t:any><list href='#l40'/></t:any>{levels}<x id='l0' e:root='0'>text</x>");
    let error = try_read(&body, &ReadOptions::default()).unwrap_err();
    let limit = 16 << 20..17 << 20;
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { limit: found, .. } if limit.contains(found)), "{error}");
    let far =
        "<t:findResponse><return e:arrayType='t:Issue[1]'><i e:position='[4000000000]'/></return></t:findResponse>";
    let error = try_read(far, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
    let chain: String = (0..5000).map(|level| format!("<x id='c{level}'><a href='#c{}'/></x>", level + 1)).collect();
    let error = try_read(&format!("<t:any><list href='#c0'/></t:any>{chain}<x id='c5000'/>"), &ReadOptions::default())
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
}

#[test]
fn errors_and_notices_tell_places_in_what_came() {
    let body = "<t:findResponse><return href='#l'/></t:findResponse>\n<x id='l' e:root='0'><y>\n<id>one</id></y></x>";
    let error = try_read(body, &ReadOptions::default()).unwrap_err();
    assert_eq!((error.position().line, error.position().column), (3, 1), "{error}");
    assert_eq!(error.path(), "Envelope/Body/findResponse/return/item/id");
    let (options, notices) = ReadOptions::default().collecting();
    try_read("<t:findResponse><return><y>\n<idd>1</idd></y></return></t:findResponse>", &options).unwrap();
    let notices = notices.take();
    assert!(
        notices.iter().any(|notice| matches!(&notice.kind, NoticeKind::UnknownElement(_)) && notice.position.line == 2),
        "{notices:?}"
    );
}
