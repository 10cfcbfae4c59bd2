//! The same contract with texts and lists of one word, as `memory = "compact"` of the configuration has it.

use bench_compact::Document;
use bench_compact::soap::{Body, Envelope};
use bench_compact::types::{AnyItemIdType, PersonaType};
use soap_runtime::ReadOptions;

use super::contract::Contract;
use super::typed::{Typed, Way};
use super::unified::Unified;
use crate::check::Checksum;
use crate::subject::Subject;

/// The contract.
pub(crate) struct Compact;

/// Reading, leniently.
pub(crate) type Read = Typed<Compact, Lenient>;

pub(crate) struct Lenient;

impl Way for Lenient {
    const NAME: &'static str = "compact";
    const ABOUT: &'static str = "read into types with texts and lists of one word";

    fn options() -> ReadOptions {
        ReadOptions::default()
    }
}

impl Contract for Compact {
    type Document = Document;
    type Item = PersonaType;

    const WRITE: (&'static str, &'static str) = ("compact-write", "write types with texts and lists of one word");

    fn path(subject: Subject) -> Option<&'static str> {
        Unified::path(subject)
    }

    fn takes(subject: Subject) -> bool {
        Unified::takes(subject)
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
        let address = mailbox.and_then(|mailbox| mailbox.email_address.as_deref());
        sum.item(&id.id, persona.display_name.as_deref(), address.map(|address| &**address));
        sum.number(persona.relevance_score?.into());
        for phone in persona.mobile_phones.iter().flat_map(|phones| &phones.phone_number_attributed_value) {
            sum.text(&phone.value.number);
        }
        Some(())
    }
}
