//! Namespaces, the modules made of them, and names as generated code spells them.

use super::ItemId;

/// A namespace as generated code knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix: an identifier, the name of its constant in the module `ns`.
    pub prefix: String,
    /// Whether its elements are written without the prefix.
    pub is_default: bool,
    /// The namespace name.
    pub uri: String,
}

/// A module: what one namespace defines, or what the configuration puts together.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: String,
    /// Its namespace, empty for none; `None` for a module of the configuration's.
    pub uri: Option<String>,
    /// Its items in order.
    pub items: Vec<ItemId>,
}

/// An XML name as generated code spells it: the namespace's prefix (`None` for no namespace) and the local name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct XmlName {
    /// The prefix.
    pub prefix: Option<String>,
    /// Whether an element or type of this name is written without the prefix.
    pub is_default: bool,
    /// The local name.
    pub local: String,
}

impl XmlName {
    /// The name of one of the attributes that belong to XML Schema itself.
    pub(crate) fn xsi(local: &str) -> Self {
        Self { prefix: Some("xsi".to_owned()), is_default: false, local: local.to_owned() }
    }

    /// The name of the constant that stands for its namespace where an element or type is written.
    #[must_use]
    pub fn constant(&self) -> &str {
        if self.is_default { "default" } else { self.prefix.as_deref().unwrap_or("none") }
    }
}
