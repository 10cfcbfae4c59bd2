//! Values that hold qualified names: what their prefixes mean is told by the document they are written in.
//!
//! In: the text of an enumerated, default or fixed value. Out: the same, with names instead of prefixes.
//!
//! ```xml
//! <xs:restriction base="xs:QName" xmlns:p="urn:p">
//!   <xs:enumeration value="p:One"/>          <!-- {urn:p}One -->
//! ```

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::names::Names;
use crate::ir::{Builtin, Contract, FacetValue, Type, TypeId, Variety};
use crate::qname::{self, Adopted, Namespace, QName};
use crate::source::{SourceId, Span};

/// The documents in which such values are written, parsed again for their namespace declarations.
pub(super) struct Values<'a> {
    contract: &'a Contract,
    documents: RefCell<BTreeMap<SourceId, Option<roxmltree::Document<'a>>>>,
}

/// A word of a value.
enum Word<'t> {
    Name(QName),
    Text(&'t str),
}

/// Which words of a type's values are names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    /// Some, because the type is a union.
    Some,
    All,
}

impl<'a> Values<'a> {
    pub(super) fn new(contract: &'a Contract) -> Self {
        Self { contract, documents: RefCell::default() }
    }

    /// The value as the table spells it. `span` is where it is written.
    pub(super) fn spelled(&self, ty: TypeId, text: &str, span: Option<Span>, names: &Names) -> String {
        let Some(words) = self.words(ty, text, span) else {
            return text.to_owned();
        };
        let word = |word: Word<'_>| match word {
            Word::Name(name) => names.spell(&name),
            Word::Text(text) => text.to_owned(),
        };
        words.into_iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// The namespaces of all names in values.
    pub(super) fn namespaces(&self) -> Vec<Namespace> {
        let mut found = Vec::new();
        let mut add = |ty: TypeId, text: &str, span: Option<Span>| {
            for word in self.words(ty, text, span).unwrap_or_default() {
                if let Word::Name(name) = word {
                    found.extend(name.namespace().cloned());
                }
            }
        };
        for element in &self.contract.elements {
            for text in element.default.iter().chain(&element.fixed) {
                add(element.ty, text, element.span);
            }
        }
        for attribute in self.contract.global_attributes() {
            for text in attribute.default.iter().chain(&attribute.fixed) {
                add(attribute.ty, text, attribute.span);
            }
        }
        for (id, ty) in (0..).map(TypeId).zip(&self.contract.types) {
            match ty {
                Type::Simple(simple) => {
                    for facet in &simple.facets {
                        if let FacetValue::Enumeration(value) = &facet.value {
                            add(id, value, facet.span);
                        }
                    }
                }
                Type::Complex(complex) => {
                    for attribute in &complex.attributes {
                        for text in attribute.default.iter().chain(&attribute.fixed) {
                            add(attribute.ty, text, attribute.span);
                        }
                    }
                }
            }
        }
        found
    }

    /// Whether some element, attribute or text is a name, a list of names, or one of several things of which some are names.
    pub(super) fn may_be_names(&self) -> bool {
        let elements = self.contract.elements.iter().map(|element| element.ty);
        let attributes =
            self.contract.types.iter().filter_map(Type::as_complex).flat_map(|complex| &complex.attributes);
        let attributes = attributes.chain(self.contract.global_attributes()).map(|attribute| attribute.ty);
        let derived =
            (0..).map(TypeId).zip(&self.contract.types).filter(|(_, ty)| ty.as_complex().is_some()).map(|(id, _)| id);
        elements.chain(attributes).chain(derived).any(|ty| self.holds(ty) != Holds::Nothing)
    }

    /// The words of a value; `None` if none of them can be a name.
    fn words<'t>(&self, ty: TypeId, text: &'t str, span: Option<Span>) -> Option<Vec<Word<'t>>> {
        let holds = self.holds(ty);
        if holds == Holds::Nothing {
            return None;
        }
        let word = |word: &'t str| {
            let name = (holds == Holds::All || word.contains(':')).then(|| self.resolve(word, span?));
            name.flatten().map_or(Word::Text(word), Word::Name)
        };
        Some(text.split_ascii_whitespace().map(word).collect())
    }

    fn holds(&self, ty: TypeId) -> Holds {
        let text = self.contract.text_type(ty);
        let mut steps = text.into_iter().flat_map(|id| self.contract.simple_steps(id));
        let made = steps.find_map(|(_, step)| match &step.variety {
            Variety::Atomic => None,
            variety => Some(variety),
        });
        match made {
            Some(Variety::Builtin(Builtin::QName | Builtin::Notation)) => Holds::All,
            Some(Variety::List(item)) => self.holds(*item),
            Some(Variety::Union(members)) => {
                let some = members.iter().any(|member| self.holds(*member) != Holds::Nothing);
                if some { Holds::Some } else { Holds::Nothing }
            }
            _ => Holds::Nothing,
        }
    }

    /// The name that a word means where it is written.
    fn resolve(&self, word: &str, span: Span) -> Option<QName> {
        let mut documents = self.documents.borrow_mut();
        let document = documents.entry(span.source).or_insert_with(|| self.parse(span.source)).as_ref()?;
        let at = span.start as usize;
        let around = |node: &roxmltree::Node<'_, '_>| node.is_element() && node.range().contains(&at);
        let innermost = document.descendants().rfind(around)?;
        qname::resolve(word, innermost, &Adopted::default()).ok()
    }

    fn parse(&self, id: SourceId) -> Option<roxmltree::Document<'a>> {
        let source = self.contract.sources().get(id)?;
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        roxmltree::Document::parse_with_options(&source.text, options).ok()
    }
}
