//! The measured messages.
//!
//! In: a subject. Out: its text, valid against the contract's schemas, and what a reader must have found in it. The same subject gives the same bytes.

mod find_item;
mod im_group;
mod im_items;
mod markup;
mod persona;
mod random;
mod words;

use crate::check::Checksum;
use crate::subject::{Kind, Subject};
use markup::Markup;

/// The namespace of `m:`.
pub(crate) const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";
/// The namespace of `t:`.
pub(crate) const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
/// The namespace of `s:`.
pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// What the message begins with.
pub(crate) const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// A message and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) subject: Subject,
    /// The text.
    pub(crate) xml: String,
    /// The elements in it.
    pub(crate) elements: usize,
    /// Its items.
    pub(crate) items: Checksum,
}

impl Message {
    /// The message of a subject.
    pub(crate) fn new(subject: Subject) -> Self {
        let mut items = Checksum::default();
        let bytes_each = if subject.indented { 3_000 } else { 1_500 };
        let mut markup = Markup::new(subject.items * bytes_each + 4_096, subject.indented);
        markup.raw(DECLARATION);
        match subject.kind {
            Kind::Personas => im_items::write(subject.items, &mut items, &mut markup),
            Kind::AddImGroup => im_group::write(&mut items, &mut markup),
            Kind::FindItemWide => find_item::write(subject.items, false, &mut items, &mut markup),
            Kind::FindItemDeep => find_item::write(subject.items, true, &mut items, &mut markup),
        }
        let (mut xml, elements) = markup.finish();
        xml.shrink_to_fit();
        Self { subject, xml, elements, items }
    }
}

/// A SOAP 1.1 envelope.
fn envelope(to: &mut Markup, header: impl FnOnce(&mut Markup), body: impl FnOnce(&mut Markup)) {
    let namespaces = [("xmlns:s", SOAP), ("xmlns:m", MESSAGES), ("xmlns:t", TYPES)];
    to.within("s:Envelope", &namespaces, |to| {
        to.within("s:Header", &[], header);
        to.within("s:Body", &[], body);
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Message;
    use crate::shapes::{Shape, Tree};
    use crate::subject::Subject;

    #[test]
    fn same_subject_gives_same_message() {
        assert_eq!(Message::new(Subject::personas(50)), Message::new(Subject::personas(50)));
        assert_ne!(Message::new(Subject::personas(50)).items, Message::new(Subject::personas(51)).items);
    }

    #[test]
    fn message_is_well_formed_and_counted() {
        for name in [
            "add-im-group",
            "personas-0",
            "personas-50",
            "personas-50-indented",
            "find-item-wide-5",
            "find-item-deep-5",
        ] {
            let message = Message::new(name.parse().unwrap());
            let xml = message.xml.as_str();
            let document = Tree::make(&xml).unwrap();
            assert_eq!(document.descendants().filter(roxmltree::Node::is_element).count(), message.elements);
            assert!(Tree::check(&document, &message).is_ok(), "{name}");
        }
    }

    #[test]
    fn message_is_compact_and_varied() {
        let xml = Message::new(Subject::personas(200)).xml;
        assert_eq!(xml.matches("<t:Persona>").count(), 200);
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
    fn indented_message_has_the_same_items_and_one_element_a_line() {
        let compact = Message::new(Subject::personas(5));
        let indented = Message::new(Subject::personas(5).indented());
        assert_eq!(compact.items, indented.items);
        assert_eq!(compact.elements, indented.elements);
        assert_eq!(
            indented.xml.split_whitespace().collect::<String>(),
            compact.xml.split_whitespace().collect::<String>()
        );
        assert!(indented.xml.lines().skip(1).all(|line| line.matches("</").count() <= 1));
    }

    #[test]
    fn a_deep_message_holds_others() {
        let deep = Message::new("find-item-deep-3".parse().unwrap());
        assert_eq!(deep.items.items(), 3 * 9);
        let xml = deep.xml.as_str();
        let tree = Tree::make(&xml).unwrap();
        let depth = tree.descendants().map(|node| node.ancestors().count()).max();
        assert!(depth > Some(30), "{depth:?}");
    }

    #[test]
    fn persona_is_about_1440_bytes() {
        let per_persona = Message::new(Subject::personas(1_000)).xml.len() / 1_000;
        assert!((1_400..1_480).contains(&per_persona), "{per_persona}");
    }
}
