//! The types that XML Schema itself defines: `xs:anyType`, then the simple ones.

use super::component::{
    Block, ComplexType, ExpandedName, Method, NsId, Particle, SimpleDerivation, SimpleType, Term, Type, TypeId,
    UNBOUNDED, Wildcard,
};
use crate::xsd::{Builtin, OwnedFacets};

/// The types with which every schema begins; [`builtin_type`](super::component::builtin_type) counts on the order.
pub(super) fn types() -> impl Iterator<Item = Type> {
    let simple = Builtin::ALL.iter().map(|builtin| {
        Type::Simple(SimpleType {
            name: Some(ExpandedName { ns: NsId::XSD, local: builtin.name().into() }),
            made: SimpleDerivation::Builtin(*builtin),
            facets: OwnedFacets::default(),
            since: 0,
            later_values: Vec::new(),
        })
    });
    std::iter::once(Type::Complex(any_type())).chain(simple)
}

/// The ur-type (Part 1, 3.4.7). It is its own base.
fn any_type() -> ComplexType {
    ComplexType {
        name: Some(ExpandedName { ns: NsId::XSD, local: "anyType".into() }),
        base: TypeId::ANY,
        method: Method::Restriction,
        is_complete: false,
        is_abstract: false,
        is_mixed: true,
        block: Block::default(),
        text: None,
        particles: vec![Particle { min: 0, max: UNBOUNDED, term: Term::Wildcard(Wildcard::ANY), since: 0 }],
        attributes: Vec::new(),
        any_attribute: Some(Wildcard::ANY),
        since: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::component::builtin_type;
    use super::*;

    #[test]
    fn ids_lead_to_the_types_they_name() {
        let types: Vec<_> = types().collect();
        assert_eq!(types.len(), 46);
        for builtin in Builtin::ALL {
            let ty = types.get(builtin_type(*builtin).0 as usize).and_then(Type::name);
            assert_eq!(ty.map(|name| &*name.local), Some(builtin.name()));
        }
        assert_eq!(builtin_type(Builtin::AnySimpleType), TypeId::ANY_SIMPLE);
    }
}
