//! What a call and its tap tell each other: extensions of the request and of the response.

use std::sync::Arc;

use crate::bind::{Elements, Vocabulary};
use crate::error::{Error, ErrorKind};
use crate::http::read_error::ReadError;
use crate::options::ReadOptions;
use crate::stream::{NO_ITEMS, Origin, Rest};
use crate::xml::Outer;

/// What a tap has to know of the call: an extension of its request.
#[derive(Clone)]
pub(in crate::http) struct Contract {
    words: Vocabulary,
    is_whole: bool,
    has_handlers: bool,
    pub(super) read: ReadOptions,
}

impl Contract {
    pub(in crate::http) fn of<D: Elements>(read: &ReadOptions, has_handlers: bool) -> Self {
        let is_whole = D::IS_ENCODED || !D::BODIES.is_empty();
        Self { words: Vocabulary::of::<D>(), is_whole, has_handlers, read: read.clone() }
    }

    /// The contract, if its messages can be taken apart.
    pub(super) fn words(&self) -> Result<Vocabulary, Error> {
        let why = match self {
            Self { is_whole: true, .. } => NO_ITEMS,
            Self { has_handlers: true, .. } => NO_HANDLERS,
            _ => return Ok(self.words),
        };
        Err(Error::new(ErrorKind::Invalid(why.to_owned()), 0))
    }

    /// Checks that nobody has to see the whole of what comes.
    pub(super) fn without_handlers(&self) -> Result<(), Error> {
        if self.has_handlers {
            return Err(Error::new(ErrorKind::Invalid(NO_HANDLERS.to_owned()), 0));
        }
        Ok(())
    }
}

const NO_HANDLERS: &str = "the client has handlers, which act on whole messages: they cannot see one that comes or goes in pieces; \
    take a client without them";

/// What a tap says of a response: an extension of it.
#[derive(Clone)]
pub(in crate::http) enum Passed {
    /// The body is UTF-8, and stood there in what came, which may have been in another encoding.
    Part { origin: Arc<Origin>, outer: Arc<Outer>, is_utf8: bool },
    /// Nothing was sent.
    Unsent(Error),
    /// What came cannot be read.
    Unread(ReadError),
}

impl Passed {
    pub(super) fn rest(rest: &Rest) -> Self {
        let (origin, outer) = rest.around();
        Self::Part { origin, outer, is_utf8: rest.is_utf8 }
    }

    /// The options to read the response with.
    pub(in crate::http) fn options(&self, options: &ReadOptions) -> Option<ReadOptions> {
        match self {
            Self::Part { origin, outer, .. } => Some(origin.options(options).within(Arc::clone(outer))),
            Self::Unsent(_) | Self::Unread(_) => None,
        }
    }

    /// An error of reading the response, with its place in what came.
    pub(in crate::http) fn placed(&self, error: ReadError) -> ReadError {
        match (self, error) {
            (Self::Part { origin, .. }, ReadError::Message(error)) => ReadError::Message(origin.error(error)),
            (_, error) => error,
        }
    }
}
