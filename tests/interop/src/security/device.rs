//! The device, in this process, on a free port of this machine: a path for each feature, with a policy of its own. It publishes its contract.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use soap_runtime::security::{Policy, Security, Trust};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::bindings::device::{
    GetDeviceInformation, GetDeviceInformationResponse, GetSystemDateAndTime, GetSystemDateAndTimeResponse,
    SetHostname, SetHostnameResponse,
};
use super::bindings::soap::Fault;
use super::bindings::xsd::DateTime;
use super::bindings::{Device as Operations, Outcome, RequestHeaders, Server};
use super::keys::{passwords, person};
use crate::failure::Failure;
use crate::recording::MOST_BYTES;

const CONTRACT: &str = include_str!("../../../cases/wsdl-device/contract.wsdl");

/// A message on the wire.
#[derive(Debug, Clone)]
pub struct Message {
    /// The path that was asked.
    pub path: String,
    /// Whether it is a response.
    pub is_response: bool,
    /// The text.
    pub body: Bytes,
}

/// The messages so far. Copies share them.
#[derive(Debug, Clone, Default)]
pub struct Messages(Arc<Mutex<Vec<Message>>>);

impl Messages {
    pub(super) fn push(&self, path: &str, is_response: bool, body: &Bytes) {
        let message = Message { path: path.to_owned(), is_response, body: body.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(message);
    }

    pub(super) fn all(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A running device. It stops when this goes out of scope.
pub struct Device {
    root: String,
    messages: Messages,
    serving: JoinHandle<()>,
}

/// The features, and what is required of requests; the last three are for messages that were meant for `signed`.
fn policies() -> Result<Vec<(&'static str, Policy)>, Failure> {
    let user = || Policy::new().require_user(passwords);
    let signed =
        || Ok::<_, Failure>(Policy::new().require_signature(Trust::pinned(person("alice")?.1)).require_timestamp());
    let both = signed()?.require_user(passwords).digests_only().allow_unsigned_user();
    Ok(vec![
        ("text", user()),
        ("digest", user().digests_only()),
        ("signed", signed()?),
        ("signed-certificate", signed()?),
        ("signed-plain-id", signed()?),
        ("signed-exclusive", signed()?),
        ("signed-user", both),
        ("signed-once", signed()?.refuse_repeated()),
        ("signed-late", signed()?),
        ("signed-foreign", Policy::new().require_signature(Trust::pinned(person("mallory")?.1)).require_timestamp()),
    ])
}

impl Device {
    /// Starts it.
    ///
    /// # Errors
    /// There is no port, or the keys cannot be read.
    pub async fn start() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::Store(error.to_string());
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let root = format!("http://{}", listener.local_addr().map_err(failed)?);
        let contract = CONTRACT.replace("http://127.0.0.1/device", &format!("{root}/device"));
        let messages = Messages::default();
        let mut router = Router::new().route("/contract", get(async move || contract));
        for (feature, policy) in policies()? {
            let security = security(feature, policy)?;
            let server = Server::new(Gate::default()).with_handler(security);
            router = router.merge(server.into_router(&format!("/device/{feature}")));
        }
        let router = router.layer(from_fn_with_state(messages.clone(), record));
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Self { root, messages, serving })
    }

    /// Where a feature is served.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/device", self.root)
    }

    /// Where the contract is.
    #[must_use]
    pub fn contract(&self) -> String {
        format!("{}/contract", self.root)
    }

    /// The messages so far.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        self.messages.all()
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What answers get: those to signed requests are signed.
fn security(feature: &str, policy: Policy) -> Result<Security, Failure> {
    let clock: fn() -> SystemTime = match feature {
        "signed-late" => || SystemTime::now() + Duration::from_secs(3600),
        _ => SystemTime::now,
    };
    let security = Security::new(clock).with_policy(policy);
    if !feature.starts_with("signed") {
        return Ok(security);
    }
    let (key, certificate) = person("device")?;
    let signed = security.timestamp(Duration::from_secs(300)).optional().sign(key, certificate);
    signed.map_err(|error| Failure::Store(error.to_string()))
}

async fn record(State(messages): State<Messages>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_REQUEST.into_response() };
    messages.push(&path, false, &body);
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::BAD_GATEWAY.into_response() };
    messages.push(&path, true, &body);
    Response::from_parts(parts, Body::from(body))
}

/// A device with a name.
#[derive(Default)]
struct Gate {
    name: Mutex<String>,
}

impl Operations for Gate {
    type Error = Fault;

    async fn get_device_information(
        &self,
        _: GetDeviceInformation,
        _: RequestHeaders,
    ) -> Outcome<GetDeviceInformationResponse, Fault> {
        let [manufacturer, model, version, number] =
            ["Contoso", "Gate & Co <1>", "2.1", "ä\r\n\t0001"].map(str::to_owned);
        Ok(GetDeviceInformationResponse::new(manufacturer, model, version, number).into())
    }

    async fn get_system_date_and_time(
        &self,
        _: GetSystemDateAndTime,
        _: RequestHeaders,
    ) -> Outcome<GetSystemDateAndTimeResponse, Fault> {
        let time: DateTime = "2027-06-01T12:00:00Z".parse().map_err(|_| Fault::server("the clock stands"))?;
        Ok(GetSystemDateAndTimeResponse::new("UTC".to_owned(), time).into())
    }

    async fn set_hostname(&self, request: SetHostname, _: RequestHeaders) -> Outcome<SetHostnameResponse, Fault> {
        let mut name = self.name.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(SetHostnameResponse::new(std::mem::replace(&mut *name, request.name)).into())
    }
}
