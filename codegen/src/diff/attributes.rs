//! Changes of attributes, and of what wildcards admit.

use super::Comparison;
use super::change::{Class, Draft, Subject};
use super::judge::{ACCEPTED, Finding, Judgement, UNAFFECTED};
use super::model;
use super::pair::Pair;
use crate::ir::{AttributeUse, ProcessContents, TypeId, Wildcard};

const LACKING: &str = "messages without it are refused";
const SENDING: &str = "messages that carry it are refused";

impl Comparison<'_> {
    /// The attributes a type lists.
    pub(super) fn attributes(&mut self, key: &str, old: &[&AttributeUse], new: &[&AttributeUse]) {
        let (before, after) = (self.old, self.new);
        let same = |old: &AttributeUse, new: &AttributeUse| before.names.name(&old.name) == after.names.name(&new.name);
        for attribute in old {
            match new.iter().find(|other| same(attribute, other)) {
                Some(other) => self.attribute(key, attribute, other),
                None => {
                    let renamed = substitute(attribute, old, new, &same).filter(|other| self.alike(attribute, other));
                    self.attribute_removed(key, attribute, renamed);
                }
            }
        }
        for attribute in new {
            if !old.iter().any(|other| same(other, attribute)) {
                let flipped = |new: &AttributeUse, old: &AttributeUse| same(old, new);
                let renamed = substitute(attribute, new, old, &flipped).filter(|other| self.alike(other, attribute));
                self.attribute_added(key, attribute, renamed);
            }
        }
    }

    fn alike(&self, old: &AttributeUse, new: &AttributeUse) -> bool {
        old.required == new.required && self.old.shown(old.ty) == self.new.shown(new.ty)
    }

    fn attribute_draft(&self, kind: &'static str, key: &str, attribute: &AttributeUse, what: String) -> Draft {
        let local = attribute.name.local();
        let path = format!("{}/@{local}", key.trim_end_matches('#'));
        Draft::new(kind, Subject::Type(key.to_owned(), Some(local.to_owned())), path, what)
    }

    fn attribute_removed(&mut self, key: &str, attribute: &AttributeUse, renamed: Option<&AttributeUse>) {
        let (local, word) = (attribute.name.local(), use_word(attribute.required));
        let what = format!("attribute {local} ({word}, {}) is removed", self.old.shown(attribute.ty));
        let servers = if attribute.required { (Class::Breaking, LACKING) } else { ACCEPTED };
        let readers = (Class::Conditional, "lenient reading skips it, strict reading refuses it");
        let draft = self.attribute_draft("attribute-removed", key, attribute, what);
        let mut draft = draft.judged(Judgement { readers, servers }).places(self.old.place(attribute.span), None);
        draft.change.perhaps_renamed = renamed.map(|other| other.name.local().to_owned());
        self.drafts.push(draft);
    }

    fn attribute_added(&mut self, key: &str, attribute: &AttributeUse, renamed: Option<&AttributeUse>) {
        let (local, word) = (attribute.name.local(), use_word(attribute.required));
        let what = format!("attribute {local} ({word}, {}) is added", self.new.shown(attribute.ty));
        let (readers, servers) = if attribute.required {
            ((Class::Breaking, LACKING), (Class::Breaking, "every message carries it and is refused"))
        } else {
            (ACCEPTED, (Class::Conditional, SENDING))
        };
        let draft = self.attribute_draft("attribute-added", key, attribute, what);
        let mut draft = draft.judged(Judgement { readers, servers }).places(None, self.new.place(attribute.span));
        draft.change.perhaps_renamed = renamed.map(|other| other.name.local().to_owned());
        self.drafts.push(draft);
    }

    /// An attribute that both have.
    fn attribute(&mut self, key: &str, old: &AttributeUse, new: &AttributeUse) {
        let local = old.name.local();
        let places = |draft: Draft, this: &Self| draft.places(this.old.place(old.span), this.new.place(new.span));
        if old.required != new.required {
            let (is, was) = (use_word(new.required), use_word(old.required));
            let what = format!("attribute {local} is {is}, was {was}");
            let judgement = if new.required {
                Judgement { readers: (Class::Breaking, LACKING), servers: ACCEPTED }
            } else {
                Judgement { readers: ACCEPTED, servers: (Class::Conditional, LACKING) }
            };
            let draft = self.attribute_draft("attribute-use-changed", key, old, what).judged(judgement);
            self.drafts.push(places(draft, self));
        }
        if self.old.key(old.ty) != self.new.key(new.ty) {
            let what = format!("attribute {local} is {}, was {}", self.new.shown(new.ty), self.old.shown(old.ty));
            let judgement = self.retyped(old.ty, new.ty);
            let draft = self.attribute_draft("attribute-type-changed", key, old, what).judged(judgement);
            self.drafts.push(places(draft, self));
        }
        let optional = !old.required && !new.required;
        let defaults = Pair { old: &old.default, new: &new.default };
        // A default means something only where the attribute may be left out.
        let default = default_changed(local, defaults).filter(|_| optional);
        let fixed = fixed_changed(local, Pair { old: &old.fixed, new: &new.fixed });
        for found in default.into_iter().chain(fixed) {
            let what = format!("attribute {}", found.sentence);
            let draft = self.attribute_draft(found.kind, key, old, what).judged(found.judgement);
            self.drafts.push(places(draft, self));
        }
    }

    /// The attribute wildcard.
    pub(super) fn any_attribute(&mut self, key: &str, wildcards: Pair<Option<&Wildcard>>) {
        let Pair { old, new } = wildcards;
        let path = format!("{}/@*", key.trim_end_matches('#'));
        let subject = Subject::Type(key.to_owned(), None);
        let narrowed =
            (Class::Conditional, "attributes that are no longer admitted are skipped, or refused by strict reading");
        let widened = (Class::Conditional, "messages with other attributes are refused");
        let (what, readers, servers) = match (old, new) {
            (None, None) => return,
            (Some(_), None) => ("other attributes are no longer admitted", narrowed, ACCEPTED),
            (None, Some(_)) => ("other attributes are admitted", ACCEPTED, widened),
            (Some(old), Some(new)) => {
                let before = model::constraint(self.old, &old.namespaces);
                let after = model::constraint(self.new, &new.namespaces);
                if before == after && old.process == new.process {
                    return;
                }
                let widens = after.union(&before).as_ref() == Some(&after);
                let narrows = after.union(&before).as_ref() == Some(&before);
                let readers = if widens { ACCEPTED } else { narrowed };
                ("the attribute wildcard admits others", readers, if narrows { ACCEPTED } else { widened })
            }
        };
        let draft = Draft::new("attribute-wildcard-changed", subject, path, what.to_owned());
        let mut draft = draft.judged(Judgement { readers, servers });
        if let (Some(old), Some(new)) = (old, new) {
            draft = processed(draft, old.process, new.process);
        }
        let (from, to) = (old.and_then(|old| old.span), new.and_then(|new| new.span));
        self.drafts.push(draft.places(self.old.place(from), self.new.place(to)));
    }
}

/// What becomes of an attribute or element whose default changes.
pub(super) fn default_changed(local: &str, values: Pair<&Option<String>>) -> Option<Finding> {
    let Pair { old: was, new: is } = values.map(shown);
    let readers = (Class::Conditional, "what is left out stands for another value");
    let servers = (Class::Conditional, "what is left out stands for another value there");
    let what = format!("{local}: the default is {is}, was {was}");
    values.differs().then(|| Finding::new("default-changed", what, Judgement { readers, servers }))
}

/// What becomes of one whose fixed value changes.
pub(super) fn fixed_changed(local: &str, values: Pair<&Option<String>>) -> Option<Finding> {
    let Pair { old: was, new: is } = values.map(shown);
    let unless_none = |value: &Option<String>, reason| match value {
        None => ACCEPTED,
        Some(_) => (Class::Conditional, reason),
    };
    let readers = unless_none(values.new, "strict reading refuses other values");
    let servers = unless_none(values.old, "other values are refused");
    let what = format!("{local}: the fixed value is {is}, was {was}");
    values.differs().then(|| Finding::new("fixed-changed", what, Judgement { readers, servers }))
}

fn shown(value: &Option<String>) -> String {
    value.as_ref().map_or_else(|| "none".to_owned(), |value| format!("\"{value}\""))
}

/// Adds what it means that the matches of a wildcard are checked otherwise.
pub(super) fn processed(draft: Draft, old: ProcessContents, new: ProcessContents) -> Draft {
    let (stricter, laxer) = ((Class::Conditional, "what it admits is checked more strictly"), UNAFFECTED);
    match new.cmp(&old) {
        std::cmp::Ordering::Equal => draft,
        std::cmp::Ordering::Less => draft.judged(Judgement { readers: stricter, servers: laxer }),
        std::cmp::Ordering::Greater => draft.judged(Judgement { readers: laxer, servers: stricter }),
    }
}

fn use_word(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// The only one of the others that has no counterpart, if this is the only one here.
fn substitute<'a>(
    own: &AttributeUse,
    all: &[&'a AttributeUse],
    others: &[&'a AttributeUse],
    same: &dyn Fn(&AttributeUse, &AttributeUse) -> bool,
) -> Option<&'a AttributeUse> {
    let mut alone = all.iter().filter(|one| !others.iter().any(|other| same(one, other)));
    let mut free = others.iter().filter(|other| !all.iter().any(|one| same(one, other)));
    match (alone.next(), alone.next(), free.next(), free.next()) {
        (Some(only), None, Some(other), None) if only.name == own.name => Some(other),
        _ => None,
    }
}

/// The attributes as `attributes` lists them.
pub(super) fn listed<'a>(side: &super::Side<'a>, id: TypeId) -> Vec<&'a AttributeUse> {
    let contract: &'a crate::ir::Contract = side.contract;
    contract.ty(id).as_complex().map(|ty| crate::table::complex::attributes(contract, id, ty)).unwrap_or_default()
}
