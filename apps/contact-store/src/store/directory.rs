//! The part of the directory that the store needs to know: which distribution groups exist.

use std::collections::BTreeSet;

/// The SMTP addresses that are those of distribution groups ([MS-OXWSCOS] 3.1.4.1).
///
/// Exchange looks them up in its directory; here they are configured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    addresses: BTreeSet<String>,
}

impl Directory {
    /// Whether a distribution group has the address; case does not count.
    #[must_use]
    pub fn has_distribution_group(&self, smtp_address: &str) -> bool {
        self.addresses.contains(&smtp_address.to_lowercase())
    }
}

impl<T: AsRef<str>> Extend<T> for Directory {
    fn extend<I: IntoIterator<Item = T>>(&mut self, addresses: I) {
        self.addresses.extend(addresses.into_iter().map(|address| address.as_ref().trim().to_lowercase()));
    }
}

impl<T: AsRef<str>> FromIterator<T> for Directory {
    fn from_iter<I: IntoIterator<Item = T>>(addresses: I) -> Self {
        let mut directory = Self::default();
        directory.extend(addresses);
        directory
    }
}

#[cfg(test)]
mod tests {
    use super::Directory;

    #[test]
    fn knows_what_it_was_given() {
        let directory: Directory = ["Sales@example.com "].into_iter().collect();
        assert!(directory.has_distribution_group("sales@EXAMPLE.com"));
        assert!(!directory.has_distribution_group("sale@example.com"));
    }
}
