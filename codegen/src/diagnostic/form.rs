//! The forms in which findings are told.
//!
//! In: findings and their documents. Out: text for people, with or without colours, or a line of JSON each for programs:
//!
//! ```json
//! {"level":"error","code":"unresolved-reference","message":"type `t:FooType` is not defined","file":"types.xsd","line":12,"column":34,"notes":[],"help":"did you mean `t:FooTyp`?"}
//! ```

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// Text for people.
    #[default]
    Plain,
    /// The same with colours, as terminals show them (ANSI).
    Coloured,
    /// One JSON object a line.
    Json,
}

/// The colours of the parts of a finding. A style that is plain writes nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Palette {
    pub(super) error: Style,
    pub(super) warning: Style,
    pub(super) message: Style,
    pub(super) frame: Style,
    pub(super) aside: Style,
}

impl Palette {
    pub(super) fn of(form: Form) -> Self {
        let bold = |colour: AnsiColor| colour.on_default().bold();
        match form {
            Form::Plain | Form::Json => Self::default(),
            Form::Coloured => Self {
                error: bold(AnsiColor::Red),
                warning: bold(AnsiColor::Yellow),
                message: Style::new().bold(),
                frame: bold(AnsiColor::Blue),
                aside: bold(AnsiColor::Cyan),
            },
        }
    }

    pub(super) fn level(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
        }
    }
}

/// A finding for programs. What is not there is `null`.
#[derive(Serialize)]
struct Line<'d> {
    level: String,
    code: &'d str,
    message: &'d str,
    #[serde(flatten)]
    place: Place,
    notes: Vec<Note<'d>>,
    help: Option<&'d str>,
}

#[derive(Serialize)]
struct Note<'d> {
    message: &'d str,
    #[serde(flatten)]
    place: Place,
}

/// The file as a terminal would find it; line and column in characters, from 1.
#[derive(Serialize, Default)]
struct Place {
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

impl Place {
    fn of(span: Option<Span>, sources: &Sources, prefix: &str) -> Self {
        let Some(span) = span else { return Self::default() };
        let location = sources.location(span);
        Self {
            file: Some(format!("{prefix}{}", location.file)),
            line: Some(location.line),
            column: Some(location.column),
        }
    }
}

impl Diagnostic {
    /// The finding as a line of JSON.
    pub(super) fn json(&self, sources: &Sources, prefix: &str) -> String {
        let place = |span| Place::of(span, sources, prefix);
        let line = Line {
            level: self.severity.to_string(),
            code: self.code,
            message: &self.message,
            place: place(self.span),
            notes: self.notes.iter().map(|(span, text)| Note { message: text, place: place(*span) }).collect(),
            help: self.help.as_deref(),
        };
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    }
}
