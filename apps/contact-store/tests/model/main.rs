//! Random sequences of operations, on the service and on a plain model of it that was written from the specification alone.
//!
//! What the service answers and what it lists has to be what the model says. Every failure is repeatable: all choices follow from
//! a seed.

#![allow(clippy::unwrap_used)]

mod choice;
mod model;
mod operation;
mod run;

use contact_store::persistence::{Memory, Sqlite};

use run::Run;

/// How many operations a sequence has.
const OPERATIONS: usize = 12_000;

#[test]
fn in_memory() {
    let mut run = Run::new(0x5eed_0001, || Box::new(Memory));
    run.operations(OPERATIONS, None);
    run.report("in memory");
}

#[test]
fn in_a_database_that_is_reopened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ucs.sqlite");
    let mut run = Run::new(0x5eed_0002, move || Box::new(Sqlite::open(&path).unwrap()));
    run.operations(OPERATIONS, Some(500));
    run.report("in a database");
}
