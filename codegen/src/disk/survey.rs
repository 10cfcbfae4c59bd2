//! What is to be done: the output and the disk come in, changes and obstacles go out. Nothing is written here.
//!
//! Invariant: a change of a file that exists is a change of a file of ours, that is no input, no link, not behind a link below the
//! output's folder, and can be written.

pub(super) mod look;
mod unwanted;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::crate_folder;
use super::folder::{names, or_current};
use super::manifest::Lacking;
use super::obstacle::{Obstacle, OutputError, Reason};
use super::owner::Owner;
use crate::layout::Files;
use look::{Above, Found, file_name, link};

/// Output, and where it belongs.
#[derive(Debug)]
pub(super) struct Place<'p> {
    pub(super) root: &'p Path,
    pub(super) files: &'p Files,
    /// Whether the output is one module in one file.
    pub(super) single: bool,
    /// The documents that it is made from.
    pub(super) inputs: &'p [PathBuf],
}

/// A file that is to be written, rewritten or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) file: PathBuf,
    /// What it holds; `None` if it does not exist.
    pub(super) found: Option<Vec<u8>>,
    /// What it is to hold; `None` if it is to go.
    pub(super) wanted: Option<Vec<u8>>,
}

/// Everything to be done, and what forbids it.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// What goes comes first: on systems that do not tell upper from lower case, it may have the name of what comes.
    pub(super) changes: Vec<Change>,
    pub(super) unchanged: usize,
    pub(super) obstacles: BTreeMap<PathBuf, Reason>,
    pub(super) lacking: Option<Lacking>,
}

impl Survey {
    /// Looks at the place.
    ///
    /// # Errors
    /// When something there cannot be read.
    pub(super) fn of(place: &Place<'_>) -> Result<Self, OutputError> {
        let surveyor = Surveyor {
            place,
            owner: Owner::of(place.files),
            inputs: place.inputs.iter().filter_map(|input| std::fs::canonicalize(input).ok()).collect(),
        };
        let mut survey = Self::default();
        survey.root(place.root, place.files.keys());
        if survey.obstacles.is_empty() {
            surveyor.survey(&mut survey)?;
        }
        survey.changes.sort_by_key(|change| change.wanted.is_some());
        Ok(survey)
    }

    /// What is in the way, in order.
    pub(super) fn obstacles(&self) -> Vec<Obstacle> {
        let obstacle = |(file, reason): (&PathBuf, &Reason)| Obstacle { file: file.clone(), reason: reason.clone() };
        self.obstacles.iter().map(obstacle).collect()
    }

    /// Whether nothing is to be done.
    pub(super) fn is_done(&self) -> bool {
        self.changes.is_empty() && self.obstacles.is_empty()
    }

    pub(super) fn obstruct(&mut self, file: &Path, reason: Reason) {
        self.obstacles.entry(file.to_owned()).or_insert(reason);
    }

    /// The folder itself, which may be a link or behind one, and the next one above it that exists.
    pub(super) fn root<'n>(&mut self, root: &Path, names: impl Iterator<Item = &'n String>) {
        for folder in root.ancestors().map(or_current) {
            match (std::fs::metadata(folder), std::fs::symlink_metadata(folder)) {
                (Ok(found), _) if found.is_dir() => break,
                (Ok(_), _) => return self.obstruct(folder, Reason::File),
                (Err(_), Ok(_)) => return self.obstruct(folder, link(folder)),
                (Err(_), Err(_)) => {}
            }
        }
        for name in names.filter(|name| !is_below(name)) {
            self.obstruct(&root.join(name), Reason::Outside);
        }
    }
}

/// Whether a name is that of a file below the output's folder.
fn is_below(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

struct Surveyor<'s> {
    place: &'s Place<'s>,
    owner: Owner,
    inputs: BTreeSet<PathBuf>,
}

impl Surveyor<'_> {
    fn survey(&self, survey: &mut Survey) -> Result<(), OutputError> {
        if self.place.files.contains_key(crate_folder::MANIFEST) {
            crate_folder::survey(self.place, &self.owner, survey)?;
        }
        for (name, text) in self.place.files.iter().filter(|(name, _)| *name != crate_folder::MANIFEST) {
            let file = self.place.root.join(name);
            self.wanted(name, text, survey).map_err(OutputError::io("read", file))?;
        }
        if !self.place.single {
            self.unwanted(survey)?;
        }
        Ok(())
    }

    /// A file of the output.
    fn wanted(&self, name: &str, text: &str, survey: &mut Survey) -> io::Result<()> {
        let file = self.place.root.join(name);
        let found = match self.above(&file) {
            Above::Blocked(at, reason) => {
                survey.obstruct(&at, reason);
                return Ok(());
            }
            Above::Link(at) => match self.look(name, &file, text)? {
                Found::Same => Found::Same,
                _ => {
                    survey.obstruct(&at, link(&at));
                    return Ok(());
                }
            },
            Above::Plain => self.look(name, &file, text)?,
        };
        let change = |found| Change { file: file.clone(), found, wanted: Some(text.as_bytes().to_vec()) };
        match found {
            Found::Same => survey.unchanged += 1,
            Found::Blocked(reason) => survey.obstruct(&file, reason),
            Found::Other(found) => survey.changes.push(change(Some(found))),
            Found::Nothing => match self.twin(name, &file)? {
                Some(twin) => survey.obstruct(&twin, Reason::Case(file_name(&file))),
                None => survey.changes.push(change(None)),
            },
        }
        Ok(())
    }

    /// A file that is not ours, of the same name but for upper and lower case.
    fn twin(&self, name: &str, file: &Path) -> io::Result<Option<PathBuf>> {
        let (folder, own) = (file.parent().unwrap_or(Path::new("")), file_name(file));
        for other in names(folder)? {
            let twin = folder.join(&other);
            if other != own
                && other.to_lowercase() == own.to_lowercase()
                && twin.is_file()
                && !self.is_ours(name, &twin)?
            {
                return Ok(Some(twin));
            }
        }
        Ok(None)
    }
}
