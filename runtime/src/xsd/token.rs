//! Text whose white space does not count: `xs:token` and `xs:normalizedString` (Part 2, sections 3.3.1 and 3.3.2), and the
//! built-in types below them that have no Rust type of their own, such as `xs:language` or `xs:anyURI`.

use std::fmt;

use super::{SimpleValue, ValueError, WhiteSpace};

/// A type over `$inner`, which is a text that is made of others.
macro_rules! normalized_text {
    ($(#[$attribute:meta])* $name:ident($inner:ty), $white_space:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name($inner);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text.
            #[must_use]
            #[allow(clippy::useless_conversion)]
            pub fn into_string(self) -> String {
                self.0.into()
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        /// Normalises the white space.
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(WhiteSpace::$white_space.normalize(text).into())
            }
        }

        /// Normalises the white space.
        #[allow(clippy::useless_conversion)]
        impl From<String> for $name {
            fn from(text: String) -> Self {
                match WhiteSpace::$white_space.normalize(&text) {
                    std::borrow::Cow::Borrowed(same) if same.len() == text.len() => Self(text.into()),
                    normal => Self(normal.into()),
                }
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.into_string()
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl SimpleValue for $name {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::$white_space;

            #[inline]
            fn placeholder() -> Self {
                Self::default()
            }

            #[inline]
            fn from_lexical(text: &str) -> Result<Self, ValueError> {
                Ok(Self(text.into()))
            }

            #[inline]
            fn lexical<'a>(&'a self, _: &'a mut String) -> &'a str {
                &self.0
            }

            #[inline]
            fn kept(&self) -> Option<&str> {
                Some(&self.0)
            }
        }
    };
}

#[cfg(feature = "compact")]
pub(crate) use normalized_text;

normalized_text! {
    /// Text without outer white space, and with single spaces inside.
    ///
    /// ```
    /// use soap_runtime::xsd::Token;
    /// assert_eq!(Token::from(" en-US\n"), "en-US");
    /// ```
    Token(String), Collapse
}

normalized_text! {
    /// Text in which tabs and line ends are spaces.
    ///
    /// ```
    /// use soap_runtime::xsd::NormalizedString;
    /// assert_eq!(NormalizedString::from("a\tb "), "a b ");
    /// ```
    NormalizedString(String), Replace
}
