//! Sample messages of an operation, made from the contract.
//!
//! In: a [`Contract`] and the name of an operation. Out: a SOAP envelope for each direction, with the headers that are bound. Invariant: what goes
//! out was read strictly and is valid; where no such message could be made, that is told.
//!
//! ```xml
//! <xs:element name="Size" type="xs:int" minOccurs="0"/>   <!-- <o:Size>1</o:Size> -->
//! ```

mod content;
mod pattern;
mod tree;
mod value;

use soap_runtime::ReadOptions;
use soap_runtime::schema::{Schema, TableError};
use soap_runtime::soap::Version;

use crate::diagnostic::instead_of;
use crate::ir::{Body, Contract, MessageUse, Operation, SoapVersion};
use crate::resolve::PARTS;
use crate::values::Values;
use content::Maker;
use tree::{Envelope, Node};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// `request` or `response`.
    pub what: &'static str,
    /// The envelope, indented.
    pub xml: String,
}

/// Why there is no sample.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// The contract has no such operation.
    #[error("there is no operation `{name}`{}", .help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
    UnknownOperation {
        /// The name.
        name: String,
        /// Which one may be meant, or which there are.
        help: Option<String>,
    },
    /// No valid message was found.
    #[error("no sample {what} of `{operation}` could be made: {reason}")]
    NotMade {
        /// The operation.
        operation: String,
        /// `request` or `response`.
        what: &'static str,
        /// What is in the way.
        reason: String,
    },
}

/// How deep elements that may be left out are put in: the first sample that can be made is taken.
const DEPTHS: [usize; 4] = [6, 3, 1, 0];

/// A contract with its schema, to make samples of several operations.
#[derive(Debug)]
pub struct Samples<'c> {
    contract: &'c Contract,
    schema: Schema,
}

impl<'c> Samples<'c> {
    /// Makes the contract ready for strict reading.
    ///
    /// # Errors
    /// When the contract's types are derived from themselves or stand where they cannot.
    pub fn new(contract: &'c Contract) -> Result<Self, TableError> {
        Ok(Self { contract, schema: Schema::new(crate::table::lower(contract))? })
    }

    /// The request and the response of an operation, as far as it has these.
    ///
    /// # Errors
    /// [`SampleError`] when there is no such operation, or no valid message could be made.
    pub fn of(&self, name: &str) -> Result<Vec<Sample>, SampleError> {
        let operations = || self.contract.port_types().iter().flat_map(|port_type| &port_type.operations);
        let Some(operation) = operations().find(|operation| operation.name == name) else {
            let known = operations().map(|operation| operation.name.as_str());
            let help = instead_of(name, known, "operations of the contract");
            return Err(SampleError::UnknownOperation { name: name.to_owned(), help });
        };
        let directions = [("request", &operation.input), ("response", &operation.output)];
        let messages = directions.into_iter().filter_map(|(what, message)| Some((what, message.as_ref()?)));
        messages.map(|(what, message)| self.sample(operation, what, message)).collect()
    }

    fn sample(&self, operation: &Operation, what: &'static str, message: &MessageUse) -> Result<Sample, SampleError> {
        let mut first = None;
        for depth in DEPTHS {
            match self.made(operation, message, depth) {
                Ok(xml) => return Ok(Sample { what, xml }),
                Err(reason) => drop(first.get_or_insert(reason)),
            }
        }
        let reason = first.unwrap_or_default();
        Err(SampleError::NotMade { operation: operation.name.clone(), what, reason })
    }

    /// One message, valid, or the reason why there is none.
    fn made(&self, operation: &Operation, message: &MessageUse, depth: usize) -> Result<String, String> {
        let values = Values::new(self.contract);
        let mut maker = Maker::new(self.contract, &values, depth);
        let headers =
            message.headers.iter().map(|header| maker.element(header.element)).collect::<Result<Vec<_>, _>>()?;
        let body = match message.body {
            Body::Element(element) => Some(maker.element(element)?),
            Body::Empty => None,
        };
        let version = match operation.soap {
            SoapVersion::V1_1 => Version::V1_1,
            SoapVersion::V1_2 => Version::V1_2,
        };
        let envelope = Envelope::new(self.contract.prefixes(), maker.namespaces(), version);
        for part in headers.iter().chain(&body) {
            let xml = envelope.alone(part);
            self.schema.validate_document(&xml, &ReadOptions::strict()).map_err(|error| error.to_string())?;
        }
        Ok(envelope.around(&headers, &in_body(body)))
    }
}

/// What stands in the body: where it has several parts, these.
fn in_body(body: Option<Node>) -> Vec<Node> {
    match body {
        Some(parts) if parts.name.namespace_str() == PARTS => parts.into_elements(),
        body => body.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
