#![allow(clippy::unwrap_used)]

use crate::fixture::{compile, compile_all, outline, schema, schema_with};

/// The diagnostics of a schema with this content, which starts in line 2.
fn places(content: &str) -> Vec<String> {
    compile_all(&schema(content)).places()
}

/// The text of the diagnostics of a schema with this content.
fn text(content: &str) -> String {
    compile_all(&schema(content)).text()
}

#[test]
fn misspelt_attributes_are_told_with_a_suggestion() {
    assert_eq!(
        text("<xs:element name='E' minOccur='0'/>"),
        "a.xsd:2:22: warning[unknown-attribute]: `xs:element` has no attribute `minOccur`, which is passed over\n  \
           2 | <xs:element name='E' minOccur='0'/>\n    \
             |                      ^^^^^^^^\n"
    );
    let local = "<xs:group name='G'><xs:sequence><xs:element name='e' minOccur='0'/></xs:sequence></xs:group>";
    assert!(text(local).ends_with("  help: did you mean `minOccurs`?\n"), "{}", text(local));
}

#[test]
fn illegal_values_are_told_with_what_is_expected() {
    let cases = [
        ("<xs:element name='E' nillable='yes'/>", "`yes` is no value of `nillable`; expected `true` or `false`"),
        ("<xs:element name='E' block='all'/>", "expected `#all` or a list of extension, restriction, substitution"),
        (
            "<xs:group name='G'><xs:sequence maxOccurs='x'/></xs:group>",
            "`x` is no value of `maxOccurs`; expected a number or `unbounded`",
        ),
        (
            "<xs:complexType name='T'><xs:attribute name='a' use='maybe'/></xs:complexType>",
            "expected `optional`, `required` or `prohibited`",
        ),
        (
            "<xs:complexType name='T'><xs:anyAttribute namespace='##all'/></xs:complexType>",
            "`##all` is no value of `namespace`",
        ),
        (
            "<xs:simpleType name='T'><xs:restriction base='xs:int'><xs:length value='-1'/></xs:restriction></xs:simpleType>",
            "`-1` is no value of `value`; expected a number",
        ),
        ("<xs:element name='E' type='q:T'/>", "the prefix `q` is not declared"),
        ("<xs:element name='E' type='a:'/>", "`a:` is not a QName"),
        ("<xs:element name='1E'/>", "`1E` is not a name"),
        ("<xs:element/>", "`xs:element` has no attribute `name`"),
    ];
    for (content, expected) in cases {
        assert!(text(content).contains(expected), "{content}\n{}", text(content));
    }
}

#[test]
fn what_excludes_each_other_is_told() {
    for content in [
        "<xs:element name='E' default='1' fixed='1'/>",
        "<xs:element name='E' type='xs:int'><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType></xs:element>",
        "<xs:group name='G'><xs:sequence minOccurs='2'/></xs:group>",
        "<xs:group name='G'><xs:sequence/><xs:choice/></xs:group>",
        "<xs:group name='G'/>",
        "<xs:simpleType name='T'><xs:restriction/></xs:simpleType>",
        "<xs:simpleType name='T'><xs:union/></xs:simpleType>",
        "<xs:complexType name='T'><xs:simpleContent/></xs:complexType>",
        "<xs:complexType name='T'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent><xs:sequence/></xs:complexType>",
    ] {
        let outcome = compile_all(&schema(content));
        assert_eq!(outcome.codes(), ["conflict"], "{content}\n{}", outcome.text());
    }
}

#[test]
fn several_mistakes_are_told_in_one_run() {
    let content = "<xs:element name='E' nillable='x'/>\n<xs:element/>\n<xs:complexType name='T'><xs:foo/>text<a/></xs:complexType>";
    assert_eq!(
        places(content),
        [
            "illegal-value a.xsd:2:32",
            "missing-attribute a.xsd:3:2",
            "unexpected-element a.xsd:4:27",
            "unexpected-text a.xsd:4:35",
            "unexpected-element a.xsd:4:40",
        ]
    );
}

#[test]
fn what_is_for_other_versions_is_left_out() {
    let vc = "xmlns:vc='http://www.w3.org/2007/XMLSchema-versioning'";
    let content = format!(
        "<xs:complexType name='T' {vc}><xs:simpleContent vc:maxVersion='1.1'><xs:extension base='xs:int'/></xs:simpleContent>\
         <xs:sequence><xs:element name='later' vc:minVersion='1.2'/></xs:sequence><xs:attribute name='old' vc:maxVersion='1.1'/>\
         <xs:attribute name='new' vc:minVersion='1.1'/></xs:complexType>"
    );
    let outcome = compile_all(&schema(&content));
    assert_eq!(outcome.text(), "");
    assert_eq!(outline(outcome.contract(), "T"), "[@new: xs:anySimpleType] empty");
}

#[test]
fn facets_stand_where_an_assertion_replaces_them_that_is_not_enforced() {
    let vc = "xmlns:vc='http://www.w3.org/2007/XMLSchema-versioning'";
    let narrowed = |name: &str, content: &str| {
        format!(
            "<xs:simpleType name='{name}' {vc}><xs:restriction base='xs:string'>{content}</xs:restriction></xs:simpleType>"
        )
    };
    let pattern = "<xs:pattern value='a' vc:maxVersion='1.1'/>";
    let assertion = |least: &str| format!("<xs:assertion test='x' vc:minVersion='{least}'/>");
    let types = [
        narrowed("A", &format!("{}{pattern}", assertion("1.1"))),
        narrowed("B", &format!("{}{pattern}", assertion("1.2"))),
        narrowed("C", pattern),
    ];
    let outcome = compile_all(&schema(&types.concat()));
    assert_eq!(outcome.codes(), ["xsd-1.1"], "{}", outcome.text());
    let facets = ["A", "B", "C"].map(|name| outline(outcome.contract(), name).contains("Pattern"));
    assert_eq!(facets, [true, false, false]);
}

#[test]
fn forms_decide_about_local_names() {
    let content = "<xs:complexType name='T'><xs:sequence><xs:element name='d'/><xs:element name='q' form='qualified'/>\
        <xs:element name='u' form='unqualified'/></xs:sequence><xs:attribute name='d'/>\
        <xs:attribute name='q' form='qualified'/></xs:complexType>";
    let names = |attributes: &str| {
        let outcome = compile_all(&schema_with(&format!("targetNamespace='urn:a' {attributes}"), content));
        let contract = outcome.contract();
        let ty = contract.types()[0];
        let elements = contract.content_elements(ty).into_iter().map(|id| contract.element(id).name.to_string());
        let attributes = contract.ty(ty).as_complex().unwrap().attributes.iter().map(|it| it.name.to_string());
        elements.chain(attributes).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(""), "d {urn:a}q u d {urn:a}q");
    assert_eq!(
        names("elementFormDefault='qualified' attributeFormDefault='qualified'"),
        "{urn:a}d {urn:a}q u {urn:a}d {urn:a}q"
    );
}

#[test]
fn documentation_is_kept_by_paragraph() {
    let content = "<xs:element name='E'><xs:annotation><xs:appinfo>no</xs:appinfo><xs:documentation>  One\n  two. \n\n Three.\
        </xs:documentation><xs:documentation xmlns='urn:h'><p>Four <b>five</b>.</p><p>Six.</p></xs:documentation>\
        </xs:annotation></xs:element>";
    let outcome = compile_all(&schema(content));
    let contract = outcome.contract();
    let element = contract.element(contract.elements()[0]);
    assert_eq!(element.documentation.as_deref(), Some("One\ntwo.\n\nThree.\n\nFour five.\n\nSix."));
}

#[test]
fn defaults_of_the_schema_apply_where_nothing_is_said() {
    let content =
        "<xs:complexType name='A'/><xs:complexType name='B' block='' final='restriction'/><xs:element name='E'/>";
    let outcome =
        compile_all(&schema_with("targetNamespace='urn:a' blockDefault='#all' finalDefault='extension list'", content));
    let contract = outcome.contract();
    let [a, b] = [0, 1].map(|index| contract.ty(contract.types()[index]).as_complex().unwrap());
    assert!(a.block.extension && a.block.restriction && !a.block.substitution);
    assert!(a.final_.extension && !a.final_.restriction && !a.final_.list);
    assert!(!b.block.extension && !b.final_.extension && b.final_.restriction);
    let element = contract.element(contract.elements()[0]);
    assert!(element.block.substitution && element.final_.extension);
}

#[test]
fn counts_beyond_32_bits_are_as_good_as_unbounded() {
    let content = "<xs:complexType name='T'><xs:sequence>\
        <xs:element name='e' maxOccurs='99999999999' type='xs:int'/></xs:sequence></xs:complexType>";
    let outcome = compile_all(&schema(content));
    assert_eq!(outline(outcome.contract(), "T"), "[] (e: xs:int+)");
}

#[test]
fn what_is_wrong_in_what_nothing_uses_is_a_warning() {
    let schema = schema(
        "<xs:element name='Good' type='xs:int'/><xs:element name='Bad' type='a:Bad'/>\
        <xs:complexType name='Bad'><xs:sequence maxOccurs='x'/></xs:complexType>",
    );
    let operation = |name: &str| format!("<w:operation name='{name}'><w:input message='tns:{name}'/></w:operation>");
    let message = |name: &str| format!("<w:message name='{name}'><w:part name='p' element='a:{name}'/></w:message>");
    let compiled = |names: &[&str]| {
        let messages: String = names.iter().map(|name| message(name)).collect();
        let operations: String = names.iter().map(|name| operation(name)).collect();
        let wsdl = crate::fixture::wsdl(
            "<xs:include schemaLocation='a.xsd'/>",
            &format!("{messages}<w:portType name='P'>{operations}</w:portType>"),
        );
        compile(&[("w.wsdl", &wsdl), ("a.xsd", &schema)])
    };
    let unused = compiled(&["Good"]);
    assert_eq!(unused.codes(), ["left-out", "no-binding"], "{}", unused.text());
    assert!(
        unused.text().contains("type `a:Bad`, which nothing uses, is left out: `x` is no value of `maxOccurs`"),
        "{}",
        unused.text()
    );
    let beside = compiled(&["Good", "Bad"]);
    assert!(beside.text().contains("operation `Bad` is left out: `x` is no value of `maxOccurs`"), "{}", beside.text());
    assert!(beside.contract.is_some());
    let alone = compiled(&["Bad"]);
    assert_eq!(alone.codes(), ["illegal-value", "no-binding"], "{}", alone.text());
    assert!(alone.contract.is_none());
    assert_eq!(compile(&[("a.xsd", &schema)]).codes(), ["illegal-value"]);
}

#[test]
fn constraints_of_xml_schema_1_1_are_not_enforced() {
    let outcome = compile(&[(
        "a.xsd",
        &schema(
            "<xs:element name='E' type='a:T'><xs:alternative test='@a' type='a:T'/></xs:element>\
             <xs:complexType name='T'><xs:openContent><xs:any/></xs:openContent><xs:sequence><xs:element name='e' type='a:S'/></xs:sequence>\
             <xs:attribute name='a'/><xs:assert test='@a'/></xs:complexType>\
             <xs:simpleType name='S'><xs:restriction base='xs:int'><xs:assertion test='$value'/></xs:restriction></xs:simpleType>",
        ),
    )]);
    assert_eq!(outcome.codes(), ["xsd-1.1"; 4], "{}", outcome.text());
    assert!(outcome.contract.is_some());
}

#[test]
fn references_to_identity_constraints_are_of_their_kind() {
    let element =
        |name: &str, content: &str| format!("<xs:element name='{name}'><xs:complexType/>{content}</xs:element>");
    let paths = "<xs:selector xpath='*'/><xs:field xpath='@i'/>";
    let key = element("A", &format!("<xs:key name='k'>{paths}</xs:key>"));
    let found = |content: &str| compile_all(&schema(&format!("{key}{}", element("B", content)))).text();
    assert_eq!(found("<xs:key ref='a:k'/>"), "");
    let wrong = found("<xs:unique ref='a:k'/>");
    assert!(wrong.contains("error[identity-constraint]: `a:k` is a `key` and no `unique`"), "{wrong}");
    let both = found("<xs:keyref ref='a:k' refer='a:k'/>");
    assert!(both.contains("error[conflict]: `ref` and `refer` exclude each other"), "{both}");
    let gone = found("<xs:key ref='a:gone'/>");
    assert!(
        gone.contains("warning[identity-constraint]")
            && gone.contains("no element in reach has the constraint `a:gone`"),
        "{gone}"
    );
}
