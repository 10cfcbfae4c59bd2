//! The macro for newtypes with facets.

use super::facets::not_listed;
use super::{Builtin, Facets, SimpleValue, ValueError, WhiteSpace};
use crate::xml::Namespace;

/// Gives a newtype the facets of a restricted simple type, and what every such type can do.
///
/// The newtype itself is written beside the macro. Its inner type is a [`SimpleValue`](crate::xsd::SimpleValue); the name
/// after the colon is that of the built-in type it derives from (for a list, with `list: true` among the facets, that of
/// its items; for a union, `anySimpleType`); the braces hold fields of [`Facets`](crate::xsd::Facets). A type that holds
/// names has `in NAMESPACES` before the braces: the namespaces whose prefixes its enumerated values are spelled with.
///
/// `new` and every conversion check the facets. Lenient reading keeps a value that breaks them, beside the objection. Numeric types take
/// the usual numbers, also where they hold another one: `i32`, `i64`, `u32`, `u64` and `usize` for what derives from `xs:decimal`.
///
/// ```
/// /// `t:NonEmptyStringType`
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// pub struct NonEmptyStringType(String);
/// soap_runtime::restricted! { NonEmptyStringType(String): string { min_length: Some(1) } }
///
/// assert_eq!(NonEmptyStringType::new("a").unwrap().len(), 1);
/// let error = NonEmptyStringType::new("").unwrap_err();
/// assert_eq!(error.to_string(), r#"expected at least 1 character (minLength), found """#);
///
/// /// `t:LatitudeType`
/// #[derive(Debug, Clone, Copy, PartialEq)]
/// pub struct LatitudeType(f64);
/// soap_runtime::restricted! { LatitudeType(f64): double { min_inclusive: Some("-90"), max_inclusive: Some("90") } }
///
/// assert_eq!(f64::from(LatitudeType::try_from(47.1)?), 47.1);
/// assert!(LatitudeType::try_from(91).is_err());
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
#[macro_export]
macro_rules! restricted {
    ($name:ident($($inner:tt)+): $base:ident $(in $namespaces:ident)? { $($facet:ident: $value:expr),* $(,)? }) => {
        $crate::__restricted! { $name($($inner)+): $base $(in $namespaces)? { $($facet: $value),* } }
        $crate::__numbers! { $name ($($inner)+) $base [$($facet)*] }
    };
}

/// What [`restricted!`] does whatever the built-in type.
#[doc(hidden)]
#[macro_export]
macro_rules! __restricted {
    ($name:ident($inner:ty): $base:ident $(in $namespaces:ident)? { $($facet:ident: $value:expr),* }) => {
        impl $name {
            /// The facets every value satisfies, unless it was read leniently.
            pub const FACETS: $crate::xsd::Facets = $crate::xsd::Facets {
                $($facet: $value,)*
                ..$crate::xsd::Facets::NONE
            };

            /// Takes a value that the facets allow.
            ///
            /// # Errors
            /// A facet excludes it.
            pub fn new(value: impl Into<$inner>) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                let value = value.into();
                match $crate::xsd::SimpleValue::octets(&value) {
                    Some(octets) if Self::FACETS.are_of_octets() => Self::FACETS.check_octets(octets)?,
                    _ => Self::check(&value, &$crate::xsd::SimpleValue::to_lexical(&value))?,
                }
                Ok(Self(value))
            }

            /// The value.
            #[must_use]
            pub fn get(&self) -> &$inner {
                &self.0
            }

            /// The value.
            #[must_use]
            pub fn into_inner(self) -> $inner {
                self.0
            }

            #[allow(unused_variables, unreachable_code, clippy::ptr_arg)]
            fn check(value: &$inner, text: &str) -> ::std::result::Result<(), $crate::xsd::ValueError> {
                $( return $crate::__private::check_names(value, text, (&Self::FACETS, $crate::xsd::by_name::$base), $namespaces); )?
                Self::FACETS.check_all($crate::xsd::by_name::$base, text)
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl ::core::convert::AsRef<$inner> for $name {
            fn as_ref(&self) -> &$inner {
                &self.0
            }
        }

        impl From<$name> for $inner {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::core::convert::TryFrom<$inner> for $name {
            type Error = $crate::xsd::ValueError;

            fn try_from(value: $inner) -> ::std::result::Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        $crate::__text_conversions!($name);
        $crate::text_content!($name);

        impl $crate::xsd::SimpleValue for $name {
            const WHITE_SPACE: $crate::xsd::WhiteSpace = Self::FACETS.white_space($crate::xsd::by_name::$base);
            const HOLDS_NAMES: bool = <$inner as $crate::xsd::SimpleValue>::HOLDS_NAMES;
            const HAS_OWN_FORM: bool = <$inner as $crate::xsd::SimpleValue>::HAS_OWN_FORM;
            const HOLDS_OCTETS: bool = <$inner as $crate::xsd::SimpleValue>::HOLDS_OCTETS && Self::FACETS.are_of_octets();

            fn placeholder() -> Self {
                Self(<$inner as $crate::xsd::SimpleValue>::placeholder())
            }

            fn from_lexical(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                let value = <$inner as $crate::xsd::SimpleValue>::from_lexical(text)?;
                Self::check(&value, text)?;
                Ok(Self(value))
            }

            fn from_lexical_lenient(
                text: &str,
            ) -> ::std::result::Result<(Self, Option<$crate::xsd::ValueError>), $crate::xsd::ValueError> {
                let (value, violation) = <$inner as $crate::xsd::SimpleValue>::from_lexical_lenient(text)?;
                let violation = violation.or_else(|| Self::check(&value, text).err());
                Ok((Self(value), violation))
            }

            fn from_lexical_in(
                text: &str,
                namespace_of: &$crate::xsd::NamespaceOf<'_, '_>,
            ) -> ::std::result::Result<(Self, Option<$crate::xsd::ValueError>), $crate::xsd::ValueError> {
                let (value, violation) = <$inner as $crate::xsd::SimpleValue>::from_lexical_in(text, namespace_of)?;
                let violation = violation.or_else(|| Self::check(&value, text).err());
                Ok((Self(value), violation))
            }

            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                self.0.lexical(scratch)
            }

            #[inline]
            fn kept(&self) -> Option<&str> {
                self.0.kept()
            }

            fn spell(&self, spell: &mut $crate::xsd::Spell<'_>, text: &mut String) {
                self.0.spell(spell, text);
            }

            fn own_lexical(&self, text: &mut String) {
                $crate::xsd::SimpleValue::own_lexical(&self.0, text);
            }

            #[inline]
            fn octets(&self) -> Option<&$crate::xsd::Octets> {
                $crate::xsd::SimpleValue::octets(&self.0)
            }

            fn from_octets(
                octets: &$crate::xsd::Octets,
            ) -> ::std::result::Result<(Self, Option<$crate::xsd::ValueError>), $crate::xsd::ValueError> {
                if !<Self as $crate::xsd::SimpleValue>::HOLDS_OCTETS {
                    return <Self as $crate::xsd::SimpleValue>::from_text_lenient(&$crate::__private::base64(octets));
                }
                let (value, violation) = <$inner as $crate::xsd::SimpleValue>::from_octets(octets)?;
                Ok((Self(value), violation.or_else(|| Self::FACETS.check_octets(octets).err())))
            }

            #[inline]
            fn is_void(&self) -> bool {
                $crate::xsd::SimpleValue::is_void(&self.0)
            }
        }
    };
}

/// Checks a value that holds names, and its text. Enumerated values are spelled with the prefixes of `namespaces`.
#[doc(hidden)]
pub fn check_names<T: SimpleValue + PartialEq>(
    value: &T,
    text: &str,
    (facets, builtin): (&Facets, Builtin),
    namespaces: &[Namespace],
) -> Result<(), ValueError> {
    let text = WhiteSpace::Collapse.normalize(text);
    let mut others = facets.clone();
    others.enumeration = &[];
    others.check_all(builtin, &text)?;
    let is_listed = |listed: &&str| {
        let listed = T::from_text_in(listed, &|prefix| Namespace::named(namespaces, prefix));
        matches!(listed, Ok((listed, None)) if listed == *value)
    };
    if facets.enumeration.is_empty() || facets.enumeration.iter().any(is_listed) {
        return Ok(());
    }
    Err(not_listed(facets.enumeration, &text))
}
