//! Counts of instructions that were committed, and how those of a run differ.
//!
//! In and out: a file of TOML: the toolchain, and for each message the instructions of each shape.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{fmt, fs};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::report::{Report, number};

/// The part of a count, in percent, that may change without a word: what depends on addresses, seeds and the C library.
const TOLERANCE: u64 = 3;

/// Counts, and what they were made with.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Baseline {
    /// What compiled the programs.
    #[serde(default)]
    pub(crate) toolchain: String,
    /// Instructions by message and shape.
    #[serde(default)]
    pub(crate) instructions: BTreeMap<String, BTreeMap<String, u64>>,
}

/// What a comparison says of one count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    message: String,
    shape: String,
    before: u64,
    now: u64,
}

/// A comparison.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// How many counts there were on both sides.
    compared: usize,
    /// What changed by more than the tolerance.
    changes: Vec<Change>,
    /// What one side lacks.
    alone: Vec<String>,
    /// The toolchains, if they differ.
    toolchains: Option<(String, String)>,
}

impl Baseline {
    /// Reads the file; nothing, if there is none.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }

    /// The counts of a run.
    pub(crate) fn of(report: &Report) -> Self {
        let mut instructions = BTreeMap::<_, BTreeMap<_, _>>::new();
        for section in &report.sections {
            for row in &section.rows {
                if let Some(count) = row.instructions {
                    instructions.entry(section.subject.to_string()).or_default().insert(row.name.clone(), count);
                }
            }
        }
        Self { toolchain: toolchain(), instructions }
    }

    /// Takes over what was counted, and keeps the rest.
    pub(crate) fn update(&mut self, counted: Self) {
        self.toolchain = counted.toolchain;
        for (message, shapes) in counted.instructions {
            self.instructions.entry(message).or_default().extend(shapes);
        }
    }

    /// Writes the file.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = format!(
            "# Instructions of one round, by callgrind; written by `cargo xtask bench --save-baseline`.\n\n{}",
            toml::to_string(self)?
        );
        fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// How other counts differ; of what they have no message of, nothing is said.
    pub(crate) fn compare(&self, now: &Self) -> Comparison {
        let mut comparison = Comparison::default();
        if self.toolchain != now.toolchain {
            comparison.toolchains = Some((self.toolchain.clone(), now.toolchain.clone()));
        }
        for (message, shapes) in &now.instructions {
            let known = self.instructions.get(message);
            for (shape, count) in shapes {
                comparison.add(message, shape, (known.and_then(|known| known.get(shape)).copied(), *count));
            }
        }
        comparison
    }
}

impl Comparison {
    fn add(&mut self, message: &str, shape: &str, (before, now): (Option<u64>, u64)) {
        let Some(before) = before else {
            self.alone.push(format!("{message} {shape}: {now} instructions, not in the baseline"));
            return;
        };
        self.compared += 1;
        let change = Change { message: message.to_owned(), shape: shape.to_owned(), before, now };
        if before.abs_diff(now).saturating_mul(100) > before.saturating_mul(TOLERANCE) {
            self.changes.push(change);
        }
    }

    /// Whether something takes more.
    pub(crate) fn worse(&self) -> bool {
        self.changes.iter().any(|change| change.now > change.before)
    }
}

impl Change {
    /// What was added, as a part of what there was.
    fn share(&self) -> f64 {
        number(self.now) / number(self.before.max(1)) - 1.0
    }
}

impl fmt::Display for Change {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { message, shape, before, now } = self;
        write!(to, "{message} {shape}: {before} -> {now} instructions ({:+.1} %)", self.share() * 100.0)
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((before, now)) = &self.toolchains {
            writeln!(to, "the baseline was counted with {before}, this run with {now}")?;
        }
        for line in &self.alone {
            writeln!(to, "{line}")?;
        }
        for change in &self.changes {
            writeln!(to, "{change}")?;
        }
        writeln!(to, "{} counts compared, {} changed by more than 3 %", self.compared, self.changes.len())
    }
}

/// The compiler, as it calls itself.
fn toolchain() -> String {
    let version = Command::new("rustc").arg("--version").output().ok().filter(|output| output.status.success());
    version.map_or_else(
        || "an unknown rustc".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::Baseline;

    fn baseline(toolchain: &str, counts: &[(&str, &str, u64)]) -> Baseline {
        let mut baseline = Baseline { toolchain: toolchain.to_owned(), ..Baseline::default() };
        for (message, shape, count) in counts {
            baseline.instructions.entry((*message).to_owned()).or_default().insert((*shape).to_owned(), *count);
        }
        baseline
    }

    #[test]
    fn changes_of_more_than_three_percent_are_named() {
        let before =
            baseline("a", &[("m", "owned", 1_000), ("m", "strict", 1_000), ("m", "write", 1_000), ("n", "owned", 7)]);
        let now =
            baseline("a", &[("m", "owned", 1_030), ("m", "strict", 1_031), ("m", "write", 900), ("m", "views", 5)]);
        let comparison = before.compare(&now);
        assert!(comparison.worse());
        let said = comparison.to_string();
        assert_eq!(
            said,
            "m views: 5 instructions, not in the baseline\n\
             m strict: 1000 -> 1031 instructions (+3.1 %)\n\
             m write: 1000 -> 900 instructions (-10.0 %)\n\
             3 counts compared, 2 changed by more than 3 %\n"
        );
    }

    #[test]
    fn what_takes_less_is_not_worse_and_toolchains_are_told() {
        let comparison = baseline("a", &[("m", "owned", 100)]).compare(&baseline("b", &[("m", "owned", 50)]));
        assert!(!comparison.worse());
        assert!(comparison.to_string().starts_with("the baseline was counted with a, this run with b\n"));
    }

    #[test]
    fn an_update_keeps_what_was_not_counted() {
        let mut known = baseline("a", &[("m", "owned", 1), ("m", "write", 2), ("n", "owned", 3)]);
        known.update(baseline("b", &[("m", "owned", 10)]));
        assert_eq!(known, baseline("b", &[("m", "owned", 10), ("m", "write", 2), ("n", "owned", 3)]));
    }

    #[test]
    fn the_committed_file_is_read() {
        let path = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.toml"));
        assert!(Baseline::read(path).is_ok_and(|baseline| !baseline.instructions.is_empty()));
    }
}
