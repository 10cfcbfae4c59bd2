//! Groups as the contract has them ([MS-OXWSCOS] 2.2.4.2).

use ms_oxwscos::types::{
    AnyItemIdType, ImGroupType, ItemIdType, NonEmptyArrayOfExtendedPropertyType, NonEmptyArrayOfItemIdsType,
    NonEmptyStringType,
};

use super::answer::Problem;
use super::extended_property::Requested;
use crate::store::{Group, Identifier, Mailbox, PropertyTable};

/// The group, with its members and the properties asked for.
pub(super) fn im_group(
    mailbox: &Mailbox,
    group: &Group,
    asked: &Requested,
    table: &PropertyTable,
) -> Result<ImGroupType, Problem> {
    let item_id = mailbox.members(group).map(|contact| item_id(mailbox.contact_identifier(contact))).collect();
    let extended_property = asked.of_group(group, table);
    Ok(ImGroupType {
        member_correlation_key: Some(NonEmptyArrayOfItemIdsType { item_id }).filter(|keys| !keys.item_id.is_empty()),
        extended_properties: Some(NonEmptyArrayOfExtendedPropertyType { extended_property })
            .filter(|properties| !properties.extended_property.is_empty()),
        ..described(mailbox, group)?
    })
}

/// The group as the operations that add one give it: without members, as in the published responses.
pub(super) fn described(mailbox: &Mailbox, group: &Group) -> Result<ImGroupType, Problem> {
    let display_name = NonEmptyStringType::new(group.display_name.as_str())?;
    let class = NonEmptyStringType::new(group.class.as_str())?;
    Ok(ImGroupType {
        exchange_store_id: Some(item_id(mailbox.group_identifier(group))),
        smtp_address: group.smtp_address.clone(),
        ..ImGroupType::new(display_name, class)
    })
}

pub(super) fn item_id(identifier: Identifier) -> AnyItemIdType {
    ItemIdType { change_key: Some(identifier.change_key), ..ItemIdType::new(identifier.id) }.into()
}
