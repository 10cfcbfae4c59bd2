//! Texts that are borrowed where that is possible.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use crate::bind;
use crate::bind::text::read_without_text;
use crate::error::{Error, ErrorKind, Result};
use crate::xml::{Reader, Writer};
use crate::xsd::{Builtin, Facets, WhiteSpace};

/// Two words, where a processor has addresses that leave room for a length of 32 bits beside another number.
#[cfg(target_pointer_width = "64")]
type Lean<'a> = beef::lean::Cow<'a, str>;
#[cfg(not(target_pointer_width = "64"))]
type Lean<'a> = beef::Cow<'a, str>;

/// No text of a view is longer.
const LONGEST: usize = u32::MAX as usize;

/// A type over a text that is borrowed where that is possible. Behind it, what is done to white space.
macro_rules! view_text {
    ($(#[$attribute:meta])* $name:ident, $white_space:ident, $xsd:literal) => {
        $(#[$attribute])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name<'a>(Lean<'a>);

        impl $name<'_> {
            /// The text.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text as one of its own.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0.into_owned()
            }

            /// Whether the text is borrowed.
            #[must_use]
            pub fn is_borrowed(&self) -> bool {
                self.0.is_borrowed()
            }
        }

        impl Default for $name<'_> {
            #[inline]
            fn default() -> Self {
                Self(Lean::borrowed(""))
            }
        }

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Deref for $name<'_> {
            type Target = str;

            #[inline]
            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                self
            }
        }

        impl PartialEq<str> for $name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl PartialEq<String> for $name<'_> {
            fn eq(&self, other: &String) -> bool {
                self.as_str() == other
            }
        }

        /// # Panics
        /// When the text is longer than 4 GiB.
        impl<'a> From<Cow<'a, str>> for $name<'a> {
            #[inline]
            fn from(text: Cow<'a, str>) -> Self {
                match text {
                    Cow::Borrowed(text) => text.into(),
                    Cow::Owned(text) => text.into(),
                }
            }
        }

        /// # Panics
        /// When the text is longer than 4 GiB.
        impl<'a> From<&'a str> for $name<'a> {
            #[inline]
            fn from(text: &'a str) -> Self {
                assert!(text.len() <= LONGEST, "texts of views are shorter than 4 GiB");
                match WhiteSpace::$white_space.normalize(text) {
                    Cow::Borrowed(text) => Self(Lean::borrowed(text)),
                    Cow::Owned(text) => Self(Lean::owned(text)),
                }
            }
        }

        /// # Panics
        /// When the text is longer than 4 GiB.
        impl From<String> for $name<'_> {
            fn from(text: String) -> Self {
                let mut text = match WhiteSpace::$white_space.normalize(&text) {
                    Cow::Borrowed(same) if same.len() == text.len() => text,
                    normal => normal.into_owned(),
                };
                // What it is an owner of is remembered by its capacity: no more than a text may be long.
                text.shrink_to_fit();
                Self(Lean::owned(text))
            }
        }

        impl From<$name<'_>> for String {
            fn from(text: $name<'_>) -> Self {
                text.into_string()
            }
        }

        impl<'a> $name<'a> {
            /// Reads a text that is empty, too long, or more than a run of characters.
            #[cold]
            #[inline(never)]
            fn from_unusual(plain: Option<&'a str>, r: &mut Reader<'a>, at: usize) -> Result<Self> {
                let text = match plain {
                    Some(text) if !text.is_empty() => Ok(Cow::Borrowed(text)),
                    plain => r.unusual_text(plain.is_some()),
                };
                match text {
                    Ok(text) => bind::Text::read_text(text, r, at),
                    Err(error) => read_without_text::<String>(error, r, at).map(Self::from),
                }
            }
        }

        impl<'a> bind::Text<'a> for $name<'a> {
            const HOLDS_NAMES: bool = false;

            #[inline]
            fn placeholder() -> Self {
                Self::default()
            }

            #[inline]
            fn read_text(text: Cow<'a, str>, _: &mut Reader<'a>, at: usize) -> Result<Self> {
                if text.len() > LONGEST {
                    return Err(too_long(at));
                }
                Ok(text.into())
            }

            #[inline]
            fn read_content(r: &mut Reader<'a>, at: usize) -> Result<Self> {
                match r.plain_text() {
                    Some(text) if !text.is_empty() && text.len() <= LONGEST => Ok(text.into()),
                    plain => Self::from_unusual(plain, r, at),
                }
            }

            #[cold]
            fn takes_blanks() -> bool {
                Self::from(" ").is_empty()
            }

            #[inline]
            fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str)) {
                put(w, self);
            }
        }

        crate::__text_content! { 'a $name<'a>, = $xsd }
    };
}

/// A text with facets: one that they exclude is kept, and told of. The facets are constants where this is called: most of it is gone there.
///
/// # Errors
/// When the text is longer than those of views are.
#[inline(always)]
pub fn checked<'r, T: bind::Text<'r>>(
    text: Cow<'r, str>,
    (facets, builtin): (&Facets, Builtin),
    r: &mut Reader<'r>,
    at: usize,
) -> Result<T> {
    let text = match facets.white_space(builtin) {
        WhiteSpace::Preserve => text,
        space => normal(text, space),
    };
    if let Err(violation) = facets.check_all(builtin, &text) {
        r.notice_facet(violation, at);
    }
    T::read_text(text, r, at)
}

/// The same for the content of an element.
///
/// # Errors
/// As [`checked`], and when there is something else than text.
#[inline(always)]
pub fn checked_content<'r, T: bind::Text<'r>>(facets: (&Facets, Builtin), r: &mut Reader<'r>, at: usize) -> Result<T> {
    let text = match r.value_text() {
        Ok(text) => text,
        Err(error) => Cow::Owned(read_without_text::<String>(error, r, at)?),
    };
    checked(text, facets, r, at)
}

fn normal(text: Cow<'_, str>, space: WhiteSpace) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => space.normalize(text),
        Cow::Owned(text) => Cow::Owned(space.normalize(&text).into_owned()),
    }
}

/// The error for a text that is longer than those of views are.
#[cold]
fn too_long(at: usize) -> Error {
    Error::new(ErrorKind::LimitExceeded { what: "bytes of a text that is borrowed", limit: LONGEST }, at)
}

view_text! {
    /// `xs:string` (section 3.2.1), and every type whose values are represented as plain text.
    Text, Preserve, "string"
}

view_text! {
    /// Text without outer white space, and with single spaces inside; see [`xsd::Token`](crate::xsd::Token).
    Token, Collapse, "token"
}

view_text! {
    /// Text in which tabs and line ends are spaces; see [`xsd::NormalizedString`](crate::xsd::NormalizedString).
    NormalizedString, Replace, "normalizedString"
}

impl Text<'_> {
    /// Puts a text behind this one.
    ///
    /// # Panics
    /// When both together are longer than 4 GiB.
    pub fn push_str(&mut self, more: &str) {
        let mut whole = std::mem::take(self).into_string();
        whole.push_str(more);
        *self = whole.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_it_is_is_borrowed() {
        for (text, is_borrowed) in [("", true), ("a b", true), (" a\tb ", true)] {
            assert_eq!((Text::from(text).as_str(), Text::from(text).is_borrowed()), (text, is_borrowed));
        }
        for (text, read, is_borrowed) in [("a b", "a b", true), (" a b\n", "a b", true), ("a  b", "a b", false)] {
            let token = Token::from(text);
            assert_eq!((token.as_str(), token.is_borrowed()), (read, is_borrowed), "{text:?}");
            assert_eq!(Token::from(text.to_owned()), token);
        }
        assert_eq!(NormalizedString::from("a\tb"), "a b");
        assert_eq!(NormalizedString::from("a\tb".to_owned()), "a b");
    }

    #[test]
    fn it_is_two_words_also_where_it_is_absent() {
        assert_eq!(size_of::<Text>(), 16);
        assert_eq!(size_of::<Option<Text>>(), 16);
    }

    #[test]
    fn text_grows() {
        let mut text = Text::from("a");
        text.push_str("b");
        text.push_str("");
        assert_eq!((text.as_str(), text.is_borrowed()), ("ab", false));
        assert_eq!(text, String::from(text.clone()));
        let large = String::with_capacity(1 << 20);
        assert_eq!(Text::from(large + "x"), "x");
    }
}
