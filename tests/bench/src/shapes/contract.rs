//! What the shapes of this project have to know of the bindings that they are measured with.

use anyhow::{Context, Result, ensure};
use soap_runtime::bind::{Content, Elements};
use soap_runtime::soap::Envelope;

use crate::check::Checksum;
use crate::message::Message;
use crate::subject::Subject;

/// Bindings, and what the measured messages are in them.
pub(crate) trait Contract {
    /// The enumeration of its global elements.
    type Document: Elements;
    /// The type of the items of its messages.
    type Item: Content;

    /// The name of the shape that writes it, and what it does.
    const WRITE: (&'static str, &'static str) = ("write", "write the generated types");

    /// Where the items are, from the element in the body.
    fn path(subject: Subject) -> Option<&'static str>;

    /// Whether a subject is a message of it.
    fn takes(subject: Subject) -> bool;

    /// Adds the items of a message to a sum.
    fn items(envelope: &Envelope<Self::Document>, sum: &mut Checksum) -> Option<()>;

    /// Adds an item to a sum.
    fn item(item: &Self::Item, sum: &mut Checksum) -> Option<()>;
}

/// Fails unless an envelope holds the items of the message.
pub(crate) fn check<C: Contract>(envelope: &Envelope<C::Document>, message: &Message) -> Result<()> {
    let mut sum = Checksum::default();
    C::items(envelope, &mut sum).context("not the message, or an item lacks something")?;
    ensure!(sum == message.items, "{sum:?}, not {:?}", message.items);
    Ok(())
}
