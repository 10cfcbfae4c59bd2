//! Our canonical forms, held to lxml's: documents made at random, by the generator of the runtime's tests.

use std::process::Stdio;

use serde::Serialize;
use soap_runtime::security::canonicalize;
use tokio::io::AsyncWriteExt as _;

#[path = "../../../../runtime/tests/security/documents.rs"]
mod documents;

use super::row::Row;
use crate::sources;
use crate::tools::Tools;

const DOCUMENTS: u64 = 1000;

#[derive(Serialize)]
struct Sample {
    document: String,
    prefixes: Vec<&'static str>,
}

pub(super) async fn row(tools: &Tools) -> Row {
    let compared = compared(tools).await;
    Row::new("our canonical forms = lxml's", "exclusive C14N, PrefixList", "-", compared)
}

/// How many documents have the same form.
async fn compared(tools: &Tools) -> Result<usize, String> {
    let made: Vec<_> = (0..DOCUMENTS).map(documents::sample).collect();
    let samples: Vec<Sample> = made.iter().map(|made| Sample { document: made.document.clone(), prefixes: made.prefixes.clone() }).collect();
    let theirs: Vec<Option<String>> = asked(tools, &samples).await?;
    let mut same = 0;
    for (made, theirs) in made.iter().zip(theirs) {
        let Some(theirs) = theirs else { continue };
        let ours = canonicalize(&made.document, made.start, &made.prefixes).map_err(|error| format!("{:?}: {error}", made.document))?;
        if ours != theirs {
            return Err(format!("{:?} with {:?}: {ours:?}, and lxml says {theirs:?}", made.document, made.prefixes));
        }
        same += 1;
    }
    if same * 2 > DOCUMENTS as usize { Ok(same) } else { Err(format!("only {same} documents were compared")) }
}

async fn asked(tools: &Tools, samples: &[Sample]) -> Result<Vec<Option<String>>, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let mut command = tools.python(&sources().join("security/canonical.py"));
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
    let mut child = spawned.map_err(|error| words(&error))?;
    let mut stdin = child.stdin.take().ok_or("it has no input")?;
    let text = serde_json::to_vec(samples).map_err(|error| words(&error))?;
    let writing = tokio::spawn(async move { stdin.write_all(&text).await });
    let output = child.wait_with_output().await.map_err(|error| words(&error))?;
    writing.await.map_err(|error| words(&error))?.map_err(|error| words(&error))?;
    serde_json::from_slice(&output.stdout).map_err(|error| words(&error))
}
