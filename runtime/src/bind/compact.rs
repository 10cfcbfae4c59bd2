//! Fields that are lists of one word: they are read and written as `Vec`s are.

use super::any::AnyElement;
use super::borrow::Borrowed;
use super::content::Content;
use super::field::{Field, read_another, write_each};
use super::group::{Group, GroupField, Offered, Progress, finish_last, offer_to_list};
use super::growth::Growing;
use super::steps::WildcardField;
use crate::compact::List;
use crate::error::Result;
use crate::xml::{Name, Ns, Reader, Writer};

impl<T> Growing for List<T> {
    type Value = T;

    fn with_room(capacity: usize) -> Self {
        Self::with_capacity(capacity)
    }

    #[inline]
    fn capacity(&self) -> usize {
        self.capacity()
    }

    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }

    fn reserve_exact(&mut self, additional: usize) {
        self.reserve_exact(additional);
    }

    #[inline]
    fn push(&mut self, value: T) {
        self.push(value);
    }

    #[inline]
    fn pop(&mut self) {
        self.pop();
    }

    #[inline]
    fn settle(&mut self) {
        if (self.capacity() - self.len()) * size_of::<T>() >= WORTH_GIVING_BACK {
            give_back(self);
        }
    }
}

/// So many bytes that a list has room for without having values there are given back.
const WORTH_GIVING_BACK: usize = 64;

#[cold]
#[inline(never)]
fn give_back<T>(list: &mut List<T>) {
    list.shrink_to_fit();
}

/// Gives back what a list that was read does not need.
#[inline]
pub fn settle<T>(list: &mut List<T>) {
    Growing::settle(list);
}

impl<T: Content> Field for List<T> {
    const REPEATS: bool = true;
    const COLLAPSES: bool = T::COLLAPSES;

    #[inline]
    fn placeholder() -> Self {
        Self::new()
    }

    #[inline]
    fn read_next(&mut self, r: &mut Reader<'_>) -> Result<()> {
        read_another(self, r)
    }

    #[inline]
    fn write_all(&self, w: &mut Writer, ns: Ns, name: &'static str) {
        if !self.is_empty() {
            let name = w.name_in(ns, name);
            write_each(self, w, name);
        }
    }
}

impl<T: Group> GroupField for List<T> {
    fn placeholder() -> Self {
        Self::new()
    }

    fn offer(&mut self, at: &mut Progress, start: usize, name: Name<'_>, r: &mut Reader<'_>) -> Result<Offered<Self>> {
        offer_to_list(self, at, start, name, r)
    }

    fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
        finish_last(self, at, start, r)
    }

    fn write_all(&self, w: &mut Writer) {
        for value in self {
            value.write(w);
        }
        w.settle_early();
    }

    fn expected() -> String {
        T::expected()
    }
}

impl WildcardField for List<AnyElement> {
    const REPEATS: bool = true;

    fn placeholder() -> Self {
        Self::new()
    }

    fn put(&mut self, element: AnyElement) {
        self.push(element);
    }

    fn is_full(&self) -> bool {
        false
    }

    fn write_all(&self, w: &mut Writer) {
        for element in self {
            element.write(w);
        }
    }
}

impl<'a, T> Borrowed<'a, &'a [T]> for List<T> {
    fn borrowed(&'a self) -> &'a [T] {
        self
    }
}
