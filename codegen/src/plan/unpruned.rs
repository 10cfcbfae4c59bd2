//! Types of a contract from whose bindings members were pruned, as documents have them.
//!
//! In: the whole contract, and a type of the pruned one. Out: the same type of the whole. Invariant: both come from the same documents, so that a
//! type is where it is written, under the same names.
//!
//! ```toml
//! [[prune]]
//! member = "t:Note"     # documents go on having it
//! ```

use std::collections::BTreeMap;

use crate::ir::{Contract, Owner, Scope, TypeId};
use crate::qname::QName;
use crate::source::Span;

/// The whole contract, and its types by where and in what they are written.
pub(super) struct Unpruned<'c> {
    contract: &'c Contract,
    types: BTreeMap<Written<'c>, TypeId>,
}

/// Where a type is written, and the names of what it is in, from its own outwards: a document may be included into several namespaces.
type Written<'c> = (Option<Span>, Vec<&'c QName>);

impl<'c> Unpruned<'c> {
    pub(super) fn new(contract: &'c Contract) -> Self {
        let types = contract.types().into_iter().map(|id| (written(contract, id), id)).collect();
        Self { contract, types }
    }

    /// The type that is this one of the pruned contract.
    pub(super) fn same(&self, pruned: &Contract, id: TypeId) -> Option<(&'c Contract, TypeId)> {
        self.types.get(&written(pruned, id)).map(|whole| (self.contract, *whole))
    }
}

fn written(contract: &Contract, id: TypeId) -> Written<'_> {
    let (mut names, mut next) = (Vec::new(), Some(id));
    while let Some(ty) = next.take().map(|id| contract.ty(id)) {
        names.extend(ty.name());
        next = match ty.owner() {
            Some(Owner::Element(element)) => {
                let element = contract.element(*element);
                names.push(&element.name);
                match &element.scope {
                    Scope::Global => None,
                    Scope::Local(inside) => Some(*inside),
                    Scope::Group(group) => {
                        names.push(group);
                        None
                    }
                }
            }
            Some(Owner::Redefined(by)) => Some(*by),
            _ => None,
        };
    }
    (contract.ty(id).span(), names)
}
