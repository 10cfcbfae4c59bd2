//! Qualified names: the one place where a prefix becomes a namespace.
//!
//! In: the text of a QName-valued attribute and the element that carries it. Out: a [`QName`], which is a
//! namespace and a local name and knows no prefix. Invariant: nothing behind this module looks at `xmlns`.
//!
//! ```xml
//! <xs:element xmlns:t="urn:types" type="t:ItemIdType"/>   <!-- {urn:types}ItemIdType -->
//! ```

mod scopes;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use soap_runtime::xml::is_ncname;

pub(crate) use scopes::Scopes;

/// The namespace of XML Schema itself.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace of `xsi:type`, `xsi:nil` and the like.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The namespace that the prefix `xml` always stands for.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A namespace name: a URI that is compared as text, and never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Namespace(Arc<str>);

impl Namespace {
    /// A namespace of this name; `None` for the empty text, which names no namespace.
    #[must_use]
    pub fn new(uri: &str) -> Option<Self> {
        (!uri.is_empty()).then(|| Self(uri.into()))
    }

    /// The namespace of XML Schema.
    #[must_use]
    pub fn xsd() -> Self {
        Self(XSD.into())
    }

    /// The namespace of the prefix `xml`.
    #[must_use]
    pub fn xml() -> Self {
        Self(XML.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A qualified name (Namespaces in XML §4): ordered by namespace, then by local name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QName {
    namespace: Option<Namespace>,
    local: Arc<str>,
}

impl QName {
    /// A name in a namespace, or in none.
    #[must_use]
    pub fn new(namespace: Option<Namespace>, local: &str) -> Self {
        Self { namespace, local: local.into() }
    }

    /// A name of XML Schema, such as `xs:string`.
    #[must_use]
    pub fn xsd(local: &str) -> Self {
        Self::new(Some(Namespace::xsd()), local)
    }

    /// The namespace, `None` for a name that is in none.
    #[must_use]
    pub fn namespace(&self) -> Option<&Namespace> {
        self.namespace.as_ref()
    }

    /// The namespace as text, empty for a name that is in none.
    #[must_use]
    pub fn namespace_str(&self) -> &str {
        self.namespace.as_ref().map_or("", Namespace::as_str)
    }

    /// The local part.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    /// Whether the name is in the namespace of XML Schema.
    #[must_use]
    pub fn is_xsd(&self) -> bool {
        self.namespace_str() == XSD
    }

    /// The name with a prefix, for people: `t:ItemIdType`, or `{urn:types}ItemIdType` when the map has no prefix.
    #[must_use]
    pub fn with_prefix(&self, prefixes: &Prefixes) -> String {
        let Some(namespace) = &self.namespace else {
            return self.local.to_string();
        };
        match prefixes.get(namespace) {
            Some(prefix) => format!("{prefix}:{}", self.local),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{{{namespace}}}{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

impl fmt::Debug for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The prefix under which each namespace is shown to people. It carries no meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes(BTreeMap<Namespace, String>);

impl Prefixes {
    /// The prefix of a namespace; `xs` and `xml` are always known.
    #[must_use]
    pub fn get(&self, namespace: &Namespace) -> Option<&str> {
        match self.0.get(namespace) {
            Some(prefix) => Some(prefix),
            None if namespace.as_str() == XSD => Some("xs"),
            None if namespace.as_str() == XML => Some("xml"),
            None => None,
        }
    }

    /// Adds those of other namespaces. Where a prefix is another namespace's already, it gets a number.
    pub(crate) fn extend(&mut self, others: &Self) {
        for (namespace, prefix) in &others.0 {
            if self.0.contains_key(namespace) {
                continue;
            }
            let numbered = (2..).map(|number: u32| format!("{prefix}{number}"));
            let is_free = |prefix: &String| !self.0.values().any(|taken| taken == prefix);
            let free = std::iter::once(prefix.clone()).chain(numbered).find(is_free).unwrap_or_default();
            self.0.insert(namespace.clone(), free);
        }
    }

    /// The first namespace, by name, that has this prefix.
    #[must_use]
    pub fn namespace(&self, prefix: &str) -> Option<&Namespace> {
        self.0.iter().find(|(_, known)| *known == prefix).map(|(namespace, _)| namespace)
    }

    /// Sets the prefix of a namespace.
    pub fn insert(&mut self, namespace: Namespace, prefix: &str) {
        self.0.insert(namespace, prefix.to_owned());
    }
}

/// Why a text is not a usable QName.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QNameError {
    /// The text is not of the form `name` or `prefix:name`.
    #[error("`{0}` is not a QName")]
    Malformed(String),
    /// No `xmlns` in scope declares the prefix.
    #[error("the prefix `{0}` is not declared")]
    UndeclaredPrefix(String),
}

/// What an unprefixed name means where no default namespace is in scope: nothing, or, in a schema that was
/// included by one of another namespace (a chameleon, XSD 1.0 part 1 §4.2.1), that namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Adopted(pub Option<Namespace>);

/// The QName that a text means where it stands.
///
/// White space around the name is dropped. `node` is the element whose namespace declarations are in scope.
///
/// # Errors
/// [`QNameError`] when the text is no QName or its prefix is not declared.
pub fn resolve(text: &str, node: roxmltree::Node<'_, '_>, adopted: &Adopted) -> Result<QName, QNameError> {
    resolve_with(text, |prefix| node.lookup_namespace_uri(prefix).and_then(Namespace::new), adopted)
}

/// The same, where `find` knows what is declared: for a prefix, or for none.
fn resolve_with(
    text: &str,
    find: impl Fn(Option<&str>) -> Option<Namespace>,
    adopted: &Adopted,
) -> Result<QName, QNameError> {
    let text = trim(text);
    let (prefix, local) = match text.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, text),
    };
    if !is_ncname(local) || !prefix.is_none_or(is_ncname) {
        return Err(QNameError::Malformed(text.to_owned()));
    }
    let namespace = match prefix {
        Some("xml") => Some(Namespace::xml()),
        Some(prefix) => Some(find(Some(prefix)).ok_or_else(|| QNameError::UndeclaredPrefix(prefix.to_owned()))?),
        None => find(None).or_else(|| adopted.0.clone()),
    };
    Ok(QName::new(namespace, local))
}

/// Drops XML white space (and nothing else that Unicode calls white) from both ends.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// The white-space-separated words of a text, with their offsets.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split([' ', '\t', '\r', '\n'])
        .filter(|token| !token.is_empty())
        .map(move |token| (token.as_ptr() as usize - base, token))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn resolve_in(xml: &str, text: &str, adopted: &Adopted) -> Result<QName, QNameError> {
        let document = roxmltree::Document::parse(xml).unwrap();
        resolve(text, document.root_element(), adopted)
    }

    fn urn(name: &str) -> Option<Namespace> {
        Namespace::new(name)
    }

    #[test]
    fn prefixes_are_resolved_where_they_stand() {
        let xml = "<a xmlns='urn:d' xmlns:t='urn:t'/>";
        let none = Adopted::default();
        assert_eq!(resolve_in(xml, " t:A\n", &none), Ok(QName::new(urn("urn:t"), "A")));
        assert_eq!(resolve_in(xml, "A", &none), Ok(QName::new(urn("urn:d"), "A")));
        assert_eq!(resolve_in("<a/>", "A", &none), Ok(QName::new(None, "A")));
        assert_eq!(resolve_in("<a/>", "xml:lang", &none), Ok(QName::new(Some(Namespace::xml()), "lang")));
    }

    #[test]
    fn an_adopted_namespace_yields_to_a_declared_one() {
        let adopted = Adopted(urn("urn:home"));
        assert_eq!(resolve_in("<a/>", "A", &adopted), Ok(QName::new(urn("urn:home"), "A")));
        assert_eq!(resolve_in("<a xmlns='urn:d'/>", "A", &adopted), Ok(QName::new(urn("urn:d"), "A")));
    }

    #[test]
    fn malformed_and_undeclared_names_are_told_apart() {
        let none = Adopted::default();
        for text in ["", ":a", "a:", "a:b:c", "1a", "a b"] {
            assert_eq!(resolve_in("<a xmlns:a='urn:a'/>", text, &none), Err(QNameError::Malformed(text.to_owned())),);
        }
        assert_eq!(resolve_in("<a/>", "q:a", &none), Err(QNameError::UndeclaredPrefix("q".to_owned())));
    }

    #[test]
    fn names_order_by_namespace_first() {
        let mut names = [QName::new(urn("b"), "A"), QName::new(urn("a"), "Z"), QName::new(None, "Z")];
        names.sort();
        assert_eq!(names.map(|n| n.to_string()), ["Z", "{a}Z", "{b}A"]);
    }

    #[test]
    fn names_are_shown_with_a_known_prefix() {
        let mut prefixes = Prefixes::default();
        prefixes.insert(Namespace::new("urn:t").unwrap(), "t");
        assert_eq!(QName::new(urn("urn:t"), "A").with_prefix(&prefixes), "t:A");
        assert_eq!(QName::new(urn("urn:u"), "A").with_prefix(&prefixes), "{urn:u}A");
        assert_eq!(QName::xsd("string").with_prefix(&prefixes), "xs:string");
    }
}
