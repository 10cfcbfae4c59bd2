//! The two codings themselves, by `flate2`.

use std::io::{self, Read, Write};

use ::bytes::Bytes;
use flate2::Compression;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};

use super::accept::Coding;
use crate::http::read_error::ReadError;

/// The body that was encoded, if it is no longer than `limit` bytes.
pub(super) fn decode(coding: Coding, body: &[u8], limit: usize) -> Result<Bytes, ReadError> {
    let decoded = match coding {
        Coding::Gzip => read(&mut MultiGzDecoder::new(body), limit),
        Coding::Deflate if is_zlib(body) => {
            let mut decoder = ZlibDecoder::new(body);
            read(&mut decoder, limit).and_then(|decoded| alone(decoded, limit, decoder.into_inner()))
        }
        Coding::Deflate => {
            let mut decoder = DeflateDecoder::new(body);
            read(&mut decoder, limit).and_then(|decoded| alone(decoded, limit, decoder.into_inner()))
        }
    };
    let decoded = decoded.map_err(|error| ReadError::Damaged { coding: coding.name(), reason: error.to_string() })?;
    if decoded.len() > limit { Err(ReadError::TooLarge { limit }) } else { Ok(Bytes::from(decoded)) }
}

/// All that there is to read, or one byte more than the limit.
fn read(decoder: &mut impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut decoded = Vec::new();
    decoder.take((limit as u64).saturating_add(1)).read_to_end(&mut decoded)?;
    Ok(decoded)
}

/// What was decoded, unless something stands behind it; behind what is too long, something does.
fn alone(decoded: Vec<u8>, limit: usize, behind: &[u8]) -> io::Result<Vec<u8>> {
    match behind.len() {
        more if more > 0 && decoded.len() <= limit => Err(io::Error::other(format!("{more} bytes follow its end"))),
        _ => Ok(decoded),
    }
}

/// Whether the header of RFC 1950 stands in front.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0F == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

/// The body, encoded.
pub(in crate::http) fn encode(coding: Coding, body: &[u8]) -> io::Result<Bytes> {
    let encoded = match coding {
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(body)?;
            encoder.finish()?
        }
        Coding::Deflate => {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(body)?;
            encoder.finish()?
        }
    };
    Ok(Bytes::from(encoded))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use flate2::write::DeflateEncoder;

    use super::*;

    #[test]
    fn there_and_back() {
        let body = "personas ".repeat(1000);
        for coding in [Coding::Gzip, Coding::Deflate] {
            let encoded = encode(coding, body.as_bytes()).unwrap();
            assert!(encoded.len() < body.len() / 10);
            assert_eq!(decode(coding, &encoded, body.len()).unwrap(), body.as_bytes());
            assert_eq!(decode(coding, &encoded, usize::MAX).unwrap(), body.as_bytes());
        }
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(body.as_bytes()).unwrap();
        assert_eq!(decode(Coding::Deflate, &raw.finish().unwrap(), body.len()).unwrap(), body.as_bytes());
    }

    #[test]
    fn nothing_follows_what_was_encoded() {
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(b"abc").unwrap();
        let raw = raw.finish().unwrap();
        let [gzip, zlib] = [Coding::Gzip, Coding::Deflate].map(|coding| encode(coding, b"abc").unwrap().to_vec());
        for (coding, body) in [(Coding::Gzip, gzip), (Coding::Deflate, zlib), (Coding::Deflate, raw)] {
            for behind in [&b"<evil/>"[..], b"\0", &[0; 64]] {
                for limit in [3, 1000] {
                    let refused = decode(coding, &[&body, behind].concat(), limit);
                    assert!(matches!(refused, Err(ReadError::Damaged { .. })), "{coding:?} {limit} {refused:?}");
                }
            }
            assert_eq!(decode(coding, &body, 3).unwrap(), b"abc"[..]);
            assert!(matches!(decode(coding, &body, 2), Err(ReadError::TooLarge { limit: 2 })));
        }
    }

    #[test]
    fn a_bomb_is_too_large_and_what_is_cut_is_damaged() {
        let encoded = encode(Coding::Gzip, &vec![0; 50_000_000]).unwrap();
        assert!(matches!(decode(Coding::Gzip, &encoded, 1000), Err(ReadError::TooLarge { limit: 1000 })));
        let small = encode(Coding::Gzip, b"abc").unwrap();
        for end in 0..small.len() {
            let cut = decode(Coding::Gzip, &small[..end], 1000);
            assert!(matches!(cut, Err(ReadError::Damaged { coding: "gzip", .. })) || end == 0, "{end}: {cut:?}");
        }
    }
}
