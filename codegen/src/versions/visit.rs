//! The words in an item, to be looked at or changed one by one.

use crate::plan::{Choice, ItemKind};

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
