//! Randomness of the system: the only thing that this module takes from outside by itself.

use super::error::SecurityError;

pub(super) fn bytes<const N: usize>() -> Result<[u8; N], SecurityError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| SecurityError::Random(error.to_string()))?;
    Ok(bytes)
}

/// An identifier that no other element has: a word and 128 random bits.
pub(super) fn identifier(word: &str) -> Result<String, SecurityError> {
    let bits = u128::from_ne_bytes(bytes()?);
    Ok(format!("{word}-{bits:032x}"))
}
