//! One text for each value of a built-in type.
//!
//! In: a text of the type. Out: a text that all texts of the same value share, and no others. It is not meant to be read; the canonical
//! representations of Part 2 leave out types.

use std::borrow::Cow;

use super::Builtin;
use crate::xsd::list;
use crate::xsd::number::Digits;
use crate::xsd::{
    Base64Binary, Date, DateTime, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, SimpleValue, Time,
};

impl Builtin {
    /// The text that stands for the value of `text` among values of the same primitive type; two are equal exactly if
    /// [`Builtin::equal`] says so. A text that is no value stands for itself.
    pub(crate) fn key(self, text: &str) -> Cow<'_, str> {
        let key = match self.primitive() {
            Self::Boolean => of(text, bool::to_string),
            Self::Decimal => Digits::decimal(text).map(|digits| digits.to_string()),
            Self::Float => of(text, |value: &f32| double((*value).into())),
            Self::Double => of(text, |value: &f64| double(*value)),
            Self::HexBinary => Some(text.to_ascii_uppercase()),
            Self::Base64Binary => of(text, |value: &Base64Binary| value.lexical(&mut String::new()).to_owned()),
            Self::Duration => of(text, Duration::key),
            Self::DateTime => of(text, DateTime::key),
            Self::Time => of(text, Time::key),
            Self::Date => of(text, Date::key),
            Self::GYearMonth => of(text, GYearMonth::key),
            Self::GYear => of(text, GYear::key),
            Self::GMonthDay => of(text, GMonthDay::key),
            Self::GDay => of(text, GDay::key),
            Self::GMonth => of(text, GMonth::key),
            _ if self.is_list() => Some(list::items(text).collect::<Vec<_>>().join(" ")),
            _ => None,
        };
        key.map_or(Cow::Borrowed(text), Cow::Owned)
    }
}

fn of<T: SimpleValue>(text: &str, key: impl FnOnce(&T) -> String) -> Option<String> {
    T::from_lexical(text).ok().map(|value| key(&value))
}

/// There is one zero, and one value that is no number.
fn double(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { format!("{value:e}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn keys_are_equal_exactly_if_values_are() {
        for (builtin, texts) in [
            (Builtin::Boolean, &["true", "1", "false", "0"][..]),
            (Builtin::Decimal, &["1", "1.0", "+01.", "-0", "0.0", "-1", ".5", "0.50", "100"]),
            (Builtin::Integer, &["1", "001", "+1", "10", "-1"]),
            (Builtin::Float, &["1", "1e0", "0.1", "0.10000000149", "0", "-0", "INF", "-INF", "NaN"]),
            (Builtin::Double, &["1", "10e-1", "0.1", "0.10000000149", "-0", "0", "NaN"]),
            (Builtin::HexBinary, &["0a", "0A", "0b", ""]),
            (Builtin::Base64Binary, &["AAA=", "A AA =", "AAAA", ""]),
            (
                Builtin::Duration,
                &["P1M", "P30D", "PT60S", "PT1M", "P1Y", "P12M", "P400Y", "P146097D", "-P1D", "-PT24H", "PT0.5S"],
            ),
            (
                Builtin::DateTime,
                &[
                    "2000-01-01T00:00:00Z",
                    "2000-01-01T01:00:00+01:00",
                    "2000-01-01T00:00:00",
                    "1999-12-31T24:00:00",
                    "2000-01-01T00:00:00.0",
                    "2000-01-01T00:00:00.5",
                ],
            ),
            (Builtin::Date, &["2000-01-01", "2000-01-01Z", "2000-01-01+01:00", "2000-01-02"]),
            (Builtin::Time, &["00:00:00", "24:00:00", "01:00:00Z", "02:00:00+01:00"]),
            (Builtin::GYearMonth, &["2000-01", "2000-01Z", "2000-02"]),
            (Builtin::GMonthDay, &["--01-01", "--01-01Z", "--01-02"]),
            (Builtin::NmTokens, &["a b", "a", "b a"]),
            (Builtin::String, &["a", " a", "A", ""]),
        ] {
            for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (*a, *b))) {
                assert_eq!(builtin.key(a) == builtin.key(b), builtin.equal(a, b), "{builtin:?} {a:?} {b:?}");
            }
        }
    }
}
