//! What a user decides: inputs, documentation, corrections, and the shape of the output.
//!
//! ```toml
//! inputs = ["MS-OXWSCOS.wsdl"]
//! documentation = ["MS-OXWSCOS.docs.toml"]
//!
//! [namespaces]
//! t = "http://schemas.microsoft.com/exchange/services/2006/types"
//!
//! [[correction]]
//! name = "requested-version-is-open"
//! cause = "the schema fixes Version to Exchange2016; every published example sends another value"
//! lift-fixed = "t:RequestServerVersion/@Version"
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

pub use crate::layout::Layout;

/// The configuration of a compilation.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// What the header of every file says wrote it, such as `cargo xtask gen`.
    pub tool: String,
    /// Documentation files: name and text.
    pub documentation: Vec<(String, String)>,
    /// Corrections of defects in the schemas.
    pub corrections: Vec<Correction>,
    /// Prefixes that corrections use.
    pub namespaces: BTreeMap<String, String>,
    /// Whether everything the schemas define is generated, reached by an operation or not.
    pub all: bool,
    /// The names of the operations to take with what they need; `None` for all.
    pub operations: Option<Vec<String>>,
    /// How the output is divided into files.
    pub layout: Layout,
}

/// A named correction of a defect in the schemas.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Correction {
    /// What it is called in diagnostics.
    pub name: String,
    /// The defect, and how one knows.
    pub cause: String,
    /// The element or attribute whose `fixed` value is dropped: `p:Element` or `p:Element/@Attribute`, where `p:Element` is a
    /// global element or a named type.
    pub lift_fixed: String,
}

/// The form a configuration file has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigFile {
    /// The contract's documents, relative to the configuration file.
    #[serde(default)]
    pub inputs: Vec<String>,
    /// Documentation files, relative to the configuration file.
    #[serde(default)]
    pub documentation: Vec<String>,
    /// Whether everything the schemas define is generated.
    #[serde(default)]
    pub all: bool,
    /// Prefixes that the rest of the file uses.
    #[serde(default)]
    pub namespaces: BTreeMap<String, String>,
    /// Corrections.
    #[serde(default, rename = "correction")]
    pub corrections: Vec<Correction>,
}

impl ConfigFile {
    /// Reads a configuration file's text.
    ///
    /// # Errors
    /// When it is not TOML of the form above; the error gives line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
