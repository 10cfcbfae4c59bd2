//! The journal of restoring: a file beside the input that says what was done, a JSON value a line.
//!
//! ```text
//! {"began":{"mailbox":"kim@example.com","server":"https://…","input":"kim@example.com.json","time":"2026-11-29T21:40:00Z"}}
//! {"done":{"add-group":{"name":"Friends","kind":"user"}}}
//! {"removing":{"remove-group":{"name":"Old","kind":"user"}}}
//! {"ended":{"time":"2026-11-29T21:41:00Z","missing":0}}
//! ```
//!
//! What is going to be taken away is on the disk before it is, with all that it takes to put it back. A line that was cut off by a kill
//! is passed over. The journal goes when everything was done and nothing was taken away; else it stays, and the next run goes on in it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Step;

/// Why there is no journal.
#[derive(Debug, Error)]
#[error("the journal {0} cannot be written: {1}")]
pub struct JournalError(PathBuf, io::Error);

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// A run began.
    Began {
        /// The mailbox; absent for that of whoever signed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mailbox: Option<String>,
        /// The server.
        server: String,
        /// The file that is restored.
        input: String,
        /// When, by the clock of the caller: RFC 3339.
        time: String,
    },
    /// A step was made.
    Done(Step),
    /// A step that takes something away is going to be made.
    Removing(Step),
    /// A run came to its end.
    Ended {
        /// When.
        time: String,
        /// How many steps could not be made.
        missing: usize,
    },
}

impl Entry {
    fn is_about_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Began { mailbox: a, server: b, .. }, Self::Began { mailbox, server, .. }) => {
                (a, b) == (mailbox, server)
            }
            _ => false,
        }
    }
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// How many steps earlier runs made since the last one that came to its end.
    pub earlier: usize,
    removed: bool,
}

impl Journal {
    /// The journal of restoring a file: `FILE.journal`.
    #[must_use]
    pub fn beside(input: &Path) -> PathBuf {
        let mut name = input.file_name().unwrap_or_default().to_owned();
        name.push(".journal");
        input.with_file_name(name)
    }

    /// Opens a journal, or begins one.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open(path: &Path, began: &Entry) -> Result<Self, JournalError> {
        let opened = open(path).map_err(|error| JournalError(path.to_owned(), error))?;
        let (file, text) = opened;
        let entries: Vec<Entry> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let unfinished = entries.rsplit(|entry| matches!(entry, Entry::Ended { .. })).next().unwrap_or_default();
        let same =
            unfinished.iter().all(|entry| !matches!(entry, Entry::Began { .. }) || entry.is_about_the_same(began));
        let earlier = unfinished.iter().filter(|entry| same && matches!(entry, Entry::Done(_))).count();
        let removed = entries.iter().any(|entry| matches!(entry, Entry::Removing(_)));
        let mut journal = Self { path: path.to_owned(), file, earlier, removed };
        journal.write(began)?;
        Ok(journal)
    }

    /// A step is going to be made. One that takes away is on the disk when this returns.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(&mut self, step: &Step) -> Result<(), JournalError> {
        if step.takes_away() {
            self.removed = true;
            self.write(&Entry::Removing(step.clone()))?;
            self.file.sync_data().map_err(|error| JournalError(self.path.clone(), error))?;
        }
        Ok(())
    }

    /// A step was made.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn done(&mut self, step: &Step) -> Result<(), JournalError> {
        self.write(&Entry::Done(step.clone()))
    }

    /// The run came to its end. Where the journal is, unless it is gone because nobody needs it.
    ///
    /// # Errors
    /// The file cannot be written or removed.
    pub fn end(mut self, time: &str, missing: usize) -> Result<Option<PathBuf>, JournalError> {
        if missing == 0 && !self.removed {
            return match fs::remove_file(&self.path) {
                Ok(()) => Ok(None),
                // Another run of the same file came to its end first.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(JournalError(self.path, error)),
            };
        }
        self.write(&Entry::Ended { time: time.to_owned(), missing })?;
        Ok(Some(self.path))
    }

    fn write(&mut self, entry: &Entry) -> Result<(), JournalError> {
        let written = serde_json::to_string(entry).map_err(io::Error::from);
        let written = written.and_then(|line| self.file.write_all(format!("{line}\n").as_bytes()));
        written.map_err(|error| JournalError(self.path.clone(), error))
    }
}

/// The file, at its end, and what is in it. A line that was cut off is ended.
fn open(path: &Path) -> io::Result<(File, String)> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    file.seek(SeekFrom::End(0))?;
    if bytes.last().is_some_and(|last| *last != b'\n') {
        file.write_all(b"\n")?;
    }
    Ok((file, String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Entry, Journal};
    use crate::list::{Group, GroupKind};
    use crate::restore::Step;
    use std::io::Write as _;

    fn began() -> Entry {
        Entry::Began { mailbox: None, server: "s".to_owned(), input: "i".to_owned(), time: "t".to_owned() }
    }

    #[test]
    fn a_killed_run_is_gone_on_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = Journal::beside(&folder.path().join("a.json"));
        let group = Group { name: "Zoë".to_owned(), kind: GroupKind::User, smtp: None, members: Vec::new() };
        let (add, remove) = (Step::AddGroup(group.clone()), Step::RemoveGroup(group));
        let mut journal = Journal::open(&path, &began()).unwrap();
        journal.begin(&add).unwrap();
        journal.done(&add).unwrap();
        drop(journal);
        // Killed in the middle of a line, and of a character.
        let mut file = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(b"{\"done\":{\"add-group\":{\"name\":\"Zo\xC3").unwrap();
        let mut journal = Journal::open(&path, &began()).unwrap();
        assert_eq!(journal.earlier, 1);
        journal.done(&add).unwrap();
        drop(journal);
        let journal = Journal::open(&path, &began()).unwrap();
        assert_eq!(journal.earlier, 2);
        assert_eq!(journal.end("t", 0).unwrap(), None);
        assert!(!path.exists());

        let mut journal = Journal::open(&path, &began()).unwrap();
        journal.begin(&remove).unwrap();
        assert_eq!(journal.end("t", 0).unwrap(), Some(path.clone()));
        assert!(std::fs::read_to_string(&path).unwrap().contains(r#"{"removing":{"remove-group":{"name":"Zoë""#));
    }
}
