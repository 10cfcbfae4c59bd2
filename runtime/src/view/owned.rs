//! From a view to a value of its own.

use super::{List, NormalizedString, Text, Token};
use crate::bind::{Nillable, NillableElement, Typed};
use crate::compact;
use crate::xsd;

/// What a part of a view is in the type that owns what it holds.
pub trait IntoOwned<O> {
    /// That value.
    fn owned(&self) -> O;
}

macro_rules! texts {
    ($($view:ident => $($owned:ty)+;)*) => { $($(
        impl IntoOwned<$owned> for $view<'_> {
            fn owned(&self) -> $owned {
                self.as_str().into()
            }
        }
    )+)* };
}

texts! {
    Text => String compact::Text;
    Token => xsd::Token compact::Token;
    NormalizedString => xsd::NormalizedString compact::NormalizedString;
}

impl<T: IntoOwned<O>, O> IntoOwned<Option<O>> for Option<T> {
    fn owned(&self) -> Option<O> {
        self.as_ref().map(T::owned)
    }
}

impl<T: IntoOwned<O>, O> IntoOwned<Vec<O>> for List<T> {
    fn owned(&self) -> Vec<O> {
        self.iter().map(T::owned).collect()
    }
}

impl<T: IntoOwned<O>, O> IntoOwned<List<O>> for List<T> {
    fn owned(&self) -> List<O> {
        self.iter().map(T::owned).collect()
    }
}

/// Whether the owner is in a box is its own affair: generated types are made with and without.
impl<T: IntoOwned<O>, O> IntoOwned<O> for Box<T> {
    fn owned(&self) -> O {
        (**self).owned()
    }
}

impl<T: IntoOwned<O>, O> IntoOwned<Nillable<O>> for Nillable<T> {
    fn owned(&self) -> Nillable<O> {
        match self {
            Self::Nil => Nillable::Nil,
            Self::Value(value) => Nillable::Value(value.owned()),
        }
    }
}

impl<T: IntoOwned<O>, O> IntoOwned<NillableElement<O>> for NillableElement<T> {
    fn owned(&self) -> NillableElement<O> {
        match self {
            Self::Nil(element) => NillableElement::Nil(element.clone()),
            Self::Value(value) => NillableElement::Value(value.owned()),
        }
    }
}

impl<T: IntoOwned<O>, O> IntoOwned<Typed<O>> for Typed<T> {
    fn owned(&self) -> Typed<O> {
        Typed { value: self.value.owned(), xsi_type: self.xsi_type.clone() }
    }
}

/// The same in a box, as owners that hold themselves have it.
macro_rules! boxed {
    ($($wrapper:ident)+) => { $(
        impl<T: IntoOwned<O>, O> IntoOwned<Box<$wrapper<O>>> for $wrapper<T> {
            fn owned(&self) -> Box<$wrapper<O>> {
                Box::new(self.owned())
            }
        }
    )+ };
}

boxed! { Nillable NillableElement Typed }
