//! When there is an enum over all types for elements of `xs:anyType`, and what is in it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{compile_documents, schema};
use wsdl_codegen::config::{Config, ConfigFile};

/// The lines of the enum; `None` if there is none.
fn any_type(body: &str, toml: &str) -> Option<Vec<String>> {
    let config: Config = ConfigFile::parse(toml).unwrap().into_config();
    let compilation = compile_documents(&[("schema.xsd", schema(body))], &config);
    let root = &compilation.files.as_ref().unwrap()["mod.rs"];
    let (_, after) = root.split_once("pub enum AnyType {")?;
    let (lines, _) = after.split_once("    }\n").unwrap();
    Some(lines.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
}

fn has_any_type(element: &str, toml: &str) -> bool {
    let types = r#"<xs:complexType name="T"><xs:attribute name="A" type="xs:int"/></xs:complexType>"#;
    any_type(&format!("{types}{element}"), toml).is_some()
}

#[test]
fn it_is_there_where_an_element_says_by_xsi_type_alone_what_it_holds() {
    for element in [
        r#"<xs:element name="E" type="xs:anyType"/>"#,
        r#"<xs:element name="E" type="xs:anySimpleType"/>"#,
        r#"<xs:element name="E"/>"#,
        r#"<xs:complexType name="C"><xs:sequence><xs:element name="E" minOccurs="0"/></xs:sequence></xs:complexType>"#,
    ] {
        assert!(has_any_type(element, ""), "{element}");
        assert!(!has_any_type(element, "[api]\nany-type = false"), "{element}");
    }
}

#[test]
fn it_is_not_there_otherwise_unless_one_asks_for_it() {
    for element in [
        r#"<xs:element name="E" type="t:T"/>"#,
        r#"<xs:element name="E" abstract="true"/>"#,
        r#"<xs:complexType name="C"><xs:sequence><xs:any/></xs:sequence></xs:complexType>"#,
        r#"<xs:complexType name="C"><xs:attribute name="B" type="xs:anySimpleType"/></xs:complexType>"#,
    ] {
        assert!(!has_any_type(element, ""), "{element}");
        assert!(has_any_type(element, "[api]\nany-type = true"), "{element}");
    }
    let element = r#"<xs:element name="E" type="xs:anyType"/>"#;
    assert!(!has_any_type(element, "[types]\n\"xs:anyType\" = \"crate::Mine\""));
}

#[test]
fn another_key_of_the_table_is_an_error() {
    let error = ConfigFile::parse("[api]\nanytype = true").unwrap_err().to_string();
    assert!(error.contains("unknown field `anytype`"), "{error}");
}

#[test]
fn types_have_variants_of_their_own_names() {
    let body = r#"
      <xs:element name="E" type="xs:anyType"/>
      <xs:complexType name="Note"><xs:attribute name="A" type="xs:int"/></xs:complexType>
      <xs:complexType name="string"><xs:attribute name="A" type="xs:int"/></xs:complexType>
      <xs:complexType name="Unknown"><xs:attribute name="A" type="xs:int"/></xs:complexType>
      <xs:complexType name="Base" abstract="true"/>
      <xs:complexType name="Mine"/>
      <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Name"><xs:restriction base="xs:string"/></xs:simpleType>"#;
    let toml =
        "[types]\n\"t:Mine\" = \"crate::Mine\"\n\"xs:duration\" = \"crate::Span\"\n[rename]\n\"t:Note\" = \"Remark\"";
    let lines = any_type(body, toml).unwrap();
    for line in [
        r#"value String(String) xs "string";"#,
        r#"alias Duration(crate::Span) xs "duration";"#,
        r#"alias AnyUri(xsd::Token) xs "anyURI";"#,
        r#"value Token(xsd::Token) xs "token";"#,
        r#"value Code(t::Code) t "Code";"#,
        r#"alias Mine(crate::Mine) t "Mine";"#,
        r#"alias TName(t::Name) t "Name";"#,
        r#"value Remark(t::Remark) t "Note";"#,
        r#"value TUnknown(t::Unknown) t "Unknown";"#,
    ] {
        assert!(lines.iter().any(|known| known == line), "{line} is not among {lines:#?}");
    }
    assert!(lines.iter().any(|line| line.ends_with(r#"t "string";"#) && !line.contains(" String(")), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("\"Base\"")), "{lines:#?}");
    assert_eq!(lines.len(), 41 + 6);
}

/// A service with an operation for each of these types, whose requests hold them.
fn service(name: &str) -> String {
    let operations = [("Get", "Book"), ("Put", "Map")];
    let each = |write: &dyn Fn(&str, &str) -> String| operations.map(|(verb, ty)| write(verb, ty)).join("\n");
    let elements = each(&|verb, ty| {
        format!(
            r#"<xs:element name="{verb}"><xs:complexType><xs:sequence><xs:element name="{ty}" type="t:{ty}"/><xs:element name="Any"/></xs:sequence></xs:complexType></xs:element>
            <xs:complexType name="{ty}"><xs:attribute name="A" type="xs:int"/></xs:complexType>"#
        )
    });
    let messages = each(&|verb, _| {
        format!(r#"<wsdl:message name="{verb}In"><wsdl:part name="body" element="t:{verb}"/></wsdl:message>"#)
    });
    let abstractly = each(&|verb, _| {
        format!(r#"<wsdl:operation name="{verb}"><wsdl:input message="t:{verb}In"/></wsdl:operation>"#)
    });
    let bound = each(&|verb, _| {
        format!(
            r#"<wsdl:operation name="{verb}"><soap:operation soapAction=""/><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>"#
        )
    });
    common::wsdl(&format!(
        r#"<wsdl:types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified">{elements}</xs:schema></wsdl:types>{messages}
        <wsdl:portType name="{name}">{abstractly}</wsdl:portType>
        <wsdl:binding name="B" type="t:{name}"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>{bound}</wsdl:binding>"#
    ))
}

fn root_of_service(name: &str, toml: &str) -> String {
    let config: Config = ConfigFile::parse(toml).unwrap().into_config();
    let compilation = compile_documents(&[("contract.wsdl", service(name))], &config);
    let files = compilation.files.as_ref().unwrap_or_else(|| panic!("{}", common::rendered(&compilation)));
    files["mod.rs"].clone() + &files["service.rs"]
}

#[test]
fn variants_are_there_when_the_features_of_their_types_are_on() {
    let root = root_of_service("Library", "features = \"by-operation\"");
    assert!(root.contains(r#"value Book(t::Book) t "Book" if "get";"#), "{root}");
    assert!(root.contains(r#"value Map(t::Map) t "Map" if "put";"#), "{root}");
    assert!(root.contains(r#"value Int(i32) xs "int";"#), "{root}");
}

#[test]
fn a_port_type_of_that_name_yields() {
    let root = root_of_service("AnyType", "");
    assert!(root.contains("pub enum AnyType {") && root.contains("pub trait AnyType2 {"), "{root}");
    let root = root_of_service("AnyType", "[api]\nany-type = false");
    assert!(!root.contains("pub enum AnyType {") && root.contains("pub trait AnyType {"), "{root}");
}
