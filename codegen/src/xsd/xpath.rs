//! The XPath expressions of identity constraints (XSD 1.0 part 1 §3.11.6).
//!
//! ```text
//! .//t:Item/t:Part | t:Other      a selector
//! t:Name | @Id                    a field
//! ```
//!
//! In: the text, the element it stands on, for the prefixes, and the namespace of elements without a prefix. Out: paths of names. Unless
//! `xpathDefaultNamespace` (XSD 1.1) says otherwise, that is none, as in XPath 1.0.

use roxmltree::Node;
use soap_runtime::xml::is_ncname;

use crate::qname::{Namespace, QName, trim};

/// Alternative paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XPath(pub Vec<Path>);

/// A way down from an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Whether it begins with `.//`.
    pub is_deep: bool,
    /// The elements on the way.
    pub steps: Vec<NameTest>,
    /// The attribute at its end.
    pub attribute: Option<NameTest>,
}

/// A test of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `t:*`
    Namespace(Namespace),
    /// `t:Name`
    Name(QName),
}

impl XPath {
    /// A selector, which leads to elements.
    pub(super) fn selector(text: &str, node: Node<'_, '_>, default: Option<&Namespace>) -> Result<Self, String> {
        let xpath = Self::field(text, node, default)?;
        if xpath.0.iter().any(|path| path.attribute.is_some()) {
            return Err("a selector leads to elements, and this one leads to an attribute".to_owned());
        }
        Ok(xpath)
    }

    /// A field, which leads to elements or attributes.
    pub(super) fn field(text: &str, node: Node<'_, '_>, default: Option<&Namespace>) -> Result<Self, String> {
        text.split('|').map(|path| Path::read(path, node, default)).collect::<Result<_, _>>().map(Self)
    }

    /// Every name test in it.
    pub fn tests(&self) -> impl Iterator<Item = &NameTest> {
        self.0.iter().flat_map(|path| path.steps.iter().chain(&path.attribute))
    }
}

impl Path {
    fn read(text: &str, node: Node<'_, '_>, default: Option<&Namespace>) -> Result<Self, String> {
        let (is_deep, rest) = match trim(text).strip_prefix('.').map(trim).and_then(|rest| rest.strip_prefix("//")) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut path = Self { is_deep, steps: Vec::new(), attribute: None };
        let mut steps = rest.split('/').peekable();
        while let Some(step) = steps.next() {
            let step = trim(step);
            let is_last = steps.peek().is_none();
            match after_axis(step, "@", "attribute") {
                Some(name) if is_last => path.attribute = Some(NameTest::read(name, node, None)?),
                _ if step == "." => {}
                _ => path.steps.push(NameTest::read(after_axis(step, "", "child").unwrap_or(step), node, default)?),
            }
        }
        Ok(path)
    }
}

/// What follows an axis, in its short or its long form.
fn after_axis<'t>(step: &'t str, short: &str, long: &str) -> Option<&'t str> {
    let in_full = || trim(step.strip_prefix(long)?).strip_prefix("::");
    let in_short = || step.strip_prefix(short).filter(|_| !short.is_empty());
    in_short().or_else(in_full).map(trim)
}

impl NameTest {
    fn read(text: &str, node: Node<'_, '_>, default: Option<&Namespace>) -> Result<Self, String> {
        let (prefix, local) = text.split_once(':').map_or((None, text), |(prefix, local)| (Some(prefix), local));
        let namespace = match prefix {
            Some(prefix) => Some(declared(prefix, node)?),
            None if local == "*" => return Ok(Self::Any),
            None => default.cloned(),
        };
        match (namespace, local) {
            (Some(namespace), "*") => Ok(Self::Namespace(namespace)),
            (namespace, local) if is_ncname(local) => Ok(Self::Name(QName::new(namespace, local))),
            _ => Err(format!("`{text}` is not `name`, `prefix:name`, `*`, `prefix:*`, `.` or one of them after `@`")),
        }
    }

    /// The namespace it names.
    #[must_use]
    pub fn namespace(&self) -> Option<&Namespace> {
        match self {
            Self::Any => None,
            Self::Namespace(namespace) => Some(namespace),
            Self::Name(name) => name.namespace(),
        }
    }
}

fn declared(prefix: &str, node: Node<'_, '_>) -> Result<Namespace, String> {
    let uri = if prefix == "xml" { Some(crate::qname::XML) } else { node.lookup_namespace_uri(Some(prefix)) };
    uri.and_then(Namespace::new).ok_or_else(|| format!("the prefix `{prefix}` is not declared"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let document = roxmltree::Document::parse("<a xmlns:t='urn:t'/>").expect("a document");
        let name = |test: &NameTest| match test {
            NameTest::Any => "*".to_owned(),
            NameTest::Namespace(namespace) => format!("{{{namespace}}}*"),
            NameTest::Name(name) => name.to_string(),
        };
        let path = |path: &Path| {
            let attribute = path.attribute.iter().map(|test| format!("@{}", name(test)));
            let steps: Vec<_> = path.steps.iter().map(name).chain(attribute).collect();
            format!("{}{}", if path.is_deep { "// " } else { "" }, steps.join(" "))
        };
        let xpath = XPath::field(text, document.root_element(), None)?;
        Ok(xpath.0.iter().map(path).collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn paths_and_alternatives() {
        for (text, expected) in [
            (".", ""),
            ("t:a/b", "{urn:t}a b"),
            (" . // t:a / @ b ", "// {urn:t}a @b"),
            (".//.", "// "),
            ("*/t:*|@*", "* {urn:t}* | @*"),
            ("child::a/attribute::t:b", "a @{urn:t}b"),
            ("./a/.", "a"),
            ("@xml:lang", "@{http://www.w3.org/XML/1998/namespace}lang"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_the_subset_has_not_is_refused() {
        for text in ["", "a//b", "/a", "u:a", "a[1]", "@a/b", "..", "text()", "a|", "t:", "parent::a"] {
            assert!(read(text).is_err(), "{text}");
        }
        let document = roxmltree::Document::parse("<a/>").expect("a document");
        assert!(XPath::selector("@a", document.root_element(), None).is_err());
    }
}
