//! One table of all sections: peer × feature × side × direction.
//!
//! In: the [`Row`]s of the sections that ran, one for each thing tried in one direction. Out: a [`Table`] whose cells are sums of these rows, as
//! Markdown and as JSON. Invariant: a cell is what rows say. One that no row is about has failed, and so has one that is said to be good without
//! a single message; what does not apply, or cannot be tried here, has a row that says why.

mod cell;
mod line;
mod markdown;
mod merged;
mod outcome;
mod row;
mod seconds;

pub use cell::Cell;
pub use line::Line;
pub use merged::{BROKEN, Table};
pub use outcome::Outcome;
pub use row::{Direction, Row, Side, Subject};
pub use seconds::Seconds;
pub(crate) use seconds::Stopwatch;
