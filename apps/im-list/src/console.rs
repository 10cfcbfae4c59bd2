//! Lines for people. Whoever reads them may have gone: that stops no work.

use std::fmt::Display;
use std::io::Write as _;

/// A line of what came of a command, on standard output.
pub(crate) fn say(line: impl Display) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

/// A line of how it goes, or of what went wrong, on standard error.
pub(crate) fn tell(line: impl Display) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
