//! Attachments (MTOM), held to implementations that others wrote: the contract of `tests/cases/wsdl-documents`, in SOAP 1.1 and 1.2.
//!
//! In: that contract, and the tools. Out: what each client did with octets of several kinds, how many messages went over the wire, and how many
//! of them had parts. Our client, gSOAP, node's soap, zeep and Python's `email` drive a [`service`] over loopback; our client drives servers
//! of gSOAP, soap and `email`. All try the same [`ROWS`]; `email` sends what has to be refused as well, to both sides. Invariant: what a
//! peer has no way to do is noted with the reason, and one that cannot be had here is skipped with the reason.

mod counts;
/// The bindings of the contract.
#[allow(clippy::module_inception)]
#[rustfmt::skip]
#[path = "../../cases/wsdl-documents/expected.rs"]
pub mod documents;
mod gsoap;
mod our_client;
mod peers;
mod report;
mod rows;
mod said;
pub mod service;
mod started;

use std::path::Path;
use std::time::Instant;

use crate::failure::Failure;
use crate::outcome::Trial;
use crate::tools::Tools;
use crate::{script, sources};

pub use counts::{Counts, Steps};
use documents::soap::Version;
use gsoap::Gsoap;
pub use peers::Peer;
pub use report::Report;
pub use rows::{REFUSED, ROWS};
use service::Service;
pub(crate) use started::Started;

/// The contract.
const CONTRACT: &str = include_str!("../../cases/wsdl-documents/contract.wsdl");

/// What one peer did in one version of SOAP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who with whom.
    pub peer: Peer,
    /// In which version.
    pub version: Version,
    /// What was tried, or why nothing was.
    pub trial: Result<Trial, String>,
    /// The messages.
    pub counts: Counts,
    /// The messages of each row.
    pub steps: Steps,
}

/// Has the peers drive the service, and our client their servers. The folder `output` gets the tools.
///
/// # Errors
/// When the check itself cannot be made.
pub async fn run(output: &Path) -> Result<Report, Failure> {
    let tools = Tools::install(output, true)?;
    let gsoap = Gsoap::build(&output.join("gsoap"))?;
    let mut lines = Vec::new();
    for peer in Peer::ALL {
        for version in [Version::V1_1, Version::V1_2] {
            let started = Instant::now();
            let line = drive(peer, version, &tools, &gsoap).await?;
            let seconds = started.elapsed().as_secs_f64();
            eprintln!("{}, attachments, SOAP {}: {seconds:.1} s", peer.title(), number(version));
            lines.push(line);
        }
    }
    let mut versions = tools.versions.clone();
    if let Gsoap::Built { version, .. } = &gsoap {
        versions.insert("gsoap".to_owned(), version.clone());
    }
    let report = Report::new(lines, versions);
    report.save(&output.join("attachments.json"))?;
    Ok(report)
}

async fn drive(peer: Peer, version: Version, tools: &Tools, gsoap: &Gsoap) -> Result<Line, Failure> {
    let skipped = |reason: String| {
        Ok(Line { peer, version, trial: Err(reason), counts: Counts::default(), steps: Steps::default() })
    };
    let python = |name: &str| tools.python(&sources().join("zeep").join(name));
    let node = |name: &str| tools.node(&sources().join("soap").join(name));
    let mut command = match peer {
        Peer::Rust => {
            let service = Service::start().await?;
            return our_client_drives(peer, version, service.url()).await;
        }
        Peer::Gsoap | Peer::GsoapServer => match gsoap.program(version) {
            Ok(command) => command,
            Err(reason) => return skipped(reason),
        },
        Peer::Soap => node("documents_client.js"),
        Peer::SoapServer if version == Version::V1_2 => {
            return skipped("node's soap has no server for SOAP 1.2 beside one for 1.1".to_owned());
        }
        Peer::SoapServer => node("documents_server.js"),
        Peer::Zeep => python("documents.py"),
        Peer::Email | Peer::EmailServer => python("multipart.py"),
    };
    if peer.is_server() {
        command.arg(if peer == Peer::SoapServer { contract_file() } else { "server".into() });
        let server = Started::start(command, peer.title()).await?;
        return our_client_drives(peer, version, server.url()).await;
    }
    let service = Service::start().await?;
    if !matches!(peer, Peer::Soap | Peer::Zeep) {
        command.arg("client");
    }
    // What they send is not always in MTOM, and answers are as requests are.
    let is_told = matches!(peer, Peer::Gsoap | Peer::Zeep);
    let url = if is_told { service.mtom_url() } else { service.url().to_owned() };
    command.arg(url).arg(number(version));
    let trial = script::tried(command, peer.title()).await?;
    Ok(Line { peer, version, trial: Ok(trial), counts: service.counts(), steps: service.steps() })
}

async fn our_client_drives(peer: Peer, version: Version, url: &str) -> Result<Line, Failure> {
    let (trial, counting) = our_client::drive(peer, version, url).await?;
    Ok(Line { peer, version, trial: Ok(trial), counts: counting.counts(), steps: counting.steps() })
}

fn contract_file() -> std::ffi::OsString {
    sources().join("../cases/wsdl-documents/contract.wsdl").into()
}

/// How people write a version of SOAP.
#[must_use]
pub fn number(version: Version) -> &'static str {
    match version {
        Version::V1_1 => "1.1",
        Version::V1_2 => "1.2",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::outcome::Case;

    #[tokio::test]
    async fn our_client_and_our_service_do_all_of_it_with_parts() {
        for version in [Version::V1_1, Version::V1_2] {
            let service = Service::start().await.unwrap();
            let line = our_client_drives(Peer::Rust, version, service.url()).await.unwrap();
            let trial = line.trial.unwrap();
            let failed: Vec<_> = ROWS.iter().filter_map(|row| trial.reason(row.name, Case::Met)).collect();
            assert_eq!(failed, [""; 0]);
            assert_eq!(line.counts, service.counts());
            // Three uploads; the preview in the answer to one of them, and five downloads.
            assert_eq!((line.counts.requests_with_parts, line.counts.responses_with_parts), (3, 6));
        }
    }
}
