//! Bodies in chunks: what goes out and what comes in.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use ::bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A body that goes out: all of it, or chunk by chunk. It is a [`Stream`] of chunks and an [`http_body::Body`].
pub struct ChunkBody(Chunks);

enum Chunks {
    Whole(Option<Bytes>),
    /// The lock is never taken: it makes the body `Sync`, which transports ask for.
    Stream(Mutex<BoxStream>),
}

type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

impl ChunkBody {
    /// A body whose chunks come from a stream. An error breaks it off.
    pub fn from_stream(chunks: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(Chunks::Stream(Mutex::new(Box::pin(chunks))))
    }

    /// The body, if all of it is there.
    #[must_use]
    pub fn whole(&self) -> Option<&Bytes> {
        match &self.0 {
            Chunks::Whole(bytes) => bytes.as_ref(),
            Chunks::Stream(_) => None,
        }
    }
}

impl From<Bytes> for ChunkBody {
    fn from(bytes: Bytes) -> Self {
        Self(Chunks::Whole(Some(bytes)))
    }
}

impl fmt::Debug for ChunkBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Chunks::Whole(bytes) => write!(f, "ChunkBody({} bytes)", bytes.as_ref().map_or(0, Bytes::len)),
            Chunks::Stream(_) => f.write_str("ChunkBody(in chunks)"),
        }
    }
}

impl Stream for ChunkBody {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Chunks::Whole(bytes) => Poll::Ready(bytes.take().filter(|bytes| !bytes.is_empty()).map(Ok)),
            Chunks::Stream(chunks) => {
                let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                chunks.as_mut().poll_next(context)
            }
        }
    }
}

impl Body for ChunkBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.poll_next(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.0, Chunks::Whole(bytes) if bytes.as_ref().is_none_or(Bytes::is_empty))
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Chunks::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Chunks::Stream(_) => SizeHint::default(),
        }
    }
}

/// The chunks of an [`http_body::Body`], without its trailers.
#[derive(Debug)]
pub struct ChunksOf<B>(Pin<Box<B>>);

impl<B> ChunksOf<B> {
    /// The chunks of a body.
    pub fn new(body: B) -> Self {
        Self(Box::pin(body))
    }
}

impl<B: Body<Data = Bytes>> Stream for ChunksOf<B> {
    type Item = Result<Bytes, B::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match self.0.as_mut().poll_frame(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(frame))) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

/// A stream of what an iterator has: for what takes streams.
pub fn iter<I: IntoIterator>(items: I) -> Iter<I::IntoIter> {
    Iter(items.into_iter())
}

/// See [`iter`].
#[derive(Debug, Clone)]
pub struct Iter<I>(I);

impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// The next item of a stream, or `None` at its end.
#[cfg(feature = "client")]
pub(crate) async fn next<S: Stream + ?Sized>(mut stream: Pin<&mut S>) -> Option<S::Item> {
    std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
}
