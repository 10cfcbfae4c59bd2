//! Fields that are lists of values: `Vec`, and with the feature `compact` `List`, which are read and written alike.
//!
//! In: the elements of one name, the values of a group, what a wildcard matched. Out: each of them behind those that came before. Invariant: what is said
//! here goes for every kind of list.

use super::any::AnyElement;
use super::borrow::Borrowed;
use super::content::ContentIn;
use super::field::{Field, read_another, read_only, write_each};
use super::group::{Group, GroupField, Offered, Progress, finish_last, finish_value, offer_to_list};
use super::growth::Growing;
use super::slot::Slot;
use super::steps::WildcardField;
#[cfg(feature = "compact")]
use crate::compact::List;
use crate::error::Result;
use crate::xml::{Name, Ns, Reader, Writer};

/// Makes a type the list of fields. Behind it: what it has of [`Growing`] by itself.
macro_rules! list {
    ($list:ident $($own:item)*) => {
        impl<T> Growing for $list<T> {
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

            $($own)*
        }

        impl<'a, T: ContentIn<'a>> Field<'a> for $list<T> {
            const REPEATS: bool = true;

            #[inline]
            fn placeholder() -> Self {
                Self::new()
            }

            fn read_only(&mut self, r: &mut Reader<'a>) -> Result<()> {
                read_only(self, r)
            }

            #[inline]
            fn is_absent(&self) -> bool {
                self.is_empty()
            }

            #[inline]
            fn write_all(&self, w: &mut Writer, ns: Ns, name: &'static str) {
                if !self.is_empty() {
                    let name = w.name_in(ns, name);
                    write_each(self, w, name);
                }
            }
        }

        impl<'a, T: ContentIn<'a>> Slot<'a> for $list<T> {
            #[inline]
            fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
                read_another(self, r)
            }
        }

        impl<'a, T: Group<'a>> GroupField<'a> for $list<T> {
            const REPEATS: bool = true;

            fn placeholder() -> Self {
                Self::new()
            }

            fn offer(
                &mut self,
                at: &mut Progress,
                start: usize,
                name: Name<'_>,
                r: &mut Reader<'a>,
            ) -> Result<Offered<Self>> {
                offer_to_list(self, at, start, name, r)
            }

            fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
                finish_last(self, at, start, r)
            }

            fn finish_only(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
                match &mut **self {
                    [only] if at.is_begun() => finish_value(only, at, start, r),
                    _ => finish_last(self, at, start, r),
                }
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

        impl WildcardField for $list<AnyElement> {
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

        impl<'a, T> Borrowed<'a, &'a [T]> for $list<T> {
            fn borrowed(&'a self) -> &'a [T] {
                self
            }
        }
    };
}

list!(Vec);

#[cfg(feature = "compact")]
list! {
    List

    #[inline]
    fn settle(&mut self) {
        settle(self);
    }
}

/// So many bytes that a list has room for without having values there are given back.
#[cfg(feature = "compact")]
const WORTH_GIVING_BACK: usize = 64;

/// But not less than so great a part of all that it has room for. That is what long lists take more than they need, and glibc, which goes by the lengths
/// of what is freed, would ask the system for each list that was made shorter, again and again.
#[cfg(feature = "compact")]
const PART_WORTH_GIVING_BACK: usize = 16;

/// Gives back what a list that was read does not need.
#[cfg(feature = "compact")]
#[inline]
pub fn settle<T>(list: &mut List<T>) {
    let spare = list.capacity() - list.len();
    if spare * size_of::<T>() >= WORTH_GIVING_BACK && spare * PART_WORTH_GIVING_BACK > list.capacity() {
        give_back(list);
    }
}

#[cfg(feature = "compact")]
#[cold]
#[inline(never)]
fn give_back<T>(list: &mut List<T>) {
    list.shrink_to_fit();
}
