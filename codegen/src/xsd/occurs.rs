//! `minOccurs` and `maxOccurs` (XSD 1.0 part 1 §3.9.2).

use roxmltree::Node;

use super::reader::Reader;

/// How often a particle occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurs {
    /// The least number of times.
    pub min: u32,
    /// The greatest number of times; `None` for `unbounded`.
    pub max: Option<u32>,
}

impl Reader<'_> {
    pub(super) fn occurs(&mut self, node: Node<'_, '_>) -> Occurs {
        let min = self.count(node, "minOccurs", false).unwrap_or(Some(1));
        let max = self.count(node, "maxOccurs", true).unwrap_or(Some(1));
        let min = min.unwrap_or(u32::MAX);
        if max.is_some_and(|max| min > max) {
            self.conflict(node, "`minOccurs` is greater than `maxOccurs`");
        }
        Occurs { min, max }
    }

    /// A count, where `Some(None)` is unbounded. Numbers beyond 32 bits count as unbounded.
    fn count(&mut self, node: Node<'_, '_>, name: &str, unbounded: bool) -> Option<Option<u32>> {
        let text = self.reading.text(node, name)?;
        if unbounded && text.value == "unbounded" {
            return Some(None);
        }
        let digits = text.value.strip_prefix('+').unwrap_or(&text.value);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(digits.parse().ok());
        }
        let expected = if unbounded { "a number or `unbounded`" } else { "a number" };
        self.reading.illegal(&text, name, expected);
        None
    }
}
