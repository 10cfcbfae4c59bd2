//! From the message that is read back to the one that came.
//!
//! In: for each element of the message that is read, where it came from. Out: errors and notices with places in what came. Invariant: the
//! path is that of the element that is read, line and column are those of the element that it came from.

use std::sync::Arc;

use crate::error::{Error, Notice, Position, Result};
use crate::options::ReadOptions;
use crate::xml::{Locator, Reader};

/// Where the elements of a message came from.
pub(super) struct Places {
    /// The text that is read.
    read: String,
    /// The text that came.
    source: String,
    /// For each element that is read, in document order, the offset of the start tag that it came from.
    origins: Vec<usize>,
}

impl Places {
    pub(super) fn new(read: &str, source: &str, origins: Vec<usize>) -> Self {
        Self { read: read.to_owned(), source: source.to_owned(), origins }
    }

    /// The same place in what came.
    #[cold]
    fn moved(&self, at: &Position) -> Position {
        let tags = tags(&self.read, &ReadOptions::default().max_depth(usize::MAX)).unwrap_or_default();
        let element = tags.partition_point(|tag| *tag <= at.offset).saturating_sub(1);
        let origin = self.origins.get(element).copied().unwrap_or(0);
        Position { path: at.path.clone(), ..Locator::new().position(&self.source, origin, None) }
    }

    /// The error, with its place in what came.
    #[cold]
    pub(super) fn of_error(&self, error: Error) -> Error {
        let moved = self.moved(error.position());
        error.at(moved)
    }

    /// The options, telling places in what came.
    pub(super) fn options(self: &Arc<Self>, options: &ReadOptions) -> ReadOptions {
        if !options.has_sink() {
            return options.clone();
        }
        let (places, outer) = (Arc::clone(self), options.clone());
        let moved = move |notice: Notice| outer.notify(Notice { position: places.moved(&notice.position), ..notice });
        options.clone().on_notice(moved)
    }
}

/// The offsets of all start tags, in document order.
pub(super) fn tags(xml: &str, options: &ReadOptions) -> Result<Vec<usize>> {
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
