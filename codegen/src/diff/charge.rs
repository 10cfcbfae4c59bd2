//! Which change of the contract each change of the Rust comes from.
//!
//! In: the changes found in the components, and those found in the plans. Out: the former with their classes for callers and
//! implementers. Invariant: no change of the Rust is left out; one that belongs to none of the others becomes a change of its own.

use super::change::{Class, Draft, Subject};
use super::rust::RustChange;
use super::side::Side;

/// Charges every change of the Rust.
pub(super) fn charge(drafts: &mut Vec<Draft>, rust: Vec<RustChange>, old: &Side<'_>, new: &Side<'_>) {
    let known = drafts.len();
    let mut charged = vec![false; known];
    let (mut open, mut lost) = (Vec::new(), Vec::new());
    for change in rust {
        match exact(&drafts[..known], &change) {
            Some(index) => settle(drafts, &mut charged, index, &change),
            None => open.push(change),
        }
    }
    for change in open {
        match near(&drafts[..known], &charged, &change, (old, new)) {
            Some(index) => settle(drafts, &mut charged, index, &change),
            None if change.lost.is_some() => lost.push(change),
            None => drafts.push(own(&change)),
        }
    }
    losses(drafts, &lost);
}

fn settle(drafts: &mut [Draft], charged: &mut [bool], index: usize, change: &RustChange) {
    if let Some(draft) = drafts.get_mut(index) {
        add(draft, change);
    }
    if let Some(charged) = charged.get_mut(index) {
        *charged = true;
    }
}

fn add(draft: &mut Draft, change: &RustChange) {
    let effects = &mut draft.change.effects;
    if change.callers > Class::Unaffected {
        effects.callers.add(change.callers, &change.reason);
    }
    if change.implementers > Class::Unaffected {
        effects.implementers.add(change.implementers, &change.reason);
    }
}

/// The change of the same member, or of the same operation, header or element.
fn exact(drafts: &[Draft], change: &RustChange) -> Option<usize> {
    match &change.subject {
        Subject::Type(_, None) => None,
        subject => drafts.iter().position(|draft| draft.subject == *subject),
    }
}

/// The change that is the nearest: of the type, of one it is derived from, or of a member of that name elsewhere.
fn near(drafts: &[Draft], charged: &[bool], change: &RustChange, (old, new): (&Side<'_>, &Side<'_>)) -> Option<usize> {
    let find = |test: &dyn Fn(&Subject) -> bool| {
        let fitting = || drafts.iter().enumerate().filter(|(_, draft)| test(&draft.subject)).map(|(index, _)| index);
        fitting().find(|index| !charged.get(*index).copied().unwrap_or_default()).or_else(|| fitting().next())
    };
    match &change.subject {
        Subject::Type(key, member) => {
            let mut ancestry = new.ancestry(key);
            ancestry.extend(old.ancestry(key));
            let inherited = |subject: &Subject| match subject {
                Subject::Type(other, part) => member.is_some() && part == member && ancestry.contains(other),
                _ => false,
            };
            let same = |subject: &Subject| matches!(subject, Subject::Type(other, _) if other == key);
            let above = |subject: &Subject| matches!(subject, Subject::Type(other, _) if ancestry.contains(other));
            let elsewhere = |subject: &Subject| match (subject, member) {
                (Subject::Type(_, Some(part)), Some(member)) => part == member,
                (Subject::Element(other), Some(member)) => other.rsplit([':', '}']).next() == Some(member),
                _ => false,
            };
            let outer = |subject: &Subject| match subject {
                Subject::Type(other, None) => key.starts_with(&format!("{}/", other.trim_end_matches('#'))),
                _ => false,
            };
            // What a derived type loses or gains as a whole is not its base's doing, unless it has the field from there.
            find(&inherited)
                .or_else(|| caused(drafts, change))
                .or_else(|| find(&same))
                .or_else(|| find(&outer))
                .or_else(|| find(&elsewhere))
                .or_else(|| if change.lost.is_some() { None } else { find(&above) })
        }
        Subject::Header(key) => find(&|subject| matches!(subject, Subject::Element(other) if other == key)),
        Subject::Operation(_) => find(&|subject| matches!(subject, Subject::PortType(_))),
        Subject::Namespace(_) | Subject::PortType(_) | Subject::Element(_) => None,
    }
}

/// The types derived from another one have changed, which changes what elements of that type are in Rust.
fn caused(drafts: &[Draft], change: &RustChange) -> Option<usize> {
    let cause = change.cause.as_ref()?;
    drafts.iter().position(|draft| {
        let derived = draft.change.kind.starts_with("derived-type");
        derived && matches!(&draft.subject, Subject::Type(key, _) if key == cause)
    })
}

/// A change of the Rust that stands for itself.
fn own(change: &RustChange) -> Draft {
    let path = match &change.subject {
        Subject::Type(key, _) if !key.is_empty() => key.trim_end_matches('#').to_owned(),
        Subject::Type(..) => "Rust".to_owned(),
        Subject::Element(key) | Subject::Header(key) | Subject::PortType(key) | Subject::Namespace(key) => key.clone(),
        Subject::Operation(name) => format!("{name} (operation)"),
    };
    let what = "the generated Rust changes with what it holds".to_owned();
    let mut draft = Draft::new("rust-changed", change.subject.clone(), path, what);
    add(&mut draft, change);
    draft
}

/// The types that lose a trait because one they hold does: one change for each set of traits.
fn losses(drafts: &mut Vec<Draft>, lost: &[RustChange]) {
    let mut sets: Vec<(Vec<&'static str>, Vec<&RustChange>)> = Vec::new();
    for change in lost {
        let Some((_, traits)) = &change.lost else { continue };
        match sets.iter_mut().find(|(known, _)| known == traits) {
            Some((_, changes)) => changes.push(change),
            None => sets.push((traits.clone(), vec![change])),
        }
    }
    for (traits, changes) in sets {
        let names: Vec<String> =
            changes.iter().filter_map(|change| change.lost.as_ref()).map(|(name, _)| format!("`{name}`")).collect();
        let (shown, more) =
            (names.iter().take(3).cloned().collect::<Vec<_>>().join(", "), names.len().saturating_sub(3));
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let what = format!("{shown}{more} lose `{}`, as something they hold does", traits.join("`, `"));
        let subject = Subject::Type(String::new(), None);
        let mut draft = Draft::new("derives-lost", subject, "Rust".to_owned(), what);
        draft.change.group = "Rust".to_owned();
        changes.iter().for_each(|change| add(&mut draft, change));
        drafts.push(draft);
    }
}
