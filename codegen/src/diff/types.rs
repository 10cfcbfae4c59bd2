//! Changes of types: which there are, and what kind each is.

use super::Comparison;
use super::change::{Class, Draft, Subject};
use super::judge::{ACCEPTED, Finding, Judgement, UNAFFECTED};
use super::model::Node;
use super::pair::Pair;
use super::side::Side;
use crate::ir::{Type, TypeId};

impl Comparison<'_> {
    /// All types, by key. Anonymous types that only one contract has are told of where they are used.
    pub(super) fn types(&mut self) {
        let (before, after) = (&self.old.types, &self.new.types);
        let named = |key: &str| !key.ends_with('#');
        for (key, old) in before {
            match after.get(key) {
                Some(new) => self.ty(key, Pair { old: *old, new: *new }),
                None if named(key) => self.type_removed(key, *old),
                None => {}
            }
        }
        for (key, new) in after.iter().filter(|(key, _)| named(key) && !before.contains_key(*key)) {
            self.type_added(key, *new);
        }
    }

    fn type_removed(&mut self, key: &str, old: TypeId) {
        let what = format!("{} {key} is removed", kind(self.old, old));
        let draft = Draft::new("type-removed", Subject::Type(key.to_owned(), None), key.to_owned(), what);
        let mut draft = draft.places(self.old.place(self.old.contract.ty(old).span()), None);
        draft.change.perhaps_renamed = twin(self.old, old, self.new);
        self.drafts.push(draft);
    }

    fn type_added(&mut self, key: &str, new: TypeId) {
        let what = format!("{} {key} is added", kind(self.new, new));
        let draft = Draft::new("type-added", Subject::Type(key.to_owned(), None), key.to_owned(), what);
        let mut draft = draft.places(None, self.new.place(self.new.contract.ty(new).span()));
        draft.change.perhaps_renamed = twin(self.new, new, self.old);
        self.drafts.push(draft);
    }

    fn ty(&mut self, key: &str, ids: Pair<TypeId>) {
        let Pair { old, new } = ids;
        match (self.old.contract.ty(old), self.new.contract.ty(new)) {
            (Type::Simple(_), Type::Simple(_)) => self.simple(key, ids),
            (Type::Complex(_), Type::Complex(_)) => self.complex(key, ids),
            _ => {
                let what = format!("it is a {}, was a {}", kind(self.new, new), kind(self.old, old));
                let judgement = self.retyped(old, new);
                self.type_draft(key, ids, Finding::new("type-kind-changed", what, judgement));
            }
        }
        self.derived(key, old, new);
    }

    /// The types that `xsi:type` may name where one of this type is expected.
    fn derived(&mut self, key: &str, old: TypeId, new: TypeId) {
        let usable = self.old.is_element_type(old) || self.new.is_element_type(new);
        let names = |side: &Side<'_>, id: TypeId| {
            let derived = side.contract.derived_types(id).into_iter();
            derived.filter(|id| side.contract.ty(*id).name().is_some()).map(|id| side.key(id)).collect::<Vec<_>>()
        };
        let complex = self.old.contract.ty(old).as_complex().is_some();
        if !usable || !complex {
            return;
        }
        let (before, after) = (names(self.old, old), names(self.new, new));
        let is_abstract = self.new.contract.ty(new).as_complex().is_none_or(|ty| ty.is_abstract);
        let member = |derived: &str| derived.rsplit(['}', ':']).next().map(str::to_owned);
        let mut push = |kind, derived: &str, what, judgement| {
            let subject = Subject::Type(key.to_owned(), member(derived));
            let places = (self.old.contract.ty(old).span(), self.new.contract.ty(new).span());
            let draft = Draft::new(kind, subject, key.to_owned(), what).judged(judgement);
            self.drafts.push(draft.places(self.old.place(places.0), self.new.place(places.1)));
        };
        for gone in before.iter().filter(|name| !after.contains(name)) {
            let what = format!("{gone} may no longer stand here (xsi:type)");
            let readers = if is_abstract {
                (Class::Breaking, "messages in which it does are refused")
            } else {
                (Class::Conditional, "lenient reading skips what it adds, strict reading refuses it")
            };
            push("derived-type-removed", gone, what, Judgement { readers, servers: ACCEPTED });
        }
        for come in after.iter().filter(|name| !before.contains(name)) {
            let what = format!("{come} may stand here (xsi:type)");
            let servers = (Class::Conditional, "messages in which it does are refused");
            push("derived-type-added", come, what, Judgement { readers: ACCEPTED, servers });
        }
    }

    /// Adds a change of a type itself.
    pub(super) fn type_draft(&mut self, key: &str, ids: Pair<TypeId>, found: Finding) {
        let shown = key.trim_end_matches('#').to_owned();
        let draft = Draft::new(found.kind, Subject::Type(key.to_owned(), None), shown, found.sentence);
        let draft = draft.judged(found.judgement);
        let (old, new) = (self.old.contract.ty(ids.old).span(), self.new.contract.ty(ids.new).span());
        self.drafts.push(draft.places(self.old.place(old), self.new.place(new)));
    }

    /// A change that only bears on how types may be derived, or on nothing that messages show.
    pub(super) const SILENT: Judgement = Judgement { readers: UNAFFECTED, servers: UNAFFECTED };
}

fn kind(side: &Side<'_>, id: TypeId) -> &'static str {
    match side.contract.ty(id) {
        Type::Simple(_) => "simple type",
        Type::Complex(_) => "complex type",
    }
}

/// The only type of the same shape that the other side has and this one has not.
fn twin(side: &Side<'_>, id: TypeId, other: &Side<'_>) -> Option<String> {
    let shape = shape(side, id);
    let mut free = other
        .types
        .iter()
        .filter(|(key, ty)| !key.ends_with('#') && !side.types.contains_key(*key) && self::shape(other, **ty) == shape);
    match (free.next(), free.next()) {
        (Some((key, _)), None) => Some(key.clone()),
        _ => None,
    }
}

/// What a type is but for its name.
fn shape(side: &Side<'_>, id: TypeId) -> String {
    let base = side.contract.base_of(id).map(|base| side.key(base)).unwrap_or_default();
    match side.contract.ty(id) {
        Type::Simple(simple) => {
            let facets: Vec<_> = simple.facets.iter().map(|facet| format!("{:?}", facet.value)).collect();
            format!("simple {base} {}", facets.join(" "))
        }
        Type::Complex(_) => {
            let attributes: Vec<_> = side
                .contract
                .attributes(id)
                .into_iter()
                .map(|attribute| format!("@{} {} {}", attribute.name, attribute.required, side.shown(attribute.ty)))
                .collect();
            let node = Node::of(side, side.contract.content(id).particle());
            let ids = side.contract.content_elements(id).into_iter();
            let types: Vec<_> = ids.map(|id| side.shown(side.contract.element(id).ty)).collect();
            format!("complex {base} {} {} {}", attributes.join(" "), node.shown(), types.join(" "))
        }
    }
}
