//! Facets that cannot be meant (XSD 1.0 part 2, 4.3): they do not apply to their type, contradict each other or the base, or are no values
//! of it.
//!
//! In: the corrected graph. Out: an error each. Invariant: what a valid schema says is never an error.
//!
//! ```xml
//! <xs:restriction base="xs:string"><xs:minInclusive value="1"/></xs:restriction>     <!-- strings have no order -->
//! <xs:restriction base="xs:int"><xs:enumeration value="two"/></xs:restriction>       <!-- not an xs:int -->
//! ```

use std::cmp::Ordering;

use soap_runtime::contract::Bound;
use soap_runtime::xsd::{BorrowedFacets, Pattern, PatternError, WhiteSpace};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Builtin, Contract, Facet, FacetValue, SimpleType, Type, TypeId, Variety};
use crate::values::Values;

/// Checks the facets of every type.
pub(super) fn check<'a>(contract: &'a Contract, values: &Values<'a>) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (id, ty) in contract.all_types() {
        let Type::Simple(simple) = ty else { continue };
        let Some(base) = simple.base.filter(|_| simple.span.is_some()) else { continue };
        let step = Step { contract, values, base, simple, inherited: contract.effective_facets(base) };
        found.extend(simple.facets.iter().filter_map(|facet| Some(step.error(facet, &step.objection(facet)?))));
        found.extend(step.contradiction(id));
    }
    found
}

/// A step of restriction.
struct Step<'a, 'v> {
    contract: &'a Contract,
    values: &'v Values<'a>,
    base: TypeId,
    simple: &'a SimpleType,
    /// What the base's facets say.
    inherited: BorrowedFacets<'a>,
}

impl Step<'_, '_> {
    fn error(&self, facet: &Facet, reason: &str) -> Diagnostic {
        let message = format!("`{}` cannot be: {reason}", facet.value.name());
        let way_out =
            "correct the schema, or leave the facets of this type out by a `[[correction]]` with `lift-facets`";
        Diagnostic::error("facet", facet.span, message).help(way_out.to_owned())
    }

    /// What is wrong with a facet by itself, and beside those of the base.
    fn objection(&self, facet: &Facet) -> Option<String> {
        self.is_misplaced(facet)
            .or_else(|| self.no_value(facet))
            .or_else(|| looser(&facet.value, &self.inherited))
            .or_else(|| self.beyond_base(&facet.value))
    }

    fn is_misplaced(&self, facet: &Facet) -> Option<String> {
        let value = &facet.value;
        let (applies, kind) = if self.contract.list_item(self.base).is_some() {
            (!is_about_order(value) && !is_about_digits(value), "lists have".to_owned())
        } else if let Some(Variety::Union(_)) = self.contract.simple_variety(self.base) {
            (matches!(value, FacetValue::Pattern(_) | FacetValue::Enumeration(_)), "unions have".to_owned())
        } else {
            let primitive = self.contract.primitive(self.base)?;
            (applies(value, primitive), format!("{} has", primitive.prefixed_name()))
        };
        (!applies).then(|| format!("{kind} no such facet"))
    }

    /// Whether the facet's value is none of the base.
    fn no_value(&self, facet: &Facet) -> Option<String> {
        match &facet.value {
            FacetValue::Enumeration(text) => {
                let is_value = self.values.accepts(self.base, text, facet.span);
                (!is_value).then(|| format!("\"{text}\" is no value of the base type"))
            }
            FacetValue::Pattern(pattern) => match Pattern::new(pattern) {
                Err(error @ PatternError::Syntax { .. }) => Some(error.to_string()),
                _ => None,
            },
            FacetValue::MinInclusive(text)
            | FacetValue::MaxInclusive(text)
            | FacetValue::MinExclusive(text)
            | FacetValue::MaxExclusive(text) => {
                let builtin = self.contract.builtin_base(self.base)?;
                let error = builtin.check(&builtin.white_space().normalize(text)).err()?;
                Some(error.to_string())
            }
            _ => None,
        }
    }

    /// A bound that the base does not reach.
    fn beyond_base(&self, value: &FacetValue) -> Option<String> {
        let (own, other, wrong) = match value {
            FacetValue::MinInclusive(text) | FacetValue::MinExclusive(text) => {
                (text, self.inherited.lower(), Ordering::Less)
            }
            FacetValue::MaxInclusive(text) | FacetValue::MaxExclusive(text) => {
                (text, self.inherited.upper(), Ordering::Greater)
            }
            _ => return None,
        };
        let bound = other?.text();
        let order = self.contract.primitive(self.base)?.compare(own, bound)?;
        (order == wrong).then(|| format!("the base type ends at {bound}"))
    }

    /// What the facets of a type say together that nothing can be.
    fn contradiction(&self, id: TypeId) -> Option<Diagnostic> {
        let all = self.contract.effective_facets(id);
        let at = self.simple.facets.first()?;
        let reason = lengths(&all).or_else(|| self.bounds(&all)).or_else(|| self.twice())?;
        Some(self.error(at, &reason))
    }

    fn bounds(&self, all: &BorrowedFacets<'_>) -> Option<String> {
        let (least, most) = (all.lower()?, all.upper()?);
        let order = self.contract.primitive(self.base)?.compare(least.text(), most.text())?;
        let is_inclusive = |bound| matches!(bound, Bound::Inclusive(_));
        // A half-open range of nothing is allowed where both bounds are exclusive (4.3.7.4, 4.3.9.4).
        let is_empty =
            order == Ordering::Greater || (order == Ordering::Equal && is_inclusive(least) != is_inclusive(most));
        is_empty.then(|| format!("no value is between {} and {}", least.text(), most.text()))
    }

    /// Two facets of one step that exclude each other.
    fn twice(&self) -> Option<String> {
        let has = |is: fn(&FacetValue) -> bool| self.simple.facets.iter().any(|facet| is(&facet.value));
        let least = has(|value| matches!(value, FacetValue::MinInclusive(_)))
            && has(|value| matches!(value, FacetValue::MinExclusive(_)));
        let most = has(|value| matches!(value, FacetValue::MaxInclusive(_)))
            && has(|value| matches!(value, FacetValue::MaxExclusive(_)));
        (least || most).then(|| "an inclusive and an exclusive bound exclude each other".to_owned())
    }
}

fn lengths(all: &BorrowedFacets<'_>) -> Option<String> {
    let (least, most) = (all.min_length, all.max_length);
    let crossed = |low: Option<u64>, high: Option<u64>| low.zip(high).filter(|(low, high)| low > high);
    if let Some((least, most)) = crossed(least, most).or(crossed(all.length, most)).or(crossed(least, all.length)) {
        return Some(format!("no length is at least {least} and at most {most}"));
    }
    let (fraction, total) = crossed(all.fraction_digits.map(u64::from), all.total_digits.map(u64::from))?;
    Some(format!("{fraction} digits after the point are more than {total} in all"))
}

/// A facet that admits more than that of the base (part 2, the constraints "… valid restriction").
fn looser(value: &FacetValue, base: &BorrowedFacets<'_>) -> Option<String> {
    let below = |own: u64, base: Option<u64>| base.filter(|base| own < *base);
    let above = |own: u64, base: Option<u64>| base.filter(|base| own > *base);
    let other = match value {
        FacetValue::Length(own) => base.length.filter(|base| own != base),
        FacetValue::MinLength(own) => below(*own, base.min_length),
        FacetValue::MaxLength(own) => above(*own, base.max_length),
        FacetValue::TotalDigits(own) => above(*own, base.total_digits.map(u64::from)),
        FacetValue::FractionDigits(own) => above(*own, base.fraction_digits.map(u64::from)),
        FacetValue::ExplicitTimezone(own) => {
            let base = base.explicit_timezone.filter(|base| own != base)?;
            return Some(format!("the base type has {}", FacetValue::ExplicitTimezone(base).lexical()));
        }
        FacetValue::WhiteSpace(own) => {
            let base = base.white_space.filter(|base| rank(*own) < rank(*base))?;
            return Some(format!("the base type has {}", base.name()));
        }
        _ => None,
    }?;
    Some(format!("the base type has {other}"))
}

fn rank(treatment: WhiteSpace) -> u8 {
    match treatment {
        WhiteSpace::Preserve => 0,
        WhiteSpace::Replace => 1,
        WhiteSpace::Collapse => 2,
    }
}

fn is_about_order(value: &FacetValue) -> bool {
    use FacetValue::{MaxExclusive, MaxInclusive, MinExclusive, MinInclusive};
    matches!(value, MinInclusive(_) | MaxInclusive(_) | MinExclusive(_) | MaxExclusive(_))
}

fn is_about_digits(value: &FacetValue) -> bool {
    matches!(value, FacetValue::TotalDigits(_) | FacetValue::FractionDigits(_))
}

fn is_about_timezones(value: &FacetValue) -> bool {
    matches!(value, FacetValue::ExplicitTimezone(_))
}

fn is_about_length(value: &FacetValue) -> bool {
    matches!(value, FacetValue::Length(_) | FacetValue::MinLength(_) | FacetValue::MaxLength(_))
}

/// Whether a primitive type has a facet (part 2, appendix C). An enumeration of `xs:boolean` does no harm.
fn applies(value: &FacetValue, primitive: Builtin) -> bool {
    let is_of_time = primitive.has_timezone("").is_some();
    if is_about_timezones(value) {
        return is_of_time;
    }
    match primitive {
        Builtin::String | Builtin::AnyUri | Builtin::HexBinary | Builtin::Base64Binary => {
            !is_about_order(value) && !is_about_digits(value)
        }
        Builtin::QName | Builtin::Notation => !is_about_order(value) && !is_about_digits(value),
        Builtin::Boolean => !is_about_order(value) && !is_about_digits(value) && !is_about_length(value),
        Builtin::Decimal => !is_about_length(value),
        _ => !is_about_length(value) && !is_about_digits(value),
    }
}
