//! Bindings that a build script makes. The README's examples are tried here, as they stand there.

/// The examples of the project's README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
