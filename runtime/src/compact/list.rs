//! A list of one word.

use std::borrow::Borrow;
use std::fmt;
use std::iter::FusedIterator;
use std::ops::{Deref, DerefMut};

use thin_vec::ThinVec;

/// A list as large as a pointer: how many values it has, and has room for, stands before them on the heap. It is a slice, which can grow.
///
/// ```
/// use soap_runtime::compact::List;
///
/// let mut list: List<i32> = [3, 1, 2].into();
/// list.extend([5, 4]);
/// list.sort();
/// list.retain(|value| value % 2 == 1);
/// assert_eq!(list, [1, 3, 5]);
/// assert_eq!((list[0], list.last()), (1, Some(&5)));
/// assert_eq!(Vec::from(list), [1, 3, 5]);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct List<T>(ThinVec<T>);

impl<T> List<T> {
    /// An empty list, which has nothing on the heap.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self(ThinVec::new())
    }

    /// An empty list with room for so many values.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(ThinVec::with_capacity(capacity))
    }

    /// For how many values there is room.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.0.capacity()
    }

    /// Makes room for so many more values, or for more than that.
    pub fn reserve(&mut self, additional: usize) {
        self.0.reserve(additional);
    }

    /// Makes room for so many more values.
    pub fn reserve_exact(&mut self, additional: usize) {
        self.0.reserve_exact(additional);
    }

    /// Gives back the room that has no values.
    pub fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }

    /// The values.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        self
    }

    /// The values.
    #[must_use]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self
    }

    /// Puts a value behind the others.
    #[inline]
    pub fn push(&mut self, value: T) {
        self.0.push(value);
    }

    /// Takes the last value.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        self.0.pop()
    }

    /// Puts a value before that at an index, or behind the last.
    ///
    /// # Panics
    /// There are fewer values than that.
    pub fn insert(&mut self, index: usize, value: T) {
        self.0.insert(index, value);
    }

    /// Takes the value at an index.
    ///
    /// # Panics
    /// There is none.
    pub fn remove(&mut self, index: usize) -> T {
        self.0.remove(index)
    }

    /// Takes the value at an index, and puts the last one there.
    ///
    /// # Panics
    /// There is none.
    pub fn swap_remove(&mut self, index: usize) -> T {
        self.0.swap_remove(index)
    }

    /// Keeps the values for which this holds.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Keeps no more values than that.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Drops all values.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the values of another list.
    pub fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    /// Takes the values from an index on.
    ///
    /// # Panics
    /// There are fewer values than that.
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        Self(self.0.split_off(at))
    }
}

impl<T> Default for List<T> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_slice(), f)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> AsRef<[T]> for List<T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T> AsMut<[T]> for List<T> {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T> Borrow<[T]> for List<T> {
    fn borrow(&self) -> &[T] {
        self
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(values: Vec<T>) -> Self {
        Self(values.into())
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.0.into()
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(values: [T; N]) -> Self {
        Self(values.into())
    }
}

impl<T: Clone> From<&[T]> for List<T> {
    fn from(values: &[T]) -> Self {
        Self(values.into())
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.0.extend(values);
    }
}

impl<'a, T: Copy> Extend<&'a T> for List<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, values: I) {
        self.0.extend(values.into_iter().copied());
    }
}

macro_rules! compared {
    ($($(const $n:ident)? $type:ty;)*) => { $(
        impl<T: PartialEq<U>, U $(, const $n: usize)?> PartialEq<$type> for List<T> {
            fn eq(&self, other: &$type) -> bool {
                self.as_slice() == &other[..]
            }
        }
    )* };
}

compared! { [U]; &[U]; Vec<U>; const N [U; N]; const N &[U; N]; }

impl<T: PartialEq<U>, U> PartialEq<List<U>> for Vec<T> {
    fn eq(&self, other: &List<U>) -> bool {
        self.as_slice() == other.as_slice()
    }
}

/// The values of a list, one after the other.
#[derive(Debug, Clone)]
pub struct IntoIter<T>(thin_vec::IntoIter<T>);

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        self.0.next_back()
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}

impl<T> FusedIterator for IntoIter<T> {}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self.0.into_iter())
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_word_also_where_it_is_absent() {
        assert_eq!(size_of::<List<[u64; 9]>>(), size_of::<usize>());
        assert_eq!(size_of::<Option<List<String>>>(), size_of::<usize>());
        assert_eq!(List::<String>::new().capacity(), 0);
    }

    #[test]
    fn it_is_a_slice_that_grows() {
        let mut list = List::new();
        for value in ["c", "a", "b"] {
            list.push(value.to_owned());
        }
        list.sort();
        assert_eq!(list, ["a", "b", "c"]);
        assert_eq!(format!("{list:?}"), r#"["a", "b", "c"]"#);
        list.insert(1, "x".to_owned());
        assert_eq!(
            (list.remove(1).as_str(), list.swap_remove(0).as_str(), list.pop().as_deref()),
            ("x", "a", Some("b"))
        );
        let mut more: List<String> = vec!["d".to_owned(), "e".to_owned()].into();
        list.append(&mut more);
        assert_eq!((list.len(), more.is_empty()), (3, true));
        assert_eq!(list.split_off(1), vec!["d", "e"]);
        list.iter_mut().for_each(|value| value.push('!'));
        for value in &mut list {
            value.push('?');
        }
        assert_eq!(list.into_iter().rev().collect::<Vec<_>>(), ["c!?"]);
    }

    #[test]
    fn what_is_left_of_an_iterator_is_dropped() {
        let list: List<std::rc::Rc<()>> = (0..3).map(|_| std::rc::Rc::new(())).collect();
        let first = list[0].clone();
        let mut values = list.into_iter();
        assert_eq!((values.len(), std::rc::Rc::strong_count(&first)), (3, 2));
        values.next_back();
        drop(values);
        assert_eq!(std::rc::Rc::strong_count(&first), 1);
    }

    #[test]
    fn lists_are_compared_value_by_value() {
        let list: List<u8> = [1, 2].as_slice().into();
        assert!(list < [1, 3].into() && list > [1].into());
        assert_eq!(list, vec![1, 2]);
        assert_eq!(vec![1, 2], list);
        assert_eq!(list, &[1, 2]);
        assert_ne!(list, [2, 1]);
        let mut all = list.clone();
        all.extend(&[3]);
        all.extend(list);
        assert_eq!(all, [1, 2, 3, 1, 2]);
    }
}
