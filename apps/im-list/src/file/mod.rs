//! Lists in files.
//!
//! [`json`] is complete: what restoring needs, with a format version and the time. [`csv`](mod@csv) and [`vcard`] are for people and other
//! programs and are not read back. All are written at once or not at all ([`write`](fn@write)), and nothing is written over unless asked for.

pub mod csv;
pub mod json;
pub mod vcard;
mod write;

use std::path::{Path, PathBuf};

use thiserror::Error;

pub use write::write;

/// Why a file cannot be read or written.
#[derive(Debug, Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// It is not a list, or is damaged. Line and column are counted from 1.
    #[error("{0}:{1}:{2}: {3}")]
    Broken(PathBuf, usize, usize, String),
    /// It has a format that this program does not know.
    #[error("{0} has version {1} of the format, and this program knows version {2}; a newer im-list can read it")]
    Version(PathBuf, u64, u64),
    /// It is there already.
    #[error("{0} is there already; --force writes over it")]
    Exists(PathBuf),
    /// It cannot be written.
    #[error("{0} cannot be written: {1}")]
    Write(PathBuf, std::io::Error),
}

/// The file of a mailbox in a folder: the mailbox's name, with what file systems take for something else written as `%` and two
/// hexadecimal digits.
#[must_use]
pub fn of_mailbox(folder: &Path, mailbox: &str, extension: &str) -> PathBuf {
    let mut name = String::new();
    for (index, byte) in mailbox.trim().bytes().enumerate() {
        let plain =
            byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'_' | b'-' | b'+') || byte == b'.' && index > 0;
        if plain {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("%{byte:02X}"));
        }
    }
    folder.join(format!("{name}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::of_mailbox;
    use std::path::Path;

    #[test]
    fn names_stay_in_the_folder() {
        for (mailbox, file) in [
            ("kim@example.com", "out/kim@example.com.json"),
            ("../../etc/passwd", "out/%2E.%2F..%2Fetc%2Fpasswd.json"),
            ("DOMAIN\\zoë", "out/DOMAIN%5Czo%C3%AB.json"),
        ] {
            assert_eq!(of_mailbox(Path::new("out"), mailbox, "json"), Path::new(file));
        }
    }
}
