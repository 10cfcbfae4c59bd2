//! What can be wrong with a contract table.

use std::fmt;

/// Why a text is not a contract table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    line: Option<usize>,
    reason: String,
}

impl TableError {
    pub(crate) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line: Some(line), reason: reason.into() }
    }

    /// An error in what several lines say together.
    pub(crate) fn of_whole(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }

    /// The line, from 1; `None` if it is not a matter of one line.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line} of the contract table: {}", self.reason),
            None => write!(f, "the contract table: {}", self.reason),
        }
    }
}

impl std::error::Error for TableError {}
