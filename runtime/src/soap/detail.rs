//! Detail entries of faults as elements of a contract: [SOAP 1.1] 4.4, [WSDL 1.1] 3.6.
//!
//! ```xml
//! <detail><m:Busy xmlns:m="…" Seconds="5"/></detail>
//! ```
//!
//! A fault keeps its detail as it came, whatever is in it. Here an entry becomes a value of the contract's document type and back.

use super::fault::Fault;
use crate::bind::{AnyElement, Elements, from_xml_with, read_with, to_xml};
use crate::error::{ErrorKind, Result};
use crate::options::ReadOptions;
use crate::xml::Writer;

impl Fault {
    /// The first detail entry that is an element of the contract: one of those that an operation
    /// [declares](super::Operation::faults), unless a service sends others.
    ///
    /// # Errors
    /// When that entry lacks something required or holds a value outside its type; strict options refuse whatever breaks
    /// the schema.
    pub fn detail_as<D: Elements>(&self, options: &ReadOptions) -> Result<Option<D>> {
        for entry in self.detail.iter().flatten() {
            match from_xml_with::<D>(&entry.to_xml()?, options) {
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
        let xml = to_xml(entry)?;
        let entry = read_with::<D, _>(&xml, &ReadOptions::default(), AnyElement::from_reader)?;
        self.detail.get_or_insert_default().push(entry);
        Ok(self)
    }
}

impl AnyElement {
    fn to_xml(&self) -> Result<String> {
        let mut w = Writer::new(&[]);
        self.write(&mut w);
        w.finish()
    }
}
