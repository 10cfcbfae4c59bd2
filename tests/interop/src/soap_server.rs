//! A server that somebody else made, for our client: `soap/server.js`, behind a proxy that records what passes.

use std::process::Stdio;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::failure::Failure;
use crate::recording::{MOST_BYTES, Recording, record};
use crate::store::Held;

/// A running server. It stops when this goes out of scope.
pub struct SoapServer {
    url: String,
    server: String,
    connections: reqwest::Client,
    proxying: JoinHandle<()>,
    _child: Child,
}

/// The line that the script writes when it serves.
#[derive(Deserialize)]
struct Serving {
    url: String,
}

/// Where the proxy leads.
#[derive(Clone)]
struct Target {
    url: String,
    connections: reqwest::Client,
}

impl SoapServer {
    /// Starts the script with the contract at `contract`, and a proxy in front of it.
    ///
    /// # Errors
    /// The script does not serve, or there is no port.
    pub async fn start(mut script: Command, contract: &str, recording: &Recording) -> Result<Self, Failure> {
        script.arg(contract).env("NO_PROXY", "127.0.0.1").kill_on_drop(true);
        // The script ends with its standard input, so it cannot be left behind.
        let spawned = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| failed(&error))?;
        let stdout = child.stdout.take().ok_or_else(|| failed(&"it has no output"))?;
        let mut lines = BufReader::new(stdout).lines();
        let line =
            timeout(Duration::from_secs(60), lines.next_line()).await.map_err(|_| failed(&"it does not serve"))?;
        let line = line.map_err(|error| failed(&error))?.ok_or_else(|| failed(&"it ended before it served"))?;
        let serving: Serving =
            serde_json::from_str(&line).map_err(|error| Failure::Json("what soap's server wrote".to_owned(), error))?;
        let connections = reqwest::Client::builder().no_proxy().build().map_err(|error| failed(&error))?;
        let target = Target { url: serving.url.clone(), connections: connections.clone() };
        let router = Router::new().fallback(forward).with_state(target);
        let router = router.layer(from_fn_with_state(recording.clone(), record));
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| failed(&error))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        let proxying = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("the proxy failed: {error}");
            }
        });
        let url = format!("http://{address}/EWS/Exchange.asmx");
        Ok(Self { url, server: serving.url, connections, proxying, _child: child })
    }

    /// Where the proxy serves.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What a mailbox holds.
    ///
    /// # Errors
    /// The server does not say.
    pub async fn held(&self, user: &str) -> Result<Held, Failure> {
        let (root, _) = self.server.split_once("/EWS").unwrap_or((&self.server, ""));
        let response = self.connections.get(format!("{root}/?mailbox={user}")).send().await;
        let text = response.map_err(|error| failed(&error))?.bytes().await.map_err(|error| failed(&error))?;
        serde_json::from_slice(&text).map_err(|error| Failure::Json("a mailbox of soap's server".to_owned(), error))
    }
}

impl Drop for SoapServer {
    fn drop(&mut self) {
        self.proxying.abort();
    }
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::Command {
        command: "soap's server".to_owned(),
        outcome: "cannot be used".to_owned(),
        output: format!(": {error}"),
    }
}

/// Passes a request on, with those of its headers that mean something to the server, and gives back what comes.
async fn forward(State(target): State<Target>, request: Request) -> Response {
    match passed_on(&target, request).await {
        Ok(response) => response,
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

async fn passed_on(target: &Target, request: Request) -> Result<Response, Box<dyn std::error::Error + Send + Sync>> {
    let (parts, body) = request.into_parts();
    let mut onward = target.connections.post(&target.url).body(to_bytes(body, MOST_BYTES).await?);
    for name in ["content-type", "soapaction", "authorization"] {
        onward = parts.headers.get(name).into_iter().fold(onward, |onward, value| onward.header(name, value));
    }
    let answer = onward.send().await?;
    let mut response = Response::builder().status(answer.status());
    if let Some(content_type) = answer.headers().get(header::CONTENT_TYPE) {
        response = response.header(header::CONTENT_TYPE, content_type);
    }
    Ok(response.body(Body::from(answer.bytes().await?))?)
}
