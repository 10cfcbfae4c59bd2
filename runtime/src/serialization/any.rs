//! What has no Rust type, as XML; and what means nothing, as nothing.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bind::{AnyElement, Order};

/// What an element without a name is called in the document: one that gets its name from the field that it stands in.
const UNNAMED: &str = "_";

/// As a small XML document.
impl Serialize for AnyElement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = match self.name.is_empty() {
            true => Cow::Owned(Self { name: UNNAMED.to_owned(), ..self.clone() }),
            false => Cow::Borrowed(self),
        };
        serializer.serialize_str(&named.to_xml().map_err(S::Error::custom)?)
    }
}

/// From a small XML document.
impl<'de> Deserialize<'de> for AnyElement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let xml = String::deserialize(deserializer)?;
        let mut element = Self::from_xml(&xml).map_err(D::Error::custom)?;
        if element.namespace.is_empty() && element.name == UNNAMED {
            element.name = String::new();
        }
        Ok(element)
    }
}

/// As nothing: it does not count.
impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// The order of the schema.
impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self::default())
    }
}
