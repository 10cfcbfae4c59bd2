//! A transport that undoes gzip chunk by chunk, as an application would make one: reqwest is built here without.

use std::io::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use flate2::write::GzDecoder;
use futures_core::Stream;
use soap_runtime::http::StreamTransport;
use soap_runtime::http::types::{Request, Response, header};
use soap_runtime::stream::ChunkBody;
use thiserror::Error;

/// Why there is no more of a response.
#[derive(Debug, Error)]
pub(super) enum Broken {
    #[error(transparent)]
    Connection(#[from] reqwest::Error),
    #[error("the gzip data is damaged: {0}")]
    Coding(#[from] std::io::Error),
}

#[derive(Clone)]
pub(super) struct Gunzip(pub(super) reqwest::Client);

impl StreamTransport for Gunzip {
    type Error = Broken;
    type Body = Plain<<reqwest::Client as StreamTransport>::Body>;

    async fn send(&self, request: Request<ChunkBody>) -> Result<Response<Self::Body>, Broken> {
        let (mut parts, body) = StreamTransport::send(&self.0, request).await?.into_parts();
        let is_gzip = parts.headers.remove(header::CONTENT_ENCODING).is_some_and(|coding| coding == "gzip");
        parts.headers.remove(header::CONTENT_LENGTH);
        let decoder = is_gzip.then(|| GzDecoder::new(Vec::new()));
        Ok(Response::from_parts(parts, Plain { chunks: Box::pin(body), decoder }))
    }
}

/// The chunks of a body without its coding.
pub(super) struct Plain<B> {
    chunks: Pin<Box<B>>,
    decoder: Option<GzDecoder<Vec<u8>>>,
}

impl<B: Stream<Item = Result<Bytes, reqwest::Error>>> Stream for Plain<B> {
    type Item = Result<Bytes, Broken>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let chunk = match self.chunks.as_mut().poll_next(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(chunk) => chunk.transpose()?,
            };
            let Some(decoder) = &mut self.decoder else { return Poll::Ready(chunk.map(Ok)) };
            let is_end = chunk.is_none();
            match chunk {
                Some(chunk) => decoder.write_all(&chunk).and_then(|()| decoder.flush())?,
                None => decoder.try_finish()?,
            }
            let plain = std::mem::take(decoder.get_mut());
            if is_end {
                self.decoder = None;
            }
            if !plain.is_empty() {
                return Poll::Ready(Some(Ok(Bytes::from(plain))));
            }
            if is_end {
                return Poll::Ready(None);
            }
        }
    }
}
