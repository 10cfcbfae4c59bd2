//! A text of one word.

use std::borrow::{Borrow, Cow};
use std::convert::Infallible;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use cold_string::ColdString;

use crate::xsd::value::any_text;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

/// A text as large as a pointer: `xs:string`. It is a `str` but for what changes one; up to eight bytes are kept in place.
///
/// ```
/// use soap_runtime::compact::Text;
///
/// let mut text = Text::from("a text of some length");
/// assert_eq!(text.split(' ').count(), 5);
/// text = format!("{text}, and more").into();
/// assert_eq!(String::from(text), "a text of some length, and more");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(ColdString);

impl Text {
    /// The empty text.
    #[must_use]
    pub const fn new() -> Self {
        Self(ColdString::new_inline_const(""))
    }

    /// The text.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.into()
    }
}

impl Default for Text {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

/// Texts are equal, ordered and hashed as their `str` is.
impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&str> for Text {
    #[inline]
    fn from(text: &str) -> Self {
        Self(ColdString::new(text))
    }
}

impl From<char> for Text {
    fn from(text: char) -> Self {
        Self::from(&*text.encode_utf8(&mut [0; 4]))
    }
}

macro_rules! from_owned {
    ($($type:ty)*) => { $(
        impl From<$type> for Text {
            fn from(text: $type) -> Self {
                let text: &str = &text;
                text.into()
            }
        }
    )* };
}

from_owned! { String &String Box<str> Cow<'_, str> }

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.as_str().to_owned()
    }
}

impl From<Text> for Box<str> {
    fn from(text: Text) -> Self {
        text.as_str().into()
    }
}

impl FromStr for Text {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}

impl FromIterator<char> for Text {
    fn from_iter<I: IntoIterator<Item = char>>(text: I) -> Self {
        text.into_iter().collect::<String>().into()
    }
}

impl<'a> FromIterator<&'a str> for Text {
    fn from_iter<I: IntoIterator<Item = &'a str>>(parts: I) -> Self {
        parts.into_iter().collect::<String>().into()
    }
}

impl FromIterator<String> for Text {
    fn from_iter<I: IntoIterator<Item = String>>(parts: I) -> Self {
        parts.into_iter().collect::<String>().into()
    }
}

macro_rules! compared {
    ($($type:ty)*) => { $(
        impl PartialEq<$type> for Text {
            fn eq(&self, other: &$type) -> bool {
                let other: &str = other;
                self.as_str() == other
            }
        }

        impl PartialEq<Text> for $type {
            fn eq(&self, other: &Text) -> bool {
                other == self
            }
        }
    )* };
}

compared! { str &str String }

any_text! {
    /// `xs:string` (section 3.2.1), as [`String`] is.
    Text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_length_comes_back() {
        for length in (0..40).chain([255, 256, 257, 70_000]) {
            for piece in ["a", "é", "\0", "\u{10FFFF}"] {
                let written = piece.repeat(length);
                let text = Text::from(written.as_str());
                assert_eq!(text, written);
                assert_eq!(text.len(), written.len());
                assert_eq!(text.clone(), text);
                assert_eq!(String::from(text), written);
            }
        }
    }

    #[test]
    fn it_is_one_word_also_where_it_is_absent() {
        assert_eq!(size_of::<Text>(), size_of::<usize>());
        assert_eq!(size_of::<Option<Text>>(), size_of::<usize>());
    }

    #[test]
    fn texts_are_ordered_hashed_and_shown_as_their_str_is() {
        let mut texts: Vec<Text> = ["b", "a longer one", "", "B", "é", "eight888", "nine 9999"].map(Text::from).into();
        let mut strs: Vec<String> = texts.iter().map(String::from).collect();
        texts.sort();
        strs.sort();
        assert_eq!(texts, strs);
        assert_eq!(format!("{texts:?}"), format!("{strs:?}"));
        assert_eq!(format!("{:>4}|{:<3}", Text::from("ab"), Text::from("c")), "  ab|c  ");
        let by_text: BTreeMap<Text, usize> = texts.into_iter().zip(0..).collect();
        assert_eq!(by_text.get("b"), Some(&3));
        let hashed: std::collections::HashSet<Text> = ["a", "longer than a word"].map(Text::from).into();
        assert!(hashed.contains("longer than a word") && !hashed.contains("b"));
    }

    #[test]
    fn it_is_made_of_whatever_is_text() {
        assert_eq!(Text::from('é'), "é");
        assert_eq!(Text::from("a".to_owned()), Text::from(&"a".to_owned()));
        assert_eq!(Text::from(Box::<str>::from("a")), Text::from(Cow::Borrowed("a")));
        assert_eq!("abc".chars().rev().collect::<Text>(), "cba");
        assert_eq!(["a", "b"].into_iter().collect::<Text>(), "ab");
        assert_eq!(Text::default(), Text::new());
        assert!(Text::new().is_empty());
        assert_eq!(Box::<str>::from(Text::from("a b")), "a b".into());
    }
}
