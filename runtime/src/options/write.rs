//! How a message is written.

use crate::xml::{XML_URI, XMLNS_URI, is_ncname};

/// Options for writing.
///
/// ```
/// use soap_runtime::{ReadOptions, WriteOptions};
///
/// let (reading, namespaces) = ReadOptions::default().keeping_namespaces();
/// // … read a document with these options; its text may use prefixes that it declares …
/// # let _ = reading;
/// let writing = WriteOptions::default().declaring(namespaces.take()).declaring([("fn", "urn:example:functions")]);
/// // … and write it with `Document::to_xml_with(&writing)` …
/// # let _ = writing;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct WriteOptions {
    declared: Vec<(String, String)>,
    #[cfg(feature = "attachments")]
    attaching: Option<super::Attaching>,
}

impl WriteOptions {
    /// Declares these prefixes and namespaces on the root element, for text that uses them. Of two namespaces for one prefix the first
    /// is declared. A prefix that the writer uses itself, for another namespace, is no longer the writer's: its names get another one.
    pub fn declaring<P: Into<String>, N: Into<String>>(mut self, namespaces: impl IntoIterator<Item = (P, N)>) -> Self {
        for (prefix, uri) in namespaces {
            let prefix = prefix.into();
            if self.declared.iter().all(|(known, _)| *known != prefix) {
                self.declared.push((prefix, uri.into()));
            }
        }
        self
    }

    /// Writes values of `xs:base64Binary` of at least `threshold` bytes beside the text, and an `xop:Include` in their place (XOP 1.0); up
    /// to `most` of them in one message, the rest as text.
    #[cfg(feature = "attachments")]
    pub fn attaching(mut self, threshold: usize, most: usize) -> (Self, crate::mime::Attached) {
        let attached = crate::mime::Attached::default();
        self.attaching = Some(super::Attaching::new(threshold, most, attached.clone()));
        (self, attached)
    }

    #[cfg(feature = "attachments")]
    pub(crate) fn attaching_to(&self) -> Option<&super::Attaching> {
        self.attaching.as_ref()
    }

    pub(crate) fn declared(&self) -> &[(String, String)] {
        &self.declared
    }

    /// Why something cannot be declared, if it cannot.
    pub(crate) fn mistake(&self) -> Option<String> {
        let reason = |prefix: &str, uri: &str| match (prefix, uri) {
            ("", _) => Some("the default namespace is the writer's own"),
            ("xml", XML_URI) => None,
            ("xml", _) | (_, XML_URI) => Some("the prefix xml and its namespace belong together"),
            ("xmlns", _) | (_, XMLNS_URI) => Some("xmlns cannot be declared"),
            (_, "") => Some("a prefix cannot be bound to no namespace"),
            (prefix, _) if !is_ncname(prefix) => Some("that is not a prefix"),
            _ => None,
        };
        let mut reasons = self.declared.iter().filter_map(|(prefix, uri)| Some((prefix, uri, reason(prefix, uri)?)));
        reasons.next().map(|(prefix, uri, reason)| format!("xmlns:{prefix}=\"{uri}\": {reason}"))
    }
}
