//! A contract from where it is published.
//!
//! In: URLs, and a function that gets the bytes of one. Out: all documents that these lead to, a name of a file for each, a catalog that says which
//! is which, and a lock that tells whether the contract is still the same. Invariant: nothing here opens a socket or a file, and the bytes of a
//! document are never changed.
//!
//! ```text
//! http://host/shop/orders?wsdl        orders.wsdl
//! http://host/shop/orders?xsd=xsd0    xsd0.xsd
//! ```

mod catalog;
mod compare;
mod file_name;
mod lock;
mod tree;
mod web_url;

use std::collections::BTreeMap;

pub use catalog::catalog;
pub use compare::{Change, changes};
pub use file_name::file_names;
pub use lock::{Lock, Locked, sha256};
pub use tree::{Asked, Document, Followed, Get, Got, Refused, follow};
pub use web_url::{Origin, WebUrl};

/// The name of the catalog.
pub const CATALOG: &str = "catalog.xml";
/// The name of the lock.
pub const LOCK: &str = "fetch.lock";

/// What belongs into the folder: the documents, the catalog and the lock, by the names of their files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// What the files hold.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the lock says.
    pub lock: Lock,
}

impl Folder {
    /// The folder of these documents. A document keeps the name that it had in `known`.
    #[must_use]
    pub fn of(asked: &Asked, documents: &[Document], known: Option<&Lock>) -> Self {
        let names = file_names(documents, known);
        let named: Vec<(&Document, &str)> = documents.iter().zip(names.iter().map(String::as_str)).collect();
        let catalog = catalog(&named);
        let lock = Lock::of(asked, &named, &catalog);
        let mut files: BTreeMap<String, Vec<u8>> =
            named.iter().map(|(document, name)| ((*name).to_owned(), document.bytes.clone())).collect();
        files.insert(CATALOG.to_owned(), catalog.into_bytes());
        files.insert(LOCK.to_owned(), lock.text().into_bytes());
        Self { files, lock }
    }
}

#[cfg(test)]
mod tests;
