//! A contract as plain data, and its text, the contract table: one fact a line.
//!
//! In: the text, or what a generator knows. Out: the data, or the text. The text has three readers: people who review a change of the
//! contract, the tools that compare contracts, and strict reading ([`Schema`](crate::schema::Schema)). Documentation and places are not
//! part of it. Invariants: what is written is read as the same data; equal data gives equal text; each type lists only what it declares
//! itself; what a component says stands on one line, so that one more field is one more line. Each file here has a component, how it is
//! read, and how it is written.
//!
//! ```text
//! # contract table, version 1
//! namespace t http://schemas.microsoft.com/exchange/services/2006/types
//! element t:ItemId t:ItemIdType
//! complex t:ItemIdType extends t:BaseItemIdType
//!   attribute Id xs:string required
//!   attribute ChangeKey xs:string
//! simple t:NonEmptyStringType restricts xs:string
//!   minLength 1
//! ```
//!
//! # Grammar
//!
//! Words are separated by one space; a line that belongs to the one above it is indented by two spaces more. Empty lines
//! and lines that begin with `#` are comments, but the first line has to be the one above. `[x]` may be left out, `x…`
//! stands one or more times, and `↳` leads to the lines one level below, in this order.
//!
//! ```text
//! namespace PREFIX TEXT
//! operation NAME/NCNAME [one-way|solicit-response|notification] [rpc]
//!   ↳ binding NAME soap11|soap12 [action="…"] [transport="…"]   transport if it is not HTTP
//!   ↳ input|output [NAME [encoded]]    ↳ header NAME [required]    ↳ fault NAME
//!   ↳ fault NCNAME element|type NAME
//! element NAME TYPE [abstract] [substitutes NAME] FLAGS             global
//!   ↳ CONSTRAINT…          also below a local element
//! attribute NAME TYPE [default="…"|fixed="…"]                       global
//! complex NAME DERIVATION                                           a named type
//!   ↳ text TYPE            the type of its text, where the base has none or another
//!   ↳ PARTICLE…            a sequence; after the base's content, if the type extends one
//!   ↳ attribute NAME TYPE [required] [default="…"|fixed="…"]
//!   ↳ anyAttribute NAMESPACES PROCESS         in place of the base's
//! simple NAME restricts TYPE | list TYPE | union TYPE…              a named type
//!   ↳ value|pattern|length|minLength|maxLength|whiteSpace|minInclusive|minExclusive|maxInclusive|maxExclusive|
//!     totalDigits|fractionDigits TEXT         one facet; patterns of one type are alternatives
//!
//! DERIVATION = [extends TYPE [complete] | restricts TYPE] [abstract] [array] [mixed] [block=METHODS]
//! PARTICLE   = element NAME TYPE [OCCURS] FLAGS                      a local element
//!            | ref NAME [OCCURS]                                     a global element or what may be substituted for it
//!            | sequence|choice|all [OCCURS]    ↳ PARTICLE…
//!            | any NAMESPACES PROCESS [OCCURS]
//! CONSTRAINT = unique|key NAME PATHS | keyref NAME refers=NAME PATHS
//! PATHS      = selector="XPATH" field="XPATH"…
//! FLAGS      = [nillable] [expected] [default="…"|fixed="…"] [block=METHODS]
//! OCCURS     = MIN..MAX where MAX may be `*`; absent: once
//! NAMESPACES = ##any | ##other(NAMESPACE) | ##none | NAMESPACE,…
//! NAMESPACE  = a prefix, or ##local for names in no namespace
//! PROCESS    = strict | lax | skip
//! METHODS    = extension, restriction, substitution, with commas between
//! TYPE       = NAME | PLACE | *
//! XPATH      = as Part 1, 3.11.6 has it, in short forms and without white space, with NAMEs
//! TEXT       = the rest of the line as it is, or a text in quotation marks
//! ```
//!
//! - A NAME with a prefix is in the namespace of the prefix, one without is in no namespace; there is no default
//!   namespace. `xs` and `xml` need no line of their own.
//! - `*` is a type that is defined in place: by a line `complex DERIVATION` or `simple …`, without a name, that comes before
//!   the other lines below, in the order of the stars.
//! - A PLACE is the name of an anonymous type that has to be told apart although it has none: `t:Group/Local`. It is
//!   defined by a line of its own, in which it stands for the name.
//! - The element of a message that is `encoded` is written by the rules of SOAP encoding, and an `array` is one of these: its elements
//!   are the items, whatever they are called in messages. An element that is `expected` is in such messages even if it has no value.
//! - A type that extends another one lists what it adds. One that restricts lists all it has, and so does one that is
//!   marked `complete`.
//! - A table of one of several versions of a contract begins with `# contract table, version 2` and then has a
//!   line `version TEXT` for each version, the oldest first. Lines that begin with `operation`, `header`, `element`, `attribute`,
//!   `ref`, `complex`, `simple` or `value` may end with `since=TEXT`, which names one of these versions: without it, what they say
//!   holds since the same version as the line they belong to, or since the first. The text of such a `value` is in quotation marks.
//! - In quotation marks, `\"`, `\\`, `\n`, `\r`, `\t` and `\u{…}` (hexadecimal) stand for one character.
//! - The values of `xs:QName` and `xs:NOTATION` (enumerated, default, fixed) are NAMEs.
//! - Namespaces come first, by prefix; then operations, global elements, global attributes and types, each by namespace
//!   and name, and types with a PLACE behind those of its first name.
//!
//! Users of bindings need none of this; it is public for generators and tools, and grows with the grammar.

mod attribute;
mod builtin;
mod complex_type;
mod element;
mod error;
mod facet;
mod identity;
mod line;
mod name;
mod operation;
mod particle;
mod read;
mod simple_type;
mod text;
mod value;
mod wildcard;
mod write;

#[cfg(test)]
mod tests;

pub use attribute::AttributeDecl;
pub use builtin::builtin_type;
pub use complex_type::{Block, ComplexType, Method};
pub use element::ElementDecl;
pub use error::TableError;
pub use facet::{Bound, Facet, FacetValue};
pub use identity::{Constraint, ConstraintKind, NameTest, Path, XPath};
pub use name::{ElementId, ExpandedName, Namespace, NsId, Since, TypeId};
pub use operation::{Binding, Fault, FaultPart, Header, Message, Operation, OperationKind};
pub use particle::{Compositor, Particle, Term, UNBOUNDED};
pub use simple_type::{SimpleDerivation, SimpleType};
pub use value::ValueConstraint;
pub use wildcard::{Absent, NamespaceConstraint, Process, Wildcard};

/// A contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// Its namespaces by [`NsId`]. The first three are none, that of XML Schema, and that of the prefix `xml`.
    pub namespaces: Vec<Namespace>,
    /// Its versions, the oldest first, if it is one of several.
    pub versions: Option<Vec<Box<str>>>,
    /// The operations, in the order of the text.
    pub operations: Vec<Operation>,
    /// All elements, by [`ElementId`].
    pub elements: Vec<ElementDecl>,
    /// Those of them that are global, in the order of the text.
    pub global_elements: Vec<ElementId>,
    /// The global attributes, in the order of the text.
    pub attributes: Vec<AttributeDecl>,
    /// All types, by [`TypeId`]: the built-in ones first.
    pub types: Vec<Type>,
    /// Those of them that have a line of their own, in the order of the text.
    pub named_types: Vec<TypeId>,
}

/// A type definition.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Text only.
    Simple(SimpleType),
    /// Attributes, and text or elements.
    Complex(ComplexType),
}

impl Type {
    /// Its name, or its place; `None` for one that is defined in place.
    #[must_use]
    pub fn name(&self) -> Option<&ExpandedName> {
        match self {
            Self::Simple(simple) => simple.name.as_ref(),
            Self::Complex(complex) => complex.name.as_ref(),
        }
    }

    /// Since which version it exists.
    #[must_use]
    pub fn since(&self) -> Since {
        match self {
            Self::Simple(simple) => simple.since,
            Self::Complex(complex) => complex.since,
        }
    }

    /// The type as a complex one.
    #[must_use]
    pub fn as_complex(&self) -> Option<&ComplexType> {
        match self {
            Self::Simple(_) => None,
            Self::Complex(complex) => Some(complex),
        }
    }

    /// Whether an element of this type must name another one with `xsi:type`.
    #[must_use]
    pub fn is_abstract(&self) -> bool {
        self.as_complex().is_some_and(|complex| complex.is_abstract)
    }

    /// The type it is derived from, and how; a list or union is a restriction of `xs:anySimpleType`.
    #[must_use]
    pub fn derivation(&self) -> (Method, TypeId) {
        match self {
            Self::Complex(complex) => (complex.method, complex.base),
            Self::Simple(simple) => (Method::Restriction, simple.made.base()),
        }
    }
}

impl Contract {
    /// A contract that defines nothing of its own.
    #[must_use]
    pub fn new() -> Self {
        let namespace = |prefix: &str, uri: &str| Namespace { prefix: prefix.into(), uri: uri.into() };
        Self {
            namespaces: vec![
                namespace("", ""),
                namespace("xs", crate::xml::XSD_URI),
                namespace("xml", crate::xml::XML_URI),
            ],
            versions: None,
            operations: Vec::new(),
            elements: Vec::new(),
            global_elements: Vec::new(),
            attributes: Vec::new(),
            types: builtin::types().collect(),
            named_types: Vec::new(),
        }
    }

    /// Reads a contract table.
    ///
    /// # Errors
    /// When the text does not follow the grammar, or names what it does not define.
    pub fn read(text: &str) -> Result<Self, TableError> {
        read::contract(text)
    }

    /// The contract table.
    #[must_use]
    pub fn to_text(&self) -> String {
        write::contract(self)
    }

    /// A name as people write it: `t:ItemId`.
    #[must_use]
    pub fn show(&self, name: &ExpandedName) -> String {
        match self.prefix(name.ns) {
            "" => name.local.to_string(),
            prefix => format!("{prefix}:{}", name.local),
        }
    }

    /// The prefix of a namespace; empty for none, and for one that the contract does not know.
    #[must_use]
    pub fn prefix(&self, ns: NsId) -> &str {
        self.namespaces.get(ns.0 as usize).map_or("", |namespace| &namespace.prefix)
    }
}

impl Default for Contract {
    fn default() -> Self {
        Self::new()
    }
}
