//! The figures of a run.

use serde_json::{Value, json};

use crate::message::Message;
use crate::shapes::{Entry, LOOP};
use crate::subject::Subject;
use crate::worker::{Heap, Timed};

/// The median of an undisturbed shape is less than so many times its best round.
const DISTURBED: f64 = 1.25;

/// What a run found.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) sections: Vec<Section>,
    /// What could not be measured, and why.
    pub(crate) skipped: Vec<String>,
}

/// What a run found about a message.
pub(crate) struct Section {
    pub(crate) subject: Subject,
    /// The length of the message.
    pub(crate) bytes: usize,
    pub(crate) rows: Vec<Row>,
}

/// What a run found about a shape and a message.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// The shape; `None` for what is measured by other means.
    pub(crate) shape: Option<&'static Entry>,
    pub(crate) time: Option<Timed>,
    /// The time with mimalloc.
    pub(crate) mimalloc: Option<Timed>,
    pub(crate) heap: Option<Heap>,
    pub(crate) instructions: Option<u64>,
}

/// A count as a number that can be divided.
#[expect(clippy::cast_precision_loss, reason = "messages, heaps and counts are far smaller than 2^52")]
pub(crate) fn number(count: u64) -> f64 {
    count as f64
}

/// A length as a number that can be divided.
#[expect(clippy::cast_precision_loss, reason = "as above")]
pub(crate) fn length(count: usize) -> f64 {
    count as f64
}

impl Row {
    /// Nothing about a shape so far.
    pub(crate) fn new(shape: &'static Entry) -> Self {
        Self { shape: Some(shape), ..Self::named(shape.name.to_owned()) }
    }

    /// Nothing about something that is no shape.
    pub(crate) fn named(name: String) -> Self {
        Self { name, shape: None, time: None, mimalloc: None, heap: None, instructions: None }
    }
}

impl Section {
    /// Nothing about a subject so far.
    pub(crate) fn new(subject: Subject) -> Self {
        Self { subject, bytes: Message::new(subject).xml.len(), rows: Vec::new() }
    }

    fn event_loop(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == LOOP)
    }

    /// Megabytes of message in a second.
    pub(crate) fn speed(&self, time: Timed) -> f64 {
        length(self.bytes) / time.best / 1e6
    }

    /// How many times as fast as the event loop a time is: beside which it was measured, or else that of the section.
    pub(crate) fn times_loop(&self, time: Timed) -> Option<f64> {
        let of_section = || self.event_loop()?.time.map(|event_loop| event_loop.best / time.best);
        time.times_loop.or_else(of_section)
    }

    /// The loop's instructions over those of a row.
    pub(crate) fn instructions_loop(&self, row: &Row) -> Option<f64> {
        let (event_loop, instructions) = (self.event_loop()?.instructions?, row.instructions?);
        Some(number(event_loop) / number(instructions))
    }

    /// The peak of the heap in documents.
    pub(crate) fn peak(&self, heap: Heap) -> f64 {
        number(heap.peak) / length(self.bytes)
    }

    /// Per item.
    pub(crate) fn each(&self, total: f64) -> f64 {
        total / length(self.subject.items.max(1))
    }

    fn to_json(&self) -> Value {
        let rows: Vec<_> = self.rows.iter().map(|row| self.row(row)).collect();
        json!({ "message": self.subject.to_string(), "items": self.subject.items, "bytes": self.bytes, "shapes": rows })
    }

    fn row(&self, row: &Row) -> Value {
        let timed = |timed: Option<Timed>| {
            timed.map(|timed| {
                json!({
                    "best_seconds": timed.best, "median_seconds": timed.median, "rounds": timed.rounds,
                    "best_speed": self.speed(timed), "times_loop": self.times_loop(timed),
                })
            })
        };
        let heap = row
            .heap
            .map(|heap| json!({ "peak_bytes": heap.peak, "kept_bytes": heap.kept, "allocations": heap.allocations }));
        json!({
            "name": row.name, "time": timed(row.time), "mimalloc": timed(row.mimalloc), "heap": heap,
            "instructions": row.instructions, "item_size": row.shape.and_then(|shape| shape.item_size),
        })
    }
}

impl Report {
    /// Whether some median is so far from its best round that something else was running.
    pub(crate) fn disturbed(&self) -> bool {
        let rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.flat_map(|row| [row.time, row.mimalloc]).flatten().any(|timed| timed.median > DISTURBED * timed.best)
    }

    /// The figures for programs: times in seconds, speeds in megabytes of message in a second.
    pub(crate) fn to_json(&self) -> Value {
        let sections: Vec<_> = self.sections.iter().map(Section::to_json).collect();
        json!({ "messages": sections, "skipped": self.skipped })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Report, Row, Section};
    use crate::shapes::find;
    use crate::subject::Subject;
    use crate::worker::{Heap, Timed};

    fn row(name: &str, best: f64, instructions: u64) -> Row {
        let time = Timed { best, median: best, times_loop: None, rounds: 3 };
        Row {
            time: Some(time),
            instructions: Some(instructions),
            ..Row::new(find(name, Subject::personas(4)).unwrap())
        }
    }

    #[test]
    fn ratios_are_of_speeds() {
        let rows = vec![row("events", 1.0, 10), row("owned", 4.0, 5)];
        let section = Section { subject: Subject::personas(4), bytes: 20_000_000, rows };
        let time = section.rows[1].time.unwrap();
        assert_eq!(section.times_loop(time), Some(0.25));
        assert_eq!(section.times_loop(Timed { times_loop: Some(0.5), ..time }), Some(0.5));
        assert_eq!(section.instructions_loop(&section.rows[1]), Some(2.0));
        assert!((section.speed(time) - 5.0).abs() < f64::EPSILON);
        assert!((section.peak(Heap { peak: 30_000_000, kept: 0, allocations: 1 }) - 1.5).abs() < f64::EPSILON);
        assert!((section.each(8.0) - 2.0).abs() < f64::EPSILON);
        assert!(!Report { sections: vec![section], skipped: Vec::new() }.disturbed());
    }
}
