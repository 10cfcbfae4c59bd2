//! What an operation can fail with: an enum with a variant for each fault that it declares.
//!
//! ```xml
//! <wsdl:fault name="Refused" message="s:RefusedFault"/>   <!-- Refused(messages::Refused, E) -->
//! ```

use super::RustType;

/// The enum of an operation. It has one more variant, [`OTHER`](OperationError::OTHER).
#[derive(Debug, Clone, PartialEq)]
pub struct OperationError {
    /// Its name.
    pub name: String,
    /// The faults with an element in their detail, in the order of the contract.
    pub faults: Vec<FaultVariant>,
}

impl OperationError {
    /// The variant for whatever is not declared.
    pub const OTHER: &'static str = "Other";
}

/// A declared fault: a variant.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultVariant {
    /// The variant's name.
    pub name: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The fault's name in the operation.
    pub fault: String,
    /// The type of the element in the detail.
    pub ty: RustType,
    /// The document type's variant for it.
    pub variant: String,
    /// Whether no other fault of the operation has this type, so that a value of it tells which is meant.
    pub is_only: bool,
}
