//! What a wildcard matched, and anything else without a Rust type: kept as a small tree.
//!
//! ```xml
//! <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
//! ```
//!
//! Prefixes are kept for writing but do not count in comparisons. Of the prefixes visible where the fragment stood, those that its
//! text could use are kept too, so that a QName in its content still means the same after it was written elsewhere.

use std::borrow::Cow;

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
    /// Prefixes and namespaces declared here: those in scope for the outermost element, the new ones below.
    pub declarations: Vec<(String, String)>,
    /// Its attributes, namespace declarations not among them.
    pub attributes: Vec<AnyAttribute>,
    /// What it holds.
    pub children: Vec<AnyNode>,
}

/// A piece of an [`AnyElement`]'s content. Comments and processing instructions are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyNode {
    /// Text, CDATA sections and references resolved.
    Text(String),
    /// A child element.
    Element(AnyElement),
}

/// An attribute without a Rust type.
#[derive(Debug, Clone, Default)]
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

impl PartialEq for AnyElement {
    fn eq(&self, other: &Self) -> bool {
        let mut left: Vec<&AnyAttribute> = self.attributes.iter().collect();
        let mut right: Vec<&AnyAttribute> = other.attributes.iter().collect();
        left.sort_by(|a, b| a.key().cmp(&b.key()));
        right.sort_by(|a, b| a.key().cmp(&b.key()));
        self.namespace == other.namespace && self.name == other.name && left == right && self.children == other.children
    }
}

impl Eq for AnyElement {}

impl AnyAttribute {
    fn key(&self) -> (&str, &str) {
        (&self.namespace, &self.name)
    }

    pub(crate) fn of(attribute: crate::xml::Attribute<'_>, r: &Reader<'_>) -> Result<Self> {
        Ok(Self {
            prefix: attribute.prefix.to_owned(),
            namespace: r.uri(attribute.ns).to_owned(),
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

/// How deep a tree may be, whatever the options allow: it is read, written, compared and dropped by recursion.
const DEEPEST: usize = 512;

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
    pub fn read(name: Name<'_>, r: &mut Reader<'_>) -> Result<Self> {
        let visible = r.scope.visible();
        let mut element = Self::read_below(name, r, None, 0)?;
        element.declarations = element.mentioned(visible);
        Ok(element)
    }

    /// Of these declarations, those that the element's text could use.
    pub(super) fn mentioned(&self, mut visible: Vec<(String, String)>) -> Vec<(String, String)> {
        visible.retain(|(prefix, _)| prefix.is_empty() || self.may_mention(prefix));
        visible
    }

    /// Whether some text or attribute value could be a QName with this prefix.
    fn may_mention(&self, prefix: &str) -> bool {
        let mentions = |text: &str| {
            let named = |rest: &str| rest.starts_with(':');
            text.match_indices(prefix).any(|(at, _)| text.get(at + prefix.len()..).is_some_and(named))
        };
        self.attributes.iter().any(|attribute| mentions(&attribute.value))
            || self.children.iter().any(|child| match child {
                AnyNode::Text(text) => mentions(text),
                AnyNode::Element(element) => element.may_mention(prefix),
            })
    }

    /// Reads the element whose start tag the reader stands on, whatever its name.
    pub(crate) fn read_here(r: &mut Reader<'_>) -> Result<Self> {
        let (ns, local) = r.open_name()?;
        Self::read(Name { ns, local }, r)
    }

    fn read_below(
        name: Name<'_>,
        r: &mut Reader<'_>,
        inherited: Option<&[(String, String)]>,
        depth: usize,
    ) -> Result<Self> {
        if depth > DEEPEST {
            return Err(r.limit("levels of elements without a Rust type", DEEPEST));
        }
        let visible = r.scope.visible();
        let mut element = Self {
            prefix: r.tag_prefix().to_owned(),
            namespace: r.uri(name.ns).to_owned(),
            name: name.local.to_owned(),
            declarations: visible
                .iter()
                .filter(|d| inherited.is_some_and(|known| !known.contains(d)))
                .cloned()
                .collect(),
            attributes: (0..r.attribute_count())
                .map(|index| AnyAttribute::of(r.attribute(index), r))
                .collect::<Result<_>>()?,
            children: Vec::new(),
        };
        while let Some(node) = r.next_node()? {
            element.children.push(match node {
                Node::Text(text) => AnyNode::Text(text.into_owned()),
                Node::Element(name) => AnyNode::Element(Self::read_below(name, r, Some(&visible), depth + 1)?),
            });
        }
        Ok(element)
    }

    /// Writes the element with the declarations it needs where it now stands.
    pub fn write(&self, w: &mut Writer) {
        w.check_name(&self.name);
        let prefix = w.prefix_for(&self.prefix, &self.namespace, self.declarations.as_slice());
        let qname = join(&prefix, &self.name);
        w.start_any(&qname);
        w.bind_own(&prefix, &self.namespace);
        self.write_rest(w, &qname);
    }

    /// Writes what the element holds as an element of the contract.
    pub(crate) fn write_as(&self, w: &mut Writer, name: WrittenName) {
        let qname = self.start_as(w, name);
        self.write_rest(w, &qname);
    }

    /// Begins an element of the contract, with another prefix where its own declarations need the contract's for something else.
    pub(super) fn start_as(&self, w: &mut Writer, name: WrittenName) -> Cow<'static, str> {
        let (prefix, local) = name.as_str().split_once(':').unwrap_or(("", name.as_str()));
        let uri = w.bound(prefix).unwrap_or("").to_owned();
        let is_taken = |prefix: &str| self.declarations.iter().any(|(known, other)| known == prefix && *other != uri);
        if uri.is_empty() || !is_taken(prefix) {
            w.start(name);
            return Cow::Borrowed(name.as_str());
        }
        let other = w.prefixes_of(&uri).find(|prefix| !is_taken(prefix));
        let prefix = other.map_or_else(|| w.prefix_for(prefix, &uri, &self.declarations), str::to_owned);
        let qname = join(&prefix, local);
        w.start_any(&qname);
        w.bind_own(&prefix, &uri);
        Cow::Owned(qname)
    }

    /// Declarations and attributes, on the start tag just begun.
    pub(super) fn write_start(&self, w: &mut Writer) {
        for (prefix, uri) in self.declarations.iter().filter(|(prefix, uri)| can_be_declared(prefix, uri)) {
            w.bind(prefix, uri);
        }
        w.write_pending();
        for attribute in &self.attributes {
            attribute.write(w);
        }
    }

    /// Declarations, attributes, content and the end tag.
    fn write_rest(&self, w: &mut Writer, qname: &str) {
        self.write_start(w);
        for child in &self.children {
            match child {
                AnyNode::Text(text) => w.text(text),
                AnyNode::Element(element) => element.write(w),
            }
        }
        w.end_any(qname);
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
        into: &mut AnyAttributes,
        r: &Reader<'_>,
    ) -> Result<()> {
        if attribute.ns != Ns::XSI && admits.admits(r.uri(attribute.ns)) {
            into.push(Self::of(attribute, r)?);
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

    /// A prefix for an element that is about to begin, which means `uri` once [`Writer::bind_own`] was called: the one wanted, unless
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
        let is_bound = |prefix: &&str| self.bound(prefix) == Some(uri);
        let known = Some(wanted).filter(is_bound).or_else(|| self.prefixes_of(uri).find(is_bound));
        known.map_or_else(|| self.attribute_prefix(wanted, uri), str::to_owned)
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
            self.bind_own(prefix, uri);
        }
    }

    /// Declares the prefix of the start tag just begun, unless it means `uri` already.
    pub(crate) fn bind_own(&mut self, prefix: &str, uri: &str) {
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
