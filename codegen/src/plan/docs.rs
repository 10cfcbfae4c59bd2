//! The words beside every item: the documentation file's if it has an entry, else the schema's own, and always the QName. Invariant: no word
//! of a text is changed.

use super::planner::Planner;
use crate::documentation::list_marker;
use crate::ir::{AttributeUse, ElementId, Scope, TypeId};
use crate::qname::QName;

impl Planner<'_> {
    /// A type: `` `t:ItemIdType`: Identifies an item. ``
    pub(super) fn type_docs(&mut self, id: TypeId) -> Vec<String> {
        let ty = self.contract.ty(id);
        match ty.name().cloned() {
            Some(name) => {
                let text = self.documentation.ty(&name).or_else(|| ty.documentation().map(paragraphs));
                self.headed(&name, text.unwrap_or_default())
            }
            None => self.anonymous_docs(id),
        }
    }

    fn anonymous_docs(&mut self, id: TypeId) -> Vec<String> {
        let own = self.contract.ty(id).documentation().map(paragraphs);
        match self.contract.ty(id).owner() {
            Some(crate::ir::Owner::Element(element)) => {
                let name = self.contract.element(*element).name.clone();
                let text = if self.contract.element(*element).scope == Scope::Global {
                    self.documentation.element(&name).or(own)
                } else {
                    own
                };
                let shown = self.show(&name);
                let head = format!("The type of the element `{shown}`");
                join_head(&head, text.unwrap_or_default())
            }
            _ => own.unwrap_or_else(|| vec!["A type without a name in the schema.".to_owned()]),
        }
    }

    fn headed(&mut self, name: &QName, text: Vec<String>) -> Vec<String> {
        let shown = self.show(name);
        join_head(&format!("`{shown}`"), text)
    }

    /// A global element, where it stands for itself.
    pub(super) fn global_element_docs(&mut self, id: ElementId) -> Vec<String> {
        let element = self.contract.element(id).clone();
        let text = self.documentation.element(&element.name);
        let text = text.or_else(|| element.documentation.as_deref().map(paragraphs));
        self.headed(&element.name, text.unwrap_or_default())
    }

    /// An element as a part of a type: documented where it is declared.
    pub(super) fn element_docs(&mut self, owner: TypeId, id: ElementId) -> Vec<String> {
        let element = self.contract.element(id).clone();
        let declared_in = match element.scope {
            Scope::Local(ty) => ty,
            Scope::Global | Scope::Group(_) => owner,
        };
        let from_type = self.contract.ty(declared_in).name().cloned();
        let text = match from_type {
            Some(name) => self.documentation.member(&name, element.name.local()),
            None => self
                .owner_element(declared_in)
                .and_then(|name| self.documentation.element_member(&name, element.name.local())),
        };
        let text = text.or_else(|| element.documentation.as_deref().map(paragraphs));
        text.unwrap_or_else(|| vec![format!("`{}`.", element.name.local())])
    }

    /// The global element whose anonymous type this is.
    fn owner_element(&self, id: TypeId) -> Option<QName> {
        match self.contract.ty(id).owner()? {
            crate::ir::Owner::Element(element) => Some(self.contract.element(*element).name.clone()),
            _ => None,
        }
    }

    /// An attribute: documented where it is declared.
    pub(super) fn attribute_docs(&mut self, _owner: TypeId, attribute: &AttributeUse) -> Vec<String> {
        let local = attribute.name.local();
        let text = match self.contract.ty(attribute.declared_in).name() {
            Some(name) => self.documentation.attribute(name, local),
            None => {
                let element = self.owner_element(attribute.declared_in);
                element.and_then(|name| self.documentation.element_attribute(&name, local))
            }
        };
        let text = text.or_else(|| attribute.documentation.as_deref().map(paragraphs));
        let mut docs = text.unwrap_or_else(|| vec![format!("Attribute `{local}`.")]);
        if let Some(default) = &attribute.default {
            docs.push(format!("When absent, `{default}`."));
        }
        if let Some(fixed) = &attribute.fixed {
            docs.push(format!("Always `{fixed}`."));
        }
        docs
    }

    /// A value of an enumeration; empty when its text is all there is to say.
    pub(super) fn value_docs(&mut self, id: TypeId, value: &str, own: Option<&str>) -> Vec<String> {
        let listed = self.contract.ty(id).name().and_then(|name| self.documentation.value(name, value));
        listed.or_else(|| own.map(paragraphs)).unwrap_or_default()
    }
}

/// The contract's own text in paragraphs, as empty lines divide it. Its lines stay as they are written.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect()
}

/// A text behind what it is about. One that begins with a list stands below that.
pub(super) fn join_head(head: &str, mut text: Vec<String>) -> Vec<String> {
    match text.first_mut() {
        None => return vec![format!("{head}.")],
        Some(first) if list_marker(first) > 0 => text.insert(0, format!("{head}.")),
        Some(first) => *first = format!("{head}: {first}"),
    }
    text
}
