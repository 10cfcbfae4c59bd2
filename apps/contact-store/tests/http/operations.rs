//! All operations through our own client: each done, and each refused.

use std::fs;

use ms_oxwscos::http::Basic;
use ms_oxwscos::http::CallError;
use ms_oxwscos::messages::*;
use ms_oxwscos::types::*;
use ms_oxwscos::{
    Client, ExchangeFault as _, ExchangeServicePortType as _, IntoResult as _, ReadOptions, ResponseError,
};

use crate::process::{Http, Process};
use crate::requests::{add_contact, add_group, ask, headers, list, source, text};

const LEE: &str = "Lee \"Łukasz\" <Gu> & Söhne — 東京 \u{1F600}";

fn strict(client: &Http) -> Http {
    client.with_read_options(ReadOptions::strict())
}

/// The code of a response that is an error.
macro_rules! refused {
    ($client:expr, $method:ident, $request:expr) => {{
        let failure = ask!($client, $method, $request).unwrap_err();
        failure.downcast_ref::<ResponseError>().unwrap().code.clone().unwrap()
    }};
}

fn ids(ids: &[&AnyItemIdType]) -> Option<NonEmptyArrayOfBaseItemIdsType> {
    let items = ids.iter().map(|id| NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId((*id).clone()));
    Some(NonEmptyArrayOfBaseItemIdsType::default().with_items(items))
}

#[tokio::test]
async fn every_operation_is_done() {
    let process = Process::start(&["--in-memory", "--strict", "--distribution-group", "sales@example.com"]);
    let client = strict(&process.client(&reqwest::Client::new(), "kim"));
    let group = add_group(&client, LEE).await.unwrap();
    let other = add_group(&client, "Other").await.unwrap();
    let request = AddDistributionGroupToImListType::new(text("sales@example.com"), text("Sales"));
    let sales = ask!(client, add_distribution_group_to_im_list, request).unwrap().im_group.unwrap();
    let contact = add_contact(&client, "sip:lee@example.com", Some(&group)).await.unwrap();
    let request =
        AddNewTelUriContactToGroupType::new(text("tel:+1"), text("sip:+1@example.com;user=phone"), text("+1"));
    let telephone = ask!(client, add_new_tel_uri_contact_to_group, request).unwrap().persona.unwrap();
    let request = AddImContactToGroupType::new(contact.clone()).with_group_id(other.clone());
    ask!(client, add_im_contact_to_group, request).unwrap();
    let request = SetImGroupType::new(other.clone(), text("Others"));
    ask!(client, set_im_group, request).unwrap();
    let found = list(&client).await.unwrap();
    let names: Vec<String> =
        found.groups.unwrap().im_group.iter().map(|group| group.display_name.to_string()).collect();
    assert_eq!(names, [LEE, "Others", "Sales", "Other Contacts"]);
    let request = GetImItemsType::default().with(|it| {
        it.contact_ids = ids(&[&contact]);
        it.group_ids = ids(&[&group]);
    });
    let items = ask!(client, get_im_items, request).unwrap().im_item_list.unwrap();
    assert_eq!((items.groups.unwrap().im_group.len(), items.personas.unwrap().persona.len()), (1, 1));
    ask!(client, remove_im_contact_from_group, RemoveImContactFromGroupType::new(contact, group.clone())).unwrap();
    ask!(client, remove_contact_from_im_list, RemoveContactFromImListType::new(source(&telephone))).unwrap();
    let request = RemoveDistributionGroupFromImListType::new(sales.exchange_store_id.unwrap());
    ask!(client, remove_distribution_group_from_im_list, request).unwrap();
    ask!(client, remove_im_group, RemoveImGroupType::new(other)).unwrap();
    ask!(client, set_im_list_migration_completed, SetImListMigrationCompletedType::new(true)).unwrap();
    let left = list(&client).await.unwrap();
    assert_eq!((left.groups.unwrap().im_group.len(), left.personas.unwrap().persona.len()), (2, 0));
}

#[tokio::test]
async fn every_operation_is_refused() {
    let process = Process::start(&["--in-memory", "--strict", "--distribution-group", "sales@example.com"]);
    let client = strict(&process.client(&reqwest::Client::new(), "kim"));
    let nothing = || AnyItemIdType::from(ItemIdType::new("AAMk"));
    let group = add_group(&client, "A").await.unwrap();
    let contact = add_contact(&client, "sip:lee@example.com", None).await.unwrap();
    let no_group = ResponseCodeType::ErrorInvalidImGroupId;
    let no_contact = ResponseCodeType::ErrorInvalidImContactId;

    let request = AddDistributionGroupToImListType::new(text("none@example.com"), text("None"));
    let code = refused!(client, add_distribution_group_to_im_list, request);
    assert_eq!(code, ResponseCodeType::ErrorInvalidImDistributionGroupSmtpAddress);
    assert_eq!(refused!(client, add_im_contact_to_group, AddImContactToGroupType::new(nothing())), no_contact);
    let request = AddNewImContactToGroupType::new(text("sip:a")).with_group_id(nothing());
    assert_eq!(refused!(client, add_new_im_contact_to_group, request), no_group);
    let new = AddNewTelUriContactToGroupType::new(text("tel:+1"), text("sip:+1"), text("+1"));
    let request = new.with_group_id(nothing());
    assert_eq!(refused!(client, add_new_tel_uri_contact_to_group, request), no_group);
    let request = GetImItemsType::default().with(|it| it.contact_ids = ids(&[&contact, &group]));
    assert_eq!(refused!(client, get_im_items, request), no_contact);
    assert_eq!(
        refused!(client, remove_contact_from_im_list, RemoveContactFromImListType::new(group.clone())),
        no_contact
    );
    let request = RemoveDistributionGroupFromImListType::new(group.clone());
    assert_eq!(refused!(client, remove_distribution_group_from_im_list, request), no_group);
    let code =
        refused!(client, remove_im_contact_from_group, RemoveImContactFromGroupType::new(contact, group.clone()));
    assert_eq!(code, ResponseCodeType::ErrorUnableToRemoveImContactFromGroup);
    assert_eq!(refused!(client, remove_im_group, RemoveImGroupType::new(nothing())), no_group);
    let code = refused!(client, set_im_group, SetImGroupType::new(group, text("Other Contacts")));
    assert_eq!(code, ResponseCodeType::ErrorImGroupDisplayNameAlreadyExists);
    for number in 1..64 {
        add_group(&client, &format!("Group {number}")).await.unwrap();
    }
    let code = refused!(client, add_im_group, AddImGroupType::new(text("One more")));
    assert_eq!(code, ResponseCodeType::ErrorImGroupLimitReached);
}

/// GetImItemList and SetImListMigrationCompleted cannot be refused by the store, only to somebody.
#[tokio::test]
async fn accounts_are_looked_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("surroundings.toml");
    fs::write(&path, "[[mailbox]]\nuser = 'kim'\n[[mailbox]]\nuser = 'lee'").unwrap();
    let process = Process::start(&["--in-memory", "--configuration", path.to_str().unwrap()]);
    let client = process.client(&reqwest::Client::new(), "kim");
    let acting_as = |name: &str| {
        let whom = ConnectingSidType::SmtpAddress(SmtpAddressType::new(text(name)).into());
        let header = ExchangeImpersonationType::new(whom);
        headers().with_exchange_impersonation(header)
    };
    let migrated = SetImListMigrationCompletedType::new(true);
    assert!(
        client
            .set_im_list_migration_completed(migrated.clone(), acting_as("LEE"))
            .await
            .unwrap()
            .body
            .into_result()
            .is_ok()
    );
    let unknown = Some(ResponseCodeType::ErrorNonExistentMailbox);
    match client.get_im_item_list(GetImItemListType::default(), acting_as("max")).await.unwrap_err() {
        CallError::Fault { fault, .. } => assert_eq!(fault.response_code(), unknown),
        other => panic!("{other}"),
    }
    match client.set_im_list_migration_completed(migrated, acting_as("max")).await.unwrap_err() {
        CallError::Fault { fault, .. } => assert_eq!(fault.response_code(), unknown),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn users_have_mailboxes_of_their_own() {
    let process = Process::start(&["--in-memory", "--default-user", "Kim"]);
    let connections = reqwest::Client::new();
    let nobody = Client::new(connections.clone(), process.address()).unwrap();
    add_group(&nobody, "Friends").await.unwrap();
    for (user, groups) in [("kim", 1), ("lee", 0)] {
        let list = list(&process.client(&connections, user)).await.unwrap();
        assert_eq!(list.groups.unwrap().im_group.len(), groups, "{user}");
    }
}

#[tokio::test]
async fn authentication_can_be_required() {
    let process = Process::start(&["--in-memory", "--require-authentication"]);
    let nobody = Client::new(reqwest::Client::new(), process.address()).unwrap();
    match nobody.get_im_item_list(GetImItemListType::default(), headers()).await.unwrap_err() {
        CallError::Status { response, .. } => assert_eq!((response.status.as_u16(), response.body.len()), (401, 0)),
        other => panic!("{other}"),
    }
    assert!(list(&nobody.with_authentication(Basic::new("kim", ""))).await.is_ok());
}

#[tokio::test]
async fn a_request_is_a_line_of_the_log_on_demand() {
    let process = Process::start(&["--in-memory", "--log"]);
    add_group(&process.client(&reqwest::Client::new(), "kim lee"), "Secret name").await.unwrap();
    reqwest::get(format!("{}?wsdl", process.address())).await.unwrap();
    let (_, log) = process.terminate();
    let lines: Vec<Vec<&str>> = log.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines[0][..5], ["POST", "/EWS/Exchange.asmx", "AddImGroup", "kim_lee", "200"], "{log}");
    assert_eq!(lines[1][..5], ["GET", "/EWS/Exchange.asmx?wsdl", "-", "-", "200"], "{log}");
    assert!(lines.iter().all(|line| line[6] == "bytes" && line[8] == "ms") && lines.len() == 2, "{log}");
    assert!(lines[0][5].parse::<u64>().unwrap() > 100 && !log.contains("Secret"), "{log}");
}
