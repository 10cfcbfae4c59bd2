//! What the Rust will be: modules, items, fields. Every decision is made by the time a [`Plan`] exists.
//!
//! In: the closed graph ([`crate::ir::Contract`]), the documentation and the configuration. Out: a [`Plan`], which
//! [`crate::emit`] only spells out. Invariant: names are unique in their scopes, no item contains itself by value, and the
//! order of everything follows QNames and schema order, never the order of files.
//!
//! ```xml
//! <xs:complexType name="ImGroupType"> <xs:sequence>          <!-- struct ImGroupType { -->
//!   <xs:element name="SmtpAddress" type="xs:string" minOccurs="0"/>   <!-- smtp_address: Option<String> -->
//! ```

mod any_type;
mod build;
mod choices;
mod complex;
mod content;
mod derives;
mod docs;
mod features;
mod items;
mod reach;
mod recursion;
mod roots;
mod service;
mod simple;
mod size;
mod union_members;
mod when;

pub use any_type::{AnyType, AnyVariant};
pub(crate) use build::plan_with_origins;
pub use build::{Scheme, plan, plan_after};
pub use when::{Feature, When};

/// A whole contract in Rust.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What the contract is, for the crate's or module's documentation.
    pub docs: Vec<String>,
    /// Where the contract came from, for the header of every file.
    pub inputs: Vec<String>,
    /// The namespaces with their prefixes, in the order of their ids.
    pub namespaces: Vec<Namespace>,
    /// A module for each namespace.
    pub modules: Vec<Module>,
    /// All items; modules and types refer to them by index.
    pub items: Vec<Item>,
    /// The document type: an item like the others, at the root.
    pub document: Choice,
    /// The variants of the document type that stand for bodies with several children.
    pub bodies: Vec<Parts>,
    /// The enum over all types for elements of `xs:anyType`, at the root, too; `None` where there are no such elements.
    pub any_type: Option<AnyType>,
    /// A trait for each port type.
    pub port_types: Vec<PortType>,
    /// The contract's table (see `crate::table`).
    pub table: String,
    /// The Cargo features that operations are behind, by name, then those that several of them turn on; none if everything is always
    /// there.
    pub features: Vec<Feature>,
    /// Dependencies of the output's crate besides the runtime: name, and value in TOML.
    pub dependencies: Vec<(String, String)>,
    /// The documents to publish with the contract (see `crate::publish`); the WSDL document first.
    pub documents: Vec<Published>,
}

impl Plan {
    /// Whether some attribute has a name in the namespace of `xsi:type`.
    #[must_use]
    pub fn names_instance_attributes(&self) -> bool {
        let is_one = |line: &Line| matches!(line, Line::Attribute { name: XmlName { prefix: Some(prefix), .. }, .. } if prefix == "xsi");
        self.items.iter().any(|item| match &item.kind {
            ItemKind::Struct(content) => content.fields.iter().any(|field| is_one(&field.line)),
            _ => false,
        })
    }

    /// Whether anything is written with `xsi:type` or `xsi:nil`.
    #[must_use]
    pub fn uses_instance_namespace(&self) -> bool {
        let writes = RustType::writes_instance_attributes;
        self.items.iter().any(|item| match &item.kind {
            ItemKind::Polymorphic(_) => true,
            ItemKind::Struct(content) | ItemKind::Sequence(content) => {
                content.fields.iter().any(|field| writes(&field.ty) || field.line.is_type())
            }
            ItemKind::Choice(choice) => choice.variants.iter().any(|variant| writes(&variant.ty)),
            _ => false,
        }) || self.document.variants.iter().any(|variant| writes(&variant.ty))
            || self.any_type.is_some()
    }
}

/// A document as a server publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The name by which it is asked for, and of the file it is kept in.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The index of an item in [`Plan::items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// A namespace as generated code knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix: an identifier, the name of its constant in the module `ns`.
    pub prefix: String,
    /// Whether its elements are written without the prefix.
    pub is_default: bool,
    /// The namespace name.
    pub uri: String,
}

/// A module: what one namespace defines, or what the configuration puts together.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: String,
    /// Its namespace, empty for none; `None` for a module of the configuration's.
    pub uri: Option<String>,
    /// Its items in order.
    pub items: Vec<ItemId>,
}

/// A type or trait.
#[derive(Debug, Clone)]
pub struct Item {
    /// The index of its module.
    pub module: usize,
    /// Its name.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// What it derives beside `Debug, Clone, PartialEq`.
    pub derives: Vec<&'static str>,
    /// When it is there.
    pub when: When,
    /// What it is.
    pub kind: ItemKind,
}

/// The kinds of item.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A complex type.
    Struct(Struct),
    /// A sequence that repeats.
    Sequence(Struct),
    /// A choice, a substitution group, or the items of mixed or ambiguous content.
    Choice(Choice),
    /// An element type that others are derived from.
    Polymorphic(Polymorphic),
    /// A simple type that enumerates texts.
    Enumeration(Enumeration),
    /// A simple type with other facets.
    Restricted(Restricted),
    /// A union of simple types.
    Union(Union),
    /// A simple type that adds nothing to another, or a list.
    Alias(RustType),
    /// What the types derived from a complex type have in common.
    Base(Base),
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// A type of the standard library or of the runtime, by its path.
    Path(&'static str),
    /// A type of the user's, as the configuration writes it.
    Mapped(String),
    /// One of ours.
    Item(ItemId),
    /// `Option<…>`.
    Option(Box<RustType>),
    /// `Vec<…>`.
    Vec(Box<RustType>),
    /// `Box<…>`.
    Box(Box<RustType>),
    /// `xsd::List<…>`.
    List(Box<RustType>),
    /// `Nillable<…>`.
    Nillable(Box<RustType>),
    /// `NillableElement<…>`.
    NillableElement(Box<RustType>),
    /// `Typed<…>`.
    Typed(Box<RustType>),
}

impl RustType {
    /// What the order of the elements of an `xs:all` is kept in.
    pub(crate) const ORDER: Self = Self::Path("soap_runtime::bind::Order");

    /// Whether a field of this type can be without a value.
    pub(crate) fn can_be_absent(&self) -> bool {
        matches!(self, Self::Option(_) | Self::Vec(_)) || *self == Self::ORDER
    }

    /// Whether elements of this type are written with `xsi:type` or `xsi:nil`.
    fn writes_instance_attributes(&self) -> bool {
        match self {
            Self::Typed(_) | Self::Nillable(_) | Self::NillableElement(_) => true,
            Self::Option(inner) | Self::Vec(inner) | Self::Box(inner) => inner.writes_instance_attributes(),
            Self::Path(_) | Self::Mapped(_) | Self::Item(_) | Self::List(_) => false,
        }
    }

    pub(crate) fn option(self) -> Self {
        Self::Option(Box::new(self))
    }

    pub(crate) fn vec(self) -> Self {
        Self::Vec(Box::new(self))
    }

    pub(crate) fn boxed(self) -> Self {
        Self::Box(Box::new(self))
    }
}

/// The fields of a struct, attributes first, then content in schema order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// The name of its schema type, if that has one.
    pub type_name: Option<XmlName>,
    /// The fields.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// Its type.
    pub ty: RustType,
    /// How it is read and written.
    pub line: Line,
    /// How many values a repeated field is to have: more than 0 only where fewer would be noticed.
    pub least: u32,
}

impl Field {
    /// Whether `new` takes it: the schema requires it, or it is the content itself.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.ty.can_be_absent() || self.line == Line::Mixed
    }
}

/// An XML name as generated code spells it: the namespace's prefix (`None` for no namespace) and the local name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct XmlName {
    /// The prefix.
    pub prefix: Option<String>,
    /// Whether an element or type of this name is written without the prefix.
    pub is_default: bool,
    /// The local name.
    pub local: String,
}

impl XmlName {
    /// The name of one of the attributes that belong to XML Schema itself.
    pub(crate) fn xsi(local: &str) -> Self {
        Self { prefix: Some("xsi".to_owned()), is_default: false, local: local.to_owned() }
    }

    /// The name of the constant that stands for its namespace where an element or type is written.
    #[must_use]
    pub fn constant(&self) -> &str {
        if self.is_default { "default" } else { self.prefix.as_deref().unwrap_or("none") }
    }
}

/// How a field or variant is read and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// An attribute.
    Attribute {
        /// Its name.
        name: XmlName,
        /// Whether it must be there.
        required: bool,
    },
    /// Attributes that a wildcard admits.
    AnyAttribute(String),
    /// A child element.
    Element {
        /// Its name.
        name: XmlName,
        /// Whether it must be there.
        required: bool,
        /// The value that it stands for when it is empty.
        default: Option<String>,
    },
    /// A choice or a sequence.
    Group {
        /// Whether it must be there.
        required: bool,
    },
    /// Elements that a wildcard admits.
    Any(String),
    /// Simple content, or the text of mixed content.
    Text,
    /// Mixed content.
    Mixed,
    /// The order of the elements of an `xs:all`.
    Order,
}

impl Line {
    /// The attribute `xsi:type`, kept as it is.
    pub(crate) fn xsi_type() -> Self {
        Self::Attribute { name: XmlName::xsi("type"), required: false }
    }

    fn is_type(&self) -> bool {
        *self == Self::xsi_type()
    }
}

/// The alternatives of a choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// The alternatives in schema order.
    pub variants: Vec<Variant>,
    /// Which one a placeholder has.
    pub placeholder: usize,
}

/// An alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// What it holds.
    pub ty: RustType,
    /// How it is read and written.
    pub line: Line,
    /// When it is there; always, but in the document type.
    pub when: When,
}

/// An element type and those derived from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Polymorphic {
    /// The types; the declared one first, unless it is abstract.
    pub variants: Vec<TypeVariant>,
    /// Whether the first variant is the declared type.
    pub has_base: bool,
    /// The name of the variant that keeps an element whose `xsi:type` the contract does not know.
    pub unknown: String,
    /// The method that borrows a value as the trait of the declared type, and the trait.
    pub known: Option<(String, ItemId)>,
    /// Which variant a placeholder has; [`Polymorphic::unknown`] comes after the others.
    pub placeholder: usize,
}

/// A type that `xsi:type` can name.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeVariant {
    /// The variant's name.
    pub name: String,
    /// The type's name.
    pub type_name: XmlName,
    /// What the variant holds.
    pub ty: RustType,
    /// Whether that is a type of the user's, which has no traits of ours.
    pub is_foreign: bool,
    /// When it is there.
    pub when: When,
}

/// The values of an enumeration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Enumeration {
    /// The values in schema order.
    pub values: Vec<Value>,
    /// The name of the variant for other texts.
    pub open: String,
    /// `preserve`, `replace` or `collapse`.
    pub white_space: &'static str,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Its variant.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// Its text.
    pub text: String,
}

/// A simple type with facets that are checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Restricted {
    /// What is inside.
    pub inner: RustType,
    /// The built-in type the facets are about, in XSD's spelling.
    pub builtin: &'static str,
    /// The facets, as the runtime spells them.
    pub facets: Facets,
    /// Whether values hold names: those enumerated have the prefixes of [`Plan::namespaces`].
    pub names: bool,
}

/// The facets that all steps of a simple type put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Whether the type is a list, whose items are of the built-in type.
    pub list: bool,
    /// Facets that are numbers: name and value.
    pub numbers: Vec<(&'static str, u64)>,
    /// Facets that are texts: name and value.
    pub texts: Vec<(&'static str, String)>,
    /// The patterns: each step's alternatives.
    pub patterns: Vec<Vec<String>>,
    /// The values.
    pub enumeration: Vec<String>,
    /// White space, if it is not the built-in type's.
    pub white_space: Option<&'static str>,
}

/// The member types of a union.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Union {
    /// The members in order.
    pub members: Vec<Member>,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its variant.
    pub name: String,
    /// Its type.
    pub ty: RustType,
    /// The texts that are its values, where the type holds more than these.
    pub lexical: Option<Vec<Lexical>>,
    /// Its documentation.
    pub docs: Vec<String>,
}

/// Texts: those of a built-in type, or lists of such.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexical {
    /// Whether they are lists.
    pub list: bool,
    /// The built-in types; each item of a list is of one of them.
    pub any_of: Vec<&'static str>,
}

/// A trait for a type that others are derived from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Base {
    /// The trait of the type it is derived from itself.
    pub parent: Option<ItemId>,
    /// The fields it adds to its parent's: name, documentation and type.
    pub fields: Vec<Field>,
    /// The structs that have them, and when they are there while the trait is.
    pub implementors: Vec<(ItemId, When)>,
    /// The enums over such structs, likewise.
    pub enums: Vec<(ItemId, When)>,
}

/// A port type: a trait.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PortType {
    /// The trait's name.
    pub name: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The struct of request headers, if any header is bound.
    pub request_headers: Headers,
    /// The struct of response headers.
    pub response_headers: Headers,
    /// The name of the alias for what a method returns.
    pub outcome: String,
    /// The name of the module that describes the operations.
    pub module: String,
    /// The operations in the order of the contract.
    pub operations: Vec<Operation>,
}

/// Headers bound to requests or responses: a struct of optional fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Headers {
    /// The struct's name.
    pub name: String,
    /// The fields.
    pub fields: Vec<HeaderField>,
}

/// A header.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderField {
    /// The field's name.
    pub name: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its type.
    pub ty: RustType,
    /// The document type's variant for its element.
    pub variant: String,
    /// When it is there.
    pub when: When,
}

/// An operation: a method.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The operation's name.
    pub name: String,
    /// The method's name.
    pub method: String,
    /// The name of the constant that describes it.
    pub constant: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The value of SOAPAction.
    pub soap_action: String,
    /// Whether it is bound to SOAP 1.2 alone.
    pub soap12: bool,
    /// Whether there is no response.
    pub one_way: bool,
    /// What the request's body holds.
    pub input: Option<Body>,
    /// What the response's body holds; `None` for a one-way operation or an empty body.
    pub output: Option<Body>,
    /// The header elements of the request.
    pub request_headers: Vec<XmlName>,
    /// The header elements of the response.
    pub response_headers: Vec<XmlName>,
    /// When it is there.
    pub when: When,
    /// The names of the declared faults, with the elements in their details.
    pub faults: Vec<(String, XmlName)>,
}

/// A variant of the document type whose content is that of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The variant.
    pub variant: String,
    /// The name of the element that stands for the body.
    pub element: XmlName,
    /// The elements in the body, and whether each has to be there.
    pub children: Vec<(XmlName, bool)>,
}

/// The element in a body; of several the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Its name.
    pub element: XmlName,
    /// Its type.
    pub ty: RustType,
    /// The document type's variant.
    pub variant: String,
}
