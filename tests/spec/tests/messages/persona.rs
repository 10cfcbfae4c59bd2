//! The groups and personas of the project's own messages, and the identifiers they share.

use ms_oxwscos::types::*;
use ms_oxwscos::xsd;

use crate::values::{id, id_with_key, some, text};

pub(crate) const SERVER_2013: [i32; 4] = [15, 0, 1497, 2];
pub(crate) const SERVER_2016: [i32; 4] = [15, 1, 2507, 6];
pub(crate) const SERVER_2019: [i32; 4] = [15, 2, 1544, 4];

/// Item identifiers.
pub(crate) const ZOE: &str = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAC9Zoe1";
pub(crate) const TELEPHONE: &str = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAADTeluri";
pub(crate) const KENJI: &str = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAEKenji";
pub(crate) const USER_GROUP: &str = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAAu+Kq3";

pub(crate) fn moment(text: &str) -> Option<xsd::DateTime> {
    Some(text.parse().expect("a dateTime"))
}

/// References to sources: their identifiers with blanks between.
pub(crate) fn sources(ids: &str) -> ArrayOfValueAttributionsType {
    ArrayOfValueAttributionsType { attribution: ids.split(' ').map(str::to_owned).collect() }
}

/// Texts with their sources.
pub(crate) fn texts(values: &[(&str, &str)]) -> Option<ArrayOfStringAttributedValuesType> {
    let value = |(text, ids): &(&str, &str)| StringAttributedValueType::new(*text, sources(ids));
    Some(ArrayOfStringAttributedValuesType { string_attributed_value: values.iter().map(value).collect() })
}

/// Telephone numbers with their kinds and sources.
pub(crate) fn phones(values: &[(&str, &str, &str)]) -> Option<ArrayOfPhoneNumberAttributedValuesType> {
    let value = |(number, kind, ids): &(&str, &str, &str)| {
        PhoneNumberAttributedValueType::new(PersonaPhoneNumberType::new(*number, *kind), sources(ids))
    };
    Some(ArrayOfPhoneNumberAttributedValuesType { phone_number_attributed_value: values.iter().map(value).collect() })
}

pub(crate) fn attributions(of: Vec<PersonaAttributionType>) -> Option<ArrayOfPersonaAttributionsType> {
    Some(ArrayOfPersonaAttributionsType { attribution: of })
}

pub(crate) fn member_keys(ids: &[&str]) -> Option<NonEmptyArrayOfItemIdsType> {
    Some(NonEmptyArrayOfItemIdsType { item_id: ids.iter().copied().map(id).collect() })
}

// ---- properties -----------------------------------------------------------------------------------------------------

/// A property of the set of public strings, or of a set of one's own.
pub(crate) fn named(set: PropertySet, name: &str, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    PathToExtendedFieldType { property_name: some(name), ..set.path(of) }
}

/// A property of a set, by its number.
pub(crate) fn numbered(set: PropertySet, number: i32, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    PathToExtendedFieldType { property_id: Some(number), ..set.path(of) }
}

/// A property by its tag, as it is written.
pub(crate) fn tagged(tag: &str, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    let property_tag = Some(tag.parse().expect("a property tag"));
    PathToExtendedFieldType { property_tag, ..PathToExtendedFieldType::new(of) }
}

/// A set of properties.
pub(crate) enum PropertySet {
    Known(DistinguishedPropertySetType),
    Guid(&'static str),
}

impl PropertySet {
    fn path(self, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
        let path = PathToExtendedFieldType::new(of);
        match self {
            Self::Known(set) => PathToExtendedFieldType { distinguished_property_set_id: Some(set), ..path },
            Self::Guid(guid) => {
                let guid = GuidType::new(guid.to_owned()).expect("a GUID");
                PathToExtendedFieldType { property_set_id: Some(guid), ..path }
            }
        }
    }
}

pub(crate) fn favourite_colours(guid: &'static str) -> PathToExtendedFieldType {
    named(PropertySet::Guid(guid), "Lieblingsfarben", MapiPropertyTypeType::StringArray)
}

pub(crate) fn last_sync() -> PathToExtendedFieldType {
    let set = PropertySet::Known(DistinguishedPropertySetType::PublicStrings);
    named(set, "http://example.com/ucs/last-sync", MapiPropertyTypeType::SystemTime)
}

pub(crate) fn one(value: &str) -> ExtendedPropertyTypeChoice {
    ExtendedPropertyTypeChoice::Value(value.to_owned())
}

pub(crate) fn many(values: &[&str]) -> ExtendedPropertyTypeChoice {
    let value = values.iter().copied().map(str::to_owned).collect();
    ExtendedPropertyTypeChoice::Values(NonEmptyArrayOfPropertyValuesType { value })
}

// ---- who is on the list ---------------------------------------------------------------------------------------------

/// The group that the user made.
pub(crate) fn user_group() -> ImGroupType {
    let colours = favourite_colours("c11ff724-aa03-4555-9952-8fa248a11c3e");
    let extended_property = vec![
        ExtendedPropertyType::new(colours, many(&["grün", "\"blau\" & <weiß>", ""])),
        ExtendedPropertyType::new(last_sync(), one("2024-03-31T02:30:00Z")),
    ];
    ImGroupType {
        exchange_store_id: Some(id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE=")),
        member_correlation_key: member_keys(&[ZOE, TELEPHONE]),
        extended_properties: Some(NonEmptyArrayOfExtendedPropertyType { extended_property }),
        ..ImGroupType::new(text("Café & Bar \u{1F600} — 東京"), text("IPM.DistList.MOC.UserGroup"))
    }
}

/// The contact that is a telephone, as it is once it was made.
pub(crate) fn telephone() -> PersonaType {
    let source = PersonaAttributionType::new("0", id(TELEPHONE), "Skype for Business Contacts");
    PersonaType {
        relevance_score: Some(-1),
        attributions: attributions(vec![source]),
        ..new_telephone(id_with_key("AAUQAB7n3TqkAkJ0mC0tP1yQ5dE=", "AQAAABYAAABwZXJzMDAy"))
    }
}

/// What is known of that telephone from the start, but for where it comes from.
pub(crate) fn new_telephone(persona_id: AnyItemIdType) -> PersonaType {
    let number = "+1 (555) 01-00 x42";
    PersonaType {
        persona_type: some("Person"),
        creation_time: moment("2024-03-01T00:00:00"),
        display_name: some(number),
        phone_number: Some(PersonaPhoneNumberType::new(number, "Business")),
        im_address: some("sip:+15550100@example.com;user=phone"),
        business_phone_numbers: phones(&[(number, "Business", "0")]),
        ..PersonaType::new(persona_id)
    }
}

pub(crate) fn kenji() -> PersonaType {
    let source = PersonaAttributionType {
        is_writable: Some(true),
        ..PersonaAttributionType::new("ken-1", id(KENJI), "連絡先")
    };
    PersonaType {
        persona_type: some("Person"),
        creation_time: moment("2023-12-31T23:59:59.1234567+09:00"),
        bodies: Some(ArrayOfBodyContentAttributedValuesType::default()),
        display_name: some("山田 健二"),
        file_as: some(""),
        given_name: some("健二"),
        surname: some("山田"),
        yomi_first_name: some("ケンジ"),
        yomi_last_name: some("ヤマダ"),
        im_address: some("sip:kenji@example.com"),
        folder_ids: Some(ArrayOfFolderIdType::default()),
        attributions: attributions(vec![source]),
        display_names: texts(&[("山田 健二", "ken-1")]),
        hobbies: Some(ArrayOfStringAttributedValuesType::default()),
        ..PersonaType::new(id("AAUQAMq8xFzX2UJPv0Yw8Qb3m4k="))
    }
}
