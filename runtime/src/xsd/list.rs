//! List types (Part 2, section 2.5.1.2): items with single spaces between them, once white space is collapsed.

use std::fmt;
use std::str::FromStr;

use super::value::{NamespaceOf, Spell};
use super::{SimpleValue, ValueError, WhiteSpace};

/// The values of an `xs:list`. A type of its own, so that a field of several elements (`Vec<T>`) and a field of one element that
/// holds a list are told apart.
///
/// ```
/// use soap_runtime::xsd::{List, SimpleValue};
///
/// let scores = List::<i32>::from_text(" 1  2 3 ")?;
/// assert_eq!(scores.to_lexical(), "1 2 3");
/// assert_eq!(scores.iter().sum::<i32>(), 6);
///
/// let mut tags: List<String> = ["a", "b"].into();
/// tags.extend(["c"]);
/// assert_eq!(tags, ["a", "b", "c"]);
/// assert_eq!("a b c".parse(), Ok(tags));
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
///
/// A vector of other items is taken item by item: `words.into_iter().collect()`.
///
/// Lists are ordered item by item; XSD itself gives them no order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> std::ops::DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> AsRef<[T]> for List<T> {
    fn as_ref(&self) -> &[T] {
        &self.0
    }
}

/// Of the same items: what an empty `vec![]` holds would be anything otherwise.
impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.0
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for List<T> {
    fn from(items: [U; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T, U: Clone + Into<T>> From<&[U]> for List<T> {
    fn from(items: &[U]) -> Self {
        items.iter().cloned().collect()
    }
}

impl<T, U: Clone + Into<T>, const N: usize> From<&[U; N]> for List<T> {
    fn from(items: &[U; N]) -> Self {
        items.as_slice().into()
    }
}

impl<T, U: Into<T>> FromIterator<U> for List<T> {
    fn from_iter<I: IntoIterator<Item = U>>(items: I) -> Self {
        Self(items.into_iter().map(Into::into).collect())
    }
}

impl<T, U: Into<T>> Extend<U> for List<T> {
    fn extend<I: IntoIterator<Item = U>>(&mut self, items: I) {
        self.0.extend(items.into_iter().map(Into::into));
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl<T: PartialEq<U>, U> PartialEq<[U]> for List<T> {
    fn eq(&self, other: &[U]) -> bool {
        self.0 == other
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for List<T> {
    fn eq(&self, other: &[U; N]) -> bool {
        self.0 == other
    }
}

/// Reads the items of a text, between any white space.
impl<T: SimpleValue> FromStr for List<T> {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::from_text(text)
    }
}

impl<T: SimpleValue> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_lexical())
    }
}

impl<T: SimpleValue> SimpleValue for List<T> {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
    const HOLDS_NAMES: bool = T::HOLDS_NAMES;
    const HAS_OWN_FORM: bool = T::HAS_OWN_FORM;

    #[inline]
    fn placeholder() -> Self {
        Self::default()
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        items(text).map(T::from_lexical).collect()
    }

    /// The objection, if any, is that to the first item that has one.
    fn from_lexical_lenient(text: &str) -> Result<(Self, Option<ValueError>), ValueError> {
        lenient(text, T::from_lexical_lenient)
    }

    fn from_lexical_in(
        text: &str,
        namespace_of: &NamespaceOf<'_, '_>,
    ) -> Result<(Self, Option<ValueError>), ValueError> {
        lenient(text, |item| T::from_lexical_in(item, namespace_of))
    }

    fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
        let mut item_scratch = String::new();
        for (position, item) in self.iter().enumerate() {
            if position > 0 {
                scratch.push(' ');
            }
            item_scratch.clear();
            scratch.push_str(item.lexical(&mut item_scratch));
        }
        scratch
    }

    fn spell(&self, spell: &mut Spell<'_>, text: &mut String) {
        for (position, item) in self.iter().enumerate() {
            if position > 0 {
                text.push(' ');
            }
            item.spell(spell, text);
        }
    }

    fn own_lexical(&self, text: &mut String) {
        for (position, item) in self.iter().enumerate() {
            if position > 0 {
                text.push(' ');
            }
            item.own_lexical(text);
        }
    }
}

fn lenient<T>(
    text: &str,
    read: impl Fn(&str) -> Result<(T, Option<ValueError>), ValueError>,
) -> Result<(List<T>, Option<ValueError>), ValueError> {
    let mut violation = None;
    let read = |item| {
        let (value, objection) = read(item)?;
        violation = violation.take().or(objection);
        Ok(value)
    };
    let values = items(text).map(read).collect::<Result<Vec<T>, ValueError>>()?;
    Ok((List(values), violation))
}

/// The items of a list in a text whose white space is collapsed.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::Token;

    #[test]
    fn round_trip() {
        for (text, values, written) in
            [("", vec![], ""), (" \n ", vec![], ""), ("1", vec![1], "1"), ("  1\n2\t 3 ", vec![1, 2, 3], "1 2 3")]
        {
            let list = List::<i32>::from_text(text).unwrap();
            assert_eq!(*list, values, "{text:?}");
            assert_eq!(list.to_lexical(), written);
        }
    }

    #[test]
    fn lists_are_made_of_what_becomes_their_items() {
        let tags: List<String> = ["a", "b"].into();
        assert_eq!(tags, ["a", "b"]);
        for same in [
            List::from(&["a", "b"]),
            List::from(["a", "b"].as_slice()),
            List::from(vec!["a".to_owned(), "b".to_owned()]),
            ["a", "b"].into_iter().collect(),
            "a b".split(' ').collect(),
            " a\n b ".parse().unwrap(),
        ] {
            assert_eq!(same, tags);
        }
        assert_eq!(List::<Token>::from([" a ", "b"]).to_string(), "a b");
        assert_eq!(Vec::from(tags), ["a", "b"]);
    }

    #[test]
    fn lists_grow_and_are_gone_through() {
        let mut counts: List<i64> = List::default();
        counts.extend([1_i32, 2]);
        counts.push(3);
        for count in &mut counts {
            *count *= 2;
        }
        assert_eq!((&counts).into_iter().sum::<i64>() + counts.first().copied().unwrap_or(0), 14);
        assert_eq!((counts[1..].len(), AsRef::<[i64]>::as_ref(&counts).len()), (2, 3));
    }

    #[test]
    fn one_bad_item_spoils_the_list() {
        let error = List::<i32>::from_text("1 x 3").unwrap_err();
        assert_eq!(error.to_string(), r#"expected xs:int, found "x": not a number"#);
    }
}
