//! quick-xml itself: a loop over a `Reader`'s events that keeps nothing, and a `Writer` fed ready-made events.
//!
//! The reading loop is what the other shapes are compared with: none built on a pull parser can be faster than it.

use anyhow::{Result, ensure};
use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

use super::{Reads, Writes};
use crate::message::Message;

/// The shape.
pub(crate) struct Events;

impl Reads for Events {
    /// The number of elements.
    type Value<'x> = usize;

    fn read(xml: &str) -> Result<usize> {
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

impl Writes for Events {
    type Value<'x> = Vec<Event<'x>>;

    fn prepare(xml: &str) -> Result<Vec<Event<'_>>> {
        let mut reader = Reader::from_str(xml);
        let mut events = Vec::new();
        loop {
            match reader.read_event()? {
                Event::Eof => return Ok(events),
                event => events.push(event),
            }
        }
    }

    fn write(events: &Vec<Event<'_>>) -> Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        for event in events {
            writer.write_event(event.borrow())?;
        }
        Ok(writer.into_inner())
    }
}
