//! Addresses: when two are the same, and the TEL URI of a telephone.
//!
//! Servers give an instant messaging address with `sip:` before it or without, whatever was asked for, and case does not count. So
//! neither is part of what tells contacts apart.

use serde::{Deserialize, Serialize};

use super::Contact;

/// What tells contacts apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKey {
    /// Somebody with an instant messaging address.
    Im(String),
    /// A telephone: the SIP URI that stands for it, and the digits of its number.
    Telephone(String, String),
}

impl ContactKey {
    pub(super) fn of(contact: &Contact) -> Self {
        let address = plain(&contact.address);
        match &contact.telephone {
            None => Self::Im(address),
            Some(telephone) => Self::Telephone(address, digits(&telephone.number)),
        }
    }
}

/// An address without what does not count: `sip:` before it, and case.
pub(super) fn plain(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    lower.strip_prefix("sip:").map(str::to_owned).unwrap_or(lower)
}

/// A number without what people put between the digits (the visual separators of RFC 3966, 3, and spaces).
fn digits(number: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')' | '/');
    number.to_lowercase().chars().filter(counts).collect()
}

/// The TEL URI of a telephone that is known by number and SIP URI: the number after `tel:`, if it is a global one; else what the SIP
/// URI has for a user (RFC 3261, 19.1.6), if that is one; else whatever digits there are.
#[must_use]
pub fn tel_uri(number: &str, sip_uri: &str) -> String {
    let own = digits(number);
    let is_global = |text: &str| text.strip_prefix('+').is_some_and(|rest| !rest.is_empty() && all_digits(rest));
    if is_global(&own) {
        return format!("tel:{own}");
    }
    let sip = plain(sip_uri);
    let user = sip.split('@').next().unwrap_or_default();
    let user_number = digits(user.split(';').next().unwrap_or_default());
    if is_global(&user_number) { format!("tel:{user_number}") } else { format!("tel:{own}") }
}

fn all_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{plain, tel_uri};

    #[test]
    fn scheme_and_case_do_not_count() {
        assert_eq!(plain("SIP:Lee@Example.com"), plain("lee@example.com"));
        assert_ne!(plain("sips:lee@example.com"), plain("lee@example.com"));
    }

    #[test]
    fn telephones_have_a_tel_uri() {
        for (number, sip, uri) in [
            ("+1 (555) 01-00", "sip:x@example.com", "tel:+15550100"),
            ("0100", "sip:+15550100@example.com;user=phone", "tel:+15550100"),
            ("0100", "sip:+1555-0100;postd=22@example.com;user=phone", "tel:+15550100"),
            ("0100", "sip:lee@example.com", "tel:0100"),
            ("", "", "tel:"),
        ] {
            assert_eq!(tel_uri(number, sip), uri);
        }
    }
}
