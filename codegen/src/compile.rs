//! The pipeline, from documents to files.
//!
//! In: a configuration, and what gives the documents. Out: files, and what was found. A configuration may name several versions of a
//! contract; without, there is one, which has no name. Each goes the same way, with the names that the one before it leaves it.

mod checks;
mod corrections;
mod defaults;
mod facets;
mod names;

use std::collections::BTreeSet;

use crate::config::{Config, Layout, Prune, Version};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::documentation::Documentation;
use crate::ir::Contract;
use crate::layout::Files;
use crate::load::{SchemaSet, load};
use crate::plan::{Output, Published, Scheme, Subject};
use crate::resolve::{Derived, Reach, Wanted};
use crate::source::{Resolver, Sources};
use crate::spelling::Claims;
use crate::values::Values;
use crate::versions::{Planned, Versions};
use corrections::Corrections;

/// What a compilation comes to.
#[derive(Debug)]
pub struct Compilation {
    /// What was found, errors and warnings.
    pub diagnostics: Diagnostics,
    /// The documents, to render the diagnostics with.
    pub sources: Sources,
    /// The closed graph, as far as there is one.
    pub contract: Option<Contract>,
    /// The output; `None` when there was an error.
    pub files: Option<Files>,
}

/// Compiles the documents at `inputs` and everything they lead to. If the configuration names versions, `inputs` is not looked at.
///
/// ```
/// use wsdl_codegen::{compile, config::Config, source::MemoryResolver};
///
/// let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:limits">
///   <xs:element name="Limit" type="xs:int"/></xs:schema>"#;
/// let resolver = MemoryResolver::new().with("limits.xsd", schema);
/// let compiled = compile(&["limits.xsd"], &resolver, &Config::default());
/// assert!(compiled.files.unwrap()["mod.rs"].contains("Limit(i32)"));
/// ```
#[must_use]
pub fn compile(inputs: &[impl AsRef<str>], resolver: &dyn Resolver, config: &Config) -> Compilation {
    let only = Version {
        name: String::new(),
        label: None,
        inputs: inputs.iter().map(|input| input.as_ref().to_owned()).collect(),
    };
    let versions = if config.versions.is_empty() { std::slice::from_ref(&only) } else { &config.versions };
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(checks::versions(config));
    diagnostics.extend(checks::dependencies(config));
    diagnostics.extend(crate::spelling::check(&config.namespaces));
    let mut pipeline = Pipeline { resolver, config, sources: Sources::default(), diagnostics };
    let mut loaded = pipeline.load(versions);
    let plans = pipeline.plan(versions, &mut loaded);
    let files = plans.and_then(|plans| pipeline.files(plans));
    let contract = loaded.pop().map(|last| last.contract);
    Compilation { diagnostics: pipeline.diagnostics, sources: pipeline.sources, contract, files }
}

/// A compilation on its way.
struct Pipeline<'c> {
    resolver: &'c dyn Resolver,
    config: &'c Config,
    /// The documents of all versions.
    sources: Sources,
    diagnostics: Diagnostics,
}

/// The contract of a version.
struct Loaded {
    label: String,
    contract: Contract,
    /// The contract without what the configuration prunes, for the bindings.
    pruned: Option<Contract>,
    claims: Claims,
    sources: Sources,
    /// What the contract says about itself.
    words: Option<String>,
    /// What its documents' ids have to be raised by among those of all versions.
    by: u32,
}

impl Pipeline<'_> {
    /// The first half: the documents of each version to its closed graph, corrected.
    fn load(&mut self, versions: &[Version]) -> Vec<Loaded> {
        let mut corrections = Corrections::new(self.config);
        let mut unknown = Unknown::default();
        let mut loaded = Vec::new();
        for version in versions {
            let mut found = Diagnostics::new();
            let set = load(&version.inputs, self.resolver, &mut found);
            let (label, sources, claims) = (label(version, &set), set.sources.clone(), set.claims.clone());
            if versions.len() == 1 {
                found.extend(claims.unknown(&self.config.namespaces));
            }
            let contract = resolved(&set, self.config, &mut found);
            let mut pruned = contract
                .as_ref()
                .and_then(|whole| without_pruned(&set, whole, self.config, (&mut found, &mut unknown)));
            let by = self.sources.append(sources.clone());
            self.diagnostics.append(found.raised(by));
            if let Some(mut contract) = contract {
                corrections.apply(&mut contract);
                if let Some(pruned) = &mut pruned {
                    crate::correct::correct(pruned, self.config, &mut Diagnostics::new());
                }
                let values = Values::new(&contract);
                for wrong in [facets::check(&contract, &values), defaults::check(&contract, &values)] {
                    self.diagnostics.append(wrong.raised(by));
                }
                let words = words(&set);
                loaded.push(Loaded { label, contract, pruned, claims, sources, words, by });
            }
        }
        if loaded.len() == versions.len() {
            self.diagnostics.append(corrections.unapplied());
            self.diagnostics.extend(unknown.0.into_iter().flatten());
        }
        self.diagnostics.extend(checks::repeated_labels(loaded.iter().map(|loaded| loaded.label.as_str())));
        loaded
    }

    /// The second half: each graph to a plan, with the names that the version before settled. `None` if a version is missing.
    fn plan(&mut self, versions: &[Version], loaded: &mut [Loaded]) -> Option<Vec<Planned>> {
        if loaded.len() < versions.len() {
            return None;
        }
        names::agree_on_default(loaded.iter_mut().map(|loaded| &mut loaded.contract), self.config);
        let reserved = versions.iter().map(|version| version.name.clone()).filter(|name| !name.is_empty());
        let mut scheme = Scheme { reserved: reserved.collect(), ..Scheme::default() };
        let mut plans = Vec::new();
        for (version, loaded) in versions.iter().zip(loaded) {
            scheme = names::following(scheme, &loaded.contract);
            let kept = names::kept(&scheme);
            if !kept.is_empty() {
                crate::resolve::spell(&mut loaded.contract, &loaded.claims, &self.config.namespaces, &kept);
            }
            if let Some(pruned) = &mut loaded.pruned {
                pruned.spell_like(&loaded.contract);
            }
            let output = self.output(&scheme, version, loaded);
            scheme = names::after(scheme, &output.plan);
            plans.push(Planned { name: version.name.clone(), label: loaded.label.clone(), output });
        }
        (!self.diagnostics.has_errors()).then_some(plans)
    }

    /// The plan of a contract, with where it came from and what is published of it.
    fn output(&mut self, scheme: &Scheme, version: &Version, loaded: &Loaded) -> Output {
        let mut found = Diagnostics::new();
        let documentation = documentation(self.config, &mut found);
        let whole = &loaded.contract;
        let subject = match &loaded.pruned {
            Some(contract) => Subject { contract, whole: Some(whole) },
            None => whole.into(),
        };
        let mut plan = crate::plan::plan_after(scheme, subject, &documentation, self.config, &mut found);
        if plan.docs.is_empty() {
            plan.docs = loaded.words.as_deref().map(crate::plan::paragraphs).unwrap_or_default();
        }
        self.diagnostics.append(found.raised(loaded.by));
        let mut inputs: Vec<String> = version.inputs.iter().map(|input| file_name(input)).collect();
        inputs.sort();
        let (table, documents) = (crate::table::lower(&loaded.contract), self.published(loaded));
        Output { plan, inputs, table, documents }
    }

    /// The documents to publish in this layout.
    fn published(&self, loaded: &Loaded) -> Vec<Published> {
        match self.config.layout {
            Layout::Folder | Layout::Crate { .. } => {
                crate::publish::publish(&loaded.contract, &loaded.sources, self.resolver)
            }
            Layout::File => Vec::new(),
        }
    }

    /// The text of the plans, divided into files.
    fn files(&mut self, plans: Vec<Planned>) -> Option<Files> {
        let Config { layout, tool, .. } = self.config;
        match plans.as_slice() {
            [only] if self.config.versions.is_empty() => {
                crate::layout::lay_out(layout, tool, &only.output, &mut self.diagnostics)
            }
            _ => crate::layout::versions::lay_out(layout, tool, &Versions::of(plans), &mut self.diagnostics),
        }
    }
}

/// What the documents say about the contract: the first WSDL document that does, else the first of its services.
fn words(set: &SchemaSet) -> Option<String> {
    let mut own = set.definitions.iter().map(|definitions| &definitions.documentation);
    let mut of_services = set.definitions.iter().flat_map(|definitions| &definitions.services);
    own.find_map(Clone::clone).or_else(|| of_services.find_map(|service| service.documentation.clone()))
}

/// What a version is called: what the configuration says, else what its schemas agree on, else its name.
fn label(version: &Version, set: &SchemaSet) -> String {
    let stated: BTreeSet<&str> = set.schemas.iter().filter_map(|schema| schema.version.as_deref()).collect();
    let agreed = stated.first().filter(|_| stated.len() == 1).map(|label| (*label).to_owned());
    version.label.clone().or(agreed).unwrap_or_else(|| version.name.clone())
}

/// The closed graph of the documents at `inputs`, corrected.
pub fn contract(
    inputs: &[impl AsRef<str>],
    resolver: &dyn Resolver,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (Sources, Option<Contract>) {
    let set = load(inputs, resolver, diagnostics);
    let sources = set.sources.clone();
    diagnostics.extend(crate::spelling::check(&config.namespaces));
    diagnostics.extend(set.claims.unknown(&config.namespaces));
    let mut contract = resolved(&set, config, diagnostics);
    if let Some(contract) = &mut contract {
        crate::correct::correct(contract, config, diagnostics);
    }
    (sources, contract)
}

/// What to tell of members to prune that no version has so far.
#[derive(Default)]
struct Unknown(Option<Vec<Diagnostic>>);

impl Unknown {
    /// Takes what is to be told of a further version.
    fn meet(&mut self, of_version: Vec<Diagnostic>) {
        match &mut self.0 {
            Some(known) => known.retain(|told| of_version.contains(told)),
            None => self.0 = Some(of_version),
        }
    }
}

/// The closed graph without the members that the configuration prunes, if there are any.
fn without_pruned(
    set: &SchemaSet,
    whole: &Contract,
    config: &Config,
    (diagnostics, unknown): (&mut Diagnostics, &mut Unknown),
) -> Option<Contract> {
    let members: Vec<&str> = config.prune.iter().filter_map(Prune::member).collect();
    if members.is_empty() {
        return None;
    }
    let mut found = Diagnostics::new();
    let pruned = crate::prune::pruned(set, &members, &config.namespaces, &mut found);
    unknown.meet(pruned.unknown);
    let is_wrong = found.has_errors();
    diagnostics.append(found);
    // What else there is to say of the documents has been said of the whole.
    let mut again = Diagnostics::new();
    let mut pruned = resolved(&pruned.set, config, &mut again).filter(|_| !is_wrong);
    if pruned.is_none() && !is_wrong {
        diagnostics.extend(again);
    }
    if let Some(pruned) = &mut pruned {
        pruned.spell_like(whole);
    }
    pruned
}

/// The closed graph of what was loaded, as written.
fn resolved(set: &SchemaSet, config: &Config, diagnostics: &mut Diagnostics) -> Option<Contract> {
    if config.all && config.operations.is_some() {
        let message = "the configuration asks for certain operations and for everything";
        let help = "leave out `all` or `operations`".to_owned();
        diagnostics.push(Diagnostic::error("configuration", None, message).help(help));
    }
    if config.all && !config.roots.is_empty() {
        let message = "the configuration asks for certain roots and for everything";
        let help = "leave out `all` or `roots`".to_owned();
        diagnostics.push(Diagnostic::error("configuration", None, message).help(help));
    }
    let reach = match &config.operations {
        Some(names) => Reach::Selected(names.clone()),
        None if config.all => Reach::All,
        None => Reach::Operations,
    };
    let derived = Derived { types: config.derived, prune: config.prune.clone() };
    let wanted = Wanted { reach, roots: config.roots.clone(), derived, namespaces: config.namespaces.clone() };
    crate::resolve::resolve(set, &wanted, diagnostics)
}

/// The names of all operations of the documents at `inputs`, bound or not, whatever else is wrong with these.
#[must_use]
pub fn operation_names(inputs: &[impl AsRef<str>], resolver: &dyn Resolver) -> BTreeSet<String> {
    let set = load(inputs, resolver, &mut Diagnostics::new());
    let port_types = set.definitions.iter().flat_map(|definitions| &definitions.port_types);
    port_types.flat_map(|port_type| &port_type.operations).map(|operation| operation.name.value.clone()).collect()
}

/// The documentation files, read.
pub fn documentation(config: &Config, diagnostics: &mut Diagnostics) -> Documentation {
    let mut documentation = Documentation::default();
    for (name, text) in &config.documentation {
        if let Err(error) = documentation.add(name, text) {
            diagnostics.push(Diagnostic::error("documentation", None, error.to_string()));
        }
    }
    documentation
}

/// The last part of a path, as a line of a comment holds it.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    name.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn the_name_of_a_file_stays_on_one_line_of_a_comment() {
        assert_eq!(file_name("/a/b/order\n.wsdl"), r"order\n.wsdl");
    }
}
