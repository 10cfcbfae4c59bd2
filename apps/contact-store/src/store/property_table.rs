//! Which extended properties contacts and groups have.
//!
//! The protocol can read extended properties and cannot set them. So some follow from the item itself, and the others are configured:
//! each rule gives a property to all items of a kind, or to those with a display name.

use super::{Contact, Group, Property, PropertyName, PropertyValue};

/// Which items a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PropertyOwners {
    /// Contacts.
    Contacts,
    /// Groups.
    Groups,
    /// Both.
    #[default]
    All,
}

/// Gives a property to items.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PropertyRule {
    /// Which items.
    pub of: PropertyOwners,
    /// Only those with this display name; all of them without one.
    pub display_name: Option<String>,
    /// The property.
    pub property: Property,
}

/// The extended properties of all items. A rule goes before what follows from the item, and an earlier rule before a later one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PropertyTable {
    rules: Vec<PropertyRule>,
}

impl FromIterator<PropertyRule> for PropertyTable {
    fn from_iter<I: IntoIterator<Item = PropertyRule>>(rules: I) -> Self {
        Self { rules: rules.into_iter().collect() }
    }
}

/// `PidTagMessageClass` and `PidTagDisplayName` ([MS-OXPROPS]).
const MESSAGE_CLASS: PropertyName = PropertyName::Tag(0x001A);
const DISPLAY_NAME: PropertyName = PropertyName::Tag(0x3001);
/// `PidLidInstantMessagingAddress` ([MS-OXPROPS]), a number in the set `Address`.
const IM_ADDRESS: i32 = 0x8062;

impl PropertyTable {
    /// A property of a contact, if it has it. Without a rule, contacts have their message class (tag 0x001A), their display name (tag
    /// 0x3001) and their instant messaging address (number 0x8062 of the set `Address`), all of type `String`.
    #[must_use]
    pub fn of_contact(&self, contact: &Contact, name: &PropertyName, type_name: &str) -> Option<PropertyValue> {
        let configured = self.configured(PropertyOwners::Contacts, &contact.display_name, name, type_name);
        configured.or_else(|| (type_name == "String").then(|| own_of_contact(contact, name)).flatten())
    }

    /// A property of a group, if it has it. Without a rule, groups have their message class (tag 0x001A) and their display name (tag
    /// 0x3001), both of type `String`.
    #[must_use]
    pub fn of_group(&self, group: &Group, name: &PropertyName, type_name: &str) -> Option<PropertyValue> {
        let configured = self.configured(PropertyOwners::Groups, &group.display_name, name, type_name);
        configured.or_else(|| (type_name == "String").then(|| own_of_group(group, name)).flatten())
    }

    fn configured(
        &self,
        owners: PropertyOwners,
        display_name: &str,
        name: &PropertyName,
        type_name: &str,
    ) -> Option<PropertyValue> {
        let about = |rule: &&PropertyRule| {
            [owners, PropertyOwners::All].contains(&rule.of)
                && rule.display_name.as_ref().is_none_or(|only| only == display_name)
                && (&rule.property.name, rule.property.type_name.as_str()) == (name, type_name)
        };
        self.rules.iter().find(about).map(|rule| rule.property.value.clone())
    }
}

fn own_of_contact(contact: &Contact, name: &PropertyName) -> Option<PropertyValue> {
    let text = match name {
        name if *name == MESSAGE_CLASS => "IPM.Contact",
        name if *name == DISPLAY_NAME => &contact.display_name,
        PropertyName::Numbered { set, number: IM_ADDRESS } if PropertyName::set("Address").as_ref() == Some(set) => {
            contact.address.im_address()
        }
        _ => return None,
    };
    Some(PropertyValue::One(text.to_owned()))
}

fn own_of_group(group: &Group, name: &PropertyName) -> Option<PropertyValue> {
    let text = match name {
        name if *name == MESSAGE_CLASS => group.class.as_str(),
        name if *name == DISPLAY_NAME => &group.display_name,
        _ => return None,
    };
    Some(PropertyValue::One(text.to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{PropertyOwners, PropertyRule, PropertyTable};
    use crate::store::{Address, Contact, Group, GroupClass, Property, PropertyName, PropertyValue};

    fn rule(of: PropertyOwners, display_name: Option<&str>, value: &str) -> PropertyRule {
        let (name, type_name) = (PropertyName::Tag(1), "Integer".to_owned());
        let property = Property { name, type_name, value: one(value) };
        PropertyRule { of, display_name: display_name.map(str::to_owned), property }
    }

    fn one(value: &str) -> PropertyValue {
        PropertyValue::One(value.to_owned())
    }

    fn contact(display_name: &str) -> Contact {
        let address = Address::Im("sip:a@example.com".to_owned());
        Contact { number: 1, version: 1, address, display_name: display_name.to_owned(), created: 0 }
    }

    #[test]
    fn first_rule_that_fits_counts() {
        let table: PropertyTable = [
            rule(PropertyOwners::Groups, None, "1"),
            rule(PropertyOwners::Contacts, Some("Kim"), "2"),
            rule(PropertyOwners::All, None, "3"),
        ]
        .into_iter()
        .collect();
        let of_contact = |name| table.of_contact(&contact(name), &PropertyName::Tag(1), "Integer");
        assert_eq!(of_contact("Kim"), Some(one("2")));
        assert_eq!(of_contact("Lee"), Some(one("3")));
        assert_eq!(table.of_contact(&contact("Kim"), &PropertyName::Tag(1), "Long"), None);
        let group = Group::new(GroupClass::UserGroup, "Kim");
        assert_eq!(table.of_group(&group, &PropertyName::Tag(1), "Integer"), Some(one("1")));
    }

    #[test]
    fn some_follow_from_the_item() {
        let table = PropertyTable::default();
        let address = PropertyName::Numbered { set: PropertyName::set("Address").unwrap(), number: 0x8062 };
        assert_eq!(table.of_contact(&contact("Kim"), &address, "String"), Some(one("sip:a@example.com")));
        assert_eq!(table.of_contact(&contact("Kim"), &address, "Binary"), None);
        let group = Group::new(GroupClass::Tagged, "T");
        assert_eq!(table.of_group(&group, &address, "String"), None);
        let class = table.of_group(&group, &PropertyName::Tag(0x1A), "String");
        assert_eq!(class, Some(one("IPM.DistList.MOC.Tagged")));
    }
}
