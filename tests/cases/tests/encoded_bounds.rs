//! How much a message in SOAP encoding comes to when values are put where they are referred to.

use case_tests::wsdl_encoded_desk::Document;
use soap_runtime::soap::Envelope;
use soap_runtime::{ErrorKind, Result};

/// A message of this list and this value of any type, with other values beside them. The prefix `z` stands for a namespace of so many characters.
fn read(namespace: usize, list: &str, one: &str, beside: &str) -> Result<Envelope<Document>> {
    let uri = "u".repeat(namespace);
    Envelope::from_xml(&format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:e='http://schemas.xmlsoap.org/soap/encoding/' \
         xmlns:d='urn:example:wsdl-encoded-desk' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
         xmlns:xsd='http://www.w3.org/2001/XMLSchema' xmlns:z='{uri}'><s:Body><d:values>{list}{one}</d:values>{beside}</s:Body></s:Envelope>"
    ))
}

/// Many references to a value that holds this.
fn referred(held: &str) -> Result<Envelope<Document>> {
    let list = format!("<list e:arrayType='xsd:anyType[]'>{}</list>", "<item href='#1'/>".repeat(1_000));
    read(100_000, &list, "<one/>", &format!("<value id='1'>{held}</value><other id='2'>2</other>"))
}

#[track_caller]
fn is_limited(read: &Result<Envelope<Document>>, what: &str) {
    let error = read.as_ref().err().map(soap_runtime::Error::kind);
    assert!(matches!(error, Some(ErrorKind::LimitExceeded { .. })), "{what}: {error:?}");
}

#[test]
fn all_that_is_taken_in_counts() {
    let long = "n".repeat(100_000);
    for (what, held) in [
        ("text", long.clone()),
        ("the value of an attribute", format!("<a b='{long}'/>")),
        ("the name of an element", format!("<{long}/>")),
        ("the name of an attribute", format!("<a {long}=''/>")),
        ("a prefix", format!("<{long}:a xmlns:{long}='u'/>")),
        ("the namespace of an element", "<z:a/>".to_owned()),
        ("the namespace of an attribute", "<a z:b=''/>".to_owned()),
        ("a declaration", "<a>z:b</a>".to_owned()),
        ("the name of an element that refers to another", "<z:a href='#2'/>".to_owned()),
        ("the type of an array's items", "<a e:arrayType='z:t[]'><b/></a>".to_owned()),
    ] {
        is_limited(&referred(&held), what);
        assert!(referred("<a b='c'>d</a>").is_ok());
    }
}

/// The name of a type that stands once in the message, and says of each item what it is.
#[test]
fn the_type_of_many_items_counts() {
    let array = |items: usize| format!("<one e:arrayType='z:t[]'>{}</one>", "<item>1</item>".repeat(items));
    is_limited(&read(100_000, "<list/>", &array(1_000), ""), "1,000 items");
    assert!(read(300, "<list/>", &array(40_000), "").is_ok());
}

/// However much came: each value once is what there was before.
#[test]
fn what_came_is_not_limited() {
    let values = |number: usize, held: &str| -> String {
        (0..number).map(|id| format!("<z:value id='{id}'>{held}</z:value>")).collect()
    };
    let list: String = (0..30_000).map(|id| format!("<item href='#{id}'/>")).collect();
    let list = format!("<list e:arrayType='xsd:anyType[]'>{list}</list>");
    read(300, &list, "<one/>", &values(30_000, "<z:a>z:b</z:a>")).map(drop).expect("each is taken in once");
    let list = format!("<list e:arrayType='xsd:anyType[]'>{}</list>", "<i>1</i>".repeat(520_000));
    read(20, &list, "<one/>", "").map(drop).expect("nothing is referred to");
}
