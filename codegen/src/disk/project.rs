//! A contract on disk: a configuration file, or documents named one by one.

use std::path::{Path, PathBuf};

use crate::compile::{Compilation, compile};
use crate::config::{Config, ConfigFile, Version};
use crate::source::files::FileResolver;

/// A contract's documents with the configuration they are compiled by.
#[derive(Debug, Clone)]
pub struct Project {
    /// Finds the documents.
    pub resolver: FileResolver,
    /// The documents' names for the resolver.
    pub inputs: Vec<String>,
    /// What the user decided.
    pub config: Config,
}

/// Why a contract cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// A file cannot be read.
    #[error("{}: {error}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The configuration file is not what it should be.
    #[error("{}: {error}", file.display())]
    Config {
        /// The file.
        file: PathBuf,
        /// Line, column and reason.
        error: Box<toml::de::Error>,
    },
}

impl Project {
    /// Reads a configuration file. What it names is relative to its folder.
    ///
    /// # Errors
    /// When it or a documentation file cannot be read, or it is not a configuration.
    pub fn open(file: &Path) -> Result<Self, ProjectError> {
        let text = read(file)?;
        let parsed = ConfigFile::parse(&text)
            .map_err(|error| ProjectError::Config { file: file.to_owned(), error: Box::new(error) })?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut project = Self {
            resolver: FileResolver::new(folder),
            inputs: parsed.inputs.clone(),
            config: parsed.clone().into_config(),
        };
        for name in parsed.documentation {
            let text = read(&folder.join(&name))?;
            project.config.documentation.push((name, text));
        }
        Ok(project)
    }

    /// A contract whose documents are named one by one.
    #[must_use]
    pub fn of_files(files: &[PathBuf]) -> Self {
        let (resolver, inputs) = FileResolver::over(files);
        Self { resolver, inputs, config: Config::default() }
    }

    /// Versions of a contract, the oldest first, whose inputs are paths of files.
    #[must_use]
    pub fn of_versions(mut versions: Vec<Version>) -> Self {
        let files: Vec<PathBuf> = versions.iter().flat_map(|version| &version.inputs).map(PathBuf::from).collect();
        let (resolver, names) = FileResolver::over(&files);
        let mut names = names.into_iter();
        for version in &mut versions {
            version.inputs = names.by_ref().take(version.inputs.len()).collect();
        }
        Self { resolver, inputs: Vec::new(), config: Config { versions, ..Config::default() } }
    }

    /// Compiles the contract.
    #[must_use]
    pub fn compile(&self) -> Compilation {
        compile(&self.inputs, &self.resolver, &self.config)
    }

    /// The diagnostics of a compilation of this contract, for a terminal.
    #[must_use]
    pub fn render(&self, compilation: &Compilation) -> String {
        compilation.diagnostics.render(&compilation.sources, &self.resolver.prefix())
    }
}

fn read(file: &Path) -> Result<String, ProjectError> {
    std::fs::read_to_string(file).map_err(|error| ProjectError::Io { file: file.to_owned(), error })
}
