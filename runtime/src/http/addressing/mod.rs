//! WS-Addressing: [WS-Addressing 1.0 Core], [SOAP Binding], [WS-Addressing 1.0 Metadata].
//!
//! In: an exchange. Out: header blocks that say whom a message is for, what it asks, which message it is, and where its answer goes. In: the
//! blocks of a message that came. Out: its properties, or the fault that the binding has for what is wrong with them.
//!
//! ```xml
//! <wsa:Action>urn:example:Ask</wsa:Action> <wsa:MessageID>urn:uuid:…</wsa:MessageID> <wsa:RelatesTo>urn:uuid:…</wsa:RelatesTo>
//! ```
//!
//! Answers go back on the connection that the request came on: another address for them is refused, and nobody is written to.

mod endpoint;
mod fault;
mod properties;
mod version;

pub use self::endpoint::EndpointReference;
pub use self::properties::MessageProperties;
pub use self::version::AddressingVersion;
use self::version::Part;
use super::handler::{Exchange, Handler, HandlerError, MessageKind, Side};
use crate::soap::{Block, Operation};

/// Puts the properties of WS-Addressing on messages, and checks those of messages that come.
///
/// A client's request gets `To`, `Action`, `MessageID` and `ReplyTo`; its response is refused when it relates to another message, or is in another
/// version. What has properties of both versions is refused by both sides. A server answers a request that has properties with properties of its own, and its service finds those of the request as
/// [`MessageProperties`] in the extensions of [`Server::per_message`](crate::http::server::Server::per_message).
///
/// Operations whose contract requires addressing (`wsaw:UsingAddressing`, `wsam:Addressing`) are addressed by a client without being told.
///
/// ```no_run
/// # use soap_runtime::http::{Bytes, Client, types::{Request, Response}};
/// # async fn transport(_: Request<Bytes>) -> Result<Response<Bytes>, std::io::Error> { Ok(Response::default()) }
/// use soap_runtime::http::addressing::Addressing;
///
/// let client = Client::new(transport, "https://example.com/service")?.with_addressing(Addressing::new().required());
/// # Ok::<(), soap_runtime::http::ClientError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Addressing {
    version: AddressingVersion,
    to: Option<EndpointReference>,
    from: Option<EndpointReference>,
    is_required: bool,
    /// Whether only operations whose contract requires it are addressed.
    is_by_contract: bool,
}

/// What the request said, kept for its response.
#[derive(Debug, Clone)]
struct Sent {
    id: String,
    version: AddressingVersion,
}

/// That nobody waits for an answer: the request's `ReplyTo` is the address `none`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unanswered;

impl Addressing {
    /// Addressing of version 1.0: every request, and answers to requests that have properties.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Addressing where the contract requires it, which is what clients do by default.
    #[must_use]
    pub fn by_contract() -> Self {
        Self { is_by_contract: true, ..Self::default() }
    }

    /// Refuses messages without properties: requests on a server's side, responses that relate to none on a client's. A fault without any properties
    /// stays a fault.
    #[must_use]
    pub fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Writes requests in another version. A server answers in the version of the request.
    #[must_use]
    pub fn with_version(self, version: AddressingVersion) -> Self {
        Self { version, ..self }
    }

    /// Sends requests to this endpoint: its address as `To`, and its reference parameters as header blocks. By default `To` is the URL that is
    /// called.
    #[must_use]
    pub fn with_to(self, endpoint: EndpointReference) -> Self {
        Self { to: Some(endpoint), ..self }
    }

    /// Says in `From` who sends the requests.
    #[must_use]
    pub fn with_from(self, endpoint: EndpointReference) -> Self {
        Self { from: Some(endpoint), ..self }
    }

    fn request(&self, exchange: &mut Exchange) -> Result<Vec<Block>, HandlerError> {
        let id = identifier();
        let to = self.to.clone().unwrap_or_else(|| EndpointReference::new(exchange.endpoint.to_string()));
        if let Some(parameter) = to.reserved_parameter() {
            return Err(fault::unwritable_parameter(parameter));
        }
        let properties = MessageProperties {
            version: self.version,
            to: Some(to.address.clone()),
            action: exchange.operation.map(request_action).unwrap_or_default(),
            message_id: Some(id.clone()),
            reply_to: Some(EndpointReference::new(self.version.anonymous())),
            from: self.from.clone(),
            ..MessageProperties::default()
        };
        exchange.extensions.insert(Sent { id, version: self.version });
        let mut blocks = properties.blocks();
        blocks.extend(to.parameter_blocks(self.version));
        Ok(blocks)
    }

    /// The properties of an answer to a request that has some.
    fn answer(&self, exchange: &mut Exchange) -> Vec<Block> {
        let Some(request) = exchange.extensions.get::<MessageProperties>() else { return Vec::new() };
        let is_fault = exchange.message == MessageKind::Fault;
        let target =
            if is_fault { request.fault_to.as_ref().or(request.reply_to.as_ref()) } else { request.reply_to.as_ref() };
        let action = match exchange.operation.filter(|_| !is_fault) {
            Some(operation) => response_action(operation),
            None => request.version.fault_action(),
        };
        let properties = MessageProperties {
            version: request.version,
            to: target.map(|target| target.address.clone()).filter(|address| !request.version.is_anonymous(address)),
            action,
            message_id: Some(identifier()),
            relates_to: request.message_id.iter().cloned().collect(),
            ..MessageProperties::default()
        };
        let mut blocks = properties.blocks();
        blocks.extend(target.into_iter().flat_map(|target| target.parameter_blocks(request.version)));
        blocks
    }

    fn accept_request(&self, exchange: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        let Some(properties) = MessageProperties::of(blocks)? else {
            let missing = || fault::missing(AddressingVersion::default(), Part::Action);
            return if self.is_required { Err(missing()) } else { Ok(()) };
        };
        exchange.extensions.insert(properties.clone());
        let version = properties.version;
        if properties.action.is_empty() {
            return Err(fault::missing(version, Part::Action));
        }
        let operation = exchange.operation.filter(|operation| !is_action(operation, &properties.action));
        if operation.is_some() {
            return Err(fault::action_not_supported(version, &properties.action));
        }
        let targets = [(Part::ReplyTo, &properties.reply_to), (Part::FaultTo, &properties.fault_to)];
        for (part, reference) in targets.into_iter().filter_map(|(part, target)| Some((part, target.as_ref()?))) {
            if let Some(parameter) = reference.reserved_parameter() {
                return Err(fault::reserved_parameter(version, part, parameter));
            }
            if !version.is_anonymous(&reference.address) && !version.is_none(&reference.address) {
                return Err(fault::only_anonymous(version, &reference.address));
            }
        }
        let is_asked = exchange.operation.is_some_and(|operation| !operation.one_way);
        if is_asked && properties.message_id.is_none() {
            return Err(fault::missing(version, Part::MessageId));
        }
        if properties.reply_to.is_some_and(|reference| version.is_none(&reference.address)) {
            exchange.extensions.insert(Unanswered);
        }
        Ok(())
    }

    fn accept_response(&self, exchange: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        let Some(Sent { id, version }) = exchange.extensions.get::<Sent>().cloned() else { return Ok(()) };
        let properties = MessageProperties::of(blocks)?;
        if let Some(other) = properties.as_ref().map(|properties| properties.version).filter(|&found| found != version)
        {
            return Err(fault::of_another_version(version, other));
        }
        let relates_to = properties.as_ref().map_or(&[][..], |properties| &properties.relates_to);
        if relates_to.is_empty() {
            // Who stands between client and server, and knows nothing of addressing, answers with faults as well.
            let is_bare_fault = properties.is_none() && exchange.message == MessageKind::Fault;
            return if self.is_required && !is_bare_fault { Err(fault::unrelated(&id, None)) } else { Ok(()) };
        }
        if !relates_to.contains(&id) {
            return Err(fault::unrelated(&id, relates_to.first().map(String::as_str)));
        }
        if let Some(properties) = properties {
            exchange.extensions.insert(properties);
        }
        Ok(())
    }

    /// Whether this exchange is addressed.
    fn is_addressed(&self, exchange: &Exchange) -> bool {
        let requires = |operation: &Operation| operation.actions.is_some_and(|actions| actions.required);
        !self.is_by_contract || exchange.operation.is_some_and(requires)
    }
}

impl Handler for Addressing {
    fn blocks(&self, exchange: &mut Exchange) -> Result<Vec<Block>, HandlerError> {
        match exchange.side {
            Side::Client if self.is_addressed(exchange) => self.request(exchange),
            Side::Client => Ok(Vec::new()),
            Side::Server => Ok(self.answer(exchange)),
        }
    }

    fn accept(&self, exchange: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        match exchange.side {
            Side::Client => self.accept_response(exchange, blocks),
            Side::Server => self.accept_request(exchange, blocks),
        }
    }

    fn understands(&self, namespace: &str, name: &str) -> bool {
        AddressingVersion::of(namespace).is_some_and(|_| Part::of(name).is_some())
    }
}

/// A new identifier of a message.
fn identifier() -> String {
    uuid::Uuid::new_v4().urn().to_string()
}

/// The action of an operation's request: what the contract says, else the SOAPAction ([WS-Addressing 1.0 Metadata] 4.4.1).
fn request_action(operation: &'static Operation) -> String {
    let declared = operation.actions.map_or("", |actions| actions.request);
    let action = if declared.is_empty() { operation.soap_action } else { declared };
    if action.is_empty() { operation.name.to_owned() } else { action.to_owned() }
}

/// The action of its response: what the contract says, else that of the request with `Response` behind it.
fn response_action(operation: &'static Operation) -> String {
    match operation.actions.map_or("", |actions| actions.response) {
        "" => format!("{}Response", request_action(operation)),
        declared => declared.to_owned(),
    }
}

fn is_action(operation: &'static Operation, action: &str) -> bool {
    action == request_action(operation) || (!operation.soap_action.is_empty() && action == operation.soap_action)
}
