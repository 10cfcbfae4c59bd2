//! Which binding of a prefix is the innermost, where many are in scope, or many declarations around: prefixes come in, places in the list of these go out.
//!
//! A few bindings are looked through faster than anything is looked up. Invariant: once there was more than a few, the index follows the list, and each step
//! takes as long as it does with a few.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Up to so many bindings are looked through.
pub(crate) const FEW: usize = 32;

/// See the module's documentation. `P` is a prefix. As long as there are a few, there is nothing.
#[derive(Debug)]
pub(crate) struct Innermost<P>(Option<Box<Index<P>>>);

#[derive(Debug)]
struct Index<P> {
    /// The place of each prefix's innermost binding.
    places: HashMap<P, usize>,
    /// The bindings that are known, with the place of the next outer one of the same prefix.
    known: Vec<(P, Option<usize>)>,
}

impl<P> Default for Innermost<P> {
    fn default() -> Self {
        Self(None)
    }
}

impl<P> Default for Index<P> {
    fn default() -> Self {
        Self { places: HashMap::new(), known: Vec::new() }
    }
}

impl<P: Borrow<str> + Clone + Eq + Hash> Innermost<P> {
    /// How many bindings are known.
    pub(crate) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |index| index.known.len())
    }

    /// Takes note of the bindings behind those that are known.
    #[cold]
    pub(crate) fn enter(&mut self, new: impl Iterator<Item = P>) {
        let index = self.0.get_or_insert_default();
        for prefix in new {
            let outer = index.places.insert(prefix.clone(), index.known.len());
            index.known.push((prefix, outer));
        }
    }

    /// Forgets all bindings but so many.
    #[inline]
    pub(crate) fn leave(&mut self, mark: usize) {
        if let Some(index) = &mut self.0 {
            index.leave(mark);
        }
    }

    /// The place of a prefix's innermost binding.
    #[cold]
    pub(crate) fn find(&self, prefix: &str) -> Option<usize> {
        self.0.as_ref()?.places.get(prefix).copied()
    }
}

impl<P: Borrow<str> + Eq + Hash> Index<P> {
    fn leave(&mut self, mark: usize) {
        while self.known.len() > mark
            && let Some((prefix, outer)) = self.known.pop()
        {
            match outer {
                Some(outer) => drop(self.places.insert(prefix, outer)),
                None => drop(self.places.remove(prefix.borrow())),
            }
        }
    }
}
