//! Questions about a contract. Nothing here is stored; each answer follows from the arenas.

use std::collections::{BTreeMap, BTreeSet};

use soap_runtime::xsd::BorrowedFacets;

use super::{
    AttributeUse, Builtin, Contract, Derivation, Element, ElementId, Facet, InArena, OwnContent, Owner, Particle,
    Scope, SimpleType, Type, TypeId, Variety,
};
use crate::qname::QName;

/// What an anonymous type is ordered behind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Anchor {
    Element(QName),
    Group(QName),
    Attribute(QName),
    AttributeGroup(QName),
    Type(TypeId),
}

impl Contract {
    /// All types in reach but the built-in ones: named ones by namespace and name, each followed by the anonymous
    /// types written in it; then those written in global elements, in model groups, attributes and attribute groups.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let mut anonymous = self.anonymous_types();
        let mut ordered = Vec::new();
        for id in self.named_types.values() {
            take_with_inner(*id, &mut anonymous, &mut ordered);
        }
        while let Some((_, ids)) = anonymous.pop_first() {
            for id in ids {
                take_with_inner(id, &mut anonymous, &mut ordered);
            }
        }
        ordered
    }

    fn anonymous_types(&self) -> BTreeMap<Anchor, Vec<TypeId>> {
        let mut anonymous: BTreeMap<Anchor, Vec<TypeId>> = BTreeMap::new();
        for (id, ty) in self.all_types() {
            if let Some(owner) = ty.owner() {
                anonymous.entry(self.anchor(owner)).or_default().push(id);
            }
        }
        anonymous
    }

    fn anchor(&self, owner: &Owner) -> Anchor {
        match owner {
            Owner::Element(id) => match &self.element(*id).scope {
                Scope::Global => Anchor::Element(self.element(*id).name.clone()),
                Scope::Local(ty) => Anchor::Type(*ty),
                Scope::Group(name) => Anchor::Group(name.clone()),
            },
            Owner::GlobalAttribute(name) => Anchor::Attribute(name.clone()),
            Owner::GroupAttribute(group, _) => Anchor::AttributeGroup(group.clone()),
            Owner::Attribute(ty, _)
            | Owner::ListItem(ty)
            | Owner::UnionMember(ty, _)
            | Owner::Base(ty)
            | Owner::SimpleContent(ty)
            | Owner::Redefined(ty) => Anchor::Type(*ty),
        }
    }

    /// All global elements in reach, by namespace and name.
    #[must_use]
    pub fn elements(&self) -> Vec<ElementId> {
        self.global_elements.values().copied().collect()
    }

    /// All global attributes in reach, by namespace and name. Types that refer to them have uses of their own.
    pub fn global_attributes(&self) -> impl Iterator<Item = &AttributeUse> {
        self.global_attributes.values()
    }

    /// A named type in reach, or a built-in one.
    #[must_use]
    pub fn find_type(&self, name: &QName) -> Option<TypeId> {
        if let Some(id) = self.named_types.get(name) {
            return Some(*id);
        }
        match name.local() {
            _ if !name.is_xsd() => None,
            "anyType" => Some(TypeId::ANY_TYPE),
            local => Builtin::from_name(local).map(InArena::id),
        }
    }

    /// A global element in reach.
    #[must_use]
    pub fn find_element(&self, name: &QName) -> Option<ElementId> {
        self.global_elements.get(name).copied()
    }

    /// What a type is derived from, and how; a simple type's base counts as a restriction.
    #[must_use]
    pub fn base_of(&self, id: TypeId) -> Option<TypeId> {
        match self.ty(id) {
            Type::Simple(simple) => simple.base,
            Type::Complex(complex) => complex.derivation.map(|Derivation { base, .. }| base),
        }
    }

    /// Whether a type is another one, or derived from it in any number of steps. Everything is derived from
    /// `xs:anyType`.
    #[must_use]
    pub fn is_derived_from(&self, id: TypeId, ancestor: TypeId) -> bool {
        let mut steps = std::iter::successors(Some(id), |id| self.base_of(*id));
        ancestor == TypeId::ANY_TYPE || steps.any(|step| step == ancestor)
    }

    /// The concrete types in reach that are derived from this one in any number of steps, itself excepted: by name,
    /// anonymous ones last.
    #[must_use]
    pub fn derived_types(&self, id: TypeId) -> Vec<TypeId> {
        let mut derived = self.all_derived_types(id);
        derived.retain(|id| self.ty(*id).as_complex().is_none_or(|ty| !ty.is_abstract));
        derived.sort_by_key(|id| (self.ty(*id).name().is_none(), self.ty(*id).name().cloned(), *id));
        derived
    }

    /// All types derived from this one in any number of steps, abstract ones included, itself excepted.
    pub(crate) fn all_derived_types(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let direct = self.derivations.get(&next).into_iter().flatten();
            open.extend(direct.filter(|id| found.insert(**id)));
        }
        found.into_iter().collect()
    }

    /// The elements in reach that may stand where this one is referred to (XSD 1.0 part 1 §3.3.6): itself unless it
    /// is abstract, then the concrete members of its substitution group that `block` admits, by name.
    #[must_use]
    pub fn substitution_members(&self, head: ElementId) -> Vec<ElementId> {
        let mut members = BTreeSet::new();
        let mut open = vec![head];
        while let Some(next) = open.pop() {
            let direct = self.substitutions.get(&next).into_iter().flatten();
            open.extend(direct.filter(|id| members.insert(**id)));
        }
        members.remove(&head);
        let mut members: Vec<_> = members.into_iter().collect();
        members.retain(|member| self.may_substitute(*member, head));
        members.sort_by(|left, right| self.element(*left).name.cmp(&self.element(*right).name));
        members.splice(0..0, (!self.element(head).is_abstract).then_some(head));
        members
    }

    fn may_substitute(&self, member: ElementId, head: ElementId) -> bool {
        let (member, head) = (self.element(member), self.element(head));
        !member.is_abstract && !head.block.substitution && !self.is_blocked(member, head)
    }

    /// Whether some step from the member's type to the head's is of a kind that the head or its type blocks.
    fn is_blocked(&self, member: &Element, head: &Element) -> bool {
        let type_block = self.ty(head.ty).as_complex().map(|ty| ty.block).unwrap_or_default();
        let steps = std::iter::successors(Some(member.ty), |id| self.base_of(*id));
        steps.take_while(|id| *id != head.ty).any(|id| {
            let extends = self
                .ty(id)
                .as_complex()
                .and_then(|ty| ty.derivation)
                .is_some_and(|derivation| derivation.method == super::DerivationMethod::Extension);
            if extends {
                head.block.extension || type_block.extension
            } else {
                head.block.restriction || type_block.restriction
            }
        })
    }

    /// The elements of a type's content, in schema order, inherited ones included.
    #[must_use]
    pub fn content_elements(&self, id: TypeId) -> Vec<ElementId> {
        self.content(id).particle().map(Particle::elements).unwrap_or_default()
    }

    /// The simple type of a type's text: itself, or that of its simple content.
    #[must_use]
    pub fn text_type(&self, id: TypeId) -> Option<TypeId> {
        let mut next = id;
        loop {
            let Type::Complex(complex) = self.ty(next) else { return Some(next) };
            next = match &complex.content {
                OwnContent::Text(Some(text)) => return Some(*text),
                OwnContent::Elements { particle: Some(_), .. } => return None,
                OwnContent::Text(None) | OwnContent::Elements { .. } => complex.content_base()?,
            };
        }
    }

    /// The steps of restriction of a simple type, itself first, `xs:anySimpleType` last. Empty for a complex type.
    pub fn simple_steps(&self, id: TypeId) -> impl Iterator<Item = (TypeId, &SimpleType)> {
        let ids = std::iter::successors(Some(id), |id| self.base_of(*id));
        ids.map_while(|id| Some((id, self.ty(id).as_simple()?)))
    }

    /// The built-in type whose values a simple type narrows: the nearest built-in ancestor, itself included. For a
    /// list or union that is `xs:anySimpleType`, unless it is a built-in list. `None` for a complex type.
    #[must_use]
    pub fn builtin_base(&self, id: TypeId) -> Option<Builtin> {
        self.simple_steps(id).find_map(|(_, step)| match step.variety {
            Variety::Builtin(builtin) => Some(builtin),
            _ => None,
        })
    }

    /// What the values of a simple type are once its restrictions are looked through; never [`Variety::Atomic`].
    #[must_use]
    pub fn simple_variety(&self, id: TypeId) -> Option<&Variety> {
        self.simple_steps(id).map(|(_, step)| &step.variety).find(|variety| **variety != Variety::Atomic)
    }

    /// Whether values of a simple type can hold names, whose prefixes mean what they do where they stand.
    #[must_use]
    pub fn holds_names(&self, id: TypeId) -> bool {
        match self.simple_variety(id) {
            Some(Variety::Builtin(builtin)) => matches!(builtin, Builtin::QName | Builtin::Notation),
            Some(Variety::List(item)) => self.holds_names(*item),
            Some(Variety::Union(members)) => members.iter().any(|member| self.holds_names(*member)),
            Some(Variety::Atomic) | None => false,
        }
    }

    /// Whether some element or attribute holds a name, a list of names, or one of several things of which some are names.
    #[must_use]
    pub fn may_hold_names(&self) -> bool {
        let elements = self.elements.iter().map(|element| element.ty);
        let complex = self.all_types().filter_map(|(id, ty)| Some((id, ty.as_complex()?)));
        let inside = complex.flat_map(|(id, ty)| ty.attributes.iter().map(|attribute| attribute.ty).chain([id]));
        let global = self.global_attributes().map(|attribute| attribute.ty);
        elements.chain(inside).chain(global).filter_map(|ty| self.text_type(ty)).any(|ty| self.holds_names(ty))
    }

    /// The primitive type of a simple type's values; `None` for lists, unions, `xs:anySimpleType`, complex types.
    #[must_use]
    pub fn primitive(&self, id: TypeId) -> Option<Builtin> {
        let atomic = |builtin: &Builtin| *builtin != Builtin::AnySimpleType && !builtin.is_list();
        self.builtin_base(id).filter(atomic).map(Builtin::primitive)
    }

    /// The item type of a list type, built-in ones included.
    #[must_use]
    pub fn list_item(&self, id: TypeId) -> Option<TypeId> {
        match self.ty(id).as_simple()?.variety {
            Variety::List(item) => Some(item),
            Variety::Builtin(builtin) => builtin.item().map(InArena::id),
            Variety::Atomic | Variety::Union(_) => None,
        }
    }

    /// What all restriction steps of a simple type say together, the built-in types' white space included; nothing
    /// for a complex type.
    #[must_use]
    pub fn effective_facets(&self, id: TypeId) -> BorrowedFacets<'_> {
        let mut facets = BorrowedFacets { list: self.list_item(id).is_some(), ..BorrowedFacets::default() };
        for (_, step) in self.simple_steps(id) {
            facets.inherit(step.facets.iter().map(|facet| &facet.value));
            if let Variety::Builtin(builtin) = step.variety {
                facets.white_space.get_or_insert(builtin.white_space());
                break;
            }
        }
        if facets.list {
            facets.white_space = Some(super::WhiteSpace::Collapse);
        }
        facets
    }

    /// The values that a simple type enumerates, itself or by the nearest type that it restricts, in schema order.
    pub fn enumeration(&self, id: TypeId) -> impl Iterator<Item = (&str, &Facet)> {
        let own = |step: &'_ SimpleType| step.facets.iter().any(|facet| facet.value.enumerated().is_some());
        let step = self.simple_steps(id).map(|(_, step)| step).find(|step| own(step));
        step.into_iter().flat_map(|step| &step.facets).filter_map(|facet| Some((facet.value.enumerated()?, facet)))
    }
}

fn take_with_inner(id: TypeId, anonymous: &mut BTreeMap<Anchor, Vec<TypeId>>, ordered: &mut Vec<TypeId>) {
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        ordered.push(next);
        let inner = anonymous.remove(&Anchor::Type(next)).unwrap_or_default();
        open.extend(inner.into_iter().rev());
    }
}
