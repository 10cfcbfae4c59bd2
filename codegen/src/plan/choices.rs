//! What the configuration decides of the plan: names, types of the user's, modules.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, DerivedTypes, Nillables, Views, XsiType};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Contract, ElementId, TypeId};
use crate::naming::{self, Renames};
use crate::path::{Finder, Unfound};
use crate::qname::QName;
use crate::spelling::NamePattern;

use super::names;
use super::reach::{self, Reached};

/// The decisions, with their paths followed.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub(super) renames: Renames,
    /// Types of the user's, as Rust paths.
    pub(super) mapped: BTreeMap<TypeId, String>,
    /// What is still needed beside them; `None` for everything.
    pub(super) reached: Option<Reached>,
    /// Types in whose choices each alternative is for the operation that it is named after.
    pub(super) by_operation: BTreeSet<TypeId>,
    /// Which derived types come along with their bases.
    pub(super) derived: DerivedTypes,
    /// The bases whose derived types have to be named.
    pub(super) pruned: BTreeSet<TypeId>,
    /// Whether an `xsi:type` that decides nothing is kept.
    pub(super) keeps_types: bool,
    /// Whether there are views.
    pub(super) has_views: bool,
    /// Whether nil is `None` in the fields of structs.
    pub(super) flattens: bool,
    /// Whether methods of operations in the wrapped style do without structs.
    pub(super) unwraps: bool,
    /// Modules of the user's, with patterns of namespaces and local names.
    pub(super) modules: Vec<OwnModule>,
}

/// A module of the user's.
#[derive(Debug)]
pub(super) struct OwnModule {
    pub(super) name: String,
    pub(super) patterns: Vec<String>,
    parsed: Vec<NamePattern>,
}

impl OwnModule {
    fn holds(&self, name: &QName) -> bool {
        self.parsed.iter().any(|pattern| pattern.holds(name))
    }
}

impl Choices {
    pub(super) fn new(contract: &Contract, config: &Config, diagnostics: &mut Diagnostics) -> Self {
        let finder = Finder::new(contract, &config.namespaces);
        let mapped = mapped(&finder, config, diagnostics);
        let by_operation = by_operation(&finder, config, diagnostics);
        let retyped =
            config.corrections.iter().any(|correction| matches!(correction.action, crate::config::Action::Type(..)));
        let selects = !by_operation.is_empty() && config.operations.is_some();
        let has_operations = !config.all && config.roots.is_empty() && !contract.port_types().is_empty();
        let is_leaf = |id| mapped.contains_key(&id);
        let is_left_out = |ty, element| {
            selects
                && by_operation.contains(&ty)
                && operation_of(contract, contract.element(element).name.local()).is_none()
        };
        Self {
            renames: Renames::new(contract, config, diagnostics),
            reached: match has_operations {
                true if !mapped.is_empty() || retyped || selects => {
                    Some(reach::of_operations(contract, &is_leaf, &is_left_out))
                }
                false if !mapped.is_empty() => Some(reach::of_everything(contract, &is_leaf)),
                _ => None,
            },
            by_operation,
            mapped,
            derived: config.derived,
            // One that is not found was reported when the contract was resolved, or is not in reach.
            pruned: config.prune.iter().filter_map(|prune| finder.find_type(prune.base()?).ok()).collect(),
            keeps_types: config.api.xsi_type == XsiType::Keep,
            has_views: config.api.views != Views::default(),
            flattens: config.api.nillable == Nillables::Flatten,
            unwraps: config.api.unwrap,
            modules: modules(contract, &finder, config, diagnostics),
        }
    }

    /// Whether a derived type comes along where an element may hold one of a base's.
    pub(super) fn comes_along(&self, contract: &Contract, base: TypeId, derived: TypeId) -> bool {
        let is_abstract = contract.ty(base).as_complex().is_some_and(|complex| complex.is_abstract);
        let mut ancestors = std::iter::successors(contract.base_of(derived), |id| contract.base_of(*id));
        (is_abstract || self.derived == DerivedTypes::All) && !ancestors.any(|id| self.pruned.contains(&id))
    }

    /// Whether a type is needed.
    pub(super) fn needs(&self, id: TypeId) -> bool {
        !self.mapped.contains_key(&id) && self.reached.as_ref().is_none_or(|reached| reached.types.contains(&id))
    }

    /// Whether an element is needed.
    pub(super) fn needs_element(&self, id: ElementId) -> bool {
        self.reached.as_ref().is_none_or(|reached| reached.elements.contains(&id))
    }

    /// The module of the user's that a component belongs to.
    pub(super) fn own_module(&self, name: &QName) -> Option<&OwnModule> {
        self.modules.iter().find(|module| module.holds(name))
    }
}

/// The operation that an alternative is named after: the one with the longest name that its own begins with.
pub(super) fn operation_of<'c>(contract: &'c Contract, alternative: &str) -> Option<&'c str> {
    let operations = contract.port_types().iter().flat_map(|port_type| &port_type.operations);
    let names = operations.map(|operation| operation.name.as_str()).filter(|name| alternative.starts_with(name));
    names.max_by_key(|name| name.len())
}

fn by_operation(finder: &Finder<'_>, config: &Config, diagnostics: &mut Diagnostics) -> BTreeSet<TypeId> {
    let mut types = BTreeSet::new();
    for path in &config.alternatives_by_operation {
        match finder.find_type(path) {
            Ok(ty) => {
                types.insert(ty);
            }
            Err(Unfound { reason, help }) => {
                let message = format!("the alternatives of `{path}` cannot be told apart by operation: {reason}");
                diagnostics.push(config.unfound("alternatives-by-operation", message).help(help));
            }
        }
    }
    types
}

fn mapped(finder: &Finder<'_>, config: &Config, diagnostics: &mut Diagnostics) -> BTreeMap<TypeId, String> {
    let mut mapped = BTreeMap::new();
    for (path, rust) in &config.types {
        if let Err(error) = syn::parse_str::<syn::Type>(rust) {
            let message = format!("`{path}` cannot be `{rust}`, which is no type in Rust: {error}");
            diagnostics.push(Diagnostic::error("type-mapping", None, message));
            continue;
        }
        match finder.find_type(path) {
            Ok(ty) => {
                mapped.insert(ty, rust.clone());
            }
            Err(Unfound { reason, help }) => {
                let message = format!("`{path}` cannot be mapped to `{rust}`: {reason}");
                diagnostics.push(config.unfound("type-mapping", message).help(help));
            }
        }
    }
    mapped
}

fn modules(contract: &Contract, finder: &Finder<'_>, config: &Config, diagnostics: &mut Diagnostics) -> Vec<OwnModule> {
    let known = names::of_components(contract);
    let mut modules: Vec<OwnModule> = Vec::new();
    for (name, patterns) in &config.modules {
        if !naming::is_identifier(name) {
            let message = format!("a module cannot be called `{name}`, which is no identifier in Rust");
            diagnostics.push(Diagnostic::error("module", None, message));
        }
        let mut module = OwnModule { name: name.clone(), patterns: patterns.clone(), parsed: Vec::new() };
        for pattern in patterns {
            match names::pattern(finder, &known, pattern) {
                Ok(parsed) => module.parsed.push(parsed),
                Err(Unfound { reason, help }) => {
                    let message = format!("`{pattern}` of the module `{name}` {reason}");
                    diagnostics.push(config.unfound("module", message).help(help));
                }
            }
        }
        modules.push(module);
    }
    for name in known {
        let mut holders = modules.iter().filter(|module| module.holds(name));
        if let (Some(first), Some(second)) = (holders.next(), holders.next()) {
            let (shown, first, second) = (finder.show(name), &first.name, &second.name);
            let message = format!("`{shown}` belongs to the modules `{first}` and `{second}`");
            diagnostics.push(Diagnostic::error("module", None, message));
        }
    }
    modules
}
