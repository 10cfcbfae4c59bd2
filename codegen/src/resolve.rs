//! Resolution: from syntax models to the closed component graph.
//!
//! In: a [`SchemaSet`]: components as written, with names for references. Out: a [`Contract`]: components in reach,
//! with ids. Invariant: the passes run in the order in which [`resolve`] lists them, each in a file of its own, and
//! one that finds errors keeps the later ones from guessing.

mod actions;
mod asked;
mod attributes;
mod bind;
mod bodies;
mod complex;
mod cycles;
mod derivation;
mod derived;
mod draft;
mod duplicates;
mod elements;
mod encoded;
mod groups;
mod identity;
mod messages;
mod namespaces;
mod operations;
mod overloads;
mod reach;
mod redefine;
mod references;
mod roots;
mod selection;
mod simple;
mod substitution;
mod symbols;
mod targets;
mod types;
mod unresolved;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use bodies::PARTS;
pub use derived::Derived;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Contract, Element, ElementId, Kept, Type, TypeId};
use crate::load::SchemaSet;
use crate::qname::{Namespace, Prefixes, QName, XML};
use crate::source::Sources;
use crate::spelling::{self, Claims, default_namespace};

/// What a contract is to contain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// All operations with what they need. Without any WSDL document: everything, as nothing says what is needed.
    #[default]
    Operations,
    /// The operations of these names, or that match these patterns, with what they need.
    Selected(Vec<String>),
    /// Every global component, whether something needs it or not.
    All,
}

/// What a contract is to contain, and which derived types come along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Where reachability starts.
    pub reach: Reach,
    /// Global elements and types by name or pattern, with a prefix or in any namespace, with what they need, besides operations. Where
    /// there are no operations, nothing but these.
    pub roots: Vec<String>,
    /// What is said of derived types.
    pub derived: Derived,
    /// Namespaces by prefix, where the configuration gives them: settled, whatever documents say.
    pub namespaces: BTreeMap<String, String>,
}

impl From<Reach> for Wanted {
    fn from(reach: Reach) -> Self {
        Self { reach, ..Self::default() }
    }
}

/// For how many unknown names similar ones are looked for.
const MAX_SUGGESTIONS: u32 = 100;

/// Resolves what was loaded into a contract.
///
/// `None` if there are errors, including those that are in `diagnostics` already: a contract is never made of half
/// of its documents. If one of them could not be used, what the others lack for that is not told.
pub fn resolve(set: &SchemaSet, wanted: &Wanted, diagnostics: &mut Diagnostics) -> Option<Contract> {
    if diagnostics.iter().any(Diagnostic::leaves_out_a_document) {
        return None;
    }
    let mut contract = passes(set, wanted, diagnostics)?;
    contract.sources = set.sources.clone();
    spell(&mut contract, &set.claims, &wanted.namespaces, &[]);
    contract.default_namespace = default_namespace(set, &contract, &wanted.namespaces, diagnostics);
    (!diagnostics.has_errors()).then_some(contract)
}

/// Gives every namespace of a contract its prefix: what the configuration says, else one of those `kept`, else what documents say.
pub(crate) fn spell(
    contract: &mut Contract,
    claims: &Claims,
    namespaces: &BTreeMap<String, String>,
    kept: &[(Namespace, String)],
) {
    let given = spelling::given(namespaces);
    let settled = given.iter().map(|(namespace, prefix)| (namespace, *prefix));
    let settled = settled.chain(kept.iter().map(|(namespace, prefix)| (namespace, prefix.as_str())));
    contract.prefixes = claims.spell(crate::table::mentioned(contract), settled);
    contract.namespaces = namespaces::used(contract, claims, &contract.prefixes);
}

/// The passes, in order. The contract's documents are still to be added.
fn passes(set: &SchemaSet, wanted: &Wanted, diagnostics: &mut Diagnostics) -> Option<Contract> {
    let mut table = symbols::collect(set);
    duplicates::merge(&mut table, &set.sources);
    redefine::order(&mut table, &set.includes, diagnostics);
    let symbols = symbols::Symbols::new(table, set);

    let given = spelling::given(&wanted.namespaces);
    let prefixes = set.claims.spell([], given.iter().map(|(namespace, prefix)| (namespace, *prefix)));
    let names = unresolved::Names {
        symbols: &symbols,
        missing: &set.missing,
        prefixes: &prefixes,
        suggestions: Cell::new(MAX_SUGGESTIONS),
    };

    let defines_nothing = set.definitions.is_empty() && symbols.is_empty() && !set.schemas.is_empty();
    if defines_nothing && !diagnostics.has_errors() {
        diagnostics.push(unresolved::nothing_defined(set));
    }
    let components = bind::Components::collect(set, diagnostics);
    if targets::missing(set, &components, &names, diagnostics) {
        return None;
    }
    let mut selection = roots::operations(&components, &names, &wanted.reach, diagnostics);
    let mut reached = roots::reached(set, &mut selection, &names, wanted, diagnostics);
    if selection.sort_out_by(bodies::clashes(&selection.operations, &symbols, &reached)) {
        reached = roots::reached(set, &mut selection, &names, wanted, diagnostics);
    }
    roots::tell(set, &components, &names, &mut selection, diagnostics);
    let operations = selection.operations;
    let dependencies = cycles::dependencies(&symbols, &reached);
    let ordered = cycles::order(&symbols, &dependencies, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }

    let mut drafts = draft::Drafts::new(&names, &symbols, diagnostics);
    drafts.draft(&ordered);
    let (mut types, drafts) = derivation::finish(drafts);
    let global_attributes = drafts.attributes.into_values().map(|draft| draft.attribute);
    let mut elements = drafts.elements;
    bodies::wrap(&operations, &mut types, &mut elements, diagnostics);

    let mut contract = assembled(types, elements);
    contract.kept = kept(&symbols, &reached);
    contract.global_attributes = global_attributes.map(|attribute| (attribute.name.clone(), attribute)).collect();
    let targets = operations::Targets { types: &contract.named_types, elements: &contract.global_elements };
    contract.port_types = targets.port_types(&operations);
    encoded::relax(&mut contract);
    contract.services = operations::services(&components, &names, diagnostics);
    substitution::check(&contract, &prefixes, diagnostics);
    identity::check(&mut contract, &prefixes, diagnostics);
    (!diagnostics.has_errors()).then_some(contract)
}

/// A contract of these types and elements, with no operations yet.
fn assembled(types: Vec<Type>, elements: Vec<Element>) -> Contract {
    let named_types = named_types(&types);
    let global_elements = global_elements(&elements);
    Contract {
        sources: Sources::default(),
        namespaces: Vec::new(),
        prefixes: Prefixes::default(),
        default_namespace: None,
        derivations: derivations(&types),
        substitutions: substitutions(&elements),
        types,
        elements,
        port_types: Vec::new(),
        services: Vec::new(),
        named_types,
        global_elements,
        global_attributes: BTreeMap::new(),
        kept: Vec::new(),
    }
}

/// How many of the global components are in reach, by kind. What is defined for XML itself does not count.
fn kept(symbols: &symbols::Symbols<'_>, reached: &BTreeSet<symbols::DefinitionId>) -> Vec<Kept> {
    let is_counted = |name: &&QName| name.namespace_str() != XML;
    let is_kept = |kind, name: &QName| symbols.find(kind, name).is_some_and(|id| reached.contains(&id));
    let of = |kind: symbols::Kind| {
        let names = || symbols.names(kind).filter(is_counted);
        let kept = names().filter(|name| is_kept(kind, name)).count();
        Kept { kind: kind.noun(), kept, defined: names().count() }
    };
    symbols::Kind::ALL.into_iter().map(of).collect()
}

/// The named types, built-in ones excepted: that a document defines `xs:string` again changes nothing.
fn named_types(types: &[Type]) -> BTreeMap<QName, TypeId> {
    let named = types.iter().zip((0..).map(TypeId)).filter_map(|(ty, id)| Some((ty.name()?.clone(), id)));
    named.filter(|(name, _)| !reach::is_builtin(symbols::Kind::Type, name)).collect()
}

fn global_elements(elements: &[Element]) -> BTreeMap<QName, ElementId> {
    let global =
        elements.iter().zip((0..).map(ElementId)).filter(|(element, _)| element.scope == crate::ir::Scope::Global);
    global.map(|(element, id)| (element.name.clone(), id)).collect()
}

fn derivations(types: &[Type]) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut derivations: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (ty, id) in types.iter().zip((0..).map(TypeId)) {
        let base = match ty {
            Type::Simple(simple) => simple.base,
            Type::Complex(complex) => complex.derivation.map(|derivation| derivation.base),
        };
        if let Some(base) = base {
            derivations.entry(base).or_default().push(id);
        }
    }
    derivations
}

fn substitutions(elements: &[Element]) -> BTreeMap<ElementId, Vec<ElementId>> {
    let mut substitutions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (element, id) in elements.iter().zip((0..).map(ElementId)) {
        if let Some(head) = element.substitution_head {
            substitutions.entry(head).or_default().push(id);
        }
    }
    substitutions
}

#[cfg(test)]
mod tests;
