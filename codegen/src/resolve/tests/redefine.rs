use crate::fixture::{compile, compile_from, outline, schema};
use crate::ir::Owner;
use crate::resolve::Reach;

const ORIGINAL: &str = "<xs:complexType name='A'><xs:sequence><xs:element name='x' type='xs:int'/></xs:sequence></xs:complexType>\
    <xs:simpleType name='S'><xs:restriction base='xs:string'><xs:maxLength value='9'/></xs:restriction></xs:simpleType>\
    <xs:group name='G'><xs:sequence><xs:element name='g' type='xs:int'/></xs:sequence></xs:group>\
    <xs:attributeGroup name='T'><xs:attribute name='t' type='xs:int'/></xs:attributeGroup>\
    <xs:element name='E' type='a:A'/>";

fn extended(name: &str, element: &str) -> String {
    format!(
        "<xs:complexType name='{name}'><xs:complexContent><xs:extension base='a:{name}'><xs:sequence>\
         <xs:element name='{element}' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>"
    )
}

fn redefine(location: &str, content: &str) -> String {
    format!("<xs:redefine schemaLocation='{location}'>{content}</xs:redefine>")
}

#[test]
fn everyone_means_the_redefinition_but_the_redefinition_itself() {
    let all = redefine(
        "o.xsd",
        &[
            extended("A", "y"),
            "<xs:simpleType name='S'><xs:restriction base='a:S'><xs:minLength value='1'/></xs:restriction></xs:simpleType>".to_owned(),
            "<xs:group name='G'><xs:sequence><xs:group ref='a:G'/><xs:element name='h' type='xs:int'/></xs:sequence></xs:group>".to_owned(),
            "<xs:attributeGroup name='T'><xs:attributeGroup ref='a:T'/><xs:attribute name='u' type='xs:int'/></xs:attributeGroup>".to_owned(),
        ]
        .concat(),
    );
    let uses = "<xs:complexType name='U'><xs:group ref='a:G'/><xs:attributeGroup ref='a:T'/></xs:complexType>";
    let (top, original) = (schema(&format!("{all}{uses}")), schema(ORIGINAL));
    let outcome = compile_from(&["a.xsd"], &[("a.xsd", &top), ("o.xsd", &original)], &Reach::All);
    assert_eq!(outcome.text(), "");
    let contract = outcome.contract();
    assert_eq!(outline(contract, "A"), "extends <[] (x: xs:int)> [] ((x: xs:int), (y: xs:int))");
    assert_eq!(outline(contract, "S"), "atomic < <atomic < xs:string [\"MaxLength(9)\"]> [\"MinLength(1)\"]");
    assert_eq!(outline(contract, "U"), "[@t: xs:int @u: xs:int] ((g: xs:int), h: xs:int)");
    let element = contract.element(contract.elements()[0]);
    assert_eq!(contract.ty(element.ty).name().map(crate::qname::QName::local), Some("A"));
    let base = contract.base_of(element.ty).map(|base| contract.ty(base).owner().cloned());
    assert_eq!(base, Some(Some(Owner::Redefined(element.ty))));
}

#[test]
fn redefinitions_build_on_each_other() {
    let top = schema(&redefine("b.xsd", &extended("A", "z")));
    let middle = schema(&redefine("o.xsd", &extended("A", "y")));
    let original = schema(ORIGINAL);
    let outcome = compile(&[("c.xsd", &top), ("b.xsd", &middle), ("o.xsd", &original)]);
    assert!(outline(outcome.contract(), "A").ends_with("(((x: xs:int), (y: xs:int)), (z: xs:int))"));
}

#[test]
fn rival_redefinitions_and_redefinitions_of_nothing_are_told() {
    let top = schema("<xs:include schemaLocation='b.xsd'/><xs:include schemaLocation='c.xsd'/>");
    let one = schema(&redefine("o.xsd", &extended("A", "y")));
    let original = schema(ORIGINAL);
    let outcome = compile(&[("a.xsd", &top), ("b.xsd", &one), ("c.xsd", &one), ("o.xsd", &original)]);
    assert_eq!(outcome.codes(), ["duplicate-definition"]);

    let nothing = schema(&format!("{}<xs:element name='F' type='a:Gone'/>", redefine("o.xsd", &extended("Gone", "y"))));
    let outcome = compile(&[("a.xsd", &nothing), ("o.xsd", &original)]);
    assert_eq!(outcome.codes(), ["nothing-to-redefine", "unresolved-reference"]);
}
