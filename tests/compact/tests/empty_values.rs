//! Empty values whose elements have a default, in bindings with compact types.
#![allow(clippy::unwrap_used, missing_docs)]

use compact_tests::empty_values;

#[path = "../../cases/tests/empty_values/long.rs"]
mod long;
