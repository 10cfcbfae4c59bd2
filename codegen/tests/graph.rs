//! What small schemas resolve to, as the contract table tells it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{assert_snapshot_of, compile_schema, compile_wsdl, dedent, rendered};
use wsdl_codegen::table::lower;

macro_rules! table {
    ($name:ident, $compile:ident, $components:literal) => {
        #[test]
        fn $name() {
            let components = dedent($components);
            let compilation = $compile(&components);
            let contract = compilation.contract.as_ref().unwrap_or_else(|| panic!("{}", rendered(&compilation)));
            assert_snapshot_of!(components, lower(contract).to_text());
        }
    };
}

table!(
    occurrence,
    compile_schema,
    r#"
    <xs:element name="Root">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="Once" type="xs:int"/>
          <xs:element name="Perhaps" type="xs:int" minOccurs="0"/>
          <xs:element name="Some" type="xs:int" minOccurs="2" maxOccurs="5"/>
          <xs:element name="Never" type="xs:int" minOccurs="0" maxOccurs="0"/>
          <xs:choice minOccurs="0" maxOccurs="unbounded">
            <xs:element name="Left" type="xs:int"/>
            <xs:element name="Right" type="xs:int"/>
          </xs:choice>
        </xs:sequence>
      </xs:complexType>
    </xs:element>
"#
);

table!(
    derivation,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:Shape"/>
    <xs:complexType name="Shape" abstract="true">
      <xs:attribute name="Colour" type="xs:string"/>
    </xs:complexType>
    <xs:complexType name="Circle">
      <xs:complexContent>
        <xs:extension base="t:Shape">
          <xs:sequence><xs:element name="Radius" type="xs:int"/></xs:sequence>
        </xs:extension>
      </xs:complexContent>
    </xs:complexType>
    <xs:complexType name="RedCircle">
      <xs:complexContent>
        <xs:restriction base="t:Circle">
          <xs:sequence><xs:element name="Radius" type="xs:int"/></xs:sequence>
          <xs:attribute name="Colour" type="xs:string" fixed="red"/>
        </xs:restriction>
      </xs:complexContent>
    </xs:complexType>
"#
);

table!(
    substitution_groups,
    compile_schema,
    r#"
    <xs:element name="Zoo">
      <xs:complexType><xs:sequence><xs:element ref="t:Animal" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
    </xs:element>
    <xs:element name="Animal" type="xs:string" abstract="true"/>
    <xs:element name="Cat" substitutionGroup="t:Animal"/>
    <xs:element name="Persian" type="xs:token" substitutionGroup="t:Cat"/>
"#
);

table!(
    groups_dissolve,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:RootType"/>
    <xs:complexType name="RootType">
      <xs:group ref="t:Pair" minOccurs="0"/>
      <xs:attributeGroup ref="t:Marks"/>
    </xs:complexType>
    <xs:group name="Pair">
      <xs:sequence><xs:element name="A" type="xs:int"/><xs:element name="B" type="xs:int"/></xs:sequence>
    </xs:group>
    <xs:attributeGroup name="Marks">
      <xs:attribute name="Id" type="xs:int" use="required"/>
      <xs:attribute name="Kind" type="xs:string" default="none"/>
    </xs:attributeGroup>
"#
);

table!(
    facets,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:Code"/>
    <xs:simpleType name="Code">
      <xs:restriction base="t:Word"><xs:pattern value="[A-Z]+"/><xs:maxLength value="3"/></xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="Word">
      <xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction>
    </xs:simpleType>
"#
);

table!(
    lists_and_unions,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:Sizes"/>
    <xs:simpleType name="Sizes"><xs:list itemType="t:Size"/></xs:simpleType>
    <xs:simpleType name="Size">
      <xs:union memberTypes="xs:int">
        <xs:simpleType>
          <xs:restriction base="xs:string"><xs:enumeration value="small"/><xs:enumeration value=" large"/></xs:restriction>
        </xs:simpleType>
      </xs:union>
    </xs:simpleType>
"#
);

table!(
    wildcards,
    compile_schema,
    r###"
    <xs:element name="Root">
      <xs:complexType>
        <xs:sequence>
          <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
        </xs:sequence>
        <xs:anyAttribute namespace="##targetNamespace ##local urn:x" processContents="skip"/>
      </xs:complexType>
    </xs:element>
"###
);

table!(
    what_nothing_reaches_is_left_out,
    compile_wsdl,
    r#"
    <wsdl:types>
      <xs:schema targetNamespace="urn:t">
        <xs:element name="Ask" type="xs:string"/>
        <xs:element name="Answer" type="t:AnswerType"/>
        <xs:element name="Unused" type="t:UnusedType"/>
        <xs:complexType name="AnswerType"><xs:attribute name="Text" type="xs:string"/></xs:complexType>
        <xs:complexType name="UnusedType"/>
      </xs:schema>
    </wsdl:types>
    <wsdl:message name="In"><wsdl:part name="body" element="t:Ask"/></wsdl:message>
    <wsdl:message name="Out"><wsdl:part name="body" element="t:Answer"/></wsdl:message>
    <wsdl:portType name="Oracle">
      <wsdl:operation name="Ask"><wsdl:input message="t:In"/><wsdl:output message="t:Out"/></wsdl:operation>
    </wsdl:portType>
    <wsdl:binding name="OracleBinding" type="t:Oracle">
      <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
      <wsdl:operation name="Ask">
        <soap:operation soapAction="urn:ask"/>
        <wsdl:input><soap:body use="literal"/></wsdl:input>
        <wsdl:output><soap:body use="literal"/></wsdl:output>
      </wsdl:operation>
    </wsdl:binding>
"#
);
