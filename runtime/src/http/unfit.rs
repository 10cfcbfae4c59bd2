//! A character that has no place where it stands: in the value of a header, in a name, in a token.
//!
//! Invariant: of the text around it, which may be a secret, nothing is told but how long it is.

use std::fmt;

/// See the module's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unfit {
    /// What the text is.
    what: &'static str,
    character: char,
    /// Which character of the text it is, from 1 on.
    place: usize,
    length: usize,
    /// What may be there.
    expected: &'static str,
    /// Whether there is nothing but white space before or behind it.
    is_around: bool,
}

impl Unfit {
    /// The first character of `text` that does not fit.
    pub(super) fn in_text(
        what: &'static str,
        text: &str,
        expected: &'static str,
        fits: impl Fn(char) -> bool,
    ) -> Result<(), Self> {
        let Some((index, (at, character))) = text.char_indices().enumerate().find(|(_, (_, c))| !fits(*c)) else {
            return Ok(());
        };
        let (before, behind) = text.split_at(at);
        let is_around = character.is_whitespace() && (before.trim().is_empty() || behind.trim().is_empty());
        Err(Self { what, character, place: index + 1, length: text.chars().count(), expected, is_around })
    }

    /// Holds a text to what the value of a header may be (RFC 9110, 5.5).
    #[cfg(feature = "client")]
    pub(super) fn in_header(what: &'static str, text: &str) -> Result<(), Self> {
        Self::in_text(what, text, "no control characters", |c| c == '\t' || !c.is_ascii_control())
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, character, place, length, expected, .. } = self;
        write!(f, "{what} has {character:?} as character {place} of {length}, and may have {expected}")?;
        f.write_str(if self.is_around { "; trim the white space around it, which files often end with" } else { "" })
    }
}

impl std::error::Error for Unfit {}
