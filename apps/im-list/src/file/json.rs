//! The complete form, as JSON.
//!
//! ```json
//! {
//!   "format": "im-list",
//!   "version": 1,
//!   "mailbox": "kim@example.com",
//!   "exported": "2026-11-29T21:40:00Z",
//!   "server": "15.1.2507.6",
//!   "groups": [{ "name": "Friends", "kind": "user", "members": ["sip:lee@example.com"] }],
//!   "contacts": [{ "address": "sip:lee@example.com", "name": "Lee Gu" }]
//! }
//! ```
//!
//! `mailbox` is absent for the mailbox of whoever signed in. A key that is not known is an error, so that a typing error is found.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::FileError;
use crate::list::{Contact, Group, ImList};

/// The version of the format that this program writes, and the only one it reads.
pub const VERSION: u64 = 1;
const FORMAT: &str = "im-list";

/// A list with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Whose list it is; `None` for that of whoever signed in.
    pub mailbox: Option<String>,
    /// When it was read from the server, by the clock of the caller: RFC 3339.
    pub exported: String,
    /// The version of the server.
    pub server: Option<String>,
    /// The list.
    pub list: ImList,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    format: String,
    version: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mailbox: Option<String>,
    exported: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    server: Option<String>,
    groups: Vec<Group>,
    contacts: Vec<Contact>,
}

/// What tells which format it is, whatever else there is.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

/// The text of an export. It is a function of the export alone.
#[must_use]
pub fn text(export: &Export) -> String {
    let form = Form {
        format: FORMAT.to_owned(),
        version: VERSION,
        mailbox: export.mailbox.clone(),
        exported: export.exported.clone(),
        server: export.server.clone(),
        groups: export.list.groups.clone(),
        contacts: export.list.contacts.clone(),
    };
    // Strings and lists of strings alone: there is nothing that JSON has no form for.
    let mut text = serde_json::to_string_pretty(&form).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads an export.
///
/// # Errors
/// The file cannot be read, is not whole, or is no export of this format; with line and column.
pub fn read(path: &Path) -> Result<Export, FileError> {
    let bytes = fs::read(path).map_err(|error| FileError::Read(path.to_owned(), error))?;
    parse(path, &bytes)
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Export, FileError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head: Head = serde_json::from_slice(bytes).map_err(|error| broken(path, &error))?;
    if head.format != FORMAT {
        let text = format!("the format is {:?}, and that of an export is {FORMAT:?}", head.format);
        return Err(FileError::Broken(path.to_owned(), 1, 1, text));
    }
    if head.version != VERSION {
        return Err(FileError::Version(path.to_owned(), head.version, VERSION));
    }
    let form: Form = serde_json::from_slice(bytes).map_err(|error| broken(path, &error))?;
    let list = ImList { groups: form.groups, contacts: form.contacts };
    Ok(Export { mailbox: form.mailbox, exported: form.exported, server: form.server, list })
}

fn broken(path: &Path, error: &serde_json::Error) -> FileError {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    let text = if error.is_eof() { format!("the file is cut off: {text}") } else { text.to_owned() };
    FileError::Broken(path.to_owned(), error.line().max(1), error.column().max(1), text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Export, parse, text};
    use crate::list::{Contact, Group, GroupKind, ImList, Telephone};
    use std::path::Path;

    fn export() -> Export {
        let telephone = Some(Telephone { uri: "tel:+1".to_owned(), number: "+1".to_owned() });
        let contact = Contact {
            address: "sip:+1@x;user=phone".to_owned(),
            name: Some("Zoë \"\u{1F600}\" \u{1}".to_owned()),
            telephone,
            emails: vec!["z@x".to_owned()],
            phones: Vec::new(),
        };
        let kind = GroupKind::Unknown("IPM.DistList.MOC.New".to_owned());
        let group = Group { name: "G".to_owned(), kind, smtp: None, members: vec!["tel:+1".to_owned()] };
        let (mailbox, server) = (Some("kim@x".to_owned()), Some("15.1".to_owned()));
        let list = ImList { groups: vec![group], contacts: vec![contact] };
        Export { mailbox, exported: "2026-11-29T21:40:00Z".to_owned(), server, list }
    }

    fn error(text: &str) -> String {
        parse(Path::new("a.json"), text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let text = text(&export());
        assert_eq!(parse(Path::new("a.json"), text.as_bytes()).unwrap(), export());
        assert_eq!(parse(Path::new("a.json"), format!("\u{FEFF}{text}").as_bytes()).unwrap(), export());
    }

    #[test]
    fn every_beginning_is_cut_off() {
        let text = text(&export());
        for end in text.trim_end().char_indices().map(|(end, _)| end).skip(1) {
            let error = error(&text[..end]);
            assert!(error.contains("the file is cut off"), "{end}: {error}");
        }
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let text = text(&export());
        for (from, to, expected) in [
            ("\"kind\"", "\"kindd\"", "a.json:10:"),
            ("\"im-list\"", "\"other\"", "the format is \"other\""),
            ("\"version\": 1", "\"version\": 2", "version 2 of the format"),
            ("\"version\": 1", "\"version\": one", "a.json:3:"),
        ] {
            let error = error(&text.replace(from, to));
            assert!(error.contains(expected), "{error}");
        }
    }
}
