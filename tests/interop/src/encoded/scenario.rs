//! What all clients of the desk send and expect: `desk.json`, which the scripts read, too.

use serde::Deserialize;

use crate::failure::Failure;

const FILE: &str = include_str!("../../desk.json");

/// The values that are the same for every client.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Scenario {
    /// A name with all that can go wrong with text.
    pub text: String,
    /// What lets a client in.
    pub token: String,
    /// What does not.
    pub wrong_token: String,
    /// The address of somebody.
    pub mail: String,
    /// The address of nobody.
    pub unknown_mail: String,
    /// When a task is due.
    pub due: String,
    /// The codes in the details of faults.
    pub codes: Codes,
}

/// The codes in the details of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Codes {
    /// The token is wrong.
    pub denied: i32,
    /// There is no such person.
    pub unknown: i32,
    /// An effort below zero.
    pub negative: i32,
    /// A parameter is nil that must not be.
    pub nothing: i32,
}

impl Scenario {
    /// The scenario.
    ///
    /// # Errors
    /// The file is not what it should be.
    pub fn read() -> Result<Self, Failure> {
        serde_json::from_str(FILE).map_err(|error| Failure::Json("desk.json".to_owned(), error))
    }
}
