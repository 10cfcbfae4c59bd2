//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::shapes::{Entry, LOOP};
use crate::subject::Subject;
use crate::worker::Task;

/// Measures reading and writing messages, beside other ways to do it.
///
/// Each shape (a way to read or to write) does its work in processes of its own, and what it made is compared with the message before it is measured.
/// Without options: every message and every shape that was compiled, which takes about half an hour. Messages are `add-im-group` (a small envelope) and
/// `personas-N`, compact or `-indented`; with `--with ews` also `find-item-wide-N` and `find-item-deep-N`.
///
/// Ratios (`x loop`) are to the bare event loop of quick-xml, measured in turn in the same process: they mean something on a busy machine, too.
/// Instructions are counted by callgrind, and are all but the same in each run. Times are the processor's.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench", after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// A selection that takes less than a minute
    #[arg(long)]
    pub(crate) quick: bool,

    /// Measure this message only, such as `personas-1000` or `personas-1030-indented`; can be given more than once
    #[arg(long = "message", value_name = "NAME")]
    pub(crate) messages: Vec<Subject>,

    /// Short for `--message personas-N`
    #[arg(long, value_name = "N")]
    pub(crate) personas: Vec<usize>,

    /// Measure this shape only; can be given more than once
    #[arg(long = "shape", value_name = "NAME")]
    pub(crate) shapes: Vec<String>,

    /// Build or look for what is left out otherwise; can be given more than once
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) with: Vec<Extra>,

    /// What to measure, of all that can be
    #[arg(long, value_name = "FIGURE", value_delimiter = ',', default_value = "time,heap,instructions")]
    pub(crate) figures: Vec<Figure>,

    /// Measure each shape N times, and not as often as fits in 1.5 seconds
    #[arg(long, value_name = "N")]
    pub(crate) rounds: Option<NonZeroUsize>,

    /// Print the table as Markdown
    #[arg(long)]
    pub(crate) markdown: bool,

    /// Write the figures to this file, too
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,

    /// Count instructions, and name each change of more than 3 % from the baseline
    #[arg(long, conflicts_with = "save_baseline")]
    pub(crate) compare: bool,

    /// Count instructions, and write them into the baseline
    #[arg(long)]
    pub(crate) save_baseline: bool,

    /// The file of the baseline
    #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.toml"), hide_default_value = true)]
    pub(crate) baseline: PathBuf,

    /// Measure time and memory of compact messages of each count, and draw how they grow into this folder
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs"))]
    pub(crate) plots: Option<PathBuf>,

    /// Only let one shape work in this process for so long, for a profiler to watch
    #[arg(long, value_name = "SECONDS", requires = "shapes")]
    pub(crate) profile_loop: Option<u64>,

    /// Be a process that measures
    #[arg(long, value_name = "TASK", requires = "shapes", hide = true)]
    pub(crate) work: Option<Task>,

    /// How long such a process measures
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 500, hide = true)]
    pub(crate) milliseconds: u64,
}

/// What takes long to build, or is not there everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Extra {
    /// The code that xsd-parser generates from the schemas (builds for minutes)
    XsdParser,
    /// The crate simdxml
    Simdxml,
    /// The same work with the allocator mimalloc (needs a C compiler)
    Mimalloc,
    /// Bindings of Exchange Web Services and responses of `FindItem` (with `CONTRACT_CORPUS`; builds for minutes)
    Ews,
    /// libxml2, by lxml: a tree, and held to its schema (Python; installs into target/bench)
    Libxml2,
    /// What xsdata generates for Python (installs into target/bench)
    Xsdata,
    /// What gSOAP generates in C (needs Debian's gsoap and libgsoap-dev, and a C compiler)
    Gsoap,
    /// All of these
    All,
}

/// What is measured of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Figure {
    /// Speed, and its ratio to the event loop's
    Time,
    /// Peak of the heap, and allocations
    Heap,
    /// Instructions, where there is valgrind
    Instructions,
}

const EXAMPLES: &str = "Examples:
  cargo xtask bench --quick
  cargo xtask bench --compare
  cargo xtask bench --personas 1000 --shape owned --shape strict --figures time,instructions
  cargo xtask bench --with xsd-parser,simdxml,mimalloc --personas 1000 --markdown
  perf record cargo xtask bench --shape write --profile-loop 10

Exit codes: 0 done; 1 failed; 2 wrong arguments; 3 `--compare` found a shape that takes over 3 % more instructions.";

impl Cli {
    /// Whether something is measured or built that is asked for by name.
    pub(crate) fn has(&self, extra: Extra) -> bool {
        self.with.contains(&extra) || self.with.contains(&Extra::All)
    }

    /// Whether a shape is measured: where none is named, those of this project and the loop that they are compared with are always.
    pub(crate) fn wants(&self, shape: &Entry) -> bool {
        let few = self.quick || self.compare || self.save_baseline || self.plots.is_some();
        let by_default = !few || shape.ours || shape.name == LOOP;
        if self.shapes.is_empty() { by_default } else { self.shapes.iter().any(|name| name == shape.name) }
    }

    /// The messages to measure; `or` where none is named.
    pub(crate) fn subjects(&self, or: fn() -> Vec<Subject>) -> Vec<Subject> {
        let personas = self.personas.iter().copied().map(Subject::personas);
        let named: Vec<_> = self.messages.iter().copied().chain(personas).collect();
        match named.is_empty() {
            false => named,
            true if self.quick => Subject::quick(),
            true => or(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Cli;
    use crate::subject::Subject;
    use clap::{CommandFactory, Parser};

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn profile_loop_needs_a_shape() {
        assert!(Cli::try_parse_from(["bench", "--profile-loop", "1"]).is_err());
        assert!(Cli::try_parse_from(["bench", "--profile-loop", "1", "--shape", "serde"]).is_ok());
    }

    #[test]
    fn messages_are_those_that_are_named() {
        let subjects = |arguments: &[&str]| Cli::try_parse_from(arguments).unwrap().subjects(Subject::all);
        assert_eq!(subjects(&["bench"]), Subject::all());
        assert_eq!(subjects(&["bench", "--quick"]), Subject::quick());
        let named = subjects(&["bench", "--quick", "--personas", "7", "--message", "personas-7-indented"]);
        assert_eq!(named, [Subject::personas(7).indented(), Subject::personas(7)]);
    }
}
