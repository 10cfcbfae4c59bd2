//! The body of a message that is written while it goes out.
//!
//! In: the text before and behind the place, and what goes there, as a stream. Out: chunks. Invariant: what is kept is one chunk and
//! what has just come of the stream.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use ::bytes::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_core::Stream;

use super::chunks::ChunkBody;
use super::fragment::Frame;
use super::splice::Splice;
use crate::bind::Content;
use crate::error::{Error, Result};

/// How long chunks are, about.
const CHUNK: usize = 16 << 10;

/// What becomes text.
pub(crate) trait Encode<I>: Send {
    fn encode(&mut self, item: I, to: &mut String) -> Result<()>;

    /// What is left at the end.
    fn end(&mut self, _to: &mut String) {}
}

/// Items.
pub(crate) struct EncodeItems(pub(crate) Frame);

impl<I: Content> Encode<I> for EncodeItems {
    fn encode(&mut self, item: I, to: &mut String) -> Result<()> {
        self.0.write(&item, to)
    }
}

/// Octets, to Base64.
#[derive(Default)]
pub(crate) struct EncodeOctets(Vec<u8>);

impl Encode<io::Result<Bytes>> for EncodeOctets {
    fn encode(&mut self, octets: io::Result<Bytes>, to: &mut String) -> Result<()> {
        let octets = octets.map_err(|error| Error::unwritable(format!("the octets cannot be read: {error}")))?;
        let mut octets: &[u8] = &octets;
        if !self.0.is_empty() {
            let (first, rest) = octets.split_at(octets.len().min(3 - self.0.len()));
            self.0.extend_from_slice(first);
            octets = rest;
            if self.0.len() < 3 {
                return Ok(());
            }
            STANDARD.encode_string(&self.0, to);
            self.0.clear();
        }
        let (whole, rest) = octets.split_at(octets.len() / 3 * 3);
        STANDARD.encode_string(whole, to);
        self.0.extend_from_slice(rest);
        Ok(())
    }

    fn end(&mut self, to: &mut String) {
        STANDARD.encode_string(&self.0, to);
        self.0.clear();
    }
}

/// Why a body could not be written to its end, for whoever waits for the answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<Error>>>);

impl Failure {
    #[cfg(feature = "client")]
    pub(crate) fn get(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, error: &Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.clone());
    }
}

struct Outgoing<S, E> {
    source: Pin<Box<S>>,
    encode: E,
    /// What is written and has not gone out.
    text: String,
    /// What comes at the end; `None` behind it.
    after: Option<String>,
    is_ended: bool,
    failure: Failure,
}

impl<S, E> Unpin for Outgoing<S, E> {}

/// A body in which what comes of a stream stands at a place.
pub(crate) fn body<S, E>(splice: (String, String), source: S, encode: E, failure: Failure) -> ChunkBody
where
    S: Stream + Send + 'static,
    E: Encode<S::Item> + 'static,
{
    let (before, after) = splice;
    let source = Box::pin(source);
    ChunkBody::from_stream(Outgoing { source, encode, text: before, after: Some(after), is_ended: false, failure })
}

impl Splice {
    /// The message with these items.
    pub(crate) fn with_items<I, S>(self, items: S, failure: Failure) -> ChunkBody
    where
        I: Content,
        S: Stream<Item = I> + Send + 'static,
    {
        body((self.before, self.after), items, EncodeItems(self.frame), failure)
    }

    /// The message with these octets.
    pub(crate) fn with_octets<S>(self, octets: S, failure: Failure) -> ChunkBody
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        body((self.before, self.after), octets, EncodeOctets::default(), failure)
    }
}

impl<S: Stream, E: Encode<S::Item>> Outgoing<S, E> {
    fn take(&mut self) -> Bytes {
        Bytes::from(std::mem::take(&mut self.text))
    }

    fn fail(&mut self, error: Error) -> Error {
        self.failure.set(&error);
        self.after = None;
        error
    }
}

impl<S: Stream, E: Encode<S::Item>> Stream for Outgoing<S, E> {
    type Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while this.text.len() < CHUNK && !this.is_ended && this.after.is_some() {
            match this.source.as_mut().poll_next(context) {
                Poll::Ready(Some(item)) => {
                    if let Err(error) = this.encode.encode(item, &mut this.text) {
                        return Poll::Ready(Some(Err(this.fail(error).into())));
                    }
                }
                Poll::Ready(None) => {
                    this.is_ended = true;
                    this.encode.end(&mut this.text);
                }
                Poll::Pending if this.text.is_empty() => return Poll::Pending,
                Poll::Pending => return Poll::Ready(Some(Ok(this.take()))),
            }
        }
        if let Some(after) = this.after.take_if(|_| this.is_ended) {
            this.text.push_str(&after);
        }
        if this.text.is_empty() { Poll::Ready(None) } else { Poll::Ready(Some(Ok(this.take()))) }
    }
}

/// The octets of a reader, as a stream: for what takes streams. It reads when it is polled, so a reader that blocks blocks the task.
pub fn read<R: io::Read>(reader: R) -> Octetted<R> {
    Octetted { reader, is_ended: false }
}

/// See [`read`].
#[derive(Debug)]
pub struct Octetted<R> {
    reader: R,
    is_ended: bool,
}

impl<R> Unpin for Octetted<R> {}

impl<R: io::Read> Stream for Octetted<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_ended {
            return Poll::Ready(None);
        }
        let mut octets = vec![0; CHUNK / 4 * 3];
        loop {
            match self.reader.read(&mut octets) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.is_ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                Ok(0) => {
                    self.is_ended = true;
                    return Poll::Ready(None);
                }
                Ok(length) => {
                    octets.truncate(length);
                    return Poll::Ready(Some(Ok(octets.into())));
                }
            }
        }
    }
}
