//! Tests of what stands above SOAP; they are in `tests/`. They have a package of their own because the crates that they take time to build, and
//! `cargo test` is to be quick.

/// The examples of the documents.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../../../docs/attachments.md")]
    struct Attachments;
}
