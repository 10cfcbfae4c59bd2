//! What is tried, in this order: the same as in the scripts.

use std::collections::BTreeMap;

use ms_oxwscos::ExchangeServicePortType as _;
use ms_oxwscos::messages::*;
use ms_oxwscos::types::*;

use super::caller::{Caller, Reason, added, done, expect, faulted, groups, id, source, text};
use super::refusals;
use crate::outcome::Case::{Met, Success};

const USER_GROUP: &str = "IPM.DistList.MOC.UserGroup";
const DISTRIBUTION_GROUP: &str = "IPM.DistList.MOC.DG";

pub(super) type Done = Result<(), Reason>;

/// Tries everything.
pub(super) async fn all(own: &mut Caller<'_>) {
    own.attempt("AddImGroup", Success, add_im_group).await;
    own.attempt("AddDistributionGroupToImList", Success, add_distribution_group).await;
    own.attempt("AddNewImContactToGroup", Success, add_new_im_contact).await;
    own.attempt("AddNewTelUriContactToGroup", Success, add_new_tel_uri_contact).await;
    own.attempt("AddImContactToGroup", Success, add_im_contact_to_group).await;
    own.attempt("GetImItems", Success, get_im_items).await;
    own.attempt("GetImItemList", Success, get_im_item_list).await;
    refusals::all(own).await;
    own.attempt("SetImGroup", Success, set_im_group).await;
    own.attempt("RemoveImContactFromGroup", Success, remove_im_contact_from_group).await;
    own.attempt("RemoveContactFromImList", Success, remove_contact).await;
    own.attempt("RemoveDistributionGroupFromImList", Success, remove_distribution_group).await;
    own.attempt("RemoveImGroup", Success, remove_im_group).await;
    own.attempt("SetImListMigrationCompleted", Success, set_migration_completed).await;
    own.attempt("fault", Met, fault).await;
    own.attempt("request header", Met, request_header).await;
    own.attempt("response header", Met, response_header).await;
    // What was sent is compared by the driver, which looks into the mailbox; what comes back is compared here.
    own.attempt("text", Met, async |own| expect(own.names().await?, vec![own.scenario.text.clone()])).await;
}

async fn add_im_group(own: &mut Caller<'_>) -> Done {
    let name = own.scenario.text.clone();
    let response = done(own.client.add_im_group(AddImGroupType::new(text(&name)?), own.headers()).await)?;
    let (display_name, class, id) = added(response.im_group)?;
    expect((display_name, class.as_str()), (name.clone(), USER_GROUP))?;
    own.group = id;
    expect(own.groups().await?, vec![(name, vec![])])
}

async fn add_distribution_group(own: &mut Caller<'_>) -> Done {
    let address = &own.scenario.distribution_group;
    let request = AddDistributionGroupToImListType::new(text(address)?, text("Sales")?);
    let group = done(own.client.add_distribution_group_to_im_list(request, own.headers()).await)?.im_group;
    expect(group.as_ref().and_then(|group| group.smtp_address.as_ref()), Some(address))?;
    let (name, class, id) = added(group)?;
    expect((name.as_str(), class.as_str()), ("Sales", DISTRIBUTION_GROUP))?;
    own.distribution_group = id;
    expect(own.groups().await?, vec![(own.scenario.text.clone(), vec![]), ("Sales".to_owned(), vec![])])
}

async fn add_new_im_contact(own: &mut Caller<'_>) -> Done {
    let (name, address) = (own.scenario.text.as_str(), "sip:zoe@example.com");
    let mut request = AddNewImContactToGroupType::new(text(address)?);
    (request.display_name, request.group_id) = (Some(text(name)?), Some(id(&own.group)));
    let response = done(own.client.add_new_im_contact_to_group(request, own.headers()).await)?;
    let persona = response.persona.ok_or("no persona")?;
    expect((persona.display_name.as_deref(), persona.im_address.as_deref()), (Some(name), Some(address)))?;
    own.contact = source(&persona)?;
    expect(own.groups().await?.into_iter().next(), Some((name.to_owned(), vec![own.contact.clone()])))?;
    expect(own.personas().await?, BTreeMap::from([(own.contact.clone(), name.to_owned())]))
}

pub(super) fn telephone(number: &str) -> Result<AddNewTelUriContactToGroupType, Reason> {
    let plain: String = number.chars().filter(|c| "+0123456789".contains(*c)).collect();
    let (tel, sip) = (format!("tel:{plain}"), format!("sip:{plain}@example.com;user=phone"));
    Ok(AddNewTelUriContactToGroupType::new(text(&tel)?, text(&sip)?, text(number)?))
}

async fn add_new_tel_uri_contact(own: &mut Caller<'_>) -> Done {
    let number = "+1 (555) 0100";
    let request = telephone(number)?.with_group_id(id(&own.group));
    let response = done(own.client.add_new_tel_uri_contact_to_group(request, own.headers()).await)?;
    let persona = response.persona.ok_or("no persona")?;
    expect(persona.phone_number.as_ref().map(|phone| phone.number.as_str()), Some(number))?;
    own.telephone = source(&persona)?;
    let members = vec![own.contact.clone(), own.telephone.clone()];
    expect(own.groups().await?.into_iter().next(), Some((own.scenario.text.clone(), members)))
}

async fn add_im_contact_to_group(own: &mut Caller<'_>) -> Done {
    let response = done(own.client.add_im_group(AddImGroupType::new(text("Second")?), own.headers()).await)?;
    own.second = added(response.im_group)?.2;
    let request = AddImContactToGroupType::new(id(&own.contact)).with_group_id(id(&own.second));
    done(own.client.add_im_contact_to_group(request, own.headers()).await)?;
    expect(own.groups().await?.pop(), Some(("Second".to_owned(), vec![own.contact.clone()])))
}

pub(super) fn ids(ids: &[&str]) -> Option<NonEmptyArrayOfBaseItemIdsType> {
    let items = ids.iter().map(|own| NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(id(own)));
    Some(NonEmptyArrayOfBaseItemIdsType::default().with_items(items))
}

async fn get_im_items(own: &mut Caller<'_>) -> Done {
    let request = GetImItemsType::default().with(|it| {
        it.contact_ids = ids(&[&own.contact]);
        it.group_ids = ids(&[&own.group]);
    });
    let items = done(own.client.get_im_items(request, own.headers()).await)?.im_item_list.ok_or("no list")?;
    let name = &own.scenario.text;
    let personas = items.personas.clone().unwrap_or_default().persona;
    let named = |persona: &PersonaType| Ok((source(persona)?, persona.display_name.clone()));
    let found: Vec<_> = personas.iter().map(named).collect::<Result<_, Reason>>()?;
    expect(found, vec![(own.contact.clone(), Some(name.clone()))])?;
    expect(groups(items), vec![(name.clone(), vec![own.contact.clone(), own.telephone.clone()])])
}

pub(super) fn property(tag: Option<PropertyTagType>) -> Option<NonEmptyArrayOfExtendedFieldUrIs> {
    let path = PathToExtendedFieldType::new(MapiPropertyTypeType::String).with(|it| it.property_tag = tag);
    Some(NonEmptyArrayOfExtendedFieldUrIs::default().with_extended_property([path]))
}

fn value(property: &ExtendedPropertyType) -> Option<&str> {
    match &property.choice {
        ExtendedPropertyTypeChoice::Value(value) => Some(value),
        _ => None,
    }
}

async fn get_im_item_list(own: &mut Caller<'_>) -> Done {
    let name = PropertyTagType::Member2(PropertyTagTypeMember2::new("0x3001")?);
    let request = GetImItemListType::default().with(|it| it.extended_properties = property(Some(name)));
    let items = done(own.client.get_im_item_list(request, own.headers()).await)?.im_item_list.ok_or("no list")?;
    let of_group = |group: &ImGroupType| {
        let property = group.extended_properties.as_ref()?.extended_property.first()?;
        value(property).map(str::to_owned)
    };
    let found: Vec<_> = items.groups.unwrap_or_default().im_group.iter().map(of_group).collect();
    let name = &own.scenario.text;
    expect(found, [name, "Sales", "Second"].map(|name| Some(name.to_owned())).to_vec())?;
    let of_persona = |persona: &PersonaType| {
        let property = persona.extended_properties.as_ref()?.extended_property_attributed_value.first()?;
        Some((source(persona).ok()?, value(&property.value)?.to_owned()))
    };
    let found: Vec<_> = items.personas.unwrap_or_default().persona.iter().map(of_persona).collect();
    let expected = [(&own.contact, name.as_str()), (&own.telephone, "+1 (555) 0100")];
    expect(found, expected.map(|(id, name)| Some((id.clone(), name.to_owned()))).to_vec())
}

async fn set_im_group(own: &mut Caller<'_>) -> Done {
    let name = own.renamed();
    let request = SetImGroupType::new(id(&own.second), text(&name)?);
    done(own.client.set_im_group(request, own.headers()).await)?;
    expect(own.names().await?, vec![own.scenario.text.clone(), "Sales".to_owned(), name])
}

async fn remove_im_contact_from_group(own: &mut Caller<'_>) -> Done {
    let request = RemoveImContactFromGroupType::new(id(&own.contact), id(&own.group));
    done(own.client.remove_im_contact_from_group(request, own.headers()).await)?;
    let first = (own.scenario.text.clone(), vec![own.telephone.clone()]);
    let third = (own.renamed(), vec![own.contact.clone()]);
    expect(own.groups().await?, vec![first, ("Sales".to_owned(), vec![]), third])
}

async fn remove_contact(own: &mut Caller<'_>) -> Done {
    let request = RemoveContactFromImListType::new(id(&own.telephone));
    done(own.client.remove_contact_from_im_list(request, own.headers()).await)?;
    expect(own.personas().await?, BTreeMap::from([(own.contact.clone(), own.scenario.text.clone())]))
}

async fn remove_distribution_group(own: &mut Caller<'_>) -> Done {
    let request = RemoveDistributionGroupFromImListType::new(id(&own.distribution_group));
    done(own.client.remove_distribution_group_from_im_list(request, own.headers()).await)?;
    expect(own.names().await?, vec![own.scenario.text.clone(), own.renamed()])
}

async fn remove_im_group(own: &mut Caller<'_>) -> Done {
    done(own.client.remove_im_group(RemoveImGroupType::new(id(&own.second)), own.headers()).await)?;
    expect(own.groups().await?, vec![(own.scenario.text.clone(), vec![])])?;
    expect(own.personas().await?, BTreeMap::new())
}

/// No operation tells what was set: the driver looks into the mailbox.
async fn set_migration_completed(own: &mut Caller<'_>) -> Done {
    let request = SetImListMigrationCompletedType::new(true);
    done(own.client.set_im_list_migration_completed(request, own.headers()).await)?;
    Ok(())
}

async fn fault(own: &mut Caller<'_>) -> Done {
    let headers = own.of_version(&own.scenario.refused_version);
    let answer = own.client.get_im_item_list(GetImItemListType::default(), headers).await;
    faulted(ResponseCodeType::from(own.scenario.refused_version_code.as_str()), answer)
}

async fn request_header(own: &mut Caller<'_>) -> Done {
    let name = "Of another";
    done(own.client.add_im_group(AddImGroupType::new(text(name)?), own.acting_for(&own.other)?).await)?;
    expect(groups(own.list(own.acting_for(&own.other)?).await?), vec![(name.to_owned(), vec![])])?;
    expect(own.groups().await?, vec![(own.scenario.text.clone(), vec![])])
}

async fn response_header(own: &mut Caller<'_>) -> Done {
    for version in [&own.scenario.version, &own.scenario.other_version] {
        let answer = own.client.get_im_item_list(GetImItemListType::default(), own.of_version(version)).await?;
        let info = answer.headers.server_version_info.ok_or("no header")?;
        expect((info.major_version, info.version.as_ref()), (Some(own.scenario.major_version), Some(version)))?;
    }
    Ok(())
}
