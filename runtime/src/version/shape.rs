//! How a part goes over whose type differs in more than what it is made of: each function makes a step out of the one inside.
//!
//! `some(item())` takes a `T` to an `Option<U>` where a `T` converts to a `U`; `present(item())` is the way back, on which
//! `None` is an error.

use std::convert::Infallible;

use super::error::{ConversionError, ConversionErrorKind};
use super::{Convert, Failure};
use crate::bind::{Nillable, NillableElement, Typed};
#[cfg(feature = "compact")]
use crate::compact;
use crate::xsd::{List, QName, SimpleValue, ValueError};

/// The value as it is.
pub fn same<T>() -> impl Fn(T) -> Result<T, Infallible> {
    Ok
}

/// A value of a generated type.
pub fn item<T: Convert<U>, U>() -> impl Fn(T) -> Result<U, T::Error> {
    T::convert
}

/// A simple value by its text, which has to be one of the other type.
pub fn text<T: SimpleValue, U: SimpleValue>() -> impl Fn(T) -> Result<U, ConversionError> {
    |value| by_text(&value).map_err(|error| ConversionError::invalid(error, ""))
}

/// The value of the other type with this one's text, names in it with their namespaces.
#[doc(hidden)]
pub fn by_text<T: SimpleValue, U: SimpleValue>(value: &T) -> Result<U, ValueError> {
    if !T::HOLDS_NAMES {
        return U::from_text(&value.to_lexical());
    }
    let mut bound = Vec::new();
    let mut text = String::new();
    value.spell(&mut |name, text| text.push_str(&bind(name, &mut bound)), &mut text);
    let namespace_of = |prefix: Option<&str>| {
        let found = bound.iter().find(|(known, _)| Some(known.as_str()) == prefix);
        found.map(|(_, uri)| uri.as_str())
    };
    match U::from_text_in(&text, &namespace_of)? {
        (value, None) => Ok(value),
        (_, Some(violation)) => Err(violation),
    }
}

/// A name with a prefix that means its namespace alone: its own, if that is free.
fn bind(name: &QName, bound: &mut Vec<(String, String)>) -> String {
    let Some(uri) = name.namespace() else { return name.local().to_owned() };
    let means = |prefix: &str| bound.iter().find(|(known, _)| known == prefix).map(|(_, uri)| uri.as_str());
    let own = name.prefix().unwrap_or("ns").to_owned();
    let numbered = (1..).map(|number| format!("ns{number}"));
    let mut candidates = std::iter::once(own).chain(numbered);
    let prefix = candidates.find(|prefix| means(prefix).is_none_or(|known| known == uri)).unwrap_or_default();
    if means(&prefix).is_none() {
        bound.push((prefix.clone(), uri.to_owned()));
    }
    format!("{prefix}:{}", name.local())
}

/// A simple value as its text.
pub fn lexical<T: SimpleValue>() -> impl Fn(T) -> Result<String, Infallible> {
    |value| Ok(value.to_lexical())
}

/// A number as one of a wider type.
pub fn widened<T: Into<U>, U>() -> impl Fn(T) -> Result<U, Infallible> {
    |value| Ok(value.into())
}

/// A value as that of the type that others are derived from.
pub fn based<T, U, B: From<U>, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(T) -> Result<B, E> {
    move |value| inside(value).map(B::from)
}

/// Each value that is there.
pub fn option<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Option<T>) -> Result<Option<U>, E> {
    move |value| value.map(&inside).transpose()
}

/// Each of several values.
pub fn vec<T, U, E: Failure>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Vec<T>) -> Result<Vec<U>, E> {
    move |values| {
        let each = |(index, value)| inside(value).map_err(|error| error.at(index));
        values.into_iter().enumerate().map(each).collect()
    }
}

/// Each item of a list.
pub fn list<T, U, E: Failure>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(List<T>) -> Result<List<U>, E> {
    move |List(items)| items.into_iter().map(&inside).collect::<Result<_, _>>().map(List)
}

/// A value with what its `xsi:type` says.
pub fn typed<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Typed<T>) -> Result<Typed<U>, E> {
    move |Typed { value, xsi_type }| Ok(Typed { value: inside(value)?, xsi_type })
}

/// A value into a box.
pub fn boxed<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(T) -> Result<Box<U>, E> {
    move |value| inside(value).map(Box::new)
}

/// A value out of a box.
pub fn unboxed<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Box<T>) -> Result<U, E> {
    move |value| inside(*value)
}

/// A value that may be nil in both.
pub fn nillable<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Nillable<T>) -> Result<Nillable<U>, E> {
    move |value| match value {
        Nillable::Nil => Ok(Nillable::Nil),
        Nillable::Value(value) => inside(value).map(Nillable::Value),
    }
}

/// A value that may become nil.
pub fn unwrapped<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(T) -> Result<Nillable<U>, E> {
    move |value| inside(value).map(Nillable::Value)
}

/// A value that may no longer be nil.
pub fn not_nil<T, U, E: Failure>(
    inside: impl Fn(T) -> Result<U, E>,
) -> impl Fn(Nillable<T>) -> Result<U, ConversionError> {
    move |value| match value {
        Nillable::Nil => Err(ConversionError::new(ConversionErrorKind::Nil { version: "" })),
        Nillable::Value(value) => inside(value).map_err(Into::into),
    }
}

/// A value with attributes that may be nil in both.
pub fn nillable_element<T, U, E>(
    inside: impl Fn(T) -> Result<U, E>,
) -> impl Fn(NillableElement<T>) -> Result<NillableElement<U>, E> {
    move |value| match value {
        NillableElement::Nil(element) => Ok(NillableElement::Nil(element)),
        NillableElement::Value(value) => inside(value).map(NillableElement::Value),
    }
}

/// A value with attributes that may become nil.
pub fn unwrapped_element<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(T) -> Result<NillableElement<U>, E> {
    move |value| inside(value).map(NillableElement::Value)
}

/// A value with attributes that may no longer be nil.
pub fn element_not_nil<T, U, E: Failure>(
    inside: impl Fn(T) -> Result<U, E>,
) -> impl Fn(NillableElement<T>) -> Result<U, ConversionError> {
    move |value| match value {
        NillableElement::Nil(_) => Err(ConversionError::new(ConversionErrorKind::Nil { version: "" })),
        NillableElement::Value(value) => inside(value).map_err(Into::into),
    }
}

/// A required part that becomes optional.
pub fn some<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(T) -> Result<Option<U>, E> {
    move |value| inside(value).map(Some)
}

/// An optional part that becomes required.
pub fn present<T, U, E: Failure>(
    inside: impl Fn(T) -> Result<U, E>,
) -> impl Fn(Option<T>) -> Result<U, ConversionError> {
    move |value| match value {
        Some(value) => inside(value).map_err(Into::into),
        None => Err(ConversionError::required()),
    }
}

/// A required part that may now repeat.
pub fn many<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(T) -> Result<Vec<U>, E> {
    move |value| inside(value).map(|value| vec![value])
}

/// An optional part that may now repeat.
pub fn optional_many<T, U, E>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Option<T>) -> Result<Vec<U>, E> {
    move |value| value.into_iter().map(&inside).collect()
}

/// A part that repeats where the other version requires one.
pub fn one<T, U, E: Failure>(inside: impl Fn(T) -> Result<U, E>) -> impl Fn(Vec<T>) -> Result<U, ConversionError> {
    let inside = at_most_one(inside);
    move |values| inside(values)?.ok_or_else(ConversionError::required)
}

/// A part that repeats where the other version has room for one.
pub fn at_most_one<T, U, E: Failure>(
    inside: impl Fn(T) -> Result<U, E>,
) -> impl Fn(Vec<T>) -> Result<Option<U>, ConversionError> {
    move |values| {
        if values.len() > 1 {
            return Err(ConversionError::new(ConversionErrorKind::TooMany { found: values.len(), version: "" }));
        }
        values.into_iter().next().map(&inside).transpose().map_err(Into::into)
    }
}

/// A step from a `Vec`, from a list of one word.
#[cfg(feature = "compact")]
pub fn from_list<T, V, E>(step: impl Fn(Vec<T>) -> Result<V, E>) -> impl Fn(compact::List<T>) -> Result<V, E> {
    move |values| step(values.into())
}

/// A step to a `Vec`, to a list of one word.
#[cfg(feature = "compact")]
pub fn into_list<V, U, E>(step: impl Fn(V) -> Result<Vec<U>, E>) -> impl Fn(V) -> Result<compact::List<U>, E> {
    move |value| step(value).map(Into::into)
}

/// A step to a `String`, to a text of one word.
#[cfg(feature = "compact")]
pub fn into_text<V, E>(step: impl Fn(V) -> Result<String, E>) -> impl Fn(V) -> Result<compact::Text, E> {
    move |value| step(value).map(Into::into)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sure;
    use super::*;

    #[test]
    fn every_way_there_has_a_way_back() {
        let (there, back) = (some(same::<i32>()), present(same::<i32>()));
        assert_eq!(back(sure(there(7))).unwrap(), 7);
        let (there, back) = (many(same::<i32>()), one(same::<i32>()));
        assert_eq!(back(sure(there(7))).unwrap(), 7);
        let (there, back) = (optional_many(same::<i32>()), at_most_one(same::<i32>()));
        assert_eq!(back(sure(there(Some(7)))).unwrap(), Some(7));
        let (there, back) = (unwrapped(same::<i32>()), not_nil(same::<i32>()));
        assert_eq!(back(sure(there(7))).unwrap(), 7);
        assert_eq!(sure(unboxed(same::<i32>())(sure(boxed(same::<i32>())(7)))), 7);
        assert_eq!(sure(nillable(lexical::<bool>())(Nillable::Value(true))), Nillable::Value("true".to_owned()));
        assert_eq!(sure(option(widened::<i32, i64>())(Some(7))), Some(7));
    }

    #[cfg(feature = "compact")]
    #[test]
    fn what_is_compact_goes_over_as_what_is_not() {
        let (there, back) = (into_list(many(same::<i32>())), from_list(one(same::<i32>())));
        assert_eq!(back(sure(there(7))).unwrap(), 7);
        let list: compact::List<compact::Text> = sure(into_list(from_list(vec(into_text(lexical()))))([1, 2].into()));
        assert_eq!(list, ["1", "2"]);
    }

    #[test]
    fn names_go_over_with_their_namespaces() {
        let name = |prefix: &str, uri: &str| QName::new(Some(uri), "x").unwrap().with_prefix(prefix).unwrap();
        let bare = QName::new(Some("urn:c"), "y").unwrap();
        let names = List(vec![name("a", "urn:a"), name("a", "urn:b"), bare, QName::new(None, "z").unwrap()]);
        let over: List<QName> = by_text(&names).unwrap();
        assert_eq!(over, names);
        assert_eq!(over.iter().map(QName::prefix).collect::<Vec<_>>(), [Some("a"), Some("ns1"), Some("ns"), None]);
        assert_eq!(by_text::<_, String>(&names).unwrap(), "a:x ns1:x ns:y z");
        assert!(by_text::<_, i32>(&names).is_err());
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let told = |error: ConversionError| error.below("Part", "v2").of("Type").to_string();
        assert_eq!(told(present(same::<i32>())(None).unwrap_err()), "Type/Part: absent, but required in v2");
        assert_eq!(told(one(same::<i32>())(Vec::new()).unwrap_err()), "Type/Part: absent, but required in v2");
        assert_eq!(told(at_most_one(same())(vec![1, 2]).unwrap_err()), "Type/Part: 2 values, but one at most in v2");
        assert_eq!(told(not_nil(same::<i32>())(Nillable::Nil).unwrap_err()), "Type/Part: nil, which v2 does not allow");
        let error = told(vec(text::<String, i8>())(vec!["1".to_owned(), "300".to_owned()]).unwrap_err());
        assert!(error.starts_with("Type/Part[2]: not a value in v2: "), "{error}");
    }
}
