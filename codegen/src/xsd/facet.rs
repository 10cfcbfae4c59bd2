//! Constraining facets (XSD 1.0 part 2 §4.3; `explicitTimezone` is of 1.1).
//!
//! ```xml
//! <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
//! ```

use roxmltree::Node;
pub use soap_runtime::contract::FacetValue;

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
        FacetValue::NAMES.contains(&local)
    }

    pub(super) fn facet(&mut self, node: Node<'_, '_>) -> Option<Facet> {
        let local = node.tag_name().name();
        let repeatable = matches!(local, "enumeration" | "pattern");
        let known: &[&str] = if repeatable { &["value", "id"] } else { &["value", "fixed", "id"] };
        self.reading.known_attributes(node, known);
        self.no_children(node);
        self.reading.required(node, "value")?;
        let value = self.reading.raw(node, "value")?;
        if local == "explicitTimezone" && crate::qname::trim(&value.value) == "optional" {
            return None; // as if nothing were said
        }
        let fixed = !repeatable && self.reading.flag(node, "fixed");
        Some(Facet {
            value: self.facet_value(local, &value)?,
            fixed,
            span: Some(self.reading.span(node)),
            documentation: self.documentation(node),
        })
    }

    fn facet_value(&mut self, local: &str, value: &Located<String>) -> Option<FacetValue> {
        let is_text = matches!(local, "enumeration" | "pattern");
        let text = if is_text { value.value.as_str() } else { crate::qname::trim(&value.value) };
        let parsed = FacetValue::parse(local, text);
        if parsed.is_none() {
            let expected = match local {
                "whiteSpace" => "`preserve`, `replace` or `collapse`",
                "explicitTimezone" => "`required`, `prohibited` or `optional`",
                _ => "a number",
            };
            self.reading.illegal(value, "value", expected);
        }
        parsed
    }
}
