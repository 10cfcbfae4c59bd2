//! The names of the child elements that have a field each, as a type's macro lists them: a name comes in, the number of its line goes out.

use std::sync::OnceLock;

use super::namespace::Ns;
use super::reader::Name;

/// See the module's documentation.
#[derive(Debug)]
pub struct Fields {
    /// Where predictions for this type are kept; others may have the same.
    pub(super) seed: u32,
    spaces: &'static [Ns],
    locals: &'static str,
    names: OnceLock<Box<[(Ns, &'static str)]>>,
}

impl Fields {
    /// In place of a number: the element has ended.
    pub const END: u32 = u32::MAX;
    /// In place of a number: no field has this name.
    pub const UNKNOWN: u32 = u32::MAX - 1;
    /// In place of the number of the child before the first one.
    pub const FIRST: u32 = u32::MAX - 2;

    /// The fields of a type: their namespaces, and their local names with a space behind each, since one text is far less to compile than a list. `line` is
    /// where the type stands, in which types differ most of the time.
    #[must_use]
    pub const fn new(line: u32, spaces: &'static [Ns], locals: &'static str) -> Self {
        Self { seed: line.wrapping_mul(0x85EB_CA6B), spaces, locals, names: OnceLock::new() }
    }

    #[inline]
    fn names(&self) -> &[(Ns, &'static str)] {
        self.names.get_or_init(|| self.spaces.iter().copied().zip(self.locals.split(' ')).collect())
    }

    /// Where what is known of the child behind `previous` is kept, among others.
    #[inline(always)]
    pub(super) fn place(&self, previous: u32) -> u32 {
        let hash = self.seed.wrapping_add(previous.wrapping_mul(0x9E37_79B1));
        hash ^ hash >> 15
    }

    /// Whether a number is that of a field.
    #[must_use]
    pub fn has(&self, field: u32) -> bool {
        self.name(field).is_some()
    }

    /// The name of the children of a field.
    pub(crate) fn name(&self, field: u32) -> Option<(Ns, &'static str)> {
        self.names().get(field as usize).copied()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.spaces.len()
    }

    /// The number of the field for children of this name. One that is near behind `previous` is found soonest.
    #[inline]
    pub(super) fn find(&self, name: Name<'_>, previous: u32) -> u32 {
        let names = self.names();
        let from = if previous == Self::FIRST { 0 } else { names.len().min(previous as usize + 1) };
        let (before, behind) = names.split_at(from);
        let same = |known: &(Ns, &str)| known.0 == name.ns && known.1 == name.local;
        let found = behind.iter().position(same).map(|index| before.len() + index);
        found.or_else(|| before.iter().position(same)).map_or(Self::UNKNOWN, |index| index as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FIELDS: Fields = Fields::new(line!(), &[Ns::NONE, Ns::XSI, Ns::NONE], "a a b ");

    #[test]
    fn a_name_is_found_from_wherever_one_stands() {
        for previous in [Fields::FIRST, Fields::UNKNOWN, 0, 1, 2] {
            for (ns, local, expected) in
                [(Ns::NONE, "a", 0), (Ns::XSI, "a", 1), (Ns::NONE, "b", 2), (Ns::XSI, "b", Fields::UNKNOWN)]
            {
                assert_eq!(FIELDS.find(Name { ns, local }, previous), expected, "{local} behind {previous}");
            }
        }
    }
}
