//! The messages, validated by somebody else: `validate/validate.py`, with libxml2.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::script;
use crate::sources;
use crate::tools::Tools;

/// What came of validating the messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Validation {
    /// The version of the validator.
    pub versions: BTreeMap<String, String>,
    /// How many documents of the contract the store served.
    pub documents: usize,
    /// How many messages, broken on purpose, the validator rejected before it was believed.
    pub rejected_in_self_check: usize,
    /// How many messages were validated.
    pub validated: usize,
    /// Those that are invalid.
    pub invalid: Vec<Invalid>,
    /// Those that name another version than the one the schema fixes, on purpose. They are valid in everything else.
    pub deviating: Vec<Deviating>,
}

/// A message that is invalid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid {
    /// Its file in `target/interop/messages`.
    pub file: String,
    /// Who sent or received it.
    pub peer: String,
    /// What it is part of.
    pub step: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A message that names another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviating {
    /// Its file in `target/interop/messages`.
    pub file: String,
    /// Who sent it.
    pub peer: String,
    /// What it is part of.
    pub step: String,
    /// The version.
    pub version: String,
}

/// Validates the messages of a folder against the schemas that the service publishes.
///
/// # Errors
/// The validator cannot be called, cannot use the schemas, or accepts a message that is broken on purpose.
pub async fn validate(tools: &Tools, url: &str, messages: &Path) -> Result<Validation, Failure> {
    let mut command = tools.python(&sources().join("validate/validate.py"));
    command.arg(url).arg(messages);
    let output = script::run(command, "the validator").await?;
    serde_json::from_slice(&output.stdout).map_err(|error| Failure::Json("the validator's report".to_owned(), error))
}
