//! Operations in the wrapped style whose methods take what is in the wrapper, and give what is in that of the response.
//!
//! ```xml
//! <xs:element name="Place"> … <xs:sequence> <xs:element name="Count" type="xs:int"/>   <!-- fn place(&self, count: i32, …) -->
//! ```

use super::{ItemId, RustType};

/// The parameters and the value of a method.
#[derive(Debug, Clone, PartialEq)]
pub struct Unwrapped {
    /// The struct that the parameters are the fields of.
    pub request: ItemId,
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// What becomes of the struct of the response.
    pub given: Given,
}

/// A parameter: a field of the request's struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The field's.
    pub field: String,
    /// Its type.
    pub ty: RustType,
}

/// What a method gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// What the body holds, or nothing if that is empty.
    Whole,
    /// Nothing in place of this struct, which has no fields.
    Nothing(ItemId),
    /// The only field of this struct: its name and its type.
    Field(ItemId, String, RustType),
}

impl Unwrapped {
    /// The types that it names.
    pub(crate) fn types_mut(&mut self) -> impl Iterator<Item = &mut RustType> {
        let given = match &mut self.given {
            Given::Whole | Given::Nothing(_) => None,
            Given::Field(_, _, ty) => Some(ty),
        };
        self.parameters.iter_mut().map(|parameter| &mut parameter.ty).chain(given)
    }

    /// The structs that it takes apart.
    pub(crate) fn structs_mut(&mut self) -> impl Iterator<Item = &mut ItemId> {
        let given = match &mut self.given {
            Given::Whole => None,
            Given::Nothing(id) | Given::Field(id, ..) => Some(id),
        };
        std::iter::once(&mut self.request).chain(given)
    }
}
