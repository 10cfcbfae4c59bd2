//! A simple value: what generated code and the reader and writer know of every XSD simple type.

use super::{Octets, QName, ValueError, WhiteSpace};

/// Which namespace a prefix is bound to where a text stands; asked for no prefix, the default namespace, if there is one.
pub type NamespaceOf<'a, 'n> = dyn Fn(Option<&str>) -> Option<&'n str> + 'a;

/// Writes a name to the end of a text, with a prefix of its choice.
pub type Spell<'a> = dyn FnMut(&QName, &mut String) + 'a;

/// A Rust type that holds the values of an XSD simple type.
///
/// ```
/// use soap_runtime::xsd::SimpleValue;
///
/// assert_eq!(i32::from_text(" +7\n")?, 7);
/// assert_eq!(bool::from_text("1")?, true);
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
pub trait SimpleValue: Sized {
    /// How white space is normalised before [`from_lexical`](Self::from_lexical) sees the text.
    const WHITE_SPACE: WhiteSpace;

    /// Whether a text can hold names, whose prefixes mean what they do where it stands. Then
    /// [`from_lexical_in`](Self::from_lexical_in) and [`spell`](Self::spell) are what reads and writes it.
    const HOLDS_NAMES: bool = false;

    /// Whether some values have a [form of their own](Self::own_lexical) beside the usual one.
    const HAS_OWN_FORM: bool = false;

    /// Whether a value is made of octets without their text.
    #[doc(hidden)]
    const HOLDS_OCTETS: bool = false;

    /// Some value to stand in a place that is about to be read into; it need not be valid, and allocates nothing.
    fn placeholder() -> Self;

    /// Reads a lexical form, that is, a text whose white space is normalised already.
    ///
    /// # Errors
    /// The text is not in the lexical space, or a facet excludes the value.
    fn from_lexical(text: &str) -> Result<Self, ValueError>;

    /// Reads a lexical form and keeps a value that only a facet excludes, beside the facet's objection.
    ///
    /// # Errors
    /// The type cannot hold what the text says.
    fn from_lexical_lenient(text: &str) -> Result<(Self, Option<ValueError>), ValueError> {
        Ok((Self::from_lexical(text)?, None))
    }

    /// Like [`from_lexical_lenient`](Self::from_lexical_lenient), where prefixes mean what `namespace_of` says. The other
    /// functions read a text that stands nowhere: no prefix is bound there.
    ///
    /// # Errors
    /// The type cannot hold what the text says, or a prefix is not bound.
    fn from_lexical_in(
        text: &str,
        namespace_of: &NamespaceOf<'_, '_>,
    ) -> Result<(Self, Option<ValueError>), ValueError> {
        let _ = namespace_of;
        Self::from_lexical_lenient(text)
    }

    /// The lexical form: borrowed from the value where it is kept there, else written into `scratch`, which comes in
    /// empty.
    fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str;

    /// The lexical form, if it is kept as such and nothing has to be written for it.
    #[doc(hidden)]
    #[inline]
    fn kept(&self) -> Option<&str> {
        None
    }

    /// Writes the lexical form to the end of `text`, names as `spell` writes them.
    fn spell(&self, spell: &mut Spell<'_>, text: &mut String) {
        let _ = spell;
        text.push_str(self.lexical(&mut String::new()));
    }

    /// Writes a lexical form that is taken for no value of another type to the end of `text`, where the usual form can be: the number 1 as
    /// an `xs:double` is `+1E0`. A union writes it where an earlier member would accept the usual one.
    fn own_lexical(&self, text: &mut String) {
        text.push_str(self.lexical(&mut String::new()));
    }

    /// The octets of a value that is nothing else, so that they may stand outside of the text of a message.
    #[doc(hidden)]
    #[inline]
    fn octets(&self) -> Option<&Octets> {
        None
    }

    /// The value whose text is the Base64 of these octets; as [`from_lexical_lenient`](Self::from_lexical_lenient).
    ///
    /// # Errors
    /// The type cannot hold it.
    #[doc(hidden)]
    fn from_octets(octets: &Octets) -> Result<(Self, Option<ValueError>), ValueError> {
        Self::from_text_lenient(&octets.to_base64())
    }

    /// Whether this is the empty text, kept by lenient reading although the type, an enumeration, does not list it.
    #[inline]
    fn is_void(&self) -> bool {
        false
    }

    /// Reads a text as it stands in a document: normalises white space, then reads the lexical form.
    ///
    /// # Errors
    /// Those of [`from_lexical`](Self::from_lexical).
    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::from_lexical(&Self::WHITE_SPACE.normalize(text))
    }

    /// Like [`from_text`](Self::from_text), and keeps a value that only a facet excludes, beside the facet's objection.
    ///
    /// # Errors
    /// Those of [`from_lexical_lenient`](Self::from_lexical_lenient).
    fn from_text_lenient(text: &str) -> Result<(Self, Option<ValueError>), ValueError> {
        Self::from_lexical_lenient(&Self::WHITE_SPACE.normalize(text))
    }

    /// Like [`from_text_lenient`](Self::from_text_lenient), where prefixes mean what `namespace_of` says.
    ///
    /// # Errors
    /// Those of [`from_lexical_in`](Self::from_lexical_in).
    fn from_text_in(text: &str, namespace_of: &NamespaceOf<'_, '_>) -> Result<(Self, Option<ValueError>), ValueError> {
        Self::from_lexical_in(&Self::WHITE_SPACE.normalize(text), namespace_of)
    }

    /// The lexical form as a text of its own.
    fn to_lexical(&self) -> String {
        let mut scratch = String::new();
        self.lexical(&mut scratch).to_owned()
    }
}

/// Makes a type that is a text a value: whatever text there is.
macro_rules! any_text {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        impl SimpleValue for $name {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;

            #[inline]
            fn placeholder() -> Self {
                Self::new()
            }

            #[inline]
            fn from_lexical(text: &str) -> Result<Self, ValueError> {
                Ok(text.into())
            }

            #[inline]
            fn lexical<'a>(&'a self, _: &'a mut String) -> &'a str {
                self
            }

            #[inline]
            fn kept(&self) -> Option<&str> {
                Some(self)
            }
        }
    };
}
#[cfg(feature = "compact")]
pub(crate) use any_text;

any_text! {
    /// `xs:string` (section 3.2.1), and every type whose values are represented as plain text.
    String
}

/// `xs:boolean` (section 3.2.2); written as `true` and `false`.
impl SimpleValue for bool {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
    const HAS_OWN_FORM: bool = true;

    #[inline]
    fn placeholder() -> Self {
        false
    }

    #[inline]
    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(ValueError::lexical("xs:boolean", text, "not true, false, 1 or 0")),
        }
    }

    #[inline]
    fn lexical<'a>(&'a self, _: &'a mut String) -> &'a str {
        if *self { "true" } else { "false" }
    }

    #[inline]
    fn kept(&self) -> Option<&str> {
        Some(if *self { "true" } else { "false" })
    }

    /// A number, where words such as `true` are something else.
    fn own_lexical(&self, text: &mut String) {
        text.push_str(if *self { "1" } else { "0" });
    }
}

/// The ways between a type and its text that generated types have: from any lexical form, and to the one it has.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_conversions {
    ($name:ident) => {
        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::xsd::ValueError;

            fn try_from(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                $crate::xsd::SimpleValue::from_lexical(text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::xsd::ValueError;

            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                $crate::xsd::SimpleValue::from_lexical(text)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::xsd::SimpleValue::lexical(self, &mut String::new()))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn booleans() {
        for (text, value, written) in
            [("true", true, "true"), ("1", true, "true"), ("false", false, "false"), ("0", false, "false")]
        {
            assert_eq!(bool::from_lexical(text).unwrap(), value);
            assert_eq!(value.to_lexical(), written);
        }
        for text in ["", "True", "TRUE", "yes", "01", "t", " true"] {
            assert!(bool::from_lexical(text).is_err(), "{text:?}");
        }
        assert!(bool::from_text("\n true ").unwrap());
    }

    #[test]
    fn strings_keep_their_white_space() {
        let value = String::from_text(" a\tb ").unwrap();
        assert_eq!(value, " a\tb ");
        assert_eq!(value.to_lexical(), " a\tb ");
    }
}
