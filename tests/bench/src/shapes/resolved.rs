//! quick-xml's `NsReader`: the same loop, the namespace of every element resolved.

use anyhow::{Result, ensure};
use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::Shape;
use crate::message::Message;

/// The shape.
pub(crate) struct Resolved;

impl Shape for Resolved {
    const NAME: &'static str = "ns-reader";
    const ABOUT: &'static str = "quick-xml's loop that resolves namespaces";

    type From<'x> = &'x str;
    /// The number of elements that have a namespace.
    type Made<'x> = usize;

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make(xml: &&str) -> Result<usize> {
        let mut reader = NsReader::from_str(xml);
        let mut elements = 0;
        loop {
            match reader.read_resolved_event()? {
                (ResolveResult::Bound(_), Event::Start(_) | Event::Empty(_)) => elements += 1,
                (_, Event::Eof) => return Ok(elements),
                _ => {}
            }
        }
    }

    fn check(elements: &usize, message: &Message) -> Result<()> {
        ensure!(*elements == message.elements, "{elements} elements, not {}", message.elements);
        Ok(())
    }
}
