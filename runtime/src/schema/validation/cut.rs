//! Elements that were cut out of a document, and the element that was cut out by itself.
//!
//! What is left of the document is held to the schema as if they were still there, as far as its content models go: their order and number
//! count. Each of them is held to its declaration by itself.

use super::super::matching::Matched;
use super::{Governing, Inside, Validation, invalid};
use crate::contract::ElementId;
use crate::error::Result;
use crate::xml::{Cut, Name, Reader, Rule};

impl Validation<'_, '_> {
    /// Takes the elements that were cut out here as if they had been read and found valid.
    pub(super) fn cut(&mut self, cut: Cut, r: &Reader<'_>) -> Result<()> {
        let Some(outer) = r.cuts() else { return Ok(()) };
        let (uri, local) = &outer.name;
        let ns = self.schema.namespace(uri);
        for _ in 0..cut.count {
            let Some(frame) = self.frames.last_mut() else { return Ok(()) };
            let matched = match &mut frame.inside {
                Inside::Nothing(_) => Matched::Nothing,
                Inside::Children { model, progress, .. } => progress.take(self.schema, model, ns, local),
            };
            if matches!(matched, Matched::Nothing | Matched::TooMany) {
                frame.is_told = true;
                let reason = format!("the items {local} are out of place, or more than may be there");
                return self.findings.refuse(Rule::Place, invalid(reason, cut.at));
            }
            frame.reach(cut.at);
        }
        Ok(())
    }

    /// Validates the element on whose start tag the reader stands, to its end, by a declaration. The IDs that it refers to may stand
    /// elsewhere.
    pub(in super::super) fn declared_by(mut self, id: ElementId, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        self.element(Governing::Declaration(id), name, r)?;
        self.until_the_end(r)
    }
}
