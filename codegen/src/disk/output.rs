//! Output on disk: one function writes it, checks it and says how it differs.

use std::fmt;
use std::path::{Path, PathBuf};

use super::commit::{Gate, PATIENCE, Stage};
use super::manifest::Lacking;
use super::obstacle::{Obstacle, OutputError};
use super::survey::{Change, Place, Survey};
use crate::layout::Files;

/// What to do about differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Make the files on disk equal the output.
    Write,
    /// Leave them alone.
    Check,
}

/// A file that differs from the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The file has other content; the first line that differs, from 1.
    Stale(PathBuf, usize),
    /// The file does not exist.
    Missing(PathBuf),
    /// The file is ours, but not part of the output.
    Extra(PathBuf),
    /// The file would have to be changed, and must not be. Only [`Mode::Check`] tells it so; in [`Mode::Write`] it is an error.
    InTheWay(Obstacle),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale(file, line) => write!(f, "stale: {}:{line}", file.display()),
            Self::Missing(file) => write!(f, "missing: {}", file.display()),
            Self::Extra(file) => write!(f, "extra: {}", file.display()),
            Self::InTheWay(obstacle) => write!(f, "in the way: {obstacle}"),
        }
    }
}

/// How the disk compared with the output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synced {
    /// What differed, in order; in [`Mode::Write`] it does no more.
    pub differences: Vec<Difference>,
    /// How many files of the output were there already. A `Cargo.toml` that exists is one of them, whatever is in it.
    pub unchanged: usize,
    /// What a `Cargo.toml` that exists lacks. It is never rewritten.
    pub lacking: Option<Lacking>,
}

/// Compares the files under `folder` with the output, and in [`Mode::Write`] makes them equal, all of them or none.
///
/// Changed and removed are only files that we wrote (their first line says so, or a module of ours embeds them), that are none of the
/// `inputs`, that may be written, and that no link below `folder` leads to. What is not ours is left alone where it does not stand in the
/// place of the output.
///
/// # Errors
/// When something else is in the way of the output, or a file cannot be read, written or removed. Everything is as it was, unless
/// the error says otherwise.
pub fn sync(folder: &Path, files: &Files, inputs: &[PathBuf], mode: Mode) -> Result<Synced, OutputError> {
    synced(&Place { root: folder, files, single: false, inputs }, mode, &|_| Ok(()))
}

/// The same for one module in one file.
///
/// # Errors
/// As [`sync`].
pub fn sync_file(file: &Path, text: &str, inputs: &[PathBuf], mode: Mode) -> Result<Synced, OutputError> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let files = Files::from([(name, text.to_owned())]);
    let root = file.parent().unwrap_or(Path::new(""));
    synced(&Place { root, files: &files, single: true, inputs }, mode, &|_| Ok(()))
}

/// Compares, and writes if that is asked for.
pub(super) fn synced(place: &Place<'_>, mode: Mode, gate: Gate<'_>) -> Result<Synced, OutputError> {
    let survey = Survey::of(place);
    if mode == Mode::Check {
        return Ok(compared(&survey?));
    }
    // Where another run is at work, files go while they are read: what fails now may not fail once it is done.
    if let Ok(survey) = survey {
        if survey.is_done() {
            return Ok(compared(&survey));
        }
        passable(&survey)?;
    }
    let mut stage = Stage::open(place.root, PATIENCE)?;
    let survey = Survey::of(place)?;
    passable(&survey)?;
    stage.apply(&survey.changes, gate)?;
    stage.close()?;
    Ok(compared(&survey))
}

pub(super) fn passable(survey: &Survey) -> Result<(), OutputError> {
    let obstacles = survey.obstacles();
    if obstacles.is_empty() { Ok(()) } else { Err(OutputError::InTheWay(obstacles)) }
}

pub(super) fn compared(survey: &Survey) -> Synced {
    let obstacles = survey.obstacles().into_iter().map(Difference::InTheWay);
    let mut differences: Vec<Difference> = survey.changes.iter().map(difference).chain(obstacles).collect();
    differences.sort();
    Synced { differences, unchanged: survey.unchanged, lacking: survey.lacking.clone() }
}

fn difference(change: &Change) -> Difference {
    let file = change.file.clone();
    match (&change.found, &change.wanted) {
        (Some(found), Some(wanted)) => {
            let lossy = |bytes| String::from_utf8_lossy(bytes);
            Difference::Stale(file, first_difference(&lossy(found), &lossy(wanted)))
        }
        (None, _) => Difference::Missing(file),
        (Some(_), None) => Difference::Extra(file),
    }
}

fn first_difference(found: &str, wanted: &str) -> usize {
    let mut lines = wanted.split_inclusive('\n');
    found.split_inclusive('\n').take_while(|found| lines.next() == Some(found)).count() + 1
}
