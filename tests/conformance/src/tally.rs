//! Outcomes come in one by one, counts and failing cases go into a report.
//!
//! Invariants: accepted, unsupported and failed contracts are all contracts; every document is counted as valid or as invalid
//! (apart where the schema has identity constraints), whatever became of it; those of contracts that were not accepted
//! are counted as not run, and nowhere else.

use crate::outcome::{Contract, Document, Fault};
use crate::report::{Report, UNSUPPORTED};

/// Counts contracts.
#[derive(Debug, Default)]
pub struct Contracts {
    accepted: usize,
    unsupported: usize,
    failed: usize,
    not_compiling: usize,
}

impl Contracts {
    /// Adds a contract.
    pub fn add(&mut self, report: &mut Report, group: &str, path: &str, outcome: &Contract) {
        match outcome {
            Contract::Accepted => self.accepted += 1,
            Contract::Unsupported(code, text) => {
                self.unsupported += 1;
                *report.unsupported.entry(code.clone()).or_default() += 1;
                report.fail(UNSUPPORTED, group, path, text);
            }
            Contract::Failed(fault, text) => {
                self.failed += 1;
                self.not_compiling += usize::from(*fault == Fault::NotCompiling);
                report.faults += 1;
                report.fail("failed", group, path, text);
            }
        }
    }

    /// Writes the counts.
    pub fn finish(&self, report: &mut Report, all: &str) {
        let total = self.accepted + self.unsupported + self.failed;
        report.count(all, "accepted: generated and compiled", self.accepted, total);
        report.count(all, UNSUPPORTED, self.unsupported, total);
        report.count(all, "failed", self.failed, total);
        let generated = self.accepted + self.not_compiling;
        report.count("generated", "compiled", self.accepted, generated);
    }
}

/// Counts documents.
#[derive(Debug, Default)]
pub struct Documents {
    valid: Valid,
    invalid: Refused,
    with_constraints: Refused,
    not_run: usize,
}

#[derive(Debug, Default)]
struct Valid {
    total: usize,
    read: usize,
    lossless: usize,
    same: usize,
    accepted: usize,
    written_valid: usize,
}

#[derive(Debug, Default)]
struct Refused {
    total: usize,
    refused: usize,
}

/// A document's place, and what its schema has.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The group.
    pub group: &'a str,
    /// The document.
    pub path: &'a str,
}

impl Documents {
    /// Adds a valid document.
    pub fn add_valid(&mut self, report: &mut Report, place: Place<'_>, outcome: &Document) {
        let valid = &mut self.valid;
        valid.total += 1;
        valid.read += usize::from(outcome.is_read());
        valid.same += usize::from(outcome.is_same());
        valid.accepted += usize::from(outcome.is_accepted_strictly());
        valid.written_valid += usize::from(outcome.is_written_valid());
        match outcome.loss() {
            None => valid.lossless += 1,
            Some(reason) => {
                report.fail(if outcome.is_read() { "lossless" } else { "read" }, place.group, place.path, reason);
            }
        }
        if let Document::Answered { answer, .. } = outcome {
            if let Err(error) = &answer.strict {
                report.fail("accepted by strict reading", place.group, place.path, error);
            }
            if let Ok(Err(error)) = answer.lenient.as_ref().map(|written| &written.strict) {
                report.fail("valid as written", place.group, place.path, error);
            }
        }
        report.faults += usize::from(outcome.fault().is_some());
    }

    /// Adds an invalid document; apart where its schema has identity constraints, which may be all that it breaks.
    pub fn add_invalid(&mut self, report: &mut Report, place: Place<'_>, outcome: &Document, has_constraints: bool) {
        let (count, what) = if has_constraints {
            (&mut self.with_constraints, "refused (identity constraints)")
        } else {
            (&mut self.invalid, "refused")
        };
        count.total += 1;
        if outcome.is_refused_strictly() {
            count.refused += 1;
        } else {
            let reason = match outcome {
                Document::Answered { .. } => "accepted by strict reading".to_owned(),
                Document::Failed(failure) => failure.to_string(),
                Document::NotRun(reason) => reason.clone(),
            };
            report.fail(what, place.group, place.path, reason);
        }
        report.faults += usize::from(outcome.fault().is_some());
    }

    /// Adds a document whose contract was not accepted.
    pub fn add_not_run(&mut self) {
        self.not_run += 1;
    }

    /// Writes the counts.
    pub fn finish(&self, report: &mut Report) {
        let valid = &self.valid;
        let all = "valid documents";
        for (which, part) in [
            ("read", valid.read),
            ("lossless: written with equal values", valid.lossless),
            ("of these, equal in canonical form", valid.same),
            ("accepted by strict reading", valid.accepted),
            ("valid as written, by strict reading", valid.written_valid),
        ] {
            report.count(all, which, part, valid.total);
        }
        if self.invalid.total > 0 {
            report.count("invalid documents", "refused by strict reading", self.invalid.refused, self.invalid.total);
        }
        if self.with_constraints.total > 0 {
            let all = "invalid documents of schemas with identity constraints";
            report.count(all, "refused by strict reading", self.with_constraints.refused, self.with_constraints.total);
        }
        if self.not_run > 0 {
            report.count("documents of contracts that are not accepted", "", 0, self.not_run);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::worker::Failure;
    use conformance_driver::Answer;

    #[test]
    fn contracts_add_up_and_only_accepted_ones_count_as_accepted() {
        let (mut report, mut contracts) = (Report::new("own", 1), Contracts::default());
        for outcome in [
            Contract::Accepted,
            Contract::Unsupported("rpc".to_owned(), "rpc/encoded".to_owned()),
            Contract::Failed(Fault::Panic, "at x".to_owned()),
            Contract::Failed(Fault::NotCompiling, "E0308".to_owned()),
        ] {
            contracts.add(&mut report, "g", "g.xsd", &outcome);
        }
        contracts.finish(&mut report, "schemas");
        let parts: Vec<_> = report.counts.iter().map(|count| (count.part, count.of)).collect();
        assert_eq!(parts, [(1, 4), (1, 4), (2, 4), (1, 2)]);
        assert_eq!((report.faults, report.failing.len(), report.unsupported.get("rpc")), (2, 3, Some(&1)));
    }

    #[test]
    fn what_failed_or_was_not_run_is_neither_read_nor_refused() {
        let (mut report, mut documents) = (Report::new("own", 1), Documents::default());
        let refused =
            Answer { lenient: Err("no".to_owned()), strict: Err("no".to_owned()), forgiving: Err("no".to_owned()) };
        let outcomes = [
            Document::NotRun("no bindings".to_owned()),
            Document::Failed(Failure::Panicked("at x".to_owned())),
            Document::Answered { answer: refused, comparison: None },
        ];
        let place = Place { group: "g", path: "g.xml" };
        for outcome in &outcomes {
            documents.add_valid(&mut report, place, outcome);
            documents.add_invalid(&mut report, place, outcome, false);
        }
        documents.finish(&mut report);
        for count in report.counts.iter().filter(|count| count.all == "valid documents") {
            assert_eq!((count.part, count.of), (0, 3), "{}", count.which);
        }
        let refused = report.find("invalid documents", "refused by strict reading").unwrap();
        assert_eq!((refused.part, refused.of, report.faults), (1, 3, 2));
    }
}
