//! List types (Part 2, section 2.5.1.2): items with single spaces between them, once white space is collapsed.

use super::{SimpleValue, ValueError, WhiteSpace};

/// An `xs:list` of `T`.
impl<T: SimpleValue> SimpleValue for Vec<T> {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    #[inline]
    fn placeholder() -> Self {
        Self::new()
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        items(text).map(T::from_lexical).collect()
    }

    /// The objection, if any, is that to the first item that has one.
    fn from_lexical_lenient(text: &str) -> Result<(Self, Option<ValueError>), ValueError> {
        let mut violation = None;
        let read = |item| {
            let (value, objection) = T::from_lexical_lenient(item)?;
            violation = violation.take().or(objection);
            Ok(value)
        };
        let values = items(text).map(read).collect::<Result<_, ValueError>>()?;
        Ok((values, violation))
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
        for (text, values, written) in [
            ("", vec![], ""),
            (" \n ", vec![], ""),
            ("1", vec![1], "1"),
            ("  1\n2\t 3 ", vec![1, 2, 3], "1 2 3"),
        ] {
            assert_eq!(Vec::<i32>::from_text(text).unwrap(), values, "{text:?}");
            assert_eq!(values.to_lexical(), written);
        }
    }

    #[test]
    fn one_bad_item_spoils_the_list() {
        let error = Vec::<i32>::from_text("1 x 3").unwrap_err();
        assert_eq!(error.to_string(), r#"expected xs:int, found "x": not a number"#);
    }
}
