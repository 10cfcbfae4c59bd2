//! Files that were made elsewhere, as they are there: bytes and what was written before come in, and the folder is made equal to them.
//!
//! Invariant: a file is changed or removed only if it is what was written before, or if that is asked for; all files are written or none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::io;
use std::path::Path;

use super::commit::{PATIENCE, Stage};
use super::folder::names;
use super::obstacle::{OutputError, Reason};
use super::output::{Mode, Synced, compared, passable};
use super::survey::look::link;
use super::survey::{Change, Survey};

/// What a file holds, as far as those know who wrote it before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// What was written.
    Same,
    /// Something else than what was written.
    Edited,
    /// Nothing was written there.
    Unknown,
}

/// Files, and what they replace.
pub struct Replica<'r> {
    /// The folder.
    pub root: &'r Path,
    /// What is to be there, by name.
    pub files: &'r BTreeMap<String, Vec<u8>>,
    /// The names of the files that were written before: those that are not to be there any more are removed.
    pub former: &'r BTreeSet<String>,
    /// What a file of this name that holds these bytes is.
    pub held: &'r dyn Fn(&str, &[u8]) -> Held,
    /// Whether also those files are overwritten and removed that hold something else.
    pub force: bool,
}

/// Compares the folder with the files, and in [`Mode::Write`] makes it equal to them, all of them or none.
///
/// # Errors
/// When something else is in the way, or a file cannot be read, written or removed. Everything is as it was, unless the error says otherwise.
pub fn sync_replica(replica: &Replica<'_>, mode: Mode) -> Result<Synced, OutputError> {
    let survey = replica.survey()?;
    if mode == Mode::Check || survey.is_done() {
        return Ok(compared(&survey));
    }
    passable(&survey)?;
    let mut stage = Stage::open(replica.root, PATIENCE)?;
    let survey = replica.survey()?;
    passable(&survey)?;
    stage.apply(&survey.changes, &|_| Ok(()))?;
    stage.close()?;
    Ok(compared(&survey))
}

impl Replica<'_> {
    fn survey(&self) -> Result<Survey, OutputError> {
        let mut survey = Survey::default();
        survey.root(self.root, self.files.keys().chain(self.former));
        if survey.obstacles.is_empty() {
            for (name, bytes) in self.files {
                self.look(name, Some(bytes), &mut survey).map_err(OutputError::io("read", self.root.join(name)))?;
            }
            for name in self.former.iter().filter(|name| !self.files.contains_key(*name)) {
                self.look(name, None, &mut survey).map_err(OutputError::io("read", self.root.join(name)))?;
            }
        }
        survey.changes.sort_by_key(|change| change.wanted.is_some());
        Ok(survey)
    }

    /// Looks at a file that is to hold this, or to go.
    fn look(&self, name: &str, wanted: Option<&Vec<u8>>, survey: &mut Survey) -> io::Result<()> {
        let file = self.root.join(name);
        let metadata = match std::fs::symlink_metadata(&file) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.absent(name, wanted, survey),
            Err(error) => return Err(error),
        };
        if let Some(reason) = refusal(&file, &metadata) {
            survey.obstruct(&file, reason);
            return Ok(());
        }
        let found = std::fs::read(&file)?;
        let held = (self.held)(name, &found);
        match held {
            _ if wanted == Some(&found) => survey.unchanged += 1,
            _ if metadata.permissions().readonly() => survey.obstruct(&file, Reason::ReadOnly),
            Held::Edited if !self.force => survey.obstruct(&file, Reason::Edited),
            Held::Unknown if !self.force => survey.obstruct(&file, Reason::NotFetched),
            _ => survey.changes.push(Change { file, found: Some(found), wanted: wanted.cloned() }),
        }
        Ok(())
    }

    /// A file that is not there, unless one is of the same name but for upper and lower case.
    fn absent(&self, name: &str, wanted: Option<&Vec<u8>>, survey: &mut Survey) -> io::Result<()> {
        let Some(wanted) = wanted else { return Ok(()) };
        let is_twin = |other: &&String| other.to_lowercase() == name.to_lowercase() && !self.former.contains(*other);
        match names(self.root)?.iter().find(is_twin) {
            Some(twin) => survey.obstruct(&self.root.join(twin), Reason::Case(name.to_owned())),
            None => {
                let wanted = Some(wanted.clone());
                survey.changes.push(Change { file: self.root.join(name), found: None, wanted });
            }
        }
        Ok(())
    }
}

/// Why what is there can be neither changed nor removed, if so.
fn refusal(file: &Path, metadata: &Metadata) -> Option<Reason> {
    match metadata {
        _ if metadata.is_dir() => Some(Reason::Folder),
        _ if metadata.is_symlink() => Some(link(file)),
        _ if !metadata.is_file() => Some(Reason::Special),
        _ => None,
    }
}
