//! In what the service is like a real server, where that is known from clients of real servers and not from the specification.
//!
//! What each rule is based on is told in this package's README.

use super::answer::Problem;
use crate::store::Contact;
use ms_oxwscos::messages::ResponseCodeType;

/// What the service is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Likeness {
    /// As the specification has it, and where that is silent as simple as can be.
    #[default]
    Specification,
    /// As clients found Exchange to be.
    Exchange,
}

impl Likeness {
    /// Whether it is like Exchange.
    #[must_use]
    pub fn is_exchange(self) -> bool {
        self == Self::Exchange
    }

    /// An instant messaging address as it is kept: without `sip:`, which does not count for Exchange.
    pub(super) fn kept_address(self, address: String) -> String {
        match without_scheme(&address) {
            Some(rest) if self.is_exchange() && !rest.is_empty() => rest.to_owned(),
            _ => address,
        }
    }

    /// An instant messaging address as it is shown: like Exchange, with `sip:` or without, whatever was asked for. Here it depends on
    /// the contact's number, so that clients meet both.
    pub(super) fn shown_address(self, contact: &Contact) -> String {
        let kept = contact.address.im_address();
        if !self.is_exchange() {
            return kept.to_owned();
        }
        let plain = without_scheme(kept).unwrap_or(kept);
        if is_odd(contact) { format!("sip:{plain}") } else { plain.to_owned() }
    }

    /// Whether the source of a contact is called hidden.
    pub(super) fn is_hidden(self, contact: &Contact) -> bool {
        self.is_exchange() && is_odd(contact)
    }

    /// Whether contacts can be taken off the list at once.
    pub(super) fn check_removal(self) -> Result<(), Problem> {
        if !self.is_exchange() {
            return Ok(());
        }
        let text = "contacts are taken off the list by taking them out of their groups".to_owned();
        Err(Problem { code: ResponseCodeType::ErrorInvalidOperation, text })
    }
}

fn is_odd(contact: &Contact) -> bool {
    !contact.number.is_multiple_of(2)
}

fn without_scheme(address: &str) -> Option<&str> {
    let scheme = address.get(..4)?;
    scheme.eq_ignore_ascii_case("sip:").then(|| &address[4..])
}
