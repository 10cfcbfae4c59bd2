//! Changes of port types and operations: which there are, what flows which way, and how it is bound.

use super::Comparison;
use super::change::{Class, Draft, Subject};
use super::judge::{ACCEPTED, Judgement, UNAFFECTED};
use super::side::Side;
use crate::ir::{Body, HeaderUse, MessageUse, Operation, PartKind, PartUse, PortType};

const BOTH_REFUSE: Judgement = Judgement {
    readers: (Class::Breaking, "such messages are refused"),
    servers: (Class::Breaking, "they are refused"),
};

impl Comparison<'_> {
    /// The port types with their operations.
    pub(super) fn operations(&mut self) {
        let (before, after) = (self.old.contract.port_types(), self.new.contract.port_types());
        let shown = |side: &Side<'_>, port_type: &PortType| side.names.show(&port_type.name);
        let alone = before.len() == 1 && after.len() == 1;
        for old in before {
            let key = shown(self.old, old);
            match after.iter().find(|new| alone || shown(self.new, new) == key) {
                Some(new) => self.port_type((old, &key), (new, &shown(self.new, new))),
                None => {
                    let what = format!("port type {key} is removed");
                    let draft = Draft::new("port-type-removed", Subject::PortType(key.clone()), key, what);
                    self.drafts.push(draft.places(self.old.place(old.span), None));
                    self.pair_operations(&old.operations, &[]);
                }
            }
        }
        for new in after {
            let key = shown(self.new, new);
            if !alone && !before.iter().any(|old| shown(self.old, old) == key) {
                let what = format!("port type {key} is added");
                let draft = Draft::new("port-type-added", Subject::PortType(key.clone()), key, what);
                self.drafts.push(draft.places(None, self.new.place(new.span)));
                self.pair_operations(&[], &new.operations);
            }
        }
    }

    fn port_type(&mut self, (old, was): (&PortType, &str), (new, is): (&PortType, &str)) {
        if was != is {
            let what = format!("the port type is {is}, was {was}");
            let draft = Draft::new("port-type-renamed", Subject::PortType(is.to_owned()), is.to_owned(), what);
            self.drafts.push(draft.places(self.old.place(old.span), self.new.place(new.span)));
        }
        self.pair_operations(&old.operations, &new.operations);
    }

    fn pair_operations(&mut self, before: &[Operation], after: &[Operation]) {
        let lacks = |all: &[Operation], name: &str| !all.iter().any(|operation| operation.name == name);
        for old in before {
            match after.iter().find(|new| new.name == old.name) {
                Some(new) => self.operation(old, new),
                None => {
                    let mut others = after.iter().filter(|new| lacks(before, &new.name));
                    let renamed = others.find(|new| shape(self.old, old) == shape(self.new, new));
                    let renamed = renamed.map(|new| new.name.clone());
                    let what = format!("operation {} is removed", old.name);
                    let served = after.iter().any(|new| self.same_messages(old, new));
                    let readers =
                        if served { ACCEPTED } else { (Class::Breaking, "its messages belong to no operation") };
                    let judgement = Judgement { readers, servers: UNAFFECTED };
                    self.operation_draft("operation-removed", &old.name, what, judgement, (Some(old), None));
                    self.suggest(renamed);
                }
            }
        }
        for new in after.iter().filter(|new| lacks(before, &new.name)) {
            let mut others = before.iter().filter(|old| lacks(after, &old.name));
            let renamed = others.find(|old| shape(self.old, old) == shape(self.new, new)).map(|old| old.name.clone());
            let what = format!("operation {} is added", new.name);
            let served = before.iter().any(|old| self.same_messages(old, new));
            let servers = if served { ACCEPTED } else { (Class::Conditional, "calls of it are refused") };
            let judgement = Judgement { readers: UNAFFECTED, servers };
            self.operation_draft("operation-added", &new.name, what, judgement, (None, Some(new)));
            self.suggest(renamed);
        }
    }

    /// Whether messages of the one operation are messages of the other.
    fn same_messages(&self, old: &Operation, new: &Operation) -> bool {
        let bodies = |side: &Side<'_>, operation: &Operation| {
            [&operation.input, &operation.output].map(|message| body(side, message.as_ref()))
        };
        let action = |operation: &Operation| operation.soap_action.clone().unwrap_or_default();
        bodies(self.old, old) == bodies(self.new, new) && action(old) == action(new) && old.soap == new.soap
    }

    fn suggest(&mut self, renamed: Option<String>) {
        if let Some(draft) = self.drafts.last_mut() {
            draft.change.perhaps_renamed = renamed;
        }
    }

    fn operation_draft(
        &mut self,
        kind: &'static str,
        name: &str,
        what: String,
        judgement: Judgement,
        (old, new): (Option<&Operation>, Option<&Operation>),
    ) {
        let path = format!("{name} (operation)");
        let draft = Draft::new(kind, Subject::Operation(name.to_owned()), path, what).judged(judgement);
        let span = |operation: Option<&Operation>| operation.and_then(|operation| operation.span);
        self.drafts.push(draft.places(self.old.place(span(old)), self.new.place(span(new))));
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let mut push = |kind, what: String, judgement| {
            self.operation_draft(kind, &old.name, what, judgement, (Some(old), Some(new)));
        };
        if old.kind != new.kind {
            push("message-flow-changed", format!("it is {:?}, was {:?}", new.kind, old.kind), BOTH_REFUSE);
        }
        if old.style != new.style {
            push("style-changed", format!("it is in {:?} style, was in {:?} style", new.style, old.style), BOTH_REFUSE);
        }
        if old.soap != new.soap {
            push(
                "soap-version-changed",
                format!("it is bound to SOAP {:?}, was to {:?}", new.soap, old.soap),
                BOTH_REFUSE,
            );
        }
        if old.soap_action.as_deref().unwrap_or("") != new.soap_action.as_deref().unwrap_or("") {
            let shown = |operation: &Operation| operation.soap_action.clone().unwrap_or_else(|| "none".to_owned());
            let readers =
                (Class::Conditional, "where several operations have one request, the old action decides nothing");
            let servers = (Class::Breaking, "servers that go by the action do not know it");
            let what = format!("the SOAPAction is {}, was {}", shown(new), shown(old));
            push("soap-action-changed", what, Judgement { readers, servers });
        }
        let transport = |operation: &Operation| operation.bindings.first().and_then(|first| first.transport.clone());
        if transport(old) != transport(new) {
            push("transport-changed", "it is bound to another transport".to_owned(), BOTH_REFUSE);
        }
        self.message("input", (old, old.input.as_ref()), (new, new.input.as_ref()));
        self.message("output", (old, old.output.as_ref()), (new, new.output.as_ref()));
        self.faults(old, new);
    }

    fn message(
        &mut self,
        direction: &str,
        (old, before): (&Operation, Option<&MessageUse>),
        (new, after): (&Operation, Option<&MessageUse>),
    ) {
        let operations = (Some(old), Some(new));
        let (was, is) = (body(self.old, before), body(self.new, after));
        if was != is {
            let what = format!("the {direction} is {is}, was {was}");
            self.operation_draft("body-changed", &old.name, what, BOTH_REFUSE, operations);
        }
        let headers = |message: Option<&MessageUse>| message.map(|message| message.headers.clone()).unwrap_or_default();
        self.headers(direction, (old, &headers(before)), (new, &headers(after)));
    }

    fn headers(&mut self, direction: &str, old: (&Operation, &[HeaderUse]), new: (&Operation, &[HeaderUse])) {
        let key = |side: &Side<'_>, header: &HeaderUse| side.element_path(header.element);
        for header in old.1 {
            let name = key(self.old, header);
            match new.1.iter().find(|other| key(self.new, other) == name) {
                None => {
                    let what = format!("{direction} header {name} is removed");
                    let readers = (Class::Conditional, "its header is no longer one of the operation's");
                    let servers =
                        if header.required { (Class::Breaking, "messages without it are refused") } else { ACCEPTED };
                    self.header(("header-removed", &name, what), Judgement { readers, servers }, (Some(old.0), None));
                }
                Some(other) if other.required != header.required => {
                    let what =
                        format!("{direction} header {name}: required is {}, was {}", other.required, header.required);
                    let why = "messages without it are refused";
                    let judgement = if other.required {
                        Judgement { readers: (Class::Breaking, why), servers: ACCEPTED }
                    } else {
                        Judgement { readers: ACCEPTED, servers: (Class::Conditional, why) }
                    };
                    self.header(("header-use-changed", &name, what), judgement, (Some(old.0), Some(new.0)));
                }
                Some(_) => {}
            }
        }
        for header in new.1 {
            let name = key(self.new, header);
            if !old.1.iter().any(|other| key(self.old, other) == name) {
                let what = format!("{direction} header {name} is added");
                let readers =
                    if header.required { (Class::Breaking, "messages without it are refused") } else { ACCEPTED };
                let servers = (Class::Conditional, "servers that do not know the header may refuse it");
                self.header(("header-added", &name, what), Judgement { readers, servers }, (None, Some(new.0)));
            }
        }
    }

    fn header(
        &mut self,
        (kind, name, what): (&'static str, &str, String),
        judgement: Judgement,
        (old, new): (Option<&Operation>, Option<&Operation>),
    ) {
        let operation = old.or(new).map(|operation| operation.name.clone()).unwrap_or_default();
        self.operation_draft(kind, &operation, what, judgement, (old, new));
        if let Some(draft) = self.drafts.last_mut() {
            draft.subject = Subject::Header(name.to_owned());
        }
    }

    fn faults(&mut self, old: &Operation, new: &Operation) {
        let operations = (Some(old), Some(new));
        for fault in &old.faults {
            let was = part(self.old, &fault.part);
            match new.faults.iter().find(|other| other.name == fault.name) {
                None => {
                    let readers = (Class::Conditional, "its detail is no longer one of the operation's");
                    let what = format!("fault {} ({was}) is removed", fault.name);
                    let judgement = Judgement { readers, servers: ACCEPTED };
                    self.operation_draft("fault-removed", &old.name, what, judgement, operations);
                }
                Some(other) if part(self.new, &other.part) != was => {
                    let what = format!("fault {} is {}, was {was}", fault.name, part(self.new, &other.part));
                    self.operation_draft("fault-changed", &old.name, what, BOTH_REFUSE, operations);
                }
                Some(_) => {}
            }
        }
        for fault in new.faults.iter().filter(|fault| !old.faults.iter().any(|other| other.name == fault.name)) {
            let what = format!("fault {} ({}) is added", fault.name, part(self.new, &fault.part));
            let servers = (Class::Conditional, "peers do not know its detail");
            let judgement = Judgement { readers: ACCEPTED, servers };
            self.operation_draft("fault-added", &old.name, what, judgement, operations);
        }
    }
}

fn body(side: &Side<'_>, message: Option<&MessageUse>) -> String {
    match message.map(|message| &message.body) {
        None => "none".to_owned(),
        Some(Body::Empty) => "empty".to_owned(),
        Some(Body::Element(id)) => side.element_path(*id),
    }
}

fn part(side: &Side<'_>, part: &PartUse) -> String {
    match part.kind {
        PartKind::Element(id) => side.element_path(id),
        PartKind::Type(id) => format!("{} of type {}", part.name, side.shown(id)),
    }
}

/// What an operation is but for its name: the types of what it takes and gives.
fn shape(side: &Side<'_>, operation: &Operation) -> String {
    let ty = |message: Option<&MessageUse>| match message.map(|message| &message.body) {
        Some(Body::Element(id)) => side.shown(side.contract.element(*id).ty),
        _ => body(side, message),
    };
    format!("{:?} {} {}", operation.kind, ty(operation.input.as_ref()), ty(operation.output.as_ref()))
}
