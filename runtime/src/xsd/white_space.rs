//! The whiteSpace facet (Part 2, section 4.3.6): how the text of an element or attribute becomes a lexical form.

use std::borrow::Cow;

use crate::xml::may_have_space;

/// What happens to white space (`#x9`, `#xA`, `#xD` and `#x20`) before a text is read as a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhiteSpace {
    /// Nothing: it is part of the value.
    Preserve,
    /// Each tab, line feed and carriage return becomes a space.
    Replace,
    /// After `Replace`, runs of spaces become one, and those at the ends go.
    Collapse,
}

impl WhiteSpace {
    /// Applies the facet; borrows unless a character inside the text has to change.
    ///
    /// ```
    /// use soap_runtime::xsd::WhiteSpace;
    ///
    /// assert_eq!(WhiteSpace::Collapse.normalize("\n  a\t b "), "a b");
    /// assert_eq!(WhiteSpace::Replace.normalize("a\tb "), "a b ");
    /// ```
    #[inline]
    #[must_use]
    pub fn normalize(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Preserve => Cow::Borrowed(text),
            Self::Replace => replace(text),
            Self::Collapse => collapse(text),
        }
    }

    /// The treatment that is called so in a schema.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Preserve, Self::Replace, Self::Collapse].into_iter().find(|treatment| treatment.name() == name)
    }

    /// The facet's value in a schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preserve => "preserve",
            Self::Replace => "replace",
            Self::Collapse => "collapse",
        }
    }
}

/// The text of a field that is a Rust `String` and whose schema type collapses white space (`xs:token`, `xs:anyURI`, …).
#[must_use]
pub fn collapse_string(text: &str) -> String {
    collapse(text).into_owned()
}

/// The text of a field that is a Rust `String` and whose schema type replaces white space (`xs:normalizedString`).
#[must_use]
pub fn replace_string(text: &str) -> String {
    replace(text).into_owned()
}

fn replace(text: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'\t', b'\n', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_space(c) { ' ' } else { c }).collect())
}

#[inline]
fn collapse(text: &str) -> Cow<'_, str> {
    if may_have_space(text) { collapse_spaces(text) } else { Cow::Borrowed(text) }
}

#[inline(never)]
fn collapse_spaces(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if is_inside_collapsed(text) { Cow::Borrowed(text) } else { Cow::Owned(joined(text)) }
}

fn trim(text: &str) -> &str {
    // Nearly every value begins and ends in something else.
    match text.as_bytes() {
        [] => text,
        [first, .., last] if *first > b' ' && *last > b' ' => text,
        _ => text.trim_matches(is_space),
    }
}

/// Whether `text`, which has no white space at its ends, has only single spaces within.
fn is_inside_collapsed(text: &str) -> bool {
    if !may_have_space(text) {
        return true;
    }
    let mut after_space = false;
    text.bytes().all(|byte| {
        let doubled = after_space && byte == b' ';
        after_space = byte == b' ';
        !doubled && !matches!(byte, b'\t' | b'\n' | b'\r')
    })
}

fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether `text` is as `Collapse` leaves it.
pub(super) fn is_collapsed(text: &str) -> bool {
    trim(text).len() == text.len() && is_inside_collapsed(text)
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn table() {
        for (text, replaced, collapsed) in [
            ("", "", ""),
            (" ", " ", ""),
            ("a", "a", "a"),
            ("a b", "a b", "a b"),
            ("a  b", "a  b", "a b"),
            (" \ta\r\nb\n", "  a  b ", "a b"),
            ("a\u{A0}\u{2003}b\u{B}", "a\u{A0}\u{2003}b\u{B}", "a\u{A0}\u{2003}b\u{B}"),
            ("é\tü", "é ü", "é ü"),
        ] {
            assert_eq!(WhiteSpace::Preserve.normalize(text), text);
            assert_eq!(WhiteSpace::Replace.normalize(text), replaced, "{text:?}");
            assert_eq!(WhiteSpace::Collapse.normalize(text), collapsed, "{text:?}");
        }
    }

    #[test]
    fn nothing_is_copied_without_need() {
        assert!(matches!(WhiteSpace::Collapse.normalize(" \n a b\t"), Cow::Borrowed("a b")));
        assert!(matches!(WhiteSpace::Replace.normalize(" a  b "), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn collapsing_is_idempotent_and_recognised(text in "[ \t\n\ra-cé]{0,12}") {
            let once = WhiteSpace::Collapse.normalize(&text).into_owned();
            prop_assert!(is_collapsed(&once));
            prop_assert_eq!(WhiteSpace::Collapse.normalize(&once), once.as_str());
            prop_assert_eq!(is_collapsed(&text), once == text);
            let replaced = WhiteSpace::Replace.normalize(&text).into_owned();
            prop_assert_eq!(WhiteSpace::Collapse.normalize(&replaced), once);
        }
    }
}
