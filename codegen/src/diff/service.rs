//! What changes in the traits of port types, and in the structs of their headers.

use super::change::{Class, Subject};
use super::rust::{Rust, RustChange, element_key, spell};
use super::side::Side;
use crate::plan::{Body, Given, Headers, Operation, OperationError, PortType};

/// Compares the port types of both plans.
pub(super) fn compare(rust: &mut Rust<'_>) {
    let (before, after) = (&rust.old.plan.port_types, &rust.new.plan.port_types);
    let alone = before.len() == 1 && after.len() == 1;
    for old in before {
        match after.iter().find(|new| alone || new.name == old.name) {
            Some(new) => rust.port_type(old, new),
            None => {
                rust.both(Subject::PortType(key(rust.old, old)), format!("trait `{}` is gone", old.name));
            }
        }
    }
    for new in after.iter().filter(|new| !alone && !before.iter().any(|old| old.name == new.name)) {
        let subject = Subject::PortType(key(rust.new, new));
        rust.found.push(RustChange::new(subject, Class::Compatible, format!("trait `{}` is new", new.name)));
    }
}

/// The key of a port type, found by its Rust name.
fn key(side: &Side<'_>, port_type: &PortType) -> String {
    let named = side.contract.port_types().iter();
    let found = named.zip(&side.plan.port_types).find(|(_, planned)| planned.name == port_type.name);
    found.map(|(known, _)| side.names.show(&known.name)).unwrap_or_default()
}

impl Rust<'_> {
    /// A change that breaks those who implement the trait and those who call it.
    fn both(&mut self, subject: Subject, reason: String) {
        let change = RustChange::new(subject, Class::Breaking, reason);
        self.found.push(RustChange { implementers: Class::Breaking, ..change });
    }

    fn port_type(&mut self, old: &PortType, new: &PortType) {
        let names = |port_type: &PortType| {
            let PortType { name, outcome, module, .. } = port_type;
            [name, outcome, module].map(String::clone)
        };
        for (was, is) in names(old).iter().zip(names(new)).filter(|(was, is)| *was != is) {
            self.both(Subject::PortType(key(self.new, new)), format!("`{was}` is called `{is}`"));
        }
        self.all_headers(&key(self.new, new), &old.request_headers, &new.request_headers);
        self.all_headers(&key(self.new, new), &old.response_headers, &new.response_headers);
        for operation in &old.operations {
            let subject = Subject::Operation(operation.name.clone());
            match new.operations.iter().find(|other| other.method == operation.method) {
                None => self.both(subject, format!("method `{}` is gone", operation.method)),
                Some(other) => {
                    self.own_headers(&subject, operation, other);
                    self.method(subject, operation, other);
                }
            }
        }
        for operation in new.operations.iter().filter(|new| !old.operations.iter().any(|old| old.method == new.method))
        {
            let subject = Subject::Operation(operation.name.clone());
            let reason = format!("method `{}` is new and has a default", operation.method);
            let change = RustChange::new(subject, Class::Compatible, reason);
            self.found.push(RustChange { implementers: Class::Compatible, ..change });
        }
    }

    fn method(&mut self, subject: Subject, old: &Operation, new: &Operation) {
        let bodies = [("takes", &old.input, &new.input), ("returns", &old.output, &new.output)];
        for (verb, before, after) in bodies {
            let (was, is) = (spelled(self.old, before.as_ref(), false), spelled(self.new, after.as_ref(), false));
            if was == is || spelled(self.old, before.as_ref(), true) == spelled(self.new, after.as_ref(), true) {
                continue;
            }
            let element =
                |side: &Side<'_>, body: &Option<Body>| body.as_ref().map(|body| element_key(side, &body.element));
            let same = element(self.old, before).filter(|key| element(self.new, after).as_ref() == Some(key));
            let reason = format!("`{}` {verb} `{is}`, was `{was}`", new.method);
            self.both(same.map_or_else(|| subject.clone(), Subject::Element), reason);
        }
        self.signature(&subject, old, new);
        self.error(&subject, old, new);
        if old.constant != new.constant {
            let reason = format!("constant `{}` is `{}`", old.constant, new.constant);
            self.found.push(RustChange::new(subject, Class::Breaking, reason));
        }
    }

    /// What the method takes and gives where it does without structs in one of the contracts.
    fn signature(&mut self, subject: &Subject, old: &Operation, new: &Operation) {
        if old.unwrapped.is_none() && new.unwrapped.is_none() {
            return;
        }
        let (was, is) = (signature(self.old, old), signature(self.new, new));
        if was != is {
            self.both(subject.clone(), format!("`{}` is `{is}`, was `{was}`", new.method));
        }
    }

    /// What the method can fail with.
    fn error(&mut self, subject: &Subject, old: &Operation, new: &Operation) {
        let shown = |error: &Option<OperationError>| {
            error.as_ref().map_or_else(|| "Self::Error".to_owned(), |error| format!("{}<Self::Error>", error.name))
        };
        let (was, is) = (shown(&old.error), shown(&new.error));
        if was != is {
            self.both(subject.clone(), format!("`{}` fails with `{is}`, was `{was}`", new.method));
        }
        if let (Some(old), Some(new)) = (&old.error, &new.error) {
            self.declared_faults(subject, old, new);
        }
    }

    fn declared_faults(&mut self, subject: &Subject, old: &OperationError, new: &OperationError) {
        let name = &new.name;
        for fault in &old.faults {
            match new.faults.iter().find(|other| other.name == fault.name) {
                None => self.both(subject.clone(), format!("variant `{}` of `{name}` is gone", fault.name)),
                Some(other) if !self.same(&fault.ty, &other.ty) => {
                    let (was, is) = (spell(self.old, &fault.ty, false), spell(self.new, &other.ty, false));
                    let reason = format!("variant `{}` of `{name}` holds `{is}`, was `{was}`", fault.name);
                    self.both(subject.clone(), reason);
                }
                Some(other) if fault.is_only && !other.is_only => {
                    let what = spell(self.new, &other.ty, false);
                    let reason =
                        format!("`{what}` does not become `{name}` by itself: faults have that type in common");
                    self.both(subject.clone(), reason);
                }
                Some(_) => {}
            }
        }
        for fault in new.faults.iter().filter(|fault| !old.faults.iter().any(|other| other.name == fault.name)) {
            let (class, reason) = self.new_part("variant", &fault.name, name);
            self.found.push(RustChange::new(subject.clone(), class, reason));
        }
    }

    /// Structs that come and go are not charged to an operation: those that have others say so.
    fn all_headers(&mut self, port_type: &str, before: &[Headers], after: &[Headers]) {
        let (was, is) = (called(before), called(after));
        let mut compared = Vec::new();
        for (name, old) in &was {
            match is.iter().find(|(other, _)| other == name) {
                Some((_, new)) if compared.contains(&(&old.name, &new.name)) => {}
                Some((_, new)) => {
                    self.headers(old, new);
                    compared.push((&old.name, &new.name));
                }
                None => self.both(Subject::PortType(port_type.to_owned()), format!("`{name}` is gone")),
            }
        }
        for (name, _) in is.iter().filter(|(name, _)| !was.iter().any(|(other, _)| other == name)) {
            let reason = format!("`{name}` is new");
            self.found.push(RustChange::new(Subject::PortType(port_type.to_owned()), Class::Compatible, reason));
        }
    }

    fn own_headers(&mut self, subject: &Subject, old: &Operation, new: &Operation) {
        let both = [
            ("takes", &old.takes_headers.name, &new.takes_headers.name),
            ("gives", &old.gives_headers.name, &new.gives_headers.name),
        ];
        for (verb, was, is) in both.into_iter().filter(|(_, was, is)| was != is) {
            self.both(subject.clone(), format!("`{}` {verb} the headers `{is}`, was `{was}`", new.method));
        }
    }

    fn headers(&mut self, old: &Headers, new: &Headers) {
        for field in &old.fields {
            match new.fields.iter().find(|other| other.name == field.name) {
                None => {
                    let reason = format!("field `{}` of `{}` is gone", field.name, new.name);
                    let subject = header(self.old, &field.variant);
                    self.found.push(RustChange::new(subject, Class::Breaking, reason));
                }
                Some(other) if !self.same(&field.ty, &other.ty) => {
                    let reason = format!("field `{}` of `{}` has another type", field.name, new.name);
                    let subject = header(self.new, &other.variant);
                    self.found.push(RustChange::new(subject, Class::Breaking, reason));
                }
                Some(_) => {}
            }
        }
        for field in new.fields.iter().filter(|field| !old.fields.iter().any(|other| other.name == field.name)) {
            let (class, reason) = self.new_part("field", &field.name, &new.name);
            self.found.push(RustChange::new(header(self.new, &field.variant), class, reason));
        }
    }
}

/// The type of a body; with `through`, aliases are put in.
fn spelled(side: &Side<'_>, body: Option<&Body>, through: bool) -> String {
    body.map_or_else(|| "()".to_owned(), |body| spell(side, &body.ty, through))
}

/// `(i32, Option<String>) -> i32`
fn signature(side: &Side<'_>, operation: &Operation) -> String {
    let body = |body: &Option<Body>| spelled(side, body.as_ref(), true);
    let Some(unwrapped) = &operation.unwrapped else {
        return format!("({}) -> {}", body(&operation.input), body(&operation.output));
    };
    let taken: Vec<String> = unwrapped.parameters.iter().map(|parameter| spell(side, &parameter.ty, true)).collect();
    let given = match &unwrapped.given {
        Given::Whole => body(&operation.output),
        Given::Nothing(_) => "()".to_owned(),
        Given::Field(_, _, ty) => spell(side, ty, true),
    };
    format!("({}) -> {given}", taken.join(", "))
}

/// The structs of headers by all their names.
fn called(all: &[Headers]) -> Vec<(&str, &Headers)> {
    let mut called = Vec::new();
    for headers in all {
        called.push((headers.name.as_str(), headers));
        called.extend(headers.aliases.iter().map(|alias| (alias.as_str(), headers)));
    }
    called
}

/// A header by the document type's variant for it.
fn header(side: &Side<'_>, variant: &str) -> Subject {
    let known = side.plan.document.variants.iter().find(|known| known.name == variant);
    let name = known.and_then(|known| match &known.line {
        crate::plan::Line::Element { name, .. } => Some(element_key(side, name)),
        _ => None,
    });
    Subject::Header(name.unwrap_or_default())
}
