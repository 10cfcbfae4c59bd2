//! `wsdl-codegen generate`.

use std::path::Path;

use wsdl_codegen::config::Layout;
use wsdl_codegen::disk::{Difference, Mode, Project, Synced, package_name, sync, sync_file};
use wsdl_codegen::ir::Contract;
use wsdl_codegen::layout::Files;
use wsdl_codegen::naming::{package_fault, package_name_like};

use super::runtime::{Runtime, absolute};
use super::summary::Summary;
use super::{Failure, Generate, tell};

pub(super) const HELP: &str = "\
Only files that begin with our `@generated` line, and the documents that such a file embeds, are ever changed or removed; anything else in \
the way is an error. A Cargo.toml that exists is not rewritten: what it lacks is told.

Exit codes: 0 done (with --check: all is as it would be written), 1 the contract has errors, a file cannot be used or is in the way, or \
--check found a difference, 2 wrong arguments.

Example: wsdl-codegen generate service.wsdl --crate bindings --name my-bindings
Example: wsdl-codegen generate service.wsdl --module src/service.rs --check
Example: wsdl-codegen generate --contract-version v1=old.wsdl --contract-version v2=new.wsdl --crate bindings";

/// Compiles the inputs and writes the crate or module, or compares it with what is there.
pub(super) fn generate(arguments: &Generate) -> Result<(), Failure> {
    if arguments.crate_folder.is_none() && arguments.module.is_none() {
        return Err(Failure::arguments(&nowhere(arguments)));
    }
    let mut project = arguments.inputs.project()?;
    project.config.layout = layout(arguments, &project)?;
    let progress = arguments.inputs.progress("compiling");
    let compilation = project.compile();
    drop(progress);
    arguments.inputs.telling.findings(&compilation.diagnostics, &compilation.sources, &project.resolver.prefix());
    let Some(files) = &compilation.files else {
        return Err(failure(compilation.diagnostics.errors()).into());
    };
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let inputs = project.documents(&compilation);
    let (place, synced) = match (&arguments.crate_folder, &arguments.module) {
        (Some(folder), _) => (folder, sync(folder, files, &inputs, mode)),
        (None, Some(file)) => (file, sync_file(file, text_of_module(files), &inputs, mode)),
        (None, None) => return Ok(()),
    };
    let action = if arguments.check { "compare" } else { "write" };
    let synced = synced.map_err(|error| format!("cannot {action} the output: {error}"))?;
    let left_out = compilation.contract.as_ref().and_then(Contract::left_out);
    tell(&Summary { place, files, synced: &synced, mode, left_out }.to_string())?;
    Ok(conclusion(arguments, &synced)?)
}

/// What is said when nothing says where the bindings go.
fn nowhere(arguments: &Generate) -> String {
    let inputs = arguments.inputs.files.first().map(|file| file.display().to_string());
    let inputs = inputs.unwrap_or_else(|| "service.wsdl".to_owned());
    format!(
        "where do the bindings go?\n  --crate DIR        a complete crate in a folder: wsdl-codegen generate {inputs} --crate bindings\n  \
         --module FILE.rs   one module in a file: wsdl-codegen generate {inputs} --module src/bindings.rs\n\n\
         Usage: wsdl-codegen generate <--crate <DIR>|--module <FILE.rs>> [OPTIONS] [FILE]...\n\n\
         For more information, try 'wsdl-codegen generate --help'."
    )
}

/// What is left to be done by hand, or without `--check`.
fn conclusion(arguments: &Generate, synced: &Synced) -> Result<(), String> {
    if let Some(lacking) = &synced.lacking {
        arguments.inputs.telling.remark(&lacking.to_string());
    }
    if !arguments.check || (synced.differences.is_empty() && synced.lacking.is_none()) {
        return Ok(());
    }
    let is_in_the_way = |difference: &Difference| matches!(difference, Difference::InTheWay(_));
    Err(match synced.differences.as_slice() {
        [] => "the bindings are what the contract gives, but Cargo.toml is not what they need".to_owned(),
        all if all.iter().any(is_in_the_way) => "the bindings cannot be generated here".to_owned(),
        _ => "the bindings are not what the contract gives; generate them again, without --check".to_owned(),
    })
}

fn text_of_module(files: &Files) -> &str {
    files.get("mod.rs").map_or("", String::as_str)
}

fn failure(errors: usize) -> String {
    let noun = if errors == 1 { "error" } else { "errors" };
    format!("{errors} {noun}; nothing was written")
}

fn layout(arguments: &Generate, project: &Project) -> Result<Layout, Failure> {
    let Some(folder) = &arguments.crate_folder else {
        return Ok(Layout::File);
    };
    let name = match &arguments.name {
        Some(name) => checked(name, project, "--name")?,
        None => match package_name(folder) {
            Some(name) => name,
            None => checked(&folder_name(folder)?, project, "the folder's name")?,
        },
    };
    let runtime = match &arguments.runtime {
        Some(runtime) => {
            if let Some(lacking) = runtime.lacking() {
                arguments.inputs.telling.remark(&format!("warning: --runtime: {lacking}"));
            }
            runtime.dependency(folder)?
        }
        None => Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()).dependency(folder)?,
    };
    Ok(Layout::Crate { name, runtime })
}

/// What the folder is called, wherever it is named from.
fn folder_name(folder: &Path) -> Result<String, Failure> {
    let name = absolute(folder)?.file_name().map(|name| name.to_string_lossy().into_owned());
    name.ok_or_else(|| Failure::arguments(&format!("--name is needed: {} has no name to take", folder.display())))
}

/// The name, if a package can have it.
fn checked(name: &str, project: &Project, of: &str) -> Result<String, Failure> {
    let is_dependency = |known: &String| known.replace('-', "_") == name.replace('-', "_");
    let own = || "the package depends on one that is called so".to_owned();
    let taken = project.config.dependencies.keys().any(is_dependency).then(own);
    let Some(fault) = package_fault(name).or(taken) else { return Ok(name.to_owned()) };
    let like = match package_name_like(name) {
        like if like == name => format!("{name}-bindings"),
        like => like,
    };
    Err(Failure::arguments(&format!("{of} `{name}` cannot be a package's: {fault}; --name {like} would do")))
}
