//! What the program is asked, and what it answers.
#![cfg_attr(not(feature = "sign-in"), expect(dead_code, reason = "only the features use it"))]

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Job {
    /// The contract store, or what stands before it.
    pub(crate) url: String,
    pub(crate) mechanism: Mechanism,
    /// With a password; without, the tickets of this machine.
    #[serde(default)]
    pub(crate) user: Option<String>,
    #[serde(default)]
    pub(crate) password: String,
    /// The certificates in PEM that are trusted.
    #[serde(default)]
    pub(crate) trusted: Option<PathBuf>,
    /// Switches channel binding off.
    #[serde(default)]
    pub(crate) unbound: bool,
    /// How many calls, and how many of them at the same time.
    pub(crate) calls: usize,
    pub(crate) at_once: usize,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mechanism {
    Kerberos,
    NegotiateNtlm,
    Ntlm,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Outcome {
    /// How many calls were answered.
    pub(crate) answered: usize,
    /// How many were not.
    pub(crate) failed: usize,
    /// What the first of those said: as people see it, and as `Debug` shows it.
    pub(crate) error: Option<String>,
    pub(crate) error_debug: Option<String>,
    /// `Debug` of the client and its transport.
    pub(crate) client_debug: String,
}
