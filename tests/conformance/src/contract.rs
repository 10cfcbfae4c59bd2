//! One contract with SOAP messages: its documents come in, its bindings as a program that reads messages goes out.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::documents::{Task, read_all};
use crate::drivers::{Built, Form, Module, build};
use crate::generator::{Generated, Inputs, Job};
use crate::outcome::{self, Document, Fault};
use crate::tools::Tools;
use crate::worker::Failure;

/// A contract, generated and built.
#[derive(Debug)]
pub struct Contract {
    /// What it is called in tables.
    pub name: String,
    /// Its documents.
    pub inputs: Inputs,
    /// What the generator said.
    pub generated: Result<Generated, Failure>,
    built: Built,
}

/// The contract's module.
const MODULE: &str = "bindings";

impl Contract {
    /// Generates and builds a contract in `folder`.
    ///
    /// # Errors
    /// When files cannot be written or cargo not be run.
    pub fn build(tools: &Tools, name: &str, files: Vec<PathBuf>, folder: &Path) -> anyhow::Result<Self> {
        let inputs = Inputs { files, all: false };
        let module = folder.join("modules").join(MODULE).with_extension("rs");
        let generated = tools.generator().ask(&Job::Generate(inputs.clone(), module));
        let mut built = Built::default();
        if let Ok(Generated::Module { .. }) = generated {
            let modules = [Module { name: MODULE.to_owned(), form: Form::Messages }];
            built = build(tools, folder, name, &modules, 1)?;
        }
        Ok(Self { name: name.to_owned(), inputs, generated, built })
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> outcome::Contract {
        match (&self.generated, self.built.refused.get(MODULE)) {
            (Ok(Generated::Module { .. }), None) => outcome::Contract::Accepted,
            (Ok(Generated::Module { .. }), Some(error)) => {
                outcome::Contract::Failed(Fault::NotCompiling, error.clone())
            }
            (Ok(Generated::Refused(code, text)), _) => outcome::Contract::Unsupported(code.clone(), text.clone()),
            (Err(failure), _) => outcome::Contract::Failed(failure.into(), failure.to_string()),
        }
    }

    /// Its operations' names.
    #[must_use]
    pub fn operations(&self) -> &[String] {
        match &self.generated {
            Ok(Generated::Module { operations, .. }) => operations,
            _ => &[],
        }
    }

    /// Reads messages.
    #[must_use]
    pub fn read(&self, tools: &Tools, messages: &[PathBuf]) -> Vec<Document> {
        let task = |path: &PathBuf| Task { module: MODULE, inputs: &self.inputs, path: path.clone() };
        let tasks: Vec<_> = messages.iter().map(task).collect();
        read_all(&format!("{} messages", self.name), tools, &self.built.programs, &tasks)
    }
}

/// The files of a folder with one of the endings, sorted; none if there is no such folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

/// A file's name, for people.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
