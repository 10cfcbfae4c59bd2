//! The scripts of others: clients that are run to their end, servers that run while we call them.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::device::Device;
use super::keys;
use super::row::{Row, Who};
use crate::table::Direction;
use crate::tools::Tools;
use crate::{script, sources};

/// Python with zeep and xmlsec, and node with soap.
pub(super) struct Scripts<'t> {
    tools: &'t Tools,
    /// The interpreter with xmlsec, or why there is none.
    python: Result<PathBuf, String>,
}

/// A line that a client writes.
#[derive(Deserialize)]
struct Line {
    feature: String,
    version: String,
    calls: usize,
    reason: Option<String>,
}

/// The line that a server writes when it serves.
#[derive(Deserialize)]
struct Serving {
    url: String,
}

/// A server that runs until this goes out of scope.
pub(super) struct Running {
    pub(super) url: String,
    _child: Child,
}

impl<'t> Scripts<'t> {
    pub(super) fn install(tools: &'t Tools, output: &Path) -> Self {
        Self {
            tools,
            python: crate::tools::python_with(
                &output.join("security-venv"),
                &sources().join("security/requirements.txt"),
            ),
        }
    }

    fn script(name: &str) -> PathBuf {
        sources().join("security").join(name)
    }

    pub(super) fn python(&self, name: &str) -> Result<Command, String> {
        let mut command = Command::new(self.python.as_ref().map_err(Clone::clone)?);
        command.arg("-B").arg(Self::script(name)).env("PYTHONUTF8", "1").env_remove("PYTHONPATH");
        Ok(command)
    }

    /// Whether there is Python with xmlsec, or why not.
    pub(super) fn has_python(&self) -> Result<(), String> {
        self.python.as_ref().map(drop).map_err(Clone::clone)
    }

    pub(super) async fn zeep_client(&self, device: &Device) -> Vec<Row> {
        self.client(Who::Calls("zeep"), self.python("zeep_client.py"), device).await
    }

    pub(super) async fn soap_client(&self, device: &Device) -> Vec<Row> {
        self.client(Who::Calls("node's soap"), Ok(self.tools.node(&Self::script("soap_client.js"))), device).await
    }

    pub(super) async fn zeep_server(&self) -> Result<Running, String> {
        serve(self.python("zeep_server.py")?.arg(keys::folder())).await
    }

    pub(super) async fn soap_server(&self, device: &Device) -> Result<Running, String> {
        serve(self.tools.node(&Self::script("soap_server.js")).arg(device.contract()).arg(keys::folder())).await
    }

    async fn client(&self, who: Who, command: Result<Command, String>, device: &Device) -> Vec<Row> {
        let mut command = match command {
            Ok(command) => command,
            Err(why) => return vec![Row::skipped(who, "all", why)],
        };
        command.arg(device.contract()).arg(device.url()).arg(keys::folder());
        let output = match script::run(command, &who.to_string()).await {
            Ok(output) => output,
            Err(failure) => return vec![Row::new(who, "all", "-", Err(failure.to_string()))],
        };
        rows_of(who, &output.stdout)
    }
}

/// The rows that a client writes.
pub(super) fn rows_of(who: Who, written: &[u8]) -> Vec<Row> {
    String::from_utf8_lossy(written).lines().map(|line| row(who, line)).collect()
}

fn row(who: Who, line: &str) -> Row {
    match serde_json::from_str::<Line>(line) {
        // A request and a response each.
        Ok(line) => {
            let tried = line.reason.map_or(Ok(2 * line.calls), Err);
            match line.feature.split_once(", wrong password") {
                Some((feature, _)) => {
                    Row::new(who, feature, &line.version, tried).broken("wrong password", Direction::In)
                }
                None => Row::new(who, &line.feature, &line.version, tried),
            }
        }
        Err(error) => Row::new(who, "all", "-", Err(format!("it wrote {line:?}: {error}"))),
    }
}

pub(super) async fn serve(command: &mut Command) -> Result<Running, String> {
    command.env("NO_PROXY", "127.0.0.1").kill_on_drop(true);
    // The script ends with its standard input, so it cannot be left behind.
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| error.to_string())?;
    let stdout = child.stdout.take().ok_or("it has no output")?;
    let line = timeout(Duration::from_secs(60), BufReader::new(stdout).lines().next_line()).await;
    let line = line
        .map_err(|_| "it does not serve")?
        .map_err(|error| error.to_string())?
        .ok_or("it ended before it served")?;
    let serving: Serving = serde_json::from_str(&line).map_err(|error| error.to_string())?;
    Ok(Running { url: serving.url, _child: child })
}
