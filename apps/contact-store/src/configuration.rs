//! What surrounds the mailboxes, as a TOML file: which distribution groups, accounts and extended properties there are.
//!
//! The file `surroundings.toml` beside this package's manifest is an example that shows and explains every entry.
//!
//! ```
//! let surroundings = contact_store::configuration::read(r#"distribution-groups = ["sales@example.com"]"#)?;
//! assert!(surroundings.directory.has_distribution_group("Sales@example.com"));
//! # Ok::<(), contact_store::configuration::ConfigurationError>(())
//! ```

use ms_oxwscos::types::MapiPropertyTypeType;
use serde::Deserialize;
use thiserror::Error;

use crate::service::{Accounts, Surroundings};
use crate::store::{MailboxName, Property, PropertyName, PropertyOwners, PropertyRule, PropertyValue};

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigurationError {
    /// It is not TOML, or has entries that are not known.
    #[error(transparent)]
    Syntax(#[from] toml::de::Error),
    /// An account has no name.
    #[error("the name of an account is empty")]
    EmptyName,
    /// One name stands for two mailboxes.
    #[error("the name {0} stands for two mailboxes")]
    AmbiguousName(MailboxName),
    /// A property is not named, or is named twice.
    #[error("property {0}: give a tag alone, or a set and either a name or a number")]
    PropertyName(usize),
    /// A property has no type of [MS-OXWSXPROP].
    #[error("property {0}: there is no type {1}")]
    PropertyType(usize, String),
    /// A property has no value, or one that its type cannot have.
    #[error("property {0}: give `values` for a type that ends in Array, and `value` for another")]
    PropertyValue(usize),
}

/// Reads a configuration.
///
/// # Errors
/// The text is not a configuration.
pub fn read(toml: &str) -> Result<Surroundings, ConfigurationError> {
    let file: File = toml::from_str(toml)?;
    let rules = file.property.into_iter().enumerate().map(|(index, entry)| entry.rule(index + 1));
    Ok(Surroundings {
        directory: file.distribution_groups.into_iter().collect(),
        properties: rules.collect::<Result<_, _>>()?,
        accounts: accounts(&file.mailbox, file.impersonators.as_deref())?,
        ..Surroundings::default()
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    distribution_groups: Vec<String>,
    impersonators: Option<Vec<String>>,
    #[serde(default)]
    mailbox: Vec<MailboxEntry>,
    #[serde(default)]
    property: Vec<PropertyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct MailboxEntry {
    user: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PropertyEntry {
    #[serde(default)]
    of: Owners,
    display_name: Option<String>,
    tag: Option<String>,
    set: Option<String>,
    name: Option<String>,
    number: Option<i32>,
    r#type: String,
    value: Option<String>,
    values: Option<Vec<String>>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Owners {
    Contacts,
    Groups,
    #[default]
    All,
}

fn accounts(mailboxes: &[MailboxEntry], impersonators: Option<&[String]>) -> Result<Accounts, ConfigurationError> {
    let mut accounts = Accounts::default();
    for entry in mailboxes {
        let user = account(&entry.user)?;
        for alias in &entry.aliases {
            let alias = account(alias)?;
            if accounts.aliases.insert(alias.clone(), user.clone()).is_some_and(|other| other != user) {
                return Err(ConfigurationError::AmbiguousName(alias));
            }
        }
        accounts.mailboxes.get_or_insert_default().insert(user);
    }
    let names = accounts.mailboxes.iter().flatten();
    if let Some(name) = names.into_iter().find(|name| accounts.aliases.get(name).is_some_and(|other| other != *name)) {
        return Err(ConfigurationError::AmbiguousName(name.clone()));
    }
    let resolved = |name: &String| account(name).map(|name| accounts.aliases.get(&name).cloned().unwrap_or(name));
    accounts.impersonators = impersonators.map(|names| names.iter().map(resolved).collect()).transpose()?;
    Ok(accounts)
}

fn account(name: &str) -> Result<MailboxName, ConfigurationError> {
    MailboxName::new(name).ok_or(ConfigurationError::EmptyName)
}

impl PropertyEntry {
    /// The rule of the entry that is the `index`th, counted from 1.
    fn rule(self, index: usize) -> Result<PropertyRule, ConfigurationError> {
        let name = self.property_name().ok_or(ConfigurationError::PropertyName(index))?;
        if !MapiPropertyTypeType::from(self.r#type.as_str()).is_known() {
            return Err(ConfigurationError::PropertyType(index, self.r#type));
        }
        let value = match (self.r#type.ends_with("Array"), self.value, self.values) {
            (false, Some(value), None) => PropertyValue::One(value),
            (true, None, Some(values)) if !values.is_empty() => PropertyValue::Many(values),
            _ => return Err(ConfigurationError::PropertyValue(index)),
        };
        let of = match self.of {
            Owners::Contacts => PropertyOwners::Contacts,
            Owners::Groups => PropertyOwners::Groups,
            Owners::All => PropertyOwners::All,
        };
        let property = Property { name, type_name: self.r#type, value };
        Ok(PropertyRule { of, display_name: self.display_name, property })
    }

    fn property_name(&self) -> Option<PropertyName> {
        match (&self.tag, &self.set, &self.name, self.number) {
            (Some(tag), None, None, None) => PropertyName::tag(tag),
            (None, Some(set), Some(name), None) => {
                Some(PropertyName::Named { set: PropertyName::set(set)?, name: name.clone() })
            }
            (None, Some(set), None, Some(number)) => {
                Some(PropertyName::Numbered { set: PropertyName::set(set)?, number })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::read;
    use crate::service::Surroundings;
    use crate::store::{Address, Contact, MailboxName, PropertyName, PropertyValue};

    fn name(text: &str) -> MailboxName {
        MailboxName::new(text).unwrap()
    }

    #[test]
    fn nothing_is_a_configuration() {
        assert_eq!(read("").unwrap(), Surroundings::default());
    }

    #[test]
    fn example_is_a_configuration() {
        let around = read(include_str!("../surroundings.toml")).unwrap();
        assert!(around.directory.has_distribution_group("engineering@example.com"));
        assert_eq!(around.accounts.mailboxes.map(|all| all.len()), Some(2));
    }

    #[test]
    fn accounts_have_names() {
        let text = "impersonators = ['DOMAIN\\svc']\n[[mailbox]]\nuser = 'Svc'\naliases = ['domain\\svc', 'S-1-5']";
        let accounts = read(text).unwrap().accounts;
        assert_eq!(accounts.aliases.get(&name("s-1-5")), Some(&name("svc")));
        assert_eq!(accounts.mailboxes, Some([name("svc")].into()));
        assert_eq!(accounts.impersonators, Some([name("svc")].into()));
    }

    #[test]
    fn properties_are_found() {
        let text = "[[property]]\nset = 'Address'\nnumber = 5\ntype = 'Binary'\nvalue = 'AA=='";
        let set = PropertyName::set("00062004-0000-0000-C000-000000000046").unwrap();
        let address = Address::Im("a".to_owned());
        let contact = Contact { number: 1, version: 1, address, display_name: "A".to_owned(), created: 0 };
        let properties = read(text).unwrap().properties;
        let value = properties.of_contact(&contact, &PropertyName::Numbered { set, number: 5 }, "Binary");
        assert_eq!(value, Some(PropertyValue::One("AA==".to_owned())));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, message) in [
            ("distribution-group = []", "unknown field `distribution-group`"),
            ("[[mailbox]]\nuser = ' '", "the name of an account is empty"),
            (
                "[[mailbox]]\nuser = 'a'\naliases = ['b']\n[[mailbox]]\nuser = 'b'",
                "the name b stands for two mailboxes",
            ),
            ("[[mailbox]]\nuser = 'a'\naliases = ['c']\n[[mailbox]]\nuser = 'b'\naliases = ['C']", "the name c stands"),
            ("[[property]]\ntype = 'String'\nvalue = ''", "property 1: give a tag alone"),
            ("[[property]]\ntag = '1'\nset = 'Address'\ntype = 'String'\nvalue = ''", "property 1: give a tag alone"),
            ("[[property]]\ntag = '1'\ntype = 'Text'\nvalue = ''", "property 1: there is no type Text"),
            ("[[property]]\ntag = '1'\ntype = 'String'\nvalues = ['']", "property 1: give `values` for a type"),
            ("[[property]]\ntag = '1'\ntype = 'StringArray'\nvalues = []", "property 1: give `values` for a type"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(message), "{text}: {error}");
        }
    }
}
