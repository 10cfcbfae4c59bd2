//! A folder of modules as it is on disk: its files come in, which of them are ours goes out.
//!
//! The modules that an earlier output consists of say themselves what belonged to it: its root declares modules and versions, and
//! embeds `contract.txt` and the documents in `contract/`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::owner::{Form, Owner, first_line};

/// The folder of the documents that are published.
pub(super) const DOCUMENTS: &str = "contract";

/// A folder with modules, or with none.
#[derive(Debug, Default)]
pub(super) struct Folder {
    path: PathBuf,
    /// The names of its files and folders, in order.
    pub(super) names: Vec<String>,
    /// The modules that are ours, with their texts.
    modules: BTreeMap<String, String>,
}

impl Folder {
    /// Reads a folder; one that does not exist has nothing of ours.
    pub(super) fn read(path: &Path, owner: &Owner) -> io::Result<Self> {
        let mut folder = Self { path: path.to_owned(), names: names(path)?, modules: BTreeMap::new() };
        for name in folder.names.iter().filter(|name| name.ends_with(".rs")) {
            let file = path.join(name);
            if is_file(&file) && owner.form(&first_line(&file)?) == Some(Form::Module) {
                folder.modules.insert(name.clone(), String::from_utf8_lossy(&std::fs::read(&file)?).into_owned());
            }
        }
        Ok(folder)
    }

    /// Whether a module of ours stands here under this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.modules.contains_key(name)
    }

    /// Whether there is any module of ours.
    pub(super) fn is_ours(&self) -> bool {
        !self.modules.is_empty()
    }

    /// The folders of the versions that our modules here declare.
    pub(super) fn versions(&self) -> Vec<PathBuf> {
        let declared = |line: &str| {
            let line = line.trim().strip_suffix(';')?;
            line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ").map(|name| self.path.join(name.trim()))
        };
        let lines = self.modules.values().flat_map(|text| text.lines());
        lines.filter_map(declared).filter(|folder| is_folder(folder)).collect()
    }

    /// Whether a module of ours embeds the document in `contract/`.
    pub(super) fn embeds(&self, document: &str) -> bool {
        let literal = format!("\"{DOCUMENTS}/{document}\"");
        self.modules.values().any(|text| text.contains(&literal))
    }

    /// The files here, as paths below it, that are ours by their first line or because a module of ours embeds them.
    pub(super) fn ours(&self, owner: &Owner) -> io::Result<Vec<PathBuf>> {
        let mut ours: Vec<PathBuf> = self.modules.keys().map(PathBuf::from).collect();
        for name in self.names.iter().filter(|name| is_file(&self.path.join(name))) {
            if let Some(form) = headed(name).filter(|form| *form != Form::Module)
                && owner.form(&first_line(&self.path.join(name))?) == Some(form)
            {
                ours.push(PathBuf::from(name));
            }
        }
        let documents = self.path.join(DOCUMENTS);
        let embedded = |name: &String| self.embeds(name) && is_file(&documents.join(name));
        ours.extend(
            names(&documents)?.iter().filter(|name| embedded(name)).map(|name| Path::new(DOCUMENTS).join(name)),
        );
        Ok(ours)
    }
}

/// What the first line of a file with this name has to say for the file to be ours, in a folder or crate.
pub(super) fn headed(name: &str) -> Option<Form> {
    match name {
        "contract.txt" => Some(Form::Table),
        "features.toml" => Some(Form::Features),
        _ if name.ends_with(".rs") => Some(Form::Module),
        _ => None,
    }
}

/// The names in a folder, in order; none in what is no folder. A name that is no text is none that we gave.
///
/// Links to folders are followed here: whether anything may change behind them is the survey's to say.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    if !is_folder(folder) {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(or_current(folder))? {
        names.extend(entry?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// The path, which for the current folder may be empty.
pub(super) fn or_current(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

fn is_folder(path: &Path) -> bool {
    or_current(path).is_dir()
}

/// Whether it is a file, and no link.
fn is_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}
