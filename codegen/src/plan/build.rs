//! The planner: names first, then what each item is, then what only the whole can tell (recursion, size, derives).

use std::collections::{BTreeMap, BTreeSet};

use super::choices::Choices;
use super::roots::Locations;
use super::{Choice, Item, ItemId, ItemKind, Module, Namespace, Plan, When, XmlName};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::documentation::Documentation;
use crate::ir::{Contract, Element, ElementId, TypeId};
use crate::naming::{self, Names, RESERVED_MODULES, Wanted};
use crate::qname::QName;
use crate::source::Span;
use crate::values::Values;

/// Plans the Rust of a contract. Items that cannot be expressed are diagnosed and left out.
#[must_use]
pub fn plan(
    contract: &Contract,
    documentation: &Documentation,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Plan {
    plan_after(&Scheme::default(), contract, documentation, config, diagnostics)
}

/// Names that are settled before a contract is planned: those of an earlier version of it.
#[derive(Debug, Clone, Default)]
pub struct Scheme {
    /// Namespaces with their prefixes, in the order of their ids.
    pub namespaces: Vec<Namespace>,
    /// The name of each namespace's module, with the namespace.
    pub modules: Vec<(String, String)>,
    /// Names that no module can have.
    pub reserved: Vec<String>,
}

/// Plans the Rust of a contract whose namespaces are called as a scheme says, as far as it knows them.
#[must_use]
pub fn plan_after(
    scheme: &Scheme,
    contract: &Contract,
    documentation: &Documentation,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Plan {
    plan_with_origins(scheme, contract, documentation, config, diagnostics).0
}

/// The plan, and of every item the type it is there for.
pub(crate) fn plan_with_origins(
    scheme: &Scheme,
    contract: &Contract,
    documentation: &Documentation,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (Plan, Vec<Option<TypeId>>) {
    let choices = Choices::new(contract, config, diagnostics);
    let mut planner = Planner::new(contract, documentation, choices, diagnostics);
    planner.name_namespaces(scheme);
    planner.name_types();
    planner.plan_types();
    planner.plan_bases();
    planner.plan_document();
    planner.plan_any_type(config);
    super::recursion::box_cycles(&mut planner.plan);
    super::size::box_large_variants(&mut planner.plan);
    super::recursion::choose_placeholders(&mut planner.plan);
    super::derives::derive(&mut planner.plan);
    planner.plan_services();
    planner.plan_features(config);
    planner.plan.dependencies =
        config.dependencies.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    let origins = planner.origins();
    (planner.plan, origins)
}

pub(super) struct Planner<'a> {
    pub(super) contract: &'a Contract,
    pub(super) documentation: &'a Documentation,
    pub(super) choices: Choices,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) plan: Plan,
    pub(super) names: Vec<Names>,
    pub(super) types: BTreeMap<TypeId, ItemId>,
    pub(super) polymorphic: BTreeMap<TypeId, ItemId>,
    pub(super) bases: BTreeMap<TypeId, ItemId>,
    pub(super) substitutions: BTreeMap<ElementId, ItemId>,
    pub(super) element_types: BTreeSet<TypeId>,
    /// The choices of types in which each alternative is for one operation.
    pub(super) alternatives: BTreeSet<ItemId>,
    /// The types of root elements.
    pub(super) roots: BTreeMap<TypeId, Locations>,
    values: Values<'a>,
    reserved: Vec<String>,
}

/// Names that generated modules need for themselves.
const RESERVED_TYPES: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Vec",
    "Box",
    "String",
    "AnyElement",
    "AnyAttribute",
    "AnyNode",
    "Nillable",
    "Into",
    "From",
    "NAMESPACES",
    "SCHEMA",
];

impl<'a> Planner<'a> {
    fn new(
        contract: &'a Contract,
        documentation: &'a Documentation,
        choices: Choices,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let mut planner = Self {
            contract,
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

    fn name_namespaces(&mut self, scheme: &Scheme) {
        let mut modules = Names::reserving(&RESERVED_MODULES);
        scheme.reserved.iter().for_each(|name| drop(modules.take(name, &[])));
        self.reserved.clone_from(&scheme.reserved);
        for (name, uri) in &scheme.modules {
            modules.take(name, &[]);
            self.add_module(name.clone(), docs_of(uri), Some(uri.clone()));
        }
        for known in &scheme.namespaces {
            self.add_namespace(&known.uri, &known.prefix);
        }
        for used in self.contract.namespaces() {
            let uri = used.namespace.as_ref().map_or("", |namespace| namespace.as_str()).to_owned();
            if self.plan.modules.iter().any(|module| module.uri.as_ref() == Some(&uri)) {
                continue;
            }
            let prefix = used.prefix.as_deref().unwrap_or_default();
            let is_known = prefix != "tns" && used.declared.contains_key(prefix);
            let alternatives: Vec<String> = is_known.then(|| naming::field_name(prefix)).into_iter().collect();
            let wanted = self.choices.renames.module(&uri);
            let name = self.assign_in(&mut modules, wanted, &alternatives);
            self.add_module(name, docs_of(&uri), Some(uri.clone()));
            if !uri.is_empty() {
                self.add_namespace(&uri, prefix);
            }
        }
        self.add_own_modules();
    }

    fn add_namespace(&mut self, uri: &str, prefix: &str) {
        let is_default = self.contract.default_namespace().is_some_and(|default| default.as_str() == uri);
        self.plan.namespaces.push(Namespace { prefix: prefix.to_owned(), is_default, uri: uri.to_owned() });
    }

    /// The modules of the configuration's; one that is called like a namespace's module is that one.
    fn add_own_modules(&mut self) {
        let own = self.choices.modules.iter().map(|module| (module.name.clone(), module.patterns.clone()));
        for (name, patterns) in own.collect::<Vec<_>>() {
            if RESERVED_MODULES.contains(&name.as_str()) {
                let message = format!("a module cannot be called `{name}`: generated code needs that name itself");
                self.diagnostics.push(Diagnostic::error("module", None, message));
            } else if !self.plan.modules.iter().any(|module| module.name == name) {
                let patterns: Vec<String> = patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
                self.add_module(name, format!("Components that are put together here: {}.", patterns.join(", ")), None);
            }
        }
    }

    fn add_module(&mut self, name: String, docs: String, uri: Option<String>) {
        self.plan.modules.push(Module { name, docs, uri, items: Vec::new() });
        self.names.push(Names::reserving(RESERVED_TYPES));
    }

    /// The module of what a name of the schema's leads to.
    pub(super) fn module_for(&mut self, name: &QName) -> usize {
        let own = self.choices.own_module(name).map(|module| &module.name);
        let own = own.and_then(|own| self.plan.modules.iter().position(|module| module.name == *own));
        own.unwrap_or_else(|| self.module_of(name.namespace_str()))
    }

    /// The module of a namespace.
    fn module_of(&mut self, uri: &str) -> usize {
        if let Some(index) = self.plan.modules.iter().position(|module| module.uri.as_deref() == Some(uri)) {
            return index;
        }
        let mut taken = Names::reserving(&RESERVED_MODULES);
        for name in self.reserved.iter().chain(self.plan.modules.iter().map(|module| &module.name)) {
            taken.take(name, &[]);
        }
        let name = taken.take(&naming::module_name(uri), &[]);
        self.add_module(name, docs_of(uri), Some(uri.to_owned()));
        self.plan.modules.len() - 1
    }

    /// A name as generated code spells it. A namespace met here for the first time becomes one of the plan's.
    pub(super) fn xml_name(&mut self, name: &QName) -> XmlName {
        let local = name.local().to_owned();
        let Some(namespace) = name.namespace() else {
            return XmlName { prefix: None, is_default: false, local };
        };
        let prefix = self.contract.prefixes().get(namespace).unwrap_or_default().to_owned();
        let is_known = self.plan.namespaces.iter().any(|known| known.uri == namespace.as_str());
        if !is_known && namespace.as_str() != crate::qname::XML {
            self.add_namespace(namespace.as_str(), &prefix);
        }
        let is_default = self.contract.default_namespace() == Some(namespace);
        XmlName { prefix: Some(prefix), is_default, local }
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
        self.plan.items.push(Item { module, name, docs, derives: Vec::new(), when: When::default(), kind });
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
    fn origins(&self) -> Vec<Option<TypeId>> {
        let mut origins = vec![None; self.plan.items.len()];
        let mut open: Vec<(ItemId, TypeId)> = Vec::new();
        for known in [&self.types, &self.polymorphic, &self.bases] {
            open.extend(known.iter().map(|(ty, item)| (*item, *ty)));
        }
        for (item, ty) in &open {
            origins[item.0] = Some(*ty);
        }
        while let Some((item, ty)) = open.pop() {
            for part in super::recursion::parts(&self.item(item).kind) {
                if origins[part.0].is_none() {
                    origins[part.0] = Some(ty);
                    open.push((part, ty));
                }
            }
        }
        origins
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

    fn plan_document(&mut self) {
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

/// The documentation of a namespace's module.
fn docs_of(uri: &str) -> String {
    match uri {
        "" => "Components in no namespace.".to_owned(),
        uri => format!("Components of the namespace <{uri}>."),
    }
}
