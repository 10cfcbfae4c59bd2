//! The side of the tool that runs the generator, in a process of its own: jobs come in, what became of them goes out.

use std::cell::RefCell;
use std::path::PathBuf;

use roxmltree::Document;
use serde::{Deserialize, Serialize};
use wsdl_codegen::config::Layout;
use wsdl_codegen::diagnostic::{Diagnostics, Severity};
use wsdl_codegen::disk::Project;
use wsdl_codegen::ir::Contract;

use crate::typed;

/// A contract: its documents, and how much of it is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The documents.
    pub files: Vec<PathBuf>,
    /// Whether everything the schemas define is wanted, or only what operations reach.
    pub all: bool,
}

/// What to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Job {
    /// Write the bindings of a contract as one module. The answer is a [`Generated`].
    Generate(Inputs, PathBuf),
    /// Compare two documents by value. The answer is a [`Comparison`].
    Compare(Inputs, Box<Pair>),
}

/// A document and what it was written as.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pair {
    /// The document.
    pub original: String,
    /// What it was written as.
    pub written: String,
}

/// What became of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Generated {
    /// It was generated.
    Module {
        /// Lines of Rust.
        lines: usize,
        /// Whether it has documents: global elements that are not abstract.
        has_documents: bool,
        /// Whether its schemas hold identity constraints.
        has_identity_constraints: bool,
        /// Its operations' names.
        operations: Vec<String>,
    },
    /// It was refused: the first error's code, and all errors as text.
    Refused(String, String),
}

/// How a document compares with what it was written as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// Nothing differs but prefixes, comments, processing instructions, and white space between elements.
    Same,
    /// All values are equal.
    SameValues,
    /// The first difference.
    Different(String),
}

/// Answers jobs on standard input until it ends.
pub fn serve() {
    let last = RefCell::new(Last::default());
    conformance_driver::serve(|job: Job| {
        let answer = match job {
            Job::Generate(inputs, module) => serde_json::to_value(generate(&inputs, &module)),
            Job::Compare(inputs, pair) => serde_json::to_value(last.borrow_mut().compare(inputs, &pair)),
        };
        answer.unwrap_or_default()
    });
}

/// The contract of the last comparison; most often it is also that of the next.
#[derive(Default)]
struct Last {
    inputs: Option<Inputs>,
    contract: Option<Contract>,
}

fn project(inputs: &Inputs) -> Project {
    let mut project = Project::of_files(&inputs.files);
    project.config.all = inputs.all;
    project.config.tool = "cargo xtask conformance".to_owned();
    project.config.layout = Layout::File;
    project
}

fn generate(inputs: &Inputs, module: &std::path::Path) -> Generated {
    let project = project(inputs);
    let compilation = project.compile();
    let (Some(files), Some(contract)) = (&compilation.files, &compilation.contract) else {
        let first = compilation.diagnostics.iter().find(|found| found.severity == Severity::Error);
        let code = first.map_or("none", |found| found.code);
        return Generated::Refused(code.to_owned(), project.render(&compilation));
    };
    let text = files.get("mod.rs").map_or("", String::as_str);
    if let Err(error) = crate::scratch::write(module, text) {
        return Generated::Refused("unwritten".to_owned(), error.to_string());
    }
    let operations = contract.port_types().iter().flat_map(|port_type| &port_type.operations);
    Generated::Module {
        lines: text.lines().count(),
        has_documents: text.contains("\npub enum Document {\n"),
        has_identity_constraints: contract.sources().iter().any(|(_, source)| has_identity_constraint(&source.text)),
        operations: operations.map(|operation| operation.name.clone()).collect(),
    }
}

fn has_identity_constraint(schema: &str) -> bool {
    let xsd = wsdl_codegen::qname::Namespace::xsd();
    let is_constraint = |node: roxmltree::Node<'_, '_>| {
        let name = node.tag_name();
        name.namespace() == Some(xsd.as_str()) && ["key", "keyref", "unique"].contains(&name.name())
    };
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    Document::parse_with_options(schema, options).is_ok_and(|schema| schema.descendants().any(is_constraint))
}

impl Last {
    fn compare(&mut self, inputs: Inputs, pair: &Pair) -> Comparison {
        if self.inputs.as_ref() != Some(&inputs) {
            self.contract = resolved(&inputs);
            self.inputs = Some(inputs);
        }
        match self.contract.as_ref().map(|contract| compared(contract, pair)) {
            Some(Ok(comparison)) => comparison,
            Some(Err(reason)) => Comparison::Different(reason),
            None => Comparison::Different("the contract cannot be resolved".to_owned()),
        }
    }
}

fn resolved(inputs: &Inputs) -> Option<Contract> {
    let project = project(inputs);
    let mut diagnostics = Diagnostics::new();
    wsdl_codegen::compile::contract(&project.inputs, &project.resolver, &project.config, &mut diagnostics).1
}

fn compared(contract: &Contract, pair: &Pair) -> Result<Comparison, String> {
    let original = Document::parse(&pair.original).map_err(|error| format!("the document: {error}"))?;
    let written = Document::parse(&pair.written).map_err(|error| format!("what was written: {error}"))?;
    let [original_values, written_values] = [&original, &written].map(|document| typed::document(contract, document));
    Ok(match original_values.first_difference(&written_values) {
        Some(difference) => Comparison::Different(difference.to_string()),
        None if typed::plain(&original) == typed::plain(&written) => Comparison::Same,
        None => Comparison::SameValues,
    })
}
