//! A line of the table.

use serde::Serialize;

use super::cell::Cell;
use super::row::{Direction, Row, Side, Subject};

/// A peer, a feature and a side of ours, both ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The section that tried it.
    pub section: &'static str,
    /// The other side.
    pub peer: String,
    /// What was tried; of what was broken on purpose, the way it was.
    pub feature: String,
    /// Our side.
    pub side: Side,
    /// Whether it was broken on purpose.
    pub broken: bool,
    /// What we wrote.
    pub out: Option<Cell>,
    /// What the peer wrote.
    #[serde(rename = "in")]
    pub in_: Option<Cell>,
}

impl Line {
    pub(super) fn new(subject: &Subject) -> Self {
        let Subject { section, peer, feature, side, broken, .. } = subject.clone();
        Self { section, peer, feature, side, broken, out: None, in_: None }
    }

    pub(super) fn is_about(&self, subject: &Subject) -> bool {
        let own = (self.section, &self.peer, &self.feature, self.side, self.broken);
        own == (subject.section, &subject.peer, &subject.feature, subject.side, subject.broken)
    }

    pub(super) fn add(&mut self, row: &Row) {
        let cell = match row.direction {
            Direction::Out => &mut self.out,
            Direction::In => &mut self.in_,
        };
        cell.get_or_insert_default().add(row);
    }

    /// Of what was broken only one side's messages are of interest; anything else goes both ways, or says why not.
    pub(super) fn complete(&mut self) {
        if !self.broken {
            self.out.get_or_insert_with(Cell::missing);
            self.in_.get_or_insert_with(Cell::missing);
        }
    }

    /// The cells that there are.
    pub fn cells(&self) -> impl Iterator<Item = (Direction, &Cell)> {
        let out = self.out.iter().map(|cell| (Direction::Out, cell));
        out.chain(self.in_.iter().map(|cell| (Direction::In, cell)))
    }
}
