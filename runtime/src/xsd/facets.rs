//! The constraining facets of a simple type (Part 2, section 4.3), checked on lexical forms.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use super::error::Reason;
use super::list::items;
use super::number::Digits;
use super::pattern::Pattern;
use super::{Base64Binary, Builtin, Octets, SimpleValue, ValueError, WhiteSpace};

/// A constraining facet (Part 2, section 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the specification's own names")]
pub enum Facet {
    Length,
    MinLength,
    MaxLength,
    Pattern,
    Enumeration,
    WhiteSpace,
    MaxInclusive,
    MaxExclusive,
    MinExclusive,
    MinInclusive,
    TotalDigits,
    FractionDigits,
    ExplicitTimezone,
}

impl Facet {
    /// The facet's name in a schema, such as `minLength`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::Enumeration => "enumeration",
            Self::WhiteSpace => "whiteSpace",
            Self::MaxInclusive => "maxInclusive",
            Self::MaxExclusive => "maxExclusive",
            Self::MinExclusive => "minExclusive",
            Self::MinInclusive => "minInclusive",
            Self::TotalDigits => "totalDigits",
            Self::FractionDigits => "fractionDigits",
            Self::ExplicitTimezone => "explicitTimezone",
        }
    }
}

/// The facets of a type, those of the types it derives from included.
///
/// Generated code keeps them in constants:
///
/// ```
/// use soap_runtime::xsd::{Builtin, Facets};
///
/// const FACETS: Facets = Facets { min_length: Some(1), patterns: &[&["[a-z]*"]], ..Facets::NONE };
/// let error = FACETS.check(Builtin::String, "").unwrap_err();
/// assert_eq!(error.to_string(), r#"expected at least 1 character (minLength), found """#);
/// ```
///
/// `S` is a text, `L` a list of texts, `P` a list of lists; [`OwnedFacets`] is for facets read from a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets<S = &'static str, L = &'static [&'static str], P = &'static [&'static [&'static str]]> {
    /// Whether the type is a list. Lengths then count items, and the built-in type the facets are checked with is that of
    /// an item.
    pub list: bool,
    /// The exact length, in characters, octets or items.
    pub length: Option<u64>,
    /// The least length, in the same units.
    pub min_length: Option<u64>,
    /// The greatest length, in the same units.
    pub max_length: Option<u64>,
    /// How many digits a decimal number may have in all.
    pub total_digits: Option<u32>,
    /// How many of its digits may stand after the point.
    pub fraction_digits: Option<u32>,
    /// The least value.
    pub min_inclusive: Option<S>,
    /// The greatest value.
    pub max_inclusive: Option<S>,
    /// What values have to be greater than.
    pub min_exclusive: Option<S>,
    /// What values have to be less than.
    pub max_exclusive: Option<S>,
    /// For every step of derivation that has patterns, those patterns: a text matches one of every step.
    pub patterns: P,
    /// The values there are, if they are listed; else empty.
    pub enumeration: L,
    /// What becomes of white space, if not what the built-in type says.
    pub white_space: Option<WhiteSpace>,
    /// Whether a date or time must have a time zone, or must have none (XSD 1.1 part 2, section 4.3.14).
    pub explicit_timezone: Option<bool>,
}

/// Facets that own what they say.
pub type OwnedFacets = Facets<String, Vec<String>, Vec<Vec<String>>>;

/// Facets that borrow what they say from where it is stated.
pub type BorrowedFacets<'a> = Facets<&'a str, Vec<&'a str>, Vec<Vec<&'a str>>>;

impl BorrowedFacets<'_> {
    /// The same facets on their own.
    #[must_use]
    pub fn into_owned(self) -> OwnedFacets {
        let texts = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
        OwnedFacets {
            list: self.list,
            length: self.length,
            min_length: self.min_length,
            max_length: self.max_length,
            total_digits: self.total_digits,
            fraction_digits: self.fraction_digits,
            min_inclusive: self.min_inclusive.map(str::to_owned),
            max_inclusive: self.max_inclusive.map(str::to_owned),
            min_exclusive: self.min_exclusive.map(str::to_owned),
            max_exclusive: self.max_exclusive.map(str::to_owned),
            patterns: self.patterns.into_iter().map(texts).collect(),
            enumeration: texts(self.enumeration),
            white_space: self.white_space,
            explicit_timezone: self.explicit_timezone,
        }
    }
}

impl Facets {
    /// No facets at all.
    pub const NONE: Self = Self {
        list: false,
        length: None,
        min_length: None,
        max_length: None,
        total_digits: None,
        fraction_digits: None,
        min_inclusive: None,
        max_inclusive: None,
        min_exclusive: None,
        max_exclusive: None,
        patterns: &[],
        enumeration: &[],
        white_space: None,
        explicit_timezone: None,
    };
}

impl<S: Default, L: Default, P: Default> Default for Facets<S, L, P> {
    fn default() -> Self {
        Self {
            list: false,
            length: None,
            min_length: None,
            max_length: None,
            total_digits: None,
            fraction_digits: None,
            min_inclusive: None,
            max_inclusive: None,
            min_exclusive: None,
            max_exclusive: None,
            patterns: P::default(),
            enumeration: L::default(),
            white_space: None,
            explicit_timezone: None,
        }
    }
}

impl<S, L, P> Facets<S, L, P> {
    /// What becomes of white space in a text of a type that derives from `builtin` and has these facets.
    #[must_use]
    pub const fn white_space(&self, builtin: Builtin) -> WhiteSpace {
        match self.white_space {
            Some(white_space) => white_space,
            None if self.list => WhiteSpace::Collapse,
            None => builtin.white_space(),
        }
    }
}

impl Facets {
    /// Whether octets can be held to them without their text.
    #[doc(hidden)]
    #[must_use]
    pub const fn are_of_octets(&self) -> bool {
        !self.list && self.patterns.is_empty() && self.enumeration.is_empty()
    }
}

impl<S: AsRef<str>, L: AsRef<[S]>, P: AsRef<[L]>> Facets<S, L, P> {
    /// Checks octets, of which no facet asks for the text: how many there are.
    ///
    /// # Errors
    /// The first facet that excludes them.
    #[doc(hidden)]
    pub fn check_octets(&self, octets: &Octets) -> Result<(), ValueError> {
        let shown = || Octets::from(octets.get(..SHOWN).unwrap_or(octets).to_vec()).to_base64();
        self.check_count((count(octets.len()), "octet"), shown)
    }

    /// Checks a text that `builtin` allows already. Facets that do not apply to the type are passed over.
    ///
    /// # Errors
    /// The first facet that excludes the text; a pattern that cannot be compiled excludes all texts.
    pub fn check(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        self.check_length(builtin, text)?;
        self.check_digits(builtin, text)?;
        self.check_bounds(builtin, text)?;
        for step in self.patterns.as_ref() {
            check_patterns(step.as_ref(), text)?;
        }
        self.check_timezone(builtin, text)?;
        self.check_enumeration(builtin, text)
    }

    fn check_timezone(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        let Some(expected) = self.explicit_timezone else { return Ok(()) };
        let Some(found) = builtin.has_timezone(text) else { return Ok(()) };
        if expected == found {
            return Ok(());
        }
        let wanted = if expected { "with a time zone" } else { "without a time zone" };
        Err(excluded(Facet::ExplicitTimezone, wanted.to_owned(), text))
    }

    /// Checks a text of any kind: that `builtin` allows it (or each item of it, if this is a list), and then the facets.
    ///
    /// # Errors
    /// It is not a `builtin`, or a facet excludes it.
    // Where the facets are a constant, two comparisons are left of it.
    #[inline(always)]
    pub fn check_all(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        let is_of_length = self.is_only_length() && builtin.is_any_text() && self.is_surely_so_long(text.len());
        if is_of_length { Ok(()) } else { self.check_each(builtin, text) }
    }

    /// Whether nothing but a length is asked for.
    #[inline(always)]
    fn is_only_length(&self) -> bool {
        let has_bounds = self.min_inclusive.is_some()
            || self.min_exclusive.is_some()
            || self.max_inclusive.is_some()
            || self.max_exclusive.is_some();
        let has_digits = self.total_digits.is_some() || self.fraction_digits.is_some();
        let has_texts = !self.patterns.as_ref().is_empty() || !self.enumeration.as_ref().is_empty();
        !(self.list || has_bounds || has_digits || has_texts || self.explicit_timezone.is_some())
    }

    #[inline(never)]
    fn check_each(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        if self.list {
            items(text).try_for_each(|item| builtin.check(item))?;
        } else {
            builtin.check(text)?;
        }
        self.check(builtin, text)
    }

    fn check_length(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        if self.length.is_none() && self.min_length.is_none() && self.max_length.is_none() {
            return Ok(());
        }
        let is_text = matches!(builtin.primitive(), Builtin::String | Builtin::AnyUri) && !builtin.is_list();
        if !self.list && is_text && self.is_surely_so_long(text.len()) {
            return Ok(());
        }
        let Some((length, unit)) = length(builtin, self.list, text) else {
            return Ok(());
        };
        self.check_count((length, unit), || text)
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        let lengths = [self.length, self.min_length, self.max_length];
        self.is_only_length() && lengths.iter().all(Option::is_none)
    }

    /// How many bytes a text may have for it to be a value whatever it is, if there are such lengths.
    pub(crate) fn sure_lengths(&self, builtin: Builtin) -> Option<RangeInclusive<usize>> {
        if !self.is_only_length() || !builtin.is_any_text() || self.length.is_some() {
            return None;
        }
        let bytes = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let least = self.min_length.map_or(0, |least| bytes(least).saturating_sub(1).saturating_mul(4) + 1);
        let least = if self.min_length == Some(0) { 0 } else { least };
        Some(least..=self.max_length.map_or(usize::MAX, bytes))
    }

    /// Whether any text of so many bytes is long enough and short enough: a character is of one to four bytes.
    #[inline(always)]
    fn is_surely_so_long(&self, bytes: usize) -> bool {
        let least = self.min_length.is_none_or(|least| count(bytes.div_ceil(4)) >= least);
        let most = self.max_length.is_none_or(|most| count(bytes) <= most);
        self.length.is_none() && least && most
    }

    fn check_count<T: AsRef<str>>(&self, (length, unit): (u64, &str), text: impl Fn() -> T) -> Result<(), ValueError> {
        let limits = [
            (Facet::Length, "exactly", self.length, Ordering::is_eq as fn(Ordering) -> bool),
            (Facet::MinLength, "at least", self.min_length, Ordering::is_ge),
            (Facet::MaxLength, "at most", self.max_length, Ordering::is_le),
        ];
        for (facet, relation, limit, is_allowed) in limits {
            if let Some(limit) = limit.filter(|limit| !is_allowed(length.cmp(limit))) {
                return Err(counted(facet, relation, limit, unit, text().as_ref()));
            }
        }
        Ok(())
    }

    fn check_digits(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        if self.total_digits.is_none() && self.fraction_digits.is_none() || builtin.primitive() != Builtin::Decimal {
            return Ok(());
        }
        let Some(digits) = Digits::decimal(text) else {
            return Ok(());
        };
        let limits = [
            (Facet::TotalDigits, self.total_digits, digits.total_digits(), "digit"),
            (Facet::FractionDigits, self.fraction_digits, digits.fraction_digits(), "digit after the point"),
        ];
        for (facet, limit, found, unit) in limits {
            if let Some(limit) = limit.map(u64::from).filter(|limit| count(found) > *limit) {
                return Err(counted(facet, "at most", limit, unit, text));
            }
        }
        Ok(())
    }

    fn check_bounds(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        let is_least = self.min_inclusive.is_some() || self.min_exclusive.is_some();
        if !is_least && self.max_inclusive.is_none() && self.max_exclusive.is_none() {
            return Ok(());
        }
        let bounds = [
            (Facet::MinInclusive, "at least", &self.min_inclusive, Ordering::is_ge as fn(Ordering) -> bool),
            (Facet::MaxInclusive, "at most", &self.max_inclusive, Ordering::is_le),
            (Facet::MinExclusive, "more than", &self.min_exclusive, Ordering::is_gt),
            (Facet::MaxExclusive, "less than", &self.max_exclusive, Ordering::is_lt),
        ];
        for (facet, relation, bound, is_allowed) in bounds {
            let Some(bound) = bound.as_ref().map(AsRef::as_ref) else {
                continue;
            };
            if builtin.is_ordered() && !builtin.compare(text, bound).is_some_and(is_allowed) {
                return Err(excluded(facet, format!("{relation} {bound}"), text));
            }
        }
        Ok(())
    }

    fn check_enumeration(&self, builtin: Builtin, text: &str) -> Result<(), ValueError> {
        let listed = self.enumeration.as_ref();
        let is_listed = |value: &S| self.equal(builtin, text, value.as_ref());
        if listed.is_empty() || listed.iter().any(is_listed) {
            return Ok(());
        }
        Err(excluded(Facet::Enumeration, one_of(listed), text))
    }

    fn equal(&self, builtin: Builtin, a: &str, b: &str) -> bool {
        if !self.list {
            return builtin.equal(a, b);
        }
        let (mut a, mut b) = (items(a), items(b));
        loop {
            match (a.next(), b.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if builtin.equal(a, b) => {}
                _ => return false,
            }
        }
    }
}

/// How long a text is, in the units that the length facets of the type count; `None` if they do not apply.
fn length(builtin: Builtin, list: bool, text: &str) -> Option<(u64, &'static str)> {
    if list || builtin.is_list() {
        return Some((count(items(text).count()), "item"));
    }
    match builtin.primitive() {
        Builtin::String | Builtin::AnyUri => Some((count(text.chars().count()), "character")),
        Builtin::HexBinary => Some((count(text.len() / 2), "octet")),
        Builtin::Base64Binary => Some((count(Base64Binary::from_lexical(text).ok()?.len()), "octet")),
        _ => None,
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn check_patterns<S: AsRef<str>>(alternatives: &[S], text: &str) -> Result<(), ValueError> {
    for pattern in alternatives {
        match Pattern::remembered(pattern.as_ref()) {
            Ok(pattern) if pattern.is_match(text) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                return Err(excluded(Facet::Pattern, format!("a usable pattern ({error})"), text));
            }
        }
    }
    let sources = alternatives.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    if sources.is_empty() {
        return Ok(());
    }
    Err(excluded(Facet::Pattern, format!("text matching {}", sources.join(" or ")), text))
}

/// How many octets of a value that is refused are shown.
const SHOWN: usize = 48;

/// How many listed values a message repeats.
const LISTED: usize = 5;

fn one_of<S: AsRef<str>>(values: &[S]) -> String {
    let mut text = String::with_capacity(128);
    for (position, value) in values.iter().take(LISTED).enumerate() {
        // Writing to a string does not fail.
        let _ = write!(text, "{} {:?}", if position == 0 { "one of" } else { "," }, value.as_ref());
    }
    if values.len() > LISTED {
        let _ = write!(text, " and {} more", values.len() - LISTED);
    }
    text
}

#[cold]
fn counted(facet: Facet, relation: &str, limit: u64, unit: &str, text: &str) -> ValueError {
    let (unit, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    let plural = if limit == 1 { "" } else { "s" };
    excluded(facet, format!("{relation} {limit} {unit}{plural}{rest}"), text)
}

#[cold]
fn excluded(facet: Facet, expected: String, text: &str) -> ValueError {
    ValueError::new(expected, text, Reason::Facet(facet))
}

/// The error for a text that an enumeration does not list.
#[cold]
pub(super) fn not_listed(values: &[&str], text: &str) -> ValueError {
    excluded(Facet::Enumeration, one_of(values), text)
}

#[cfg(test)]
mod tests;
