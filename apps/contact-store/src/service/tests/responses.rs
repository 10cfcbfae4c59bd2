//! What is in a response.

use super::*;
use ms_oxwscos::{IntoResult as _, types};

#[tokio::test]
async fn group_has_name_class_and_identifier() {
    let service = service(Surroundings::default());
    let group = add_group(&service, "Zoë & <friends>", headers()).await.unwrap();
    assert_eq!(group.display_name.get(), "Zoë & <friends>");
    assert_eq!(group.group_type.get(), "IPM.DistList.MOC.UserGroup");
    assert!(group.exchange_store_id.unwrap().change_key().is_some());
    assert_eq!((group.member_correlation_key, group.smtp_address), (None, None));
}

#[tokio::test]
async fn members_are_identified_as_the_sources_of_personas() {
    let service = service(Surroundings::default());
    let group = add_group(&service, "Friends", headers()).await.unwrap();
    let persona = add_contact(&service, "sip:lee@example.com", group.exchange_store_id).await;
    let list = list(&service, GetImItemListType::default()).await;
    let (groups, personas) = (list.groups.unwrap().im_group, list.personas.unwrap().persona);
    let members = groups.first().unwrap().member_correlation_key.clone().unwrap().item_id;
    assert_eq!(members, [contact_id(&persona)]);
    assert_eq!(personas, [persona]);
}

#[tokio::test]
async fn telephone_is_a_persona_with_a_number() {
    let service = service(Surroundings::default());
    let request = AddNewTelUriContactToGroupType::new(
        text("tel:+15550100"),
        text("sip:+15550100@example.com;user=phone"),
        text("+1 555 0100"),
    );
    let response = service.add_new_tel_uri_contact_to_group(request, headers()).await.unwrap().body;
    let persona = response.persona.unwrap();
    assert_eq!(persona.im_address.as_deref(), Some("sip:+15550100@example.com;user=phone"));
    assert_eq!(persona.phone_number, Some(PersonaPhoneNumberType::new("+1 555 0100", "Business")));
    assert_eq!(persona.display_name.as_deref(), Some("+1 555 0100"));
}

#[tokio::test]
async fn distribution_group_has_its_address() {
    let service = configured("distribution-groups = ['all@example.com']");
    let request = AddDistributionGroupToImListType::new(text("all@example.com"), text("All"));
    let group = service.add_distribution_group_to_im_list(request, headers()).await.unwrap().body.im_group.unwrap();
    assert_eq!(group.smtp_address.as_deref(), Some("all@example.com"));
    assert_eq!(group.group_type.get(), "IPM.DistList.MOC.DG");
}

#[tokio::test]
async fn items_come_in_the_order_asked_for() {
    let service = service(Surroundings::default());
    let (one, two) = (add_contact(&service, "sip:1", None).await, add_contact(&service, "sip:2", None).await);
    let ids = [&two, &one].map(|persona| NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(contact_id(persona)));
    let contact_ids = Some(NonEmptyArrayOfBaseItemIdsType::default().with_items(ids));
    let mut request = GetImItemsType::default();
    request.contact_ids = contact_ids;
    let found = service.get_im_items(request, headers()).await.unwrap().body.im_item_list.unwrap();
    assert_eq!(found.personas.unwrap().persona, [two, one]);
    assert_eq!(found.groups.unwrap().im_group, []);
}

#[tokio::test]
async fn refusal_is_a_response_of_class_error() {
    let service = service(Surroundings::default());
    let nobody: AnyItemIdType = types::ItemIdType::new("AAMk").into();
    let response = service.remove_contact_from_im_list(RemoveContactFromImListType::new(nobody.clone()), headers());
    let response = response.await.unwrap().body;
    assert_eq!(response.response_class, ResponseClassType::Error);
    assert_eq!(response.descriptive_link_key, Some(0));
    let error = response.into_result().unwrap_err();
    assert_eq!(error.code, Some(ResponseCodeType::ErrorInvalidImContactId));
    assert!(error.text.is_some());

    let occurrence =
        NonEmptyArrayOfBaseItemIdsTypeChoice::OccurrenceItemId(Box::new(OccurrenceItemIdType::new("AAMk", 1)));
    for (contact, group, code) in [
        (Some(occurrence.clone()), None, ResponseCodeType::ErrorInvalidImContactId),
        (None, Some(occurrence), ResponseCodeType::ErrorInvalidImGroupId),
        (None, Some(NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(nobody)), ResponseCodeType::ErrorInvalidImGroupId),
    ] {
        let ids = |id: Option<_>| id.map(|id| NonEmptyArrayOfBaseItemIdsType::default().with_items([id]));
        let mut request = GetImItemsType::default();
        request.contact_ids = ids(contact);
        request.group_ids = ids(group);
        let response = service.get_im_items(request, headers()).await.unwrap().body;
        assert_eq!(response.im_item_list, None);
        assert_eq!(response.into_result().unwrap_err().code, Some(code));
    }
}

#[tokio::test]
async fn empty_text_breaks_the_schema() {
    let service = service(Surroundings::default());
    let xml = r#"<AddImGroup xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"><DisplayName/></AddImGroup>"#;
    let ms_oxwscos::Document::AddImGroup(request) = ms_oxwscos::Document::from_xml(xml).unwrap() else {
        unreachable!("the document is a request of AddImGroup")
    };
    let fault = service.add_im_group(*request, headers()).await.unwrap_err();
    assert_eq!(code_of(&fault), ResponseCodeType::ErrorSchemaValidation);
}

#[tokio::test]
async fn version_is_the_one_asked_for() {
    let service = service(Surroundings::default());
    let asking = |version: &str| {
        headers().with_request_server_version(RequestServerVersion::new(ExchangeVersionType::from(version)))
    };
    for (headers, version) in [(headers(), "Exchange2016"), (asking("Exchange2013_SP1"), "Exchange2013_SP1")] {
        let reply = service.get_im_item_list(GetImItemListType::default(), headers).await.unwrap();
        let info = reply.headers.server_version_info.unwrap();
        assert_eq!((info.major_version, info.minor_version), (Some(15), Some(1)));
        assert_eq!(info.version.as_deref(), Some(version));
    }
    for version in ["Exchange2010_SP2", "Exchange2042", ""] {
        let fault = service.get_im_item_list(GetImItemListType::default(), asking(version)).await.unwrap_err();
        assert_eq!(code_of(&fault), ResponseCodeType::ErrorInvalidServerVersion, "{version}");
    }
}
