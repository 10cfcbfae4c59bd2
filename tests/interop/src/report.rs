//! What came of it all: as a table for people, and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::STORE;
use crate::encoded::{Encoded, ROWS};
use crate::failure::Failure;
use crate::outcome::{Case, Trial};
use crate::peer::OURS;
use crate::peer::Peer;
use crate::recording::Counts;
use crate::scenario::{OTHERS, operations};
use crate::table::{Direction, Outcome, Row, Side, Subject};
use crate::tools::Tools;
use crate::validation::Validation;

/// The section that is about SOAP encoding.
const ENCODING: &str = "SOAP encoding";

/// The outcomes of all clients, and the validity of the messages; those of SOAP encoding beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    trials: Vec<(Peer, Trial)>,
    counts: Counts,
    validation: Validation,
    encoded: Encoded,
    versions: BTreeMap<String, String>,
}

impl Report {
    /// A report of these trials.
    #[must_use]
    pub fn new(
        trials: Vec<(Peer, Trial)>,
        counts: Counts,
        validation: Validation,
        encoded: Encoded,
        tools: &Tools,
    ) -> Self {
        let mut versions = tools.versions.clone();
        versions.extend(validation.versions.clone());
        let all = trials.iter().chain(&encoded.trials);
        versions.extend(all.flat_map(|(_, trial)| trial.versions.clone()));
        Self { trials, counts, validation, encoded, versions }
    }

    /// Whether everything was tried and was as expected, and every message is valid, or read strictly where it is encoded.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let is_valid = self.validation.invalid.is_empty() && self.validation.validated > 0;
        let encoded = self.encoded.messages;
        let is_read = encoded.recorded > 0 && encoded.strict == encoded.recorded;
        is_valid && is_read && self.failed().next().is_none() && self.failed_encoded().next().is_none()
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
        let encoded: Vec<Value> = self
            .encoded_cells()
            .map(|(peer, trial, row, case)| {
                let (reason, note) = (trial.reason(row, case), trial.note(row, case));
                json!({ "client": peer, "row": row, "case": case, "ok": reason.is_none(), "reason": reason, "note": note })
            })
            .collect();
        let report = json!({
            "ok": self.is_good(),
            "outcomes": outcomes,
            "messages": self.validation,
            "encoded": { "outcomes": encoded, "messages": self.encoded.messages },
            "versions": self.versions,
        });
        fs::write(file, format!("{report:#}\n")).map_err(|error| Failure::file(file, error))
    }

    /// The rows of the table of all sections.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let peers: Vec<Peer> = self.trials.iter().map(|(peer, _)| *peer).collect();
        let mut rows = Vec::new();
        for (section, trials, counts, cells) in [
            (STORE, &self.trials, &self.counts, rows_of_store as fn() -> Vec<(&'static str, Case)>),
            (ENCODING, &self.encoded.trials, &self.encoded.counts, || crate::encoded::rows().collect()),
        ] {
            for (peer, trial) in trials {
                for (row, case) in cells() {
                    let step = (
                        peer.user().split('@').next().unwrap_or_default().to_owned(),
                        format!("{row}, {}", case.word()),
                    );
                    let (requests, responses) = counts.get(&step).copied().unwrap_or_default();
                    let subject =
                        Subject::new(section, peer.other(), feature(section, row, case), peer.side()).detail(row);
                    rows.extend(subject.exchanged(requests, responses, &trial.outcome(row, case)));
                }
            }
            rows.extend(Peer::untried(&peers, section));
        }
        rows.extend(self.judged());
        rows
    }

    /// What libxml2, and in SOAP encoding our strict reading, say of all messages.
    fn judged(&self) -> Vec<Row> {
        let Validation { validated, invalid, .. } = &self.validation;
        let valid = match invalid.first() {
            None => Outcome::Good,
            Some(first) => Outcome::Failed(format!("{} are invalid; {}: {}", invalid.len(), first.file, first.reason)),
        };
        let libxml = Subject::new(STORE, "libxml2", "validates all messages", Side::Documents);
        let writes_none = || Outcome::No("it writes none".to_owned());
        let crate::encoded::Messages { recorded, strict, .. } = self.encoded.messages;
        let read = if recorded == strict { Outcome::Good } else { Outcome::Failed(format!("only {strict} are read")) };
        let strictly = Subject::new(ENCODING, OURS, "all messages are read strictly", Side::Documents);
        vec![
            libxml.said(Direction::Out, *validated, valid),
            libxml.said(Direction::In, 0, writes_none()),
            strictly.said(Direction::In, recorded, read),
            strictly.said(Direction::Out, 0, Outcome::No("those that we write are among them".to_owned())),
        ]
    }

    /// Every cell of the table, and why it failed if it did.
    fn cells(&self) -> impl Iterator<Item = (Peer, &'static str, Case, Option<&str>)> {
        let of = |(peer, trial)| rows().map(move |(row, case)| (peer, row, case, Trial::reason(trial, row, case)));
        self.trials.iter().map(|(peer, trial)| (*peer, trial)).flat_map(of)
    }

    fn failed(&self) -> impl Iterator<Item = (Peer, &'static str, Case, &str)> {
        self.cells().filter_map(|(peer, row, case, reason)| Some((peer, row, case, reason?)))
    }

    /// The same for SOAP encoding.
    fn encoded_cells(&self) -> impl Iterator<Item = (Peer, &Trial, &'static str, Case)> {
        let of = |(peer, trial)| crate::encoded::rows().map(move |(row, case)| (peer, trial, row, case));
        self.encoded.trials.iter().map(|(peer, trial)| (*peer, trial)).flat_map(of)
    }

    fn failed_encoded(&self) -> impl Iterator<Item = (Peer, &'static str, Case, &str)> {
        self.encoded_cells().filter_map(|(peer, trial, row, case)| Some((peer, row, case, trial.reason(row, case)?)))
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
            "\nThe columns are clients that drive the contact store, but for soap's server, which our client drives.\n"
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

    fn write_encoded(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "SOAP encoding (zeep has no server):\n")?;
        let word = |trial: &Trial, row, case| match (trial.reason(row, case), trial.note(row, case)) {
            (None, None) => "ok",
            (None, Some(_)) => "in part",
            _ => "FAILED",
        };
        for row in ROWS {
            let cells = |trial: &Trial| -> String {
                let width = 16 / row.cases.len();
                row.cases.iter().map(|case| format!("{:<width$}", word(trial, row.name, *case))).collect()
            };
            let cells: String = self.encoded.trials.iter().map(|(_, trial)| cells(trial)).collect();
            writeln!(f, "{:<35}{cells}  {}", row.name, row.shows)?;
        }
        writeln!(f)?;
        for (peer, row, case, reason) in self.failed_encoded() {
            writeln!(f, "FAILED: {}, encoded {row}{}: {reason}", peer.title(), cell(case))?;
        }
        let noted = || {
            self.encoded_cells().filter_map(|(peer, trial, row, case)| Some((peer, row, case, trial.note(row, case)?)))
        };
        for (peer, row, case, note) in noted() {
            writeln!(f, "in part: {}, {row}{}: {note}", peer.title(), cell(case))?;
        }
        let (all, in_part) = (self.encoded_cells().count(), noted().count());
        let crate::encoded::Messages { recorded, strict, typed } = self.encoded.messages;
        writeln!(
            f,
            "outcomes: {all}, of these {in_part} in part; messages: {recorded}, of these {strict} are read strictly and {typed} say types\n"
        )
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

fn rows_of_store() -> Vec<(&'static str, Case)> {
    rows().collect()
}

/// What the table of all sections calls a cell: operations are summed.
fn feature(section: &str, row: &'static str, case: Case) -> &'static str {
    match case {
        Case::Error => "operations, refused as declared",
        Case::Met if section == STORE => row,
        Case::Success | Case::Met => "operations, done",
    }
}

/// Every cell that a client has to fill.
fn rows() -> impl Iterator<Item = (&'static str, Case)> {
    let operations = operations().flat_map(|row| [(row, Case::Success), (row, Case::Error)]);
    operations.chain(OTHERS.into_iter().map(|(row, _)| (row, Case::Met)))
}

/// What a line says of a cell besides its row.
fn cell(case: Case) -> &'static str {
    match case {
        Case::Success => ", success",
        Case::Error => ", error",
        Case::Met => "",
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_table(f)?;
        writeln!(f)?;
        for (peer, row, case, reason) in self.failed() {
            writeln!(f, "FAILED: {}, {row}{}: {reason}", peer.title(), cell(case))?;
        }
        self.write_messages(f)?;
        writeln!(f)?;
        self.write_encoded(f)?;
        let versions: Vec<String> = self.versions.iter().map(|(tool, version)| format!("{tool} {version}")).collect();
        writeln!(f, "tools: {}", versions.join(", "))
    }
}
