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
    /// What the server offered before it was sent credentials.
    offers: Vec<Challenge>,
    state: State,
}

enum State {
    /// The request went without its body and without credentials, to see what the server wants.
    Opened,
    /// The whole request went without credentials, since the server asked for none.
    Asked,
    /// The whole request went over a connection that is signed in.
    Kept,
    /// Tokens are exchanged.
    Signing { context: Box<dyn Context>, binding: Option<ChannelBinding>, rounds: u8, status: Status },
}

impl<'s> Handshake<'s> {
    /// A handshake for that request, whose URL is absolute.
    #[must_use]
    pub fn new(sign_in: &'s SignIn, request: Request<Bytes>) -> Self {
        let host = request.uri().host().unwrap_or_default().trim_matches(['[', ']']);
        let target = sign_in.service.clone().unwrap_or_else(|| format!("HTTP/{host}"));
        Self { sign_in, request, target, offers: Vec::new(), state: State::Opened }
    }

    /// What to send first over a new connection: the request without its body, which shows the server's certificate and what it offers.
    #[must_use]
    pub fn opening(&self) -> Request<Bytes> {
        self.bare()
    }

    /// What to send first over a connection that is signed in ([`is_signed_in`](Self::is_signed_in)): the whole request. Where it went over
    /// another one after all, [`reconnected`](Self::reconnected) has to be told.
    #[must_use]
    pub fn whole(&mut self) -> Request<Bytes> {
        self.state = State::Kept;
        self.request.clone()
    }

    /// Takes note that what was sent last went over a new connection, over which nobody has proven anything yet.
    pub fn reconnected(&mut self) {
        if matches!(self.state, State::Kept) {
            self.state = State::Asked;
        }
    }

    /// Whether the connection is signed in once the answer is there: whether the request that follows on it may be [`whole`](Self::whole).
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        match self.state {
            State::Opened | State::Asked => false,
            State::Kept => true,
            // The first token of NTLM signs nobody in.
            State::Signing { rounds, .. } => rounds > 1 || self.sign_in.mechanism.is_mutual(),
        }
    }

    /// Takes the response to what was sent last.
    ///
    /// # Errors
    /// When the request cannot be signed in.
    pub async fn answer(&mut self, response: Response<Bytes>, peer: Peer<'_>) -> Result<Next, SignInError> {
        let refused = response.status() == StatusCode::UNAUTHORIZED;
        match self.state {
            State::Signing { .. } if refused => self.go_on(&response).await,
            State::Signing { rounds: 1, .. } if response.status().is_success() && self.begins_bare() => self.ask(),
            State::Signing { .. } => self.end(response).await,
            State::Opened | State::Asked | State::Kept if refused => self.begin(&response, peer).await,
            State::Opened | State::Asked if self.sign_in.mechanism.is_mutual() => {
                Err(self.not_proven(response.status(), "it did not ask anybody to sign in"))
            }
            State::Opened => self.ask(),
            State::Asked | State::Kept => Ok(Next::Done(response)),
        }
    }

    /// Sends the whole request without credentials: the server answers what has no body, and wants nobody signed in.
    #[expect(clippy::unnecessary_wraps, reason = "one of the things to do next")]
    fn ask(&mut self) -> Result<Next, SignInError> {
        self.state = State::Asked;
        Ok(Next::Send(self.request.clone()))
    }

    /// Whether the first token goes without the body: NTLM has no proof in it, so the body would go in vain.
    fn begins_bare(&self) -> bool {
        self.sign_in.mechanism != Mechanism::Kerberos
    }

    /// Makes the first token.
    async fn begin(&mut self, response: &Response<Bytes>, peer: Peer<'_>) -> Result<Next, SignInError> {
        let mechanism = self.sign_in.mechanism;
        if !self.offers.is_empty() {
            return Err(self.refused(None));
        }
        self.offers = Challenge::all(response.headers());
        if !self.offers.iter().any(|offer| offer.is(mechanism.scheme())) {
            return Err(SignInError::NotOffered { mechanism, offers: self.offers.clone() });
        }
        let binding = binding(self.sign_in, peer)?;
        let context = context(self.sign_in, &self.target, binding.is_some());
        let mut context = context.map_err(|error| error.where_offered(&self.offers))?;
        let first = context.step(&[], binding.as_ref()).await;
        let Step { token, status } = first.map_err(|reason| self.no_token(reason))?;
        let request = if self.begins_bare() { self.bare() } else { self.request.clone() };
        self.state = State::Signing { context, binding, rounds: 1, status };
        Ok(Next::Send(authorized(request, mechanism, &token)))
    }

    /// Answers the server's token with the next one.
    async fn go_on(&mut self, response: &Response<Bytes>) -> Result<Next, SignInError> {
        let mechanism = self.sign_in.mechanism;
        let State::Signing { context, binding, rounds, status } = &mut self.state else {
            return Err(self.refused(None));
        };
        let token = match token(response, mechanism) {
            Some(token) if *status == Status::Continue => token,
            Some(_) | None => return Err(self.refused(None)),
        };
        if is_rejection(&token) {
            return Err(self.refused(None));
        }
        if *rounds >= MOST_ROUNDS {
            return Err(SignInError::TooManyRounds { mechanism, rounds: *rounds });
        }
        let step = match context.step(&token, binding.as_ref()).await {
            Ok(step) if step.token.is_empty() => return Err(self.refused(None)),
            Ok(step) => step,
            Err(reason) => return Err(self.refused(Some(reason))),
        };
        (*rounds, *status) = (*rounds + 1, step.status);
        Ok(Next::Send(authorized(self.request.clone(), mechanism, &step.token)))
    }

    /// Takes the last token, which proves who the server is.
    async fn end(&mut self, response: Response<Bytes>) -> Result<Next, SignInError> {
        let mechanism = self.sign_in.mechanism;
        let State::Signing { context, binding, status, rounds } = &mut self.state else {
            return Ok(Next::Done(response));
        };
        let answered = response.status();
        let reason = match token(&response, mechanism) {
            Some(token) if *status == Status::Continue => match context.step(&token, binding.as_ref()).await {
                Ok(step) if step.status == Status::Complete || !mechanism.is_mutual() => None,
                Ok(_) => Some("its token is not the last one".to_owned()),
                Err(reason) => Some(reason),
            },
            None if mechanism.is_mutual() && *status == Status::Continue => Some("there is no token in it".to_owned()),
            Some(_) | None if mechanism.is_mutual() && *rounds == 1 => Some("no token of it was asked for".to_owned()),
            Some(_) | None => None,
        };
        reason.map_or_else(|| Ok(Next::Done(response)), |reason| Err(self.not_proven(answered, &reason)))
    }

    fn bare(&self) -> Request<Bytes> {
        let mut request = self.request.clone();
        *request.body_mut() = Bytes::new();
        request.headers_mut().remove(header::CONTENT_LENGTH);
        request
    }

    fn not_proven(&self, status: StatusCode, reason: &str) -> SignInError {
        SignInError::ServerNotProven { target: self.target.clone(), status, reason: reason.to_owned() }
    }

    fn no_token(&self, reason: String) -> SignInError {
        let (mechanism, target) = (self.sign_in.mechanism, self.target.clone());
        SignInError::Token { mechanism, target, reason, offers: self.offers.clone() }
    }

    fn refused(&self, reason: Option<String>) -> SignInError {
        let (mechanism, who) = (self.sign_in.mechanism, self.sign_in.who());
        SignInError::Refused { mechanism, who, reason, offers: self.offers.clone() }
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
fn token(response: &Response<Bytes>, mechanism: Mechanism) -> Option<Vec<u8>> {
    let offers = Challenge::all(response.headers());
    let token = offers.iter().filter(|offer| offer.is(mechanism.scheme())).find_map(Challenge::token)?;
    Some(STANDARD.decode(token).unwrap_or_default())
}

/// Whether a token of SPNEGO says `reject` (RFC 4178, 4.2.2): a sequence that begins with this state.
fn is_rejection(token: &[u8]) -> bool {
    const REJECT: &[u8] = &[0xa0, 0x03, 0x0a, 0x01, 0x02];
    token.first() == Some(&0xa1)
        && token.get(..16).unwrap_or(token).windows(REJECT.len()).any(|window| window == REJECT)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::pin::pin;
    use std::task::{self, Poll, Waker};

    use super::super::context::tests::{Line, Script};
    use super::super::credentials::Credentials;
    use super::*;

    fn response(status: u16, challenges: &[&str]) -> Response<Bytes> {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        for challenge in challenges {
            response.headers_mut().append(header::WWW_AUTHENTICATE, challenge.parse().unwrap());
        }
        response
    }

    fn request() -> Request<Bytes> {
        let request = Request::post("https://mail.contoso.com/EWS/Exchange.asmx").header("SOAPAction", "x");
        request.body(Bytes::from_static(b"the body")).unwrap()
    }

    fn sign_in(mechanism: Mechanism, script: &'static [Line]) -> SignIn {
        let mut sign_in = SignIn::new(mechanism, Credentials::password("kim", "a secret")).without_channel_binding();
        sign_in.script = Some(Script(script));
        sign_in
    }

    /// Hands over the responses, one after the other, and gives what was sent, as the value of `Authorization` and the body, and the end.
    fn run(sign_in: &SignIn, responses: &[Response<Bytes>]) -> (Vec<(String, usize)>, Result<u16, SignInError>) {
        let mut handshake = Handshake::new(sign_in, request());
        let mut sent = vec![shown(&handshake.opening())];
        for response in responses {
            match now(handshake.answer(response.clone(), Peer::Plain)) {
                Ok(Next::Send(request)) => sent.push(shown(&request)),
                Ok(Next::Done(response)) => return (sent, Ok(response.status().as_u16())),
                Err(error) => return (sent, Err(error)),
            }
        }
        panic!("the handshake wants more than {} responses", responses.len());
    }

    fn shown(request: &Request<Bytes>) -> (String, usize) {
        let value = request.headers().get(header::AUTHORIZATION);
        assert!(value.is_none_or(HeaderValue::is_sensitive));
        assert_eq!(request.headers()["SOAPAction"], "x");
        (value.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default(), request.body().len())
    }

    fn now<A>(future: impl Future<Output = A>) -> A {
        match pin!(future).poll(&mut task::Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("there is nothing to wait for"),
        }
    }

    fn sent(requests: &[(&str, usize)]) -> Vec<(String, usize)> {
        requests.iter().map(|(value, length)| ((*value).to_owned(), *length)).collect()
    }

    const ONE: Line = ("", Ok(("one", Status::Continue)));

    #[test]
    fn ntlm_sends_the_body_with_its_last_token() {
        let ntlm = sign_in(Mechanism::Ntlm, &[ONE, ("two", Ok(("three", Status::Complete)))]);
        let (requests, end) =
            run(&ntlm, &[response(401, &["Negotiate", "NTLM"]), response(401, &["NTLM dHdv"]), response(200, &[])]);
        assert_eq!(requests, sent(&[("", 0), ("NTLM b25l", 0), ("NTLM dGhyZWU=", 8)]));
        assert_eq!(end.unwrap(), 200);
    }

    #[test]
    fn kerberos_sends_the_body_at_once_and_wants_proof() {
        let kerberos = sign_in(Mechanism::Kerberos, &[ONE, ("two", Ok(("", Status::Complete)))]);
        let refusal = response(401, &["Negotiate"]);
        let (requests, end) = run(&kerberos, &[refusal.clone(), response(200, &["Negotiate dHdv"])]);
        assert_eq!((requests, end.unwrap()), (sent(&[("", 0), ("Negotiate b25l", 8)]), 200));
        for (last, words) in [
            (response(200, &[]), "there is no token in it"),
            (response(500, &["Negotiate eg=="]), "this is not the script"),
        ] {
            let error = run(&kerberos, &[refusal.clone(), last]).1.unwrap_err();
            assert!(
                matches!(error, SignInError::ServerNotProven { .. }) && error.to_string().contains(words),
                "{error}"
            );
        }
        let endless = sign_in(Mechanism::Kerberos, &[ONE, ("two", Ok(("", Status::Continue)))]);
        let error = run(&endless, &[refusal, response(200, &["Negotiate dHdv"])]).1.unwrap_err();
        assert!(error.to_string().contains("its token is not the last one"), "{error}");
    }

    #[test]
    fn what_is_not_offered_is_told_with_what_is() {
        let ntlm = sign_in(Mechanism::Ntlm, &[]);
        let (requests, end) = run(&ntlm, &[response(401, &["Negotiate", "Basic realm=\"mail\""])]);
        let expected =
            "the server does not offer NTLM, which NTLM goes by; it offers: Negotiate, Basic (realm \"mail\")";
        assert_eq!((requests.len(), end.unwrap_err().to_string()), (1, expected.to_owned()));
    }

    #[test]
    fn a_refusal_names_the_first_offers_and_no_secret() {
        let ntlm = sign_in(Mechanism::Ntlm, &[ONE, ("two", Ok(("three", Status::Complete)))]);
        let offers = response(401, &["Negotiate", "NTLM"]);
        let ends = [
            vec![offers.clone(), response(401, &["NTLM"])],
            vec![offers.clone(), response(401, &["NTLM dHdv"]), response(401, &["NTLM dHdv"])],
            vec![offers.clone(), response(401, &["NTLM dHdvISE="])],
            vec![offers.clone(), response(401, &["NTLM oQcwBaADCgEC"])],
        ];
        for responses in ends {
            let error = run(&ntlm, &responses).1.unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(
                matches!(error, SignInError::Refused { .. }) && text.contains("it offers: Negotiate, NTLM "),
                "{text}"
            );
            assert!(!text.contains("a secret") && !text.contains("dHdv"), "{text}");
        }
    }

    #[test]
    fn rounds_have_an_end() {
        let endless = sign_in(Mechanism::Ntlm, &[ONE, ("two", Ok(("three", Status::Continue)))]);
        let mut responses = vec![response(401, &["NTLM"])];
        responses.resize(20, response(401, &["NTLM dHdv"]));
        let (requests, end) = run(&endless, &responses);
        assert!(matches!(end.unwrap_err(), SignInError::TooManyRounds { rounds: MOST_ROUNDS, .. }));
        assert_eq!(requests.len(), 1 + usize::from(MOST_ROUNDS));
    }

    #[test]
    fn a_server_that_wants_nobody_signed_in_gets_the_request_as_it_is() {
        let ntlm = sign_in(Mechanism::Ntlm, &[]);
        let (requests, end) = run(&ntlm, &[response(400, &[]), response(200, &[])]);
        assert_eq!((requests, end.unwrap()), (sent(&[("", 0), ("", 8)]), 200));
    }

    #[test]
    fn the_answer_to_a_token_without_the_body_is_not_that_to_the_request() {
        let ntlm = sign_in(Mechanism::Ntlm, &[ONE]);
        let [offer, fine] = [response(401, &["NTLM"]), response(202, &[])];
        let (requests, end) = run(&ntlm, &[offer.clone(), fine.clone(), response(200, &[])]);
        assert_eq!((requests, end.unwrap()), (sent(&[("", 0), ("NTLM b25l", 0), ("", 8)]), 200));
        let error = run(&ntlm, &[offer.clone(), fine, offer]).1.unwrap_err();
        assert!(matches!(error, SignInError::Refused { .. }), "it is not begun again: {error:?}");
    }

    #[test]
    fn kerberos_reads_no_answer_of_a_server_that_wants_nobody_signed_in() {
        let kerberos = sign_in(Mechanism::Kerberos, &[ONE, ("two", Ok(("", Status::Complete)))]);
        for status in [200, 400] {
            let (requests, end) = run(&kerberos, &[response(status, &["Negotiate dHdv"]), response(200, &[])]);
            let error = end.unwrap_err();
            assert!(matches!(&error, SignInError::ServerNotProven { status: seen, .. } if seen.as_u16() == status));
            assert!(error.to_string().ends_with("it did not ask anybody to sign in"), "{error}");
            assert_eq!(requests, sent(&[("", 0)]), "the body is not carried out in vain");
        }
        let silent = sign_in(Mechanism::Kerberos, &[("", Ok(("one", Status::Complete)))]);
        let error = run(&silent, &[response(401, &["Negotiate"]), response(200, &[])]).1.unwrap_err();
        assert!(error.to_string().ends_with("no token of it was asked for"), "{error}");
    }

    #[test]
    fn a_connection_that_is_signed_in_is_so_until_it_is_another() {
        let kerberos = sign_in(Mechanism::Kerberos, &[]);
        let mut kept = Handshake::new(&kerberos, request());
        assert_eq!(shown(&kept.whole()), (String::new(), 8));
        assert!(matches!(now(kept.answer(response(200, &[]), Peer::Plain)), Ok(Next::Done(_))) && kept.is_signed_in());
        let mut moved = Handshake::new(&kerberos, request());
        drop(moved.whole());
        moved.reconnected();
        let error = now(moved.answer(response(200, &[]), Peer::Plain)).unwrap_err();
        assert!(matches!(error, SignInError::ServerNotProven { .. }) && !moved.is_signed_in(), "{error:?}");
    }

    #[test]
    fn tls_without_a_certificate_is_not_bound_in_silence() {
        let sign_in = SignIn::new(Mechanism::Ntlm, Credentials::password("kim", "a secret"));
        let mut handshake = Handshake::new(&sign_in, request());
        let peer = Peer::Tls { certificate: None };
        let error = now(handshake.answer(response(401, &["NTLM"]), peer)).unwrap_err();
        assert!(matches!(error, SignInError::Certificate { problem: "is not known" }), "{error:?}");
    }

    #[test]
    fn a_backend_that_is_missing_is_named() {
        let check = |mechanism, credentials, tls| SignIn::new(mechanism, credentials).check(tls);
        let password = || Credentials::password(r"CONTOSO\kim", "a secret");
        let ntlm = check(Mechanism::NegotiateNtlm, password(), true);
        assert_eq!(ntlm.is_ok(), cfg!(feature = "negotiate"));
        for result in [
            check(Mechanism::Kerberos, password(), true),
            check(Mechanism::Kerberos, Credentials::of_this_machine(), false),
        ] {
            let named = matches!(result, Err(SignInError::NeedsFeature { feature: "gssapi", .. }));
            assert_eq!((named, result.is_ok()), (!cfg!(feature = "gssapi"), cfg!(feature = "gssapi")));
        }
        let ticket = check(Mechanism::Ntlm, Credentials::of_this_machine(), false);
        assert!(matches!(ticket, Err(SignInError::Credentials { mechanism: Mechanism::Ntlm, .. })));
    }
}
