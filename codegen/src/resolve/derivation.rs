//! Derivation: every type goes with what it is derived from (XSD 1.0 part 1 §3.4.2, §3.14.2).
//!
//! In: drafts. Out: finished types, each with what it states itself. Invariant: a base is finished before what is derived from it.

use super::draft::{ComplexDraft, ContentDraft, Draft, Drafts, Made, SimpleDraft, type_id};
use crate::diagnostic::Diagnostic;
use crate::ir::{Builtin, InArena, Type, TypeId, Types};
use crate::qname::QName;
use crate::source::Span;

/// Types on their way from drafts to finished.
pub(super) struct Inheritance<'a, 'n, 'd> {
    pub(super) drafts: Drafts<'a, 'n, 'd>,
    /// The finished ones, by id.
    pub(super) types: Vec<Option<Type>>,
    /// The names of all of them, finished or not.
    names: Vec<Option<QName>>,
    /// Whether types hold more than there is room for, which was told: what else they inherit is not looked at.
    pub(super) is_full: bool,
}

impl Types for Inheritance<'_, '_, '_> {
    fn lookup(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0 as usize)?.as_ref()
    }
}

/// Finishes all types, which keep their ids; simple types that belong to simple content come behind them.
pub(super) fn finish<'a, 'n, 'd>(drafts: Drafts<'a, 'n, 'd>) -> (Vec<Type>, Drafts<'a, 'n, 'd>) {
    let order = order(&drafts.types);
    let types = drafts.types.iter().map(|_| None).collect();
    let names = drafts.types.iter().map(Draft::name).collect();
    let mut inheritance = Inheritance { drafts, types, names, is_full: false };
    for id in order {
        let draft = std::mem::replace(inheritance.draft(id), Draft::Waiting);
        let finished = match draft {
            Draft::Finished(ty) => *ty,
            Draft::Simple(simple) => Type::Simple(inheritance.simple(simple)),
            Draft::Complex(complex) => Type::Complex(inheritance.complex(id, *complex)),
            Draft::Waiting => continue,
        };
        inheritance.put(id, finished);
    }
    (inheritance.types.into_iter().flatten().collect(), inheritance.drafts)
}

/// The types, each behind those that it is made of.
fn order(drafts: &[Draft<'_>]) -> Vec<TypeId> {
    let mut ordered = Vec::with_capacity(drafts.len());
    let mut entered = vec![false; drafts.len()];
    for root in (0..drafts.len()).map(type_id) {
        let mut open = vec![(root, false)];
        while let Some((id, done)) = open.pop() {
            let Some(entered) = entered.get_mut(id.0 as usize) else {
                continue;
            };
            if done {
                ordered.push(id);
            } else if !std::mem::replace(entered, true) {
                open.push((id, true));
                let needed = drafts.get(id.0 as usize).map(needs).unwrap_or_default();
                open.extend(needed.into_iter().map(|id| (id, false)));
            }
        }
    }
    ordered
}

fn needs(draft: &Draft<'_>) -> Vec<TypeId> {
    match draft {
        Draft::Waiting | Draft::Finished(_) => Vec::new(),
        Draft::Simple(SimpleDraft { made, .. }) => match made {
            Made::Restriction(base) => vec![*base],
            Made::List(item) => vec![*item],
            Made::Union(members) => members.clone(),
        },
        Draft::Complex(complex) => {
            let ComplexDraft { base, content, .. } = complex.as_ref();
            let inline = match content {
                ContentDraft::Simple { inline, .. } => *inline,
                ContentDraft::Elements(_) => None,
            };
            base.iter().map(|base| base.id).chain(inline).collect()
        }
    }
}

impl<'a> Inheritance<'a, '_, '_> {
    fn draft(&mut self, id: TypeId) -> &mut Draft<'a> {
        &mut self.drafts.types[id.0 as usize]
    }

    fn put(&mut self, id: TypeId, ty: Type) {
        if let Some(place) = self.types.get_mut(id.0 as usize) {
            *place = Some(ty);
        }
    }

    /// A further type.
    pub(super) fn push(&mut self, ty: Type) -> TypeId {
        let id = type_id(self.types.len());
        self.types.push(Some(ty));
        self.drafts.types.push(Draft::Waiting);
        id
    }

    /// Whether an id leads to a simple type, finished or not.
    pub(super) fn is_simple(&self, id: TypeId) -> bool {
        match self.drafts.types.get(id.0 as usize) {
            Some(Draft::Simple(_)) => true,
            Some(Draft::Complex(_)) => false,
            Some(Draft::Finished(ty)) => ty.as_simple().is_some(),
            Some(Draft::Waiting) | None => self.lookup(id).is_some_and(|ty| ty.as_simple().is_some()),
        }
    }

    /// The id, if it leads to a simple type; otherwise that is an error, and any simple type will do.
    pub(super) fn expect_simple(&mut self, id: TypeId, span: Span, what: &str) -> TypeId {
        if self.is_simple(id) {
            return id;
        }
        let message = format!("{what} must be a simple type, and `{}` is not", self.shown(id));
        self.error("not-simple", span, message);
        Builtin::AnySimpleType.id()
    }

    /// The name of a type for people.
    pub(super) fn shown(&self, id: TypeId) -> String {
        match self.names.get(id.0 as usize) {
            Some(Some(name)) => self.drafts.names.shown(name),
            _ => "(anonymous)".to_owned(),
        }
    }

    pub(super) fn error(&mut self, code: &'static str, span: Span, message: String) {
        self.drafts.diagnostics.push(Diagnostic::error(code, span, message));
    }

    pub(super) fn warning(&mut self, code: &'static str, span: Span, message: String) {
        self.drafts.diagnostics.push(Diagnostic::warning(code, span, message));
    }
}
