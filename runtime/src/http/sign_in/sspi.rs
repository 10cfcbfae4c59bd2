//! The backend on `sspi`, which is Rust: NTLM, NTLM in SPNEGO, and Kerberos with a password.
//!
//! The library is a generator that asks for traffic with the key distribution centre and is given the answer; its own network client is not
//! compiled. What it writes to the trace holds tokens, so nothing of it gets to a subscriber.

use std::sync::Arc;

use ::sspi::generator::{GeneratorState, NetworkRequest};
use ::sspi::ntlm::NtlmConfig;
use ::sspi::{
    AuthIdentity, AuthIdentityBuffers, BufferType, ClientRequestFlags, CredentialsBuffers, DataRepresentation,
    ErrorKind, KdcResolution, KerberosConfig, Negotiate, NegotiateConfig, Ntlm, SecurityBuffer, SecurityStatus, Sspi,
    SspiImpl, Username,
};
use tracing::subscriber::{NoSubscriber, with_default};

use super::binding::ChannelBinding;
use super::context::{Context, Status, Step, Stepping};
use super::error::SignInError;
use super::kdc::Kdc;
use super::mechanism::Mechanism;
use super::sign_in::SignIn;

pub(super) fn context(
    sign_in: &SignIn,
    target: &str,
    user: &str,
    password: &str,
) -> Result<Box<dyn Context>, SignInError> {
    let failed = |reason: String| {
        let mechanism = sign_in.mechanism;
        SignInError::Token { mechanism, target: target.to_owned(), reason, offers: Vec::new() }
    };
    let username = Username::parse(user).map_err(|error| failed(format!("{user:?} is no user: {error}")))?;
    let identity = AuthIdentityBuffers::from(AuthIdentity { username, password: password.to_owned().into() });
    let package = package(sign_in, identity).map_err(|error| failed(words(&error)))?;
    Ok(Box::new(OfSspi { package, target: target.to_owned(), kdc: Arc::clone(&sign_in.kdc) }))
}

/// A security package with the credentials in its own form.
enum Package {
    Ntlm(Box<Ntlm>, Option<AuthIdentityBuffers>),
    Negotiate(Box<Negotiate>, Option<CredentialsBuffers>),
}

fn package(sign_in: &SignIn, identity: AuthIdentityBuffers) -> ::sspi::Result<Package> {
    let workstation = sign_in.workstation.clone();
    let ntlm = NtlmConfig::new(workstation.clone());
    let config = match sign_in.mechanism {
        Mechanism::Ntlm => return Ok(Package::Ntlm(Box::new(Ntlm::with_config(ntlm)), Some(identity))),
        Mechanism::NegotiateNtlm => NegotiateConfig::new(Box::new(ntlm), only("ntlm"), workstation),
        Mechanism::Kerberos => NegotiateConfig::new(Box::new(kerberos(sign_in)?), only("kerberos"), workstation),
    };
    let package = with_default(NoSubscriber::default(), || Negotiate::new_client(config))?;
    Ok(Package::Negotiate(Box::new(package), Some(CredentialsBuffers::AuthIdentity(identity))))
}

fn kerberos(sign_in: &SignIn) -> ::sspi::Result<KerberosConfig> {
    let url = sign_in.kdc_url.as_deref();
    let mut config = KerberosConfig::new_with_kdc_url(url.unwrap_or_default(), sign_in.workstation.clone());
    match (url, &config.kdc_resolution) {
        (None, _) => config.kdc_resolution = KdcResolution::KdcUrl(None),
        (Some(_), KdcResolution::KdcUrl(Some(_))) => {}
        (Some(url), _) => {
            let description = format!("{url:?} is no URL such as tcp://dc1.contoso.com:88");
            return Err(::sspi::Error::new(ErrorKind::InvalidParameter, description));
        }
    }
    Ok(config)
}

/// One mechanism and no other, so that none is a way out of another.
fn only(mechanism: &str) -> Option<String> {
    let all =
        ["ntlm", "kerberos", "pku2u"].map(|name| if name == mechanism { name.to_owned() } else { format!("!{name}") });
    Some(all.join(","))
}

struct OfSspi {
    package: Package,
    target: String,
    kdc: Arc<dyn Kdc>,
}

impl Context for OfSspi {
    fn step<'a>(&'a mut self, token: &'a [u8], binding: Option<&'a ChannelBinding>) -> Stepping<'a> {
        Box::pin(async move {
            let around = (self.target.as_str(), &*self.kdc);
            match &mut self.package {
                Package::Ntlm(package, credentials) => {
                    drive(&mut **package, credentials, around, (token, binding)).await
                }
                Package::Negotiate(package, credentials) => {
                    drive(&mut **package, credentials, around, (token, binding)).await
                }
            }
        })
    }
}

/// Drives one step to its end.
async fn drive<P: Sspi + SspiImpl + Send>(
    package: &mut P,
    credentials: &mut P::CredentialsHandle,
    (target, kdc): (&str, &dyn Kdc),
    (token, binding): (&[u8], Option<&ChannelBinding>),
) -> Result<Step, String>
where
    P::CredentialsHandle: Send,
{
    let mut input = vec![SecurityBuffer::new(token.to_vec(), BufferType::Token)];
    input.extend(binding.map(|binding| SecurityBuffer::new(laid_out(binding), BufferType::ChannelBindings)));
    let mut output = vec![SecurityBuffer::new(Vec::new(), BufferType::Token)];
    let status = {
        let mut builder = package
            .initialize_security_context()
            .with_credentials_handle(credentials)
            .with_context_requirements(ClientRequestFlags::MUTUAL_AUTH | ClientRequestFlags::INTEGRITY)
            .with_target_data_representation(DataRepresentation::Native)
            .with_target_name(target)
            .with_input(&mut input)
            .with_output(&mut output);
        let (package, builder) = (package, &mut builder);
        let generator =
            with_default(NoSubscriber::default(), move || package.initialize_security_context_impl(builder));
        let mut generator = generator.map_err(|error| words(&error))?;
        let mut state = with_default(NoSubscriber::default(), || generator.start());
        loop {
            match state {
                GeneratorState::Completed(result) => break result.map_err(|error| words(&error))?.status,
                GeneratorState::Suspended(request) => {
                    let answer = ask(kdc, &request).await;
                    state = with_default(NoSubscriber::default(), || generator.resume(answer));
                }
            }
        }
    };
    let token = output.pop().map(|buffer| buffer.buffer).unwrap_or_default();
    match status {
        SecurityStatus::Ok => Ok(Step { token, status: Status::Complete }),
        SecurityStatus::ContinueNeeded => Ok(Step { token, status: Status::Continue }),
        other => Err(format!("the library ends with {other:?}")),
    }
}

async fn ask(kdc: &dyn Kdc, request: &NetworkRequest) -> ::sspi::Result<Vec<u8>> {
    let url = request.url.as_str();
    kdc.exchange(url, &request.data).await.map_err(|error| {
        ::sspi::Error::new(ErrorKind::NoAuthenticatingAuthority, format!("the KDC {url} cannot be asked: {error}"))
    })
}

/// What the library says, without the bytes that a KDC adds.
fn words(error: &::sspi::Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.find(". Additional error").unwrap_or(text.len()));
    text
}

/// `SEC_CHANNEL_BINDINGS` with application data alone: a header of eight numbers, of which the last two are its length and place.
fn laid_out(binding: &ChannelBinding) -> Vec<u8> {
    const HEADER: u32 = 32;
    let data = binding.application_data();
    let length = u32::try_from(data.len()).unwrap_or_default();
    let numbers = [0, 0, 0, 0, 0, 0, length, HEADER];
    let mut bytes: Vec<u8> = numbers.iter().copied().flat_map(u32::to_le_bytes).collect();
    bytes.extend_from_slice(data);
    bytes
}
