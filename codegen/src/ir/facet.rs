//! Constraining facets (XSD 1.0 part 2 §4.3).

use std::cmp::Ordering;

use soap_runtime::xsd::{Builtin, WhiteSpace};

use crate::xsd::{Facet, FacetValue};

/// A bound, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The bound itself is admitted.
    Inclusive(String),
    /// The bound itself is not admitted.
    Exclusive(String),
}

impl Bound {
    /// The bound itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Inclusive(text) | Self::Exclusive(text) => text,
        }
    }
}

/// What all steps of restriction of a simple type say together: the nearest step wins, patterns add up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EffectiveFacets<'a> {
    /// The admitted values, if they are enumerated, in schema order.
    pub enumeration: Option<Vec<&'a Facet>>,
    /// One entry for each step with patterns, nearest first; a value must match one pattern of every entry.
    pub patterns: Vec<Vec<&'a str>>,
    /// The exact length.
    pub length: Option<u64>,
    /// The least length.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// What is done to white space.
    pub white_space: Option<WhiteSpace>,
    /// The lower bound.
    pub min: Option<Bound>,
    /// The upper bound.
    pub max: Option<Bound>,
    /// The greatest number of digits.
    pub total_digits: Option<u64>,
    /// The greatest number of digits behind the point.
    pub fraction_digits: Option<u64>,
}

impl<'a> EffectiveFacets<'a> {
    /// What the facets ask of values that are compared as those of a built-in type; `None` for lists and unions.
    #[must_use]
    pub fn demands(&self, builtin: Option<Builtin>) -> Demands<'_> {
        let text = |facet: &&'a Facet| match &facet.value {
            FacetValue::Enumeration(text) => Some(text.as_str()),
            _ => None,
        };
        Demands {
            builtin,
            enumeration: self.enumeration.as_ref().map(|values| values.iter().filter_map(text).collect()),
            patterns: self.patterns.clone(),
            length: self.length,
            min_length: self.min_length,
            max_length: self.max_length,
            total_digits: self.total_digits,
            fraction_digits: self.fraction_digits,
            min: self.min.as_ref(),
            max: self.max.as_ref(),
        }
    }
}

/// What facets ask of a value, white space aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demands<'a> {
    /// The built-in type that values are compared in; `None` for lists and unions, whose texts are compared.
    pub builtin: Option<Builtin>,
    /// The admitted values, if they are enumerated.
    pub enumeration: Option<Vec<&'a str>>,
    /// The patterns: of each step's alternatives, one has to match.
    pub patterns: Vec<Vec<&'a str>>,
    /// The exact length.
    pub length: Option<u64>,
    /// The least length.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// The greatest number of digits.
    pub total_digits: Option<u64>,
    /// The greatest number of digits behind the point.
    pub fraction_digits: Option<u64>,
    /// The lower bound.
    pub min: Option<&'a Bound>,
    /// The upper bound.
    pub max: Option<&'a Bound>,
}

impl Demands<'_> {
    /// Whether every value that meets these meets the others, which are looser or the same. A yes is true; what is not plain to see is
    /// a no, as that one pattern includes another.
    ///
    /// ```xml
    /// <xs:length value="5"/>   <!-- implies <xs:minLength value="3"/> -->
    /// ```
    #[must_use]
    pub fn implies(&self, others: &Demands<'_>) -> bool {
        self.implies_values(others)
            && others.length.is_none_or(|length| self.length == Some(length))
            && at_least(self.length.or(self.min_length), others.min_length)
            && at_most(self.length.or(self.max_length), others.max_length)
            && at_most(self.total_digits, others.total_digits)
            && at_most(self.fraction_digits, others.fraction_digits)
            && others
                .patterns
                .iter()
                .all(|step| self.patterns.iter().any(|own| own.iter().all(|one| step.contains(one))))
            && within(self.min, others.min, others.builtin, Ordering::Greater)
            && within(self.max, others.max, others.builtin, Ordering::Less)
    }

    fn implies_values(&self, others: &Demands<'_>) -> bool {
        let Some(listed) = &others.enumeration else { return true };
        let Some(given) = &self.enumeration else { return false };
        // A change of the type that the values are compared in is not looked into.
        let is_alike = self.builtin.map(Builtin::primitive) == others.builtin.map(Builtin::primitive);
        let equal =
            |a: &str, b: &str| a == b || others.builtin.is_some_and(|builtin| builtin.equal(a.trim(), b.trim()));
        is_alike && given.iter().all(|value| listed.iter().any(|other| equal(value, other)))
    }
}

fn at_least(given: Option<u64>, wanted: Option<u64>) -> bool {
    wanted.is_none_or(|wanted| given.is_some_and(|given| given >= wanted))
}

fn at_most(given: Option<u64>, wanted: Option<u64>) -> bool {
    wanted.is_none_or(|wanted| given.is_some_and(|given| given <= wanted))
}

/// Whether the bound `given` lies inside the bound `wanted`, on the side that `inside` tells.
fn within(given: Option<&Bound>, wanted: Option<&Bound>, builtin: Option<Builtin>, inside: Ordering) -> bool {
    let Some(wanted) = wanted else { return true };
    let (Some(given), Some(builtin)) = (given, builtin) else { return false };
    if given == wanted {
        return true;
    }
    match builtin.compare(given.text().trim(), wanted.text().trim()) {
        Some(Ordering::Equal) => matches!(wanted, Bound::Inclusive(_)) || matches!(given, Bound::Exclusive(_)),
        order => order == Some(inside),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Demands};
    use crate::ir::Builtin;

    #[test]
    fn a_length_implies_the_limits_that_it_is_between() {
        let exact = Demands { length: Some(5), ..Demands::default() };
        let between = Demands { min_length: Some(3), max_length: Some(8), ..Demands::default() };
        assert!(exact.implies(&between));
        assert!(!between.implies(&exact));
        assert!(!Demands::default().implies(&between));
    }

    #[test]
    fn bounds_are_compared_as_values_of_their_type() {
        let below = |bound| Demands { builtin: Some(Builtin::Decimal), max: Some(bound), ..Demands::default() };
        let (nine, ten, ten_too) =
            (Bound::Inclusive("9.5".into()), Bound::Inclusive("10".into()), Bound::Exclusive("10.0".into()));
        assert!(below(&nine).implies(&below(&ten)));
        assert!(below(&nine).implies(&below(&ten_too)));
        assert!(below(&ten_too).implies(&below(&ten)));
        assert!(!below(&ten).implies(&below(&ten_too)));
        assert!(!below(&ten).implies(&below(&nine)));
    }

    #[test]
    fn one_value_may_be_written_in_two_ways() {
        let listed = |builtin, values| Demands { builtin, enumeration: Some(values), ..Demands::default() };
        let number = Some(Builtin::Decimal);
        assert!(listed(number, vec!["1.0"]).implies(&listed(number, vec!["1", "2"])));
        assert!(!listed(Some(Builtin::String), vec!["1.0"]).implies(&listed(Some(Builtin::String), vec!["1", "2"])));
        assert!(!listed(number, vec!["1"]).implies(&listed(Some(Builtin::String), vec!["1"])));
    }

    #[test]
    fn a_step_of_patterns_may_have_fewer_alternatives() {
        let matching = |step| Demands { patterns: vec![step], ..Demands::default() };
        assert!(matching(vec!["a"]).implies(&matching(vec!["a", "b"])));
        assert!(!matching(vec!["a", "b"]).implies(&matching(vec!["a"])));
    }
}
