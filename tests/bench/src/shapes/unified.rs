//! The generated crate `ms-oxwscos` as the contract of a shape.

use ms_oxwscos::Document;
use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::types::{AnyItemIdType, PersonaType};

use super::contract::Contract;
use crate::check::Checksum;
use crate::subject::{Kind, Subject};

/// The contract.
pub(crate) struct Unified;

impl Contract for Unified {
    type Document = Document;
    type Item = PersonaType;

    fn path(subject: Subject) -> Option<&'static str> {
        (subject.kind == Kind::Personas).then_some("m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona")
    }

    fn takes(subject: Subject) -> bool {
        matches!(subject.kind, Kind::Personas | Kind::AddImGroup)
    }

    fn items(envelope: &Envelope<Document>, sum: &mut Checksum) -> Option<()> {
        match &envelope.body {
            Body::Message(Document::GetImItemsResponse(response)) => {
                let personas = response.im_item_list.as_ref()?.personas.as_ref()?;
                personas.persona.iter().try_for_each(|persona| Self::item(persona, sum))
            }
            Body::Message(Document::AddImGroup(request)) => {
                sum.item("", Some(&request.display_name), None);
                Some(())
            }
            _ => None,
        }
    }

    fn item(persona: &PersonaType, sum: &mut Checksum) -> Option<()> {
        let AnyItemIdType::ItemIdType(id) = &persona.persona_id else {
            return None;
        };
        let mailbox = persona.email_address.as_ref();
        let address = mailbox.and_then(|mailbox| mailbox.email_address.as_deref()).map(String::as_str);
        sum.item(&id.id, persona.display_name.as_deref(), address);
        sum.number(persona.relevance_score?.into());
        for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.phone_number_attributed_value) {
            sum.text(&phone.value.number);
        }
        Some(())
    }
}
