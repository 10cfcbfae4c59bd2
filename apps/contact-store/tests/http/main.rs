//! The program over real HTTP: every operation, what requests that are no good get, many clients at once, and being killed.

#![allow(clippy::unwrap_used)]

mod hostile;
mod kill;
mod load;
mod operations;
mod process;
mod requests;
