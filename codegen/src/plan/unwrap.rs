//! Which operations are in the wrapped style, so that their methods can do without structs.
//!
//! In: the planned operations. Out: parameters and values of those that fit, and one warning that names the others. An operation fits if
//! its request is an element of its own name, and if request and response are sequences of elements and nothing else.
//!
//! ```xml
//! <wsdl:operation name="Place"> …
//! <xs:element name="Place"> <xs:complexType> <xs:sequence> <xs:element …/> …
//! ```

use super::planner::Planner;
use super::{Body, Field, Given, ItemId, ItemKind, Line, Operation, Parameter, RustType, Unwrapped};
use crate::diagnostic::Diagnostic;
use crate::ir;
use crate::naming::Names;

/// What the methods have for parameters already.
const RESERVED: [&str; 1] = ["headers"];

impl Planner<'_> {
    /// Unwraps what fits, and says which operations do not.
    pub(super) fn unwrap_operations(&mut self) {
        if !self.choices.unwraps {
            return;
        }
        let mut kept = Vec::new();
        let mut all = std::mem::take(&mut self.plan.port_types);
        for (port_type, planned) in self.contract.port_types().iter().zip(&mut all) {
            for operation in &mut planned.operations {
                let written = port_type.operations.iter().find(|written| written.name == operation.name);
                match self.unwrapped(operation, written) {
                    Ok(unwrapped) => operation.unwrapped = Some(unwrapped),
                    Err(reason) => kept.push((written.and_then(|written| written.span), &*operation.name, reason)),
                }
            }
        }
        if !kept.is_empty() {
            let names: Vec<String> = kept.iter().map(|(_, name, _)| format!("`{name}`")).collect();
            let message = format!("not in the wrapped style, so the structs stay: {}", names.join(", "));
            let found = Diagnostic::warning("unwrap", None, message);
            let note = |found: Diagnostic, (span, name, reason): (_, &str, String)| {
                found.note(span, format!("`{name}`: {reason}"))
            };
            self.diagnostics.push(kept.into_iter().fold(found, note));
        }
        self.plan.port_types = all;
    }

    /// What an operation takes and gives without structs, or why it has to keep them.
    fn unwrapped(&self, operation: &Operation, written: Option<&ir::Operation>) -> Result<Unwrapped, String> {
        let Some(body) = &operation.input else { return Err("the body of the request is empty".to_owned()) };
        let name = written.map_or(&*operation.name, |written| &*written.name);
        let (request, fields) = self.wrapper(body, "request")?;
        if body.element.local != name {
            return Err(format!("the request is the element `{}`, not one named as the operation", body.element.local));
        }
        let mut names = Names::reserving(&RESERVED);
        let parameter = |field: &Field| Parameter {
            name: names.take(&field.name, &[format!("{}_", field.name)]),
            field: field.name.clone(),
            ty: field.ty.clone(),
        };
        let parameters = fields.iter().map(parameter).collect();
        let given = match &operation.output {
            None => Given::Whole,
            Some(body) => match self.wrapper(body, "response")? {
                (response, []) => Given::Nothing(response),
                (response, [field]) => Given::Field(response, field.name.clone(), field.ty.clone()),
                (_, _) => Given::Whole,
            },
        };
        Ok(Unwrapped { request, parameters, given })
    }

    /// The struct of a body that is a sequence of elements, with its fields.
    fn wrapper(&self, body: &Body, what: &str) -> Result<(ItemId, &[Field]), String> {
        if self.plan.bodies.iter().any(|parts| parts.variant == body.variant) {
            return Err(format!("the {what} has several parts"));
        }
        let shown = &body.element.local;
        let RustType::Item(id) = body.ty else {
            return Err(format!("the {what}'s element `{shown}` is no sequence of elements"));
        };
        let content = match &self.item(id).kind {
            ItemKind::Struct(content) => content,
            ItemKind::Choice(_) => return Err(format!("the {what}'s element `{shown}` holds a choice")),
            _ => return Err(format!("the {what}'s element `{shown}` is no sequence of elements")),
        };
        for field in &content.fields {
            let what_else = match &field.line {
                Line::Element { .. } => continue,
                line if line.is_type() => "`xsi:type`, which is kept",
                Line::Attribute { .. } | Line::AnyAttribute(_) => "attributes",
                Line::Group { .. } => "a choice, or a sequence that repeats",
                Line::Any { .. } => "elements of any name",
                Line::Text | Line::Mixed => "text",
                Line::Order => "elements in any order",
            };
            return Err(format!("the {what}'s element `{shown}` holds {what_else}"));
        }
        Ok((id, &content.fields))
    }
}
