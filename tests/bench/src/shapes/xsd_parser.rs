//! The code that xsd-parser generates from the same schemas, without its error positions, which cost time.

use anyhow::{Result, ensure};
use bench_xsd_parser::s::EnvelopeType;
use bench_xsd_parser::t::{ArrayOfPeopleTypeContent, PersonaType};

use super::{Reads, Writes};
use crate::check::Checksum;
use crate::message::Message;

/// The shape.
pub(crate) struct XsdParser;

impl Reads for XsdParser {
    type Value<'x> = EnvelopeType;

    const PERSONA_SIZE: Option<usize> = Some(size_of::<PersonaType>());

    fn read(xml: &str) -> Result<EnvelopeType> {
        Ok(bench_xsd_parser::read(xml)?)
    }

    fn check(envelope: &EnvelopeType, message: &Message) -> Result<()> {
        let mut sum = Checksum::default();
        let content = envelope.body.get_im_items_response.content.as_ref();
        let list = content.and_then(|content| content.im_item_list.as_ref());
        for persona in list.and_then(|list| list.personas.as_ref()).into_iter().flat_map(|personas| &personas.content) {
            let ArrayOfPeopleTypeContent::Persona(persona) = persona;
            add(persona, &mut sum);
        }
        ensure!(sum == message.personas, "{sum:?}, not {:?}", message.personas);
        Ok(())
    }
}

impl Writes for XsdParser {
    type Value<'x> = EnvelopeType;

    fn prepare(xml: &str) -> Result<EnvelopeType> {
        Self::read(xml)
    }

    fn write(envelope: &EnvelopeType) -> Result<Vec<u8>> {
        Ok(bench_xsd_parser::write(envelope)?)
    }
}

fn add(persona: &PersonaType, sum: &mut Checksum) {
    let address = persona.email_address.as_ref().and_then(|mailbox| mailbox.email_address.as_deref());
    sum.persona(&persona.persona_id.id, persona.display_name.as_deref(), address);
    sum.number(persona.relevance_score.unwrap_or_default().into());
    for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.phone_number_attributed_value) {
        sum.text(&phone.value.number);
    }
}
