//! Sizes and positions in arrays ([SOAP 1.1] 5.4.2; [SOAP 1.2] Part 2, 3.1.6).
//!
//! In: what attributes say. Out: numbers. Invariant: what cannot be read says nothing.
//!
//! ```text
//! t:Item[2,3]    2 3        [1,0]    4th, in an array of these        2 3    2 3, SOAP 1.2
//! ```

use super::names::{encoding_value, qname};
use crate::bind::AnyElement;

/// Where the items of an array stand.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The length of each dimension; none that is not known.
    pub(super) lengths: Vec<usize>,
    /// Where the first item stands.
    pub(super) offset: usize,
}

impl Layout {
    /// That of an array.
    pub(super) fn of(array: &AnyElement) -> Self {
        let lengths = match encoding_value(array, "arraySize") {
            Some(sizes) => numbers(sizes.split_ascii_whitespace()),
            None => encoding_value(array, "arrayType").and_then(brackets).map_or(Vec::new(), numbers),
        };
        let offset = encoding_value(array, "offset").and_then(|offset| index(offset, &lengths));
        Self { lengths, offset: offset.unwrap_or(0) }
    }

    /// Where an item says that it stands.
    pub(super) fn position(&self, item: &AnyElement) -> Option<usize> {
        index(encoding_value(item, "position")?, &self.lengths)
    }
}

/// The type that an array says its items have; none where they are arrays themselves, or anything.
pub(super) fn item_type(array: &AnyElement) -> Option<(&str, &str)> {
    let stated = match encoding_value(array, "itemType") {
        Some(item) => item,
        None => encoding_value(array, "arrayType")?.rsplit_once('[')?.0.trim_end(),
    };
    let (uri, local) = qname(array, stated);
    (!local.ends_with(']') && !matches!(local, "anyType" | "ur-type")).then_some((uri, local))
}

/// What stands in the last brackets.
fn brackets(text: &str) -> Option<std::str::Split<'_, char>> {
    let (_, last) = text.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    Some(last.split(','))
}

fn numbers<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<usize> {
    let numbers: Option<Vec<usize>> = texts.map(|text| text.trim().parse().ok()).collect();
    numbers.unwrap_or_default()
}

/// The place of an item among all, the last dimension running first.
fn index(text: &str, lengths: &[usize]) -> Option<usize> {
    let at = numbers(brackets(text)?);
    let (first, rest) = at.split_first()?;
    if rest.len() + 1 != lengths.len().max(1) {
        return None;
    }
    let mut places = rest.iter().zip(lengths.iter().skip(1));
    places.try_fold(*first, |place, (at, length)| place.checked_mul(*length)?.checked_add(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_the_last_dimension_first() {
        assert_eq!(index("[3]", &[]), Some(3));
        assert_eq!(index("[1,0]", &[2, 3]), Some(3));
        assert_eq!(index("[1,2]", &[2, 3]), Some(5));
        for (text, lengths) in [("3", &[5][..]), ("[x]", &[5]), ("[1]", &[2, 3]), ("[1,99999999999999999999]", &[2, 3])]
        {
            assert_eq!(index(text, lengths), None, "{text}");
        }
    }
}
