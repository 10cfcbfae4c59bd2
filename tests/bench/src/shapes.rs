//! The shapes: ways to read the message, and to write it again.
//!
//! Each module has one; [`Reads`] and [`Writes`] are what they have in common.

mod events;
mod handwritten;
mod resolved;
mod tree;
#[cfg(feature = "xsd-parser")]
mod xsd_parser;

use anyhow::Result;
use clap::ValueEnum;

use crate::message::Message;
use crate::ours;
use crate::worker::{Figures, Worker};

#[cfg(test)]
pub(crate) use tree::Tree;

/// A way to read the message.
pub(crate) trait Reads {
    /// What it makes of the text.
    type Value<'x>;

    /// The size of its persona in bytes, without what that owns, where it has such a type.
    const PERSONA_SIZE: Option<usize> = None;

    /// Reads a message. This is what is measured.
    fn read(xml: &str) -> Result<Self::Value<'_>>;

    /// Fails unless that was the message.
    fn check(value: &Self::Value<'_>, message: &Message) -> Result<()>;
}

/// A way to write the message.
pub(crate) trait Writes {
    /// What it is written from.
    type Value<'x>;

    /// Makes the value to write from the text.
    fn prepare(xml: &str) -> Result<Self::Value<'_>>;

    /// Writes the value. This is what is measured.
    fn write(value: &Self::Value<'_>) -> Result<Vec<u8>>;
}

/// A shape by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// The event loop of quick-xml's Reader; its Writer fed ready-made events
    Events,
    /// The event loop of quick-xml's `NsReader`, which resolves namespaces
    Resolved,
    /// A roxmltree document
    Tree,
    /// Hand-written structs and serde, on quick-xml
    Serde,
    /// The code that xsd-parser generates from the schemas
    #[cfg(feature = "xsd-parser")]
    XsdParser,
    /// The generated crate of this project
    Ours,
}

impl Shape {
    /// How it is named on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Whether it can write.
    pub(crate) fn writes(self) -> bool {
        !matches!(self, Self::Resolved | Self::Tree)
    }

    /// Has the worker do its task with this shape.
    pub(crate) fn work(self, worker: &Worker) -> Result<Figures> {
        match self {
            Self::Events => worker.reads_and_writes::<events::Events>(),
            Self::Resolved => worker.reads::<resolved::Resolved>(),
            Self::Tree => worker.reads::<tree::Tree>(),
            Self::Serde => worker.reads_and_writes::<handwritten::Handwritten>(),
            #[cfg(feature = "xsd-parser")]
            Self::XsdParser => worker.reads_and_writes::<xsd_parser::XsdParser>(),
            Self::Ours => worker.reads_and_writes::<ours::Ours>(),
        }
    }
}
