//! Names of parts: `Content-ID: <photo@example.org>` and `cid:photo%40example.org` (RFC 2392).
//!
//! In the wild they are escaped or not, and have their brackets or not, on either side. The invariant: what is compared has no brackets
//! and no escapes: octets, which need not be text.

/// The name in the value of a `Content-ID` header: without brackets, as it is written.
pub(crate) fn bare(value: &str) -> &str {
    let value = value.trim();
    value.strip_prefix('<').map_or(value, |rest| rest.strip_suffix('>').unwrap_or(rest))
}

/// A name as somebody wrote it who may have put brackets around all of it.
pub(super) fn within_brackets(id: &str) -> &str {
    let id = id.trim();
    id.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(id)
}

/// The name that a URL of the scheme `cid` refers to, as it is written there; `None` for other URLs.
pub(crate) fn href(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    scheme.eq_ignore_ascii_case("cid").then(|| bare(rest))
}

/// The URL for a name.
pub(crate) fn matching(id: &str) -> String {
    let mut url = "cid:".to_owned();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@!$&'()*+,;=:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// A name without its escapes. A `%` that begins none is itself.
pub(super) fn unescaped(id: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after.split_at_checked(2).filter(|_| first == b'%');
        let octet = escaped.and_then(|(digits, after)| Some((hex(digits)?, after)));
        let (octet, after) = octet.unwrap_or((first, after));
        octets.push(octet);
        rest = after;
    }
    octets
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match digits {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_and_without_brackets_and_escapes() {
        for (value, id) in [("<a@b>", "a@b"), (" a@b ", "a@b"), ("<a b>", "a b"), ("<a", "a"), ("", "")] {
            assert_eq!(bare(value), id, "{value}");
        }
        for (url, id) in [
            ("cid:a%40b", Some("a@b")),
            ("CID:a@b", Some("a@b")),
            ("cid:<a@b>", Some("a@b")),
            ("cid:100%", Some("100%")),
            ("cid:%zz%4", Some("%zz%4")),
            ("http://example.org/a", None),
            ("#a", None),
            ("a", None),
        ] {
            assert_eq!(href(url).map(unescaped).as_deref(), id.map(str::as_bytes), "{url}");
        }
        for id in ["a@b", "a b", "ä/ö", "100%25", "<>"] {
            assert_eq!(href(&matching(id)).map(unescaped).as_deref(), Some(id.as_bytes()));
        }
    }
}
