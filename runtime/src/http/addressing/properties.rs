//! Message addressing properties: [WS-Addressing 1.0 Core] 3.

use super::endpoint::{EndpointReference, part};
use super::fault;
use super::version::{AddressingVersion, Part};
use crate::http::handler::HandlerError;
use crate::soap::Block;

/// What the header blocks of WS-Addressing say of a message. A server's service finds those of its request in the extensions of the request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageProperties {
    /// The version whose blocks they are.
    pub version: AddressingVersion,
    /// The address of the receiver.
    pub to: Option<String>,
    /// What the message asks for or answers.
    pub action: String,
    /// The message's identifier.
    pub message_id: Option<String>,
    /// The identifiers of the messages that it answers; relations of other kinds are left out.
    pub relates_to: Vec<String>,
    /// Who sends it.
    pub from: Option<EndpointReference>,
    /// Where the answer goes.
    pub reply_to: Option<EndpointReference>,
    /// Where a fault goes in place of the answer.
    pub fault_to: Option<EndpointReference>,
}

impl MessageProperties {
    /// The properties that these blocks say; `None` where there are none. Those of two versions contradict each other.
    pub(super) fn of(blocks: &[Block]) -> Result<Option<Self>, HandlerError> {
        let mut parts = blocks.iter().filter_map(part_of).peekable();
        let Some((version, ..)) = parts.peek().copied() else { return Ok(None) };
        let mut properties = Self { version, ..Self::default() };
        let mut seen = Vec::new();
        for (other, part, block) in parts {
            if other != version {
                return Err(fault::of_two_versions(version, other, part));
            }
            if seen.contains(&part) {
                return Err(fault::repeated(version, part));
            }
            seen.extend((part != Part::RelatesTo).then_some(part));
            properties.take(part, block)?;
        }
        Ok(Some(properties))
    }

    fn take(&mut self, part: Part, block: &Block) -> Result<(), HandlerError> {
        let element = &block.element;
        let text = || element.text().trim().to_owned();
        let reference =
            || EndpointReference::read(element, self.version).ok_or_else(|| fault::no_address(self.version, part));
        match part {
            Part::To => self.to = Some(text()),
            Part::Action => self.action = text(),
            Part::MessageId => self.message_id = Some(text()),
            Part::RelatesTo if is_reply(element.attribute("RelationshipType")) => self.relates_to.push(text()),
            Part::RelatesTo => {}
            Part::From => self.from = Some(reference()?),
            Part::ReplyTo => self.reply_to = Some(reference()?),
            Part::FaultTo => self.fault_to = Some(reference()?),
        }
        Ok(())
    }

    /// The header blocks that say these properties.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let version = self.version;
        let text = |part_of: Part, text: &str| Block::from(part(version, part_of.name()).with_text(text));
        let mut blocks = Vec::new();
        blocks.extend(self.to.as_deref().map(|to| text(Part::To, to)));
        blocks.push(text(Part::Action, &self.action));
        blocks.extend(self.message_id.as_deref().map(|id| text(Part::MessageId, id)));
        blocks.extend(self.relates_to.iter().map(|id| text(Part::RelatesTo, id)));
        for (part, reference) in
            [(Part::From, &self.from), (Part::ReplyTo, &self.reply_to), (Part::FaultTo, &self.fault_to)]
        {
            blocks.extend(reference.iter().map(|reference| Block::from(reference.write(part.name(), version))));
        }
        blocks
    }
}

/// Which property of which version a block is, if it is one.
fn part_of(block: &Block) -> Option<(AddressingVersion, Part, &Block)> {
    Some((AddressingVersion::of(&block.element.namespace)?, Part::of(&block.element.name)?, block))
}

/// Whether a relation is that of an answer, which is what an absent type says; 2004 writes it as a QName.
fn is_reply(relationship: Option<&str>) -> bool {
    relationship.is_none_or(|kind| kind == "http://www.w3.org/2005/08/addressing/reply" || kind.ends_with(":Reply"))
}
