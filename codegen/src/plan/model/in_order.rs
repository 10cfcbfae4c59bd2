//! Content models that the runtime has to know to read a type.
//!
//! ```xml
//! <xs:sequence> <xs:element name="amount" type="xs:int"/> <xs:any processContents="skip"/> </xs:sequence>
//! ```

/// The content model of a type in which names do not tell places apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InOrder {
    /// The lines of its table, but for the first one.
    pub lines: Vec<String>,
    /// Of each wildcard, which of the lines for groups and wildcards it is in; none if all are in the first one.
    pub parts: Vec<u32>,
}
