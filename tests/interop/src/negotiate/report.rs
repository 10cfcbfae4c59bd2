//! What came of it: a table for people, and JSON for programs.

use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::rows::{Expected, Row};
use crate::failure::Failure;

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The row.
    pub row: Row,
    /// How many calls were answered.
    pub answered: usize,
    /// How many were not.
    pub failed: usize,
    /// How many messages of HTTP the peer answered.
    pub messages: usize,
    /// How many of them came to the store.
    pub requests: usize,
    /// What the first error said.
    pub error: Option<String>,
    /// What is not as it should be.
    pub problem: Option<String>,
}

/// The outcomes of all rows, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report(Result<Vec<Outcome>, String>);

impl Report {
    /// A report of these.
    #[must_use]
    pub fn new(outcomes: Vec<Outcome>) -> Self {
        Self(Ok(outcomes))
    }

    /// A report that nothing was tried.
    #[must_use]
    pub fn skipped(reason: String) -> Self {
        Self(Err(reason))
    }

    /// Whether everything that was tried was as expected.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.0.as_ref().map_or(true, |outcomes| outcomes.iter().all(|outcome| outcome.problem.is_none()))
    }

    /// Writes it as JSON.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, file: &Path) -> Result<(), Failure> {
        let rows: Vec<Value> = self.0.iter().flatten().map(as_json).collect();
        let text = json!({ "rows": rows, "skipped": self.0.as_ref().err() }).to_string();
        fs::write(file, text).map_err(|error| Failure::file(file, error))
    }
}

fn as_json(outcome: &Outcome) -> Value {
    let row = &outcome.row;
    json!({
        "peer": row.peer.title(), "mechanism": row.mechanism, "credentials": row.proof.title(), "binding": row.binding(),
        "calls": row.calls, "answered": outcome.answered, "messages": outcome.messages, "requests": outcome.requests,
        "error": outcome.error, "problem": outcome.problem,
    })
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcomes = match &self.0 {
            Ok(outcomes) => outcomes,
            Err(reason) => return writeln!(f, "\nnegotiate: skipped: {reason}"),
        };
        writeln!(
            f,
            "\n{:<31} {:<14} {:<14} {:<7} {:>5} {:>8}  outcome",
            "signing in at", "mechanism", "credentials", "binding", "calls", "messages"
        )?;
        for outcome in outcomes {
            let row = &outcome.row;
            let verdict = match (&outcome.problem, row.expected) {
                (Some(_), _) => "FAILED",
                (None, Expected::In) => "in",
                (None, Expected::Out(_)) => "out",
            };
            let (peer, proof) = (row.peer.title(), row.proof.title());
            writeln!(
                f,
                "{peer:<31} {:<14} {proof:<14} {:<7} {:>5} {:>8}  {verdict}",
                row.mechanism,
                row.binding(),
                row.calls,
                outcome.messages
            )?;
        }
        for problem in outcomes.iter().filter_map(|outcome| outcome.problem.as_ref()) {
            writeln!(f, "failed: {problem}")?;
        }
        let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>();
        let (calls, answered, messages) = (sum(|o| o.row.calls), sum(|o| o.answered), sum(|o| o.messages));
        writeln!(
            f,
            "{} ways, {calls} calls, {answered} answered, {messages} messages; no secret in any output",
            outcomes.len()
        )
    }
}
