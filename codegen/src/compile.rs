//! The pipeline, from documents to files.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::documentation::Documentation;
use crate::emit::File;
use crate::ir::Contract;
use crate::layout::{Files, Formatted, Layout};
use crate::plan::{Plan, Published, Scheme};
use crate::resolve::{Derived, Reach, Wanted};
use crate::source::{Resolver, Sources};

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
    if !config.versions.is_empty() {
        return crate::versions::compile(resolver, config);
    }
    let mut diagnostics = Diagnostics::new();
    let (sources, contract) = contract(inputs, resolver, config, &mut diagnostics);
    let mut compilation = Compilation { diagnostics, sources, contract: None, files: None };
    if let Some(contract) = contract {
        let names: Vec<String> = inputs.iter().map(|input| file_name(input.as_ref())).collect();
        let documents = published(&contract, &compilation.sources, resolver, config);
        compilation.files = generate(&contract, names, documents, config, &mut compilation.diagnostics);
        compilation.contract = Some(contract);
    }
    compilation
}

/// The first half: documents to the closed graph, corrected.
pub fn contract(
    inputs: &[impl AsRef<str>],
    resolver: &dyn Resolver,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (Sources, Option<Contract>) {
    let set = crate::load::load(inputs, resolver, diagnostics);
    let sources = set.sources.clone();
    diagnostics.extend(crate::spelling::check(&config.namespaces));
    diagnostics.extend(set.claims.unknown(&config.namespaces));
    let mut contract = resolved(set, config, diagnostics);
    if let Some(contract) = &mut contract {
        crate::correct::correct(contract, config, diagnostics);
    }
    (sources, contract)
}

/// The closed graph of what was loaded, as written.
pub(crate) fn resolved(
    set: crate::load::SchemaSet,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Contract> {
    if config.all && config.operations.is_some() {
        let message = "the configuration asks for certain operations and for everything";
        let help = "leave out `all` or `operations`".to_owned();
        diagnostics.push(Diagnostic::error("configuration", None, message).help(help));
    }
    let reach = match &config.operations {
        Some(names) => Reach::Selected(names.clone()),
        None if config.all => Reach::All,
        None => Reach::Operations,
    };
    let derived = Derived { types: config.derived, prune: config.prune.clone() };
    let wanted = Wanted { reach, derived, namespaces: config.namespaces.clone() };
    crate::resolve::resolve(set, &wanted, diagnostics)
}

/// The names of all operations of the documents at `inputs`, bound or not, whatever else is wrong with these.
#[must_use]
pub fn operation_names(inputs: &[impl AsRef<str>], resolver: &dyn Resolver) -> BTreeSet<String> {
    let set = crate::load::load(inputs, resolver, &mut Diagnostics::new());
    let port_types = set.definitions.iter().flat_map(|definitions| &definitions.port_types);
    port_types.flat_map(|port_type| &port_type.operations).map(|operation| operation.name.value.clone()).collect()
}

/// The second half: the graph to files.
fn generate(
    contract: &Contract,
    inputs: Vec<String>,
    documents: Vec<Published>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Files> {
    let plan = planned(&Scheme::default(), contract, (inputs, documents), config, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let formatted = formatted(crate::emit::files(&plan), diagnostics)?;
    Some(crate::layout::lay_out(&config.layout, &config.tool, &plan, &formatted))
}

/// The plan of a contract, with where it came from and what is published of it.
pub(crate) fn planned(
    scheme: &Scheme,
    contract: &Contract,
    (inputs, documents): (Vec<String>, Vec<Published>),
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Plan {
    let documentation = documentation(config, diagnostics);
    let mut plan: Plan = crate::plan::plan_after(scheme, contract, &documentation, config, diagnostics);
    plan.inputs = inputs;
    plan.inputs.sort();
    plan.documents = documents;
    plan.table = crate::table::render(contract);
    plan
}

/// The text of files; `None`, with a diagnostic, if one is no Rust.
pub(crate) fn formatted(files: Vec<File>, diagnostics: &mut Diagnostics) -> Option<Vec<Formatted>> {
    let mut formatted = Vec::new();
    for file in files {
        match crate::format::format(&file) {
            Ok(text) => formatted.push(Formatted { file, text }),
            Err(error) => {
                let message = format!("the module `{}` came out as Rust that does not parse: {error}", file.name);
                diagnostics.push(Diagnostic::error("malformed-output", None, message));
                return None;
            }
        }
    }
    Some(formatted)
}

/// The documents to publish in this layout.
pub(crate) fn published(
    contract: &Contract,
    sources: &Sources,
    resolver: &dyn Resolver,
    config: &Config,
) -> Vec<Published> {
    match config.layout {
        Layout::Folder | Layout::Crate { .. } => crate::publish::publish(contract, sources, resolver),
        Layout::File => Vec::new(),
    }
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

pub(crate) fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}
