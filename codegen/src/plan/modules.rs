//! Namespaces and modules: their names, and how names of the schema are spelled.
//!
//! In: the namespaces of the graph, in its order, and what an earlier version settled. Out: the plan's namespaces, whose
//! order is that of their ids, and a module for each. Invariant: no two modules have one name, and no namespace two prefixes.

use super::planner::Planner;
use super::{Module, Namespace, Scheme, XmlName};
use crate::diagnostic::Diagnostic;
use crate::naming::{self, Names, RESERVED_MODULES};
use crate::qname::QName;

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

impl Planner<'_> {
    /// Names every namespace and its module, then the modules of the configuration.
    pub(super) fn name_namespaces(&mut self, scheme: &Scheme) {
        let mut modules = Names::reserving(&RESERVED_MODULES);
        self.reserved_for_memory().into_iter().for_each(|name| drop(modules.take(name, &[])));
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
            let mut alternatives = naming::module_names(&uri);
            alternatives.extend(is_known.then(|| naming::field_name(prefix)));
            let wanted = self.choices.renames.module(&uri);
            let name = self.assign_in(&mut modules, wanted, &alternatives);
            self.add_module(name, docs_of(&uri), Some(uri.clone()));
            if !uri.is_empty() {
                self.add_namespace(&uri, prefix);
            }
        }
        self.add_own_modules();
    }

    /// The names of the modules that texts and lists are in which are not the standard ones.
    fn reserved_for_memory(&self) -> Vec<&'static str> {
        let compact = self.plan.is_compact().then_some("compact");
        compact.into_iter().chain(self.choices.has_views.then_some("view")).collect()
    }

    fn add_namespace(&mut self, uri: &str, prefix: &str) {
        let is_default = self.contract.default_namespace().is_some_and(|default| default.as_str() == uri);
        self.plan.namespaces.push(Namespace { prefix: prefix.to_owned(), is_default, uri: uri.to_owned() });
    }

    /// The modules of the configuration's; one that is called like a namespace's module is that one.
    fn add_own_modules(&mut self) {
        let own = self.choices.modules.iter().map(|module| (module.name.clone(), module.patterns.clone()));
        for (name, patterns) in own.collect::<Vec<_>>() {
            if RESERVED_MODULES.contains(&name.as_str()) || self.reserved_for_memory().contains(&name.as_str()) {
                let message = format!("a module cannot be called `{name}`: generated code needs that name itself");
                self.diagnostics.push(Diagnostic::error("module", None, message));
            } else if !self.plan.modules.iter().any(|module| module.name == name) {
                let patterns: Vec<String> = patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
                self.add_module(name, format!("The types that are put together here: {}.", patterns.join(", ")), None);
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
        self.reserved_for_memory().into_iter().for_each(|name| drop(taken.take(name, &[])));
        for name in self.reserved.iter().chain(self.plan.modules.iter().map(|module| &module.name)) {
            taken.take(name, &[]);
        }
        let name = taken.take(&naming::module_name(uri), &naming::module_names(uri));
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
}

/// The documentation of a namespace's module.
fn docs_of(uri: &str) -> String {
    match uri {
        "" => "The types in no namespace.".to_owned(),
        uri => format!("The types of the namespace `{uri}`."),
    }
}
