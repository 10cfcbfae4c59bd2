//! List types (Part 2, section 2.5.1.2): items with single spaces between them, once white space is collapsed.

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
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
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

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
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
    fn one_bad_item_spoils_the_list() {
        let error = List::<i32>::from_text("1 x 3").unwrap_err();
        assert_eq!(error.to_string(), r#"expected xs:int, found "x": not a number"#);
    }
}
