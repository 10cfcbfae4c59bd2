//! `default` and `fixed`.

use super::error::TableError;
use super::line::{Flag, Line};
use super::text::quoted;

/// What stands for an absent value, or is the only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueConstraint {
    /// What an empty element or an absent attribute is read as.
    Default(Box<str>),
    /// The only value.
    Fixed(Box<str>),
}

impl ValueConstraint {
    /// The value, as written.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Default(text) | Self::Fixed(text) => text,
        }
    }

    /// The value, if it is the only one.
    #[must_use]
    pub fn fixed(&self) -> Option<&str> {
        match self {
            Self::Default(_) => None,
            Self::Fixed(text) => Some(text),
        }
    }

    pub(super) fn read(flag: Flag<'_>, line: &Line<'_>) -> Result<Self, TableError> {
        match flag {
            Flag::Value("default", text) => Ok(Self::Default(text.into())),
            Flag::Value("fixed", text) => Ok(Self::Fixed(text.into())),
            Flag::Plain(name) | Flag::Value(name, _) => Err(line.unexpected(name)),
        }
    }

    /// ` default="…"` or ` fixed="…"`.
    pub(super) fn flag(&self) -> String {
        match self {
            Self::Default(text) => format!(" default={}", quoted(text)),
            Self::Fixed(text) => format!(" fixed={}", quoted(text)),
        }
    }
}
