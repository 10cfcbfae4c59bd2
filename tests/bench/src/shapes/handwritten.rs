//! Structs written by hand for this response, read and written by serde with quick-xml.
//!
//! Every field of the message is there, and all 98 of a persona. Prefixes are written as literals and ignored in reading: serde
//! knows no namespaces.

mod persona;
mod response;
mod types;
mod values;

use anyhow::{Result, ensure};

use super::{Reads, Writes};
use crate::check::Checksum;
use crate::message::Message;
use persona::PersonaType;
use response::Envelope;

/// The shape.
pub(crate) struct Handwritten;

impl Reads for Handwritten {
    type Value<'x> = Envelope;

    const PERSONA_SIZE: Option<usize> = Some(size_of::<PersonaType>());

    fn read(xml: &str) -> Result<Envelope> {
        Ok(quick_xml::de::from_str(xml)?)
    }

    fn check(envelope: &Envelope, message: &Message) -> Result<()> {
        let mut sum = Checksum::default();
        for persona in envelope.personas() {
            add(persona, &mut sum);
        }
        ensure!(sum == message.personas, "{sum:?}, not {:?}", message.personas);
        Ok(())
    }
}

impl Writes for Handwritten {
    type Value<'x> = Envelope;

    fn prepare(xml: &str) -> Result<Envelope> {
        Self::read(xml)
    }

    fn write(envelope: &Envelope) -> Result<Vec<u8>> {
        Ok(quick_xml::se::to_string_with_root("s:Envelope", envelope)?.into_bytes())
    }
}

fn add(persona: &PersonaType, sum: &mut Checksum) {
    let address = persona.email_address.as_ref().and_then(|mailbox| mailbox.email_address.as_deref());
    sum.persona(&persona.persona_id.id, persona.display_name.as_deref(), address);
    sum.number(persona.relevance_score.unwrap_or_default().into());
    for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.items) {
        sum.text(&phone.value.number);
    }
}
