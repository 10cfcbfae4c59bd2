//! `wsdl-codegen generate`.

use std::path::{Component, Path, PathBuf};

use wsdl_codegen::disk::{Mode, sync, sync_file};
use wsdl_codegen::layout::{Files, Layout};

use super::Generate;

/// Compiles the inputs and writes the crate or module.
pub(super) fn generate(arguments: &Generate) -> Result<(), String> {
    let mut project = arguments.inputs.project()?;
    project.config.layout = layout(arguments)?;
    let compilation = project.compile();
    eprint!("{}", project.render(&compilation));
    let Some(files) = &compilation.files else {
        return Err(failure(compilation.diagnostics.errors()));
    };
    write(arguments, files)?;
    println!("{}", summary(arguments, files));
    Ok(())
}

fn failure(errors: usize) -> String {
    let noun = if errors == 1 { "error" } else { "errors" };
    format!("{errors} {noun}; nothing was written")
}

fn layout(arguments: &Generate) -> Result<Layout, String> {
    let Some(folder) = &arguments.crate_folder else {
        return Ok(Layout::File);
    };
    let own = || folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = arguments.name.clone().or_else(own).ok_or("--name is needed: the folder has none")?;
    let runtime = match &arguments.runtime {
        Some(path) => format!("{{ path = {:?} }}", relative(folder, path)?),
        None => format!("{:?}", env!("CARGO_PKG_VERSION")),
    };
    Ok(Layout::Crate { name, runtime })
}

fn write(arguments: &Generate, files: &Files) -> Result<(), String> {
    let written = match (&arguments.crate_folder, &arguments.module) {
        (Some(folder), _) => sync(folder, files, Mode::Write).map(|_| ()),
        (None, Some(file)) => {
            let text = files.get("mod.rs").map_or("", String::as_str);
            sync_file(file, text, Mode::Write).map(|_| ())
        }
        (None, None) => Ok(()),
    };
    written.map_err(|error| format!("cannot write the output: {error}"))
}

fn summary(arguments: &Generate, files: &Files) -> String {
    let lines: usize =
        files.iter().filter(|(name, _)| name.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum();
    let place = arguments.crate_folder.as_ref().or(arguments.module.as_ref()).map(|path| path.display().to_string());
    format!("{}: {lines} lines of Rust", place.unwrap_or_default())
}

/// `target` as seen from inside `folder`, with forward slashes. Neither needs to exist, but what is above both does.
fn relative(folder: &Path, target: &Path) -> Result<String, String> {
    let (folder, target) = (absolute(folder)?, absolute(target)?);
    let common = folder.components().zip(target.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = target.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    let full = std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut clean = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    Ok(clean)
}
