//! Since which version each fact holds: the tables of several versions of one contract compared line by line.
//!
//! In: the tables of the versions, the oldest first. Out: the same tables, in version 2 of the grammar: each lists all versions, and
//! lines about elements, attributes, types, values, operations and headers that the first version does not have say since when they
//! are there, unless what they stand in says so already.
//!
//! ```text
//! complex t:GroupType
//!   element t:Colour xs:string 0..1 since=Exchange2016
//! ```
//!
//! A line is known by its keyword and name and by the named lines above it, so that a move between a sequence and a choice changes
//! nothing. A type under a new name is compared with the type that the elements had which have it now.

use std::collections::BTreeMap;

use super::lines::quoted;

/// The first line of a table that lists versions.
const HEAD: &str = "# contract table, version 2";

/// The tables with what each version adds.
pub(crate) fn annotate(versions: &[(String, String)]) -> Vec<String> {
    let labels: Vec<&str> = versions.iter().map(|(label, _)| label.as_str()).collect();
    let mut before = Facts::default();
    let mut annotated = Vec::new();
    for (index, (_, table)) in versions.iter().enumerate() {
        let mut facts = Facts::read(table);
        facts.date(index, &before);
        annotated.push(facts.written(&labels));
        before = facts;
    }
    annotated
}

/// The lines of a table, and what is known of those that have a name.
#[derive(Default)]
struct Facts {
    lines: Vec<Fact>,
    /// The version since which each key exists.
    since: BTreeMap<String, usize>,
    /// The type of each element, by key.
    types: BTreeMap<String, String>,
    /// What each type is derived from.
    bases: BTreeMap<String, String>,
    /// The types that have another name than before.
    renamed: BTreeMap<String, String>,
}

/// A line.
struct Fact {
    text: String,
    /// The key of what it stands in, and its own step; none for lines without a name.
    key: Option<(String, String)>,
    is_value: bool,
}

impl Facts {
    fn read(table: &str) -> Self {
        let mut facts = Self::default();
        let mut prefixes = Prefixes::new();
        let mut open: Vec<(usize, String)> = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let content = line.trim_start_matches(' ');
            let depth = line.len() - content.len();
            open.retain(|(outer, _)| *outer < depth);
            let (keyword, rest) = content.split_once(' ').unwrap_or((content, ""));
            if let ("namespace", Some((prefix, uri))) = (keyword, rest.split_once(' ')) {
                prefixes.insert(prefix, uri);
            }
            let owner = open.last().map_or("", |(_, key)| key.as_str()).to_owned();
            let (step, is_named) = step(keyword, rest, depth, &prefixes);
            if let Some(step) = &step {
                let key = joined(&owner, step);
                facts.refer(&key, keyword, rest, &prefixes);
                open.push((depth, key));
            }
            let key = step.filter(|_| is_named).map(|step| (owner, step));
            facts.lines.push(Fact { text: line.to_owned(), key, is_value: keyword == "value" });
        }
        facts
    }

    /// Keeps the type of an element and the base of a type.
    fn refer(&mut self, key: &str, keyword: &str, rest: &str, prefixes: &Prefixes<'_>) {
        let mut words = rest.split(' ').skip(1);
        match (keyword, words.next()) {
            ("element", Some(ty)) => drop(self.types.insert(key.to_owned(), expanded(ty, prefixes))),
            ("complex", Some("extends" | "restricts")) => {
                let base = words.next().map(|base| expanded(base, prefixes));
                self.bases.extend(base.map(|base| (key.to_owned(), base)));
            }
            _ => {}
        }
    }

    /// Finds since when each line is there.
    fn date(&mut self, index: usize, before: &Self) {
        self.renamed = self.renamed(before);
        for line in &self.lines {
            let Some((owner, step)) = &line.key else { continue };
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

    fn written(&self, labels: &[&str]) -> String {
        let mut text = format!("{HEAD}\n");
        labels.iter().for_each(|label| text.push_str(&format!("version {}\n", super::lines::text(label))));
        for line in &self.lines {
            match self.since_of(line).and_then(|since| labels.get(since)) {
                Some(label) if line.is_value => {
                    text.push_str(&format!("{}{}\n", quoted_value(&line.text), fact(label)));
                }
                Some(label) => text.push_str(&format!("{}{}\n", line.text, fact(label))),
                None => text.push_str(&format!("{}\n", line.text)),
            }
        }
        text
    }

    /// The version to state on a line, if it is not the first, nor that of what the line stands in.
    fn since_of(&self, line: &Fact) -> Option<usize> {
        let (owner, step) = line.key.as_ref()?;
        let mut outer = owner.as_str();
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

/// Namespaces by prefix.
type Prefixes<'t> = BTreeMap<&'t str, &'t str>;

/// The step of a line on the way to those below it, and whether the line is one that can say since when it is there.
fn step(keyword: &str, rest: &str, depth: usize, prefixes: &Prefixes<'_>) -> (Option<String>, bool) {
    let name = rest.split(' ').next().unwrap_or("");
    match keyword {
        "operation" | "element" | "attribute" | "ref" | "header" => {
            (Some(format!("{keyword} {}", expanded(name, prefixes))), true)
        }
        "complex" | "simple" if depth == 0 => (Some(expanded(name, prefixes)), true),
        "complex" | "simple" | "input" | "output" => (Some(keyword.to_owned()), false),
        "value" => (Some(rest.to_owned()), true),
        _ => (None, false),
    }
}

/// A key below another one.
fn joined(owner: &str, step: &str) -> String {
    let step = step.replace('/', "|");
    match (owner, step.as_str()) {
        ("", step) => step.to_owned(),
        (owner, "") => owner.to_owned(),
        (owner, step) => format!("{owner}/{step}"),
    }
}

/// `t:Name` as `{uri}Name`.
fn expanded(name: &str, prefixes: &Prefixes<'_>) -> String {
    match name.split_once(':').and_then(|(prefix, local)| Some((prefixes.get(prefix)?, local))) {
        Some((uri, local)) => format!("{{{}}}{local}", uri.replace('/', "|")),
        None => name.to_owned(),
    }
}

fn fact(label: &str) -> String {
    let is_plain = label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    if is_plain && !label.is_empty() { format!(" since={label}") } else { format!(" since={}", quoted(label)) }
}

/// A line `value TEXT` with the text in quotation marks, so that more can follow.
fn quoted_value(line: &str) -> String {
    match line.split_once("value ") {
        Some((indent, value)) if !value.starts_with('"') => format!("{indent}value {}", quoted(value)),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(tables: &[&str]) -> String {
        let head = "# contract table, version 1\nnamespace t urn:t\n";
        let versions: Vec<(String, String)> =
            (1..).zip(tables).map(|(number, table)| (format!("v{number}"), format!("{head}{table}"))).collect();
        let text = annotate(&versions).pop().unwrap_or_default();
        let lists = versions.iter().map(|(label, _)| format!("version {label}\n")).collect::<String>();
        let head = format!("{HEAD}\n{lists}namespace t urn:t\n");
        assert!(text.starts_with(&head), "{text}");
        text[head.len()..].to_owned()
    }

    #[test]
    fn what_is_new_says_since_when() {
        let old = "element t:A t:AT\ncomplex t:AT\n  sequence 0..*\n    element t:X xs:int\n  attribute a xs:int\n\
                   simple t:S restricts xs:string\n  value One\n";
        let new = "element t:A t:AT\nelement t:B xs:int\ncomplex t:AT\n  choice\n    element t:X xs:int\n    element t:Y *\n      \
                   complex\n        element t:Z xs:int\n  attribute a xs:int\n  attribute b xs:int required\n\
                   simple t:S restricts xs:string\n  value One\n  value Two words\n";
        let expected = "element t:A t:AT\nelement t:B xs:int since=v2\ncomplex t:AT\n  choice\n    element t:X xs:int\n    \
                        element t:Y * since=v2\n      complex\n        element t:Z xs:int\n  attribute a xs:int\n  \
                        attribute b xs:int required since=v2\nsimple t:S restricts xs:string\n  value One\n  \
                        value \"Two words\" since=v2\n";
        assert_eq!(last(&[old, new]), expected);
        assert_eq!(last(&[old, new, new]), expected);
    }

    #[test]
    fn nothing_new_says_nothing() {
        let table = "element t:A t:AT\ncomplex t:AT\n  element t:X xs:int\n";
        assert_eq!(last(&[table, table]), table);
    }

    #[test]
    fn a_type_under_a_new_name_keeps_what_it_had() {
        let old = "element t:A t:AT\ncomplex t:AT\n  element t:X xs:int\n";
        let new = "element t:A t:BT\ncomplex t:BT\n  element t:X xs:int\n  element t:Y xs:int\n";
        assert!(
            last(&[old, new]).contains("complex t:BT since=v2\n  element t:X xs:int\n  element t:Y xs:int since=v2\n")
        );
        let place = "element t:A *\n  complex\n    element t:X xs:int\n    element t:Y xs:int\n";
        assert_eq!(last(&[old, place]), place.replace("t:Y xs:int", "t:Y xs:int since=v2"));
    }

    #[test]
    fn what_was_inherited_is_not_new() {
        let old = "complex t:A\n  element t:X xs:int\ncomplex t:B extends t:A\n";
        let new = "complex t:A\ncomplex t:B extends t:A\n  element t:X xs:int\n  element t:Y xs:int\n";
        assert!(last(&[old, new]).ends_with("  element t:X xs:int\n  element t:Y xs:int since=v2\n"));
    }

    #[test]
    fn what_comes_back_counts_anew() {
        let (with, without) = ("complex t:A\n  element t:X xs:int\n", "complex t:A\n");
        assert_eq!(last(&[with, without, with]), "complex t:A\n  element t:X xs:int since=v3\n");
    }
}
