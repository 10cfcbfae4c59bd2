//! Clients in other languages: a script is called with the service's URL and the user, and writes JSON, one line for each thing tried.

use std::collections::BTreeMap;
use std::process::{Output, Stdio};
use std::time::Duration;

use serde::Deserialize;
use tokio::process::Command;

use crate::failure::Failure;
use crate::outcome::{Outcome, Trial};
use crate::peer::Peer;

/// Many times what a script needs.
const MOST_TIME: Duration = Duration::from_secs(120);

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Versions { versions: BTreeMap<String, String> },
    Outcome(Outcome),
}

/// Has a script drive the service as the peer's user.
///
/// # Errors
/// It cannot be called, does not end well, or writes something else.
pub async fn drive(mut command: Command, url: &str, peer: Peer) -> Result<Trial, Failure> {
    command.arg(url).arg(peer.user());
    tried(command, peer.title()).await
}

/// Runs a script that tries things, and reads what it writes.
///
/// # Errors
/// It cannot be called, does not end well, or writes something else.
pub async fn tried(command: Command, title: &str) -> Result<Trial, Failure> {
    let output = run(command, title).await?;
    let mut trial = Trial::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        match serde_json::from_str(line).map_err(|error| Failure::Json(format!("{title} wrote {line:?}"), error))? {
            Line::Versions { versions } => trial.versions.extend(versions),
            Line::Outcome(outcome) => trial.outcomes.push(outcome),
        }
    }
    Ok(trial)
}

/// Runs a command to its end and gives what it wrote. It is killed, by its own handle, when it takes too long.
///
/// # Errors
/// It cannot be called, takes too long, or ends with another status than 0.
pub async fn run(mut command: Command, title: &str) -> Result<Output, Failure> {
    command.stdin(Stdio::null()).kill_on_drop(true);
    // The service is on this machine, wherever proxies lead.
    command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    let failed = |outcome: String, output: &[u8]| {
        let output = String::from_utf8_lossy(output);
        let output = if output.trim().is_empty() { String::new() } else { format!(":\n{}", output.trim_end()) };
        Failure::Command { command: title.to_owned(), outcome, output }
    };
    let Ok(ended) = tokio::time::timeout(MOST_TIME, command.output()).await else {
        return Err(failed(format!("did not end within {} s", MOST_TIME.as_secs()), b""));
    };
    let output = ended.map_err(|error| failed(format!("cannot be called: {error}"), b""))?;
    if output.status.success() {
        Ok(output)
    } else {
        Err(failed(format!("ended with {}", output.status), &output.stderr))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Line;

    #[test]
    fn lines_are_versions_or_outcomes() {
        let line = |text: &str| serde_json::from_str::<Line>(text);
        assert!(matches!(line(r#"{"versions": {"zeep": "4"}}"#).unwrap(), Line::Versions { .. }));
        assert!(matches!(line(r#"{"row": "A", "case": "met", "reason": null}"#).unwrap(), Line::Outcome(_)));
        assert!(line(r#"{"row": "A", "case": "done", "reason": null}"#).is_err());
    }
}
