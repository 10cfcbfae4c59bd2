use crate::fixture::{compile, compile_all, schema, schema_with};

#[test]
fn a_misspelt_type_is_told_exactly() {
    let content = "<xs:complexType name='ItemType'/>\n  <xs:element name='Item' type='a:ItmeType'/>";
    assert_eq!(
        compile_all(&schema(content)).text(),
        "a.xsd:3:33: error[unresolved-reference]: type `a:ItmeType` is not defined\n  \
           3 | <xs:element name='Item' type='a:ItmeType'/>\n    \
             |                               ^^^^^^^^^^\n  \
           help: did you mean `a:ItemType`?\n"
    );
}

#[test]
fn names_of_other_namespaces_and_kinds_are_suggested() {
    let import = "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>";
    let b = schema_with("targetNamespace='urn:b' xmlns:b='urn:b'", "<xs:complexType name='Other'/>");
    let help = |content: &str| {
        let a = schema(&format!("{import}{content}"));
        let text = compile(&[("a.xsd", &a), ("b.xsd", &b)]).text();
        text.lines().last().map(str::trim_start).unwrap_or_default().to_owned()
    };
    assert_eq!(help("<xs:element name='E' type='a:Other'/>"), "help: did you mean `b:Other`?");
    assert_eq!(help("<xs:element name='E' type='a:Othre'/>"), "help: did you mean `b:Other`?");
    assert_eq!(help("<xs:element name='E' type='a:E'/>"), "help: `a:E` is defined, but as an element");
    assert_eq!(help("<xs:element name='E' type='xs:sting'/>"), "help: did you mean `xs:string`?");
}

#[test]
fn every_unresolved_reference_is_told() {
    let content = "<xs:complexType name='T'><xs:sequence><xs:element ref='a:e'/><xs:group ref='a:g'/></xs:sequence>\
        <xs:attribute ref='a:t'/><xs:attributeGroup ref='a:u'/></xs:complexType>";
    let outcome = compile_all(&schema(content));
    let messages: Vec<_> = outcome.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "element `a:e` is not defined",
            "group `a:g` is not defined",
            "attribute `a:t` is not defined",
            "attribute group `a:u` is not defined",
        ]
    );
}

#[test]
fn the_same_definition_twice_is_tolerated_and_another_is_not() {
    let include = "<xs:include schemaLocation='b.xsd'/><xs:element name='E' type='a:T'/>";
    let same = "<xs:complexType name='T'><xs:sequence><xs:element name='x' type='a:X'/></xs:sequence></xs:complexType>\
        <xs:simpleType name='X'><xs:restriction base='xs:int'/></xs:simpleType>";
    let a = schema(&format!("{include}\n{same}"));
    let other_prefix = same.replace("a:X", "q:X").replace("<xs:sequence>", "\n <xs:annotation/> <xs:sequence> ");
    let b = schema_with("targetNamespace='urn:a' xmlns:q='urn:a' elementFormDefault='qualified'", &other_prefix);
    let outcome = compile(&[("a.xsd", &a), ("b.xsd", &b)]);
    assert_eq!(outcome.text(), "");

    let b = schema(&same.replace("xs:int", "xs:short"));
    let outcome = compile(&[("a.xsd", &a), ("b.xsd", &b)]);
    assert_eq!(outcome.places(), ["duplicate-definition b.xsd:2:124"]);
    assert!(outcome.text().contains("type `a:X` is defined twice, and differently"), "{}", outcome.text());
    assert!(outcome.text().contains("note: the other definition is here (a.xsd:3:124)"), "{}", outcome.text());
}

#[test]
fn definitions_by_themselves_are_told() {
    let extension = |name: &str, base: &str| {
        format!(
            "<xs:complexType name='{name}'><xs:complexContent><xs:extension base='a:{base}'/></xs:complexContent></xs:complexType>\n"
        )
    };
    let cases = [
        (extension("A", "B") + &extension("B", "A"), "circular-derivation a.xsd:2:23"),
        (
            "<xs:simpleType name='A'><xs:union memberTypes='xs:int a:A'/></xs:simpleType>".to_owned(),
            "circular-derivation a.xsd:2:22",
        ),
        (
            "<xs:group name='A'><xs:sequence><xs:group ref='a:A'/></xs:sequence></xs:group>".to_owned(),
            "circular-group a.xsd:2:17",
        ),
        (
            "<xs:attributeGroup name='A'><xs:attributeGroup ref='a:A'/></xs:attributeGroup>".to_owned(),
            "circular-attribute-group a.xsd:2:26",
        ),
        ("<xs:element name='A' substitutionGroup='a:A'/>".to_owned(), "circular-substitution a.xsd:2:19"),
    ];
    for (content, place) in cases {
        let outcome = compile_all(&schema(&content));
        assert_eq!(outcome.places(), [place], "{}", outcome.text());
    }
    let outcome = compile_all(&schema(&(extension("A", "B") + &extension("B", "A"))));
    assert!(outcome.text().contains("note: by way of `B` (a.xsd:3:23)"), "{}", outcome.text());
}

#[test]
fn derivations_that_are_not_allowed_are_told() {
    let complex = |method: &str, base: &str, content: &str| {
        format!(
            "<xs:complexType name='B'><xs:complexContent><xs:{method} base='{base}'>{content}</xs:{method}></xs:complexContent></xs:complexType>"
        )
    };
    let simple = |method: &str, base: &str| {
        format!(
            "<xs:complexType name='B'><xs:simpleContent><xs:{method} base='{base}'/></xs:simpleContent></xs:complexType>"
        )
    };
    let text =
        "<xs:complexType name='A'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent></xs:complexType>";
    let element = "<xs:sequence><xs:element name='x'/></xs:sequence>";
    let cases = [
        (complex("extension", "xs:int", ""), "simple-base"),
        (format!("{text}{}", complex("extension", "a:A", element)), "simple-base"),
        (simple("restriction", "xs:int"), "simple-base"),
        (format!("<xs:complexType name='A'>{element}</xs:complexType>{}", simple("extension", "a:A")), "not-simple-content"),
        (
            format!("<xs:complexType name='A' mixed='true'>{element}</xs:complexType>{}", simple("restriction", "a:A")),
            "not-simple-content",
        ),
        (format!("<xs:complexType name='A' final='extension'/>{}", complex("extension", "a:A", "")), "final-derivation"),
        (format!("<xs:complexType name='A' final='#all'/>{}", complex("restriction", "a:A", "")), "final-derivation"),
        ("<xs:element name='H' type='xs:int'/><xs:element name='M' type='xs:date' substitutionGroup='a:H'/>".to_owned(), "substitution-group"),
        (
            "<xs:element name='H' type='xs:int' final='restriction'/><xs:element name='M' type='xs:short' substitutionGroup='a:H'/>".to_owned(),
            "substitution-group",
        ),
    ];
    for (content, code) in cases {
        let outcome = compile_all(&schema(&content));
        assert_eq!(outcome.codes(), [code], "{content}\n{}", outcome.text());
    }
}
