//! Faults: [SOAP 1.1] 4.4, [SOAP 1.2] 5.4.
//!
//! One type for both versions; each is written in the form of the envelope it goes into. SOAP 1.2 has a list of codes, from the
//! general to the particular, and only its own five may come first. SOAP 1.1 has room for one:
//!
//! - That is the most particular one that is not SOAP's own, as WS-Addressing and WS-Security have it and services do: a fault
//!   with `Sender` and `t:ErrorServerBusy` has the `faultcode` `t:ErrorServerBusy`.
//! - Codes that are all SOAP's own are joined by dots: `soap:Client.Authentication` ([SOAP 1.1] 4.4.1), and are taken apart when
//!   read. WS-I Basic Profile 1.1 (3.3.6) advises against new ones.
//!
//! Written in SOAP 1.2, a fault whose first code is not SOAP's own (or that has none) gets `Receiver` before it.

use std::fmt;

use super::envelope::Version;
use crate::bind::AnyElement;
use crate::error::Result;
use crate::xml::{Name, Ns, Reader, Writer, WrittenName};

/// Why a message could not be processed, as its receiver says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fault {
    /// `faultcode`, or `Code` with its `Subcode`s: the outermost first.
    pub codes: Vec<FaultCode>,
    /// `faultstring`, or `Reason` in one or more languages.
    pub reasons: Vec<Reason>,
    /// `faultactor`, or `Role`: the URI of who found the fault.
    pub actor: Option<String>,
    /// `Node` (SOAP 1.2 only).
    pub node: Option<String>,
    /// `detail`: `None` says the body was not the cause (SOAP 1.1).
    pub detail: Option<Vec<AnyElement>>,
}

/// A fault code: a qualified name.
#[derive(Debug, Clone, Default)]
pub struct FaultCode {
    /// The prefix it was written with, if any; not compared.
    pub prefix: String,
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its local name, such as `Client` or `Sender`.
    pub name: String,
}

impl PartialEq for FaultCode {
    fn eq(&self, other: &Self) -> bool {
        (&self.namespace, &self.name) == (&other.namespace, &other.name)
    }
}

impl Eq for FaultCode {}

/// What a fault says to people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// `xml:lang`: the language, such as `en-US`. SOAP 1.2 ([SOAP 1.2] 5.4.2.1) has one for every text: `None` is written as `en` there.
    pub language: Option<String>,
    /// The text.
    pub text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.codes.last().map_or("fault", |code| code.name.as_str());
        write!(f, "{code}: {}", self.reason())
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// A fault that blames the sender of the message: `Client` (SOAP 1.1), `Sender` (SOAP 1.2).
    #[must_use]
    pub fn client(reason: impl Into<String>) -> Self {
        Self::standard("Client", reason.into())
    }

    /// A fault that blames the receiver: `Server` (SOAP 1.1), `Receiver` (SOAP 1.2).
    #[must_use]
    pub fn server(reason: impl Into<String>) -> Self {
        Self::standard("Server", reason.into())
    }

    /// The fault for an operation that nobody serves here: `Client` (`Sender`) and `wsa:ActionNotSupported` (WS-Addressing 1.0, SOAP
    /// binding, 6.4.5), of which SOAP 1.1 has room for the latter.
    #[must_use]
    pub fn unsupported(operation: &str) -> Self {
        let mut fault = Self::client(format!("the operation {operation} is not supported"));
        fault.codes.push(FaultCode {
            prefix: "wsa".to_owned(),
            namespace: ADDRESSING.to_owned(),
            name: "ActionNotSupported".to_owned(),
        });
        fault
    }

    /// Whether the fault says that nobody serves the operation, as [`unsupported`](Self::unsupported) does.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.codes.iter().any(|code| code.namespace == ADDRESSING && code.name == "ActionNotSupported")
    }

    pub(crate) fn standard(name: &str, text: String) -> Self {
        Self {
            codes: vec![FaultCode::standard(name)],
            reasons: vec![Reason { language: None, text }],
            ..Self::default()
        }
    }

    /// The fault with this as what it says.
    #[must_use]
    pub fn with_reason(self, reason: impl Into<String>) -> Self {
        Self { reasons: vec![Reason { language: None, text: reason.into() }], ..self }
    }

    /// What the fault says, in its first language.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.reasons.first().map_or("", |reason| reason.text.as_str())
    }

    /// The first detail entry of this name.
    #[must_use]
    pub fn detail_entry(&self, namespace: &str, name: &str) -> Option<&AnyElement> {
        self.detail.iter().flatten().find(|entry| entry.namespace == namespace && entry.name == name)
    }

    pub(super) fn read(version: Version, r: &mut Reader<'_>) -> Result<Self> {
        let mut fault = Self::default();
        while let Some(name) = r.next_child()? {
            match version {
                Version::V1_1 => fault.read_1_1(name, r)?,
                Version::V1_2 => fault.read_1_2(name, r)?,
            }
        }
        Ok(fault)
    }

    /// SOAP 1.1 has its parts in no namespace; some servers put them in the envelope's.
    fn read_1_1(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        if name.ns != Ns::NONE && name.ns != Ns::SOAP11 {
            return r.skip_unknown(name);
        }
        self.notice_repeated(name.local, r);
        match name.local {
            "faultcode" => self.codes = FaultCode::read(r)?.parts(),
            "faultstring" => self.reasons = vec![Reason::read(r)?],
            "faultactor" => self.actor = Some(r.text()?.into_owned()),
            "detail" => self.detail = Some(read_detail(r)?),
            _ => r.skip_unknown(name)?,
        }
        Ok(())
    }

    fn read_1_2(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        if name.ns != Ns::SOAP12 {
            return r.skip_unknown(name);
        }
        self.notice_repeated(name.local, r);
        match name.local {
            "Code" => self.codes = read_codes(r)?,
            "Reason" => self.reasons = read_reasons(r)?,
            "Node" => self.node = Some(r.text()?.into_owned()),
            "Role" => self.actor = Some(r.text()?.into_owned()),
            "Detail" => self.detail = Some(read_detail(r)?),
            _ => r.skip_unknown(name)?,
        }
        Ok(())
    }

    /// Notices that a part has come before: the last one is kept, as everywhere.
    fn notice_repeated(&self, local: &str, r: &Reader<'_>) {
        let is_there = match local {
            "faultcode" | "Code" => !self.codes.is_empty(),
            "faultstring" | "Reason" => !self.reasons.is_empty(),
            "faultactor" | "Role" => self.actor.is_some(),
            "Node" => self.node.is_some(),
            "detail" | "Detail" => self.detail.is_some(),
            _ => false,
        };
        if is_there {
            r.notice_repeated();
        }
    }

    pub(super) fn write(&self, version: Version, w: &mut Writer) {
        w.start(WrittenName::own("soap:Fault"));
        match version {
            Version::V1_1 => self.write_1_1(w),
            Version::V1_2 => self.write_1_2(w),
        }
        w.end(WrittenName::own("soap:Fault"));
    }

    /// The parts are in no namespace, even where the contract has a default one.
    fn write_1_1(&self, w: &mut Writer) {
        w.bind("", "");
        if let Some(code) = self.code_1_1() {
            code.write(w, "faultcode", Version::V1_1);
        }
        for reason in self.reasons.iter().take(1) {
            reason.write(w, "faultstring", None);
        }
        if let Some(actor) = &self.actor {
            w.leaf(WrittenName::own("faultactor"), actor);
        }
        self.write_detail(w, "detail");
    }

    /// The one code that SOAP 1.1 has room for; see the module's documentation.
    fn code_1_1(&self) -> Option<FaultCode> {
        let particular = self.codes.iter().rfind(|code| !code.is_soap());
        let first = self.codes.first()?;
        let joined = || {
            let names: Vec<&str> = self.codes.iter().map(|code| code.in_version(Version::V1_1).1).collect();
            FaultCode { namespace: Version::V1_1.namespace().to_owned(), name: names.join("."), ..first.clone() }
        };
        Some(particular.cloned().unwrap_or_else(joined))
    }

    fn write_1_2(&self, w: &mut Writer) {
        let general = FaultCode::standard("Server");
        let before = Some(&general).filter(|_| !self.codes.first().is_some_and(FaultCode::is_soap));
        w.start(WrittenName::own("soap:Code"));
        for (index, code) in before.into_iter().chain(&self.codes).enumerate() {
            if index > 0 {
                w.start(WrittenName::own("soap:Subcode"));
            }
            code.write(w, "soap:Value", Version::V1_2);
        }
        for _ in before.into_iter().chain(&self.codes).skip(1) {
            w.end(WrittenName::own("soap:Subcode"));
        }
        w.end(WrittenName::own("soap:Code"));
        w.start(WrittenName::own("soap:Reason"));
        // One is mandatory, and so is its language.
        let none = [Reason::default()];
        for reason in if self.reasons.is_empty() { &none[..] } else { &self.reasons } {
            reason.write(w, "soap:Text", Some(ENGLISH));
        }
        w.end(WrittenName::own("soap:Reason"));
        for (name, value) in [("soap:Node", &self.node), ("soap:Role", &self.actor)] {
            if let Some(value) = value {
                w.leaf(WrittenName::own(name), value);
            }
        }
        self.write_detail(w, "soap:Detail");
    }

    fn write_detail(&self, w: &mut Writer, name: &'static str) {
        if let Some(entries) = &self.detail {
            w.start(WrittenName::own(name));
            for entry in entries {
                entry.write(w);
            }
            w.end(WrittenName::own(name));
        }
    }
}

fn read_detail(r: &mut Reader<'_>) -> Result<Vec<AnyElement>> {
    let mut entries = Vec::new();
    while let Some(name) = r.next_child()? {
        entries.push(AnyElement::from_reader(name, r)?);
    }
    Ok(entries)
}

/// `Code` and every `Subcode` inside it, without recursion.
fn read_codes(r: &mut Reader<'_>) -> Result<Vec<FaultCode>> {
    let (mut codes, mut open) = (Vec::new(), 1);
    while open > 0 {
        match r.next_child()? {
            None => open -= 1,
            Some(Name { ns: Ns::SOAP12, local: "Value" }) => codes.push(FaultCode::read(r)?),
            Some(Name { ns: Ns::SOAP12, local: "Subcode" }) => open += 1,
            Some(other) => r.skip_unknown(other)?,
        }
    }
    Ok(codes)
}

fn read_reasons(r: &mut Reader<'_>) -> Result<Vec<Reason>> {
    let mut reasons = Vec::new();
    while let Some(name) = r.next_child()? {
        match name {
            Name { ns: Ns::SOAP12, local: "Text" } => reasons.push(Reason::read(r)?),
            other => r.skip_unknown(other)?,
        }
    }
    Ok(reasons)
}

impl Reason {
    fn read(r: &mut Reader<'_>) -> Result<Self> {
        let language = match r.find_attribute(Ns::XML, "lang") {
            Some(attribute) => Some(r.attribute_value(attribute)?.into_owned()),
            None => None,
        };
        Ok(Self { language, text: r.text_of_all()?.into_owned() })
    }

    /// `default` is the language that is written of one that is not known.
    fn write(&self, w: &mut Writer, name: &'static str, default: Option<&str>) {
        w.start(WrittenName::own(name));
        if let Some(language) = self.language.as_deref().or(default) {
            w.attribute_text("xml:lang", language);
        }
        w.text(&self.text);
        w.end(WrittenName::own(name));
    }
}

/// How many codes a `faultcode` may join.
const MOST_PARTS: usize = 16;

/// The language of what the library itself says.
const ENGLISH: &str = "en";

/// The namespace of WS-Addressing 1.0.
const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";

/// The names of the standard codes: [SOAP 1.1] 4.4.1, [SOAP 1.2] 5.4.6.
pub(super) const STANDARD: [(&str, &str); 4] = [
    ("Client", "Sender"),
    ("Server", "Receiver"),
    ("MustUnderstand", "MustUnderstand"),
    ("VersionMismatch", "VersionMismatch"),
];

impl FaultCode {
    /// One of SOAP 1.1's own.
    fn standard(name: &str) -> Self {
        let namespace = Version::V1_1.namespace().to_owned();
        Self { prefix: "soap".to_owned(), namespace, name: name.to_owned() }
    }

    /// Whether the code is in a namespace of SOAP.
    fn is_soap(&self) -> bool {
        [Version::V1_1, Version::V1_2].iter().any(|version| version.namespace() == self.namespace)
    }

    /// The codes that a `faultcode` of SOAP's own joins by dots, or the code itself. More than a few are no codes.
    fn parts(self) -> Vec<Self> {
        let is_joined = self.name.split('.').take(MOST_PARTS + 1).count() <= MOST_PARTS;
        if !is_joined || !self.is_soap() || self.name.split('.').any(str::is_empty) {
            return vec![self];
        }
        let part = |name: &str| {
            let (prefix, namespace) = (self.prefix.clone(), self.namespace.clone());
            Self { prefix, namespace, name: name.to_owned() }
        };
        self.name.split('.').map(part).collect()
    }

    /// A prefix that is not bound leaves the whole text as the name: a fault is worth reading even so. The declarations that
    /// count are those on the element itself, so they are looked at before its text is taken.
    fn read(r: &mut Reader<'_>) -> Result<Self> {
        let own = r.tag_declarations();
        let text = r.text()?;
        let text = text.trim();
        let (prefix, name) = text.split_once(':').unwrap_or(("", text));
        let bound = r.declared(&own, prefix).map(|uri| r.count_copy(uri)).transpose()?;
        Ok(match bound.map(str::to_owned) {
            Some(namespace) => Self { prefix: prefix.to_owned(), namespace, name: name.to_owned() },
            None => Self { name: text.to_owned(), ..Self::default() },
        })
    }

    fn write(&self, w: &mut Writer, element: &'static str, version: Version) {
        let (namespace, name) = self.in_version(version);
        let soap = namespace == version.namespace();
        let prefix = if soap { "soap" } else { Some(self.prefix.as_str()).filter(|p| *p != "soap").unwrap_or("") };
        w.start(WrittenName::own(element));
        // A code that was read is written as it came: there are clients that compare it as text.
        if !soap && !prefix.is_empty() {
            w.bind(prefix, namespace);
        }
        w.qname(prefix, namespace, name, Writer::text);
        w.end(WrittenName::own(element));
    }

    /// The code as `version` names it: the four standard ones differ.
    fn in_version(&self, version: Version) -> (&str, &str) {
        let known = STANDARD.iter().find(|(old, new)| self.is_soap() && [*old, *new].contains(&self.name.as_str()));
        match (known, version) {
            (Some((old, _)), Version::V1_1) => (version.namespace(), old),
            (Some((_, new)), Version::V1_2) => (version.namespace(), new),
            (None, _) => (&self.namespace, &self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::error::ErrorKind;
    use crate::options::ReadOptions;

    #[test]
    fn codes_that_are_joined_are_few() {
        let code = |name: String| FaultCode { name, ..FaultCode::standard("Client") };
        for (name, parts) in
            [("Client", 1), ("Client.a.b", 3), ("Client..b", 1), (".", 1), ("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p", 16)]
        {
            assert_eq!(code(name.to_owned()).parts().len(), parts, "{name}");
        }
        let many = vec!["a"; 1_000_000].join(".");
        let parts = code(many.clone()).parts();
        assert!(parts.len() == 1 && parts[0].name == many, "{} codes", parts.len());
    }

    #[test]
    fn copies_of_long_namespaces_are_limited_in_codes() {
        let uri = "u".repeat(100_000);
        let codes = |number: usize| {
            let values = "<s:Value>z:a</s:Value>".repeat(number);
            let xml = format!("<s:Code xmlns:s='{}' xmlns:z='{uri}'>{values}</s:Code>", Version::V1_2.namespace());
            let options = ReadOptions::default();
            let mut r = Reader::new(&xml, &[], &options).unwrap();
            r.root().unwrap();
            read_codes(&mut r).map(|codes| codes.len())
        };
        assert_eq!(codes(10).unwrap(), 10);
        let refused = codes(1_000).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::LimitExceeded { .. }), "{refused}");
    }
}
