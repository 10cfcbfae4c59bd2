//! Which of the declarations in scope an element needs when it stands by itself.
//!
//! Text and attribute values may hold QNames, which mean something only where their prefixes are declared. Which of them do, only a
//! schema could tell, so whatever looks like a prefix counts as one.

use std::collections::BTreeSet;

use super::{AnyAttribute, AnyElement, AnyNode};
use crate::xml::{XSI_URI, is_name_char};

/// Prefixes and what they mean; an empty namespace takes the default one away.
pub(super) type Declarations = Vec<(String, String)>;

/// The declarations in scope of an element.
pub(super) struct Bindings<'p> {
    /// Those of one tag, or of all that are open, in the order of prefixes.
    here: Declarations,
    outer: Option<&'p Self>,
}

impl<'p> Bindings<'p> {
    pub(super) fn new(here: Declarations, outer: Option<&'p Self>) -> Self {
        Self { here, outer }
    }

    /// The declarations themselves.
    pub(super) fn into_here(self) -> Declarations {
        self.here
    }

    /// What a prefix means.
    fn find(&self, prefix: &str) -> Option<&str> {
        let found = self.here.binary_search_by(|(known, _)| known.as_str().cmp(prefix));
        match (found, self.outer) {
            (Ok(index), _) => self.here.get(index).map(|(_, uri)| uri.as_str()),
            (Err(_), Some(outer)) => outer.find(prefix),
            (Err(_), None) => None,
        }
    }
}

impl AnyElement {
    /// Of these declarations, those that the texts in the element could use.
    pub(in crate::bind) fn mentioned(&self, mut visible: Declarations) -> Declarations {
        let mut used = BTreeSet::new();
        self.mentions_inside(&mut used);
        if self.has_text() || !self.children.is_empty() {
            used.insert("");
        }
        visible.retain(|(prefix, _)| used.contains(prefix.as_str()));
        if self.names_type_without_prefix() && !visible.iter().any(|(prefix, _)| prefix.is_empty()) {
            visible.push((String::new(), String::new()));
        }
        visible
    }

    /// Those that are new on its tag, and those in scope that its own texts could use.
    pub(super) fn own_declarations(&self, new: Declarations, scope: &Bindings<'_>) -> Declarations {
        let mut used = BTreeSet::new();
        self.mentions(&mut used);
        if !self.prefix.is_empty() && self.has_text() {
            used.insert("");
        }
        let mut own = new;
        let declare = |own: &mut Declarations, prefix: &str, uri: &str| {
            if !own.iter().any(|(known, _)| known == prefix) {
                own.push((prefix.to_owned(), uri.to_owned()));
            }
        };
        for prefix in used {
            if let Some(uri) = scope.find(prefix).filter(|uri| !uri.is_empty()) {
                declare(&mut own, prefix, uri);
            }
        }
        if self.names_type_without_prefix() && scope.find("").is_none_or(str::is_empty) {
            declare(&mut own, "", "");
        }
        own
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
