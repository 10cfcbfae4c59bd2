//! A server that somebody else made, started for our client.

use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::failure::Failure;

/// A running server. It ends with its standard input, and is killed by its own handle when this goes out of scope.
pub(crate) struct Started {
    url: String,
    _child: Child,
}

/// The line that it writes when it serves.
#[derive(Deserialize)]
struct Serving {
    url: String,
}

impl Started {
    pub(crate) async fn start(mut command: Command, title: &str) -> Result<Self, Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::Command {
            command: title.to_owned(),
            outcome: "cannot be used".to_owned(),
            output: format!(": {error}"),
        };
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| failed(&error))?;
        let stdout = child.stdout.take().ok_or_else(|| failed(&"it has no output"))?;
        let mut lines = BufReader::new(stdout).lines();
        let line = timeout(Duration::from_secs(30), lines.next_line()).await;
        let line = line.map_err(|_| failed(&"it does not serve"))?.map_err(|error| failed(&error))?;
        let line = line.ok_or_else(|| failed(&"it ended before it served"))?;
        let serving: Serving =
            serde_json::from_str(&line).map_err(|error| Failure::Json(format!("{title} wrote {line:?}"), error))?;
        Ok(Self { url: serving.url, _child: child })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}
