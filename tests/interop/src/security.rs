//! WS-Security, held to implementations that others wrote: the contract of `tests/cases/wsdl-device`.
//!
//! In: that contract, keys, and the tools. Out: a row for each peer, feature, version of SOAP and side, with the number of messages, and why it failed or
//! was skipped. Clients of others call our [`device`]; `our_client` calls servers of theirs; every message that we signed is given to xmlsec1
//! (`judge`); and our canonical forms are those of lxml (`canonical`).

mod broken_answers;
mod broken_requests;
mod canonical;
/// The bindings of the contract.
#[rustfmt::skip]
#[path = "../../cases/wsdl-device/expected.rs"]
#[allow(missing_docs)]
pub mod bindings;
pub mod debian;
pub mod device;
mod encryption;
mod gsoap;
mod judge;
mod keys;
mod our_client;
mod row;
mod scripts;
mod tamper;

use std::fmt;
use std::path::Path;
use std::time::Instant;

use crate::failure::Failure;
use crate::table;
use crate::tools::Tools;
use debian::Debian;
use device::Device;
use gsoap::Gsoap;
pub use row::{Outcome, Row, Who};
use scripts::Scripts;

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
    let scripts = Scripts::install(&tools, output);
    let debian = Debian::install(output);
    let device = Device::start().await?;
    let mut rows = Vec::new();
    let started = Instant::now();
    let told = |what: &str| eprintln!("{what}: {:.1} s since the tools are there", started.elapsed().as_secs_f64());
    let called = scripts.zeep_client(&device).await;
    rows.extend(with_broken("zeep", called, 0, &device).await);
    told("zeep's client");
    let begun = device.messages().len();
    let called = scripts.soap_client(&device).await;
    rows.extend(with_broken("node's soap", called, begun, &device).await);
    told("soap's client");
    let (own, sent) = our_client::rows(&scripts, &device).await;
    rows.extend(own);
    told("our client");
    let gsoap = Gsoap::install(output);
    let begun = device.messages().len();
    let called = gsoap.client(&device).await;
    rows.extend(with_broken("gSOAP", called, begun, &device).await);
    rows.extend(gsoap.server(&sent).await);
    told("gSOAP");
    rows.extend(judge::rows(&debian, &device, &sent).await);
    told("xmlsec1");
    rows.extend(encryption::rows(&scripts).await);
    told("xmlsec, encryption");
    rows.extend(canonical::rows(&tools).await);
    told("lxml");
    Ok(Report { rows })
}

/// The rows of a client, and of what it sent, broken: at once, since messages are good for some minutes. `begun` is how many messages there were before it.
async fn with_broken(peer: &'static str, mut rows: Vec<Row>, begun: usize, device: &Device) -> Vec<Row> {
    if rows.iter().any(|row| row.outcome == Outcome::Good) {
        rows.extend(broken_requests::rows(peer, device.messages().get(begun..).unwrap_or_default(), device).await);
    }
    rows
}

impl Report {
    /// The rows of the table of all sections.
    #[must_use]
    pub fn rows(&self) -> Vec<table::Row> {
        self.rows.iter().flat_map(Row::rows).collect()
    }

    /// Whether nothing failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| !matches!(row.outcome, Outcome::Failed(_)))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<36}{:<32}{:<6}{:>9}  what came of it", "who", "feature", "SOAP", "messages")?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        let messages: usize = self.rows.iter().map(|row| row.messages).sum();
        let count = |is: fn(&Outcome) -> bool| self.rows.iter().filter(|row| is(&row.outcome)).count();
        let (failed, skipped) =
            (count(|it| matches!(it, Outcome::Failed(_))), count(|it| matches!(it, Outcome::Skipped(_))));
        writeln!(f, "\nrows: {}, failed: {failed}, skipped: {skipped}; messages: {messages}", self.rows.len())
    }
}
