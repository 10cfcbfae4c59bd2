//! Programs on what others made of HTTP: the scripts of `tests/streams/peers`, good and broken, and two of this section that ask in chunks.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::sources;
use crate::tools::Tools;

/// An implementation of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Peer {
    /// What the table calls its server, and its client.
    pub(super) server: &'static str,
    pub(super) client: &'static str,
    is_python: bool,
}

pub(super) const HTTP: [Peer; 2] = [
    Peer { server: "Python's http", client: "Python's http", is_python: true },
    Peer { server: "node's http", client: "node's http", is_python: false },
];

/// A server; ended by its own handle when this goes out of scope.
pub(super) struct Running {
    url: String,
    _child: Child,
}

impl Peer {
    fn command(self, tools: &Tools, folder: &str, name: &str) -> Command {
        let file = |end: &str| -> PathBuf { sources().join(folder).join(format!("{name}.{end}")) };
        if self.is_python { tools.python(&file("py")) } else { tools.node(&file("js")) }
    }

    /// Its server of good messages and broken ones.
    pub(super) async fn serving(self, tools: &Tools) -> Result<Running, String> {
        let mut command = self.command(tools, "../streams/peers", "server");
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| error.to_string())?;
        let stdout = child.stdout.take().ok_or("it has no output")?;
        let line = timeout(Duration::from_secs(30), BufReader::new(stdout).lines().next_line()).await;
        let line = line
            .map_err(|_| "it does not serve")?
            .map_err(|error| error.to_string())?
            .ok_or("it ended before it served")?;
        let port: u16 = line.trim().parse().map_err(|_| format!("it wrote {line:?}"))?;
        Ok(Running { url: format!("http://127.0.0.1:{port}"), _child: child })
    }

    /// Its client, which counts personas.
    pub(super) fn counting(self, tools: &Tools) -> Command {
        self.command(tools, "../streams/peers", "client")
    }

    /// Its client that asks in chunks.
    pub(super) fn asking(self, tools: &Tools) -> Command {
        self.command(tools, "streaming", "chunks")
    }
}

impl Running {
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.url)
    }
}
