//! Which change of the contract each change of the Rust comes from.
//!
//! In: the changes found in the components, and those found in the plans. Out: the former with their classes for callers and
//! implementers. Invariant: no change of the Rust is left out; one that belongs to none of the others becomes a change of its own.

use super::change::{Class, Draft, Subject};
use super::pair::Pair;
use super::rust::RustChange;
use super::side::Side;

/// Charges every change of the Rust.
pub(super) fn charge(drafts: &mut Vec<Draft>, rust: Vec<RustChange>, sides: Pair<&Side<'_>>) {
    let mut search = Search { charged: vec![false; drafts.len()], sides };
    let (mut open, mut lost) = (Vec::new(), Vec::new());
    for change in rust {
        match exact(search.known(drafts), &change) {
            Some(index) => search.settle(drafts, index, &change),
            None => open.push(change),
        }
    }
    for change in open {
        match search.near(drafts, &change) {
            Some(index) => search.settle(drafts, index, &change),
            None if change.lost.is_some() => lost.push(change),
            None => drafts.push(own(&change)),
        }
    }
    losses(drafts, &lost);
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

/// The search for the change of the contract that others come from.
struct Search<'s> {
    /// Whether each of the changes that there were at first has something charged to it.
    charged: Vec<bool>,
    sides: Pair<&'s Side<'s>>,
}

impl Search<'_> {
    /// The changes that there were at first, which alone are charged.
    fn known<'d>(&self, drafts: &'d [Draft]) -> &'d [Draft] {
        drafts.get(..self.charged.len()).unwrap_or(drafts)
    }

    fn settle(&mut self, drafts: &mut [Draft], index: usize, change: &RustChange) {
        if let (Some(draft), Some(charged)) = (drafts.get_mut(index), self.charged.get_mut(index)) {
            add(draft, change);
            *charged = true;
        }
    }

    /// The nearest change: by the first rule that finds one.
    fn near(&self, drafts: &[Draft], change: &RustChange) -> Option<usize> {
        let drafts = self.known(drafts);
        match &change.subject {
            Subject::Type(key, member) => {
                let ancestry = self.ancestry(key);
                let part = Part { key, member: member.as_deref(), ancestry: &ancestry, change };
                RULES.iter().find_map(|rule| match rule.takes {
                    Takes::Free => self.free(drafts, |draft| (rule.fits)(&part, draft)),
                    Takes::First => drafts.iter().position(|draft| (rule.fits)(&part, draft)),
                })
            }
            Subject::Header(key) => {
                self.free(drafts, |draft| matches!(&draft.subject, Subject::Element(other) if other == key))
            }
            Subject::Operation(_) => self.free(drafts, |draft| matches!(draft.subject, Subject::PortType(_))),
            Subject::Namespace(_) | Subject::PortType(_) | Subject::Element(_) => None,
        }
    }

    /// The first fitting change that has nothing charged to it, or else the first.
    fn free(&self, drafts: &[Draft], fits: impl Fn(&Draft) -> bool) -> Option<usize> {
        let fitting: Vec<usize> =
            drafts.iter().enumerate().filter(|(_, draft)| fits(draft)).map(|(index, _)| index).collect();
        let is_free = |index: &&usize| !self.charged.get(**index).copied().unwrap_or_default();
        fitting.iter().find(is_free).or(fitting.first()).copied()
    }

    /// A type and those it is derived from, in both contracts.
    fn ancestry(&self, key: &str) -> Vec<String> {
        let mut ancestry = self.sides.new.ancestry(key);
        ancestry.extend(self.sides.old.ancestry(key));
        ancestry
    }
}

/// A type, or a member of it, whose Rust changes.
struct Part<'c> {
    key: &'c str,
    member: Option<&'c str>,
    ancestry: &'c [String],
    change: &'c RustChange,
}

/// What may be the change of the contract that the Rust of a part changes with.
struct Rule {
    fits: fn(&Part<'_>, &Draft) -> bool,
    takes: Takes,
}

/// Which of several fitting changes is taken.
#[derive(Clone, Copy)]
enum Takes {
    /// The first.
    First,
    /// The first that has nothing charged to it.
    Free,
}

/// The rules, the nearest first. What a derived type loses or gains as a whole is not its base's doing, unless it has the field from
/// there, so `above` comes last.
const RULES: [Rule; 6] = [
    Rule { fits: inherited, takes: Takes::Free },
    Rule { fits: caused, takes: Takes::First },
    Rule { fits: same, takes: Takes::Free },
    Rule { fits: outer, takes: Takes::Free },
    Rule { fits: elsewhere, takes: Takes::Free },
    Rule { fits: above, takes: Takes::Free },
];

/// The same member of a type that this one is derived from.
///
/// ```xml
/// <xs:extension base="t:ItemType"> …   <!-- the struct has the field that changes in ItemType -->
/// ```
fn inherited(part: &Part<'_>, draft: &Draft) -> bool {
    match &draft.subject {
        Subject::Type(other, member) => {
            part.member.is_some() && member.as_deref() == part.member && part.ancestry.contains(other)
        }
        _ => false,
    }
}

/// Types derived from the one that a field holds, or that an enum is about, come or go: that changes what elements of it are in Rust.
///
/// ```xml
/// <xs:complexType name="TaskType"> … <xs:extension base="t:ItemType">   <!-- new: elements of ItemType are AnyItemType -->
/// ```
fn caused(part: &Part<'_>, draft: &Draft) -> bool {
    let is_derived = draft.change.kind.starts_with("derived-type");
    is_derived && matches!((&draft.subject, &part.change.cause), (Subject::Type(key, _), Some(cause)) if key == cause)
}

/// Anything of the type itself.
///
/// ```xml
/// <xs:complexType name="ItemType" abstract="true">   <!-- the struct is gone -->
/// ```
fn same(part: &Part<'_>, draft: &Draft) -> bool {
    matches!(&draft.subject, Subject::Type(other, _) if other == part.key)
}

/// The type that this one is written in.
///
/// ```xml
/// <xs:complexType name="ItemType"> … <xs:element name="Flag"> <xs:complexType> …   <!-- t:ItemType/Flag -->
/// ```
fn outer(part: &Part<'_>, draft: &Draft) -> bool {
    match &draft.subject {
        Subject::Type(other, None) => part.key.starts_with(&format!("{}/", other.trim_end_matches('#'))),
        _ => false,
    }
}

/// A member of this name in another type, or the global element.
///
/// ```xml
/// <xs:element ref="t:Flag"/>   <!-- the field has the type that t:Flag has now -->
/// ```
fn elsewhere(part: &Part<'_>, draft: &Draft) -> bool {
    match (&draft.subject, part.member) {
        (Subject::Type(_, Some(other)), Some(member)) => other == member,
        (Subject::Element(other), Some(member)) => other.rsplit([':', '}']).next() == Some(member),
        _ => false,
    }
}

/// Anything of a type that this one is derived from, unless all that happens is that a trait is lost.
///
/// ```xml
/// <xs:extension base="t:ItemType"> …   <!-- the content of ItemType is another one -->
/// ```
fn above(part: &Part<'_>, draft: &Draft) -> bool {
    let is_above = matches!(&draft.subject, Subject::Type(other, _) if part.ancestry.contains(other));
    part.change.lost.is_none() && is_above
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
