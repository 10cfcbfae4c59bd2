//! Whose mailbox a request is about: the caller's, or that of whom the caller acts for ([MS-OXWSCDATA] 2.2.3.3).

use std::collections::{BTreeMap, BTreeSet};

use ms_oxwscos::RequestHeaders;
use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::{ConnectingSidType, ExchangeImpersonationType};

use super::fault;
use crate::store::MailboxName;

/// The accounts. As they come by default, every name is an account with a mailbox, and everybody may act for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts {
    /// The mailboxes that exist; all that are asked for, if `None`.
    pub mailboxes: Option<BTreeSet<MailboxName>>,
    /// Other names of mailboxes.
    pub aliases: BTreeMap<MailboxName, MailboxName>,
    /// The callers that may act for others; all of them, if `None`.
    pub impersonators: Option<BTreeSet<MailboxName>>,
}

impl Accounts {
    /// The name of the mailbox that a request of `caller` is about.
    pub(super) fn mailbox(&self, caller: &MailboxName, headers: &RequestHeaders) -> Result<MailboxName, Fault> {
        let caller = self.resolve(caller);
        let name = match &headers.exchange_impersonation {
            Some(header) => {
                self.check_impersonator(caller)?;
                self.resolve(&named(header)?).clone()
            }
            None => caller.clone(),
        };
        match &self.mailboxes {
            Some(known) if !known.contains(&name) => {
                let text = format!("there is no mailbox {name}");
                Err(fault::of(&ResponseCodeType::ErrorNonExistentMailbox, text))
            }
            _ => Ok(name),
        }
    }

    fn resolve<'a>(&'a self, name: &'a MailboxName) -> &'a MailboxName {
        self.aliases.get(name).unwrap_or(name)
    }

    fn check_impersonator(&self, caller: &MailboxName) -> Result<(), Fault> {
        if self.impersonators.as_ref().is_none_or(|known| known.contains(caller)) {
            return Ok(());
        }
        let text = format!("{caller} may not act for another account");
        Err(fault::of(&ResponseCodeType::ErrorImpersonateUserDenied, text))
    }
}

fn named(header: &ExchangeImpersonationType) -> Result<MailboxName, Fault> {
    let text = match &header.connecting_sid {
        ConnectingSidType::PrincipalName(name) => &name.value,
        ConnectingSidType::Sid(sid) => &sid.value,
        ConnectingSidType::PrimarySmtpAddress(address) => &address.value,
        ConnectingSidType::SmtpAddress(address) => &address.value,
        _ => "",
    };
    MailboxName::new(text).ok_or_else(|| {
        let text = "the account to act for has no name";
        fault::of(&ResponseCodeType::ErrorInvalidExchangeImpersonationHeaderData, text)
    })
}
