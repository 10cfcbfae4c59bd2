//! A point of the time line, and the order of points of which not all have an offset (Part 2, section 3.2.7.4).

use std::cmp::Ordering;

use super::offset::Offset;

/// The farthest a local time can be from UTC, in seconds.
const FARTHEST: i64 = 14 * 3600;

/// Seconds since the start of 1970, and 10^-19ths of a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Instant {
    pub(super) seconds: i64,
    pub(super) fraction: u64,
}

impl Instant {
    fn shifted(self, seconds: i64) -> Self {
        Self { seconds: self.seconds + seconds, ..self }
    }
}

/// A local time, and its offset if it is known.
pub(super) type Local = (Instant, Option<Offset>);

/// Compares two local times. A time without offset could be anywhere from -14:00 to +14:00; if that matters, there is no
/// order.
pub(super) fn compare((a, a_offset): Local, (b, b_offset): Local) -> Option<Ordering> {
    match (a_offset, b_offset) {
        (None, None) => Some(a.cmp(&b)),
        (Some(x), Some(y)) => Some(a.shifted(-x.seconds()).cmp(&b.shifted(-y.seconds()))),
        (Some(x), None) => compare_to_local(a.shifted(-x.seconds()), b),
        (None, Some(y)) => compare_to_local(b.shifted(-y.seconds()), a).map(Ordering::reverse),
    }
}

/// A text for a local time, the same for all that [`compare`] calls equal.
pub(super) fn key((time, offset): Local) -> String {
    let Instant { seconds, fraction } = time.shifted(-offset.map_or(0, Offset::seconds));
    format!("{seconds}.{fraction}{}", if offset.is_some() { "Z" } else { "" })
}

/// Compares a time in UTC with one of unknown offset.
fn compare_to_local(utc: Instant, local: Instant) -> Option<Ordering> {
    if utc < local.shifted(-FARTHEST) {
        Some(Ordering::Less)
    } else if utc > local.shifted(FARTHEST) {
        Some(Ordering::Greater)
    } else {
        None
    }
}
