//! The values of the desk that its service and our client both make.

use super::desk::beans::{Deadline, Denied, Person, Problem, Task};
use super::desk::soap::Fault;
use super::desk::wsdl_encoded_desk::ArrayOfSoapencString;
use super::desk::{AnyElement, AnyType, Nillable};
use super::scenario::Scenario;

/// Something that is not nil.
#[expect(clippy::unnecessary_wraps, reason = "it is put into fields that may be absent")]
pub(super) fn given<T>(value: T) -> Option<Nillable<T>> {
    Some(Nillable::Value(value))
}

/// The person that there is.
pub(super) fn person(scenario: &Scenario) -> Person {
    let groups: ArrayOfSoapencString = ["all", "staff"].map(str::to_owned).into_iter().collect();
    Person {
        id: given("1".to_owned()),
        name: given(scenario.text.clone()),
        mail: given(scenario.mail.clone()),
        groups: given(groups),
    }
}

/// The beans with the identifiers `p1`, `t2` and `d3`.
pub(super) fn beans(scenario: &Scenario) -> (Person, Task, Deadline) {
    let id = |id: &str| given(id.to_owned());
    let task = Task { id: id("t2"), effort: Some(2), ..Task::default() };
    let deadline = Deadline { id: id("d3"), effort: Some(1), hard: Some(true), ..Deadline::default() };
    (Person { id: id("p1"), ..person(scenario) }, task, deadline)
}

/// A fault whose detail is of that type.
pub(super) fn fault(reason: &str, detail: &AnyType) -> Fault {
    match AnyElement::of(detail, "", "fault") {
        Ok(entry) => Fault { detail: Some(vec![entry]), ..Fault::client(reason) },
        Err(error) => Fault::server(error.to_string()),
    }
}

pub(super) fn problem(reason: &str, code: i32) -> Fault {
    fault(reason, &AnyType::Problem(Problem { code: Some(code) }))
}

/// Somebody without a token is told who it could have been.
pub(super) fn denied(scenario: &Scenario) -> Fault {
    let denied = Denied { code: Some(scenario.codes.denied), person: given(person(scenario)) };
    fault("a token is needed", &AnyType::Denied(denied))
}
