//! Which characters XML 1.0 allows where: productions `Char` [2], `NameStartChar` [4], `NameChar` [4a], and `S` [3].

/// Whether `c` may occur in an XML 1.0 document at all (production 2).
#[must_use]
pub fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether a byte is white space (production [3]).
#[inline]
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether `text` is white space only.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// Whether a name of a namespace-aware document may begin with `c`: `NameStartChar` without the colon.
#[must_use]
pub fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Whether `c` may follow in a name: `NameChar` without the colon.
#[must_use]
pub fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether `name` is an `NCName`: one or more name characters, no colon.
#[must_use]
pub fn is_ncname(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

/// The bytes that can continue a qualified name; bytes of non-ASCII characters are let through and checked later.
pub(crate) static NAME_BYTE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':') || b >= 0x80;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_outside_production_2() {
        for c in ['\0', '\u{1A}', '\u{B}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(!is_char(c), "{c:?}");
        }
        for c in ['\t', '\n', '\r', ' ', '\u{7F}', 'é', '\u{FFFD}', '😀'] {
            assert!(is_char(c), "{c:?}");
        }
    }

    #[test]
    fn names() {
        for name in ["a", "_", "Ünï", "a-b.c1", "名前"] {
            assert!(is_ncname(name), "{name}");
        }
        for name in ["", "1a", "-a", ".a", "a:b", "a b", "\u{B7}"] {
            assert!(!is_ncname(name), "{name}");
        }
    }
}
