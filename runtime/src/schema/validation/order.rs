//! Children that do not come when they have to, where validation goes on as lenient reading does.
//!
//! A child of a known name that cannot be the next one waits. As soon as it could be, it has come; if one that has to follow it had come
//! before, it is out of place. So is what waits in vain. What is lacking in the end is missing, and what waited for that need not wait.

use std::collections::VecDeque;

use super::super::component::{ElementId, NsId};
use super::super::finding::{Findings, Rule};
use super::super::matching::{Matched, Progress};
use super::super::message::is_other_form;
use super::super::model::{Kind, Model, NodeId};
use super::super::{ExpandedName, Schema};
use super::children::too_many;
use super::{Frame, Governing, Inside, Validation, invalid};
use crate::error::{NoticeKind, Result};
use crate::xml::{Name, Reader};

/// How many things that one element lacks are told.
const MOST_LACKING: usize = 16;

/// The children of an element that could not come when they came.
#[derive(Default)]
pub(super) struct Order {
    waiting: Vec<Waiting>,
    /// The offset of the last child that was in its place.
    reached: usize,
}

/// The children of one name that wait for others.
struct Waiting {
    name: ExpandedName,
    /// As people write it.
    shown: String,
    /// What could have come instead of the first of them.
    expected: String,
    offsets: VecDeque<usize>,
}

impl Frame<'_> {
    /// Notes that the child at this offset was in its place.
    pub(super) fn reach(&mut self, offset: usize) {
        if let Some(order) = &mut self.order {
            order.reached = offset;
        }
    }
}

impl<'s> Validation<'s, '_> {
    /// Takes a child that cannot be the next one.
    #[cold]
    pub(super) fn out_of_place(&mut self, child: Name<'_>, ns: NsId, r: &mut Reader<'_>) -> Result<()> {
        let Some((model, meant)) = self.meant(child, ns, r) else { return self.unknown(child, ns, r) };
        let (schema, offset) = (self.schema, r.tag_offset());
        let shown = schema.show(&meant);
        let Some(Frame { inside: Inside::Children { progress, .. }, order, .. }) = self.frames.last_mut() else {
            return r.skip();
        };
        let order = order.get_or_insert_default();
        order.settle(schema, model, progress, self.findings);
        let mut matched = progress.take(schema, model, meant.ns, child.local);
        if matches!(matched, Matched::Nothing | Matched::TooMany) {
            order.wait(&meant, shown, offset, || schema.expected(model, progress));
            matched = governing(schema, model, &meant);
        } else {
            order.reached = offset;
        }
        self.matched(matched, child, r)
    }

    /// Takes a child that there are too many ways to match.
    #[cold]
    pub(super) fn beyond_matching(&mut self, child: Name<'_>, ns: NsId, r: &mut Reader<'_>) -> Result<()> {
        let Some((model, meant)) = self.meant(child, ns, r) else { return self.unknown(child, ns, r) };
        if let Some(frame) = self.frames.last_mut().filter(|frame| !frame.is_told) {
            frame.is_told = true;
            self.findings.refuse(Rule::Place, invalid(too_many().to_string(), r.tag_offset()))?;
        }
        self.matched(governing(self.schema, model, &meant), child, r)
    }

    fn matched(&mut self, matched: Matched<'s>, child: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        match matched {
            Matched::Element(id) => self.element(Governing::Declaration(id), child, r),
            Matched::Wildcard(wildcard) => self.element(Governing::Wildcard(wildcard), child, r),
            Matched::Nothing | Matched::TooMany => r.skip(),
        }
    }

    /// The model of the innermost open element, and the name in it by which the child was read, if it was.
    fn meant(&self, child: Name<'_>, ns: NsId, r: &Reader<'_>) -> Option<(&'s Model, ExpandedName)> {
        let Some(Frame { inside: Inside::Children { model, .. }, .. }) = self.frames.last() else { return None };
        let own = ExpandedName { ns, local: child.local.into() };
        let is_known = model.elements_named(self.schema, ns, child.local).next().is_some();
        if is_known || model.wildcards_for(ns).next().is_some() {
            return Some((model, own));
        }
        let other = self.other_form(model, &own)?;
        r.options().ignores_form().then_some((model, other))
    }

    /// The element of a model that one of this name could be meant to be.
    fn other_form(&self, model: &Model, own: &ExpandedName) -> Option<ExpandedName> {
        let mut called = model.elements_called(self.schema, &own.local);
        called.find(|known| is_other_form(own.ns, known.ns)).cloned()
    }

    /// Skips a child of a name that the model does not know.
    fn unknown(&mut self, child: Name<'_>, ns: NsId, r: &mut Reader<'_>) -> Result<()> {
        let Some(Frame { inside: Inside::Children { model, progress, .. }, .. }) = self.frames.last() else {
            return r.skip();
        };
        let (model, expected) = (*model, self.schema.expected(model, progress));
        let own = ExpandedName { ns, local: child.local.into() };
        let error = invalid(format!("unexpected element {}: expected {expected}", self.show(child, r)), r.tag_offset());
        let Some(other) = self.other_form(model, &own) else { return self.skip_refused(Rule::Element, error, r) };
        let (found, expected) = (r.uri(child.ns).to_owned(), self.schema.uri(other.ns).to_owned());
        let kind = NoticeKind::OtherForm { name: child.local.to_owned(), found, expected, is_read: false };
        self.findings.refuse_as(Rule::Element, kind, error)?;
        r.skip()
    }

    /// Takes the end of an element that lacks something, or some of whose children are out of place.
    #[cold]
    pub(super) fn incomplete(
        &mut self,
        model: &Model,
        progress: &mut Progress,
        start: usize,
        order: Option<Box<Order>>,
    ) -> Result<()> {
        if !self.findings.go_on() {
            return Err(self.schema.lacking(model, progress).error(self.schema, start));
        }
        let mut order = order.unwrap_or_default();
        let mut told: Vec<NodeId> = Vec::new();
        for _ in 0..MOST_LACKING {
            order.settle(self.schema, model, progress, self.findings);
            if progress.is_complete(model) {
                break;
            }
            let (particle, node) = self.schema.lacking_nodes(model, progress);
            // What is missing is missing with all that it would hold.
            if !told.iter().any(|missing| model.contains(*missing, particle)) {
                let lacking = self.schema.lacking_at(model, node);
                self.findings.refuse(Rule::Missing(lacking.name(self.schema)), lacking.error(self.schema, start))?;
                told.push(particle);
            }
            if !self.suppose(model, progress, node) {
                break;
            }
        }
        order.waiting.iter().for_each(|waiting| waiting.tell_all(self.findings));
        Ok(())
    }

    /// Goes on as if what is missing had come; whether that is possible.
    fn suppose(&self, model: &Model, progress: &mut Progress, missing: NodeId) -> bool {
        let element = |node: NodeId| match model.node(node).kind {
            Kind::Element(id) => Some(id),
            _ => None,
        };
        let mut elements = model.leaves().filter(|leaf| model.contains(missing, *leaf)).filter_map(element);
        let mut came = |id: ElementId| {
            let name = &self.schema.element(id).name;
            let matched = progress.take(self.schema, model, name.ns, &name.local);
            matches!(matched, Matched::Element(_) | Matched::Wildcard(_))
        };
        elements.any(&mut came)
    }
}

/// What an element of this name is held to, wherever it comes.
fn governing<'s>(schema: &'s Schema, model: &'s Model, meant: &ExpandedName) -> Matched<'s> {
    if let Some((id, _)) = model.elements_named(schema, meant.ns, &meant.local).next() {
        return Matched::Element(id);
    }
    model.wildcards_for(meant.ns).next().map_or(Matched::Nothing, |(wildcard, _)| Matched::Wildcard(wildcard))
}

impl Order {
    /// Lets a child wait.
    fn wait(&mut self, name: &ExpandedName, shown: String, offset: usize, expected: impl FnOnce() -> String) {
        match self.waiting.iter_mut().find(|waiting| waiting.name == *name) {
            Some(waiting) => waiting.offsets.push_back(offset),
            None => {
                let (name, expected) = (name.clone(), expected());
                self.waiting.push(Waiting { name, shown, expected, offsets: VecDeque::from([offset]) });
            }
        }
    }

    /// Takes all that waits and can come now.
    fn settle(&mut self, schema: &Schema, model: &Model, progress: &mut Progress, findings: &mut Findings) {
        let mut goes_on = true;
        while goes_on {
            goes_on = false;
            for waiting in &mut self.waiting {
                while let Some(offset) = waiting.offsets.front().copied() {
                    let matched = progress.take(schema, model, waiting.name.ns, &waiting.name.local);
                    if matches!(matched, Matched::Nothing | Matched::TooMany) {
                        break;
                    }
                    waiting.offsets.pop_front();
                    goes_on = true;
                    if offset < self.reached {
                        waiting.tell(offset, findings);
                    }
                    self.reached = self.reached.max(offset);
                }
            }
            self.waiting.retain(|waiting| !waiting.offsets.is_empty());
        }
    }
}

impl Waiting {
    fn tell(&self, offset: usize, findings: &mut Findings) {
        let kind = NoticeKind::OutOfPlace { name: self.shown.clone(), expected: self.expected.clone() };
        findings.keep_range((offset, offset + 1), None, Rule::Place, kind);
    }

    fn tell_all(&self, findings: &mut Findings) {
        self.offsets.iter().for_each(|offset| self.tell(*offset, findings));
    }
}
