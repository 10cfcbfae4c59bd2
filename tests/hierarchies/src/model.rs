//! A contract as a generator of contracts needs it: everything may be taken out by its id, and what is left is a contract still.
//!
//! Invariants: a type's base has a smaller id than the type; every content model is deterministic; what is required can be had.

use std::collections::BTreeMap;

/// An index into [`Contract::schemas`].
pub type SchemaId = usize;
/// A key of [`Contract::simple_types`].
pub type SimpleId = usize;
/// A key of [`Contract::types`].
pub type TypeId = usize;
/// A key of [`Contract::elements`].
pub type ElementId = usize;

/// Schemas, their components, and perhaps a service.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    /// The schema documents.
    pub schemas: Vec<Schema>,
    /// The named simple types.
    pub simple_types: BTreeMap<SimpleId, SimpleType>,
    /// The named complex types.
    pub types: BTreeMap<TypeId, ComplexType>,
    /// The global elements.
    pub elements: BTreeMap<ElementId, GlobalElement>,
    /// The service, of which a WSDL document tells.
    pub service: Option<Service>,
}

/// A schema document.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Its target namespace.
    pub namespace: Option<String>,
    /// `elementFormDefault="qualified"`.
    pub qualified: bool,
}

/// A named simple type.
#[derive(Debug, Clone)]
pub struct SimpleType {
    /// Where it is declared.
    pub schema: SchemaId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub variety: Variety,
    /// Some of its values.
    pub values: Vec<String>,
}

/// How a simple type is made.
#[derive(Debug, Clone)]
pub enum Variety {
    /// A restriction.
    Restriction(SimpleRef, Vec<Facet>),
    /// A list.
    List(SimpleRef),
    /// A union.
    Union(Vec<SimpleRef>),
}

/// A simple type by reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SimpleRef {
    /// One of XML Schema's.
    Builtin(&'static str),
    /// One of the contract's.
    Named(SimpleId),
}

/// A facet.
#[derive(Debug, Clone)]
pub struct Facet {
    /// Such as `enumeration`.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// A named complex type.
#[derive(Debug, Clone)]
pub struct ComplexType {
    /// Where it is declared.
    pub schema: SchemaId,
    /// Its name.
    pub name: String,
    /// Whether elements can be of it only by a type that is derived from it.
    pub is_abstract: bool,
    /// The derivations that are not allowed.
    pub forbidden: Derivations,
    /// The derivations that elements of the type do not take for it.
    pub blocked: Derivations,
    /// What it consists of.
    pub body: Body,
    /// If it is redefined as an extension of itself: how many of its particles and attributes it had before.
    pub redefined: Option<usize>,
}

/// Kinds of derivation, as in `final` and `block`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Derivations {
    /// `extension`.
    pub extension: bool,
    /// `restriction`.
    pub restriction: bool,
    /// `substitution`.
    pub substitution: bool,
}

/// What a complex type consists of, named or not.
#[derive(Debug, Clone)]
pub struct Body {
    /// The schema document it is in.
    pub schema: SchemaId,
    /// What it is derived from.
    pub derivation: Derivation,
    /// The content it adds, or as a restriction all of it.
    pub content: Content,
    /// The attributes it adds, or as a restriction changes.
    pub attributes: Vec<Attribute>,
    /// Its own attribute wildcard.
    pub any_attribute: Option<Wildcard>,
}

/// How a type comes from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derivation {
    /// It does not, but for `xs:anyType`.
    None,
    /// By extension.
    Extension(TypeId),
    /// By restriction.
    Restriction(TypeId),
}

/// Content.
#[derive(Debug, Clone)]
pub enum Content {
    /// A sequence, perhaps with text in between.
    Model {
        /// The sequence.
        particles: Vec<Particle>,
        /// Whether there is text.
        mixed: bool,
    },
    /// Text of a type.
    Text(Text),
}

/// Simple content.
#[derive(Debug, Clone)]
pub struct Text {
    /// The type; of a type derived from another complex one, its simple type.
    pub ty: SimpleRef,
    /// The facets a restriction adds.
    pub facets: Vec<Facet>,
    /// Some values.
    pub values: Vec<String>,
}

/// `namespace` of an attribute wildcard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wildcard {
    /// `##any`.
    Any,
    /// `##other`.
    Other,
}

/// How often something may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurs {
    /// `minOccurs`.
    pub min: usize,
    /// `maxOccurs`; nothing for `unbounded`.
    pub max: Option<usize>,
}

impl Occurs {
    /// Exactly once.
    pub const ONCE: Self = Self { min: 1, max: Some(1) };

    /// The same, but it may be absent.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { min: 0, ..self }
    }
}

/// A part of a content model.
#[derive(Debug, Clone)]
pub enum Particle {
    /// An element declared there.
    Local(Box<LocalElement>),
    /// A global element, or one that stands for it.
    Reference(ElementId, Occurs),
    /// A group.
    Group(Compositor, Occurs, Vec<Particle>),
}

/// The kind of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compositor {
    /// `xs:sequence`.
    Sequence,
    /// `xs:choice`.
    Choice,
}

/// An element declared in a content model.
#[derive(Debug, Clone)]
pub struct LocalElement {
    /// Its name.
    pub name: Name,
    /// How often it may occur.
    pub occurs: Occurs,
    /// What the declaration says.
    pub declaration: Declaration,
}

/// What local and global elements have in common.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Its type.
    pub ty: ElementType,
    /// Whether it may be nil.
    pub nillable: bool,
    /// What does not stand for it or its type.
    pub blocked: Derivations,
    /// What empty content stands for; of simple types alone.
    pub default: Option<String>,
}

impl Declaration {
    /// One that says nothing but the type.
    #[must_use]
    pub fn of(ty: ElementType) -> Self {
        Self { ty, nillable: false, blocked: Derivations::default(), default: None }
    }
}

/// An expanded name. Invariant: the namespace is that of a schema document, or none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The namespace.
    pub namespace: Option<String>,
    /// The local name.
    pub local: String,
}

/// The type of an element.
#[derive(Debug, Clone)]
pub enum ElementType {
    /// A simple type with some of its values.
    Simple(SimpleRef, Vec<String>),
    /// A named complex type.
    Complex(TypeId),
    /// A complex type without a name.
    Anonymous(Box<Body>),
    /// That of the substitution group's head.
    OfHead(ElementId),
}

/// A global element.
#[derive(Debug, Clone)]
pub struct GlobalElement {
    /// Where it is declared.
    pub schema: SchemaId,
    /// Its local name.
    pub name: String,
    /// What the declaration says.
    pub declaration: Declaration,
    /// Whether only others can stand for it.
    pub is_abstract: bool,
    /// What it may stand for.
    pub head: Option<ElementId>,
}

/// An attribute.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: SimpleRef,
    /// Some of the type's values.
    pub values: Vec<String>,
    /// Whether it has to be there.
    pub usage: Usage,
}

/// Whether an attribute has to be there, and what it stands for when it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Usage {
    /// It may be absent.
    Optional,
    /// It has to be there.
    Required,
    /// A restriction takes it away.
    Prohibited,
    /// When absent, it is as if it had this value.
    Default(String),
    /// It has this value or is absent.
    Fixed(String),
}

/// A service with a port type and a binding.
#[derive(Debug, Clone)]
pub struct Service {
    /// Whether the schemas are in the WSDL document or imported by it.
    pub inline: bool,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation; its name is its number.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Document style: elements in and, unless it is one-way, out.
    Document(ElementId, Option<ElementId>),
    /// Rpc style: types in and out.
    Rpc(Vec<PartType>, Vec<PartType>),
}

/// The type of a part.
#[derive(Debug, Clone)]
pub enum PartType {
    /// A simple type with some of its values.
    Simple(SimpleRef, Vec<String>),
    /// A complex type.
    Complex(TypeId),
}
