//! Contracts come in, with what is wrong about the bindings of each they go out: generated, compiled together, and given documents.

mod documents;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::Context as _;
use conformance_tests::drivers::{Form, Module, build};
use conformance_tests::tools::Tools;
use conformance_tests::{parallel, scratch};
use wsdl_codegen::config::Config;
use wsdl_codegen::config::Layout;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::ir;
use wsdl_codegen::source::MemoryResolver;

use crate::model::Contract;
use crate::sample::Document;
use crate::write::{self, File};

/// How many modules a program is made of.
const SIZE: usize = 75;

/// A contract with documents.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it was grown from.
    pub seed: u64,
    /// The contract.
    pub contract: Contract,
    /// Its documents.
    pub documents: Vec<Document>,
}

/// What became of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many documents its bindings were given.
    pub documents: usize,
    /// What is wrong, the earliest kind first.
    pub failures: Vec<Failure>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// Its kind.
    pub kind: Kind,
    /// The first reason given.
    pub reason: String,
    /// The document, if it is about one.
    pub document: Option<String>,
}

/// The kinds of failure, the earlier ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The generator panics.
    Panicking,
    /// The generator refuses the contract.
    Refused,
    /// The bindings do not compile.
    NotCompiling,
    /// The bindings panic, hang or die over a document.
    Dying,
    /// Lenient reading refuses a document.
    NotRead,
    /// A document is not what was written of it.
    Changed,
    /// What is written is not read as the same.
    Unstable,
    /// Strict reading refuses a document.
    RefusedStrictly,
    /// Strict reading accepts a document with a type that is not in the contract.
    AcceptedStrictly,
    /// Strict reading refuses what was written of a document that it accepts.
    WrittenInvalidly,
}

impl Failure {
    fn new(kind: Kind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into(), document: None }
    }

    /// What failures of one cause have in common: the kind, and the reason without the names and numbers of this contract.
    #[must_use]
    pub fn signature(&self) -> String {
        let line = self.reason.lines().next().unwrap_or_default();
        // Of a document, the reason begins with a path and is about names and values.
        let words = if self.document.is_some() { "" } else { line.split_once(": ").map_or(line, |(_, words)| words) };
        let words = words
            .split('`')
            .enumerate()
            .map(|(index, part)| if index % 2 == 0 { part.to_owned() } else { format!("`{}`", without_names(part)) });
        format!("{:?} {}", self.kind, words.collect::<String>())
    }
}

/// Rust with the names of this contract replaced by `_`.
fn without_names(rust: &str) -> String {
    const KNOWN: &[&str] = &["Option", "Box", "Vec", "From", "Into", "str", "Copy", "Clone", "Default", "Eq", "Hash"];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '#');
    let mut text = String::new();
    for part in rust.split_inclusive(|c| !is_name(c)) {
        let name = part.trim_end_matches(|c| !is_name(c));
        let colon = if name.ends_with(':') { ":" } else { "" };
        let is_known = name.is_empty() || KNOWN.contains(&name);
        text += if is_known { name } else { "_" };
        text += if is_known { "" } else { colon };
        text += part.get(name.len()..).unwrap_or_default();
    }
    text
}

/// Tries all cases together.
///
/// # Errors
/// When files cannot be written or cargo not be run.
pub fn run(tools: &Tools, label: &str, cases: &[Case]) -> anyhow::Result<Vec<Outcome>> {
    let folder = tools.folder.join(label);
    let generated = parallel::each("generated", cases, || (), |(), case| generate(case));
    let mut outcomes: Vec<Outcome> = vec![Outcome::default(); cases.len()];
    let (mut modules, mut contracts) = (Vec::new(), BTreeMap::new());
    for (index, generated) in generated.into_iter().enumerate() {
        match generated {
            Err(failure) => {
                outcomes.get_mut(index).into_iter().for_each(|outcome| outcome.failures.push(failure.clone()));
            }
            Ok((text, contract)) => {
                let has_documents = cases.get(index).is_some_and(|case| !case.documents.is_empty());
                let form = form(cases.get(index).filter(|_| has_documents));
                save(&folder, &name(index), &text)?;
                modules.push(Module { name: name(index), form });
                contracts.insert(index, contract);
            }
        }
    }
    let built = build(tools, &folder, label, &modules, SIZE)?;
    for (index, outcome) in outcomes.iter_mut().enumerate() {
        let error = built.refused.get(&name(index));
        outcome.failures.extend(error.map(|error| Failure::new(Kind::NotCompiling, error)));
    }
    let found = documents::run(cases, &contracts, &built.programs);
    for (outcome, found) in outcomes.iter_mut().zip(found) {
        outcome.documents = found.documents;
        outcome.failures.extend(found.failures);
        outcome.failures.sort();
    }
    Ok(outcomes)
}

fn name(index: usize) -> String {
    format!("h{index}")
}

fn form(case: Option<&Case>) -> Form {
    match case {
        None => Form::None,
        Some(case) if case.contract.service.is_some() => Form::Messages,
        Some(_) => Form::Documents,
    }
}

fn save(folder: &Path, name: &str, text: &str) -> anyhow::Result<()> {
    let file = folder.join("modules").join(name).with_extension("rs");
    scratch::write(&file, text).with_context(|| file.display().to_string())
}

/// The bindings, and the contract as the generator understands it. With a service, they hold what its operations reach.
fn generate(case: &Case) -> Result<(String, ir::Contract), Failure> {
    let (inputs, resolver, config) = project(&case.contract);
    let compiled = catch_unwind(AssertUnwindSafe(|| wsdl_codegen::compile(&inputs, &resolver, &config)));
    let compiled = compiled.map_err(|_| Failure::new(Kind::Panicking, "the generator panics"))?;
    match (compiled.files.and_then(|mut files| files.remove("mod.rs")), compiled.contract) {
        (Some(text), Some(contract)) => Ok((text, contract)),
        _ => Err(Failure::new(Kind::Refused, compiled.diagnostics.render(&compiled.sources, ""))),
    }
}

fn project(contract: &Contract) -> (Vec<String>, MemoryResolver, Config) {
    let files = write::files(contract);
    let resolver = files.iter().fold(MemoryResolver::new(), |all, File { name, text }| all.with(name, text.as_str()));
    let inputs = files.first().map(|file| file.name.clone()).into_iter().collect();
    let all = contract.service.is_none();
    (inputs, resolver, Config { all, layout: Layout::File, ..Config::default() })
}

/// Whether the generator finds no fault with a contract.
///
/// # Errors
/// What it says.
pub fn resolves(contract: &Contract) -> Result<(), String> {
    let (inputs, resolver, config) = project(contract);
    let mut diagnostics = Diagnostics::new();
    let (sources, _) = wsdl_codegen::compile::contract(&inputs, &resolver, &config, &mut diagnostics);
    if diagnostics.has_errors() { Err(diagnostics.render(&sources, "")) } else { Ok(()) }
}
