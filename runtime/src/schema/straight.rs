//! Content models that are a sequence of elements, and of choices among elements, as nearly all are: where one is in them is a number.
//!
//! In: the nodes of a model. Out: its steps, if it is made of nothing else and no name stands in two of them. Invariant: a name tells its step,
//! so that there is never more than one way to match.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::matching::{Matched, Place};
use super::model::{Kind, Model, NodeId};
use super::plain::Plain;
use super::{ExpandedName, Schema};
use crate::contract::{Compositor, ElementId, NsId, UNBOUNDED};
use crate::xml::Fields;

/// See the module's documentation.
#[derive(Debug)]
pub(super) struct Straight {
    steps: Vec<Step>,
    /// The elements of all steps, in the order of these.
    elements: Vec<Named>,
    /// Whether no step is counted: where one is follows from the element that came last.
    pub(super) is_uncounted: bool,
    /// Which of them are the fields of the Rust type that is read of such content.
    fields: OnceLock<FieldsOf>,
}

/// Which elements fields are: their numbers, from 1 on; 0 for what has not been looked for yet.
#[derive(Debug)]
struct FieldsOf {
    fields: &'static Fields,
    elements: Box<[AtomicU32]>,
}

/// A particle of the sequence.
#[derive(Debug)]
struct Step {
    /// The first of its elements.
    first: u32,
    /// How many of the steps up to this one cannot be left out.
    required: u32,
    node: NodeId,
}

/// An element that matches a step.
#[derive(Debug)]
pub(super) struct Named {
    /// What is compared before the name.
    key: u32,
    step: u32,
    /// How often its step occurs, and how many of the steps before that cannot be left out.
    min: u32,
    max: u32,
    required: u32,
    ns: NsId,
    pub(super) id: ElementId,
    local: Box<str>,
    node: u32,
    /// What is to be checked of it; worked out when it is first asked for.
    pub(super) plain: OnceLock<Option<Plain>>,
}

/// Where one is in a straight model.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct At {
    /// The number of the step, from 1 on; 0 before the first child.
    step: u32,
    /// How often it has matched, and has to.
    count: u32,
    least: u32,
    /// How many of the steps up to it cannot be left out.
    required: u32,
    /// The node of the element that matched last.
    node: u32,
}

/// What differs between most names, and costs nothing to compare.
#[inline(always)]
fn key(ns: NsId, local: &str) -> u32 {
    let bytes = local.as_bytes();
    let [first, last] = [bytes.first(), bytes.last()].map(|byte| u32::from(byte.copied().unwrap_or(0)));
    (bytes.len() as u32) << 16 ^ first << 8 ^ last ^ ns.0 << 24
}

impl Straight {
    /// The steps of a model whose `names` are those of its elements, substitution groups spread out.
    pub(super) fn of(schema: &Schema, model: &Model, names: &[(ElementId, NodeId)]) -> Option<Self> {
        let mut straight =
            Self { steps: Vec::new(), elements: Vec::new(), is_uncounted: false, fields: OnceLock::new() };
        for particle in model.particles(0) {
            straight.add(schema, model, particle, names)?;
        }
        straight.is_uncounted =
            straight.elements.iter().all(|element| element.min <= 1 && (element.max == 1 || element.max == UNBOUNDED));
        let mut known: Vec<_> = straight.elements.iter().map(|element| (element.ns, &*element.local)).collect();
        known.sort_unstable();
        known.windows(2).all(|pair| pair.first() != pair.last()).then_some(straight)
    }

    fn add(&mut self, schema: &Schema, model: &Model, node: NodeId, names: &[(ElementId, NodeId)]) -> Option<()> {
        let first = self.elements.len() as u32;
        match model.node(node).kind {
            Kind::Element(_) => self.name(schema, (node, node), model, names),
            Kind::Group(Compositor::Choice) => {
                for inner in model.particles(node) {
                    let is_one_element = matches!(model.node(inner).kind, Kind::Element(_));
                    (is_one_element && (model.node(inner).min, model.node(inner).max) == (1, 1)).then_some(())?;
                    self.name(schema, (inner, node), model, names);
                }
            }
            Kind::Group(_) | Kind::Wildcard => return None,
        }
        let particle = model.node(node);
        let required = self.required() + u32::from(particle.min > 0);
        self.steps.push(Step { first, required, node });
        (particle.max > 0).then_some(())
    }

    /// How many steps cannot be left out.
    #[inline(always)]
    fn required(&self) -> u32 {
        self.steps.last().map_or(0, |step| step.required)
    }

    /// Adds the elements that match a node of a particle.
    fn name(
        &mut self,
        schema: &Schema,
        (node, particle): (NodeId, NodeId),
        model: &Model,
        names: &[(ElementId, NodeId)],
    ) {
        let (step, required) = (self.steps.len() as u32 + 1, self.required());
        let (min, max) = (model.node(particle).min, model.node(particle).max);
        for (id, _) in names.iter().filter(|(_, at)| *at == node) {
            let ExpandedName { ns, local } = &schema.element(*id).name;
            let (key, local) = (key(*ns, local), local.as_ref().into());
            let (id, ns, node, plain) = (*id, *ns, node as u32, OnceLock::new());
            self.elements.push(Named { key, step, min, max, required, ns, id, local, node, plain });
        }
    }

    /// The element that a field is, if it is one: `name` tells it where that is not known yet.
    #[inline]
    pub(super) fn element_of(
        &self,
        fields: &'static Fields,
        field: u32,
        name: impl FnOnce() -> Option<(NsId, Box<str>)>,
    ) -> Option<&Named> {
        let known = self.fields.get_or_init(|| FieldsOf::new(fields));
        let slot = known.elements.get(field as usize).filter(|_| std::ptr::eq(known.fields, fields))?;
        match slot.load(Ordering::Relaxed) {
            0 => self.look_for(name()?, slot),
            number => self.elements.get(number as usize - 1),
        }
    }

    #[cold]
    fn look_for(&self, (ns, local): (NsId, Box<str>), slot: &AtomicU32) -> Option<&Named> {
        let index = self.elements.iter().position(|element| element.ns == ns && element.local == local)?;
        slot.store(index as u32 + 1, Ordering::Relaxed);
        self.elements.get(index)
    }

    /// A step by its number, from 1 on.
    #[inline(always)]
    fn step(&self, number: u32) -> Option<&Step> {
        self.steps.get((number as usize).wrapping_sub(1))
    }
}

impl FieldsOf {
    fn new(fields: &'static Fields) -> Self {
        Self { fields, elements: (0..fields.count()).map(|_| AtomicU32::new(0)).collect() }
    }
}

impl At {
    /// Takes the next child. Nothing changes if it does not match.
    #[inline]
    pub(super) fn take<'s>(&mut self, straight: &Straight, ns: NsId, local: &str) -> Matched<'s> {
        let here = straight.step(self.step);
        let key = key(ns, local);
        let rest = straight.elements.get(here.map_or(0, |step| step.first as usize)..).unwrap_or_default();
        let is_it = |element: &&Named| element.key == key && element.ns == ns && *element.local == *local;
        match rest.iter().find(is_it) {
            Some(found) if self.advance(found) => Matched::Element(found.id),
            _ => Matched::Nothing,
        }
    }

    /// Takes an element of the model, if it can come next; else nothing changes.
    #[inline]
    pub(super) fn advance(&mut self, found: &Named) -> bool {
        if found.step == self.step {
            let is_next = self.count < found.max;
            self.count += u32::from(is_next);
            self.node = if is_next { found.node } else { self.node };
            return is_next;
        }
        let is_next = found.step > self.step && self.count >= self.least && found.required == self.required;
        if is_next {
            self.jump(found);
        }
        is_next
    }

    /// Goes behind the first of these elements, whatever was before.
    #[inline]
    pub(super) fn jump(&mut self, found: &Named) {
        let required = found.required + u32::from(found.min > 0);
        *self = Self { step: found.step, count: 1, least: found.min, required, node: found.node };
    }

    /// Whether the element may end here.
    #[inline]
    pub(super) fn is_complete(&self, straight: &Straight) -> bool {
        self.count >= self.least && self.required == straight.required()
    }

    /// The same as a place in the model; `None` before the first child.
    pub(super) fn place(&self, straight: &Straight, model: &Model) -> Option<Place> {
        straight.step(self.step).map(|step| Place::at(model, self.node as NodeId, step.node, self.count))
    }
}
