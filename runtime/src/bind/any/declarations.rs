//! Which of the declarations in scope an element needs when it stands by itself.
//!
//! Text and attribute values may hold QNames, which mean something only where their prefixes are declared. Which of them do, only a
//! schema could tell, so whatever looks like a prefix counts as one.

use std::collections::BTreeSet;

use super::{AnyAttribute, AnyElement, AnyNode};
use crate::error::Result;
use crate::xml::{Declaration, Reader, XSI_URI, is_name_char};

/// Prefixes and what they mean, as an element keeps them; an empty namespace takes the default one away.
type Declarations = Vec<(String, String)>;

impl AnyElement {
    /// Of the declarations in scope and its own, those that the texts in the element could use; see [`Reader::declared`].
    ///
    /// # Errors
    /// As [`Reader::own_uri`].
    pub(in crate::bind) fn mentioned<'a>(&self, own: &[Declaration<'a>], r: &Reader<'a>) -> Result<Declarations> {
        let mut used = BTreeSet::new();
        self.mentions_inside(&mut used);
        if self.has_text() || !self.children.is_empty() {
            used.insert("");
        }
        let used = used.into_iter().filter_map(|prefix| Some((prefix, r.declared(own, prefix)?)));
        let mut own = used.map(|(prefix, uri)| r.own_declaration(prefix, uri)).collect::<Result<Declarations>>()?;
        if self.names_type_without_prefix() && !own.iter().any(|(prefix, _)| prefix.is_empty()) {
            own.push((String::new(), String::new()));
        }
        Ok(own)
    }

    /// Those that are new on its tag, and those in scope that its own texts could use. The element has ended.
    pub(super) fn own_declarations<'a>(&self, new: &[Declaration<'a>], r: &Reader<'a>) -> Result<Declarations> {
        let mut used = BTreeSet::new();
        self.mentions(&mut used);
        if !self.prefix.is_empty() && self.has_text() {
            used.insert("");
        }
        let mut own =
            new.iter().map(|(prefix, uri)| r.own_declaration(prefix, uri)).collect::<Result<Declarations>>()?;
        for prefix in used {
            let is_declared = own.iter().any(|(known, _)| known == prefix);
            if let Some(uri) = r.declared(new, prefix).filter(|_| !is_declared) {
                own.push(r.own_declaration(prefix, uri)?);
            }
        }
        let has_default = own.iter().any(|(known, _)| known.is_empty());
        if !has_default && self.names_type_without_prefix() && r.declared(new, "").is_none() {
            own.push((String::new(), String::new()));
        }
        Ok(own)
    }

    /// Whether `xsi:type` names a type without a prefix. Where there is no default namespace, that is one in no namespace.
    fn names_type_without_prefix(&self) -> bool {
        let is_type = |attribute: &&AnyAttribute| attribute.namespace == XSI_URI && attribute.name == "type";
        self.attributes.iter().find(is_type).is_some_and(|attribute| !attribute.value.contains(':'))
    }

    /// Whether there is anything in the element itself that could be a QName.
    fn has_text(&self) -> bool {
        !self.attributes.is_empty() || self.children.iter().any(|child| matches!(child, AnyNode::Text(_)))
    }

    /// The prefixes that the texts of the element itself could use.
    fn mentions<'t>(&'t self, used: &mut BTreeSet<&'t str>) {
        let values = self.attributes.iter().map(|attribute| attribute.value.as_str());
        let texts = self.children.iter().filter_map(|child| match child {
            AnyNode::Text(text) => Some(text.as_str()),
            AnyNode::Element(_) => None,
        });
        values.chain(texts).for_each(|text| used.extend(prefixes(text)));
    }

    fn mentions_inside<'t>(&'t self, used: &mut BTreeSet<&'t str>) {
        self.mentions(used);
        self.elements().for_each(|element| element.mentions_inside(used));
    }
}

/// What stands before colons and could be a prefix.
fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    let before = |(colon, _): (usize, &str)| {
        let before = text.get(..colon).unwrap_or("");
        let name = before.trim_end_matches(|c| is_name_char(c) && c != ':');
        before.get(name.len()..).unwrap_or("")
    };
    text.match_indices(':').map(before).filter(|prefix| !prefix.is_empty())
}

#[cfg(test)]
mod tests {
    use super::prefixes;

    #[test]
    fn prefixes_are_names_before_colons() {
        for (text, expected) in [
            ("a:b", &["a"][..]),
            ("  a:b\tc:d ", &["a", "c"]),
            ("/a:b[@c:d='x']", &["a", "c"]),
            ("a::b:c", &["a", "b"]),
            (":a: :", &["a"]),
            ("aé:b", &["aé"]),
            ("none", &[]),
            ("", &[]),
        ] {
            assert_eq!(prefixes(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
