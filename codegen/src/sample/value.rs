//! Values of simple types: candidates that are likely are tried in turn, and the first that the type accepts is taken.

use soap_runtime::xsd::{BorrowedFacets, Builtin};

use super::pattern;
use crate::ir::{Contract, TypeId, Variety};
use crate::qname::QName;
use crate::values::{Spell, Values};

/// The longest value that is made.
const LONGEST: u64 = 10_000;

/// A value of the type; `None` if none was found. `number` tells identifiers apart.
pub(super) fn of(
    contract: &Contract,
    values: &Values<'_>,
    ty: TypeId,
    number: usize,
    spell: &mut Spell<'_>,
) -> Option<String> {
    let mut listed = contract.enumeration(ty).map(|(text, facet)| (text, facet.span)).peekable();
    if listed.peek().is_some() {
        let (text, span) = listed.find(|(text, span)| values.accepts(ty, text, *span))?;
        return Some(values.spelled(ty, text, span, spell));
    }
    let facets = contract.effective_facets(ty);
    if let Some(item) = contract.list_item(ty) {
        let items = facets.length.or(facets.min_length).unwrap_or(1).clamp(1, LONGEST);
        let item = of(contract, values, item, number, spell)?;
        let items = usize::try_from(items).ok()?;
        if item.len().checked_mul(items)? > 1 << 20 {
            return None;
        }
        let text = vec![item; items].join(" ");
        return (contract.holds_names(ty) || values.accepts(ty, &text, None)).then_some(text);
    }
    if let Some(Variety::Union(members)) = contract.simple_variety(ty) {
        let made = members.iter().filter_map(|member| of(contract, values, *member, number, spell));
        let mut made = made.collect::<Vec<_>>().into_iter();
        return made.find(|text| contract.holds_names(ty) || values.accepts(ty, text, None));
    }
    let builtin = contract.builtin_base(ty)?;
    if contract.holds_names(ty) {
        return Some(spell(&QName::xsd("string")));
    }
    candidates(builtin, &facets, number).into_iter().find(|text| values.accepts(ty, text, None))
}

fn candidates(builtin: Builtin, facets: &BorrowedFacets<'_>, number: usize) -> Vec<String> {
    let mut candidates = usual(builtin, facets, number);
    let bounds = [facets.lower(), facets.upper()].into_iter().flatten();
    candidates.extend(bounds.flat_map(|bound| near(bound.text())));
    let length = length(facets, 4);
    candidates.extend(facets.patterns.iter().flatten().flat_map(|source| pattern::samples(source, length)));
    candidates.extend(TEXTS.iter().map(|text| (*text).to_owned()));
    candidates
}

/// Texts that some awkward patterns and facets admit.
const TEXTS: [&str; 14] = [
    "",
    "a",
    "A",
    "0",
    "1",
    "00",
    "01",
    "10",
    "12",
    "text",
    "0.5",
    "a@example.com",
    "2024",
    "00000000-0000-0000-0000-000000000000",
];

/// What a reader expects of the type, as long as the facets ask.
fn usual(builtin: Builtin, facets: &BorrowedFacets<'_>, number: usize) -> Vec<String> {
    let texts: &[&str] = match builtin.primitive() {
        Builtin::Boolean => &["true", "false"],
        Builtin::Decimal => &["1", "0", "-1", "10", "100", "1000"],
        Builtin::Float | Builtin::Double => &["1.5", "1", "0", "-1", "0.5"],
        Builtin::DateTime => {
            &["2024-01-15T09:30:00Z", "2024-01-15T09:30:00", "1900-01-01T00:00:00", "2100-01-01T00:00:00Z"]
        }
        Builtin::Date => &["2024-01-15", "2024-01-15Z", "1900-01-01", "2100-01-01"],
        Builtin::Time => &["09:30:00", "09:30:00Z", "23:59:59"],
        Builtin::GYear => &["2024", "1900", "2100"],
        Builtin::GYearMonth => &["2024-01"],
        Builtin::GMonthDay => &["--01-15"],
        Builtin::GMonth => &["--01"],
        Builtin::GDay => &["---15"],
        Builtin::Duration => &["P1D", "PT1H", "PT1M", "P1M", "P1Y"],
        Builtin::AnyUri => &["http://example.com/"],
        _ => &[],
    };
    let mut texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let repeated =
        |unit: &str, length| unit.chars().cycle().take(usize::try_from(length).unwrap_or(0)).collect::<String>();
    match builtin {
        Builtin::Id => texts.push(format!("id{number}")),
        Builtin::IdRef => texts.push("id1".to_owned()),
        Builtin::Language => texts.push("en".to_owned()),
        Builtin::HexBinary => texts.push("00".repeat(usize::try_from(length(facets, 3)).unwrap_or(0))),
        Builtin::Base64Binary => texts.push(base64(length(facets, 3))),
        _ => texts.push(repeated("text", length(facets, 4))),
    }
    texts
}

/// How long a value is to be: `usual`, unless the facets ask for something else.
fn length(facets: &BorrowedFacets<'_>, usual: u64) -> u64 {
    let least = facets.min_length.unwrap_or(0);
    let bounded = usual.max(least).min(facets.max_length.unwrap_or(u64::MAX));
    facets.length.unwrap_or(bounded).min(LONGEST)
}

/// So many zero octets in Base64.
fn base64(octets: u64) -> String {
    let rest = match octets % 3 {
        1 => "AA==",
        2 => "AAA=",
        _ => "",
    };
    "AAAA".repeat(usize::try_from(octets / 3).unwrap_or(0)) + rest
}

/// A bound and values beside it.
fn near(bound: &str) -> Vec<String> {
    let mut values = vec![bound.to_owned()];
    if let Ok(number) = bound.trim().parse::<i128>() {
        values.extend(
            [number.checked_add(1), number.checked_sub(1)].into_iter().flatten().map(|number| number.to_string()),
        );
    }
    if let Ok(number) = bound.trim().parse::<f64>() {
        values.extend([0.5, -0.5, 0.01, -0.01].map(|step| format!("{}", number + step)));
    }
    values
}
