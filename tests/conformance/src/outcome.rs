//! What became of contracts and documents, one by one. Invariant: whatever is not known to be right is not counted as right.

use conformance_driver::{Answer, Written};

use crate::generator::Comparison;
use crate::worker::Failure;

/// What became of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contract {
    /// It was generated, and the output compiles.
    Accepted,
    /// It was diagnosed as not supported or not valid: the first error's code, and all errors.
    Unsupported(String, String),
    /// The generator panicked, hung or died, or the output does not compile.
    Failed(Fault, String),
}

/// What must never happen, whatever comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A panic, or a process that died.
    Panic,
    /// No end within the time it has.
    Hang,
    /// Output that does not compile.
    NotCompiling,
}

impl From<&Failure> for Fault {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::Panicked(_) | Failure::Died(_) => Self::Panic,
            Failure::Hung(_) => Self::Hang,
        }
    }
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// The bindings answered.
    Answered {
        /// What they said.
        answer: Answer,
        /// How the document compares with what it was written as; nothing if it was not read.
        comparison: Option<Result<Comparison, Failure>>,
    },
    /// They panicked, hung or died.
    Failed(Failure),
    /// There was nothing to read it with, or it is not text in a known encoding.
    NotRun(String),
}

impl Document {
    /// What it was written as, if it was read.
    #[must_use]
    pub fn written(&self) -> Option<&Written> {
        match self {
            Self::Answered { answer, .. } => answer.lenient.as_ref().ok(),
            Self::Failed(_) | Self::NotRun(_) => None,
        }
    }

    /// Whether lenient reading accepts it.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.written().is_some()
    }

    /// Whether reading accepts it that salvages and ignores the form of elements.
    #[must_use]
    pub fn is_salvaged(&self) -> bool {
        matches!(self, Self::Answered { answer, .. } if answer.forgiving.is_ok())
    }

    /// Whether strict reading accepts it.
    #[must_use]
    pub fn is_accepted_strictly(&self) -> bool {
        matches!(self, Self::Answered { answer, .. } if answer.strict.is_ok())
    }

    /// Whether strict reading refuses it, and by a proper error.
    #[must_use]
    pub fn is_refused_strictly(&self) -> bool {
        matches!(self, Self::Answered { answer, .. } if answer.strict.is_err())
    }

    /// Whether what was written is valid by our own strict reading.
    #[must_use]
    pub fn is_written_valid(&self) -> bool {
        self.written().is_some_and(|written| written.strict.is_ok())
    }

    /// Why the document is not lossless; nothing if it is.
    #[must_use]
    pub fn loss(&self) -> Option<String> {
        match self {
            Self::NotRun(reason) => Some(reason.clone()),
            Self::Failed(failure) => Some(failure.to_string()),
            Self::Answered { answer: Answer { lenient: Err(error), .. }, .. } => Some(error.clone()),
            Self::Answered { answer: Answer { lenient: Ok(written), .. }, comparison } => match comparison {
                Some(Ok(Comparison::Different(difference))) => Some(difference.clone()),
                Some(Err(failure)) => Some(failure.to_string()),
                None => Some("it was not compared".to_owned()),
                Some(Ok(_)) if !written.equal => Some("reading what was written gives another value".to_owned()),
                Some(Ok(_)) => None,
            },
        }
    }

    /// Whether nothing but what canonical XML leaves out was lost.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.loss().is_none() && matches!(self, Self::Answered { comparison: Some(Ok(Comparison::Same)), .. })
    }

    /// What must never happen and did.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Failed(failure) | Self::Answered { comparison: Some(Err(failure)), .. } => Some(failure.into()),
            Self::Answered { .. } | Self::NotRun(_) => None,
        }
    }
}
