//! What a persona and a group are made of.

use serde::{Deserialize, Serialize};

use super::types::types;

/// Declares unit enumerations.
macro_rules! enumerations {
    ($($name:ident { $($value:ident)* })*) => {$(
        #[allow(clippy::upper_case_acronyms)]
        #[derive(Debug, Clone, Copy, Serialize, Deserialize)]
        pub(crate) enum $name { $($value),* }
    )*};
}

enumerations! {
    BodyTypeType { HTML Text }
    LocationSourceType { None LocationServices PhonebookServices Device Contact Resource }
    MailboxTypeType { Unknown OneOff Mailbox PublicDL PrivateDL Contact PublicFolder GroupMailbox }
    ResponseClassType { Success Warning Error }
}

types! {
    ItemIdType {
        attributes {
            "@Id" id: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@ChangeKey" change_key: Option<String>,
        }
    }
    EmailAddressType {
        optional {
            "t:Name" name: String,
            "t:EmailAddress" email_address: String,
            "t:RoutingType" routing_type: String,
            "t:MailboxType" mailbox_type: MailboxTypeType,
            "t:ItemId" item_id: ItemIdType,
            "t:OriginalDisplayName" original_display_name: String,
        }
    }
    PersonaPhoneNumberType {
        required {
            "t:Number" number: String,
            "t:Type" r#type: String,
        }
    }
    PersonaPostalAddressType {
        optional {
            "t:Street" street: String,
            "t:City" city: String,
            "t:State" state: String,
            "t:Country" country: String,
            "t:PostalCode" postal_code: String,
            "t:PostOfficeBox" post_office_box: String,
            "t:Type" r#type: String,
            "t:Latitude" latitude: f64,
            "t:Longitude" longitude: f64,
            "t:Accuracy" accuracy: f64,
            "t:Altitude" altitude: f64,
            "t:AltitudeAccuracy" altitude_accuracy: f64,
            "t:FormattedAddress" formatted_address: String,
            "t:LocationUri" location_uri: String,
            "t:LocationSource" location_source: LocationSourceType,
        }
    }
    PersonaAttributionType {
        required {
            "t:Id" id: String,
            "t:SourceId" source_id: ItemIdType,
            "t:DisplayName" display_name: String,
        }
        optional {
            "t:IsWritable" is_writable: bool,
            "t:IsQuickContact" is_quick_contact: bool,
            "t:IsHidden" is_hidden: bool,
            "t:FolderId" folder_id: ItemIdType,
        }
    }
    BodyContentType {
        required {
            "t:Value" value: String,
            "t:BodyType" body_type: BodyTypeType,
        }
    }
    PathToExtendedFieldType {
        attributes {
            #[serde(skip_serializing_if = "Option::is_none")]
            "@DistinguishedPropertySetId" distinguished_property_set_id: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@PropertySetId" property_set_id: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@PropertyTag" property_tag: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@PropertyName" property_name: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@PropertyId" property_id: Option<i32>,
            "@PropertyType" property_type: String,
        }
    }
    ExtendedPropertyType {
        required {
            "t:ExtendedFieldURI" extended_field_uri: PathToExtendedFieldType,
        }
        optional {
            "t:Value" value: String,
            "t:Values" values: Values,
        }
    }
    /// A value and where it comes from.
    Attributed<T> {
        required {
            "t:Value" value: T,
            "t:Attributions" attributions: ValueAttributions,
        }
    }
    AttributedStrings {
        required {
            "t:Values" values: Values,
            "t:Attributions" attributions: ValueAttributions,
        }
    }
    Addresses { repeated { "t:Address" "Address" items: EmailAddressType, } }
    Attributions { repeated { "t:Attribution" "Attribution" items: PersonaAttributionType, } }
    Bodies { repeated { "t:BodyContentAttributedValue" "BodyContentAttributedValue" items: Attributed<BodyContentType>, } }
    Emails { repeated { "t:EmailAddressAttributedValue" "EmailAddressAttributedValue" items: Attributed<EmailAddressType>, } }
    FolderIds { repeated { "t:FolderId" "FolderId" items: ItemIdType, } }
    ItemIds { repeated { "t:ItemId" "ItemId" items: ItemIdType, } }
    Phones { repeated { "t:PhoneNumberAttributedValue" "PhoneNumberAttributedValue" items: Attributed<PersonaPhoneNumberType>, } }
    PostalAddresses {
        repeated { "t:PostalAddressAttributedValue" "PostalAddressAttributedValue" items: Attributed<PersonaPostalAddressType>, }
    }
    Properties { repeated { "t:ExtendedProperty" "ExtendedProperty" items: ExtendedPropertyType, } }
    AttributedProperties {
        repeated { "t:ExtendedPropertyAttributedValue" "ExtendedPropertyAttributedValue" items: Attributed<ExtendedPropertyType>, }
    }
    StringArrays { repeated { "t:StringArrayAttributedValue" "StringArrayAttributedValue" items: AttributedStrings, } }
    Strings { repeated { "t:StringAttributedValue" "StringAttributedValue" items: Attributed<String>, } }
    ValueAttributions { repeated { "t:Attribution" "Attribution" items: String, } }
    Values { repeated { "t:Value" "Value" items: String, } }
}
