//! The bodies of the fuzz targets: bytes come in, and a panic goes out if a promise is broken.
//!
//! Each target is a module with a function `run`, which knows nothing of libFuzzer: cargo-fuzz calls it in `fuzz_targets/`, and the smoke
//! run, on stable Rust, in `examples/smoke.rs`. Where its inputs begin is found in the repository's own tests ([`seeds`]).

pub mod configuration;
pub mod contracts;
pub mod diff;
mod edits;
pub mod envelopes;
pub mod messages;
pub mod multipart;
pub mod mutate;
pub mod patterns;
mod sections;
pub mod seeds;
pub mod streams;

/// A target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, here and with cargo-fuzz.
    pub name: &'static str,
    /// What it does with an input.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: [Target; 8] = [
    Target { name: "envelopes", run: envelopes::run },
    Target { name: "streams", run: streams::run },
    Target { name: "messages", run: messages::run },
    Target { name: "multipart", run: multipart::run },
    Target { name: "contracts", run: contracts::run },
    Target { name: "configuration", run: configuration::run },
    Target { name: "diff", run: diff::run },
    Target { name: "patterns", run: patterns::run },
];
