//! Ways through a schema: from a global element to one that it holds.

use super::content::Content;
use super::matching::{Matched, Progress};
use super::model::{Kind, Model, NodeId};
use super::{Schema, TypeId};
use crate::contract::{Compositor, ElementId, SimpleDerivation, Type, ValueConstraint};
use crate::error::Result;
use crate::xml::{Findings, Name, Reader};
use crate::xsd::Builtin;

/// An element of the schema at the end of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) element: ElementId,
    /// Whether a message can be read without it.
    pub(crate) can_be_left_out: bool,
    /// Which of its elements stand for a group, so that nil is no way to leave them out.
    pub(crate) need: Need,
}

/// Which of the elements of a step stand for a group that they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// None: it is optional, or a list.
    No,
    /// The first: an alternative that is a list.
    First,
    /// Each: an alternative.
    Each,
}

/// The children of an element whose wildcards admit the name of a step, as far as they have come.
pub(crate) struct Children {
    model: (&'static Schema, &'static Model),
    progress: Progress,
}

impl Children {
    /// Whether the next child is for a wildcard, whatever it is called.
    pub(crate) fn is_for_wildcard(&mut self, (uri, local): (&str, &str)) -> bool {
        let (schema, model) = self.model;
        matches!(self.progress.take(schema, model, schema.namespace(uri), local), Matched::Wildcard(_))
    }
}

impl Schema {
    /// The children of an element, if their names do not tell which of them is this step.
    pub(crate) fn children(&'static self, of: Target, (uri, _): (&str, &str)) -> Option<Children> {
        let model = self.children_of(of)?;
        model.wildcards_for(self.namespace(uri)).next()?;
        Some(Children { model: (self, model), progress: Progress::default() })
    }

    /// The global element of a name.
    pub(crate) fn first_step(&self, (uri, local): (&str, &str)) -> Option<Target> {
        let element = self.find_element(self.namespace(uri), local)?;
        Some(Target { element, can_be_left_out: false, need: Need::No })
    }

    /// The element of a name that an element holds.
    pub(crate) fn step(&self, from: Target, (uri, local): (&str, &str)) -> Option<Target> {
        let model = self.children_of(from)?;
        let (element, node) = model.elements_named(self, self.namespace(uri), local).next()?;
        Some(Target { element, can_be_left_out: can_be_left_out(model, node), need: need(model, node) })
    }

    /// The names of the elements that an element holds, as people write them.
    pub(crate) fn steps(&self, from: Target) -> Vec<String> {
        let Some(model) = self.children_of(from) else { return Vec::new() };
        let elements = model.leaves().filter_map(|leaf| match model.node(leaf).kind {
            Kind::Element(id) => Some(self.show(&self.element(id).name)),
            _ => None,
        });
        elements.collect()
    }

    fn children_of(&self, element: Target) -> Option<&Model> {
        match self.content(self.element(element.element).ty)? {
            Content::ElementOnly(model) | Content::Mixed(model) => Some(model),
            Content::Empty | Content::Simple(_) => None,
        }
    }

    /// The namespace and the local name of an element's type; `None` for a type without a name.
    pub(crate) fn type_of(&self, element: Target) -> Option<(&str, &str)> {
        let name = self.ty(self.element(element.element).ty).name().filter(|name| !name.local.contains('/'))?;
        Some((self.uri(name.ns), &name.local))
    }

    /// What an element stands for that is empty and may hold text.
    pub(crate) fn value_of(&self, element: Target) -> Option<&ValueConstraint> {
        let declared = self.element(element.element);
        let holds_text = !matches!(self.content(declared.ty), Some(Content::Empty | Content::ElementOnly(_)));
        declared.value.as_ref().filter(|value| holds_text && !value.text().is_empty())
    }

    /// The type of the text of elements of a type which hold nothing else.
    fn text_of(&self, declared: TypeId) -> Option<TypeId> {
        match self.content(declared) {
            Some(Content::Simple(text)) => Some(*text),
            Some(_) => None,
            None => Some(declared),
        }
    }

    /// Whether an element holds octets in Base64, and nothing else.
    pub(crate) fn is_base64(&self, element: Target) -> bool {
        let Some(mut ty) = self.text_of(self.element(element.element).ty) else { return false };
        loop {
            match self.ty(ty) {
                Type::Simple(simple) => match &simple.made {
                    SimpleDerivation::Builtin(builtin) => return *builtin == Builtin::Base64Binary,
                    SimpleDerivation::Restriction { .. } => ty = base_of(&simple.made),
                    _ => return false,
                },
                Type::Complex(_) => return false,
            }
        }
    }

    /// Checks the element on whose start tag the reader stands by its declaration; see [`Schema::examine`].
    ///
    /// # Errors
    /// As there.
    pub(crate) fn examine_item(
        &self,
        target: Target,
        name: Name<'_>,
        r: &mut Reader<'_>,
        findings: &mut Findings,
    ) -> Result<()> {
        if r.leap_over_held() {
            return Ok(());
        }
        self.validated(findings, |validation| validation.declared_by(target.element, name, r))
    }
}

fn base_of(made: &SimpleDerivation) -> TypeId {
    made.base()
}

fn need(model: &Model, node: NodeId) -> Need {
    let (mut at, mut repeats) = (node, model.node(node).max > 1);
    while is_only_child(model, at) {
        at = model.node(at).parent;
        repeats |= model.node(at).max > 1;
    }
    let parent = model.node(model.node(at).parent);
    match parent.kind {
        Kind::Group(Compositor::Choice) if repeats && parent.max == 1 => Need::First,
        Kind::Group(Compositor::Choice) => Need::Each,
        _ => Need::No,
    }
}

/// Whether lenient reading can do without a node: it repeats, or may be left out, or a group around it which has nothing else in it.
fn can_be_left_out(model: &Model, node: NodeId) -> bool {
    let mut at = node;
    loop {
        let step = model.node(at);
        if step.max > 1 || step.is_emptiable() {
            return true;
        }
        let is_alternative = model.node(step.parent).kind == Kind::Group(Compositor::Choice);
        if at == 0 || !(is_alternative || is_only_child(model, at)) {
            return false;
        }
        at = step.parent;
    }
}

/// Whether a group has nothing else in it. The root is in none.
fn is_only_child(model: &Model, node: NodeId) -> bool {
    let parent = model.node(node).parent;
    node == parent + 1 && model.node(node).end == model.node(parent).end
}
