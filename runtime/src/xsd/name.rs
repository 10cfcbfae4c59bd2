//! The name-like types (Part 2, sections 3.3.3–3.3.11) and `xs:language`.

pub(super) use crate::xml::is_ncname;
use crate::xml::{is_name_char, is_name_start};

/// Whether `text` is an XML `Name`, in which colons count as letters.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c| c == ':' || is_name_start(c)) && is_nmtoken(text)
}

/// Whether `text` is one or more name characters.
pub(super) fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ':' || is_name_char(c))
}

/// Whether `text` is one to eight letters, and perhaps more parts of one to eight letters or digits after hyphens.
pub(super) fn is_language(text: &str) -> bool {
    let is_part =
        |part: &str, is_allowed: fn(&u8) -> bool| matches!(part.len(), 1..=8) && part.as_bytes().iter().all(is_allowed);
    let (primary, rest) = text.split_once('-').map_or((text, None), |(primary, rest)| (primary, Some(rest)));
    is_part(primary, u8::is_ascii_alphabetic)
        && rest.is_none_or(|rest| rest.split('-').all(|part| is_part(part, u8::is_ascii_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, name, nmtoken, ncname) in [
            ("", false, false, false),
            ("a", true, true, true),
            ("_a-b.c", true, true, true),
            (":a", true, true, false),
            ("a:b:c", true, true, false),
            ("1a", false, true, false),
            ("-", false, true, false),
            ("a b", false, false, false),
            ("é\u{B7}", true, true, true),
            ("\u{B7}", false, true, false),
            ("a/b", false, false, false),
        ] {
            assert_eq!((is_name(text), is_nmtoken(text), is_ncname(text)), (name, nmtoken, ncname), "{text:?}");
        }
    }

    #[test]
    fn languages() {
        for text in ["en", "en-GB", "x-klingon", "i-enochian", "sr-Latn-RS", "abcdefgh-12345678"] {
            assert!(is_language(text), "{text}");
        }
        for text in ["", "e1", "en_GB", "-en", "en-", "en--GB", "abcdefghi", "en-123456789", "én", "en GB"] {
            assert!(!is_language(text), "{text}");
        }
    }
}
