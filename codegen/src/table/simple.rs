//! The lines of simple types and facets.

use super::Table;
use super::lines::text;
use crate::ir::{Facet, FacetValue, SimpleType, TypeId, Variety};

impl Table<'_> {
    pub(super) fn simple(&mut self, id: TypeId, simple: &SimpleType, label: &str) {
        let (made, of) = self.variety(simple);
        let types: Vec<_> = of.iter().map(|id| self.type_reference(*id)).collect();
        let types = types.iter().map(|name| format!(" {name}")).collect::<String>();
        self.lines.fact(&format!("simple{label} {made}{types}"));
        self.lines.indent();
        self.definitions_in_place(&of);
        for facet in &simple.facets {
            self.facet(id, facet);
        }
        self.lines.outdent();
    }

    /// The way the type is made, and of which types.
    fn variety(&self, simple: &SimpleType) -> (&'static str, Vec<TypeId>) {
        let any_simple = self.contract.builtin(crate::ir::Builtin::AnySimpleType);
        let base = simple.base.unwrap_or(any_simple);
        match &simple.variety {
            Variety::List(item) if base == any_simple => ("list", vec![*item]),
            Variety::Union(members) if base == any_simple => ("union", members.clone()),
            _ => ("restricts", vec![base]),
        }
    }

    fn facet(&mut self, id: TypeId, facet: &Facet) {
        let (name, value) = match &facet.value {
            FacetValue::Enumeration(value) => {
                ("value", self.values.spelled(id, value, facet.span, &mut |name| self.names.spell(name)))
            }
            FacetValue::Pattern(pattern) => ("pattern", pattern.clone()),
            FacetValue::Length(length) => ("length", length.to_string()),
            FacetValue::MinLength(length) => ("minLength", length.to_string()),
            FacetValue::MaxLength(length) => ("maxLength", length.to_string()),
            FacetValue::WhiteSpace(treatment) => ("whiteSpace", treatment.name().to_owned()),
            FacetValue::MinInclusive(bound) => ("minInclusive", bound.clone()),
            FacetValue::MinExclusive(bound) => ("minExclusive", bound.clone()),
            FacetValue::MaxInclusive(bound) => ("maxInclusive", bound.clone()),
            FacetValue::MaxExclusive(bound) => ("maxExclusive", bound.clone()),
            FacetValue::TotalDigits(digits) => ("totalDigits", digits.to_string()),
            FacetValue::FractionDigits(digits) => ("fractionDigits", digits.to_string()),
        };
        self.lines.fact(&format!("{name} {}", text(&value)));
    }
}
