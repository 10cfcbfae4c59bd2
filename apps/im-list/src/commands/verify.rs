//! `verify`: whether files are whole and consistent.

use super::{Status, count};
use crate::cli::Verify;
use crate::console::{self, say};
use crate::file::{FileError, json};
use crate::list::check;

pub(super) fn run(arguments: &Verify) -> Status {
    let mut status = Status::Good;
    for path in &arguments.files {
        let found = match json::read(path) {
            Ok(export) => {
                let wrong = check(&export.list);
                for text in &wrong {
                    say(format_args!("{}: {text}", path.display()));
                }
                if wrong.is_empty() {
                    let (groups, contacts) = (export.list.groups.len(), export.list.contacts.len());
                    say(format_args!(
                        "{}: good: {}, {}",
                        path.display(),
                        count(groups, "group"),
                        count(contacts, "contact")
                    ));
                }
                if wrong.is_empty() { Status::Good } else { Status::Different }
            }
            Err(error) => {
                console::tell(format_args!("im-list: {error}"));
                if matches!(error, FileError::Broken(..)) { Status::Different } else { Status::Failed }
            }
        };
        status = status.max(found);
    }
    status
}
