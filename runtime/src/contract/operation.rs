//! Operations: what flows which way, and under which SOAPAction (WSDL 1.1, 2.4 and 3).
//!
//! ```text
//! operation m:ExchangeServicePortType/GetImItemList
//!   binding m:ExchangeServiceBinding soap11 action="http://schemas.microsoft.com/exchange/services/2006/messages/GetImItemList"
//!   input m:GetImItemList
//!     header t:RequestServerVersion
//!   output m:GetImItemListResponse
//! ```

use super::error::TableError;
use super::line::{Flag, Line};
use super::name::{ExpandedName, Since};
use super::read::Parser;
use super::text::quoted;
use super::write::Writer;
use crate::soap::Version;

/// An operation of a port type.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The port type.
    pub port_type: ExpandedName,
    /// Its name there.
    pub name: Box<str>,
    /// Which messages flow which way.
    pub kind: OperationKind,
    /// Whether the body's element is named after the operation and holds the parts.
    pub is_rpc: bool,
    /// How it is bound to SOAP.
    pub bindings: Vec<Binding>,
    /// What the client sends.
    pub input: Option<Message>,
    /// What the service sends.
    pub output: Option<Message>,
    /// What the service sends instead.
    pub faults: Vec<Fault>,
    /// Since when it exists.
    pub since: Since,
}

/// Which messages flow which way (WSDL 1.1, 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// In, then out.
    RequestResponse,
    /// In.
    OneWay,
    /// Out, then in.
    SolicitResponse,
    /// Out.
    Notification,
}

/// How one binding binds an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// The binding.
    pub name: ExpandedName,
    /// Its version of SOAP.
    pub soap: Version,
    /// The action; `None` when none is given, which is not the same as an empty one.
    pub action: Option<Box<str>>,
    /// The transport's URI, if it is not HTTP.
    pub transport: Option<Box<str>>,
}

/// A message in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The body's element; `None` for an empty body.
    pub body: Option<ExpandedName>,
    /// Whether what the body's element holds is written by the rules of SOAP encoding.
    pub is_encoded: bool,
    /// The headers, in the order of the binding.
    pub headers: Vec<Header>,
}

/// A header of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its element.
    pub element: ExpandedName,
    /// Whether the binding requires it.
    pub is_required: bool,
    /// The elements in which errors about it are reported.
    pub faults: Vec<ExpandedName>,
    /// Since when it is bound.
    pub since: Since,
}

/// A declared fault.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Its name in the operation.
    pub name: Box<str>,
    /// What stands in the detail.
    pub part: FaultPart,
}

/// What a fault's part holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultPart {
    /// A global element.
    Element(ExpandedName),
    /// A value of a type.
    Type(ExpandedName),
}

impl OperationKind {
    const ALL: [Self; 4] = [Self::RequestResponse, Self::OneWay, Self::SolicitResponse, Self::Notification];

    /// Its word; none for the usual kind.
    fn keyword(self) -> &'static str {
        match self {
            Self::RequestResponse => "",
            Self::OneWay => "one-way",
            Self::SolicitResponse => "solicit-response",
            Self::Notification => "notification",
        }
    }
}

/// The word of a version of SOAP.
fn soap_keyword(version: Version) -> &'static str {
    match version {
        Version::V1_1 => "soap11",
        Version::V1_2 => "soap12",
    }
}

impl Operation {
    /// An operation, after the keyword.
    pub(super) fn read<'t>(parser: &mut Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let word = line.word("an operation")?;
        let (port_type, name) = word.split_once('/').ok_or_else(|| line.error("an operation is PORTTYPE/NAME"))?;
        let mut operation = Self {
            port_type: parser.expand(port_type, &line)?,
            name: name.into(),
            kind: OperationKind::RequestResponse,
            is_rpc: false,
            bindings: Vec::new(),
            input: None,
            output: None,
            faults: Vec::new(),
            since: 0,
        };
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Plain("rpc") => operation.is_rpc = true,
                Flag::Value("since", label) => operation.since = parser.since(&label, &line)?,
                Flag::Plain(word) | Flag::Value(word, _) => {
                    let kind = OperationKind::ALL.into_iter().find(|kind| kind.keyword() == word);
                    operation.kind = kind.ok_or_else(|| line.unexpected(word))?;
                }
            }
        }
        operation.read_below(parser, line.depth + 1)?;
        Ok(operation)
    }

    fn read_below(&mut self, parser: &mut Parser<'_>, depth: usize) -> Result<(), TableError> {
        while let Some(mut line) = parser.lines.take(depth)? {
            match line.word("a keyword")? {
                "binding" => self.bindings.push(Binding::read(parser, line)?),
                "input" => self.input = Some(Message::read(parser, line)?),
                "output" => self.output = Some(Message::read(parser, line)?),
                "fault" => self.faults.push(Fault::read(parser, line)?),
                other => return Err(line.unexpected(other)),
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let mut line = format!("operation {}/{}", out.name(&self.port_type), self.name);
        for word in [self.kind.keyword(), if self.is_rpc { "rpc" } else { "" }] {
            if !word.is_empty() {
                line.push(' ');
                line.push_str(word);
            }
        }
        line.push_str(&out.since(self.since));
        out.fact(&line);
        out.below(|out| {
            self.bindings.iter().for_each(|binding| binding.write(out));
            for (keyword, message) in [("input", &self.input), ("output", &self.output)] {
                message.iter().for_each(|message| message.write(keyword, out));
            }
            self.faults.iter().for_each(|fault| fault.write(out));
        });
    }
}

impl Binding {
    fn read<'t>(parser: &Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let name = parser.name(&mut line)?;
        let word = line.word("soap11 or soap12")?;
        let soap = [Version::V1_1, Version::V1_2].into_iter().find(|version| soap_keyword(*version) == word);
        let soap = soap.ok_or_else(|| line.error(format!("`{word}` is not soap11 or soap12")))?;
        let (mut action, mut transport) = (None, None);
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Value("action", uri) => action = Some(uri.into()),
                Flag::Value("transport", uri) => transport = Some(uri.into()),
                Flag::Plain(word) | Flag::Value(word, _) => return Err(line.unexpected(word)),
            }
        }
        Ok(Self { name, soap, action, transport })
    }

    fn write(&self, out: &mut Writer<'_>) {
        let mut line = format!("binding {} {}", out.name(&self.name), soap_keyword(self.soap));
        for (name, uri) in [("action", &self.action), ("transport", &self.transport)] {
            line.extend(uri.as_ref().map(|uri| format!(" {name}={}", quoted(uri))));
        }
        out.fact(&line);
    }
}

impl Message {
    /// A message, after the keyword.
    fn read<'t>(parser: &mut Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let body = if line.end().is_ok() { None } else { Some(parser.name(&mut line)?) };
        let is_encoded = line.word_if(|word| word == "encoded").is_some();
        line.end()?;
        let mut headers = Vec::new();
        while let Some(mut header) = parser.lines.take(line.depth + 1)? {
            match header.word("a keyword")? {
                "header" => headers.push(Header::read(parser, header)?),
                other => return Err(header.unexpected(other)),
            }
        }
        Ok(Self { body, is_encoded, headers })
    }

    fn write(&self, keyword: &str, out: &mut Writer<'_>) {
        let body = self.body.iter().map(|body| format!(" {}", out.name(body)));
        let encoded = if self.is_encoded { " encoded" } else { "" };
        let line = body.fold(keyword.to_owned(), |line, body| line + &body) + encoded;
        out.fact(&line);
        out.below(|out| self.headers.iter().for_each(|header| header.write(out)));
    }
}

impl Header {
    fn read<'t>(parser: &mut Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let element = parser.name(&mut line)?;
        let is_required = line.word_if(|word| word == "required").is_some();
        let since = parser.since_flag(&mut line)?;
        line.end()?;
        let mut faults = Vec::new();
        while let Some(mut fault) = parser.lines.take(line.depth + 1)? {
            match fault.word("a keyword")? {
                "fault" => faults.push(parser.name(&mut fault)?),
                other => return Err(fault.unexpected(other)),
            }
            fault.end()?;
        }
        Ok(Self { element, is_required, faults, since })
    }

    fn write(&self, out: &mut Writer<'_>) {
        let required = if self.is_required { " required" } else { "" };
        let line = format!("header {}{required}{}", out.name(&self.element), out.since(self.since));
        out.fact(&line);
        out.below(|out| {
            for fault in &self.faults {
                let line = format!("fault {}", out.name(fault));
                out.fact(&line);
            }
        });
    }
}

impl Fault {
    fn read<'t>(parser: &Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let name = line.word("a name")?.into();
        let keyword = line.word("element or type")?;
        let what = parser.name(&mut line)?;
        line.end()?;
        let part = match keyword {
            "element" => FaultPart::Element(what),
            "type" => FaultPart::Type(what),
            other => return Err(line.error(format!("`{other}` is not element or type"))),
        };
        Ok(Self { name, part })
    }

    fn write(&self, out: &mut Writer<'_>) {
        let (keyword, what) = match &self.part {
            FaultPart::Element(element) => ("element", element),
            FaultPart::Type(ty) => ("type", ty),
        };
        let line = format!("fault {} {keyword} {}", self.name, out.name(what));
        out.fact(&line);
    }
}
