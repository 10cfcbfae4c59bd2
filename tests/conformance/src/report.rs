//! Figures of a run: counts, measurements and failing cases come in, a table for people and JSON go out.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// The figures of one suite.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The suite's name.
    pub suite: String,
    /// Every how manieth case was taken.
    pub sample: usize,
    /// How long the run took.
    pub seconds: f64,
    /// The counts, in the order of the table.
    pub counts: Vec<Count>,
    /// The measurements.
    pub measures: Vec<Measure>,
    /// The contracts that are not supported, by the code of the first diagnostic.
    pub unsupported: BTreeMap<String, usize>,
    /// What could not be checked here, and why.
    pub unchecked: Vec<String>,
    /// Panics, hangs and output that does not compile.
    pub faults: usize,
    /// Every case that failed.
    pub failing: Vec<Failing>,
}

/// How many of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What they are all.
    pub all: String,
    /// What these are; empty where only all are counted.
    pub which: String,
    /// How many these are.
    pub part: usize,
    /// How many there are.
    pub of: usize,
}

/// A measurement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// Of what.
    pub subject: String,
    /// What is measured.
    pub name: String,
    /// The number.
    pub value: f64,
    /// Its unit; empty for a number of things.
    pub unit: String,
}

/// A case that failed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Failing {
    /// In what: the count it is missing from.
    pub what: String,
    /// The group it belongs to, if it has one.
    pub group: String,
    /// The document or contract.
    pub path: String,
    /// Why.
    pub reason: String,
}

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new(suite: &str, sample: usize) -> Self {
        Self { suite: suite.to_owned(), sample, ..Self::default() }
    }

    /// Adds a count, behind those of the same things.
    pub fn count(&mut self, all: &str, which: &str, part: usize, of: usize) {
        let count = Count { all: all.to_owned(), which: which.to_owned(), part, of };
        let behind = self.counts.iter().rposition(|other| other.all == all).map_or(self.counts.len(), |last| last + 1);
        self.counts.insert(behind, count);
    }

    /// Adds a measurement.
    pub fn measure(&mut self, subject: &str, name: &str, value: f64, unit: &str) {
        let (subject, name, unit) = (subject.to_owned(), name.to_owned(), unit.to_owned());
        self.measures.push(Measure { subject, name, value, unit });
    }

    /// Adds a failing case.
    pub fn fail(&mut self, what: &str, group: &str, path: &str, reason: impl Into<String>) {
        let (what, group, path) = (what.to_owned(), group.to_owned(), path.to_owned());
        self.failing.push(Failing { what, group, path, reason: reason.into() });
    }

    /// A count, by its names.
    #[must_use]
    pub fn find(&self, all: &str, which: &str) -> Option<&Count> {
        self.counts.iter().find(|count| count.all == all && count.which == which)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sample = if self.sample > 1 { format!(", every {}. case", self.sample) } else { String::new() };
        writeln!(f, "{}{sample}: {:.0} s", self.suite, self.seconds)?;
        let mut last = "";
        for count in &self.counts {
            if count.all != last {
                writeln!(f, "  {:<58} {:>6}", count.all, count.of)?;
                last = &count.all;
            }
            if !count.which.is_empty() {
                let percent = 100.0 * count.part as f64 / count.of.max(1) as f64;
                writeln!(f, "    {:<56} {:>6} {percent:>8.2} %", count.which, count.part)?;
            }
            if count.which == UNSUPPORTED {
                for (code, number) in &self.unsupported {
                    writeln!(f, "      {code:<54} {number:>6}")?;
                }
            }
        }
        for measure in &self.measures {
            let name = format!("{}: {}", measure.subject, measure.name);
            let digits = if measure.value.fract() == 0.0 { 0 } else { 2 };
            writeln!(f, "  {name:<58} {:>6.digits$} {}", measure.value, measure.unit)?;
        }
        for reason in &self.unchecked {
            writeln!(f, "  not checked: {reason}")?;
        }
        writeln!(f, "  {:<58} {:>6}", "panics, hangs, output that does not compile", self.faults)
    }
}

/// The count of contracts that are diagnosed as not supported; what they are not supported for is listed below it.
pub const UNSUPPORTED: &str = "unsupported";
