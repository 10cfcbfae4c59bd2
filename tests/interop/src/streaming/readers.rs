//! Clients of others read what our service writes in pieces, and ask it in chunks.

use std::process::Output;

use tokio::process::Command;

use super::peers::Peer;
use super::service::Service;
use super::{ITEMS, refused, subject};
use crate::outcome::{Case, Trial};
use crate::table::{Direction, Outcome, Row, Side};
use crate::tools::Tools;
use crate::{script, sources};

/// Clients of HTTP alone: they count items, and ask in chunks.
pub(super) async fn raw(peer: Peer, service: &Service, tools: &Tools) -> Vec<Row> {
    let subject = |feature: &str| subject(peer.client, feature, Side::Server);
    let called = async |path: &str| {
        let mut command = peer.counting(tools);
        command.arg(service.port().to_string()).arg(format!("/{path}"));
        let output = output(command, peer).await?;
        Ok::<_, String>(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let whole = called("whole").await.and_then(|said| match said == format!("{ITEMS} whole") {
        true => Ok(()),
        false => Err(said),
    });
    let (requests, responses) = service.taken("");
    let mut rows = subject("items of a response").exchanged(requests, responses, &Outcome::from(whole)).to_vec();
    let broken = called("broken").await.and_then(|said| match said.split_once(' ') {
        Some((count, "broken off"))
            if count.parse().is_ok_and(|count| (1..=super::service::UNWRITABLE).contains(&count)) =>
        {
            Ok(())
        }
        _ => Err(said),
    });
    let (_, responses) = service.taken("");
    rows.push(refused(peer.client, BROKEN_OFF, Side::Server, Direction::Out, broken.map(|()| responses)));
    rows.extend(in_chunks(peer, service, tools).await);
    rows.extend(lacking(peer.client));
    let octets = Outcome::Skipped("its script counts items; octets are read by zeep and by node's soap".to_owned());
    rows.extend(subject("octets of a response").nothing(&octets));
    rows
}

/// What our server has no way to do, whoever asks.
fn lacking(peer: &str) -> Vec<Row> {
    let lacks = [
        ("several envelopes in one body", "our server answers a request with one envelope"),
        ("a body in gzip", "our server writes what it streams as it is"),
    ];
    let none = |(name, why): &(&str, &str)| subject(peer, name, Side::Server).nothing(&Outcome::No((*why).to_owned()));
    lacks.iter().flat_map(none).collect()
}

const BROKEN_OFF: &str = "response broken off";

/// A request in slow chunks, and one whose last chunk is truncated: that has no effect.
async fn in_chunks(peer: Peer, service: &Service, tools: &Tools) -> Vec<Row> {
    let asked = async |kind: &str| {
        let mut command = peer.asking(tools);
        command.arg(service.port().to_string()).arg("/archive").arg(kind);
        let output = output(command, peer).await?;
        Ok::<_, String>(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let slow = asked("whole").await.and_then(|said| if said == "200 500" { Ok(()) } else { Err(said) });
    let (requests, responses) = service.taken("");
    let subject = subject(peer.client, "a request in pieces", Side::Server).detail("500 items, slowly");
    let mut rows = subject.exchanged(requests, responses, &Outcome::from(slow)).to_vec();
    let before = service.additions();
    let cut = asked("truncated").await.and_then(|said| match service.additions() == before {
        true if !said.starts_with("200") => Ok(()),
        true => Err(said),
        false => Err("what there was of it was taken for the whole".to_owned()),
    });
    let (requests, _) = service.taken("");
    rows.push(refused(peer.client, "truncated chunk", Side::Server, Direction::In, cut.map(|()| requests)));
    rows
}

async fn output(command: Command, peer: Peer) -> Result<Output, String> {
    script::run(command, peer.client).await.map_err(|failure| failure.to_string())
}

/// What zeep and soap try, by the name that their scripts have for it.
const FEATURES: [(&str, &str); 2] = [("items", "items of a response"), ("octets", "octets of a response")];

/// zeep and node's `soap`, which know no more than contracts.
pub(super) async fn soap(service: &Service, tools: &Tools) -> Vec<Row> {
    let file = |name: &str| sources().join("streaming").join(name);
    let mut rows = Vec::new();
    for (peer, command) in
        [("zeep", tools.python(&file("zeep_client.py"))), ("node's soap", tools.node(&file("soap_client.js")))]
    {
        rows.extend(by_contract(peer, command, service).await);
        let lengths = Outcome::No(format!("{peer} sends requests as a whole, with their length"));
        rows.extend(subject(peer, "a request in pieces", Side::Server).nothing(&lengths));
        rows.extend(lacking(peer));
    }
    rows.extend(subject("zeep", "all", Side::Client).nothing(&Outcome::No("zeep has no server".to_owned())));
    rows
}

async fn by_contract(peer: &str, mut command: Command, service: &Service) -> Vec<Row> {
    command.args([service.url("whole"), service.url("broken"), service.url("archive")]);
    let trial = match script::tried(command, peer).await {
        Ok(trial) => trial,
        Err(failure) => {
            return subject(peer, "all", Side::Server).nothing(&Outcome::Failed(failure.to_string())).to_vec();
        }
    };
    let of = |trial: &Trial, row: &str| Outcome::of(trial.reason(row, Case::Met), trial.note(row, Case::Met));
    let mut rows = Vec::new();
    for (row, name) in FEATURES {
        let (requests, responses) = service.taken(&format!("{row}, met"));
        rows.extend(subject(peer, name, Side::Server).exchanged(requests, responses, &of(&trial, row)));
    }
    let (_, responses) = service.taken("broken, met");
    rows.push(subject(peer, BROKEN_OFF, Side::Server).broken().said(Direction::Out, responses, of(&trial, "broken")));
    rows
}
