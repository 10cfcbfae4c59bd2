//! Whose mailbox it is.

use std::fmt;

/// The name of a mailbox: the account it belongs to, by user name, SMTP address, principal name or security identifier.
///
/// Names are compared without regard to case, as accounts of a directory are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailboxName(String);

impl MailboxName {
    /// Takes a name; white space around it does not count. `None` when nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let name = text.trim().to_lowercase();
        (!name.is_empty()).then_some(Self(name))
    }

    /// The name in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MailboxName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::MailboxName;

    #[test]
    fn case_and_outer_white_space_do_not_count() {
        assert_eq!(MailboxName::new(" Kim@Example.com"), MailboxName::new("kim@example.COM "));
        assert_ne!(MailboxName::new("kim"), MailboxName::new("kin"));
    }

    #[test]
    fn nothing_is_no_name() {
        assert_eq!(MailboxName::new(" \t"), None);
    }
}
