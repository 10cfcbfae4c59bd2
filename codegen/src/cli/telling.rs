//! How commands tell what they found: `--format` and `--color`. Standard error has it; standard output is for what was asked for.

use clap::{Args, ValueEnum};
use wsdl_codegen::diagnostic::{Diagnostic, Diagnostics, Form};
use wsdl_codegen::disk::console;
use wsdl_codegen::source::Sources;

/// The form and the colours of findings.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Telling {
    /// The form of what is found in the contract: text, or a JSON object a line (docs/generating.md).
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: Findings,
    /// Whether text is coloured; `auto` asks the terminal and NO_COLOR.
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Findings {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(super) fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

impl Telling {
    /// Tells what was found. `prefix` is put before the documents' names.
    pub(super) fn findings(self, found: &Diagnostics, sources: &Sources, prefix: &str) {
        match self.format {
            Findings::Text => {
                console::coloured_err(&found.render_as(Form::Coloured, sources, prefix), self.color.choice());
            }
            Findings::Json => console::err(&found.render_as(Form::Json, sources, prefix)),
        }
    }

    /// Tells why the command failed: the last line.
    pub(super) fn failure(self, reason: &str) {
        self.alone(&Diagnostic::error("failure", None, reason), reason);
    }

    /// Tells what is left to do.
    pub(super) fn remark(self, text: &str) {
        self.alone(&Diagnostic::warning("remark", None, text), text);
    }

    fn alone(self, finding: &Diagnostic, text: &str) {
        match self.format {
            Findings::Text => console::err(&format!("{}\n", text.trim_end())),
            Findings::Json => console::err(&finding.render_as(Form::Json, &Sources::default(), "")),
        }
    }
}
