//! Lines and the texts on them.
//!
//! In: facts. Out: indented lines. Invariant: whatever a text holds, its line stays one line of visible characters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Indented lines.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    /// Adds a line.
    pub(super) fn fact(&mut self, fact: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(fact);
        self.text.push('\n');
    }

    /// The lines that follow belong to the last one.
    pub(super) fn indent(&mut self) {
        self.depth += 1;
    }

    /// The lines that follow belong where they did before the last [`Self::indent`].
    pub(super) fn outdent(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The TEXT of the grammar: as it is, if that can be told from what surrounds it, else in quotation marks.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let at_ends = |c| text.starts_with(c) || text.ends_with(c);
    let plain = !text.is_empty() && !text.starts_with('"') && !at_ends(' ');
    if plain && text.chars().all(is_visible) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// The text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_visible(c) => quoted.push(c),
            c => {
                let _ = write!(quoted, "\\u{{{:X}}}", c as u32);
            }
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a reader sees the character for what it is: no control or format character, no blank but the space, and no
/// mark that would join the quotation mark before it.
fn is_visible(c: char) -> bool {
    let hidden = c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c,
            '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{10FFFF}');
    !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_they_must_be() {
        for (value, expected) in [
            ("NoError", "NoError"),
            (r"[0-9A-Fa-f]{8}-\d+", r"[0-9A-Fa-f]{8}-\d+"),
            ("a \"b\" c", "a \"b\" c"),
            ("größer 漢", "größer 漢"),
            ("", r#""""#),
            (" a", r#"" a""#),
            ("a ", r#""a ""#),
            ("\"a", r#""\"a""#),
            ("a\nb\t\\\r", r#""a\nb\t\\\r""#),
            ("a\u{A0}\u{202E}b", r#""a\u{A0}\u{202E}b""#),
            ("\u{301}", r#""\u{301}""#),
        ] {
            assert_eq!(text(value), expected);
        }
    }

    #[test]
    fn lines_are_indented_below_each_other() {
        let mut lines = Lines::default();
        lines.fact("a");
        lines.indent();
        lines.fact("b");
        lines.indent();
        lines.fact("c");
        lines.outdent();
        lines.outdent();
        lines.fact("d");
        assert_eq!(lines.into_text(), "a\n  b\n    c\nd\n");
    }
}
