//! The macros of views: from each part of a view to that of the type that owns it; documents, and messages beside their text.

/// Gives the view of a struct its `to_owned`, one generated line a field: alone, it is a view itself, or holds one; `clone`: it is the same in
/// both; `each`: a list of what is the same.
///
/// ```text
/// view! { PersonaTypeView => PersonaType { display_name; clone creation_time; each attributions; } }
/// ```
#[macro_export]
macro_rules! view {
    ($view:ident => $owned:ident { $($(clone $cf:ident)? $(each $ef:ident)? $($field:ident)?;)* }) => {
        impl $view<'_> {
            #[doc = concat!("The same value as a [`", stringify!($owned), "`], which owns what it holds.")]
            #[must_use]
            pub fn to_owned(&self) -> $owned {
                $owned { $(
                    $($cf: ::core::clone::Clone::clone(&self.$cf),)?
                    $($ef: self.$ef.iter().cloned().collect(),)?
                    $($field: $crate::view::IntoOwned::owned(&self.$field),)?
                )* }
            }
        }

        $crate::__into_owned! { $view => $owned }
    };
}

/// The same for the view of an enum, a line a variant.
#[macro_export]
macro_rules! view_enum {
    ($view:ident => $owned:ident { $($(#[$cfg:meta])* $(clone $cv:ident)? $(each $ev:ident)? $($variant:ident)?;)* }) => {
        impl $view<'_> {
            #[doc = concat!("The same value as a [`", stringify!($owned), "`], which owns what it holds.")]
            #[must_use]
            pub fn to_owned(&self) -> $owned {
                match self { $(
                    $($(#[$cfg])* Self::$cv(value) => $owned::$cv(::core::clone::Clone::clone(value)),)?
                    $($(#[$cfg])* Self::$ev(value) => $owned::$ev(value.iter().cloned().collect()),)?
                    $($(#[$cfg])* Self::$variant(value) => $owned::$variant($crate::view::IntoOwned::owned(value)),)?
                )* }
            }
        }

        $crate::__into_owned! { $view => $owned }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __into_owned {
    ($view:ident => $owned:ident) => {
        impl $crate::view::IntoOwned<$owned> for $view<'_> {
            fn owned(&self) -> $owned {
                self.to_owned()
            }
        }

        impl $crate::view::IntoOwned<::std::boxed::Box<$owned>> for $view<'_> {
            fn owned(&self) -> ::std::boxed::Box<$owned> {
                ::std::boxed::Box::new(self.to_owned())
            }
        }
    };
}
