//! Groups of instant messaging contacts ([MS-OXWSCOS] 2.2.4.2).

use std::collections::BTreeSet;

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Tells the group from every other item that its mailbox has or had.
    pub number: u64,
    /// Grows with each change, of members too.
    pub version: u64,
    /// What kind of group it is.
    pub class: GroupClass,
    /// The name people know it by.
    pub display_name: String,
    /// The address of a distribution group.
    pub smtp_address: Option<String>,
    /// The numbers of the contacts in it.
    pub members: BTreeSet<u64>,
}

/// The class of a group: the values of `GroupType` ([MS-OXWSCOS] 2.2.4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupClass {
    /// The one group of tagged contacts. It does not keep a contact on the list (3.1.4.10, 3.1.4.11).
    Tagged,
    /// The one group of contacts that were put into no group in particular.
    OtherContacts,
    /// A group that the user made.
    UserGroup,
    /// A distribution group of the directory. Who is in it is the directory's to know, so it has no members here.
    DistributionGroup,
    /// The one group of favourite contacts.
    Favorites,
}

impl GroupClass {
    /// All classes.
    pub const ALL: [Self; 5] =
        [Self::Tagged, Self::OtherContacts, Self::UserGroup, Self::DistributionGroup, Self::Favorites];

    /// The text of `GroupType`, which is a message class.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tagged => "IPM.DistList.MOC.Tagged",
            Self::OtherContacts => "IPM.DistList.MOC.OtherContacts",
            Self::UserGroup => "IPM.DistList.MOC.UserGroup",
            Self::DistributionGroup => "IPM.DistList.MOC.DG",
            Self::Favorites => "IPM.DistList.MOC.Favorites",
        }
    }

    /// The class with the given text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == text)
    }

    /// The display name that a group of which there is only one has from the start; `None` for the other classes.
    ///
    /// The specification does not name these groups, and has no operation to create them. Here they are what `AddImGroup` gives for
    /// these names, so no other group can have them.
    #[must_use]
    pub fn reserved_name(self) -> Option<&'static str> {
        match self {
            Self::Tagged => Some("Tagged"),
            Self::OtherContacts => Some("Other Contacts"),
            Self::Favorites => Some("Favorites"),
            Self::UserGroup | Self::DistributionGroup => None,
        }
    }

    /// The class of which there is only one group, of that name.
    #[must_use]
    pub fn reserving(display_name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.reserved_name() == Some(display_name))
    }

    /// Whether a mailbox has at most one group of the class, which does not count towards the limit (3.1.4.3).
    #[must_use]
    pub fn is_single(self) -> bool {
        self.reserved_name().is_some()
    }
}

impl Group {
    pub(super) fn new(class: GroupClass, display_name: &str) -> Self {
        let (number, version, smtp_address) = (0, 0, None);
        Self { number, version, class, display_name: display_name.to_owned(), smtp_address, members: BTreeSet::new() }
    }

    /// Whether it is a distribution group with the address; addresses are compared without regard to case.
    pub(super) fn has_smtp_address(&self, address: &str) -> bool {
        self.smtp_address.as_ref().is_some_and(|own| own.to_lowercase() == address.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::GroupClass;

    #[test]
    fn texts_lead_back_to_classes() {
        for class in GroupClass::ALL {
            assert_eq!(GroupClass::from_text(class.as_str()), Some(class));
        }
        assert_eq!(GroupClass::from_text("IPM.DistList"), None);
    }

    #[test]
    fn three_classes_are_single() {
        let single = GroupClass::ALL.into_iter().filter(|class| class.is_single());
        assert!(single.eq([GroupClass::Tagged, GroupClass::OtherContacts, GroupClass::Favorites]));
        assert_eq!(GroupClass::reserving("Favorites"), Some(GroupClass::Favorites));
        assert_eq!(GroupClass::reserving("favorites"), None);
    }
}
