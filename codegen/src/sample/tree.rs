//! Sample elements as a tree, and as text: namespaces are declared on the envelope, elements that hold no text are indented.

use std::collections::{BTreeMap, BTreeSet};

use soap_runtime::soap::Version;
use soap_runtime::xml::escaped;

use crate::qname::{Namespace, Prefixes, QName, XSI};

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) name: QName,
    pub(super) attributes: Vec<(QName, String)>,
    pub(super) content: Inside,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inside {
    Text(String),
    Elements(Vec<Node>),
}

impl Node {
    /// The children.
    pub(super) fn into_elements(self) -> Vec<Self> {
        match self.content {
            Inside::Elements(elements) => elements,
            Inside::Text(_) => Vec::new(),
        }
    }

    fn namespaces(&self, found: &mut BTreeSet<Namespace>) {
        found.extend(self.name.namespace().cloned());
        found.extend(self.attributes.iter().filter_map(|(name, _)| name.namespace().cloned()));
        if let Inside::Elements(elements) = &self.content {
            elements.iter().for_each(|element| element.namespaces(found));
        }
    }
}

/// A name of `xsi`, such as `xsi:nil`.
pub(super) fn xsi(local: &str) -> QName {
    QName::new(Namespace::new(XSI), local)
}

/// How messages are written: prefixes, and the version of SOAP.
pub(super) struct Envelope<'c> {
    prefixes: &'c Prefixes,
    /// What names in values need.
    needed: BTreeSet<Namespace>,
    version: Version,
}

impl<'c> Envelope<'c> {
    pub(super) fn new(prefixes: &'c Prefixes, needed: BTreeSet<Namespace>, version: Version) -> Self {
        Self { prefixes, needed, version }
    }

    /// One element as a document.
    pub(super) fn alone(&self, node: &Node) -> String {
        let chosen = self.chosen(&[node], &[]);
        let mut text = String::new();
        write(node, 0, &chosen, &declarations(&chosen), &mut text);
        text
    }

    /// The envelope with these header blocks, and this in its body.
    pub(super) fn around(&self, headers: &[Node], body: &[Node]) -> String {
        let all: Vec<&Node> = headers.iter().chain(body).collect();
        let soap = self.version.namespace();
        let chosen = self.chosen(&all, &[soap]);
        let name = |local: &str| QName::new(Namespace::new(soap), local);
        let part = |local: &str, nodes: &[Node]| Node {
            name: name(local),
            attributes: Vec::new(),
            content: Inside::Elements(nodes.to_vec()),
        };
        let header = (!headers.is_empty()).then(|| part("Header", headers));
        let parts: Vec<Node> = header.into_iter().chain([part("Body", body)]).collect();
        let mut text = String::new();
        write(&part("Envelope", &parts), 0, &chosen, &declarations(&chosen), &mut text);
        text
    }

    /// A prefix for each namespace that is used: the contract's, or one that it does not have.
    fn chosen(&self, nodes: &[&Node], others: &[&str]) -> BTreeMap<Namespace, String> {
        let mut used = self.needed.clone();
        nodes.iter().for_each(|node| node.namespaces(&mut used));
        used.extend(others.iter().filter_map(|uri| Namespace::new(uri)));
        let mut chosen: BTreeMap<Namespace, String> = BTreeMap::new();
        for namespace in used {
            let usual = match namespace.as_str() {
                XSI => "xsi",
                uri if uri == self.version.namespace() => "soap",
                _ => "ns",
            };
            let is_free = |prefix: &&String| {
                self.prefixes.namespace(prefix).is_none() && !chosen.values().any(|taken| taken == *prefix)
            };
            let invented: Vec<String> =
                std::iter::once(usual.to_owned()).chain((2..100).map(|number| format!("{usual}{number}"))).collect();
            let prefix = match self.prefixes.get(&namespace) {
                Some(prefix) => prefix.to_owned(),
                None => invented.iter().find(is_free).cloned().unwrap_or_default(),
            };
            chosen.insert(namespace, prefix);
        }
        chosen
    }
}

fn declarations(chosen: &BTreeMap<Namespace, String>) -> String {
    let declared = chosen.iter().filter(|(_, prefix)| *prefix != "xml");
    declared.map(|(namespace, prefix)| format!(" xmlns:{prefix}=\"{}\"", escaped(namespace.as_str()))).collect()
}

fn write(node: &Node, depth: usize, prefixes: &BTreeMap<Namespace, String>, declarations: &str, out: &mut String) {
    let shown = |name: &QName| match name.namespace().and_then(|namespace| prefixes.get(namespace)) {
        Some(prefix) => format!("{prefix}:{}", name.local()),
        None => name.local().to_owned(),
    };
    let (indent, name) = ("  ".repeat(depth), shown(&node.name));
    let attributes = node.attributes.iter().map(|(name, value)| format!(" {}=\"{}\"", shown(name), escaped(value)));
    let start = format!("{indent}<{name}{declarations}{}", attributes.collect::<String>());
    match &node.content {
        Inside::Text(text) if text.is_empty() => out.push_str(&format!("{start}/>\n")),
        Inside::Text(text) => out.push_str(&format!("{start}>{}</{name}>\n", escaped(text))),
        Inside::Elements(elements) if elements.is_empty() => out.push_str(&format!("{start}/>\n")),
        Inside::Elements(elements) => {
            out.push_str(&format!("{start}>\n"));
            elements.iter().for_each(|element| write(element, depth + 1, prefixes, "", out));
            out.push_str(&format!("{indent}</{name}>\n"));
        }
    }
}
