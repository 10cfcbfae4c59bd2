//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Parser;

use crate::shapes::Shape;
use crate::worker::Task;

/// Measures reading and writing a large response, beside other ways to do it.
///
/// The message is a SOAP response of GetImItems. Each shape reads it and, where it can, writes it again, in processes of its own;
/// what it read and wrote is compared with the message before it is measured. The ratios between shapes that were measured in one
/// run mean something; the absolute figures depend on the machine and on what else it does.
#[derive(Debug, Parser)]
#[command(name = "bench", after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// How many personas the message has, of about 1,440 bytes each
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub(crate) personas: usize,

    /// Measure each shape N times and not as often as fits in 1.5 seconds
    #[arg(long, value_name = "N")]
    pub(crate) rounds: Option<NonZeroUsize>,

    /// Measure this shape only; can be given more than once
    #[arg(long, value_name = "NAME")]
    pub(crate) shape: Vec<Shape>,

    /// Leave out the shape that takes longest
    #[arg(long)]
    pub(crate) skip_xsd_parser: bool,

    /// Write the figures to this file, too
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,

    /// Only let one shape work in this process for so long, for a profiler to watch
    #[arg(long, value_name = "SECONDS", requires = "shape")]
    pub(crate) profile_loop: Option<u64>,

    /// What to do in that loop, or in a process that measures
    #[arg(long, value_name = "TASK", default_value = "read", requires = "shape")]
    pub(crate) task: Task,

    /// Be a process that measures, for so many milliseconds
    #[arg(long, value_name = "MILLISECONDS", requires = "shape", hide = true)]
    pub(crate) work: Option<u64>,
}

const EXAMPLES: &str = "Examples:
  cargo xtask bench
  cargo xtask bench -- --json figures.json
  cargo xtask bench -- --shape events --shape ours --personas 100
  perf record cargo xtask bench -- --shape ours --task write --profile-loop 10";

#[cfg(test)]
mod tests {
    use super::Cli;
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
}
