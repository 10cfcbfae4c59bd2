//! Changes of element declarations, global and local: type, `nillable`, values, substitution groups.

use std::collections::BTreeMap;

use super::Comparison;
use super::attributes::{default_changed, fixed_changed};
use super::change::{Class, Draft, Subject};
use super::judge::{ACCEPTED, Finding, Judgement, UNAFFECTED};
use super::pair::Pair;
use super::side::Side;
use super::values;
use crate::ir::{Body, Builtin, DerivationSet, Element, ElementId, PartKind, Scope};
use crate::xsd::IdentityConstraint;

impl Comparison<'_> {
    /// The global elements.
    pub(super) fn elements(&mut self) {
        let (before, after) = (globals(self.old), globals(self.new));
        for (key, old) in &before {
            match after.get(key) {
                Some(new) => {
                    self.element(Pair { old: *old, new: *new }, key, &Subject::Element(key.clone()));
                    self.substitution(key, *old, *new);
                }
                None => self.element_removed(key, *old, renamed(self.old, *old, (&before, &after), self.new)),
            }
        }
        for (key, new) in &after {
            if !before.contains_key(key) {
                self.element_added(key, *new, renamed(self.new, *new, (&after, &before), self.old));
            }
        }
    }

    fn element_removed(&mut self, key: &str, old: ElementId, renamed: Option<String>) {
        let element = self.old.contract.element(old);
        let what = format!("global element {key} ({}) is removed", self.old.shown(element.ty));
        let readers = if is_header_alone(self.old, old) {
            (Class::Conditional, "the header is skipped")
        } else {
            (Class::Breaking, "messages with it as root, body or detail are refused")
        };
        let draft = Draft::new("global-element-removed", Subject::Element(key.to_owned()), key.to_owned(), what);
        let mut draft = draft.judged(Judgement { readers, servers: ACCEPTED });
        if element.substitution_head.is_some() {
            draft = draft.readers(Class::Breaking, "it no longer stands for the head of its substitution group");
        }
        draft.change.perhaps_renamed = renamed;
        self.drafts.push(draft.places(self.old.place(element.span), None));
    }

    fn element_added(&mut self, key: &str, new: ElementId, renamed: Option<String>) {
        let element = self.new.contract.element(new);
        let what = format!("global element {key} ({}) is added", self.new.shown(element.ty));
        let servers = (Class::Conditional, "messages with it are refused");
        let draft = Draft::new("global-element-added", Subject::Element(key.to_owned()), key.to_owned(), what);
        let mut draft = draft.judged(Judgement { readers: UNAFFECTED, servers });
        draft.change.perhaps_renamed = renamed;
        self.drafts.push(draft.places(None, self.new.place(element.span)));
    }

    /// An element in a content model that both models have.
    pub(super) fn local_element(&mut self, old: ElementId, new: ElementId) {
        let global = |side: &Side<'_>, id: ElementId| side.contract.element(id).scope == Scope::Global;
        let both_global = global(self.old, old) && global(self.new, new);
        if both_global || !self.seen.insert((old, new)) {
            return;
        }
        let path = self.new.element_path(new);
        let local = Some(self.new.contract.element(new).name.local().to_owned());
        let key = match &self.new.contract.element(new).scope {
            Scope::Local(ty) => self.new.key(*ty),
            Scope::Global | Scope::Group(_) => match &self.old.contract.element(old).scope {
                Scope::Local(ty) => self.old.key(*ty),
                Scope::Group(name) => self.old.names.show(name),
                Scope::Global => path.clone(),
            },
        };
        self.element(Pair { old, new }, &path, &Subject::Type(key, local));
    }

    /// What is said of one element in both contracts.
    fn element(&mut self, ids: Pair<ElementId>, path: &str, subject: &Subject) {
        let (before, after) = (self.old.contract.element(ids.old), self.new.contract.element(ids.new));
        let mut found: Vec<Finding> = Vec::new();
        if self.old.key(before.ty) != self.new.key(after.ty) {
            let what = format!("the type is {}, was {}", self.new.shown(after.ty), self.old.shown(before.ty));
            found.push(Finding::new("element-type-changed", what, self.retyped(before.ty, after.ty)));
        }
        found.extend(nillable(before, after));
        let local = format!("element {}", before.name.local());
        let defaults = default_changed(&local, Pair { old: &before.default, new: &after.default });
        let fixed = fixed_changed(&local, Pair { old: &before.fixed, new: &after.fixed });
        let refused = self.refuses_empty(before, after);
        found.extend(defaults.into_iter().chain(fixed).map(|mut found| {
            if refused {
                found.judgement.readers = (Class::Breaking, "the empty element, which stood for the value, is refused");
            }
            found
        }));
        found.extend(blocked("derived types", Pair { old: before.block, new: after.block }));
        found.extend(abstraction(before, after));
        found.extend(constrained(before, after));
        for found in found {
            let draft = Draft::new(found.kind, subject.clone(), path.to_owned(), found.sentence);
            let draft = draft.judged(found.judgement);
            self.drafts.push(draft.places(self.old.place(before.span), self.new.place(after.span)));
        }
    }

    /// Whether an empty element stood for a value and is no value now.
    fn refuses_empty(&self, before: &Element, after: &Element) -> bool {
        let stands = |element: &Element| element.default.is_some() || element.fixed.is_some();
        let text = self.new.contract.text_type(after.ty);
        let string = self.new.contract.builtin(Builtin::String);
        let admits = |ty| values::tolerates(self.new.typed(ty), self.new.typed(string));
        stands(before) && !stands(after) && !text.is_some_and(admits)
    }

    /// What may stand for a global element. New and removed elements say so themselves as well.
    fn substitution(&mut self, key: &str, old: ElementId, new: ElementId) {
        let members = |side: &Side<'_>, id: ElementId| {
            let members = side.contract.substitution_members(id).into_iter().filter(|member| *member != id);
            members.map(|member| side.element_path(member)).collect::<Vec<_>>()
        };
        let (before, after) = (members(self.old, old), members(self.new, new));
        let place = (self.old.contract.element(old).span, self.new.contract.element(new).span);
        let places = |draft: Draft, this: &Self| draft.places(this.old.place(place.0), this.new.place(place.1));
        for gone in before.iter().filter(|member| !after.contains(member)) {
            let what = format!("{gone} may no longer stand for {key}");
            let readers = (Class::Breaking, "messages in which it does are refused or lose it");
            let draft = Draft::new("substitution-removed", Subject::Element(gone.clone()), key.to_owned(), what);
            let draft = draft.judged(Judgement { readers, servers: ACCEPTED });
            self.drafts.push(places(draft, self));
        }
        for come in after.iter().filter(|member| !before.contains(member)) {
            let what = format!("{come} may stand for {key}");
            let servers = (Class::Conditional, "messages in which it does are refused");
            let draft = Draft::new("substitution-added", Subject::Element(come.clone()), key.to_owned(), what);
            let draft = draft.judged(Judgement { readers: ACCEPTED, servers });
            self.drafts.push(places(draft, self));
        }
    }
}

fn nillable(before: &Element, after: &Element) -> Option<Finding> {
    let judgement = match (before.nillable, after.nillable) {
        (false, true) => {
            let servers = (Class::Conditional, "nil is refused");
            Judgement { readers: ACCEPTED, servers }
        }
        (true, false) => {
            Judgement { readers: (Class::Breaking, "nil is refused or taken for a value"), servers: ACCEPTED }
        }
        _ => return None,
    };
    let what = if after.nillable { "it may be nil, which it might not" } else { "it may not be nil, which it might" };
    Some(Finding::new("nillable-changed", what, judgement))
}

fn abstraction(before: &Element, after: &Element) -> Option<Finding> {
    let (what, judgement) = match (before.is_abstract, after.is_abstract) {
        (false, true) => {
            let readers = (Class::Breaking, "messages with the element itself are refused");
            ("it is abstract, which it was not", Judgement { readers, servers: ACCEPTED })
        }
        (true, false) => {
            let servers = (Class::Conditional, "messages with the element itself are refused");
            ("it is no longer abstract", Judgement { readers: ACCEPTED, servers })
        }
        _ => return None,
    };
    Some(Finding::new("abstract-changed", what, judgement))
}

/// A change of the identity constraints.
fn constrained(before: &Element, after: &Element) -> Option<Finding> {
    let lacks = |all: &Element, one: &IdentityConstraint| !all.constraints.iter().any(|other| other.is_like(one));
    let named = |one: &&IdentityConstraint| one.name.local().to_owned();
    let more: Vec<_> = after.constraints.iter().filter(|one| lacks(before, one)).collect();
    let fewer: Vec<_> = before.constraints.iter().filter(|one| lacks(after, one)).collect();
    let mut names: Vec<_> = more.iter().chain(&fewer).map(named).collect();
    names.sort();
    names.dedup();
    let judged = |changed: &[&IdentityConstraint], reason| {
        if changed.is_empty() { ACCEPTED } else { (Class::Conditional, reason) }
    };
    let readers = judged(&more, "strict reading refuses messages that break it");
    let servers = judged(&fewer, "messages that break it may be refused");
    let what = format!("other identity constraints hold: {}", names.join(", "));
    (!names.is_empty()).then(|| Finding::new("identity-constraints-changed", what, Judgement { readers, servers }))
}

/// A change of `block`.
pub(super) fn blocked(what: &str, sets: Pair<DerivationSet>) -> Option<Finding> {
    if !sets.differs() {
        return None;
    }
    let Pair { old, new } = sets.map(|set| [set.extension, set.restriction, set.substitution]);
    let more = old.iter().zip(new).any(|(old, new)| new && !old);
    let fewer = old.iter().zip(new).any(|(old, new)| *old && !new);
    // Substitution that is blocked is told of member by member.
    let readers =
        if more { (Class::Conditional, "strict reading refuses messages in which one stands here") } else { ACCEPTED };
    let servers = if fewer { (Class::Conditional, "messages in which one stands here are refused") } else { ACCEPTED };
    Some(Finding::new("block-changed", format!("other {what} may stand here (block)"), Judgement { readers, servers }))
}

/// Whether operations bind an element as a header and as nothing else.
fn is_header_alone(side: &Side<'_>, id: ElementId) -> bool {
    let operations = || side.contract.port_types().iter().flat_map(|port_type| &port_type.operations);
    let mut messages = operations().flat_map(|operation| operation.input.iter().chain(&operation.output));
    let header = messages.any(|message| message.headers.iter().any(|header| header.element == id));
    let mut messages = operations().flat_map(|operation| operation.input.iter().chain(&operation.output));
    let body = messages.any(|message| match &message.body {
        Body::Element(body) => *body == id,
        Body::Empty => false,
    });
    let detail =
        operations().flat_map(|operation| &operation.faults).any(|fault| fault.part.kind == PartKind::Element(id));
    header && !body && !detail && side.contract.element(id).substitution_head.is_none()
}

fn globals(side: &Side<'_>) -> BTreeMap<String, ElementId> {
    side.contract.elements().into_iter().map(|id| (side.element_path(id), id)).collect()
}

/// The only element of the same type that has no counterpart either.
fn renamed(
    side: &Side<'_>,
    id: ElementId,
    (own, others): (&BTreeMap<String, ElementId>, &BTreeMap<String, ElementId>),
    other: &Side<'_>,
) -> Option<String> {
    let ty = side.shown(side.contract.element(id).ty);
    let same = |side: &Side<'_>, id: ElementId| side.shown(side.contract.element(id).ty) == ty;
    let mut alone = own.iter().filter(|(key, id)| !others.contains_key(*key) && same(side, **id));
    let mut free = others.iter().filter(|(key, id)| !own.contains_key(*key) && same(other, **id));
    match (alone.next(), alone.next(), free.next(), free.next()) {
        (Some(_), None, Some((key, _)), None) => Some(key.clone()),
        _ => None,
    }
}
