use crate::fixture::{compile_all, outline, schema};

fn outlined(content: &str, name: &str) -> String {
    outline(compile_all(&schema(content)).contract(), name)
}

const BASE: &str = "<xs:complexType name='A'><xs:attribute name='x' type='xs:int' default='1'/><xs:attribute name='y' type='xs:int' use='required'/>\
    <xs:anyAttribute namespace='urn:p'/></xs:complexType>";

fn derived(method: &str, content: &str) -> String {
    format!(
        "{BASE}<xs:complexType name='B'><xs:complexContent><xs:{method} base='a:A'>{content}</xs:{method}></xs:complexContent></xs:complexType>"
    )
}

#[test]
fn inherited_attributes_come_first() {
    assert_eq!(
        outlined(&derived("extension", "<xs:attribute name='z' type='xs:date' fixed='2020-01-01'/>"), "B"),
        "extends A [@x: xs:int=1 @y!: xs:int @z: xs:date=2020-01-01 @*urn:p/Strict] empty"
    );
}

#[test]
fn a_restriction_changes_and_takes_away() {
    let content = "<xs:attribute name='x' use='prohibited'/><xs:attribute name='y' type='xs:short' use='required'/>";
    assert_eq!(outlined(&derived("restriction", content), "B"), "restricts A [@y!: xs:short] empty");
}

#[test]
fn an_attribute_knows_the_type_that_brings_it() {
    let outcome = compile_all(&schema(&derived("restriction", "<xs:attribute name='y' type='xs:short'/>")));
    let contract = outcome.contract();
    let [a, b] = [0, 1].map(|index| contract.types()[index]);
    let attributes = contract.attributes(b);
    let declared: Vec<_> = attributes.iter().map(|attribute| attribute.declared_in).collect();
    assert_eq!(declared, [a, b]);
}

#[test]
fn wildcards_of_base_and_extension_are_united() {
    let any = |namespace: &str| {
        derived("extension", &format!("<xs:anyAttribute namespace='{namespace}' processContents='lax'/>"))
    };
    assert_eq!(outlined(&any("urn:q"), "B"), "extends A [@x: xs:int=1 @y!: xs:int @*urn:p|urn:q/Lax] empty");
    assert_eq!(outlined(&any("##other"), "B"), "extends A [@x: xs:int=1 @y!: xs:int @*not urn:a/Lax] empty");
    assert_eq!(outlined(&any("##any"), "B"), "extends A [@x: xs:int=1 @y!: xs:int @*any/Lax] empty");
}

#[test]
fn groups_and_global_attributes_are_put_in_place() {
    let content = "<xs:attribute name='g' type='xs:token' default='d'/>\
        <xs:attributeGroup name='Inner'><xs:attribute name='i' type='xs:int'/><xs:anyAttribute namespace='urn:p urn:q'/></xs:attributeGroup>\
        <xs:attributeGroup name='Outer'><xs:attributeGroup ref='a:Inner'/><xs:attribute ref='a:g'/></xs:attributeGroup>\
        <xs:complexType name='T'><xs:attributeGroup ref='a:Outer'/><xs:anyAttribute namespace='urn:q urn:r'/></xs:complexType>\
        <xs:complexType name='U'><xs:attribute ref='a:g' use='required' fixed='f'/></xs:complexType>";
    assert_eq!(outlined(content, "T"), "[@i: xs:int @g: xs:token=d @*urn:q/Strict] empty");
    assert_eq!(outlined(content, "U"), "[@g!: xs:token=f] empty");
}

#[test]
fn an_attribute_that_is_there_twice_is_told_with_both_places() {
    let content = "<xs:attributeGroup name='G'><xs:attribute name='i'/></xs:attributeGroup>\n\
        <xs:complexType name='T'><xs:attributeGroup ref='a:G'/>\n<xs:attribute name='i'/></xs:complexType>";
    let outcome = compile_all(&schema(content));
    assert_eq!(outcome.places(), ["duplicate-attribute a.xsd:4:21"]);
    assert!(outcome.text().contains("note: it is also declared here (a.xsd:2:49)"), "{}", outcome.text());
    let inherited = derived("extension", "<xs:attribute name='x'/>");
    assert_eq!(compile_all(&schema(&inherited)).codes(), ["duplicate-attribute"]);
}

#[test]
fn attributes_have_simple_types() {
    let content = "<xs:complexType name='T'><xs:attribute name='i' type='a:T'/></xs:complexType>";
    let outcome = compile_all(&schema(content));
    assert!(outcome.text().contains("the type of an attribute must be a simple type, and `a:T` is not"));
}
