//! SOAP encoding, held to implementations that others wrote: the contract of `tests/cases/wsdl-encoded-desk`.
//!
//! In: that contract, and the tools. Out: what each client did with each operation ([`Peer`] as for the contact store), and how many
//! messages went over the wire. Our client, zeep and node's soap drive a [`service`] over loopback, and our client drives a server that soap
//! makes of the contract; zeep has no server. All follow one `desk.json`. Invariant: what a peer has no way to say is noted with the reason, and
//! the rest of that cell has to be right.

/// The bindings of the contract.
#[allow(clippy::module_inception)]
#[rustfmt::skip]
#[path = "../../cases/wsdl-encoded-desk/expected.rs"]
pub mod desk;
mod our_client;
mod rows;
pub mod scenario;
pub mod service;
mod values;

use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use crate::failure::Failure;
use crate::outcome::Trial;
use crate::peer::Peer;
use crate::recording::{Counts, Recording};
use crate::soap_server::SoapServer;
use crate::tools::Tools;
use crate::{script, sources};

pub use rows::{ROWS, Row, rows};
use scenario::Scenario;
use service::Service;

/// What all clients did, and what was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Encoded {
    /// What each client tried.
    pub trials: Vec<(Peer, Trial)>,
    /// The messages.
    pub messages: Messages,
    /// How many there were of each peer and step.
    pub counts: Counts,
}

/// The messages of all clients, requests and responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Messages {
    /// How many there were.
    pub recorded: usize,
    /// How many of them are read strictly, as the contract has them.
    pub strict: usize,
    /// How many of them say the types of their values.
    pub typed: usize,
}

/// Has the peers drive a service of their own, or our client a server of theirs. The folder `messages` gets the messages.
///
/// # Errors
/// When the check itself cannot be made.
pub async fn run(peers: &[Peer], tools: &Tools, messages: &Path) -> Result<Encoded, Failure> {
    let scenario = Scenario::read()?;
    let service = Service::start(&scenario).await?;
    let mut trials = Vec::new();
    for &peer in peers {
        let started = Instant::now();
        let trial = drive(peer, &service, tools, &scenario).await?;
        let seconds = started.elapsed().as_secs_f64();
        eprintln!("{}, encoded: {} things tried in {seconds:.1} s", peer.title(), trial.outcomes.len());
        trials.push((peer, trial));
    }
    service.recording().save(messages).map_err(|error| Failure::file(messages, error))?;
    Ok(Encoded { trials, messages: counted(service.recording()), counts: service.recording().counts() })
}

async fn drive(peer: Peer, service: &Service, tools: &Tools, scenario: &Scenario) -> Result<Trial, Failure> {
    let url = service.url();
    match peer {
        Peer::Rust => our_client::drive(url, peer, scenario).await,
        Peer::Zeep => script::drive(tools.python(&sources().join("zeep/desk.py")), url, peer).await,
        Peer::Soap => script::drive(tools.node(&sources().join("soap/desk_client.js")), url, peer).await,
        Peer::SoapServer => {
            let script = tools.node(&sources().join("soap/desk_server.js"));
            let server = SoapServer::start(script, &service.contract(), service.recording()).await?;
            our_client::drive(server.url(), peer, scenario).await
        }
    }
}

fn counted(recording: &Recording) -> Messages {
    use desk::{Document, ReadOptions, soap::Envelope};
    let mut counted = Messages::default();
    recording.each(|body| {
        counted.recorded += 1;
        counted.strict += usize::from(Envelope::<Document>::from_bytes_with(body, &ReadOptions::strict()).is_ok());
        counted.typed += usize::from(String::from_utf8_lossy(body).contains("type=\""));
    });
    counted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::outcome::Outcome;

    #[tokio::test]
    async fn everything_is_as_expected() {
        let scenario = Scenario::read().unwrap();
        let service = Service::start(&scenario).await.unwrap();
        let trial = our_client::drive(service.url(), Peer::Rust, &scenario).await.unwrap();
        let odd: Vec<&Outcome> =
            trial.outcomes.iter().filter(|outcome| outcome.reason.is_some() || outcome.note.is_some()).collect();
        assert_eq!((trial.outcomes.len(), odd), (rows().count(), vec![]));
        let messages = counted(service.recording());
        // One of the cells takes two calls.
        let number = 2 * (rows().count() + 1);
        assert_eq!((messages.recorded, messages.strict), (number, number));
    }
}
