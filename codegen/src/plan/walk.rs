//! Walks along the plan: from a type to the item in it, from an item to its parts.
//!
//! In: a [`RustType`] or an [`ItemKind`]. Out: what it mentions, to be looked at or changed. Invariant: nothing else matches on all kinds of
//! type or item only to go down, so that a new kind is added here and where something is decided about it.

use super::{Choice, ItemId, ItemKind, Known, Line, Plan, RustType};

impl RustType {
    /// The type inside `Option<…>` and its like; `None` for what wraps nothing.
    pub(crate) fn inner(&self) -> Option<&Self> {
        match self {
            Self::Path(_) | Self::Mapped(_) | Self::Item(_) => None,
            Self::Option(inner)
            | Self::Vec(inner)
            | Self::Box(inner)
            | Self::List(inner)
            | Self::Nillable(inner)
            | Self::NillableElement(inner)
            | Self::Typed(inner) => Some(inner),
        }
    }

    /// The same, to be changed.
    pub(crate) fn inner_mut(&mut self) -> Option<&mut Self> {
        match self {
            Self::Path(_) | Self::Mapped(_) | Self::Item(_) => None,
            Self::Option(inner)
            | Self::Vec(inner)
            | Self::Box(inner)
            | Self::List(inner)
            | Self::Nillable(inner)
            | Self::NillableElement(inner)
            | Self::Typed(inner) => Some(inner),
        }
    }

    /// The types inside this one and another, if both are the same wrapper.
    pub(crate) fn unwrapped_with<'t>(&'t self, other: &'t Self) -> Option<(&'t Self, &'t Self)> {
        let is_same = std::mem::discriminant(self) == std::mem::discriminant(other);
        self.inner().zip(other.inner()).filter(|_| is_same)
    }

    /// Whether a type of the user's is in it.
    pub(crate) fn is_mapped(&self) -> bool {
        matches!(self, Self::Mapped(_)) || self.inner().is_some_and(Self::is_mapped)
    }

    /// The item that a type mentions, whatever is around it.
    pub(crate) fn item(&self) -> Option<ItemId> {
        match self {
            Self::Item(id) => Some(*id),
            other => other.inner()?.item(),
        }
    }

    /// The same, to be changed.
    pub(crate) fn item_mut(&mut self) -> Option<&mut ItemId> {
        match self {
            Self::Item(id) => Some(id),
            other => other.inner_mut()?.item_mut(),
        }
    }

    /// The item that a type holds by value, so that it is as large as that.
    pub(crate) fn item_by_value(&self) -> Option<ItemId> {
        match self {
            Self::Item(id) => Some(*id),
            Self::Vec(_) | Self::Box(_) | Self::List(_) => None,
            other => other.inner()?.item_by_value(),
        }
    }
}

impl Plan {
    /// The type without other names for it.
    pub(crate) fn without_aliases(&self, ty: &RustType) -> RustType {
        if let RustType::Item(id) = ty
            && let ItemKind::Alias(target) = &self.items[id.0].kind
        {
            return self.without_aliases(target);
        }
        let mut ty = ty.clone();
        if let Some(inner) = ty.inner_mut() {
            *inner = self.without_aliases(inner);
        }
        ty
    }
}

impl Choice {
    /// The types of the variants.
    pub(crate) fn types(&self) -> Vec<&RustType> {
        self.variants.iter().map(|variant| &variant.ty).collect()
    }

    /// The same, to be changed.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut RustType> {
        self.variants.iter_mut().map(|variant| &mut variant.ty).collect()
    }
}

impl ItemKind {
    /// The types of an item's parts.
    pub(crate) fn types(&self) -> Vec<&RustType> {
        match self {
            Self::Struct(content) | Self::Sequence(content) => content.fields.iter().map(|field| &field.ty).collect(),
            Self::Choice(choice) => choice.types(),
            Self::Polymorphic(types) => types.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
            Self::Restricted(restricted) => vec![&restricted.inner],
            Self::Alias(ty) => vec![ty],
            Self::Base(base) => base.fields.iter().map(|field| &field.ty).collect(),
            Self::Enumeration(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut RustType> {
        match self {
            Self::Struct(content) | Self::Sequence(content) => {
                content.fields.iter_mut().map(|field| &mut field.ty).collect()
            }
            Self::Choice(choice) => choice.types_mut(),
            Self::Polymorphic(types) => types.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            Self::Union(union) => union.members.iter_mut().map(|member| &mut member.ty).collect(),
            Self::Restricted(restricted) => vec![&mut restricted.inner],
            Self::Alias(ty) => vec![ty],
            Self::Base(base) => base.fields.iter_mut().map(|field| &mut field.ty).collect(),
            Self::Enumeration(_) => Vec::new(),
        }
    }

    /// Whether this is an enum over what elements hold.
    pub(crate) fn is_enum_of_content(&self) -> bool {
        matches!(self, Self::Choice(_) | Self::Polymorphic(_))
    }

    /// Whether this is a simple type with values of its own.
    pub(crate) fn is_simple(&self) -> bool {
        matches!(self, Self::Enumeration(_) | Self::Restricted(_) | Self::Union(_))
    }

    /// Whether this is a struct of attributes and content.
    pub(crate) fn is_struct(&self) -> bool {
        matches!(self, Self::Struct(_) | Self::Sequence(_))
    }

    /// The types of the content that an item is read from: of a struct's fields, or of an enum's variants. Simple types and traits have
    /// none.
    pub(crate) fn content_types(&self) -> Vec<&RustType> {
        if self.is_struct() || self.is_enum_of_content() { self.types() } else { Vec::new() }
    }

    /// The method of an enum that borrows its value as a trait, and the trait.
    pub(crate) fn known(&self) -> Option<(&str, ItemId)> {
        match self {
            Self::Polymorphic(types) => types.known.as_ref().map(|(method, base)| (method.as_str(), *base)),
            Self::Choice(Choice { known: Some(Known::Trait(method, base)), .. }) => Some((method, *base)),
            _ => None,
        }
    }

    /// The fields or variants that have lines: their names, lines and types.
    pub(crate) fn parts(&self) -> Vec<(&str, &Line, &RustType)> {
        match self {
            Self::Struct(content) | Self::Sequence(content) => {
                content.fields.iter().map(|field| (field.name.as_str(), &field.line, &field.ty)).collect()
            }
            Self::Choice(choice) => {
                choice.variants.iter().map(|variant| (variant.name.as_str(), &variant.line, &variant.ty)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The lines in the runtime's macros.
    pub(crate) fn lines(&self) -> Vec<&Line> {
        match self {
            Self::Struct(content) | Self::Sequence(content) => content.fields.iter().map(|field| &field.line).collect(),
            Self::Choice(choice) => choice.variants.iter().map(|variant| &variant.line).collect(),
            _ => Vec::new(),
        }
    }

    /// Calls `change` with every item that this one refers to: in the types of its parts, the trait of an enum, and what a trait is for.
    pub(crate) fn for_each_item_mut(&mut self, change: &mut dyn FnMut(&mut ItemId)) {
        self.types_mut().into_iter().filter_map(RustType::item_mut).for_each(&mut *change);
        match self {
            Self::Polymorphic(types) => types.known.iter_mut().for_each(|(_, base)| change(base)),
            Self::Choice(Choice { known: Some(Known::Trait(_, base)), .. }) => change(base),
            Self::Choice(Choice { known: Some(Known::Type(ty)), .. }) => ty.item_mut().into_iter().for_each(change),
            Self::Base(base) => {
                base.parent.iter_mut().for_each(&mut *change);
                base.implementors.iter_mut().chain(&mut base.enums).for_each(|(item, _)| change(item));
            }
            _ => {}
        }
    }
}
