//! The types that XML Schema itself defines, in every arena (XSD 1.0 part 2 §3, part 1 §3.4.7).

use soap_runtime::xsd::Builtin;

use super::{
    ComplexType, DerivationSet, NamespaceConstraint, OwnContent, Particle, ProcessContents, SimpleType, Term, Type,
    TypeId, Variety, Wildcard,
};
use crate::qname::QName;

/// The place of the built-in types in every arena.
pub(crate) trait InArena: Sized {
    /// The type's id.
    fn id(self) -> TypeId;
}

impl InArena for Builtin {
    fn id(self) -> TypeId {
        TypeId(self as u32 + 1)
    }
}

impl TypeId {
    /// `xs:anyType`, which stands before the simple types.
    pub(crate) const ANY_TYPE: Self = Self(0);
}

/// The start of every arena: `xs:anyType`, then the simple types.
pub(crate) fn arena() -> Vec<Type> {
    let simple = Builtin::ALL.iter().map(|builtin| Type::Simple(definition(*builtin)));
    std::iter::once(Type::Complex(any_type())).chain(simple).collect()
}

fn definition(builtin: Builtin) -> SimpleType {
    SimpleType {
        name: Some(QName::xsd(builtin.name())),
        owner: None,
        span: None,
        documentation: None,
        base: builtin.base().map(InArena::id),
        variety: Variety::Builtin(builtin),
        facets: Vec::new(),
        final_: DerivationSet::default(),
    }
}

fn any_type() -> ComplexType {
    let wildcard = Wildcard {
        namespaces: NamespaceConstraint::Any,
        process: ProcessContents::Lax,
        span: None,
        documentation: None,
    };
    let content = Particle { min: 0, max: None, term: Term::Wildcard(wildcard.clone()), span: None };
    ComplexType {
        name: Some(QName::xsd("anyType")),
        owner: None,
        span: None,
        documentation: None,
        is_abstract: false,
        is_array: false,
        derivation: None,
        attributes: Vec::new(),
        prohibited: Vec::new(),
        any_attribute: Some(wildcard),
        content: OwnContent::Elements { particle: Some(content), is_mixed: true, is_complete: false },
        block: DerivationSet::default(),
        final_: DerivationSet::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_type_stands_at_its_id() {
        assert_eq!(Builtin::ALL.len(), 48);
        let arena = arena();
        for builtin in Builtin::ALL {
            let defined = arena.get(builtin.id().0 as usize).and_then(Type::as_simple);
            assert!(defined.is_some_and(|ty| ty.variety == Variety::Builtin(*builtin)));
        }
    }
}
