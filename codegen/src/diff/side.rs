//! One of the two contracts: its graph, its plan, and a key for every type by which it is found in the other one.

use std::collections::BTreeMap;

use super::change::Place;
use super::names::Names;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::documentation::Documentation;
use crate::ir::{Contract, ElementId, Owner, Scope, Type, TypeId};
use crate::plan::{Plan, Scheme, plan_with_origins};
use crate::source::Span;

/// A contract, made ready to be compared.
pub(super) struct Side<'c> {
    pub(super) contract: &'c Contract,
    pub(super) names: &'c Names,
    pub(super) plan: Plan,
    /// Whether texts and lists are spelled as compact ones: as they are in both, or else as what most bindings have.
    pub(super) spells_compact: bool,
    /// The type each item of the plan is there for.
    pub(super) origins: Vec<Option<TypeId>>,
    /// The types by key: `t:ImGroupType`; of an anonymous type, the way to it and `#`.
    pub(super) types: BTreeMap<String, TypeId>,
    keys: BTreeMap<TypeId, String>,
}

impl<'c> Side<'c> {
    pub(super) fn new(contract: &'c Contract, config: &Config, names: &'c Names) -> Self {
        let (renames, derives) = (config.renames.clone(), config.derives.clone());
        let config = Config { api: config.api.clone(), renames, derives, ..Config::default() };
        let mut diagnostics = Diagnostics::new();
        let (plan, origins) = plan_with_origins(
            &Scheme::default(),
            contract.into(),
            &Documentation::default(),
            &config,
            &mut diagnostics,
        );
        let (spells_compact, types, keys) = (plan.is_compact(), BTreeMap::new(), BTreeMap::new());
        let mut side = Self { contract, names, plan, spells_compact, origins, types, keys };
        for id in contract.types() {
            let stem = side.spell(id);
            let numbered = (2_u32..).map(|number| format!("{}{number}#", stem.trim_end_matches('#')));
            let key = std::iter::once(stem.clone()).chain(numbered).find(|key| !side.types.contains_key(key));
            let key = key.unwrap_or(stem);
            side.types.insert(key.clone(), id);
            side.keys.insert(id, key);
        }
        side
    }

    /// Makes two sides spell texts and lists alike: that they are others is told once, and not of each field.
    pub(super) fn spell_alike(mut sides: [&mut Self; 2]) {
        let compact = sides.iter().all(|side| side.spells_compact);
        sides.iter_mut().for_each(|side| side.spells_compact = compact);
    }

    /// A type of this contract.
    pub(super) fn typed(&self, id: TypeId) -> Typed<'_> {
        Typed { side: self, id }
    }

    /// A type's key.
    pub(super) fn key(&self, id: TypeId) -> String {
        self.keys.get(&id).cloned().unwrap_or_else(|| self.spell(id))
    }

    /// A type for people.
    pub(super) fn shown(&self, id: TypeId) -> String {
        let key = self.key(id);
        match key.strip_suffix('#') {
            Some(_) => "a type of its own".to_owned(),
            None => key,
        }
    }

    fn spell(&self, id: TypeId) -> String {
        let ty = self.contract.ty(id);
        match (ty.name(), ty.owner()) {
            (Some(name), _) => self.names.show(name),
            (None, Some(owner)) => format!("{}#", self.spell_owner(owner)),
            (None, None) => "#".to_owned(),
        }
    }

    fn spell_owner(&self, owner: &Owner) -> String {
        let inside = |ty: &TypeId, what: &str| format!("{}/{what}", self.key(*ty).trim_end_matches('#'));
        match owner {
            Owner::Element(id) => self.element_path(*id),
            Owner::Attribute(ty, name) => inside(ty, &format!("@{}", name.local())),
            Owner::GlobalAttribute(name) => format!("@{}", self.names.show(name)),
            Owner::GroupAttribute(group, name) => format!("{}/@{}", self.names.show(group), name.local()),
            Owner::ListItem(ty) => inside(ty, "(item)"),
            Owner::UnionMember(ty, index) => inside(ty, &format!("(member {})", index + 1)),
            Owner::Base(ty) => inside(ty, "(base)"),
            Owner::SimpleContent(ty) => inside(ty, "(text)"),
            Owner::Redefined(ty) => inside(ty, "(redefined)"),
        }
    }

    /// An element for people: `t:ImGroupType/DisplayName`.
    pub(super) fn element_path(&self, id: ElementId) -> String {
        let element = self.contract.element(id);
        match &element.scope {
            Scope::Global => self.names.show(&element.name),
            Scope::Local(ty) => format!("{}/{}", self.key(*ty).trim_end_matches('#'), element.name.local()),
            Scope::Group(group) => format!("{}/{}", self.names.show(group), element.name.local()),
        }
    }

    /// A place for people.
    pub(super) fn place(&self, span: Option<Span>) -> Option<Place> {
        Place::of(self.contract.sources(), span)
    }

    /// Whether some element is of the type.
    pub(super) fn is_element_type(&self, id: TypeId) -> bool {
        self.contract.all_elements().any(|element| element.ty == id)
    }

    /// The type and those it is derived from, by key.
    pub(super) fn ancestry(&self, key: &str) -> Vec<String> {
        let start = self.types.get(key).copied();
        let steps = std::iter::successors(start, |id| self.contract.base_of(*id));
        steps.map(|id| self.key(id)).collect()
    }

    /// What the contract says about its components in words.
    pub(super) fn documentation(&self) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        let mut add = |key: String, text: Option<&str>| {
            let text = text.unwrap_or_default();
            texts.insert(key, text.split_whitespace().collect::<Vec<_>>().join(" "));
        };
        for (key, id) in &self.types {
            let ty = self.contract.ty(*id);
            add(key.clone(), ty.documentation());
            for attribute in self.contract.attributes(*id) {
                let path = format!("{}/@{}", key.trim_end_matches('#'), attribute.name.local());
                add(path, attribute.documentation.as_deref());
            }
        }
        for id in (0..).map(ElementId).take(self.contract.elements.len()) {
            add(self.element_path(id), self.contract.element(id).documentation.as_deref());
        }
        for operation in self.contract.port_types().iter().flat_map(|port_type| &port_type.operations) {
            add(format!("{} (operation)", operation.name), operation.documentation.as_deref());
        }
        texts
    }
}

/// A type of one of the two contracts.
#[derive(Clone, Copy)]
pub(super) struct Typed<'s> {
    pub(super) side: &'s Side<'s>,
    pub(super) id: TypeId,
}

impl<'s> Typed<'s> {
    pub(super) fn contract(self) -> &'s Contract {
        self.side.contract
    }

    /// Another type of the same contract.
    pub(super) fn other(self, id: TypeId) -> Self {
        Self { id, ..self }
    }

    /// The type itself.
    pub(super) fn ty(self) -> &'s Type {
        self.contract().ty(self.id)
    }
}
