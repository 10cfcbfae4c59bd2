//! Extended properties as the contract has them ([MS-OXWSXPROP] 2.1.5, 2.1.6).

use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::types::{
    ExtendedPropertyType, ExtendedPropertyTypeChoice, NonEmptyArrayOfExtendedFieldUrIs,
    NonEmptyArrayOfPropertyValuesType, PathToExtendedFieldType,
};

use super::answer::Problem;
use crate::store::{Contact, Group, PropertyName, PropertyTable, PropertyValue};

/// The properties that a request asks for: each as the request names it, and as the store knows it.
#[derive(Default)]
pub(super) struct Requested(Vec<(PathToExtendedFieldType, PropertyName)>);

impl Requested {
    /// Takes what a request asks for. A name that is none gives `ErrorInvalidExtendedProperty`.
    pub(super) fn new(asked: Option<NonEmptyArrayOfExtendedFieldUrIs>) -> Result<Self, Problem> {
        let paths = asked.map(|asked| asked.extended_property).unwrap_or_default();
        let named = paths.into_iter().map(|path| match name(&path) {
            Some(name) => Ok((path, name)),
            None => Err(Problem {
                code: ResponseCodeType::ErrorInvalidExtendedProperty,
                text: "a property is named by its tag alone, or by its set with either its name or its number"
                    .to_owned(),
            }),
        });
        Ok(Self(named.collect::<Result<_, _>>()?))
    }

    /// Those that a contact has.
    pub(super) fn of_contact(&self, contact: &Contact, table: &PropertyTable) -> Vec<ExtendedPropertyType> {
        self.found(|name, type_name| table.of_contact(contact, name, type_name))
    }

    /// Those that a group has.
    pub(super) fn of_group(&self, group: &Group, table: &PropertyTable) -> Vec<ExtendedPropertyType> {
        self.found(|name, type_name| table.of_group(group, name, type_name))
    }

    fn found(&self, find: impl Fn(&PropertyName, &str) -> Option<PropertyValue>) -> Vec<ExtendedPropertyType> {
        let has = |(path, name): &(PathToExtendedFieldType, PropertyName)| {
            let value = find(name, path.property_type.as_str())?;
            Some(ExtendedPropertyType::new(path.clone(), choice(value)))
        };
        self.0.iter().filter_map(has).collect()
    }
}

fn choice(value: PropertyValue) -> ExtendedPropertyTypeChoice {
    match value {
        PropertyValue::One(value) => ExtendedPropertyTypeChoice::Value(value),
        PropertyValue::Many(value) => {
            ExtendedPropertyTypeChoice::Values(NonEmptyArrayOfPropertyValuesType::default().with_value(value).into())
        }
    }
}

/// The name, if the attributes make one: they exclude each other in part ([MS-OXWSXPROP] 2.1.6).
fn name(path: &PathToExtendedFieldType) -> Option<PropertyName> {
    let distinguished = path.distinguished_property_set_id.as_ref();
    let set = match (distinguished, &path.property_set_id) {
        (Some(_), Some(_)) => return None,
        (Some(known), None) => Some(PropertyName::set(known.as_str())?),
        (None, Some(guid)) => Some(PropertyName::set(guid)?),
        (None, None) => None,
    };
    match (&path.property_tag, set, &path.property_name, path.property_id) {
        (Some(tag), None, None, None) => PropertyName::tag(&tag.to_string()),
        (None, Some(set), Some(name), None) => Some(PropertyName::Named { set, name: name.clone() }),
        (None, Some(set), None, Some(number)) => Some(PropertyName::Numbered { set, number }),
        _ => None,
    }
}
