//! Wildcards (Part 1, 3.10).
//!
//! ```text
//! any ##other(t) lax 0..*
//! ```

use super::error::TableError;
use super::line::Line;
use super::name::NsId;
use super::read::Parser;
use super::write::Writer;

/// `xs:any` or `xs:anyAttribute`.
#[derive(Debug, Clone, PartialEq)]
pub struct Wildcard {
    /// The namespaces it admits.
    pub namespaces: NamespaceConstraint,
    /// How what it admits is checked.
    pub process: Process,
}

/// The namespaces that a wildcard admits.
#[derive(Debug, Clone, PartialEq)]
pub enum NamespaceConstraint {
    /// `##any`
    Any,
    /// `##other`: any but this one, and not names in no namespace.
    Other(NsId),
    /// These.
    List(Vec<NsId>),
}

/// `processContents`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Process {
    /// It must be declared and valid.
    Strict,
    /// It must be valid if it is declared.
    Lax,
    /// Anything well-formed.
    Skip,
}

impl Wildcard {
    /// What `xs:anyType` has.
    pub const ANY: Self = Self { namespaces: NamespaceConstraint::Any, process: Process::Lax };

    /// Whether names in the namespace are admitted (Part 1, 3.10.4).
    #[must_use]
    pub fn admits(&self, ns: NsId) -> bool {
        match &self.namespaces {
            NamespaceConstraint::Any => true,
            NamespaceConstraint::Other(other) => ns != NsId::NONE && ns != *other,
            NamespaceConstraint::List(list) => list.contains(&ns),
        }
    }

    /// NAMESPACES and PROCESS.
    pub(super) fn read<'t>(parser: &Parser<'t>, line: &mut Line<'t>) -> Result<Self, TableError> {
        let namespaces = NamespaceConstraint::read(line.word("a namespace")?, parser, line)?;
        let word = line.word("strict, lax or skip")?;
        let process = Process::ALL.into_iter().find(|process| process.keyword() == word);
        let process = process.ok_or_else(|| line.error(format!("`{word}` is not strict, lax or skip")))?;
        Ok(Self { namespaces, process })
    }

    /// NAMESPACES and PROCESS.
    pub(super) fn words(&self, out: &Writer<'_>) -> String {
        format!("{} {}", self.namespaces.word(out), self.process.keyword())
    }
}

impl Process {
    const ALL: [Self; 3] = [Self::Strict, Self::Lax, Self::Skip];

    fn keyword(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lax => "lax",
            Self::Skip => "skip",
        }
    }
}

impl NamespaceConstraint {
    fn read<'t>(word: &str, parser: &Parser<'t>, line: &Line<'t>) -> Result<Self, TableError> {
        let namespace = |word: &str| match word {
            "##local" => Ok(NsId::NONE),
            prefix => parser.prefix(prefix, line),
        };
        if let Some(other) = word.strip_prefix("##other(").and_then(|rest| rest.strip_suffix(')')) {
            return Ok(Self::Other(namespace(other)?));
        }
        match word {
            "##any" => Ok(Self::Any),
            "##none" => Ok(Self::List(Vec::new())),
            list => Ok(Self::List(list.split(',').map(namespace).collect::<Result<_, _>>()?)),
        }
    }

    fn word(&self, out: &Writer<'_>) -> String {
        let word = |ns: &NsId| if *ns == NsId::NONE { "##local" } else { out.prefix(*ns) }.to_owned();
        match self {
            Self::Any => "##any".to_owned(),
            Self::Other(other) => format!("##other({})", word(other)),
            Self::List(list) if list.is_empty() => "##none".to_owned(),
            Self::List(list) => list.iter().map(word).collect::<Vec<_>>().join(","),
        }
    }
}
