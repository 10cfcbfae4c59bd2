//! What all clients send and expect: `scenario.json`, which the scripts read, too.

use std::collections::BTreeMap;

use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::operations;
use serde::Deserialize;

use crate::failure::Failure;

const FILE: &str = include_str!("../scenario.json");

/// The values that are the same for every client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Scenario {
    /// A display name with all that can go wrong with text.
    pub text: String,
    /// The version that the schema fixes.
    pub version: String,
    /// Another version that servers accept.
    pub other_version: String,
    /// A version that is older than the operations.
    pub refused_version: String,
    /// The code of the fault that it gets.
    pub refused_version_code: String,
    /// The major version of the server.
    pub major_version: i32,
    /// The SMTP address of the distribution group that exists.
    pub distribution_group: String,
    /// An identifier of nothing.
    pub unknown_id: String,
    /// Somebody without a mailbox.
    pub unknown_mailbox: String,
    /// The response code that each operation is refused with.
    pub errors: BTreeMap<String, String>,
}

impl Scenario {
    /// The scenario.
    ///
    /// # Errors
    /// The file is not what it should be.
    pub fn read() -> Result<Self, Failure> {
        serde_json::from_str(FILE).map_err(|error| Failure::Json("scenario.json".to_owned(), error))
    }

    /// The code that an operation is refused with.
    #[must_use]
    pub fn error(&self, operation: &str) -> ResponseCodeType {
        ResponseCodeType::from(self.errors.get(operation).map_or("", String::as_str))
    }
}

/// The rows of the table that are operations, in the order of the contract.
pub fn operations() -> impl Iterator<Item = &'static str> {
    operations::ALL.iter().map(|operation| operation.name)
}

/// The other rows: what was done, and what it is.
pub const OTHERS: [(&str, &str); 4] = [
    ("fault", "a SOAP fault, with its code and detail"),
    ("request header", "ExchangeImpersonation, which leads to another mailbox"),
    ("response header", "ServerVersionInfo, which answers RequestServerVersion"),
    ("text", "a display name beyond ASCII and full of markup, both ways"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Scenario, operations};

    #[test]
    fn every_operation_is_refused_with_a_code_that_exists() {
        let scenario = Scenario::read().unwrap();
        assert!(scenario.errors.keys().map(String::as_str).eq(operations()));
        assert!(operations().all(|operation| scenario.error(operation).is_known()));
    }
}
