//! `cargo xtask gen`: `schemas/wsdl-codegen.toml` and what it names go in, `generated/src/bindings/` comes out.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use wsdl_codegen::disk::{Difference, Mode, Project, console, sync};

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
    console::err(&project.render(&compilation));
    let Some(files) = &compilation.files else {
        let errors = compilation.diagnostics.errors();
        let noun = if errors == 1 { "error" } else { "errors" };
        console::err(&format!("{errors} {noun}; {BINDINGS} was not touched\n"));
        return Ok(ExitCode::FAILURE);
    };
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let synced = sync(Path::new(BINDINGS), files, &project.documents(&compilation), mode)?;
    for difference in &synced.differences {
        console::out(&format!("{}\n", if arguments.check { difference.to_string() } else { done(difference) }))?;
    }
    let lines: usize =
        files.iter().filter(|(name, _)| name.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum();
    let (seconds, changed) = (began.elapsed().as_secs_f64(), synced.differences.len());
    let count = files.len();
    console::out(&format!("{BINDINGS}: {count} files, {lines} lines of Rust, {changed} changed, {seconds:.2} s\n"))?;
    if arguments.check && changed > 0 {
        console::err("the bindings are not what the schemas give; run `cargo xtask gen`\n");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn done(difference: &Difference) -> String {
    match difference {
        Difference::Stale(file, _) | Difference::Missing(file) => format!("wrote {}", file.display()),
        Difference::Extra(file) => format!("removed {}", file.display()),
        Difference::InTheWay(obstacle) => format!("left {obstacle}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;
    use std::process::Command;

    /// The crates that something is built of, each with its features.
    fn built(arguments: &[&str]) -> BTreeSet<String> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(crate::root()).args(["tree", "--offline", "--prefix", "none", "--format", "{p} [{f}]"]);
        let output = cargo.args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
    }

    /// What `cargo test` turns on besides is built again, the generator with it, for somebody who has just run `cargo xtask gen`.
    #[test]
    fn the_tests_are_built_of_what_this_is_built_of() {
        let own = built(&["--package", "xtask", "--edges", "normal,build"]);
        let tests = built(&["--edges", "normal,build,dev"]);
        assert!(own.len() > 20, "{own:?}");
        let others: Vec<&String> = own.difference(&tests).collect();
        assert!(
            others.is_empty(),
            "with other features in the tests, so put these into xtask/Cargo.toml, too: {others:?}"
        );
    }
}
