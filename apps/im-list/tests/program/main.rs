//! The program over HTTP on loopback, against the contact store in this process: exporting and restoring, being killed, many mailboxes,
//! and what it says when something is wrong.

#![allow(clippy::unwrap_used)]

mod errors;
mod kill;
mod many;
mod program;
mod random;
mod round_trip;
mod sample;
mod store;
