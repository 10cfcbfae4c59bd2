//! The namespace declarations of a document, kept for texts that turn out to be names only once their types are known.
//!
//! In: a document. Out: what a name means at any of its places. Invariant: nobody parses a document again for its declarations.
//!
//! ```xml
//! <xs:enumeration xmlns:p="urn:p" value="p:One"/>   <!-- from here to here, p is urn:p -->
//! ```

use std::sync::Arc;

use roxmltree::{Document, Node};

use super::{Adopted, Namespace, QName, QNameError, resolve_with};

/// Which prefixes stand for what, at every place of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scopes(Arc<[Scope]>);

/// From the start of an element to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Scope {
    start: usize,
    end: usize,
    /// All prefixes that are declared in it or around it; the default namespace has none.
    declared: Vec<(Option<String>, Option<Namespace>)>,
}

impl Scopes {
    /// The declarations of a document.
    pub(crate) fn of(document: &Document<'_>) -> Self {
        Self(document.descendants().filter(Node::is_element).filter(declares).map(scope).collect())
    }

    /// The name that a text means at an offset.
    ///
    /// # Errors
    /// [`QNameError`] when the text is no QName or its prefix is not declared there.
    pub(crate) fn resolve(&self, text: &str, offset: usize) -> Result<QName, QNameError> {
        let before = self.0.partition_point(|scope| scope.start <= offset);
        let around = self.0.iter().take(before).rfind(|scope| offset < scope.end);
        let declared = around.map_or(&[][..], |scope| &scope.declared);
        let find = |prefix: Option<&str>| {
            declared.iter().find(|(known, _)| known.as_deref() == prefix).and_then(|(_, namespace)| namespace.clone())
        };
        resolve_with(text, find, &Adopted::default())
    }
}

/// Whether an element has other declarations than the one around it.
fn declares(node: &Node<'_, '_>) -> bool {
    match node.parent_element() {
        Some(parent) => !node.namespaces().eq(parent.namespaces()),
        None => true,
    }
}

fn scope(node: Node<'_, '_>) -> Scope {
    let declared = node.namespaces().map(|found| (found.name().map(str::to_owned), Namespace::new(found.uri())));
    Scope { start: node.range().start, end: node.range().end, declared: declared.collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn meaning(scopes: &Scopes, text: &str, offset: usize) -> String {
        scopes.resolve(text, offset).map_or_else(|error| error.to_string(), |name| name.to_string())
    }

    #[test]
    fn the_nearest_declaration_counts() {
        let xml = "<a xmlns='urn:a' xmlns:p='urn:p'><b xmlns:p='urn:q'/><c/><d xmlns=''><e/></d></a>";
        let scopes = Scopes::of(&Document::parse(xml).unwrap());
        let at = |element: &str| xml.find(element).unwrap();
        assert_eq!(scopes.0.len(), 3);
        assert_eq!(meaning(&scopes, "p:x", at("<a")), "{urn:p}x");
        assert_eq!(meaning(&scopes, "p:x", at("<b")), "{urn:q}x");
        assert_eq!(meaning(&scopes, " p:x ", at("<c")), "{urn:p}x");
        assert_eq!(meaning(&scopes, "x", at("<c")), "{urn:a}x");
        assert_eq!(meaning(&scopes, "x", at("<e")), "x");
        assert_eq!(meaning(&scopes, "r:x", at("<e")), "the prefix `r` is not declared");
        assert_eq!(meaning(&scopes, "xml:x", at("<e")), "{http://www.w3.org/XML/1998/namespace}x");
        assert_eq!(meaning(&scopes, "1", at("<e")), "`1` is not a QName");
    }
}
