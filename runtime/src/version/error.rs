//! Why a value has no form in another version of its contract, and where in the value the reason is.

use std::convert::Infallible;
use std::fmt;

use crate::xsd::ValueError;

/// What a conversion fails with: [`Infallible`] or a [`ConversionError`].
pub trait Failure: Into<ConversionError> {
    /// The same failure, of the value at an index of its list.
    #[must_use]
    fn at(self, index: usize) -> Self;

    /// The same failure, below a part of the value, on the way to a version.
    #[must_use]
    fn below(self, step: &'static str, version: &'static str) -> Self;
}

/// A value, or a part of it, that another version of the contract has no place for.
///
/// It reads `ImGroupType/Members/Member[2]/Colour: not in v2013`.
#[derive(Debug, Clone, PartialEq)]
pub struct ConversionError(Box<Report>);

#[derive(Debug, Clone, PartialEq)]
struct Report {
    kind: ConversionErrorKind,
    root: &'static str,
    /// From the inside out.
    steps: Vec<String>,
    index: usize,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ConversionErrorKind {
    /// The other version does not have the part, or another kind of part under this name.
    #[error("not in {version}")]
    NotIn {
        /// The other version's module.
        version: &'static str,
    },
    /// The other version does not list the value.
    #[error("the value {text:?} is not in {version}")]
    Value {
        /// The value's text.
        text: String,
        /// The other version's module.
        version: &'static str,
    },
    /// The other version requires the part, and it is absent.
    #[error("absent, but required in {version}")]
    Required {
        /// The other version's module.
        version: &'static str,
    },
    /// The part is `nil`, which the other version does not allow.
    #[error("nil, which {version} does not allow")]
    Nil {
        /// The other version's module.
        version: &'static str,
    },
    /// The part has several values, and the other version has room for one.
    #[error("{found} values, but one at most in {version}")]
    TooMany {
        /// How many there are.
        found: usize,
        /// The other version's module.
        version: &'static str,
    },
    /// The text does not belong to the other version's type.
    #[error("not a value in {version}: {error}")]
    Invalid {
        /// What its type says.
        error: ValueError,
        /// The other version's module.
        version: &'static str,
    },
}

impl ConversionError {
    pub(super) fn new(kind: ConversionErrorKind) -> Self {
        Self(Box::new(Report { kind, root: "", steps: Vec::new(), index: 0 }))
    }

    /// The part is not known; version and place follow.
    #[doc(hidden)]
    #[must_use]
    pub fn not_in() -> Self {
        Self::new(ConversionErrorKind::NotIn { version: "" })
    }

    /// The value is not listed.
    #[doc(hidden)]
    #[must_use]
    pub fn unlisted(text: &str, version: &'static str) -> Self {
        Self::new(ConversionErrorKind::Value { text: text.to_owned(), version })
    }

    /// The part is required.
    #[doc(hidden)]
    #[must_use]
    pub fn required() -> Self {
        Self::new(ConversionErrorKind::Required { version: "" })
    }

    /// The text breaks the type.
    #[doc(hidden)]
    #[must_use]
    pub fn invalid(error: ValueError, version: &'static str) -> Self {
        Self::new(ConversionErrorKind::Invalid { error, version })
    }

    /// The same error of a value of this type.
    #[doc(hidden)]
    #[must_use]
    pub fn of(mut self, root: &'static str) -> Self {
        self.0.root = root;
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ConversionErrorKind {
        &self.0.kind
    }

    /// Where: the type that was to be converted and the schema names from there, `ImGroupType/Members/Member[2]`. A number
    /// counts the values of one part, from 1, and is left out for the first.
    #[must_use]
    pub fn path(&self) -> String {
        let steps = self.0.steps.iter().rev().map(String::as_str);
        std::iter::once(self.0.root).chain(steps).collect::<Vec<_>>().join("/")
    }
}

impl Failure for ConversionError {
    fn at(mut self, index: usize) -> Self {
        self.0.index = index;
        self
    }

    fn below(mut self, step: &'static str, version: &'static str) -> Self {
        let index = std::mem::take(&mut self.0.index);
        match (step, index) {
            ("", _) => {}
            (step, 0) => self.0.steps.push(step.to_owned()),
            (step, index) => self.0.steps.push(format!("{step}[{}]", index + 1)),
        }
        let slot = match &mut self.0.kind {
            ConversionErrorKind::NotIn { version }
            | ConversionErrorKind::Value { version, .. }
            | ConversionErrorKind::Required { version }
            | ConversionErrorKind::Nil { version }
            | ConversionErrorKind::TooMany { version, .. }
            | ConversionErrorKind::Invalid { version, .. } => version,
        };
        *slot = version;
        self
    }
}

impl Failure for Infallible {
    fn at(self, _: usize) -> Self {
        self
    }

    fn below(self, _: &'static str, _: &'static str) -> Self {
        self
    }
}

impl From<Infallible> for ConversionError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path(), self.0.kind)
    }
}

impl std::error::Error for ConversionError {}
