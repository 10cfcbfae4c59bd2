//! What came of it: as a table for people, and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Line, REFUSED, ROWS, number, said};
use crate::failure::Failure;
use crate::outcome::Case;
use crate::table::Row;

/// The outcomes of all peers, and the versions of the tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    lines: Vec<Line>,
    versions: BTreeMap<String, String>,
}

impl Line {
    /// The rows that it has to fill.
    fn rows(&self) -> impl Iterator<Item = &'static str> {
        let refused = self.peer.is_broken_on_purpose().then_some(REFUSED);
        ROWS.iter().map(|row| row.name).chain(refused.into_iter().flatten().map(|row| row.name))
    }

    fn failed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let trial = self.trial.as_ref().ok();
        self.rows().filter_map(move |row| Some((row, trial?.reason(row, Case::Met)?)))
    }

    fn notes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let trial = self.trial.as_ref().ok();
        self.rows().filter_map(move |row| Some((row, trial?.note(row, Case::Met)?)))
    }

    /// Whether there were parts in both directions, as far as the peer has any: octets could go there and back as text.
    pub(super) fn has_parts(&self) -> bool {
        let (requests, responses) = self.peer.writes_parts();
        let is_right = |writes: bool, count: usize| writes == (count > 0);
        is_right(requests, self.counts.requests_with_parts) && is_right(responses, self.counts.responses_with_parts)
    }
}

impl Report {
    pub(super) fn new(lines: Vec<Line>, mut versions: BTreeMap<String, String>) -> Self {
        for trial in lines.iter().filter_map(|line| line.trial.as_ref().ok()) {
            versions.extend(trial.versions.clone());
        }
        Self { lines, versions }
    }

    /// Whether everything that could be tried was as expected.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let is_good = |line: &Line| line.trial.is_err() || (line.failed().next().is_none() && line.has_parts());
        self.lines.iter().all(is_good) && self.lines.iter().any(|line| line.trial.is_ok())
    }

    /// The rows of the table of all sections.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        said::rows(&self.lines)
    }

    /// Writes it as JSON.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, file: &Path) -> Result<(), Failure> {
        let line = |line: &Line| {
            let trial = line.trial.as_ref();
            let rows: Vec<Value> = line
                .rows()
                .map(|row| {
                    let reason = trial.map_or(None, |trial| trial.reason(row, Case::Met));
                    json!({ "row": row, "ok": trial.is_ok() && reason.is_none(), "reason": reason, "note": trial.map_or(None, |trial| trial.note(row, Case::Met)) })
                })
                .collect();
            json!({ "peer": line.peer, "soap": number(line.version), "skipped": trial.err(), "rows": rows, "messages": line.counts })
        };
        let lines: Vec<Value> = self.lines.iter().map(line).collect();
        let report = json!({ "ok": self.is_good(), "lines": lines, "versions": self.versions });
        fs::write(file, format!("{report:#}\n")).map_err(|error| Failure::file(file, error))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head: String = ROWS.iter().map(|row| format!("{:<12}", row.name)).collect();
        writeln!(
            f,
            "{:<16}{:<6}{head}{:<10}messages  with parts: requests, responses",
            "attachments", "SOAP", "refused"
        )?;
        for line in &self.lines {
            write!(f, "{:<16}{:<6}", line.peer.title(), number(line.version))?;
            let trial = match &line.trial {
                Ok(trial) => trial,
                Err(reason) => {
                    writeln!(f, "skipped: {reason}")?;
                    continue;
                }
            };
            for row in ROWS {
                let word = match (trial.reason(row.name, Case::Met), trial.note(row.name, Case::Met)) {
                    (None, None) => "ok",
                    (None, Some(_)) => "in part",
                    _ => "FAILED",
                };
                write!(f, "{word:<12}")?;
            }
            let refused = REFUSED.iter().filter(|row| trial.reason(row.name, Case::Met).is_none()).count();
            let refused = if line.peer.is_broken_on_purpose() {
                format!("{refused} of {}", REFUSED.len())
            } else {
                "-".to_owned()
            };
            let counts = line.counts;
            let odd = if line.has_parts() { "" } else { "  FAILED: not as the peer writes" };
            let (requests, responses) = (counts.requests_with_parts, counts.responses_with_parts);
            writeln!(f, "{refused:<10}{:<22}{requests:<10}{responses}{odd}", counts.messages)?;
        }
        writeln!(f, "\nServers are driven by our client; clients drive our service.")?;
        for row in ROWS {
            writeln!(f, "  {:<16}{}", row.name, row.shows)?;
        }
        for row in REFUSED {
            writeln!(f, "  {:<16}{} (refused)", row.name, row.shows)?;
        }
        for line in &self.lines {
            for (row, reason) in line.failed() {
                writeln!(f, "FAILED: {}, SOAP {}, {row}: {reason}", line.peer.title(), number(line.version))?;
            }
            for (row, note) in line.notes() {
                writeln!(f, "in part: {}, SOAP {}, {row}: {note}", line.peer.title(), number(line.version))?;
            }
        }
        let versions: Vec<String> = self.versions.iter().map(|(tool, version)| format!("{tool} {version}")).collect();
        writeln!(f, "tools: {}", versions.join(", "))
    }
}
