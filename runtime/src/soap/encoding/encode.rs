//! A message as a service that wants SOAP encoding reads it.
//!
//! In: a message as generated types write it, and the schema. Out: the same with `encodingStyle`, the types of all values, and arrays as
//! arrays. Invariant: nothing is taken away but `arraySize`, which becomes part of the array's type.

use super::SOAP_1_1;
use super::names::{
    attribute, bound, encoding_value, is_nil, is_type, nil, of_version, stated_type, type_attribute, value, written,
};
use crate::bind::{AnyAttribute, AnyElement, AnyNode, ElementsIn};
use crate::contract::{ElementDecl, TypeId};
use crate::error::{Error, Result};
use crate::options::ReadOptions;
use crate::schema::Schema;
use crate::soap::Version;
use crate::xml::{Reader, XSD_URI, XSI_URI};

/// The message with encoding, if its body is to be encoded.
///
/// # Errors
/// None, for a message that was written just now.
pub(in crate::soap) fn encoded<'a, D: ElementsIn<'a>>(xml: String, version: Version) -> Result<String> {
    let Ok(schema) = D::schema() else { return Ok(xml) };
    let mut envelope = envelope(&xml)?;
    let encoding = Encoding { schema, version };
    let bodies = children(&mut envelope).filter(|child| child.name == "Body");
    let mut is_encoded = false;
    for root in bodies.flat_map(children) {
        if let Some(ty) = schema.encoded_body(&root.namespace, &root.name) {
            encoding.root(root, ty);
            is_encoded = true;
        } else if root.name == "Fault" && root.namespace == version.namespace() {
            is_encoded |= encoding.fault(root);
        }
    }
    if is_encoded { envelope.to_xml() } else { Ok(xml) }
}

/// What was written, as a tree.
fn envelope(xml: &str) -> Result<AnyElement> {
    let options = ReadOptions::default().max_depth(usize::MAX).max_attributes(usize::MAX).max_bytes(usize::MAX);
    let whole = || {
        let mut r = Reader::new(xml, &[], &options)?;
        let name = r.message_root()?;
        AnyElement::from_reader(name, &mut r)
    };
    whole().map_err(|error: Error| error.locate(xml))
}

fn children(element: &mut AnyElement) -> impl Iterator<Item = &mut AnyElement> {
    element.children.iter_mut().filter_map(|node| match node {
        AnyNode::Element(element) => Some(element),
        AnyNode::Text(_) => None,
    })
}

struct Encoding<'s> {
    schema: &'s Schema,
    version: Version,
}

impl Encoding<'_> {
    /// The operation's element: every parameter is there, those without a value as nil.
    fn root(&self, root: &mut AnyElement, ty: TypeId) {
        self.complete(root, ty, |_| true);
        self.content(root, ty);
        self.style(root);
        for (prefix, uri) in [("soapenc", of_version(self.version)), ("xs", XSD_URI), ("xsi", XSI_URI)] {
            bound(root, prefix, uri);
        }
    }

    fn is_typed(&self, entry: &AnyElement) -> bool {
        stated_type(entry).is_some() && value(entry, self.version.namespace(), "encodingStyle").is_none()
    }

    /// Says that the element is encoded.
    fn style(&self, element: &mut AnyElement) {
        let style = of_version(self.version);
        say(element, attribute("soap", self.version.namespace(), "encodingStyle", style));
    }

    /// Puts nil where there is no value for what has to be there.
    fn complete(&self, element: &mut AnyElement, ty: TypeId, is_wanted: impl Fn(&ElementDecl) -> bool) {
        let known = self.schema.accessors(ty);
        let is_there = |known: &ElementDecl| element.elements().any(|child| *child.name == *known.name.local);
        let is_there: Vec<bool> = known.clone().map(is_there).collect();
        let mut given = std::mem::take(&mut element.children).into_iter().peekable();
        for (accessor, is_there) in known.zip(is_there) {
            let is_it = |node: &AnyNode| matches!(node, AnyNode::Element(child) if *child.name == *accessor.name.local);
            while let Some(node) = given.next_if(is_it) {
                element.children.push(node);
            }
            if !is_there && is_wanted(accessor) {
                element.children.push(AnyNode::Element(nil(accessor, self.schema)));
            }
        }
        element.children.extend(given);
    }

    /// The entries of a fault's detail that say their types, and not that they are encoded already; whether there are any.
    fn fault(&self, fault: &mut AnyElement) -> bool {
        let details = children(fault).filter(|child| matches!(child.name.as_str(), "detail" | "Detail"));
        let mut entries = details.flat_map(children).filter(|entry| self.is_typed(entry)).peekable();
        let any = entries.peek().is_some();
        entries.for_each(|entry| {
            self.value(entry, TypeId::ANY);
            self.style(entry);
        });
        any
    }

    /// What an element of a type holds.
    fn content(&self, element: &mut AnyElement, ty: TypeId) {
        let known = self.schema.accessors(ty);
        for child in children(element) {
            let declared = known.clone().find(|accessor| *accessor.name.local == *child.name);
            if let Some(declared) = declared {
                self.value(child, declared.ty);
            }
        }
    }

    /// A value: its type, and what it holds.
    fn value(&self, element: &mut AnyElement, declared: TypeId) {
        let stated = stated_type(element).and_then(|(uri, local)| self.schema.type_named(uri, local));
        let ty = stated.unwrap_or(declared);
        if is_nil(element) || matches!(ty, TypeId::ANY | TypeId::ANY_SIMPLE) {
            return;
        }
        let is_said = ["arrayType", "itemType"].iter().any(|name| encoding_value(element, name).is_some());
        match self.schema.array_item(ty) {
            // An element that was kept as it came.
            Some(_) if is_said => return,
            Some(item) => self.array(element, item, declared == TypeId::ANY),
            None if stated.is_none() => self.name(element, ty),
            None => {}
        }
        if self.schema.is_complex(ty) {
            self.complete(element, ty, |accessor| accessor.is_expected);
        }
        self.content(element, ty);
    }

    fn name(&self, element: &mut AnyElement, ty: TypeId) {
        if let Some((prefix, uri, local)) = self.schema.name_of_type(ty) {
            let name = written(element, prefix, (uri, local));
            say(element, type_attribute(name));
        }
    }

    /// [SOAP 1.1] 5.4.2; [SOAP 1.2] Part 2, 3.1.6.
    ///
    /// Where the schema allows anything, an array keeps the name of its type.
    fn array(&self, element: &mut AnyElement, item: &ElementDecl, keeps_type: bool) {
        let lengths = take_lengths(element);
        let (ty, ranks) = self.item_type(element, item.ty);
        let encoding = of_version(self.version);
        let soapenc = bound(element, "soapenc", encoding);
        element.attributes.retain(|attribute| keeps_type || !is_type(attribute));
        if encoding == SOAP_1_1 {
            if !keeps_type {
                say(element, type_attribute(format!("{soapenc}:Array")));
            }
            let stated = format!("{ty}{ranks}[{}]", lengths.join(","));
            say(element, attribute(&soapenc, encoding, "arrayType", stated));
        } else {
            say(element, attribute(&soapenc, encoding, "itemType", ty));
            say(element, attribute(&soapenc, encoding, "arraySize", lengths.join(" ")));
        }
    }

    /// The type of the items, and the brackets that say how far they are arrays themselves.
    fn item_type(&self, element: &mut AnyElement, ty: TypeId) -> (String, String) {
        let inner = self.schema.array_item(ty).filter(|_| self.schema.name_of_type(ty).is_none());
        if let Some(inner) = inner {
            let (ty, ranks) = self.item_type(element, inner.ty);
            return (ty, format!("{ranks}[]"));
        }
        let (prefix, uri, local) = self.schema.name_of_type(ty).unwrap_or(("xs", XSD_URI, "anyType"));
        (written(element, prefix, (uri, local)), String::new())
    }
}

/// The lengths of an array's dimensions: as its `arraySize` says, which is taken, or the number of its items.
fn take_lengths(element: &mut AnyElement) -> Vec<String> {
    let stated = element.attribute("arraySize").map(|size| size.split_ascii_whitespace().map(str::to_owned).collect());
    let is_size = |attribute: &AnyAttribute| attribute.namespace.is_empty() && attribute.name == "arraySize";
    element.attributes.retain(|attribute| !is_size(attribute));
    stated.unwrap_or_else(|| vec![element.elements().count().to_string()])
}

/// Gives an element an attribute, whatever it said of that before.
fn say(element: &mut AnyElement, said: AnyAttribute) {
    let is_same = |known: &AnyAttribute| (&known.namespace, &known.name) == (&said.namespace, &said.name);
    element.attributes.retain(|known| !is_same(known));
    element.attributes.push(said);
}
