//! What is the same in every call.

use std::borrow::Cow;
use std::sync::Arc;

use ::http::{HeaderMap, Uri};

use crate::http::Packing;
#[cfg(feature = "addressing")]
use crate::http::addressing::Addressing;
use crate::http::authenticate::Authenticate;
use crate::http::reception::Understanding;
use crate::http::redirects::Redirects;
#[cfg(feature = "retries")]
use crate::http::retries::Retries;
use crate::http::server_version::ServerVersion;
use crate::options::ReadOptions;
use crate::soap::{Block, Operation, Version};

/// Who is told of header blocks that the contract does not bind, with the name of the operation.
type OnBlocks = Arc<dyn Fn(&'static str, &[Block]) + Send + Sync>;

/// What is the same in every call.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) endpoint: Uri,
    pub(super) version: Option<Version>,
    pub(super) headers: HeaderMap,
    /// Header blocks that the contract does not bind.
    pub(super) blocks: Vec<Block>,
    pub(super) on_blocks: Option<OnBlocks>,
    pub(super) understanding: Understanding,
    pub(super) authentication: Option<Arc<dyn Authenticate>>,
    pub(super) read: ReadOptions,
    pub(super) max_response_bytes: usize,
    pub(super) server_version: Option<ServerVersion>,
    pub(super) packing: Packing,
    /// Whether requests go out in pieces: neither compressed nor packaged.
    #[cfg(feature = "stream")]
    pub(super) is_in_pieces: bool,
    /// Whether there is a handler for addressing among those of `understanding`.
    #[cfg(feature = "addressing")]
    pub(super) is_addressed: bool,
    pub(super) redirects: Option<Redirects>,
    #[cfg(feature = "retries")]
    pub(super) retries: Option<Retries>,
    /// How many requests may be on their way at once.
    #[cfg(feature = "retries")]
    pub(super) turns: Option<Arc<async_lock::Semaphore>>,
    /// From how many bytes on requests are compressed.
    #[cfg(feature = "compression")]
    pub(super) compress_from: Option<usize>,
    #[cfg(feature = "tracing")]
    pub(super) trace_bodies: bool,
}

impl Settings {
    pub(super) fn of(endpoint: Uri) -> Self {
        Self {
            endpoint,
            version: None,
            headers: HeaderMap::new(),
            blocks: Vec::new(),
            on_blocks: None,
            understanding: Understanding::default(),
            authentication: None,
            read: ReadOptions::default(),
            max_response_bytes: 256 << 20,
            server_version: None,
            packing: Packing::default(),
            #[cfg(feature = "stream")]
            is_in_pieces: false,
            #[cfg(feature = "addressing")]
            is_addressed: false,
            redirects: None,
            #[cfg(feature = "retries")]
            retries: None,
            #[cfg(feature = "retries")]
            turns: None,
            #[cfg(feature = "compression")]
            compress_from: None,
            #[cfg(feature = "tracing")]
            trace_bodies: false,
        }
    }

    /// What is understood in the exchanges of an operation: with addressing where its contract requires that.
    #[cfg(feature = "addressing")]
    pub(super) fn understanding_of(&self, operation: &'static Operation) -> Cow<'_, Understanding> {
        let is_required = operation.actions.is_some_and(|actions| actions.required);
        if !is_required || self.is_addressed {
            return Cow::Borrowed(&self.understanding);
        }
        let mut understanding = self.understanding.clone();
        understanding.add_handler(Addressing::by_contract());
        Cow::Owned(understanding)
    }

    #[cfg(not(feature = "addressing"))]
    pub(super) fn understanding_of(&self, _: &'static Operation) -> Cow<'_, Understanding> {
        Cow::Borrowed(&self.understanding)
    }
}
