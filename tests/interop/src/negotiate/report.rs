//! What came of it: a table for people, and JSON for programs.

use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::rows::{Expected, Row};
use crate::failure::Failure;
use crate::table::{self, Direction, Side, Subject};

const SECTION: &str = "negotiate";

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

    /// The rows of the table of all sections.
    #[must_use]
    pub fn rows(&self) -> Vec<table::Row> {
        match &self.0 {
            Ok(outcomes) => {
                let not_ours = table::Outcome::No(
                    "our server leaves signing in to what stands in front of it, as Apache does here".to_owned(),
                );
                let mut peers: Vec<&str> = outcomes.iter().map(|outcome| outcome.row.peer.server()).collect();
                peers.sort_unstable();
                peers.dedup();
                let server = |peer: &&str| Subject::new(SECTION, peer, "all", Side::Server).nothing(&not_ours);
                outcomes.iter().flat_map(as_rows).chain(peers.iter().flat_map(server)).collect()
            }
            Err(why) => [Side::Client, Side::Server]
                .into_iter()
                .flat_map(|side| {
                    Subject::new(SECTION, "Apache", "all", side).nothing(&table::Outcome::Skipped(why.clone()))
                })
                .collect(),
        }
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

/// What was sent has to be answered or, with something wrong, refused.
fn as_rows(outcome: &Outcome) -> Vec<table::Row> {
    let row = &outcome.row;
    let subject =
        |feature: &str, detail: String| Subject::new(SECTION, row.peer.server(), feature, Side::Client).detail(detail);
    let came = table::Outcome::of(outcome.problem.as_deref(), None);
    match row.wrong() {
        Some(kind) => {
            let detail =
                format!("{}, {}, {}, binding: {}", row.mechanism, row.peer.title(), row.proof.title(), row.binding());
            vec![subject(kind, detail).broken().said(Direction::Out, outcome.messages, came)]
        }
        None => {
            let detail = format!("{}, binding: {}", row.peer.title(), row.binding());
            let feature = format!("{}, {}", row.mechanism, row.proof.title());
            subject(&feature, detail).exchanged(outcome.messages, outcome.messages, &came).to_vec()
        }
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
