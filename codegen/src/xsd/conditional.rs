//! Conditional inclusion (XSD 1.1 part 1 §4.2.2): which elements of a schema document are there for us.
//!
//! In: an element. Out: whether it counts. Invariant: whoever walks over the elements of a schema document asks here, so that what is left
//! out is as if it were not written.
//!
//! ```xml
//! <xs:element name="Sent" type="xs:dateTime" vc:maxVersion="1.1"/>        <!-- for XML Schema 1.0 -->
//! <xs:element name="Sent" type="xs:dateTimeStamp" vc:minVersion="1.1"/>   <!-- for 1.1 and later: this one is there -->
//! ```

use roxmltree::Node;
use soap_runtime::contract::FacetValue;
use soap_runtime::xsd::Builtin;

use crate::qname::{Adopted, QName, XSD, resolve, tokens, trim};

/// The namespace of the attributes that say for whom an element is.
const VERSIONING: &str = "http://www.w3.org/2007/XMLSchema-versioning";
/// The version of XML Schema that we are. Schemas that say for which version something is were written for processors of 1.1, as those
/// of 1.0 know nothing of it: with the answer 1.0, a schema with `vc:minVersion="1.1"` at its root would be empty.
const VERSION: f64 = 1.1;

/// Whether an element is there.
pub(crate) fn is_included(node: Node<'_, '_>) -> bool {
    let is_plain = !node.attributes().any(|attribute| attribute.namespace() == Some(VERSIONING));
    is_plain || (is_for_version(node) && is_available(node)) || is_facet_instead_of_an_assertion(node)
}

/// `vc:minVersion` is inclusive, `vc:maxVersion` is not.
fn is_for_version(node: Node<'_, '_>) -> bool {
    bound(node, "minVersion").is_none_or(|least| least <= VERSION)
        && bound(node, "maxVersion").is_none_or(|end| end > VERSION)
}

fn bound(node: Node<'_, '_>, name: &str) -> Option<f64> {
    node.attribute((VERSIONING, name)).and_then(|text| trim(text).parse().ok())
}

/// All of `vc:typeAvailable` and `vc:facetAvailable` must be known, and some of `vc:typeUnavailable` and `vc:facetUnavailable` must not.
fn is_available(node: Node<'_, '_>) -> bool {
    let all =
        |name, is_known: fn(&QName) -> bool| listed(node, name).map(|names| names.iter().all(|it| knows(it, is_known)));
    let types = |name| all(name, is_type);
    let facets = |name| all(name, is_facet);
    [types("typeAvailable"), facets("facetAvailable")].into_iter().all(|known| known != Some(false))
        && [types("typeUnavailable"), facets("facetUnavailable")].into_iter().all(|known| known != Some(true))
}

/// The names in an attribute; `None` for one that means nothing.
fn listed(node: Node<'_, '_>, name: &str) -> Option<Vec<Option<QName>>> {
    let text = node.attribute((VERSIONING, name))?;
    Some(tokens(text).map(|(_, name)| resolve(name, node, &Adopted::default()).ok()).collect())
}

fn knows(name: &Option<QName>, is_known: fn(&QName) -> bool) -> bool {
    name.as_ref().is_some_and(is_known)
}

fn is_type(name: &QName) -> bool {
    let local = name.local();
    name.is_xsd() && (matches!(local, "anyType" | "anyAtomicType" | "error") || Builtin::from_name(local).is_some())
}

/// A facet that is not enforced is not available: `vc:facetUnavailable` may have something to offer instead.
fn is_facet(name: &QName) -> bool {
    name.is_xsd() && FacetValue::NAMES.contains(&name.local())
}

/// Whether it is a facet for 1.0 where 1.1 has assertions in its place. These are not enforced, so the facet says more.
fn is_facet_instead_of_an_assertion(node: Node<'_, '_>) -> bool {
    let local = node.tag_name().name();
    let is_for_1_0 = bound(node, "minVersion").is_none_or(|least| least <= 1.0)
        && bound(node, "maxVersion").is_some_and(|end| end > 1.0);
    let mut beside = node.parent_element().into_iter().flat_map(|parent| parent.children());
    let is_asserted = |other: Node<'_, '_>| other.has_tag_name((XSD, "assertion")) && is_for_version(other);
    FacetValue::NAMES.contains(&local) && is_for_1_0 && is_available(node) && beside.any(is_asserted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether an element with these attributes is there.
    fn included(attributes: &str) -> bool {
        let text = format!("<xs:element xmlns:xs='{XSD}' xmlns:vc='{VERSIONING}' xmlns:my='urn:my' {attributes}/>");
        let document = roxmltree::Document::parse(&text).expect("a document");
        is_included(document.root_element())
    }

    #[test]
    fn versions_from_1_1_on_are_ours() {
        for there in [
            "",
            "vc:minVersion='1.0'",
            "vc:minVersion=' 1.1 '",
            "vc:maxVersion='1.2'",
            "vc:minVersion='1.1' vc:maxVersion='2'",
            "vc:minVersion='x'",
            "minVersion='3'",
        ] {
            assert!(included(there), "{there}");
        }
        for gone in [
            "vc:minVersion='1.2'",
            "vc:maxVersion='1.1'",
            "vc:maxVersion='1.0'",
            "vc:minVersion='1.1' vc:maxVersion='1.1'",
        ] {
            assert!(!included(gone), "{gone}");
        }
    }

    #[test]
    fn types_and_facets_are_available_or_not() {
        for there in [
            "vc:typeAvailable='xs:int xs:dateTimeStamp xs:anyType xs:error'",
            "vc:typeUnavailable='my:int'",
            "vc:typeUnavailable='xs:int xs:precisionDecimal'",
            "vc:facetAvailable='xs:pattern xs:explicitTimezone'",
            "vc:facetUnavailable='xs:assertion'",
            "vc:typeAvailable=''",
        ] {
            assert!(included(there), "{there}");
        }
        for gone in [
            "vc:typeAvailable='xs:int xs:precisionDecimal'",
            "vc:typeAvailable='my:int'",
            "vc:typeAvailable='no:int'",
            "vc:typeUnavailable='xs:int xs:string'",
            "vc:typeUnavailable=''",
            "vc:facetAvailable='xs:minScale'",
            "vc:facetUnavailable='xs:pattern'",
            "vc:minVersion='1.0' vc:typeUnavailable='xs:int'",
        ] {
            assert!(!included(gone), "{gone}");
        }
    }
}
