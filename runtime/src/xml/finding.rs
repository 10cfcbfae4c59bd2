//! What becomes of what is not valid: the first thing is the error of strict reading, or all of it is kept, to be told of a document that
//! was read leniently.

use super::forgiven::{MOST, Note};
use crate::error::{Error, ErrorKind, NoticeKind, Result};

/// Something that is not valid, in a document that was read all the same.
#[derive(Debug)]
pub(crate) struct Finding {
    /// Where it stands.
    pub(crate) offset: usize,
    /// Where it ends: behind a text, next to a tag.
    pub(crate) end: usize,
    /// One more step below the element there.
    pub(crate) step: Option<String>,
    pub(crate) rule: Rule,
    pub(crate) kind: NoticeKind,
}

/// What kind of rule is broken: what the reader forgives of the same kind at the same place is the same thing.
#[derive(Debug)]
pub(crate) enum Rule {
    /// Which elements may come at all.
    Element,
    /// In which order they come, and how often.
    Place,
    /// That an attribute may be there; its name as `{namespace}local`.
    Attribute(String),
    /// Where there may be text.
    Text,
    /// What a text may be.
    Value,
    /// That something has to be there: its name.
    Missing(String),
    /// What `xsi:type` may say.
    Type,
    /// Any other.
    Other,
}

/// See the module's documentation.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// `None`: the first thing is an error.
    all: Option<Vec<Finding>>,
    /// How much there was no room for.
    more: usize,
}

impl Findings {
    /// For strict reading.
    pub(crate) fn first() -> Self {
        Self::default()
    }

    /// For telling.
    pub(crate) fn all() -> Self {
        Self { all: Some(Vec::new()), more: 0 }
    }

    /// Whether validation goes on after something that is not valid.
    pub(crate) fn go_on(&self) -> bool {
        self.all.is_some()
    }

    /// Takes what is not valid.
    ///
    /// # Errors
    /// The same, unless all is kept.
    #[cold]
    pub(crate) fn refuse(&mut self, rule: Rule, error: Error) -> Result<()> {
        if !self.go_on() || !error.is_local() {
            return Err(error);
        }
        let kind = match error.kind() {
            ErrorKind::Value(value) => NoticeKind::Facet(value.clone()),
            ErrorKind::MissingElement(name) => NoticeKind::Missing(format!("element {name}")),
            ErrorKind::MissingAttribute(name) => NoticeKind::Missing(format!("attribute {name}")),
            other => NoticeKind::Invalid(other.to_string()),
        };
        self.keep(rule, kind, &error);
        Ok(())
    }

    /// The same for something that is told in words of its own.
    ///
    /// # Errors
    /// As [`refuse`](Self::refuse).
    #[cold]
    pub(crate) fn refuse_as(&mut self, rule: Rule, kind: NoticeKind, error: Error) -> Result<()> {
        if !self.go_on() {
            return Err(error);
        }
        self.keep(rule, kind, &error);
        Ok(())
    }

    /// The same for a text between two offsets.
    ///
    /// # Errors
    /// As [`refuse`](Self::refuse).
    #[cold]
    pub(crate) fn refuse_text(&mut self, range: (usize, usize), error: Error) -> Result<()> {
        if !self.go_on() {
            return Err(error);
        }
        self.keep_range(range, None, Rule::Text, NoticeKind::Invalid(error.kind().to_string()));
        Ok(())
    }

    /// Keeps that something is missing.
    pub(crate) fn keep_missing(&mut self, name: String, error: &Error) {
        let kind = NoticeKind::Missing(format!("element {name}"));
        self.keep(Rule::Missing(name), kind, error);
    }

    fn keep(&mut self, rule: Rule, kind: NoticeKind, error: &Error) {
        let offset = error.position().offset;
        self.keep_range((offset, offset + 1), error.step().map(str::to_owned), rule, kind);
    }

    /// Keeps what is not valid between two offsets.
    pub(crate) fn keep_range(&mut self, range: (usize, usize), step: Option<String>, rule: Rule, kind: NoticeKind) {
        let all = self.all.get_or_insert_default();
        if all.len() < MOST {
            all.push(Finding { offset: range.0, end: range.1, step, rule, kind });
        } else {
            self.more += 1;
        }
    }

    /// How much has been kept.
    pub(crate) fn count(&self) -> usize {
        self.all.as_ref().map_or(0, Vec::len)
    }

    /// Says of what has been kept since `count` that it is one more step below the element.
    pub(crate) fn step_below(&mut self, count: usize, step: impl Fn() -> String) {
        for finding in self.all.iter_mut().flatten().skip(count) {
            finding.step.get_or_insert_with(&step);
        }
    }

    /// All that was kept, and how much there was no room for.
    pub(crate) fn into_all(self) -> (Vec<Finding>, usize) {
        (self.all.unwrap_or_default(), self.more)
    }
}

impl Finding {
    pub(crate) fn into_note(self) -> Note {
        Note { offset: self.offset, step: self.step, depth: 0, kind: self.kind }
    }
}
