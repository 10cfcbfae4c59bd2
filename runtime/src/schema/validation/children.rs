//! What is inside an open element: children, text and the end (Part 1, cvc-complex-type 2, cvc-elt 3 and 5).

use super::super::component::NsId;
use super::super::matching::{MOST_PLACES, Matched, Progress};
use super::super::model::Model;
use super::{Governing, Inside, Validation, invalid, not_fixed};
use crate::error::{Error, ErrorKind, Result};
use crate::xml::{Name, Reader};

impl<'s> Validation<'s> {
    /// Takes the child on whose start tag the reader stands.
    pub(super) fn child(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        let ns = self.spaces.of(self.schema, name.ns, r);
        let Some(frame) = self.frames.last_mut() else { return r.skip() };
        let start = frame.start;
        let matched = match &mut frame.inside {
            Inside::Nothing(why) => {
                let why = *why;
                let name = self.show(name, r);
                return Err(invalid(format!("unexpected element {name}: {why}"), r.tag_offset()));
            }
            Inside::Children { .. } if frame.fixed.is_some() => {
                let name = self.show(name, r);
                let reason = format!("unexpected element {name}: expected only the text that is fixed");
                return Err(invalid(reason, r.tag_offset()));
            }
            Inside::Children { model, progress, .. } => progress.take(self.schema, model, ns, name.local),
        };
        match matched {
            Matched::Element(id) => self.element(Governing::Declaration(id), name, r),
            Matched::Wildcard(wildcard) => self.element(Governing::Wildcard(wildcard), name, r),
            Matched::Nothing => Err(self.unexpected(name, ns, start, r)),
            Matched::TooMany => {
                let what = "ways to match the children of one element";
                Err(Error::new(ErrorKind::LimitExceeded { what, limit: MOST_PLACES }, r.tag_offset()))
            }
        }
    }

    /// Takes text. White space between elements is none.
    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        if let Some((_, so_far)) = &mut frame.fixed {
            so_far.push_str(text);
        }
        let reason = match &frame.inside {
            Inside::Children { is_mixed: true, .. } => return Ok(()),
            Inside::Children { .. } if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) => {
                return Ok(());
            }
            Inside::Children { .. } => "expected elements only",
            Inside::Nothing(why) => why,
        };
        Err(invalid(format!("unexpected text {:?}: {reason}", excerpt(text)), frame.start))
    }

    /// Takes the end of the innermost open element.
    pub(super) fn end(&mut self) -> Result<()> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        if let Inside::Children { model, mut progress, .. } = frame.inside {
            if !progress.is_complete(model) {
                return Err(self.schema.lacking(model, &progress).error(self.schema, frame.start));
            }
            progress.clear();
            self.spare.push(progress);
        }
        match frame.fixed {
            // No text at all stands for the fixed one.
            Some((fixed, text)) if !text.is_empty() && text != fixed => Err(not_fixed(&text, fixed, frame.start)),
            _ => Ok(()),
        }
    }

    /// The error for a child that matches nothing: what is lacking before it, unless that follows or would not help.
    #[cold]
    fn unexpected(&mut self, name: Name<'_>, ns: NsId, start: usize, r: &mut Reader<'_>) -> Error {
        let at = r.tag_offset();
        let found = self.show(name, r);
        let Some(frame) = self.frames.last() else { return invalid(found, at) };
        let Inside::Children { model, progress, .. } = &frame.inside else { return invalid(found, at) };
        let (model, expected) = (*model, self.schema.expected(model, progress));
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

/// The beginning of a text.
fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(32) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
