//! Detail entries of faults as elements of a contract: [SOAP 1.1] 4.4, [WSDL 1.1] 3.6.
//!
//! ```xml
//! <detail><m:Busy xmlns:m="…" Seconds="5"/></detail>
//! ```
//!
//! A fault keeps its detail as it came, whatever is in it. Here an entry becomes a value of the contract's document type and back.

use super::fault::Fault;
use crate::bind::{AnyElement, Elements};
use crate::error::{ErrorKind, Result};
use crate::options::ReadOptions;

impl Fault {
    /// The first detail entry that is an element of the contract: one of those that an operation
    /// [declares](super::Operation::faults), unless a service sends others.
    ///
    /// # Errors
    /// When that entry lacks something required or holds a value outside its type; strict options refuse whatever breaks
    /// the schema.
    pub fn detail_as<D: Elements>(&self, options: &ReadOptions) -> Result<Option<D>> {
        for entry in self.detail.iter().flatten() {
            match entry.read_as_named_with(options) {
                Err(error) if matches!(error.kind(), ErrorKind::UnexpectedRoot { .. }) => {}
                read => return read.map(Some),
            }
        }
        Ok(None)
    }

    /// The fault with an element of the contract as one more detail entry.
    ///
    /// # Errors
    /// When the value holds a character that XML does not allow.
    pub fn with_detail<D: Elements>(mut self, entry: &D) -> Result<Self> {
        self.detail.get_or_insert_default().push(AnyElement::from_document(entry)?);
        Ok(self)
    }
}
