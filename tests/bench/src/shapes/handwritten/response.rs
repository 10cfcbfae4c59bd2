//! The envelope and the response, down to the personas.

use serde::{Deserialize, Serialize};

use super::persona::PersonaType;
use super::types::types;
use super::values::{ItemIdType, ItemIds, Properties, ResponseClassType};
use crate::message::{MESSAGES, SOAP, TYPES};

/// A SOAP 1.1 message that is a `GetImItemsResponse`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all(deserialize = "PascalCase"))]
pub(crate) struct Envelope {
    #[serde(rename(serialize = "@xmlns:s"), skip_deserializing, default = "soap")]
    soap: &'static str,
    #[serde(rename(serialize = "@xmlns:m"), skip_deserializing, default = "messages")]
    messages: &'static str,
    #[serde(rename(serialize = "@xmlns:t"), skip_deserializing, default = "types")]
    types: &'static str,
    #[serde(rename(serialize = "s:Header"), skip_serializing_if = "Option::is_none")]
    header: Option<Header>,
    #[serde(rename(serialize = "s:Body"))]
    body: Body,
}

fn soap() -> &'static str {
    SOAP
}

fn messages() -> &'static str {
    MESSAGES
}

fn types() -> &'static str {
    TYPES
}

impl Envelope {
    /// The personas of the response.
    pub(crate) fn personas(&self) -> impl Iterator<Item = &PersonaType> {
        let list = self.body.get_im_items_response.im_item_list.as_ref();
        list.and_then(|list| list.personas.as_ref()).into_iter().flat_map(|personas| &personas.items)
    }
}

types! {
    Header { optional { "t:ServerVersionInfo" server_version_info: ServerVersionInfo, } }
    ServerVersionInfo {
        attributes {
            #[serde(skip_serializing_if = "Option::is_none")]
            "@MajorVersion" major_version: Option<i32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@MinorVersion" minor_version: Option<i32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@MajorBuildNumber" major_build_number: Option<i32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@MinorBuildNumber" minor_build_number: Option<i32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            "@Version" version: Option<String>,
        }
    }
    Body { required { "m:GetImItemsResponse" get_im_items_response: GetImItemsResponse, } }
    GetImItemsResponse {
        attributes { "@ResponseClass" response_class: ResponseClassType, }
        optional {
            "m:MessageText" message_text: String,
            "m:ResponseCode" response_code: String,
            "m:DescriptiveLinkKey" descriptive_link_key: i32,
            "m:ImItemList" im_item_list: ImItemListType,
        }
    }
    ImItemListType {
        optional {
            "t:Groups" groups: Groups,
            "t:Personas" personas: Personas,
        }
    }
    Groups { repeated { "t:ImGroup" "ImGroup" items: ImGroupType, } }
    ImGroupType {
        required {
            "t:DisplayName" display_name: String,
            "t:GroupType" group_type: String,
        }
        optional {
            "t:ExchangeStoreId" exchange_store_id: ItemIdType,
            "t:MemberCorrelationKey" member_correlation_key: ItemIds,
            "t:ExtendedProperties" extended_properties: Properties,
            "t:SmtpAddress" smtp_address: String,
        }
    }
    Personas { repeated { "t:Persona" "Persona" items: PersonaType, } }
}
