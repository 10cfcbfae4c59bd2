//! How much of what the documents define is in a contract.
//!
//! In: numbers of global components by kind. Out: a line for people, where something is left out.

use std::fmt;

/// The global components of one kind: those in the contract, of all that the documents define.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The kind, such as `type`.
    pub kind: &'static str,
    /// How many are in the contract.
    pub kept: usize,
    /// How many there are.
    pub defined: usize,
}

/// What is kept, if something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut<'k>(&'k [Kept]);

impl<'k> LeftOut<'k> {
    /// What is to be told of these; nothing where all are kept.
    #[must_use]
    pub fn of(all: &'k [Kept]) -> Option<Self> {
        all.iter().any(|one| one.kept < one.defined).then_some(Self(all))
    }
}

impl fmt::Display for LeftOut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |number: fn(&Kept) -> usize| Number(self.0.iter().map(number).sum());
        let (kept, defined) = (sum(|one| one.kept), sum(|one| one.defined));
        write!(f, "kept {kept} of {defined} global components: ")?;
        for (index, one) in self.0.iter().filter(|one| one.defined > 0).enumerate() {
            let plural = if one.defined == 1 { "" } else { "s" };
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{} of {} {}{plural}", Number(one.kept), Number(one.defined), one.kind)?;
        }
        f.write_str("; nothing that was asked for needs the others (--all takes them)")
    }
}

/// A number with its thousands apart.
struct Number(usize);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(counts: &[(&'static str, usize, usize)]) -> Option<String> {
        let all: Vec<Kept> =
            counts.iter().map(|(kind, kept, defined)| Kept { kind, kept: *kept, defined: *defined }).collect();
        LeftOut::of(&all).map(|left_out| left_out.to_string())
    }

    #[test]
    fn what_is_left_out_is_counted_by_kind() {
        assert_eq!(told(&[("type", 3, 3), ("group", 0, 0)]), None);
        assert_eq!(
            told(&[("type", 1_212, 12_934), ("element", 1, 1), ("group", 0, 0)]).as_deref(),
            Some(
                "kept 1,213 of 12,935 global components: 1,212 of 12,934 types, 1 of 1 element; nothing that was asked for needs the \
                 others (--all takes them)"
            )
        );
    }
}
