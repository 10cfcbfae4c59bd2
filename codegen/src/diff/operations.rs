//! Changes of port types and operations: which there are, what flows which way, and how it is bound.

use super::Comparison;
use super::change::{Class, Draft, Subject};
use super::judge::{ACCEPTED, Finding, Judgement, UNAFFECTED};
use super::pair::Pair;
use super::side::Side;
use crate::ir::{Actions, Body, HeaderUse, MessageUse, Operation, PartKind, PartUse, PortType};

const BOTH_REFUSE: Judgement = Judgement {
    readers: (Class::Breaking, "such messages are refused"),
    servers: (Class::Breaking, "they are refused"),
};

const ADDRESSING: Judgement = Judgement {
    readers: (Class::Conditional, "who addresses messages sends the old actions"),
    servers: (Class::Conditional, "servers that go by addressing know the new actions alone"),
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
                Some(new) => self.port_type(Pair { old, new }, Pair { old: &key, new: &shown(self.new, new) }),
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

    fn port_type(&mut self, port_types: Pair<&PortType>, keys: Pair<&str>) {
        let Pair { old, new } = port_types;
        if keys.differs() {
            let Pair { old: was, new: is } = keys;
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
                    let operations = Pair { old: Some(old), new: None };
                    self.operation_draft(operations, Finding::new("operation-removed", what, judgement));
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
            let operations = Pair { old: None, new: Some(new) };
            self.operation_draft(operations, Finding::new("operation-added", what, judgement));
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

    fn operation_draft(&mut self, operations: Pair<Option<&Operation>>, found: Finding) {
        let Pair { old, new } = operations;
        let name = old.or(new).map(|operation| operation.name.clone()).unwrap_or_default();
        let path = format!("{name} (operation)");
        let draft = Draft::new(found.kind, Subject::Operation(name), path, found.sentence).judged(found.judgement);
        let spans = operations.map(|operation| operation.and_then(|operation| operation.span));
        self.drafts.push(draft.places(self.old.place(spans.old), self.new.place(spans.new)));
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let operations = Pair { old: Some(old), new: Some(new) };
        let mut push = |kind, what: String, judgement| {
            self.operation_draft(operations, Finding::new(kind, what, judgement));
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
        if old.actions != new.actions {
            let shown =
                |operation: &Operation| operation.actions.as_ref().map_or_else(|| "none".to_owned(), shown_actions);
            let what = format!("WS-Addressing is {}, was {}", shown(new), shown(old));
            push("addressing-changed", what, ADDRESSING);
        }
        let transport = |operation: &Operation| operation.bindings.first().and_then(|first| first.transport.clone());
        if transport(old) != transport(new) {
            push("transport-changed", "it is bound to another transport".to_owned(), BOTH_REFUSE);
        }
        let pair = Pair { old, new };
        self.message("input", pair, pair.map(|operation| operation.input.as_ref()));
        self.message("output", pair, pair.map(|operation| operation.output.as_ref()));
        self.faults(old, new);
    }

    fn message(&mut self, direction: &str, operations: Pair<&Operation>, messages: Pair<Option<&MessageUse>>) {
        let (was, is) = (body(self.old, messages.old), body(self.new, messages.new));
        if was != is {
            let what = format!("the {direction} is {is}, was {was}");
            self.operation_draft(operations.map(Some), Finding::new("body-changed", what, BOTH_REFUSE));
        }
        let is_encoded = messages.map(|message| message.is_some_and(|message| message.is_encoded));
        if is_encoded.differs() {
            let shown =
                is_encoded.map(|is_encoded| if is_encoded { "in SOAP encoding" } else { "as the schema has it" });
            let what = format!("the {direction} is written {}, was written {}", shown.new, shown.old);
            self.operation_draft(operations.map(Some), Finding::new("encoding-changed", what, BOTH_REFUSE));
        }
        let headers = messages.map(|message| message.map(|message| message.headers.as_slice()).unwrap_or_default());
        self.headers(direction, operations, headers);
    }

    fn headers(&mut self, direction: &str, operations: Pair<&Operation>, headers: Pair<&[HeaderUse]>) {
        let both = operations.map(Some);
        let key = |side: &Side<'_>, header: &HeaderUse| side.element_path(header.element);
        for header in headers.old {
            let name = key(self.old, header);
            match headers.new.iter().find(|other| key(self.new, other) == name) {
                None => {
                    let what = format!("{direction} header {name} is removed");
                    let readers = (Class::Conditional, "its header is no longer one of the operation's");
                    let servers =
                        if header.required { (Class::Breaking, "messages without it are refused") } else { ACCEPTED };
                    let found = Finding::new("header-removed", what, Judgement { readers, servers });
                    self.header(&name, Pair { new: None, ..both }, found);
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
                    self.header(&name, both, Finding::new("header-use-changed", what, judgement));
                }
                Some(_) => {}
            }
        }
        for header in headers.new {
            let name = key(self.new, header);
            if !headers.old.iter().any(|other| key(self.old, other) == name) {
                let what = format!("{direction} header {name} is added");
                let readers =
                    if header.required { (Class::Breaking, "messages without it are refused") } else { ACCEPTED };
                let servers = (Class::Conditional, "servers that do not know the header may refuse it");
                let found = Finding::new("header-added", what, Judgement { readers, servers });
                self.header(&name, Pair { old: None, ..both }, found);
            }
        }
    }

    fn header(&mut self, name: &str, operations: Pair<Option<&Operation>>, found: Finding) {
        self.operation_draft(operations, found);
        if let Some(draft) = self.drafts.last_mut() {
            draft.subject = Subject::Header(name.to_owned());
        }
    }

    fn faults(&mut self, old: &Operation, new: &Operation) {
        let operations = Pair { old: Some(old), new: Some(new) };
        for fault in &old.faults {
            let was = part(self.old, &fault.part);
            match new.faults.iter().find(|other| other.name == fault.name) {
                None => {
                    let readers = (Class::Conditional, "its detail is no longer one of the operation's");
                    let what = format!("fault {} ({was}) is removed", fault.name);
                    let judgement = Judgement { readers, servers: ACCEPTED };
                    self.operation_draft(operations, Finding::new("fault-removed", what, judgement));
                }
                Some(other) if part(self.new, &other.part) != was => {
                    let what = format!("fault {} is {}, was {was}", fault.name, part(self.new, &other.part));
                    self.operation_draft(operations, Finding::new("fault-changed", what, BOTH_REFUSE));
                }
                Some(_) => {}
            }
        }
        for fault in new.faults.iter().filter(|fault| !old.faults.iter().any(|other| other.name == fault.name)) {
            let what = format!("fault {} ({}) is added", fault.name, part(self.new, &fault.part));
            let servers = (Class::Conditional, "peers do not know its detail");
            let judgement = Judgement { readers: ACCEPTED, servers };
            self.operation_draft(operations, Finding::new("fault-added", what, judgement));
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

fn shown_actions(actions: &Actions) -> String {
    let required = if actions.is_required { "required, " } else { "" };
    let all = [&actions.input, &actions.output].into_iter().filter(|action| !action.is_empty());
    format!("{required}{}", all.map(String::as_str).collect::<Vec<_>>().join(" and "))
}
