//! An encoded message as generated types read it.
//!
//! In: a message, and the schema that knows which bodies are encoded. Out: the same message with values where references to them stood, items
//! called `item`, accessors by the names of the schema, and nothing left of encoding. Invariants: a message whose body is not
//! encoded is not touched; what the schema does not know is passed on as it is, for reading to judge.

use std::collections::HashMap;
use std::sync::Arc;

use super::array::{Layout, item_type};
use super::expansion::{Expansion, outside};
use super::names::{attribute, is_about_encoding, is_empty, is_nil, named_after, nil, stated_type};
use super::places::{Places, came};
use super::target::{Target, keep_attributes, renamed};
use crate::bind::{AnyElement, AnyNode, Elements};
use crate::contract::{ElementDecl, TypeId};
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::schema::Schema;
use crate::soap::{Outline, Version};
use crate::xml::{Findings, Forgiven, Legal, Reader, legal};

/// A message as it is read.
pub(in crate::soap) struct Decoded {
    xml: String,
    /// For each of its elements, in document order, the number of the element in the message that came.
    elements: Vec<usize>,
}

impl Decoded {
    /// Reads the message, telling the sink and the caller of places in the one that came.
    ///
    /// # Errors
    /// Those of `read`.
    pub(in crate::soap) fn read<T>(
        &self,
        source: &str,
        options: &ReadOptions,
        read: impl FnOnce(&str, &ReadOptions) -> Result<T>,
    ) -> Result<T> {
        let places = || Places::new(&self.xml, source, &self.elements, options);
        if !options.has_sink() {
            return read(&self.xml, options).map_err(|error| places().of_error(error));
        }
        let places = Arc::new(places());
        let (moving, sink) = (Arc::clone(&places), options.clone());
        let moved = options.clone().on_notice(move |notice| sink.notify(moving.of_notice(notice)));
        read(&self.xml, &moved).map_err(|error| places.of_error(error))
    }
}

/// The message without encoding; `None` if its body is not encoded. That of a fault is if something in it is.
///
/// # Errors
/// When the text is not well-formed, passes a limit, or refers to what is not there, to several elements or to itself.
pub(in crate::soap) fn decoded<D: Elements>(xml: &str, options: &ReadOptions) -> Result<Option<Decoded>> {
    let Ok(schema) = D::schema() else { return Ok(None) };
    let outline = Outline::read::<D>(xml, options)?;
    let Some((version, body)) = outline.version.zip(outline.body) else { return Ok(None) };
    let is_fault = body.local == "Fault" && body.namespace == version.namespace();
    let root = schema.encoded_body(&body.namespace, &body.local);
    if root.is_none() && !is_fault {
        return Ok(None);
    }
    let message = Message::read(xml, options)?;
    if root.is_none() && !is_encoded(&message.root) {
        return Ok(None);
    }
    let decoded = message.decoded(schema, version, root, options);
    // What a fault says has to be told even if it cannot be decoded.
    if root.is_none() && decoded.is_err() && !options.is_strict() {
        return Ok(None);
    }
    message.forgiven.tell(Findings::all(), &message.legal, options);
    decoded.map(Some)
}

/// A message as it came.
struct Message<'x> {
    legal: Legal<'x>,
    root: AnyElement,
    forgiven: Forgiven,
}

impl<'x> Message<'x> {
    fn read(xml: &'x str, options: &ReadOptions) -> Result<Self> {
        let legal = legal(xml, options).map_err(|error| error.locate(xml))?;
        let whole = || {
            let mut r = Reader::new(&legal, &[], options)?;
            let name = r.message_root()?;
            let root = AnyElement::from_reader(name, &mut r)?;
            r.end()?;
            Ok((root, r.into_forgiven()))
        };
        let (root, forgiven) = whole().map_err(|error: Error| legal.locate(error))?;
        Ok(Self { legal, root, forgiven })
    }

    fn decoded(
        &self,
        schema: &Schema,
        version: Version,
        root: Option<TypeId>,
        options: &ReadOptions,
    ) -> Result<Decoded> {
        let mut decoding = Decoding {
            schema,
            numbers: self.numbers(),
            elements: Vec::new(),
            expansion: Expansion::new(&self.root, self.legal.len()),
            depth: options.depth_limit(),
            depth_limit: options.depth_limit(),
        };
        let envelope = decoding.envelope(&self.root, version, root).map_err(|refused| self.error(refused, options))?;
        Ok(Decoded { xml: envelope.to_xml()?, elements: decoding.elements })
    }

    /// The number of each element, in document order.
    fn numbers(&self) -> HashMap<*const AnyElement, usize> {
        let mut elements = Vec::new();
        in_order(&self.root, &mut elements);
        elements.into_iter().zip(0..).collect()
    }

    #[cold]
    fn error(&self, refused: Refused, options: &ReadOptions) -> Error {
        let source = self.legal.original();
        let offset = came(source, options).get(refused.element).copied().unwrap_or(0);
        Error::new(refused.kind, offset).locate(source)
    }
}

fn in_order(element: &AnyElement, into: &mut Vec<*const AnyElement>) {
    into.push(std::ptr::from_ref(element));
    element.elements().for_each(|child| in_order(child, into));
}

/// What is wrong with an element of the message that came.
struct Refused {
    kind: ErrorKind,
    /// Its number.
    element: usize,
}

/// Whether something in a message is written by the rules of SOAP encoding.
fn is_encoded(element: &AnyElement) -> bool {
    let refers = element.attribute("href").is_some_and(|href| href.starts_with('#')) && is_empty(element);
    let says_so =
        |attribute: &crate::bind::AnyAttribute| is_about_encoding(attribute) && attribute.name != "mustUnderstand";
    refers || element.attributes.iter().any(says_so) || element.elements().any(is_encoded)
}

struct Decoding<'m, 's> {
    schema: &'s Schema,
    numbers: HashMap<*const AnyElement, usize>,
    /// The number of the element that each element was made of.
    elements: Vec<usize>,
    expansion: Expansion<'m>,
    /// How many levels more there may be.
    depth: usize,
    depth_limit: usize,
}

impl<'m, 's> Decoding<'m, 's> {
    fn envelope(
        &mut self,
        envelope: &'m AnyElement,
        version: Version,
        root: Option<TypeId>,
    ) -> Result<AnyElement, Refused> {
        let mut made = self.shell(envelope);
        for child in envelope.elements() {
            let is_body = child.name == "Body" && child.namespace == version.namespace();
            let child = if is_body { self.body(child, root)? } else { self.verbatim(child)? };
            made.children.push(AnyNode::Element(child));
        }
        Ok(made)
    }

    /// The body: its first element, and others but those that are referred to.
    fn body(&mut self, body: &'m AnyElement, root: Option<TypeId>) -> Result<AnyElement, Refused> {
        let mut made = self.shell(body);
        for (place, child) in body.elements().enumerate() {
            made.children.push(AnyNode::Element(match root {
                _ if place > 0 && self.expansion.is_referred_to(child) => continue,
                Some(ty) if place == 0 => self.element(child, Target::of_type(ty))?,
                None if place == 0 => self.fault(child)?,
                _ => self.verbatim(child)?,
            }));
        }
        Ok(made)
    }

    /// A fault: each entry of its detail is what it says it is.
    fn fault(&mut self, fault: &'m AnyElement) -> Result<AnyElement, Refused> {
        let mut made = self.shell(fault);
        for child in fault.elements() {
            if !matches!(child.name.as_str(), "detail" | "Detail") {
                made.children.push(AnyNode::Element(self.verbatim(child)?));
                continue;
            }
            let mut detail = self.shell(child);
            for entry in child.elements() {
                let declared = self.schema.type_of_element(&entry.namespace, &entry.name);
                let entry = self.element(entry, Target::of_type(declared.unwrap_or(TypeId::ANY)))?;
                detail.children.push(AnyNode::Element(entry));
            }
            made.children.push(AnyNode::Element(detail));
        }
        Ok(made)
    }

    /// The element without its content.
    fn shell(&mut self, element: &'m AnyElement) -> AnyElement {
        self.elements.push(self.number(element));
        element.without_content()
    }

    fn verbatim(&mut self, element: &'m AnyElement) -> Result<AnyElement, Refused> {
        self.take(element, element)?;
        let mut made = self.shell(element);
        for child in &element.children {
            made.children.push(match child {
                AnyNode::Text(text) => AnyNode::Text(text.clone()),
                AnyNode::Element(child) => AnyNode::Element(self.verbatim(child)?),
            });
        }
        Ok(made)
    }

    fn number(&self, element: &AnyElement) -> usize {
        self.numbers.get(&std::ptr::from_ref(element)).copied().unwrap_or(0)
    }

    /// What is wrong with an element.
    fn refused(&self, kind: ErrorKind, element: &AnyElement) -> Refused {
        Refused { kind, element: self.number(element) }
    }

    fn take(&mut self, element: &'m AnyElement, named: &'m AnyElement) -> Result<(), Refused> {
        self.expansion.take(element, named).map_err(|kind| self.refused(kind, element))
    }

    /// An element as the schema has it, with what it refers to taken in.
    fn element(&mut self, element: &'m AnyElement, target: Target<'m, 's>) -> Result<AnyElement, Refused> {
        let depth = self.depth;
        let mut value = element;
        self.deeper(value)?;
        while let Some(next) = self.expansion.open(value).map_err(|kind| self.refused(kind, value))? {
            self.deeper(value)?;
            value = next;
        }
        let made = self.value(value, element, target);
        self.expansion.close(depth - self.depth - 1);
        self.depth = depth;
        made
    }

    fn deeper(&mut self, element: &AnyElement) -> Result<(), Refused> {
        let what = "levels of values that refer to others";
        let too_deep = || self.refused(ErrorKind::LimitExceeded { what, limit: self.depth_limit }, element);
        self.depth = self.depth.checked_sub(1).ok_or_else(too_deep)?;
        Ok(())
    }

    /// The element `named` with the value of `element`.
    fn value(
        &mut self,
        element: &'m AnyElement,
        named: &'m AnyElement,
        target: Target<'m, 's>,
    ) -> Result<AnyElement, Refused> {
        self.take(element, named)?;
        self.elements.push(self.number(element));
        let mut made = renamed(element, named, target, self.schema);
        let stated = self.stated(element, named, target);
        let told = stated.name.map_or(Ok(()), |name| self.expansion.take_type(name));
        told.map_err(|kind| self.refused(kind, element))?;
        let is_own = |name: &str| stated.ty.is_some_and(|ty| self.schema.has_attribute(ty, name));
        self.inside(element, stated.ty.filter(|_| !is_own("href")))?;
        let keeps_id = is_own("id") || (target.is_anything() && !self.expansion.is_referred_to(element));
        keep_attributes(&mut made, stated.name, keeps_id);
        let ty = stated.ty.filter(|ty| *ty != TypeId::ANY);
        match ty.and_then(|ty| self.schema.array_item(ty)) {
            Some(item) if !is_nil(element) => self.items(element, item, &mut made)?,
            _ => self.accessors(element, ty, &mut made)?,
        }
        Ok(made)
    }

    /// Refuses a value that is somewhere else: what is said of it here is not all there is.
    fn inside(&self, element: &AnyElement, ty: Option<TypeId>) -> Result<(), Refused> {
        match outside(element).filter(|_| ty.is_some_and(|ty| ty != TypeId::ANY)) {
            None => Ok(()),
            Some(uri) => {
                let text = format!("refers to `{uri}`, which is outside of the message: only what is in it is read");
                Err(self.refused(ErrorKind::Invalid(text), element))
            }
        }
    }

    /// The type of an element, and the name that it has to keep: as it says itself, or else what it is called or the array that it is in.
    fn stated(&self, element: &'m AnyElement, named: &'m AnyElement, target: Target<'m, 's>) -> Stated<'m> {
        let own = stated_type(element);
        let after = || named_after(named).or_else(|| named_after(element)).filter(|_| target.is_anything());
        let name = own.or_else(after).or(target.implied);
        let ty = name.and_then(|(uri, local)| self.schema.type_named(uri, local));
        match target.ty {
            None => Stated { ty: None, name },
            Some(TypeId::ANY_SIMPLE) => Stated { ty: None, name },
            Some(TypeId::ANY) => Stated { ty: ty.filter(|ty| self.schema.is_complex(*ty)), name },
            Some(declared) => {
                let is_array = |ty: TypeId| self.schema.array_item(ty).is_some();
                // An array is read as one whatever it says.
                let is_other = |ty: &TypeId| *ty != declared && !is_array(*ty) && !is_array(declared);
                let other = ty.filter(|ty| is_other(ty) && self.schema.is_complex(declared));
                Stated { ty: other.or(Some(declared)), name: name.filter(|_| other.is_some()) }
            }
        }
    }

    /// The items of an array in their places.
    fn items(&mut self, array: &'m AnyElement, item: &'s ElementDecl, made: &mut AnyElement) -> Result<(), Refused> {
        let layout = Layout::of(array);
        let mut placed: Vec<(usize, &'m AnyElement)> = Vec::new();
        let mut next = layout.offset;
        for child in array.elements() {
            next = layout.position(child).unwrap_or(next);
            placed.push((next, child));
            next = next.saturating_add(1);
        }
        placed.sort_by_key(|(place, _)| *place);
        let target = Target::of_element(item).in_array(item_type(array));
        let mut filled = 0_usize;
        for (place, child) in placed {
            while filled < place {
                self.nil_item(array, item, made)?;
                filled += 1;
            }
            made.children.push(AnyNode::Element(self.element(child, target)?));
            filled = place.saturating_add(1);
        }
        // Text has no place among items: reading tells of it.
        let texts = array.children.iter().filter(|child| matches!(child, AnyNode::Text(_)) && !is_blank(child));
        made.children.extend(texts.cloned());
        self.size(made, &layout);
        Ok(())
    }

    /// An item that was left out.
    fn nil_item(&mut self, array: &'m AnyElement, item: &ElementDecl, made: &mut AnyElement) -> Result<(), Refused> {
        self.expansion.take_nil().map_err(|kind| self.refused(kind, array))?;
        self.elements.push(self.number(array));
        made.children.push(AnyNode::Element(nil(item, self.schema)));
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
    fn accessors(&mut self, element: &'m AnyElement, ty: Option<TypeId>, made: &mut AnyElement) -> Result<(), Refused> {
        let known: Vec<&ElementDecl> = ty.into_iter().flat_map(|ty| self.schema.accessors(ty)).collect();
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
        let unknown = Target::default().in_array(item_type(element));
        for (place, child) in children {
            let declared = place.and_then(|place| known.get(place)).copied();
            match child {
                AnyNode::Text(text) => made.children.push(AnyNode::Text(text.clone())),
                AnyNode::Element(child) if is_left_out(child, declared) => {}
                AnyNode::Element(child) => {
                    let target = declared.map_or(unknown, Target::of_element);
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

/// A type, and the name that `xsi:type` has to say, if any.
struct Stated<'m> {
    ty: Option<TypeId>,
    name: Option<(&'m str, &'m str)>,
}

/// Whether nil is the same as absent. What is nil and holds something all the same is left to reading.
fn is_left_out(element: &AnyElement, declared: Option<&ElementDecl>) -> bool {
    declared.is_some_and(|declared| !declared.is_nillable || declared.is_expected)
        && is_nil(element)
        && is_empty(element)
}

/// The accessor that an element is: by its name, in whatever namespace.
fn accessor(element: &AnyElement, known: &[&ElementDecl], schema: &Schema) -> Option<usize> {
    let is_same = |accessor: &ElementDecl| *accessor.name.local == *element.name;
    let is_exact = |accessor: &ElementDecl| is_same(accessor) && schema.namespace_of(accessor) == element.namespace;
    let exact = known.iter().position(|accessor| is_exact(accessor));
    exact.or_else(|| known.iter().position(|accessor| is_same(accessor)))
}
