//! Looking through bytes sixteen at a time.
//!
//! In: bytes and where to begin. Out: where plain text, a plain attribute value or a plain name ends; whether two tags begin alike; whether a text that is
//! written has something to be escaped. Invariant: what is called plain is what it stands for, and every character in it is one that XML allows
//! (production [2]).

use wide::u8x16;

const STEP: usize = 16;

/// The first byte from `at` on that is not plainly text: markup, a reference, `]`, a control character, or the first byte of U+F000 and
/// what follows, which XML does not allow to its end.
#[inline(always)]
pub(super) fn text_end(bytes: &[u8], at: usize) -> usize {
    find(bytes, at, b']', |byte| matches!(byte, b'<' | b'&' | b']' | 0xEF | ..b' '))
}

/// The same, but at most a window on, and `at` itself where there is none.
#[inline(always)]
pub(super) fn plain_start(bytes: &[u8], at: usize) -> usize {
    let Some(window) = window(bytes, at) else { return at };
    let (Some(first), Some(second)) = (window.first_chunk(), window.last_chunk()) else { return at };
    let found = stops(first, b']');
    if found != 0 {
        return at + found.trailing_zeros() as usize;
    }
    at + STEP + (stops(second, b']') | 1 << STEP).trailing_zeros() as usize
}

/// The first byte from `at` on that is not plain in an attribute value between quotes of this kind: the quote, `<`, a reference, a control
/// character, white space or not, or the first byte of U+F000 and what follows.
#[inline(always)]
pub(super) fn value_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    find(bytes, at, quote, |byte| byte == quote || matches!(byte, b'<' | b'&' | 0xEF | ..b' '))
}

/// The first byte from `at` on that is `<`, `&`, `own`, 0xEF or a control character. `is_stop` says the same of one.
#[inline(always)]
fn find(bytes: &[u8], at: usize, own: u8, is_stop: impl Fn(u8) -> bool) -> usize {
    let (chunks, rest) = bytes.get(at..).unwrap_or(&[]).as_chunks::<STEP>();
    let mut at = at;
    for chunk in chunks {
        let stops = stops(chunk, own);
        if stops != 0 {
            return at + stops.trailing_zeros() as usize;
        }
        at += STEP;
    }
    rest.iter().position(|byte| is_stop(*byte)).map_or(bytes.len(), |length| at + length)
}

/// Which of sixteen bytes are `<`, `&`, `own`, 0xEF or a control character.
#[inline(always)]
fn stops(chunk: &[u8; STEP], own: u8) -> u32 {
    let lanes = u8x16::new(*chunk);
    let is = |byte| lanes.simd_eq(u8x16::splat(byte));
    (is(b'<') | is(b'&') | is(own) | is(0xEF) | is_control(lanes)).to_bitmask()
}

/// Whether the character that begins with 0xEF at `at` is one that XML does not allow: U+FFFE or U+FFFF.
pub(super) fn is_no_character(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xEF, 0xBF, 0xBE | 0xBF]))
}

/// Whether a byte of a text is markup, a control character but for tabs and line feeds, or the first one of U+F000 and what follows. Few short
/// texts have tabs and line feeds: they are told apart where there is a control character at all.
#[inline(always)]
pub(super) fn has_special_in_text(bytes: &[u8]) -> bool {
    let is_seldom = |byte| matches!(byte, b'<' | b'>' | b'&' | 0xEF | ..b' ');
    let may_be = bytes.len() > 2 * STEP || any(bytes, |lanes| is_markup(lanes) | is_control(lanes), is_seldom);
    may_be && is_special_text(bytes)
}

fn is_special_text(bytes: &[u8]) -> bool {
    let is_special = |lanes: u8x16| {
        let is = |byte| lanes.simd_eq(u8x16::splat(byte));
        is_markup(lanes) | (is_control(lanes) ^ (is(b'\t') | is(b'\n')))
    };
    any(bytes, is_special, |byte| matches!(byte, b'<' | b'>' | b'&' | 0xEF | ..b'\t' | 0x0B..b' '))
}

/// Whether a byte of an attribute value is markup, a double quote, a control character or the first one of U+F000 and what follows.
#[inline]
pub(super) fn has_special_in_value(bytes: &[u8]) -> bool {
    let is_special = |lanes: u8x16| is_markup(lanes) | is_control(lanes) | lanes.simd_eq(u8x16::splat(b'"'));
    any(bytes, is_special, |byte| matches!(byte, b'<' | b'>' | b'&' | b'"' | 0xEF | ..b' '))
}

/// Whether a byte of a text is white space or a control character.
#[inline(never)]
pub(crate) fn may_have_space(text: &str) -> bool {
    any(text.as_bytes(), |lanes| lanes.min(u8x16::splat(b' ')).simd_eq(lanes), |byte| byte <= b' ')
}

#[inline(always)]
fn is_markup(lanes: u8x16) -> u8x16 {
    let is = |byte| lanes.simd_eq(u8x16::splat(byte));
    is(b'<') | is(b'>') | is(b'&') | is(0xEF)
}

#[inline(always)]
fn is_control(lanes: u8x16) -> u8x16 {
    lanes.min(u8x16::splat(b' ' - 1)).simd_eq(lanes)
}

/// Whether something is so of one of the bytes; the two functions say the same.
#[inline(always)]
fn any(bytes: &[u8], of_lanes: impl Fn(u8x16) -> u8x16, of_byte: impl Fn(u8) -> bool) -> bool {
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else {
        return match ends(bytes) {
            Some(lanes) => of_lanes(lanes).to_bitmask() != 0,
            None => bytes.iter().any(|byte| of_byte(*byte)),
        };
    };
    let mut found = of_lanes(u8x16::new(*first)) | of_lanes(u8x16::new(*last));
    if bytes.len() > 2 * STEP {
        let (chunks, _) = bytes.as_chunks::<STEP>();
        found = chunks.iter().fold(found, |found, chunk| found | of_lanes(u8x16::new(*chunk)));
    }
    found.to_bitmask() != 0
}

/// The bytes of a text of four to fifteen, some of them more than once.
#[inline(always)]
fn ends(bytes: &[u8]) -> Option<u8x16> {
    let both = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << 64
    } else {
        let (first, last) = (u32::from_le_bytes(*bytes.first_chunk()?), u32::from_le_bytes(*bytes.last_chunk()?));
        let both = u128::from(first) | u128::from(last) << 32;
        both | both << 64
    };
    Some(u8x16::new(both.to_le_bytes()))
}

/// A name of ASCII letters, digits, `_`, `-` and `.`, with at most one colon.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlainName {
    pub(super) length: usize,
    /// Where the colon is, if there is one.
    pub(super) colon: Option<usize>,
}

/// The name at the beginning of a window, if it is plain and ends in it.
#[inline(always)]
pub(super) fn plain_name(text: &[u8; WINDOW]) -> Option<PlainName> {
    let (mut stops, mut others, mut colons) = name_bytes(lanes(text, 0));
    if stops == 0 {
        let behind = name_bytes(lanes(text, STEP));
        (stops, others, colons) = (behind.0 << STEP, others | behind.1 << STEP, colons | behind.2 << STEP);
    }
    let before = stops.wrapping_sub(1) & !stops;
    let (others, colons) = (others & before, colons & before);
    let is_plain = stops != 0 && others == 0 && colons & colons.wrapping_sub(1) == 0;
    let colon = (colons != 0).then(|| colons.trailing_zeros() as usize);
    is_plain.then(|| PlainName { length: stops.trailing_zeros() as usize, colon })
}

/// The name behind the first byte of a window, if it ends in it: at `>`, `/` or white space. It may be none.
#[inline(always)]
pub(super) fn tag_name(tag: &[u8; WINDOW]) -> Option<PlainName> {
    let (mut stops, mut colons) = tag_bytes(lanes(tag, 0));
    if stops == 0 {
        let behind = tag_bytes(lanes(tag, STEP));
        (stops, colons) = (behind.0 << STEP, colons | behind.1 << STEP);
    }
    let length = (stops.trailing_zeros() as usize).wrapping_sub(1);
    let colon = (colons.trailing_zeros() as usize).wrapping_sub(1);
    (stops > 1).then_some(PlainName { length, colon: (colon < length).then_some(colon) })
}

/// Which of sixteen bytes end the name in a tag, and which are colons.
#[inline(always)]
fn tag_bytes(lanes: u8x16) -> (u32, u32) {
    let is = |byte| lanes.simd_eq(u8x16::splat(byte));
    let is_stop = is(b'>') | is(b'/') | lanes.min(u8x16::splat(b' ')).simd_eq(lanes);
    (is_stop.to_bitmask(), is(b':').to_bitmask())
}

/// Which of sixteen bytes end a plain name, which have no place in one, and which are colons.
#[inline(always)]
fn name_bytes(lanes: u8x16) -> (u32, u32, u32) {
    let is_in = |first: u8, last: u8| {
        let above = lanes - u8x16::splat(first);
        above.min(u8x16::splat(last - first)).simd_eq(above)
    };
    let is_stop = is_in(0, b'-' - 1) | lanes.simd_eq(u8x16::splat(b'/')) | is_in(b';', b'@');
    let is_other = is_in(b'[', b'^') | lanes.simd_eq(u8x16::splat(b'`')) | is_in(b'{', 0xFF);
    (is_stop.to_bitmask(), is_other.to_bitmask(), lanes.simd_eq(u8x16::splat(b':')).to_bitmask())
}

/// So many bytes are compared at once.
pub(super) const WINDOW: usize = 32;

/// The bytes from `at` on, if there are so many.
#[inline(always)]
pub(super) fn window(bytes: &[u8], at: usize) -> Option<&[u8; WINDOW]> {
    bytes.get(at..)?.first_chunk()
}

/// Whether two windows begin with the same `length` bytes, of which there may be as many as a window has.
#[inline(always)]
pub(super) fn begin_alike(one: &[u8; WINDOW], other: &[u8; WINDOW], length: usize) -> bool {
    let others = &OTHERS[length % OTHERS.len()];
    let is_same = |half: usize| lanes(one, half).simd_eq(lanes(other, half)) | lanes(others, half);
    (is_same(0) & is_same(STEP)).to_bitmask() == 0xFFFF
}

#[inline(always)]
fn lanes(window: &[u8; WINDOW], half: usize) -> u8x16 {
    window.get(half..).and_then(|rest| rest.first_chunk()).map_or(u8x16::ZERO, |chunk| u8x16::new(*chunk))
}

/// For each length, which bytes of a window do not count; twice as many as there are lengths, so that no index is out of bounds.
static OTHERS: [[u8; WINDOW]; 2 * WINDOW] = {
    let mut others = [[0xFF; WINDOW]; 2 * WINDOW];
    let mut length = 0;
    while length < others.len() {
        let mut at = 0;
        while at < length && at < WINDOW {
            others[length][at] = 0;
            at += 1;
        }
        length += 1;
    }
    others
};

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of sixteen bytes and more, with one byte put into it.
    fn with(byte: u8, at: usize) -> Vec<u8> {
        let mut text = vec![b'x'; 40];
        text[at] = byte;
        text
    }

    #[test]
    fn text_ends_at_what_is_not_plain() {
        for at in [0, 15, 16, 31, 39] {
            for byte in 0..=u8::MAX {
                let expected = if matches!(byte, b'<' | b'&' | b']' | 0xEF | ..b' ') { at } else { 40 };
                assert_eq!(text_end(&with(byte, at), 0), expected, "{byte} at {at}");
            }
        }
        assert_eq!((text_end(b"", 0), text_end(b"ab", 7)), (0, 2));
    }

    #[test]
    fn values_end_at_their_own_quote() {
        for at in [0, 15, 16, 39] {
            for byte in 0..=u8::MAX {
                let expected = if matches!(byte, b'"' | b'<' | b'&' | 0xEF | ..b' ') { at } else { 40 };
                assert_eq!(value_end(&with(byte, at), 0, b'"'), expected, "{byte} at {at}");
            }
        }
        assert_eq!(value_end(&with(b'\'', 20), 0, b'"'), 40);
    }

    #[test]
    fn what_has_to_be_escaped_is_seen_at_any_place() {
        for length in [1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 49] {
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'x'; length];
                    text[at] = byte;
                    let in_both =
                        matches!(byte, b'<' | b'>' | b'&' | 0xEF) || (byte < b' ' && byte != b'\t' && byte != b'\n');
                    assert_eq!(has_special_in_text(&text), in_both, "{byte} at {at} of {length}");
                    let in_value = in_both || matches!(byte, b'"' | b'\t' | b'\n');
                    assert_eq!(has_special_in_value(&text), in_value, "{byte} at {at} of {length}");
                }
            }
        }
        assert!(!has_special_in_text(b"") && !has_special_in_value(b""));
    }

    #[test]
    fn windows_are_compared_up_to_a_length() {
        for at in 0..WINDOW {
            let (one, mut other) = ([7; WINDOW], [7; WINDOW]);
            other[at] = 8;
            for length in 0..=WINDOW {
                assert_eq!(begin_alike(&one, &other, length), length <= at, "{length} bytes, other at {at}");
            }
        }
    }

    #[test]
    fn plain_names_are_as_the_table_has_them() {
        for at in [0, 3, 15, 16, 30] {
            for byte in 0..=u8::MAX {
                let mut text = [b'n'; WINDOW];
                (text[31], text[at]) = (b'>', byte);
                let found = plain_name(&text).map(|name| (name.length, name.colon));
                let is_in_name = super::super::chars::NAME_BYTE[usize::from(byte)];
                let is_stop = matches!(byte, 0..=44 | b'/' | b';'..=b'@');
                let expected = match byte {
                    b':' => Some((31, Some(at))),
                    _ if is_stop => Some((at, None)),
                    _ if is_in_name && byte < 0x80 => Some((31, None)),
                    _ => None,
                };
                assert_eq!(found, expected, "{byte} at {at}");
            }
        }
        assert!(plain_name(&[b'n'; WINDOW]).is_none(), "no end");
        let mut two = [b'>'; WINDOW];
        two[..5].copy_from_slice(b"a:b:c");
        assert!(plain_name(&two).is_none(), "two colons");
    }

    #[test]
    fn names_in_tags_end_where_tags_or_attributes_do() {
        for (tag, expected) in [
            ("<t:Name>", Some((6, Some(1)))),
            ("<Name a:b='c'>", Some((4, None))),
            ("<t:Name/>", Some((6, Some(1)))),
            ("<abcdefghijklmnop:q\n", Some((18, Some(16)))),
            ("</t:Name>", None),
            ("< t:Name>", None),
            ("<abcdefghijklmnopqrstuvwxyz:0123456789>", None),
        ] {
            let mut text = [b'x'; WINDOW];
            let length = tag.len().min(WINDOW);
            text[..length].copy_from_slice(&tag.as_bytes()[..length]);
            let found = tag_name(&text).filter(|name| name.length > 0).map(|name| (name.length, name.colon));
            assert_eq!(found, expected, "{tag}");
        }
    }

    #[test]
    fn characters_that_xml_does_not_have() {
        assert!(is_no_character("\u{FFFE}".as_bytes(), 0));
        assert!(is_no_character("a\u{FFFF}".as_bytes(), 1));
        assert!(!is_no_character("\u{FFFD}".as_bytes(), 0));
        assert!(!is_no_character(b"\xEF", 0));
    }
}
