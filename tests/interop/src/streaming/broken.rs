//! Responses that break off, or are not what they say: items that were complete come, and then there is one error of the right kind.

use std::time::Duration;

use ms_oxwscos::http::{CallError, Client, ReadError, StreamTransport};
use soap_runtime::ErrorKind;

use super::asked::{self, client, personas};
use super::our_client::gunzipping;
use super::peers::{Peer, Running};
use super::{LONGEST, refused};
use crate::table::{Direction, Row, Side};

/// What the paths break, and what our client makes of it.
const WAYS: [(&str, &str, End); 5] = [
    ("message ends early", "cut", End::Message),
    ("connection closed", "closed", End::Transport),
    ("truncated chunk", "truncated-chunk", End::Transport),
    ("size of a chunk is none", "bad-chunk", End::Transport),
    ("truncated gzip", "gzip-cut", End::Transport),
];

/// How a stream has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// HTTP says that this is the end, and the message has none.
    Message,
    /// The connection, or the coding, breaks off.
    Transport,
}

pub(super) async fn rows(peer: Peer, running: &Running) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut say = |kind: &str, tried: Result<(), String>| {
        rows.push(refused(peer.server, kind, Side::Client, Direction::In, tried.map(|()| 1)));
    };
    for (kind, path, end) in WAYS {
        let url = running.url(path);
        let tried = if path == "gzip-cut" {
            async { ends(&gunzipping(&url)?, end).await }.await
        } else {
            async { ends(&client(&url)?, end).await }.await
        };
        say(kind, tried);
    }
    say("garbage between envelopes", async { asked::garbage(&client(&running.url("garbage"))?).await }.await);
    say("nothing more comes", async { idle(&client(&running.url("idle"))?).await }.await);
    say("gzip that nobody undoes", async { coded(&client(&running.url("gzip"))?).await }.await);
    rows
}

/// Nothing of it is read.
async fn coded(client: &Client<reqwest::Client>) -> Result<(), String> {
    match personas(client, LONGEST).await? {
        (0, Some(Err(CallError::Read { error: ReadError::ContentEncoding(_), .. }))) => Ok(()),
        other => Err(format!("it ends otherwise: {other:?}")),
    }
}

/// Of nine items some come, and not all.
async fn ends<T: StreamTransport + 'static>(client: &Client<T>, end: End) -> Result<(), String> {
    let (count, error) = personas(client, LONGEST).await?;
    let is_right = match (&error, end) {
        (Some(Err(CallError::Read { error: ReadError::Message(error), .. })), End::Message) => {
            matches!(error.kind(), ErrorKind::UnexpectedEnd { .. }) && count > 0
        }
        (Some(Err(CallError::Transport { .. })), End::Transport) => true,
        _ => false,
    };
    if is_right && count < 9 { Ok(()) } else { Err(format!("{count} items, and then {error:?}")) }
}

/// The caller's clock ends it.
async fn idle(client: &Client<reqwest::Client>) -> Result<(), String> {
    match personas(client, Duration::from_secs(1)).await? {
        (1..9, None) => Ok(()),
        other => Err(format!("it ends otherwise: {other:?}")),
    }
}
