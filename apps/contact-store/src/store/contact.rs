//! Instant messaging contacts.

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Tells the contact from every other item that its mailbox has or had.
    pub number: u64,
    /// Grows with each change.
    pub version: u64,
    /// What the contact can be reached by.
    pub address: Address,
    /// The name people know it by.
    pub display_name: String,
    /// When it was added: seconds since 1970-01-01T00:00:00Z.
    pub created: i64,
}

/// What a contact can be reached by. No two contacts of a mailbox share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// An instant messaging address ([MS-OXWSCOS] 3.1.4.4).
    Im(String),
    /// A telephone ([MS-OXWSCOS] 3.1.4.5).
    TelUri {
        /// The TEL URI, which tells such contacts apart.
        tel_uri: String,
        /// The SIP URI that stands for it.
        sip_uri: String,
        /// The number, as people write it.
        telephone_number: String,
    },
}

impl Address {
    /// The instant messaging address: of a telephone, its SIP URI.
    #[must_use]
    pub fn im_address(&self) -> &str {
        match self {
            Self::Im(address) => address,
            Self::TelUri { sip_uri, .. } => sip_uri,
        }
    }

    /// Whether a contact with this address is the same as one with the other.
    ///
    /// The specification says "the same address". Case does not count here: hosts and schemes have none, and users' names have
    /// none in a directory. A contact with an instant messaging address is never the same as a telephone, even if the telephone's
    /// SIP URI is that address: 3.1.4.5 compares telephones by TEL URI only.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Im(one), Self::Im(other)) => same_letters(one, other),
            (Self::TelUri { tel_uri: one, .. }, Self::TelUri { tel_uri: other, .. }) => same_letters(one, other),
            (Self::Im(_), Self::TelUri { .. }) | (Self::TelUri { .. }, Self::Im(_)) => false,
        }
    }
}

fn same_letters(one: &str, other: &str) -> bool {
    let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    one == other || one.is_ascii() && one.eq_ignore_ascii_case(other) || !one.is_ascii() && lower(one) == lower(other)
}
