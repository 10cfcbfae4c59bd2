//! The types that XML Schema itself defines: `xs:anyType`, then the simple ones.

use super::Type;
use super::complex_type::ComplexType;
use super::name::{ExpandedName, NsId, TypeId};
use super::particle::{Particle, Term, UNBOUNDED};
use super::simple_type::{SimpleDerivation, SimpleType};
use super::wildcard::Wildcard;
use crate::xsd::Builtin;

/// The types with which every schema begins; [`builtin_type`] counts on the order.
pub(super) fn types() -> impl Iterator<Item = Type> {
    let simple = Builtin::ALL.iter().map(|builtin| {
        Type::Simple(SimpleType {
            name: Some(ExpandedName { ns: NsId::XSD, local: builtin.name().into() }),
            made: SimpleDerivation::Builtin(*builtin),
            facets: Vec::new(),
            since: 0,
        })
    });
    std::iter::once(Type::Complex(any_type())).chain(simple)
}

/// The ur-type (Part 1, 3.4.7). It is its own base.
fn any_type() -> ComplexType {
    ComplexType {
        is_mixed: true,
        particles: vec![Particle { min: 0, max: UNBOUNDED, term: Term::Wildcard(Wildcard::ANY), since: 0 }],
        any_attribute: Some(Wildcard::ANY),
        ..ComplexType::new(Some(ExpandedName { ns: NsId::XSD, local: "anyType".into() }))
    }
}

/// Where a built-in simple type stands among the types of every contract.
#[must_use]
pub fn builtin_type(builtin: Builtin) -> TypeId {
    TypeId(builtin as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_to_the_types_they_name() {
        let types: Vec<_> = types().collect();
        assert_eq!(types.len(), 49);
        for builtin in Builtin::ALL {
            let ty = types.get(builtin_type(*builtin).0 as usize).and_then(Type::name);
            assert_eq!(ty.map(|name| &*name.local), Some(builtin.name()));
        }
        assert_eq!(builtin_type(Builtin::AnySimpleType), TypeId::ANY_SIMPLE);
    }
}
