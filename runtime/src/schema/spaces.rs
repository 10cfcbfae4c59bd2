//! The namespaces of a document as those of the schema.

use super::Schema;
use crate::contract::{ExpandedName, NsId};
use crate::xml::{Ns, Reader};

/// Which namespace of the schema each one met in the document is.
#[derive(Debug, Default)]
pub(super) struct Spaces(Vec<(Ns, NsId)>);

impl Spaces {
    /// The namespace of the schema that one of the document is, if that has been asked for.
    #[inline]
    pub(super) fn known(&self, ns: Ns) -> Option<NsId> {
        if ns == Ns::NONE {
            return Some(NsId::NONE);
        }
        self.0.iter().find(|(known, _)| *known == ns).map(|(_, id)| *id)
    }

    #[inline]
    pub(super) fn of(&mut self, schema: &Schema, ns: Ns, r: &Reader<'_>) -> NsId {
        if let Some((_, id)) = self.0.iter().find(|(known, _)| *known == ns) {
            return *id;
        }
        let id = schema.namespace(r.uri(ns));
        self.0.push((ns, id));
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
