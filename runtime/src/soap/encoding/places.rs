//! From the message that is read back to the one that came.
//!
//! In: for each element of the message that is read, which element of the one that came it was made of. Out: errors and notices with places
//! in what came. Invariants: the path is that of the element that is read, line and column are those of the element that it was made of;
//! a message that is fine pays for none of it.

use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Notice, NoticeKind, Position, Result};
use crate::options::ReadOptions;
use crate::xml::{Locator, Reader, legal};

/// Where the elements of a message came from.
pub(super) struct Places {
    /// The text that came.
    source: String,
    /// The offsets of the start tags of the text that is read, in its order.
    read: Vec<usize>,
    /// For each of them the offset in the text that came.
    came: Vec<usize>,
    locator: Mutex<Locator>,
}

impl Places {
    /// Of a text that is read, and one that came and was read as `options` say; `elements` are the numbers of elements of that.
    #[cold]
    pub(super) fn new(read: &str, source: &str, elements: &[usize], options: &ReadOptions) -> Self {
        let came = came(source, options);
        let came = elements.iter().map(|element| came.get(*element).copied().unwrap_or(0)).collect();
        let read = tags(read, &ReadOptions::default().max_depth(usize::MAX)).unwrap_or_default();
        Self { source: source.to_owned(), read, came, locator: Mutex::new(Locator::new()) }
    }

    /// The same place in what came.
    fn moved(&self, at: &Position) -> Position {
        let element = self.read.partition_point(|tag| *tag <= at.offset).saturating_sub(1);
        let offset = self.came.get(element).copied().unwrap_or(0);
        let mut locator = self.locator.lock().unwrap_or_else(PoisonError::into_inner);
        Position { path: at.path.clone(), ..locator.position(&self.source, offset, None) }
    }

    /// The error, with its place in what came.
    pub(super) fn of_error(&self, error: Error) -> Error {
        let moved = self.moved(error.position());
        error.at(moved)
    }

    /// The notice, with its place in what came.
    pub(super) fn of_notice(&self, notice: Notice) -> Notice {
        let kind = match notice.kind {
            NoticeKind::Lost(error) => NoticeKind::Lost(self.of_error(error)),
            NoticeKind::LostGroup(error) => NoticeKind::LostGroup(self.of_error(error)),
            NoticeKind::KeptAsOther(error) => NoticeKind::KeptAsOther(self.of_error(error)),
            kind => kind,
        };
        Notice { kind, position: self.moved(&notice.position) }
    }
}

/// The offsets of all start tags of a text that came, in document order.
#[cold]
pub(super) fn came(source: &str, options: &ReadOptions) -> Vec<usize> {
    let quiet = options.clone().quiet();
    let Ok(legal) = legal(source, &quiet) else { return Vec::new() };
    let tags = tags(&legal, &quiet).unwrap_or_default();
    tags.into_iter().map(|tag| legal.original_offset(tag)).collect()
}

/// The offsets of all start tags, in document order.
fn tags(xml: &str, options: &ReadOptions) -> Result<Vec<usize>> {
    let mut r = Reader::new(xml, &[], options)?;
    r.message_root()?;
    let (mut tags, mut depth) = (vec![r.tag_offset()], 1_usize);
    while depth > 0 {
        match r.next_child()? {
            Some(_) => {
                tags.push(r.tag_offset());
                depth += 1;
            }
            None => depth -= 1,
        }
    }
    Ok(tags)
}
