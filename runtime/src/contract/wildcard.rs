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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamespaceConstraint<N = NsId> {
    /// `##any`
    Any,
    /// `##other`: any but this one, and not names in no namespace.
    Other(N),
    /// These.
    List(Vec<N>),
}

/// What stands for a namespace, or for none.
pub trait Absent: Clone + Ord {
    /// What stands for none.
    fn absent() -> Self;
}

impl Absent for NsId {
    fn absent() -> Self {
        Self::NONE
    }
}

impl<N: Clone + Ord> Absent for Option<N> {
    fn absent() -> Self {
        None
    }
}

/// `processContents`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Process {
    /// It must be declared and valid.
    #[default]
    Strict,
    /// It must be valid if it is declared.
    Lax,
    /// Anything well-formed.
    Skip,
}

impl Wildcard {
    /// What `xs:anyType` has.
    pub const ANY: Self = Self { namespaces: NamespaceConstraint::Any, process: Process::Lax };

    /// Whether names in the namespace are admitted.
    #[must_use]
    pub fn admits(&self, ns: NsId) -> bool {
        self.namespaces.admits(&ns)
    }

    /// NAMESPACES and PROCESS.
    pub(super) fn read<'t>(parser: &Parser<'t>, line: &mut Line<'t>) -> Result<Self, TableError> {
        let namespaces = NamespaceConstraint::read(line.word("a namespace")?, parser, line)?;
        let word = line.word("strict, lax or skip")?;
        let process = Process::from_keyword(word);
        let process = process.ok_or_else(|| line.error(format!("`{word}` is not strict, lax or skip")))?;
        Ok(Self { namespaces, process })
    }

    /// NAMESPACES and PROCESS.
    pub(super) fn words(&self, out: &Writer<'_>) -> String {
        format!("{} {}", self.namespaces.word(out), self.process.keyword())
    }
}

impl<N: Absent> NamespaceConstraint<N> {
    /// Whether names in the namespace are admitted (Part 1, 3.10.4).
    #[must_use]
    pub fn admits(&self, namespace: &N) -> bool {
        match self {
            Self::Any => true,
            Self::Other(other) => *namespace != N::absent() && namespace != other,
            Self::List(list) => list.contains(namespace),
        }
    }

    /// What both admit (Part 1, 3.10.6, attribute wildcard intersection); `None` where XML Schema cannot
    /// express it.
    #[must_use]
    pub fn intersection(&self, with: &Self) -> Option<Self> {
        match (self, with) {
            (Self::Any, other) | (other, Self::Any) => Some(other.clone()),
            (Self::List(list), other) | (other, Self::List(list)) => {
                let both = list.iter().filter(|namespace| other.admits(namespace));
                Some(Self::List(both.cloned().collect()))
            }
            (Self::Other(left), Self::Other(right)) if left == right => Some(self.clone()),
            (Self::Other(none), other) | (other, Self::Other(none)) if *none == N::absent() => Some(other.clone()),
            (Self::Other(_), Self::Other(_)) => None,
        }
    }

    /// What either admits (Part 1, 3.10.6, attribute wildcard union); `None` where XML Schema cannot
    /// express it.
    #[must_use]
    pub fn union(&self, with: &Self) -> Option<Self> {
        match (self, with) {
            (Self::Any, _) | (_, Self::Any) => Some(Self::Any),
            (Self::List(left), Self::List(right)) => {
                let mut either: Vec<_> = left.iter().chain(right).cloned().collect();
                either.sort();
                either.dedup();
                Some(Self::List(either))
            }
            (Self::Other(left), Self::Other(right)) if left == right => Some(self.clone()),
            (Self::Other(_), Self::Other(_)) => Some(Self::Other(N::absent())),
            (Self::Other(other), Self::List(list)) | (Self::List(list), Self::Other(other)) => {
                union_with_list(other, list)
            }
        }
    }
}

fn union_with_list<N: Absent>(other: &N, list: &[N]) -> Option<NamespaceConstraint<N>> {
    match (list.contains(other), list.contains(&N::absent())) {
        (true, true) => Some(NamespaceConstraint::Any),
        (true, false) => Some(NamespaceConstraint::Other(N::absent())),
        (false, true) => None,
        (false, false) => Some(NamespaceConstraint::Other(other.clone())),
    }
}

impl Process {
    const ALL: [Self; 3] = [Self::Strict, Self::Lax, Self::Skip];

    /// What such a word means.
    #[must_use]
    pub fn from_keyword(keyword: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|process| process.keyword() == keyword)
    }

    /// As in a schema.
    #[must_use]
    pub fn keyword(self) -> &'static str {
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
