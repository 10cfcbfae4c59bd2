//! Transfer encodings of parts (RFC 2045 6), undone as the octets come.

use ::bytes::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::error::Damage;

/// What undoes an encoding, and what of it waits for more.
#[derive(Debug, Default)]
pub(super) enum Decoder {
    /// `binary`, `8bit`, `7bit`: nothing is encoded.
    #[default]
    Identity,
    /// The characters of a quantum that is not complete, and whether the last quantum has come.
    Base64 { waiting: Vec<u8>, is_padded: bool },
    /// An escape that is not complete, or white space that may end its line.
    QuotedPrintable { waiting: Vec<u8> },
}

const BASE64: &str = "base64";
const QUOTED_PRINTABLE: &str = "quoted-printable";

impl Decoder {
    /// For the value of a `Content-Transfer-Encoding` header.
    pub(super) fn of(value: Option<&str>) -> Result<Self, Damage> {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else { return Ok(Self::Identity) };
        let is = |name: &str| value.eq_ignore_ascii_case(name);
        if is("binary") || is("8bit") || is("7bit") {
            return Ok(Self::Identity);
        }
        if is(BASE64) {
            return Ok(Self::Base64 { waiting: Vec::new(), is_padded: false });
        }
        if is(QUOTED_PRINTABLE) {
            return Ok(Self::QuotedPrintable { waiting: Vec::new() });
        }
        Err(Damage::TransferEncoding(value.chars().take(40).collect()))
    }

    /// Takes octets as they stand in the part, and gives those that they stand for.
    pub(super) fn decode(&mut self, octets: Bytes) -> Result<Bytes, Damage> {
        match self {
            Self::Identity => Ok(octets),
            Self::Base64 { waiting, is_padded } => {
                waiting.extend(octets.iter().filter(|byte| !byte.is_ascii_whitespace()));
                let whole = waiting.len() / 4 * 4;
                quanta(waiting, whole, is_padded)
            }
            Self::QuotedPrintable { waiting } => {
                waiting.extend_from_slice(&octets);
                quoted(waiting, false)
            }
        }
    }

    /// The part has ended: what is still to come of it.
    pub(super) fn finish(self) -> Result<Bytes, Damage> {
        match self {
            Self::Identity => Ok(Bytes::new()),
            Self::Base64 { waiting, .. } if waiting.is_empty() => Ok(Bytes::new()),
            Self::Base64 { .. } => Err(Damage::Encoded { encoding: BASE64, reason: "it ends within a group of four" }),
            Self::QuotedPrintable { mut waiting } => quoted(&mut waiting, true),
        }
    }
}

fn quanta(waiting: &mut Vec<u8>, whole: usize, is_padded: &mut bool) -> Result<Bytes, Damage> {
    if whole == 0 {
        return Ok(Bytes::new());
    }
    let damage = || Damage::Encoded { encoding: BASE64, reason: "a character or the padding is out of place" };
    if *is_padded {
        return Err(damage());
    }
    let text = waiting.get(..whole).unwrap_or_default();
    *is_padded = text.ends_with(b"=");
    let octets = STANDARD.decode(text).map_err(|_| damage())?;
    waiting.drain(..whole);
    Ok(octets.into())
}

/// Undoes as much of what waits as is certain. White space at the end of a line is no part of it (RFC 2045 6.7, rule 3).
fn quoted(waiting: &mut Vec<u8>, is_end: bool) -> Result<Bytes, Damage> {
    let (mut octets, mut at) = (Vec::with_capacity(waiting.len()), 0);
    while let Some(rest) = waiting.get(at..).filter(|rest| !rest.is_empty()) {
        match quoted_step(rest, is_end)? {
            Step::Wait => break,
            Step::Literal(count, length) => {
                octets.extend_from_slice(rest.get(..count).unwrap_or_default());
                at += length;
            }
            Step::Octet(octet) => {
                octets.push(octet);
                at += 3;
            }
        }
    }
    waiting.drain(..at);
    Ok(octets.into())
}

enum Step {
    /// It cannot be told yet.
    Wait,
    /// So many octets as they are, of so many that are taken.
    Literal(usize, usize),
    /// An escaped octet.
    Octet(u8),
}

fn quoted_step(rest: &[u8], is_end: bool) -> Result<Step, Damage> {
    let damage =
        || Damage::Encoded { encoding: QUOTED_PRINTABLE, reason: "`=` begins neither two digits nor a line end" };
    let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if spaces > LONGEST_BLANKS {
        let reason = "there are more than 1,000 blanks in a row, where a line has 76 characters at most";
        return Err(Damage::Encoded { encoding: QUOTED_PRINTABLE, reason });
    }
    match rest {
        [b'=', b'\r', b'\n', ..] => Ok(Step::Literal(0, 3)),
        [b'=', b'\n', ..] => Ok(Step::Literal(0, 2)),
        [b'=', high, low, ..] => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            Ok(Step::Octet(digit(high).zip(digit(low)).map(|(high, low)| high << 4 | low).ok_or_else(damage)?))
        }
        [b'=', ..] if !is_end => Ok(Step::Wait),
        // The line end of a soft break can be that of the delimiter.
        [b'='] | [b'=', b'\r'] => Ok(Step::Literal(0, rest.len())),
        [b'=', ..] => Err(damage()),
        [b' ' | b'\t', ..] => match rest.get(spaces..).unwrap_or_default() {
            [] | [b'\r'] if !is_end => Ok(Step::Wait),
            [] | [b'\r', b'\n', ..] | [b'\n', ..] => Ok(Step::Literal(0, spaces)),
            _ => Ok(Step::Literal(spaces, spaces)),
        },
        _ => {
            let plain = memchr::memchr3(b'=', b' ', b'\t', rest).unwrap_or(rest.len());
            Ok(Step::Literal(plain, plain))
        }
    }
}

/// How much white space waits for what follows it, which says whether it counts.
const LONGEST_BLANKS: usize = 1_000;
