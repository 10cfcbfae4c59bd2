//! Simple types: a random one comes out with some of its values; what restricts it keeps those that still are some.

use crate::dice::Dice;
use crate::model::{Contract, Facet, SchemaId, SimpleRef, SimpleType, Variety};
use crate::words;

const BUILTINS: &[(&str, &[&str])] = &[
    ("string", &["", "one", " two  words ", "<&>\"'", "vier"]),
    ("boolean", &["true", "false", "1", "0"]),
    ("int", &["0", "-7", "42", "2147483647", "+5", "007"]),
    ("integer", &["0", "12345678901234567890123", "-1"]),
    ("long", &["0", "-9223372036854775808", "17"]),
    ("unsignedByte", &["0", "255"]),
    ("decimal", &["0.5", "-1.50", "100", ".25"]),
    ("double", &["1", "-2.5e3", "INF", "0.1"]),
    ("float", &["1.5", "-INF", "3"]),
    ("date", &["2001-02-03", "1999-12-31Z", "2020-02-29+01:00"]),
    ("dateTime", &["2001-02-03T04:05:06", "1999-12-31T23:59:59.123Z"]),
    ("time", &["04:05:06", "23:59:59.5Z"]),
    ("duration", &["P1Y2M3DT4H5M6S", "-PT1S"]),
    ("gYear", &["2001", "1999Z"]),
    ("anyURI", &["urn:x", "http://example.org/a?b=c", ""]),
    ("token", &["", "one", "two words", "vier"]),
    ("normalizedString", &["one", " two ", "vier"]),
    ("NMTOKEN", &["one", "1", "a:b", "vier"]),
    ("NCName", &["one", "_2", "vier"]),
    ("language", &["en", "de-AT"]),
    ("base64Binary", &["", "QUJD", "QQ=="]),
    ("hexBinary", &["", "0aFF"]),
];

/// Some values of one of XML Schema's types.
#[must_use]
pub fn builtin_values(name: &str) -> Vec<String> {
    let found = BUILTINS.iter().find(|(builtin, _)| *builtin == name);
    found.map(|(_, values)| values.iter().map(|&value| value.to_owned()).collect()).unwrap_or_default()
}

/// Any simple type: one of the contract's, or of XML Schema's.
pub fn any(dice: &mut Dice, contract: &Contract) -> SimpleRef {
    let named: Vec<usize> = contract.simple_types.keys().copied().collect();
    match dice.pick(&named) {
        Some(id) if dice.chance(40) => SimpleRef::Named(*id),
        _ => builtin(dice),
    }
}

fn builtin(dice: &mut Dice) -> SimpleRef {
    let common = dice.chance(50);
    SimpleRef::Builtin(if common {
        dice.word(&["string", "int"])
    } else {
        dice.pick(BUILTINS).map_or("string", |it| it.0)
    })
}

/// A new type.
pub fn named(dice: &mut Dice, contract: &Contract, schema: SchemaId, name: &str) -> SimpleType {
    let (variety, values) = match dice.below(5) {
        0 => enumeration(dice),
        1 => union(dice, contract),
        2 => list(dice, contract),
        _ => {
            let base = any(dice, contract);
            let values = contract.values(&base);
            let (facets, values) = restriction(dice, contract, &base, values);
            (Variety::Restriction(base, facets), values)
        }
    };
    SimpleType { schema, name: name.to_owned(), variety, values }
}

fn enumeration(dice: &mut Dice) -> (Variety, Vec<String>) {
    let mut values: Vec<String> = (0..dice.between(1, 4)).map(|_| dice.word(words::VALUES).to_owned()).collect();
    values.sort();
    values.dedup();
    let base = SimpleRef::Builtin(dice.word(&["string", "token", "NMTOKEN"]));
    (Variety::Restriction(base, enumerated(&values)), values)
}

fn enumerated(values: &[String]) -> Vec<Facet> {
    values.iter().map(|value| Facet { name: "enumeration", value: value.clone() }).collect()
}

fn union(dice: &mut Dice, contract: &Contract) -> (Variety, Vec<String>) {
    let members: Vec<SimpleRef> = (0..dice.between(2, 3)).map(|_| any(dice, contract)).collect();
    let values = members.iter().flat_map(|member| contract.values(member)).collect();
    (Variety::Union(members), values)
}

fn list(dice: &mut Dice, contract: &Contract) -> (Variety, Vec<String>) {
    let mut item = any(dice, contract);
    if !is_item(contract, &item) {
        item = SimpleRef::Builtin("int");
    }
    let fits = |value: &String| !value.is_empty() && !value.contains(' ');
    let items: Vec<String> = contract.values(&item).into_iter().filter(fits).collect();
    let values =
        (0..3).map(|length| items.iter().cycle().take(if items.is_empty() { 0 } else { length }).cloned().collect());
    let mut values: Vec<String> = values.map(|items: Vec<String>| items.join(" ")).collect();
    values.dedup();
    (Variety::List(item), values)
}

/// Lists are of no lists (part 2, section 4.1.2.2).
fn is_item(contract: &Contract, ty: &SimpleRef) -> bool {
    let SimpleRef::Named(id) = ty else { return true };
    match contract.simple_types.get(id).map(|ty| &ty.variety) {
        Some(Variety::Restriction(base, _)) => is_item(contract, base),
        Some(Variety::Union(members)) => members.iter().all(|member| is_item(contract, member)),
        Some(Variety::List(_)) | None => false,
    }
}

/// Facets, and which of the values are left.
pub fn restriction(
    dice: &mut Dice,
    contract: &Contract,
    base: &SimpleRef,
    values: Vec<String>,
) -> (Vec<Facet>, Vec<String>) {
    if dice.chance(15) {
        return (Vec::new(), values);
    }
    // A bound is a value of the base itself (part 2, section 4.3.8).
    let bound = dice.pick(&values).cloned().unwrap_or_default();
    let (name, value): (_, &str) = match (builtin_base(contract, base), dice.below(4)) {
        (Some("boolean"), _) => return (Vec::new(), values),
        (Some("string" | "token" | "NMTOKEN" | "normalizedString"), 0) => ("maxLength", "8"),
        (Some("string" | "token" | "NMTOKEN" | "normalizedString"), 1) => ("minLength", "1"),
        (Some("string" | "token" | "NMTOKEN" | "normalizedString"), 2) => ("pattern", "[A-Za-z]*"),
        (Some("int" | "integer" | "long" | "decimal"), 0) => ("minInclusive", &bound),
        (Some("int" | "integer" | "long" | "decimal"), 1) => ("maxInclusive", &bound),
        _ => return some_enumerated(dice, values),
    };
    let left: Vec<String> = values.iter().filter(|found| fits(name, value, found)).cloned().collect();
    if left.is_empty() { (Vec::new(), values) } else { (vec![Facet { name, value: value.to_owned() }], left) }
}

fn fits(facet: &str, bound: &str, value: &str) -> bool {
    let [limit, number] = [bound, value].map(|text| text.parse::<f64>().unwrap_or(0.0));
    match facet {
        "maxLength" => value.chars().count() <= 8,
        "minLength" => !value.is_empty(),
        "pattern" => value.chars().all(|c| c.is_ascii_alphabetic()),
        "minInclusive" => number >= limit,
        _ => number <= limit,
    }
}

fn some_enumerated(dice: &mut Dice, values: Vec<String>) -> (Vec<Facet>, Vec<String>) {
    let first = dice.below(values.len());
    let some: Vec<String> = values.into_iter().skip(first).take(dice.between(1, 3)).collect();
    (enumerated(&some), some)
}

/// What restrictions lead to; nothing for lists and unions.
fn builtin_base(contract: &Contract, ty: &SimpleRef) -> Option<&'static str> {
    match ty {
        SimpleRef::Builtin(name) => Some(name),
        SimpleRef::Named(id) => match &contract.simple_types.get(id)?.variety {
            Variety::Restriction(base, _) => builtin_base(contract, base),
            Variety::List(_) | Variety::Union(_) => None,
        },
    }
}
