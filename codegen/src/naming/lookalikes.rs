//! Letters that look like others: normal forms, and Latin letters that were typed as those of another script.
//!
//! In: the names of a schema. Out: the letters that an identifier is made of. Invariant: a name of ASCII letters is as it was; names that look
//! the same have one [`skeleton`], as Unicode Technical Standard #39 has it, but for pairs of ASCII letters (`l` and `1`).
//!
//! ```text
//! СlientId (with Cyrillic С)    ClientId        Größe (o and U+0308)    Größe        ﬁle    file
//! ```

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_script::{Script, UnicodeScript as _};
use unicode_security::confusable_detection;

/// The name as it would be typed: in normal form KC, and Latin where all of it can be and part of it is.
pub(super) fn typed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let normal: String = name.nfkc().collect();
    let is_partly_latin = normal.chars().any(|letter| letter.is_ascii_alphabetic());
    let latin: String =
        normal.chars().map(|letter| if is_foreign(letter) { look(letter).unwrap_or(letter) } else { letter }).collect();
    Cow::Owned(if is_partly_latin && latin.is_ascii() { latin } else { normal })
}

/// What names that look the same have in common.
pub(super) fn skeleton(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let skeleton = |letter: char| match look(letter) {
        Some(ascii) => ascii.to_string(),
        None => confusable_detection::skeleton(letter.encode_utf8(&mut [0; 4])).collect(),
    };
    Cow::Owned(name.nfc().map(skeleton).collect())
}

/// Whether a letter is of a script that is not Latin: `ı` is a letter of its own where it is used.
fn is_foreign(letter: char) -> bool {
    !matches!(letter.script(), Script::Latin | Script::Common | Script::Inherited)
}

/// The ASCII letter that a letter looks like, of the same case.
fn look(letter: char) -> Option<char> {
    let mut buffer = [0; 4];
    let mut skeleton = confusable_detection::skeleton(letter.encode_utf8(&mut buffer));
    match (skeleton.next()?, skeleton.next()) {
        // One that is like `I` is written `l`.
        ('l', None) if letter.is_uppercase() => Some('I'),
        (ascii, None) if ascii.is_ascii_alphanumeric() => Some(ascii),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_latin_but_for_the_keyboard_is_latin() {
        for (name, expected) in [
            ("\u{421}lientId", "ClientId"),
            ("\u{410}ccount\u{406}D", "AccountID"),
            ("Gro\u{308}\u{DF}e", "Gr\u{F6}\u{DF}e"),
            ("\u{FB01}le", "file"),
            ("S\u{131}ra", "S\u{131}ra"),
            ("\u{421}\u{43E}\u{440}\u{442}", "\u{421}\u{43E}\u{440}\u{442}"),
            ("Дата", "Дата"),
            ("ДатаXML", "ДатаXML"),
            ("Plain", "Plain"),
        ] {
            assert_eq!(typed(name), expected, "{name}");
        }
    }

    #[test]
    fn what_looks_the_same_has_one_skeleton() {
        assert_eq!(skeleton("\u{441}\u{43E}\u{440}"), "cop");
        assert_eq!(skeleton("\u{3BF}"), skeleton("\u{43E}"));
        assert_eq!(skeleton("\u{E9}"), skeleton("e\u{301}"));
        assert_ne!(skeleton("l"), skeleton("1"));
        assert_ne!(skeleton("\u{434}а"), skeleton("\u{431}а"));
    }
}
