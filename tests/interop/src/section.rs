//! The parts of the check that have a contract, a service and peers of their own.

use std::path::Path;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::table::Row;
use crate::{attachments, negotiate, security, streaming};

/// A part of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Section {
    /// Messages of several parts: MTOM, with gSOAP and Python's email besides
    Attachments,
    /// WS-Security, with xmlsec1, xml-crypto and lxml besides
    Security,
    /// Messages in pieces, with what others make of HTTP, zeep and node's soap
    Streaming,
    /// Our client signs in at servers of others, by Kerberos and NTLM
    Negotiate,
}

/// What came of a section, for people, and whether all is well.
pub struct Outcome {
    /// The table.
    pub text: String,
    /// The rows of the table of all sections.
    pub rows: Vec<Row>,
    /// Whether nothing failed.
    pub is_good: bool,
}

/// What is begun before it is needed, and goes on beside sections that mostly wait: the client that signs in takes minutes to build.
#[derive(Default)]
pub struct Begun(Option<negotiate::Preparing>);

impl Begun {
    /// Begins what these sections need.
    #[must_use]
    pub fn of(sections: &[Section], output: &Path) -> Self {
        Self(sections.contains(&Section::Negotiate).then(|| negotiate::prepare(output)))
    }
}

impl Section {
    /// What the table of all sections calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Attachments => "attachments",
            Self::Security => "security",
            Self::Streaming => "streaming",
            Self::Negotiate => "negotiate",
        }
    }

    /// Does it, with `output` for what it installs and writes, and what was begun before.
    ///
    /// # Errors
    /// When it could not be done at all.
    pub async fn run(self, output: &Path, begun: &mut Begun) -> Result<Outcome, Failure> {
        Ok(match self {
            Self::Attachments => {
                let report = attachments::run(output).await?;
                Outcome { text: report.to_string(), rows: report.rows(), is_good: report.is_good() }
            }
            Self::Security => {
                let report = security::run(output).await?;
                Outcome { text: report.to_string(), rows: report.rows(), is_good: report.is_good() }
            }
            Self::Streaming => {
                let report = streaming::run(output).await?;
                Outcome { text: report.to_string(), rows: report.rows(), is_good: report.is_good() }
            }
            Self::Negotiate => {
                let report =
                    negotiate::run(output, begun.0.take().unwrap_or_else(|| negotiate::prepare(output))).await?;
                Outcome { text: report.to_string(), rows: report.rows(), is_good: report.is_good() }
            }
        })
    }
}
