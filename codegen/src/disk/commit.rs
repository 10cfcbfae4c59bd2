//! Changes of files, all of them or none: changes come in, and either all are made or everything is as it was.
//!
//! What is new is first written into a temporary folder beside, which is also the lock that keeps other runs away. Then each file
//! gets into its place, or out of it, by one renaming; if one fails, those before it are undone. A file that has changed since it was
//! looked at, or come into being, is a failure.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::folder::or_current;
use super::obstacle::OutputError;
use super::survey::Change;

/// The name of the temporary folder.
pub(super) const STAGE: &str = ".wsdl-codegen-output";

/// How long to wait for another run.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// What is about to be done, for tests to let it fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'s> {
    /// New content is written aside.
    Prepare(&'s Path),
    /// A file gets into its place, or out of it.
    Change(&'s Path),
    /// A change is undone.
    Undo(&'s Path),
}

/// Is asked before each step.
pub(super) type Gate<'g> = &'g dyn Fn(Step<'_>) -> io::Result<()>;

/// The temporary folder. When it goes, so do the folders that were made for it and are empty.
#[derive(Debug)]
pub(super) struct Stage {
    root: PathBuf,
    folder: PathBuf,
    /// Whether the folder is ours.
    is_open: bool,
    /// The folders that did not exist before, outer ones first.
    made: Vec<PathBuf>,
    /// The temporary files.
    files: Vec<PathBuf>,
}

impl Stage {
    /// Makes the folder, and `root` around it. While it exists no other run gets here.
    pub(super) fn open(root: &Path, patience: Duration) -> Result<Self, OutputError> {
        let folder = root.join(STAGE);
        let mut stage = Self { root: root.to_owned(), folder, is_open: false, made: Vec::new(), files: Vec::new() };
        let end = Instant::now() + patience;
        loop {
            stage.make(root).map_err(OutputError::io("make the folder", root))?;
            match fs::create_dir(&stage.folder) {
                Ok(()) => {
                    stage.is_open = true;
                    return Ok(stage);
                }
                Err(error) if Instant::now() < end && is_passing(&error) => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(OutputError::Busy(stage.folder.clone()));
                }
                Err(error) => return Err(OutputError::io("make the folder", &stage.folder)(error)),
            }
        }
    }

    /// Makes a folder and those above it, where they do not exist.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !or_current(folder).exists()).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Makes all changes.
    ///
    /// # Errors
    /// When one fails; then none is made, unless the error says so.
    pub(super) fn apply(&mut self, changes: &[Change], gate: Gate<'_>) -> Result<(), OutputError> {
        for (index, change) in changes.iter().enumerate() {
            self.prepare(index, change, gate).map_err(OutputError::io("write", &change.file))?;
        }
        for (index, change) in changes.iter().enumerate() {
            if let Err(error) = gate(Step::Change(&change.file)).and_then(|()| self.carry_out(index, change)) {
                let action = if change.wanted.is_some() { "write" } else { "remove" };
                let cause = OutputError::io(action, &change.file)(error);
                return Err(self.undo(&changes[..index], cause, gate));
            }
        }
        self.remove_emptied(changes);
        Ok(())
    }

    /// Removes what is temporary.
    ///
    /// # Errors
    /// When that fails: no other run gets here until it is done by hand.
    pub(super) fn close(mut self) -> Result<(), OutputError> {
        self.sweep().map_err(|error| OutputError::Left { folder: self.folder.clone(), error })
    }

    fn temporary(&mut self, kind: &str, index: usize) -> PathBuf {
        let file = self.folder.join(format!("{kind}-{index}"));
        self.files.push(file.clone());
        file
    }

    /// Puts the new content aside, and for a file that is to be replaced the old one.
    fn prepare(&mut self, index: usize, change: &Change, gate: Gate<'_>) -> io::Result<()> {
        let (new, old) = (self.temporary("new", index), self.temporary("old", index));
        gate(Step::Prepare(&change.file))?;
        let Some(wanted) = &change.wanted else { return Ok(()) };
        let mut file = fs::File::create_new(&new)?;
        file.write_all(wanted)?;
        if change.found.is_some() {
            file.set_permissions(fs::metadata(&change.file)?.permissions())?;
            duplicate(&change.file, &old)?;
        }
        // Some file systems find only now that there is no room.
        file.sync_all()?;
        if let Some(folder) = change.file.parent() {
            self.make(folder)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, index: usize, change: &Change) -> io::Result<()> {
        let (new, old) = (self.folder.join(format!("new-{index}")), self.folder.join(format!("old-{index}")));
        if let Some(found) = &change.found {
            check(&change.file, found)?;
        }
        match (&change.found, &change.wanted) {
            (Some(_), None) => fs::rename(&change.file, old),
            (Some(_), Some(_)) => fs::rename(new, &change.file),
            (None, _) => place(&new, &change.file),
        }
    }

    /// Undoes changes, the last one first.
    fn undo(&mut self, changes: &[Change], cause: OutputError, gate: Gate<'_>) -> OutputError {
        let mut torn = Vec::new();
        for (index, change) in changes.iter().enumerate().rev() {
            let old = self.folder.join(format!("old-{index}"));
            let undone = gate(Step::Undo(&change.file)).and_then(|()| match (&change.found, &change.wanted) {
                (None, _) => fs::remove_file(&change.file),
                (Some(_), Some(_)) => fs::rename(&old, &change.file),
                (Some(_), None) => place(&old, &change.file),
            });
            if undone.is_err() {
                // What is in there is all that is left of the file.
                self.files.retain(|file| *file != old);
                torn.push((change.file.clone(), change.found.is_some().then_some(old)));
            }
        }
        if torn.is_empty() { cause } else { OutputError::Torn { cause: Box::new(cause), files: torn } }
    }

    /// Removes the folders that have lost their last file.
    fn remove_emptied(&self, changes: &[Change]) {
        for removed in changes.iter().filter(|change| change.wanted.is_none()) {
            let folders = removed.file.ancestors().skip(1).take_while(|folder| **folder != *self.root);
            // One that holds something else stays, as do those above it.
            let _ = folders.map(fs::remove_dir).find(Result::is_err);
        }
    }

    fn sweep(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.is_open) {
            return Ok(());
        }
        for file in self.files.drain(..) {
            match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::remove_dir(&self.folder)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.sweep();
        for folder in self.made.iter().rev() {
            // Those that hold anything stay.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether another run is the reason: it holds the folder, or has just removed the one around it.
fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound)
}

/// A second name for a file, or where the system has none, a copy.
fn duplicate(file: &Path, other: &Path) -> io::Result<()> {
    fs::hard_link(file, other).or_else(|_| fs::copy(file, other).map(|_| ()))
}

/// Moves a file to a place where none is. Where the system has second names, one that has come into being is never overwritten.
fn place(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && fs::symlink_metadata(to).is_err() => {
            fs::rename(from, to)
        }
        done => done,
    }
}

/// Makes sure that a file is what it was.
fn check(file: &Path, found: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(file)?.is_file() && fs::read(file)? == found {
        return Ok(());
    }
    Err(io::Error::other("it has been changed since it was looked at"))
}
