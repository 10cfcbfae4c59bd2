//! What differs when the service is like Exchange.

use std::time::Duration;

use super::super::Likeness;
use super::*;
use ms_oxwscos::IntoResult as _;

fn exchange() -> Service {
    service(Surroundings { like: Likeness::Exchange, ..Surroundings::default() })
}

#[tokio::test]
async fn the_scheme_does_not_count_and_comes_and_goes() {
    let service = exchange();
    let one = add_contact(&service, "sip:lee@example.com", None).await;
    assert_eq!(add_contact(&service, "LEE@example.com", None).await, one);
    add_contact(&service, "kim@example.com", None).await;
    add_contact(&service, "sip:jo@example.com", None).await;
    let personas = list(&service, GetImItemListType::default()).await.personas.unwrap().persona;
    let shown: Vec<_> = personas.iter().map(|persona| persona.im_address.as_deref().unwrap()).collect();
    assert_eq!(shown.len(), 3);
    assert!(shown.iter().any(|address| address.starts_with("sip:")), "{shown:?}");
    assert!(shown.iter().any(|address| !address.starts_with("sip:")), "{shown:?}");
}

#[tokio::test]
async fn a_contact_is_the_quick_contact_among_its_sources() {
    let service = exchange();
    let persona = add_contact(&service, "lee@example.com", None).await;
    let sources = persona.attributions.unwrap().attribution;
    assert_eq!(sources.iter().filter(|source| source.is_quick_contact == Some(true)).count(), 1);
    let join = |id: &AnyItemIdType| AddImContactToGroupType::new(id.clone());
    for source in &sources {
        let response = service.add_im_contact_to_group(join(&source.source_id), headers()).await.unwrap().body;
        assert_eq!(response.into_result().is_ok(), source.is_quick_contact == Some(true));
    }
}

#[tokio::test]
async fn contacts_leave_by_their_groups_alone() {
    let service = exchange();
    let group = add_group(&service, "Friends", headers()).await.unwrap().exchange_store_id.unwrap();
    let persona = add_contact(&service, "lee@example.com", Some(group.clone())).await;
    let id = persona.attributions.unwrap().attribution[1].source_id.clone();
    let removal = RemoveContactFromImListType::new(id.clone());
    let error = service.remove_contact_from_im_list(removal, headers()).await.unwrap().body.into_result().unwrap_err();
    assert_eq!(error.code, Some(ResponseCodeType::ErrorInvalidOperation));
    let removal = RemoveImContactFromGroupType::new(id, group);
    service.remove_im_contact_from_group(removal, headers()).await.unwrap().body.into_result().unwrap();
    assert_eq!(list(&service, GetImItemListType::default()).await.personas.unwrap().persona, []);
}

#[tokio::test]
async fn a_second_request_at_once_is_told_to_come_back() {
    let service = exchange();
    let lee = service.for_caller(MailboxName::new("lee@example.com").unwrap());
    let ask = |service: &Service| {
        let service = service.clone();
        async move { service.get_im_item_list(GetImItemListType::default(), headers()).await }
    };
    // The first one waits for its thread when the others begin.
    let (first, second, other) = tokio::join!(ask(&service), ask(&service), ask(&lee));
    assert!(first.is_ok() && other.is_ok());
    let fault = second.unwrap_err();
    assert_eq!(code_of(&fault), ResponseCodeType::ErrorServerBusy);
    assert_eq!(fault.back_off(), Some(Duration::from_millis(50)));
    assert!(ask(&service).await.is_ok());
}
