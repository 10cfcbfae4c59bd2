//! Elements as most of them are: with nothing in their declaration but a type, and nothing on their start tag that says more of it.
//!
//! In: a declaration. Out: what is to be checked of such an element. Invariant: whatever else the declaration says makes it none.

use super::Schema;
use super::content::Content;
use crate::contract::{ElementDecl, Type, TypeId};

/// See the module's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plain {
    /// Its type, whose attributes it may have.
    pub(super) ty: TypeId,
    /// Whether the absence of attributes counts.
    pub(super) misses_attributes: bool,
    /// Whether it may hold any text but the empty one.
    pub(super) is_any_text: bool,
    pub(super) content: PlainContent,
}

/// What is between the tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainContent {
    /// A text of this simple type.
    Text(TypeId),
    /// Elements only.
    Children,
    /// Nothing.
    Empty,
}

impl Schema {
    /// What an element of a declaration is, unless there is more to be said.
    pub(super) fn plain(&self, declaration: &ElementDecl) -> Option<Plain> {
        let ty = declaration.ty;
        let is_more = declaration.is_abstract || declaration.value.is_some() || !declaration.constraints.is_empty();
        if is_more || self.ty(ty).is_abstract() {
            return None;
        }
        let content = match (self.ty(ty), self.content(ty)) {
            (Type::Simple(_), _) => PlainContent::Text(ty),
            (_, Some(Content::Simple(text))) => PlainContent::Text(*text),
            (_, Some(Content::ElementOnly(_))) => PlainContent::Children,
            (_, Some(Content::Empty)) => PlainContent::Empty,
            _ => return None,
        };
        let mut missed = self.attributes_of(ty).into_iter().flat_map(|attributes| attributes.missed(self));
        let is_any_text = matches!(content, PlainContent::Text(text) if self.is_any_text(text));
        Some(Plain { ty, misses_attributes: missed.next().is_some(), is_any_text, content })
    }
}
