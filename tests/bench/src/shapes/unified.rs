//! The generated crate `ms-oxwscos` as the contract of a shape.

use ms_oxwscos::Document;
use ms_oxwscos::types::PersonaType;

use super::contract::Contract;
use crate::subject::{Kind, Subject};

/// The contract.
pub(crate) struct Unified;

/// What the messages hold in the bindings of this crate, whatever its texts and lists are.
macro_rules! items_of {
    ($crate_name:ident) => {
        $crate::shapes::unified::items_of!($crate_name Document PersonaType AnyItemIdType);
    };
    ($crate_name:ident $document:ident $persona:ident $item_id:ident) => {
        fn items(
            envelope: &$crate_name::soap::Envelope<$crate_name::$document>,
            sum: &mut $crate::check::Checksum,
        ) -> Option<()> {
            use $crate_name::{$document, soap::Body};
            match &envelope.body {
                Body::Message($document::GetImItemsResponse(response)) => {
                    let personas = response.im_item_list.as_ref()?.personas.as_ref()?;
                    personas.persona.iter().try_for_each(|persona| Self::item(persona, sum))
                }
                Body::Message($document::AddImGroup(request)) => {
                    sum.item("", Some(&request.display_name), None);
                    Some(())
                }
                _ => None,
            }
        }

        fn item(persona: &$crate_name::types::$persona, sum: &mut $crate::check::Checksum) -> Option<()> {
            let $crate_name::types::$item_id::ItemIdType(id) = &persona.persona_id else {
                return None;
            };
            let mailbox = persona.email_address.as_ref();
            let address = mailbox.and_then(|mailbox| mailbox.email_address.as_deref());
            sum.item(&id.id, persona.display_name.as_deref(), address.map(|address| &**address));
            sum.number(persona.relevance_score?.into());
            for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.phone_number_attributed_value) {
                sum.text(&phone.value.number);
            }
            Some(())
        }
    };
}
pub(super) use items_of;

impl Contract for Unified {
    type Document = Document;
    type Item = PersonaType;

    fn path(subject: Subject) -> Option<&'static str> {
        (subject.kind == Kind::Personas).then_some("m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona")
    }

    fn takes(subject: Subject) -> bool {
        matches!(subject.kind, Kind::Personas | Kind::AddImGroup)
    }

    items_of!(ms_oxwscos);
}
