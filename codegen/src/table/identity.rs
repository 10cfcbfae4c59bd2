//! The lines of identity constraints.
//!
//! In: those of an element. Out: a line each.

use super::Table;
use super::lines::quoted;
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

impl Table<'_> {
    pub(super) fn constraints(&mut self, element: &Element) {
        for constraint in &element.constraints {
            let name = self.names.spell(&constraint.name);
            let head = match &constraint.kind {
                IdentityKind::Unique => format!("unique {name}"),
                IdentityKind::Key => format!("key {name}"),
                IdentityKind::Keyref(Some(refer)) => format!("keyref {name} refers={}", self.names.spell(&refer.name)),
                IdentityKind::Keyref(None) => continue,
            };
            let paths = self.paths(constraint);
            self.lines.fact(&format!("{head} {paths}"));
        }
    }

    fn paths(&self, constraint: &IdentityConstraint) -> String {
        let selector = format!("selector={}", quoted(&self.xpath(&constraint.selector)));
        let fields = constraint.fields.iter().map(|field| format!(" field={}", quoted(&self.xpath(field))));
        fields.fold(selector, |line, field| line + &field)
    }

    fn xpath(&self, xpath: &XPath) -> String {
        let paths: Vec<String> = xpath.0.iter().map(|path| self.path(path)).collect();
        paths.join("|")
    }

    fn path(&self, path: &Path) -> String {
        let attribute = path.attribute.iter().map(|test| format!("@{}", self.name_test(test)));
        let steps: Vec<String> = path.steps.iter().map(|test| self.name_test(test)).chain(attribute).collect();
        let steps = if steps.is_empty() { ".".to_owned() } else { steps.join("/") };
        format!("{}{steps}", if path.is_deep { ".//" } else { "" })
    }

    fn name_test(&self, test: &NameTest) -> String {
        match test {
            NameTest::Any => "*".to_owned(),
            NameTest::Namespace(namespace) => format!("{}:*", self.names.prefix(namespace)),
            NameTest::Name(name) => self.names.spell(name),
        }
    }
}
