//! The groups and personas of the project's own messages, and the identifiers they share.

use ms_oxwscos::types::*;
use ms_oxwscos::xsd;

use crate::values::{id, id_with_key, text};

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
    ArrayOfValueAttributionsType::default().with_attribution(ids.split(' '))
}

/// Texts with their sources.
pub(crate) fn texts(values: &[(&str, &str)]) -> Option<ArrayOfStringAttributedValuesType> {
    let value = |(text, ids): &(&str, &str)| StringAttributedValueType::new(*text, sources(ids));
    Some(ArrayOfStringAttributedValuesType::default().with_string_attributed_value(values.iter().map(value)))
}

/// Telephone numbers with their kinds and sources.
pub(crate) fn phones(values: &[(&str, &str, &str)]) -> Option<ArrayOfPhoneNumberAttributedValuesType> {
    let value = |(number, kind, ids): &(&str, &str, &str)| {
        PhoneNumberAttributedValueType::new(PersonaPhoneNumberType::new(*number, *kind), sources(ids))
    };
    let values = values.iter().map(value);
    Some(ArrayOfPhoneNumberAttributedValuesType::default().with_phone_number_attributed_value(values))
}

pub(crate) fn attributions(of: Vec<PersonaAttributionType>) -> Option<ArrayOfPersonaAttributionsType> {
    Some(ArrayOfPersonaAttributionsType::default().with_attribution(of))
}

pub(crate) fn member_keys(ids: &[&str]) -> Option<NonEmptyArrayOfItemIdsType> {
    Some(NonEmptyArrayOfItemIdsType::default().with_item_id(ids.iter().copied().map(id)))
}

// ---- properties -----------------------------------------------------------------------------------------------------

/// A property of the set of public strings, or of a set of one's own.
pub(crate) fn named(set: PropertySet, name: &str, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    set.path(of).with_property_name(name)
}

/// A property of a set, by its number.
pub(crate) fn numbered(set: PropertySet, number: i32, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    set.path(of).with_property_id(number)
}

/// A property by its tag, as it is written.
pub(crate) fn tagged(tag: &str, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    let property_tag = Some(tag.parse().expect("a property tag"));
    PathToExtendedFieldType::new(of).with(|it| it.property_tag = property_tag)
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
            Self::Known(set) => path.with_distinguished_property_set_id(set),
            Self::Guid(guid) => {
                let guid = GuidType::new(guid.to_owned()).expect("a GUID");
                path.with_property_set_id(guid)
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
    let values = NonEmptyArrayOfPropertyValuesType::default().with_value(values.iter().copied());
    ExtendedPropertyTypeChoice::Values(values.into())
}

// ---- who is on the list ---------------------------------------------------------------------------------------------

/// The group that the user made.
pub(crate) fn user_group() -> ImGroupType {
    let colours = favourite_colours("c11ff724-aa03-4555-9952-8fa248a11c3e");
    let extended_property = vec![
        ExtendedPropertyType::new(colours, many(&["grün", "\"blau\" & <weiß>", ""])),
        ExtendedPropertyType::new(last_sync(), one("2024-03-31T02:30:00Z")),
    ];
    ImGroupType::new(text("Café & Bar \u{1F600} — 東京"), text("IPM.DistList.MOC.UserGroup"))
        .with_exchange_store_id(id_with_key(USER_GROUP, "EgAAABYAAAB1c2dyb3VwMDE="))
        .with_extended_properties(
            NonEmptyArrayOfExtendedPropertyType::default().with_extended_property(extended_property),
        )
        .with(|it| it.member_correlation_key = member_keys(&[ZOE, TELEPHONE]))
}

/// The contact that is a telephone, as it is once it was made.
pub(crate) fn telephone() -> PersonaType {
    let source = PersonaAttributionType::new("0", id(TELEPHONE), "Skype for Business Contacts");
    new_telephone(id_with_key("AAUQAB7n3TqkAkJ0mC0tP1yQ5dE=", "AQAAABYAAABwZXJzMDAy"))
        .with_relevance_score(-1)
        .with(|it| it.attributions = attributions(vec![source]))
}

/// What is known of that telephone from the start, but for where it comes from.
pub(crate) fn new_telephone(persona_id: AnyItemIdType) -> PersonaType {
    let number = "+1 (555) 01-00 x42";
    PersonaType::new(persona_id)
        .with_persona_type("Person")
        .with_display_name(number)
        .with_phone_number(PersonaPhoneNumberType::new(number, "Business"))
        .with_im_address("sip:+15550100@example.com;user=phone")
        .with(|it| {
            it.creation_time = moment("2024-03-01T00:00:00");
            it.business_phone_numbers = phones(&[(number, "Business", "0")]);
        })
}

pub(crate) fn kenji() -> PersonaType {
    let source = PersonaAttributionType::new("ken-1", id(KENJI), "連絡先").with_is_writable(true);
    PersonaType::new(id("AAUQAMq8xFzX2UJPv0Yw8Qb3m4k="))
        .with_persona_type("Person")
        .with_bodies(ArrayOfBodyContentAttributedValuesType::default())
        .with_display_name("山田 健二")
        .with_file_as("")
        .with_given_name("健二")
        .with_surname("山田")
        .with_yomi_first_name("ケンジ")
        .with_yomi_last_name("ヤマダ")
        .with_im_address("sip:kenji@example.com")
        .with_folder_ids(ArrayOfFolderIdType::default())
        .with_hobbies(ArrayOfStringAttributedValuesType::default())
        .with(|it| {
            it.creation_time = moment("2023-12-31T23:59:59.1234567+09:00");
            it.attributions = attributions(vec![source]);
            it.display_names = texts(&[("山田 健二", "ken-1")]);
        })
}
