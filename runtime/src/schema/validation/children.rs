//! What is inside an open element: children, text and the end (Part 1, cvc-complex-type 2, cvc-elt 3 and 5).

use super::super::matching::{MOST_PLACES, Matched, Progress};
use super::super::message::is_other_form;
use super::super::model::Model;
use super::watching::doubtful;
use super::{Governing, Inside, Validation, invalid};
use crate::contract::NsId;
use crate::error::{Error, ErrorKind, Result, in_namespace};
use crate::xml::{Name, Reader, Rule};

impl<'s> Validation<'s> {
    /// Takes the child on whose start tag the reader stands.
    pub(super) fn child(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        let ns = self.spaces.of(self.schema, name.ns, r);
        let Some(frame) = self.frames.last_mut() else { return r.skip() };
        let start = frame.start;
        let matched = match &mut frame.inside {
            Inside::Nothing(why) => {
                let why = *why;
                return self.refused_child(name, why, r);
            }
            Inside::Children { .. } if frame.fixed.is_some() => {
                return self.refused_child(name, "expected only the text that is fixed", r);
            }
            Inside::Children { model, progress, .. } => progress.take(self.schema, model, ns, name.local),
            Inside::Anything => Matched::Nothing,
        };
        match matched {
            Matched::Nothing | Matched::TooMany => {}
            Matched::Element(_) | Matched::Wildcard(_) => frame.reach(r.tag_offset()),
        }
        match matched {
            Matched::Element(id) => self.element(Governing::Declaration(id), name, r),
            Matched::Wildcard(wildcard) => self.element(Governing::Wildcard(wildcard), name, r),
            Matched::Nothing if self.findings.go_on() => self.out_of_place(name, ns, r),
            Matched::Nothing if self.is_watching => Err(doubtful()),
            Matched::Nothing => Err(self.unexpected(name, ns, start, r)),
            Matched::TooMany if self.findings.go_on() => self.beyond_matching(name, ns, r),
            Matched::TooMany => Err(Error::new(too_many(), r.tag_offset())),
        }
    }

    /// Takes a child where there may be none.
    #[cold]
    fn refused_child(&mut self, name: Name<'_>, why: &str, r: &mut Reader<'_>) -> Result<()> {
        if let Some(frame) = self.frames.last_mut() {
            frame.is_told = true;
        }
        let name = self.show(name, r);
        self.skip_refused(Rule::Element, invalid(format!("unexpected element {name}: {why}"), r.tag_offset()), r)
    }

    /// Takes text, which stands between two offsets. White space between elements is none.
    pub(super) fn text(&mut self, text: &str, range: (usize, usize)) -> Result<()> {
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        if let Some(fixed) = &mut frame.fixed {
            fixed.1.push_str(text);
        }
        let is_blank = text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        let reason = match &frame.inside {
            Inside::Children { is_mixed: true, .. } => return Ok(()),
            Inside::Children { .. } if is_blank => return Ok(()),
            Inside::Children { .. } => "expected elements only",
            Inside::Anything => return Ok(()),
            // A child that follows says more.
            Inside::Nothing(_) if is_blank => {
                frame.is_blank = true;
                return Ok(());
            }
            Inside::Nothing(why) => why,
        };
        let error = invalid(format!("unexpected text {:?}: {reason}", excerpt(text.trim())), frame.start);
        self.findings.refuse_text(range, error)
    }

    /// Takes the end of the innermost open element.
    pub(super) fn end(&mut self) -> Result<()> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        match frame.inside {
            Inside::Nothing(why) if frame.is_blank && !frame.is_told => {
                let error = invalid(format!("unexpected white space: {why}"), frame.start);
                self.findings.refuse(Rule::Text, error)?;
            }
            Inside::Nothing(_) => {}
            Inside::Anything => return Ok(()),
            Inside::Children { model, mut progress, .. } => {
                if !frame.is_told && (frame.order.is_some() || !progress.is_complete(model)) {
                    self.incomplete(model, &mut progress, frame.start, frame.order)?;
                }
                if progress.has_memory() {
                    progress.clear();
                    self.spare.push(progress);
                }
            }
        }
        match frame.fixed.as_deref() {
            // No text at all stands for the fixed one.
            Some((fixed, text)) if !text.is_empty() && text != fixed => self.not_fixed(text, fixed, frame.start)?,
            _ => {}
        }
        self.leave()
    }

    /// The error for a child that matches nothing: what is lacking before it, unless that follows or would not help.
    #[cold]
    fn unexpected(&mut self, name: Name<'_>, ns: NsId, start: usize, r: &mut Reader<'_>) -> Error {
        let at = r.tag_offset();
        let found = self.show(name, r);
        let Some(frame) = self.frames.last() else { return invalid(found, at) };
        let Inside::Children { model, progress, .. } = &frame.inside else { return invalid(found, at) };
        let (model, expected) = (*model, self.schema.expected(model, progress));
        if let Some(meant) = model.elements_called(self.schema, name.local).find(|known| is_other_form(ns, known.ns)) {
            let [found, expected] = [r.uri(name.ns), self.schema.uri(meant.ns)].map(in_namespace);
            return invalid(format!("unexpected element {} {found}: expected {0} {expected}", name.local), at);
        }
        if let Some(lacking) = self.lacking_before(model, progress, ns, name.local) {
            let is_lacking = |local: &str| matches!(&lacking, super::super::message::Lacking::Element(id) if *self.schema.element(*id).name.local == *local);
            if !follows(r, is_lacking) {
                return lacking.error(self.schema, start);
            }
        }
        invalid(format!("unexpected element {found}: expected {expected}"), at)
    }

    fn lacking_before(
        &self,
        model: &Model,
        progress: &Progress,
        ns: NsId,
        local: &str,
    ) -> Option<super::super::message::Lacking> {
        let nodes: Vec<_> = model.elements_named(self.schema, ns, local).map(|(_, node)| node).collect();
        self.schema.lacking_before(model, progress, &nodes)
    }
}

/// Whether a child for which `wanted` holds comes behind the one on whose start tag the reader stands.
fn follows(r: &mut Reader<'_>, wanted: impl Fn(&str) -> bool) -> bool {
    // All that counts is the order of what can be read; the document is refused in any case.
    while r.skip().is_ok() {
        match r.next_child() {
            Ok(Some(name)) if wanted(name.local) => return true,
            Ok(Some(_)) => {}
            _ => break,
        }
    }
    false
}

pub(super) fn too_many() -> ErrorKind {
    ErrorKind::LimitExceeded { what: "ways to match the children of one element", limit: MOST_PLACES }
}

/// The beginning of a text.
pub(super) fn excerpt(text: &str) -> String {
    crate::error::excerpt(text, 32).into_owned()
}
