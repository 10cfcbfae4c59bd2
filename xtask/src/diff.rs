//! `cargo xtask diff REV`: the contract in `schemas/` at a revision and in the working tree go in, what changed comes out.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use wsdl_codegen::config::{Config, ConfigFile};
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::diff::{Format, Verdict, compare_as};
use wsdl_codegen::disk::{Project, console, contract_of};
use wsdl_codegen::ir::Contract;
use wsdl_codegen::source::{MemoryResolver, Resolver};

/// The folder of the contract, and its configuration there.
const FOLDER: &str = "schemas";
const CONFIGURATION: &str = "wsdl-codegen.toml";

/// The exit code for a revision or contract that cannot be used.
pub(crate) const UNUSABLE: u8 = 3;

/// Tells what has changed in the contract since a revision.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// A revision as git names it: a commit, a branch, a tag, `HEAD~3`.
    revision: String,
    /// The form of the report.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Json,
    Markdown,
}

/// Exits as `wsdl-codegen diff` does: 0 no changes, 1 compatible ones, 2 breaking ones, 3 nothing to compare.
pub(crate) fn run(arguments: &Diff) -> ExitCode {
    match compared(arguments) {
        Ok(Verdict::Unchanged) => ExitCode::SUCCESS,
        Ok(Verdict::Compatible) => ExitCode::from(1),
        Ok(Verdict::Breaking) => ExitCode::from(2),
        Err(error) => {
            console::err(&format!("{error:#}\n"));
            ExitCode::from(UNUSABLE)
        }
    }
}

fn compared(arguments: &Diff) -> anyhow::Result<Verdict> {
    std::env::set_current_dir(crate::root()).context("the workspace's folder")?;
    let old = at_revision(&arguments.revision)?;
    let project = Project::at(Path::new(FOLDER))?;
    let new = contract(&project.inputs, &project.resolver, &project.config, &project.resolver.prefix())?;
    let report = compare_as((&old.0, &old.1), (&new, &project.config));
    let format = match arguments.format {
        Form::Text => Format::Text,
        Form::Json => Format::Json,
        Form::Markdown => Format::Markdown,
    };
    console::unless_gone(anstream::stdout().write_all(report.render(format).as_bytes())).context("standard output")?;
    Ok(report.verdict)
}

/// The contract as a revision has it, read through git, and what bindings are made of it.
fn at_revision(revision: &str) -> anyhow::Result<(Contract, Config)> {
    if revision.starts_with('-') {
        bail!("`{revision}` is no revision");
    }
    git(&["rev-parse", "--is-inside-work-tree"]).context("the workspace is no git repository")?;
    let verified = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")]);
    let Ok(commit) = verified else { bail!("git knows no revision `{revision}`") };
    let commit = text(&commit);
    let commit = commit.trim();
    let listed = text(&git(&["ls-tree", "-r", "-z", "--name-only", commit, "--", &format!("{FOLDER}/")])?);
    let names: Vec<String> =
        listed.split('\0').filter_map(|path| path.strip_prefix(FOLDER)?.strip_prefix('/')).map(str::to_owned).collect();
    if names.is_empty() {
        bail!("{revision} has no files in {FOLDER}/");
    }
    let mut resolver = MemoryResolver::new();
    for name in &names {
        // `--textconv` and the like do not apply to `cat-file`: these are the bytes.
        let bytes = git(&["cat-file", "blob", &format!("{commit}:./{FOLDER}/{name}")])?;
        resolver = resolver.with(name, bytes);
    }
    let (inputs, config) = configuration(&names, &resolver)?;
    let contract = contract(&inputs, &resolver, &config, &format!("{revision}:{FOLDER}/"))?;
    Ok((contract, config))
}

/// What the configuration among the files says, or what follows from the files without one.
fn configuration(names: &[String], resolver: &MemoryResolver) -> anyhow::Result<(Vec<String>, Config)> {
    if !names.iter().any(|name| name == CONFIGURATION) {
        let inputs = contract_of(names).map_err(anyhow::Error::msg)?;
        return Ok((inputs, Config::default()));
    }
    let bytes = resolver.load(&wsdl_codegen::source::SourcePath::join(None, CONFIGURATION))?;
    let file = ConfigFile::parse(&text(&bytes)).context(CONFIGURATION)?;
    Ok((file.inputs.clone(), file.into_config()))
}

fn contract(inputs: &[String], resolver: &dyn Resolver, config: &Config, prefix: &str) -> anyhow::Result<Contract> {
    let mut diagnostics = Diagnostics::new();
    let (sources, contract) = wsdl_codegen::compile::contract(inputs, resolver, config, &mut diagnostics);
    match contract.filter(|_| !diagnostics.has_errors()) {
        Some(contract) => Ok(contract),
        None => bail!("{}{prefix} cannot be compared", diagnostics.render(&sources, prefix)),
    }
}

/// What a git command writes.
fn git(arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").args(arguments).output().context("git cannot be run")?;
    if !output.status.success() {
        bail!("git {}: {}", arguments.join(" "), text(&output.stderr).trim());
    }
    Ok(output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_configuration_counts_as_a_whole() {
        let text = "inputs = [\"a.wsdl\"]\noperations = [\"Get\"]\nderived = \"named\"\n";
        let resolver = MemoryResolver::new().with(CONFIGURATION, text);
        let (inputs, config) = configuration(&[CONFIGURATION.to_owned()], &resolver).expect("a configuration");
        assert_eq!(inputs, ["a.wsdl"]);
        assert_eq!(config.derived, wsdl_codegen::config::DerivedTypes::Named);
        assert_eq!(config.operations.as_deref(), Some(&["Get".to_owned()][..]));
    }
}
