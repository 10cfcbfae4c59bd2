//! Texts on a line: as they are, or in quotation marks.
//!
//! Invariant: whatever a text holds, its line stays one line of visible characters, and what is read is what was written.

use std::borrow::Cow;
use std::fmt::Write as _;

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

/// The text in quotation marks at the start of `source`, and what follows it.
pub(super) fn unquote(source: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = source.strip_prefix('"')?;
    loop {
        let stop = rest.find(['"', '\\'])?;
        let (plain, from) = rest.split_at(stop);
        text.push_str(plain);
        if let Some(after) = from.strip_prefix('"') {
            return Some((text, after));
        }
        let mut escape = from.chars();
        escape.next();
        match escape.next()? {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'u' => {
                let (digits, after) = escape.as_str().strip_prefix('{')?.split_once('}')?;
                text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                escape = after.chars();
            }
            c @ ('"' | '\\') => text.push(c),
            _ => return None,
        }
        rest = escape.as_str();
    }
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

    proptest::proptest! {
        #[test]
        fn what_is_quoted_is_read_again(text: String, after in "[ a-z]*") {
            let line = quoted(&text) + &after;
            proptest::prop_assert_eq!(unquote(&line), Some((text, after.as_str())));
        }
    }
}
