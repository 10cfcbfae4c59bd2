//! The backend on `libgssapi`, which binds the system's GSS-API (MIT's, mostly): Kerberos in SPNEGO, with a credential cache, a keytab or a
//! password.
//!
//! The library reads `krb5.conf`, looks hosts up and asks the key distribution centre by itself, and waits for all of that: so each step
//! goes to tokio's threads for such work.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use libgssapi::context::{ClientCtx, CtxFlags, SecurityContext as _};
use libgssapi::credential::{Cred, CredUsage};
use libgssapi::name::Name;
use libgssapi::oid::{GSS_MECH_SPNEGO, GSS_NT_HOSTBASED_SERVICE, GSS_NT_KRB5_PRINCIPAL, OidSet};

use super::binding::ChannelBinding;
use super::context::{Context, Status, Step, Stepping};
use super::credentials::Kind;
use super::sign_in::SignIn;

/// Tickets that were got with a password. They are kept with the library, for all sign-ins alike, until they are about to expire.
#[derive(Clone, Default)]
pub(super) struct Acquired(Arc<Mutex<Option<Cred>>>);

impl fmt::Debug for Acquired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Acquired")
    }
}

/// How long tickets have to be good for to be used once more.
const LEAST_LIFETIME: Duration = Duration::from_secs(300);

pub(super) fn context(sign_in: &SignIn, target: &str) -> Box<dyn Context> {
    let state = State { sign_in: sign_in.clone(), target: target.to_owned(), context: None };
    Box::new(OfGssapi(Some(Box::new(state))))
}

/// `None` while a step is under way, and for good if it was given up.
struct OfGssapi(Option<Box<State>>);

struct State {
    sign_in: SignIn,
    target: String,
    context: Option<ClientCtx>,
}

impl Context for OfGssapi {
    fn step<'a>(&'a mut self, token: &'a [u8], binding: Option<&'a ChannelBinding>) -> Stepping<'a> {
        Box::pin(async move {
            let mut state = self.0.take().ok_or("a step before was given up")?;
            let (token, binding) = (token.to_vec(), binding.cloned());
            let work = move || {
                let step = state.step(&token, binding.as_ref());
                (state, step)
            };
            let (state, step) = match tokio::runtime::Handle::try_current() {
                Ok(tokio) => tokio.spawn_blocking(work).await.map_err(|error| error.to_string())?,
                Err(_) => work(),
            };
            self.0 = Some(state);
            step
        })
    }
}

impl State {
    fn step(&mut self, token: &[u8], binding: Option<&ChannelBinding>) -> Result<Step, String> {
        let context = match &mut self.context {
            Some(context) => context,
            None => self.context.insert(begin(&self.sign_in, &self.target)?),
        };
        let input = Some(token).filter(|token| !token.is_empty());
        let output = context.step(input, binding.map(ChannelBinding::application_data)).map_err(words)?;
        let token = output.map(|output| output.to_vec()).unwrap_or_default();
        if offers_ntlm(&token) {
            return Err("the GSS-API of this machine would offer NTLM, too (gss-ntlmssp has credentials)".to_owned());
        }
        let complete = context.is_complete();
        if complete && !context.flags().map_err(words)?.contains(CtxFlags::GSS_C_MUTUAL_FLAG) {
            return Err("the server did not prove who it is".to_owned());
        }
        Ok(Step { token, status: if complete { Status::Complete } else { Status::Continue } })
    }
}

fn begin(sign_in: &SignIn, target: &str) -> Result<ClientCtx, String> {
    let credentials =
        credentials(sign_in).map_err(|error| format!("{} has no ticket: {}", sign_in.who(), words(error)))?;
    let name = service(target).map_err(words)?;
    Ok(ClientCtx::new(Some(credentials), name, CtxFlags::GSS_C_MUTUAL_FLAG, Some(GSS_MECH_SPNEGO)))
}

type Error = libgssapi::error::Error;

/// `HTTP/mail.contoso.com` is a service of a host, whose realm the library finds; with a realm, it is a principal as it stands.
fn service(target: &str) -> Result<Name, Error> {
    match target.split_once('/') {
        Some((service, host)) if !target.contains('@') => {
            Name::new(format!("{service}@{host}").as_bytes(), Some(GSS_NT_HOSTBASED_SERVICE))
        }
        _ => Name::new(target.as_bytes(), Some(GSS_NT_KRB5_PRINCIPAL)),
    }
}

fn credentials(sign_in: &SignIn) -> Result<Cred, Error> {
    let mechanisms = OidSet::singleton(GSS_MECH_SPNEGO)?;
    match &sign_in.credentials.0 {
        Kind::Machine { principal } => {
            let name = principal.as_deref().map(principal_name).transpose()?;
            Cred::acquire(name.as_ref(), None, CredUsage::Initiate, Some(&mechanisms))
        }
        Kind::Password { user, password } => {
            let mut acquired = sign_in.acquired.0.lock().unwrap_or_else(PoisonError::into_inner);
            let lasting = acquired.as_ref().filter(|cred| cred.lifetime().is_ok_and(|left| left > LEAST_LIFETIME));
            if let Some(cred) = lasting {
                return Ok(cred.clone());
            }
            let name = principal_name(&of_user(user))?;
            let cred =
                Cred::acquire_with_password(Some(&name), password, None, CredUsage::Initiate, Some(&mechanisms))?;
            *acquired = Some(cred.clone());
            Ok(cred)
        }
    }
}

fn principal_name(principal: &str) -> Result<Name, Error> {
    Name::new(principal.as_bytes(), Some(GSS_NT_KRB5_PRINCIPAL))
}

/// `REALM\user` as a principal.
fn of_user(user: &str) -> String {
    user.split_once('\\').map_or_else(|| user.to_owned(), |(realm, user)| format!("{user}@{realm}"))
}

/// Whether NTLM is among the mechanisms of a token: its object identifier, 1.3.6.1.4.1.311.2.2.10, in DER.
fn offers_ntlm(token: &[u8]) -> bool {
    const NTLM: &[u8] = &[0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a];
    token.windows(NTLM.len()).any(|window| window == NTLM)
}

/// What the library says, on one line.
fn words(error: Error) -> String {
    error
        .to_string()
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_principals() {
        assert_eq!(
            (of_user(r"CONTOSO.COM\kim"), of_user("kim@CONTOSO.COM")),
            ("kim@CONTOSO.COM".into(), "kim@CONTOSO.COM".into())
        );
    }

    #[test]
    fn a_token_that_offers_ntlm_is_seen() {
        let token =
            [b"...".as_slice(), &[0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a], b"..."];
        assert!(offers_ntlm(&token.concat()));
        assert!(!offers_ntlm(b"") && !offers_ntlm(&token.concat()[4..]));
    }
}
