//! The bindings of Exchange Web Services as the contract of a shape.

use ews_tests::ews::messages::ArrayOfResponseMessagesTypeChoice as Response;
use ews_tests::ews::soap::{Body, Envelope};
use ews_tests::ews::types::{
    AnyItemIdType, AnyMessageType, ArrayOfRealItemsTypeChoice as Item, FindItemParentTypeChoice as Found,
    ItemAttachmentTypeChoice as Attached, NonEmptyArrayOfAttachmentsTypeChoice as Attachment,
};
use ews_tests::ews::{Document, messages::FindItemResponseType};

use super::contract::Contract;
use crate::check::Checksum;
use crate::subject::{Kind, Subject};

/// The contract.
pub(crate) struct Ews;

impl Contract for Ews {
    type Document = Document;
    type Item = AnyMessageType;

    fn path(subject: Subject) -> Option<&'static str> {
        Self::takes(subject)
            .then_some("m:FindItemResponse/m:ResponseMessages/m:FindItemResponseMessage/m:RootFolder/t:Items/t:Message")
    }

    fn takes(subject: Subject) -> bool {
        matches!(subject.kind, Kind::FindItemWide | Kind::FindItemDeep)
    }

    fn items(envelope: &Envelope<Document>, sum: &mut Checksum) -> Option<()> {
        let Body::Message(Document::FindItemResponse(response)) = &envelope.body else { return None };
        found(response)?.iter().try_for_each(|item| match item {
            Item::Message(message) => Self::item(message, sum),
            _ => None,
        })
    }

    /// The message, then those attached to it.
    fn item(message: &AnyMessageType, sum: &mut Checksum) -> Option<()> {
        let AnyMessageType::MessageType(message) = message else { return None };
        let AnyItemIdType::ItemIdType(id) = message.item_id.as_ref()? else { return None };
        sum.item(&id.id, message.subject.as_deref(), None);
        message.attachments.iter().flat_map(|attachments| &attachments.items).try_for_each(|attachment| {
            let Attachment::ItemAttachment(attachment) = attachment else { return None };
            let Some(Attached::Message(message)) = &attachment.choice else { return None };
            Self::item(message, sum)
        })
    }
}

fn found(response: &FindItemResponseType) -> Option<&[Item]> {
    let Response::FindItemResponseMessage(response) = response.response_messages.items.first()? else { return None };
    let Found::Items(items) = &response.root_folder.as_ref()?.choice else { return None };
    Some(&items.items)
}
