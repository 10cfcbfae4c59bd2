#![allow(clippy::unwrap_used)]
use super::*;
use crate::fixture::{compile, wsdl};

fn of(components: &str, content: &str) -> Result<Vec<Sample>, SampleError> {
    let outcome = compile(&[("a.wsdl", &wsdl(components, content))]);
    Samples::new(outcome.contract()).unwrap().of("Ask")
}

const ASK: &str = "<w:message name='In'><w:part name='p' element='a:Ask'/></w:message><w:message name='Out'><w:part name='p' element='a:Answer'/></w:message>\
    <w:portType name='P'><w:operation name='Ask'><w:input message='tns:In'/><w:output message='tns:Out'/></w:operation></w:portType>\
    <w:binding name='B' type='tns:P'><soap:binding transport='http://schemas.xmlsoap.org/soap/http'/><w:operation name='Ask'>\
    <w:input><soap:body use='literal'/></w:input><w:output><soap:body use='literal'/></w:output></w:operation></w:binding>";

/// The request for an element `Ask` with this content.
fn request(content: &str) -> Result<String, SampleError> {
    let components = format!("<xs:element name='Answer' type='xs:int'/>{content}");
    of(&components, ASK).map(|samples| samples[0].xml.clone())
}

#[test]
fn a_sample_shows_what_may_be_there() {
    let xml = request(
        "<xs:element name='Ask'><xs:complexType><xs:sequence><xs:element name='Name' type='xs:string'/>\
         <xs:element name='Size' type='xs:int' minOccurs='0'/><xs:choice><xs:element name='Loop' type='a:Loop'/><xs:element name='Flag' type='xs:boolean'/></xs:choice>\
         </xs:sequence><xs:attribute name='Id' type='xs:ID'/></xs:complexType></xs:element>\
         <xs:complexType name='Loop'><xs:sequence><xs:element name='Again' type='a:Loop'/></xs:sequence></xs:complexType>",
    );
    let expected = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:a=\"urn:a\">\n  <soap:Body>\n    <a:Ask Id=\"id1\">\n      \
        <a:Name>text</a:Name>\n      <a:Size>1</a:Size>\n      <a:Flag>true</a:Flag>\n    </a:Ask>\n  </soap:Body>\n</soap:Envelope>\n";
    assert_eq!(xml.unwrap(), expected);
}

#[test]
fn values_meet_their_facets() {
    for (facets, base, expected) in [
        ("<xs:enumeration value='two'/><xs:enumeration value='one'/>", "string", "two"),
        ("<xs:minLength value='6'/>", "string", "textte"),
        ("<xs:length value='2'/>", "hexBinary", "0000"),
        ("<xs:length value='2'/>", "base64Binary", "AAA="),
        ("<xs:minInclusive value='40'/><xs:maxExclusive value='42'/>", "int", "40"),
        ("<xs:minExclusive value='40'/><xs:maxInclusive value='41'/>", "int", "41"),
        ("<xs:minExclusive value='0.1'/><xs:maxExclusive value='0.2'/>", "decimal", "0.11"),
        ("<xs:pattern value='[A-Z]{2}\\d{4}'/>", "string", "AA1111"),
        ("<xs:pattern value='[0-9]*'/><xs:minLength value='9'/>", "string", "111111111"),
        ("<xs:maxInclusive value='2001-01-01'/>", "date", "1900-01-01"),
    ] {
        let content = format!(
            "<xs:element name='Ask'><xs:simpleType><xs:restriction base='xs:{base}'>{facets}</xs:restriction></xs:simpleType></xs:element>"
        );
        let xml = request(&content).unwrap();
        assert!(xml.contains(&format!("<a:Ask>{expected}</a:Ask>")), "{facets}: {xml}");
    }
}

#[test]
fn abstract_types_and_elements_have_something_in_their_place() {
    let xml = request(
        "<xs:complexType name='Base' abstract='true'/><xs:complexType name='Real'><xs:complexContent><xs:extension base='a:Base'><xs:sequence>\
         <xs:element ref='a:Head'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>\
         <xs:element name='Head' type='xs:int' abstract='true'/><xs:element name='Member' type='xs:int' substitutionGroup='a:Head'/><xs:element name='Ask' type='a:Base'/>",
    )
    .unwrap();
    assert!(xml.contains("<a:Ask xsi:type=\"a:Real\">\n      <a:Member>1</a:Member>"), "{xml}");
    assert!(xml.contains(" xmlns:xsi=\""), "{xml}");
}

#[test]
fn what_cannot_be_made_is_told() {
    let endless = "<xs:complexType name='L'><xs:sequence><xs:element name='N' type='a:L'/></xs:sequence></xs:complexType><xs:element name='Ask' type='a:L'/>";
    let said = request(endless).unwrap_err().to_string();
    assert!(said.starts_with("no sample request of `Ask` could be made: ") && said.contains("without end"), "{said}");
    for content in [
        "<xs:sequence><xs:element name='A' type='xs:int' minOccurs='1000000' maxOccurs='unbounded'/></xs:sequence>",
        "<xs:sequence minOccurs='4000000000' maxOccurs='unbounded'><xs:sequence minOccurs='0'><xs:any minOccurs='0'/></xs:sequence></xs:sequence>",
    ] {
        let said = request(&format!("<xs:element name='Ask'><xs:complexType>{content}</xs:complexType></xs:element>"));
        assert!(said.unwrap_err().to_string().contains("too many"));
    }
    let outcome = compile(&[("a.wsdl", &wsdl("<xs:element name='Ask'/><xs:element name='Answer'/>", ASK))]);
    let said = Samples::new(outcome.contract()).unwrap().of("Askk").unwrap_err().to_string();
    assert_eq!(said, "there is no operation `Askk`; did you mean `Ask`?");
}
