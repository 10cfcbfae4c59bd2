//! What is said when children do not match a content model.

use super::Schema;
use super::matching::{Obstacle, Progress, first_required};
use super::model::{Kind, Model, NodeId};
use crate::contract::{Compositor, ElementId, ExpandedName, NsId};
use crate::error::{Error, ErrorKind, FOR_A_WILDCARD, alternatives, in_namespace};
use crate::xml::{Name, Reader};

/// Whether an element in the namespace `found` could be meant to be in `expected`: one of them is none, and the other is the schema's.
pub(super) fn is_other_form(found: NsId, expected: NsId) -> bool {
    let is_named = |ns: NsId| ns > NsId::XML && ns != NsId::FOREIGN;
    (found == NsId::NONE && is_named(expected)) || (expected == NsId::NONE && is_named(found))
}

/// How many names a message lists.
const LISTED: usize = 6;

/// An element that is not complete: what it lacks.
pub(super) enum Lacking {
    /// One element.
    Element(ElementId),
    /// One of several things.
    OneOf(String),
}

impl Lacking {
    /// What it lacks, by the name that errors give it.
    pub(super) fn name(&self, schema: &Schema) -> String {
        match self {
            Self::OneOf(names) => names.clone(),
            Self::Element(id) => schema.element(*id).name.local.to_string(),
        }
    }

    /// The error at the element whose start tag is at `start`, worded as in lenient reading.
    pub(super) fn error(&self, schema: &Schema, start: usize) -> Error {
        match self {
            Self::OneOf(names) => Error::new(ErrorKind::MissingElement(names.clone()), start),
            Self::Element(id) => {
                let local = schema.element(*id).name.local.to_string();
                Error::below(ErrorKind::MissingElement(local.clone()), start, local)
            }
        }
    }
}

impl Schema {
    /// The elements that can be a document's root, as `{namespace}local`.
    #[cold]
    pub(super) fn roots(&self) -> String {
        let name = |id: &ElementId| {
            let name = &self.element(*id).name;
            match self.uri(name.ns) {
                "" => name.local.to_string(),
                uri => format!("{{{uri}}}{}", name.local),
            }
        };
        listed(self.global_elements.iter().map(name).collect())
    }

    /// Which root was expected instead of one of the same local name in another namespace.
    #[cold]
    pub(crate) fn root_in_words(&self, found: Name<'_>, r: &Reader<'_>) -> Option<String> {
        let named =
            self.global_elements.iter().map(|id| &self.element(*id).name).filter(|name| *name.local == *found.local);
        let uri = |name: &ExpandedName| self.uri(name.ns);
        // One of the contract's, which whoever reads has no use for.
        if named.clone().any(|name| uri(name) == r.uri(found.ns)) {
            return None;
        }
        let expected: Vec<String> = named.clone().map(|name| in_namespace(uri(name))).collect();
        if expected.is_empty() {
            return None;
        }
        let ns = self.namespace(r.uri(found.ns));
        let is_meant = named.clone().any(|name| is_other_form(ns, name.ns));
        let is_option = is_meant && !r.options().is_strict() && !r.options().ignores_form();
        let hint = if is_option { " (ReadOptions::ignoring_form reads it)" } else { "" };
        let (found, local) = (in_namespace(r.uri(found.ns)), found.local);
        Some(format!("{local} {}, and this one is {found}{hint}", listed(expected)))
    }

    /// The URI of a namespace; empty for none.
    pub(crate) fn uri(&self, ns: NsId) -> &str {
        self.contract.namespaces.get(ns.0 as usize).map_or("", |namespace| &namespace.uri)
    }

    /// The particle that an element lacks whose children end here, and what is certain to be lacking of it.
    #[cold]
    pub(super) fn lacking_nodes(&self, model: &Model, progress: &Progress) -> (NodeId, NodeId) {
        let obstacle = match progress.place(model) {
            Some(place) => place.obstacle(model, None),
            None => first_required(model, 0, None),
        };
        let particle = obstacle.map_or(0, Obstacle::node);
        (particle, narrowed(model, particle))
    }

    /// What an element lacks whose children end here.
    #[cold]
    pub(super) fn lacking(&self, model: &Model, progress: &Progress) -> Lacking {
        self.lacking_at(model, self.lacking_nodes(model, progress).1)
    }

    /// What has to come before an element of this name can.
    #[cold]
    pub(super) fn lacking_before(&self, model: &Model, progress: &Progress, nodes: &[NodeId]) -> Option<Lacking> {
        let node = nodes.iter().find_map(|node| self.lacking_node_before(model, progress, *node))?;
        Some(self.lacking_at(model, node))
    }

    /// What has to come before a node can, by its node.
    pub(super) fn lacking_node_before(&self, model: &Model, progress: &Progress, node: NodeId) -> Option<NodeId> {
        let obstacle = match progress.place(model) {
            Some(place) => place.obstacle(model, Some(node)),
            None => first_required(model, 0, Some(node)),
        };
        obstacle.map(|obstacle| narrowed(model, obstacle.node()))
    }

    /// What is lacking, by its node.
    pub(super) fn lacking_at(&self, model: &Model, node: NodeId) -> Lacking {
        match model.node(node).kind {
            Kind::Element(id) if !self.element(id).is_abstract => Lacking::Element(id),
            Kind::Group(Compositor::Sequence | Compositor::All) => Lacking::OneOf("an element".to_owned()),
            _ => Lacking::OneOf(self.first_names(model, node)),
        }
    }

    /// The local names that a group can begin with.
    fn first_names(&self, model: &Model, group: NodeId) -> String {
        let depth = model.node(group).depth;
        let first = model.leaves().filter(|leaf| model.contains(group, *leaf) && model.node(*leaf).begins <= depth);
        let names = first.flat_map(|leaf| match model.node(leaf).kind {
            Kind::Wildcard => vec![FOR_A_WILDCARD.to_owned()],
            _ => self.leaf_names(model, leaf, |name| name.local.to_string()),
        });
        let mut names: Vec<String> = names.collect();
        names.dedup();
        listed(names)
    }

    fn leaf_names(&self, model: &Model, leaf: NodeId, show: impl Fn(&super::ExpandedName) -> String) -> Vec<String> {
        match model.node(leaf).kind {
            Kind::Element(id) => {
                let members = self.substitutable(id).into_iter().map(|id| self.element(id));
                members.filter(|element| !element.is_abstract).map(|element| show(&element.name)).collect()
            }
            _ => vec!["another element".to_owned()],
        }
    }

    /// What could have come instead of an unexpected child.
    #[cold]
    pub(super) fn expected(&self, model: &Model, progress: &Progress) -> String {
        let mut names = Vec::new();
        for leaf in model.leaves().filter(|leaf| progress.admits(model, *leaf)) {
            for name in self.leaf_names(model, leaf, |name| self.show(name)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if progress.is_complete(model) {
            names.push("no more elements".to_owned());
        }
        listed(names)
    }
}

/// Instead of a group in which something certain cannot be left out, that.
fn narrowed(model: &Model, node: NodeId) -> NodeId {
    let mut node = node;
    while let Kind::Group(Compositor::Sequence | Compositor::All) = model.node(node).kind {
        match model.particles(node).find(|id| !model.node(*id).is_emptiable()) {
            Some(required) => node = required,
            None => break,
        }
    }
    node
}

fn listed(mut names: Vec<String>) -> String {
    if names.len() > LISTED {
        let more = names.len() + 1 - LISTED;
        names.truncate(LISTED - 1);
        names.push(format!("{more} others"));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    alternatives(&names)
}
