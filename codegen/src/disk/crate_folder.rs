//! Whether a folder can be, or already is, the crate of the output: the folder comes in, obstacles and what `Cargo.toml` lacks go out.
//!
//! A `Cargo.toml` that exists is its user's, whoever wrote it first: it is read, never rewritten.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{Folder, names, or_current};
use super::manifest::Lacking;
use super::obstacle::{OutputError, Reason};
use super::owner::{Form, Owner, first_line};
use super::survey::{Change, Place, Survey};

/// The name of the file that makes a folder a crate.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// What the package in a folder is called; `None` if there is none, or none that can be read.
#[must_use]
pub fn package_name(folder: &Path) -> Option<String> {
    let manifest = parsed(&std::fs::read(folder.join(MANIFEST)).ok()?).ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

/// Looks at everything about the crate but its modules.
pub(super) fn survey(place: &Place<'_>, owner: &Owner, survey: &mut Survey) -> Result<(), OutputError> {
    let file = place.root.join(MANIFEST);
    let wanted = place.files.get(MANIFEST).map(String::as_str).unwrap_or_default();
    match std::fs::symlink_metadata(&file) {
        Ok(_) => existing(&file, wanted, survey),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(OutputError::io("read", file)(error)),
        Err(_) if is_shared(place.root) => survey.obstruct(or_current(place.root), Reason::Shared),
        Err(_) => survey.changes.push(Change { file, found: None, wanted: Some(wanted.as_bytes().to_vec()) }),
    }
    for file in rust_of_others(place.root, owner).map_err(OutputError::io("read", place.root.join("src")))? {
        // Where the output has a file of this name, that is what is to be said.
        if !place.files.keys().any(|name| place.root.join(name) == file) {
            survey.obstruct(&file, Reason::OtherCrate);
        }
    }
    Ok(())
}

/// A `Cargo.toml` that is there: what it lacks, or why nothing can belong to it.
fn existing(file: &Path, wanted: &str, survey: &mut Survey) {
    match usable(file) {
        Ok(found) => {
            survey.unchanged += 1;
            survey.lacking = wanted.parse().ok().and_then(|wanted| Lacking::between(file, &found, &wanted));
        }
        Err(cause) => survey.obstruct(file, Reason::Manifest(cause)),
    }
}

/// A manifest to which the modules in `src` can belong, or why it is none.
fn usable(file: &Path) -> Result<toml::Table, String> {
    // A pipe would never end.
    if !file.is_file() {
        return Err("no file, or a link that leads nowhere".to_owned());
    }
    let bytes = std::fs::read(file).map_err(|error| format!("cannot be read: {error}"))?;
    let manifest = parsed(&bytes).map_err(|error| format!("cannot be read as a manifest: {error}"))?;
    if !manifest.contains_key("package") {
        let cause =
            "has no [package]: the root of a workspace has its crates in folders of their own, so name one of those";
        return Err(cause.to_owned());
    }
    let library = manifest.get("lib").and_then(|library| library.get("path")).and_then(toml::Value::as_str);
    match library.filter(|path| Path::new(path) != Path::new("src/lib.rs")) {
        Some(path) => Err(format!("has its library in {path}, not in src/lib.rs")),
        None => Ok(manifest),
    }
}

fn parsed(bytes: &[u8]) -> Result<toml::Table, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let text = text.trim_start_matches('\u{feff}');
    text.parse().map_err(|error: toml::de::Error| error.to_string().trim_end().replace('\n', "\n    "))
}

/// Whether a folder is where everything of somebody is, or everything at all.
fn is_shared(folder: &Path) -> bool {
    let Ok(folder) = std::fs::canonicalize(or_current(folder)) else { return false };
    let home = std::env::home_dir().and_then(|home| std::fs::canonicalize(home).ok());
    folder.parent().is_none() || home.is_some_and(|home| home == folder)
}

/// The Rust in a crate that is none of ours: that is what it is if its root was not written by us, nor, where it has none, any other
/// module. In a crate of ours, a user's own files are welcome.
fn rust_of_others(root: &Path, owner: &Owner) -> io::Result<BTreeSet<PathBuf>> {
    let source = Folder::read(&root.join("src"), owner)?;
    let has_root = source.names.iter().any(|name| name == "lib.rs");
    if source.has("lib.rs") || (!has_root && source.is_ours()) {
        return Ok(BTreeSet::new());
    }
    let mut others = BTreeSet::new();
    for folder in ["", "src", "src/bin"].map(|folder| root.join(folder)) {
        for name in names(&folder)? {
            let file = folder.join(&name);
            let is_target = folder != *root || name == "build.rs";
            if is_target && name.ends_with(".rs") && file.is_file() && is_others(&file, owner)? {
                others.insert(file);
            }
        }
    }
    Ok(others)
}

fn is_others(file: &Path, owner: &Owner) -> io::Result<bool> {
    Ok(!matches!(owner.form(&first_line(file)?), Some(Form::Module | Form::Single)))
}
