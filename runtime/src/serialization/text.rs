//! Simple values as their lexical text. Names in it are `{namespace}local`, since nothing declares prefixes there.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "compact")]
use crate::compact;
use crate::xsd::{
    Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, HexBinary, Integer,
    List, NegativeInteger, NonNegativeInteger, NonPositiveInteger, NormalizedString, PositiveInteger, QName,
    SimpleValue, Time, Token, ValueError,
};

/// Serializes a value as its lexical text.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_text<T: SimpleValue, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if !T::HOLDS_NAMES {
        return serializer.serialize_str(value.lexical(&mut String::new()));
    }
    let mut text = String::new();
    value.spell(&mut expand, &mut text);
    serializer.serialize_str(&text)
}

/// Reads a value from its lexical text.
///
/// # Errors
/// There is no text, or it is no value of the type.
pub fn deserialize_text<'de, T: SimpleValue, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(InText(read_text::<T>))
}

/// Reads a value of a type to which every text belongs.
///
/// # Errors
/// There is no text.
pub fn deserialize_open<'de, T: for<'t> From<&'t str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(InText(|text: &str| Ok(T::from(text))))
}

/// A value that its type accepts, or why it does not.
///
/// # Errors
/// It does not.
pub fn accepted<T, E: Error>(read: Result<T, ValueError>) -> Result<T, E> {
    read.map_err(E::custom)
}

/// Makes something of a text.
struct InText<F>(F);

impl<T, F: FnOnce(&str) -> Result<T, ValueError>> Visitor<'_> for InText<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        accepted((self.0)(text))
    }
}

fn read_text<T: SimpleValue>(text: &str) -> Result<T, ValueError> {
    if !T::HOLDS_NAMES {
        return T::from_text(text);
    }
    let mut uris = Vec::new();
    let text = with_prefixes(text, &mut uris);
    let namespace_of = |prefix: Option<&str>| {
        let index: usize = prefix?.strip_prefix(PREFIX)?.parse().ok()?;
        uris.get(index).copied()
    };
    match T::from_text_in(&text, &namespace_of)? {
        (value, None) => Ok(value),
        (_, Some(objection)) => Err(objection),
    }
}

/// Writes a name as `{namespace}local`.
fn expand(name: &QName, text: &mut String) {
    if let Some(uri) = name.namespace() {
        text.extend(["{", uri, "}"]);
    }
    text.push_str(name.local());
}

/// What prefixes begin with that stand for namespaces in braces: nobody's own.
const PREFIX: &str = "_.";

/// The text with a prefix in the place of each namespace in braces.
fn with_prefixes<'t>(text: &'t str, uris: &mut Vec<&'t str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, uri, after)) = next_namespace(rest) {
        out.extend([before, PREFIX, itoa::Buffer::new().format(uris.len()), ":"]);
        uris.push(uri);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What comes before a namespace in braces, the namespace, and what comes after it.
fn next_namespace(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (uri, after) = rest.split_once('}')?;
    Some((before, uri, after))
}

macro_rules! by_text {
    ($($type:ty)+) => {$(
        /// As its lexical text.
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_text(self, serializer)
            }
        }

        /// From a lexical text.
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize_text(deserializer)
            }
        }
    )+};
}

by_text! {
    Token NormalizedString
    Decimal Integer NonNegativeInteger PositiveInteger NonPositiveInteger NegativeInteger
    DateTime Date Time GYearMonth GYear GMonthDay GDay GMonth Duration
    HexBinary Base64Binary QName
}

#[cfg(feature = "compact")]
by_text! { compact::Text compact::Token compact::NormalizedString }

/// As a sequence of its values.
#[cfg(feature = "compact")]
impl<T: Serialize> Serialize for compact::List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// From a sequence of values.
#[cfg(feature = "compact")]
impl<'de, T: Deserialize<'de>> Deserialize<'de> for compact::List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

/// As a sequence of its items.
impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// From a sequence of items.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}
