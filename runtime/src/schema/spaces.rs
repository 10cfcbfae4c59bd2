//! The namespaces of a document as those of the schema.

use std::collections::HashMap;

use super::Schema;
use crate::contract::{ExpandedName, NsId};
use crate::xml::{Ns, Reader};

/// How many namespaces are looked through one by one: a message seldom has more.
const FEW: usize = 8;

/// Which namespace of the schema each one met in the document is.
#[derive(Debug, Default)]
pub(super) struct Spaces {
    few: Vec<(Ns, NsId)>,
    /// The others: a document may have as many as it likes.
    more: HashMap<Ns, NsId>,
}

impl Spaces {
    /// The namespace of the schema that one of the document is, if that has been asked for.
    #[inline]
    pub(super) fn known(&self, ns: Ns) -> Option<NsId> {
        if ns == Ns::NONE { Some(NsId::NONE) } else { self.find(ns) }
    }

    #[inline]
    fn find(&self, ns: Ns) -> Option<NsId> {
        match self.few.iter().find(|(known, _)| *known == ns) {
            Some((_, id)) => Some(*id),
            None if self.few.len() < FEW => None,
            None => self.more.get(&ns).copied(),
        }
    }

    #[inline]
    pub(super) fn of(&mut self, schema: &Schema, ns: Ns, r: &Reader<'_>) -> NsId {
        self.find(ns).unwrap_or_else(|| self.learn(ns, schema.namespace(r.uri(ns))))
    }

    fn learn(&mut self, ns: Ns, id: NsId) -> NsId {
        if self.few.len() < FEW {
            self.few.push((ns, id));
        } else {
            self.more.insert(ns, id);
        }
        id
    }
}

/// What prefixes mean where a text stands.
pub(super) enum InScope<'p, 'r, 'x> {
    /// In the document.
    Document(&'p mut Spaces, &'r mut Reader<'x>),
    /// In the table.
    Table,
}

impl InScope<'_, '_, '_> {
    /// The name that a QName means here; `None` if its prefix is not bound.
    pub(super) fn expand(&mut self, schema: &Schema, qname: &str) -> Option<ExpandedName> {
        match self {
            Self::Document(spaces, r) => {
                let (ns, local) = r.resolve_qname(qname)?;
                Some(ExpandedName { ns: spaces.of(schema, ns, r), local: local.into() })
            }
            Self::Table => {
                let (prefix, local) = qname.split_once(':').unwrap_or(("", qname));
                let ns = if prefix.is_empty() { NsId::NONE } else { schema.prefix(prefix)? };
                Some(ExpandedName { ns, local: local.into() })
            }
        }
    }
}

impl InScope<'_, '_, '_> {
    /// The same, as `{namespace}local`.
    pub(super) fn expanded(&mut self, schema: &Schema, qname: &str) -> Option<String> {
        match self {
            Self::Document(_, r) => r.resolve_qname(qname).map(|(ns, local)| format!("{{{}}}{local}", r.uri(ns))),
            Self::Table => self.expand(schema, qname).map(|name| format!("{{{}}}{}", schema.uri(name.ns), name.local)),
        }
    }
}

impl Schema {
    fn prefix(&self, prefix: &str) -> Option<NsId> {
        let index = self.prefixes.binary_search_by(|(known, _)| (**known).cmp(prefix)).ok()?;
        self.prefixes.get(index).map(|(_, ns)| *ns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_many_namespaces_is_known_again() {
        let mut spaces = Spaces::default();
        let numbered = |number: u16| (Ns::contract(number), NsId(u32::from(number) + 100));
        for number in 0..40 {
            let (ns, id) = numbered(number);
            assert_eq!((spaces.find(ns), spaces.learn(ns, id)), (None, id));
        }
        assert!((0..40).map(numbered).all(|(ns, id)| spaces.known(ns) == Some(id)));
        assert_eq!((spaces.few.len(), spaces.more.len()), (FEW, 40 - FEW));
        assert_eq!(spaces.known(Ns::NONE), Some(NsId::NONE));
    }
}
