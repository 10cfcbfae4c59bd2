//! What is in the way of output, and how else writing fails, for people.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Something on disk that has to stay as it is, where the output would go.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// The file, folder or link.
    pub file: PathBuf,
    /// What it is.
    pub reason: Reason,
}

/// Why something has to stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A file that we did not write; the tool that did, if it says so as we do.
    NotOurs(Option<String>),
    /// A file that was fetched and has been changed since.
    Edited,
    /// A file that was not fetched, where one that is fetched belongs.
    NotFetched,
    /// A file that we wrote as part of other output: a module by itself where one of a crate belongs, or the other way round.
    OtherOutput,
    /// A document that the output is made from.
    Input,
    /// A folder where a file has to be.
    Folder,
    /// A file where a folder has to be.
    File,
    /// A link, with where it leads.
    Link(PathBuf),
    /// No file, folder or link: a device or the like.
    Special,
    /// A file that may only be read.
    ReadOnly,
    /// A file whose name differs from the output's in upper and lower case alone.
    Case(String),
    /// A path that leads out of the output's folder.
    Outside,
    /// Rust of a crate that we did not write.
    OtherCrate,
    /// A home folder, or the root of all folders.
    Shared,
    /// A `Cargo.toml` to which no bindings can belong, with the cause.
    Manifest(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs(None) => f.write_str("not written by wsdl-codegen, as far as its first line says"),
            Self::NotOurs(Some(tool)) => write!(f, "written by `{tool}`, as its first line says"),
            Self::Edited => f.write_str("changed since it was fetched"),
            Self::NotFetched => f.write_str("not fetched before, as far as the lock says"),
            Self::OtherOutput => f.write_str("written by wsdl-codegen, but with other output than this"),
            Self::Input => f.write_str("a document that the output is made from"),
            Self::Folder => f.write_str("a folder, where a file has to be"),
            Self::File => f.write_str("a file, where a folder has to be"),
            Self::Link(target) => write!(f, "a link to {}; nothing is written through links", target.display()),
            Self::Special => f.write_str("no file but a device, pipe or the like"),
            Self::ReadOnly => f.write_str("may only be read"),
            Self::Case(wanted) => {
                write!(f, "the same file as {wanted} on systems that do not tell upper from lower case")
            }
            Self::Outside => f.write_str("outside of the folder"),
            Self::OtherCrate => f.write_str("Rust of a crate whose src/lib.rs was not written by wsdl-codegen"),
            Self::Shared => f.write_str("no folder for a crate: name one of its own"),
            Self::Manifest(cause) => f.write_str(cause),
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.reason)
    }
}

/// Why the output was not written. Everything is as it was, unless the message says otherwise.
#[derive(Debug)]
pub enum OutputError {
    /// There are files that have to stay as they are.
    InTheWay(Vec<Obstacle>),
    /// The system refuses something.
    Io {
        /// What was to be done, such as `read`.
        action: &'static str,
        /// With which file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Another run writes to the same place, or was ended while it did.
    Busy(PathBuf),
    /// Writing failed, and what had been changed until then could not be put back.
    Torn {
        /// What failed first.
        cause: Box<OutputError>,
        /// The files that are not as they were, each with the file that holds what was in it, if it existed.
        files: Vec<(PathBuf, Option<PathBuf>)>,
    },
    /// All is written, but a temporary folder could not be removed.
    Left {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl OutputError {
    /// A failure of the system's.
    pub(super) fn io(action: &'static str, file: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let file = file.into();
        move |error| Self::Io { action, file, error }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InTheWay(obstacles) => in_the_way(f, obstacles),
            Self::Io { action, file, error } => {
                write!(f, "cannot {action} {}: {error}; everything is as it was", file.display())
            }
            Self::Busy(folder) => write!(
                f,
                "another run is writing here, or was ended while it did; if none is running, remove {}",
                folder.display()
            ),
            Self::Torn { cause, files } => torn(f, cause, files),
            Self::Left { folder, error } => {
                write!(f, "all files are written, but {} is to be removed by hand: {error}", folder.display())
            }
        }
    }
}

fn in_the_way(f: &mut fmt::Formatter<'_>, obstacles: &[Obstacle]) -> fmt::Result {
    f.write_str("nothing was written, since this is in the way:")?;
    for obstacle in obstacles {
        write!(f, "\n  {obstacle}")?;
    }
    let is = |sought: fn(&Reason) -> bool| obstacles.iter().any(|obstacle| sought(&obstacle.reason));
    if is(|reason| *reason == Reason::OtherCrate) {
        return f.write_str("\nhelp: choose another folder, or put the bindings into that crate with `--module`");
    }
    if is(|reason| matches!(reason, Reason::Edited | Reason::NotFetched)) {
        return f.write_str("\nhelp: move away what is yours, or overwrite it with --force");
    }
    if is(|reason| matches!(reason, Reason::NotOurs(_) | Reason::OtherOutput)) {
        return f.write_str("\nhelp: choose another place, or move what is yours away and delete what is not");
    }
    Ok(())
}

fn torn(f: &mut fmt::Formatter<'_>, cause: &OutputError, files: &[(PathBuf, Option<PathBuf>)]) -> fmt::Result {
    match cause {
        OutputError::Io { action, file, error } => write!(f, "cannot {action} {}: {error}", file.display())?,
        other => write!(f, "{other}")?,
    }
    f.write_str("; these could not be put back:")?;
    for (file, old) in files {
        match old {
            Some(old) => write!(f, "\n  {}: what was in it is in {}", file.display(), old.display())?,
            None => write!(f, "\n  {}: did not exist", file.display())?,
        }
    }
    Ok(())
}

/// The message says what the error inside says. The source is what that one has for a source, so that a chain says each thing once.
impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } | Self::Left { error, .. } => error.source(),
            Self::Torn { cause, .. } => cause.source(),
            Self::InTheWay(_) | Self::Busy(_) => None,
        }
    }
}
