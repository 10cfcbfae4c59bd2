//! The edits, and the messages that use what each of them brings.

mod list;

pub(crate) use list::all;

use crate::folder;

/// A change of the contract: texts that are replaced.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    replace: Vec<(&'static str, &'static str)>,
    old: Vec<Variant>,
    new: Vec<Variant>,
}

/// A message: one of the folder, with texts replaced.
type Variant = (&'static str, Vec<(&'static str, &'static str)>);

/// The messages of the original contract, which every edit has to do with.
const MESSAGES: [&str; 9] = [
    "place-full",
    "place-other",
    "place-least",
    "placed",
    "cancel",
    "canceled",
    "trouble",
    "dog",
    "cancel-envelope",
];

/// What is called more than this test can find out: edit, audience, and why.
pub(crate) const ALARMS: &[(&str, &str, &str)] = &[];

impl Edit {
    pub(crate) fn new(name: &'static str, replace: &[(&'static str, &'static str)]) -> Self {
        Self { name, replace: replace.to_vec(), old: Vec::new(), new: Vec::new() }
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

    /// The edited contract.
    pub(crate) fn apply(&self, original: &str) -> String {
        replaced(self.name, original, &self.replace)
    }

    /// The messages, and whether each is of the original contract.
    pub(crate) fn messages(&self) -> Vec<(bool, String)> {
        let variant = |(base, replace): &Variant| replaced(self.name, &message(base), replace);
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
