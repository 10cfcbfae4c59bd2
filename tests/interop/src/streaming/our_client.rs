//! Our streaming client asks servers on what others made of HTTP.

use ms_oxwscos::ReadOptions;
use ms_oxwscos::http::{CallError, Client};

use super::asked::{self, Tried, all_personas, client, connections};
use super::broken;
use super::gunzip::Gunzip;
use super::peers::{Peer, Running};
use super::{ITEMS, LONGEST, subject};
use crate::table::{Outcome, Row, Side};
use crate::tools::Tools;

/// What is asked, with which detail, and how many responses that has.
const FEATURES: [(&str, &str, usize); 8] = [
    ("items of a response", "3,000 personas in chunks of 997 bytes", 1),
    ("items of a response", "slowly, in chunks of 7 bytes", 1),
    ("several envelopes in one body", "three, with pauses", 3),
    ("octets of a response", "1,000,001 in chunks of 4,099 bytes", 1),
    ("an error in place of items", "status 503", 1),
    ("a request in pieces", "5,000 items", 1),
    ("a request in pieces", "1,000,001 octets", 1),
    ("a body in gzip", "undone by the transport, chunk by chunk", 1),
];

/// All that is tried with a server, good and broken.
pub(super) async fn rows(peer: Peer, tools: &Tools) -> Vec<Row> {
    let running = match peer.serving(tools).await {
        Ok(running) => running,
        Err(why) => {
            let skipped = Outcome::Skipped(why);
            return FEATURES
                .iter()
                .flat_map(|(name, ..)| subject(peer.server, name, Side::Client).nothing(&skipped))
                .collect();
        }
    };
    let mut rows = Vec::new();
    for (number, (name, detail, responses)) in FEATURES.into_iter().enumerate() {
        let tried = tried(number, &running).await;
        rows.extend(subject(peer.server, name, Side::Client).detail(detail).exchanged(
            1,
            responses,
            &Outcome::from(tried),
        ));
    }
    rows.extend(broken::rows(peer, &running).await);
    rows
}

async fn tried(number: usize, running: &Running) -> Tried {
    let at = |path: &str| client(&running.url(path));
    match number {
        0 => all_personas(&at("items")?, ITEMS).await,
        1 => all_personas(&at("slow")?, 9).await,
        2 => asked::envelopes(&at("events")?, [1, 0, 2]).await,
        3 => asked::fetched(&at("fetch")?).await,
        4 => busy(&at("busy")?).await,
        5 => asked::added(&at("add")?).await,
        6 => asked::stored(&at("store")?).await,
        _ => all_personas(&gunzipping(&running.url("gzip"))?, ITEMS).await,
    }
}

pub(super) fn gunzipping(url: &str) -> Result<Client<Gunzip>, String> {
    let client = Client::streaming(Gunzip(connections()?), url).map_err(|error| error.to_string())?;
    Ok(client.with_read_options(ReadOptions::strict()))
}

async fn busy(client: &Client<reqwest::Client>) -> Tried {
    match asked::personas(client, LONGEST).await? {
        (0, Some(Err(CallError::Status { .. }))) => Ok(()),
        other => Err(format!("it ends otherwise: {other:?}")),
    }
}
