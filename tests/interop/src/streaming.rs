//! Messages in pieces, held to implementations that others wrote.
//!
//! In: the tools. Out: a row for each thing that a peer and one of our sides said to each other in pieces, and for each way to break it off. Our streaming client
//! reads what Python's `http.server` and node's `http` write (the scripts of `tests/streams/peers`) and what a server of node's `soap` answers; zeep, `soap`,
//! Python's `http.client` and node's `http` read what our streaming [`service`] writes. Invariant: each row has the messages that really went over
//! the wire, and a body that breaks off is nobody's message.

mod asked;
mod broken;
mod gunzip;
mod our_client;
mod peers;
mod readers;
pub mod service;
mod soap_server;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::failure::Failure;
use crate::table::{Direction, Outcome, Row, Side, Subject};
use crate::tools::Tools;

use service::Service;

const SECTION: &str = "streaming";

/// Nothing takes longer than this.
const LONGEST: Duration = Duration::from_secs(60);

/// How many items there are in a message that is streamed, and how many octets in the other one.
const ITEMS: usize = 3000;
const OCTETS: usize = 1_000_001;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    rows: Vec<Row>,
}

/// Tries all peers. The folder `output` gets the tools.
///
/// # Errors
/// When the check itself cannot be made.
pub async fn run(output: &Path) -> Result<Report, Failure> {
    let tools = Tools::install(output, true)?;
    let service = Service::start().await?;
    let mut rows = Vec::new();
    for peer in peers::HTTP {
        rows.extend(our_client::rows(peer, &tools).await);
        rows.extend(readers::raw(peer, &service, &tools).await);
    }
    rows.extend(soap_server::rows(&service, &tools).await);
    rows.extend(readers::soap(&service, &tools).await);
    Ok(Report { rows })
}

fn subject(peer: &str, feature: &str, side: Side) -> Subject {
    Subject::new(SECTION, peer, feature, side)
}

/// Something that was sent and has to be refused.
fn refused(peer: &str, kind: &str, side: Side, direction: Direction, tried: Result<usize, String>) -> Row {
    let messages = tried.as_ref().copied().unwrap_or_default();
    subject(peer, kind, side).broken().said(direction, messages, Outcome::from(tried))
}

impl Report {
    /// The rows of the table of all sections.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.rows.clone()
    }

    /// Whether nothing failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.rows.is_empty() && !self.rows.iter().any(|row| matches!(row.outcome, Outcome::Failed(_)))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Failed(_))).count();
        let messages: usize = self.rows.iter().map(|row| row.messages).sum();
        writeln!(f, "\nstreaming: {} things tried, failed: {failed}; messages: {messages}", self.rows.len())?;
        for row in &self.rows {
            if let Outcome::Failed(why) = &row.outcome {
                let Subject { peer, feature, side, .. } = &row.subject;
                writeln!(f, "FAILED: {peer}, {}, {feature}: {why}", side.title())?;
            }
        }
        Ok(())
    }
}
