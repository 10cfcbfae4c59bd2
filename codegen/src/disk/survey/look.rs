//! A file as it is on disk, beside what belongs there: whether it may be changed comes out, and if not, why.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use super::Surveyor;
use crate::disk::folder::{DOCUMENTS, Folder, headed};
use crate::disk::obstacle::Reason;
use crate::disk::owner::{Form, first_line, other_tool};

/// What there is where a file belongs.
pub(super) enum Found {
    Nothing,
    Same,
    Other(Vec<u8>),
    Blocked(Reason),
}

/// What is between the output's folder and a file.
pub(super) enum Above {
    Plain,
    /// Through a link, which is fine as long as nothing changes behind it.
    Link(PathBuf),
    Blocked(PathBuf, Reason),
}

impl Surveyor<'_> {
    /// Looks at a file of the output.
    pub(super) fn look(&self, name: &str, file: &Path, text: &str) -> io::Result<Found> {
        let metadata = match std::fs::symlink_metadata(file) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        if is_same(file, text)? {
            return Ok(Found::Same);
        }
        Ok(match self.refusal(name, file, &metadata)? {
            Some(reason) => Found::Blocked(reason),
            None => Found::Other(std::fs::read(file)?),
        })
    }

    /// Why what there is must not be changed, if so.
    fn refusal(&self, name: &str, file: &Path, metadata: &Metadata) -> io::Result<Option<Reason>> {
        if metadata.is_dir() {
            return Ok(Some(Reason::Folder));
        }
        if metadata.is_symlink() {
            return Ok(Some(link(file)));
        }
        if !metadata.is_file() {
            return Ok(Some(Reason::Special));
        }
        if self.is_input(file) {
            return Ok(Some(Reason::Input));
        }
        if !self.is_ours(name, file)? {
            let line = first_line(file)?;
            let is_other = self.owner.form(&line).is_some();
            let tool = other_tool(&line).map(str::to_owned);
            return Ok(Some(if is_other { Reason::OtherOutput } else { Reason::NotOurs(tool) }));
        }
        Ok(metadata.permissions().readonly().then_some(Reason::ReadOnly))
    }

    /// Whether the output is made from this file.
    pub(super) fn is_input(&self, file: &Path) -> bool {
        std::fs::canonicalize(file).is_ok_and(|file| self.inputs.contains(&file))
    }

    /// Whether we wrote the file that stands where `name` belongs.
    pub(super) fn is_ours(&self, name: &str, file: &Path) -> io::Result<bool> {
        let form = if self.place.single { Some(Form::Single) } else { headed(&file_name(Path::new(name))) };
        if form.is_some() && self.owner.form(&first_line(file)?) == form {
            return Ok(true);
        }
        match Path::new(name).parent() {
            Some(documents) if documents.ends_with(DOCUMENTS) && !self.place.single => {
                let folder = self.place.root.join(documents.parent().unwrap_or(Path::new("")));
                Ok(Folder::read(&folder, &self.owner)?.embeds(&file_name(file)))
            }
            _ => Ok(false),
        }
    }

    /// The folders between the output's and the file.
    pub(super) fn above(&self, file: &Path) -> Above {
        let below = file.parent().and_then(|folder| folder.strip_prefix(self.place.root).ok());
        let mut folder = self.place.root.to_owned();
        let mut through = None;
        for part in below.into_iter().flat_map(Path::components) {
            folder.push(part);
            let Ok(found) = std::fs::symlink_metadata(&folder) else { break };
            if found.is_symlink() && through.is_none() {
                through = Some(folder.clone());
            }
            if !found.is_symlink() && !found.is_dir() {
                return Above::Blocked(folder, Reason::File);
            }
            if found.is_symlink() && !folder.is_dir() {
                let reason = link(&folder);
                return Above::Blocked(folder, reason);
            }
        }
        through.map_or(Above::Plain, Above::Link)
    }
}

/// Whether a file holds the text. Its length is asked first: what is not ours may be large.
fn is_same(file: &Path, text: &str) -> io::Result<bool> {
    match std::fs::metadata(file) {
        Ok(found) if found.is_file() && found.len() == text.len() as u64 => Ok(std::fs::read(file)? == text.as_bytes()),
        _ => Ok(false),
    }
}

/// A link, as an obstacle.
pub(in crate::disk) fn link(file: &Path) -> Reason {
    Reason::Link(std::fs::read_link(file).unwrap_or_default())
}

/// The last part of a path, or nothing.
pub(super) fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
