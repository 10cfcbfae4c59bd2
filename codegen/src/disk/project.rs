//! A contract on disk: a configuration file, or documents named one by one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::compile::{Compilation, compile};
use crate::config::{Config, ConfigFile, Version};
use crate::diagnostic::Form;
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
    /// There is no configuration file.
    #[error(
        "there is no configuration {} ({}): name the file that has it, or the documents of the contract in its place",
        file.display(), looked_for(file)
    )]
    NoConfiguration {
        /// The file.
        file: PathBuf,
    },
    /// A file that a configuration names cannot be read.
    #[error("{}: {error} (documentation that {} names)", file.display(), configuration.display())]
    Documentation {
        /// The file.
        file: PathBuf,
        /// The configuration.
        configuration: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A folder holds no contract, or more than one.
    #[error("{}: {reason}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What is there, and what to do.
        reason: String,
    },
    /// A catalog cannot be used.
    #[error("{0}")]
    Catalog(String),
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
        let text = std::fs::read_to_string(file).map_err(|error| match error.kind() {
            ErrorKind::NotFound => ProjectError::NoConfiguration { file: file.to_owned() },
            _ => ProjectError::Io { file: file.to_owned(), error },
        })?;
        let parsed = ConfigFile::parse(&text)
            .map_err(|error| ProjectError::Config { file: file.to_owned(), error: Box::new(error) })?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut project = Self {
            resolver: FileResolver::new(folder),
            inputs: parsed.inputs.clone(),
            config: parsed.clone().into_config(),
        };
        for (start, place) in &parsed.locations {
            project.resolver.locations.add(start, &folder.join(place));
        }
        for catalog in &parsed.catalogs {
            project.resolver.locations.add_catalog(&folder.join(catalog)).map_err(ProjectError::Catalog)?;
        }
        for name in parsed.documentation {
            let place = folder.join(&name);
            let text = std::fs::read_to_string(&place).map_err(|error| ProjectError::Documentation {
                file: place.clone(),
                configuration: file.to_owned(),
                error,
            })?;
            project.config.documentation.push((name, text));
        }
        Ok(project)
    }

    /// The contract at a path: a document, a configuration file, or a folder. In a folder it is what its
    /// `wsdl-codegen.toml` says, else its only WSDL document, else all of its schemas.
    ///
    /// # Errors
    /// As [`Self::open`], and when the path leads nowhere or to a folder without a contract or with several.
    pub fn at(path: &Path) -> Result<Self, ProjectError> {
        let metadata = std::fs::metadata(path).map_err(|error| ProjectError::Io { file: path.to_owned(), error })?;
        if metadata.is_file() {
            let is_configuration = path.extension().is_some_and(|extension| extension == "toml");
            return if is_configuration { Self::open(path) } else { Ok(Self::of_files(&[path.to_owned()])) };
        }
        let configuration = path.join(CONFIGURATION);
        if configuration.is_file() {
            return Self::open(&configuration);
        }
        let files = files(path)?;
        let inputs = contract_of(&files).map_err(|reason| ProjectError::Folder { folder: path.to_owned(), reason })?;
        Ok(Self::of_files(&inputs.into_iter().map(|name| path.join(name)).collect::<Vec<_>>()))
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

    /// The files that a compilation of this contract has read.
    #[must_use]
    pub fn documents(&self, compilation: &Compilation) -> Vec<PathBuf> {
        compilation.sources.iter().map(|(_, source)| self.resolver.file(&source.path)).collect()
    }

    /// The diagnostics of a compilation of this contract, for a terminal.
    #[must_use]
    pub fn render(&self, compilation: &Compilation) -> String {
        self.render_as(Form::Plain, compilation)
    }

    /// The diagnostics of a compilation of this contract in a form.
    #[must_use]
    pub fn render_as(&self, form: Form, compilation: &Compilation) -> String {
        compilation.diagnostics.render_as(form, &compilation.sources, &self.resolver.prefix())
    }
}

/// The name of a folder's configuration file.
const CONFIGURATION: &str = "wsdl-codegen.toml";

/// The names of the files in a folder, in order.
fn files(folder: &Path) -> Result<Vec<String>, ProjectError> {
    let unreadable = |error| ProjectError::Io { file: folder.to_owned(), error };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The documents among the files of a folder that are its contract: the only WSDL document, or all schemas.
///
/// # Errors
/// When there are several WSDL documents, or no document at all; the text says what to do.
pub fn contract_of(files: &[String]) -> Result<Vec<String>, String> {
    let of_kind = |kind: &str| {
        let is = |name: &&String| name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(kind));
        files.iter().filter(is).cloned().collect::<Vec<_>>()
    };
    match (of_kind("wsdl"), of_kind("xsd")) {
        (documents, _) if documents.len() > 1 => {
            Err(format!("there are several WSDL documents ({}); name one of them", documents.join(", ")))
        }
        (documents, _) if !documents.is_empty() => Ok(documents),
        (_, schemas) if !schemas.is_empty() => Ok(schemas),
        _ => Err("there is no WSDL document, no schema and no wsdl-codegen.toml here".to_owned()),
    }
}

/// Where a file was looked for.
fn looked_for(file: &Path) -> String {
    let full = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    format!("looked for {}", full.display())
}
