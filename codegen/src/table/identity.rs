//! Identity constraints.

use soap_runtime::contract::{self, Constraint, ConstraintKind};

use super::Lowering;
use crate::ir::Element;
use crate::qname::Namespace;
use crate::xsd::{IdentityConstraint, IdentityKind, NameTest, Path, XPath};

/// The namespaces that the constraints of an element name.
pub(super) fn namespaces(element: &Element) -> impl Iterator<Item = &Namespace> {
    element.constraints.iter().flat_map(|constraint| {
        let refer = match &constraint.kind {
            IdentityKind::Keyref(Some(refer)) => refer.name.namespace(),
            _ => None,
        };
        let tests = std::iter::once(&constraint.selector).chain(&constraint.fields).flat_map(XPath::tests);
        tests.filter_map(NameTest::namespace).chain(constraint.name.namespace()).chain(refer)
    })
}

impl Lowering<'_> {
    /// Those that can be checked.
    pub(super) fn constraints(&self, element: &Element) -> Vec<Constraint> {
        element.constraints.iter().filter_map(|constraint| self.constraint(constraint)).collect()
    }

    fn constraint(&self, constraint: &IdentityConstraint) -> Option<Constraint> {
        let kind = match &constraint.kind {
            IdentityKind::Same(..) => return None, // resolution leaves none
            IdentityKind::Unique => ConstraintKind::Unique,
            IdentityKind::Key => ConstraintKind::Key,
            IdentityKind::Keyref(refer) => ConstraintKind::Keyref(self.names.name(&refer.as_ref()?.name)),
        };
        Some(Constraint {
            name: self.names.name(&constraint.name),
            kind,
            selector: self.xpath(&constraint.selector),
            fields: constraint.fields.iter().map(|field| self.xpath(field)).collect(),
        })
    }

    fn xpath(&self, xpath: &XPath) -> contract::XPath {
        let path = |path: &Path| contract::Path {
            is_deep: path.is_deep,
            steps: path.steps.iter().map(|test| self.name_test(test)).collect(),
            attribute: path.attribute.as_ref().map(|test| self.name_test(test)),
        };
        contract::XPath(xpath.0.iter().map(path).collect())
    }

    fn name_test(&self, test: &NameTest) -> contract::NameTest {
        match test {
            NameTest::Any => contract::NameTest::Any,
            NameTest::Namespace(namespace) => contract::NameTest::Namespace(self.names.ns(Some(namespace))),
            NameTest::Name(name) => contract::NameTest::Name(self.names.name(name)),
        }
    }
}
