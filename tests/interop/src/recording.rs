//! Messages as they are on the wire: the bodies of requests and responses, before and after the server has them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use ms_oxwscos::http::Basic;
use serde::Serialize;

/// The HTTP header in which clients say what they are trying: the row and the case of the table, with a comma between them.
pub const STEP: &str = "interop-step";

/// More than any message of the check has.
pub(crate) const MOST_BYTES: usize = 16 << 20;

/// The messages so far. Copies share them.
#[derive(Debug, Clone, Default)]
pub struct Recording(Arc<Mutex<Vec<Recorded>>>);

#[derive(Debug)]
struct Recorded {
    user: String,
    step: String,
    direction: &'static str,
    body: Bytes,
}

/// Requests and responses, by the name of the peer's user and the step.
pub type Counts = BTreeMap<(String, String), (usize, usize)>;

/// What `index.json` says of a message.
#[derive(Serialize)]
struct Entry<'a> {
    file: String,
    peer: &'a str,
    step: &'a str,
}

/// A layer that records what is posted and what it is answered with, and changes neither.
pub async fn record(State(recording): State<Recording>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_REQUEST.into_response() };
    let (user, step) = (user(&parts.headers), step(&parts.headers));
    recording.push(Recorded { user: user.clone(), step: step.clone(), direction: "request", body: body.clone() });
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_GATEWAY.into_response() };
    recording.push(Recorded { user, step, direction: "response", body: body.clone() });
    Response::from_parts(parts, Body::from(body))
}

fn user(headers: &HeaderMap) -> String {
    Basic::of(headers).map_or_else(String::new, |basic| basic.user)
}

/// What a client says it is trying.
pub(crate) fn step(headers: &HeaderMap) -> String {
    let step = headers.get(STEP).and_then(|value| value.to_str().ok());
    step.unwrap_or_default().to_owned()
}

impl Recording {
    fn push(&self, recorded: Recorded) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(recorded);
    }

    /// How many requests and responses there were, by the peer and what it tried.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::new();
        for recorded in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let peer = recorded.user.split('@').next().unwrap_or_default();
            let (requests, responses) = counts.entry((peer.to_owned(), recorded.step.clone())).or_default();
            *(if recorded.direction == "request" { requests } else { responses }) += 1;
        }
        counts
    }

    /// Has a look at the body of each message.
    pub fn each(&self, mut look: impl FnMut(&[u8])) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(|recorded| look(&recorded.body));
    }

    /// Writes the messages into a folder, which holds nothing else afterwards: each into a file of its own, and `index.json`, which lists
    /// them. Their number.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn save(&self, folder: &Path) -> io::Result<usize> {
        let messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        let mut index = Vec::with_capacity(messages.len());
        for (number, message) in messages.iter().enumerate() {
            let peer = message.user.split('@').next().unwrap_or_default();
            let file = format!("{:03}-{peer}-{}.xml", number + 1, message.direction);
            fs::write(folder.join(&file), &message.body)?;
            index.push(Entry { file, peer, step: &message.step });
        }
        fs::write(folder.join("index.json"), serde_json::to_vec_pretty(&index)?)?;
        Ok(index.len())
    }
}
