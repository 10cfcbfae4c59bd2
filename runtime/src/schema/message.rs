//! What is said when children do not match a content model.

use super::Schema;
use super::component::{Compositor, ElementId};
use super::matching::{Obstacle, Progress};
use super::model::{Kind, Model, NodeId};
use crate::bind::alternatives;
use crate::error::{Error, ErrorKind};

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
            match self.namespaces.get(name.ns.0 as usize).map_or("", AsRef::as_ref) {
                "" => name.local.to_string(),
                uri => format!("{{{uri}}}{}", name.local),
            }
        };
        listed(self.global_elements.iter().map(name).collect())
    }

    /// What an element lacks whose children end here.
    #[cold]
    pub(super) fn lacking(&self, model: &Model, progress: &Progress) -> Lacking {
        let obstacle = match progress.places().first() {
            Some(place) => place.clone().obstacle(model, None),
            None => Some(Obstacle::Missing(0)),
        };
        self.lacking_at(model, obstacle.map_or(0, Obstacle::node))
    }

    /// What has to come before an element of this name can.
    #[cold]
    pub(super) fn lacking_before(&self, model: &Model, progress: &Progress, nodes: &[NodeId]) -> Option<Lacking> {
        let obstacle = |node: &NodeId| match progress.places().first() {
            Some(place) => place.clone().obstacle(model, Some(*node)),
            None => super::matching::first_required(model, 0, Some(*node)),
        };
        let obstacle = nodes.iter().find_map(obstacle)?;
        Some(self.lacking_at(model, obstacle.node()))
    }

    fn lacking_at(&self, model: &Model, node: NodeId) -> Lacking {
        let mut node = node;
        loop {
            match model.node(node).kind {
                Kind::Element(id) if !self.element(id).is_abstract => return Lacking::Element(id),
                Kind::Group(Compositor::Sequence | Compositor::All) => {
                    let required = model.particles(node).find(|id| !model.node(*id).is_emptiable());
                    match required {
                        Some(required) => node = required,
                        None => return Lacking::OneOf("an element".to_owned()),
                    }
                }
                _ => return Lacking::OneOf(self.first_names(model, node)),
            }
        }
    }

    /// The local names that a group can begin with.
    fn first_names(&self, model: &Model, group: NodeId) -> String {
        let depth = model.node(group).depth;
        let first = model.leaves().filter(|leaf| model.contains(group, *leaf) && model.node(*leaf).begins <= depth);
        let names: Vec<String> =
            first.flat_map(|leaf| self.leaf_names(model, leaf, |name| name.local.to_string())).collect();
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

fn listed(mut names: Vec<String>) -> String {
    if names.len() > LISTED {
        let more = names.len() + 1 - LISTED;
        names.truncate(LISTED - 1);
        names.push(format!("{more} others"));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    alternatives(&names)
}
