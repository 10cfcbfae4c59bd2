//! Where a text stood that was taken out of a stream: positions in it become positions in the whole.
//!
//! In: what the ordinary reader says of an envelope, of an item, or of what is left of a message without its items. Out: the same with the
//! path, the offset, the line and the column that it would have in the whole text. Invariant: nothing but positions is changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::place::Place;
use crate::error::{Error, Notice, NoticeKind, Position};
use crate::options::ReadOptions;

/// See the module's documentation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// From where on the two texts run alike, in their order.
    parts: Vec<Part>,
    /// The path of the element around the text's own root, and that root's last step.
    around: Option<(String, String)>,
    /// The items that were cut out: the paths of the elements that they stood in, and their local name.
    items: Option<(BTreeSet<String>, String)>,
}

/// A part of the text: where it begins here, and in the whole.
#[derive(Debug, Clone, Copy)]
struct Part {
    here: Place,
    there: Place,
}

impl Origin {
    /// Of a text that stands at one place as it is.
    pub(crate) fn at(there: Place) -> Self {
        Self { parts: vec![Part { here: Place::default(), there }], ..Self::default() }
    }

    /// The same for an element whose parents are not in the text: their path, and the step of the element itself.
    pub(crate) fn below(there: Place, parents: String, step: String) -> Self {
        Self { around: Some((parents, step)), ..Self::at(there) }
    }

    /// Says that from `here` on, the text is what begins at `there` in the whole.
    pub(crate) fn push(&mut self, here: Place, there: Place) {
        match self.parts.last_mut() {
            Some(last) if last.here.offset == here.offset => last.there = there,
            _ => self.parts.push(Part { here, there }),
        }
    }

    /// Says which items were cut out of the text.
    pub(crate) fn without(&mut self, parents: BTreeSet<String>, local: String) {
        self.items = Some((parents, local));
    }

    /// Whether nothing is known of it yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A position of the text in the whole.
    pub(crate) fn position(&self, position: &Position) -> Position {
        let path = match &self.around {
            Some((parents, step)) => {
                let inside = position.path.split_once('/').map_or("", |(_, inside)| inside);
                let steps = [parents.as_str(), step, inside];
                let steps = steps.into_iter().filter(|step| !step.is_empty());
                steps.collect::<Vec<_>>().join("/")
            }
            None => position.path.clone(),
        };
        if position.line == 0 {
            return Position { path, ..*position };
        }
        let behind = self.parts.partition_point(|part| part.here.offset <= position.offset);
        let Some(Part { here, there }) = self.parts.get(behind.saturating_sub(1)) else {
            return Position { path, ..*position };
        };
        let is_same_line = position.line == here.line;
        Position {
            path,
            offset: there.offset + (position.offset - here.offset.min(position.offset)),
            line: there.line + (position.line - here.line.min(position.line)),
            column: if is_same_line {
                there.column + (position.column - here.column.min(position.column))
            } else {
                position.column
            },
        }
    }

    /// An error about the text as one about the whole.
    pub(crate) fn error(&self, error: Error) -> Error {
        let position = self.position(error.position());
        error.at(position)
    }

    fn notice(&self, notice: Notice) -> Notice {
        let kind = match notice.kind {
            NoticeKind::Lost(error) => NoticeKind::Lost(self.error(error)),
            NoticeKind::LostGroup(error) => NoticeKind::LostGroup(self.error(error)),
            NoticeKind::KeptAsOther(error) => NoticeKind::KeptAsOther(self.error(error)),
            kind => kind,
        };
        Notice { kind, position: self.position(&notice.position) }
    }

    /// Whether something is only said because items were cut out.
    fn is_about_items(&self, notice: &Notice) -> bool {
        let Some((parents, local)) = &self.items else { return false };
        let is_one = |name: &str| name.split([' ', ',']).any(|word| word == local);
        matches!(&notice.kind, NoticeKind::TooFew { name, .. } if is_one(name)) && parents.contains(&notice.position.path)
    }

    /// The options to read the text with: the sink is told of the whole.
    pub(crate) fn options(self: &Arc<Self>, options: &ReadOptions) -> ReadOptions {
        let Some(sink) = options.sink() else { return options.clone() };
        let origin = Arc::clone(self);
        options.clone().on_notice(move |notice| {
            if !origin.is_about_items(&notice) {
                sink(origin.notice(notice));
            }
        })
    }
}
