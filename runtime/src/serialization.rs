//! Feature `serde`: values in other formats than XML.
//!
//! In: a value, and a serializer of serde. Out: what is natural in any format, the same in those for people and in those for machines.
//! Invariant: what is serialized and read again is an equal value; what the facets of its type exclude is refused.
//!
//! | type | form |
//! |---|---|
//! | numbers, `bool`, `String` | serde's own |
//! | other types of [`xsd`](crate::xsd) | their lexical text; a [`QName`](crate::xsd::QName) as `{namespace}local` |
//! | [`List`](crate::xsd::List) | a sequence of its items |
//! | an enumeration | its text, whether it is listed or not |
//! | a newtype with facets | what is inside; reading checks the facets |
//! | a union | its lexical text, which tells the member |
//! | [`AnyElement`](crate::AnyElement) | a small XML document |
//! | [`Nillable`](crate::Nillable), [`NillableElement`](crate::NillableElement), [`Typed`](crate::bind::Typed), [`AnyAttribute`](crate::AnyAttribute) | as derived |
//! | [`Order`](crate::bind::Order) | nothing |

/// Implements serde's traits for a simple type as its values are: as text, or as what is inside. Needs the feature `serde`.
///
/// Generated enumerations, unions and newtypes with facets have a line of it where the configuration has them derive serde's traits, which
/// would know nothing of facets. A simple type of one's own can have it, too.
///
/// ```text
/// serde_value! { Note: Serialize Deserialize }             // by its lexical text, what `SimpleValue::from_text` refuses is an error
/// serde_value! { open Colour: Serialize Deserialize }      // by its lexical text, every text is a value: enumerations
/// serde_value! { Percent(i32): Serialize Deserialize }     // by the value inside, which `new` takes or refuses
/// ```
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_value {
    ($name:ident: $($how:ident)+) => {
        $( $crate::__serde_value! { $how $name text } )+
    };
    (open $name:ident: $($how:ident)+) => {
        $( $crate::__serde_value! { $how $name open } )+
    };
    ($name:ident($inner:ty): $($how:ident)+) => {
        $( $crate::__serde_value! { $how $name ($inner) } )+
    };
}

/// Implements serde's traits for a simple type as its values are: as text, or as what is inside. Needs the feature `serde`.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_value {
    ($($any:tt)*) => {
        ::core::compile_error!(
            "types that derive serde's traits need the feature `serde` of soap-runtime: soap-runtime = { features = [\"serde\"], … }"
        );
    };
}

/// One of the traits.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_value {
    (Serialize $name:ident ($inner:ty)) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
    (Serialize $name:ident $how:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_text(self, serializer)
            }
        }
    };
    (Deserialize $name:ident ($inner:ty)) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <$inner as $crate::__private::serde::Deserialize>::deserialize(deserializer)?;
                $crate::__private::accepted(Self::new(value))
            }
        }
    };
    (Deserialize $name:ident open) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::__private::deserialize_open(deserializer)
            }
        }
    };
    (Deserialize $name:ident text) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::__private::deserialize_text(deserializer)
            }
        }
    };
}

#[cfg(feature = "serde")]
mod any;
#[cfg(all(test, feature = "serde"))]
mod tests;
#[cfg(feature = "serde")]
mod text;

#[cfg(feature = "serde")]
pub use text::{accepted, deserialize_open, deserialize_text, serialize_text};
