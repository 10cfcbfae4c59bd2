//! SOAP encoding as servers of several kinds write it: PHP, Axis, SOAP::Lite in Perl, .NET; and what nobody should write.
#![allow(clippy::unwrap_used)]

use case_tests::wsdl_encoded_crm as crm;
use case_tests::wsdl_encoded_desk as desk;
use case_tests::wsdl_encoded_issues as issues;
use case_tests::wsdl_encoded_shop as shop;
use soap_runtime::bind::Elements;
use soap_runtime::soap::{Body, Envelope, Fault};
use soap_runtime::{ErrorKind, Nillable, NoticeKind, ReadOptions};

fn try_read<D: Elements>(xml: &str, options: &ReadOptions) -> soap_runtime::Result<Body<D>> {
    Envelope::<D>::from_xml_with(xml, options).map(|envelope| envelope.body)
}

/// Reads a message leniently and strictly, and what is written of it again.
fn read<D: Elements + PartialEq + std::fmt::Debug>(xml: &str) -> D {
    let lenient = Envelope::<D>::from_xml(xml).unwrap_or_else(|error| panic!("{error}"));
    let strict = Envelope::<D>::from_xml_with(xml, &ReadOptions::strict()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(lenient, strict);
    let written = lenient.to_xml().unwrap();
    let again = Envelope::<D>::from_xml_with(&written, &ReadOptions::strict());
    assert_eq!(again.unwrap_or_else(|error| panic!("{error}\n{written}")), lenient, "{written}");
    let Body::Message(message) = lenient.body else { panic!("a message expected") };
    message
}

fn fault<D: Elements + std::fmt::Debug>(xml: &str) -> Fault {
    match try_read::<D>(xml, &ReadOptions::strict()).unwrap() {
        Body::Fault(fault) => *fault,
        other => panic!("{other:?}"),
    }
}

/// What PHP's SoapServer declares on its envelopes, and how it says that all of it is encoded.
fn php(namespace: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:ns1=\"{namespace}\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:ns2=\"http://xml.apache.org/xml-soap\" xmlns:SOAP-ENC=\"http://schemas.xmlsoap.org/soap/encoding/\" \
         SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><SOAP-ENV:Body>{body}</SOAP-ENV:Body></SOAP-ENV:Envelope>\n"
    )
}

/// What Axis 1 declares: types where they are named, values beside the operation's element.
fn axis(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>{body}\
         </soapenv:Body></soapenv:Envelope>"
    )
}

const STYLE: &str = "soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"";
const ENC: &str = "xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\"";
const BEANS: &str = "urn:example:wsdl-encoded-desk:beans";

/// An operation's element of the desk, in Axis' way.
fn desk_response(operation: &str, inside: &str, beside: &str) -> String {
    axis(&format!(
        "<ns1:{operation}Response {STYLE} xmlns:ns1=\"urn:example:wsdl-encoded-desk\">{inside}</ns1:{operation}Response>{beside}"
    ))
}

#[test]
fn php_writes_a_shop() {
    let xml = php(
        "urn:example:wsdl-encoded-shop",
        "<ns1:browseResponse><articles SOAP-ENC:arrayType=\"ns1:Article[2]\" xsi:type=\"ns1:Articles\">\
         <item xsi:type=\"ns1:Article\"><sku xsi:type=\"xsd:string\">a-1</sku><title xsi:nil=\"true\"/><price xsi:type=\"xsd:decimal\">9.50</price>\
         <categories SOAP-ENC:arrayType=\"xsd:int[2]\" xsi:type=\"ns1:Ids\"><item xsi:type=\"xsd:int\">3</item><item xsi:type=\"xsd:int\">4</item>\
         </categories></item><item xsi:type=\"ns1:Article\"><sku xsi:type=\"xsd:string\">a-2</sku><weight xsi:type=\"xsd:float\">0.5</weight>\
         <texts SOAP-ENC:arrayType=\"ns1:Pair[0]\" xsi:type=\"ns1:Pairs\"/></item></articles></ns1:browseResponse>",
    );
    let shop::Document::BrowseResponse(response) = read(&xml) else { panic!("articles expected") };
    let articles = response.articles.unwrap();
    let first = articles[0].value().unwrap();
    assert_eq!(
        (first.sku.as_deref(), &first.title, first.price.as_ref().unwrap().to_string()),
        (Some("a-1"), &None, "9.50".to_owned())
    );
    assert_eq!(**first.categories.as_ref().unwrap(), [Nillable::Value(3), Nillable::Value(4)]);
    let second = articles[1].value().unwrap();
    assert_eq!((second.weight, second.texts.as_ref().map(|texts| texts.len())), (Some(0.5), Some(0)));
}

#[test]
fn php_writes_a_map_of_anything() {
    let xml = php(
        "urn:example:wsdl-encoded-shop",
        "<ns1:describeResponse><result xsi:type=\"ns2:Map\"><item><key xsi:type=\"xsd:string\">size</key><value xsi:type=\"xsd:int\">7</value></item>\
         <item><key xsi:type=\"xsd:int\">0</key><value SOAP-ENC:arrayType=\"xsd:string[2]\" xsi:type=\"SOAP-ENC:Array\"><item>a</item>\
         <item xsi:type=\"xsd:string\">b</item></value></item><item><key xsi:type=\"xsd:string\">more</key><value xsi:type=\"ns2:Map\"><item>\
         <key xsi:type=\"xsd:string\">k</key><value xsi:nil=\"true\"/></item></value></item></result></ns1:describeResponse>",
    );
    let shop::Document::DescribeResponse(response) = read(&xml) else { panic!("a map expected") };
    let map = response.result.unwrap();
    let values: Vec<shop::AnyType> =
        map.item.iter().map(|item| item.value.as_ref().unwrap().value().unwrap().read().unwrap()).collect();
    assert_eq!(values[0], shop::AnyType::Int(7));
    let shop::AnyType::Array(list) = &values[1] else { panic!("{values:?}") };
    let texts: Vec<shop::AnyType> = list.iter().map(|item| item.value().unwrap().read().unwrap()).collect();
    assert_eq!(texts, ["a", "b"].map(|text| shop::AnyType::String(text.into())));
    let shop::AnyType::Map(inner) = &values[2] else { panic!("{values:?}") };
    assert!(inner.item[0].key.is_some() && inner.item[0].value.is_none(), "{inner:?}");
}

#[test]
fn php_writes_arrays_of_arrays_of_structs() {
    let xml = php(
        "urn:example:wsdl-encoded-issues",
        "<ns1:choicesResponse><return SOAP-ENC:arrayType=\"ns1:Refs[2]\" xsi:type=\"ns1:Groups\"><item SOAP-ENC:arrayType=\"ns1:Ref[1]\" \
         xsi:type=\"ns1:Refs\"><item xsi:type=\"ns1:Ref\"><id xsi:type=\"xsd:integer\">10</id><name xsi:type=\"xsd:string\">new</name></item></item>\
         <item xsi:nil=\"true\"/></return></ns1:choicesResponse>",
    );
    let issues::Document::ChoicesResponse(response) = read(&xml) else { panic!("choices expected") };
    let groups = response.return_.unwrap();
    let group = groups[0].value().unwrap();
    assert_eq!(group[0].value().unwrap().name.as_deref(), Some("new"));
    assert_eq!(groups[1].value(), None);
}

#[test]
fn php_writes_a_fault() {
    let xml = php(
        "urn:example:wsdl-encoded-desk",
        "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>no</faultstring><detail><item \
         xmlns:b=\"urn:example:wsdl-encoded-desk:beans\" xsi:type=\"b:Denied\"><code xsi:type=\"xsd:int\">4</code><person xsi:type=\"b:Person\">\
         <groups SOAP-ENC:arrayType=\"xsd:string[1]\" xsi:type=\"SOAP-ENC:Array\"><item xsi:type=\"xsd:string\">all</item></groups></person></item>\
         </detail></SOAP-ENV:Fault>",
    );
    let fault = fault::<desk::Document>(&xml);
    let read: desk::AnyType = fault.detail.as_ref().unwrap()[0].read_with(&ReadOptions::strict()).unwrap();
    let desk::AnyType::Denied(denied) = read else { panic!("{read:?}") };
    assert_eq!(denied.code, Some(4));
    let person = denied.person.as_ref().unwrap().value().unwrap();
    assert_eq!(person.groups.as_ref().unwrap().value().unwrap()[0].value().unwrap(), "all");
}

#[test]
fn axis_writes_values_beside_the_operation() {
    let xml = desk_response(
        "beans",
        &format!(
            "<beansReturn xsi:type=\"soapenc:Array\" soapenc:arrayType=\"ns2:Bean[3]\" xmlns:ns2=\"{BEANS}\" {ENC}><beansReturn href=\"#id0\"/>\
         <beansReturn href=\"#id1\"/><beansReturn xsi:nil=\"true\"/></beansReturn>"
        ),
        &format!(
            "<multiRef id=\"id1\" soapenc:root=\"0\" {STYLE} xsi:type=\"ns3:Deadline\" {ENC} xmlns:ns3=\"{BEANS}\">\
         <due xsi:type=\"xsd:dateTime\">2009-05-01T10:00:00.000Z</due><effort xsi:type=\"xsd:int\">3</effort><hard href=\"#id2\"/>\
         <id xsi:type=\"soapenc:string\">4</id><name xsi:type=\"soapenc:string\" xsi:nil=\"true\"/><owner href=\"#id0\"/>\
         <watchers soapenc:arrayType=\"ns3:Person[1]\" xsi:type=\"soapenc:Array\"><watchers href=\"#id0\"/></watchers></multiRef>\
         <multiRef id=\"id0\" soapenc:root=\"0\" {STYLE} xsi:type=\"ns4:Person\" {ENC} xmlns:ns4=\"{BEANS}\"><id xsi:type=\"soapenc:string\">1</id>\
         <groups xsi:type=\"soapenc:Array\" soapenc:arrayType=\"soapenc:string[1]\"><groups xsi:type=\"soapenc:string\">all</groups></groups></multiRef>\
         <multiRef id=\"id2\" soapenc:root=\"0\" {STYLE} xsi:type=\"xsd:boolean\" {ENC}>true</multiRef>"
        ),
    );
    let desk::Document::BeansResponse(response) = read(&xml) else { panic!("beans expected") };
    let beans = response.beans_return.unwrap();
    let desk::beans::Bean::Person(person) = beans[0].value().unwrap() else { panic!("{beans:?}") };
    let desk::beans::Bean::Deadline(deadline) = beans[1].value().unwrap() else { panic!("{beans:?}") };
    assert_eq!((deadline.effort, deadline.hard, &deadline.name), (Some(3), Some(true), &None));
    assert_eq!(deadline.owner.as_ref().unwrap().value(), Some(person));
    assert_eq!(deadline.watchers.as_ref().unwrap().value().unwrap()[0].value(), Some(person));
    assert_eq!(beans[2].value(), None);
}

#[test]
fn items_without_a_type_are_what_the_array_says() {
    let xml = desk_response(
        "beans",
        &format!(
            "<beansReturn soapenc:arrayType=\"b:Person[1]\" xmlns:b=\"{BEANS}\" {ENC}><i><id>1</id></i></beansReturn>"
        ),
        "",
    );
    let desk::Document::BeansResponse(response) = read(&xml) else { panic!("beans expected") };
    let beans = response.beans_return.unwrap();
    assert!(matches!(beans[0].value(), Some(desk::beans::Bean::Person(_))), "{beans:?}");
}

#[test]
fn axis_writes_a_fault_beside_its_detail() {
    let xml = axis(&format!(
        "<soapenv:Fault><faultcode>soapenv:Server.userException</faultcode><faultstring/><detail><ns1:fault href=\"#id0\" \
         xmlns:ns1=\"urn:example:wsdl-encoded-desk\"/><ns2:hostname xmlns:ns2=\"http://xml.apache.org/axis/\">here</ns2:hostname></detail></soapenv:Fault>\
         <multiRef id=\"id0\" soapenc:root=\"0\" {STYLE} xsi:type=\"ns3:Problem\" {ENC} xmlns:ns3=\"{BEANS}\"><code xsi:type=\"xsd:int\">12</code></multiRef>"
    ));
    let fault = fault::<desk::Document>(&xml);
    let detail = fault.detail.as_ref().unwrap();
    assert_eq!((detail[0].name.as_str(), detail[1].text().as_str()), ("fault", "here"));
    let read: desk::AnyType = detail[0].read().unwrap();
    assert!(matches!(&read, desk::AnyType::Problem(problem) if problem.code == Some(12)), "{read:?}");
}

#[test]
fn a_fault_says_the_types_in_its_detail() {
    let groups: desk::wsdl_encoded_desk::ArrayOfSoapencString = vec!["all".to_owned()].into();
    let person = desk::beans::Person { groups: Some(Nillable::Value(groups)), ..Default::default() };
    let denied = desk::beans::Denied { code: Some(4), person: Some(Nillable::Value(person)) };
    let entry = desk::AnyElement::of(&desk::AnyType::Denied(denied), "", "fault").unwrap();
    let sent = Fault { detail: Some(vec![entry]), ..Fault::server("no") };
    let text = Envelope::<desk::Document>::fault(sent).to_xml().unwrap();
    assert!(text.contains("xsi:type=\"b:Denied\"") && text.contains("arrayType=\"xs:string[1]\""), "{text}");
    assert!(text.contains("xsi:type=\"xs:int\">4</code>"), "{text}");
    let read: desk::AnyType = fault::<desk::Document>(&text).detail.unwrap()[0].read().unwrap();
    assert!(matches!(&read, desk::AnyType::Denied(denied) if denied.person.is_some()), "{read:?}");
}

#[test]
fn perl_names_items_after_their_types_and_arrays_too() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\" \
        xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\" \
        xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Body>\
        <valuesResponse xmlns=\"urn:example:wsdl-encoded-desk\"><soapenc:Array soapenc:arrayType=\"xsd:anyType[4]\" xsi:type=\"soapenc:Array\">\
        <item xsi:type=\"xsd:string\">a</item><soapenc:int>5</soapenc:int><item xmlns:namesp1=\"http://namespaces.soaplite.com/perl\" \
        xsi:type=\"namesp1:Thing\"><a xsi:type=\"xsd:int\">1</a></item><soapenc:Array soapenc:arrayType=\"xsd:int[2]\"><item>1</item><item>2</item>\
        </soapenc:Array></soapenc:Array></valuesResponse></soap:Body></soap:Envelope>";
    let xml = xml
        .replacen("<soapenc:Array", "<valuesReturn", 1)
        .replace("</soapenc:Array></valuesResponse>", "</valuesReturn></valuesResponse>");
    // The type of an object is nobody's but the server's, which strict reading refuses.
    assert!(try_read::<desk::Document>(&xml, &ReadOptions::strict()).is_err());
    let body = try_read::<desk::Document>(&xml, &ReadOptions::default()).unwrap();
    let Body::Message(desk::Document::ValuesResponse(response)) = body else { panic!("values expected") };
    let list = response.values_return.unwrap();
    let values: Vec<desk::AnyType> = list.iter().map(|item| item.value().unwrap().read().unwrap()).collect();
    assert_eq!(values[..2], [desk::AnyType::String("a".into()), desk::AnyType::Int(5)]);
    assert!(matches!(&values[2], desk::AnyType::Unknown(element) if element.children.len() == 1), "{values:?}");
    let numbers: Vec<desk::AnyType> = list[3].value().unwrap().elements().map(|item| item.read().unwrap()).collect();
    assert_eq!(numbers, [desk::AnyType::Int(1), desk::AnyType::Int(2)]);
}

#[test]
fn dot_net_refers_to_everything() {
    let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
        xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\" xmlns:tns=\"urn:example:wsdl-encoded-crm\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body \
        soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><tns:findResponse><return href=\"#id1\"/></tns:findResponse>\
        <q1:page id=\"id1\" xsi:type=\"q1:page\" xmlns:q1=\"urn:example:wsdl-encoded-crm\"><total xsi:type=\"xsd:int\">1</total>\
        <records href=\"#id2\"/><error href=\"#id3\"/></q1:page>\
        <soapenc:Array id=\"id2\" xmlns:q2=\"urn:example:wsdl-encoded-crm\" soapenc:arrayType=\"q2:record[1]\"><Item href=\"#id4\"/></soapenc:Array>\
        <q3:error id=\"id3\" xsi:type=\"q3:error\" xmlns:q3=\"urn:example:wsdl-encoded-crm\"><number xsi:type=\"xsd:string\">0</number></q3:error>\
        <q4:record id=\"id4\" xsi:type=\"q4:record\" xmlns:q4=\"urn:example:wsdl-encoded-crm\"><id xsi:type=\"xsd:string\">p1</id>\
        <fields href=\"#id5\"/></q4:record><soapenc:Array id=\"id5\" xmlns:q5=\"urn:example:wsdl-encoded-crm\" soapenc:arrayType=\"q5:pair[1]\">\
        <Item><name xsi:type=\"xsd:string\">city</name></Item></soapenc:Array></soap:Body></soap:Envelope>";
    let crm::Document::FindResponse(response) = read(xml) else { panic!("a page expected") };
    let page = response.return_.unwrap();
    assert_eq!((page.total, page.error.unwrap().number.as_deref()), (Some(1), Some("0")));
    let records = page.records.unwrap();
    let record = records[0].value().unwrap();
    assert_eq!(record.id.as_deref(), Some("p1"));
    assert_eq!(record.fields.as_ref().unwrap()[0].value().unwrap().name.as_deref(), Some("city"));
}

#[test]
fn values_without_any_type_are_what_the_contract_says() {
    let xml = "<E:Envelope xmlns:E='http://schemas.xmlsoap.org/soap/envelope/'><E:Body><c:save_all xmlns:c='urn:example:wsdl-encoded-crm'>\
        <rows><row><p><value>1</value><name>id</name></p></row><row/></rows><session>s</session></c:save_all></E:Body></E:Envelope>";
    let crm::Document::SaveAll(request) = read(xml) else { panic!("rows expected") };
    let rows = request.rows.unwrap();
    assert_eq!((request.session.as_deref(), rows.len()), (Some("s"), 2));
    assert_eq!(rows[0].value().unwrap()[0].value().unwrap().value.as_deref(), Some("1"));
}

#[test]
fn arrays_in_the_place_of_anything_keep_their_type() {
    let names: desk::wsdl_encoded_desk::ArrayOfSoapencString = vec!["a".to_owned()].into();
    let one = desk::AnyElement::of(&desk::AnyType::ArrayOfSoapencString(names.clone()), "", "one").unwrap();
    let request = desk::Document::Values(desk::wsdl_encoded_desk::Values { list: None, one: Some(one) });
    let text = Envelope::new(request.clone()).to_xml().unwrap();
    assert!(
        text.contains("xsi:type=\"d:ArrayOf_soapenc_string\"") && text.contains("arrayType=\"xs:string[1]\""),
        "{text}"
    );
    let desk::Document::Values(read) = read(&text) else { panic!("values expected") };
    assert_eq!(read.one.unwrap().read::<desk::AnyType>().unwrap(), desk::AnyType::ArrayOfSoapencString(names));
}

/// The error of reading a response of the desk, leniently, with its place.
fn refused(operation: &str, inside: &str, beside: &str) -> String {
    let error =
        try_read::<desk::Document>(&desk_response(operation, inside, beside), &ReadOptions::default()).unwrap_err();
    assert!(error.position().line > 0 && !error.path().is_empty(), "{error}");
    error.to_string()
}

#[test]
fn references_that_cannot_be_followed_are_refused() {
    let beside = "<x id='a'><id>1</id></x><x id='a'><id>2</id></x><x id='b' href='#c'/><x id='c' href='#b'/>";
    for (inside, what) in [
        ("<personReturn href='#gone'/>", "refers to `gone`, which is not in the message"),
        ("<personReturn href='#a'/>", "refers to `a`, which more than one element is called"),
        ("<personReturn href='#b'/>", "refers to `b`, in which it stands itself"),
        ("<personReturn href='cid:1'/>", "refers to `cid:1`, which is outside of the message"),
        ("<personReturn id='p'><groups href='#p'/></personReturn>", "refers to `p`, in which it stands itself"),
        ("<personReturn><mail href='http://example.com/mail'/></personReturn>", "which is outside of the message"),
    ] {
        let text = refused("person", inside, beside);
        assert!(text.contains(what), "{text}");
    }
}

#[test]
fn a_reference_to_a_reference_is_followed() {
    let beside = "<x id='a' href='#b'/><x id='b' href='#c'/><x id='c'><id>7</id></x>";
    let xml = desk_response("person", "<personReturn href='#a'/>", beside);
    let desk::Document::PersonResponse(response) = read(&xml) else { panic!("a person expected") };
    assert_eq!(response.person_return.unwrap().id, Some(Nillable::Value("7".into())));
}

/// What is told of a response of the desk that is read leniently; strictly it must not be read.
fn told(operation: &str, inside: &str, beside: &str) -> Vec<NoticeKind> {
    let xml = desk_response(operation, inside, beside);
    let (options, notices) = ReadOptions::default().collecting();
    try_read::<desk::Document>(&xml, &options).unwrap_or_else(|error| panic!("{error}"));
    assert!(try_read::<desk::Document>(&xml, &ReadOptions::strict()).is_err(), "{xml}");
    notices.take().into_iter().map(|notice| notice.kind).collect()
}

#[test]
fn nothing_is_lost_in_silence() {
    for (operation, inside, beside) in [
        // A value and a reference.
        ("person", "<personReturn href='#a'><id>1</id></personReturn>", "<x id='a'/>"),
        // Text among items and among accessors.
        ("beans", "<beansReturn>text</beansReturn>", ""),
        ("person", "<personReturn>text<id>1</id></personReturn>", ""),
        // An accessor that the type does not have, and one that comes twice.
        ("person", "<personReturn><colour>red</colour></personReturn>", ""),
        // What stands beside the operation and nothing refers to.
        ("person", "<personReturn><id>1</id></personReturn>", "<x id='a'><id>2</id></x>"),
    ] {
        let told = told(operation, inside, beside);
        assert!(!told.is_empty(), "{inside}{beside}");
    }
}

#[test]
fn nil_with_content_is_not_taken_for_absent() {
    let told = told("store", "<storeReturn><effort xsi:nil='true'>5</effort></storeReturn>", "");
    assert!(!told.is_empty());
}

#[test]
fn identifiers_are_kept_where_they_may_be_values() {
    let xml = axis(
        "<d:values xmlns:d='urn:example:wsdl-encoded-desk'><one><p id='x'><a href='#top'>up</a></p></one></d:values>",
    );
    let desk::Document::Values(values) = read(&xml) else { panic!("values expected") };
    let one = values.one.unwrap();
    let paragraph = one.elements().next().unwrap();
    assert_eq!(paragraph.attribute("id"), Some("x"));
    assert_eq!(paragraph.elements().next().unwrap().attribute("href"), Some("#top"));
}

#[test]
fn odd_arrays_are_read_as_far_as_they_mean_something() {
    let count = |attributes: &str| {
        let inside = format!("<tableReturn {ENC} {attributes}><i><j>1</j><j>2</j></i></tableReturn>");
        let desk::Document::TableResponse(response) = read(&desk_response("table", &inside, "")) else {
            panic!("rows expected")
        };
        response.table_return.unwrap().len()
    };
    for attributes in [
        "",
        "soapenc:arrayType='xsd:int[][]'",
        "soapenc:arrayType='xsd:int[][1]'",
        "soapenc:arrayType='xsd:int[][99]'",
        "soapenc:arrayType='xsd:int[][0]'",
        "soapenc:arrayType=']['",
        "soapenc:arrayType=''",
        "soapenc:arrayType='[18446744073709551616]'",
        "soapenc:offset='x'",
        "xsi:type='soapenc:Array'",
        "xsi:type='nobody:knows'",
    ] {
        assert_eq!(count(attributes), 1, "{attributes}");
    }
    assert_eq!(count("soapenc:offset='[2]'"), 3);
}

#[test]
fn deep_and_wide_messages_stay_within_bounds() {
    let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
    for inside in [format!("<storeReturn>{deep}</storeReturn>"), format!("<valuesReturn><x>{deep}</x></valuesReturn>")]
    {
        for operation in ["store", "values"] {
            let xml = desk_response(operation, &inside, "");
            let error = try_read::<desk::Document>(&xml, &ReadOptions::default()).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
        }
    }
    let chain: String = (0..100_000).map(|level| format!("<x id='c{level}' href='#c{}'/>", level + 1)).collect();
    let xml = desk_response("person", "<personReturn href='#c0'/>", &format!("{chain}<x id='c100000'><id>1</id></x>"));
    let error = try_read::<desk::Document>(&xml, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
}

#[test]
fn other_encodings_of_text_and_what_breaks_off() {
    let xml = php(
        "urn:example:wsdl-encoded-crm",
        "<ns1:openResponse><return xsi:type=\"xsd:string\">Zo\u{eb}</return></ns1:openResponse>",
    );
    let latin: Vec<u8> = xml.replace("UTF-8", "ISO-8859-1").chars().map(|c| c as u8).collect();
    let envelope = Envelope::<crm::Document>::from_bytes(&latin).unwrap();
    assert!(
        matches!(envelope.body, Body::Message(crm::Document::OpenResponse(response)) if response.return_.as_deref() == Some("Zo\u{eb}"))
    );
    for end in 0..xml.len() - 1 {
        let Some(start) = xml.get(..end).filter(|start| !start.ends_with("</SOAP-ENV:Envelope>")) else { continue };
        let error = Envelope::<crm::Document>::from_xml(start).unwrap_err();
        assert!(error.position().line > 0, "{start}");
    }
}

#[test]
fn what_the_schema_requires_is_there_as_nil() {
    let task = desk::beans::Task { id: Some(Nillable::Value("1".into())), effort: Some(1), ..Default::default() };
    let task = desk::beans::AnyTask::Task(Box::new(task));
    let request = desk::wsdl_encoded_desk::Store { token: None, task: Some(task) };
    let text = Envelope::new(desk::Document::Store(request)).to_xml().unwrap();
    let (_, inside) = text.split_once("<id ").unwrap();
    assert_eq!(
        inside.split_once("</task>").unwrap().0,
        "xsi:type=\"xs:string\">1</id><name xsi:nil=\"true\"/><owner xsi:nil=\"true\"/><due xsi:nil=\"true\"/>\
         <watchers xsi:nil=\"true\"/><effort xsi:type=\"xs:int\">1</effort>"
    );
}

#[test]
fn a_fault_is_told_even_if_its_detail_leads_nowhere() {
    let xml = axis(
        "<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>no</faultstring><detail><x href='#gone'/></detail></soapenv:Fault>",
    );
    let Body::Fault(fault) = try_read::<desk::Document>(&xml, &ReadOptions::default()).unwrap() else {
        panic!("a fault expected")
    };
    assert_eq!((fault.reason(), fault.detail.as_ref().unwrap()[0].attribute("href")), ("no", Some("#gone")));
    let error = try_read::<desk::Document>(&xml, &ReadOptions::strict()).unwrap_err();
    assert!(error.to_string().contains("refers to `gone`, which is not in the message"), "{error}");
}
