//! Since when: a sentence in the documentation of everything that the first version does not have.
//!
//! A thing that goes and comes back counts from when it came back.

use std::collections::BTreeMap;

use super::{Versions, visit};
use crate::plan::Plan;

/// The version in which each thing first appeared, by module, item and part.
type Since = BTreeMap<(String, String, String), usize>;

/// Adds the sentences.
pub(super) fn document(all: &mut Versions) {
    let labels: Vec<String> = all.versions.iter().map(|version| version.label.clone()).collect();
    let mut before = Since::new();
    for (index, version) in all.versions.iter_mut().enumerate() {
        let mut now = Since::new();
        let mut add = |place: (&str, &str), part: String, owner: usize, docs: &mut Vec<String>| {
            let key = (place.0.to_owned(), place.1.to_owned(), part);
            let since = before.get(&key).copied().unwrap_or(index);
            now.insert(key, since);
            if let Some(label) = labels.get(since).filter(|_| since > owner) {
                say(docs, label);
            }
            since
        };
        items(&mut version.output.plan, &mut add);
        services(&mut version.output.plan, &mut add);
        before = now;
    }
}

/// Takes a place, a part of it, since when its owner exists, and its documentation; gives since when it exists itself.
type Add<'a> = dyn FnMut((&str, &str), String, usize, &mut Vec<String>) -> usize + 'a;

fn items(plan: &mut Plan, add: &mut Add<'_>) {
    let modules = &plan.modules;
    for item in &mut plan.items {
        let module = modules.get(item.module).map_or("", |module| module.name.as_str());
        let place = (module, item.name.as_str());
        let owner = add(place, String::new(), 0, &mut item.docs);
        let is_enumeration = matches!(item.kind, crate::plan::ItemKind::Enumeration(_));
        visit::parts(&mut item.kind, &mut |part, docs| {
            let shown = format!("`{part}`.");
            let is_silent = docs.is_empty() && is_enumeration;
            add(place, part, owner, docs);
            // A value without words of its own is shown by its text, unless there are other words.
            if is_silent && let Some(first) = docs.first_mut() {
                *first = format!("{shown} {first}");
            }
        });
    }
    visit::parts_of_choice(&mut plan.document, &mut |part, docs| {
        add(("", "document"), part, 0, docs);
    });
}

fn services(plan: &mut Plan, add: &mut Add<'_>) {
    for port_type in &mut plan.port_types {
        let place = ("", port_type.name.as_str());
        let owner = add(place, String::new(), 0, &mut port_type.docs);
        for operation in &mut port_type.operations {
            let owner = add(place, operation.name.clone(), owner, &mut operation.docs);
            if let Some(error) = &mut operation.error {
                let place = ("", error.name.as_str());
                for fault in &mut error.faults {
                    add(place, fault.variant.clone(), owner, &mut fault.docs);
                }
            }
        }
        for headers in port_type.headers_mut() {
            let place = ("", headers.name.as_str());
            for field in &mut headers.fields {
                add(place, field.variant.clone(), owner, &mut field.docs);
            }
        }
    }
}

fn say(docs: &mut Vec<String>, label: &str) {
    let sentence = format!("Since {label}.");
    match docs.last_mut().filter(|last| last.ends_with(['.', '!', '?', ')'])) {
        Some(last) => *last = format!("{last} {sentence}"),
        None => docs.push(sentence),
    }
}
