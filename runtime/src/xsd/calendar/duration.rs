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
        let refuse = || ValueError::lexical("a length of time", value.as_str(), "negative, too long, or years or months");
        let span = Span::of(value);
        if span.months != 0 {
            return Err(refuse());
        }
        let seconds = u64::try_from(span.seconds).map_err(|_| refuse())?;
        Ok(Self::new(seconds, value.fields().nanoseconds))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Ordering::{Equal, Greater, Less};
    use proptest::prelude::*;

    fn read(text: &str) -> Duration {
        text.parse().unwrap()
    }

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in [
            "P1Y2M3DT10H30M", "-P120D", "P1347Y", "P1347M", "P1Y2MT2H", "P0Y1347M", "P0Y1347M0D", "-P1347M", "PT0S", "-PT0S",
            "PT1004199059S", "PT130S", "PT2M10S", "P1DT2S", "PT1.500S", "P007D", "PT0.1234567890123456789S",
            "P18446744073709551615Y",
        ] {
            let value = Duration::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "", "P", "PT", "-P", "P1", "1Y", "P-1347M", "P1Y2MT", "P1S", "P1H", "PT1Y", "P1M1Y", "P1D1M", "PT1S1M", "PT1M1H",
            "P1Y1Y", "PT.5S", "PT5.S", "PT1.5M", "P1.5Y", "P1Y T1H", "+P1Y", "p1y", "PT1H2", "P1YT1H2", "PTS", "PY", "P1YM",
            "P18446744073709551616Y", "PT0.12345678901234567890S", "P1D ", "PT1SZ", "P1DT2D",
        ] {
            let error = Duration::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:duration, found "), "{error}");
        }
    }

    /// The table of section 3.2.6.2, in which `<>` stands for no order at all.
    #[test]
    fn order_of_3_2_6_2() {
        for (a, relation, others) in [
            ("P1Y", Some(Greater), &["P364D"][..]),
            ("P1Y", None, &["P365D", "P366D"]),
            ("P1Y", Some(Less), &["P367D"]),
            ("P1M", Some(Greater), &["P27D"]),
            ("P1M", None, &["P28D", "P29D", "P30D", "P31D"]),
            ("P1M", Some(Less), &["P32D"]),
            ("P5M", Some(Greater), &["P149D"]),
            ("P5M", None, &["P150D", "P151D", "P152D", "P153D"]),
            ("P5M", Some(Less), &["P154D"]),
            ("P1Y", Some(Equal), &["P12M", "P1Y0M0DT0H"]),
            ("P1D", Some(Equal), &["PT24H", "PT1440M", "PT86400S", "PT86400.000S"]),
            ("-P1D", Some(Less), &["-PT23H59M59.9S", "PT0S", "P0Y"]),
            ("-PT1.5S", Some(Greater), &["-PT2S", "-PT1.51S", "-PT1.6S"]),
            ("-PT1.5S", Some(Less), &["-PT1S", "-PT1.49S", "-PT1.4S"]),
            ("-PT0S", Some(Equal), &["PT0S", "P0M"]),
        ] {
            for b in others {
                assert_eq!(read(a).value_cmp(&read(b)), relation, "{a} {b}");
                assert_eq!(read(b).value_cmp(&read(a)), relation.map(Ordering::reverse), "{b} {a}");
            }
        }
    }

    #[test]
    fn fields() {
        let fields = read("-P1Y2M3DT4H5M6.789S").fields();
        let expected = DurationFields {
            negative: true,
            years: 1,
            months: 2,
            days: 3,
            hours: 4,
            minutes: 5,
            seconds: 6,
            nanoseconds: 789_000_000,
        };
        assert_eq!(fields, expected);
        assert_eq!(Duration::new(&fields).unwrap().as_str(), "-P1Y2M3DT4H5M6.789S");
        assert_eq!(Duration::new(&DurationFields::default()).unwrap(), Duration::zero());
        assert_eq!(Duration::new(&DurationFields { days: 3, ..DurationFields::default() }).unwrap().as_str(), "P3D");
        assert!(Duration::new(&DurationFields { nanoseconds: 1_000_000_000, ..fields }).is_err());
    }

    #[test]
    fn standard_durations() {
        let standard = |text: &str| std::time::Duration::try_from(&read(text));
        assert_eq!(standard("P1DT0.25S").unwrap(), std::time::Duration::new(86_400, 250_000_000));
        for text in ["P1M", "-PT1S", "-PT0.5S", "P18446744073709551615D"] {
            assert!(standard(text).is_err(), "{text}");
        }
        assert_eq!(Duration::from(std::time::Duration::from_millis(3_725_500)).as_str(), "PT1H2M5.5S");
        assert_eq!(Duration::from(std::time::Duration::ZERO).as_str(), "PT0S");
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_is_written(text in "-?P([0-9]{1,3}Y)?([0-9]{1,3}M)?([0-9]{1,3}D)?(T([0-9]{1,3}H)?([0-9]{1,3}M)?([0-9]{1,3}(\\.[0-9]{0,3})?S)?)?") {
            let is_valid = !text.ends_with('P') && !text.ends_with('T') && !text.contains(".S");
            let read = text.parse::<Duration>();
            prop_assert_eq!(read.is_ok(), is_valid, "{}", text);
            if let Ok(value) = read {
                prop_assert_eq!(value.to_string(), text);
                prop_assert!(Duration::new(&value.fields()).unwrap().same_value(&value));
            }
        }

        #[test]
        fn seconds_order_as_numbers(a: i32, b: i32) {
            let value = |seconds: i32| {
                let sign = if seconds < 0 { "-" } else { "" };
                read(&format!("{sign}PT{}S", seconds.unsigned_abs()))
            };
            prop_assert_eq!(value(a).value_cmp(&value(b)), Some(a.cmp(&b)));
        }
    }
}
