//! `xs:override`: what stands in place of what.

use crate::fixture::{Outcome, compile_from, outline, schema, schema_with};
use crate::qname::QName;
use crate::resolve::Reach;

fn overriding(location: &str, content: &str) -> String {
    format!("<xs:override schemaLocation='{location}'>{content}</xs:override>")
}

fn simple(name: &str, base: &str) -> String {
    format!("<xs:simpleType name='{name}'><xs:restriction base='{base}'/></xs:simpleType>")
}

fn element(name: &str, ty: &str) -> String {
    format!("<xs:element name='{name}' type='{ty}'/>")
}

/// What the first document leads to; the others are only found.
fn from(top: &str, documents: &[(&str, &str)]) -> Outcome {
    let all: Vec<_> = std::iter::once(("top.xsd", top)).chain(documents.iter().copied()).collect();
    compile_from(&["top.xsd"], &all, &Reach::All)
}

/// The base of a simple type.
fn base(outcome: &Outcome, name: &str) -> String {
    let contract = outcome.contract();
    let mut simple = contract.types().into_iter().filter_map(|id| contract.ty(id).as_simple());
    let found = simple.find(|ty| ty.name.as_ref().is_some_and(|it| it.local() == name)).expect(name);
    let base = found.base.and_then(|base| contract.ty(base).name().cloned());
    base.map(|base| base.local().to_owned()).unwrap_or_default()
}

#[test]
fn components_of_the_same_kind_and_name_are_replaced_and_the_rest_is_included() {
    let v1 = schema(&format!("{}{}{}", simple("A", "xs:string"), simple("B", "xs:string"), element("E", "a:A")));
    let top = schema(&overriding("v1.xsd", &format!("{}{}", simple("A", "xs:int"), element("E", "a:B"))));
    let outcome = from(&top, &[("v1.xsd", &v1)]);
    assert_eq!(outcome.text(), "");
    assert_eq!((base(&outcome, "A").as_str(), base(&outcome, "B").as_str()), ("int", "string"));
    let contract = outcome.contract();
    let ty = contract.element(contract.elements()[0]).ty;
    assert_eq!(contract.ty(ty).name().map(QName::local), Some("B"));
}

#[test]
fn groups_attributes_and_types_with_content_are_replaced() {
    let v1 = schema(
        "<xs:group name='G'><xs:sequence><xs:element name='old'/></xs:sequence></xs:group>\
         <xs:attributeGroup name='H'><xs:attribute name='old'/></xs:attributeGroup><xs:attribute name='i' type='xs:int'/>\
         <xs:complexType name='T'><xs:sequence><xs:group ref='a:G'/></xs:sequence><xs:attributeGroup ref='a:H'/><xs:attribute ref='a:i'/>\
         </xs:complexType><xs:complexType name='U'><xs:sequence/></xs:complexType>",
    );
    let top = schema(&overriding(
        "v1.xsd",
        "<xs:group name='G'><xs:sequence><xs:element name='new' type='xs:int'/></xs:sequence></xs:group>\
         <xs:attributeGroup name='H'><xs:attribute name='new' type='xs:int'/></xs:attributeGroup><xs:attribute name='i' type='xs:date'/>\
         <xs:complexType name='U'><xs:complexContent><xs:extension base='a:T'/></xs:complexContent></xs:complexType>",
    ));
    let outcome = from(&top, &[("v1.xsd", &v1)]);
    assert_eq!(outcome.text(), "");
    let contract = outcome.contract();
    assert_eq!(outline(contract, "T"), "[@new: xs:int @i: xs:date] ((new: xs:int))");
    assert_eq!(outline(contract, "U"), outline(contract, "T").replacen('[', "extends T [", 1));
}

#[test]
fn what_matches_nothing_is_told_and_left_out() {
    let v1 = schema(&format!("{}<xs:complexType name='B'/>", simple("A", "xs:string")));
    let top = schema(&overriding(
        "v1.xsd",
        &format!("{}{}{}", simple("A", "xs:int"), simple("C", "xs:int"), simple("B", "xs:int")),
    ));
    let outcome = from(&top, &[("v1.xsd", &v1)]);
    assert_eq!(outcome.codes(), ["nothing-to-override"; 2], "{}", outcome.text());
    assert!(outcome.text().contains("`xs:simpleType` `C` replaces nothing in `v1.xsd`"), "{}", outcome.text());
    assert_eq!(outcome.contract().types().len(), 2);
}

#[test]
fn an_override_goes_on_to_what_is_included_and_the_outermost_decides() {
    let v1 = schema(&format!("{}{}{}", simple("A", "xs:string"), simple("B", "xs:string"), simple("C", "xs:string")));
    let v2 = schema(&overriding("v1.xsd", &format!("{}{}", simple("A", "xs:token"), simple("B", "xs:token"))));
    let v3 = schema("<xs:include schemaLocation='v2.xsd'/>");
    let top = schema(&overriding("v3.xsd", &format!("{}{}", simple("A", "xs:int"), simple("C", "xs:int"))));
    let outcome = from(&top, &[("v1.xsd", &v1), ("v2.xsd", &v2), ("v3.xsd", &v3)]);
    assert_eq!(outcome.text(), "");
    assert_eq!(["A", "B", "C"].map(|name| base(&outcome, name)), ["int", "token", "int"]);
}

#[test]
fn chameleons_and_defaults_are_those_of_the_overridden_document() {
    let v1 = schema_with(
        "elementFormDefault='unqualified'",
        "<xs:complexType name='T'><xs:sequence><xs:element name='e' type='A'/></xs:sequence></xs:complexType>\
         <xs:simpleType name='A'><xs:restriction base='xs:int'/></xs:simpleType>",
    );
    let top = schema(&overriding(
        "v1.xsd",
        "<xs:complexType name='T'><xs:sequence><xs:element name='f' type='A'/><xs:element name='g' type='a:A'/></xs:sequence></xs:complexType>",
    ));
    let outcome = from(&top, &[("v1.xsd", &v1)]);
    assert_eq!(outcome.text(), "");
    assert_eq!(outline(outcome.contract(), "T"), "[] (f: A, g: A)");
    let contract = outcome.contract();
    let ty = contract.types().into_iter().find(|id| contract.ty(*id).as_complex().is_some()).expect("T");
    let names: Vec<_> =
        contract.content_elements(ty).into_iter().map(|id| contract.element(id).name.to_string()).collect();
    assert_eq!(names, ["f", "g"]);
    assert_eq!(contract.ty(ty).name().map(ToString::to_string).as_deref(), Some("{urn:a}T"));
}

#[test]
fn what_is_also_included_as_it_is_contradicts() {
    let v1 = schema(&format!("{}{}", simple("A", "xs:string"), simple("B", "xs:string")));
    let both =
        |content: &str| schema(&format!("<xs:include schemaLocation='other.xsd'/>{}", overriding("v1.xsd", content)));
    let other = schema("<xs:include schemaLocation='v1.xsd'/>");
    let differs = from(&both(&simple("A", "xs:int")), &[("v1.xsd", &v1), ("other.xsd", &other)]);
    assert_eq!(differs.codes(), ["duplicate-definition"], "{}", differs.text());
    assert!(differs.text().contains("type `a:A` is defined twice, and differently"), "{}", differs.text());
    assert!(differs.contract.is_none());
    let same = from(&both(&simple("A", "xs:string")), &[("v1.xsd", &v1), ("other.xsd", &other)]);
    assert_eq!(same.text(), "");
}

#[test]
fn two_overrides_of_one_document_contradict_unless_they_say_the_same() {
    let v1 = schema(&format!("{}{}", simple("A", "xs:string"), simple("B", "xs:string")));
    let [left, right] = ["xs:int", "xs:token"].map(|base| schema(&overriding("v1.xsd", &simple("A", base))));
    let top = schema("<xs:include schemaLocation='l.xsd'/><xs:include schemaLocation='r.xsd'/>");
    let outcome = from(&top, &[("v1.xsd", &v1), ("l.xsd", &left), ("r.xsd", &right)]);
    assert_eq!(outcome.codes(), ["duplicate-definition"], "{}", outcome.text());
    let outcome = from(&top, &[("v1.xsd", &v1), ("l.xsd", &left), ("r.xsd", &left)]);
    assert_eq!(outcome.text(), "");
    assert_eq!(base(&outcome, "A"), "int");
}

#[test]
fn documents_that_are_asked_for_do_not_contradict_what_overrides_them() {
    let v1 = schema(&simple("A", "xs:string"));
    let top = schema(&overriding("v1.xsd", &simple("A", "xs:int")));
    let outcome = compile_from(&["v1.xsd", "top.xsd"], &[("v1.xsd", &v1), ("top.xsd", &top)], &Reach::All);
    assert_eq!(outcome.text(), "");
    assert_eq!(base(&outcome, "A"), "int");
}

#[test]
fn cycles_end() {
    let top = schema(&format!("{}{}", overriding("b.xsd", &simple("B", "xs:int")), simple("A", "xs:int")));
    let b = schema(&format!("<xs:include schemaLocation='top.xsd'/>{}", simple("B", "xs:string")));
    let outcome = from(&top, &[("b.xsd", &b)]);
    assert_eq!(outcome.text(), "");
    assert_eq!((base(&outcome, "A").as_str(), base(&outcome, "B").as_str()), ("int", "int"));
    let itself = schema(&format!("{}{}", overriding("top.xsd", &simple("A", "xs:int")), simple("A", "xs:int")));
    assert_eq!(from(&itself, &[]).text(), "");
}

#[test]
fn mutual_overrides_end() {
    let names: Vec<String> = (0..7).map(|index| format!("d{index}.xsd")).collect();
    let documents: Vec<String> = (0..names.len())
        .map(|index| {
            let bases = ["xs:int", "xs:string", "xs:token", "xs:date", "xs:time", "xs:long", "xs:short"];
            let others = names.iter().filter(|name| **name != names[index]);
            let content: String = others.map(|name| overriding(name, &simple("A", bases[index]))).collect();
            schema(&format!("{content}{}", simple("A", bases[index])))
        })
        .collect();
    let documents: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(documents.iter().map(String::as_str)).collect();
    let outcome = compile_from(&["d0.xsd"], &documents, &Reach::All);
    assert_eq!(outcome.text(), "");
    assert_eq!(base(&outcome, "A"), "int");
}

#[test]
fn what_is_redefined_is_replaced_in_the_redefinition_only() {
    let v1 = schema(&simple("A", "xs:string"));
    let redefined = |base: &str| simple("A", base);
    let v2 = schema(&format!("<xs:redefine schemaLocation='v1.xsd'>{}</xs:redefine>", redefined("a:A")));
    let narrower =
        "<xs:simpleType name='A'><xs:restriction base='a:A'><xs:maxLength value='3'/></xs:restriction></xs:simpleType>";
    let outcome = from(&schema(&overriding("v2.xsd", narrower)), &[("v1.xsd", &v1), ("v2.xsd", &v2)]);
    assert_eq!(outcome.text(), "");
    let contract = outcome.contract();
    let facets: Vec<usize> =
        contract.types().into_iter().filter_map(|id| contract.ty(id).as_simple()).map(|ty| ty.facets.len()).collect();
    assert_eq!(facets, [1, 0]);
}

#[test]
fn a_document_that_is_missing_is_told_once() {
    let top = schema(&format!("{}{}", overriding("gone.xsd", &simple("A", "xs:int")), element("E", "xs:int")));
    assert_eq!(from(&top, &[]).codes(), ["missing-document"]);
}

#[test]
fn what_is_no_component_may_not_stand_in_an_override() {
    let top = schema(&overriding("v1.xsd", "<xs:include schemaLocation='v1.xsd'/><xs:element/><x/>"));
    let outcome = from(&top, &[("v1.xsd", &schema(""))]);
    assert_eq!(
        outcome.codes(),
        ["unexpected-element", "missing-attribute", "unexpected-element"],
        "{}",
        outcome.text()
    );
}

const VC: &str = "targetNamespace='urn:a' xmlns:a='urn:a' xmlns:vc='http://www.w3.org/2007/XMLSchema-versioning'";

#[test]
fn what_conditional_inclusion_leaves_out_is_not_followed() {
    let links = "<xs:include schemaLocation='gone.xsd' vc:minVersion='1.2'/>\
         <xs:import namespace='urn:b' schemaLocation='gone.xsd' vc:maxVersion='1.1'/>\
         <xs:redefine schemaLocation='gone.xsd' vc:typeAvailable='xs:none'/>\
         <xs:override schemaLocation='gone.xsd' vc:facetUnavailable='xs:pattern'/>\
         <xs:override schemaLocation='v1.xsd'><xs:element name='E' type='xs:int' vc:maxVersion='1.1'/>\
         <xs:element name='E' type='xs:long' vc:minVersion='1.1'/></xs:override>";
    let outcome = from(&schema_with(VC, links), &[("v1.xsd", &schema(&element("E", "xs:string")))]);
    assert_eq!(outcome.text(), "");
    let contract = outcome.contract();
    let ty = contract.element(contract.elements()[0]).ty;
    assert_eq!(contract.ty(ty).name().map(QName::local), Some("long"));
}

#[test]
fn a_schema_that_is_left_out_is_empty() {
    let later =
        schema_with(&format!("{VC} vc:minVersion='1.2'"), "<xs:include schemaLocation='gone.xsd'/><xs:nonsense/>");
    let top = schema(&format!("<xs:include schemaLocation='later.xsd'/>{}", element("E", "xs:int")));
    let outcome = from(&top, &[("later.xsd", &later)]);
    assert_eq!(outcome.text(), "");
    let ours = schema_with(&format!("{VC} vc:minVersion='1.1'"), &element("F", "xs:int"));
    let outcome = from(&top, &[("later.xsd", &ours)]);
    assert_eq!(outcome.contract().elements().len(), 2);
}
