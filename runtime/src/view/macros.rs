//! The macros of views: from each part of a view to that of the type that owns it; documents, and messages beside their text.

/// Gives the view of a struct its `to_owned`, one generated line a field. `view`: it is a view itself, or holds one; `clone`: it is the same in
/// both; `unboxed`: but for a box around what may be absent; `each`: a list of what is the same. `[boxed]` behind the owner: somewhere, it is in
/// a box.
///
/// ```text
/// view! { PersonaTypeView => PersonaType { view display_name; clone creation_time; each attributions; } }
/// ```
#[macro_export]
macro_rules! view {
    ($view:ident => $owned:ident $([$boxed:ident])? { $($kind:ident $field:ident;)* }) => {
        impl $view<'_> {
            #[doc = concat!("The same value as a [`", stringify!($owned), "`], which owns what it holds.")]
            #[must_use]
            pub fn to_owned(&self) -> $owned {
                $owned { $(
                    $field: $crate::__owned!($kind (&self.$field)),
                )* }
            }
        }

        $crate::__into_owned! { $view => $owned $([$boxed])? }
    };
}

/// The same for the view of an enum, a line a variant.
#[macro_export]
macro_rules! view_enum {
    ($view:ident => $owned:ident $([$boxed:ident])? { $($kind:ident $variant:ident;)* }) => {
        impl $view<'_> {
            #[doc = concat!("The same value as a [`", stringify!($owned), "`], which owns what it holds.")]
            #[must_use]
            pub fn to_owned(&self) -> $owned {
                match self { $(
                    Self::$variant(value) => $owned::$variant($crate::__owned!($kind value)),
                )* }
            }
        }

        $crate::__into_owned! { $view => $owned $([$boxed])? }
    };
}

/// A part of a view, borrowed, as that of the owner.
#[doc(hidden)]
#[macro_export]
macro_rules! __owned {
    (view $value:expr) => {
        $crate::view::IntoOwned::owned($value)
    };
    (clone $value:expr) => {
        ::core::clone::Clone::clone($value)
    };
    (unboxed $value:expr) => {
        $value.as_deref().cloned()
    };
    (each $value:expr) => {
        ::core::iter::Iterator::collect(::core::iter::Iterator::cloned($value.iter()))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __into_owned {
    ($view:ident => $owned:ident [boxed]) => {
        $crate::__into_owned! { $view => $owned }

        impl $crate::view::IntoOwned<::std::boxed::Box<$owned>> for $view<'_> {
            fn owned(&self) -> ::std::boxed::Box<$owned> {
                ::std::boxed::Box::new(self.to_owned())
            }
        }
    };
    ($view:ident => $owned:ident) => {
        impl $crate::view::IntoOwned<$owned> for $view<'_> {
            fn owned(&self) -> $owned {
                self.to_owned()
            }
        }
    };
}

/// Makes a choice over views the view of a document type: its `from_xml` and `to_xml`, as those of [`document!`](crate::document!) but
/// that it borrows; and two types that keep a document or a message beside the text that it borrows from.
///
/// ```text
/// document_view! { DocumentView<'a> in HeldDocument HeldEnvelope: NAMESPACES SCHEMA }
/// ```
#[macro_export]
macro_rules! document_view {
    ($name:ident<$lt:lifetime> in $document:ident $envelope:ident: $($contract:tt)*) => {
        $crate::__elements! { $lt [$name<$lt>] $($contract)* }

        impl<$lt> $name<$lt> {
            /// Reads a document whose root is one of the contract's elements, leniently; its texts are borrowed.
            ///
            /// # Errors
            /// When the text is not well-formed XML, has another root, holds a character that XML does not allow, lacks something required or
            /// holds a value outside its type; the error says where.
            pub fn from_xml(xml: &$lt str) -> $crate::Result<Self> {
                $crate::view::from_xml(xml)
            }

            /// Reads a document as `options` say; its texts are borrowed.
            ///
            /// # Errors
            /// As [`from_xml`](Self::from_xml); strict options also refuse whatever breaks the schema.
            pub fn from_xml_with(xml: &$lt str, options: &$lt $crate::ReadOptions) -> $crate::Result<Self> {
                $crate::view::from_xml_with(xml, options)
            }

            /// Writes the document, without an XML declaration.
            ///
            /// # Errors
            /// When a value holds a character that XML does not allow.
            pub fn to_xml(&self) -> $crate::Result<::std::string::String> {
                $crate::bind::to_xml(self)
            }

            /// Writes the document as `options` say, without an XML declaration.
            ///
            /// # Errors
            /// As [`to_xml`](Self::to_xml), and when the options declare something that cannot be declared.
            pub fn to_xml_with(&self, options: &$crate::WriteOptions) -> $crate::Result<::std::string::String> {
                $crate::bind::to_xml_with(self, options)
            }
        }

        #[doc(hidden)]
        mod __held {
            use super::$name;

            pub type EnvelopeView<'a> = $crate::soap::Envelope<$name<'a>>;

            $crate::__private::self_cell! {
                pub struct DocumentCell {
                    owner: $crate::view::Source,
                    #[covariant]
                    dependent: $name,
                }
            }

            $crate::__private::self_cell! {
                pub struct EnvelopeCell {
                    owner: $crate::view::Source,
                    #[covariant]
                    dependent: EnvelopeView,
                }
            }
        }

        /// A document and the text that it borrows from: it can be kept, and go to another thread.
        pub struct $document(__held::DocumentCell);

        $crate::__held! { $document __held::DocumentCell: $name<'_>, from_xml_with }

        /// A SOAP message and the text that it borrows from: it can be kept, and go to another thread.
        pub struct $envelope(__held::EnvelopeCell);

        $crate::__held! { $envelope __held::EnvelopeCell: $crate::soap::Envelope<$name<'_>>, view_with }
    };
}

/// What a type offers that keeps a view beside the text that it borrows from.
#[doc(hidden)]
#[macro_export]
macro_rules! __held {
    ($held:ident $cell:path: $view:ty, $read:ident) => {
        impl $held {
            /// Reads the text of a source, as its options say.
            ///
            /// # Errors
            /// As the view's own reading.
            pub fn read(source: $crate::view::Source) -> $crate::Result<Self> {
                let cell = <$cell>::try_new(source, |source| <$view>::$read(source.xml(), source.options()));
                cell.map(Self)
            }

            /// The view.
            #[must_use]
            pub fn view(&self) -> &$view {
                self.0.borrow_dependent()
            }

            /// The text.
            #[must_use]
            pub fn xml(&self) -> &str {
                self.0.borrow_owner().xml()
            }
        }

        impl ::core::fmt::Debug for $held {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.view(), f)
            }
        }
    };
}

/// Makes a newtype the view of a text with facets: the checks are those of its owner.
///
/// ```text
/// restricted_view! { NonEmptyStringTypeView(view::Text<'a>) => NonEmptyStringType: string }
/// ```
#[macro_export]
macro_rules! restricted_view {
    ($view:ident($inner:ty) => $owned:ident: $base:ident) => {
        impl<'a> $view<'a> {
            /// The text.
            #[must_use]
            pub fn get(&self) -> &$inner {
                &self.0
            }

            #[doc = concat!("The same text as a [`", stringify!($owned), "`], whether its facets allow it or not.")]
            #[must_use]
            pub fn to_owned(&self) -> $owned {
                match $crate::xsd::SimpleValue::from_lexical_lenient(&self.0) {
                    Ok((value, _)) => value,
                    // There is no text that such a type cannot hold.
                    Err(_) => $crate::xsd::SimpleValue::placeholder(),
                }
            }
        }

        impl<'a> ::core::ops::Deref for $view<'a> {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl ::core::fmt::Display for $view<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl<'a> $crate::bind::Text<'a> for $view<'a> {
            const HOLDS_NAMES: bool = false;

            #[inline]
            fn placeholder() -> Self {
                Self($crate::bind::Text::placeholder())
            }

            fn read_text(
                text: ::std::borrow::Cow<'a, str>,
                r: &mut $crate::xml::Reader<'a>,
                at: usize,
            ) -> $crate::Result<Self> {
                $crate::__private::checked(text, (&$owned::FACETS, $crate::xsd::by_name::$base), r, at).map(Self)
            }

            fn read_content(r: &mut $crate::xml::Reader<'a>, at: usize) -> $crate::Result<Self> {
                $crate::__private::checked_content((&$owned::FACETS, $crate::xsd::by_name::$base), r, at).map(Self)
            }

            #[cold]
            fn takes_blanks() -> bool {
                <$owned as $crate::bind::Text<'_>>::takes_blanks()
            }

            #[inline]
            fn write_text(&self, w: &mut $crate::xml::Writer, put: impl FnOnce(&mut $crate::xml::Writer, &str)) {
                put(w, &self.0);
            }
        }

        $crate::__text_content! { 'a $view<'a>, }
        $crate::__into_owned! { $view => $owned }
    };
}
