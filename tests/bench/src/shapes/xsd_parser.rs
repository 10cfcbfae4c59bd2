//! The code that xsd-parser generates from the same schemas, without its error positions, which cost time.

use anyhow::{Result, ensure};
use bench_xsd_parser::s::EnvelopeType;
use bench_xsd_parser::t::{ArrayOfPeopleTypeContent, PersonaType};

use super::Shape;
use crate::check::{Checksum, same};
use crate::message::Message;
use crate::subject::{Kind, Subject};

/// Reading.
pub(crate) struct XsdParser;

impl Shape for XsdParser {
    const NAME: &'static str = "xsd-parser";
    const ABOUT: &'static str = "read by the code that xsd-parser generates";
    const ITEM_SIZE: Option<usize> = Some(size_of::<PersonaType>());

    type From<'x> = &'x str;
    type Made<'x> = EnvelopeType;

    fn takes(subject: Subject) -> bool {
        subject.kind == Kind::Personas
    }

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make(xml: &&str) -> Result<EnvelopeType> {
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
        ensure!(sum == message.items, "{sum:?}, not {:?}", message.items);
        Ok(())
    }
}

/// Writing.
pub(crate) struct XsdParserWrite;

impl Shape for XsdParserWrite {
    const NAME: &'static str = "xsd-parser-write";
    const ABOUT: &'static str = "write by the code that xsd-parser generates";
    const ITEM_SIZE: Option<usize> = XsdParser::ITEM_SIZE;

    type From<'x> = EnvelopeType;
    type Made<'x> = Vec<u8>;

    fn takes(subject: Subject) -> bool {
        XsdParser::takes(subject) && !subject.indented
    }

    fn prepare(message: &Message) -> Result<EnvelopeType> {
        XsdParser::make(&message.xml.as_str())
    }

    fn make(envelope: &EnvelopeType) -> Result<Vec<u8>> {
        Ok(bench_xsd_parser::write(envelope)?)
    }

    fn check(xml: &Vec<u8>, message: &Message) -> Result<()> {
        same(&message.xml, std::str::from_utf8(xml)?)
    }
}

fn add(persona: &PersonaType, sum: &mut Checksum) {
    let address = persona.email_address.as_ref().and_then(|mailbox| mailbox.email_address.as_deref());
    sum.item(&persona.persona_id.id, persona.display_name.as_deref(), address);
    sum.number(persona.relevance_score.unwrap_or_default().into());
    for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.phone_number_attributed_value) {
        sum.text(&phone.value.number);
    }
}
