//! Since which version each part of a contract is there: the versions compared.
//!
//! In: the contracts of the versions, the oldest first. Out: the same; each lists all versions, and elements, attributes, types, values,
//! operations and headers that the first version does not have say since when they are there, unless what they stand in says so already.
//!
//! ```text
//! complex t:GroupType
//!   element t:Colour xs:string 0..1 since=Exchange2016
//! ```
//!
//! A part is known by its kind and name and by the named parts it stands in, so that a move between a sequence and a choice changes
//! nothing. A type under a new name is compared with the type that the elements had which have it now.

mod parts;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use soap_runtime::contract::Contract;

use parts::{Part, joined};

/// Dates the parts of the versions of a contract, each with its label.
pub(crate) fn date<'c>(versions: impl IntoIterator<Item = (&'c str, &'c mut Contract)>) {
    let mut versions: Vec<_> = versions.into_iter().collect();
    let labels: Vec<Box<str>> = versions.iter().map(|(label, _)| (*label).into()).collect();
    let mut before = Facts::default();
    for (index, (_, contract)) in versions.iter_mut().enumerate() {
        let mut facts = Facts::read(contract);
        facts.date(index, &before);
        parts::each(contract, &mut |part| {
            if let Some(since) = part.since {
                *since = facts.stated(&part.owner, &part.step).map_or(0, |since| since as u32);
            }
        });
        contract.versions = Some(labels.clone());
        before = facts;
    }
}

/// What is known of the parts of one version.
#[derive(Default)]
struct Facts {
    /// What each part that can be dated stands in, and its own step.
    parts: Vec<(String, String)>,
    /// The version since which each key exists.
    since: BTreeMap<String, usize>,
    /// The type of each element, by key.
    types: BTreeMap<String, String>,
    /// What each type is derived from.
    bases: BTreeMap<String, String>,
    /// The types that have another name than before.
    renamed: BTreeMap<String, String>,
}

impl Facts {
    fn read(contract: &mut Contract) -> Self {
        let mut facts = Self::default();
        parts::each(contract, &mut |part| facts.add(part));
        facts
    }

    fn add(&mut self, part: Part<'_>) {
        let key = joined(&part.owner, &part.step);
        self.types.extend(part.ty.map(|ty| (key.clone(), ty)));
        self.bases.extend(part.base.map(|base| (key, base)));
        self.parts.extend(part.since.map(|_| (part.owner, part.step)));
    }

    /// Finds since when each part is there.
    fn date(&mut self, index: usize, before: &Self) {
        self.renamed = self.renamed(before);
        for (owner, step) in &self.parts {
            let known = before.find(owner, step).or_else(|| before.find(&self.former(owner)?, step));
            self.since.insert(joined(owner, step), known.unwrap_or(index));
        }
    }

    /// What something was called before the type it stands in got its name.
    fn former(&self, owner: &str) -> Option<String> {
        let ends = owner.match_indices('/').map(|(at, _)| at).chain([owner.len()]);
        let mut found = ends.rev().filter_map(|end| Some((self.renamed.get(owner.get(..end)?)?, owner.get(end..)?)));
        found.next().map(|(former, below)| format!("{former}{below}"))
    }

    /// Since when something is there, in a type or one it is derived from.
    fn find(&self, owner: &str, step: &str) -> Option<usize> {
        let mut owner = owner.to_owned();
        for _ in 0..=self.bases.len() {
            if let Some(since) = self.since.get(&joined(&owner, step)) {
                return Some(*since);
            }
            owner = self.bases.get(&owner)?.clone();
        }
        None
    }

    /// The types under new names, with the names that the types of their elements had before. A type that is defined in place
    /// is known by the element's key.
    fn renamed(&self, before: &Self) -> BTreeMap<String, String> {
        let place = |key: &str, ty: &str| if ty == "*" { format!("{key}/complex") } else { ty.to_owned() };
        let changed = self.types.iter().filter_map(|(key, now)| {
            let then = before.types.get(key).filter(|then| *then != now)?;
            Some((place(key, now), place(key, then)))
        });
        changed.filter(|(now, _)| !before.since.contains_key(now)).collect()
    }

    /// The version to state on a part, if it is not the first, nor that of what the part stands in.
    fn stated(&self, owner: &str, step: &str) -> Option<usize> {
        let mut outer = owner;
        let mut stated = 0;
        while !outer.is_empty() {
            if !self.renamed.contains_key(outer) {
                stated = stated.max(self.since.get(outer).copied().unwrap_or(0));
            }
            outer = outer.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
        let since = self.since.get(&joined(owner, step)).copied()?;
        (since > stated).then_some(since)
    }
}
