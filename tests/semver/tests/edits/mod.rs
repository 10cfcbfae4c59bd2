//! The edits, and the messages that use what each of them brings.

mod list;

pub(crate) use list::all;

use crate::folder;

/// A change of the contract: texts that are replaced.
pub(crate) struct Edit {
    pub(crate) name: String,
    replace: Vec<(&'static str, &'static str)>,
    old: Vec<Variant>,
    new: Vec<Variant>,
}

/// A message: one of the folder, with texts replaced.
type Variant = (&'static str, Vec<(&'static str, &'static str)>);

/// The messages of the original contract, which every edit has to do with.
const MESSAGES: [&str; 9] =
    ["place-full", "place-other", "place-least", "placed", "cancel", "canceled", "trouble", "dog", "cancel-envelope"];

/// What is called more than this test can find out: edit, audience, and why.
pub(crate) const ALARMS: &[(&str, &str, &str)] = &[
    ("simple to complex", "old messages", "the text is skipped, and every value with it"),
    ("simple to complex", "old servers", EVERY),
    ("element of equal types reordered", "callers", SWAPPED),
    (
        "sequence to all in another order",
        "old servers",
        "a message that was read is written in its own order; a new one is written in the new order",
    ),
    (
        "default removed",
        "old messages",
        "an empty element is read as absent where it is optional; its value is another one all the same",
    ),
    ("derived type no longer derived", "old messages", "the element is kept as it is, but none of it is read"),
    ("derived type removed", "old messages", "the element is kept as it is, but none of it is read"),
    ("nillable removed", "old messages", "the element is optional here; where it is required nothing would be read"),
    ("default added", "old messages", MEANING),
    ("default added", "old servers", MEANING),
    ("default changed", "old messages", MEANING),
    ("default changed", "old servers", MEANING),
    ("default removed", "old servers", MEANING),
    ("attribute default changed", "old messages", MEANING),
    ("attribute default changed", "old servers", MEANING),
    ("attribute fixed", "old servers", MEANING),
    ("int to string", "old messages", SPACE),
    ("string to token", "old messages", SPACE),
    ("global element retyped", "old messages", SPACE),
    ("list to one value", "old messages", SPACE),
    (
        "list to one value",
        "old servers",
        "a token is a list of tokens as well; types of different kinds are not compared so closely",
    ),
    (
        "base of facets widened",
        "old servers",
        "the bounds leave nothing of the wider type; bases and facets are compared apart",
    ),
    ("local element unqualified", "old servers", EVERY),
    ("simple content to elements", "old servers", EVERY),
    (
        "wildcard wider",
        "old servers",
        "it is wider and narrower at once, and what it no longer admits is dropped, not refused",
    ),
    ("head abstract", "old messages", "the element is optional here; where it is required nothing would be read"),
    (
        "substitution blocked",
        "old messages",
        "the element is optional here; where it is required nothing would be read",
    ),
    (
        "repeated sequence to one",
        "old messages",
        "later values replace earlier ones here; with required members they would be mixed",
    ),
    ("action changed", "old messages", HTTP),
    ("action changed", "old servers", HTTP),
    ("operation added", "old servers", HTTP),
    ("output to none", "old servers", HTTP),
    ("header added", "old servers", HEADER),
    ("response header added", "old servers", HEADER),
    ("header removed", "old messages", HEADER),
];

const SWAPPED: &str = "it compiles, and `new` takes its arguments the other way round";
const MEANING: &str = "every message is accepted, and means something else";
const SPACE: &str = "every message is accepted; white space at its ends is part of the value, or no longer";
const EVERY: &str = "every message with that content is refused; this test has the data only in messages that cannot be read to begin with";
const HTTP: &str = "it is a matter of HTTP, which this test does without";
const HEADER: &str = "unknown headers are skipped by this reader; others may refuse them";

/// What stands between the names of two edits.
const PAIR: &str = " & ";

impl Edit {
    pub(crate) fn new(name: &str, replace: &[(&'static str, &'static str)]) -> Self {
        Self { name: name.to_owned(), replace: replace.to_vec(), old: Vec::new(), new: Vec::new() }
    }

    /// A message that only the edited contract has.
    pub(crate) fn new_message(mut self, base: &'static str, replace: &[(&'static str, &'static str)]) -> Self {
        self.new.push((base, replace.to_vec()));
        self
    }

    /// One more message of the original contract.
    pub(crate) fn old_message(mut self, base: &'static str, replace: &[(&'static str, &'static str)]) -> Self {
        self.old.push((base, replace.to_vec()));
        self
    }

    /// Both changes; `None` if the one takes away what the other changes.
    pub(crate) fn and(&self, other: &Self, original: &str) -> Option<Self> {
        let mut text = original.to_owned();
        for (from, to) in self.replace.iter().chain(&other.replace) {
            if !text.contains(from) {
                return None;
            }
            text = text.replace(from, to);
        }
        Some(Self {
            name: [&*self.name, PAIR, &*other.name].concat(),
            replace: [&self.replace[..], &other.replace[..]].concat(),
            old: [&self.old[..], &other.old[..]].concat(),
            new: [&self.new[..], &other.new[..]].concat(),
        })
    }

    /// Whether it is two of them.
    pub(crate) fn is_pair(&self) -> bool {
        self.name.contains(PAIR)
    }

    /// The edited contract.
    pub(crate) fn apply(&self, original: &str) -> String {
        replaced(&self.name, original, &self.replace)
    }

    /// The messages, and whether each is of the original contract.
    pub(crate) fn messages(&self) -> Vec<(bool, String)> {
        let variant = |(base, replace): &Variant| replaced(&self.name, &message(base), replace);
        let old = MESSAGES.iter().map(|name| message(name)).chain(self.old.iter().map(variant));
        let new: Vec<String> = self.new.iter().map(variant).collect();
        old.map(|xml| (true, xml)).chain(new.into_iter().map(|xml| (false, xml))).collect()
    }
}

fn message(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{name}.xml"))).unwrap()
}

fn replaced(name: &str, text: &str, replace: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in replace {
        assert!(text.contains(from), "{name}: there is no {from}");
        text = text.replace(from, to);
    }
    text
}
