//! `xs:QName` (Part 2, section 3.2.18): a name whose prefix has a meaning only where it stands.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::name::is_ncname;
use super::value::{NamespaceOf, Spell};
use super::{SimpleValue, ValueError, WhiteSpace};

/// A qualified name. Names are equal if their namespace and local part are; the prefix is kept for writing.
#[derive(Debug, Clone)]
pub struct QName {
    prefix: Option<Box<str>>,
    namespace: Option<String>,
    local: Box<str>,
}

/// A placeholder: no name at all.
impl Default for QName {
    fn default() -> Self {
        Self { prefix: None, namespace: None, local: Box::default() }
    }
}

impl QName {
    /// A name in a namespace, or in none.
    ///
    /// # Errors
    /// The local part is not an `NCName`.
    pub fn new(namespace: Option<&str>, local: &str) -> Result<Self, ValueError> {
        if !is_ncname(local) {
            return Err(ValueError::lexical("xs:NCName", local, NOT_A_NAME));
        }
        Ok(Self { prefix: None, namespace: namespace.map(str::to_owned), local: local.into() })
    }

    /// The name with a prefix to write it with. The writer has to bind it.
    ///
    /// # Errors
    /// The prefix is not an `NCName`.
    pub fn with_prefix(self, prefix: &str) -> Result<Self, ValueError> {
        if !is_ncname(prefix) {
            return Err(ValueError::lexical("xs:NCName", prefix, NOT_A_NAME));
        }
        Ok(Self { prefix: Some(prefix.into()), ..self })
    }

    /// Reads a name. `namespace_of` says to which namespace a prefix is bound where the text stands; asked for no prefix,
    /// the default namespace, if there is one.
    ///
    /// ```
    /// use soap_runtime::xsd::QName;
    ///
    /// let bindings = |prefix: Option<&str>| (prefix == Some("t")).then_some("urn:types");
    /// let name = QName::resolve("t:ItemId", &bindings)?;
    /// assert_eq!((name.namespace(), name.local(), name.prefix()), (Some("urn:types"), "ItemId", Some("t")));
    /// assert!(QName::resolve("m:ItemId", &bindings).is_err());
    /// # Ok::<(), soap_runtime::xsd::ValueError>(())
    /// ```
    ///
    /// # Errors
    /// The text is not a qualified name, or its prefix is not bound.
    pub fn resolve(text: &str, namespace_of: &NamespaceOf<'_, '_>) -> Result<Self, ValueError> {
        let (prefix, local) = parts(text)?;
        let namespace = namespace_of(prefix);
        if prefix.is_some() && namespace.is_none() {
            return Err(ValueError::lexical("xs:QName", text, "the prefix is not bound to a namespace"));
        }
        let namespace = namespace.filter(|uri| !uri.is_empty()).map(str::to_owned);
        Ok(Self { prefix: prefix.map(Into::into), namespace, local: local.into() })
    }

    /// The prefix it was written with.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref()
    }

    /// The namespace, if it is in one.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The local part.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    fn expanded(&self) -> (Option<&str>, &str) {
        (self.namespace(), self.local())
    }
}

/// `xs:QName` and `xs:NOTATION`. A text by itself has no prefixes bound, so only a name without one can be read from it.
impl SimpleValue for QName {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
    const HOLDS_NAMES: bool = true;

    fn placeholder() -> Self {
        Self::default()
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        Self::resolve(text, &|_| None)
    }

    fn from_lexical_in(
        text: &str,
        namespace_of: &NamespaceOf<'_, '_>,
    ) -> Result<(Self, Option<ValueError>), ValueError> {
        Ok((Self::resolve(text, namespace_of)?, None))
    }

    fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
        if let Some(prefix) = &self.prefix {
            scratch.extend([prefix, ":"]);
        }
        scratch.push_str(&self.local);
        scratch
    }

    fn spell(&self, spell: &mut Spell<'_>, text: &mut String) {
        spell(self, text);
    }
}

const NOT_A_NAME: &str = "not a name without colon";

/// Splits `prefix:local`.
pub(super) fn parts(text: &str) -> Result<(Option<&str>, &str), ValueError> {
    let (prefix, local) = match text.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, text),
    };
    if prefix.is_none_or(is_ncname) && is_ncname(local) {
        return Ok((prefix, local));
    }
    Err(ValueError::lexical("xs:QName", text, "not of the form name or prefix:name"))
}

/// The lexical form: `prefix:local`, or `local` without a prefix.
impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.prefix {
            Some(prefix) => write!(f, "{prefix}:{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

impl PartialEq for QName {
    fn eq(&self, other: &Self) -> bool {
        self.expanded() == other.expanded()
    }
}

impl Eq for QName {}

impl Hash for QName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.expanded().hash(state);
    }
}

impl PartialOrd for QName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By namespace, then by local part. XSD itself gives names no order.
impl Ord for QName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.expanded().cmp(&other.expanded())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn bindings(prefix: Option<&str>) -> Option<&'static str> {
        match prefix {
            None => Some("urn:default"),
            Some("a" | "b") => Some("urn:ab"),
            _ => None,
        }
    }

    #[test]
    fn prefixes_are_kept_and_do_not_count() {
        let a = QName::resolve("a:x", &bindings).unwrap();
        let b = QName::resolve("b:x", &bindings).unwrap();
        assert_eq!(a, b);
        assert_eq!((a.to_string().as_str(), b.to_string().as_str()), ("a:x", "b:x"));
        assert_eq!(QName::new(Some("urn:ab"), "x").unwrap().with_prefix("c").unwrap(), a);
        assert_ne!(QName::resolve("x", &bindings).unwrap(), a);
    }

    #[test]
    fn default_namespace() {
        let name = QName::resolve("x", &bindings).unwrap();
        assert_eq!((name.namespace(), name.prefix()), (Some("urn:default"), None));
        for unbound in [None, Some("")] {
            assert_eq!(QName::resolve("x", &|_| unbound).unwrap().namespace(), None);
        }
    }

    #[test]
    fn malformed() {
        for text in ["", ":", "a:", ":x", "a:b:c", "1x", "a:1x", "a b", "c:x", " a:x"] {
            assert!(QName::resolve(text, &bindings).is_err(), "{text:?}");
        }
        assert!(QName::new(None, "a:b").is_err());
        assert!(QName::new(None, "a").unwrap().with_prefix("").is_err());
    }
}
