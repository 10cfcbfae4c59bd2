//! What a request is made with.
//!
//! In: an operation and its message. Out: an HTTP request, and the exchange that it begins. No I/O.

use std::convert::Infallible;

use ::bytes::Bytes;
use ::http::{HeaderValue, Request};

use super::settings::Settings;
use crate::bind::Elements;
use crate::http::call_error::CallError;
#[cfg(feature = "compression")]
use crate::http::coding;
use crate::http::handler::{Exchange, Side};
#[cfg(feature = "stream")]
use crate::http::stream::Contract;
use crate::http::transport::MaxResponseBytes;
use crate::http::{Packaging, request};
use crate::soap::{Body, Envelope, Headers, Operation};

/// A request that is ready to go out, as often as it takes.
#[derive(Clone)]
pub(super) struct Outgoing {
    pub(super) operation: &'static Operation,
    pub(super) request: Request<Bytes>,
    pub(super) exchange: Exchange,
}

impl Settings {
    /// The request of a call.
    pub(super) fn request<D: Elements>(
        &self,
        operation: &'static Operation,
        body: Option<D>,
        headers: impl Headers<D>,
    ) -> Result<Outgoing, CallError<Infallible>> {
        let mut exchange = Exchange::new(Side::Client, self.endpoint.clone());
        exchange.operation = Some(operation);
        exchange.version = self.version.unwrap_or(operation.version);
        let unwritable = |error| CallError::Write { operation: operation.name, error };
        let packaging = self.packaging(&mut exchange).map_err(unwritable)?;
        let envelope = self.envelope(operation, body, headers, &mut exchange)?;
        let text = packaging.text(&envelope).map_err(unwritable)?;
        if let Some(version) = &self.server_version {
            version.check::<D>(&text).map_err(unwritable)?;
        }
        let text = self.understanding_of(operation).handlers().seal(&mut exchange, text);
        let text = text.map_err(|error| CallError::refused(operation.name, error, None))?;
        let request = request::of_text(&self.endpoint, operation, (exchange.version, &text), packaging);
        let mut request = request.map_err(unwritable)?;
        let agent = HeaderValue::from_static(concat!("soap-runtime/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().insert(::http::header::USER_AGENT, agent);
        #[cfg(feature = "compression")]
        self.compress(&mut request);
        request.headers_mut().extend(self.headers.clone());
        request.extensions_mut().insert(MaxResponseBytes(self.max_response_bytes));
        #[cfg(feature = "stream")]
        request.extensions_mut().insert(self.contract::<D>(operation));
        Ok(Outgoing { operation, request, exchange })
    }

    #[cfg_attr(not(feature = "stream"), expect(clippy::unnecessary_wraps, reason = "in pieces, it may fail"))]
    fn packaging(&self, exchange: &mut Exchange) -> crate::Result<Packaging> {
        #[cfg(feature = "stream")]
        if self.is_in_pieces {
            return self.packing.of_pieces(&exchange.extensions);
        }
        Ok(self.packing.of_request(&mut exchange.extensions))
    }

    /// Says which codings are taken, and has the request in one of them if it is long.
    #[cfg(feature = "compression")]
    fn compress(&self, request: &mut Request<Bytes>) {
        use ::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate"));
        if self.compress_from.is_none_or(|least| request.body().len() < least) {
            return;
        }
        if let Ok(encoded) = coding::encode(coding::Coding::Gzip, request.body()) {
            *request.body_mut() = encoded;
            request.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
    }

    /// The message of the request, with what handlers put in.
    fn envelope<D: Elements>(
        &self,
        operation: &'static Operation,
        body: Option<D>,
        headers: impl Headers<D>,
        exchange: &mut Exchange,
    ) -> Result<Envelope<D>, CallError<Infallible>> {
        let added = self.understanding_of(operation).handlers().blocks(exchange);
        let added = added.map_err(|error| CallError::refused(operation.name, error, None))?;
        let version = exchange.version;
        let unbound = self.blocks.iter().cloned().chain(added).map(|block| block.into_header(version));
        let headers = headers.into_blocks().into_iter().chain(unbound).collect();
        Ok(Envelope { version, headers, body: body.map_or(Body::Empty, Body::Message) })
    }

    /// What a transport has to know that takes messages apart.
    #[cfg(feature = "stream")]
    fn contract<D: Elements>(&self, operation: &'static Operation) -> Contract {
        Contract::of::<D>(&self.read, !self.understanding_of(operation).handlers().is_empty())
    }
}
