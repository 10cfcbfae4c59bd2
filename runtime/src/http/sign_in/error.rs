//! Why signing in fails.

use std::error::Error as StdError;

use ::http::StatusCode;
use thiserror::Error;

use super::mechanism::Mechanism;
use crate::http::challenge::Challenge;

/// Why a call was not signed in. No text of it holds a password, a ticket or a token.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SignInError {
    /// The server answered 401 and does not offer the scheme that is wanted.
    #[error("the server does not offer {}, which {mechanism} goes by; it offers: {}", mechanism.scheme(), Challenge::listed(offers))]
    NotOffered {
        /// What was wanted.
        mechanism: Mechanism,
        /// What the server offers.
        offers: Vec<Challenge>,
    },
    /// The server answered 401 to credentials.
    #[error(
        "the server refused to sign {who} in by {mechanism} (401){}: wrong user or password, a user without rights there, or a channel binding \
         that does not fit; it offers: {}",
        in_brackets(reason.as_deref()), Challenge::listed(offers)
    )]
    Refused {
        /// How.
        mechanism: Mechanism,
        /// The user or principal.
        who: String,
        /// What the security library makes of the token in the refusal, if there was one.
        reason: Option<String>,
        /// What the server offers.
        offers: Vec<Challenge>,
    },
    /// Credentials and channel binding ask for a backend that is not compiled in.
    #[error("{what} needs the feature `{feature}` of soap-runtime, which is off")]
    NeedsFeature {
        /// What was asked for.
        what: &'static str,
        /// The feature that has it.
        feature: &'static str,
    },
    /// The mechanism cannot use the credentials.
    #[error("{mechanism} cannot sign in with {what}; {instead}")]
    Credentials {
        /// The mechanism.
        mechanism: Mechanism,
        /// What it was given.
        what: &'static str,
        /// What to do.
        instead: &'static str,
    },
    /// The connection is TLS, and there is no binding to its certificate.
    #[error(
        "the connection cannot be bound to the server's certificate, which {problem}; `without_channel_binding` does without"
    )]
    Certificate {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The security library cannot make a token: no ticket, an unknown realm, an expired password, …
    #[error("{mechanism} cannot make a token for {target}: {reason}; the server offers: {}", Challenge::listed(offers))]
    Token {
        /// How.
        mechanism: Mechanism,
        /// The service's principal.
        target: String,
        /// What the library says.
        reason: String,
        /// What the server offers.
        offers: Vec<Challenge>,
    },
    /// The server did not prove who it is (RFC 4559, 5): its answer is not read.
    #[error("the server did not prove that it is {target}, and its answer ({status}) is not read: {reason}")]
    ServerNotProven {
        /// The service's principal.
        target: String,
        /// The status of its answer.
        status: StatusCode,
        /// What is missing or wrong.
        reason: String,
    },
    /// The handshake does not come to an end.
    #[error("{mechanism} did not come to an end in {rounds} rounds")]
    TooManyRounds {
        /// How.
        mechanism: Mechanism,
        /// How many tokens were sent.
        rounds: u8,
    },
    /// The connection ended in the middle of a handshake, and so did the next one.
    #[error("the connection ended in the middle of signing in, twice")]
    ConnectionLost,
    /// The HTTP client cannot be made.
    #[error("there is no HTTP client for signing in: {0}")]
    Client(#[source] Box<dyn StdError + Send + Sync>),
    /// There was no answer.
    #[error("{0}")]
    Transport(#[source] ::reqwest::Error),
}

impl SignInError {
    /// The same, of a server that offers this.
    pub(super) fn where_offered(mut self, all: &[Challenge]) -> Self {
        if let Self::Token { offers, .. } = &mut self {
            all.clone_into(offers);
        }
        self
    }
}

fn in_brackets(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| format!(" ({reason})"))
}
