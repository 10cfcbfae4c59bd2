//! What came of it all: as a table for people, and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::outcome::{Case, Trial};
use crate::peer::Peer;
use crate::scenario::{OTHERS, operations};
use crate::tools::Tools;
use crate::validation::Validation;

/// The outcomes of all clients, and the validity of the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    trials: Vec<(Peer, Trial)>,
    validation: Validation,
    versions: BTreeMap<String, String>,
}

impl Report {
    /// A report of these trials.
    #[must_use]
    pub fn new(trials: Vec<(Peer, Trial)>, validation: Validation, tools: &Tools) -> Self {
        let mut versions = tools.versions.clone();
        versions.extend(validation.versions.clone());
        versions.extend(trials.iter().flat_map(|(_, trial)| trial.versions.clone()));
        Self { trials, validation, versions }
    }

    /// Whether everything was tried and was as expected, and every message is valid.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.failed().next().is_none() && self.validation.invalid.is_empty() && self.validation.validated > 0
    }

    /// Writes it as JSON.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, file: &Path) -> Result<(), Failure> {
        let outcomes: Vec<Value> = self
            .cells()
            .map(|(peer, row, case, reason)| json!({ "client": peer, "row": row, "case": case, "ok": reason.is_none(), "reason": reason }))
            .collect();
        let report = json!({
            "ok": self.is_good(),
            "outcomes": outcomes,
            "messages": self.validation,
            "versions": self.versions,
        });
        fs::write(file, format!("{report:#}\n")).map_err(|error| Failure::file(file, error))
    }

    /// Every cell of the table, and why it failed if it did.
    fn cells(&self) -> impl Iterator<Item = (Peer, &'static str, Case, Option<&str>)> {
        let of = |(peer, trial)| rows().map(move |(row, case)| (peer, row, case, Trial::reason(trial, row, case)));
        self.trials.iter().map(|(peer, trial)| (*peer, trial)).flat_map(of)
    }

    fn failed(&self) -> impl Iterator<Item = (Peer, &'static str, Case, &str)> {
        self.cells().filter_map(|(peer, row, case, reason)| Some((peer, row, case, reason?)))
    }

    fn write_table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_line(f, "", |peer, _| format!("{:<16}", peer.title()))?;
        self.write_line(f, "operation", |_, _| format!("{:<8}{:<8}", "success", "error"))?;
        let word = |trial: &Trial, row, case| if trial.reason(row, case).is_none() { "ok" } else { "FAILED" };
        for row in operations() {
            let both =
                |trial: &Trial| format!("{:<8}{:<8}", word(trial, row, Case::Success), word(trial, row, Case::Error));
            self.write_line(f, row, |_, trial| both(trial))?;
        }
        writeln!(
            f,
            "\nThe columns are clients that drive the contract store, but for soap's server, which our client drives.\n"
        )?;
        for (row, meaning) in OTHERS {
            self.write_line(f, row, |_, trial| format!("{:<16}", word(trial, row, Case::Met)))?;
            writeln!(f, "  {meaning}")?;
        }
        Ok(())
    }

    fn write_line(&self, f: &mut fmt::Formatter<'_>, row: &str, cell: impl Fn(Peer, &Trial) -> String) -> fmt::Result {
        let cells: String = self.trials.iter().map(|(peer, trial)| cell(*peer, trial)).collect();
        writeln!(f, "{}", format!("{row:<35}{cells}").trim_end())
    }

    fn write_messages(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Validation { validated, invalid, deviating, rejected_in_self_check, documents, .. } = &self.validation;
        for message in invalid {
            writeln!(f, "invalid: {} ({}, {}): {}", message.file, message.peer, message.step, message.reason)?;
        }
        writeln!(f, "messages validated: {validated}, invalid: {}", invalid.len())?;
        let number = deviating.len();
        writeln!(
            f,
            "  of these {number} name another version than the schema fixes, on purpose, and are valid in all else"
        )?;
        writeln!(
            f,
            "  against the {documents} documents that the store serves; {rejected_in_self_check} of {rejected_in_self_check} messages broken on purpose were rejected"
        )
    }
}

/// Every cell that a client has to fill.
fn rows() -> impl Iterator<Item = (&'static str, Case)> {
    let operations = operations().flat_map(|row| [(row, Case::Success), (row, Case::Error)]);
    operations.chain(OTHERS.into_iter().map(|(row, _)| (row, Case::Met)))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_table(f)?;
        writeln!(f)?;
        for (peer, row, case, reason) in self.failed() {
            let case = match case {
                Case::Success => ", success",
                Case::Error => ", error",
                Case::Met => "",
            };
            writeln!(f, "FAILED: {}, {row}{case}: {reason}", peer.title())?;
        }
        self.write_messages(f)?;
        let versions: Vec<String> = self.versions.iter().map(|(tool, version)| format!("{tool} {version}")).collect();
        writeln!(f, "tools: {}", versions.join(", "))
    }
}
