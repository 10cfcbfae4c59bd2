//! What a security library has to do: tokens of a server and a channel binding in, tokens for it out. And which library does it.

use std::future::Future;
use std::pin::Pin;

use super::binding::ChannelBinding;
use super::credentials::Kind;
use super::error::SignInError;
use super::mechanism::Mechanism;
use super::sign_in::SignIn;

/// What a step comes to.
pub(super) struct Step {
    /// What to send; empty if there is nothing to say.
    pub(super) token: Vec<u8>,
    pub(super) status: Status,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// The other side has to answer.
    Continue,
    /// This side has all it needs.
    Complete,
}

pub(super) type Stepping<'a> = Pin<Box<dyn Future<Output = Result<Step, String>> + Send + 'a>>;

/// One sign-in, from its first token to its last.
pub(super) trait Context: Send {
    /// Takes the server's token, which is empty in the first step, and the binding, which is the same in all. The error is the library's.
    fn step<'a>(&'a mut self, token: &'a [u8], binding: Option<&'a ChannelBinding>) -> Stepping<'a>;
}

/// The context of the library that can do what is asked for, or the feature that is missing. Nothing is left out to be able to do it.
pub(super) fn context(sign_in: &SignIn, target: &str, bound: bool) -> Result<Box<dyn Context>, SignInError> {
    #[cfg(test)]
    if let Some(script) = sign_in.script {
        return Ok(Box::new(script));
    }
    match (sign_in.mechanism, &sign_in.credentials.0) {
        (Mechanism::Ntlm | Mechanism::NegotiateNtlm, Kind::Password { user, password }) => {
            of_sspi("NTLM", (sign_in, target), (user, password))
        }
        (mechanism @ (Mechanism::Ntlm | Mechanism::NegotiateNtlm), Kind::Machine { .. }) => {
            let instead = "`Credentials::password` has what NTLM needs";
            Err(SignInError::Credentials { mechanism, what: "Kerberos tickets of this machine", instead })
        }
        (Mechanism::Kerberos, Kind::Machine { .. }) => of_gssapi("Kerberos with a cache or a keytab", sign_in, target),
        (Mechanism::Kerberos, Kind::Password { .. }) if bound => {
            of_gssapi("Kerberos with channel binding, which is on for TLS,", sign_in, target)
        }
        (Mechanism::Kerberos, Kind::Password { .. }) if !cfg!(feature = "negotiate") && cfg!(feature = "gssapi") => {
            of_gssapi("Kerberos", sign_in, target)
        }
        (Mechanism::Kerberos, Kind::Password { user, password }) => {
            of_sspi("Kerberos with a password", (sign_in, target), (user, password))
        }
    }
}

#[cfg(feature = "negotiate")]
fn of_sspi(
    _: &'static str,
    (sign_in, target): (&SignIn, &str),
    (user, password): (&str, &str),
) -> Result<Box<dyn Context>, SignInError> {
    super::sspi::context(sign_in, target, user, password)
}

#[cfg(not(feature = "negotiate"))]
fn of_sspi(what: &'static str, _: (&SignIn, &str), _: (&str, &str)) -> Result<Box<dyn Context>, SignInError> {
    Err(SignInError::NeedsFeature { what, feature: "negotiate" })
}

#[cfg(feature = "gssapi")]
fn of_gssapi(_: &'static str, sign_in: &SignIn, target: &str) -> Result<Box<dyn Context>, SignInError> {
    Ok(super::gssapi::context(sign_in, target))
}

#[cfg(not(feature = "gssapi"))]
fn of_gssapi(what: &'static str, _: &SignIn, _: &str) -> Result<Box<dyn Context>, SignInError> {
    Err(SignInError::NeedsFeature { what, feature: "gssapi" })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What is said to a token: a token and a status, or why there is none.
    pub(in super::super) type Line = (&'static str, Result<(&'static str, Status), &'static str>);

    /// A context that knows what to say to which token.
    #[derive(Debug, Clone, Copy)]
    pub(in super::super) struct Script(pub(in super::super) &'static [Line]);

    impl Context for Script {
        fn step<'a>(&'a mut self, token: &'a [u8], _: Option<&'a ChannelBinding>) -> Stepping<'a> {
            let line = self.0.iter().find(|(said, _)| said.as_bytes() == token);
            let step = match line {
                Some((_, Ok((token, status)))) => Ok(Step { token: token.as_bytes().to_vec(), status: *status }),
                Some((_, Err(reason))) => Err((*reason).to_owned()),
                None => Err("this is not the script".to_owned()),
            };
            Box::pin(std::future::ready(step))
        }
    }
}
