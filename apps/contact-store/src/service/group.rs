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
    let members = mailbox.members(group).map(|contact| item_id(mailbox.contact_identifier(contact)));
    let keys = NonEmptyArrayOfItemIdsType::default().with_item_id(members);
    let properties =
        NonEmptyArrayOfExtendedPropertyType::default().with_extended_property(asked.of_group(group, table));
    let mut im_group = described(mailbox, group)?;
    im_group.member_correlation_key = Some(keys).filter(|keys| !keys.item_id.is_empty());
    im_group.extended_properties = Some(properties).filter(|all| !all.extended_property.is_empty());
    Ok(im_group)
}

/// The group as the operations that add one give it: without members, as in the published responses.
pub(super) fn described(mailbox: &Mailbox, group: &Group) -> Result<ImGroupType, Problem> {
    let display_name = NonEmptyStringType::new(group.display_name.as_str())?;
    let class = NonEmptyStringType::new(group.class.as_str())?;
    let identifier = item_id(mailbox.group_identifier(group));
    let mut described = ImGroupType::new(display_name, class).with_exchange_store_id(identifier);
    described.smtp_address = group.smtp_address.clone();
    Ok(described)
}

pub(super) fn item_id(identifier: Identifier) -> AnyItemIdType {
    ItemIdType::new(identifier.id).with_change_key(identifier.change_key).into()
}
