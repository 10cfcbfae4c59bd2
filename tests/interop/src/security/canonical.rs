//! Our canonical forms, held to lxml's: documents made at random, by the generator of the runtime's tests.

use std::process::Stdio;
use std::time::Duration;

use serde::Serialize;
use soap_runtime::security::canonicalize;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use tokio::time::timeout;

#[path = "../../../protocols/tests/security/documents.rs"]
mod documents;

use super::row::{Row, Who};
use crate::sources;
use crate::tools::Tools;

const DOCUMENTS: u64 = 1000;
/// Many times what a script needs.
const MOST_TIME: Duration = Duration::from_secs(60);

#[derive(Serialize)]
struct Sample {
    document: String,
    prefixes: Vec<&'static str>,
}

pub(super) async fn rows(tools: &Tools) -> Vec<Row> {
    let compared = compared(tools).await;
    let feature = "exclusive C14N, PrefixList: the same forms";
    let [reads, writes] = [Who::Reads, Who::Writes].map(|who| who("lxml"));
    vec![
        Row::new(reads, feature, "-", compared),
        Row::no(writes, feature, "the documents are ours; what it writes is compared"),
    ]
}

/// How many documents have the same form.
async fn compared(tools: &Tools) -> Result<usize, String> {
    let made: Vec<_> = (0..DOCUMENTS).map(documents::sample).collect();
    let samples: Vec<Sample> =
        made.iter().map(|made| Sample { document: made.document.clone(), prefixes: made.prefixes.clone() }).collect();
    let theirs: Vec<Option<String>> = asked(tools, &samples).await?;
    let mut same = 0;
    for (made, theirs) in made.iter().zip(theirs) {
        let Some(theirs) = theirs else { continue };
        let ours = canonicalize(&made.document, made.start, &made.prefixes)
            .map_err(|error| format!("{:?}: {error}", made.document))?;
        if ours != theirs {
            return Err(format!("{:?} with {:?}: {ours:?}, and lxml says {theirs:?}", made.document, made.prefixes));
        }
        same += 1;
    }
    if same * 2 > DOCUMENTS as usize { Ok(same) } else { Err(format!("only {same} documents were compared")) }
}

async fn asked(tools: &Tools, samples: &[Sample]) -> Result<Vec<Option<String>>, String> {
    let text = serde_json::to_vec(samples).map_err(|error| error.to_string())?;
    let output = answered(tools.python(&sources().join("security/canonical.py")), &text).await?;
    serde_json::from_slice(&output).map_err(|error| error.to_string())
}

/// What a script writes that is given a text.
pub(super) async fn answered(mut command: Command, text: &[u8]) -> Result<Vec<u8>, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
    let mut child = spawned.map_err(|error| words(&error))?;
    let mut stdin = child.stdin.take().ok_or("it has no input")?;
    let text = text.to_vec();
    let writing = tokio::spawn(async move { stdin.write_all(&text).await });
    let output = timeout(MOST_TIME, child.wait_with_output()).await.map_err(|_| "it does not end")?;
    writing.await.map_err(|error| words(&error))?.map_err(|error| words(&error))?;
    let output = output.map_err(|error| words(&error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("it ended with {}", output.status)) }
}
