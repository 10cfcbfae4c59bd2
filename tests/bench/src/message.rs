//! The measured message.
//!
//! In: how many personas. Out: a SOAP 1.1 response of `GetImItems` that holds them, without white space between elements,
//! valid against the contract's schemas, and what a reader must have found in it. The same number gives the same bytes.
//!
//! ```xml
//! <s:Envelope …><s:Header>…</s:Header><s:Body><m:GetImItemsResponse ResponseClass="Success">…
//!   <m:ImItemList><t:Groups>…</t:Groups><t:Personas><t:Persona>…</t:Persona>…
//! ```

mod markup;
mod persona;
mod random;
mod words;

use crate::check::Checksum;
use markup::Markup;
use persona::{ItemId, Persona};
use random::Random;

/// The namespace of `m:`.
pub(crate) const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";
/// The namespace of `t:`.
pub(crate) const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
/// The namespace of `s:`.
pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// What the message begins with.
pub(crate) const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// The contacts of a group, at most.
const MEMBERS: usize = 10;

/// A message and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// The text.
    pub(crate) xml: String,
    /// The elements in it.
    pub(crate) elements: usize,
    /// Its personas.
    pub(crate) personas: Checksum,
}

impl Message {
    /// A message of so many personas.
    pub(crate) fn new(personas: usize) -> Self {
        let mut random = Random::new(0x00C0_FFEE);
        let personas: Vec<_> = (0..personas).map(|_| Persona::new(&mut random)).collect();
        let mut checksum = Checksum::default();
        for persona in &personas {
            persona.sum(&mut checksum);
        }
        let mut markup = Markup::new(personas.len() * 1_500 + 4_096);
        envelope(&personas, &mut random, &mut markup);
        let (xml, elements) = markup.finish();
        Self { xml, elements, personas: checksum }
    }
}

fn envelope(personas: &[Persona], random: &mut Random, to: &mut Markup) {
    to.raw(DECLARATION);
    let namespaces = [("xmlns:s", SOAP), ("xmlns:m", MESSAGES), ("xmlns:t", TYPES)];
    to.within("s:Envelope", &namespaces, |to| {
        to.within("s:Header", &[], server_version);
        to.within("s:Body", &[], |to| {
            to.within("m:GetImItemsResponse", &[("ResponseClass", "Success")], |to| {
                to.leaf("m:ResponseCode", "NoError");
                to.within("m:ImItemList", &[], |to| {
                    to.within("t:Groups", &[], |to| group(personas, random, to));
                    to.within("t:Personas", &[], |to| {
                        for persona in personas {
                            persona.write(to);
                        }
                    });
                });
            });
        });
    });
}

fn server_version(to: &mut Markup) {
    let version = [
        ("MajorVersion", "15"),
        ("MinorVersion", "2"),
        ("MajorBuildNumber", "1544"),
        ("MinorBuildNumber", "4"),
        ("Version", "V2018_01_08"),
    ];
    to.empty("t:ServerVersionInfo", &version);
}

fn group(personas: &[Persona], random: &mut Random, to: &mut Markup) {
    to.within("t:ImGroup", &[], |to| {
        to.leaf("t:DisplayName", "Friends & family");
        to.leaf("t:GroupType", "PersonalGroup");
        ItemId::new(random).write("t:ExchangeStoreId", to);
        if !personas.is_empty() {
            to.within("t:MemberCorrelationKey", &[], |to| {
                for persona in personas.iter().take(MEMBERS) {
                    persona.id().write("t:ItemId", to);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Message;
    use crate::shapes::{Reads, Tree};

    #[test]
    fn same_number_gives_same_message() {
        assert_eq!(Message::new(50), Message::new(50));
        assert_ne!(Message::new(50).personas, Message::new(51).personas);
    }

    #[test]
    fn message_is_well_formed_and_counted() {
        for personas in [0, 1, 50] {
            let message = Message::new(personas);
            let document = Tree::read(&message.xml).unwrap();
            assert_eq!(document.descendants().filter(roxmltree::Node::is_element).count(), message.elements);
            assert!(Tree::check(&document, &message).is_ok());
            assert_eq!(message.xml.matches("<t:Persona>").count(), personas);
        }
    }

    #[test]
    fn message_is_compact_and_varied() {
        let xml = Message::new(200).xml;
        assert!(!xml.contains(['\n', '\t']));
        assert!(!xml.contains("> <"));
        assert!(xml.contains("&amp;"));
        assert!(!xml.is_ascii());
        for name in ["t:BusinessAddresses", "t:BusinessPhoneNumbers", "t:Emails2"] {
            let found = xml.matches(&format!("<{name}>")).count();
            assert!((1..200).contains(&found), "{name}: {found}");
        }
    }

    #[test]
    fn persona_is_about_1440_bytes() {
        let per_persona = Message::new(1_000).xml.len() / 1_000;
        assert!((1_400..1_480).contains(&per_persona), "{per_persona}");
    }
}
