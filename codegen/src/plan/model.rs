//! The plan as data, a noun a file; what decides it stands beside this folder.

mod attributes;
mod choice;
mod derived;
mod field;
mod in_order;
mod item;
mod namespace;
mod operation_error;
mod owner;
mod rust_type;
mod service;
mod simple;
mod unwrapped;
mod when;

pub use attributes::{Attributes, Serde};
pub use choice::{Choice, Known, Variant, Whole};
pub use derived::{AnyType, AnyVariant, Base, Polymorphic, TypeVariant};
pub use field::{Field, Line, Struct};
pub use in_order::InOrder;
pub use item::{Item, ItemId, ItemKind};
pub use namespace::{Module, Namespace, XmlName};
pub use operation_error::{FaultVariant, OperationError};
pub use owner::Owner;
pub use rust_type::RustType;
pub use service::{
    Address, Body, HeaderField, Headers, HttpNames, MessageParts, Operation, OwnHeaders, Parts, PortType,
};
pub use simple::{Enumeration, Lexical, Member, Restricted, Union, Value};
pub use unwrapped::{Given, Parameter, Unwrapped};
pub use when::{Feature, When};

use std::collections::BTreeMap;

use crate::config::{Growth, Memory};

/// A whole contract in Rust.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What the contract is, for the crate's or module's documentation.
    pub docs: Vec<String>,
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
    /// Whether messages are written by the rules of SOAP encoding.
    pub is_encoded: bool,
    /// The enum over all types for elements of `xs:anyType`, at the root, too; `None` where there are no such elements.
    pub any_type: Option<AnyType>,
    /// A trait for each port type.
    pub port_types: Vec<PortType>,
    /// How an application names the client and the server; `None` where there are no port types.
    pub http: Option<HttpNames>,
    /// The Cargo features that operations are behind, by name, then those that several of them turn on; none if everything is always
    /// there.
    pub features: Vec<Feature>,
    /// Whether structs and enums are `#[non_exhaustive]`, with setters.
    pub growth: Growth,
    /// What texts and lists are made of.
    pub memory: Memory,
    /// The types that borrow from the document besides, as a plan of their own: the same items by the same ids, of which some are views.
    pub views: Option<Box<Plan>>,
    /// In a plan of views, the items that are views, with what is known of their owners; the others are those that this is the plan of views for.
    pub viewed: Option<BTreeMap<ItemId, Owner>>,
    /// What the configuration puts on everything, for what stands at the root; its parts are the variants of the document type.
    pub root_attributes: Attributes,
    /// Dependencies of the output's crate besides the runtime: name, and value in TOML.
    pub dependencies: Vec<(String, String)>,
}

impl Plan {
    /// Whether some attribute has a name in the namespace of `xsi:type`.
    #[must_use]
    pub fn names_instance_attributes(&self) -> bool {
        let is_one = |line: &&Line| matches!(line, Line::Attribute { name: XmlName { prefix: Some(prefix), .. }, .. } if prefix == "xsi");
        self.items.iter().any(|item| item.kind.lines().iter().any(is_one))
    }

    /// The path of a type of the standard library or of the runtime, for those who use the types.
    #[must_use]
    pub fn spelled(&self, path: &'static str) -> &'static str {
        match path {
            "String" if self.is_of_views() => "view::Text<'a>",
            "xsd::Token" if self.is_of_views() => "view::Token<'a>",
            "xsd::NormalizedString" if self.is_of_views() => "view::NormalizedString<'a>",
            path => self.spelled_in_text(path),
        }
    }

    /// The same for a type whose values are parts of a text.
    #[must_use]
    pub fn spelled_in_text(&self, path: &'static str) -> &'static str {
        match path {
            "String" if self.is_compact() => "compact::Text",
            "xsd::Token" if self.is_compact() => "compact::Token",
            "xsd::NormalizedString" if self.is_compact() => "compact::NormalizedString",
            _ => path,
        }
    }

    /// The type of what repeats.
    #[must_use]
    pub fn list(&self) -> &'static str {
        match (self.is_of_views(), self.is_compact()) {
            (true, _) => "view::List",
            (false, true) => "compact::List",
            (false, false) => "Vec",
        }
    }

    /// Whether this is a plan of views.
    #[must_use]
    pub fn is_of_views(&self) -> bool {
        self.viewed.is_some()
    }

    /// The owner of a view; `None` for what is none.
    #[must_use]
    pub fn owner_of(&self, view: ItemId) -> Option<&Owner> {
        self.viewed.as_ref()?.get(&view)
    }

    /// Whether an item is a view.
    #[must_use]
    pub fn is_view(&self, id: ItemId) -> bool {
        self.owner_of(id).is_some()
    }

    /// Whether texts and lists are those of the runtime's module `compact`.
    #[must_use]
    pub fn is_compact(&self) -> bool {
        self.memory == Memory::Compact
    }

    /// Whether some type derives a trait of serde.
    #[must_use]
    pub fn serializes(&self) -> bool {
        let all = self.items.iter().map(|item| &item.attributes).chain([&self.root_attributes]);
        all.flat_map(|attributes| &attributes.serde).any(|serde| serde.when.is_none())
    }

    /// Whether operations have to be called with WS-Addressing.
    #[must_use]
    pub fn requires_addressing(&self) -> bool {
        let mut operations = self.port_types.iter().flat_map(|port_type| &port_type.operations);
        operations.any(|operation| operation.actions.iter().any(|actions| actions.is_required))
    }

    /// Whether anything is written with `xsi:type` or `xsi:nil`.
    #[must_use]
    pub fn uses_instance_namespace(&self) -> bool {
        let uses = |kind: &ItemKind| {
            matches!(kind, ItemKind::Polymorphic(_))
                || kind.lines().into_iter().any(|line| line.is_type() || line.writes_nil())
                || writes_instance_attributes(&kind.content_types())
        };
        self.any_type.is_some()
            || self.items.iter().any(|item| uses(&item.kind))
            || writes_instance_attributes(&self.document.types())
    }
}

fn writes_instance_attributes(types: &[&RustType]) -> bool {
    types.iter().any(|ty| ty.writes_instance_attributes())
}

/// What is written for a contract: Rust, and what goes with it.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The Rust.
    pub plan: Plan,
    /// Where the contract came from, for the header of every file.
    pub inputs: Vec<String>,
    /// The contract's table (see `crate::table`).
    pub table: soap_runtime::contract::Contract,
    /// The documents to publish with the contract (see `crate::publish`); the WSDL document first.
    pub documents: Vec<Published>,
}

/// A document as a server publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The name by which it is asked for, and of the file it is kept in.
    pub name: String,
    /// Its text.
    pub text: String,
}
