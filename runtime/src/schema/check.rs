//! What has to hold between components so that validation ends and finds what it looks for.

use super::Schema;
use crate::contract::TableError;
use crate::contract::{SimpleDerivation, Type, TypeId};

/// How many steps of derivation may stand one behind the other.
const LONGEST: usize = 1024;
/// How many lists and unions may stand one in the other; checking a value goes as deep.
const DEEPEST: usize = 32;

/// Checks all components; there is no line to name any more, but a name.
pub(super) fn components(schema: &Schema) -> Result<(), TableError> {
    for ty in &schema.contract.types {
        let misplaced = match ty {
            Type::Simple(simple) => !simple.made.types().iter().all(|id| is_simple(schema, *id)),
            Type::Complex(complex) => {
                let attributes = complex.attributes.iter().map(|attribute| attribute.ty);
                !complex.text.into_iter().chain(attributes).all(|id| is_simple(schema, id))
            }
        };
        if misplaced {
            return Err(error(schema, ty, "refers to a complex type where only a simple one can stand"));
        }
    }
    if !schema.contract.attributes.iter().all(|attribute| is_simple(schema, attribute.ty)) {
        return Err(TableError::of_whole("a global attribute has a complex type"));
    }
    derivations(schema)
}

fn is_simple(schema: &Schema, id: TypeId) -> bool {
    matches!(schema.ty(id), Type::Simple(_))
}

fn error(schema: &Schema, ty: &Type, what: &str) -> TableError {
    let name = ty.name().map_or_else(|| "an anonymous type".to_owned(), |name| schema.show(name));
    TableError::of_whole(format!("{name} {what}"))
}

/// The types that a type is made of: base, items, members.
fn made_of(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Complex(complex) => vec![complex.base],
        Type::Simple(simple) => simple.made.types().to_vec(),
    }
}

/// Checks that no type is made of itself, and none of too many others.
fn derivations(schema: &Schema) -> Result<(), TableError> {
    // How many lists and unions stand one in the other in each type, once known; `xs:anyType` is its own base.
    let mut depths: Vec<Option<usize>> = vec![None; schema.contract.types.len()];
    set(&mut depths, TypeId::ANY, 0);
    for start in (0..).map(TypeId).take(schema.contract.types.len()) {
        let mut path = vec![start];
        while let Some(id) = path.last().copied() {
            let below = made_of(schema.ty(id));
            let depth = |id: &TypeId| depths.get(id.0 as usize).copied().flatten();
            match below.iter().find(|id| depth(id).is_none()) {
                Some(open) if path.len() < LONGEST => path.push(*open),
                Some(_) => {
                    return Err(error(schema, schema.ty(start), "is derived from itself, or in more than 1024 steps"));
                }
                None => {
                    let inside = below.iter().filter_map(depth).max().unwrap_or(0);
                    let whole = inside + usize::from(holds_others(schema.ty(id)));
                    if whole > DEEPEST {
                        return Err(error(schema, schema.ty(id), "has more than 32 lists and unions one in the other"));
                    }
                    set(&mut depths, id, whole);
                    path.pop();
                }
            }
        }
    }
    Ok(())
}

fn holds_others(ty: &Type) -> bool {
    matches!(ty, Type::Simple(simple) if matches!(simple.made, SimpleDerivation::List(_) | SimpleDerivation::Union(_)))
}

fn set(depths: &mut [Option<usize>], id: TypeId, depth: usize) {
    if let Some(slot) = depths.get_mut(id.0 as usize) {
        *slot = Some(depth);
    }
}
