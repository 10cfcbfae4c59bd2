//! Whose mailbox a request is about.

use super::*;

fn acting_as(whom: ConnectingSidType) -> RequestHeaders {
    headers().with_exchange_impersonation(ExchangeImpersonationType::new(whom))
}

fn principal(name: &str) -> RequestHeaders {
    acting_as(ConnectingSidType::PrincipalName(Box::new(PrincipalNameType::new(text(name)))))
}

async fn groups(service: &Service, headers: RequestHeaders) -> usize {
    let list = service.get_im_item_list(GetImItemListType::default(), headers).await.unwrap().body.im_item_list;
    list.unwrap().groups.unwrap().im_group.len()
}

#[tokio::test]
async fn every_caller_has_a_mailbox() {
    let kim = service(Surroundings::default());
    let lee = kim.for_caller(MailboxName::new("lee@example.com").unwrap());
    add_group(&kim, "Friends", headers()).await.unwrap();
    assert_eq!((groups(&kim, headers()).await, groups(&lee, headers()).await), (1, 0));
}

#[tokio::test]
async fn impersonation_reaches_the_mailbox_of_that_account() {
    let kim = service(Surroundings::default());
    let lee = kim.for_caller(MailboxName::new("lee@example.com").unwrap());
    let smtp = acting_as(ConnectingSidType::SmtpAddress(Box::new(SmtpAddressType::new(text("LEE@example.com")))));
    add_group(&kim, "Friends", smtp).await.unwrap();
    assert_eq!((groups(&kim, headers()).await, groups(&lee, headers()).await), (0, 1));
    let primary = PrimarySmtpAddressType::new(text("lee@example.com"));
    let primary = acting_as(ConnectingSidType::PrimarySmtpAddress(Box::new(primary)));
    assert_eq!((groups(&kim, principal("lee@example.com")).await, groups(&kim, primary).await), (1, 1));
}

#[tokio::test]
async fn identifiers_are_of_one_mailbox() {
    let kim = service(Surroundings::default());
    let lee = kim.for_caller(MailboxName::new("lee@example.com").unwrap());
    let id = add_group(&kim, "Friends", headers()).await.unwrap().exchange_store_id.unwrap();
    add_group(&lee, "Friends", headers()).await.unwrap();
    let response = lee.remove_im_group(RemoveImGroupType::new(id), headers()).await.unwrap().body;
    assert_eq!(response.response_code, Some(ResponseCodeType::ErrorInvalidImGroupId));
}

#[tokio::test]
async fn aliases_are_one_account() {
    let service = configured("[[mailbox]]\nuser = 'kim@example.com'\naliases = ['S-1-5-7']");
    add_group(&service, "Friends", headers()).await.unwrap();
    let sid = acting_as(ConnectingSidType::Sid(Box::new(SidType::new(text("S-1-5-7")))));
    assert_eq!(groups(&service, sid).await, 1);
}

#[tokio::test]
async fn accounts_can_be_unknown_or_forbidden() {
    let service =
        configured("impersonators = ['svc']\n[[mailbox]]\nuser = 'kim@example.com'\n[[mailbox]]\nuser = 'svc'");
    let asking = |caller: &str, headers| {
        let service = service.for_caller(MailboxName::new(caller).unwrap());
        async move { service.get_im_item_list(GetImItemListType::default(), headers).await.map_err(|fault| code_of(&fault)) }
    };
    assert!(asking("svc", principal("kim@example.com")).await.is_ok());
    let unknown = ResponseCodeType::ErrorNonExistentMailbox;
    assert_eq!(asking("svc", principal("lee@example.com")).await.unwrap_err(), unknown);
    assert_eq!(asking("lee@example.com", headers()).await.unwrap_err(), unknown);
    let denied = ResponseCodeType::ErrorImpersonateUserDenied;
    assert_eq!(asking("kim@example.com", principal("svc")).await.unwrap_err(), denied);
    let invalid = ResponseCodeType::ErrorInvalidExchangeImpersonationHeaderData;
    assert_eq!(asking("svc", principal(" ")).await.unwrap_err(), invalid);
}
