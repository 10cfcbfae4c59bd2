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

    /// The facet of a table's keyword; `None` for another word or an unusable value.
    fn parse(keyword: &str, text: &str) -> Option<Self> {
        let owned = || text.to_owned();
        Some(match keyword {
            "value" => Self::Enumeration(owned()),
            "pattern" => Self::Pattern(owned()),
            "length" => Self::Length(text.parse().ok()?),
            "minLength" => Self::MinLength(text.parse().ok()?),
            "maxLength" => Self::MaxLength(text.parse().ok()?),
            "whiteSpace" => Self::WhiteSpace(white_space(text)?),
            "minInclusive" => Self::MinInclusive(owned()),
            "minExclusive" => Self::MinExclusive(owned()),
            "maxInclusive" => Self::MaxInclusive(owned()),
            "maxExclusive" => Self::MaxExclusive(owned()),
            "totalDigits" => Self::TotalDigits(text.parse().ok()?),
            "fractionDigits" => Self::FractionDigits(text.parse().ok()?),
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
        let value = FacetValue::parse(keyword, &text);
        let value = value.ok_or_else(|| line.error(format!("`{keyword} {text}` is no facet")))?;
        Ok(Self { value, since })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let keyword = match self.value {
            FacetValue::Enumeration(_) => "value",
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

fn white_space(text: &str) -> Option<WhiteSpace> {
    let all = [WhiteSpace::Preserve, WhiteSpace::Replace, WhiteSpace::Collapse];
    all.into_iter().find(|treatment| treatment.name() == text)
}
