//! As much of DER (X.690) as it takes to find the algorithm of a certificate's signature (RFC 5280, 4.1).

const SEQUENCE: u8 = 0x30;
const OBJECT_IDENTIFIER: u8 = 0x06;
const CONTEXT_0: u8 = 0xa0;

/// `AlgorithmIdentifier`: the contents of its object identifier, and its parameters as they are.
pub(super) struct Algorithm<'d> {
    pub(super) identifier: &'d [u8],
    pub(super) parameters: &'d [u8],
}

/// The second member of `Certificate`.
pub(super) fn signature_algorithm(certificate: &[u8]) -> Option<Algorithm<'_>> {
    let (members, _) = take(certificate, SEQUENCE)?;
    let (_, rest) = take(members, SEQUENCE)?;
    algorithm(take(rest, SEQUENCE)?.0)
}

/// The identifier of `hashAlgorithm` in `RSASSA-PSS-params` (RFC 4055, 3.1), if it is there.
pub(super) fn pss_hash(parameters: &[u8]) -> Option<&[u8]> {
    let (members, _) = take(parameters, SEQUENCE)?;
    let (hash, _) = take(members, CONTEXT_0)?;
    Some(algorithm(take(hash, SEQUENCE)?.0)?.identifier)
}

fn algorithm(members: &[u8]) -> Option<Algorithm<'_>> {
    let (identifier, parameters) = take(members, OBJECT_IDENTIFIER)?;
    Some(Algorithm { identifier, parameters })
}

/// The contents of the value at the beginning, which has that tag, and what follows it.
fn take(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&found, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x84 => {
            let (length, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (length.iter().try_fold(0usize, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)))?, rest)
        }
        _ => return None,
    };
    (found == tag).then_some(rest.split_at_checked(length)).flatten()
}
