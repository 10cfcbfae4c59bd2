//! Documentation from beside the schemas, merged by QName.
//!
//! ```toml
//! [namespaces]
//! t = "http://schemas.microsoft.com/exchange/services/2006/types"
//! [type."t:ImGroupType"]
//! doc = "An instant messaging group. [MS-OXWSCOS] 2.2.4.2"
//! element.DisplayName = "The name shown for the group."
//! ```
//!
//! Published schemas often say little. A file like the above, in TOML, has an entry for what they leave out: `contract`,
//! `port-type.NAME`, `operation.NAME`, `header."p:NAME"`, `element."p:NAME"` and `type."p:NAME"`, the last two with
//! `element`, `attribute` and `value` for their members. What it says goes before what the schema says.

mod check;

pub use check::Coverage;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::qname::{Namespace, QName};

/// The documentation of a contract, possibly from several files.
#[derive(Debug, Clone, Default)]
pub struct Documentation {
    contract: Option<String>,
    port_types: BTreeMap<String, Entry>,
    operations: BTreeMap<String, Entry>,
    headers: BTreeMap<QName, Entry>,
    elements: BTreeMap<QName, Entry>,
    types: BTreeMap<QName, Entry>,
}

/// Why a documentation file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct DocumentationError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    doc: Option<String>,
    #[serde(default)]
    element: BTreeMap<String, String>,
    #[serde(default)]
    attribute: BTreeMap<String, String>,
    #[serde(default)]
    value: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    namespaces: BTreeMap<String, String>,
    contract: Option<Entry>,
    #[serde(default)]
    port_type: BTreeMap<String, Entry>,
    #[serde(default)]
    operation: BTreeMap<String, Entry>,
    #[serde(default)]
    header: BTreeMap<String, Entry>,
    #[serde(default)]
    element: BTreeMap<String, Entry>,
    #[serde(default, rename = "type")]
    types: BTreeMap<String, Entry>,
}

impl Documentation {
    /// Adds a file's entries. `name` is the file's name, for errors.
    ///
    /// # Errors
    /// When the text is not TOML of the form above or uses a prefix that `[namespaces]` does not declare.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), DocumentationError> {
        let error = |reason: String| DocumentationError { file: name.to_owned(), reason };
        let file: File = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        let by_qname = |entries: BTreeMap<String, Entry>| -> Result<BTreeMap<QName, Entry>, DocumentationError> {
            let resolve = |name: &str| qname(name, &file.namespaces).map_err(error);
            entries.into_iter().map(|(name, entry)| Ok((resolve(&name)?, entry))).collect()
        };
        self.headers.append(&mut by_qname(file.header)?);
        self.elements.append(&mut by_qname(file.element)?);
        self.types.append(&mut by_qname(file.types)?);
        self.port_types.extend(file.port_type);
        self.operations.extend(file.operation);
        if let Some(contract) = file.contract {
            self.contract = contract.doc;
        }
        Ok(())
    }

    /// What the contract is.
    #[must_use]
    pub fn contract_docs(&self) -> Vec<String> {
        self.contract.as_deref().map(paragraphs).unwrap_or_default()
    }

    /// A port type.
    #[must_use]
    pub fn port_type(&self, name: &str) -> Option<Vec<String>> {
        doc(self.port_types.get(name))
    }

    /// An operation.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<Vec<String>> {
        doc(self.operations.get(name))
    }

    /// A header, by its element.
    #[must_use]
    pub fn header(&self, element: &QName) -> Option<Vec<String>> {
        doc(self.headers.get(element))
    }

    /// A global element.
    #[must_use]
    pub fn element(&self, name: &QName) -> Option<Vec<String>> {
        doc(self.elements.get(name))
    }

    /// A named type.
    #[must_use]
    pub fn ty(&self, name: &QName) -> Option<Vec<String>> {
        doc(self.types.get(name))
    }

    /// A child element of a named type.
    #[must_use]
    pub fn member(&self, ty: &QName, element: &str) -> Option<Vec<String>> {
        self.types.get(ty)?.element.get(element).map(|text| paragraphs(text))
    }

    /// An attribute of a named type.
    #[must_use]
    pub fn attribute(&self, ty: &QName, attribute: &str) -> Option<Vec<String>> {
        self.types.get(ty)?.attribute.get(attribute).map(|text| paragraphs(text))
    }

    /// A value of an enumeration.
    #[must_use]
    pub fn value(&self, ty: &QName, value: &str) -> Option<Vec<String>> {
        self.types.get(ty)?.value.get(value).map(|text| paragraphs(text))
    }

    /// A child element of a global element's own type.
    #[must_use]
    pub fn element_member(&self, element: &QName, child: &str) -> Option<Vec<String>> {
        self.elements.get(element)?.element.get(child).map(|text| paragraphs(text))
    }

    /// An attribute of a global element's own type.
    #[must_use]
    pub fn element_attribute(&self, element: &QName, attribute: &str) -> Option<Vec<String>> {
        self.elements.get(element)?.attribute.get(attribute).map(|text| paragraphs(text))
    }
}

fn doc(entry: Option<&Entry>) -> Option<Vec<String>> {
    entry?.doc.as_deref().map(paragraphs)
}

/// Text in paragraphs, as empty lines divide it; line ends inside a paragraph are spaces, but before an item of a list.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    let blocks = lines.split(|line| line.is_empty());
    blocks.map(joined).filter(|paragraph| !paragraph.is_empty()).collect()
}

fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push(if list_marker(line) > 0 { '\n' } else { ' ' });
        }
        text.push_str(line);
    }
    text
}

/// How long the marker is that makes a line an item of a list, with the space behind it: `- `, `* `, `+ `, `1. ` or `1) `. 0 for any other.
pub(crate) fn list_marker(line: &str) -> usize {
    let Some((marker, text)) = line.split_once(' ') else { return 0 };
    let is_number = |number: &str| (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_marker = matches!(marker, "-" | "*" | "+") || marker.strip_suffix(['.', ')']).is_some_and(is_number);
    if is_marker && !text.is_empty() { marker.len() + 1 } else { 0 }
}

fn qname(name: &str, namespaces: &BTreeMap<String, String>) -> Result<QName, String> {
    match name.split_once(':') {
        None => Ok(QName::new(None, name)),
        Some((prefix, local)) => match namespaces.get(prefix) {
            Some(uri) => Ok(QName::new(Namespace::new(uri), local)),
            None => Err(format!("the prefix of `{name}` is not declared in [namespaces]")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{list_marker, paragraphs};

    #[test]
    fn prose_is_joined_and_lists_are_not() {
        let text = "\n One\n  two:\n - three\n   four\n 1. five\n\n Six.\n";
        assert_eq!(paragraphs(text), ["One two:\n- three four\n1. five", "Six."]);
    }

    #[test]
    fn a_marker_has_a_space_behind_it() {
        let of = ["- a", "* a", "12) a", "-1", "2016.", "2016. a", "**a** b", "- "].map(list_marker);
        assert_eq!(of, [2, 2, 4, 0, 0, 0, 0, 0]);
    }
}
