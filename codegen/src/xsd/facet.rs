//! Constraining facets (XSD 1.0 part 2 §4.3).
//!
//! ```xml
//! <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
//! ```

use roxmltree::Node;
pub use soap_runtime::contract::FacetValue;
use soap_runtime::xsd::WhiteSpace;

use super::reader::Reader;
use crate::markup::Located;
use crate::source::Span;

/// One facet of one step of restriction.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Which one, and its value.
    pub value: FacetValue,
    /// Whether further restrictions may not change it.
    pub fixed: bool,
    /// Where it is written.
    pub span: Option<Span>,
    /// The schema's own words about it; mostly for enumeration values.
    pub documentation: Option<String>,
}

impl Reader<'_> {
    /// Whether an element of XML Schema of this local name is a facet.
    pub(super) fn is_facet(local: &str) -> bool {
        matches!(
            local,
            "enumeration"
                | "pattern"
                | "length"
                | "minLength"
                | "maxLength"
                | "whiteSpace"
                | "totalDigits"
                | "minInclusive"
                | "minExclusive"
                | "maxInclusive"
                | "maxExclusive"
                | "fractionDigits"
        )
    }

    pub(super) fn facet(&mut self, node: Node<'_, '_>) -> Option<Facet> {
        let local = node.tag_name().name();
        let repeatable = matches!(local, "enumeration" | "pattern");
        let known: &[&str] = if repeatable { &["value", "id"] } else { &["value", "fixed", "id"] };
        self.reading.known_attributes(node, known);
        self.no_children(node);
        self.reading.required(node, "value")?;
        let value = self.reading.raw(node, "value")?;
        let fixed = !repeatable && self.reading.flag(node, "fixed");
        Some(Facet {
            value: self.facet_value(local, value)?,
            fixed,
            span: Some(self.reading.span(node)),
            documentation: self.documentation(node),
        })
    }

    fn facet_value(&mut self, local: &str, value: Located<String>) -> Option<FacetValue> {
        let trimmed = || crate::qname::trim(&value.value).to_owned();
        Some(match local {
            "enumeration" => FacetValue::Enumeration(value.value),
            "pattern" => FacetValue::Pattern(value.value),
            "minInclusive" => FacetValue::MinInclusive(trimmed()),
            "minExclusive" => FacetValue::MinExclusive(trimmed()),
            "maxInclusive" => FacetValue::MaxInclusive(trimmed()),
            "maxExclusive" => FacetValue::MaxExclusive(trimmed()),
            "length" => FacetValue::Length(self.size(&value)?),
            "minLength" => FacetValue::MinLength(self.size(&value)?),
            "maxLength" => FacetValue::MaxLength(self.size(&value)?),
            "totalDigits" => FacetValue::TotalDigits(self.size(&value)?),
            "fractionDigits" => FacetValue::FractionDigits(self.size(&value)?),
            _ => FacetValue::WhiteSpace(self.white_space(&value)?),
        })
    }

    /// A number; one beyond 64 bits counts as the greatest of these.
    fn size(&mut self, value: &Located<String>) -> Option<u64> {
        let text = crate::qname::trim(&value.value);
        let digits = text.strip_prefix('+').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.reading.illegal(value, "value", "a number");
            return None;
        }
        Some(digits.parse().unwrap_or(u64::MAX))
    }

    fn white_space(&mut self, value: &Located<String>) -> Option<WhiteSpace> {
        match crate::qname::trim(&value.value) {
            "preserve" => Some(WhiteSpace::Preserve),
            "replace" => Some(WhiteSpace::Replace),
            "collapse" => Some(WhiteSpace::Collapse),
            _ => {
                self.reading.illegal(value, "value", "`preserve`, `replace` or `collapse`");
                None
            }
        }
    }
}
