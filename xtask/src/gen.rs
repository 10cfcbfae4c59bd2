//! `cargo xtask gen`: `schemas/wsdl-codegen.toml` and what it names go in, `generated/src/bindings/` comes out.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use wsdl_codegen::disk::{Difference, Mode, Project, sync};

/// The contract, and where its bindings are, from the workspace's folder.
const CONTRACT: &str = "schemas/wsdl-codegen.toml";
const BINDINGS: &str = "generated/src/bindings";

/// Regenerates the bindings.
#[derive(Debug, Args)]
pub(crate) struct Gen {
    /// Writes nothing; exits with 1 and names the files that are stale, missing or extra.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Gen) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    std::env::set_current_dir(crate::root()).context("the workspace's folder")?;
    let mut project = Project::open(Path::new(CONTRACT))?;
    project.config.tool = "cargo xtask gen".to_owned();
    let compilation = project.compile();
    eprint!("{}", project.render(&compilation));
    let Some(files) = &compilation.files else {
        let errors = compilation.diagnostics.errors();
        eprintln!("{errors} {}; {BINDINGS} was not touched", if errors == 1 { "error" } else { "errors" });
        return Ok(ExitCode::FAILURE);
    };
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let differences = sync(Path::new(BINDINGS), files, mode)?;
    for difference in &differences {
        println!("{}", if arguments.check { difference.to_string() } else { done(difference) });
    }
    let lines: usize =
        files.iter().filter(|(name, _)| name.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum();
    let seconds = began.elapsed().as_secs_f64();
    println!("{BINDINGS}: {} files, {lines} lines of Rust, {} changed, {seconds:.2} s", files.len(), differences.len());
    if arguments.check && !differences.is_empty() {
        eprintln!("the bindings are not what the schemas give; run `cargo xtask gen`");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn done(difference: &Difference) -> String {
    match difference {
        Difference::Stale(file, _) | Difference::Missing(file) => format!("wrote {}", file.display()),
        Difference::Extra(file) => format!("removed {}", file.display()),
    }
}
