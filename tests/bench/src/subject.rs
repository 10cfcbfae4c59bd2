//! What is read and written: a kind of message, how many items it has, and how it is laid out.
//!
//! In and out: its name, such as `personas-1000`, `personas-1000-indented` or `add-im-group`.

use std::fmt;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

/// The numbers of personas that are measured: one, powers of ten, and one where a list that doubles has just grown.
pub(crate) const COUNTS: [usize; 7] = [1, 10, 100, 1_000, 1_030, 10_000, 100_000];

/// A kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A response of `GetImItems`.
    Personas,
    /// A request of `AddImGroup`: a small envelope.
    AddImGroup,
    /// A response of `FindItem`, a request of Exchange Web Services, whose messages have many fields.
    FindItemWide,
    /// The same, whose messages hold messages.
    FindItemDeep,
}

/// A message that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    pub(crate) kind: Kind,
    /// How many items it has.
    pub(crate) items: usize,
    /// Whether each element begins a line.
    pub(crate) indented: bool,
}

const KINDS: [(Kind, &str); 4] = [
    (Kind::Personas, "personas"),
    (Kind::AddImGroup, "add-im-group"),
    (Kind::FindItemWide, "find-item-wide"),
    (Kind::FindItemDeep, "find-item-deep"),
];

impl Subject {
    /// A compact response of so many personas.
    pub(crate) const fn personas(items: usize) -> Self {
        Self { kind: Kind::Personas, items, indented: false }
    }

    /// The small envelope.
    pub(crate) const SMALL: Self = Self { kind: Kind::AddImGroup, items: 1, indented: false };

    /// The same, with each element in a line of its own.
    pub(crate) const fn indented(self) -> Self {
        Self { indented: true, ..self }
    }

    /// All that are measured where none is named: the small envelope, and every count, compact and indented.
    pub(crate) fn all() -> Vec<Self> {
        let personas = COUNTS.into_iter().map(Self::personas);
        let personas = personas.flat_map(|subject| [subject, subject.indented()]);
        [Self::SMALL].into_iter().chain(personas).chain(Self::ews()).collect()
    }

    /// Those whose bindings are compiled where they are asked for: messages of a wide response, and of a deep one.
    fn ews() -> impl Iterator<Item = Self> {
        let of = |kind, items| Self { kind, items, indented: false };
        [of(Kind::FindItemWide, 1_000), of(Kind::FindItemDeep, 100)].into_iter().filter(|_| cfg!(ews))
    }

    /// Every count, compact: how figures grow.
    pub(crate) fn growth() -> Vec<Self> {
        COUNTS.map(Self::personas).to_vec()
    }

    /// What says most in the shortest time.
    pub(crate) fn quick() -> Vec<Self> {
        vec![Self::SMALL, Self::personas(1), Self::personas(1_000)]
    }

    /// What the committed counts of instructions are of.
    pub(crate) fn baseline() -> Vec<Self> {
        let personas = [1, 100, 1_000, 1_030].map(Self::personas);
        [Self::SMALL].into_iter().chain(personas).chain([Self::personas(1_000).indented()]).collect()
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, name)| name);
        to.write_str(name)?;
        if self.kind != Kind::AddImGroup {
            write!(to, "-{}", self.items)?;
        }
        to.write_str(if self.indented { "-indented" } else { "" })
    }
}

impl FromStr for Subject {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let (name, indented) = text.strip_suffix("-indented").map_or((text, false), |name| (name, true));
        let Some((kind, known)) = KINDS.iter().find(|(_, known)| name.starts_with(known)) else {
            let known: Vec<_> = KINDS.iter().map(|(_, name)| *name).collect();
            bail!("no such message; the kinds are {}", known.join(", "));
        };
        let items = match (&name[known.len()..], kind) {
            ("", Kind::AddImGroup) => 1,
            (rest, _) => {
                let number = rest.strip_prefix('-').with_context(|| format!("say how many: {known}-1000"))?;
                number.parse().with_context(|| format!("{number} is no number of items"))?
            }
        };
        Ok(Self { kind: *kind, items, indented })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Subject;

    #[test]
    fn names_come_back() {
        for subject in Subject::all() {
            assert_eq!(subject.to_string().parse::<Subject>().unwrap(), subject);
        }
        assert_eq!(Subject::personas(1_030).indented().to_string(), "personas-1030-indented");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for name in ["personas", "personas-", "personas-x", "people-3", "add-im-group-x"] {
            assert!(name.parse::<Subject>().is_err(), "{name}");
        }
    }
}
