//! Digests of canonical forms.

use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::bounds::Room;
use super::canonical::Canonical;
use super::error::SecurityError;
use super::names::{SHA1, SHA256};
use super::sink::{Bounded, Digesting};

/// How elements are digested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DigestMethod {
    Sha256,
    /// Only where it was asked for.
    Sha1,
}

/// The digest of an element, and the prefixes whose meaning it does not cover.
#[derive(Debug)]
pub(super) struct Digested {
    pub(super) digest: Vec<u8>,
    pub(super) loose: Vec<String>,
    /// Where the element ends.
    pub(super) end: usize,
}

impl DigestMethod {
    pub(super) fn of(uri: &str, sha1: bool) -> Result<Self, SecurityError> {
        match uri {
            SHA256 => Ok(Self::Sha256),
            SHA1 if sha1 => Ok(Self::Sha1),
            _ => Err(SecurityError::Algorithm {
                place: "ds:DigestMethod",
                found: uri.to_owned(),
                accepted: if sha1 { "SHA-256 and SHA-1 are" } else { "SHA-256 is (SHA-1 by Policy::allow_sha1)" },
            }),
        }
    }

    /// The digest of the canonical form of the element at `start`, which is one only if there was room for it.
    pub(super) fn digest(
        self,
        text: &str,
        start: usize,
        prefixes: &[String],
        room: &mut Room,
    ) -> Result<Digested, SecurityError> {
        match self {
            Self::Sha256 => digested::<Sha256>(text, start, prefixes, room),
            Self::Sha1 => digested::<Sha1>(text, start, prefixes, room),
        }
    }
}

fn digested<D: Digest>(
    text: &str,
    start: usize,
    prefixes: &[String],
    room: &mut Room,
) -> Result<Digested, SecurityError> {
    let prefixes: Vec<&str> = prefixes.iter().map(String::as_str).collect();
    let mut sink = Bounded { sink: Digesting::<D>::new(), room };
    let canonical = Canonical::of(text, start)?;
    let (loose, end) = canonical.write(&prefixes, &mut sink).map_err(|error| error.locate(text))?;
    Ok(Digested { digest: sink.sink.finish(), loose, end })
}
