//! The same for many mailboxes: a few at once, and one that fails stops no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use futures_util::StreamExt as _;
use futures_util::stream;
use thiserror::Error;

use crate::cli::Mailboxes;

/// Why it is not known which mailboxes are meant.
#[derive(Debug, Error)]
pub enum MailboxesError {
    /// The file cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    /// The file names no mailbox.
    #[error("{0} names no mailbox")]
    None(PathBuf),
}

impl Mailboxes {
    /// The mailboxes, each once, in the order they were named.
    ///
    /// # Errors
    /// The file of mailboxes cannot be read or has none.
    pub fn names(&self) -> Result<Vec<String>, MailboxesError> {
        let mut names = self.mailbox.clone();
        if let Some(path) = &self.mailboxes {
            let text = fs::read_to_string(path).map_err(|error| MailboxesError::File(path.clone(), error))?;
            let lines = text.trim_start_matches('\u{FEFF}').lines();
            let lines = lines.map(|line| line.split('#').next().unwrap_or_default().trim());
            let before = names.len();
            names.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
            if names.len() == before {
                return Err(MailboxesError::None(path.clone()));
            }
        }
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.trim().to_lowercase()));
        Ok(names)
    }
}

/// Works on all items, `at_once` at a time. What came of each, in the order they were done.
pub async fn each<T, R, F: Future<Output = R>>(
    items: impl IntoIterator<Item = T>,
    at_once: usize,
    work: impl Fn(T) -> F,
) -> Vec<R> {
    stream::iter(items).map(work).buffer_unordered(at_once.max(1)).collect().await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Mailboxes;

    #[test]
    fn mailboxes_come_from_both() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.txt");
        std::fs::write(&path, "\u{FEFF}# all\r\nlee@x  # Lee\r\n\r\nKIM@x\n").unwrap();
        let named = Mailboxes { mailbox: vec!["kim@x".to_owned()], mailboxes: Some(path.clone()), at_once: 4 };
        assert_eq!(named.names().unwrap(), ["kim@x", "lee@x"]);
        std::fs::write(&path, "# none\n").unwrap();
        assert!(named.names().unwrap_err().to_string().ends_with("names no mailbox"));
    }
}
