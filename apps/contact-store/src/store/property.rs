//! Extended properties: what names them and what they hold ([MS-OXWSXPROP] 2.1).

/// What names a property, in one form for all the ways to write it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PropertyName {
    /// A tag, without the type.
    Tag(u16),
    /// A name in a property set.
    Named {
        /// The set's GUID in lower case, as 8-4-4-4-12 digits.
        set: String,
        /// The name, which is compared exactly.
        name: String,
    },
    /// A number in a property set.
    Numbered {
        /// The set's GUID in lower case, as 8-4-4-4-12 digits.
        set: String,
        /// The number, known as dispatch identifier.
        number: i32,
    },
}

/// What a property holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PropertyValue {
    /// One value as text.
    One(String),
    /// The values of an array type, as texts.
    Many(Vec<String>),
}

/// A property with its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Property {
    /// What names it.
    pub name: PropertyName,
    /// The type of its value, such as `String`; a property of another type is another property.
    pub type_name: String,
    /// What it holds.
    pub value: PropertyValue,
}

/// The property sets that have names ([MS-OXWSXPROP] 2.1.5), with their GUIDs.
const SETS: [(&str, &str); 10] = [
    ("Address", "00062004-0000-0000-c000-000000000046"),
    ("Appointment", "00062002-0000-0000-c000-000000000046"),
    ("CalendarAssistant", "11000e07-b51b-40d6-af21-caa85edab1d0"),
    ("Common", "00062008-0000-0000-c000-000000000046"),
    ("InternetHeaders", "00020386-0000-0000-c000-000000000046"),
    ("Meeting", "6ed8da90-450b-101b-98da-00aa003f1305"),
    ("PublicStrings", "00020329-0000-0000-c000-000000000046"),
    ("Sharing", "00062040-0000-0000-c000-000000000046"),
    ("Task", "00062003-0000-0000-c000-000000000046"),
    ("UnifiedMessaging", "4442858e-a9e3-4e80-b900-317a210cc15b"),
];

impl PropertyName {
    /// The GUID of a property set that is given by name or by GUID. `None` for what is neither.
    #[must_use]
    pub fn set(name_or_guid: &str) -> Option<String> {
        let known = SETS.iter().find(|(name, _)| *name == name_or_guid);
        let guid = known.map_or_else(|| name_or_guid.to_lowercase(), |(_, guid)| (*guid).to_owned());
        is_guid(&guid).then_some(guid)
    }

    /// The number of a tag that is written in decimal, or in hexadecimal after `0x`. `None` for what is neither.
    #[must_use]
    pub fn tag(text: &str) -> Option<Self> {
        let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
        let number = hexadecimal.map_or_else(|| text.parse(), |digits| u16::from_str_radix(digits, 16));
        number.ok().map(Self::Tag)
    }
}

fn is_guid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::PropertyName;

    #[test]
    fn sets_have_one_form() {
        let address = PropertyName::set("Address");
        assert_eq!(address, PropertyName::set("00062004-0000-0000-C000-000000000046"));
        assert!(address.is_some());
        assert_eq!(PropertyName::set("Adress"), None);
        assert_eq!(PropertyName::set("00062004-0000-0000-C000-00000000004g"), None);
    }

    #[test]
    fn tags_have_one_form() {
        assert_eq!(PropertyName::tag("0x3A45"), PropertyName::tag("14917"));
        assert_eq!(PropertyName::tag("0x3a45"), Some(PropertyName::Tag(0x3a45)));
        for wrong in ["", "0x", "65536", "-1", "0x10000", "A"] {
            assert_eq!(PropertyName::tag(wrong), None, "{wrong}");
        }
    }
}
