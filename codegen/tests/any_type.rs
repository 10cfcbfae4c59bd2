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
