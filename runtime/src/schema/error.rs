//! What can be wrong with a contract table.

/// Why a text is not a contract table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the contract table: {reason}")]
pub struct TableError {
    line: usize,
    reason: String,
}

impl TableError {
    pub(super) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}
