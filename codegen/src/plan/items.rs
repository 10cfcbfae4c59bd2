//! Which types become items, and what they are called.
//!
//! Named types come first, in the order of their QNames, so that what is derived from them (anonymous types,
//! choices, traits) yields to them when names collide.

use super::planner::Planner;
use super::{ItemId, ItemKind};
use crate::ir::{Owner, Scope, Type, TypeId};
use crate::naming;
use crate::qname::QName;

impl Planner<'_> {
    /// Gives every type that becomes an item its name; what it is follows in `plan_types`.
    pub(super) fn name_types(&mut self) {
        let types = self.contract.types();
        let (named, anonymous): (Vec<_>, Vec<_>) =
            types.into_iter().partition(|id| self.contract.ty(*id).name().is_some());
        for id in named.iter().chain(&anonymous) {
            if self.is_item(*id) {
                self.name_type(*id);
            }
        }
        for id in named.iter().chain(&anonymous) {
            if self.is_polymorphic(*id) {
                self.name_polymorphic(*id);
            }
        }
    }

    /// Abstract types have no values of their own; simple types without anything of their own are what they restrict.
    fn is_item(&self, id: TypeId) -> bool {
        if !self.choices.needs(id) {
            return false;
        }
        match self.contract.ty(id) {
            Type::Complex(complex) => !complex.is_abstract,
            Type::Simple(simple) => simple.name.is_some() || self.simple_needs_item(id),
        }
    }

    /// Whether elements of this type may hold another one, which `xsi:type` names. One of an abstract type that none is derived from
    /// is kept whole.
    pub(super) fn is_polymorphic(&self, id: TypeId) -> bool {
        let can_be_named = |derived: &TypeId| self.contract.ty(*derived).name().is_some() && self.is_there(*derived);
        self.contract.ty(id).as_complex().is_some()
            && id != self.contract.any_type()
            && self.choices.needs(id)
            && self.contract.derived_types(id).iter().any(can_be_named)
            && self.is_element_type(id)
    }

    /// Whether values of a type are something in Rust: an item, or a type of the user's.
    pub(super) fn is_there(&self, id: TypeId) -> bool {
        let reached = self.choices.reached.as_ref();
        reached.is_none_or(|reached| reached.types.contains(&id))
    }

    fn is_element_type(&self, id: TypeId) -> bool {
        self.element_types.contains(&id)
    }

    fn name_type(&mut self, id: TypeId) {
        let (module, wanted, alternatives) = match self.contract.ty(id).name().cloned() {
            Some(name) => {
                let wanted = naming::type_name(name.local());
                let alternative = format!("{wanted}Type");
                (self.module_for(&name), wanted, vec![alternative])
            }
            None => self.anonymous_name(id),
        };
        let shown = self.shown_type(id);
        let wanted = self.choices.renames.type_item(id, wanted, shown);
        let natural = if wanted.given { String::new() } else { wanted.name.clone() };
        let name = self.assign(module, wanted, &alternatives);
        self.warn_collision(id, module, &natural, &name);
        let item = self.add(module, name, Vec::new(), ItemKind::default());
        self.types.insert(id, item);
    }

    /// A type for people: its name, or where it stands.
    fn shown_type(&mut self, id: TypeId) -> String {
        match self.contract.ty(id).name().cloned() {
            Some(name) => format!("type `{}`", self.show(&name)),
            None => match self.contract.ty(id).owner() {
                Some(Owner::Element(element)) => {
                    let name = self.contract.element(*element).name.clone();
                    format!("the type of the element `{}`", self.show(&name))
                }
                _ => "a type without a name".to_owned(),
            },
        }
    }

    fn warn_collision(&mut self, id: TypeId, module: usize, wanted: &str, taken: &str) {
        // Looking for the other one takes as long as there are types, so not for every type.
        if wanted.is_empty() || wanted == taken {
            return;
        }
        let other = self.types.iter().find(|(_, item)| {
            let item = &self.plan.items[item.0];
            item.module == module && item.name == wanted
        });
        if let Some((other, _)) = other {
            let (here, there) = (self.contract.ty(id).span(), self.contract.ty(*other).span());
            self.collision((wanted, taken), here, there);
        }
    }

    /// Module, name and alternatives of a type without a name, from what it is written in.
    fn anonymous_name(&mut self, id: TypeId) -> (usize, String, Vec<String>) {
        let Some(owner) = self.contract.ty(id).owner().cloned() else {
            return (self.module_for(&QName::new(None, "")), "Anonymous".to_owned(), Vec::new());
        };
        let (module, name) = self.owned_name(&owner);
        let alternatives = match owner {
            Owner::Element(element) if self.contract.element(element).scope == Scope::Global => {
                vec![format!("{name}Element")]
            }
            _ => vec![format!("{name}Type")],
        };
        (module, name, alternatives)
    }

    fn owned_name(&mut self, owner: &Owner) -> (usize, String) {
        let joined =
            |(module, outer): (usize, String), inner: &str| (module, format!("{outer}{}", naming::type_name(inner)));
        let contract = self.contract;
        match owner {
            Owner::Element(id) => {
                let element = contract.element(*id);
                match &element.scope {
                    Scope::Global => self.global_name(&element.name),
                    Scope::Local(ty) => joined(self.outer_name(*ty), element.name.local()),
                    Scope::Group(group) => joined(self.global_name(group), element.name.local()),
                }
            }
            Owner::Attribute(ty, name) => joined(self.outer_name(*ty), name.local()),
            Owner::GlobalAttribute(name) => self.global_name(name),
            Owner::GroupAttribute(group, name) => joined(self.global_name(group), name.local()),
            Owner::ListItem(ty) => joined(self.outer_name(*ty), "Item"),
            Owner::UnionMember(ty, index) => joined(self.outer_name(*ty), &format!("Member{}", index + 1)),
            Owner::Base(ty) => joined(self.outer_name(*ty), "Base"),
            Owner::SimpleContent(ty) => joined(self.outer_name(*ty), "Value"),
            Owner::Redefined(ty) => joined(self.outer_name(*ty), "Redefined"),
        }
    }

    fn global_name(&mut self, name: &QName) -> (usize, String) {
        (self.module_for(name), naming::type_name(name.local()))
    }

    /// Module and Rust name of the type something is written in, abstract ones included.
    pub(super) fn outer_name(&mut self, id: TypeId) -> (usize, String) {
        if let Some(item) = self.types.get(&id) {
            let item = &self.plan.items[item.0];
            return (item.module, item.name.clone());
        }
        let (module, name) = match self.contract.ty(id).name().cloned() {
            Some(name) => (self.module_for(&name), naming::type_name(name.local())),
            None => {
                let (module, name, _) = self.anonymous_name(id);
                (module, name)
            }
        };
        (module, self.choices.renames.type_item(id, name, String::new()).name)
    }

    fn name_polymorphic(&mut self, id: TypeId) {
        let (module, name) = self.outer_name(id);
        let wanted = if self.types.contains_key(&id) { format!("Any{name}") } else { name };
        let name = self.take(module, &wanted, &[]);
        let item = self.add(module, name, Vec::new(), ItemKind::default());
        self.polymorphic.insert(id, item);
    }

    /// Fills every item in.
    pub(super) fn plan_types(&mut self) {
        let types: Vec<(TypeId, ItemId)> = self.types.iter().map(|(ty, item)| (*ty, *item)).collect();
        for (ty, item) in types {
            let contract = self.contract;
            let kind = match contract.ty(ty) {
                Type::Simple(simple) => self.plan_simple(ty, simple, item),
                Type::Complex(complex) => self.plan_complex(ty, complex, item),
            };
            self.plan.items[item.0].kind = kind;
            self.plan.items[item.0].docs = self.type_docs(ty);
        }
        let polymorphic: Vec<(TypeId, ItemId)> = self.polymorphic.iter().map(|(ty, item)| (*ty, *item)).collect();
        for (ty, item) in polymorphic {
            let (kind, docs) = self.plan_polymorphic(ty);
            self.plan.items[item.0].kind = kind;
            self.plan.items[item.0].docs = docs;
        }
    }
}
