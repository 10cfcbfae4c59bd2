//! Children that do not come when they have to, where validation goes on as lenient reading does.
//!
//! A child of a known name that cannot be the next one waits. As soon as it could be, it has come; if one that has to follow it had come
//! before, it is out of place. So is what waits in vain. What is lacking in the end is missing, and what waited for that need not wait.

use std::collections::VecDeque;

use super::super::matching::{Matched, Progress};
use super::super::message::is_other_form;
use super::super::model::{Kind, Model, NodeId};
use super::super::{ExpandedName, Schema};
use super::children::too_many;
use super::{Frame, Governing, Inside, Validation, invalid};
use crate::contract::NsId;
use crate::error::{NoticeKind, Result};
use crate::xml::{Findings, Name, Reader, Rule};

/// How many things that one element lacks are told.
const MOST_LACKING: usize = 16;

/// The children of an element that could not come when they came.
#[derive(Default)]
pub(super) struct Order {
    waiting: Vec<Waiting>,
    /// The offset of the last child that was in its place.
    reached: usize,
    /// What is missing.
    missing: Vec<NodeId>,
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

impl<'s> Validation<'s> {
    /// Takes a child that cannot be the next one.
    #[cold]
    pub(super) fn out_of_place(&mut self, child: Name<'_>, ns: NsId, r: &mut Reader<'_>) -> Result<()> {
        let Some((model, meant)) = self.meant(child, ns, r) else { return self.unknown(child, ns, r) };
        let offset = r.tag_offset();
        let Some(Frame { start, inside: Inside::Children { progress, .. }, order, .. }) = self.frames.last_mut() else {
            return r.skip();
        };
        let order = order.get_or_insert_default();
        let mut content = ContentOf { schema: self.schema, model, start: *start, progress };
        order.settle(&mut content, &mut self.findings);
        if content.takes(&meant)
            || (order.lets_another_begin(&mut content, &meant, &mut self.findings) && content.takes(&meant))
        {
            order.reached = offset;
        } else {
            order.wait(&content, &meant, offset);
        }
        self.matched(governing(self.schema, model, &meant), child, r)
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
        order.finish(&mut ContentOf { schema: self.schema, model, start, progress }, &mut self.findings);
        Ok(())
    }
}

/// What has come of an element's content, and what may.
struct ContentOf<'s, 'p> {
    schema: &'s Schema,
    model: &'s Model,
    /// The offset of the element.
    start: usize,
    progress: &'p mut Progress,
}

impl ContentOf<'_, '_> {
    /// Whether an element of this name comes next; it has come then.
    fn takes(&mut self, name: &ExpandedName) -> bool {
        let matched = self.progress.take(self.schema, self.model, name.ns, &name.local);
        matches!(matched, Matched::Element(_) | Matched::Wildcard(_))
    }

    /// Goes on as if what is missing had come; whether that is possible.
    fn suppose(&mut self, missing: NodeId) -> bool {
        let (schema, model) = (self.schema, self.model);
        let element = |node: NodeId| match model.node(node).kind {
            Kind::Element(id) => Some(&schema.element(id).name),
            _ => None,
        };
        let mut names = model.leaves().filter(|leaf| model.contains(missing, *leaf)).filter_map(element);
        names.any(|name| self.takes(name))
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
    fn wait(&mut self, content: &ContentOf<'_, '_>, name: &ExpandedName, offset: usize) {
        match self.waiting.iter_mut().find(|waiting| waiting.name == *name) {
            Some(waiting) => waiting.offsets.push_back(offset),
            None => {
                let shown = content.schema.show(name);
                let expected = content.schema.expected(content.model, content.progress);
                let offsets = VecDeque::from([offset]);
                self.waiting.push(Waiting { name: name.clone(), shown, expected, offsets });
            }
        }
    }

    /// Takes all that waits and can come now.
    fn settle(&mut self, content: &mut ContentOf<'_, '_>, findings: &mut Findings) {
        let mut goes_on = true;
        while goes_on {
            goes_on = false;
            for waiting in &mut self.waiting {
                while let Some(offset) = waiting.offsets.front().copied().filter(|_| content.takes(&waiting.name)) {
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

    /// Whether a child of this name begins another occurrence of something that lacks something: that is missing then.
    fn lets_another_begin(
        &mut self,
        content: &mut ContentOf<'_, '_>,
        name: &ExpandedName,
        findings: &mut Findings,
    ) -> bool {
        let (schema, model) = (content.schema, content.model);
        let here = content.progress.place(content.model).map_or(0, |place| place.node);
        let mut nodes = model.elements_named(schema, name.ns, &name.local).map(|(_, node)| node);
        let missing = nodes.find(|node| *node <= here);
        let missing = missing.and_then(|node| schema.lacking_node_before(model, content.progress, node));
        missing.is_some_and(|missing| self.supposes(content, missing, missing, findings))
    }

    /// Tells what is missing, of a particle that is, and goes on as if it had come; whether that is possible.
    fn supposes(
        &mut self,
        content: &mut ContentOf<'_, '_>,
        particle: NodeId,
        missing: NodeId,
        findings: &mut Findings,
    ) -> bool {
        // What is missing is missing with all that it would hold.
        if !self.missing.iter().any(|known| content.model.contains(*known, particle)) {
            let lacking = content.schema.lacking_at(content.model, missing);
            findings.keep_missing(lacking.name(content.schema), &lacking.error(content.schema, content.start));
            self.missing.push(particle);
        }
        content.suppose(missing)
    }

    /// Tells what is missing in the end, and what has waited in vain.
    fn finish(&mut self, content: &mut ContentOf<'_, '_>, findings: &mut Findings) {
        for _ in 0..MOST_LACKING {
            self.settle(content, findings);
            if content.progress.is_complete(content.model) {
                break;
            }
            let (particle, missing) = content.schema.lacking_nodes(content.model, content.progress);
            if !self.supposes(content, particle, missing, findings) {
                break;
            }
        }
        self.waiting.iter().for_each(|waiting| waiting.tell_all(findings));
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
