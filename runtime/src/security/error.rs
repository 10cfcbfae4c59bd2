//! What is wrong with a message or a key, in words for those who run the program, and in the few words of the specification for the other side.

use crate::soap::{Fault, FaultCode};

use super::names::{WSSE, WSU};

/// Why a message was not accepted, or could not be protected.
///
/// The text (`Display`) says what was found and where, and is meant for a log on this side: it holds names of users, paths and algorithms, but
/// neither passwords nor keys nor content. What goes over the wire is [`fault`](Self::fault), which says no more than the kind of the failure.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecurityError {
    /// The message is not well-formed or no SOAP envelope.
    #[error("the message cannot be read: {0}")]
    Xml(#[from] crate::Error),
    /// Something that is required is not there.
    #[error("{0} is missing")]
    Missing(String),
    /// A part of the security header is not what the specification says.
    #[error("{place}: {reason}")]
    Invalid {
        /// The element.
        place: &'static str,
        /// What is wrong, and what was expected.
        reason: String,
    },
    /// An algorithm that is not accepted.
    #[error("{place}: {found:?} is not accepted; {accepted}")]
    Algorithm {
        /// The element.
        place: &'static str,
        /// The URI found.
        found: String,
        /// What is accepted.
        accepted: &'static str,
    },
    /// A token of a kind that is not supported.
    #[error("{place}: tokens of the kind {found:?} are not supported; {accepted}")]
    Token {
        /// The element.
        place: &'static str,
        /// The kind found.
        found: String,
        /// What is supported.
        accepted: &'static str,
    },
    /// A token that is referred to is not there, or is not known here.
    #[error("{place}: {reason}")]
    Unavailable {
        /// The element.
        place: &'static str,
        /// What was looked for.
        reason: String,
    },
    /// The certificate is not trusted.
    #[error("the certificate of {subject} is not trusted: {reason}")]
    Untrusted {
        /// Whose it says it is.
        subject: String,
        /// Why not.
        reason: String,
    },
    /// The user is unknown, the password is wrong, or the token has been used before.
    #[error("the user {user:?} is not authenticated: {reason}")]
    NotAuthenticated {
        /// The name in the token.
        user: String,
        /// Why not.
        reason: &'static str,
    },
    /// The message is too old, or from the future.
    #[error("{place}: {found} {reason}")]
    Expired {
        /// The element.
        place: &'static str,
        /// The time found.
        found: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A signature or a digest is wrong.
    #[error("{place}: {reason}")]
    Check {
        /// The element.
        place: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Something that has to be signed is not.
    #[error("{what} is not signed; what is signed: {signed}")]
    NotSigned {
        /// What should be.
        what: String,
        /// The paths of what is.
        signed: String,
    },
    /// The same message has come before.
    #[error("{0} has come before")]
    Repeated(&'static str),
    /// Nothing more can be remembered of messages that must not come twice.
    #[error(
        "{0} messages that must not come twice are remembered, which is the limit; later ones are accepted again when these have expired"
    )]
    Full(usize),
    /// What is encrypted cannot be decrypted. Nothing more is said, so that nobody can learn from it.
    #[error("what is encrypted cannot be decrypted")]
    Undecryptable,
    /// The policy, or what messages get, asks for something that it takes more to have.
    #[error("{0}")]
    Incomplete(&'static str),
    /// A key or certificate that was given cannot be used.
    #[error("{0}")]
    Key(String),
    /// The system gave no randomness.
    #[error("no random numbers: {0}")]
    Random(String),
}

impl SecurityError {
    pub(super) fn invalid(place: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid { place, reason: reason.into() }
    }

    pub(super) fn check(place: &'static str, reason: impl Into<String>) -> Self {
        Self::Check { place, reason: reason.into() }
    }

    pub(super) fn unavailable(place: &'static str, reason: impl Into<String>) -> Self {
        Self::Unavailable { place, reason: reason.into() }
    }

    /// Something that is protected, or is to be, whose octets are in another part of the message.
    pub(super) fn unsigned_part(path: &str) -> Self {
        let reason = format!("{path} has one, and nothing protects the part it stands for (allow_unsigned_parts)");
        Self::check("xop:Include", reason)
    }

    /// The code and the words of the specification (SOAP Message Security 1.1, 12).
    fn standard(&self) -> (&'static str, &'static str) {
        match self {
            Self::Xml(_) | Self::Missing(_) | Self::Invalid { .. } => {
                ("InvalidSecurity", "An error was discovered processing the <wsse:Security> header")
            }
            Self::Algorithm { .. } => {
                ("UnsupportedAlgorithm", "An unsupported signature or encryption algorithm was used")
            }
            Self::Token { .. } => ("UnsupportedSecurityToken", "An unsupported token was provided"),
            Self::Unavailable { .. } => {
                ("SecurityTokenUnavailable", "Referenced security token could not be retrieved")
            }
            Self::Untrusted { .. } | Self::NotAuthenticated { .. } => {
                ("FailedAuthentication", "The security token could not be authenticated or authorized")
            }
            Self::Expired { .. } => ("MessageExpired", "The message has expired"),
            Self::Check { .. } | Self::NotSigned { .. } | Self::Repeated(_) | Self::Undecryptable => {
                ("FailedCheck", "The signature or decryption was invalid")
            }
            Self::Full(_) | Self::Incomplete(_) | Self::Key(_) | Self::Random(_) => {
                ("", "The message could not be processed")
            }
        }
    }

    /// What a server answers: a code of SOAP Message Security 1.1, section 12 (`wsse:FailedCheck`, `wsu:MessageExpired` and so on), with its words and
    /// nothing else.
    #[must_use]
    pub fn fault(&self) -> Fault {
        let (name, words) = self.standard();
        if name.is_empty() {
            return Fault::server(words);
        }
        let (prefix, namespace) = if name == "MessageExpired" { ("wsu", WSU) } else { ("wsse", WSSE) };
        let mut fault = Fault::client(words);
        fault.codes.push(FaultCode {
            prefix: prefix.to_owned(),
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        });
        fault
    }
}
