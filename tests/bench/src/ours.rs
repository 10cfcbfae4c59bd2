//! The generated crate of this project.

use anyhow::{Context, Result, ensure};
use ms_oxwscos::Document;
use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::types::{AnyItemIdType, PersonaType};

use crate::check::Checksum;
use crate::message::Message;
use crate::shapes::{Reads, Writes};

/// The shape.
pub(crate) struct Ours;

impl Reads for Ours {
    type Value<'x> = Envelope<Document>;

    const PERSONA_SIZE: Option<usize> = Some(size_of::<PersonaType>());

    fn read(xml: &str) -> Result<Envelope<Document>> {
        Ok(Envelope::from_xml(xml)?)
    }

    fn check(envelope: &Envelope<Document>, message: &Message) -> Result<()> {
        let mut sum = Checksum::default();
        for persona in personas(envelope).context("not a response with a list")? {
            add(persona, &mut sum).context("a persona lacks something")?;
        }
        ensure!(sum == message.personas, "{sum:?}, not {:?}", message.personas);
        Ok(())
    }
}

impl Writes for Ours {
    type Value<'x> = Envelope<Document>;

    fn prepare(xml: &str) -> Result<Envelope<Document>> {
        Self::read(xml)
    }

    fn write(envelope: &Envelope<Document>) -> Result<Vec<u8>> {
        Ok(envelope.to_xml()?.into_bytes())
    }
}

fn personas(envelope: &Envelope<Document>) -> Option<&[PersonaType]> {
    let Body::Message(Document::GetImItemsResponse(response)) = &envelope.body else {
        return None;
    };
    Some(&response.im_item_list.as_ref()?.personas.as_ref()?.persona)
}

fn add(persona: &PersonaType, sum: &mut Checksum) -> Option<()> {
    let AnyItemIdType::ItemIdType(id) = &persona.persona_id else {
        return None;
    };
    let mailbox = persona.email_address.as_ref();
    let address = mailbox.and_then(|mailbox| mailbox.email_address.as_deref()).map(String::as_str);
    sum.persona(&id.id, persona.display_name.as_deref(), address);
    sum.number(persona.relevance_score?.into());
    for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.phone_number_attributed_value) {
        sum.text(&phone.value.number);
    }
    Some(())
}
