//! Changes of simple types: facets one by one, and what a type is made of.

use std::collections::BTreeMap;

use super::Comparison;
use super::change::{Class, Draft, Subject};
use super::judge::{ACCEPTED, Finding, Judgement, values_judgement};
use super::pair::Pair;
use super::side::Side;
use crate::ir::{Builtin, Facet, FacetValue, SimpleType, TypeId, Variety};

const NO_LONGER: (Class, &str) =
    (Class::Conditional, "lenient reading keeps what it no longer admits, strict reading refuses it");
const NOT_YET: (Class, &str) = (Class::Conditional, "values that it did not admit are refused");
const TIGHTER: Judgement = Judgement { readers: NO_LONGER, servers: ACCEPTED };
const LOOSER: Judgement = Judgement { readers: ACCEPTED, servers: NOT_YET };
const OTHER: Judgement = Judgement { readers: NO_LONGER, servers: NOT_YET };

impl Comparison<'_> {
    pub(super) fn simple(&mut self, key: &str, ids: Pair<TypeId>) {
        let Pair { old, new } = ids;
        let (Some(before), Some(after)) =
            (self.old.contract.ty(old).as_simple(), self.new.contract.ty(new).as_simple())
        else {
            return;
        };
        let (was, is) = (made(self.old, before), made(self.new, after));
        let whole = values_judgement(self.old.typed(old), self.new.typed(new));
        if was != is {
            let what = format!("it is {is}, was {was}");
            self.type_draft(key, ids, Finding::new("simple-type-changed", what, whole));
        }
        self.enumeration(key, Pair { old: before, new: after }, whole);
        self.facets(key, Pair { old: before, new: after }, whole);
    }

    fn enumeration(&mut self, key: &str, types: Pair<&SimpleType>, whole: Judgement) {
        let (before, after) = (listed(types.old), listed(types.new));
        let lists = (!before.is_empty(), !after.is_empty());
        let gone: Vec<_> = before.iter().filter(|(text, _)| !after.iter().any(|(other, _)| other == text)).collect();
        let come: Vec<_> = after.iter().filter(|(text, _)| !before.iter().any(|(other, _)| other == text)).collect();
        let rename = gone.len() == 1 && come.len() == 1 && position(&before, gone[0].0) == position(&after, come[0].0);
        for (text, facet) in &gone {
            // Without any values listed, all are admitted.
            let judgement = if lists.1 { TIGHTER } else { LOOSER };
            let draft = self.value("enumeration-value-removed", key, text, format!("value {text} is no longer listed"));
            let mut draft = draft.judged(judgement.within(whole)).places(self.old.place(facet.span), None);
            draft.change.perhaps_renamed = rename.then(|| come.first().map(|(text, _)| (*text).to_owned())).flatten();
            self.drafts.push(draft);
        }
        for (text, facet) in &come {
            let judgement = if lists.0 { LOOSER } else { TIGHTER };
            let draft = self.value("enumeration-value-added", key, text, format!("value {text} is listed"));
            let mut draft = draft.judged(judgement.within(whole)).places(None, self.new.place(facet.span));
            draft.change.perhaps_renamed = rename.then(|| gone.first().map(|(text, _)| (*text).to_owned())).flatten();
            self.drafts.push(draft);
        }
        let kept = |all: &[(&str, &Facet)], others: &[(&str, &Facet)]| {
            let kept = all.iter().filter(|(text, _)| position(others, text).is_some());
            kept.map(|(text, _)| (*text).to_owned()).collect::<Vec<_>>()
        };
        if kept(&before, &after) != kept(&after, &before) {
            let shown = key.trim_end_matches('#').to_owned();
            let what = "the values are listed in another order".to_owned();
            let draft = Draft::new("enumeration-reordered", Subject::Type(key.to_owned(), None), shown, what);
            let place = |facets: &[(&str, &Facet)]| facets.first().and_then(|(_, facet)| facet.span);
            self.drafts.push(draft.places(self.old.place(place(&before)), self.new.place(place(&after))));
        }
    }

    fn value(&self, kind: &'static str, key: &str, text: &str, what: String) -> Draft {
        let path = format!("{} = {text}", key.trim_end_matches('#'));
        Draft::new(kind, Subject::Type(key.to_owned(), Some(text.to_owned())), path, what)
    }

    fn facets(&mut self, key: &str, types: Pair<&SimpleType>, whole: Judgement) {
        let Pair { old, new } = types;
        let (before, after) = (constraints(old), constraints(new));
        let names: std::collections::BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for name in names {
            let (was, is) = (before.get(name), after.get(name));
            let texts = |facets: Option<&Vec<&Facet>>| {
                facets.map(|all| all.iter().map(|f| f.value.lexical()).collect::<Vec<_>>())
            };
            if texts(was) == texts(is) {
                continue;
            }
            let shown =
                |facets: Option<&Vec<&Facet>>| texts(facets).map_or_else(|| "none".to_owned(), |all| all.join(" or "));
            let what = format!("{name} is {}, was {}", shown(is), shown(was));
            let judgement = direction(was, is).within(whole);
            let subject = Subject::Type(key.to_owned(), None);
            let draft = Draft::new("facet-changed", subject, key.trim_end_matches('#').to_owned(), what);
            let span = |facets: Option<&Vec<&Facet>>| facets.and_then(|all| all.first()).and_then(|facet| facet.span);
            let places = (span(was).or(old.span), span(is).or(new.span));
            self.drafts.push(draft.judged(judgement).places(self.old.place(places.0), self.new.place(places.1)));
        }
    }
}

/// What a simple type is made of.
fn made(side: &Side<'_>, simple: &SimpleType) -> String {
    let any_simple = side.contract.builtin(Builtin::AnySimpleType);
    let base = simple.base.unwrap_or(any_simple);
    // An anonymous type is named by its place, so that a change of it is told there.
    let named = |id: TypeId| side.key(id).trim_end_matches('#').to_owned();
    match &simple.variety {
        Variety::List(item) if base == any_simple => format!("a list of {}", named(*item)),
        Variety::Union(members) if base == any_simple => {
            format!("a union of {}", members.iter().map(|id| named(*id)).collect::<Vec<_>>().join(", "))
        }
        _ => format!("a restriction of {}", named(base)),
    }
}

fn listed(simple: &SimpleType) -> Vec<(&str, &Facet)> {
    let text = |facet: &'_ Facet| matches!(facet.value, FacetValue::Enumeration(_));
    let all = simple.facets.iter().filter(|facet| text(facet));
    all.filter_map(|facet| match &facet.value {
        FacetValue::Enumeration(text) => Some((text.as_str(), facet)),
        _ => None,
    })
    .collect()
}

fn position(all: &[(&str, &Facet)], text: &str) -> Option<usize> {
    all.iter().position(|(other, _)| *other == text)
}

/// The facets but for enumeration, by name.
fn constraints(simple: &SimpleType) -> BTreeMap<&'static str, Vec<&Facet>> {
    let mut found: BTreeMap<&'static str, Vec<&Facet>> = BTreeMap::new();
    for facet in &simple.facets {
        if !matches!(facet.value, FacetValue::Enumeration(_)) {
            found.entry(facet.value.name()).or_default().push(facet);
        }
    }
    found
}

/// Whether a facet admits less or more than before.
fn direction(old: Option<&Vec<&Facet>>, new: Option<&Vec<&Facet>>) -> Judgement {
    let first = |facets: Option<&Vec<&Facet>>| facets.and_then(|all| all.first()).map(|facet| facet.value.clone());
    match (first(old), first(new)) {
        (Some(FacetValue::WhiteSpace(_)), _) | (_, Some(FacetValue::WhiteSpace(_))) => OTHER,
        (None, Some(_)) => TIGHTER,
        (Some(_), None) => LOOSER,
        (Some(old), Some(new)) => match growth(&old, &new) {
            Some(true) => LOOSER,
            Some(false) => TIGHTER,
            None => OTHER,
        },
        (None, None) => OTHER,
    }
}

/// Whether the new value of a facet admits more; `None` where that is not plain to see.
fn growth(old: &FacetValue, new: &FacetValue) -> Option<bool> {
    let greater = |old: &str, new: &str| {
        let order = Builtin::Decimal.compare(old.trim(), new.trim())?;
        Some(order == std::cmp::Ordering::Less)
    };
    match (old, new) {
        (FacetValue::MinLength(old), FacetValue::MinLength(new)) => Some(new < old),
        (FacetValue::MaxLength(old), FacetValue::MaxLength(new))
        | (FacetValue::TotalDigits(old), FacetValue::TotalDigits(new))
        | (FacetValue::FractionDigits(old), FacetValue::FractionDigits(new)) => Some(new > old),
        (FacetValue::MinInclusive(old), FacetValue::MinInclusive(new))
        | (FacetValue::MinExclusive(old), FacetValue::MinExclusive(new)) => greater(old, new).map(|up| !up),
        (FacetValue::MaxInclusive(old), FacetValue::MaxInclusive(new))
        | (FacetValue::MaxExclusive(old), FacetValue::MaxExclusive(new)) => greater(old, new),
        _ => None,
    }
}
