#![allow(clippy::unwrap_used)]

use crate::fixture::{compile, compile_all, compile_from, schema, schema_with, wsdl};
use crate::resolve::Reach;

/// The table of these components, in `urn:a`.
fn table(components: &str) -> String {
    let outcome = compile_all(&schema(components));
    let table = super::lower(outcome.contract()).to_text();
    let read = soap_runtime::contract::Contract::read(&table).unwrap();
    assert_eq!(read.to_text(), table);
    soap_runtime::schema::Schema::new(read).unwrap();
    table
}

#[test]
fn types_and_elements() {
    let table = table(
        r###"<xs:element name="Item" type="a:ItemType" nillable="true" block="extension substitution"/>
           <xs:element name="Limit" type="xs:int" default="7" substitutionGroup="a:Any" final="restriction"/>
           <xs:element name="Any" abstract="true"/>
           <xs:complexType name="ItemType" mixed="true" block="#all">
             <xs:sequence>
               <xs:element name="Id" type="a:IdType" maxOccurs="3"/>
               <xs:element ref="a:Any" minOccurs="0" maxOccurs="unbounded"/>
               <xs:choice minOccurs="0">
                 <xs:element name="Plain" form="unqualified" type="xs:string" fixed="a &quot;b&quot;&#xA;"/>
                 <xs:any namespace="##other" processContents="lax" minOccurs="2" maxOccurs="5"/>
                 <xs:sequence><xs:any namespace="##local urn:z ##targetNamespace"/></xs:sequence>
               </xs:choice>
             </xs:sequence>
             <xs:attribute name="Version" type="xs:decimal" use="required"/>
             <xs:attribute name="Kind" default=" x " type="xs:string" form="qualified"/>
             <xs:anyAttribute processContents="skip"/>
           </xs:complexType>
           <xs:simpleType name="IdType">
             <xs:restriction base="xs:string"><xs:minLength value="1"/><xs:pattern value="\d+ ?"/></xs:restriction>
           </xs:simpleType>"###,
    );
    insta::assert_snapshot!(table, @r###"
    # contract table, version 1
    namespace a urn:a
    namespace ns1 urn:z
    element a:Any xs:anyType abstract
    element a:Item a:ItemType nillable block=extension,substitution
    element a:Limit xs:int substitutes a:Any default="7"
    simple a:IdType restricts xs:string
      minLength 1
      pattern \d+ ?
    complex a:ItemType mixed block=extension,restriction
      element a:Id a:IdType 1..3
      ref a:Any 0..*
      choice 0..1
        element Plain xs:string fixed="a \"b\"\n"
        any ##other(a) lax 2..5
        sequence
          any ##local,a,ns1 strict
      attribute Version xs:decimal required
      attribute a:Kind xs:string default=" x "
      anyAttribute ##any skip
    "###);
}

#[test]
fn a_derived_type_says_what_it_adds() {
    let table = table(
        r###"<xs:complexType name="Base">
             <xs:sequence><xs:element name="A" type="xs:string" minOccurs="0"/></xs:sequence>
             <xs:attribute name="x" type="xs:int"/><xs:anyAttribute namespace="##other"/>
           </xs:complexType>
           <xs:complexType name="Choice"><xs:complexContent><xs:extension base="a:Base">
             <xs:choice maxOccurs="unbounded"><xs:element name="B" type="xs:string"/><xs:element name="C" type="xs:string"/></xs:choice>
             <xs:attribute name="y" type="xs:int"/>
           </xs:extension></xs:complexContent></xs:complexType>
           <xs:complexType name="More"><xs:complexContent><xs:extension base="a:Choice">
             <xs:sequence><xs:element name="D" type="xs:string"/></xs:sequence><xs:anyAttribute namespace="urn:b"/>
           </xs:extension></xs:complexContent></xs:complexType>
           <xs:complexType name="Same" abstract="true"><xs:complexContent><xs:extension base="a:More"/></xs:complexContent></xs:complexType>
           <xs:complexType name="Less"><xs:complexContent><xs:restriction base="a:Choice">
             <xs:sequence><xs:sequence/><xs:choice><xs:element name="B" type="xs:string"/></xs:choice></xs:sequence>
             <xs:attribute name="x" type="xs:int" use="prohibited"/>
           </xs:restriction></xs:complexContent></xs:complexType>
           <xs:complexType name="Empty"/>
           <xs:complexType name="EmptySequence"><xs:sequence><xs:element name="N" type="xs:int" maxOccurs="0" minOccurs="0"/></xs:sequence></xs:complexType>
           <xs:complexType name="All"><xs:all minOccurs="0"><xs:element name="A" type="xs:string"/></xs:all></xs:complexType>"###,
    );
    insta::assert_snapshot!(table, @r###"
    # contract table, version 1
    namespace a urn:a
    complex a:All
      all 0..1
        element a:A xs:string
    complex a:Base
      element a:A xs:string 0..1
      attribute x xs:int
      anyAttribute ##other(a) strict
    complex a:Choice extends a:Base
      choice 1..*
        element a:B xs:string
        element a:C xs:string
      attribute y xs:int
    complex a:Empty
    complex a:EmptySequence
    complex a:Less restricts a:Choice
      choice
        element a:B xs:string
      attribute y xs:int
    complex a:More extends a:Choice
      element a:D xs:string
    complex a:Same extends a:More abstract
    "###);
}

#[test]
fn simple_types_and_simple_content() {
    let table = table(
        r###"<xs:simpleType name="Names"><xs:list itemType="xs:NCName"/></xs:simpleType>
           <xs:simpleType name="Two"><xs:restriction base="a:Names"><xs:length value="2"/></xs:restriction></xs:simpleType>
           <xs:simpleType name="Either"><xs:union memberTypes="xs:int a:Two">
             <xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value=""/><xs:enumeration value="  a b "/></xs:restriction></xs:simpleType>
             <xs:simpleType><xs:list><xs:simpleType><xs:restriction base="xs:int"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType></xs:list></xs:simpleType>
           </xs:union></xs:simpleType>
           <xs:simpleType name="Number"><xs:restriction base="xs:decimal">
             <xs:totalDigits value="5"/><xs:fractionDigits value="2"/><xs:minExclusive value="0"/><xs:whiteSpace value="collapse"/>
           </xs:restriction></xs:simpleType>
           <xs:complexType name="Price"><xs:simpleContent><xs:extension base="a:Number">
             <xs:attribute name="Currency"><xs:simpleType><xs:restriction base="xs:string"><xs:length value="3"/></xs:restriction></xs:simpleType></xs:attribute>
           </xs:extension></xs:simpleContent></xs:complexType>
           <xs:complexType name="Cheap"><xs:simpleContent><xs:restriction base="a:Price"><xs:maxInclusive value="10"/></xs:restriction></xs:simpleContent></xs:complexType>"###,
    );
    insta::assert_snapshot!(table, @r###"
    # contract table, version 1
    namespace a urn:a
    complex a:Cheap restricts a:Price
      text *
        simple restricts a:Number
          maxInclusive 10
      attribute Currency *
        simple restricts xs:string
          length 3
    simple a:Either union xs:int a:Two * *
      simple restricts xs:token
        value ""
        value a b
      simple list *
        simple restricts xs:int
          maxInclusive 9
    simple a:Names list xs:NCName
    simple a:Number restricts xs:decimal
      totalDigits 5
      fractionDigits 2
      minExclusive 0
      whiteSpace collapse
    complex a:Price extends a:Number
      attribute Currency *
        simple restricts xs:string
          length 3
    simple a:Two restricts a:Names
      length 2
    "###);
}

#[test]
fn anonymous_types_stand_in_place_or_under_their_place() {
    let table = table(
        r###"<xs:element name="Root"><xs:complexType><xs:sequence>
             <xs:element name="Inner"><xs:complexType><xs:attribute name="a"/></xs:complexType></xs:element>
             <xs:group ref="a:Tree"/>
           </xs:sequence></xs:complexType></xs:element>
           <xs:group name="Tree"><xs:sequence>
             <xs:element name="Leaf" minOccurs="0"><xs:complexType><xs:group ref="a:Tree"/></xs:complexType></xs:element>
             <xs:element name="Size" minOccurs="0"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:element>
           </xs:sequence></xs:group>"###,
    );
    insta::assert_snapshot!(table, @r###"
    # contract table, version 1
    namespace a urn:a
    element a:Root *
      complex
        element a:Inner *
          complex
            attribute a xs:anySimpleType
        element a:Leaf a:Tree/Leaf 0..1
        element a:Size * 0..1
          simple restricts xs:int
    complex a:Tree/Leaf
      element a:Leaf a:Tree/Leaf 0..1
      element a:Size * 0..1
        simple restricts xs:int
    "###);
}

/// The default of a global attribute has the declaration's prefixes where a type refers to it; its own has those of the reference.
#[test]
fn a_referred_attributes_value_means_what_it_does_where_it_is_written() {
    let table = table(
        r###"<xs:attribute name="g" type="xs:QName" default="p:One" xmlns:p="urn:p"/>
           <xs:complexType name="T"><xs:attribute ref="a:g" xmlns:p="urn:q"/></xs:complexType>
           <xs:complexType name="U"><xs:attribute ref="a:g" xmlns:p="urn:q" default="p:Two"/></xs:complexType>"###,
    );
    let values: Vec<&str> = table.lines().filter(|line| line.contains("default=")).map(str::trim).collect();
    let first =
        |name: &str| table.lines().find(|line| line.ends_with(name)).unwrap().split(' ').nth(1).unwrap().to_owned();
    let (p, q) = (first("urn:p"), first("urn:q"));
    let declared = format!("attribute a:g xs:QName default=\"{p}:One\"");
    assert_eq!(values, [declared.clone(), declared, format!("attribute a:g xs:QName default=\"{q}:Two\"")]);
}

#[test]
fn names_in_values_are_those_of_the_table() {
    let table = table(
        r###"<xs:simpleType name="Names"><xs:restriction base="xs:QName">
             <xs:enumeration xmlns:p="urn:p" value="p:One"/><xs:enumeration value="a:Two"/><xs:enumeration value="Three" xmlns="urn:d"/>
           </xs:restriction></xs:simpleType>
           <xs:simpleType name="Mixed"><xs:union memberTypes="xs:int a:Names"/></xs:simpleType>
           <xs:element name="A" xmlns:p="urn:p"><xs:simpleType><xs:list itemType="a:Mixed"/></xs:simpleType></xs:element>
           <xs:element name="B" xmlns:p="urn:p" type="a:Mixed" default="p:One"/>"###,
    );
    insta::assert_snapshot!(table, @r###"
    # contract table, version 1
    namespace a urn:a
    namespace ns1 urn:d
    namespace p urn:p
    element a:A *
      simple list a:Mixed
    element a:B a:Mixed default="p:One"
    simple a:Mixed union xs:int a:Names
    simple a:Names restricts xs:QName
      value p:One
      value a:Two
      value ns1:Three
    "###);
}

#[test]
fn operations_come_with_their_messages() {
    let binding = |name: &str, soap: &str, uri: &str| {
        format!(
            "<w:binding name='{name}' type='tns:Port'><{soap}:binding transport='{uri}'/>
               <w:operation name='Get'><{soap}:operation soapAction='urn:get'/>
                 <w:input><{soap}:header message='tns:In' part='head' use='literal'/><{soap}:body parts='body' use='literal'/></w:input>
                 <w:output><{soap}:body use='literal'/></w:output>
                 <w:fault name='Bad'><{soap}:fault name='Bad' use='literal'/></w:fault></w:operation>
               <w:operation name='Echo'><{soap}:operation/><w:input><{soap}:body use='literal'/></w:input></w:operation>
             </w:binding>"
        )
    };
    let document = wsdl(
        "<xs:element name='Get' type='xs:string'/><xs:element name='Head' type='xs:int'/><xs:element name='Got' type='xs:int'/>",
        &format!(
            "<w:message name='In'><w:part name='head' element='a:Head'/><w:part name='body' element='a:Get'/></w:message>
             <w:message name='Out'><w:part name='body' element='a:Got'/></w:message>
             <w:portType name='Port'><w:operation name='Get'><w:input message='tns:In'/><w:output message='tns:Out'/><w:fault name='Bad' message='tns:Out'/></w:operation>
               <w:operation name='Echo'><w:input message='tns:Out'/></w:operation></w:portType>{}{}",
            binding("One", "soap", "http://schemas.xmlsoap.org/soap/http"),
            binding("Two", "soap12", "urn:other:http"),
        ),
    );
    let outcome = compile(&[("a.wsdl", &document)]);
    insta::assert_snapshot!(super::lower(outcome.contract()).to_text(), @r###"
    # contract table, version 1
    namespace a urn:a
    namespace tns urn:w
    operation tns:Port/Echo one-way
      binding tns:One soap11
      binding tns:Two soap12 transport="urn:other:http"
      input a:Got
    operation tns:Port/Get
      binding tns:One soap11 action="urn:get"
      binding tns:Two soap12 action="urn:get" transport="urn:other:http"
      input a:Get
        header a:Head
      output a:Got
      fault Bad element a:Got
    element a:Get xs:string
    element a:Got xs:int
    element a:Head xs:int
    "###);
}

#[test]
fn prefixes_are_one_for_each_namespace() {
    let document = |uri: &str, prefix: &str, import: &str| {
        schema_with(
            &format!("targetNamespace='{uri}' xmlns:{prefix}='{uri}'"),
            &format!("{import}<xs:element name='E' type='xs:int'/>"),
        )
    };
    let import =
        "<xs:import schemaLocation='b.xsd' namespace='urn:b'/><xs:import schemaLocation='c.xsd' namespace='urn:c'/>";
    let documents = [
        ("a.xsd", document("urn:a", "t", import)),
        ("b.xsd", document("urn:b", "t", "")),
        ("c.xsd", document("urn:c", "soap", "")),
    ];
    let documents = documents.each_ref().map(|(name, text)| (*name, text.as_str()));
    let outcome = compile_from(&["a.xsd"], &documents, &Reach::All);
    insta::assert_snapshot!(super::lower(outcome.contract()).to_text(), @r###"
    # contract table, version 1
    namespace soap2 urn:c
    namespace t urn:a
    namespace t2 urn:b
    element t:E xs:int
    element t2:E xs:int
    element soap2:E xs:int
    "###);
}

#[test]
fn one_more_field_is_one_more_line() {
    let with = |field: &str| {
        table(&format!(
            "<xs:complexType name='Base'><xs:sequence><xs:element name='A' type='xs:int'/>{field}</xs:sequence></xs:complexType>
             <xs:complexType name='Derived'><xs:complexContent><xs:extension base='a:Base'><xs:sequence>
               <xs:element name='C' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>"
        ))
    };
    let (before, after) = (with(""), with("<xs:element name='B' type='xs:int' minOccurs='0'/>"));
    let added: Vec<_> = after.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!(added, ["  element a:B xs:int 0..1"]);
    assert_eq!(after.lines().count(), before.lines().count() + 1);
}
