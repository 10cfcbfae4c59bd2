//! What acts on messages as a whole, between bindings and HTTP: addressing, security.
//!
//! In, on the way out: an exchange, to which a handler adds header blocks, and then the text of the message, which it may replace. In, on
//! the way in: the text as it came, which it may replace, and then the header blocks that were read. Client and server call handlers in
//! the order that they were added on the way out, and in the reverse order on the way in.
//!
//! Invariant: nothing of a message that came is given to anybody before every handler has accepted it.

#[cfg(any(feature = "client", feature = "server"))]
use std::borrow::Cow;
use std::fmt;
#[cfg(any(feature = "client", feature = "server"))]
use std::sync::Arc;

use ::http::{Extensions, Uri};

use crate::soap::{Block, Fault, Operation, Version};

/// Acts on the messages of an exchange. All methods have a default that does nothing.
pub trait Handler: Send + Sync {
    /// The header blocks that a message gets which goes out.
    ///
    /// # Errors
    /// When the message must not go out; a client's call fails, a server answers with a bare fault.
    fn blocks(&self, exchange: &mut Exchange) -> Result<Vec<Block>, HandlerError> {
        let _ = exchange;
        Ok(Vec::new())
    }

    /// The text of a message that goes out, whole and in its last form but for what handlers behind this one do.
    ///
    /// # Errors
    /// As [`blocks`](Self::blocks).
    fn seal(&self, exchange: &mut Exchange, text: String) -> Result<String, HandlerError> {
        let _ = exchange;
        Ok(text)
    }

    /// Another text for a message that came, before it is read; `None` for the one that it has.
    ///
    /// # Errors
    /// When the message is refused.
    fn open(&self, exchange: &mut Exchange, text: &str) -> Result<Option<String>, HandlerError> {
        let _ = (exchange, text);
        Ok(None)
    }

    /// Looks at all header blocks of a message that came: those that are for the one who answers.
    ///
    /// # Errors
    /// When the message is refused.
    fn accept(&self, exchange: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        let _ = (exchange, blocks);
        Ok(())
    }

    /// Whether this handler is the one who understands header blocks of this name, which then need nobody else who does.
    fn understands(&self, namespace: &str, name: &str) -> bool {
        let _ = (namespace, name);
        false
    }
}

/// A request and its response, as handlers see them.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Exchange {
    /// Whether this is the client's or the server's side of it.
    pub side: Side,
    /// Which of its messages is at hand.
    pub message: MessageKind,
    /// The operation; a server knows it once the message is read.
    pub operation: Option<&'static Operation>,
    /// The version of SOAP of the message at hand; a server knows it once the message is read.
    pub version: Version,
    /// The URI that the request goes to, or as the server was asked.
    pub endpoint: Uri,
    /// What handlers keep from the request to its response, and what a server's service may see of it.
    pub extensions: Extensions,
}

/// A side of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one who asks.
    Client,
    /// The one who answers.
    Server,
}

/// A message of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// The request.
    Request,
    /// The response. Of one that came, [`Handler::open`] is told from the text before it was opened, and [`Handler::accept`] from what was read.
    Response,
    /// A fault in its place.
    Fault,
}

#[cfg(any(feature = "client", feature = "server"))]
impl Exchange {
    pub(super) fn new(side: Side, endpoint: Uri) -> Self {
        Self {
            side,
            message: MessageKind::Request,
            operation: None,
            version: Version::V1_1,
            endpoint,
            extensions: Extensions::new(),
        }
    }
}

/// Why a handler refuses a message.
#[derive(Debug, Clone)]
pub struct HandlerError {
    /// What is wrong, for whoever runs this side. A server does not send it.
    pub reason: String,
    /// What a server answers.
    pub fault: Box<Fault>,
}

impl HandlerError {
    /// A refusal, and the fault that a server answers with.
    #[must_use]
    pub fn new(reason: impl Into<String>, fault: Fault) -> Self {
        Self { reason: reason.into(), fault: Box::new(fault) }
    }
}

impl From<Fault> for HandlerError {
    /// A refusal that says the same to both.
    fn from(fault: Fault) -> Self {
        Self::new(fault.to_string(), fault)
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for HandlerError {}

/// The handlers of a client or a server, in the order in which they were added.
#[cfg(any(feature = "client", feature = "server"))]
#[derive(Clone, Default)]
pub(super) struct Handlers(Vec<Arc<dyn Handler>>);

#[cfg(any(feature = "client", feature = "server"))]
impl Handlers {
    pub(super) fn push(&mut self, handler: impl Handler + 'static) {
        self.0.push(Arc::new(handler));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn blocks(&self, exchange: &mut Exchange) -> Result<Vec<Block>, HandlerError> {
        let mut blocks = Vec::new();
        for handler in &self.0 {
            blocks.append(&mut handler.blocks(exchange)?);
        }
        Ok(blocks)
    }

    pub(super) fn seal(&self, exchange: &mut Exchange, text: String) -> Result<String, HandlerError> {
        self.0.iter().try_fold(text, |text, handler| handler.seal(exchange, text))
    }

    pub(super) fn open<'t>(&self, exchange: &mut Exchange, text: Cow<'t, str>) -> Result<Cow<'t, str>, HandlerError> {
        self.0.iter().rev().try_fold(text, |text, handler| {
            let opened = handler.open(exchange, &text)?;
            Ok(opened.map_or(text, Cow::Owned))
        })
    }

    pub(super) fn accept(&self, exchange: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        self.0.iter().rev().try_for_each(|handler| handler.accept(exchange, blocks))
    }

    pub(super) fn understand(&self, block: &Block) -> bool {
        self.0.iter().any(|handler| handler.understands(&block.element.namespace, &block.element.name))
    }
}
