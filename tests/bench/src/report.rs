//! The figures of a run, and what is asked of them.

use serde_json::{Value, json};

use crate::shapes::Shape;
use crate::worker::{Checked, Timed};

/// The median of an undisturbed shape is less than so many times its best round.
const DISTURBED: f64 = 1.25;

/// What a run found.
pub(crate) struct Report {
    /// The personas of the message.
    pub(crate) personas: usize,
    /// The bytes of the message.
    pub(crate) bytes: usize,
    /// A row for each shape.
    pub(crate) rows: Vec<Row>,
}

/// What a run found about a shape.
pub(crate) struct Row {
    pub(crate) shape: Shape,
    pub(crate) checked: Checked,
    pub(crate) read: Option<Timed>,
    pub(crate) write: Option<Timed>,
}

/// Something asked of this project's shape.
pub(crate) struct Budget {
    pub(crate) what: &'static str,
    pub(crate) bound: Bound,
    /// What was measured, if it was.
    pub(crate) measured: Option<f64>,
}

/// Where a figure must lie.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// Megabytes of message in a second.
pub(crate) fn speed(bytes: usize, seconds: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a message is far smaller than 2^52 bytes")]
    let bytes = bytes as f64;
    bytes / seconds / 1e6
}

impl Row {
    /// The speed so far, in words.
    pub(crate) fn summary(&self, bytes: usize) -> String {
        let figure = |what: &str, timed: Option<Timed>| {
            timed.map_or_else(String::new, |timed| format!(", {what} {:.0} MB/s", speed(bytes, timed.best)))
        };
        figure("read", self.read) + &figure("written", self.write)
    }
}

impl Budget {
    /// Whether it is met, if it was measured.
    pub(crate) fn met(&self) -> Option<bool> {
        self.measured.map(|measured| match self.bound {
            Bound::AtLeast(least) => measured >= least,
            Bound::AtMost(most) => measured <= most,
        })
    }
}

impl Report {
    fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.shape.name() == name)
    }

    fn read_seconds(&self, name: &str) -> Option<f64> {
        self.row(name)?.read.map(|timed| timed.best)
    }

    fn write_seconds(&self, name: &str) -> Option<f64> {
        self.row(name)?.write.map(|timed| timed.best)
    }

    /// How many times as fast as the reading loop a shape does it in so many seconds.
    pub(crate) fn times_loop(&self, seconds: f64) -> Option<f64> {
        self.read_seconds("events").map(|events| events / seconds)
    }

    /// Whether some median is so far from its best round that something else was running: the ratios then mean little.
    pub(crate) fn disturbed(&self) -> bool {
        let timed = self.rows.iter().flat_map(|row| [row.read, row.write]).flatten();
        timed.into_iter().any(|timed| timed.median > DISTURBED * timed.best)
    }

    /// The peak of a row in documents.
    pub(crate) fn peak(&self, row: &Row) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a heap is far smaller than 2^52 bytes")]
        let (peak, bytes) = (row.checked.peak as f64, self.bytes as f64);
        peak / bytes
    }

    /// What is asked of this project's shape, and whether that is so.
    pub(crate) fn budgets(&self) -> Vec<Budget> {
        let budget = |what, bound, measured| Budget { what, bound, measured };
        let (read, write) = (self.read_seconds("ours"), self.write_seconds("ours"));
        let over = |other: Option<f64>, ours: Option<f64>| other.zip(ours).map(|(other, ours)| other / ours);
        let reads = |other| over(self.read_seconds(other), read);
        let writes = |other| over(self.write_seconds(other), write);
        vec![
            budget("read / the reading loop", Bound::AtLeast(0.6), reads("events")),
            budget("read / serde", Bound::AtLeast(2.5), reads("serde")),
            budget("read / xsd-parser", Bound::AtLeast(25.0), reads("xsd-parser")),
            budget("write / the reading loop", Bound::AtLeast(3.0), over(self.read_seconds("events"), write)),
            budget("write / serde", Bound::AtLeast(5.0), writes("serde")),
            budget("write / xsd-parser", Bound::AtLeast(20.0), writes("xsd-parser")),
            budget("peak heap / the message", Bound::AtMost(1.6), self.row("ours").map(|row| self.peak(row))),
        ]
    }

    /// The figures for programs: times in seconds, speeds in megabytes of message in a second.
    pub(crate) fn to_json(&self) -> Value {
        let shapes: Vec<_> = self.rows.iter().map(|row| self.row_json(row)).collect();
        let budgets: Vec<_> = self.budgets().iter().map(Budget::to_json).collect();
        json!({ "personas": self.personas, "bytes": self.bytes, "shapes": shapes, "budgets": budgets })
    }

    fn row_json(&self, row: &Row) -> Value {
        let timed = |timed: Option<Timed>| {
            timed.map(|timed| {
                json!({
                    "best_seconds": timed.best,
                    "median_seconds": timed.median,
                    "rounds": timed.rounds,
                    "best_speed": speed(self.bytes, timed.best),
                    "median_speed": speed(self.bytes, timed.median),
                    "times_loop": self.times_loop(timed.best),
                })
            })
        };
        json!({
            "name": row.shape.name(),
            "read": timed(row.read),
            "write": timed(row.write),
            "heap": { "peak_bytes": row.checked.peak, "kept_bytes": row.checked.kept, "allocations": row.checked.allocations },
            "persona_size": row.checked.persona_size,
            "written_bytes": row.checked.written,
        })
    }
}

impl Budget {
    fn to_json(&self) -> Value {
        let (bound, limit) = match self.bound {
            Bound::AtLeast(least) => ("at_least", least),
            Bound::AtMost(most) => ("at_most", most),
        };
        json!({ "what": self.what, bound: limit, "measured": self.measured, "met": self.met() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Budget, Report, Row, speed};
    use crate::shapes::Shape;
    use crate::worker::{Checked, Timed};

    fn row(shape: Shape, read: f64) -> Row {
        let checked = Checked { peak: 30, kept: 20, allocations: 3, persona_size: None, written: None };
        let read = Timed { best: read, median: read, rounds: 3 };
        Row { shape, checked, read: Some(read), write: None }
    }

    #[test]
    fn bounds_are_inclusive_and_may_be_unmeasured() {
        let met = |bound, measured| Budget { what: "", bound, measured }.met();
        assert_eq!(met(Bound::AtLeast(2.0), Some(2.0)), Some(true));
        assert_eq!(met(Bound::AtLeast(2.0), Some(1.9)), Some(false));
        assert_eq!(met(Bound::AtMost(2.0), Some(2.1)), Some(false));
        assert_eq!(met(Bound::AtMost(2.0), None), None);
    }

    #[test]
    fn ratios_are_of_speeds() {
        let report = Report { personas: 1, bytes: 20, rows: vec![row(Shape::Events, 1.0), row(Shape::Serde, 4.0)] };
        assert_eq!(report.times_loop(4.0), Some(0.25));
        assert!(!report.disturbed());
        assert!((report.peak(&report.rows[0]) - 1.5).abs() < f64::EPSILON);
        assert!((speed(3_000_000, 2.0) - 1.5).abs() < f64::EPSILON);
        assert!(report.budgets().iter().all(|budget| budget.what.starts_with("peak") || budget.measured.is_none()));
    }
}
