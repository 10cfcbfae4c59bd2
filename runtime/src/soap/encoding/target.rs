//! What an element of an encoded message is to become.
//!
//! In: an element, and what the schema says of its place. Out: the element under the schema's name, with the attributes of its value. Invariant:
//! nothing here looks at content.

use super::names::{is_about_encoding, is_type, type_attribute, written};
use super::plain_type;
use crate::bind::{AnyAttribute, AnyElement};
use crate::contract::{ElementDecl, TypeId};
use crate::schema::Schema;
use crate::xml::XSD_URI;

/// What an element is to become; by default what it is.
#[derive(Clone, Copy, Default)]
pub(super) struct Target<'m, 's> {
    /// What the schema declares in its place, whatever it is called in the message.
    element: Option<&'s ElementDecl>,
    /// The type that the schema gives it.
    pub(super) ty: Option<TypeId>,
    /// The type that the array it is in gives it.
    pub(super) implied: Option<(&'m str, &'m str)>,
}

impl<'m, 's> Target<'m, 's> {
    /// A declared element.
    pub(super) fn of_element(element: &'s ElementDecl) -> Self {
        Self { element: Some(element), ty: Some(element.ty), implied: None }
    }

    /// An element of a type under its own name.
    pub(super) fn of_type(ty: TypeId) -> Self {
        Self { ty: Some(ty), ..Self::default() }
    }

    /// The same in an array that says what its items are.
    pub(super) fn in_array(self, implied: Option<(&'m str, &'m str)>) -> Self {
        Self { implied, ..self }
    }

    /// Whether the schema does not say what it is.
    pub(super) fn is_anything(self) -> bool {
        self.ty.is_none_or(|ty| matches!(ty, TypeId::ANY | TypeId::ANY_SIMPLE))
    }
}

/// The element without what it holds, under the name of its target.
pub(super) fn renamed(element: &AnyElement, named: &AnyElement, target: Target<'_, '_>, schema: &Schema) -> AnyElement {
    let mut made = element.without_content();
    match target.element {
        Some(declared) => {
            schema.namespace_of(declared).clone_into(&mut made.namespace);
            made.name = declared.name.local.to_string();
        }
        None => {
            made.namespace.clone_from(&named.namespace);
            made.name.clone_from(&named.name);
            made.prefix.clone_from(&named.prefix);
        }
    }
    made
}

/// Drops what is about encoding, and has the element say its type if that has to be said. `href` stays: an element that still has one does not
/// refer to anything.
pub(super) fn keep_attributes(made: &mut AnyElement, stated: Option<(&str, &str)>, keeps_id: bool) {
    let is_id = |attribute: &AnyAttribute| attribute.namespace.is_empty() && attribute.name == "id";
    let said = made.attributes.iter().find(|attribute| is_type(attribute)).cloned();
    made.attributes
        .retain(|attribute| !is_about_encoding(attribute) && !is_type(attribute) && (keeps_id || !is_id(attribute)));
    let Some((uri, local)) = stated else { return };
    let named = match (plain_type(uri, local), said) {
        (None, Some(said)) => said,
        (Some(plain), _) => type_attribute(written(made, "xs", (XSD_URI, plain))),
        (None, None) => type_attribute(written(made, if uri == XSD_URI { "xs" } else { "ty" }, (uri, local))),
    };
    made.attributes.insert(0, named);
}
