//! Dates, times and durations (Part 2, sections 3.2.6–3.2.14). What was written is kept: `24:00:00`, the number of fraction
//! digits, and `Z` beside `+00:00` and no offset at all.
//!
//! Two questions are kept apart. `==` asks whether two values are written alike. Where they stand in the value space is
//! what `same_instant` and `value_cmp` say; of two values of which only one has an offset, the latter often knows nothing.

mod clock;
mod convert;
mod date;
mod date_time;
mod day;
mod duration;
mod fraction;
mod g_day;
mod g_month;
mod g_month_day;
mod g_year;
mod g_year_month;
mod instant;
mod offset;
mod scan;
mod time;
mod value;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::{Duration, DurationFields};
pub use g_day::GDay;
pub use g_month::GMonth;
pub use g_month_day::GMonthDay;
pub use g_year::GYear;
pub use g_year_month::GYearMonth;
pub use offset::Offset;
pub use time::Time;

/// A part of a value read, or why it cannot be.
type Read<T> = Result<T, &'static str>;
