//! XML Schema documents as they are written (XSD 1.0 part 1 §3, §4, and what 1.1 adds).
//!
//! In: an `xs:schema` element. Out: a [`Schema`]: every component with its names resolved to QNames, its place, and
//! references still being names. Invariant: one file of this module knows one kind of component, and nothing here
//! looks at another document, but for what an override puts in place of components.
//!
//! ```xml
//! <xs:schema targetNamespace="urn:types" elementFormDefault="qualified">
//!   <xs:include schemaLocation="more.xsd"/>
//!   <xs:element name="Item" type="t:ItemType"/>
//! </xs:schema>
//! ```

mod annotation;
mod array;
mod attribute;
mod complex_type;
mod conditional;
mod derivation;
mod element;
mod facet;
mod group;
mod identity;
mod occurs;
mod open_content;
mod overrides;
mod particle;
mod reader;
mod redefine;
mod schema;
mod simple_type;
mod wildcard;
mod xpath;

pub use attribute::{AttributeDecl, AttributeItem, AttributeRef, AttributeType, Attributes, Usage};
pub use complex_type::{ComplexType, ContentModel};
pub use derivation::{DerivationMethod, DerivationSet};
pub use element::{ElementDecl, ElementType};
pub use facet::{Facet, FacetValue};
pub use group::{AttributeGroup, Group};
pub use identity::{IdentityConstraint, IdentityKind, Notation};
pub use occurs::Occurs;
pub use particle::{Compositor, ModelGroup, Particle, Term};
pub use redefine::Redefine;
pub use schema::{Components, Form, Schema, TypeDefinition};
pub use simple_type::{SimpleDerivation, SimpleType, SimpleTypeUse};
pub use wildcard::{NamespaceConstraint, ProcessContents, Wildcard};
pub use xpath::{NameTest, Path, XPath};

pub(crate) use annotation::paragraphs;
pub(crate) use conditional::is_included;
pub(crate) use open_content::OpenContent;
pub(crate) use overrides::{ComponentKey, Replacement, Replacements};
pub(crate) use schema::{parse, target_namespace};

#[cfg(test)]
mod tests;
