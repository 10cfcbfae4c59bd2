//! The files of ours that the output has no more.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::look::{Above, file_name, link};
use super::{Change, Survey, Surveyor};
use crate::disk::folder::{Folder, names};
use crate::disk::obstacle::{OutputError, Reason};
use crate::disk::owner::Form;

impl Surveyor<'_> {
    /// The files of ours that the output has no more.
    pub(super) fn unwanted(&self, survey: &mut Survey) -> Result<(), OutputError> {
        let wanted: BTreeSet<PathBuf> = self.place.files.keys().map(|name| self.place.root.join(name)).collect();
        for folder in self.folders()? {
            let failed = || OutputError::io("read", &folder);
            for name in Folder::read(&folder, &self.owner).and_then(|found| found.ours(&self.owner)).map_err(failed())?
            {
                let file = folder.join(name);
                let is_other = stands_for_another(&file, &wanted).map_err(failed())?;
                if !wanted.contains(&file) && !self.is_input(&file) && !is_other {
                    self.remove(file, survey)?;
                }
            }
        }
        Ok(())
    }

    fn remove(&self, file: PathBuf, survey: &mut Survey) -> Result<(), OutputError> {
        if let Above::Link(at) = self.above(&file) {
            survey.obstruct(&at, link(&at));
            return Ok(());
        }
        let read = std::fs::metadata(&file).and_then(|metadata| Ok((metadata, std::fs::read(&file)?)));
        let (metadata, found) = read.map_err(OutputError::io("read", &file))?;
        if metadata.permissions().readonly() {
            survey.obstruct(&file, Reason::ReadOnly);
        } else {
            survey.changes.push(Change { file, found: Some(found), wanted: None });
        }
        Ok(())
    }

    /// The folders with modules: the output's, and those of versions that an earlier output had.
    fn folders(&self) -> Result<BTreeSet<PathBuf>, OutputError> {
        let is_module = |text: &str| self.owner.form(text.lines().next().unwrap_or_default()) == Some(Form::Module);
        let modules = self.place.files.iter().filter(|(_, text)| is_module(text));
        let parent = |(name, _): (&String, &String)| Some(self.place.root.join(Path::new(name).parent()?));
        let mut folders: BTreeSet<PathBuf> = modules.filter_map(parent).collect();
        for folder in folders.clone() {
            let failed = || OutputError::io("read", &folder);
            for version in Folder::read(&folder, &self.owner).map_err(failed())?.versions() {
                if Folder::read(&version, &self.owner).map_err(failed())?.has("mod.rs") {
                    folders.insert(version);
                }
            }
        }
        Ok(folders)
    }
}

/// Whether, on a system that does not tell upper from lower case, a file is one of those that are wanted: that one is there, but not
/// by its own name.
fn stands_for_another(file: &Path, wanted: &BTreeSet<PathBuf>) -> io::Result<bool> {
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    match wanted.iter().find(|wanted| lower(wanted) == lower(file)) {
        Some(alike) if std::fs::symlink_metadata(alike).is_ok() => {
            Ok(!names(alike.parent().unwrap_or(Path::new("")))?.contains(&file_name(alike)))
        }
        _ => Ok(false),
    }
}
