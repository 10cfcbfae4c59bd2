//! All operations from a client to a server in the same process, with headers both ways, in both versions of SOAP.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use ms_oxwscos::http::server::Shared;
use ms_oxwscos::http::types::{Method, Request};
use ms_oxwscos::http::{Bytes, CallError};
use ms_oxwscos::soap::Version;
use ms_oxwscos::types::MailboxCultureType;
use ms_oxwscos::{Client, Document, ExchangeServicePortType as _, RequestHeaders, Server, operations};
use service_tests::{Capture, ENDPOINT, Recorded, recorded_body, version_info};

/// What is compared: not all numbers equal themselves.
fn written(document: &Document) -> String {
    document.to_xml().unwrap()
}

/// What HTTP says of a request: SOAP 1.1, 6.1; SOAP 1.2 Part 2, 7.5.1.
fn check_request(sent: &Request<Bytes>, version: Version, action: &str) {
    assert_eq!((sent.method(), sent.uri().to_string().as_str()), (&Method::POST, ENDPOINT));
    let header = |name: &str| sent.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let soap12 = format!("application/soap+xml; charset=utf-8; action=\"{action}\"");
    let (content_type, soap_action) = match version {
        Version::V1_1 => ("text/xml; charset=utf-8".to_owned(), Some(format!("\"{action}\""))),
        Version::V1_2 => (soap12, None),
    };
    assert_eq!(header("content-type"), Some(content_type));
    assert_eq!(header("soapaction"), soap_action);
    assert!(sent.body().starts_with(b"<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope "));
}

macro_rules! tests {
    ($($method:ident $constant:ident $name:literal $request:literal $response:literal $in:ident $out:ident;)*) => {
        $(#[tokio::test]
        async fn $method() {
            for version in [Version::V1_1, Version::V1_2] {
                let (answer, _) = recorded_body($response);
                let (request, mut headers) = recorded_body($request);
                let Document::$in(body) = request.clone() else { panic!($request) };
                headers.mailbox_culture.get_or_insert_with(|| MailboxCultureType::new("de-DE"));

                let service = Arc::new(Recorded::new().answering($name, answer.clone()));
                let server = Server::choosing(Shared(Arc::clone(&service)));
                let client = Client::new(Capture::around(server), ENDPOINT).unwrap().with_version(version);
                let reply = client.$method(*body, headers.clone()).await.unwrap();

                assert!(written(&Document::$out(reply.body.into())) == written(&answer));
                assert_eq!(reply.headers.server_version_info, Some(version_info()));
                check_request(&client.transport().last(), version, operations::$constant.soap_action);
                let seen = service.seen();
                assert_eq!(seen.len(), 1);
                assert!(written(&seen[0].0) == written(&request));
                assert_eq!(seen[0].1, headers);
            }
        })*

        #[test]
        fn every_operation_is_tested() {
            assert_eq!([$($name),*], operations::ALL.iter().map(|operation| operation.name).collect::<Vec<_>>()[..]);
        }
    };
}

tests! {
    add_distribution_group_to_im_list ADD_DISTRIBUTION_GROUP_TO_IM_LIST "AddDistributionGroupToImList"
        "add-distribution-group-to-im-list-request-page.xml" "add-distribution-group-to-im-list-response-page.xml"
        AddDistributionGroupToImList AddDistributionGroupToImListResponse;
    add_im_contact_to_group ADD_IM_CONTACT_TO_GROUP "AddImContactToGroup"
        "add-im-contact-to-group-request-page.xml" "add-im-contact-to-group-response-page.xml"
        AddImContactToGroup AddImContactToGroupResponse;
    add_im_group ADD_IM_GROUP "AddImGroup" "add-im-group-request-page.xml" "add-im-group-response-page.xml"
        AddImGroup AddImGroupResponse;
    add_new_im_contact_to_group ADD_NEW_IM_CONTACT_TO_GROUP "AddNewImContactToGroup"
        "own/add-new-im-contact-to-group-request.xml" "own/add-new-im-contact-to-group-response.xml"
        AddNewImContactToGroup AddNewImContactToGroupResponse;
    add_new_tel_uri_contact_to_group ADD_NEW_TEL_URI_CONTACT_TO_GROUP "AddNewTelUriContactToGroup"
        "own/add-new-tel-uri-contact-to-group-request.xml" "own/add-new-tel-uri-contact-to-group-response.xml"
        AddNewTelUriContactToGroup AddNewTelUriContactToGroupResponse;
    get_im_item_list GET_IM_ITEM_LIST "GetImItemList"
        "own/get-im-item-list-request.xml" "own/get-im-item-list-response.xml"
        GetImItemList GetImItemListResponse;
    get_im_items GET_IM_ITEMS "GetImItems" "own/get-im-items-request.xml" "own/get-im-items-response.xml"
        GetImItems GetImItemsResponse;
    remove_contact_from_im_list REMOVE_CONTACT_FROM_IM_LIST "RemoveContactFromImList"
        "own/remove-contact-from-im-list-request.xml" "own/remove-contact-from-im-list-response.xml"
        RemoveContactFromImList RemoveContactFromImListResponse;
    remove_distribution_group_from_im_list REMOVE_DISTRIBUTION_GROUP_FROM_IM_LIST "RemoveDistributionGroupFromImList"
        "own/remove-distribution-group-from-im-list-request.xml" "own/remove-distribution-group-from-im-list-response.xml"
        RemoveDistributionGroupFromImList RemoveDistributionGroupFromImListResponse;
    remove_im_contact_from_group REMOVE_IM_CONTACT_FROM_GROUP "RemoveImContactFromGroup"
        "own/remove-im-contact-from-group-request.xml" "own/remove-im-contact-from-group-response.xml"
        RemoveImContactFromGroup RemoveImContactFromGroupResponse;
    remove_im_group REMOVE_IM_GROUP "RemoveImGroup" "remove-im-group-request-spec.xml" "remove-im-group-response-spec.xml"
        RemoveImGroup RemoveImGroupResponse;
    set_im_group SET_IM_GROUP "SetImGroup" "own/set-im-group-request.xml" "own/set-im-group-response.xml"
        SetImGroup SetImGroupResponse;
    set_im_list_migration_completed SET_IM_LIST_MIGRATION_COMPLETED "SetImListMigrationCompleted"
        "own/set-im-list-migration-completed-request.xml" "own/set-im-list-migration-completed-response.xml"
        SetImListMigrationCompleted SetImListMigrationCompletedResponse;
}

#[tokio::test]
async fn what_is_not_implemented_is_a_fault_on_501() {
    struct Nothing;
    impl ms_oxwscos::ExchangeServicePortType for Nothing {
        type Error = ms_oxwscos::soap::Fault;
    }
    for version in [Version::V1_1, Version::V1_2] {
        let client = Client::new(Server::new(Nothing), ENDPOINT).unwrap().with_version(version);
        let error = client.get_im_item_list(Default::default(), RequestHeaders::default()).await.unwrap_err();
        let CallError::Fault { fault, response, .. } = error else { panic!("{error:?}") };
        assert_eq!(response.status.as_u16(), 501);
        assert!(fault.reason().contains("GetImItemList"), "{fault}");
        assert!(fault.is_unsupported(), "{fault}");
    }
}
