//! The macro of arrays of SOAP encoding.

/// Makes a struct with one repeated field usable as the `Vec` in it: made of a `Vec` or of an iterator, of values or of items that may be
/// nil, and read like one. `compact` before the items: the field is a `compact::List` of them.
///
/// ```text
/// array! { Items: item Nillable<Item> }
/// ```
#[macro_export]
macro_rules! array {
    ($name:ident: $field:ident $item:ty) => {
        $crate::__array! { $name $field ($item) (::std::vec::Vec<$item>) (::std::vec::IntoIter<$item>) }
    };
    ($name:ident: $field:ident compact $item:ty) => {
        $crate::__array! { $name $field ($item) ($crate::compact::List<$item>) ($crate::compact::IntoIter<$item>) }
    };
}

/// What [`array!`] does: the struct, its field, the type of the items, of the field, and of what iterates over its items.
#[doc(hidden)]
#[macro_export]
macro_rules! __array {
    ($name:ident $field:ident ($item:ty) ($list:ty) ($iterator:ty)) => {
        impl ::core::ops::Deref for $name {
            type Target = $list;

            fn deref(&self) -> &Self::Target {
                &self.$field
            }
        }

        impl ::core::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.$field
            }
        }

        impl<T: ::core::convert::Into<$item>> ::core::iter::FromIterator<T> for $name {
            fn from_iter<I: ::core::iter::IntoIterator<Item = T>>(items: I) -> Self {
                let mut array = Self::default();
                array.$field.extend(items.into_iter().map(::core::convert::Into::into));
                array
            }
        }

        impl<T: ::core::convert::Into<$item>> ::core::convert::From<::std::vec::Vec<T>> for $name {
            fn from(items: ::std::vec::Vec<T>) -> Self {
                items.into_iter().collect()
            }
        }

        impl ::core::iter::IntoIterator for $name {
            type Item = $item;
            type IntoIter = $iterator;

            fn into_iter(self) -> Self::IntoIter {
                self.$field.into_iter()
            }
        }

        impl<'a> ::core::iter::IntoIterator for &'a $name {
            type Item = &'a $item;
            type IntoIter = ::core::slice::Iter<'a, $item>;

            fn into_iter(self) -> Self::IntoIter {
                self.$field.iter()
            }
        }
    };
}
