//! SetImListMigrationCompleted.

use ms_oxwscos::Document;
use ms_oxwscos::messages::{
    ResponseCodeType, SetImListMigrationCompletedResponseMessageType, SetImListMigrationCompletedType,
};
use ms_oxwscos::types::{ConnectingSidType, ExchangeVersionType, PrincipalNameType, ResponseClassType};

use crate::case::{Message, Normalised, cases};
use crate::persona::SERVER_2013;
use crate::values::{acting_as, message, server, text, version};

cases! { SET_IM_LIST_MIGRATION_COMPLETED {
    request: Request "own/set-im-list-migration-completed-request.xml" = expected_request, normalised BOOLEAN;
    response: Response "own/set-im-list-migration-completed-response.xml" = expected_response;
    error: Error "own/set-im-list-migration-completed-error.xml" = expected_error;
} }

static BOOLEAN: &[Normalised] =
    &[("Envelope/Body/SetImListMigrationCompleted/ImListMigrationCompleted", " 1 ", "true")];

fn expected_request() -> Message {
    let whom = ConnectingSidType::PrincipalName(Box::new(PrincipalNameType::new(text("migration.lead@example.com"))));
    let headers = [version(ExchangeVersionType::Exchange2013), acting_as(whom)];
    message(headers, Document::SetImListMigrationCompleted(Box::new(SetImListMigrationCompletedType::new(true))))
}

fn expected_response() -> Message {
    let response = SetImListMigrationCompletedResponseMessageType::new(ResponseClassType::Success)
        .with_response_code(ResponseCodeType::NoError);
    message([server(SERVER_2013, Some("V2_23"))], Document::SetImListMigrationCompletedResponse(Box::new(response)))
}

fn expected_error() -> Message {
    let response = SetImListMigrationCompletedResponseMessageType::new(ResponseClassType::Error)
        .with_message_text("Access is denied. Check credentials and try again.")
        .with_response_code(ResponseCodeType::ErrorAccessDenied)
        .with_descriptive_link_key(0);
    message([], Document::SetImListMigrationCompletedResponse(Box::new(response)))
}
