//! The messages of `tests/messages`: names go out, texts for names.

use std::fs;
use std::path::{Path, PathBuf};

/// The text of the message file `name`, such as `own/get-im-items-response.xml`.
///
/// # Panics
/// When there is no such file.
#[must_use]
pub fn load(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of all message files, in order.
///
/// # Panics
/// When a folder cannot be listed.
#[must_use]
pub fn names() -> Vec<String> {
    let mut names = Vec::new();
    for below in ["", "own/"] {
        let folder = folder().join(below);
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let files = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.extend(files.filter(|file| file.ends_with(".xml")).map(|file| format!("{below}{file}")));
    }
    names.sort();
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../messages")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_18_published_messages_and_30_own() {
        let own = names().iter().filter(|name| name.starts_with("own/")).count();
        assert_eq!((names().len() - own, own), (18, 30));
    }
}
