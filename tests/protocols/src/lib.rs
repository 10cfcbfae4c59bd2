//! Tests of what stands above SOAP; they are in `tests/`. They have a package of their own because the crates that they take time to build, and
//! `cargo test` is to be quick.
