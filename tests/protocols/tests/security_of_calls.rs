//! Security as a handler on both sides: what the service learns, and what is refused.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use ms_oxwscos::http::server::Server;
use ms_oxwscos::http::types::{Request, Response};
use ms_oxwscos::http::{Bytes, CallError, Client, Transport};
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType};
use ms_oxwscos::soap::{Fault, Version};
use ms_oxwscos::types::ResponseClassType;
use ms_oxwscos::{ExchangeServicePortType, Outcome, RequestHeaders, operations};
use service_tests::ENDPOINT;
use soap_runtime::security::{Certificate, Part, Policy, PrivateKey, Secret, Security, Trust, Verified};

macro_rules! person {
    ($name:literal) => {{
        let file = |end: &str| std::fs::read_to_string(format!("tests/security/keys/{}.{end}", $name)).unwrap();
        (PrivateKey::from_pem(&file("key")).unwrap(), Certificate::from_pem(&file("crt")).unwrap())
    }};
}

/// Noon of 2027-06-01.
fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_811_851_200)
}

fn passwords(user: &str) -> Option<Secret> {
    (user == "kim").then(|| Secret::from("sesame"))
}

/// Answers with the name of who asked, which the tests find in the answer.
struct Service(Verified);

impl ExchangeServicePortType for Service {
    type Error = Fault;

    async fn get_im_item_list(
        &self,
        _: GetImItemListType,
        _: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        let mut answer = GetImItemListResponseMessageType::new(ResponseClassType::Success);
        let subject = self.0.certificate().map(Certificate::subject).unwrap_or_default();
        answer.message_text =
            Some(format!("{} {subject} {}", self.0.user.as_deref().unwrap_or("nobody"), self.0.covers(&Part::Body)));
        Ok(answer.into())
    }
}

/// Changes messages on their way.
struct Between<T> {
    inner: T,
    requests: fn(String) -> String,
    responses: fn(String) -> String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl<T: Transport> Transport for Between<T> {
    type Error = T::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, T::Error> {
        let changed = |body: Bytes, change: fn(String) -> String| {
            let text = change(String::from_utf8(body.to_vec()).unwrap());
            self.seen.lock().unwrap().push(text.clone());
            Bytes::from(text)
        };
        let response = self.inner.call(request.map(|body| changed(body, self.requests))).await?;
        Ok(response.map(|body| changed(body, self.responses)))
    }
}

/// Who the client is, what happens on the way, and what it wants of answers.
struct Call {
    client: Security,
    version: Version,
    requests: fn(String) -> String,
    responses: fn(String) -> String,
}

impl Default for Call {
    fn default() -> Self {
        let (key, certificate) = person!("alice");
        let client = Security::new(noon).username_digest("kim", "sesame").timestamp(Duration::from_secs(60));
        let policy = Policy::new().require_signature(Trust::pinned(person!("bob").1)).require_timestamp();
        let client = client.sign(key, certificate).unwrap().with_policy(policy);
        Self { client, version: Version::V1_1, requests: |text| text, responses: |text| text }
    }
}

impl Call {
    /// What the answer says, and the messages.
    async fn made(self) -> (Result<String, CallError<Infallible>>, Vec<String>) {
        let policy = Policy::new().require_user(passwords).require_timestamp();
        let policy = policy.require_signature(Trust::pinned(person!("alice").1));
        let (key, certificate) = person!("bob");
        let security =
            Security::new(noon).timestamp(Duration::from_secs(60)).sign(key, certificate).unwrap().with_policy(policy);
        let server = Server::<operations::PortType, _>::per_message(|parts, _| {
            Ok::<_, Fault>(Service(parts.extensions.get::<Verified>().cloned().unwrap_or_default()))
        });
        let between = Between {
            inner: server.with_handler(security),
            requests: self.requests,
            responses: self.responses,
            seen: Arc::default(),
        };
        let seen = Arc::clone(&between.seen);
        let client = Client::new(between, ENDPOINT).unwrap().with_version(self.version).with_handler(self.client);
        let called = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await;
        let messages = seen.lock().unwrap().clone();
        (called.map(|reply| reply.body.message_text.unwrap()), messages)
    }
}

#[tokio::test]
async fn the_service_learns_who_asked_and_the_client_who_answered() {
    for version in [Version::V1_1, Version::V1_2] {
        let (answer, messages) = Call { version, ..Call::default() }.made().await;
        assert_eq!(answer.unwrap(), "kim CN=alice,O=Contoso\\, Ltd,C=DE true");
        assert!(messages.iter().all(|message| message.contains("mustUnderstand=\"1\"")), "{messages:?}");
        assert!(messages.iter().all(|message| !message.contains("sesame")), "{messages:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_a_fault_that_says_no_more() {
    let (key, certificate) = person!("alice");
    let client = Security::new(noon)
        .username_digest("kim", "open")
        .timestamp(Duration::from_secs(60))
        .sign(key, certificate)
        .unwrap();
    for version in [Version::V1_1, Version::V1_2] {
        let (answer, messages) = Call { version, client: client.clone(), ..Call::default() }.made().await;
        let Err(CallError::Fault { fault, .. }) = answer else { panic!("{answer:?}") };
        assert_eq!(fault.codes.last().unwrap().name, "FailedAuthentication");
        assert_eq!(fault.reason(), "The security token could not be authenticated or authorized");
        assert!(!messages[1].contains("kim") && !messages[1].contains("password is wrong"), "{messages:?}");
    }
}

#[tokio::test]
async fn a_request_changed_on_the_way_is_refused() {
    let requests = |text: String| {
        text.replace("<m:GetImItemList/>", "<m:GetImItemList><m:ExtendedProperties/></m:GetImItemList>")
            .replace("GetImItemList>", "GetImItemList >")
    };
    let (answer, messages) = Call { requests, ..Call::default() }.made().await;
    // The fault is signed by the server.
    let Err(CallError::Fault { fault, .. }) = &answer else { panic!("{answer:?} {messages:?}") };
    assert_eq!(fault.codes.last().unwrap().name, "FailedCheck", "{messages:?}");
}

#[tokio::test]
async fn an_answer_changed_on_the_way_is_the_clients_error() {
    let (answer, _) = Call { responses: |text| text.replace("kim", "eve"), ..Call::default() }.made().await;
    let error = answer.unwrap_err();
    assert!(matches!(error, CallError::Handler { .. }), "{error}");
    assert!(error.to_string().contains("/Envelope/Body was changed"), "{error}");
}

#[tokio::test]
async fn an_answer_without_signature_is_the_clients_error() {
    let responses = |text: String| {
        let from = text.find("<wsse:Security").unwrap();
        let until = text.find("</wsse:Security>").unwrap() + "</wsse:Security>".len();
        format!("{}{}", &text[..from], &text[until..])
    };
    let (answer, _) = Call { responses, ..Call::default() }.made().await;
    assert!(answer.unwrap_err().to_string().contains("wsse:Security is missing"));
    // A fault that nobody signed is told, as what it is.
    let (answer, _) = Call { requests: |text| text.replace("kim", "eve"), responses, ..Call::default() }.made().await;
    let error = answer.unwrap_err().to_string();
    assert!(
        error.contains("the answer is a fault, which may be anybody's")
            && error.contains("The signature or decryption was invalid"),
        "{error}"
    );
}

/// Neither takes the fault for one that somebody vouches for, nor keeps it from whoever has to find out what is missing.
#[tokio::test]
async fn a_client_without_security_is_told_what_a_secured_service_says() {
    let service =
        Security::new(noon).timestamp(Duration::from_secs(300)).with_policy(Policy::new().require_user(passwords));
    let server = Server::<operations::PortType, _>::new(Service(Verified::default())).with_handler(service);
    let client = Client::new(server, ENDPOINT).unwrap();
    let error = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await.unwrap_err();
    assert!(error.fault().is_none() && matches!(error, CallError::Read { .. }), "{error}");
    let said = error.to_string();
    for words in ["Security is not understood here", "may be anybody's: InvalidSecurity: An error was discovered"] {
        assert!(said.contains(words), "{said}");
    }
}

#[tokio::test]
async fn a_request_without_security_is_refused() {
    let (answer, _) = Call { client: Security::new(noon), ..Call::default() }.made().await;
    let Err(CallError::Fault { fault, .. }) = answer else { panic!("{answer:?}") };
    assert_eq!(fault.codes.last().unwrap().name, "InvalidSecurity");
}

#[tokio::test]
async fn a_server_that_knows_nothing_of_security_does_not_understand_it() {
    let server = Server::<operations::PortType, _>::new(Service(Verified::default()));
    let client = Client::new(server.clone(), ENDPOINT).unwrap();
    let secured = client.with_handler(Security::new(noon).username_text("kim", "sesame"));
    let called = secured.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await;
    let Err(CallError::Fault { fault, .. }) = called else { panic!("{called:?}") };
    assert_eq!(fault.codes[0].name, "MustUnderstand");
    let optional = client.with_handler(Security::new(noon).username_text("kim", "sesame").optional());
    optional.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await.unwrap();
}

/// A server may act in a role of its own; its policy is for the last receiver.
#[tokio::test]
async fn a_security_header_for_a_role_of_the_server_is_not_passed_over() {
    let with_actor =
        |text: String| text.replacen(":mustUnderstand=\"1\"", ":mustUnderstand=\"1\" soap:actor=\"urn:gate\"", 1);
    let server = Server::<operations::PortType, _>::new(Service(Verified::default())).with_role("urn:gate");
    let security = Security::new(noon).with_policy(Policy::new().accept_user(passwords));
    let between = Between {
        inner: server.with_handler(security),
        requests: with_actor,
        responses: |text| text,
        seen: Arc::default(),
    };
    let client = Client::new(between, ENDPOINT).unwrap();
    let client = client.with_handler(Security::new(noon).username_text("kim", "wrong"));
    let called = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await;
    let Err(CallError::Fault { fault, .. }) = called else { panic!("{called:?}") };
    assert_eq!(fault.codes.last().unwrap().name, "InvalidSecurity");
}
