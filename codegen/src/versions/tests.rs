//! Two versions of small schemas: what they share, and which conversions always succeed.

use std::collections::BTreeMap;

use super::{Place, Planned, Versions};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::documentation::Documentation;
use crate::fixture;
use crate::plan::{Output, Plan, plan};

fn planned(content: &str) -> Plan {
    let outcome = fixture::compile_all(&fixture::schema(content));
    plan(outcome.contract(), &Documentation::default(), &Config::default(), &mut Diagnostics::new())
}

fn versions(old: &str, new: &str) -> Versions {
    let named = |name: &str, content: &str| Planned {
        name: name.to_owned(),
        label: name.to_owned(),
        output: Output { plan: planned(content), ..Output::default() },
    };
    Versions::of(vec![named("v1", old), named("v2", new)])
}

/// Whether the conversions of the second version's items always succeed, there and back.
fn conversions(old: &str, new: &str) -> BTreeMap<String, (bool, bool)> {
    let all = versions(old, new);
    let Some(last) = all.versions.last() else { return BTreeMap::new() };
    let items = last.conversions.iter().filter_map(|(place, conversion)| match place {
        Place::Item(id) => Some((last.output.plan.items[id.0].name.clone(), (conversion.there, conversion.back))),
        Place::Document | Place::RequestHeaders(..) | Place::ResponseHeaders(..) => None,
    });
    items.collect()
}

fn complex(name: &str, inner: &str) -> String {
    format!("<xs:complexType name='{name}'><xs:sequence>{inner}</xs:sequence></xs:complexType>")
}

#[test]
fn a_conversion_succeeds_where_nothing_is_lost_or_missing() {
    let field = |ty: &str, more: &str| complex("T", &format!("<xs:element name='V' type='xs:{ty}' {more}/>"));
    let both = |more: &str| complex("T", &format!("<xs:element name='V' type='xs:int'/>{more}"));
    let cases = [
        (field("int", ""), field("int", "minOccurs='0'"), (true, false)),
        (field("int", ""), field("long", ""), (true, false)),
        (field("int", ""), field("string", ""), (true, false)),
        (field("int", "maxOccurs='9'"), field("int", "minOccurs='0'"), (false, true)),
        (field("int", ""), field("int", "nillable='true'"), (true, false)),
        (both(""), both("<xs:element name='W' type='xs:int' minOccurs='0'/>"), (true, false)),
        (both(""), both("<xs:element name='W' type='xs:int'/>"), (false, false)),
    ];
    for (old, new, expected) in cases {
        assert_eq!(conversions(&old, &new).get("T"), Some(&expected), "{old} to {new}");
    }
}

#[test]
fn what_contains_a_part_that_may_fail_may_fail_itself() {
    let outer = complex("Outer", "<xs:element name='Inner' type='a:Inner'/>");
    let inner = |ty: &str| complex("Inner", &format!("<xs:element name='V' type='xs:{ty}'/>"));
    let found = conversions(&(outer.clone() + &inner("int")), &(outer + &inner("short")));
    assert_eq!(found.get("Outer"), Some(&(false, true)));
}

#[test]
fn an_enumeration_converts_into_one_that_lists_more() {
    let listed = |values: &[&str]| {
        let values: String = values.iter().map(|value| format!("<xs:enumeration value='{value}'/>")).collect();
        format!("<xs:simpleType name='T'><xs:restriction base='xs:string'>{values}</xs:restriction></xs:simpleType>")
    };
    assert_eq!(conversions(&listed(&["A"]), &listed(&["A", "B"])).get("T"), Some(&(true, false)));
}

#[test]
fn an_enum_of_derived_types_is_shared_however_many_items_come_before_it() {
    let derived = "<xs:complexType name='TaskType'><xs:complexContent><xs:extension base='a:ItemType'/></xs:complexContent></xs:complexType>
        <xs:element name='Item' type='a:ItemType'/>";
    let old = complex("ItemType", "<xs:element name='Id' type='xs:string'/>") + derived;
    let all = versions(&old, &(complex("Earlier", "") + &old));
    let last = all.versions.last().map(|version| (&version.output.plan.items, &version.origins));
    let Some((items, origins)) = last else { return };
    let origin = |name: &str| items.iter().position(|item| item.name == name).and_then(|index| origins.get(index));
    for name in ["ItemType", "TaskType", "Item", "AnyItemType"] {
        assert_eq!(origin(name), Some(&0), "{name}");
    }
    assert_eq!(origin("Earlier"), Some(&1));
}
