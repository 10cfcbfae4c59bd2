//! What a view is the view of.

/// The item that owns what its view borrows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its name.
    pub name: String,
    /// Whether some fields or variants have it in a box.
    pub is_boxed: bool,
}
