//! Values for examples: what can be made of constants, without a text that facets or a format could refuse.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;
use crate::plan::{Field, Item, ItemKind, Plan, RustType, Struct};

/// Makes values of a plan's types.
#[derive(Clone, Copy)]
pub(super) struct Values<'p> {
    pub(super) plan: &'p Plan,
}

/// How many structs inside each other an example is worth.
const DEEPEST: usize = 3;

/// How many arguments of `new` an example is worth.
const WIDEST: usize = 6;

impl Values<'_> {
    /// A value of the type, as named from the root; `None` if it takes more than constants.
    pub(super) fn of(self, ty: &RustType) -> Option<TokenStream> {
        self.value(ty, 0)
    }

    fn value(self, ty: &RustType, depth: usize) -> Option<TokenStream> {
        match ty {
            RustType::Path("String") if self.plan.is_compact() => Some(quote!("text".into())),
            RustType::Path(path) => constant(path),
            RustType::Item(id) if depth <= DEEPEST => self.item(&self.plan.items[id.0], depth),
            RustType::Option(_) => Some(quote!(None)),
            RustType::Vec(_) if self.plan.is_compact() => Some(quote!(Default::default())),
            RustType::Vec(_) => Some(quote!(Vec::new())),
            RustType::Box(inner) => {
                let inner = self.value(inner, depth)?;
                Some(quote!(Box::new(#inner)))
            }
            _ => None,
        }
    }

    fn item(self, item: &Item, depth: usize) -> Option<TokenStream> {
        let (module, name) = (ident(&self.plan.modules[item.module].name), ident(&item.name));
        match &item.kind {
            ItemKind::Struct(_) | ItemKind::Sequence(_) if item.derives.contains(&"Default") => {
                Some(quote!(#module::#name::default()))
            }
            ItemKind::Struct(content) | ItemKind::Sequence(content) => {
                let arguments = self.arguments(content, depth)?;
                Some(quote!(#module::#name::new(#(#arguments),*)))
            }
            ItemKind::Enumeration(enumeration) => {
                let first = ident(&enumeration.values.first()?.name);
                Some(quote!(#module::#name::#first))
            }
            ItemKind::Choice(choice) => choice.variants.iter().find_map(|variant| {
                let (variant, value) = (ident(&variant.name), self.value(&variant.ty, depth + 1)?);
                Some(quote!(#module::#name::#variant(#value)))
            }),
            ItemKind::Alias(ty) => self.value(ty, depth + 1),
            _ => None,
        }
    }

    /// What `new` takes: whatever becomes the field.
    fn arguments(self, content: &Struct, depth: usize) -> Option<Vec<TokenStream>> {
        let required: Vec<&Field> = content.fields.iter().filter(|field| field.is_required()).collect();
        let argument = |field: &&Field| match &field.ty {
            RustType::Path("String") => Some(quote!("text")),
            // Of what they would be empty, nothing says.
            RustType::Vec(_) | RustType::Option(_) => None,
            RustType::Box(inner) => self.value(inner, depth + 1),
            ty => self.value(ty, depth + 1),
        };
        (1..=WIDEST).contains(&required.len()).then(|| required.iter().map(argument).collect())?
    }
}

fn constant(path: &str) -> Option<TokenStream> {
    Some(match path {
        "String" => quote!("text".to_owned()),
        "bool" => quote!(true),
        "()" => quote!(()),
        "i8" => quote!(1i8),
        "i16" => quote!(1i16),
        "i32" => quote!(1i32),
        "i64" => quote!(1i64),
        "u8" => quote!(1u8),
        "u16" => quote!(1u16),
        "u32" => quote!(1u32),
        "u64" => quote!(1u64),
        "f32" => quote!(1.0f32),
        "f64" => quote!(1.0f64),
        _ => return None,
    })
}
