//! What all responses have in common ([MS-OXWSCDATA] 2.2.4.65).

use ms_oxwscos::messages::*;
use ms_oxwscos::soap::Reply;
use ms_oxwscos::types::ResponseClassType;
use ms_oxwscos::{ResponseHeaders, messages, xsd};

use crate::store::Refusal;

/// A response with its headers.
pub(super) type Response<T> = Reply<T, ResponseHeaders>;

/// Why an operation was not done, as a response says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) code: ResponseCodeType,
    pub(super) text: String,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::InvalidImContactId => ResponseCodeType::ErrorInvalidImContactId,
            Refusal::InvalidImGroupId => ResponseCodeType::ErrorInvalidImGroupId,
            Refusal::InvalidImDistributionGroupSmtpAddress => {
                ResponseCodeType::ErrorInvalidImDistributionGroupSmtpAddress
            }
            Refusal::ImContactLimitReached => ResponseCodeType::ErrorImContactLimitReached,
            Refusal::ImGroupLimitReached => ResponseCodeType::ErrorImGroupLimitReached,
            Refusal::ImGroupDisplayNameAlreadyExists => ResponseCodeType::ErrorImGroupDisplayNameAlreadyExists,
            Refusal::UnableToRemoveImContactFromGroup => ResponseCodeType::ErrorUnableToRemoveImContactFromGroup,
        };
        Self { code, text: refusal.to_string() }
    }
}

impl From<xsd::ValueError> for Problem {
    /// The store holds what the contract has no place for. Only somebody else can have put it there.
    fn from(error: xsd::ValueError) -> Self {
        Self { code: ResponseCodeType::ErrorCorruptData, text: format!("the contact store is damaged: {error}") }
    }
}

/// A response message.
pub(super) trait Answer: Sized + Send + 'static {
    /// Class `Success`, code `NoError`, and no more.
    fn success() -> Self;

    /// Class `Error` with code and text. The link to help is `0`, as in every published error.
    fn error(problem: Problem) -> Self;
}

macro_rules! answers {
    ($($message:ident),* $(,)?) => {
        $(impl Answer for messages::$message {
            fn success() -> Self {
                Self::new(ResponseClassType::Success).with_response_code(ResponseCodeType::NoError)
            }

            fn error(problem: Problem) -> Self {
                Self::new(ResponseClassType::Error)
                    .with_message_text(problem.text)
                    .with_response_code(problem.code)
                    .with_descriptive_link_key(0)
            }
        })*
    };
}

answers! {
    AddDistributionGroupToImListResponseMessageType,
    AddImContactToGroupResponseMessageType,
    AddImGroupResponseMessageType,
    AddNewImContactToGroupResponseMessageType,
    AddNewTelUriContactToGroupResponseMessageType,
    GetImItemListResponseMessageType,
    GetImItemsResponseMessageType,
    RemoveContactFromImListResponseMessageType,
    RemoveDistributionGroupFromImListResponseMessageType,
    RemoveImContactFromGroupResponseMessageType,
    RemoveImGroupResponseMessageType,
    SetImGroupResponseMessageType,
    SetImListMigrationCompletedResponseMessageType,
}
