//! The plan in the making: what the passes of [`super::plan`] share, and how they add items, take names and report.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::Choices;
use super::roots::Locations;
use super::unpruned::Unpruned;
use super::{Attributes, Choice, Item, ItemId, ItemKind, Plan, RustType, Subject, When, XmlName};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::documentation::Documentation;
use crate::ir::{Contract, Element, ElementId, TypeId};
use crate::naming::{self, Names, Wanted};
use crate::qname::QName;
use crate::source::Span;
use crate::values::Values;

/// What all passes share.
pub(super) struct Planner<'a> {
    pub(super) contract: &'a Contract,
    /// What the contract was before it was pruned, if it was.
    unpruned: Option<Unpruned<'a>>,
    pub(super) documentation: &'a Documentation,
    pub(super) choices: Choices,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) plan: Plan,
    /// The names taken in each module.
    pub(super) names: Vec<Names>,
    /// The struct, enumeration, newtype, union or alias of each type that is an item.
    pub(super) types: BTreeMap<TypeId, ItemId>,
    /// The enum over each element type and those derived from it.
    pub(super) polymorphic: BTreeMap<TypeId, ItemId>,
    /// The trait of each type that others are derived from.
    pub(super) bases: BTreeMap<TypeId, ItemId>,
    /// The enum of each substitution group, by its head.
    pub(super) substitutions: BTreeMap<ElementId, ItemId>,
    /// The types of elements in reach.
    pub(super) element_types: BTreeSet<TypeId>,
    /// The choices of types in which each alternative is for one operation.
    pub(super) alternatives: BTreeSet<ItemId>,
    /// The types of root elements.
    pub(super) roots: BTreeMap<TypeId, Locations>,
    values: Values<'a>,
    /// Names that no module can have.
    pub(super) reserved: Vec<String>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        Subject { contract, whole }: Subject<'a>,
        documentation: &'a Documentation,
        choices: Choices,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let mut planner = Self {
            contract,
            unpruned: whole.map(Unpruned::new),
            documentation,
            choices,
            diagnostics,
            plan: Plan::default(),
            names: Vec::new(),
            types: BTreeMap::new(),
            polymorphic: BTreeMap::new(),
            bases: BTreeMap::new(),
            substitutions: BTreeMap::new(),
            element_types: BTreeSet::new(),
            alternatives: BTreeSet::new(),
            roots: super::roots::root_types(contract),
            values: Values::new(contract),
            reserved: Vec::new(),
        };
        planner.element_types = planner.elements_in_reach().into_iter().map(|element| element.ty).collect();
        planner.plan.docs = documentation.contract_docs();
        planner
    }

    /// A value of a simple type with names as generated code spells them. `span` is where it is written.
    pub(super) fn spelled_value(&mut self, ty: TypeId, text: &str, span: Option<Span>) -> String {
        let mut names = Vec::new();
        self.values.spelled(ty, text, span, &mut |name| {
            names.push(name.clone());
            String::new()
        });
        let spelled: Vec<String> = names.iter().map(|name| self.show(name)).collect();
        let mut spelled = spelled.into_iter();
        self.values.spelled(ty, text, span, &mut |_| spelled.next().unwrap_or_default())
    }

    /// A QName for people: with its prefix.
    pub(super) fn show(&mut self, name: &QName) -> String {
        let XmlName { prefix, local, .. } = self.xml_name(name);
        prefix.map_or(local.clone(), |prefix| format!("{prefix}:{local}"))
    }

    /// Adds an item to a module.
    pub(super) fn add(&mut self, module: usize, name: String, docs: Vec<String>, kind: ItemKind) -> ItemId {
        let id = ItemId(self.plan.items.len());
        let (derives, attributes, when) = (Vec::new(), Attributes::default(), When::default());
        self.plan.items.push(Item { module, name, docs, derives, attributes, when, kind });
        self.plan.modules[module].items.push(id);
        id
    }

    /// Takes a name in a module.
    pub(super) fn take(&mut self, module: usize, wanted: &str, alternatives: &[String]) -> String {
        let free = !self.names[module].has(wanted);
        let name = self.names[module].take(wanted, alternatives);
        debug_assert!(free || name != wanted);
        name
    }

    /// Assigns a name in a module.
    pub(super) fn assign(&mut self, module: usize, wanted: Wanted, alternatives: &[String]) -> String {
        let mut names = std::mem::take(&mut self.names[module]);
        let name = self.assign_in(&mut names, wanted, alternatives);
        self.names[module] = names;
        name
    }

    /// Assigns a name in a scope, and tells of a collision that the configuration brings about.
    pub(super) fn assign_in(&mut self, names: &mut Names, wanted: Wanted, alternatives: &[String]) -> String {
        let (name, collision) = names.assign(wanted, alternatives);
        if let Some(naming::Collision { name, holder, other }) = collision {
            let holder = if holder.is_empty() { "what generated code needs itself".to_owned() } else { holder };
            let message = format!("{holder} and {other} would both be called `{name}`");
            let help = "give one of them another name in [rename]".to_owned();
            self.diagnostics.push(Diagnostic::error("rename", None, message).help(help));
        }
        name
    }

    /// The type each item was made for; choices and sequences are there for the type whose content they are part of.
    pub(super) fn origins(&self) -> Vec<Option<TypeId>> {
        let mut origins = vec![None; self.plan.items.len()];
        let mut open: Vec<(ItemId, TypeId)> = Vec::new();
        for known in [&self.types, &self.polymorphic, &self.bases] {
            open.extend(known.iter().map(|(ty, item)| (*item, *ty)));
        }
        for (item, ty) in &open {
            origins[item.0] = Some(*ty);
        }
        while let Some((item, ty)) = open.pop() {
            for part in self.item(item).kind.content_types().into_iter().filter_map(RustType::item) {
                if origins[part.0].is_none() {
                    origins[part.0] = Some(ty);
                    open.push((part, ty));
                }
            }
        }
        origins
    }

    /// A type as strict reading knows it: with what is pruned from its bindings.
    pub(super) fn unpruned(&self, id: TypeId) -> (&'a Contract, TypeId) {
        let unpruned = self.unpruned.as_ref();
        unpruned.and_then(|unpruned| unpruned.same(self.contract, id)).unwrap_or((self.contract, id))
    }

    pub(super) fn item(&self, id: ItemId) -> &Item {
        &self.plan.items[id.0]
    }

    /// All elements that are needed, local ones included.
    pub(super) fn elements_in_reach(&self) -> Vec<&Element> {
        match &self.choices.reached {
            None => self.contract.all_elements().collect(),
            Some(reached) => reached.elements.iter().map(|id| self.contract.element(*id)).collect(),
        }
    }

    pub(super) fn plan_document(&mut self) {
        let elements = self.contract.elements();
        let mut choice = Choice::default();
        let names = &mut Names::default();
        for id in elements {
            if self.contract.element(id).is_abstract || !self.choices.needs_element(id) {
                continue;
            }
            let variant = self.element_variant(id, None, names, &[]);
            choice.variants.push(variant);
        }
        self.plan.document = choice;
    }
}

impl Planner<'_> {
    /// Diagnoses what cannot be generated.
    pub(super) fn unsupported(&mut self, span: Option<Span>, what: &str) {
        self.diagnostics.push(Diagnostic::error("unsupported", span, format!("{what}, which is not supported yet")));
    }

    /// Warns of a pattern that cannot be checked.
    pub(super) fn unchecked_pattern(&mut self, span: Option<Span>, reason: &str) {
        let message = format!("the pattern cannot be checked: {reason}");
        self.diagnostics.push(Diagnostic::warning("pattern", span, message));
    }

    /// Warns that a type could not have the name that its schema name gives it.
    pub(super) fn collision(&mut self, (wanted, taken): (&str, &str), here: Option<Span>, there: Option<Span>) {
        let message =
            format!("another type of this namespace is called `{wanted}` in Rust already, so this one is `{taken}`");
        let diagnostic = Diagnostic::warning("name-collision", here, message);
        self.diagnostics.push(diagnostic.note(there, "the other one".to_owned()));
    }
}
