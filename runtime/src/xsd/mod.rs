//! XSD value types.
