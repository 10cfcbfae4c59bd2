//! From the documents of several versions to files.
//!
//! Each version is compiled as it would be alone, but with the names that the one before it gave to namespaces and modules.

use std::collections::BTreeSet;

use super::Versions;
use crate::compile::{self, Compilation};
use crate::config::{Config, Features, Version};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Contract;
use crate::load::SchemaSet;
use crate::naming;
use crate::plan::{Plan, Scheme};
use crate::qname::Namespace;
use crate::source::{Resolver, Sources};

/// Compiles the versions of the configuration.
pub(crate) fn compile(resolver: &dyn Resolver, config: &Config) -> Compilation {
    let mut all =
        Compilation { diagnostics: Diagnostics::new(), sources: Sources::default(), contract: None, files: None };
    all.diagnostics.extend(misnamed(&config.versions));
    all.diagnostics.extend(with_features(config));
    all.diagnostics.extend(crate::spelling::check(&config.namespaces));
    let mut loaded = Vec::new();
    let mut corrections = Corrections::new(config);
    for version in &config.versions {
        let mut found = Diagnostics::new();
        let set = crate::load::load(&version.inputs, resolver, &mut found);
        let (label, sources, claims) = (label(version, &set), set.sources.clone(), set.claims.clone());
        let contract = compile::resolved(set, config, &mut found);
        let by = all.sources.append(sources.clone());
        all.diagnostics.append(found.raised(by));
        if let Some(mut contract) = contract {
            corrections.apply(&mut contract);
            loaded.push((version, label, contract, claims, sources, by));
        }
    }
    if loaded.len() == config.versions.len() {
        all.diagnostics.append(corrections.unapplied());
    }
    all.diagnostics.extend(repeated_labels(loaded.iter().map(|(_, label, ..)| label.as_str())));
    if all.diagnostics.has_errors() || loaded.len() < config.versions.len() {
        return all;
    }
    agree_on_default(loaded.iter_mut().map(|(_, _, contract, ..)| contract), config);
    let mut scheme = Scheme { reserved: config.versions.iter().map(|v| v.name.clone()).collect(), ..Scheme::default() };
    let mut plans = Vec::new();
    for (version, label, contract, claims, sources, by) in &mut loaded {
        scheme = following(scheme, contract);
        crate::resolve::spell(contract, claims, &config.namespaces, &kept(&scheme));
        let mut found = Diagnostics::new();
        let inputs = version.inputs.iter().map(|input| compile::file_name(input)).collect();
        let documents = compile::published(contract, sources, resolver, config);
        let plan = compile::planned(&scheme, contract, (inputs, documents), config, &mut found);
        all.diagnostics.append(found.raised(*by));
        scheme = after(scheme, &plan);
        plans.push((version.name.clone(), label.clone(), plan));
    }
    if !all.diagnostics.has_errors() {
        let versions = Versions::of(plans);
        all.files = crate::layout::versions::lay_out(&config.layout, &config.tool, &versions, &mut all.diagnostics);
    }
    all.contract = loaded.into_iter().next_back().map(|(_, _, contract, ..)| contract);
    all
}

/// Leaves the prefixes to all versions, unless each suggests a default namespace or the configuration gives one.
fn agree_on_default<'c>(contracts: impl Iterator<Item = &'c mut Contract>, config: &Config) {
    let contracts: Vec<_> = contracts.collect();
    let agree =
        config.namespaces.contains_key("") || contracts.iter().all(|contract| contract.default_namespace.is_some());
    contracts.into_iter().filter(|_| !agree).for_each(|contract| contract.default_namespace = None);
}

/// The prefixes that namespaces keep.
fn kept(scheme: &Scheme) -> Vec<(Namespace, String)> {
    let namespaces = scheme.namespaces.iter();
    namespaces.filter_map(|known| Some((Namespace::new(&known.uri)?, known.prefix.clone()))).collect()
}

/// The names as they are settled once a version has been planned.
fn after(scheme: Scheme, plan: &Plan) -> Scheme {
    let modules = plan.modules.iter().filter_map(|module| Some((module.name.clone(), module.uri.clone()?))).collect();
    Scheme { namespaces: plan.namespaces.clone(), modules, reserved: scheme.reserved }
}

/// The names for the next version: where a namespace took the place of another one, it takes its names as well.
///
/// ```text
/// urn:example:store:v1           and urn:example:store:v2           // v1 has the one, v2 the other
/// http://example.com/2013/types  and http://example.com/2016/types
/// ```
///
/// It does so if each is in one of the versions only, their names differ in digits only, and there is no other such pair.
fn following(mut scheme: Scheme, contract: &Contract) -> Scheme {
    let uris: BTreeSet<String> =
        contract.namespaces().iter().filter_map(|used| used.namespace.as_ref().map(ToString::to_string)).collect();
    let known: BTreeSet<String> = scheme.modules.iter().map(|(_, uri)| uri.clone()).collect();
    for gone in known.difference(&uris) {
        let alike = |uri: &&String| without_digits(uri) == without_digits(gone);
        let mut come = uris.difference(&known).filter(alike);
        let is_only = known.difference(&uris).filter(alike).count() == 1;
        if let (Some(come), None, true) = (come.next(), come.next(), is_only) {
            let namespaces = scheme.namespaces.iter_mut().map(|namespace| &mut namespace.uri);
            let modules = scheme.modules.iter_mut().map(|(_, uri)| uri);
            namespaces.chain(modules).filter(|uri| *uri == gone).for_each(|uri| uri.clone_from(come));
        }
    }
    scheme
}

/// A name with one mark for each run of digits.
fn without_digits(uri: &str) -> String {
    let parts = uri.split(|c: char| c.is_ascii_digit()).enumerate();
    parts.filter(|(index, part)| *index == 0 || !part.is_empty()).map(|(_, part)| part).collect::<Vec<_>>().join("#")
}

/// What a version is called: what the configuration says, else what its schemas agree on, else its name.
fn label(version: &Version, set: &SchemaSet) -> String {
    let stated: BTreeSet<&str> = set.schemas.iter().filter_map(|schema| schema.version.as_deref()).collect();
    let agreed = stated.first().filter(|_| stated.len() == 1).map(|label| (*label).to_owned());
    version.label.clone().or(agreed).unwrap_or_else(|| version.name.clone())
}

/// Names that no module can have, and those given twice.
fn misnamed(versions: &[Version]) -> Vec<Diagnostic> {
    let mut taken =
        BTreeSet::from(["ns", "xsd", "soap", "soap_runtime", "service", "document", "lib", "main", "std", "core"]);
    let mut found = Vec::new();
    for version in versions {
        let name = version.name.as_str();
        let is_identifier = naming::field_name(name) == name && !name.is_empty();
        if !is_identifier || !taken.insert(name) {
            let message =
                format!("the version `{name}` cannot have this name: it is taken, or no name of a Rust module");
            let help = "give every version a name of its own in small letters, such as `v2013`".to_owned();
            found.push(Diagnostic::error("version-name", None, message).help(help));
        }
        if version.inputs.is_empty() {
            found.push(Diagnostic::error("version-name", None, format!("the version `{name}` names no documents")));
        }
    }
    found
}

fn with_features(config: &Config) -> Option<Diagnostic> {
    let help = "leave out `[features]`, or generate each version into a crate of its own".to_owned();
    let message = "features are not supported yet for several versions side by side";
    (config.features != Features::None).then(|| Diagnostic::error("unsupported", None, message).help(help))
}

fn repeated_labels<'l>(labels: impl Iterator<Item = &'l str>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let repeated = labels.filter(|label| !seen.insert(*label));
    let diagnostic = |label| {
        let message = format!("two versions are labelled `{label}`");
        Diagnostic::error("version-label", None, message).help("give each version a `label` of its own".to_owned())
    };
    repeated.map(diagnostic).collect()
}

/// The corrections, each as a configuration of its own, with what it last had to say while no version needed it.
struct Corrections(Vec<(Config, Option<Diagnostics>)>);

impl Corrections {
    fn new(config: &Config) -> Self {
        let single = |correction: &crate::config::Correction| {
            let namespaces = config.namespaces.clone();
            let config = Config { corrections: vec![correction.clone()], namespaces, ..Config::default() };
            (config, Some(Diagnostics::new()))
        };
        Self(config.corrections.iter().map(single).collect())
    }

    fn apply(&mut self, contract: &mut Contract) {
        for (config, objection) in &mut self.0 {
            let mut found = Diagnostics::new();
            crate::correct::correct(contract, config, &mut found);
            *objection = objection.take().filter(|_| !found.is_empty()).map(|_| found);
        }
    }

    /// What is to be said of corrections that no version needs.
    fn unapplied(self) -> Diagnostics {
        let mut all = Diagnostics::new();
        self.0.into_iter().filter_map(|(_, objection)| objection).for_each(|found| all.append(found));
        all
    }
}
