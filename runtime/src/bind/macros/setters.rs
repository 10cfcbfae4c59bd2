//! The macro of setters: what `new` does not take, one method after the other.
//!
//! In: a struct's optional and repeated fields, each with the name of its setter. Out: methods that take the struct and give it back, and
//! `with` for all that they do not say.

/// Gives a struct its setters, one generated line a field. Code that sets fields so goes on compiling when the struct gets more of them.
///
/// ```
/// #[derive(Debug, Default)]
/// #[non_exhaustive]
/// pub struct Contact {
///     pub name: Option<String>,
///     pub tags: Vec<String>,
/// }
///
/// soap_runtime::setters! {
///     Contact {
///         with_name(name: Option<String>);
///         with_tags(tags: Vec<String>);
///     }
/// }
///
/// let contact = Contact::default().with_name("Ada").with_tags(["work", "chess"]);
/// assert_eq!((contact.name.as_deref(), contact.tags.len()), (Some("Ada"), 2));
///
/// let known: Option<String> = None;
/// assert_eq!(contact.with(|it| it.name = known).name, None);
/// ```
#[macro_export]
macro_rules! setters {
    ($name:ident { $(
        $(#[$attribute:meta])*
        $setter:ident($field:ident: $(Option<$optional:ty>)? $(Vec<$repeated:ty>)? $(compact::List<$listed:ty>)?);
    )* }) => {
        impl $name {
            /// The same, with its fields changed: where a value is optional already, or several fields depend on each other.
            #[must_use]
            pub fn with(mut self, change: impl ::core::ops::FnOnce(&mut Self)) -> Self {
                change(&mut self);
                self
            }

            $($(#[$attribute])*
            #[doc = concat!("The same, with this as its `", stringify!($field), "`.")]
            #[must_use]
            $(pub fn $setter(mut self, value: impl ::core::convert::Into<$optional>) -> Self {
                self.$field = ::core::option::Option::Some(value.into());
                self
            })?
            $(pub fn $setter<__T: ::core::convert::Into<$repeated>>(mut self, values: impl ::core::iter::IntoIterator<Item = __T>) -> Self {
                self.$field = values.into_iter().map(::core::convert::Into::into).collect();
                self
            })?
            $(pub fn $setter<__T: ::core::convert::Into<$listed>>(mut self, values: impl ::core::iter::IntoIterator<Item = __T>) -> Self {
                self.$field = values.into_iter().map(::core::convert::Into::into).collect();
                self
            })?)*
        }
    };
}
