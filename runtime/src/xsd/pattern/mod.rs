//! The pattern facet (Part 2, section 4.3.4 and appendix F): regular expressions as schemas write them.
//!
//! A pattern is checked against the grammar of appendix F and translated into the syntax of the `regex` crate, whose
//! matching takes time linear in the text. Patterns named by facets are compiled once a process, when first needed.

mod block;
mod class;
mod translate;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The longest pattern that is accepted, in bytes.
const LONGEST: usize = 64 << 10;

/// How much memory a compiled pattern may take, in bytes. `\p{L}{1,255}` takes a third.
const SIZE_LIMIT: usize = 24 << 20;

/// How many patterns the process remembers.
const REMEMBERED: usize = 4096;

/// A regular expression of a schema. It matches whole texts.
///
/// ```
/// use soap_runtime::xsd::Pattern;
///
/// let consonants = Pattern::new("[a-z-[aeiou]]+")?;
/// assert!(consonants.is_match("xyz") && !consonants.is_match("xaz") && !consonants.is_match("xyz!"));
/// # Ok::<(), soap_runtime::xsd::PatternError>(())
/// ```
#[derive(Clone)]
pub struct Pattern {
    source: Box<str>,
    regex: regex::Regex,
}

/// Why a text is not a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// It breaks the grammar of appendix F.
    #[error("{reason} at byte {offset} of the pattern")]
    Syntax {
        /// Bytes from the start of the pattern.
        offset: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// It names a block or category that appendix F does not list.
    #[error("no block or category is named {name:?}, at byte {offset} of the pattern")]
    UnknownProperty {
        /// Bytes from the start of the pattern.
        offset: usize,
        /// What stands between the braces.
        name: String,
    },
    /// It is longer than 64 KiB, is nested too deep, or would take more than 24 MiB to match.
    #[error("the pattern is too large")]
    TooLarge,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// It breaks the grammar, names an unknown property, or is too large.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        if source.len() > LONGEST {
            return Err(PatternError::TooLarge);
        }
        let translated = translate::translate(source)?;
        let regex = regex::RegexBuilder::new(&translated).size_limit(SIZE_LIMIT).build();
        // The translation is always well formed, so only its size can be wrong.
        let regex = regex.map_err(|_| PatternError::TooLarge)?;
        Ok(Self { source: source.into(), regex })
    }

    /// Checks the grammar without compiling, which is much cheaper.
    ///
    /// # Errors
    /// It breaks the grammar or names an unknown property.
    pub fn validate(source: &str) -> Result<(), PatternError> {
        translate::translate(source).map(drop)
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Whether the whole of `text` matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The pattern, compiled when first asked for and remembered by the process.
    pub(super) fn remembered(source: &str) -> Result<Arc<Self>, PatternError> {
        type Compiled = Result<Arc<Pattern>, PatternError>;
        static PATTERNS: RwLock<BTreeMap<Box<str>, Compiled>> = RwLock::new(BTreeMap::new());

        if let Some(known) = PATTERNS.read().unwrap_or_else(PoisonError::into_inner).get(source) {
            return known.clone();
        }
        let compiled = Self::new(source).map(Arc::new);
        let mut patterns = PATTERNS.write().unwrap_or_else(PoisonError::into_inner);
        if patterns.len() < REMEMBERED {
            patterns.insert(source.into(), compiled.clone());
        }
        compiled
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

impl std::str::FromStr for Pattern {
    type Err = PatternError;

    fn from_str(source: &str) -> Result<Self, PatternError> {
        Self::new(source)
    }
}

#[cfg(test)]
mod tests;
