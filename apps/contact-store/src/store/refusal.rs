//! Why an operation was not done.

use thiserror::Error;

/// Why an operation was refused. Nothing was changed.
///
/// Each stands for the response code of the same name with `Error` before it ([MS-OXWSCDATA] 2.2.5.24); the text is for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
pub enum Refusal {
    /// No contact of the mailbox has the identifier.
    #[error("no instant messaging contact of this mailbox has the identifier")]
    InvalidImContactId,
    /// No group of the mailbox has the identifier, or the operation is not for groups of its class.
    #[error("no instant messaging group of this mailbox that this operation is for has the identifier")]
    InvalidImGroupId,
    /// There is no such distribution group ([MS-OXWSCOS] 3.1.4.1).
    #[error("no distribution group has the SMTP address")]
    InvalidImDistributionGroupSmtpAddress,
    /// The mailbox has 1,000 contacts ([MS-OXWSCOS] 3.1.4.4, 3.1.4.5).
    #[error("the mailbox has as many instant messaging contacts as it can hold")]
    ImContactLimitReached,
    /// The mailbox has 64 groups, Tagged, OtherContacts and Favorites not counted ([MS-OXWSCOS] 3.1.4.3).
    #[error("the mailbox has as many instant messaging groups as it can hold")]
    ImGroupLimitReached,
    /// Another group has the display name.
    #[error("another instant messaging group of this mailbox has the display name")]
    ImGroupDisplayNameAlreadyExists,
    /// The contact is not a member of the group it should leave.
    #[error("the contact is not a member of the group")]
    UnableToRemoveImContactFromGroup,
}
