//! What is said about documents that cannot be compiled, or only with a doubt, as a terminal shows it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{assert_snapshot_of, compile_documents, compile_schema, compile_wsdl, dedent, rendered, schema, wsdl};
use wsdl_codegen::Compilation;
use wsdl_codegen::config::{Action, Config, Correction};

/// A rejected input leaves no files; one with warnings alone does.
fn findings(compilation: &Compilation) -> String {
    let text = rendered(compilation);
    assert!(!text.is_empty(), "nothing was found");
    assert_eq!(compilation.files.is_none(), compilation.diagnostics.has_errors(), "{text}");
    text
}

macro_rules! finding {
    ($name:ident, $compile:ident, $components:literal) => {
        #[test]
        fn $name() {
            let components = dedent($components);
            assert_snapshot_of!(components, findings(&$compile(&components)));
        }
    };
}

finding!(
    a_misspelt_type,
    compile_schema,
    r#"
    <xs:element name="Item" type="t:ItemIdTyp"/>
    <xs:complexType name="ItemIdType"/>
"#
);

finding!(
    a_misspelt_built_in_type,
    compile_schema,
    r#"
    <xs:element name="Item" type="xs:strnig"/>
"#
);

finding!(
    a_misspelt_element,
    compile_schema,
    r#"
    <xs:element name="Shelf"><xs:complexType><xs:sequence><xs:element ref="t:Bok"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="Book" type="xs:string"/>
"#
);

finding!(
    identity_constraints_that_cannot_be_checked,
    compile_schema,
    r#"
    <xs:element name="List" type="t:ListType">
      <xs:key name="a"><xs:selector xpath="t:Item[1]"/><xs:field xpath="@Id"/></xs:key>
      <xs:key name="b"><xs:selector xpath="q:Item"/><xs:field xpath="@Id"/></xs:key>
      <xs:key name="c"><xs:selector xpath="t:Item"/></xs:key>
      <xs:key name="d"><xs:selector xpath="t:Item"/><xs:field xpath="@Id"/></xs:key>
      <xs:keyref name="e" refer="t:gone"><xs:selector xpath="t:Item"/><xs:field xpath="@Id"/></xs:keyref>
      <xs:keyref name="f" refer="t:d"><xs:selector xpath="t:Item"/><xs:field xpath="@Id"/><xs:field xpath="@No"/></xs:keyref>
    </xs:element>
    <xs:complexType name="ListType"/>
"#
);

finding!(
    an_undeclared_prefix,
    compile_schema,
    r#"
    <xs:element name="Item" type="q:ItemType"/>
"#
);

finding!(
    circular_derivation,
    compile_schema,
    r#"
    <xs:element name="Egg" type="t:Egg"/>
    <xs:complexType name="Egg"><xs:complexContent><xs:extension base="t:Hen"/></xs:complexContent></xs:complexType>
    <xs:complexType name="Hen"><xs:complexContent><xs:extension base="t:Egg"/></xs:complexContent></xs:complexType>
"#
);

finding!(
    circular_groups,
    compile_schema,
    r#"
    <xs:element name="Root"><xs:complexType><xs:group ref="t:A"/></xs:complexType></xs:element>
    <xs:group name="A"><xs:sequence><xs:group ref="t:B"/></xs:sequence></xs:group>
    <xs:group name="B"><xs:sequence><xs:group ref="t:A"/></xs:sequence></xs:group>
"#
);

finding!(
    circular_attribute_groups,
    compile_schema,
    r#"
    <xs:element name="Root"><xs:complexType><xs:attributeGroup ref="t:A"/></xs:complexType></xs:element>
    <xs:attributeGroup name="A"><xs:attributeGroup ref="t:A"/></xs:attributeGroup>
"#
);

finding!(
    circular_substitution,
    compile_schema,
    r#"
    <xs:element name="A" type="xs:string" substitutionGroup="t:B"/>
    <xs:element name="B" type="xs:string" substitutionGroup="t:A"/>
"#
);

finding!(
    two_definitions_that_differ,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:RootType"/>
    <xs:complexType name="RootType"><xs:attribute name="A" type="xs:int"/></xs:complexType>
    <xs:complexType name="RootType"><xs:attribute name="B" type="xs:int"/></xs:complexType>
"#
);

finding!(
    attributes_that_mean_nothing,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:RootType" minOccurs="0"/>
    <xs:complexType name="RootType" nillable="true"><xs:sequence>
      <xs:element name="A" minoccurs="0"><xs:simpleType name="Inner"><xs:restriction base="xs:int"/></xs:simpleType></xs:element>
      <xs:element name="B"><xs:simpleType><xs:restriction base="xs:int"><xs:enumeration value="1" label="one"/></xs:restriction></xs:simpleType></xs:element>
    </xs:sequence></xs:complexType>
"#
);

#[test]
fn two_definitions_that_differ_in_two_documents() {
    let root = schema(
        "  <xs:include schemaLocation=\"other.xsd\"/>\n  <xs:element name=\"Root\" type=\"t:Root\"/>\n  <xs:complexType name=\"Root\"/>",
    );
    let other = schema("  <xs:complexType name=\"Root\"><xs:attribute name=\"A\"/></xs:complexType>");
    let compilation = compile_documents(&[("schema.xsd", root.clone()), ("other.xsd", other)], &Config::default());
    assert_snapshot_of!(root, findings(&compilation));
}

finding!(a_schema_that_defines_nothing, compile_schema, "");

#[test]
fn schemas_that_define_nothing_without_their_imports() {
    let text = schema("  <xs:import namespace=\"urn:a\" schemaLocation=\"http://example.org/a.xsd\"/>");
    let compilation = compile_documents(&[("schema.xsd", text.clone())], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

finding!(
    one_attribute_twice,
    compile_schema,
    r#"
    <xs:element name="Root">
      <xs:complexType><xs:attribute name="A" type="xs:int"/><xs:attribute name="A" type="xs:string"/></xs:complexType>
    </xs:element>
"#
);

finding!(
    occurrence_that_is_no_number,
    compile_schema,
    r#"
    <xs:element name="Root">
      <xs:complexType><xs:sequence><xs:element name="A" type="xs:int" maxOccurs="many"/></xs:sequence></xs:complexType>
    </xs:element>
"#
);

finding!(
    a_pattern_that_is_no_pattern,
    compile_schema,
    r#"
    <xs:element name="Root" type="t:Code"/>
    <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:pattern value="[A-"/></xs:restriction></xs:simpleType>
"#
);

finding!(
    a_member_that_does_not_fit_its_substitution_group,
    compile_schema,
    r#"
    <xs:element name="Root"><xs:complexType><xs:sequence><xs:element ref="t:Head"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="Head" type="xs:int"/>
    <xs:element name="Member" type="xs:string" substitutionGroup="t:Head"/>
"#
);

finding!(
    names_that_are_one_in_rust,
    compile_schema,
    r#"
    <xs:element name="Root"><xs:complexType>
      <xs:sequence><xs:element name="A" type="t:ItemType"/><xs:element name="B" type="t:itemType"/></xs:sequence>
    </xs:complexType></xs:element>
    <xs:complexType name="ItemType"/>
    <xs:complexType name="itemType"/>
"#
);

#[test]
fn not_well_formed() {
    let text = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n  <xs:element name=\"a\">\n</xs:schema>\n"
        .to_owned();
    let compilation = compile_documents(&[("schema.xsd", text.clone())], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

#[test]
fn not_a_schema() {
    let text = "<html><body>Not found</body></html>\n".to_owned();
    let compilation = compile_documents(&[("schema.xsd", text.clone())], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

#[test]
fn a_missing_input() {
    let compilation =
        wsdl_codegen::compile(&["nowhere.wsdl"], &wsdl_codegen::source::MemoryResolver::new(), &Config::default());
    assert_snapshot_of!("nowhere.wsdl", findings(&compilation));
}

#[test]
fn a_missing_include_that_is_needed() {
    let text =
        schema("  <xs:include schemaLocation=\"types.xsd\"/>\n  <xs:element name=\"Item\" type=\"t:ItemType\"/>");
    let compilation = compile_documents(&[("schema.xsd", text.clone())], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

#[test]
fn a_missing_include_that_nothing_needs() {
    let text = schema("  <xs:include schemaLocation=\"types.xsd\"/>\n  <xs:element name=\"Item\" type=\"xs:int\"/>");
    let compilation = compile_documents(&[("schema.xsd", text.clone())], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

#[test]
fn an_include_of_another_namespace() {
    let text = schema("  <xs:include schemaLocation=\"other.xsd\"/>\n  <xs:element name=\"Item\" type=\"xs:int\"/>");
    let other = schema("").replace("targetNamespace=\"urn:t\"", "targetNamespace=\"urn:other\"");
    let compilation = compile_documents(&[("schema.xsd", text.clone()), ("other.xsd", other)], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

/// A contract with one operation, whose body, binding and header are as given.
fn oracle(parts: &str, style: &str, body: &str, more: &str) -> String {
    format!(
        r#"<wsdl:types>
  <xs:schema targetNamespace="urn:t"><xs:element name="Ask" type="xs:string"/></xs:schema>
</wsdl:types>
<wsdl:message name="In">{parts}</wsdl:message>
<wsdl:portType name="Oracle">
  <wsdl:operation name="Ask"><wsdl:input message="t:In"/></wsdl:operation>
</wsdl:portType>
<wsdl:binding name="OracleBinding" type="t:Oracle">
  <soap:binding style="{style}" transport="http://schemas.xmlsoap.org/soap/http"/>
  <wsdl:operation name="Ask">
    <soap:operation soapAction="urn:ask"/>
    <wsdl:input>{body}{more}</wsdl:input>
  </wsdl:operation>
</wsdl:binding>"#
    )
}

const PART: &str = r#"<wsdl:part name="body" element="t:Ask"/>"#;
const LITERAL: &str = r#"<soap:body use="literal"/>"#;

macro_rules! contract_finding {
    ($name:ident, $contract:expr) => {
        #[test]
        fn $name() {
            let contract: String = $contract;
            assert_snapshot_of!(contract, findings(&compile_wsdl(&contract)));
        }
    };
}

contract_finding!(
    rpc_style_without_a_namespace,
    oracle(r#"<wsdl:part name="question" type="xs:string"/>"#, "rpc", LITERAL, "")
);

contract_finding!(rpc_style_with_the_name_of_an_element, {
    let part = r#"<wsdl:part name="question" type="xs:string"/>"#;
    let header = "\n      <soap:header message=\"t:Head\" part=\"head\" use=\"literal\"/>";
    let contract = oracle(part, "rpc", r#"<soap:body use="literal" namespace="urn:t"/>"#, header);
    let head = r#"<wsdl:message name="Head"><wsdl:part name="head" element="t:Ask"/></wsdl:message>"#;
    contract.replace("<wsdl:portType", &format!("{head}\n<wsdl:portType"))
});

contract_finding!(rpc_style_with_two_requests_of_one_name, {
    let part = r#"<wsdl:part name="question" type="xs:string"/>"#;
    let contract = oracle(part, "rpc", r#"<soap:body use="literal" namespace="urn:t"/>"#, "");
    let other = contract.split_once("</wsdl:types>\n").unwrap().1.replace("xs:string", "xs:int");
    let other = ["In", "Oracle", "OracleBinding"].iter().fold(other, |text, name| {
        let name = |more: &str| [format!("name=\"{name}{more}\""), format!("t:{name}{more}\"")];
        name("").iter().zip(name("2")).fold(text, |text, (from, to)| text.replace(from, &to))
    });
    format!("{contract}\n{other}")
});

contract_finding!(
    another_encoding,
    oracle(
        r#"<wsdl:part name="question" type="xs:string"/>"#,
        "rpc",
        r#"<soap:body use="encoded" namespace="urn:t" encodingStyle="urn:own"/>"#,
        "",
    )
);

contract_finding!(
    document_style_with_a_type,
    oracle(r#"<wsdl:part name="body" type="xs:string"/>"#, "document", LITERAL, "")
);

contract_finding!(document_style_in_soap_encoding_with_a_type, {
    let part = r#"<wsdl:part name="body" type="t:Question"/>"#;
    let question = r#"<xs:complexType name="Question"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType>"#;
    oracle(part, "document", r#"<soap:body use="encoded"/>"#, "")
        .replace("</xs:schema>", &format!("{question}</xs:schema>"))
});

contract_finding!(
    document_style_with_several_parts,
    oracle(r#"<wsdl:part name="a" element="t:Ask"/><wsdl:part name="b" element="t:Ask"/>"#, "document", LITERAL, "")
);

contract_finding!(a_fault_with_a_type, {
    let fault = r#"<wsdl:message name="Bad"><wsdl:part name="detail" type="xs:string"/></wsdl:message>"#;
    let contract = oracle(PART, "document", LITERAL, "").replace("<wsdl:portType", &format!("{fault}\n<wsdl:portType"));
    contract.replace(
        "<wsdl:input message=\"t:In\"/>",
        "<wsdl:input message=\"t:In\"/><wsdl:fault name=\"Bad\" message=\"t:Bad\"/>",
    )
});

contract_finding!(
    an_abstract_element_in_the_body,
    oracle(PART, "document", LITERAL, "")
        .replace("<xs:element name=\"Ask\"", "<xs:element name=\"Ask\" abstract=\"true\"")
);

contract_finding!(
    a_misspelt_message,
    oracle(PART, "document", LITERAL, "").replace("input message=\"t:In\"", "input message=\"t:Inn\"")
);

contract_finding!(
    a_misspelt_part,
    oracle(PART, "document", LITERAL, r#"<soap:header message="t:In" part="bodie" use="literal"/>"#)
);

contract_finding!(
    a_header_bound_twice,
    oracle(
        PART,
        "document",
        LITERAL,
        r#"
      <soap:header message="t:In" part="body" use="literal"/>
      <soap:header message="t:In" part="body" use="literal"/>"#,
    )
);

contract_finding!(
    an_element_that_is_not_defined,
    oracle(PART, "document", LITERAL, "").replace("element=\"t:Ask\"", "element=\"t:Answer\"")
);

contract_finding!(zero_operations, r#"<wsdl:portType name="Oracle"/>"#.to_owned());

contract_finding!(no_binding, {
    let whole = oracle(PART, "document", LITERAL, "");
    whole.split_once("<wsdl:binding").unwrap().0.trim_end().to_owned()
});

contract_finding!(an_operation_without_binding, {
    let more = "</wsdl:operation>\n  <wsdl:operation name=\"Tell\"><wsdl:input message=\"t:In\"/></wsdl:operation>\n</wsdl:portType>";
    oracle(PART, "document", LITERAL, "").replace("</wsdl:operation>\n</wsdl:portType>", more)
});

/// The oracle with a second operation, which is as given.
fn oracle_with(operation: &str, bound: &str, messages: &str) -> String {
    let contract = oracle(PART, "document", LITERAL, "");
    let contract = contract.replace("\n</wsdl:portType>", &format!("\n  {operation}\n</wsdl:portType>"));
    let contract = contract.replace("\n</wsdl:binding>", &format!("\n  {bound}\n</wsdl:binding>"));
    contract.replace("<wsdl:portType", &format!("{messages}\n<wsdl:portType"))
}

const TELL: &str = r#"<wsdl:operation name="Tell"><wsdl:input message="t:Tell"/></wsdl:operation>"#;
const TELL_BOUND: &str =
    r#"<wsdl:operation name="Tell"><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>"#;
const TELL_MESSAGE: &str = r#"<wsdl:message name="Tell"><wsdl:part name="body" element="t:Tel"/></wsdl:message>"#;

contract_finding!(an_operation_that_needs_what_is_not_defined, oracle_with(TELL, TELL_BOUND, TELL_MESSAGE));

contract_finding!(an_operation_whose_type_needs_what_is_not_defined, {
    let contract = oracle_with(TELL, TELL_BOUND, &TELL_MESSAGE.replace("t:Tel", "t:Tell"));
    contract.replace("</xs:schema>", r#"<xs:element name="Tell" type="t:TellTyp"/></xs:schema>"#)
});

contract_finding!(an_abstract_element_in_one_of_two_bodies, {
    let contract = oracle_with(TELL, TELL_BOUND, &TELL_MESSAGE.replace("t:Tel", "t:Tell"));
    contract.replace("</xs:schema>", r#"<xs:element name="Tell" abstract="true"/></xs:schema>"#)
});

contract_finding!(rpc_style_with_the_name_of_an_element_in_one_of_two_operations, {
    let bound = TELL_BOUND.replace("<wsdl:input>", "<soap:operation style=\"rpc\"/><wsdl:input>");
    let bound = bound.replace("use=", "namespace=\"urn:t\" use=").replace("Tell", "Ask");
    let contract = oracle(PART, "document", LITERAL, "");
    let types = contract.split_once("</wsdl:types>\n").unwrap().1;
    let second = types.replace("Oracle", "Other").replace("\"In\"", "\"In2\"").replace("t:In\"", "t:In2\"");
    let second = second.replace("element=\"t:Ask\"", "type=\"xs:string\"");
    let (head, tail) = second.split_once("  <wsdl:operation name=\"Ask\">\n").unwrap();
    let (_, tail) = tail.split_once("</wsdl:operation>\n").unwrap();
    format!("{contract}\n{head}  {bound}\n{tail}")
});

#[test]
fn an_operation_that_is_asked_for_and_cannot_be_used() {
    let contract = oracle_with(TELL, TELL_BOUND, TELL_MESSAGE);
    let config = Config { operations: Some(vec!["Ask".to_owned(), "Tell".to_owned()]), ..Config::default() };
    let compilation = compile_documents(&[("contract.wsdl", wsdl(&contract))], &config);
    assert_snapshot_of!("--operation Ask --operation Tell", findings(&compilation));
}

contract_finding!(an_operation_without_messages, oracle_with(r#"<wsdl:operation name="Tell"/>"#, TELL_BOUND, ""));

contract_finding!(an_encoded_operation_beside_a_literal_one, {
    oracle_with(
        TELL,
        &TELL_BOUND.replace("\"literal\"", "\"encoded\" encodingStyle=\"urn:own\""),
        &TELL_MESSAGE.replace("t:Tel", "t:Ask"),
    )
});

contract_finding!(what_the_service_begins, oracle_with(&TELL.replace("input", "output"), "", TELL_MESSAGE));

contract_finding!(a_fault_without_a_name, {
    let fault =
        r#"<wsdl:input message="t:In"/><wsdl:fault message="t:Bad"/><wsdl:fault name="Worse" message="t:Gone"/>"#;
    let message = r#"<wsdl:message name="Bad"><wsdl:part name="detail" element="t:Ask"/></wsdl:message>"#;
    let contract = oracle(PART, "document", LITERAL, "").replace(r#"<wsdl:input message="t:In"/>"#, fault);
    contract.replace("<wsdl:portType", &format!("{message}\n<wsdl:portType"))
});

contract_finding!(a_port_of_a_missing_binding, {
    let service = r#"<wsdl:service name="Oracle"><wsdl:port name="A" binding="t:OracleBindin"/><wsdl:port name="B"/></wsdl:service>"#;
    format!("{}\n{service}", oracle(PART, "document", LITERAL, ""))
});

contract_finding!(policies_that_are_required, {
    let policy = r#"<p:UsingPolicy xmlns:p="http://www.w3.org/ns/ws-policy" wsdl:required="true"/>
  <a:UsingAddressing xmlns:a="http://www.w3.org/2006/05/addressing/wsdl" wsdl:required="true"/>"#;
    oracle(PART, "document", LITERAL, "").replace("  <soap:binding", &format!("  {policy}\n  <soap:binding"))
});

contract_finding!(an_extension_that_is_required, {
    let extension = r#"<x:Must xmlns:x="urn:x" wsdl:required="true"/>"#;
    oracle(PART, "document", LITERAL, "").replace("  <soap:binding", &format!("  {extension}\n  <soap:binding"))
});

contract_finding!(attachments, {
    let mime = r#"<m:multipartRelated xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/"><m:part><soap:body use="literal"/></m:part><m:part><m:content part="picture"/></m:part></m:multipartRelated>"#;
    let picture = r#"<wsdl:part name="picture" type="xs:base64Binary"/>"#;
    oracle(&format!("{PART}{picture}"), "document", mime, "")
});

contract_finding!(
    misspelt_attributes_of_bindings,
    oracle(PART, "document", r#"<soap:body use="literal" type="t:Ask"/>"#, "").replace("soapAction=", "soapaction=")
);

contract_finding!(a_transport_other_than_http, {
    oracle(PART, "document", LITERAL, "")
        .replace("http://schemas.xmlsoap.org/soap/http", "http://www.w3.org/2010/soapjms/")
});

contract_finding!(an_overloaded_operation, {
    let more = "</wsdl:operation>\n  <wsdl:operation name=\"Ask\"><wsdl:input message=\"t:In\"/></wsdl:operation>\n</wsdl:portType>";
    oracle(PART, "document", LITERAL, "").replace("</wsdl:operation>\n</wsdl:portType>", more)
});

#[test]
fn an_imported_wsdl_that_is_missing() {
    let text = wsdl("  <wsdl:import namespace=\"urn:other\" location=\"other.wsdl\"/>");
    let compilation = compile_documents(&[("contract.wsdl", text.clone())], &Config::default());
    assert_snapshot_of!(text, findings(&compilation));
}

/// A correction of the element `Root`'s attribute `Kind`.
fn corrected(attribute: &str, target: &str) -> Compilation {
    let text =
        schema(&format!("  <xs:element name=\"Root\"><xs:complexType>{attribute}</xs:complexType></xs:element>"));
    let correction = Correction {
        name: "kind-is-open".to_owned(),
        cause: "peers send others".to_owned(),
        action: Action::LiftFixed(target.to_owned()),
    };
    let namespaces = [("t".to_owned(), "urn:t".to_owned())].into();
    let config = Config { corrections: vec![correction], namespaces, ..Config::default() };
    compile_documents(&[("schema.xsd", text)], &config)
}

#[test]
fn a_correction_that_no_longer_applies() {
    let attribute = r#"<xs:attribute name="Kind" type="xs:string"/>"#;
    assert_snapshot_of!("lift-fixed = \"t:Root/@Kind\"", findings(&corrected(attribute, "t:Root/@Kind")));
}

#[test]
fn a_correction_of_nothing() {
    let attribute = r#"<xs:attribute name="Kind" type="xs:string" fixed="a"/>"#;
    assert_snapshot_of!("lift-fixed = \"t:Root/@Sort\"", findings(&corrected(attribute, "t:Root/@Sort")));
}

#[test]
fn a_documentation_file_that_cannot_be_used() {
    let documentation = vec![("docs.toml".to_owned(), "[type.\"t:RootType\"]\ndoc = \"A root.\"\n".to_owned())];
    let config = Config { documentation, ..Config::default() };
    let text = schema("  <xs:element name=\"Root\" type=\"xs:int\"/>");
    assert_snapshot_of!("[type.\"t:RootType\"]", findings(&compile_documents(&[("schema.xsd", text)], &config)));
}

#[test]
fn facets_and_values_that_cannot_be() {
    let restriction = |base: &str, facets: &str| {
        format!("<xs:simpleType name='T'><xs:restriction base='{base}'>{facets}</xs:restriction></xs:simpleType>")
    };
    for (components, expected) in [
        (
            restriction("xs:string", "<xs:minInclusive value='1'/>"),
            "`minInclusive` cannot be: xs:string has no such facet",
        ),
        (restriction("xs:decimal", "<xs:maxLength value='1'/>"), "`maxLength` cannot be: xs:decimal has no such facet"),
        (
            restriction("xs:NMTOKENS", "<xs:maxExclusive value='a'/>"),
            "`maxExclusive` cannot be: lists have no such facet",
        ),
        (
            restriction("xs:int", "<xs:enumeration value='two'/>"),
            "`enumeration` cannot be: \"two\" is no value of the base type",
        ),
        (
            restriction("xs:byte", "<xs:maxInclusive value='300'/>"),
            "`maxInclusive` cannot be: expected xs:byte, found \"300\"",
        ),
        (
            restriction("xs:int", "<xs:minInclusive value='7'/><xs:maxInclusive value='6'/>"),
            "no value is between 7 and 6",
        ),
        (restriction("xs:int", "<xs:minInclusive value='7'/><xs:minExclusive value='6'/>"), "exclude each other"),
        (
            restriction("xs:string", "<xs:minLength value='3'/><xs:maxLength value='2'/>"),
            "no length is at least 3 and at most 2",
        ),
        (
            restriction("xs:decimal", "<xs:totalDigits value='2'/><xs:fractionDigits value='3'/>"),
            "3 digits after the point are more than 2 in all",
        ),
        (
            restriction("xs:token", "<xs:whiteSpace value='preserve'/>"),
            "`whiteSpace` cannot be: the base type has collapse",
        ),
        (restriction("xs:string", "<xs:pattern value='[a-'/>"), "`pattern` cannot be: "),
        (
            "<xs:element name='E' type='xs:int' default='two'/>".to_owned(),
            "the default value cannot be: \"two\" is no value of the type",
        ),
        (
            "<xs:attribute name='A' type='xs:boolean' fixed='2'/>".to_owned(),
            "the fixed value cannot be: \"2\" is no value of the type",
        ),
        (
            "<xs:element name='E' default='x'><xs:complexType/></xs:element>".to_owned(),
            "the default value cannot be: the type holds no text",
        ),
    ] {
        let said = rendered(&compile_schema(&components));
        assert!(said.contains(expected), "{components}: {said}");
    }
    for fine in [
        restriction("xs:decimal", "<xs:minExclusive value='1'/><xs:maxExclusive value='1'/>"),
        restriction("xs:NMTOKENS", "<xs:maxLength value='2'/><xs:enumeration value='a b'/>"),
        restriction("xs:boolean", "<xs:enumeration value='true'/>"),
        "<xs:element name='E' type='xs:anyType' default='x'/>".to_owned(),
    ] {
        assert_eq!(rendered(&compile_schema(&fine)), "", "{fine}");
    }
}
