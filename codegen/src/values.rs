//! Values that hold qualified names: what their prefixes mean is told by the document they are written in.
//!
//! In: the text of an enumerated, default or fixed value. Out: the same, with the names spelled as the caller spells them.
//! Invariant: a text is a value of the member type of a union that an instance's text would be: the first that accepts it.
//!
//! ```xml
//! <xs:restriction base="xs:QName" xmlns:p="urn:p">
//!   <xs:enumeration value="p:One"/>          <!-- {urn:p}One -->
//! ```

use soap_runtime::xsd::WhiteSpace;

use crate::ir::{AttributeUse, Builtin, Contract, FacetValue, Type, TypeId, Variety};
use crate::qname::{Namespace, QName};
use crate::source::Span;

/// Spells a name.
pub(crate) type Spell<'s> = dyn FnMut(&QName) -> String + 's;

/// A contract, asked about values.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a> {
    contract: &'a Contract,
}

impl<'a> Values<'a> {
    pub(crate) fn new(contract: &'a Contract) -> Self {
        Self { contract }
    }

    /// The value with the names in it as `spell` has them. `span` is where the value is written.
    pub(crate) fn spelled(&self, ty: TypeId, text: &str, span: Option<Span>, spell: &mut Spell<'_>) -> String {
        match self.contract.text_type(ty).filter(|ty| self.contract.holds_names(*ty)) {
            Some(ty) => self.spelled_names(ty, text, span, spell),
            None => text.to_owned(),
        }
    }

    fn spelled_names(&self, ty: TypeId, text: &str, span: Option<Span>, spell: &mut Spell<'_>) -> String {
        match self.contract.simple_variety(ty) {
            Some(Variety::Builtin(Builtin::QName | Builtin::Notation)) => {
                self.resolve(text, span).map_or_else(|| text.to_owned(), |name| spell(&name))
            }
            Some(Variety::List(item)) => {
                let items = text.split_ascii_whitespace().map(|text| self.spelled_names(*item, text, span, spell));
                items.collect::<Vec<_>>().join(" ")
            }
            Some(Variety::Union(members)) => {
                let member = members.iter().find(|member| self.accepts(**member, text, span));
                member.map_or_else(|| text.to_owned(), |member| self.spelled_names(*member, text, span, spell))
            }
            _ => text.to_owned(),
        }
    }

    /// Whether a text is a value of a simple type.
    pub(crate) fn accepts(&self, ty: TypeId, text: &str, span: Option<Span>) -> bool {
        let mut facets = self.contract.effective_facets(ty);
        let normal = facets.white_space.unwrap_or(WhiteSpace::Preserve).normalize(text);
        let (builtin, is_one) = match self.contract.simple_variety(ty) {
            Some(Variety::Builtin(builtin)) => {
                let is_bound = !self.contract.holds_names(ty) || self.resolve(text, span).is_some();
                (self.contract.builtin_base(ty).unwrap_or(*builtin), is_bound && builtin.check(&normal).is_ok())
            }
            Some(Variety::List(item)) => {
                let builtin = self.contract.builtin_base(*item).unwrap_or(Builtin::AnySimpleType);
                (builtin, normal.split(' ').all(|text| text.is_empty() || self.accepts(*item, text, span)))
            }
            Some(Variety::Union(members)) => {
                (Builtin::AnySimpleType, members.iter().any(|member| self.accepts(*member, text, span)))
            }
            _ => return false,
        };
        // Names are compared, not their texts.
        facets.enumeration.clear();
        is_one && facets.check(builtin, &normal).is_ok() && self.is_listed(ty, &normal, span)
    }

    /// Whether the text is one of the enumerated values, if there are any: the same value of a built-in type, or the same text
    /// once names are expanded.
    fn is_listed(&self, ty: TypeId, text: &str, span: Option<Span>) -> bool {
        let mut listed = self.contract.enumeration(ty).peekable();
        if listed.peek().is_none() {
            return true;
        }
        let builtin = self.contract.primitive(ty).filter(|_| !self.contract.holds_names(ty));
        let expand = |name: &QName| format!("{{{}}}{}", name.namespace_str(), name.local());
        let expanded = |text: &str, span| self.spelled(ty, text, span, &mut |name| expand(name));
        let text = expanded(text, span);
        listed.any(|(value, facet)| match builtin {
            Some(builtin) => builtin.equal(&text, value),
            None => expanded(value, facet.span) == text,
        })
    }

    /// The contract with all names in values as `spell` has them: values that are the same in two contracts then have the same text.
    pub(crate) fn respelled(&self, spell: &mut Spell<'_>) -> Contract {
        let mut contract = self.contract.clone();
        let mut one = |ty: TypeId, text: &mut String, span: Option<Span>| *text = self.spelled(ty, text, span, spell);
        for element in &mut contract.elements {
            for text in element.default.iter_mut().chain(&mut element.fixed) {
                one(element.ty, text, element.span);
            }
        }
        let mut attribute = |attribute: &mut AttributeUse| {
            for text in attribute.default.iter_mut().chain(&mut attribute.fixed) {
                one(attribute.ty, text, attribute.value_span);
            }
        };
        contract.global_attributes.values_mut().for_each(&mut attribute);
        let complex = contract.types.iter_mut().filter_map(|ty| match ty {
            Type::Complex(complex) => Some(complex),
            Type::Simple(_) => None,
        });
        complex.flat_map(|complex| &mut complex.attributes).for_each(attribute);
        for (id, ty) in (0..).map(TypeId).zip(&mut contract.types) {
            let Type::Simple(simple) = ty else { continue };
            for facet in &mut simple.facets {
                if let FacetValue::Enumeration(text) = &mut facet.value {
                    one(id, text, facet.span);
                }
            }
        }
        contract
    }

    /// The namespaces of all names in values.
    pub(crate) fn namespaces(&self) -> Vec<Namespace> {
        let mut found = Vec::new();
        let mut add = |ty: TypeId, text: &str, span: Option<Span>| {
            self.spelled(ty, text, span, &mut |name| {
                found.extend(name.namespace().cloned());
                String::new()
            });
        };
        for element in &self.contract.elements {
            for text in element.default.iter().chain(&element.fixed) {
                add(element.ty, text, element.span);
            }
        }
        for attribute in self.contract.global_attributes() {
            for text in attribute.default.iter().chain(&attribute.fixed) {
                add(attribute.ty, text, attribute.value_span);
            }
        }
        for (id, ty) in self.contract.all_types() {
            match ty {
                Type::Simple(simple) => {
                    for facet in &simple.facets {
                        facet.value.enumerated().into_iter().for_each(|value| add(id, value, facet.span));
                    }
                }
                Type::Complex(complex) => {
                    for attribute in &complex.attributes {
                        for text in attribute.default.iter().chain(&attribute.fixed) {
                            add(attribute.ty, text, attribute.value_span);
                        }
                    }
                }
            }
        }
        found
    }

    /// The name that a text means where it is written.
    fn resolve(&self, text: &str, span: Option<Span>) -> Option<QName> {
        self.contract.sources().name(text, span?)
    }
}
