//! The XML declaration: XML 1.0, 2.8 and 4.3.3.
//!
//! ```xml
//! <?xml version="1.0" encoding="iso-8859-15" standalone="yes"?>
//! ```

use std::ops::Range;

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Whether the text between `<?xml` and `?>` is `version`, then perhaps `encoding`, then perhaps `standalone`.
pub(super) fn is_declaration(text: &str) -> bool {
    let mut rest = text;
    let mut allowed: &[&str] = &["version", "encoding", "standalone"];
    let mut first = true;
    while !rest.trim_start_matches(SPACE).is_empty() {
        let Some((name, value, after)) = pseudo_attribute(rest) else { return false };
        let Some(index) = allowed.iter().position(|a| *a == name) else { return false };
        let good = match name {
            "version" => {
                value.strip_prefix("1.").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            }
            "encoding" => is_encoding_name(value),
            _ => value == "yes" || value == "no",
        };
        if !good || (first && name != "version") {
            return false;
        }
        first = false;
        allowed = allowed.get(index + 1..).unwrap_or(&[]);
        rest = after;
    }
    !first
}

/// Where a declaration, from `<?xml` on, names an encoding. The rest of the declaration is not judged.
pub(super) fn encoding_name(declaration: &str) -> Option<Range<usize>> {
    let body = declaration.strip_prefix("<?xml")?;
    let mut rest = body.split_once("?>").map_or(body, |(body, _)| body);
    let end = "<?xml".len() + rest.len();
    while let Some((name, value, after)) = pseudo_attribute(rest) {
        if name == "encoding" {
            let end = end - after.len() - 1;
            return Some(end - value.len()..end);
        }
        rest = after;
    }
    None
}

/// `EncName` (production 81).
fn is_encoding_name(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic()) && name.bytes().all(inner)
}

/// ` name = "value"` at the start of `text`: name, value, what follows.
fn pseudo_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let trimmed = text.trim_start_matches(SPACE);
    if trimmed.len() == text.len() {
        return None;
    }
    let (name, after) = trimmed.split_once('=')?;
    let after = after.trim_start_matches(SPACE);
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after.get(1..)?.split_once(quote)?;
    Some((name.trim_end_matches(SPACE), value, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(declaration: &str) -> Option<&str> {
        encoding_name(declaration).and_then(|range| declaration.get(range))
    }

    #[test]
    fn an_encoding_is_found_where_it_is_named() {
        for (declaration, expected) in [
            ("<?xml version='1.0' encoding='utf-8'?>", Some("utf-8")),
            ("<?xml version=\"1.0\"\n encoding = \"a\" standalone='no' ?><a encoding='b'/>", Some("a")),
            ("<?xml encoding='c'?>", Some("c")),
            ("<?xml version='1.0' encoding=''?>", Some("")),
            ("<?xml version='encoding=\"d\"'?>", None),
            ("<?xml version='1.0'?><?x encoding='e'?>", None),
            ("<?xml version='1.0' encoding='f", None),
            ("<?xmlencoding='g'?>", None),
            ("<a encoding='h'/>", None),
            ("", None),
        ] {
            assert_eq!(name(declaration), expected, "{declaration}");
        }
    }
}
