//! quick-xml itself: a loop over a `Reader`'s events that keeps nothing.
//!
//! The other shapes are compared with it: none built on a pull parser of that kind can be faster.

use anyhow::{Result, ensure};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::Shape;
use crate::message::Message;

/// The shape.
pub(crate) struct Events;

impl Shape for Events {
    const NAME: &'static str = "events";
    const ABOUT: &'static str = "quick-xml's event loop, which keeps nothing";

    type From<'x> = &'x str;
    /// The number of elements.
    type Made<'x> = usize;

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make(xml: &&str) -> Result<usize> {
        let mut reader = Reader::from_str(xml);
        let mut elements = 0;
        loop {
            match reader.read_event()? {
                Event::Start(_) | Event::Empty(_) => elements += 1,
                Event::Eof => return Ok(elements),
                _ => {}
            }
        }
    }

    fn check(elements: &usize, message: &Message) -> Result<()> {
        ensure!(*elements == message.elements, "{elements} elements, not {}", message.elements);
        Ok(())
    }
}
