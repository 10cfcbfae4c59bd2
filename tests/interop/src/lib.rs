//! The contact store and our client, held to SOAP implementations that others wrote.
//!
//! In: nothing but what is in this repository, and the tools that `requirements.txt` and `package-lock.json` pin. Out: a table of what each
//! client did with each operation, and how many of the messages are valid. Three clients drive the 13 operations of a [`store`] over HTTP,
//! each one done and each one refused: [`our_client`], zeep, and node's soap ([`script`]); and our client does the same with a server that
//! soap makes of the contract ([`soap_server`]). They all follow one `scenario.json`. Every message is recorded as it is on the wire
//! ([`recording`]) and validated with libxml2 against the schemas that the store serves ([`validation`]).
//!
//! Then come sections with contracts, services and peers of their own ([`mod@section`]): [`encoded`] for SOAP encoding, [`attachments`] for messages
//! of several parts, [`security`] for WS-Security, [`streaming`] for messages in pieces, [`negotiate`] for servers where our client has to sign in.
//! What all of them say becomes one [`table`].
//!
//! The schema fixes `RequestServerVersion/@Version` to `Exchange2016`, and that is what all clients send, except in the two steps that are
//! about other versions. Those messages are counted openly, and have to be valid in everything else.

pub mod attachments;
pub mod cli;
pub mod encoded;
pub mod failure;
pub mod gathering;
pub mod negotiate;
pub mod our_client;
pub mod outcome;
pub mod peer;
pub mod recording;
pub mod report;
pub mod scenario;
pub mod script;
pub mod section;
pub mod security;
pub mod soap_server;
pub mod store;
pub mod streaming;
pub mod table;
pub mod tools;
pub mod validation;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use failure::Failure;
use outcome::Trial;
use peer::Peer;
use report::Report;
use scenario::Scenario;
use soap_server::SoapServer;
use store::Store;
use tools::Tools;

/// Where this crate's scripts and pins are.
#[must_use]
pub fn sources() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the table of all sections calls what [`run`] does.
pub const STORE: &str = "contact store";

/// The same as a section: [`run`].
///
/// # Errors
/// As there.
pub async fn section(peers: &[Peer], output: &Path, keep: bool) -> Result<section::Outcome, Failure> {
    let report = run(peers, output, keep).await?;
    Ok(section::Outcome { text: report.to_string(), rows: report.rows(), is_good: report.is_good() })
}

/// Has the peers drive a store of their own, and validates what they said. What goes on is told on standard error.
///
/// The folder `output` gets the tools, the recorded messages and `report.json`; of the messages only those of a run with a failure are left
/// there, unless `keep` says otherwise.
///
/// # Errors
/// When the check itself cannot be made: a tool is missing or cannot be installed, or a file cannot be written.
pub async fn run(peers: &[Peer], output: &Path, keep: bool) -> Result<Report, Failure> {
    let scenario = Scenario::read()?;
    let tools = Tools::install(output, peers.iter().any(|peer| peer.needs_node()))?;
    let store = Store::start(&scenario, peers).await?;
    let mut trials = Vec::new();
    for &peer in peers {
        let started = Instant::now();
        let trial = drive(peer, &store, &tools, &scenario).await?;
        eprintln!(
            "{}: {} things tried in {:.1} s",
            peer.title(),
            trial.outcomes.len(),
            started.elapsed().as_secs_f64()
        );
        trials.push((peer, trial));
    }
    let messages = output.join("messages");
    let recorded = store.recording().save(&messages).map_err(|error| Failure::file(&messages, error))?;
    eprintln!("validating {recorded} messages");
    let validation = validation::validate(&tools, store.url(), &messages).await?;
    let encoded_messages = output.join("encoded-messages");
    let encoded = encoded::run(peers, &tools, &encoded_messages).await?;
    let report = Report::new(trials, store.recording().counts(), validation, encoded, &tools);
    report.save(&output.join("report.json"))?;
    if report.is_good() && !keep {
        for folder in [&messages, &encoded_messages] {
            fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        }
    }
    Ok(report)
}

async fn drive(peer: Peer, store: &Store, tools: &Tools, scenario: &Scenario) -> Result<Trial, Failure> {
    let url = store.url();
    let mut trial = match peer {
        Peer::Rust => our_client::drive(url, &peer.user(), scenario).await?,
        Peer::Zeep => script::drive(tools.python(&sources().join("zeep/client.py")), url, peer).await?,
        Peer::Soap => script::drive(tools.node(&sources().join("soap/client.js")), url, peer).await?,
        Peer::SoapServer => return drive_soap_server(store, tools, scenario).await,
    };
    store.held(peer)?.examine(scenario, &mut trial);
    Ok(trial)
}

async fn drive_soap_server(store: &Store, tools: &Tools, scenario: &Scenario) -> Result<Trial, Failure> {
    let user = Peer::SoapServer.user();
    let script = tools.node(&sources().join("soap/server.js"));
    let server = SoapServer::start(script, &format!("{}?wsdl", store.url()), store.recording()).await?;
    let mut trial = our_client::drive(server.url(), &user, scenario).await?;
    server.held(&user).await?.examine(scenario, &mut trial);
    Ok(trial)
}
