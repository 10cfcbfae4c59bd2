//! A time zone offset (Part 2, section 3.2.7.3).

use std::fmt;
use std::str::FromStr;

use super::Read;
use super::scan::Scan;
use super::value::write_pair;
use crate::xsd::ValueError;

/// The greatest distance from UTC, in minutes.
const FARTHEST: u16 = 14 * 60;

/// How far a local time is ahead of UTC, from -14:00 to +14:00. `Z`, `+00:00` and `-00:00` mean the same and stay apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Offset {
    minutes: u16,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Z,
    Ahead,
    Behind,
}

impl Offset {
    /// UTC, written `Z`.
    pub const UTC: Self = Self { minutes: 0, form: Form::Z };

    /// An offset in minutes, ahead of UTC if positive; zero is written `+00:00`.
    ///
    /// # Errors
    /// It is more than 14 hours.
    pub fn from_minutes(minutes: i16) -> Result<Self, ValueError> {
        let form = if minutes < 0 { Form::Behind } else { Form::Ahead };
        let offset = Self { minutes: minutes.unsigned_abs(), form };
        if offset.minutes <= FARTHEST {
            return Ok(offset);
        }
        let text = minutes.to_string();
        Err(ValueError::new("minutes from -840 to 840", &text, crate::xsd::Reason::Range))
    }

    /// Minutes ahead of UTC; negative if behind.
    #[must_use]
    pub fn minutes(self) -> i16 {
        let minutes = self.minutes.cast_signed();
        if self.form == Form::Behind { -minutes } else { minutes }
    }

    /// Whether it is written `Z`.
    #[must_use]
    pub fn is_z(self) -> bool {
        self.form == Form::Z
    }

    pub(super) fn seconds(self) -> i64 {
        i64::from(self.minutes()) * 60
    }

    /// Reads an offset if anything is left.
    #[inline]
    pub(super) fn read(scan: &mut Scan<'_>) -> Read<Option<Self>> {
        let form = match scan.peek() {
            None => return Ok(None),
            Some(b'Z') => Form::Z,
            Some(b'+') => Form::Ahead,
            Some(b'-') => Form::Behind,
            Some(_) => return Err(MALFORMED),
        };
        scan.skip();
        if form == Form::Z {
            return Ok(Some(Self::UTC));
        }
        let hours = scan.pair(MALFORMED)?;
        scan.expect(b':', MALFORMED)?;
        let minutes = scan.pair(MALFORMED)?;
        let total = u16::from(hours) * 60 + u16::from(minutes);
        if minutes > 59 || total > FARTHEST {
            return Err("an offset is at most 14:00, and its minutes at most 59");
        }
        Ok(Some(Self { minutes: total, form }))
    }

    pub(super) fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_char(match self.form {
            Form::Z => return out.write_char('Z'),
            Form::Ahead => '+',
            Form::Behind => '-',
        })?;
        write_pair(out, u32::from(self.minutes / 60))?;
        out.write_char(':')?;
        write_pair(out, u32::from(self.minutes % 60))
    }
}

const MALFORMED: &str = "it ends in something other than an offset such as Z or +01:00";

impl FromStr for Offset {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut scan = Scan::new(text);
        match Self::read(&mut scan) {
            Ok(Some(offset)) if scan.is_at_end() => Ok(offset),
            Ok(_) => Err(ValueError::lexical("an offset", text, "not of the form Z, +hh:mm or -hh:mm")),
            Err(why) => Err(ValueError::lexical("an offset", text, why)),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl fmt::Debug for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Offset({self})")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn valid_ones_come_back_as_written() {
        for (text, minutes) in [
            ("Z", 0),
            ("+00:00", 0),
            ("-00:00", 0),
            ("+05:30", 330),
            ("-08:00", -480),
            ("+14:00", 840),
            ("-14:00", -840),
        ] {
            let offset: Offset = text.parse().unwrap();
            assert_eq!((offset.to_string().as_str(), offset.minutes()), (text, minutes));
        }
        assert_ne!("Z".parse::<Offset>().unwrap(), "+00:00".parse().unwrap());
        assert_eq!(Offset::from_minutes(-90).unwrap().to_string(), "-01:30");
    }

    #[test]
    fn malformed() {
        for text in ["", "z", "+1:00", "+0100", "01:00", "+14:01", "+15:00", "+01:60", "Z ", "ZZ", "+01:00Z", "é"] {
            assert!(text.parse::<Offset>().is_err(), "{text:?}");
        }
        assert!(Offset::from_minutes(841).is_err());
        assert!(Offset::from_minutes(i16::MIN).is_err());
    }

    #[test]
    fn none_takes_no_room() {
        assert_eq!(size_of::<Option<Offset>>(), 4);
    }
}
