//! Strict reading: a contract's schema as tables, and the validation of documents against it.
//!
//! A [`Contract`] comes in, as the generator writes its table, and a [`Schema`] goes out, which accepts a document exactly when it is valid by XML Schema 1.0 Part 1.
//!
//! ```
//! use soap_runtime::{ReadOptions, schema::Schema};
//!
//! let schema = Schema::parse(
//!     "# contract table, version 1\n\
//!      namespace t urn:types\n\
//!      element t:Group t:GroupType\n\
//!      complex t:GroupType\n  \
//!        element t:Name t:NonEmptyStringType\n  \
//!        attribute Id xs:int required\n\
//!      simple t:NonEmptyStringType restricts xs:string\n  \
//!        minLength 1\n",
//! )?;
//! let options = ReadOptions::strict();
//! assert!(schema.validate_document("<Group xmlns='urn:types' Id='7'><Name>Friends</Name></Group>", &options).is_ok());
//! let error = schema.validate_document("<Group xmlns='urn:types' Id='7'><Name/></Group>", &options).unwrap_err();
//! assert_eq!(error.to_string(), r#"1:33: Group/Name: expected at least 1 character (minLength), found """#);
//! # Ok::<(), soap_runtime::schema::TableError>(())
//! ```
//!
//! A table is data: content models are made ready for matching when a type is first met, and kept. "Part 1" and "Part 2" in
//! this module are those of XML Schema 1.0, second edition; `cvc-…` are Part 1's validation rules.

mod attributes;
mod check;
mod content;
mod derivation;
mod encoded;
mod ids;
mod lazy;
mod matching;
mod message;
mod model;
mod newer;
#[cfg(feature = "stream")]
mod path;
pub(crate) mod places;
mod plain;
mod spaces;
mod straight;
mod validation;
mod values;

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use crate::contract::TableError;
pub use crate::error::{Newer, NewerPart};
pub(crate) use lazy::BUILTIN;
pub use lazy::LazySchema;
#[cfg(feature = "stream")]
pub(crate) use path::{Children, Need, Target};

use crate::contract::{AttributeDecl, Contract, ElementDecl, ElementId, ExpandedName, NsId, Type, TypeId};
use crate::error::{Error, Result};
use crate::options::ReadOptions;
use crate::xml::{Findings, Name, Reader, Watch, legal};
use attributes::Attributes;
use content::Content;
use validation::Validation;
use values::Values;

/// What the next schema is called.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The schema components of a contract. See the module's documentation.
#[derive(Debug)]
pub struct Schema {
    /// No other has the same, as long as the program runs.
    number: usize,
    contract: Contract,
    /// What prefixes mean in values of the contract, in order.
    prefixes: Vec<(Box<str>, NsId)>,
    /// For each type.
    worked_out: Vec<WorkedOut>,
    /// Types with names, in the order of these.
    named_types: Vec<TypeId>,
    /// Global elements, in the order of their names.
    global_elements: Vec<ElementId>,
    /// The members of each substitution group in one step, in the order of the contract.
    members: BTreeMap<ElementId, Vec<ElementId>>,
    /// The places of global attributes, in the order of their names.
    attributes: Vec<usize>,
}

/// What follows from a type and its bases, worked out when it is first asked for.
#[derive(Debug, Default)]
struct WorkedOut {
    values: OnceLock<Box<Values>>,
    content: OnceLock<Content>,
    attributes: OnceLock<Attributes>,
    /// The elements that it holds, whatever groups they stand in.
    accessors: OnceLock<Vec<ElementId>>,
}

impl Schema {
    /// Reads a contract table.
    ///
    /// # Errors
    /// When the text does not follow the grammar, or names what it does not define.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        Self::new(Contract::read(text)?)
    }

    /// The schema of a contract.
    ///
    /// # Errors
    /// When types are derived from themselves or stand where they cannot.
    pub fn new(contract: Contract) -> Result<Self, TableError> {
        let named = (0..).map(TypeId).zip(&contract.types).filter(|(_, ty)| ty.name().is_some());
        let mut named_types: Vec<_> = named.map(|(id, _)| id).collect();
        named_types.sort_by_key(|id| contract.types.get(id.0 as usize).and_then(Type::name));
        let mut global_elements = contract.global_elements.clone();
        global_elements.sort_by_key(|id| contract.elements.get(id.0 as usize).map(|element| &element.name));
        let mut attributes: Vec<_> = (0..contract.attributes.len()).collect();
        attributes.sort_by_key(|index| contract.attributes.get(*index).map(|attribute| &attribute.name));
        let prefix = |(ns, namespace): (NsId, &crate::contract::Namespace)| (namespace.prefix.clone(), ns);
        let mut prefixes: Vec<_> = (1..).map(NsId).zip(contract.namespaces.iter().skip(1)).map(prefix).collect();
        prefixes.sort();
        let schema = Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            prefixes,
            worked_out: contract.types.iter().map(|_| WorkedOut::default()).collect(),
            named_types,
            global_elements,
            members: members(&contract.elements),
            attributes,
            contract,
        };
        check::components(&schema)?;
        Ok(schema)
    }

    /// Checks that a document is well formed and that its root is one of the schema's elements and valid.
    ///
    /// # Errors
    /// The first thing in the document that is not as it should be, with its place.
    pub fn validate_document(&self, xml: &str, options: &ReadOptions) -> Result<()> {
        let legal = legal(xml, options).map_err(|error| error.locate(xml))?;
        let document = || {
            let mut r = Reader::new(&legal, &[], options)?;
            let root = r.root()?;
            self.validate_element(root, &mut r)?;
            r.end()
        };
        document().map_err(|error: Error| legal.locate(error))
    }

    /// Checks the element `name`, on whose start tag the reader stands, as the root of what is to be valid: there is a
    /// declaration of that name (or `xsi:type`), and IDs are unique below this element. The reader is taken to the element's
    /// end.
    ///
    /// # Errors
    /// The first thing that is not as it should be. Its position is the byte offset only.
    pub fn validate_element(&self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        self.examine(name, r, &mut Findings::first())
    }

    /// As [`validate_element`](Self::validate_element), for `findings` to do with what is not valid as they are to.
    ///
    /// # Errors
    /// As there, unless `findings` keep all of it.
    pub(crate) fn examine(&self, name: Name<'_>, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
        if r.leap_over_held() {
            return Ok(());
        }
        self.validated(findings, |validation| validation.root(name, r))
    }

    /// What a validation makes of a part, with what is not valid added to `findings`.
    fn validated<T>(&self, findings: &mut Findings, part: impl FnOnce(&mut Validation<'_>) -> Result<T>) -> Result<T> {
        let mut validation = Validation::new(self, std::mem::take(findings));
        let result = part(&mut validation);
        *findings = validation.into_findings();
        result
    }

    /// Somebody who holds the root element of a document to the schema while others read it: to what an element of the contract is, if the document is
    /// one that was cut out of another.
    pub(crate) fn watch(&'static self, item: Option<ElementId>) -> Box<dyn Watch> {
        Box::new(Validation::watching(self, item))
    }

    /// Checks an element by itself, of whatever name: as one of the type `expected` or of the one derived from it that `xsi:type`
    /// names; without a type to expect, as one of the type it names or as the global element of its name. `false` if the schema
    /// does not tell what it is to be.
    ///
    /// # Errors
    /// The first thing that is not as it should be. Its position is the byte offset only.
    pub(crate) fn validate_fragment(
        &self,
        expected: Option<(&str, &str)>,
        is_nillable: bool,
        xml: &str,
        options: &ReadOptions,
    ) -> Result<bool> {
        let expected = expected.and_then(|(namespace, local)| self.find_type(self.namespace(namespace), local));
        let mut r = Reader::new(xml, &[], options)?;
        let root = r.root()?;
        Validation::new(self, Findings::first()).fragment(expected, is_nillable, root, &mut r)
    }

    /// Whether there is a global element of this name.
    #[must_use]
    pub fn declares(&self, name: Name<'_>, r: &Reader<'_>) -> bool {
        self.find_element(self.namespace(r.uri(name.ns)), name.local).is_some()
    }

    /// The global element that the reader takes an element of this name for.
    pub(crate) fn root_of(&self, name: Name<'_>, r: &Reader<'_>) -> Option<ElementId> {
        let declared = self.find_element(self.namespace(r.uri(name.ns)), name.local);
        declared.or_else(|| self.root_in_other_form(name, r))
    }

    /// Whether an operation has this element as a header.
    pub(crate) fn is_header(&self, element: ElementId) -> bool {
        let name = &self.element(element).name;
        let messages =
            self.contract.operations.iter().flat_map(|operation| operation.input.iter().chain(&operation.output));
        messages.flat_map(|message| &message.headers).any(|header| header.element == *name)
    }

    /// The global element that one of this name is meant to be, if it has a namespace too many or too few and that is ignored.
    fn root_in_other_form(&self, found: Name<'_>, r: &Reader<'_>) -> Option<ElementId> {
        if !r.options().ignores_form() {
            return None;
        }
        let ns = self.namespace(r.uri(found.ns));
        let is_meant = |id: &&ElementId| {
            let name = &self.element(**id).name;
            *name.local == *found.local && message::is_other_form(ns, name.ns)
        };
        self.global_elements.iter().find(is_meant).copied()
    }

    fn ty(&self, id: TypeId) -> &Type {
        &self.contract.types[id.0 as usize]
    }

    fn worked_out(&self, id: TypeId) -> &WorkedOut {
        &self.worked_out[id.0 as usize]
    }

    fn element(&self, id: ElementId) -> &ElementDecl {
        &self.contract.elements[id.0 as usize]
    }

    /// Whether any element has identity constraints.
    fn has_constraints(&self) -> bool {
        self.contract.elements.iter().any(|element| !element.constraints.is_empty())
    }

    fn find_element(&self, ns: NsId, local: &str) -> Option<ElementId> {
        let order = |id: &ElementId| compare(&self.element(*id).name, ns, local);
        let index = self.global_elements.binary_search_by(order).ok()?;
        self.global_elements.get(index).copied()
    }

    fn find_type(&self, ns: NsId, local: &str) -> Option<TypeId> {
        let order = |id: &TypeId| self.ty(*id).name().map_or(std::cmp::Ordering::Less, |name| compare(name, ns, local));
        let index = self.named_types.binary_search_by(order).ok()?;
        self.named_types.get(index).copied()
    }

    fn find_attribute(&self, ns: NsId, local: &str) -> Option<&AttributeDecl> {
        let order = |index: &usize| self.contract.attributes.get(*index).map(|attribute| &attribute.name);
        let order = |index: &usize| order(index).map_or(std::cmp::Ordering::Less, |name| compare(name, ns, local));
        let index = self.attributes.binary_search_by(order).ok()?;
        self.attributes.get(index).and_then(|index| self.contract.attributes.get(*index))
    }

    /// The namespace of a URI.
    fn namespace(&self, uri: &str) -> NsId {
        let position = self.contract.namespaces.iter().position(|known| *known.uri == *uri);
        position.map_or(NsId::FOREIGN, |index| NsId(index as u32))
    }

    /// A name as people write it: `t:ItemId`.
    fn show(&self, name: &ExpandedName) -> String {
        self.contract.show(name)
    }
}

/// The members of each substitution group in one step.
fn members(elements: &[ElementDecl]) -> BTreeMap<ElementId, Vec<ElementId>> {
    let mut members: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
    for (id, element) in (0..).map(ElementId).zip(elements) {
        if let Some(head) = element.head {
            members.entry(head).or_default().push(id);
        }
    }
    members
}

fn compare(name: &ExpandedName, ns: NsId, local: &str) -> std::cmp::Ordering {
    name.ns.cmp(&ns).then_with(|| (*name.local).cmp(local))
}
