//! What a message uses that an older version of its contract does not know.
//!
//! In: a message and the name of a version. Out: each element, attribute, enumerated value and named type in it that the contract
//! has since a later version only, with its place. Nothing else is judged: a message that breaks the schema is looked at as far as
//! the schema knows what it is.

use std::collections::BTreeMap;

use super::Schema;
use super::spaces::Spaces;
use crate::contract::{
    ComplexType, ElementId, ExpandedName, FacetValue, NsId, Particle, SimpleDerivation, Since, Term, Type, TypeId,
};
use crate::error::{Error, ErrorKind, Newer, NewerPart, Result};
use crate::options::ReadOptions;
use crate::xml::{Locator, Name, Node, Ns, Reader, legal};

impl Schema {
    /// The versions of the contract that its table tells apart, the oldest first. None, unless the bindings were generated from
    /// several.
    pub fn versions(&self) -> impl Iterator<Item = &str> {
        self.contract.versions.iter().flatten().map(AsRef::as_ref)
    }

    /// What a message, a whole envelope or one element of the contract, uses that `version` does not know yet, in document order.
    /// What stands in a part that is not known is not listed beside it.
    ///
    /// A part that was taken out of the contract and came back counts as there since it came back.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownVersion`] when the contract has no such version; and when the text is not well-formed XML.
    pub fn newer_than(&self, xml: &str, version: &str) -> Result<Vec<Newer>> {
        let known = self.version(version)?;
        // The message is the caller's own, and going through it takes no stack.
        let options = ReadOptions::default().max_depth(usize::MAX).max_bytes(usize::MAX);
        let legal = legal(xml, &options).map_err(|error| error.locate(xml))?;
        let document = || {
            let mut r = Reader::new(&legal, &[], &options)?;
            let root = r.root()?;
            let mut search = Search::new(self, known);
            search.message(root, &mut r)?;
            r.end()?;
            Ok(search.placed(&legal))
        };
        document().map_err(|error: Error| legal.locate(error))
    }

    fn version(&self, label: &str) -> Result<Since> {
        let known = self.versions().position(|known| known == label);
        known.map(|index| index as Since).ok_or_else(|| {
            let known: Vec<&str> = self.versions().collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            Error::new(ErrorKind::UnknownVersion { found: label.to_owned(), known }, 0)
        })
    }
}

/// The elements that may stand in a type, by name, with the version since which they do.
type Children<'s> = BTreeMap<&'s ExpandedName, (ElementId, Since)>;

/// A pass over a message.
struct Search<'s> {
    schema: &'s Schema,
    known: Since,
    spaces: Spaces,
    open: Vec<Open>,
    children: BTreeMap<TypeId, Children<'s>>,
    found: Vec<Found>,
}

/// Something that is newer, without its place.
struct Found {
    part: NewerPart,
    name: String,
    since: Since,
    /// The offset of the element, and one more step below it.
    start: usize,
    step: Option<String>,
}

/// An element whose content is being read.
struct Open {
    /// Its type; `None` for what the contract does not know.
    ty: Option<TypeId>,
    start: usize,
    text: String,
}

impl<'s> Search<'s> {
    fn new(schema: &'s Schema, known: Since) -> Self {
        let (spaces, children) = (Spaces::default(), BTreeMap::new());
        Self { schema, known, spaces, open: Vec::new(), children, found: Vec::new() }
    }

    /// What was found, in document order: a value is looked at where its element ends, behind what it should not hold.
    fn placed(mut self, source: &str) -> Vec<Newer> {
        self.found.sort_by_key(|found| found.start);
        let mut places = Locator::new();
        let placed = self.found.into_iter().map(|Found { part, name, since, start, step }| {
            let since = self.schema.versions().nth(since as usize).unwrap_or_default().to_owned();
            Newer { part, name, since, position: places.position(source, start, step.as_deref()) }
        });
        placed.collect()
    }

    /// The element on whose start tag the reader stands, to its end.
    fn message(&mut self, root: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        self.element(root, r)?;
        while let Some(inner) = self.open.last_mut() {
            match r.next_node()? {
                Some(Node::Text(text)) if inner.ty.is_some() => inner.text.push_str(&text),
                Some(Node::Text(_)) => {}
                Some(Node::Element(name)) => self.element(name, r)?,
                None => self.end(),
            }
        }
        Ok(())
    }

    fn element(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        let start = r.tag_offset();
        let ns = self.spaces.of(self.schema, name.ns, r);
        let outer = self.open.last().and_then(|open| open.ty);
        let found = match outer.and_then(|ty| self.child(ty, ns, name.local)) {
            Some(found) => Some(found),
            None => self.schema.find_element(ns, name.local).map(|id| (id, 0)),
        };
        let mut ty = None;
        if let Some((id, since)) = found {
            let declaration = self.schema.element(id);
            let since = since.max(declaration.since);
            if since > self.known {
                self.report(NewerPart::Element, self.schema.show(&declaration.name), since, (start, None));
                return r.skip();
            }
            ty = Some(declaration.ty);
        }
        let named = self.named_type(r)?;
        if let Some(named) = named {
            let since = self.schema.ty(named).since();
            if since > self.known {
                let name = self.schema.ty(named).name().map(|name| self.schema.show(name)).unwrap_or_default();
                self.report(NewerPart::Type, name, since, (start, Some("@type")));
            }
        }
        let ty = named.or(ty);
        if let Some(ty) = ty {
            self.attributes(ty, start, r)?;
        }
        self.open.push(Open { ty, start, text: String::new() });
        Ok(())
    }

    fn end(&mut self) {
        let Some(Open { ty: Some(ty), start, text }) = self.open.pop() else { return };
        let text_type = match self.schema.ty(ty) {
            Type::Simple(_) => Some(ty),
            Type::Complex(_) => match self.schema.content(ty) {
                Some(super::content::Content::Simple(text)) => Some(*text),
                _ => None,
            },
        };
        if let Some(ty) = text_type {
            self.value(ty, &text, (start, None));
        }
    }

    fn attributes(&mut self, ty: TypeId, start: usize, r: &mut Reader<'_>) -> Result<()> {
        for index in 0..r.attribute_count() {
            let attribute = r.attribute(index);
            let ns = self.spaces.of(self.schema, attribute.ns, r);
            let declared = self.schema.attributes_of(ty).and_then(|all| all.find(self.schema, ns, attribute.local));
            let Some(declared) = declared else { continue };
            let step = format!("@{}", attribute.local);
            if declared.since > self.known {
                let name = self.schema.show(&declared.name);
                self.report(NewerPart::Attribute, name, declared.since, (start, Some(&step)));
                continue;
            }
            let value = r.attribute_value(attribute)?;
            self.value(declared.ty, &value, (start, Some(&step)));
        }
        Ok(())
    }

    /// The type that `xsi:type` names, if the contract has it.
    fn named_type(&mut self, r: &mut Reader<'_>) -> Result<Option<TypeId>> {
        let Some(attribute) = r.find_attribute(Ns::XSI, "type") else { return Ok(None) };
        let value = r.attribute_value(attribute)?;
        let Some((ns, local)) = r.resolve_qname(value.trim_matches([' ', '\t', '\n', '\r'])) else { return Ok(None) };
        let ns = self.spaces.of(self.schema, ns, r);
        Ok(self.schema.find_type(ns, local))
    }

    fn value(&mut self, ty: TypeId, text: &str, place: (usize, Option<&str>)) {
        if let Some(since) = self.schema.later_value(ty, text).filter(|since| *since > self.known) {
            self.report(NewerPart::Value, text.trim().to_owned(), since, place);
        }
    }

    fn report(&mut self, part: NewerPart, name: String, since: Since, (start, step): (usize, Option<&str>)) {
        self.found.push(Found { part, name, since, start, step: step.map(str::to_owned) });
    }

    /// The element of a name that may stand in a type, and since when it does.
    fn child(&mut self, ty: TypeId, ns: NsId, local: &str) -> Option<(ElementId, Since)> {
        let schema = self.schema;
        let children = self.children.entry(ty).or_insert_with(|| {
            let mut children = Children::new();
            let mut next = schema.ty(ty).as_complex();
            while let Some(complex) = next {
                complex.particles.iter().for_each(|particle| collect(schema, particle, &mut children));
                next = inherited(schema, complex);
            }
            children
        });
        children.get(&ExpandedName { ns, local: local.into() }).copied()
    }
}

/// The type whose content comes before a type's own.
fn inherited<'s>(schema: &'s Schema, complex: &ComplexType) -> Option<&'s ComplexType> {
    let extends = complex.method == crate::contract::Method::Extension && !complex.is_complete;
    schema.ty(complex.base).as_complex().filter(|_| extends && complex.base != TypeId::ANY)
}

/// Adds the elements of a particle; of a name that stands in several places, the oldest.
fn collect<'s>(schema: &'s Schema, particle: &'s Particle, children: &mut Children<'s>) {
    match &particle.term {
        Term::Wildcard(_) => {}
        Term::Group(_, particles) => particles.iter().for_each(|inner| collect(schema, inner, children)),
        Term::Element(head) => {
            for id in schema.substitutable(*head) {
                let name = &schema.element(id).name;
                let entry = children.entry(name).or_insert((id, particle.since));
                if particle.since < entry.1 {
                    *entry = (id, particle.since);
                }
            }
        }
    }
}

impl Schema {
    /// Since when a text is a value of a simple type, if that is not since ever.
    fn later_value(&self, ty: TypeId, text: &str) -> Option<Since> {
        let Type::Simple(simple) = self.ty(ty) else { return None };
        let listed = || {
            simple.facets.iter().filter_map(|facet| match &facet.value {
                FacetValue::Enumeration(value) => Some((value.as_str(), facet.since)),
                _ => None,
            })
        };
        if listed().next().is_some() {
            let is = |value: &str| value == text || value.split_whitespace().eq(text.split_whitespace());
            return listed().find(|(value, since)| *since > 0 && is(value)).map(|(_, since)| since);
        }
        match &simple.made {
            SimpleDerivation::Builtin(_) => None,
            SimpleDerivation::Restriction(base) => self.later_value(*base, text),
            SimpleDerivation::List(item) => {
                text.split_whitespace().filter_map(|word| self.later_value(*item, word)).max()
            }
            SimpleDerivation::Union(members) => members.iter().find_map(|member| self.later_value(*member, text)),
        }
    }
}
