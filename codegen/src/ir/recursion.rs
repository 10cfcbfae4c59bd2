//! Which types contain themselves.

use std::collections::BTreeSet;

use super::{Contract, TypeId};

impl Contract {
    /// The types whose values may stand directly inside a value of this type: those of its elements, of what may be
    /// substituted for them, and of what may be derived from these; the last two as far as they are in reach.
    #[must_use]
    pub fn contained_types(&self, id: TypeId) -> BTreeSet<TypeId> {
        let mut contained = BTreeSet::new();
        for element in self.content_elements(id) {
            contained.insert(self.element(element).ty);
            for member in self.substitution_members(element) {
                contained.insert(self.element(member).ty);
            }
        }
        let derived: Vec<_> = contained.iter().flat_map(|id| self.derived_types(*id)).collect();
        contained.extend(derived);
        contained
    }

    /// Whether a value of the type may contain another one, at any depth. Asking for many types: [`Self::cycles`].
    #[must_use]
    pub fn is_recursive(&self, id: TypeId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            open.extend(self.contained_types(next).into_iter().filter(|inner| seen.insert(*inner)));
        }
        seen.contains(&id)
    }

    /// The types in reach that contain themselves, grouped: two types are in one group when each may contain the
    /// other, at any depth. Groups, and types in a group, are in the order of [`Self::types`]' ids.
    #[must_use]
    pub fn cycles(&self) -> Vec<BTreeSet<TypeId>> {
        let mut search = Search::new(self);
        for id in self.types() {
            search.visit(id);
        }
        let mut cycles = search.cycles;
        cycles.sort();
        cycles
    }
}

/// Tarjan's search for strongly connected components, with a stack of its own.
struct Search<'a> {
    contract: &'a Contract,
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<TypeId>,
    next: usize,
    cycles: Vec<BTreeSet<TypeId>>,
}

struct Frame {
    id: TypeId,
    inner: Vec<TypeId>,
}

impl<'a> Search<'a> {
    fn new(contract: &'a Contract) -> Self {
        let size = contract.types.len();
        Self {
            contract,
            index: vec![None; size],
            low: vec![0; size],
            on_stack: vec![false; size],
            stack: Vec::new(),
            next: 0,
            cycles: Vec::new(),
        }
    }

    fn visit(&mut self, root: TypeId) {
        if self.index[at(root)].is_some() {
            return;
        }
        let mut frames = vec![self.enter(root)];
        while let Some(frame) = frames.last_mut() {
            let id = frame.id;
            match frame.inner.pop() {
                Some(inner) => match self.index[at(inner)] {
                    None => frames.push(self.enter(inner)),
                    Some(index) if self.on_stack[at(inner)] => self.lower(id, index),
                    Some(_) => {}
                },
                None => {
                    frames.pop();
                    let low = self.low[at(id)];
                    if let Some(outer) = frames.last() {
                        self.lower(outer.id, low);
                    }
                    self.leave(id);
                }
            }
        }
    }

    fn enter(&mut self, id: TypeId) -> Frame {
        self.index[at(id)] = Some(self.next);
        self.low[at(id)] = self.next;
        self.next += 1;
        self.stack.push(id);
        self.on_stack[at(id)] = true;
        let inner = self.contract.contained_types(id).into_iter().collect();
        Frame { id, inner }
    }

    fn lower(&mut self, id: TypeId, to: usize) {
        let low = &mut self.low[at(id)];
        *low = to.min(*low);
    }

    fn leave(&mut self, id: TypeId) {
        if self.index[at(id)] != Some(self.low[at(id)]) {
            return;
        }
        let mut component = BTreeSet::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[at(member)] = false;
            component.insert(member);
            if member == id {
                break;
            }
        }
        if component.len() > 1 || self.contract.contained_types(id).contains(&id) {
            self.cycles.push(component);
        }
    }
}

fn at(id: TypeId) -> usize {
    id.0 as usize
}
