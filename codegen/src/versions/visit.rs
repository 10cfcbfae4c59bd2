//! The types and words in an item, to be looked at or changed one by one.

use crate::plan::{Choice, ItemId, ItemKind, RustType};

/// Calls `change` with every item that a type names.
pub(super) fn items_of(ty: &mut RustType, change: &mut dyn FnMut(&mut ItemId)) {
    match ty {
        RustType::Path(_) | RustType::Mapped(_) => {}
        RustType::Item(id) => change(id),
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::List(inner)
        | RustType::Nillable(inner)
        | RustType::NillableElement(inner)
        | RustType::Typed(inner) => items_of(inner, change),
    }
}

/// Calls `change` with every item that an item of this kind refers to.
pub(super) fn references(kind: &mut ItemKind, change: &mut dyn FnMut(&mut ItemId)) {
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            content.fields.iter_mut().for_each(|field| items_of(&mut field.ty, change));
        }
        ItemKind::Choice(choice) => of_choice(choice, change),
        ItemKind::Polymorphic(types) => types.variants.iter_mut().for_each(|v| items_of(&mut v.ty, change)),
        ItemKind::Union(union) => union.members.iter_mut().for_each(|member| items_of(&mut member.ty, change)),
        ItemKind::Restricted(restricted) => items_of(&mut restricted.inner, change),
        ItemKind::Alias(ty) => items_of(ty, change),
        ItemKind::Enumeration(_) => {}
        ItemKind::Base(base) => {
            base.fields.iter_mut().for_each(|field| items_of(&mut field.ty, change));
            base.parent.iter_mut().for_each(&mut *change);
            base.implementors.iter_mut().chain(&mut base.enums).for_each(|(item, _)| change(item));
        }
    }
}

pub(super) fn of_choice(choice: &mut Choice, change: &mut dyn FnMut(&mut ItemId)) {
    choice.variants.iter_mut().for_each(|variant| items_of(&mut variant.ty, change));
}

/// Calls `change` with the documentation of each part of an item, and with what identifies the part among the others.
pub(super) fn parts(kind: &mut ItemKind, change: &mut dyn FnMut(String, &mut Vec<String>)) {
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            for field in &mut content.fields {
                change(super::part::key(&field.line, &field.name), &mut field.docs);
            }
        }
        ItemKind::Choice(choice) => parts_of_choice(choice, change),
        ItemKind::Enumeration(enumeration) => {
            enumeration.values.iter_mut().for_each(|value| change(value.text.clone(), &mut value.docs));
        }
        ItemKind::Union(union) => {
            union.members.iter_mut().for_each(|member| change(member.name.clone(), &mut member.docs));
        }
        ItemKind::Base(base) => {
            for field in &mut base.fields {
                change(super::part::key(&field.line, &field.name), &mut field.docs);
            }
        }
        ItemKind::Polymorphic(_) | ItemKind::Restricted(_) | ItemKind::Alias(_) => {}
    }
}

pub(super) fn parts_of_choice(choice: &mut Choice, change: &mut dyn FnMut(String, &mut Vec<String>)) {
    for variant in &mut choice.variants {
        change(super::part::key(&variant.line, &variant.name), &mut variant.docs);
    }
}
