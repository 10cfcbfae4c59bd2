//! Why a text is not a value of its type: what was expected, what was found, and the rule it breaks.

use std::borrow::Cow;
use std::fmt;

use super::facets::Facet;
use crate::error::excerpt;

/// How many characters of the offending text an error keeps.
const FOUND_LIMIT: usize = 64;

/// A text that is not a value of its type.
///
/// ```
/// let error = "abc".parse::<soap_runtime::xsd::Integer>().unwrap_err();
/// assert_eq!(error.to_string(), r#"expected xs:integer, found "abc": not an integer"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ValueError(Box<Mismatch>);

#[derive(Clone, PartialEq, Eq)]
struct Mismatch {
    expected: Cow<'static, str>,
    found: Box<str>,
    reason: Reason,
}

/// The kind of rule that a text breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is outside the lexical space of the type (Part 2, section 2.3), for the reason given.
    Lexical(&'static str),
    /// It is well formed, and its value is one that the type cannot hold.
    Range,
    /// It is a value of the base type that a constraining facet excludes.
    Facet(Facet),
}

impl ValueError {
    /// An error about `found`, of which the first 64 characters are kept. `expected` names the type (`xs:int`) or, for
    /// a facet, says what it asks for (`at least 1 character`).
    #[cold]
    #[must_use]
    pub fn new(expected: impl Into<Cow<'static, str>>, found: &str, reason: Reason) -> Self {
        let (expected, found) = (expected.into(), excerpt(found, FOUND_LIMIT).into());
        Self(Box::new(Mismatch { expected, found, reason }))
    }

    /// A text outside the lexical space of `expected`.
    #[cold]
    #[must_use]
    pub fn lexical(expected: &'static str, found: &str, why: &'static str) -> Self {
        Self::new(expected, found, Reason::Lexical(why))
    }

    /// What would have been accepted.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// The beginning of the text that was found; it ends in `…` if there was more.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// The kind of rule that the text breaks.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.0.reason
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch { expected, found, reason } = &*self.0;
        match reason {
            Reason::Lexical(why) => write!(f, "expected {expected}, found {found:?}: {why}"),
            Reason::Range => write!(f, "expected {expected}, found {found:?}: out of range"),
            Reason::Facet(facet) => {
                write!(f, "expected {expected} ({}), found {found:?}", facet.name())
            }
        }
    }
}

impl fmt::Debug for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch { expected, found, reason } = &*self.0;
        f.debug_struct("ValueError").field("expected", expected).field("found", found).field("reason", reason).finish()
    }
}

impl std::error::Error for ValueError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_for_people() {
        let lexical = ValueError::lexical("xs:int", "abc", "not a number");
        assert_eq!(lexical.to_string(), r#"expected xs:int, found "abc": not a number"#);
        let range = ValueError::new("xs:byte", "128", Reason::Range);
        assert_eq!(range.to_string(), r#"expected xs:byte, found "128": out of range"#);
        let facet = ValueError::new("at least 1 character", "", Reason::Facet(Facet::MinLength));
        assert_eq!(facet.to_string(), r#"expected at least 1 character (minLength), found """#);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let exact = "é".repeat(64);
        assert_eq!(ValueError::lexical("x", &exact, "y").found(), exact);
        let longer = "é".repeat(65);
        assert_eq!(ValueError::lexical("x", &longer, "y").found(), format!("{exact}…"));
    }

    #[test]
    fn an_error_is_one_pointer() {
        assert_eq!(size_of::<ValueError>(), size_of::<usize>());
    }
}
