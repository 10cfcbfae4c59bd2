//! From a byte offset back to a place people can find: element path, line and column.
//!
//! The source is gone through once more, tag by tag, without judging it: it may be broken right after the offset. A [`Locator`]
//! remembers how far it came, so that places asked for in document order cost one pass together.

use std::collections::BTreeMap;

use crate::error::{Error, NAME, Position, excerpt};

#[derive(Debug, Clone, Default)]
struct Level {
    name: String,
    nth: usize,
    children: BTreeMap<String, usize>,
}

/// Finds places in one source, which every call gets.
#[derive(Debug, Clone)]
pub(crate) struct Locator {
    /// Everything before this offset is accounted for in `levels`.
    at: usize,
    /// The open elements under a level for the document itself.
    levels: Vec<Level>,
    line: usize,
    /// Characters of the line before `counted`.
    column: usize,
    counted: usize,
}

/// About how many bytes of a path are shown from its beginning and from its end, if it is longer than both together. A path can be as long as the document,
/// and there can be as many notices about one.
const SHOWN: usize = 2_000;

impl Error {
    /// Finds path, line and column for another offset.
    #[cold]
    pub(crate) fn locate_at(mut self, source: &str, offset: usize) -> Self {
        self.position_mut().offset = offset;
        self.locate(source)
    }

    /// Finds path, line and column behind a text that is not what the offset counts.
    #[cold]
    pub(crate) fn locate_behind(self, text: &str) -> Self {
        let offset = self.position().offset;
        self.at(Position { offset, ..locate(text, text.len(), None) })
    }

    /// Finds path, line and column from the offset.
    #[cold]
    pub(crate) fn locate(self, source: &str) -> Self {
        let at = locate(source, self.position().offset, self.step());
        self.at(at)
    }

    /// Finds the path of an error of writing from what has been written so far.
    #[cold]
    pub(crate) fn locate_writing(self, written: &str) -> Self {
        let path = locate(written, written.len(), None).path;
        self.at(Position { path, ..Position::default() })
    }
}

/// The position of `offset` in `source`; `below` is one more step under the element found there.
fn locate(source: &str, offset: usize, below: Option<&str>) -> Position {
    Locator::new().position(source, offset, below)
}

impl Locator {
    pub(crate) fn new() -> Self {
        Self { at: 0, levels: vec![Level::default()], line: 1, column: 0, counted: 0 }
    }

    /// The position of `offset`; see [`locate`].
    pub(crate) fn position(&mut self, source: &str, offset: usize, below: Option<&str>) -> Position {
        let offset = floor(source, offset);
        if offset < self.at || offset < self.counted {
            *self = Self::new();
        }
        self.count_lines(source, offset);
        let below: Vec<String> = self.advance(source, offset).into_iter().chain(below.map(str::to_owned)).collect();
        // A byte order mark is not part of the text.
        let mark = usize::from(self.line == 1 && offset > 0 && source.starts_with('\u{FEFF}'));
        Position { path: self.path(&below), offset, line: self.line, column: self.column + 1 - mark }
    }

    /// The path of the innermost open element and of what is below it.
    fn path(&self, below: &[String]) -> String {
        let open = self.levels.get(1..).unwrap_or(&[]);
        let count = open.len() + below.len();
        let one = |index: usize| match open.get(index) {
            Some(level) => step(level),
            None => below.get(index - open.len()).cloned().unwrap_or_default(),
        };
        let (mut first, mut last) = (Vec::new(), Vec::new());
        let (mut from, mut until, mut shown) = (0, count, 0);
        while from < until && shown < SHOWN {
            first.push(one(from));
            shown += first.last().map_or(0, String::len);
            from += 1;
        }
        shown = 0;
        while from < until && shown < SHOWN {
            until -= 1;
            last.push(one(until));
            shown += last.last().map_or(0, String::len);
        }
        if from < until {
            first.push("…".to_owned());
        }
        first.extend(last.into_iter().rev());
        first.join("/")
    }

    fn count_lines(&mut self, source: &str, offset: usize) {
        let before = source.get(self.counted..offset).unwrap_or("");
        let last = match memchr::memrchr(b'\n', before.as_bytes()) {
            Some(newline) => {
                self.line += memchr::memchr_iter(b'\n', before.as_bytes()).count();
                self.column = 0;
                before.get(newline + 1..).unwrap_or("")
            }
            None => before,
        };
        self.column += last.chars().count();
        self.counted = offset;
    }

    /// Accounts for all markup that ends at or before `offset`; the step for a start tag that `offset` lies in.
    fn advance(&mut self, source: &str, offset: usize) -> Option<String> {
        loop {
            let rest = source.as_bytes().get(self.at..=offset.min(source.len().saturating_sub(1)))?;
            let start = self.at + memchr::memchr(b'<', rest)?;
            let markup = source.get(start..).unwrap_or("");
            let end = start + markup_length(markup);
            if end > offset {
                return self.step_of(markup);
            }
            self.take(markup.get(..end - start).unwrap_or(markup));
            self.at = end;
        }
    }

    /// Accounts for one whole piece of markup.
    fn take(&mut self, markup: &str) {
        if is_aside(markup) {
            return;
        }
        if markup.starts_with("</") {
            if self.levels.len() > 1 {
                self.levels.pop();
            }
            return;
        }
        let name = local_name(markup);
        let nth = self.levels.last_mut().map_or(1, |parent| {
            let count = parent.children.entry(name.to_owned()).or_default();
            *count += 1;
            *count
        });
        if !markup.ends_with("/>") {
            self.levels.push(Level { name: name.to_owned(), nth, children: BTreeMap::new() });
        }
    }

    /// The step a start tag would add to the path.
    fn step_of(&self, markup: &str) -> Option<String> {
        if is_aside(markup) || markup.starts_with("</") {
            return None;
        }
        let name = local_name(markup);
        let before = self.levels.last().and_then(|parent| parent.children.get(name)).copied().unwrap_or(0);
        Some(step(&Level { name: name.to_owned(), nth: before + 1, children: BTreeMap::new() }))
    }
}

fn floor(source: &str, offset: usize) -> usize {
    (0..=offset.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}

fn step(level: &Level) -> String {
    let name = excerpt(&level.name, NAME);
    match level.nth {
        1 => name.into_owned(),
        n => format!("{name}[{n}]"),
    }
}

/// Comments, processing instructions, CDATA sections: no part of any path.
fn is_aside(markup: &str) -> bool {
    markup.starts_with("<!") || markup.starts_with("<?")
}

fn local_name(markup: &str) -> &str {
    let stop = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<');
    let qname = markup.get(1..).and_then(|rest| rest.split(stop).next()).unwrap_or("");
    qname.rsplit(':').next().unwrap_or(qname)
}

/// The length of the markup `text` begins with; more than `text` has if it does not end.
fn markup_length(text: &str) -> usize {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(opening) {
            let body = text.get(opening.len()..).unwrap_or("");
            let found = memchr::memmem::find(body.as_bytes(), closing.as_bytes());
            return found.map_or(text.len() + 1, |length| opening.len() + length + closing.len());
        }
    }
    tag_length(text)
}

/// The length of the tag `text` begins with; a `>` in a quoted value does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "<a>\n <!-- <x> --><p:b k='>'/><p:b><c>é</c> <d/></p:b>\n</a>";

    fn at(needle: &str) -> usize {
        SOURCE.find(needle).unwrap_or(usize::MAX)
    }

    #[test]
    fn paths_count_siblings_of_one_name() {
        for (needle, path) in [("<p:b k", "a/b"), ("<c>", "a/b[2]/c"), ("<d/>", "a/b[2]/d"), ("</a>", "a")] {
            assert_eq!(locate(SOURCE, at(needle), None).path, path, "{needle}");
        }
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let position = locate(SOURCE, at(" <d/>"), Some("@x"));
        assert_eq!((position.line, position.column), (2, 39));
        assert_eq!(position.path, "a/b[2]/@x");
    }

    #[test]
    fn one_locator_finds_what_fresh_ones_find_in_any_order() {
        let mut locator = Locator::new();
        let forth = (0..=SOURCE.len()).collect::<Vec<_>>();
        let back = forth.iter().rev().copied();
        for offset in forth.iter().copied().chain(back) {
            assert_eq!(locator.position(SOURCE, offset, None), locate(SOURCE, offset, None), "{offset}");
        }
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let source = "\u{FEFF}<a>é\n\u{FEFF}<b/></a>";
        for (needle, line, column) in [("<a", 1, 1), ("é", 1, 4), ("\n", 1, 5), ("<b", 2, 2)] {
            let position = locate(source, source.find(needle).unwrap_or(0), None);
            assert_eq!((position.line, position.column), (line, column), "{needle}");
        }
        assert_eq!(locate(source, 0, None).column, 1);
    }

    #[test]
    fn of_a_long_path_both_ends_are_shown() {
        let names: Vec<String> = (0..1000).map(|n| format!("name-{n}")).collect();
        let source: String = names.iter().map(|name| format!("<{name}>")).collect();
        let path = locate(&source, source.len(), Some("@x")).path;
        assert!(path.starts_with("name-0/name-1/") && path.contains("/…/") && path.ends_with("/name-999/@x"), "{path}");
        assert!(path.len() < 6_000, "{}", path.len());
        let path = locate(&format!("<{}><b>", "a".repeat(10_000)), 20_000, None).path;
        assert!(path.ends_with("a…/b") && path.len() < 400, "{path}");
    }

    #[test]
    fn broken_markup_is_located_too() {
        for source in ["", "<", "<a", "<a b='", "<!-- ", "</a></b>", "<a/><", "<é"] {
            for offset in 0..source.len() + 2 {
                assert!(locate(source, offset, None).line == 1, "{source} {offset}");
            }
        }
    }
}
