//! Characters that markup would be taken for, and white space that a reader would change (XML 1.0, 2.4 and 3.3.3).
//!
//! In: a text. Out: the same, as it stands between tags and in attributes between double quotes.

use std::borrow::Cow;

/// What is written for a character that cannot stand as it is, in an attribute at least.
pub(super) fn reference(c: char) -> Option<&'static str> {
    Some(match c {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\r' => "&#xD;",
        '\n' => "&#xA;",
        '\t' => "&#x9;",
        _ => return None,
    })
}

/// A text as it can stand in an attribute or between tags. For documents that are put together as text; [`Writer`](super::Writer) does it by
/// itself.
///
/// ```
/// assert_eq!(soap_runtime::xml::escaped("a=\"<&>\""), "a=&quot;&lt;&amp;&gt;&quot;");
/// ```
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| reference(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match reference(c) {
            Some(reference) => out.push_str(reference),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}
