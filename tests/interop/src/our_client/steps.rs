//! What is tried, in this order: the same as in the scripts.

use std::collections::BTreeMap;

use ms_oxwscos::ExchangeServicePortType as _;
use ms_oxwscos::messages::*;
use ms_oxwscos::types::*;

use super::caller::{Caller, Reason, added, done, expect, faulted, groups, id, source, text};
use crate::outcome::Case::{Error, Met, Success};

const USER_GROUP: &str = "IPM.DistList.MOC.UserGroup";
const DISTRIBUTION_GROUP: &str = "IPM.DistList.MOC.DG";

type Done = Result<(), Reason>;

/// Tries everything.
pub(super) async fn all(own: &mut Caller<'_>) {
    own.attempt("AddImGroup", Success, add_im_group).await;
    own.attempt("AddDistributionGroupToImList", Success, add_distribution_group).await;
    own.attempt("AddNewImContactToGroup", Success, add_new_im_contact).await;
    own.attempt("AddNewTelUriContactToGroup", Success, add_new_tel_uri_contact).await;
    own.attempt("AddImContactToGroup", Success, add_im_contact_to_group).await;
    own.attempt("GetImItems", Success, get_im_items).await;
    own.attempt("GetImItemList", Success, get_im_item_list).await;
    refusals_of_additions(own).await;
    refusals_of_others(own).await;
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

fn telephone(number: &str) -> Result<AddNewTelUriContactToGroupType, Reason> {
    let plain: String = number.chars().filter(|c| "+0123456789".contains(*c)).collect();
    let (tel, sip) = (format!("tel:{plain}"), format!("sip:{plain}@example.com;user=phone"));
    Ok(AddNewTelUriContactToGroupType::new(text(&tel)?, text(&sip)?, text(number)?))
}

async fn add_new_tel_uri_contact(own: &mut Caller<'_>) -> Done {
    let number = "+1 (555) 0100";
    let request = AddNewTelUriContactToGroupType { group_id: Some(id(&own.group)), ..telephone(number)? };
    let response = done(own.client.add_new_tel_uri_contact_to_group(request, own.headers()).await)?;
    let persona = response.persona.ok_or("no persona")?;
    expect(persona.phone_number.as_ref().and_then(|phone| phone.number.as_deref()), Some(number))?;
    own.telephone = source(&persona)?;
    let members = vec![own.contact.clone(), own.telephone.clone()];
    expect(own.groups().await?.into_iter().next(), Some((own.scenario.text.clone(), members)))
}

async fn add_im_contact_to_group(own: &mut Caller<'_>) -> Done {
    let response = done(own.client.add_im_group(AddImGroupType::new(text("Second")?), own.headers()).await)?;
    own.second = added(response.im_group)?.2;
    let request = AddImContactToGroupType {
        group_id: Some(id(&own.second)),
        ..AddImContactToGroupType::new(id(&own.contact))
    };
    done(own.client.add_im_contact_to_group(request, own.headers()).await)?;
    expect(own.groups().await?.pop(), Some(("Second".to_owned(), vec![own.contact.clone()])))
}

fn ids(ids: &[&str]) -> Option<NonEmptyArrayOfBaseItemIdsType> {
    let items = ids.iter().map(|own| NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(id(own))).collect();
    Some(NonEmptyArrayOfBaseItemIdsType { items })
}

async fn get_im_items(own: &mut Caller<'_>) -> Done {
    let request =
        GetImItemsType { contact_ids: ids(&[&own.contact]), group_ids: ids(&[&own.group]), extended_properties: None };
    let items = done(own.client.get_im_items(request, own.headers()).await)?.im_item_list.ok_or("no list")?;
    let name = &own.scenario.text;
    let personas = items.personas.clone().unwrap_or_default().persona;
    let named = |persona: &PersonaType| Ok((source(persona)?, persona.display_name.clone()));
    let found: Vec<_> = personas.iter().map(named).collect::<Result<_, Reason>>()?;
    expect(found, vec![(own.contact.clone(), Some(name.clone()))])?;
    expect(groups(items), vec![(name.clone(), vec![own.contact.clone(), own.telephone.clone()])])
}

fn property(tag: Option<PropertyTagType>) -> Option<NonEmptyArrayOfExtendedFieldUrIs> {
    let path = PathToExtendedFieldType {
        property_tag: tag,
        ..PathToExtendedFieldType::new(MapiPropertyTypeType::String)
    };
    Some(NonEmptyArrayOfExtendedFieldUrIs { extended_property: vec![path] })
}

fn value(property: &ExtendedPropertyType) -> Option<&str> {
    match &property.choice {
        ExtendedPropertyTypeChoice::Value(value) => Some(value),
        ExtendedPropertyTypeChoice::Values(_) => None,
    }
}

async fn get_im_item_list(own: &mut Caller<'_>) -> Done {
    let request = GetImItemListType { extended_properties: property(Some("0x3001".parse()?)) };
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

/// Calls an operation that has to be refused.
macro_rules! refused {
    ($own:ident, $name:literal, $method:ident, $headers:expr, $request:expr) => {
        $own.attempt($name, Error, async |own| {
            let make = |own: &mut Caller<'_>| Ok::<_, Reason>(($headers(own)?, $request(own)?));
            let (headers, request) = make(own)?;
            let answer = own.client.$method(request, headers).await;
            own.refused($name, answer)
        })
        .await
    };
}

