//! Conformance: published contracts and the W3C's test suites come in, a table and JSON go out that say what the generator
//! accepts, what compiles, and which documents the bindings read, write without loss, and refuse.
//!
//! `cargo xtask conformance` runs it. Everything that might panic or hang runs in processes of its own ([`worker`]): the
//! generator in this very program ([`generator`]), the bindings in programs built around them ([`drivers`]).

pub mod bindings;
pub mod cli;
pub mod contract;
pub mod copies;
pub mod databinding;
pub mod documents;
pub mod drivers;
pub mod ews;
pub mod field;
pub mod generator;
pub mod growth;
pub mod many_operations;
pub mod measured;
pub mod outcome;
pub mod parallel;
pub mod report;
pub mod scratch;
pub mod suite;
pub mod tally;
pub mod tools;
pub mod typed;
pub mod validator;
pub mod value;
pub mod vocabulary;
pub mod worker;
pub mod xsts;
