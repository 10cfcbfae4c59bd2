//! What is tried: the rows of the table.

use crate::outcome::Case;

/// A row: an operation, what is special about it, and whether it can be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The operation.
    pub name: &'static str,
    /// What it shows.
    pub shows: &'static str,
    /// Its cells.
    pub cases: &'static [Case],
}

const BOTH: &[Case] = &[Case::Success, Case::Error];

/// The operations.
pub const ROWS: [Row; 6] = [
    Row { name: "person", shows: "a struct with an array; a fault of a derived type with a struct in it", cases: BOTH },
    Row {
        name: "store",
        shows: "a derived type, nil, a date, text beyond ASCII and full of markup; a fault by type",
        cases: BOTH,
    },
    Row { name: "beans", shows: "an array of an abstract type, with a nil item; nil for a parameter", cases: BOTH },
    Row { name: "table", shows: "an array of arrays", cases: BOTH },
    Row { name: "values", shows: "anything, and arrays of anything", cases: BOTH },
    Row { name: "reset", shows: "neither parameters nor a result", cases: &[Case::Met] },
];

/// Every cell that a client has to fill.
pub fn rows() -> impl Iterator<Item = (&'static str, Case)> {
    ROWS.iter().flat_map(|row| row.cases.iter().map(|case| (row.name, *case)))
}
