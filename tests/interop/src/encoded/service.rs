//! The service of the desk, in this process, on a free port of this machine. It publishes its contract.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::desk::beans::{AnyTask, Bean};
use super::desk::soap::Fault;
use super::desk::wsdl_encoded_desk::{
    ArrayOfBBean, Beans, BeansResponse, Person, PersonResponse, Reset, ResetResponse, Store, StoreResponse, Table,
    TableResponse, Values, ValuesResponse,
};
use super::desk::{ADDRESS, Desk, Outcome, RequestHeaders, Server};
use super::scenario::Scenario;
use super::values::{beans, denied, given, person, problem};
use crate::failure::Failure;
use crate::recording::{Recording, record};

const CONTRACT: &str = include_str!("../../../cases/wsdl-encoded-desk/contract.wsdl");

/// A running service. It stops when this goes out of scope.
pub struct Service {
    url: String,
    recording: Recording,
    serving: JoinHandle<()>,
}

impl Service {
    /// Starts it.
    ///
    /// # Errors
    /// There is no port.
    pub async fn start(scenario: &Scenario) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::Store(error.to_string());
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let url = format!("http://{}/desk", listener.local_addr().map_err(failed)?);
        let contract = CONTRACT.replace(ADDRESS, &url);
        let recording = Recording::default();
        let server = Server::new(Tasks(scenario.clone())).into_router("/desk");
        let router = Router::new().route("/contract", get(async move || contract)).merge(server);
        let router = router.layer(from_fn_with_state(recording.clone(), record));
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Self { url, recording, serving })
    }

    /// Where it serves; its contract is at `/contract`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where its contract is.
    #[must_use]
    pub fn contract(&self) -> String {
        self.url.replace("/desk", "/contract")
    }

    /// The messages so far.
    #[must_use]
    pub fn recording(&self) -> &Recording {
        &self.recording
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What the operations do, without a memory.
struct Tasks(Scenario);

impl Tasks {
    fn admit(&self, token: Option<&str>) -> Result<(), Fault> {
        if token == Some(self.0.token.as_str()) { Ok(()) } else { Err(denied(&self.0)) }
    }

    fn nothing(&self) -> Fault {
        problem("nil is not enough", self.0.codes.nothing)
    }
}

impl Desk for Tasks {
    type Error = Fault;

    async fn person(&self, request: Person, _: RequestHeaders) -> Outcome<PersonResponse, Fault> {
        self.admit(request.token.as_deref())?;
        if request.mail.as_ref() != Some(&self.0.mail) {
            return Err(problem("there is nobody of that address", self.0.codes.unknown));
        }
        Ok(PersonResponse { person_return: Some(person(&self.0)) }.into())
    }

    /// Gives the task back, with an identifier.
    async fn store(&self, request: Store, _: RequestHeaders) -> Outcome<StoreResponse, Fault> {
        self.admit(request.token.as_deref())?;
        let mut task = request.task.ok_or_else(|| self.nothing())?;
        let (id, effort) = match &mut task {
            AnyTask::Task(task) => (&mut task.id, task.effort),
            AnyTask::Deadline(deadline) => (&mut deadline.id, deadline.effort),
            AnyTask::Unknown(_) => return Err(self.nothing()),
        };
        if effort < Some(0) {
            return Err(problem("an effort below zero", self.0.codes.negative));
        }
        *id = given("t9".to_owned());
        Ok(StoreResponse { store_return: Some(task) }.into())
    }

    /// What has these identifiers, and nil where nothing has.
    async fn beans(&self, request: Beans, _: RequestHeaders) -> Outcome<BeansResponse, Fault> {
        self.admit(request.token.as_deref())?;
        let ids = request.ids.ok_or_else(|| self.nothing())?;
        let (person, task, deadline) = beans(&self.0);
        let found = ids.iter().map(|id| match id.value().map(String::as_str) {
            Some("p1") => Bean::Person(person.clone()).into(),
            Some("t2") => Bean::Task(Box::new(task.clone())).into(),
            Some("d3") => Bean::Deadline(Box::new(deadline.clone())).into(),
            _ => super::desk::soap_runtime::NillableElement::nil(),
        });
        Ok(BeansResponse { beans_return: Some(ArrayOfBBean { item: found.collect() }) }.into())
    }

    /// The rows from the last to the first.
    async fn table(&self, request: Table, _: RequestHeaders) -> Outcome<TableResponse, Fault> {
        let mut rows = request.rows.ok_or_else(|| self.nothing())?;
        rows.reverse();
        Ok(TableResponse { table_return: Some(rows) }.into())
    }

    /// The list with the other value as its last.
    async fn values(&self, request: Values, _: RequestHeaders) -> Outcome<ValuesResponse, Fault> {
        let one = request.one.ok_or_else(|| self.nothing())?;
        let mut list = request.list.unwrap_or_default();
        list.push(one.into());
        Ok(ValuesResponse { values_return: Some(list) }.into())
    }

    async fn reset(&self, _: Reset, _: RequestHeaders) -> Outcome<ResetResponse, Fault> {
        Ok(ResetResponse {}.into())
    }
}
