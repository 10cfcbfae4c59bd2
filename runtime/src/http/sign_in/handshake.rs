//! A sign-in without I/O: responses in, requests out.
//!
//! All requests of a handshake go over one connection, and nothing else goes over it meanwhile. Which it is, and that it is one, is the
//! caller's business.

use std::fmt;

use ::bytes::Bytes;
use ::http::{HeaderValue, Request, Response, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::binding::ChannelBinding;
use super::context::{Context, Status, Step, context};
use super::error::SignInError;
use super::mechanism::Mechanism;
use super::sign_in::SignIn;
use crate::http::challenge::Challenge;

/// How many tokens are sent before the handshake counts as endless. Kerberos takes one or two, NTLM two or three.
const MOST_ROUNDS: u8 = 8;

/// What is at the other end of the connection that a response came over.
#[derive(Debug, Clone, Copy)]
pub enum Peer<'a> {
    /// The connection is not encrypted.
    Plain,
    /// The connection is TLS.
    Tls {
        /// The server's own certificate in DER, if the TLS library tells.
        certificate: Option<&'a [u8]>,
    },
}

/// What to do next.
#[derive(Debug)]
pub enum Next {
    /// Send this, over the same connection, and hand the response to [`Handshake::answer`].
    Send(Request<Bytes>),
    /// This is the answer to the request.
    Done(Response<Bytes>),
}

/// One request that has to be signed in.
///
/// ```
/// use soap_runtime::http::sign_in::{Handshake, Next, Peer, SignIn, SignInError};
/// use soap_runtime::http::{Bytes, types::{Request, Response}};
///
/// /// `exchange` sends a request over one connection, always the same.
/// async fn call(
///     sign_in: &SignIn,
///     request: Request<Bytes>,
///     exchange: impl AsyncFn(Request<Bytes>) -> Response<Bytes>,
/// ) -> Result<Response<Bytes>, SignInError> {
///     let mut handshake = Handshake::new(sign_in, request);
///     let mut response = exchange(handshake.opening()).await;
///     loop {
///         match handshake.answer(response, Peer::Plain).await? {
///             Next::Send(request) => response = exchange(request).await,
///             Next::Done(response) => return Ok(response),
///         }
///     }
/// }
/// ```
pub struct Handshake<'s> {
    sign_in: &'s SignIn,
    request: Request<Bytes>,
    target: String,
    state: State,
}

enum State {
    /// The request went without its body and without credentials, to see what the server wants.
    Opened,
    /// The whole request went without credentials.
    Asked,
    /// Tokens are exchanged.
    Signing { context: Box<dyn Context>, binding: Option<ChannelBinding>, rounds: u8, status: Status },
}

impl<'s> Handshake<'s> {
    /// A handshake for that request, whose URL is absolute.
    #[must_use]
    pub fn new(sign_in: &'s SignIn, request: Request<Bytes>) -> Self {
        let host = request.uri().host().unwrap_or_default().trim_matches(['[', ']']);
        let target = sign_in.service.clone().unwrap_or_else(|| format!("HTTP/{host}"));
        Self { sign_in, request, target, state: State::Opened }
    }

    /// What to send first over a new connection: the request without its body, which shows the server's certificate and what it offers.
    #[must_use]
    pub fn opening(&self) -> Request<Bytes> {
        self.bare()
    }

    /// What to send first over a connection that is signed in: the whole request.
    #[must_use]
    pub fn whole(&mut self) -> Request<Bytes> {
        self.state = State::Asked;
        self.request.clone()
    }

    /// Takes the response to what was sent last.
    ///
    /// # Errors
    /// When the request cannot be signed in.
    pub async fn answer(&mut self, response: Response<Bytes>, peer: Peer<'_>) -> Result<Next, SignInError> {
        let refused = response.status() == StatusCode::UNAUTHORIZED;
        match self.state {
            State::Signing { .. } if refused => self.go_on(&response).await,
            State::Signing { .. } => self.end(response).await,
            State::Opened | State::Asked if refused => self.begin(&response, peer).await,
            State::Opened => Ok(Next::Send(self.whole())),
            State::Asked => Ok(Next::Done(response)),
        }
    }

    /// Makes the first token.
    async fn begin(&mut self, response: &Response<Bytes>, peer: Peer<'_>) -> Result<Next, SignInError> {
        let mechanism = self.sign_in.mechanism;
        let offers = Challenge::all(response.headers());
        if !offers.iter().any(|offer| offer.is(mechanism.scheme())) {
            return Err(SignInError::NotOffered { mechanism, offers });
        }
        let binding = binding(self.sign_in, peer)?;
        let context = context(self.sign_in, &self.target, binding.is_some());
        let mut context = context.map_err(|error| error.where_offered(&offers))?;
        let first = context.step(&[], binding.as_ref()).await;
        let Step { token, status } = first.map_err(|reason| self.no_token(reason, offers))?;
        // NTLM has no proof in its first token, so the body would go in vain.
        let request = if mechanism == Mechanism::Kerberos { self.request.clone() } else { self.bare() };
        self.state = State::Signing { context, binding, rounds: 1, status };
        Ok(Next::Send(authorized(request, mechanism, &token)))
    }

    /// Answers the server's token with the next one.
    async fn go_on(&mut self, response: &Response<Bytes>) -> Result<Next, SignInError> {
        let (mechanism, offers) = (self.sign_in.mechanism, Challenge::all(response.headers()));
        let State::Signing { context, binding, rounds, status } = &mut self.state else {
            return Err(self.refused(None, offers));
        };
        let Some(token) = token(&offers, mechanism) else { return Err(self.refused(None, offers)) };
        if *rounds >= MOST_ROUNDS {
            return Err(SignInError::TooManyRounds { mechanism, rounds: *rounds });
        }
        if *status == Status::Complete {
            return Err(self.refused(None, offers));
        }
        let step = match context.step(&token, binding.as_ref()).await {
            Ok(step) if step.token.is_empty() => return Err(self.refused(None, offers)),
            Ok(step) => step,
            Err(reason) => return Err(self.refused(Some(reason), offers)),
        };
        (*rounds, *status) = (*rounds + 1, step.status);
        Ok(Next::Send(authorized(self.request.clone(), mechanism, &step.token)))
    }

    /// Takes the last token, which proves who the server is.
    async fn end(&mut self, response: Response<Bytes>) -> Result<Next, SignInError> {
        let mechanism = self.sign_in.mechanism;
        let State::Signing { context, binding, status, .. } = &mut self.state else { return Ok(Next::Done(response)) };
        let reason = match token(&Challenge::all(response.headers()), mechanism) {
            Some(token) if *status == Status::Continue => match context.step(&token, binding.as_ref()).await {
                Ok(step) if step.status == Status::Complete || !mechanism.is_mutual() => None,
                Ok(_) => Some("its token is not the last one".to_owned()),
                Err(reason) => Some(reason),
            },
            None if mechanism.is_mutual() && *status == Status::Continue => Some("there is no token in it".to_owned()),
            Some(_) | None => None,
        };
        let (target, status) = (self.target.clone(), response.status());
        reason.map_or(Ok(Next::Done(response)), |reason| Err(SignInError::ServerNotProven { target, status, reason }))
    }

    fn bare(&self) -> Request<Bytes> {
        let mut request = self.request.clone();
        *request.body_mut() = Bytes::new();
        request.headers_mut().remove(header::CONTENT_LENGTH);
        request
    }

    fn no_token(&self, reason: String, offers: Vec<Challenge>) -> SignInError {
        SignInError::Token { mechanism: self.sign_in.mechanism, target: self.target.clone(), reason, offers }
    }

    fn refused(&self, reason: Option<String>, offers: Vec<Challenge>) -> SignInError {
        SignInError::Refused { mechanism: self.sign_in.mechanism, who: self.sign_in.who(), reason, offers }
    }
}

impl fmt::Debug for Handshake<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handshake")
            .field("sign_in", &self.sign_in)
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

/// The binding to the peer, if there is something to bind to and it is wanted.
fn binding(sign_in: &SignIn, peer: Peer<'_>) -> Result<Option<ChannelBinding>, SignInError> {
    match peer {
        Peer::Tls { certificate } if sign_in.binds => {
            let certificate = certificate.ok_or(SignInError::Certificate { problem: "is not known" })?;
            ChannelBinding::of_certificate(certificate).map(Some)
        }
        Peer::Tls { .. } | Peer::Plain => Ok(None),
    }
}

/// The token that comes with the challenge of the mechanism's scheme. One that is not base64 is an empty one, which no library takes.
fn token(offers: &[Challenge], mechanism: Mechanism) -> Option<Vec<u8>> {
    let offer = offers.iter().find(|offer| offer.is(mechanism.scheme()) && offer.token().is_some())?;
    Some(STANDARD.decode(offer.token()?).unwrap_or_default())
}

fn authorized(mut request: Request<Bytes>, mechanism: Mechanism, token: &[u8]) -> Request<Bytes> {
    let value = format!("{} {}", mechanism.scheme(), STANDARD.encode(token));
    // A scheme and base64 are always the value of a header.
    if let Ok(mut value) = HeaderValue::try_from(value) {
        value.set_sensitive(true);
        request.headers_mut().insert(header::AUTHORIZATION, value);
    }
    request
}
