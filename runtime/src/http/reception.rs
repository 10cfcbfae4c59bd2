//! The header blocks of a message that came, sorted: [SOAP 1.1] 4.2, [SOAP 1.2 Part 1] 2.
//!
//! In: blocks in the order of the message. Out: those that the operation binds and those that it does not. Blocks for others are among the
//! latter, and nobody here has looked at them.

use super::handler::{Exchange, Handler, HandlerError, Handlers};
use super::not_understood::NotUnderstood;
use crate::bind::Elements;
use crate::error::Error;
use crate::soap::{Block, ElementName, HeaderBlock, HeaderContent};

/// What one side understands beside what its contract binds.
#[derive(Clone, Default)]
pub(super) struct Understanding {
    handlers: Handlers,
    /// Expanded names of header blocks.
    names: Vec<(String, String)>,
    /// URIs of the roles that this side acts in.
    roles: Vec<String>,
}

/// Which of the blocks that its operation does not bind somebody wants to see for sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Those that the contract does not know.
    Unknown,
    /// Those that it binds to other operations as well.
    #[cfg(feature = "server")]
    All,
}

/// Header blocks, sorted.
pub(super) struct Sorted<D> {
    /// Those for us that the contract knows and the operation binds, or may bind.
    pub(super) bound: Vec<HeaderBlock<D>>,
    /// All others.
    pub(super) unbound: Vec<Block>,
}

/// Why the header blocks of a message are refused.
pub(super) enum Objection {
    /// A block of the contract's own cannot be written again.
    Unwritable(Error),
    /// A handler refuses.
    Handler(HandlerError),
    /// Blocks that have to be understood are not.
    NotUnderstood(NotUnderstood),
}

impl Understanding {
    pub(super) fn handlers(&self) -> &Handlers {
        &self.handlers
    }

    pub(super) fn add_handler(&mut self, handler: impl Handler + 'static) {
        self.handlers.push(handler);
    }

    pub(super) fn add_name(&mut self, namespace: impl Into<String>, name: impl Into<String>) {
        self.names.push((namespace.into(), name.into()));
    }

    pub(super) fn add_role(&mut self, uri: impl Into<String>) {
        self.roles.push(uri.into());
    }

    /// Sorts the blocks of a message of this exchange, and has handlers look at those that are for us.
    pub(super) fn sort<D: Elements>(
        &self,
        blocks: Vec<HeaderBlock<D>>,
        bound: &[ElementName],
        asked: Asked,
        exchange: &mut Exchange,
    ) -> Result<Sorted<D>, Objection> {
        let mut sorted = Sorted { bound: Vec::new(), unbound: Vec::new() };
        let mut ours = Vec::new();
        for header in blocks {
            if self.goes_without_saying(&header, asked) {
                sorted.bound.push(header);
                continue;
            }
            let block = Block::of(&header).map_err(Objection::Unwritable)?;
            let is_ours = block.role.is_ours(&self.roles);
            if is_ours && !self.handlers.is_empty() {
                ours.push(block.clone());
            }
            match header.content {
                HeaderContent::Known(_) if is_ours && is_among(bound, &block) => sorted.bound.push(header),
                _ => sorted.unbound.push(block),
            }
        }
        self.handlers.accept(exchange, &ours).map_err(Objection::Handler)?;
        self.check(&sorted.unbound).map_err(Objection::NotUnderstood)?;
        Ok(sorted)
    }

    /// Whether a block needs no closer look: it is the contract's own, and nobody here asks more of it than its operation does.
    fn goes_without_saying<D>(&self, header: &HeaderBlock<D>, asked: Asked) -> bool {
        let is_known = matches!(header.content, HeaderContent::Known(_));
        is_known && header.attributes.is_empty() && self.handlers.is_empty() && asked == Asked::Unknown
    }

    /// Whether blocks that the operation does not bind are understood where they have to be ([SOAP 1.1] 4.2.3, [SOAP 1.2] 5.2.3).
    fn check(&self, unbound: &[Block]) -> Result<(), NotUnderstood> {
        let missing: Vec<_> = unbound
            .iter()
            .filter(|block| block.must_understand && block.role.is_ours(&self.roles) && !self.knows(block))
            .map(|block| (block.element.namespace.clone(), block.element.name.clone()))
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(NotUnderstood::new(missing)) }
    }

    fn knows(&self, block: &Block) -> bool {
        self.names.iter().any(|(namespace, name)| block.is(namespace, name)) || self.handlers.understand(block)
    }
}

fn is_among(bound: &[ElementName], block: &Block) -> bool {
    bound.iter().any(|name| block.is(name.namespace, name.local))
}
