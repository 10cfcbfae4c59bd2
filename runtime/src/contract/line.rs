//! The lines of a contract table, and the words on them.
//!
//! ```text
//! complex t:ItemIdType extends t:BaseItemIdType
//!   attribute Id xs:string required
//! ```

use std::borrow::Cow;

use super::error::TableError;
use super::text::unquote;

/// How deep lines may nest: far more than any schema needs, and little enough for recursion.
const DEEPEST: usize = 96;

/// The lines that hold facts, in order, and the next of them.
pub(super) struct Lines<'t> {
    text: &'t str,
    number: usize,
    next: Option<Line<'t>>,
    /// How deep the line taken last stands.
    depth: usize,
}

/// A line, and how far its words have been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) number: usize,
    pub(super) depth: usize,
    rest: &'t str,
}

/// A word behind a name: plain, or with a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flag<'t> {
    Plain(&'t str),
    Value(&'t str, Cow<'t, str>),
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Result<Self, TableError> {
        let mut lines = Self { text, number: 0, next: None, depth: 0 };
        lines.advance()?;
        Ok(lines)
    }

    /// Takes the next line if it stands `depth` levels deep.
    pub(super) fn take(&mut self, depth: usize) -> Result<Option<Line<'t>>, TableError> {
        let Some(line) = self.next.filter(|line| line.depth == depth) else { return Ok(None) };
        self.depth = line.depth;
        self.advance()?;
        Ok(Some(line))
    }

    /// The first word of the next line, if that stands `depth` levels deep.
    pub(super) fn peek(&self, depth: usize) -> Option<&'t str> {
        let line = self.next.filter(|line| line.depth == depth)?;
        line.rest.split(' ').next()
    }

    /// The line that is left when all that belongs somewhere has been taken.
    pub(super) fn leftover(&self) -> Option<TableError> {
        self.next.map(|line| line.error("the line belongs to none above it"))
    }

    fn advance(&mut self) -> Result<(), TableError> {
        self.next = None;
        while !self.text.is_empty() {
            let (line, rest) = self.text.split_once('\n').unwrap_or((self.text, ""));
            self.text = rest;
            self.number += 1;
            let content = line.trim_start_matches(' ');
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let indent = line.len() - content.len();
            let line = Line { number: self.number, depth: indent / 2, rest: content };
            if !indent.is_multiple_of(2) || line.depth > DEEPEST {
                return Err(line.error("the line is not indented by two spaces a level, at most 96 levels"));
            }
            self.next = Some(line);
            break;
        }
        Ok(())
    }
}

impl<'t> Line<'t> {
    #[cold]
    pub(super) fn error(&self, reason: impl Into<String>) -> TableError {
        TableError::new(self.number, reason)
    }

    /// The error for a word that means nothing here.
    #[cold]
    pub(super) fn unexpected(&self, word: &str) -> TableError {
        self.error(format!("`{word}` is no keyword here"))
    }

    /// The next word.
    pub(super) fn word(&mut self, what: &str) -> Result<&'t str, TableError> {
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        if word.is_empty() {
            return Err(self.error(format!("{what} is missing")));
        }
        self.rest = rest;
        Ok(word)
    }

    /// The next word, if there is one, and `wanted` takes it.
    pub(super) fn word_if(&mut self, wanted: impl Fn(&str) -> bool) -> Option<&'t str> {
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        if word.is_empty() || !wanted(word) {
            return None;
        }
        self.rest = rest;
        Some(word)
    }

    /// The next flag: a word, `name=word` or `name="text"`.
    pub(super) fn flag(&mut self) -> Result<Option<Flag<'t>>, TableError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let end = self.rest.find([' ', '=']).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        let Some(value) = rest.strip_prefix('=') else {
            self.rest = rest.strip_prefix(' ').unwrap_or(rest);
            return Ok(Some(Flag::Plain(name)));
        };
        if value.starts_with('"') {
            let (value, rest) = unquote(value).ok_or_else(|| self.error("a quoted text is not well formed"))?;
            self.rest = rest.strip_prefix(' ').unwrap_or(rest);
            return Ok(Some(Flag::Value(name, Cow::Owned(value))));
        }
        let (value, rest) = value.split_once(' ').unwrap_or((value, ""));
        self.rest = rest;
        Ok(Some(Flag::Value(name, Cow::Borrowed(value))))
    }

    /// The rest of the line as a text, or the text in quotation marks that it begins with; flags may follow that.
    pub(super) fn text(&mut self) -> Result<Cow<'t, str>, TableError> {
        let rest = std::mem::take(&mut self.rest);
        if !rest.starts_with('"') {
            return Ok(Cow::Borrowed(rest));
        }
        let (text, after) = unquote(rest).ok_or_else(|| self.error("a quoted text is not well formed"))?;
        match after.strip_prefix(' ') {
            Some(flags) if !flags.is_empty() => self.rest = flags,
            None if after.is_empty() => {}
            _ => return Err(self.error("a quoted text is not well formed")),
        }
        Ok(Cow::Owned(text))
    }

    /// Whether the rest of the line begins with this.
    pub(super) fn is_at(&self, start: &str) -> bool {
        self.rest.starts_with(start)
    }

    /// Checks that nothing is left on the line.
    pub(super) fn end(&self) -> Result<(), TableError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.error(format!("`{}` was not expected", self.rest))) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lines_nest_by_indentation() {
        let mut lines = Lines::new("# head\na\n\n  b c\n    d\n  e\nf").unwrap();
        let mut a = lines.take(0).unwrap().unwrap();
        assert_eq!((a.word("x").unwrap(), a.number), ("a", 2));
        assert!(lines.take(0).unwrap().is_none());
        assert_eq!(lines.peek(1), Some("b"));
        lines.take(1).unwrap();
        assert!(lines.take(2).unwrap().is_some());
        assert_eq!(lines.peek(1), Some("e"));
        lines.take(1).unwrap();
        assert_eq!(
            lines.leftover().unwrap().to_string(),
            "line 7 of the contract table: the line belongs to none above it"
        );
        lines.take(0).unwrap();
        assert!(lines.leftover().is_none());
    }

    #[test]
    fn odd_indentation_is_an_error() {
        assert!(Lines::new(" a").is_err());
        assert!(Lines::new(&format!("{}a", "  ".repeat(97))).is_err());
    }

    #[test]
    fn flags_and_texts() {
        let mut lines = Lines::new("x nillable default=\"a \\\"b\\\" \\u{E9}\\n\" block=extension 0..*").unwrap();
        let mut line = lines.take(0).unwrap().unwrap();
        line.word("x").unwrap();
        assert_eq!(line.flag().unwrap(), Some(Flag::Plain("nillable")));
        assert_eq!(line.flag().unwrap(), Some(Flag::Value("default", "a \"b\" é\n".into())));
        assert_eq!(line.flag().unwrap(), Some(Flag::Value("block", "extension".into())));
        assert_eq!(line.flag().unwrap(), Some(Flag::Plain("0..*")));
        assert_eq!(line.flag().unwrap(), None);
        line.end().unwrap();
    }

    #[test]
    fn broken_quotes_are_errors() {
        for text in ["\"", "\"a", "\"a\"b", "\"\\x\"", "\"\\u{}\"", "\"\\u{D800}\"", "\"\\u{41\""] {
            let source = format!("value {text}");
            let mut line = Lines::new(&source).unwrap().take(0).unwrap().unwrap();
            line.word("x").unwrap();
            assert!(line.text().is_err(), "{text}");
        }
    }
}
