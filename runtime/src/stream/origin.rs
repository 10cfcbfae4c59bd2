//! Where a text stood that was taken out of a stream: positions in it become positions in the whole.
//!
//! In: what the ordinary reader says of an envelope, of an item, or of what is left of a message without its items. Out: the same with the
//! path, the offset, the line and the column that it would have in the whole text. Invariant: nothing but positions is changed.

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
    /// The local name of the items that were cut out.
    local: String,
    /// The paths of the elements that they stood in, and how many did.
    parents: Vec<(String, usize)>,
}

/// A part of the text: where it begins here, and in the whole.
#[derive(Debug, Clone, Copy)]
struct Part {
    here: Place,
    there: Place,
    /// How many items were cut out before it, of those that stood in its element.
    gone: usize,
}

impl Origin {
    /// Of a text that stands at one place as it is.
    pub(crate) fn at(there: Place) -> Self {
        Self { parts: vec![Part { here: Place::default(), there, gone: 0 }], ..Self::default() }
    }

    /// The same for an element whose parents are not in the text: their path, and the step of the element itself.
    pub(crate) fn below(there: Place, parents: String, step: String) -> Self {
        Self { around: Some((parents, step)), ..Self::at(there) }
    }

    /// Says that an item was cut out at `here`, behind which the whole goes on at `there`; how many bytes it takes to know that.
    pub(crate) fn cut(&mut self, here: Place, there: Place, (parents, local): (&str, &str)) -> usize {
        let is_new = self.parents.last().is_none_or(|(last, _)| last != parents);
        let mut noted = 0;
        if is_new {
            noted += size_of::<(String, usize)>() + parents.len();
            self.parents.push((parents.to_owned(), 0));
            local.clone_into(&mut self.local);
        }
        if let Some((_, count)) = self.parents.last_mut() {
            *count += 1;
        }
        match self.parts.last_mut() {
            Some(last) if last.here.offset == here.offset && !is_new => {
                (last.there, last.gone) = (there, last.gone + 1);
            }
            last => {
                let gone = if is_new { 1 } else { last.map_or(1, |last| last.gone + 1) };
                self.parts.push(Part { here, there, gone });
                noted += size_of::<Part>();
            }
        }
        noted
    }

    /// Says that the text goes on at `here` with what is at `there` in the whole.
    pub(crate) fn skip(&mut self, here: Place, there: Place) {
        self.parts.push(Part { here, there, gone: 0 });
    }

    /// Says that the text begins like the whole.
    pub(crate) fn begin(&mut self) {
        if self.parts.is_empty() {
            *self = Self::at(Place::default());
        }
    }

    /// A position of the text in the whole.
    pub(crate) fn position(&self, position: &Position) -> Position {
        let path = match &self.around {
            Some((parents, step)) => {
                let inside = position.path.find('/').and_then(|slash| position.path.get(slash..)).unwrap_or("");
                let slash = if parents.is_empty() { "" } else { "/" };
                format!("{parents}{slash}{step}{inside}")
            }
            None => position.path.clone(),
        };
        let behind = self.parts.partition_point(|part| part.here.offset <= position.offset);
        let Some(Part { here, there, gone }) = self.parts.get(behind.saturating_sub(1)).filter(|_| position.line > 0)
        else {
            return Position { path, ..*position };
        };
        let path = if *gone > 0 { self.counted(path, *gone) } else { path };
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

    /// A path with the number that an element has which is called as the items are, and stands behind some of them.
    fn counted(&self, path: String, gone: usize) -> String {
        let parents = self.parents.last().map(|(parents, _)| parents.as_str());
        let inside = parents.and_then(|parents| path.strip_prefix(parents));
        let Some((parents, inside)) = parents.zip(inside.and_then(|inside| inside.strip_prefix('/'))) else {
            return path;
        };
        let (step, more) = inside.split_at(inside.find('/').unwrap_or(inside.len()));
        let (local, nth) = step.split_once('[').unwrap_or((step, "1]"));
        match nth.trim_end_matches(']').parse::<usize>() {
            Ok(nth) if local == self.local => format!("{parents}/{local}[{}]{more}", nth + gone),
            _ => path,
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

    /// The notice with the items counted that were cut out; `None` if it is only there because they were.
    fn recounted(&self, notice: Notice) -> Option<Notice> {
        let NoticeKind::TooFew { name, least, found } = &notice.kind else { return Some(notice) };
        let is_one = name.split([' ', ',']).any(|word| word == self.local);
        let here = self.parents.iter().find(|(parents, _)| is_one && *parents == notice.position.path);
        let Some((_, count)) = here else { return Some(notice) };
        let found = found + count;
        let kind = NoticeKind::TooFew { name: name.clone(), least: *least, found };
        (found < *least).then_some(Notice { kind, ..notice })
    }

    /// The options to read the text with: the sink is told of the whole.
    pub(crate) fn options(self: &Arc<Self>, options: &ReadOptions) -> ReadOptions {
        let Some(sink) = options.sink() else { return options.clone() };
        let origin = Arc::clone(self);
        options.clone().on_notice(move |notice| {
            if let Some(notice) = origin.recounted(notice) {
                sink(origin.notice(notice));
            }
        })
    }
}
