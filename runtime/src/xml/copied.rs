//! Names of namespaces that values keep: a namespace comes in, its name comes out as a text of its own, or the error that there were too many.
//!
//! A document declares a name once and uses it in every element, and a value has it once for each. Invariant: however long the names of a
//! document are, all copies of them together are in proportion to its length.

use super::namespace::Ns;
use super::reader::Reader;
use crate::error::Result;

/// Names of this length count as short, and may be copied by whatever uses them. Real ones have up to some 300 characters, and the shortest element
/// that there is pays for 96 by itself ([`COPIES`]). An element that is kept takes 240 to 380 bytes (its place, and what holds its name and prefix), an
/// attribute not much less: a short name at most doubles what there would be without one.
pub(crate) const SHORT_NAMESPACE: usize = 256;
/// How many bytes of what is longer than that may be copied for each byte of the document.
const COPIES: usize = 16;
/// The same for any document.
const LEAST: usize = 1 << 16;

impl Reader<'_> {
    /// The name of a namespace, to keep.
    ///
    /// # Errors
    /// When the document has passed the limit of such copies.
    pub(crate) fn own_uri(&self, ns: Ns) -> Result<String> {
        self.count_copy(self.uri(ns)).map(str::to_owned)
    }

    /// The same for a declaration.
    pub(crate) fn own_declaration(&self, prefix: &str, uri: &str) -> Result<(String, String)> {
        Ok((prefix.to_owned(), self.count_copy(uri)?.to_owned()))
    }

    /// Takes note that there will be one more copy of a name.
    pub(crate) fn count_copy<'u>(&self, uri: &'u str) -> Result<&'u str> {
        let copied = self.copied.get().saturating_add(uri.len().saturating_sub(SHORT_NAMESPACE));
        self.copied.set(copied);
        let limit = self.source().len().saturating_mul(COPIES).max(LEAST);
        if copied > limit { Err(self.limit("bytes of long namespace names, each use counted", limit)) } else { Ok(uri) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::SHORT_NAMESPACE;
    use crate::bind::AnyElement;
    use crate::error::ErrorKind;
    use crate::options::ReadOptions;
    use crate::xml::Reader;
    use crate::xsd::QName;

    /// Elements of this text, in an element that declares a long namespace.
    fn read(namespace: usize, one: &str, times: usize) -> Result<AnyElement, ErrorKind> {
        let xml = format!("<x xmlns:z='{}'>{}</x>", "u".repeat(namespace), one.repeat(times));
        let options = ReadOptions::default();
        let read = Reader::new(&xml, &[], &options).and_then(|mut r| {
            let name = r.root()?;
            AnyElement::from_reader(name, &mut r)
        });
        read.map_err(|error| error.kind().clone())
    }

    #[test]
    fn names_that_are_short_may_be_used_by_every_element() {
        assert_eq!(read(100, "<z:a/>", 50_000).unwrap().children.len(), 50_000);
        assert_eq!(read(10_000, "<z:a/>", 15).unwrap().children.len(), 15);
    }

    /// Each element, and each that uses it twice.
    #[test]
    fn names_of_ordinary_length_may_be_used_by_every_element() {
        for one in ["<z:a/>", "<z:a z:b=''/>", "<z:a>z:c</z:a>", "<z:a xmlns:y='urn:y'><y:b/><z:b/></z:a>"] {
            for length in [220, 300, 350] {
                assert_eq!(read(length, one, 20_000).unwrap().children.len(), 20_000, "{one}, {length}");
            }
        }
    }

    /// What [`SHORT_NAMESPACE`] says of elements.
    #[test]
    fn a_short_name_takes_no_more_than_an_element() {
        let element = size_of::<crate::bind::AnyNode>() + 3 * 32;
        assert!((SHORT_NAMESPACE - 32..=SHORT_NAMESPACE).contains(&element), "{element}");
    }

    #[test]
    fn copies_of_long_ones_are_limited_wherever_they_are_kept() {
        for one in
            ["<z:a/>", "<a z:b=''/>", "<a b='z:c'/>", "<a>z:c</a>", "<z:a xmlns:z='urn:z'><b c='z:'/></z:a><z:b/>"]
        {
            let refused = read(100_000, one, 2_000).unwrap_err();
            assert!(matches!(refused, ErrorKind::LimitExceeded { .. }), "{one}: {refused:?}");
        }
    }

    #[test]
    fn names_in_values_count_as_well() {
        let uri = "u".repeat(100_000);
        let xml = format!("<x xmlns:z='{uri}'>{}</x>", "<q>z:a</q>".repeat(2_000));
        let options = ReadOptions::default();
        let mut r = Reader::new(&xml, &[], &options).unwrap();
        r.root().unwrap();
        let refused = loop {
            assert!(r.next_child().unwrap().is_some(), "all were read");
            if let Err(error) = crate::__private::read_leaf::<QName>(&mut r) {
                break error;
            }
        };
        assert!(matches!(refused.kind(), ErrorKind::LimitExceeded { .. }), "{refused}");
    }
}
