//! The parts of the check that have a contract, a service and peers of their own.

use std::path::Path;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::{attachments, negotiate, security};

/// A part of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Section {
    /// Messages of several parts: MTOM, with gSOAP and Python's email besides
    Attachments,
    /// WS-Security, with xmlsec1, xml-crypto and lxml besides
    Security,
    /// Our client signs in at servers of others, by Kerberos and NTLM
    Negotiate,
}

/// What came of a section, for people, and whether all is well.
pub struct Outcome {
    /// The table.
    pub text: String,
    /// Whether nothing failed.
    pub is_good: bool,
}

impl Section {
    /// Does it, with `output` for what it installs and writes.
    ///
    /// # Errors
    /// When it could not be done at all.
    pub async fn run(self, output: &Path) -> Result<Outcome, Failure> {
        Ok(match self {
            Self::Attachments => {
                let report = attachments::run(output).await?;
                Outcome { text: report.to_string(), is_good: report.is_good() }
            }
            Self::Security => {
                let report = security::run(output).await?;
                Outcome { text: report.to_string(), is_good: report.is_good() }
            }
            Self::Negotiate => {
                let report = negotiate::run(output).await?;
                Outcome { text: report.to_string(), is_good: report.is_good() }
            }
        })
    }
}
