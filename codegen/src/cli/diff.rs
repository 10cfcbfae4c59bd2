//! `wsdl-codegen diff`: two contracts for people, and an exit code for scripts.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use wsdl_codegen::compile::operation_names;
use wsdl_codegen::config::matches;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::diff::{Format, Verdict, compare_as};
use wsdl_codegen::disk::{Project, console};
use wsdl_codegen::ir::Contract;
use wsdl_codegen::source::Sources;

use super::progress::Progress;
use super::telling::{Color, Findings, Telling};

/// The exit code for input that cannot be used.
pub(super) const UNUSABLE: u8 = 3;

pub(super) const HELP: &str = "\
Whom a change concerns:
  callers       Rust code that makes, reads and matches generated types
  implementers  Rust code that implements the trait of a port type
  old messages  new code reading messages written under OLD
  old servers   new code writing to a peer that knows OLD
Each is unaffected, compatible, conditional (only some values or messages: the reason says which) or breaking.

Exit codes: 0 no changes, 1 compatible changes, 2 breaking changes, 3 wrong arguments or a contract that cannot be used.

Example: wsdl-codegen diff contract-1.0 contract-1.1 --format markdown";

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The old contract: a WSDL or XSD document, or a folder (its wsdl-codegen.toml, its only WSDL document, or its schemas).
    old: PathBuf,
    /// The new contract, named likewise.
    new: PathBuf,
    /// The form of the report.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// A configuration whose corrections, namespaces, names, derives and [api] apply to both contracts.
    #[arg(long, value_name = "FILE.toml")]
    config: Option<PathBuf>,
    /// Compares everything the schemas define, whether an operation reaches it or not.
    #[arg(long)]
    all: bool,
    /// Compares only these operations, or those that match (`Get*`), and what they reach; can be repeated.
    #[arg(long = "operation", value_name = "NAME", value_delimiter = ',', conflicts_with = "all")]
    operations: Vec<String>,
    /// Whether the text is coloured; `auto` asks the terminal and NO_COLOR.
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Json,
    Markdown,
}

/// Compares the contracts and prints the report.
pub(super) fn diff(arguments: &Diff) -> ExitCode {
    match compared(arguments) {
        Ok(verdict) => ExitCode::from(match verdict {
            Verdict::Unchanged => 0,
            Verdict::Compatible => 1,
            Verdict::Breaking => 2,
        }),
        Err(reason) => {
            arguments.telling().failure(&reason);
            ExitCode::from(UNUSABLE)
        }
    }
}

fn compared(arguments: &Diff) -> Result<Verdict, String> {
    let (mut old, mut new) = (project(&arguments.old, arguments)?, project(&arguments.new, arguments)?);
    if !arguments.operations.is_empty() {
        select(&arguments.operations, [&mut old, &mut new])?;
    }
    let progress = Progress::of(format!("comparing {} and {}", arguments.old.display(), arguments.new.display()));
    let both = (contract(&old, &arguments.old), contract(&new, &arguments.new));
    let report = both.0.and_then(|contract| Ok(compare_as((&contract, &old.config), (&both.1?, &new.config))));
    drop(progress);
    let report = report.map_err(|unusable| unusable.told(arguments.telling()))?;
    let (format, choice) = match arguments.format {
        Form::Text => (Format::Text, arguments.color.choice()),
        Form::Json => (Format::Json, anstream::ColorChoice::Never),
        Form::Markdown => (Format::Markdown, anstream::ColorChoice::Never),
    };
    let mut out = anstream::AutoStream::new(std::io::stdout(), choice);
    let written = out.write_all(report.render(format).as_bytes()).and_then(|()| out.flush());
    console::unless_gone(written).map_err(|error| format!("cannot write to standard output: {error}"))?;
    Ok(report.verdict)
}

fn project(path: &Path, arguments: &Diff) -> Result<Project, String> {
    let mut project = Project::at(path).map_err(|error| error.to_string())?;
    if let Some(file) = &arguments.config {
        let config = Project::open(file).map_err(|error| error.to_string())?.config;
        project.config.corrections = config.corrections;
        project.config.namespaces = config.namespaces;
        project.config.api = config.api;
        project.config.renames = config.renames;
        project.config.derives = config.derives;
    }
    project.config.all |= arguments.all;
    Ok(project)
}

/// Limits both contracts to the operations, each to those it has.
fn select(operations: &[String], projects: [&mut Project; 2]) -> Result<(), String> {
    let mut unknown: BTreeSet<&String> = operations.iter().collect();
    for project in projects {
        let known = operation_names(&project.inputs, &project.resolver);
        let is_known = |pattern: &String| known.iter().any(|name| matches(pattern, name));
        unknown.retain(|name| !is_known(name));
        project.config.all = false;
        project.config.operations = Some(operations.iter().filter(|name| is_known(name)).cloned().collect());
    }
    match unknown.first() {
        Some(name) => Err(format!("neither contract has an operation `{name}`")),
        None => Ok(()),
    }
}

/// A contract that cannot be compared.
struct Unusable {
    diagnostics: Diagnostics,
    sources: Sources,
    prefix: String,
    reason: String,
}

impl Unusable {
    /// Tells what was found, and returns what follows from it.
    fn told(self, telling: Telling) -> String {
        telling.findings(&self.diagnostics, &self.sources, &self.prefix);
        self.reason
    }
}

fn contract(project: &Project, path: &Path) -> Result<Contract, Box<Unusable>> {
    let mut diagnostics = Diagnostics::new();
    let (sources, contract) =
        wsdl_codegen::compile::contract(&project.inputs, &project.resolver, &project.config, &mut diagnostics);
    contract.filter(|_| !diagnostics.has_errors()).ok_or_else(|| {
        let reason = format!("{}: {} errors; there is nothing to compare", path.display(), diagnostics.errors());
        Box::new(Unusable { diagnostics, sources, prefix: project.resolver.prefix(), reason })
    })
}

impl Diff {
    /// Programs that read the report as JSON get what is wrong as JSON, too.
    fn telling(&self) -> Telling {
        let format = match self.format {
            Form::Json => Findings::Json,
            Form::Text | Form::Markdown => Findings::Text,
        };
        Telling { format, color: self.color }
    }
}
