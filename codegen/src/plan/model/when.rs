//! Under which Cargo features something is compiled.

/// The features of which one has to be on; none at all for what is always there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When(pub Vec<String>);

impl When {
    /// Whether it does not depend on features.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }
}

/// A Cargo feature of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The operations that it brings, in the order of their names; none for a feature that others share.
    pub operations: Vec<String>,
    /// The shared features that it turns on.
    pub shared: Vec<String>,
}
