//! An encoded message as generated types read it.
//!
//! In: a message, and the schema that knows which bodies are encoded. Out: the same message with values where references to them stood, items
//! called `item`, accessors by the names of the schema, and nothing left of encoding. Invariants: a message whose body is not
//! encoded is not touched; what the schema does not know is passed on as it is, for reading to judge.

use std::collections::HashMap;
use std::sync::Arc;

use super::array::Layout;
use super::expansion::Expansion;
use super::names::{attribute, is_about_encoding, is_encoding, is_nil, stated_type};
use super::places::{Places, tags};
use crate::bind::{AnyElement, AnyNode, Elements};
use crate::contract::{ElementDecl, TypeId};
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::schema::Schema;
use crate::soap::{Outline, Version};
use crate::xml::{Findings, Reader, XSD_URI, XSI_URI, legal};

/// A message as it is read.
pub(in crate::soap) struct Decoded {
    /// Its text.
    pub(in crate::soap) xml: String,
    places: Arc<Places>,
}

impl Decoded {
    /// The options for reading it, whose sink is told of places in the message that came.
    pub(in crate::soap) fn options(&self, options: &ReadOptions) -> ReadOptions {
        self.places.options(options)
    }

    /// An error of reading it, with its place in the message that came.
    #[cold]
    pub(in crate::soap) fn error(&self, error: Error) -> Error {
        self.places.of_error(error)
    }
}

/// The message without encoding; `None` if its body is not encoded.
///
/// # Errors
/// When the text is not well-formed, passes a limit, or refers to what is not there or to itself.
pub(in crate::soap) fn decoded<D: Elements>(xml: &str, options: &ReadOptions) -> Result<Option<Decoded>> {
    let Ok(schema) = D::schema() else { return Ok(None) };
    let outline = Outline::read::<D>(xml, options)?;
    let Some((version, body)) = outline.version.zip(outline.body) else { return Ok(None) };
    let Some(ty) = schema.encoded_body(&body.namespace, &body.local) else { return Ok(None) };
    let message = Message::read(xml, options)?;
    let mut decoding = Decoding {
        schema,
        offsets: message.offsets(),
        origins: Vec::new(),
        expansion: Expansion::new(&message.root, xml.len()),
        depth: options.depth_limit(),
    };
    let envelope = decoding.envelope(&message.root, version, ty).map_err(|error| message.error(error))?;
    let read = envelope.to_xml()?;
    let places = Places::new(&read, xml, decoding.origins);
    Ok(Some(Decoded { xml: read, places: Arc::new(places) }))
}

/// A message as it came.
struct Message {
    source: String,
    root: AnyElement,
    tags: Vec<usize>,
}

impl Message {
    fn read(xml: &str, options: &ReadOptions) -> Result<Self> {
        let legal = legal(xml, options).map_err(|error| error.locate(xml))?;
        let whole = || {
            let mut r = Reader::new(&legal, &[], options)?;
            let name = r.message_root()?;
            let root = AnyElement::from_reader(name, &mut r)?;
            r.end()?;
            r.into_forgiven().tell(Findings::all(), &legal, options);
            Ok(Self { source: legal.to_string(), root, tags: tags(&legal, &options.clone().quiet())? })
        };
        whole().map_err(|error: Error| legal.locate(error))
    }

    /// Where each element stands.
    fn offsets(&self) -> HashMap<*const AnyElement, usize> {
        let mut elements = Vec::with_capacity(self.tags.len());
        in_order(&self.root, &mut elements);
        elements.into_iter().zip(self.tags.iter().copied()).collect()
    }

    fn error(&self, error: Error) -> Error {
        error.locate(&self.source)
    }
}

fn in_order(element: &AnyElement, into: &mut Vec<*const AnyElement>) {
    into.push(std::ptr::from_ref(element));
    element.elements().for_each(|child| in_order(child, into));
}

/// What an element is to become.
#[derive(Clone, Copy)]
enum Target<'s> {
    /// What the schema declares.
    Declared(&'s ElementDecl),
    /// An item of an array, which the schema declares so.
    Item(&'s ElementDecl),
    /// What it is: the schema says nothing.
    Itself(Option<TypeId>),
}

impl Target<'_> {
    fn ty(self) -> Option<TypeId> {
        match self {
            Self::Declared(element) | Self::Item(element) => Some(element.ty),
            Self::Itself(ty) => ty,
        }
    }
}

struct Decoding<'m, 's> {
    schema: &'s Schema,
    offsets: HashMap<*const AnyElement, usize>,
    /// Where each element that was made came from.
    origins: Vec<usize>,
    expansion: Expansion<'m>,
    /// How many levels more there may be.
    depth: usize,
}

impl<'m, 's> Decoding<'m, 's> {
    fn envelope(&mut self, root: &'m AnyElement, version: Version, ty: TypeId) -> Result<AnyElement> {
        let mut envelope = self.shell(root);
        for child in root.elements() {
            let is_body = child.name == "Body" && child.namespace == version.namespace();
            let made = if is_body { self.body(child, ty)? } else { self.verbatim(child)? };
            envelope.children.push(AnyNode::Element(made));
        }
        Ok(envelope)
    }

    /// The body: its first element, and others but those that are only referred to.
    fn body(&mut self, body: &'m AnyElement, ty: TypeId) -> Result<AnyElement> {
        let mut made = self.shell(body);
        for (place, child) in body.elements().enumerate() {
            if place == 0 {
                made.children.push(AnyNode::Element(self.element(child, Target::Itself(Some(ty)))?));
            } else if !child.attributes.iter().any(is_about_encoding) {
                made.children.push(AnyNode::Element(self.verbatim(child)?));
            }
        }
        Ok(made)
    }

    /// The element without its content.
    fn shell(&mut self, element: &'m AnyElement) -> AnyElement {
        self.origins.push(self.offset(element));
        AnyElement { children: Vec::new(), ..without_content(element) }
    }

    fn verbatim(&mut self, element: &'m AnyElement) -> Result<AnyElement> {
        self.take(element)?;
        let mut made = self.shell(element);
        for child in &element.children {
            made.children.push(match child {
                AnyNode::Text(text) => AnyNode::Text(text.clone()),
                AnyNode::Element(child) => AnyNode::Element(self.verbatim(child)?),
            });
        }
        Ok(made)
    }

    fn offset(&self, element: &AnyElement) -> usize {
        self.offsets.get(&std::ptr::from_ref(element)).copied().unwrap_or(0)
    }

    fn take(&mut self, element: &'m AnyElement) -> Result<()> {
        self.expansion.take(element).map_err(|kind| Error::new(kind, self.offset(element)))
    }

    /// An element as the schema has it, with what it refers to taken in.
    fn element(&mut self, element: &'m AnyElement, target: Target<'s>) -> Result<AnyElement> {
        let at = self.offset(element);
        let opened = self.expansion.open(element).map_err(|kind| Error::new(kind, at))?;
        self.depth = self.depth.checked_sub(1).ok_or_else(|| too_deep(at))?;
        let made = self.value(opened.unwrap_or(element), element, target);
        self.depth += 1;
        if opened.is_some() {
            self.expansion.close();
        }
        made
    }

    /// The element `named` with the value of `element`.
    fn value(&mut self, element: &'m AnyElement, named: &'m AnyElement, target: Target<'s>) -> Result<AnyElement> {
        self.take(element)?;
        self.origins.push(self.offset(element));
        let mut made = renamed(element, named, target, self.schema);
        let stated = self.stated(element, target.ty());
        keep_attributes(&mut made, stated.is_kept);
        let ty = stated.ty.filter(|ty| *ty != TypeId::ANY);
        match ty.and_then(|ty| self.schema.array_item(ty)) {
            Some(item) if !is_nil(element) => self.items(element, item, &mut made)?,
            _ => self.accessors(element, ty, &mut made)?,
        }
        Ok(made)
    }

    /// The type of an element, and whether its name has to stay.
    fn stated(&self, element: &AnyElement, declared: Option<TypeId>) -> Stated {
        let Some(declared) = declared else { return Stated { ty: None, is_kept: true } };
        let named = stated_type(element).and_then(|(uri, local)| self.schema.type_named(uri, local));
        match named {
            _ if declared == TypeId::ANY => {
                Stated { ty: named.filter(|ty| self.schema.is_complex(*ty)), is_kept: true }
            }
            Some(ty) if ty != declared && self.schema.is_complex(declared) && self.schema.array_item(ty).is_none() => {
                Stated { ty: Some(ty), is_kept: true }
            }
            _ => Stated { ty: Some(declared), is_kept: false },
        }
    }

    /// The items of an array in their places.
    fn items(&mut self, array: &'m AnyElement, item: &'s ElementDecl, made: &mut AnyElement) -> Result<()> {
        let layout = Layout::of(array);
        let mut placed: Vec<(usize, &'m AnyElement)> = Vec::new();
        let mut next = layout.offset;
        for child in array.elements() {
            next = layout.position(child).unwrap_or(next);
            placed.push((next, child));
            next = next.saturating_add(1);
        }
        placed.sort_by_key(|(place, _)| *place);
        let mut filled = 0_usize;
        for (place, child) in placed {
            while filled < place {
                self.nil_item(array, item, made)?;
                filled += 1;
            }
            made.children.push(AnyNode::Element(self.element(child, Target::Item(item))?));
            filled = place.saturating_add(1);
        }
        self.size(made, &layout);
        Ok(())
    }

    /// An item that was left out.
    fn nil_item(&mut self, array: &'m AnyElement, item: &ElementDecl, made: &mut AnyElement) -> Result<()> {
        let at = self.offset(array);
        self.expansion.take_nil().map_err(|kind| Error::new(kind, at))?;
        self.origins.push(at);
        let mut nil = AnyElement::new(self.schema.uri(item.name.ns), &item.name.local);
        nil.attributes.push(attribute("xsi", XSI_URI, "nil", "true"));
        made.children.push(AnyNode::Element(nil));
        Ok(())
    }

    /// What arrays of several dimensions keep of their size.
    fn size(&self, made: &mut AnyElement, layout: &Layout) {
        if layout.lengths.len() > 1 {
            let lengths: Vec<String> = layout.lengths.iter().map(usize::to_string).collect();
            made.attributes.push(attribute("", "", "arraySize", lengths.join(" ")));
        }
    }

    /// What a struct holds, in the order of the schema, or a text.
    fn accessors(&mut self, element: &'m AnyElement, ty: Option<TypeId>, made: &mut AnyElement) -> Result<()> {
        let known = ty.map_or(Vec::new(), |ty| self.schema.accessors(ty));
        let mut children: Vec<(Option<usize>, &'m AnyNode)> = Vec::new();
        for child in &element.children {
            let place = match child {
                AnyNode::Text(_) => None,
                AnyNode::Element(child) => accessor(child, &known, self.schema),
            };
            children.push((place, child));
        }
        if children.iter().all(|(place, child)| place.is_some() || is_blank(child)) {
            children.sort_by_key(|(place, _)| *place);
        }
        for (place, child) in children {
            let declared = place.and_then(|place| known.get(place)).copied();
            match child {
                AnyNode::Text(text) => made.children.push(AnyNode::Text(text.clone())),
                AnyNode::Element(child) if is_left_out(child, declared) => {}
                AnyNode::Element(child) => {
                    let target = declared.map_or(Target::Itself(None), Target::Declared);
                    made.children.push(AnyNode::Element(self.element(child, target)?));
                }
            }
        }
        Ok(())
    }
}

/// Whether a piece of content is white space.
fn is_blank(node: &AnyNode) -> bool {
    matches!(node, AnyNode::Text(text) if text.trim().is_empty())
}

/// A type, and whether `xsi:type` has to say it.
struct Stated {
    ty: Option<TypeId>,
    is_kept: bool,
}

fn too_deep(at: usize) -> Error {
    Error::new(ErrorKind::LimitExceeded { what: "levels of values that refer to others", limit: 0 }, at)
}

/// Whether nil is the same as absent.
fn is_left_out(element: &AnyElement, declared: Option<&ElementDecl>) -> bool {
    declared.is_some_and(|declared| !declared.is_nillable && declared.ty != TypeId::ANY) && is_nil(element)
}

/// The accessor that an element is: by its name, in whatever namespace.
fn accessor(element: &AnyElement, known: &[&ElementDecl], schema: &Schema) -> Option<usize> {
    let is_same = |accessor: &ElementDecl| *accessor.name.local == *element.name;
    let is_exact = |accessor: &ElementDecl| is_same(accessor) && schema.uri(accessor.name.ns) == element.namespace;
    let exact = known.iter().position(|accessor| is_exact(accessor));
    exact.or_else(|| known.iter().position(|accessor| is_same(accessor)))
}

/// The element without what it holds, under the name of its target.
fn renamed(element: &AnyElement, named: &AnyElement, target: Target<'_>, schema: &Schema) -> AnyElement {
    let mut made = without_content(element);
    match target {
        Target::Declared(declared) | Target::Item(declared) => {
            made.namespace = schema.uri(declared.name.ns).to_owned();
            made.name = declared.name.local.to_string();
        }
        Target::Itself(_) => {
            made.namespace.clone_from(&named.namespace);
            made.name.clone_from(&named.name);
            made.prefix.clone_from(&named.prefix);
        }
    }
    made
}

fn without_content(element: &AnyElement) -> AnyElement {
    AnyElement {
        prefix: element.prefix.clone(),
        namespace: element.namespace.clone(),
        name: element.name.clone(),
        declarations: element.declarations.clone(),
        attributes: element.attributes.clone(),
        children: Vec::new(),
    }
}

/// Drops what is about encoding. A type that has to stay is one of XML Schema, if it is one of SOAP encoding.
fn keep_attributes(made: &mut AnyElement, keeps_type: bool) {
    let is_type = |attribute: &crate::bind::AnyAttribute| attribute.namespace == XSI_URI && attribute.name == "type";
    let plain = stated_type(made).filter(|(uri, _)| is_encoding(uri)).map(|(_, local)| match local {
        "base64" => "base64Binary".to_owned(),
        other => other.to_owned(),
    });
    made.attributes.retain(|attribute| !is_about_encoding(attribute) && (keeps_type || !is_type(attribute)));
    let stated = made.attributes.iter_mut().find(|attribute| is_type(attribute));
    if let Some((attribute, local)) =
        stated.zip(plain).filter(|(_, local)| crate::xsd::Builtin::from_name(local).is_some())
    {
        attribute.value = format!("xs:{local}");
        made.declarations.retain(|(prefix, _)| prefix != "xs");
        made.declarations.push(("xs".to_owned(), XSD_URI.to_owned()));
    }
}
