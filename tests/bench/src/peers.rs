//! Peers that are programs of their own, in other languages.
//!
//! In: which of them were asked for. Out: for a message, what each measured itself, after it was seen to have read as many items as there are.
//! What a peer needs and is not there is told, and the peer is left out.

mod gsoap;
mod python;

use std::env::current_exe;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::cli::{Cli, Extra};
use crate::message::Message;
use crate::report::Row;
use crate::subject::{Kind, Subject};
use crate::worker::Timed;

/// The most items that they are given: the slowest reads one megabyte in a second.
const MOST_ITEMS: usize = 10_000;
/// How long each measures, in milliseconds.
const MILLISECONDS: &str = "1500";

/// A peer that was asked for.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// The program and its first arguments; the message and the time follow.
    program: Vec<PathBuf>,
    folder: PathBuf,
}

/// What makes a peer ready in a folder of its own: its program, and its first arguments.
type Prepare = fn(&Path) -> Result<Vec<PathBuf>>;

const PEERS: [(&str, Extra, Prepare); 3] = [
    ("gsoap", Extra::Gsoap, gsoap::prepare),
    ("libxml2", Extra::Libxml2, python::libxml2),
    ("xsdata", Extra::Xsdata, python::xsdata),
];

/// What a peer says.
#[derive(Deserialize)]
struct Said {
    name: String,
    items: usize,
    best: f64,
    median: f64,
    rounds: usize,
}

/// Makes ready the peers that were asked for; what cannot be goes to `skipped`.
pub(crate) fn prepare(cli: &Cli, skipped: &mut Vec<String>) -> Result<Vec<Peer>> {
    let mut peers = Vec::new();
    for (name, extra, prepare) in PEERS {
        if cli.has(extra) {
            eprintln!("{name}: made ready");
            let folder = folder()?.join(name);
            fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
            match prepare(&folder) {
                Ok(program) => peers.push(Peer { name, program, folder }),
                Err(why) => skipped.push(format!("{name}: {why:#}")),
            }
        }
    }
    Ok(peers)
}

impl Peer {
    /// Whether it can be given a subject.
    pub(crate) fn takes(&self, subject: Subject) -> bool {
        subject.kind == Kind::Personas && (1..=MOST_ITEMS).contains(&subject.items)
    }

    /// What it measures with a message.
    pub(crate) fn rows(&self, subject: Subject) -> Result<Vec<Row>> {
        let message = folder()?.join(format!("{subject}.xml"));
        fs::write(&message, Message::new(subject).xml).with_context(|| message.display().to_string())?;
        let [program, arguments @ ..] = self.program.as_slice() else { bail!("{} has no program", self.name) };
        let mut command = Command::new(program);
        command.current_dir(&self.folder).args(arguments).arg(message).arg(MILLISECONDS).stderr(Stdio::inherit());
        let output = command.output().with_context(|| format!("{command:?}"))?;
        ensure!(output.status.success(), "{} failed with {subject}", self.name);
        String::from_utf8(output.stdout)?.lines().map(|line| row(line, subject)).collect()
    }
}

fn row(line: &str, subject: Subject) -> Result<Row> {
    let Said { name, items, best, median, rounds } = serde_json::from_str(line).with_context(|| line.to_owned())?;
    ensure!(items == subject.items, "{name} found {items} items in {subject}");
    Ok(Row { time: Some(Timed { best, median, times_loop: None, rounds }), ..Row::named(name) })
}

/// Where programs and messages are written: `target/bench`.
fn folder() -> Result<PathBuf> {
    let own = current_exe()?;
    Ok(own.parent().and_then(Path::parent).context("the program is in no target folder")?.join("bench"))
}

/// A file of the package.
fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether a file is younger than what it is made of.
fn is_fresh(made: &Path, of: &[PathBuf]) -> bool {
    let date = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    made.exists() && of.iter().all(|source| date(source) < date(made))
}

/// Runs a tool; `package` is where it comes from.
fn tool(command: &mut Command, package: &str) -> Result<()> {
    let name = command.get_program().display().to_string();
    let output = command.output().with_context(|| format!("{name} is not installed ({package})"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last: Vec<_> = said.trim().lines().rev().take(3).collect();
    ensure!(output.status.success(), "{name} failed: {}", last.into_iter().rev().collect::<Vec<_>>().join(" / "));
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::process::Command;

    use super::{row, tool};
    use crate::subject::Subject;

    #[test]
    fn a_peer_that_read_something_else_is_refused() {
        let line = r#"{"name": "gsoap", "items": 3, "best": 0.5, "median": 0.75, "rounds": 4}"#;
        let read = row(line, Subject::personas(3)).unwrap();
        assert_eq!((read.name.as_str(), read.time.unwrap().best), ("gsoap", 0.5));
        assert!(row(line, Subject::personas(4)).is_err());
    }

    #[test]
    fn a_tool_that_is_not_there_is_told_with_its_package() {
        let why = tool(&mut Command::new("a-tool-that-nobody-has"), "Debian: tools").unwrap_err();
        assert!(why.to_string().contains("a-tool-that-nobody-has is not installed (Debian: tools)"), "{why}");
    }
}
