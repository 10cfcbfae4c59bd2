//! The operations of the port type, in its order ([MS-OXWSCOS] 3.1.4).
//!
//! Each takes a request apart, lets the store apply its rules, and puts the response together.

use ms_oxwscos::messages::*;
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::{
    AnyItemIdType, ArrayOfImGroupType, ArrayOfPeopleType, ImGroupType, ImItemListType, NonEmptyArrayOfBaseItemIdsType,
    NonEmptyArrayOfBaseItemIdsTypeChoice, NonEmptyStringType, PersonaType,
};
use ms_oxwscos::{ExchangeServicePortType, Outcome, RequestHeaders};

use super::answer::Answer;
use super::extended_property::Requested;
use super::{Service, Surroundings, fault, group, now, persona};
use crate::store::{Address, Mailbox, NewContact, Refusal};

impl ExchangeServicePortType for Service {
    type Error = Fault;

    async fn add_distribution_group_to_im_list(
        &self,
        request: AddDistributionGroupToImListType,
        headers: RequestHeaders,
    ) -> Outcome<AddDistributionGroupToImListResponseMessageType, Fault> {
        let smtp_address = text(request.smtp_address, "SmtpAddress")?;
        let display_name = text(request.display_name, "DisplayName")?;
        self.change(headers, move |mailbox, around| {
            let group = mailbox.add_distribution_group(&around.directory, &smtp_address, &display_name)?;
            let im_group = group::described(mailbox, &group)?;
            Ok(AddDistributionGroupToImListResponseMessageType::success().with_im_group(im_group))
        })
        .await
    }

    async fn add_im_contact_to_group(
        &self,
        request: AddImContactToGroupType,
        headers: RequestHeaders,
    ) -> Outcome<AddImContactToGroupResponseMessageType, Fault> {
        self.change(headers, move |mailbox, _| {
            mailbox.add_contact_to_group(id(&request.contact_id), optional_id(&request.group_id))?;
            Ok(Answer::success())
        })
        .await
    }

    async fn add_im_group(
        &self,
        request: AddImGroupType,
        headers: RequestHeaders,
    ) -> Outcome<AddImGroupResponseMessageType, Fault> {
        let display_name = text(request.display_name, "DisplayName")?;
        self.change(headers, move |mailbox, _| {
            let group = mailbox.add_group(&display_name)?;
            let im_group = group::described(mailbox, &group)?;
            Ok(AddImGroupResponseMessageType::success().with_im_group(im_group))
        })
        .await
    }

    async fn add_new_im_contact_to_group(
        &self,
        request: AddNewImContactToGroupType,
        headers: RequestHeaders,
    ) -> Outcome<AddNewImContactToGroupResponseMessageType, Fault> {
        let address = Address::Im(self.likeness().kept_address(text(request.im_address, "ImAddress")?));
        let display_name = request.display_name.map(|name| text(name, "DisplayName")).transpose()?;
        self.change(headers, move |mailbox, around| {
            let new = NewContact { address, display_name, created: now() };
            let persona = add(mailbox, around, new, &request.group_id)?;
            Ok(AddNewImContactToGroupResponseMessageType::success().with_persona(persona))
        })
        .await
    }

    async fn add_new_tel_uri_contact_to_group(
        &self,
        request: AddNewTelUriContactToGroupType,
        headers: RequestHeaders,
    ) -> Outcome<AddNewTelUriContactToGroupResponseMessageType, Fault> {
        let address = Address::TelUri {
            tel_uri: text(request.tel_uri_address, "TelUriAddress")?,
            sip_uri: text(request.im_contact_sip_uri_address, "ImContactSipUriAddress")?,
            telephone_number: text(request.im_telephone_number, "ImTelephoneNumber")?,
        };
        self.change(headers, move |mailbox, around| {
            let new = NewContact { address, display_name: None, created: now() };
            let persona = add(mailbox, around, new, &request.group_id)?;
            Ok(AddNewTelUriContactToGroupResponseMessageType::success().with_persona(persona))
        })
        .await
    }

    async fn get_im_item_list(
        &self,
        request: GetImItemListType,
        headers: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        self.read(headers, move |mailbox, around| {
            let asked = Requested::new(request.extended_properties)?;
            let groups = mailbox.groups().map(|group| group::im_group(mailbox, group, &asked, &around.properties));
            // No operation leaves a contact without a group, so all there are belong to one that is returned (3.1.4.6).
            let contacts = mailbox.contacts();
            let personas = contacts.map(|contact| persona::persona(mailbox, contact, &asked, around));
            let im_item_list = list(groups.collect::<Result<_, _>>()?, personas.collect());
            Ok(GetImItemListResponseMessageType::success().with_im_item_list(im_item_list))
        })
        .await
    }

    /// An identifier of nothing is an error, though 3.1.4.7 does not say so: with items left out, a client could not tell which.
    async fn get_im_items(
        &self,
        request: GetImItemsType,
        headers: RequestHeaders,
    ) -> Outcome<GetImItemsResponseMessageType, Fault> {
        self.read(headers, move |mailbox, around| {
            let asked = Requested::new(request.extended_properties)?;
            let (mut groups, mut personas) = (Vec::new(), Vec::new());
            for id in ids(request.contact_ids.as_ref()) {
                let contact = mailbox.contact(id.ok_or(Refusal::InvalidImContactId)?)?;
                personas.push(persona::persona(mailbox, contact, &asked, around));
            }
            for id in ids(request.group_ids.as_ref()) {
                let group = mailbox.group(id.ok_or(Refusal::InvalidImGroupId)?)?;
                groups.push(group::im_group(mailbox, group, &asked, &around.properties)?);
            }
            let im_item_list = list(groups, personas);
            Ok(GetImItemsResponseMessageType::success().with_im_item_list(im_item_list))
        })
        .await
    }

    async fn remove_contact_from_im_list(
        &self,
        request: RemoveContactFromImListType,
        headers: RequestHeaders,
    ) -> Outcome<RemoveContactFromImListResponseMessageType, Fault> {
        self.change(headers, move |mailbox, around| {
            around.like.check_removal()?;
            mailbox.remove_contact(id(&request.contact_id))?;
            Ok(Answer::success())
        })
        .await
    }

    async fn remove_distribution_group_from_im_list(
        &self,
        request: RemoveDistributionGroupFromImListType,
        headers: RequestHeaders,
    ) -> Outcome<RemoveDistributionGroupFromImListResponseMessageType, Fault> {
        self.change(headers, move |mailbox, _| {
            mailbox.remove_distribution_group(id(&request.group_id))?;
            Ok(Answer::success())
        })
        .await
    }

    async fn remove_im_contact_from_group(
        &self,
        request: RemoveImContactFromGroupType,
        headers: RequestHeaders,
    ) -> Outcome<RemoveImContactFromGroupResponseMessageType, Fault> {
        self.change(headers, move |mailbox, _| {
            mailbox.remove_contact_from_group(id(&request.contact_id), id(&request.group_id))?;
            Ok(Answer::success())
        })
        .await
    }

    async fn remove_im_group(
        &self,
        request: RemoveImGroupType,
        headers: RequestHeaders,
    ) -> Outcome<RemoveImGroupResponseMessageType, Fault> {
        self.change(headers, move |mailbox, _| {
            mailbox.remove_group(id(&request.group_id))?;
            Ok(Answer::success())
        })
        .await
    }

    async fn set_im_group(
        &self,
        request: SetImGroupType,
        headers: RequestHeaders,
    ) -> Outcome<SetImGroupResponseMessageType, Fault> {
        let display_name = text(request.new_display_name, "NewDisplayName")?;
        self.change(headers, move |mailbox, _| {
            mailbox.set_group(id(&request.group_id), &display_name)?;
            Ok(Answer::success())
        })
        .await
    }

    async fn set_im_list_migration_completed(
        &self,
        request: SetImListMigrationCompletedType,
        headers: RequestHeaders,
    ) -> Outcome<SetImListMigrationCompletedResponseMessageType, Fault> {
        self.change(headers, move |mailbox, _| {
            mailbox.set_migration_completed(request.im_list_migration_completed);
            Ok(Answer::success())
        })
        .await
    }
}

/// The text of an element that the schema wants to have a character.
fn text(text: NonEmptyStringType, element: &str) -> Result<String, Fault> {
    if text.is_empty() { Err(fault::empty(element)) } else { Ok(text.into_inner()) }
}

/// The identifier; one of a type that the contract does not know identifies nothing, as no identifier is empty.
fn id(of: &AnyItemIdType) -> &str {
    of.id().map_or("", String::as_str)
}

fn optional_id(of: &Option<AnyItemIdType>) -> Option<&str> {
    of.as_ref().map(id)
}

/// The identifiers of items; `None` for those of occurrences and series, which no contact or group is.
fn ids(of: Option<&NonEmptyArrayOfBaseItemIdsType>) -> impl Iterator<Item = Option<&str>> {
    of.into_iter().flat_map(|ids| &ids.items).map(|item| match item {
        NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(item) => Some(id(item)),
        _ => None,
    })
}

fn add(
    mailbox: &mut Mailbox,
    around: &Surroundings,
    new: NewContact,
    group_id: &Option<AnyItemIdType>,
) -> Result<PersonaType, Refusal> {
    let contact = mailbox.add_contact(new, optional_id(group_id))?;
    Ok(persona::persona(mailbox, &contact, &Requested::default(), around))
}

fn list(im_group: Vec<ImGroupType>, persona: Vec<PersonaType>) -> ImItemListType {
    ImItemListType::default()
        .with_groups(ArrayOfImGroupType::default().with_im_group(im_group))
        .with_personas(ArrayOfPeopleType::default().with_persona(persona))
}
