//! What `generate` has done, or found, in a few lines.

use std::fmt;
use std::path::Path;

use wsdl_codegen::disk::{Difference, Mode, Synced};
use wsdl_codegen::ir::LeftOut;
use wsdl_codegen::layout::Files;

/// The summary of a run.
pub(super) struct Summary<'s> {
    /// The folder of the crate, or the file of the module.
    pub(super) place: &'s Path,
    pub(super) files: &'s Files,
    pub(super) synced: &'s Synced,
    pub(super) mode: Mode,
    /// What is not in the bindings though the documents define it.
    pub(super) left_out: Option<LeftOut<'s>>,
}

/// The most names that are listed in a line.
const MOST: usize = 12;

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mode == Mode::Check {
            self.synced.differences.iter().try_for_each(|difference| writeln!(f, "{difference}"))?;
        }
        let kinds = self.kinds();
        let counts: Vec<String> = kinds.iter().map(|(kind, files)| format!("{} {kind}", files.len())).collect();
        writeln!(f, "{}: {} lines of Rust; files: {}", self.place.display(), self.lines(), self.counted(&counts))?;
        self.left_out.iter().try_for_each(|left_out| writeln!(f, "  {left_out}"))?;
        if self.mode == Mode::Write && self.place.is_dir() {
            for (kind, files) in &kinds {
                writeln!(f, "  {kind}: {}", listed(files))?;
            }
        }
        Ok(())
    }
}

impl Summary<'_> {
    fn lines(&self) -> usize {
        let modules = self.files.iter().filter(|(name, _)| name.ends_with(".rs"));
        modules.map(|(_, text)| text.lines().count()).sum()
    }

    fn counted(&self, counts: &[String]) -> String {
        let unchanged = (self.synced.unchanged > 0).then(|| format!("{} unchanged", self.synced.unchanged));
        counts.iter().cloned().chain(unchanged).collect::<Vec<_>>().join(", ")
    }

    /// The files that differ, or did, by what that makes of them.
    fn kinds(&self) -> Vec<(&'static str, Vec<String>)> {
        let names = match self.mode {
            Mode::Write => ["written", "changed", "removed", "in the way"],
            Mode::Check => ["missing", "stale", "extra", "in the way"],
        };
        let mut kinds = names.map(|name| (name, Vec::new()));
        for difference in &self.synced.differences {
            let (kind, file) = match difference {
                Difference::Missing(file) => (0, file),
                Difference::Stale(file, _) => (1, file),
                Difference::Extra(file) => (2, file),
                Difference::InTheWay(obstacle) => (3, &obstacle.file),
            };
            kinds[kind].1.push(file.strip_prefix(self.place).unwrap_or(file).display().to_string());
        }
        kinds.into_iter().filter(|(_, files)| !files.is_empty()).collect()
    }
}

/// The first names of many.
fn listed(names: &[String]) -> String {
    let shown = if names.len() > MOST { MOST - 1 } else { names.len() };
    let more = names.len() - shown;
    let first = names[..shown].join(", ");
    if more > 0 { format!("{first} and {more} more") } else { first }
}
