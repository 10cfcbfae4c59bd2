//! A roxmltree document: a tree whose texts are slices of the source where possible.

use anyhow::{Context, Result, ensure};
use roxmltree::{Document, Node, ParsingOptions};

use super::Reads;
use crate::check::Checksum;
use crate::message::{Message, TYPES};

/// The shape.
pub(crate) struct Tree;

impl Reads for Tree {
    type Value<'x> = Document<'x>;

    fn read(xml: &str) -> Result<Document<'_>> {
        let options = ParsingOptions { nodes_limit: u32::MAX, ..ParsingOptions::default() };
        Ok(Document::parse_with_options(xml, options)?)
    }

    fn check(document: &Document<'_>, message: &Message) -> Result<()> {
        let mut sum = Checksum::default();
        for persona in document.descendants().filter(|node| node.has_tag_name((TYPES, "Persona"))) {
            add(persona, &mut sum).context("a persona lacks something")?;
        }
        ensure!(sum == message.personas, "{sum:?}, not {:?}", message.personas);
        Ok(())
    }
}

fn child<'a, 'x>(node: Node<'a, 'x>, name: &'static str) -> Option<Node<'a, 'x>> {
    node.children().find(|child| child.has_tag_name((TYPES, name)))
}

fn add(persona: Node<'_, '_>, sum: &mut Checksum) -> Option<()> {
    let text = |node: Node<'_, '_>, name| child(node, name)?.text().map(str::to_owned);
    let address = child(persona, "EmailAddress").and_then(|mailbox| text(mailbox, "EmailAddress"));
    sum.persona(
        child(persona, "PersonaId")?.attribute("Id")?,
        text(persona, "DisplayName").as_deref(),
        address.as_deref(),
    );
    sum.number(text(persona, "RelevanceScore")?.parse().ok()?);
    if let Some(phones) = child(persona, "MobilePhones") {
        for phone in phones.children() {
            sum.text(&text(child(phone, "Value")?, "Number")?);
        }
    }
    Some(())
}
