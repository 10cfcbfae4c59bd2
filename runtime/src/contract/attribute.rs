//! Attributes: global declarations, and uses in types.
//!
//! ```text
//! attribute Id xs:string required
//! ```

use super::error::TableError;
use super::line::{Flag, Line};
use super::name::{ExpandedName, Since, TypeId};
use super::read::Parser;
use super::value::ValueConstraint;
use super::write::Writer;

/// An attribute declaration, or its use in a type.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeDecl {
    /// Its name.
    pub name: ExpandedName,
    /// Its simple type.
    pub ty: TypeId,
    /// Whether it must be there.
    pub is_required: bool,
    /// Its default, or the only value.
    pub value: Option<ValueConstraint>,
    /// Since when it exists.
    pub since: Since,
}

impl AttributeDecl {
    /// An attribute, after the keyword.
    pub(super) fn read<'t>(parser: &mut Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let name = parser.name(&mut line)?;
        let named = parser.type_word(&mut line)?;
        let (mut is_required, mut value, mut since) = (false, None, 0);
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Value("since", label) => since = parser.since(&label, &line)?,
                Flag::Plain("required") => is_required = true,
                flag => value = Some(ValueConstraint::read(flag, &line)?),
            }
        }
        let ty = parser.type_or_below(named, &line)?;
        Ok(Self { name, ty, is_required, value, since })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let mut line = format!("attribute {} {}", out.name(&self.name), out.type_word(self.ty));
        if self.is_required {
            line.push_str(" required");
        }
        line.extend(self.value.as_ref().map(ValueConstraint::flag));
        line.push_str(&out.since(self.since));
        out.fact(&line);
        out.below(|out| out.type_in_place(self.ty));
    }
}
