//! Constraining facets (Part 2, 4.3).
//!
//! ```text
//! minLength 1
//! value NoError
//! ```

use std::cmp::Ordering;

use super::error::TableError;
use super::line::Line;
use super::name::Since;
use super::read::Parser;
use super::text::{quoted, text};
use super::write::Writer;
use crate::xsd::{Builtin, Facets, WhiteSpace};

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
    /// Whether a time zone is required or prohibited (XSD 1.1 part 2, 4.3.14). `optional` says nothing and is no facet here.
    ExplicitTimezone(bool),
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
            Self::ExplicitTimezone(_) => "explicitTimezone",
        }
    }

    /// The value, if it is one of those admitted.
    #[must_use]
    pub fn enumerated(&self) -> Option<&str> {
        match self {
            Self::Enumeration(text) => Some(text),
            _ => None,
        }
    }

    /// The names there are.
    pub const NAMES: [&'static str; 13] = [
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
        "explicitTimezone",
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
            "explicitTimezone" if text == "required" => Self::ExplicitTimezone(true),
            "explicitTimezone" if text == "prohibited" => Self::ExplicitTimezone(false),
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
            Self::ExplicitTimezone(is_required) => if *is_required { "required" } else { "prohibited" }.to_owned(),
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

/// Where a range of values ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound<'a> {
    /// The bound itself is in the range.
    Inclusive(&'a str),
    /// The bound itself is not in the range.
    Exclusive(&'a str),
}

impl<'a> Bound<'a> {
    /// The bound itself, lexical.
    #[must_use]
    pub fn text(self) -> &'a str {
        match self {
            Self::Inclusive(text) | Self::Exclusive(text) => text,
        }
    }

    /// Whether a range that ends here lies inside one that ends at `other`, on the side that `inside` tells.
    fn is_within(self, other: Self, builtin: Option<Builtin>, inside: Ordering) -> bool {
        let compare = |builtin: Builtin| builtin.compare(self.text().trim(), other.text().trim());
        match builtin.and_then(compare) {
            _ if self == other => true,
            Some(Ordering::Equal) => matches!(other, Self::Inclusive(_)) || matches!(self, Self::Exclusive(_)),
            order => order == Some(inside),
        }
    }
}

/// How the facets of several steps of restriction add up.
impl<'a, S: AsRef<str> + From<&'a str>> Facets<S, Vec<S>, Vec<Vec<S>>> {
    /// Adds what a step further from a type says and the nearer ones do not; patterns of all steps have to match.
    pub fn inherit(&mut self, step: impl IntoIterator<Item = &'a FacetValue>) {
        let mut patterns = Vec::new();
        let (is_listed, has_lower, has_upper) =
            (!self.enumeration.is_empty(), self.lower().is_some(), self.upper().is_some());
        for value in step {
            match value {
                FacetValue::Pattern(pattern) => patterns.push(pattern.as_str().into()),
                FacetValue::Enumeration(_) if is_listed => {}
                FacetValue::MinInclusive(_) | FacetValue::MinExclusive(_) if has_lower => {}
                FacetValue::MaxInclusive(_) | FacetValue::MaxExclusive(_) if has_upper => {}
                value => self.inherit_one(value),
            }
        }
        if !patterns.is_empty() {
            self.patterns.push(patterns);
        }
    }

    /// Adds any facet but a pattern.
    fn inherit_one(&mut self, value: &'a FacetValue) {
        let digits = |digits: u64| u32::try_from(digits).unwrap_or(u32::MAX);
        match value {
            FacetValue::Enumeration(text) => self.enumeration.push(text.as_str().into()),
            FacetValue::Pattern(_) => {}
            FacetValue::Length(length) => _ = self.length.get_or_insert(*length),
            FacetValue::MinLength(length) => _ = self.min_length.get_or_insert(*length),
            FacetValue::MaxLength(length) => _ = self.max_length.get_or_insert(*length),
            FacetValue::WhiteSpace(treatment) => _ = self.white_space.get_or_insert(*treatment),
            FacetValue::MinInclusive(least) => self.min_inclusive = Some(least.as_str().into()),
            FacetValue::MinExclusive(least) => self.min_exclusive = Some(least.as_str().into()),
            FacetValue::MaxInclusive(most) => self.max_inclusive = Some(most.as_str().into()),
            FacetValue::MaxExclusive(most) => self.max_exclusive = Some(most.as_str().into()),
            FacetValue::TotalDigits(most) => _ = self.total_digits.get_or_insert(digits(*most)),
            FacetValue::FractionDigits(most) => _ = self.fraction_digits.get_or_insert(digits(*most)),
            FacetValue::ExplicitTimezone(is_required) => _ = self.explicit_timezone.get_or_insert(*is_required),
        }
    }
}

impl<S: AsRef<str>, L, P> Facets<S, L, P> {
    /// The lower bound.
    #[must_use]
    pub fn lower(&self) -> Option<Bound<'_>> {
        bound(self.min_inclusive.as_ref(), self.min_exclusive.as_ref())
    }

    /// The upper bound.
    #[must_use]
    pub fn upper(&self) -> Option<Bound<'_>> {
        bound(self.max_inclusive.as_ref(), self.max_exclusive.as_ref())
    }
}

fn bound<'a, S: AsRef<str>>(inclusive: Option<&'a S>, exclusive: Option<&'a S>) -> Option<Bound<'a>> {
    let exclusive = || exclusive.map(|text| Bound::Exclusive(text.as_ref()));
    inclusive.map(|text| Bound::Inclusive(text.as_ref())).or_else(exclusive)
}

impl<S: AsRef<str>> Facets<S, Vec<S>, Vec<Vec<S>>> {
    /// Whether every value that meets these meets the others, which are looser or the same; white space aside. A yes is true; what is not
    /// plain to see is a no, as that one pattern includes another. `builtins` are the types that the values of each are compared in; none for
    /// lists and unions, whose texts are compared.
    ///
    /// ```xml
    /// <xs:length value="5"/>   <!-- implies <xs:minLength value="3"/> -->
    /// ```
    #[must_use]
    pub fn implies(&self, others: &Self, builtins: [Option<Builtin>; 2]) -> bool {
        let within = |own: Option<Bound<'_>>, other: Option<Bound<'_>>, inside| {
            other.is_none_or(|other| own.is_some_and(|own| own.is_within(other, builtins[1], inside)))
        };
        self.implies_values(others, builtins)
            && others.length.is_none_or(|length| self.length == Some(length))
            && at_least(self.length.or(self.min_length), others.min_length)
            && at_most(self.length.or(self.max_length), others.max_length)
            && at_most(self.total_digits, others.total_digits)
            && at_most(self.fraction_digits, others.fraction_digits)
            && others.explicit_timezone.is_none_or(|wanted| self.explicit_timezone == Some(wanted))
            && others.patterns.iter().all(|step| self.patterns.iter().any(|own| is_part(own, step)))
            && within(self.lower(), others.lower(), Ordering::Greater)
            && within(self.upper(), others.upper(), Ordering::Less)
    }

    fn implies_values(&self, others: &Self, builtins: [Option<Builtin>; 2]) -> bool {
        // A change of the type that the values are compared in is not looked into.
        let [own, theirs] = builtins.map(|builtin| builtin.map(Builtin::primitive));
        let equal = |a: &str, b: &str| a == b || builtins[1].is_some_and(|builtin| builtin.equal(a.trim(), b.trim()));
        let is_listed = |value: &S| others.enumeration.iter().any(|other| equal(value.as_ref(), other.as_ref()));
        others.enumeration.is_empty()
            || (!self.enumeration.is_empty() && own == theirs && self.enumeration.iter().all(is_listed))
    }
}

fn at_least<N: PartialOrd>(given: Option<N>, wanted: Option<N>) -> bool {
    wanted.is_none_or(|wanted| given.is_some_and(|given| given >= wanted))
}

fn at_most<N: PartialOrd>(given: Option<N>, wanted: Option<N>) -> bool {
    wanted.is_none_or(|wanted| given.is_some_and(|given| given <= wanted))
}

fn is_part<S: AsRef<str>>(texts: &[S], whole: &[S]) -> bool {
    texts.iter().all(|text| whole.iter().any(|other| other.as_ref() == text.as_ref()))
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
    use crate::xsd::BorrowedFacets;

    #[test]
    fn every_facet_is_known_by_its_name() {
        for name in FacetValue::NAMES {
            let text = match name {
                "whiteSpace" => "collapse",
                "explicitTimezone" => "prohibited",
                _ => "7",
            };
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

    fn facets<'a>(step: &'a [FacetValue]) -> BorrowedFacets<'a> {
        let mut facets = BorrowedFacets::default();
        facets.inherit(step);
        facets
    }

    fn implies(narrow: &[FacetValue], wide: &[FacetValue], builtin: Builtin) -> bool {
        facets(narrow).implies(&facets(wide), [Some(builtin); 2])
    }

    #[test]
    fn the_nearest_step_says_where_a_range_ends() {
        let (near, far) = (FacetValue::MinExclusive("3".into()), FacetValue::MinInclusive("0".into()));
        let most = FacetValue::MaxInclusive("9".into());
        let mut facets = facets(std::slice::from_ref(&near));
        facets.inherit([&far, &most]);
        assert_eq!((facets.lower(), facets.upper()), (Some(Bound::Exclusive("3")), Some(Bound::Inclusive("9"))));
    }

    #[test]
    fn a_length_implies_the_limits_that_it_is_between() {
        let exact = [FacetValue::Length(5)];
        let between = [FacetValue::MinLength(3), FacetValue::MaxLength(8)];
        assert!(implies(&exact, &between, Builtin::String));
        assert!(!implies(&between, &exact, Builtin::String));
        assert!(!implies(&[], &between, Builtin::String));
    }

    #[test]
    fn bounds_are_compared_as_values_of_their_type() {
        let inclusive = |text: &str| [FacetValue::MaxInclusive(text.into())];
        let below_ten = [FacetValue::MaxExclusive("10.0".into())];
        let holds = |narrow: &[FacetValue], wide: &[FacetValue]| implies(narrow, wide, Builtin::Decimal);
        assert!(holds(&inclusive("9.5"), &inclusive("10")));
        assert!(holds(&inclusive("9.5"), &below_ten));
        assert!(holds(&below_ten, &inclusive("10")));
        assert!(!holds(&inclusive("10"), &below_ten));
        assert!(!holds(&inclusive("10"), &inclusive("9.5")));
    }

    #[test]
    fn one_value_may_be_written_in_two_ways() {
        let listed = |values: &[&str]| -> Vec<_> {
            values.iter().map(|value| FacetValue::Enumeration((*value).into())).collect()
        };
        let (one, two) = (listed(&["1.0"]), listed(&["1", "2"]));
        assert!(implies(&one, &two, Builtin::Decimal));
        assert!(!implies(&one, &two, Builtin::String));
        let builtins = [Some(Builtin::Decimal), Some(Builtin::String)];
        assert!(!facets(&listed(&["1"])).implies(&facets(&two), builtins));
    }

    #[test]
    fn a_step_of_patterns_may_have_fewer_alternatives() {
        let matching =
            |step: &[&str]| -> Vec<_> { step.iter().map(|one| FacetValue::Pattern((*one).into())).collect() };
        assert!(implies(&matching(&["a"]), &matching(&["a", "b"]), Builtin::String));
        assert!(!implies(&matching(&["a", "b"]), &matching(&["a"]), Builtin::String));
    }
}
