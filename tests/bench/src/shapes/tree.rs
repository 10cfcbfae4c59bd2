//! A roxmltree document: a tree whose texts are slices of the source where possible.

use anyhow::{Context, Result, ensure};
use roxmltree::{Document, Node, ParsingOptions};

use super::Shape;
use crate::check::Checksum;
use crate::message::{MESSAGES, Message, TYPES};
use crate::subject::Kind;

/// The shape.
pub(crate) struct Tree;

impl Shape for Tree {
    const NAME: &'static str = "roxmltree";
    const ABOUT: &'static str = "a roxmltree document";

    type From<'x> = &'x str;
    type Made<'x> = Document<'x>;

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make<'a>(xml: &'a &str) -> Result<Document<'a>> {
        let options = ParsingOptions { nodes_limit: u32::MAX, ..ParsingOptions::default() };
        Ok(Document::parse_with_options(xml, options)?)
    }

    fn check(document: &Document<'_>, message: &Message) -> Result<()> {
        let mut sum = Checksum::default();
        let (namespace, name, add): (_, _, fn(Node<'_, '_>, &mut Checksum) -> Option<()>) = match message.subject.kind {
            Kind::Personas => (TYPES, "Persona", persona),
            Kind::AddImGroup => (MESSAGES, "AddImGroup", im_group),
            Kind::FindItemWide | Kind::FindItemDeep => (TYPES, "Message", mail),
        };
        for item in document.descendants().filter(|node| node.has_tag_name((namespace, name))) {
            add(item, &mut sum).context("an item lacks something")?;
        }
        ensure!(sum == message.items, "{sum:?}, not {:?}", message.items);
        Ok(())
    }
}

fn child<'a, 'x>(node: Node<'a, 'x>, name: &'static str) -> Option<Node<'a, 'x>> {
    node.children().find(|child| child.has_tag_name((TYPES, name)))
}

fn persona(persona: Node<'_, '_>, sum: &mut Checksum) -> Option<()> {
    let text = |node: Node<'_, '_>, name| child(node, name)?.text().map(str::to_owned);
    let address = child(persona, "EmailAddress").and_then(|mailbox| text(mailbox, "EmailAddress"));
    let id = child(persona, "PersonaId")?.attribute("Id")?;
    sum.item(id, text(persona, "DisplayName").as_deref(), address.as_deref());
    sum.number(text(persona, "RelevanceScore")?.parse().ok()?);
    if let Some(phones) = child(persona, "MobilePhones") {
        for phone in phones.children().filter(Node::is_element) {
            sum.text(&text(child(phone, "Value")?, "Number")?);
        }
    }
    Some(())
}

fn im_group(request: Node<'_, '_>, sum: &mut Checksum) -> Option<()> {
    let name = request.children().find(|child| child.has_tag_name((MESSAGES, "DisplayName")))?;
    sum.item("", name.text(), None);
    Some(())
}

fn mail(message: Node<'_, '_>, sum: &mut Checksum) -> Option<()> {
    sum.item(child(message, "ItemId")?.attribute("Id")?, child(message, "Subject")?.text(), None);
    Some(())
}
