use crate::config::{DerivedTypes, Prune};
use crate::fixture::{Outcome, compile, compile_from, compile_wanted, schema};
use crate::resolve::{Derived, Reach, Wanted};

/// The names of all types and elements in reach.
fn reached(outcome: &Outcome) -> Vec<String> {
    let contract = outcome.contract();
    let types =
        contract.types().into_iter().filter_map(|id| contract.ty(id).name().map(|name| name.local().to_owned()));
    let elements = contract.elements().into_iter().map(|id| format!("<{}>", contract.element(id).name.local()));
    types.chain(elements).collect()
}

fn wsdl_with_root(components: &str) -> String {
    let operation = "<w:message name='M'><w:part name='p' element='a:Root'/></w:message>\
        <w:portType name='P'><w:operation name='O'><w:input message='tns:M'/></w:operation></w:portType>\
        <w:binding name='B' type='tns:P'><soap:binding/><w:operation name='O'><w:input><soap:body use='literal'/></w:input></w:operation></w:binding>";
    crate::fixture::wsdl(components, operation)
}

fn ty(name: &str, attributes: &str, base: &str) -> String {
    let content = "<xs:sequence/>";
    match base {
        "" => format!("<xs:complexType name='{name}' {attributes}>{content}</xs:complexType>"),
        base => format!(
            "<xs:complexType name='{name}' {attributes}><xs:complexContent><xs:extension base='a:{base}'>{content}</xs:extension></xs:complexContent></xs:complexType>"
        ),
    }
}

fn root(content: &str) -> String {
    format!(
        "<xs:element name='Root'><xs:complexType><xs:sequence>{content}</xs:sequence></xs:complexType></xs:element>"
    )
}

/// An element of the type Base, two types derived from it, one of them from the other, and an abstract one.
fn hierarchy() -> String {
    let types = [
        ty("Base", "", ""),
        ty("Derived", "", "Base"),
        ty("Further", "", "Derived"),
        ty("Bare", "abstract='true'", "Base"),
        ty("Other", "", ""),
    ];
    root("<xs:element name='x' type='a:Base'/>") + &types.concat()
}

fn with_derived(components: &str, derived: Derived) -> Outcome {
    let wanted = Wanted { derived, ..Wanted::default() };
    compile_wanted(&["w.wsdl"], &[("w.wsdl", &wsdl_with_root(components))], &wanted)
}

fn pruned(base: &str) -> Derived {
    Derived { prune: vec![Prune::Base(base.to_owned())], ..Derived::default() }
}

#[test]
fn concrete_derivations_of_a_concrete_type_come_in() {
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&hierarchy()))]);
    assert_eq!(reached(&outcome), ["Base", "Derived", "Further", "<Root>"]);
    assert_eq!(outcome.text(), "");
}

#[test]
fn what_is_redefined_stands_between_its_base_and_its_redefinition() {
    let redefined = |attributes: &str| {
        let below = ty("Below", "", "Derived");
        let top = format!(
            "<xs:redefine schemaLocation='o.xsd'>{}</xs:redefine>{}{below}",
            ty("Derived", attributes, "Derived"),
            root("<xs:element name='x' type='a:Base'/>")
        );
        let original = schema(&[ty("Base", "", ""), ty("Derived", "", "Base")].concat());
        reached(&compile(&[("w.wsdl", &wsdl_with_root(&top)), ("o.xsd", &original)]))
    };
    assert_eq!(redefined(""), ["Base", "Below", "Derived", "<Root>"]);
    assert_eq!(redefined("abstract='true'"), ["Base", "Below", "Derived", "<Root>"]);
}

#[test]
fn derivations_stay_out_by_choice_and_that_is_told() {
    let named = Derived { types: DerivedTypes::Named, ..Derived::default() };
    let outcome = with_derived(&hierarchy(), named.clone());
    assert_eq!(reached(&outcome), ["Base", "<Root>"]);
    let left_out = "warning[left-out]: 2 derived types are left out, as configured: an `xsi:type` that names one can no longer be \
                    read: `a:Derived`, `a:Further`\n";
    assert_eq!(outcome.text(), left_out);
    let with_one = hierarchy() + "<xs:element name='y' type='a:Further'/>";
    let with_one = with_one.replace("type='a:Base'/>", "type='a:Base'/><xs:element ref='a:y'/>");
    assert_eq!(reached(&with_derived(&with_one, named)), ["Base", "Derived", "Further", "<Root>", "<y>"]);
}

#[test]
fn derivations_of_one_type_stay_out_by_choice() {
    let outcome = with_derived(&hierarchy(), pruned("a:Derived"));
    assert_eq!(reached(&outcome), ["Base", "Derived", "<Root>"]);
    assert_eq!(outcome.codes(), ["left-out"]);
    let unknown = with_derived(&hierarchy(), pruned("a:Derivd"));
    assert_eq!(
        unknown.text(),
        "error[prune]: `a:Derivd` cannot be pruned: there is no such type\n  help: did you mean `a:Derived`?\n"
    );
    let types = [ty("Base", "", ""), ty("Derived", "", "Base")].concat();
    let wanted = Wanted { derived: pruned("a:Base"), ..Reach::All.into() };
    let everything = compile_wanted(&["a.xsd"], &[("a.xsd", &schema(&types))], &wanted);
    assert_eq!(reached(&everything), ["Base"]);
}

#[test]
fn a_derivation_that_means_nothing_is_left_out() {
    let broken =
        ty("Broken", "", "Base").replace("<xs:sequence/>", "<xs:sequence><xs:element ref='a:gone'/></xs:sequence>");
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&(hierarchy() + &broken)))]);
    assert_eq!(reached(&outcome), ["Base", "Derived", "Further", "<Root>"]);
    let text = outcome.text();
    assert!(text.starts_with("w.wsdl:3:"), "{text}");
    let said =
        "warning[left-out]: type `a:Broken`, which may stand for another, is left out: element `a:gone` is not defined";
    assert!(text.contains(said), "{text}");
}

#[test]
fn any_type_brings_every_type() {
    let types = [ty("One", "", ""), ty("Bare", "abstract='true'", ""), ty("Two", "", "Bare")].concat();
    let code = "<xs:simpleType name='Code'><xs:restriction base='xs:token'/></xs:simpleType>";
    let with = |element: &str| {
        let components = [root(element), types.clone(), code.to_owned()].concat();
        reached(&compile(&[("w.wsdl", &wsdl_with_root(&components))]))
    };
    assert_eq!(with("<xs:element name='x' type='xs:anyType'/>"), ["Bare", "Code", "One", "Two", "<Root>"]);
    assert_eq!(with("<xs:element name='x'/>"), ["Bare", "Code", "One", "Two", "<Root>"]);
    assert_eq!(with("<xs:element name='x' type='xs:anySimpleType'/>"), ["Code", "<Root>"]);
    assert_eq!(with("<xs:element name='x' type='xs:token'/>"), ["<Root>"]);
}

#[test]
fn concrete_derivations_of_an_abstract_type_come_in() {
    let components = [
        root("<xs:element name='x' type='a:Base'/>"),
        ty("Base", "abstract='true'", ""),
        ty("Middle", "abstract='true'", "Base"),
        ty("Leaf", "", "Middle"),
        ty("Bare", "abstract='true'", "Base"),
        ty("Deeper", "", "Leaf"),
        ty("Other", "", ""),
    ]
    .concat();
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&components))]);
    assert_eq!(reached(&outcome), ["Base", "Deeper", "Leaf", "Middle", "<Root>"]);
    let contract = outcome.contract();
    let derived: Vec<_> = contract
        .derived_types(contract.types()[0])
        .into_iter()
        .filter_map(|id| contract.ty(id).name().map(|name| name.local().to_owned()))
        .collect();
    assert_eq!(derived, ["Deeper", "Leaf"]);
}

#[test]
fn an_abstract_base_alone_brings_nothing() {
    let components = [
        root("<xs:element name='x' type='a:One'/>"),
        ty("Base", "abstract='true'", ""),
        ty("One", "", "Base"),
        ty("Two", "", "Base"),
    ]
    .concat();
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&components))]);
    assert_eq!(reached(&outcome), ["Base", "One", "<Root>"]);
}

#[test]
fn a_strict_wildcard_brings_what_it_admits() {
    let reached_by = |wildcard: &str| {
        let further = "<xs:element name='More' type='xs:int'/><xs:attribute name='extra' type='a:T'/>\
            <xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType>";
        let root = format!("<xs:element name='Root'><xs:complexType>{wildcard}</xs:complexType></xs:element>");
        reached(&compile(&[("w.wsdl", &wsdl_with_root(&(root + further)))]))
    };
    assert_eq!(reached_by("<xs:sequence><xs:any/></xs:sequence>"), ["<More>", "<Root>"]);
    assert_eq!(reached_by("<xs:anyAttribute namespace='##targetNamespace'/>"), ["T", "<Root>"]);
    for other in ["namespace='##other'", "processContents='lax'", "processContents='skip'"] {
        assert_eq!(reached_by(&format!("<xs:sequence><xs:any {other}/></xs:sequence>")), ["<Root>"], "{other}");
    }
}

const GROUP: &str = "<xs:element name='Head' abstract='true' type='a:T'/><xs:element name='One' substitutionGroup='a:Head' type='a:T'/>\
    <xs:element name='Two' substitutionGroup='a:One' type='a:T'/><xs:element name='Bare' abstract='true' substitutionGroup='a:Head'/>\
    <xs:complexType name='T'/>";

#[test]
fn a_head_brings_its_members() {
    let components = format!("{}{GROUP}", root("<xs:element ref='a:Head'/>"));
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&components))]);
    assert_eq!(reached(&outcome), ["T", "<Head>", "<One>", "<Root>", "<Two>"]);
}

#[test]
fn a_member_brings_its_head_but_not_the_other_members() {
    let components = format!("{}{GROUP}", root("<xs:element ref='a:Two'/>"));
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&components))]);
    assert_eq!(reached(&outcome), ["T", "<Head>", "<One>", "<Root>", "<Two>"]);
    let components = format!("{}{GROUP}", root("<xs:element ref='a:Bare'/>"));
    let outcome = compile(&[("w.wsdl", &wsdl_with_root(&components))]);
    assert_eq!(reached(&outcome), ["T", "<Bare>", "<Head>", "<Root>"]);
}

#[test]
fn what_nothing_reaches_may_be_undefined() {
    let components = format!("{}<xs:complexType name='T'><xs:attribute ref='a:gone'/></xs:complexType>", root(""));
    let document = wsdl_with_root(&components);
    assert_eq!(compile(&[("w.wsdl", &document)]).text(), "");
    let outcome = compile_from(&["w.wsdl"], &[("w.wsdl", &document)], &Reach::All);
    assert_eq!(outcome.codes(), ["unresolved-reference"]);
}

#[test]
fn without_wsdl_everything_is_in_reach() {
    let content = "<xs:element name='E' type='a:T'/><xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType>\
        <xs:simpleType name='U'><xs:restriction base='xs:int'/></xs:simpleType>";
    assert_eq!(reached(&compile(&[("a.xsd", &schema(content))])), ["T", "U", "<E>"]);
    let types = content.replace("<xs:element name='E' type='a:T'/>", "");
    assert_eq!(reached(&compile(&[("a.xsd", &schema(&types))])), ["T", "U"]);
}

#[test]
fn anonymous_types_follow_what_they_are_written_in() {
    let content = "<xs:element name='A'><xs:complexType><xs:sequence><xs:element name='z' type='a:Z'/><xs:element name='i'>\
        <xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType></xs:element></xs:sequence></xs:complexType></xs:element>\
        <xs:complexType name='Z'><xs:sequence><xs:element name='z'><xs:complexType/></xs:element></xs:sequence></xs:complexType>";
    let outcome = compile(&[("a.xsd", &schema(content))]);
    let contract = outcome.contract();
    let shown: Vec<_> = contract.types().into_iter().map(|id| crate::fixture::describe(contract, id)).collect();
    assert_eq!(shown, ["[] (z: <[] empty>)", "[] empty", "[] (z: Z, i: <atomic < xs:int []>)", "atomic < xs:int []"]);
}

#[test]
fn prefixes_are_those_that_documents_use_most() {
    let attributes = |prefix: &str| format!("targetNamespace='urn:a' xmlns:{prefix}='urn:a' xmlns:tns='urn:a'");
    let document = |prefix: &str, content: &str| crate::fixture::schema_with(&attributes(prefix), content);
    let top =
        document("z", "<xs:include schemaLocation='b.xsd'/><xs:include schemaLocation='c.xsd'/><xs:element name='E'/>");
    let outcome = compile(&[("a.xsd", &top), ("b.xsd", &document("y", "")), ("c.xsd", &document("z", ""))]);
    let [used] = outcome.contract().namespaces() else { panic!("one namespace expected") };
    assert_eq!(used.prefix.as_deref(), Some("z"));
    let declared: Vec<_> = used.declared.iter().map(|(prefix, count)| (prefix.as_str(), *count)).collect();
    assert_eq!(declared, [("tns", 3), ("y", 1), ("z", 2)]);
}

/// Of documents without operations only what is asked for comes in, whatever is wrong with the rest.
#[test]
fn roots_are_taken_with_what_they_need() {
    let types = [ty("Left", "", ""), ty("Right", "", ""), ty("Further", "", "Left")].concat();
    let elements = "<xs:element name='One' type='a:Left'/><xs:element name='Two' type='a:Right'/><xs:element name='Bad' type='a:Gone'/>";
    let document = schema(&(types + elements));
    let with = |roots: &[&str], namespaces: &[(&str, &str)]| {
        let owned = |(prefix, uri): &(&str, &str)| ((*prefix).to_owned(), (*uri).to_owned());
        let wanted = Wanted {
            roots: roots.iter().map(|&root| root.to_owned()).collect(),
            namespaces: namespaces.iter().map(owned).collect(),
            ..Wanted::default()
        };
        compile_wanted(&["a.xsd"], &[("a.xsd", &document)], &wanted)
    };
    assert_eq!(reached(&with(&["One"], &[])), ["Further", "Left", "<One>"]);
    assert_eq!(reached(&with(&["T*", "a:Left"], &[])), ["Further", "Left", "Right", "<Two>"]);
    assert_eq!(reached(&with(&["*:Right", "z:One"], &[("z", "urn:a")])), ["Further", "Left", "Right", "<One>"]);
    for (root, told) in [
        ("Won", "the root `Won`: there is no such global element and no such type"),
        ("b:One", "the root `b:One`: neither [namespaces] nor the contract declares the prefix `b`"),
        ("Bad", "type `a:Gone` is not defined"),
    ] {
        let outcome = with(&[root], &[]);
        assert!(outcome.text().contains(told), "{root}: {}", outcome.text());
    }
}

/// Beside operations, roots add to what these need.
#[test]
fn roots_come_beside_operations() {
    let components = hierarchy() + "<xs:element name='More' type='a:Other'/>";
    let wanted = Wanted { roots: vec!["More".to_owned()], ..Wanted::default() };
    let outcome = compile_wanted(&["w.wsdl"], &[("w.wsdl", &wsdl_with_root(&components))], &wanted);
    let reached = reached(&outcome);
    assert!(["Other", "<More>", "<Root>"].iter().all(|name| reached.contains(&(*name).to_owned())), "{reached:?}");
}
