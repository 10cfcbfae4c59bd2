//! Documents: a contract comes in, valid documents of it go out, in which every type and element that may stand for another one does
//! so in turn.

mod content;
mod cost;

use std::collections::BTreeMap;

use crate::dice::Dice;
use crate::markup::Markup;
use crate::model::{
    Contract, Declaration, Derivations, ElementId, ElementType, GlobalElement, Name, Operation, PartType, TypeId,
};
use crate::write::wsdl::{NAMESPACE, operation_name, part_name};
use cost::Costs;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its text.
    pub xml: String,
    /// Whether it is valid; if not, the contract is only too old for it: some `xsi:type` names a type of another one.
    pub is_valid: bool,
}

/// How deep documents are, beside what they have to be.
const DEPTH: usize = 5;

/// How many elements a document has, beside those it has to have.
const SIZE: usize = 60;

/// What a document begins with.
enum Root {
    /// An element.
    Element(ElementId),
    /// An rpc message: the element around the parts, and these.
    Parts(String, Vec<PartType>),
}

struct Sampler<'c> {
    contract: &'c Contract,
    costs: Costs,
    dice: Dice,
    types: BTreeMap<TypeId, usize>,
    elements: BTreeMap<ElementId, usize>,
    size: usize,
    /// Whether elements may be of types that the contract does not know; and whether one is.
    may_be_newer: bool,
    is_newer: bool,
}

/// Some documents, without repetition, and a few of a newer contract; none if no element has any. With a service they are messages.
#[must_use]
pub fn documents(contract: &Contract, seed: u64, count: usize) -> Vec<Document> {
    let mut sampler = Sampler {
        contract,
        costs: Costs::of(contract),
        dice: Dice::new(seed),
        types: BTreeMap::new(),
        elements: BTreeMap::new(),
        size: 0,
        may_be_newer: false,
        is_newer: false,
    };
    let roots = sampler.roots();
    let first = sampler.dice.below(roots.len());
    let mut documents: Vec<Document> = Vec::new();
    for (index, root) in roots.iter().cycle().skip(first).take(if roots.is_empty() { 0 } else { count }).enumerate() {
        sampler.may_be_newer = index % 4 == 3;
        let xml = sampler.document(root).to_string();
        if !documents.iter().any(|document| document.xml == xml) {
            documents.push(Document { xml, is_valid: !sampler.is_newer });
        }
    }
    documents
}

impl Sampler<'_> {
    fn roots(&self) -> Vec<Root> {
        let Some(service) = &self.contract.service else {
            let has_documents =
                |id: &ElementId, element: &GlobalElement| !element.is_abstract && self.costs.element(*id).is_some();
            let elements = self.contract.elements.iter().filter(|(id, element)| has_documents(id, element));
            return elements.map(|(id, _)| Root::Element(*id)).collect();
        };
        let mut roots = Vec::new();
        for (id, operation) in service.operations.iter().enumerate() {
            match operation {
                Operation::Document(input, output) => {
                    let elements = std::iter::once(*input).chain(*output);
                    roots.extend(elements.filter(|id| self.costs.element(*id).is_some()).map(Root::Element));
                }
                Operation::Rpc(inputs, outputs) => {
                    roots.push(Root::Parts(operation_name(id), inputs.clone()));
                    roots.push(Root::Parts(format!("{}Response", operation_name(id)), outputs.clone()));
                }
            }
        }
        roots.retain(|root| match root {
            Root::Element(_) => true,
            Root::Parts(_, parts) => parts.iter().all(|part| self.has_values(part)),
        });
        roots
    }

    fn has_values(&self, part: &PartType) -> bool {
        match part {
            PartType::Simple(..) => true,
            PartType::Complex(ty) => !self.possible(*ty, Derivations::default()).is_empty(),
        }
    }

    fn document(&mut self, root: &Root) -> Markup {
        self.size = 0;
        self.is_newer = false;
        let content = match root {
            Root::Element(id) => self.global(*id, DEPTH),
            Root::Parts(name, parts) => self.parts(name, parts),
        };
        if self.contract.service.is_none() {
            return self.with_namespaces(content);
        }
        let envelope = Markup::new("soap:Envelope").with("xmlns:soap", "http://schemas.xmlsoap.org/soap/envelope/");
        self.with_namespaces(envelope).child(Markup::new("soap:Body").child(content))
    }

    fn with_namespaces(&self, markup: Markup) -> Markup {
        let markup = self.contract.with_prefixes(markup);
        markup.with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance").with("xmlns:x", "urn:hierarchy:foreign")
    }

    fn parts(&mut self, name: &str, parts: &[PartType]) -> Markup {
        let mut markup = Markup::new(format!("tns:{name}")).with("xmlns:tns", NAMESPACE);
        for (id, part) in parts.iter().enumerate() {
            let ty = match part {
                PartType::Simple(ty, values) => ElementType::Simple(ty.clone(), values.clone()),
                PartType::Complex(ty) => ElementType::Complex(*ty),
            };
            let declaration = Declaration::of(ty);
            let name = Name { namespace: None, local: part_name(id) };
            markup = markup.child(self.element(&name, &declaration, DEPTH));
        }
        markup
    }

    fn global(&mut self, id: ElementId, depth: usize) -> Markup {
        match (self.contract.element_name(id), self.contract.elements.get(&id)) {
            (Some(name), Some(element)) => self.element(&name, &element.declaration, depth),
            _ => Markup::new("absent"),
        }
    }

    /// The types that content of a declared type may have, as far as there is a document.
    fn possible(&self, declared: TypeId, blocked: Derivations) -> Vec<TypeId> {
        let mut types = self.contract.stand_ins(declared, blocked);
        types.retain(|ty| self.costs.ty(*ty).is_some());
        types
    }
}
