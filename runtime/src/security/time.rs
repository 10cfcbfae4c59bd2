//! Points in time: the caller's clock, `wsu:Created` and `wsu:Expires`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use x509_cert::der::DateTime as Civil;

use crate::xsd::DateTime;

use super::error::SecurityError;
use super::tree::Element;

/// Seconds since 1970.
pub(super) fn seconds(time: SystemTime) -> i64 {
    let whole = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since),
        Err(before) => -whole(before.duration()),
    }
}

/// As XML Schema writes it, in UTC, with milliseconds: `2026-01-31T12:00:00.000Z`. Times before 1970 or after 9999 are taken to be these.
pub(super) fn written(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let civil = Civil::from_unix_duration(since).unwrap_or(Civil::INFINITY);
    let (date, clock) = ((civil.year(), civil.month(), civil.day()), (civil.hour(), civil.minutes(), civil.seconds()));
    let millis = since.subsec_millis();
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{millis:03}Z", date.0, date.1, date.2, clock.0, clock.1, clock.2)
}

/// The time that an element holds, in seconds since 1970.
pub(super) fn read(element: &Element, place: &'static str) -> Result<i64, SecurityError> {
    let text = element.text.trim();
    let time: DateTime =
        text.parse().map_err(|_| SecurityError::invalid(place, format!("{text:?} is no xs:dateTime")))?;
    time.unix_seconds().ok_or_else(|| SecurityError::invalid(place, format!("{text:?} has no offset from UTC")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_utc() {
        let time = UNIX_EPOCH + Duration::from_millis(1_769_860_800_042);
        assert_eq!(written(time), "2026-01-31T12:00:00.042Z");
        assert_eq!(written(UNIX_EPOCH - Duration::from_secs(1)), "1970-01-01T00:00:00.000Z");
        assert_eq!(seconds(UNIX_EPOCH - Duration::from_secs(1)), -1);
    }
}
