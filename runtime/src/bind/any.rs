//! What a wildcard matched, and anything else without a Rust type: kept as a small tree.
//!
//! ```xml
//! <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
//! ```
//!
//! Prefixes are kept for writing but do not count in comparisons. Of the prefixes visible where the fragment stood, those that its
//! text could use are kept too, so that a QName in its content still means the same after it was written elsewhere.

mod declarations;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use super::in_order::called;
use crate::error::Result;
use crate::xml::{Name, Node, Ns, Reader, Writer, WrittenName};

/// An element with all it holds.
#[derive(Debug, Clone, Default)]
pub struct AnyElement {
    /// The prefix it was written with; empty for none.
    pub prefix: String,
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its local name.
    pub name: String,
    /// Prefixes and namespaces declared here: the new ones, and of those in scope the ones that its text could use, so that every
    /// element can stand by itself.
    pub declarations: Vec<(String, String)>,
    /// Its attributes, namespace declarations not among them.
    pub attributes: Vec<AnyAttribute>,
    /// What it holds.
    pub children: Vec<AnyNode>,
}

/// A piece of an [`AnyElement`]'s content. Comments and processing instructions are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum AnyNode {
    /// Text, CDATA sections and references resolved.
    Text(String),
    /// A child element.
    Element(AnyElement),
}

/// An attribute without a Rust type.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AnyAttribute {
    /// The prefix it was written with; empty for none.
    pub prefix: String,
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its local name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The attributes an `xs:anyAttribute` matched, in the order written.
pub type AnyAttributes = Vec<AnyAttribute>;

/// The namespaces a wildcard admits (XML Schema Part 1, 3.10.1), as the schema writes them: `##any`, `##other` followed by the
/// target namespace it stands against, or a list of namespaces with `##local` for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamespaceConstraint(pub &'static str);

impl NamespaceConstraint {
    /// Whether a name in the namespace `uri` (empty: none) is admitted.
    #[must_use]
    pub fn admits(self, uri: &str) -> bool {
        match self.0.strip_prefix("##other") {
            Some(target) => !uri.is_empty() && uri != target.trim_start(),
            None if self.0 == "##any" => true,
            None => self.0.split(' ').any(|listed| listed == uri || (uri.is_empty() && listed == "##local")),
        }
    }
}

impl AnyElement {
    /// What counts in comparisons.
    fn key(&self) -> (&str, &str, Vec<&AnyAttribute>, &[AnyNode]) {
        let mut attributes: Vec<&AnyAttribute> = self.attributes.iter().collect();
        attributes.sort_by(|a, b| a.key().cmp(&b.key()));
        (&self.namespace, &self.name, attributes, &self.children)
    }
}

impl PartialEq for AnyElement {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for AnyElement {}

impl Hash for AnyElement {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl AnyAttribute {
    fn key(&self) -> (&str, &str) {
        (&self.namespace, &self.name)
    }

    pub(crate) fn of(attribute: crate::xml::Attribute<'_>, r: &Reader<'_>) -> Result<Self> {
        Ok(Self {
            prefix: attribute.prefix.to_owned(),
            namespace: r.own_uri(attribute.ns)?,
            name: attribute.local.to_owned(),
            value: r.attribute_value(attribute)?.into_owned(),
        })
    }
}

impl PartialEq for AnyAttribute {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key() && self.value == other.value
    }
}

impl Eq for AnyAttribute {}

impl Hash for AnyAttribute {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.key(), &self.value).hash(state);
    }
}

/// How deep a tree may be, whatever the options allow: it is read, written, compared and dropped by recursion.
pub(super) const DEEPEST: usize = 512;

impl AnyElement {
    /// An empty element.
    ///
    /// ```
    /// use soap_runtime::AnyElement;
    /// let limit = AnyElement::new("urn:example:limits", "Limit").with_text("64");
    /// assert_eq!(limit.text(), "64");
    /// ```
    #[must_use]
    pub fn new(namespace: &str, name: &str) -> Self {
        Self { namespace: namespace.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    /// The element with `text` added to its content.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.children.push(AnyNode::Text(text.into()));
        self
    }

    /// The element with a child added to its content.
    #[must_use]
    pub fn with_child(mut self, child: Self) -> Self {
        self.children.push(AnyNode::Element(child));
        self
    }

    /// The element without what it holds.
    pub(crate) fn without_content(&self) -> Self {
        Self {
            prefix: self.prefix.clone(),
            namespace: self.namespace.clone(),
            name: self.name.clone(),
            declarations: self.declarations.clone(),
            attributes: self.attributes.clone(),
            children: Vec::new(),
        }
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            AnyNode::Element(element) => Some(element),
            AnyNode::Text(_) => None,
        })
    }

    /// The first child element of this name.
    #[must_use]
    pub fn child(&self, namespace: &str, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.namespace == namespace && child.name == name)
    }

    /// The value of the attribute of this name in no namespace.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.namespace.is_empty() && a.name == name).map(|a| a.value.as_str())
    }

    /// All text directly in the element.
    #[must_use]
    pub fn text(&self) -> String {
        let text = |node: &AnyNode| match node {
            AnyNode::Text(text) => Some(text.clone()),
            AnyNode::Element(_) => None,
        };
        self.children.iter().filter_map(text).collect()
    }

    /// Reads the element whose start tag the reader stands on.
    ///
    /// # Errors
    /// When it is not well-formed or passes a limit.
    #[doc(hidden)]
    pub fn from_reader(name: Name<'_>, r: &mut Reader<'_>) -> Result<Self> {
        let name = called(name, r);
        #[cfg(feature = "attachments")]
        if r.is_include(name) {
            return Err(r.element_in_text(name));
        }
        let own = r.tag_declarations();
        let mut element = Self::read_below(name, r, 0)?;
        element.declarations = element.mentioned(&own, r)?;
        Ok(element)
    }

    /// Reads the element whose start tag the reader stands on, whatever its name.
    pub(crate) fn read_here(r: &mut Reader<'_>) -> Result<Self> {
        let (ns, local) = r.open_name()?;
        Self::from_reader(Name { ns, local }, r)
    }

    fn read_below(name: Name<'_>, r: &mut Reader<'_>, depth: usize) -> Result<Self> {
        if depth > DEEPEST {
            return Err(r.limit("levels of elements without a Rust type", DEEPEST));
        }
        let new = r.tag_declarations();
        let mut element = Self {
            prefix: r.tag_prefix().to_owned(),
            namespace: r.own_uri(name.ns)?,
            name: name.local.to_owned(),
            declarations: Vec::new(),
            attributes: (0..r.attribute_count())
                .map(|index| AnyAttribute::of(r.attribute(index), r))
                .collect::<Result<_>>()?,
            children: Vec::new(),
        };
        while let Some(node) = r.next_node()? {
            #[cfg(feature = "attachments")]
            if let Node::Element(name) = node
                && r.is_include(name)
            {
                let text = included(name, &element.children, r)?;
                element.children = if text.is_empty() { Vec::new() } else { vec![AnyNode::Text(text)] };
                break;
            }
            element.children.push(match node {
                Node::Text(text) => AnyNode::Text(text.into_owned()),
                Node::Element(name) => AnyNode::Element(Self::read_below(name, r, depth + 1)?),
            });
        }
        element.declarations = element.own_declarations(&new, r)?;
        Ok(element)
    }

    /// Writes the element with the declarations it needs where it now stands.
    pub fn write(&self, w: &mut Writer) {
        w.check_name(&self.name);
        let prefix = w.prefix_for(&self.prefix, &self.namespace, self.declarations.as_slice());
        let qname = join(&prefix, &self.name);
        w.begin_any();
        w.start_any(&qname);
        w.bind_tag(&prefix, &self.namespace);
        self.write_rest(w, &qname);
    }

    /// Writes what the element holds as an element of the contract.
    pub(crate) fn write_as(&self, w: &mut Writer, name: WrittenName) {
        let qname = self.start_as(w, name);
        self.write_rest(w, &qname);
    }

    /// Begins an element of the contract: under the name given, unless the declarations here give its prefix another meaning.
    pub(super) fn start_as(&self, w: &mut Writer, name: WrittenName) -> Cow<'static, str> {
        w.begin_any();
        let written = w.written(name.as_str());
        let (prefix, local) = written.split_once(':').unwrap_or(("", &written));
        let uri = w.bound(prefix).unwrap_or("").to_owned();
        if uri.is_empty() || !self.takes(prefix, &uri) {
            w.note_name(&written);
            w.start(name);
            return written;
        }
        let other = w.prefixes_of(&uri).find(|prefix| !self.takes(prefix, &uri)).map(Cow::into_owned);
        let prefix = other.unwrap_or_else(|| w.prefix_for("ns1", &uri, &self.declarations));
        let qname = join(&prefix, local);
        w.start_any(&qname);
        w.bind_tag(&prefix, &uri);
        Cow::Owned(qname)
    }

    /// Whether the declarations here give a prefix another meaning than this.
    fn takes(&self, prefix: &str, uri: &str) -> bool {
        let is_other = |(known, to): &(String, String)| known == prefix && to != uri && can_be_declared(known, to);
        self.declarations.iter().any(is_other)
    }

    /// Declarations and attributes, on the start tag of the element `qname` just begun.
    pub(super) fn write_start(&self, w: &mut Writer, qname: &str) {
        let own = qname.split_once(':').map_or("", |(prefix, _)| prefix);
        let others = self.declarations.iter().filter(|(prefix, uri)| prefix != own && can_be_declared(prefix, uri));
        for (prefix, uri) in others {
            w.bind(prefix, uri);
        }
        w.write_pending();
        for attribute in &self.attributes {
            attribute.write(w);
        }
    }

    /// Declarations, attributes, content and the end tag.
    fn write_rest(&self, w: &mut Writer, qname: &str) {
        self.write_start(w, qname);
        for child in &self.children {
            match child {
                AnyNode::Text(text) => w.text(text),
                AnyNode::Element(element) => element.write(w),
            }
        }
        w.end_any(qname);
    }
}

/// The text that an `xop:Include` stands for. The element that it is in, which holds `before` so far, is taken to its end.
#[cfg(feature = "attachments")]
#[cold]
fn included(name: Name<'_>, before: &[AnyNode], r: &mut Reader<'_>) -> Result<String> {
    let is_alone = before.iter().all(|node| matches!(node, AnyNode::Text(text) if text.trim().is_empty()));
    match r.included(name, is_alone)? {
        Some(octets) => r.expanded_octets(&octets),
        None => Err(r.element_in_text(name)),
    }
}

fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") }
}

impl AnyAttribute {
    /// Keeps an attribute that an `xs:anyAttribute` admits; others are left to the reader's notices.
    ///
    /// # Errors
    /// When the value cannot be decoded.
    pub fn offer(
        attribute: crate::xml::Attribute<'_>,
        admits: NamespaceConstraint,
        into: &mut impl Extend<Self>,
        r: &Reader<'_>,
    ) -> Result<()> {
        if attribute.ns != Ns::XSI && admits.admits(r.uri(attribute.ns)) {
            into.extend([Self::of(attribute, r)?]);
        } else {
            r.skip_attribute(attribute);
        }
        Ok(())
    }

    /// Writes the attribute on the start tag just begun.
    pub fn write(&self, w: &mut Writer) {
        w.check_name(&self.name);
        if self.namespace.is_empty() && self.name == "xmlns" {
            return w.refuse_value("an attribute cannot be called xmlns");
        }
        if w.has_attribute(&self.namespace, &self.name) {
            return w.refuse_value(format!("the attribute `{}` is there twice", self.name));
        }
        if self.namespace.is_empty() {
            return w.put_attribute(&self.name, &self.value);
        }
        let prefix = w.attribute_prefix(&self.prefix, &self.namespace);
        w.bind(&prefix, &self.namespace);
        w.put_attribute(&join(&prefix, &self.name), &self.value);
    }
}

/// Whether there can be a declaration of this prefix and namespace: only the default namespace can be taken away.
fn can_be_declared(prefix: &str, uri: &str) -> bool {
    is_prefix(prefix) && (prefix.is_empty() || !uri.is_empty())
}

/// Whether a text can be a prefix, or none.
fn is_prefix(prefix: &str) -> bool {
    prefix.is_empty() || (crate::xml::is_ncname(prefix) && prefix != "xmlns")
}

impl Writer {
    /// Refuses what cannot be a name.
    fn check_name(&mut self, name: &str) {
        if !crate::xml::is_ncname(name) {
            self.refuse_value(format!("`{name}` is not a name"));
        }
    }

    /// A prefix for an element that is about to begin, which means `uri` once [`Writer::bind_tag`] was called: the one wanted, unless
    /// the element's own declarations give that another meaning.
    pub(crate) fn prefix_for(&self, wanted: &str, uri: &str, reserved: &[(String, String)]) -> String {
        if uri == crate::xml::XML_URI {
            return "xml".to_owned();
        }
        if uri.is_empty() {
            return String::new();
        }
        let taken = |prefix: &str| prefix == "xml" || reserved.iter().any(|(p, u)| p == prefix && u != uri);
        free(wanted, |prefix| is_prefix(prefix) && !taken(prefix))
    }

    /// A prefix for a QName on the start tag just begun: the one wanted if it is bound, else the contract's, or none in the default
    /// namespace, else one for an attribute.
    pub(crate) fn qname_prefix(&self, wanted: &str, uri: &str) -> String {
        let will_do = |prefix: &str| self.bound(prefix) == Some(uri) && !(self.prefixes_names && prefix.is_empty());
        if will_do(wanted) {
            return wanted.to_owned();
        }
        if let Some(prefix) = self.prefixes_of(uri).find(|prefix| will_do(prefix)) {
            return prefix.into_owned();
        }
        let wanted = if wanted.is_empty() { self.prefix_of(uri).unwrap_or("") } else { wanted };
        self.attribute_prefix(wanted, uri)
    }

    /// A prefix for an attribute on the start tag just begun. Whatever is bound to something else stays: names that were
    /// written on the tag already may use it.
    pub(crate) fn attribute_prefix(&self, wanted: &str, uri: &str) -> String {
        if uri == crate::xml::XML_URI {
            return "xml".to_owned();
        }
        let wanted = if wanted.is_empty() { "ns" } else { wanted };
        let unbound = |prefix: &str| self.bound(prefix).is_none_or(|bound| bound == uri) && prefix != "xml";
        free(wanted, |prefix| !prefix.is_empty() && is_prefix(prefix) && unbound(prefix))
    }

    /// Declares `prefix` on the start tag just begun, unless it means `uri` already, or has to mean something else there.
    pub(crate) fn bind(&mut self, prefix: &str, uri: &str) {
        if self.bound(prefix).unwrap_or("") == uri || !self.settled_on_tag(prefix) {
            self.bind_tag(prefix, uri);
        }
    }

    /// Declares the prefix of the start tag just begun, unless it means `uri` already.
    pub(crate) fn bind_tag(&mut self, prefix: &str, uri: &str) {
        if prefix == "xml" || uri == crate::xml::XML_URI {
            return;
        }
        if self.bound(prefix).unwrap_or("") == uri {
            self.note_prefix(prefix);
        } else {
            self.declare(prefix, uri);
        }
    }
}

/// The wanted prefix if it will do, else the first of `ns1`, `ns2`, … that does.
fn free(wanted: &str, will_do: impl Fn(&str) -> bool) -> String {
    if will_do(wanted) {
        return wanted.to_owned();
    }
    let mut numbered = (1_u32..).map(|n| format!("ns{n}"));
    numbered.find(|prefix| will_do(prefix)).unwrap_or_default()
}
