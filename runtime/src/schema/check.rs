//! What has to hold between components so that validation ends and finds what it looks for.

use super::Schema;
use super::component::{SimpleDerivation, Type, TypeId};
use super::error::TableError;

/// How many steps of derivation, list items and union members may stand one behind the other.
const DEEPEST: usize = 256;

/// Checks all components; there is no line to name any more, but a name.
pub(super) fn components(schema: &Schema) -> Result<(), TableError> {
    for ty in &schema.types {
        let misplaced = match ty {
            Type::Simple(simple) => match &simple.made {
                SimpleDerivation::Builtin(_) => false,
                SimpleDerivation::Restriction(id) | SimpleDerivation::List(id) => !is_simple(schema, *id),
                SimpleDerivation::Union(members) => !members.iter().all(|id| is_simple(schema, *id)),
            },
            Type::Complex(complex) => {
                let attributes = complex.attributes.iter().map(|attribute| attribute.ty);
                !complex.text.into_iter().chain(attributes).all(|id| is_simple(schema, id))
            }
        };
        if misplaced {
            return Err(error(schema, ty, "refers to a complex type where only a simple one can stand"));
        }
    }
    if !schema.attributes.iter().all(|attribute| is_simple(schema, attribute.ty)) {
        return Err(TableError::new(0, "a global attribute has a complex type"));
    }
    derivations(schema)
}

fn is_simple(schema: &Schema, id: TypeId) -> bool {
    matches!(schema.ty(id), Type::Simple(_))
}

fn error(schema: &Schema, ty: &Type, what: &str) -> TableError {
    let name = ty.name().map_or_else(|| "an anonymous type".to_owned(), |name| schema.show(name));
    TableError::new(0, format!("{name} {what}"))
}

/// The types that a type is made of: base, items, members.
fn made_of(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Complex(complex) => vec![complex.base],
        Type::Simple(simple) => match &simple.made {
            SimpleDerivation::Builtin(_) => Vec::new(),
            SimpleDerivation::Restriction(id) | SimpleDerivation::List(id) => vec![*id],
            SimpleDerivation::Union(members) => members.clone(),
        },
    }
}

/// Checks that no type is made of itself, and none of too many others.
fn derivations(schema: &Schema) -> Result<(), TableError> {
    // How many types stand behind each, once known; `xs:anyType` is its own base.
    let mut heights: Vec<Option<usize>> = vec![None; schema.types.len()];
    set(&mut heights, TypeId::ANY, 0);
    for start in (0..).map(TypeId).take(schema.types.len()) {
        let mut path = vec![start];
        while let Some(id) = path.last().copied() {
            let below = made_of(schema.ty(id));
            let height = |id: &TypeId| heights.get(id.0 as usize).copied().flatten();
            match below.iter().find(|id| height(id).is_none()) {
                Some(open) if path.len() < DEEPEST => path.push(*open),
                Some(_) => {
                    return Err(error(schema, schema.ty(start), "is derived from itself, or in more than 256 steps"));
                }
                None => {
                    let highest = below.iter().filter_map(height).max().unwrap_or(0);
                    if highest >= DEEPEST {
                        return Err(error(schema, schema.ty(id), "is derived in more than 256 steps"));
                    }
                    set(&mut heights, id, highest + 1);
                    path.pop();
                }
            }
        }
    }
    Ok(())
}

fn set(heights: &mut [Option<usize>], id: TypeId, height: usize) {
    if let Some(slot) = heights.get_mut(id.0 as usize) {
        *slot = Some(height);
    }
}
