//! Making a mailbox hold what a list has.
//!
//! What is there is asked for, a [plan](plan()) says what is missing, and its steps are made one by one. Then all of this again, until
//! nothing is missing or nothing more can be done. So it does not matter when the program was killed: the next run finds out what is
//! missing by asking the server, and not from what an earlier one remembers. The [`journal`] is for people, and for taking back.
//!
//! Nothing is taken away unless that is asked for.

pub mod journal;
mod plan;
mod run;
mod step;

pub use plan::plan;
pub use run::{Misfit, Outcome, Restoration, RestoreError};
pub use step::Step;
