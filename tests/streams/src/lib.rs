//! What the tests of streams share: messages, and ways to divide them.

/// Bindings of a contract with large things and long lists.
#[allow(unused, missing_docs, unreachable_pub, clippy::all)]
pub mod archive {
    include!(concat!(env!("OUT_DIR"), "/archive.rs"));
}

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use ms_oxwscos::http::StreamTransport;
use ms_oxwscos::http::types::{Request, Response};
use ms_oxwscos::soap::Envelope;
use ms_oxwscos::{Document, ReadOptions, messages, types};
use soap_runtime::stream::{ChunkBody, Items, Limits};

/// The path of the personas in a response of `GetImItems`.
pub const PERSONAS: &str = "m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona";

/// The same in a response of `GetImItemList`.
pub const LISTED: &str = "m:GetImItemListResponse/m:ImItemList/t:Personas/t:Persona";

/// What comes of a message item by item: the items, and the envelope without them or the first error.
pub type Outcome<T> = (Vec<T>, soap_runtime::Result<Envelope<Document>>);

/// Reads a message item by item, from pieces.
pub fn in_pieces<'p, T: soap_runtime::bind::Content>(
    path: &str,
    pieces: impl IntoIterator<Item = &'p [u8]>,
    options: &ReadOptions,
) -> Outcome<T> {
    let mut items = match Items::<T>::new::<Document>(path, None, options, Limits::default()) {
        Ok(items) => items,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let mut read = Vec::new();
    let all = || -> soap_runtime::Result<Envelope<Document>> {
        for piece in pieces {
            items.push(piece)?;
            while let Some(item) = items.next_item()? {
                read.push(item);
            }
        }
        items.end()?;
        while let Some(item) = items.next_item()? {
            read.push(item);
        }
        items.rest()
    };
    let rest = all();
    (read, rest)
}

/// The personas of an envelope, and the envelope without them.
pub fn taken_apart(mut envelope: Envelope<Document>) -> (Vec<types::PersonaType>, Envelope<Document>) {
    let personas = match &mut envelope.body {
        ms_oxwscos::soap::Body::Message(Document::GetImItemsResponse(response)) => list(&mut response.im_item_list),
        ms_oxwscos::soap::Body::Message(Document::GetImItemListResponse(response)) => list(&mut response.im_item_list),
        _ => Vec::new(),
    };
    (personas, envelope)
}

fn list(list: &mut Option<types::ImItemListType>) -> Vec<types::PersonaType> {
    let personas = list.as_mut().and_then(|list| list.personas.as_mut());
    personas.map(|personas| std::mem::take(&mut personas.persona)).unwrap_or_default()
}

/// A message of so many personas, with white space between them if it is to be `pretty`.
pub fn message(personas: usize, pretty: bool) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>\
         <t:ServerVersionInfo xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" MajorVersion=\"15\"/></s:Header>\
         <s:Body xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">\
         <m:GetImItemsResponse ResponseClass=\"Success\" xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\">\
         <m:ResponseCode>NoError</m:ResponseCode><m:ImItemList><t:Groups/><t:Personas>",
    );
    let space = if pretty { "\r\n    " } else { "" };
    for number in 0..personas {
        text.push_str(space);
        text.push_str(&persona(number));
    }
    text + space + "</t:Personas></m:ImItemList></m:GetImItemsResponse></s:Body></s:Envelope>\n"
}

/// A persona, as XML.
pub fn persona(number: usize) -> String {
    format!(
        "<t:Persona><t:PersonaId Id=\"id-{number}=\"/><t:PersonaType>Person</t:PersonaType><t:DisplayName>Zoë &amp; {number}</t:DisplayName>\
         <t:ImAddress>sip:{number}@example.com</t:ImAddress></t:Persona>"
    )
}

/// The request of `GetImItems`.
pub fn request() -> messages::GetImItemsType {
    messages::GetImItemsType::default()
}

/// A transport that answers with a status, a content type and chunks, and keeps the requests.
#[derive(Clone)]
pub struct Canned {
    /// The status.
    pub status: u16,
    /// The content type; empty for none.
    pub content_type: String,
    /// The chunks, of which one may be an error.
    pub chunks: Vec<Result<Bytes, Broken>>,
    /// How many requests came, how many chunks were asked for, and whether the body was dropped.
    pub seen: Arc<Seen>,
}

/// What a [`Canned`] transport has seen.
#[derive(Debug, Default)]
pub struct Seen {
    /// How many requests came.
    pub requests: AtomicUsize,
    /// How many chunks were asked for.
    pub chunks: AtomicUsize,
    /// How many bodies were dropped.
    pub dropped: AtomicUsize,
}

/// A connection that broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection broke")
    }
}

impl std::error::Error for Broken {}

impl Canned {
    /// A good answer, in chunks of so many bytes.
    pub fn new(text: impl AsRef<[u8]>, size: usize) -> Self {
        let chunks = text.as_ref().chunks(size).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
        Self { status: 200, content_type: "text/xml; charset=utf-8".to_owned(), chunks, seen: Arc::default() }
    }
}

impl StreamTransport for Canned {
    type Error = Broken;
    type Body = CannedBody;

    async fn send(&self, _: Request<ChunkBody>) -> Result<Response<CannedBody>, Broken> {
        self.seen.requests.fetch_add(1, Ordering::Relaxed);
        let body = CannedBody { chunks: self.chunks.clone().into_iter(), seen: Arc::clone(&self.seen) };
        let mut response = Response::builder().status(self.status);
        if !self.content_type.is_empty() {
            response = response.header("content-type", &self.content_type);
        }
        response.body(body).map_err(|_| Broken)
    }
}

/// See [`Canned`].
pub struct CannedBody {
    chunks: std::vec::IntoIter<Result<Bytes, Broken>>,
    seen: Arc<Seen>,
}

impl Stream for CannedBody {
    type Item = Result<Bytes, Broken>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.seen.chunks.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(self.chunks.next())
    }
}

impl Drop for CannedBody {
    fn drop(&mut self) {
        self.seen.dropped.fetch_add(1, Ordering::Relaxed);
    }
}

/// The examples of the documents.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/streaming.md")]
struct Documents;
