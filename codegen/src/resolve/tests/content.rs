#![allow(clippy::unwrap_used)]

use crate::fixture::{compile_all, outline, schema};
use crate::ir::Scope;

fn outlined(content: &str, name: &str) -> String {
    outline(compile_all(&schema(content)).contract(), name)
}

fn ty(name: &str, content: &str) -> String {
    format!("<xs:complexType name='{name}'>{content}</xs:complexType>")
}

fn derived(name: &str, method: &str, base: &str, content: &str) -> String {
    ty(name, &format!("<xs:complexContent><xs:{method} base='{base}'>{content}</xs:{method}></xs:complexContent>"))
}

#[test]
fn compositors_occurrences_and_wildcards() {
    let content = ty(
        "T",
        "<xs:sequence><xs:element name='a' type='xs:int'/><xs:choice minOccurs='0' maxOccurs='unbounded'>\
         <xs:element name='b' type='xs:date'/><xs:sequence><xs:element name='c' maxOccurs='7'/></xs:sequence></xs:choice>\
         <xs:any namespace='##other' processContents='lax' minOccurs='0'/><xs:any namespace='##local urn:z ##targetNamespace'/>\
         </xs:sequence>",
    );
    assert_eq!(
        outlined(&content, "T"),
        "[] (a: xs:int, (b: xs:date | (c: xs:anyType{1,7}))*, *not urn:a/Lax?, *none|urn:a|urn:z/Strict)"
    );
    let all = ty(
        "T",
        "<xs:all minOccurs='0'><xs:element name='x' minOccurs='0' type='xs:int'/><xs:element name='y' type='xs:int'/></xs:all>",
    );
    assert_eq!(outlined(&all, "T"), "[] (x: xs:int? & y: xs:int)?");
}

#[test]
fn what_may_never_occur_and_what_says_nothing_is_gone() {
    let content = ty(
        "T",
        "<xs:sequence><xs:element name='never' maxOccurs='0' minOccurs='0' type='a:Undefined'/><xs:sequence/>\
         <xs:choice><xs:element name='x' type='xs:int'/><xs:sequence/></xs:choice></xs:sequence>",
    );
    assert_eq!(outlined(&content, "T"), "[] ((x: xs:int | ()))");
    assert_eq!(outlined(&ty("T", "<xs:sequence><xs:sequence/></xs:sequence>"), "T"), "[] empty");
    assert_eq!(outlined(&ty("T", "<xs:choice minOccurs='0'/>"), "T"), "[] empty");
    assert_eq!(outlined(&ty("T", ""), "T"), "[] empty");
    assert_eq!(outlined("<xs:complexType name='T' mixed='true'/>", "T"), "[] mixed");
}

#[test]
fn an_extension_has_the_content_of_its_base_first() {
    let content = [
        ty("A", "<xs:sequence minOccurs='0'><xs:element name='a' type='xs:int'/></xs:sequence>"),
        derived("B", "extension", "a:A", "<xs:choice><xs:element name='b' type='xs:int'/></xs:choice>"),
        derived("C", "extension", "a:B", ""),
        derived("D", "extension", "a:C", "<xs:sequence><xs:element name='d' type='xs:int'/></xs:sequence>"),
        ty("E", ""),
        derived("F", "extension", "a:E", "<xs:all><xs:element name='f' type='xs:int'/></xs:all>"),
    ]
    .concat();
    assert_eq!(outlined(&content, "B"), "extends A [] ((a: xs:int)?, (b: xs:int))");
    assert_eq!(outlined(&content, "C"), "extends B [] ((a: xs:int)?, (b: xs:int))");
    assert_eq!(outlined(&content, "D"), "extends C [] (((a: xs:int)?, (b: xs:int)), (d: xs:int))");
    assert_eq!(outlined(&content, "F"), "extends E [] (f: xs:int)");
    let outcome = compile_all(&schema(&content));
    let contract = outcome.contract();
    let [a, b] = [0, 1].map(|index| contract.types()[index]);
    let inherited = contract.content_elements(b)[0];
    assert_eq!(contract.content_elements(a), [inherited]);
    assert_eq!(contract.element(inherited).scope, Scope::Local(a));
}

#[test]
fn a_restriction_has_its_own_content() {
    let content = [
        ty("A", "<xs:sequence><xs:element name='a' minOccurs='0' type='xs:decimal'/></xs:sequence>"),
        derived("B", "restriction", "a:A", "<xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>"),
        derived("C", "restriction", "a:A", ""),
        derived("D", "restriction", "xs:anyType", "<xs:sequence><xs:element name='d' type='xs:int'/></xs:sequence>"),
    ]
    .concat();
    assert_eq!(outlined(&content, "B"), "restricts A [] (a: xs:int)");
    assert_eq!(outlined(&content, "C"), "restricts A [] empty");
    assert_eq!(outlined(&content, "D"), "restricts xs:anyType [] (d: xs:int)");
}

#[test]
fn mixed_content_is_inherited() {
    let mixed = "<xs:complexType name='A' mixed='true'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:complexType>";
    let same = "<xs:complexType name='B'><xs:complexContent mixed='true'><xs:extension base='a:A'><xs:sequence><xs:element name='b' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>";
    assert_eq!(outlined(&format!("{mixed}{same}"), "B"), "extends A [] mixed ((a: xs:int), (b: xs:int))");
    let bare = derived("B", "extension", "a:A", "<xs:attribute name='x'/>");
    assert_eq!(outlined(&format!("{mixed}{bare}"), "B"), "extends A [@x: xs:anySimpleType] mixed (a: xs:int)");
    let differs = derived("B", "extension", "a:A", "<xs:sequence><xs:element name='b'/></xs:sequence>");
    assert_eq!(compile_all(&schema(&format!("{mixed}{differs}"))).codes(), ["mixed-differs"]);
}

#[test]
fn named_groups_are_inlined_and_share_their_elements() {
    let content = [
        "<xs:group name='G'><xs:sequence><xs:element name='g' type='xs:int'/></xs:sequence></xs:group>".to_owned(),
        "<xs:group name='H'><xs:choice><xs:group ref='a:G'/><xs:element name='h' type='xs:int'/></xs:choice></xs:group>".to_owned(),
        ty("A", "<xs:group ref='a:H' minOccurs='0'/>"),
        ty("B", "<xs:sequence><xs:group ref='a:G' maxOccurs='2'/></xs:sequence>"),
    ]
    .concat();
    assert_eq!(outlined(&content, "A"), "[] ((g: xs:int) | h: xs:int)?");
    assert_eq!(outlined(&content, "B"), "[] ((g: xs:int){1,2})");
    let outcome = compile_all(&schema(&content));
    let contract = outcome.contract();
    let [a, b] = [0, 1].map(|index| contract.content_elements(contract.types()[index]));
    assert_eq!(a[0], b[0]);
    assert!(matches!(&contract.element(a[0]).scope, Scope::Group(name) if name.local() == "G"));
}

#[test]
fn a_group_may_contain_itself_by_way_of_an_element() {
    let content = "<xs:group name='G'><xs:sequence><xs:element name='g' minOccurs='0'><xs:complexType>\
        <xs:group ref='a:G'/></xs:complexType></xs:element></xs:sequence></xs:group>\
        <xs:element name='E'><xs:complexType><xs:group ref='a:G'/></xs:complexType></xs:element>";
    let outcome = compile_all(&schema(content));
    let contract = outcome.contract();
    let types = contract.types();
    assert_eq!(types.len(), 2);
    let inner = contract.content_elements(types[1]);
    assert_eq!(inner.iter().map(|id| contract.element(*id).ty).collect::<Vec<_>>(), [types[1]]);
}

#[test]
fn simple_content_is_text_with_attributes() {
    let content = [
        ty("A", "<xs:simpleContent><xs:extension base='xs:decimal'><xs:attribute name='u' type='xs:token'/></xs:extension></xs:simpleContent>"),
        ty("B", "<xs:simpleContent><xs:extension base='a:A'/></xs:simpleContent>"),
        ty("C", "<xs:simpleContent><xs:restriction base='a:B'><xs:maxInclusive value='9'/></xs:restriction></xs:simpleContent>"),
        ty("D", "<xs:simpleContent><xs:restriction base='a:A'><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType><xs:minInclusive value='1'/></xs:restriction></xs:simpleContent>"),
        derived("E", "extension", "a:A", "<xs:attribute name='e'/>"),
    ]
    .concat();
    assert_eq!(outlined(&content, "A"), "extends xs:decimal [@u: xs:token] text xs:decimal");
    assert_eq!(outlined(&content, "B"), "extends A [@u: xs:token] text xs:decimal");
    assert_eq!(
        outlined(&content, "C"),
        "restricts B [@u: xs:token] text <atomic < xs:decimal [\"MaxInclusive(\\\"9\\\")\"]>"
    );
    assert_eq!(
        outlined(&content, "D"),
        "restricts A [@u: xs:token] text <atomic < <atomic < xs:int []> [\"MinInclusive(\\\"1\\\")\"]>"
    );
    assert_eq!(outlined(&content, "E"), "extends A [@u: xs:token @e: xs:anySimpleType] text xs:decimal");
}

#[test]
fn text_of_a_mixed_type_may_be_narrowed_to_a_simple_type() {
    let mixed =
        "<xs:complexType name='A' mixed='true'><xs:sequence><xs:any minOccurs='0'/></xs:sequence></xs:complexType>";
    let narrowed = ty(
        "B",
        "<xs:simpleContent><xs:restriction base='a:A'><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType></xs:restriction></xs:simpleContent>",
    );
    assert_eq!(outlined(&format!("{mixed}{narrowed}"), "B"), "restricts A [] text <atomic < xs:int []>");
}

#[test]
fn elements_without_a_type_have_that_of_their_head_or_any() {
    let content = "<xs:element name='Head' type='xs:int'/><xs:element name='Member' substitutionGroup='a:Head'/>\
        <xs:element name='Deeper' substitutionGroup='a:Member'/><xs:element name='Any'/>";
    let outcome = compile_all(&schema(content));
    let contract = outcome.contract();
    let types: Vec<_> = contract
        .elements()
        .iter()
        .map(|id| {
            let element = contract.element(*id);
            format!("{}: {}", element.name.local(), crate::fixture::name(contract, element.ty))
        })
        .collect();
    assert_eq!(types, ["Any: xs:anyType", "Deeper: xs:int", "Head: xs:int", "Member: xs:int"]);
    let head = contract.elements()[2];
    let members = contract.substitution_members(head);
    assert_eq!(members.len(), 3);
    assert_eq!(members[0], head);
}

#[test]
fn blocked_substitution_has_no_members() {
    let content = "<xs:element name='Head' type='xs:int' block='substitution'/>\
        <xs:element name='Member' substitutionGroup='a:Head'/>";
    let outcome = compile_all(&schema(content));
    let contract = outcome.contract();
    assert_eq!(contract.substitution_members(contract.elements()[0]), [contract.elements()[0]]);
}
