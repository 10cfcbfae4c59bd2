//! Decisions about small schemas: which fields there are, what is boxed, what is optional, what is derived.

use super::{ItemKind, Plan, RustType, plan};
use crate::config::{Api, Config, Growth, Memory, Views};
use crate::diagnostic::Diagnostics;
use crate::documentation::Documentation;
use crate::fixture;

fn planned(content: &str) -> Plan {
    planned_as(content, &Config::default())
}

fn planned_as(content: &str, config: &Config) -> Plan {
    let outcome = fixture::compile_all(&fixture::schema(content));
    let mut diagnostics = Diagnostics::new();
    let plan = plan(outcome.contract(), &Documentation::default(), config, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", diagnostics.render(&outcome.set.sources, ""));
    plan
}

/// The parts of an item: `name: Type`.
fn parts(plan: &Plan, item: &str) -> Vec<String> {
    let found = plan.items.iter().find(|other| other.name == item);
    let kind = &found.unwrap_or_else(|| panic!("no {item}")).kind;
    let names: Vec<&str> = match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            content.fields.iter().map(|field| field.name.as_str()).collect()
        }
        ItemKind::Choice(choice) => choice.variants.iter().map(|variant| variant.name.as_str()).collect(),
        ItemKind::Polymorphic(types) => types.variants.iter().map(|variant| variant.name.as_str()).collect(),
        ItemKind::Base(base) => base.fields.iter().map(|field| field.name.as_str()).collect(),
        other => panic!("{item} is {other:?}"),
    };
    names.iter().zip(kind.types()).map(|(name, ty)| format!("{name}: {}", spelled(plan, ty))).collect()
}

fn spelled(plan: &Plan, ty: &RustType) -> String {
    let wrapper = match ty {
        RustType::Path(path) => return (*path).to_owned(),
        RustType::Mapped(path) => return path.clone(),
        RustType::Item(id) => return plan.items[id.0].name.clone(),
        RustType::Option(_) => "Option",
        RustType::Vec(_) => "Vec",
        RustType::Box(_) => "Box",
        RustType::List(_) => "List",
        RustType::Nillable(_) => "Nillable",
        RustType::NillableElement(_) => "NillableElement",
        RustType::Typed(_) => "Typed",
    };
    format!("{wrapper}<{}>", ty.inner().map(|inner| spelled(plan, inner)).unwrap_or_default())
}

fn derives<'p>(plan: &'p Plan, item: &str) -> &'p [&'static str] {
    plan.items.iter().find(|other| other.name == item).map(|item| item.derives.as_slice()).unwrap_or_default()
}

fn complex(name: &str, content: &str) -> String {
    format!("<xs:complexType name='{name}'>{content}</xs:complexType>")
}

fn sequence(inner: &str) -> String {
    format!("<xs:sequence>{inner}</xs:sequence>")
}

#[test]
fn groups_that_occur_once_dissolve_and_others_are_items() {
    let inner = "<xs:element name='A' type='xs:int'/>
        <xs:sequence minOccurs='0'><xs:element name='B' type='xs:int'/></xs:sequence>
        <xs:sequence maxOccurs='unbounded'><xs:element name='C' type='xs:int'/><xs:element name='D' type='xs:int'/></xs:sequence>
        <xs:choice><xs:element name='E' type='xs:int'/><xs:element name='F' type='xs:int'/></xs:choice>";
    let plan = planned(&complex("T", &sequence(inner)));
    assert_eq!(parts(&plan, "T"), ["a: i32", "b: Option<i32>", "items: Vec<TSequence>", "choice: TChoice"]);
    assert_eq!(parts(&plan, "TSequence"), ["c: i32", "d: i32"]);
    assert_eq!(parts(&plan, "TChoice"), ["E: i32", "F: i32"]);
}

#[test]
fn a_name_in_two_places_makes_the_content_one_list() {
    let inner =
        "<xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:int'/><xs:element name='A' type='xs:int'/>";
    let plan = planned(&complex("T", &sequence(inner)));
    assert_eq!(parts(&plan, "T"), ["items: Vec<TContent>"]);
    assert_eq!(parts(&plan, "TContent"), ["A: i32", "B: i32"]);
}

#[test]
fn an_alternative_that_may_be_empty_makes_the_choice_optional() {
    let inner =
        "<xs:choice><xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:int' minOccurs='0'/></xs:choice>";
    assert_eq!(parts(&planned(&complex("T", inner)), "T"), ["choice: Option<TChoice>"]);
}

#[test]
fn a_type_that_is_a_choice_and_nothing_else_is_the_enum() {
    let arms = "<xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:string'/>";
    let choice = |occurs: &str| format!("<xs:choice {occurs}>{arms}</xs:choice>");
    let attribute = "<xs:attribute name='C' type='xs:int'/>";
    let plan = planned(
        &(complex("T", &choice(""))
            + &complex("Attribute", &(choice("") + attribute))
            + &complex("Optional", &choice("minOccurs='0'"))
            + &complex("Repeated", &choice("maxOccurs='2'"))
            + &complex("Within", &sequence(&choice("")))
            + &complex("Mixed' mixed='true", &choice(""))
            + &complex("Base", &choice(""))
            + &complex("Derived", "<xs:complexContent><xs:extension base='a:Base'/></xs:complexContent>")
            + &format!("<xs:element name='Root'><xs:complexType>{}</xs:complexType></xs:element>", choice(""))),
    );
    assert_eq!(parts(&plan, "T"), ["A: i32", "B: String"]);
    assert_eq!(parts(&plan, "Root"), ["A: i32", "B: String"]);
    for name in ["Attribute", "Optional", "Repeated", "Within", "Mixed", "Base", "Derived"] {
        let item = plan.items.iter().find(|item| item.name == name);
        assert!(item.is_some_and(|item| matches!(item.kind, ItemKind::Struct(_))), "{name}");
    }
}

/// Where types may grow, an optional element that closes a cycle leaves what was there as it was.
#[test]
fn cycles_are_boxed_where_they_are_optional() {
    let optional = "<xs:element name='A' type='a:A' minOccurs='0'/>";
    let types = complex("A", &sequence("<xs:element name='B' type='a:B'/>")) + &complex("B", &sequence(optional));
    let mut config = Config::default();
    config.api.growth = crate::config::Growth::Open;
    let plan = planned_as(&types, &config);
    assert_eq!((parts(&plan, "A"), parts(&plan, "B")), (vec!["b: B".to_owned()], vec!["a: Option<Box<A>>".to_owned()]));
}

#[test]
fn a_choice_that_no_value_could_fill_can_be_left_out() {
    let either = "<xs:choice><xs:element name='A' type='a:T'/><xs:element name='B' type='a:T'/></xs:choice>";
    let plan = planned(&complex("T", either));
    assert_eq!(parts(&plan, "T"), ["A: Option<Box<T>>", "B: Box<T>"]);
}

#[test]
fn a_cycle_is_boxed_where_it_closes_and_nowhere_else() {
    let either = "<xs:choice><xs:element name='Not' type='a:Not'/><xs:element name='Leaf' type='a:Leaf'/></xs:choice>";
    let components = complex("Not", either)
        + &complex("Leaf", &sequence("<xs:element name='V' type='xs:int'/>"))
        + &complex(
            "Node",
            &sequence("<xs:element name='Next' type='a:Node' minOccurs='0'/><xs:element name='Leaf' type='a:Leaf'/>"),
        );
    let plan = planned(&components);
    assert_eq!(parts(&plan, "Not"), ["Not: Box<Not>", "Leaf: Leaf"]);
    assert_eq!(parts(&plan, "Node"), ["next: Option<Box<Node>>", "leaf: Leaf"]);
}

#[test]
fn what_repeats_needs_no_box() {
    let plan = planned(&complex("Tree", &sequence("<xs:element name='Tree' type='a:Tree' maxOccurs='unbounded'/>")));
    assert_eq!(parts(&plan, "Tree"), ["tree: Vec<Tree>"]);
}

#[test]
fn a_placeholder_is_the_alternative_that_ends_soonest() {
    let either = "<xs:choice><xs:element name='Not' type='a:Not'/><xs:element name='Leaf' type='xs:int'/></xs:choice>";
    let plan = planned(&complex("Not", either));
    let choice = plan.items.iter().find_map(|item| match &item.kind {
        ItemKind::Choice(choice) => Some(choice.placeholder),
        _ => None,
    });
    assert_eq!(choice, Some(1));
}

#[test]
fn an_element_that_others_are_derived_from_begins_as_the_declared_type_if_that_is_small() {
    let ids = sequence("<xs:element name='Id' type='xs:string'/>");
    let extended = |name: &str, base: &str| {
        complex(
            name,
            &format!("<xs:complexContent><xs:extension base='a:{base}'>{ids}</xs:extension></xs:complexContent>"),
        )
    };
    let field = |number: usize| format!("<xs:element name='F{number}' type='xs:string' minOccurs='0'/>");
    let wide = sequence(&(0..20).map(field).collect::<String>());
    let components = complex("Small", &ids)
        + &extended("Smaller", "Small")
        + &complex("Wide", &wide)
        + &extended("Wider", "Wide")
        + "<xs:element name='S' type='a:Small'/><xs:element name='W' type='a:Wide'/>";
    let plan = planned(&components);
    let placeholder = |name: &str| {
        let item = plan.items.iter().find(|item| item.name == name);
        item.and_then(|item| match &item.kind {
            ItemKind::Polymorphic(types) => types.variants.get(types.placeholder).map(|variant| variant.name.clone()),
            _ => None,
        })
    };
    assert_eq!(placeholder("AnySmall").as_deref(), Some("Small"));
    assert_eq!(placeholder("AnyWide"), None, "what comes may be another, and a large box would be for nothing");
}

#[test]
fn what_no_value_could_fill_is_optional() {
    let loops =
        complex("Loop", &sequence("<xs:element name='Loop' type='a:Loop'/><xs:element name='N' type='xs:int'/>"))
            + &complex("Day", &sequence("<xs:element name='Night' type='a:Night'/>"))
            + &complex("Night", &sequence("<xs:element name='Day' type='a:Day'/>"));
    let plan = planned(&loops);
    assert_eq!(parts(&plan, "Loop"), ["loop_: Option<Box<Loop>>", "n: i32"]);
    let is_optional = |item: &str| parts(&plan, item).iter().any(|part| part.contains("Option<"));
    assert!(is_optional("Day") != is_optional("Night"), "one of them is enough");
}

#[test]
fn derived_types_are_an_enum_with_a_trait_of_what_they_share() {
    let derived = |name: &str, own: &str| {
        let content = sequence(&format!("<xs:element name='{own}' type='xs:int'/>"));
        complex(
            name,
            &format!("<xs:complexContent><xs:extension base='a:ItemType'>{content}</xs:extension></xs:complexContent>"),
        )
    };
    let components = complex("ItemType", &sequence("<xs:element name='Id' type='xs:string'/>"))
        + &derived("TaskType", "Due")
        + &derived("NoteType", "Lines")
        + "<xs:element name='Item' type='a:ItemType'/>";
    let plan = planned(&components);
    assert_eq!(
        parts(&plan, "AnyItemType"),
        ["ItemType: ItemType", "NoteType: NoteType", "TaskType: TaskType"],
        "the declared type first"
    );
    assert_eq!(parts(&plan, "Item"), ["id: String"]);
    assert!(parts(&plan, "TaskType").ends_with(&["id: String".to_owned(), "due: i32".to_owned()]));
}

#[test]
fn a_payload_that_stands_out_is_boxed() {
    let fields: String = (0..12).map(|index| format!("<xs:element name='F{index}' type='xs:string'/>")).collect();
    let either =
        "<xs:choice><xs:element name='Large' type='a:Large'/><xs:element name='Small' type='xs:int'/></xs:choice>";
    let plan = planned(&(complex("Large", &sequence(&fields)) + &complex("T", either)));
    assert_eq!(parts(&plan, "T"), ["Large: Box<Large>", "Small: i32"]);
}

/// Optional elements of 32 bytes at most stand where they are; what is larger is boxed, if that makes what it is in small as well.
#[test]
fn a_large_option_is_boxed_where_memory_is_compact() {
    let optional = |name: &str, ty: &str| format!("<xs:element name='{name}' type='{ty}' minOccurs='0'/>");
    let strings =
        |count: usize| sequence(&(0..count).map(|n| optional(&format!("F{n}"), "xs:string")).collect::<String>());
    let either =
        "<xs:choice minOccurs='0'><xs:element name='X' type='a:Five'/><xs:element name='Y' type='xs:int'/></xs:choice>";
    let fields = ["Four", "Five", "Outer"].map(|name| optional(name, &format!("a:{name}"))).concat();
    let components = complex("Four", &strings(4))
        + &complex("Five", &strings(5))
        + &complex("Outer", &sequence(&(optional("A", "a:Five") + &optional("B", "a:Five"))))
        + &complex("T", &sequence(&(fields + either + "<xs:element name='Must' type='a:Five'/>")));
    let with = |memory, growth| {
        let config = Config { api: Api { memory, growth, ..Api::default() }, ..Config::default() };
        parts(&planned_as(&components, &config), "T").join(", ")
    };
    assert_eq!(
        with(Memory::Compact, Growth::Closed),
        "four: Option<Four>, five: Option<Box<Five>>, outer: Option<Outer>, choice: Option<Box<TChoice>>, must: Five"
    );
    assert_eq!(
        with(Memory::Standard, Growth::Closed),
        "four: Option<Four>, five: Option<Five>, outer: Option<Outer>, choice: Option<TChoice>, must: Five"
    );
    // A field more must not make it another type.
    assert!(with(Memory::Compact, Growth::Open).starts_with("four: Option<Box<Four>>, five: Option<Box<Five>>"));
}

/// What holds a text, or a view, is one; what holds none is its own view, also in a list.
#[test]
fn what_holds_a_text_has_a_view() {
    let field = |name: &str, ty: &str, more: &str| format!("<xs:element name='{name}' type='{ty}' {more}/>");
    let point = complex("Point", &sequence(&field("X", "xs:int", "")));
    let named = complex("Named", &sequence(&field("N", "xs:string", "")));
    let taken = complex("NamedView", &sequence(&field("N", "xs:int", "")));
    let parts_of_t = [
        field("P", "a:Point", "maxOccurs='unbounded'"),
        field("Q", "a:Named", "minOccurs='0'"),
        field("R", "a:T", "minOccurs='0'"),
        field("S", "a:Alias", ""),
        field("U", "a:NamedView", ""),
        field("V", "a:Words", ""),
    ];
    let simple = "<xs:simpleType name='Alias'><xs:restriction base='xs:token'/></xs:simpleType>\
                  <xs:simpleType name='Words'><xs:list itemType='xs:token'/></xs:simpleType>";
    let components = [point, named, taken, complex("T", &sequence(&parts_of_t.concat()))].concat()
        + simple
        + "<xs:element name='E' type='a:T'/>";
    let config = Config { api: Api { views: Views::All(true), ..Api::default() }, ..Config::default() };
    let plan = planned_as(&components, &config);
    let views = plan.views.as_deref().unwrap_or_else(|| panic!("no views"));
    let owners: Vec<&str> = views.viewed.iter().flatten().map(|(_, owner)| owner.name.as_str()).collect();
    assert_eq!(owners, ["Named", "T"]);
    assert_eq!(
        parts(views, "TView"),
        [
            "schema_location: Option<xsd::Token>",
            "p: Vec<Point>",
            "q: Option<NamedViewView>",
            "r: Option<Box<TView>>",
            "s: xsd::Token",
            "u: NamedView",
            "v: List<xsd::Token>"
        ]
    );
    let config = Config { api: Api { views: Views::All(false), ..Api::default() }, ..Config::default() };
    assert!(planned_as(&components, &config).views.is_none());
}

/// A type may be called as the view of another one, whichever of them comes first.
#[test]
fn views_are_called_like_nothing_else() {
    let text = || sequence("<xs:element name='N' type='xs:string'/>");
    let types = ["foo", "FooView", "FooViewView", "Bar"].map(|name| complex(name, &text()));
    let fields = ["foo", "FooView", "FooViewView", "Bar"].map(|ty| format!("<xs:element name='{ty}' type='a:{ty}'/>"));
    let components = types.concat() + &complex("T", &sequence(&fields.concat())) + "<xs:element name='E' type='a:T'/>";
    let config = Config { api: Api { views: Views::All(true), ..Api::default() }, ..Config::default() };
    let plan = planned_as(&components, &config);
    let views = plan.views.as_deref().unwrap_or_else(|| panic!("no views"));
    let viewed = views.viewed.iter().flatten().map(|(id, _)| views.items[id.0].name.as_str());
    let names: Vec<&str> = plan.items.iter().map(|item| item.name.as_str()).chain(viewed).collect();
    let all: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!((names.len(), all.len()), (10, 10), "{names:?}");
}

#[test]
fn an_item_derives_what_all_of_its_parts_have() {
    let one = |ty: &str| sequence(&format!("<xs:element name='V' type='xs:{ty}'/>"));
    let components = complex("Whole", &one("int"))
        + &complex("Real", &one("double"))
        + &complex("Text", &one("string"))
        + &complex("Free", &sequence("<xs:element name='V' type='xs:string' minOccurs='0'/>"));
    let plan = planned(&components);
    assert_eq!(derives(&plan, "Whole"), ["Eq", "Hash", "Copy"]);
    assert_eq!(derives(&plan, "Real"), ["Copy"]);
    assert_eq!(derives(&plan, "Text"), ["Eq", "Hash"]);
    assert_eq!(derives(&plan, "Free"), ["Eq", "Hash", "Default"]);
}

/// A simple type that restricts another one.
fn restriction(name: &str, base: &str, facet: &str) -> String {
    format!(
        "<xs:simpleType name='{name}'><xs:restriction base='xs:{base}'><xs:{facet}/></xs:restriction></xs:simpleType>"
    )
}

#[test]
fn a_newtype_is_ordered_as_its_values_are() {
    let components = restriction("Count", "int", "maxInclusive value='9'")
        + &restriction("Long", "integer", "totalDigits value='9'")
        + &restriction("Real", "double", "maxInclusive value='1'")
        + &restriction("Spelled", "double", "pattern value='1.'")
        + &restriction("Code", "string", "length value='3'")
        + &restriction("Day", "date", "minInclusive value='2000-01-01'")
        + &restriction("Octets", "hexBinary", "length value='2'");
    let plan = planned(&components);
    for (name, expected) in [
        ("Count", &["Eq", "Hash", "PartialOrd", "Ord", "Copy"][..]),
        ("Long", &["Eq", "Hash", "PartialOrd", "Ord"]),
        ("Real", &["PartialOrd", "Copy"]),
        ("Spelled", &["Eq", "Hash"]),
        ("Code", &["Eq", "Hash", "PartialOrd", "Ord"]),
        ("Day", &["Eq", "Hash", "PartialOrd"]),
        ("Octets", &["Eq", "Hash", "PartialOrd", "Ord"]),
    ] {
        assert_eq!(derives(&plan, name), expected, "{name}");
    }
}

/// The plan with derives that a configuration asks for.
fn planned_with(asked: &[(&str, &str)], components: &str) -> Plan {
    let pair = |(key, derive): &(&str, &str)| ((*key).to_owned(), vec![(*derive).to_owned()]);
    let config = Config {
        derives: asked.iter().map(pair).collect(),
        types: [("a:Own".to_owned(), "crate::Own".to_owned())].into(),
        ..Config::default()
    };
    planned_as(components, &config)
}

#[test]
fn what_is_asked_for_is_derived_where_all_parts_have_it() {
    let either = "<xs:choice><xs:element name='A' type='a:Own'/><xs:element name='B' type='xs:double'/></xs:choice>";
    let components = complex("Own", "")
        + &complex("Choice", &sequence(either))
        + &complex("Real", &sequence("<xs:element name='V' type='xs:double'/>"))
        + &complex("Open", &sequence("<xs:any/>"))
        + &complex("Holder", &sequence("<xs:element name='V' type='a:Real'/><xs:element name='O' type='a:Own'/>"));
    let plan = planned_with(&[("*", "PartialOrd"), ("a:Real", "std::default::Default")], &components);
    assert_eq!(derives(&plan, "Choice"), ["PartialOrd"]);
    assert_eq!(derives(&plan, "ChoiceChoice"), ["PartialOrd"], "what is inside of a type is asked, too");
    assert_eq!(derives(&plan, "Real"), ["PartialOrd", "Copy", "Default"]);
    assert_eq!(derives(&plan, "Open"), ["Eq", "Hash", "Default"], "an element of any type has no order");
    assert_eq!(derives(&plan, "Holder"), ["PartialOrd"], "types of one's own have what is asked for");
    let plan = planned_with(&[("a:Hold*", "Eq"), ("*:*Choice*", "Ord")], &components);
    assert_eq!(derives(&plan, "Holder"), [""; 0], "a double has no such equality");
    assert_eq!(derives(&plan, "ChoiceChoice"), ["PartialOrd"], "an order that is not total is left");
}
