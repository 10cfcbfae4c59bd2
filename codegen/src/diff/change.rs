//! A change, whom it concerns, and the report of all changes.

use serde::Serialize;

use crate::source::Sources;
use crate::source::Span;

/// What a change means to one audience, in ascending order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// They notice nothing.
    #[default]
    Unaffected,
    /// Something is different for them, and all that worked still works.
    Compatible,
    /// It depends. Rust that compiled still compiles, but some values are treated differently at run time. Old messages are all
    /// read leniently, but strict reading refuses some, or an absent value means something else. Old servers refuse only
    /// messages that use what is new.
    Conditional,
    /// Rust that compiled no longer does; an old message is refused or loses its meaning; an old server refuses what it accepted.
    Breaking,
}

impl Class {
    /// The class as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unaffected => "unaffected",
            Self::Compatible => "compatible",
            Self::Conditional => "conditional",
            Self::Breaking => "breaking",
        }
    }
}

/// A class, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// The class.
    pub class: Class,
    /// The reasons, each a clause.
    pub reasons: Vec<String>,
}

impl Effect {
    pub(super) fn add(&mut self, class: Class, reason: &str) {
        self.class = self.class.max(class);
        if !reason.is_empty() && !self.reasons.iter().any(|known| known == reason) {
            self.reasons.push(reason.to_owned());
        }
    }
}

/// What a change means to everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Effects {
    /// Rust code that makes, reads and matches generated types.
    pub callers: Effect,
    /// Rust code that implements the trait of a port type: its methods' names and signatures.
    pub implementers: Effect,
    /// New code that reads messages written under the old contract.
    pub old_messages: Effect,
    /// New code that writes to a peer which knows the old contract and holds messages to it.
    pub old_servers: Effect,
}

impl Effects {
    /// The four effects with the names of their audiences.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &Effect); 4] {
        [
            ("callers", &self.callers),
            ("implementers", &self.implementers),
            ("old messages", &self.old_messages),
            ("old servers", &self.old_servers),
        ]
    }

    /// What semantic versioning asks for.
    #[must_use]
    pub fn bump(&self) -> Bump {
        let rust = self.callers.class.max(self.implementers.class).max(self.old_messages.class);
        let servers = self.old_servers.class;
        if rust >= Class::Conditional || servers == Class::Breaking {
            Bump::Major
        } else if rust.max(servers) > Class::Unaffected {
            Bump::Minor
        } else {
            Bump::Patch
        }
    }
}

/// The part of a version that has to be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bump {
    /// Nothing that anyone could notice.
    Patch,
    /// Additions.
    Minor,
    /// Something breaks.
    Major,
}

impl Bump {
    /// The part as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The document's name.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
}

impl Place {
    pub(super) fn of(sources: &Sources, span: Option<Span>) -> Option<Self> {
        let location = sources.location(span?);
        Some(Self { file: location.file.to_owned(), line: location.line, column: location.column })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The kind of change, in kebab-case.
    pub kind: &'static str,
    /// The component, for people: `t:ImGroupType/DisplayName`.
    pub path: String,
    /// The operation, type or element that it is part of.
    pub group: String,
    /// What was and what is, in one sentence without a full stop.
    pub summary: String,
    /// Where the component is in the old contract.
    pub old: Option<Place>,
    /// Where it is in the new one.
    pub new: Option<Place>,
    /// What it may have been renamed to, or from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perhaps_renamed: Option<String>,
    /// The suggested part of the version.
    pub bump: Bump,
    /// Whom it concerns.
    pub effects: Effects,
}

/// What the changes come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// There are none.
    Unchanged,
    /// Nothing breaks.
    Compatible,
    /// Something breaks.
    Breaking,
}

/// All changes from one contract to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The version of this form.
    pub version: u32,
    /// What the changes come to.
    pub verdict: Verdict,
    /// The part of the version to raise.
    pub bump: Bump,
    /// The changes: the contract's, then operations, elements, types, and Rust that changes with something else.
    pub changes: Vec<Change>,
    /// The components that are documented differently; this is no change.
    pub documentation: Vec<String>,
}

impl Report {
    pub(super) fn new(drafts: Vec<Draft>, documentation: Vec<String>) -> Self {
        let changes: Vec<Change> = drafts.into_iter().map(Draft::finish).collect();
        let bump = changes.iter().map(|change| change.bump).max().unwrap_or(Bump::Patch);
        let verdict = match bump {
            _ if changes.is_empty() => Verdict::Unchanged,
            Bump::Major => Verdict::Breaking,
            Bump::Minor | Bump::Patch => Verdict::Compatible,
        };
        Self { version: 1, verdict, bump, changes, documentation }
    }

    /// All effects together.
    #[must_use]
    pub fn effects(&self) -> Effects {
        let mut all = Effects::default();
        for change in &self.changes {
            let effects = &change.effects;
            all.callers.add(effects.callers.class, "");
            all.implementers.add(effects.implementers.class, "");
            all.old_messages.add(effects.old_messages.class, "");
            all.old_servers.add(effects.old_servers.class, "");
        }
        all
    }
}

/// What a change is about, to find the Rust that comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A namespace.
    Namespace(String),
    /// A port type.
    PortType(String),
    /// An operation, by name.
    Operation(String),
    /// A header, by the element's key.
    Header(String),
    /// A global element, by key.
    Element(String),
    /// A type, or a member of it, by the type's key and the member's local name or value.
    Type(String, Option<String>),
}

/// What is said of a change of a type: its kind, the member that it is about, and a sentence.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) kind: &'static str,
    pub(super) member: Option<String>,
    pub(super) sentence: String,
}

/// A change that Rust is still to be charged to.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) subject: Subject,
    pub(super) change: Change,
}

impl Draft {
    pub(super) fn new(kind: &'static str, subject: Subject, path: String, summary: String) -> Self {
        let group = match &subject {
            _ if kind == "operation-added" => "New operations".to_owned(),
            _ if kind == "global-element-added" => "New elements".to_owned(),
            _ if kind == "type-added" => "New types".to_owned(),
            Subject::Type(key, _) => key.trim_end_matches('#').to_owned(),
            Subject::Operation(name) => format!("{name} (operation)"),
            _ => path.clone(),
        };
        let effects = Effects::default();
        let (old, new, perhaps_renamed) = (None, None, None);
        let change = Change { kind, path, group, summary, old, new, perhaps_renamed, bump: Bump::Patch, effects };
        Self { subject, change }
    }

    pub(super) fn places(mut self, old: Option<Place>, new: Option<Place>) -> Self {
        (self.change.old, self.change.new) = (old, new);
        self
    }

    pub(super) fn readers(mut self, class: Class, why: &str) -> Self {
        self.change.effects.old_messages.add(class, why);
        self
    }

    pub(super) fn servers(mut self, class: Class, why: &str) -> Self {
        self.change.effects.old_servers.add(class, why);
        self
    }

    fn finish(mut self) -> Change {
        self.change.bump = self.change.effects.bump();
        self.change
    }
}
