//! What keys reach: the items of a type and of what is inside of it, and the fields and variants of a component.

use std::collections::BTreeMap;

use super::Target;
use crate::ir::{Contract, ElementId, Owner, Scope, TypeId};
use crate::plan::planner::Planner;
use crate::plan::{ItemId, Line, RustType};
use crate::qname::QName;

/// Where every item comes from.
pub(super) struct Places {
    /// The type that it is part of, then those that this is written in.
    types: Vec<Vec<TypeId>>,
    /// The outermost component: a type or global element, as a rule.
    components: Vec<Option<QName>>,
    /// The head of a substitution group.
    heads: BTreeMap<ItemId, ElementId>,
}

impl Places {
    pub(super) fn new(planner: &Planner<'_>) -> Self {
        let contract = planner.contract;
        let heads: BTreeMap<ItemId, ElementId> =
            planner.substitutions.iter().map(|(head, item)| (*item, *head)).collect();
        let places = planner.origins().into_iter().enumerate().map(|(index, origin)| match heads.get(&ItemId(index)) {
            Some(head) => (Vec::new(), Some(contract.element(*head).name.clone())),
            None => origin.map_or((Vec::new(), None), |ty| written_in(contract, ty)),
        });
        let (types, components) = places.unzip();
        Self { types, components, heads }
    }

    /// The items that a key is about, with what is inside of them.
    pub(super) fn of(&self, target: &Target) -> Vec<ItemId> {
        let is_meant = |id: &ItemId| match target {
            Target::Everything => true,
            Target::Names(pattern) => self.components[id.0].as_ref().is_some_and(|name| pattern.holds(name)),
            Target::Types(types, element) => {
                let is_head = element.is_some() && self.heads.get(id) == element.as_ref();
                is_head || self.types[id.0].iter().any(|ty| types.contains(ty))
            }
            Target::Part(_) => false,
        };
        (0..self.types.len()).map(ItemId).filter(is_meant).collect()
    }

    /// The items of a type's content, and of that of the types derived from it.
    fn of_content(&self, contract: &Contract, owner: TypeId) -> Vec<ItemId> {
        let inherits = |ty: TypeId| std::iter::successors(Some(ty), |ty| contract.base_of(*ty)).any(|ty| ty == owner);
        let is_one = |id: &ItemId| self.types[id.0].first().is_some_and(|ty| inherits(*ty));
        (0..self.types.len()).map(ItemId).filter(is_one).collect()
    }
}

/// A type with those that it is written in, and the component that all of them stand in.
fn written_in(contract: &Contract, ty: TypeId) -> (Vec<TypeId>, Option<QName>) {
    let mut types = vec![ty];
    let mut at = ty;
    loop {
        if let Some(name) = contract.ty(at).name() {
            return (types, Some(name.clone()));
        }
        let outer = match contract.ty(at).owner() {
            None => return (types, None),
            Some(Owner::Element(element)) => match &contract.element(*element).scope {
                Scope::Global => return (types, Some(contract.element(*element).name.clone())),
                Scope::Group(name) => return (types, Some(name.clone())),
                Scope::Local(ty) => *ty,
            },
            Some(Owner::GlobalAttribute(name) | Owner::GroupAttribute(name, _)) => return (types, Some(name.clone())),
            Some(
                Owner::Attribute(ty, _)
                | Owner::ListItem(ty)
                | Owner::UnionMember(ty, _)
                | Owner::Base(ty)
                | Owner::SimpleContent(ty)
                | Owner::Redefined(ty),
            ) => *ty,
        };
        types.push(outer);
        at = outer;
    }
}

/// A field or variant: its item, and its name there.
type Part = (ItemId, String);

impl Planner<'_> {
    /// The fields and variants for an element of a type's content.
    pub(super) fn child_parts(&self, owner: TypeId, element: ElementId, places: &Places) -> Vec<Part> {
        let local = self.contract.element(element).name.local();
        let enum_of_group = self.substitutions.get(&element).copied();
        self.parts(&places.of_content(self.contract, owner), |line, ty| match line {
            Line::Element { name, .. } => name.local == local,
            Line::Group { .. } => enum_of_group.is_some() && ty.item() == enum_of_group,
            _ => false,
        })
    }

    /// The fields for an attribute of a type.
    pub(super) fn attribute_parts(&self, owner: TypeId, local: &str, places: &Places) -> Vec<Part> {
        self.parts(
            &places.of_content(self.contract, owner),
            |line, _| matches!(line, Line::Attribute { name, .. } if name.local == local),
        )
    }

    /// The variants for a global element in the enums of substitution groups.
    pub(super) fn element_parts(&mut self, element: ElementId, places: &Places) -> Vec<Part> {
        let name = self.contract.element(element).name.clone();
        let name = self.xml_name(&name);
        let enums: Vec<ItemId> = places.heads.keys().copied().collect();
        self.parts(&enums, |line, _| matches!(line, Line::Element { name: known, .. } if *known == name))
    }

    fn parts(&self, items: &[ItemId], is_it: impl Fn(&Line, &RustType) -> bool) -> Vec<Part> {
        let parts = items.iter().flat_map(|id| self.item(*id).kind.parts().into_iter().map(move |part| (*id, part)));
        parts.filter(|(_, (_, line, ty))| is_it(line, ty)).map(|(id, (name, ..))| (id, name.to_owned())).collect()
    }
}
