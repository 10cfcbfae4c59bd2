//! `xs:duration` (Part 2, section 3.2.6).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::Read;
use super::day::days_since_1970;
use super::fraction::Fraction;
use super::scan::{Scan, number};
use crate::xsd::text::Text;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

/// A length of time in years, months, days, hours, minutes and seconds, kept as written: `P1Y` and `P12M` stay apart.
///
/// Texts of up to 22 characters are kept in place; a longer one takes one allocation. A field is at most `u64::MAX`, and
/// the fraction of the second has at most 19 digits.
///
/// ```
/// use soap_runtime::xsd::Duration;
///
/// let back_off: Duration = "PT5M".parse()?;
/// assert_eq!(std::time::Duration::try_from(&back_off)?.as_secs(), 300);
/// assert!(back_off.same_value(&"PT300S".parse()?));
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Duration(Text);

/// The fields of a [`Duration`]; one that is not written is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DurationFields {
    /// Whether all of it counts backwards.
    pub negative: bool,
    /// Years.
    pub years: u64,
    /// Months, of any number.
    pub months: u64,
    /// Days, of any number.
    pub days: u64,
    /// Hours, of any number.
    pub hours: u64,
    /// Minutes, of any number.
    pub minutes: u64,
    /// Whole seconds, of any number.
    pub seconds: u64,
    /// The fraction of the second in nanoseconds, below 10^9; digits after the ninth are cut off.
    pub nanoseconds: u32,
}

const NAME: &str = "xs:duration";
const FORM: &str = "not of the form PnYnMnDTnHnMnS";

impl Duration {
    /// No time at all, as `PT0S`.
    #[must_use]
    pub fn zero() -> Self {
        Self(Text::new("PT0S"))
    }

    /// The duration with these fields; those that are zero are not written.
    ///
    /// # Errors
    /// The nanoseconds are a second or more.
    pub fn new(fields: &DurationFields) -> Result<Self, ValueError> {
        if fields.nanoseconds > 999_999_999 {
            let text = format!("{} ns", fields.nanoseconds);
            return Err(ValueError::lexical(NAME, &text, "a second or more"));
        }
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = fields.write(&mut text);
        Ok(Self(Text::new(&text)))
    }

    /// The text, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The fields.
    #[must_use]
    pub fn fields(&self) -> DurationFields {
        let (fields, fraction) = self.read();
        DurationFields { nanoseconds: fraction.nanosecond(), ..fields }
    }

    /// The order in the value space (section 3.2.6.2): that of the dates it leads to from four dates chosen to show every
    /// length a month can have. `None` if they disagree, as for `P1M` and `P30D`.
    #[must_use]
    pub fn value_cmp(&self, other: &Self) -> Option<Ordering> {
        let (a, b) = (Span::of(self), Span::of(other));
        let mut orders = STARTS.iter().map(|&(year, month)| a.end(year, month).cmp(&b.end(year, month)));
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }

    /// A text for the length of time, the same for all durations of that length. 400 years are always 146,097 days.
    pub(crate) fn key(&self) -> String {
        let Span { months, seconds, fraction } = Span::of(self);
        let (cycles, months) = (months.div_euclid(4800), months.rem_euclid(4800));
        format!("{months} {}.{fraction}", seconds + cycles * 146_097 * 86_400)
    }

    /// Whether both are the same length of time, however they are written.
    #[must_use]
    pub fn same_value(&self, other: &Self) -> bool {
        self.value_cmp(other) == Some(Ordering::Equal)
    }

    fn read(&self) -> (DurationFields, Fraction) {
        // Only texts that can be read are kept.
        read(&mut Scan::new(self.as_str())).unwrap_or_default()
    }
}

/// The first days of months from which durations are compared.
const STARTS: [(i128, i128); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

/// A duration as the two numbers that no calendar relates: months and seconds.
pub(super) struct Span {
    pub(super) months: i128,
    pub(super) seconds: i128,
    /// In units of 10^-19 seconds; counts forwards even if the duration is negative.
    pub(super) fraction: u64,
}

impl Span {
    pub(super) fn of(duration: &Duration) -> Self {
        let (fields, fraction) = duration.read();
        let wide = |field: u64| i128::from(field);
        let months = wide(fields.years) * 12 + wide(fields.months);
        let minutes = (wide(fields.days) * 24 + wide(fields.hours)) * 60 + wide(fields.minutes);
        let seconds = minutes * 60 + wide(fields.seconds);
        let fraction = fraction.finest();
        match (fields.negative, fraction) {
            (false, _) => Self { months, seconds, fraction },
            (true, 0) => Self { months: -months, seconds: -seconds, fraction },
            (true, _) => Self { months: -months, seconds: -seconds - 1, fraction: Fraction::SECOND - fraction },
        }
    }

    /// Where it ends if it begins with a month (appendix E). The day is the first, which every month has.
    fn end(&self, year: i128, month: i128) -> (i128, u64) {
        let months = year * 12 + (month - 1) + self.months;
        let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or_default();
        let day = days_since_1970(months.div_euclid(12), month, 1);
        (day * 86_400 + self.seconds, self.fraction)
    }
}

/// Reads `PnYnMnDTnHnMnS`, of which at least one field has to be there, and one after a `T`.
fn read(scan: &mut Scan<'_>) -> Read<(DurationFields, Fraction)> {
    let mut fields = DurationFields { negative: scan.accept(b'-'), ..DurationFields::default() };
    scan.expect(b'P', FORM)?;
    let mut number = Number::read(scan)?;
    let mut any = false;
    for (unit, field) in [(b'Y', &mut fields.years), (b'M', &mut fields.months), (b'D', &mut fields.days)] {
        any |= number.take(scan, unit, field)?;
    }
    let mut fraction = Fraction::NONE;
    if number.is_absent() && scan.accept(b'T') {
        number = Number::read(scan)?;
        any = false;
        for (unit, field) in [(b'H', &mut fields.hours), (b'M', &mut fields.minutes)] {
            any |= number.take(scan, unit, field)?;
        }
        if !number.is_absent() {
            fraction = Fraction::read(scan)?;
        }
        any |= number.take(scan, b'S', &mut fields.seconds)?;
    }
    if any && number.is_absent() && scan.is_at_end() { Ok((fields, fraction)) } else { Err(FORM) }
}

/// A number whose unit is not read yet.
struct Number<'a>(&'a [u8]);

impl<'a> Number<'a> {
    fn read(scan: &mut Scan<'a>) -> Read<Self> {
        Ok(Self(scan.digits()))
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }

    /// Moves the number into `field` if its unit comes next, and reads the next number.
    fn take(&mut self, scan: &mut Scan<'a>, unit: u8, field: &mut u64) -> Read<bool> {
        if self.is_absent() || !scan.accept(unit) {
            return Ok(false);
        }
        *field = number(self.0).ok_or("a field is out of range")?;
        *self = Self::read(scan)?;
        Ok(true)
    }
}

impl DurationFields {
    fn write(&self, out: &mut String) -> fmt::Result {
        out.push_str(if self.negative { "-P" } else { "P" });
        write_fields(out, [(self.years, 'Y'), (self.months, 'M'), (self.days, 'D')]);
        let date_only = self.hours == 0 && self.minutes == 0 && self.seconds == 0 && self.nanoseconds == 0;
        if date_only && out.ends_with(|c| c != 'P') {
            return Ok(());
        }
        out.push('T');
        write_fields(out, [(self.hours, 'H'), (self.minutes, 'M')]);
        if self.seconds > 0 || self.nanoseconds > 0 || out.ends_with('T') {
            out.push_str(itoa::Buffer::new().format(self.seconds));
            Fraction::of_nanosecond(self.nanoseconds).write(out)?;
            out.push('S');
        }
        Ok(())
    }
}

fn write_fields(out: &mut String, fields: impl IntoIterator<Item = (u64, char)>) {
    for (number, unit) in fields.into_iter().filter(|(number, _)| *number > 0) {
        out.push_str(itoa::Buffer::new().format(number));
        out.push(unit);
    }
}

impl SimpleValue for Duration {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn placeholder() -> Self {
        Self::zero()
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        match read(&mut Scan::new(text)) {
            Ok(_) => Ok(Self(Text::new(text))),
            Err(why) => Err(ValueError::lexical(NAME, text, why)),
        }
    }

    fn lexical<'a>(&'a self, _: &'a mut String) -> &'a str {
        self.as_str()
    }

    #[inline]
    fn kept(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl FromStr for Duration {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::from_lexical(text)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Duration({})", self.as_str())
    }
}

/// `<` and `>` as in the value space. One length written in two ways is neither `==` nor ordered, because `==` goes by what
/// is written; [`value_cmp`](Duration::value_cmp) calls it equal.
impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        self.value_cmp(other).filter(|order| order.is_ne())
    }
}

/// Written in hours, minutes and seconds.
impl From<std::time::Duration> for Duration {
    fn from(value: std::time::Duration) -> Self {
        let seconds = value.as_secs();
        let fields = DurationFields {
            hours: seconds / 3600,
            minutes: seconds / 60 % 60,
            seconds: seconds % 60,
            nanoseconds: value.subsec_nanos(),
            ..DurationFields::default()
        };
        Self::new(&fields).unwrap_or_else(|_| Self::zero())
    }
}

/// Days count as 24 hours. Fails for a duration that is negative, has years or months, or is too long.
impl TryFrom<&Duration> for std::time::Duration {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let refuse =
            || ValueError::lexical("a length of time", value.as_str(), "negative, too long, or years or months");
        let span = Span::of(value);
        if span.months != 0 {
            return Err(refuse());
        }
        let seconds = u64::try_from(span.seconds).map_err(|_| refuse())?;
        Ok(Self::new(seconds, value.fields().nanoseconds))
    }
}

#[cfg(test)]
mod tests;
