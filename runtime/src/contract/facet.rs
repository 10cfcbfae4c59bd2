//! Constraining facets (Part 2, 4.3).
//!
//! ```text
//! minLength 1
//! value NoError
//! ```

use super::error::TableError;
use super::line::Line;
use super::name::Since;
use super::read::Parser;
use super::text::{quoted, text};
use super::write::Writer;
use crate::xsd::{OwnedFacets, WhiteSpace};

/// What the table calls an enumerated value.
const VALUE: &str = "value";

/// A facet of one step of restriction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Which one, and its value.
    pub value: FacetValue,
    /// Since when it holds; for enumerated values.
    pub since: Since,
}

/// A facet's kind and value. Bounds and enumerated values are lexical: as written, in the base's lexical space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetValue {
    /// One of the admitted values.
    Enumeration(String),
    /// A regular expression (Part 2, appendix F), anchored at both ends. Several of one step are alternatives.
    Pattern(String),
    /// The exact length, in characters, octets or items.
    Length(u64),
    /// The least length.
    MinLength(u64),
    /// The greatest length.
    MaxLength(u64),
    /// What is done to white space before anything else.
    WhiteSpace(WhiteSpace),
    /// The least value.
    MinInclusive(String),
    /// All values are greater than this.
    MinExclusive(String),
    /// The greatest value.
    MaxInclusive(String),
    /// All values are less than this.
    MaxExclusive(String),
    /// The greatest number of digits.
    TotalDigits(u64),
    /// The greatest number of digits after the point.
    FractionDigits(u64),
}

impl FacetValue {
    /// The local name of the schema's element.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Enumeration(_) => "enumeration",
            Self::Pattern(_) => "pattern",
            Self::Length(_) => "length",
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::WhiteSpace(_) => "whiteSpace",
            Self::MinInclusive(_) => "minInclusive",
            Self::MinExclusive(_) => "minExclusive",
            Self::MaxInclusive(_) => "maxInclusive",
            Self::MaxExclusive(_) => "maxExclusive",
            Self::TotalDigits(_) => "totalDigits",
            Self::FractionDigits(_) => "fractionDigits",
        }
    }

    /// The names there are.
    pub const NAMES: [&'static str; 12] = [
        "enumeration",
        "pattern",
        "length",
        "minLength",
        "maxLength",
        "whiteSpace",
        "minInclusive",
        "minExclusive",
        "maxInclusive",
        "maxExclusive",
        "totalDigits",
        "fractionDigits",
    ];

    /// The facet of this name; `None` for another name or an unusable value.
    #[must_use]
    pub fn parse(name: &str, text: &str) -> Option<Self> {
        let owned = || text.to_owned();
        Some(match name {
            "enumeration" => Self::Enumeration(owned()),
            "pattern" => Self::Pattern(owned()),
            "length" => Self::Length(number(text)?),
            "minLength" => Self::MinLength(number(text)?),
            "maxLength" => Self::MaxLength(number(text)?),
            "whiteSpace" => Self::WhiteSpace(WhiteSpace::from_name(text)?),
            "minInclusive" => Self::MinInclusive(owned()),
            "minExclusive" => Self::MinExclusive(owned()),
            "maxInclusive" => Self::MaxInclusive(owned()),
            "maxExclusive" => Self::MaxExclusive(owned()),
            "totalDigits" => Self::TotalDigits(number(text)?),
            "fractionDigits" => Self::FractionDigits(number(text)?),
            _ => return None,
        })
    }

    /// The value as text.
    #[must_use]
    pub fn lexical(&self) -> String {
        match self {
            Self::Enumeration(text)
            | Self::Pattern(text)
            | Self::MinInclusive(text)
            | Self::MinExclusive(text)
            | Self::MaxInclusive(text)
            | Self::MaxExclusive(text) => text.clone(),
            Self::Length(number)
            | Self::MinLength(number)
            | Self::MaxLength(number)
            | Self::TotalDigits(number)
            | Self::FractionDigits(number) => number.to_string(),
            Self::WhiteSpace(treatment) => treatment.name().to_owned(),
        }
    }
}

impl Facet {
    pub(super) fn read<'t>(parser: &Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let keyword = line.word("a facet")?;
        let text = line.text()?;
        let since = parser.since_flag(&mut line)?;
        line.end()?;
        let name = if keyword == VALUE { "enumeration" } else { keyword };
        let value = FacetValue::parse(name, &text).filter(|_| keyword != "enumeration");
        let value = value.ok_or_else(|| line.error(format!("`{keyword} {text}` is no facet")))?;
        Ok(Self { value, since })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let keyword = match self.value {
            FacetValue::Enumeration(_) => VALUE,
            _ => self.value.name(),
        };
        let value = self.value.lexical();
        let since = out.since(self.since);
        let value = if since.is_empty() { text(&value) } else { quoted(&value).into() };
        out.fact(&format!("{keyword} {value}{since}"));
    }
}

/// Adds what a step further from a type says and the nearer ones do not; patterns of all steps have to match.
pub(crate) fn inherit(facets: &mut OwnedFacets, step: &[Facet]) {
    let mut patterns = Vec::new();
    let is_listed = !facets.enumeration.is_empty();
    for facet in step {
        match &facet.value {
            FacetValue::Pattern(pattern) => patterns.push(pattern.clone()),
            FacetValue::Enumeration(_) if is_listed => {}
            value => inherit_one(facets, value),
        }
    }
    if !patterns.is_empty() {
        facets.patterns.push(patterns);
    }
}

/// Adds any facet but a pattern.
fn inherit_one(facets: &mut OwnedFacets, value: &FacetValue) {
    let digits = |digits: u64| u32::try_from(digits).unwrap_or(u32::MAX);
    let bound = |slot: &mut Option<String>, bound: &String| {
        slot.get_or_insert_with(|| bound.clone());
    };
    match value {
        FacetValue::Enumeration(text) => facets.enumeration.push(text.clone()),
        FacetValue::Pattern(_) => {}
        FacetValue::Length(length) => _ = facets.length.get_or_insert(*length),
        FacetValue::MinLength(length) => _ = facets.min_length.get_or_insert(*length),
        FacetValue::MaxLength(length) => _ = facets.max_length.get_or_insert(*length),
        FacetValue::WhiteSpace(treatment) => _ = facets.white_space.get_or_insert(*treatment),
        FacetValue::MinInclusive(least) => bound(&mut facets.min_inclusive, least),
        FacetValue::MinExclusive(least) => bound(&mut facets.min_exclusive, least),
        FacetValue::MaxInclusive(most) => bound(&mut facets.max_inclusive, most),
        FacetValue::MaxExclusive(most) => bound(&mut facets.max_exclusive, most),
        FacetValue::TotalDigits(most) => _ = facets.total_digits.get_or_insert(digits(*most)),
        FacetValue::FractionDigits(most) => _ = facets.fraction_digits.get_or_insert(digits(*most)),
    }
}

/// A number; one beyond 64 bits counts as the greatest of these.
fn number(text: &str) -> Option<u64> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_facet_is_known_by_its_name() {
        for name in FacetValue::NAMES {
            let text = if name == "whiteSpace" { "collapse" } else { "7" };
            let facet = FacetValue::parse(name, text).unwrap();
            assert_eq!((facet.name(), facet.lexical().as_str()), (name, text));
        }
        assert_eq!(FacetValue::parse("value", "7"), None);
        assert_eq!(FacetValue::parse("length", "+07"), Some(FacetValue::Length(7)));
        assert_eq!(FacetValue::parse("length", "99999999999999999999"), Some(FacetValue::Length(u64::MAX)));
        for wrong in ["", "+", "-1", "1.0", "x"] {
            assert_eq!(FacetValue::parse("length", wrong), None, "{wrong}");
        }
    }
}
