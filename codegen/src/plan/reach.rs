//! What the operations reach when the configuration cuts something off: types mapped to types of the user's, and alternatives of
//! operations that are left out.

use std::collections::BTreeSet;

use crate::ir::{Body, Builtin, Contract, ElementId, MessageUse, PartKind, Scope, Type, TypeId, Variety};

/// Types and elements that something still needs.
#[derive(Debug, Default)]
pub(super) struct Reached {
    pub(super) types: BTreeSet<TypeId>,
    pub(super) elements: BTreeSet<ElementId>,
}

struct Walk<'c> {
    contract: &'c Contract,
    reached: Reached,
    open: Vec<TypeId>,
    leaves: &'c dyn Fn(TypeId) -> bool,
    left_out: &'c dyn Fn(TypeId, ElementId) -> bool,
}

/// What the operations need; `leaves` are not walked through, and from a type to an element that is `left_out` there is no way.
pub(super) fn of_operations(
    contract: &Contract,
    leaves: &dyn Fn(TypeId) -> bool,
    left_out: &dyn Fn(TypeId, ElementId) -> bool,
) -> Reached {
    let mut walk = Walk { contract, reached: Reached::default(), open: Vec::new(), leaves, left_out };
    for operation in contract.port_types().iter().flat_map(|port_type| &port_type.operations) {
        operation.input.iter().chain(&operation.output).for_each(|message| walk.message(message));
        operation.faults.iter().for_each(|fault| walk.part(fault.part.kind));
    }
    walk.finish()
}

/// Everything but what only `leaves` need.
pub(super) fn of_everything(contract: &Contract, leaves: &dyn Fn(TypeId) -> bool) -> Reached {
    let walk =
        |leaves| Walk { contract, reached: Reached::default(), open: Vec::new(), leaves, left_out: &|_, _| false };
    let mut inside = walk(&|_| false);
    contract.types().into_iter().filter(|id| leaves(*id)).for_each(|leaf| inside.inside(leaf));
    let inside = inside.finish();
    let mut outside = walk(leaves);
    contract.types().into_iter().filter(|id| !inside.types.contains(id)).for_each(|id| outside.ty(id));
    contract.elements().into_iter().filter(|id| !inside.elements.contains(id)).for_each(|id| outside.element(id));
    outside.finish()
}

impl Walk<'_> {
    fn finish(mut self) -> Reached {
        while let Some(id) = self.open.pop() {
            self.inside(id);
        }
        self.reached
    }

    fn message(&mut self, message: &MessageUse) {
        match &message.body {
            Body::Element(id) => self.element(*id),
            Body::Empty => {}
        }
        for header in &message.headers {
            self.element(header.element);
            header.faults.iter().for_each(|fault| self.element(fault.element));
        }
    }

    fn part(&mut self, part: PartKind) {
        match part {
            PartKind::Element(id) => self.element(id),
            PartKind::Type(id) => self.element_type(id),
        }
    }

    /// An element, with what may be substituted for it and the types that it may have.
    fn element(&mut self, id: ElementId) {
        if !self.reached.elements.insert(id) {
            return;
        }
        let element = self.contract.element(id);
        self.element_type(element.ty);
        if element.scope == Scope::Global {
            self.contract.substitution_members(id).into_iter().for_each(|member| self.element(member));
        }
    }

    fn element_type(&mut self, id: TypeId) {
        self.ty(id);
        if !(self.leaves)(id) {
            self.may_stand(id).into_iter().for_each(|derived| self.ty(derived));
        }
    }

    /// The types that an element of this one may hold by `xsi:type`: those that came into the contract for it.
    fn may_stand(&self, id: TypeId) -> Vec<TypeId> {
        let contract = self.contract;
        if id == contract.any_type() {
            return contract.types();
        }
        match contract.ty(id) {
            Type::Simple(simple) if matches!(simple.variety, Variety::Builtin(Builtin::AnySimpleType)) => {
                contract.types().into_iter().filter(|id| contract.ty(*id).as_simple().is_some()).collect()
            }
            Type::Simple(simple) if matches!(simple.variety, Variety::Builtin(_)) => Vec::new(),
            _ => contract.derived_types(id),
        }
    }

    fn ty(&mut self, id: TypeId) {
        if self.reached.types.insert(id) && !(self.leaves)(id) {
            self.open.push(id);
        }
    }

    fn inside(&mut self, id: TypeId) {
        let contract = self.contract;
        contract.base_of(id).into_iter().for_each(|base| self.ty(base));
        match contract.ty(id) {
            Type::Simple(simple) => match &simple.variety {
                Variety::List(items) => self.ty(*items),
                Variety::Union(members) => members.iter().for_each(|member| self.ty(*member)),
                Variety::Builtin(_) | Variety::Atomic => {}
            },
            Type::Complex(_) => {
                contract.attributes(id).into_iter().for_each(|attribute| self.ty(attribute.ty));
                contract.text_type(id).into_iter().for_each(|text| self.ty(text));
                for element in contract.content_elements(id) {
                    if !(self.left_out)(id, element) {
                        self.element(element);
                    }
                }
            }
        }
    }
}
