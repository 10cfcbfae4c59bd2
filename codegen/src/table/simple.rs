//! Simple types and facets.

use soap_runtime::contract::{self, FacetValue, SimpleDerivation};

use super::Lowering;
use super::element::type_id;
use crate::ir::{Builtin, Facet, SimpleType, TypeId, Variety};

impl Lowering<'_> {
    pub(super) fn simple(&self, id: TypeId, simple: &SimpleType) -> contract::SimpleType {
        let facets = simple.facets.iter().map(|facet| self.facet(id, facet)).collect();
        contract::SimpleType { name: self.type_name(id), made: self.made(simple), facets, since: 0 }
    }

    fn made(&self, simple: &SimpleType) -> SimpleDerivation {
        let any_simple = self.contract.builtin(Builtin::AnySimpleType);
        let base = simple.base.unwrap_or(any_simple);
        match &simple.variety {
            Variety::List(item) if base == any_simple => SimpleDerivation::List(type_id(*item)),
            Variety::Union(members) if base == any_simple => {
                SimpleDerivation::Union(members.iter().copied().map(type_id).collect())
            }
            _ => SimpleDerivation::Restriction(type_id(base)),
        }
    }

    fn facet(&self, id: TypeId, facet: &Facet) -> contract::Facet {
        let value = match &facet.value {
            FacetValue::Enumeration(value) => {
                let spelled = self.values.spelled(id, value, facet.span, &mut |name| self.names.spell(name));
                FacetValue::Enumeration(spelled)
            }
            other => other.clone(),
        };
        contract::Facet { value, since: 0 }
    }
}
