//! Structs written by hand for this response, read by serde with quick-xml.
//!
//! Every field of the message is there, and all 98 of a persona. Prefixes are written as literals and ignored in reading: serde
//! knows no namespaces.

mod persona;
mod response;
mod types;
mod values;

use anyhow::{Result, ensure};

use super::Shape;
use crate::check::Checksum;
use crate::message::Message;
use crate::subject::{Kind, Subject};
use persona::PersonaType;
pub(super) use response::Envelope;

/// The shape.
pub(crate) struct Handwritten;

impl Shape for Handwritten {
    const NAME: &'static str = "serde";
    const ABOUT: &'static str = "read into hand-written structs by serde, on quick-xml";
    const ITEM_SIZE: Option<usize> = Some(size_of::<PersonaType>());

    type From<'x> = &'x str;
    type Made<'x> = Envelope;

    fn takes(subject: Subject) -> bool {
        subject.kind == Kind::Personas
    }

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make(xml: &&str) -> Result<Envelope> {
        Ok(quick_xml::de::from_str(xml)?)
    }

    fn check(envelope: &Envelope, message: &Message) -> Result<()> {
        let mut sum = Checksum::default();
        for persona in envelope.personas() {
            add(persona, &mut sum);
        }
        ensure!(sum == message.items, "{sum:?}, not {:?}", message.items);
        Ok(())
    }
}

fn add(persona: &PersonaType, sum: &mut Checksum) {
    let address = persona.email_address.as_ref().and_then(|mailbox| mailbox.email_address.as_deref());
    sum.item(&persona.persona_id.id, persona.display_name.as_deref(), address);
    sum.number(persona.relevance_score.unwrap_or_default().into());
    for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.items) {
        sum.text(&phone.value.number);
    }
}
