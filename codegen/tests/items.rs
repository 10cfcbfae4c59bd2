//! Single items of the output: what one schema construct becomes.
#![allow(clippy::unwrap_used)]

mod common;

use common::{assert_snapshot_of, compile_schema, compile_wsdl, dedent, rendered};
use wsdl_codegen::Compilation;

/// The items that define `name` in the file: the definition, and the macros that go with it.
fn items(compilation: &Compilation, file: &str, name: &str) -> String {
    let files = compilation.files.as_ref().unwrap_or_else(|| panic!("{}", rendered(compilation)));
    let defines = |item: &&str| {
        let mut lines = item.lines().filter(|line| !line.trim_start().starts_with(['/', '#']));
        let first = lines.next().unwrap_or("");
        let head = if first.starts_with("soap_runtime::") { lines.next().unwrap_or("") } else { first };
        let words: Vec<&str> =
            head.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
        matches!(words.as_slice(), ["pub", "struct" | "enum" | "trait" | "type", found, ..] if *found == name)
            || words.first() == Some(&name)
    };
    // An empty line inside an item is followed by an indented one.
    let text = files[file].replace("\n\n    ", "\n\r    ");
    let found: Vec<&str> = text.split("\n\n").map(str::trim_end).filter(defines).collect();
    assert!(!found.is_empty(), "no `{name}` in {file}:\n{}", files[file]);
    found.join("\n\n").replace("\n\r    ", "\n\n    ")
}

macro_rules! item {
    ($test:ident, $name:literal, $components:literal) => {
        #[test]
        fn $test() {
            let components = dedent($components);
            assert_snapshot_of!(components, items(&compile_schema(&components), "t.rs", $name));
        }
    };
}

item!(
    a_struct,
    "ItemIdType",
    r#"
    <xs:element name="ItemId" type="t:ItemIdType"/>
    <xs:complexType name="ItemIdType">
      <xs:annotation><xs:documentation>Identifies an item.</xs:documentation></xs:annotation>
      <xs:sequence>
        <xs:element name="Name" type="xs:string"/>
        <xs:element name="Size" type="xs:long" minOccurs="0"/>
        <xs:element name="Tag" type="xs:token" minOccurs="0" maxOccurs="unbounded"/>
        <xs:element name="Gap" type="xs:dateTime" nillable="true"/>
      </xs:sequence>
      <xs:attribute name="Id" type="xs:string" use="required"/>
      <xs:attribute name="ChangeKey" type="xs:string"/>
    </xs:complexType>
"#
);

item!(
    an_empty_struct,
    "Nothing",
    r#"
    <xs:element name="Nothing"><xs:complexType/></xs:element>
"#
);

item!(
    a_choice,
    "TargetType",
    r#"
    <xs:element name="Target" type="t:TargetType"/>
    <xs:complexType name="TargetType">
      <xs:choice>
        <xs:element name="Name" type="xs:string"/>
        <xs:sequence><xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/></xs:sequence>
      </xs:choice>
    </xs:complexType>
"#
);

item!(
    a_sequence_that_repeats,
    "TableTypeSequence",
    r#"
    <xs:element name="Table" type="t:TableType"/>
    <xs:complexType name="TableType">
      <xs:sequence maxOccurs="unbounded">
        <xs:element name="Key" type="xs:string"/>
        <xs:element name="Value" type="xs:int" minOccurs="0"/>
      </xs:sequence>
    </xs:complexType>
"#
);

item!(
    an_enumeration,
    "KindType",
    r#"
    <xs:element name="Kind" type="t:KindType"/>
    <xs:simpleType name="KindType">
      <xs:restriction base="xs:token">
        <xs:enumeration value="Plain"/>
        <xs:enumeration value="folder:Id"/>
        <xs:enumeration value="1"/>
      </xs:restriction>
    </xs:simpleType>
"#
);

item!(
    a_newtype_with_facets,
    "CodeType",
    r#"
    <xs:element name="Code" type="t:CodeType"/>
    <xs:simpleType name="CodeType">
      <xs:restriction base="xs:string"><xs:minLength value="1"/><xs:pattern value="[A-Z]*\\&quot;?"/></xs:restriction>
    </xs:simpleType>
"#
);

item!(
    a_union,
    "SizeType",
    r#"
    <xs:element name="Size" type="t:SizeType"/>
    <xs:simpleType name="SizeType"><xs:union memberTypes="xs:int xs:boolean xs:string"/></xs:simpleType>
"#
);

item!(
    a_list,
    "SizesType",
    r#"
    <xs:element name="Sizes" type="t:SizesType"/>
    <xs:simpleType name="SizesType"><xs:list itemType="xs:int"/></xs:simpleType>
"#
);

item!(
    an_enum_of_derived_types,
    "ShapeType",
    r#"
    <xs:element name="Shape" type="t:ShapeType"/>
    <xs:complexType name="ShapeType" abstract="true"><xs:attribute name="Colour" type="xs:string"/></xs:complexType>
    <xs:complexType name="DotType"><xs:complexContent><xs:extension base="t:ShapeType"/></xs:complexContent></xs:complexType>
    <xs:complexType name="GroupType">
      <xs:complexContent>
        <xs:extension base="t:ShapeType">
          <xs:sequence><xs:element name="Inner" type="t:ShapeType" maxOccurs="unbounded"/></xs:sequence>
        </xs:extension>
      </xs:complexContent>
    </xs:complexType>
"#
);

item!(
    the_trait_of_a_base,
    "Shape",
    r#"
    <xs:element name="Shape" type="t:ShapeType"/>
    <xs:complexType name="ShapeType" abstract="true">
      <xs:sequence><xs:element name="Name" type="xs:string"/><xs:element name="Tag" type="xs:string" maxOccurs="9"/></xs:sequence>
      <xs:attribute name="Colour" type="xs:string"/>
    </xs:complexType>
    <xs:complexType name="DotType"><xs:complexContent><xs:extension base="t:ShapeType"/></xs:complexContent></xs:complexType>
"#
);

item!(
    mixed_content,
    "TextType",
    r#"
    <xs:element name="Text" type="t:TextType"/>
    <xs:complexType name="TextType" mixed="true">
      <xs:sequence><xs:element name="b" type="xs:string" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    </xs:complexType>
"#
);

item!(
    wildcards,
    "OpenType",
    r###"
    <xs:element name="Open" type="t:OpenType"/>
    <xs:complexType name="OpenType">
      <xs:sequence><xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      <xs:anyAttribute/>
    </xs:complexType>
"###
);

item!(
    recursion_is_boxed_where_the_cycle_is,
    "NotType",
    r#"
    <xs:element name="Not" type="t:NotType"/>
    <xs:complexType name="NotType">
      <xs:choice><xs:element name="Exists" type="xs:string"/><xs:element name="Not" type="t:NotType"/></xs:choice>
    </xs:complexType>
"#
);

/// One operation with a header each way.
const ORACLE: &str = r#"
    <wsdl:types>
      <xs:schema targetNamespace="urn:t">
        <xs:element name="Ask" type="xs:string"/>
        <xs:element name="Answer" type="xs:string"/>
        <xs:element name="Token" type="xs:string"/>
        <xs:element name="Server" type="xs:string"/>
      </xs:schema>
    </wsdl:types>
    <wsdl:message name="In"><wsdl:part name="body" element="t:Ask"/><wsdl:part name="token" element="t:Token"/></wsdl:message>
    <wsdl:message name="Out"><wsdl:part name="body" element="t:Answer"/><wsdl:part name="server" element="t:Server"/></wsdl:message>
    <wsdl:portType name="Oracle">
      <wsdl:operation name="Ask"><wsdl:input message="t:In"/><wsdl:output message="t:Out"/></wsdl:operation>
    </wsdl:portType>
    <wsdl:binding name="OracleBinding" type="t:Oracle">
      <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
      <wsdl:operation name="Ask">
        <soap:operation soapAction="urn:ask"/>
        <wsdl:input><soap:body parts="body" use="literal"/><soap:header message="t:In" part="token" use="literal"/></wsdl:input>
        <wsdl:output><soap:body parts="body" use="literal"/><soap:header message="t:Out" part="server" use="literal"/></wsdl:output>
      </wsdl:operation>
    </wsdl:binding>
"#;

#[test]
fn a_port_type() {
    let components = dedent(ORACLE);
    assert_snapshot_of!(components, items(&compile_wsdl(&components), "service.rs", "Oracle"));
}

#[test]
fn headers() {
    let components = dedent(ORACLE);
    assert_snapshot_of!(components, items(&compile_wsdl(&components), "service.rs", "RequestHeaders"));
}

#[test]
fn operations() {
    let components = dedent(ORACLE);
    assert_snapshot_of!(components, items(&compile_wsdl(&components), "service.rs", "operations"));
}
