//! Fields as the traits of base types hand them out: required ones by reference, optional and repeated ones from inside.

/// The types of accessors, by the kind of their field.
#[allow(non_camel_case_types)]
pub mod borrowed {
    /// A field that is always there.
    pub type required<'a, T> = &'a T;
    /// A field that may be absent.
    pub type optional<'a, T> = Option<&'a T>;
    /// A field with any number of values.
    pub type repeated<'a, T> = &'a [T];
}

/// The types of accessors of a value that may not have the field, by the kind of the field.
#[allow(non_camel_case_types)]
pub mod found {
    /// A field that is there where the value has it.
    pub type required<'a, T> = Option<&'a T>;
    /// A field that may be absent.
    pub type optional<'a, T> = Option<&'a T>;
    /// A field with any number of values; none where the value does not have it.
    pub type repeated<'a, T> = &'a [T];
}

/// What is found of a field in a value that may not have it, by the kind of the field.
pub mod find {
    /// For a field that is there where the value has it.
    #[must_use]
    pub fn required<T>(field: Option<&T>) -> Option<&T> {
        field
    }

    /// For a field that may be absent.
    #[must_use]
    pub fn optional<T>(field: Option<Option<&T>>) -> Option<&T> {
        field.flatten()
    }

    /// For a field with any number of values.
    #[must_use]
    pub fn repeated<T>(field: Option<&[T]>) -> &[T] {
        field.unwrap_or_default()
    }
}

/// Borrowing a field as its accessor does.
pub trait Borrowed<'a, B> {
    /// The field's value, borrowed.
    fn borrowed(&'a self) -> B;
}

impl<'a, T> Borrowed<'a, &'a T> for T {
    fn borrowed(&'a self) -> &'a T {
        self
    }
}

impl<'a, T> Borrowed<'a, &'a T> for Box<T> {
    fn borrowed(&'a self) -> &'a T {
        self
    }
}

impl<'a, T> Borrowed<'a, Option<&'a T>> for Option<T> {
    fn borrowed(&'a self) -> Option<&'a T> {
        self.as_ref()
    }
}

impl<'a, T> Borrowed<'a, Option<&'a T>> for Option<Box<T>> {
    fn borrowed(&'a self) -> Option<&'a T> {
        self.as_deref()
    }
}
