//! Our own client drives a desk, and reads strictly.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;
use std::time::Duration;

use ms_oxwscos::http::{Basic, CallError};

use super::desk::beans::{AnyTask, Bean, Deadline};
use super::desk::wsdl_encoded_desk::{
    ArrayOfArrayOfXsdInt, ArrayOfBPerson, ArrayOfSoapencString, ArrayOfXsdAnyType, ArrayOfXsdInt, Beans, Person, Reset,
    Store, Table, Values,
};
use super::desk::{AnyElement, AnyType, Client, Desk as _, Nillable, Outcome as Answer, ReadOptions, RequestHeaders};
use super::rows::rows;
use super::scenario::Scenario;
use super::values::{beans, denied, given, person, problem};
use crate::failure::Failure;
use crate::outcome::{Case, Outcome, Trial};
use crate::peer::Peer;
use crate::recording::STEP;

type Reason = Box<dyn Error + Send + Sync>;
type Done = Result<(), Reason>;

const DROPS_NIL: &str = "it reads arrays without the items that are nil, so they do not come back";

struct Caller<'s> {
    client: Client<reqwest::Client>,
    /// Whether the server reads arrays without the items that are nil.
    drops_nil: bool,
    scenario: &'s Scenario,
}

/// Drives the desk.
///
/// # Errors
/// There is no HTTP client for that URL.
pub(super) async fn drive(url: &str, peer: Peer, scenario: &Scenario) -> Result<Trial, Failure> {
    let failed = |error: Reason| Failure::Store(error.to_string());
    let base = client(url, peer).map_err(failed)?;
    let mut trial = Trial {
        versions: BTreeMap::from([("soap-runtime".to_owned(), env!("CARGO_PKG_VERSION").to_owned())]),
        ..Trial::default()
    };
    for (row, case) in rows() {
        let client = base.with_header(STEP, format!("{row}, {}", case.word())).map_err(|error| failed(error.into()))?;
        let caller = Caller { client, drops_nil: peer == Peer::SoapServer, scenario };
        let reason = step(&caller, row, case).await.err().map(|reason| reason.to_string());
        let is_in_part = caller.drops_nil && (row, case) == ("store", Case::Success);
        let note = is_in_part.then(|| DROPS_NIL.to_owned());
        trial.outcomes.push(Outcome { row: row.to_owned(), case, reason, note });
    }
    Ok(trial)
}

fn client(url: &str, peer: Peer) -> Result<Client<reqwest::Client>, Reason> {
    let connections = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(60)).build()?;
    let client = Client::new(connections, url)?.with_authentication(Basic::new(peer.user(), "any password"));
    Ok(client.with_read_options(ReadOptions::strict()))
}

async fn step(own: &Caller<'_>, row: &str, case: Case) -> Done {
    match (row, case) {
        ("person", Case::Success) => own.person().await,
        ("person", _) => own.denied().await,
        ("store", Case::Success) => own.store().await,
        ("store", _) => own.refused_task().await,
        ("beans", Case::Success) => own.beans().await,
        ("beans", _) => own.no_beans().await,
        ("table", Case::Success) => own.table().await,
        ("table", _) => own.no_table().await,
        ("values", Case::Success) => own.values().await,
        ("values", _) => own.no_values().await,
        _ => own.client.reset(Reset {}, RequestHeaders {}).await.map(drop).map_err(Into::into),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what is compared is made for it")]
fn expect<T: PartialEq + Debug>(found: T, expected: T) -> Done {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}, expected {expected:?}").into()) }
}

/// Whether the answer is a fault with a detail like that of `expected`.
fn faulted<T: Debug>(answer: Answer<T, CallError<reqwest::Error>>, expected: &super::desk::soap::Fault) -> Done {
    let error = match answer {
        Ok(reply) => return Err(format!("{:?} instead of a fault", reply.body).into()),
        Err(error) => error,
    };
    let Some(fault) = error.fault() else { return Err(error.into()) };
    let detail = |fault: &super::desk::soap::Fault| -> Result<AnyType, Reason> {
        let entry = fault.detail.iter().flatten().next().ok_or("a fault without a detail")?;
        Ok(entry.read_with(&ReadOptions::strict())?)
    };
    expect(detail(fault)?, detail(expected)?)?;
    if fault.reason().is_empty() { Err("a fault without a text".into()) } else { Ok(()) }
}

impl Caller<'_> {
    fn token(&self) -> Option<String> {
        Some(self.scenario.token.clone())
    }

    async fn person(&self) -> Done {
        let request = Person { token: self.token(), mail: Some(self.scenario.mail.clone()) };
        let answer = self.client.person(request, RequestHeaders {}).await?;
        expect(answer.body.person_return, Some(person(self.scenario)))
    }

    async fn denied(&self) -> Done {
        let request = Person { token: Some(self.scenario.wrong_token.clone()), mail: None };
        faulted(self.client.person(request, RequestHeaders {}).await, &denied(self.scenario))?;
        let request = Person { token: self.token(), mail: Some(self.scenario.unknown_mail.clone()) };
        let problem = problem("nobody", self.scenario.codes.unknown);
        faulted(self.client.person(request, RequestHeaders {}).await, &problem)
    }

    async fn store(&self) -> Done {
        let watchers = vec![Nillable::Value(person(self.scenario)), Nillable::Nil];
        let mut deadline = Deadline {
            id: Some(Nillable::Nil),
            name: given(self.scenario.text.clone()),
            owner: given(person(self.scenario)),
            due: given(self.scenario.due.parse()?),
            watchers: given(ArrayOfBPerson { item: watchers }),
            effort: Some(3),
            hard: Some(true),
        };
        let task = AnyTask::Deadline(Box::new(deadline.clone()));
        let request = Store { token: self.token(), task: Some(task) };
        let answer = self.client.store(request, RequestHeaders {}).await?.body.store_return;
        deadline.id = given("t9".to_owned());
        if let Some(Nillable::Value(watchers)) = deadline.watchers.as_mut().filter(|_| self.drops_nil) {
            watchers.retain(|watcher| watcher.value().is_some());
        }
        expect(answer, Some(AnyTask::Deadline(Box::new(deadline))))
    }

    async fn refused_task(&self) -> Done {
        let deadline = Deadline { effort: Some(-1), ..Deadline::default() };
        let request = Store { token: self.token(), task: Some(AnyTask::Deadline(Box::new(deadline))) };
        let problem = problem("negative", self.scenario.codes.negative);
        faulted(self.client.store(request, RequestHeaders {}).await, &problem)
    }

    async fn beans(&self) -> Done {
        let ids: ArrayOfSoapencString = ["p1", "t2", "d3", "x4"].map(str::to_owned).into_iter().collect();
        let request = Beans { token: self.token(), ids: Some(ids) };
        let found = self.client.beans(request, RequestHeaders {}).await?.body.beans_return.ok_or("no beans")?;
        let found: Vec<Option<&Bean>> = found.iter().map(|bean| bean.value()).collect();
        let (person, task, deadline) = beans(self.scenario);
        let [person, task, deadline] =
            [Bean::Person(person), Bean::Task(Box::new(task)), Bean::Deadline(Box::new(deadline))];
        expect(found, vec![Some(&person), Some(&task), Some(&deadline), None])
    }

    async fn no_beans(&self) -> Done {
        let request = Beans { token: self.token(), ids: None };
        faulted(self.client.beans(request, RequestHeaders {}).await, &self.nothing())
    }

    async fn table(&self) -> Done {
        let rows = |rows: [&[i32]; 3]| -> ArrayOfArrayOfXsdInt {
            rows.iter().map(|row| ArrayOfXsdInt::from(row.to_vec())).collect()
        };
        let request = Table { rows: Some(rows([&[1, 2, 3], &[], &[4]])) };
        let found = self.client.table(request, RequestHeaders {}).await?.body.table_return;
        expect(found, Some(rows([&[4], &[], &[1, 2, 3]])))
    }

    async fn no_table(&self) -> Done {
        faulted(self.client.table(Table { rows: None }, RequestHeaders {}).await, &self.nothing())
    }

    async fn values(&self) -> Done {
        let element = |value: &AnyType, name: &str| AnyElement::of(value, "", name);
        let sent =
            [AnyType::Int(5), AnyType::String(self.scenario.text.clone()), AnyType::Person(person(self.scenario))];
        let list: Result<Vec<AnyElement>, _> = sent.iter().map(|value| element(value, "item")).collect();
        let one = element(&AnyType::Boolean(true), "one")?;
        let request = Values { list: Some(ArrayOfXsdAnyType::from(list?)), one: Some(one) };
        let found = self.client.values(request, RequestHeaders {}).await?.body.values_return.ok_or("no values")?;
        let found: Result<Vec<AnyType>, Reason> =
            found.iter().map(|item| Ok(item.value().ok_or("nil")?.read()?)).collect();
        expect(found?, sent.into_iter().chain([AnyType::Boolean(true)]).collect())
    }

    async fn no_values(&self) -> Done {
        faulted(self.client.values(Values { list: None, one: None }, RequestHeaders {}).await, &self.nothing())
    }

    fn nothing(&self) -> super::desk::soap::Fault {
        problem("nothing", self.scenario.codes.nothing)
    }
}
