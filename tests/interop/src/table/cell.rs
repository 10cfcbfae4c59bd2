//! A cell: all rows about the same, in one direction.

use serde::Serialize;

use super::outcome::Outcome;
use super::row::Row;

/// What rows about the same come to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cell {
    /// How many messages there were.
    pub messages: usize,
    /// How many of the rows are good.
    pub good: usize,
    /// What came of the others, each but once, with what it was about.
    pub others: Vec<(String, Outcome)>,
}

impl Cell {
    /// One that no row is about.
    pub(super) fn missing() -> Self {
        Self {
            others: vec![(String::new(), Outcome::Failed("no section says anything about it".to_owned()))],
            ..Self::default()
        }
    }

    /// Counts a row in.
    pub(super) fn add(&mut self, row: &Row) {
        self.messages += row.messages;
        let detail = row.subject.detail.clone();
        match &row.outcome {
            Outcome::Good if row.messages == 0 => {
                self.others
                    .push((detail, Outcome::Failed("it is said to be good, and there was no message".to_owned())));
            }
            Outcome::Good => self.good += 1,
            other => match self.others.iter_mut().find(|(_, known)| known == other) {
                Some((details, _)) if !details.split("; ").any(|known| known == detail) => {
                    details.push_str("; ");
                    details.push_str(&detail);
                }
                Some(_) => {}
                None => self.others.push((detail, other.clone())),
            },
        }
    }

    /// Whether nothing failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.others.iter().any(|(_, outcome)| matches!(outcome, Outcome::Failed(_)))
    }

    /// One word for all of it: what failed comes first, then what was tried at all.
    #[must_use]
    pub fn word(&self) -> &'static str {
        let has = |is: fn(&Outcome) -> bool| self.others.iter().any(|(_, outcome)| is(outcome));
        let is_tried = self.good > 0 || has(|outcome| matches!(outcome, Outcome::InPart(_)));
        match (self.is_good(), is_tried) {
            (false, _) => "FAILED",
            (true, true) if self.others.is_empty() => "ok",
            (true, true) => "in part",
            (true, false) if has(|outcome| matches!(outcome, Outcome::Skipped(_))) => "skipped",
            (true, false) => "no",
        }
    }
}
