//! The named parts of items: fields, variants, members of unions.

use crate::plan::{Choice, Field, Line, Member, Polymorphic, RustType, TypeVariant, Union, Variant};

/// A named part of an item, with its type before and after.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) ty: RustType,
    /// The local name of its element, attribute or type.
    pub(super) member: Option<String>,
}

pub(super) fn fields(all: &[Field]) -> Vec<Part> {
    let part = |field: &Field| Part { name: field.name.clone(), ty: field.ty.clone(), member: member(&field.line) };
    all.iter().map(part).collect()
}

pub(super) fn variants(choice: &Choice) -> Vec<Part> {
    let part = |variant: &Variant| {
        let member = member(&variant.line);
        Part { name: variant.name.clone(), ty: variant.ty.clone(), member }
    };
    choice.variants.iter().map(part).collect()
}

pub(super) fn members(union: &Union) -> Vec<Part> {
    let part = |member: &Member| Part { name: member.name.clone(), ty: member.ty.clone(), member: None };
    union.members.iter().map(part).collect()
}

pub(super) fn type_variants(types: &Polymorphic) -> Vec<Part> {
    let part = |variant: &TypeVariant| {
        let member = Some(variant.type_name.local.clone());
        Part { name: variant.name.clone(), ty: variant.ty.clone(), member }
    };
    types.variants.iter().map(part).collect()
}

fn member(line: &Line) -> Option<String> {
    match line {
        Line::Attribute { name, .. } | Line::Element { name, .. } => Some(name.local.clone()),
        Line::AnyAttribute(_) | Line::Group { .. } | Line::Any { .. } | Line::Text | Line::Mixed | Line::Order => None,
    }
}
