//! The actions of messages in WS-Addressing: [WS-Addressing 1.0 Metadata] 4.4.
//!
//! In: an operation with its bindings. Out: its actions, where it or a binding speaks of addressing.
//!
//! An action is what the message says, else the SOAPAction of the input, else made of names: `urn:example:Oracle:AskRequest`.

use super::bind::BoundOperation;
use crate::ir::Actions;
use crate::wsdl::{MessageRef, OperationKind};

pub(super) fn of(bound: &BoundOperation<'_>) -> Option<Actions> {
    let uses: Vec<_> = bound.bindings.iter().filter_map(|binding| binding.binding.addressing).collect();
    let (input, output) = (bound.operation.input.as_ref(), bound.operation.output.as_ref());
    let says = |message: Option<&MessageRef>| message.is_some_and(|message| message.action.is_some());
    if uses.is_empty() && !says(input) && !says(output) {
        return None;
    }
    let soap_action = bound.bindings.first().and_then(|first| first.operation.soap_action.clone());
    let soap_action = soap_action.filter(|action| !action.is_empty());
    let request = if bound.operation.kind == OperationKind::OneWay { "" } else { "Request" };
    let input = input.map(|input| action(input).or(soap_action).unwrap_or_else(|| default(bound, input, request)));
    let output = output.map(|output| action(output).unwrap_or_else(|| default(bound, output, "Response")));
    Some(Actions {
        is_required: uses.iter().any(|uses| uses.is_required),
        input: input.unwrap_or_default(),
        output: output.unwrap_or_default(),
    })
}

fn action(message: &MessageRef) -> Option<String> {
    message.action.clone()
}

/// The action that goes without saying (4.4.4): namespace, port type and message, whose own name is the operation's and `suffix`.
fn default(bound: &BoundOperation<'_>, message: &MessageRef, suffix: &str) -> String {
    let namespace = bound.port_type.name.namespace_str();
    let delimiter = if namespace.starts_with("urn:") { ':' } else { '/' };
    let own = || format!("{}{suffix}", bound.operation.name.value);
    let name = message.name.clone().unwrap_or_else(own);
    let port_type = bound.port_type.name.local();
    format!("{}{delimiter}{port_type}{delimiter}{name}", namespace.trim_end_matches(delimiter))
}
