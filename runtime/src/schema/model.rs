//! Content models made ready for matching: a tree of particles in one array.
//!
//! ```xml
//! <xs:sequence>
//!   <xs:element name="a"/>
//!   <xs:choice maxOccurs="9"><xs:element name="b"/><xs:any namespace="##other"/></xs:choice>
//! </xs:sequence>
//! ```
//!
//! Nodes are in document order, a group before its particles, so that a position in a model is an index and a subtree a
//! range. The size is that of the schema whatever the numbers of occurrences: these are counted while matching.

use super::Schema;
use super::straight::Straight;
use crate::contract::{Compositor, ElementId, NsId, Particle, Term, UNBOUNDED, Wildcard};

/// A node of a [`Model`]: an index.
pub(super) type NodeId = usize;

/// A content model.
#[derive(Debug)]
pub(super) struct Model {
    /// The root comes first: a sequence, once.
    nodes: Vec<Node>,
    /// Which elements match which nodes, in the order of their names; substitution groups are spread out.
    names: Vec<(ElementId, NodeId)>,
    wildcards: Vec<(Wildcard, NodeId)>,
    /// The nodes whose occurrences are counted.
    pub(super) counted: Vec<NodeId>,
    /// How many particles stand in `xs:all` groups.
    pub(super) members: usize,
    /// The same in steps, if it is no more than that.
    pub(super) straight: Option<Straight>,
    /// What it is called for the reader, if what may come follows from what came last; else 0.
    pub(super) place: u32,
}

/// A particle.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) parent: NodeId,
    pub(super) depth: usize,
    /// The index behind the last node below this one.
    pub(super) end: NodeId,
    /// Where its occurrences are counted, if they have to be.
    pub(super) counter: Option<usize>,
    /// Whether its term can be matched by nothing.
    pub(super) is_term_emptiable: bool,
    /// How many of the siblings before it cannot be left out.
    pub(super) required_before: usize,
    /// How many of its own particles cannot be left out.
    pub(super) required_inside: usize,
    /// The depth of the outermost group that can begin with this node.
    pub(super) begins: usize,
    /// Its number among the particles of `xs:all` groups, if it is one.
    pub(super) member: Option<usize>,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Element(ElementId),
    Wildcard,
    Group(Compositor),
}

impl Node {
    /// The number of occurrences from which on it can be left.
    pub(super) fn least(&self) -> u32 {
        if self.is_term_emptiable { 0 } else { self.min }
    }

    /// The number up to which its occurrences are counted: above the least number that is asked for, unbounded numbers are all the same.
    pub(super) fn limit(&self) -> u32 {
        if self.max == UNBOUNDED { self.min } else { self.max }
    }

    /// Whether others may come between its occurrences: in an `xs:all` group, where it may occur several times in XML Schema 1.1.
    pub(super) fn recurs(&self) -> bool {
        self.member.is_some() && self.max > 1 && !matches!(self.kind, Kind::Group(_))
    }

    /// Whether it can be left out.
    pub(super) fn is_emptiable(&self) -> bool {
        self.min == 0 || self.is_term_emptiable
    }
}

fn is_all(particle: &Particle) -> bool {
    particle.max == 1 && matches!(particle.term, Term::Group(Compositor::All, _))
}

impl Model {
    /// The model of a sequence of these particles, for which `place` stands if nothing in it is counted.
    pub(super) fn new(schema: &Schema, parts: &[&Particle], place: u32) -> Self {
        let (nodes, names, wildcards, counted) = Default::default();
        let mut model = Self { nodes, names, wildcards, counted, members: 0, straight: None, place: 0 };
        let root = model.open(Kind::Group(Compositor::Sequence), (1, 1), 0, 0);
        // What extends an `xs:all` group by another one makes one group of both (XSD 1.1 part 1, 3.4.2.3.3).
        for joined in parts.chunk_by(|first, second| is_all(first) && is_all(second)) {
            match joined {
                [part] => model.add_inside(schema, part, root, Compositor::Sequence),
                parts => model.add_all(schema, parts, root),
            }
        }
        model.close(root, Compositor::Sequence);
        model.begin();
        model.names.sort_by(|(left, at), (right, behind)| {
            schema.element(*left).name.cmp(&schema.element(*right).name).then(at.cmp(behind))
        });
        model.straight = Straight::of(schema, &model, &model.names);
        if model.straight.as_ref().is_some_and(|straight| straight.is_uncounted) {
            model.place = place;
        }
        model
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The nodes of elements and wildcards, in document order.
    pub(super) fn leaves(&self) -> impl Iterator<Item = NodeId> {
        let is_leaf = |(_, node): &(usize, &Node)| !matches!(node.kind, Kind::Group(_));
        self.nodes.iter().enumerate().filter(is_leaf).map(|(id, _)| id)
    }

    /// The particles of a group.
    pub(super) fn particles(&self, group: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.node(group).end;
        let first = Some(group + 1).filter(|first| *first < end);
        std::iter::successors(first, move |id| Some(self.node(*id).end).filter(|next| *next < end))
    }

    /// The elements of this name and where they match.
    pub(super) fn elements_named<'m>(
        &'m self,
        schema: &'m Schema,
        ns: NsId,
        local: &'m str,
    ) -> impl Iterator<Item = (ElementId, NodeId)> + 'm {
        let order = move |id: ElementId| super::compare(&schema.element(id).name, ns, local);
        let start = self.names.partition_point(|(id, _)| order(*id).is_lt());
        self.names.iter().skip(start).copied().take_while(move |(id, _)| order(*id).is_eq())
    }

    /// The elements of this local name in any namespace.
    pub(super) fn elements_called<'m>(
        &'m self,
        schema: &'m Schema,
        local: &'m str,
    ) -> impl Iterator<Item = &'m super::ExpandedName> + 'm {
        self.names.iter().map(|(id, _)| &schema.element(*id).name).filter(move |name| *name.local == *local)
    }

    /// The wildcards that admit a namespace.
    pub(super) fn wildcards_for(&self, ns: NsId) -> impl Iterator<Item = (&Wildcard, NodeId)> {
        self.wildcards.iter().filter(move |(wildcard, _)| wildcard.admits(ns)).map(|(wildcard, id)| (wildcard, *id))
    }

    /// Whether the leaf that matched last is all there is to know of a place.
    pub(super) fn is_uncounted(&self) -> bool {
        self.counted.is_empty() && self.members == 0
    }

    /// Whether elements of this name come once at most.
    pub(super) fn is_single(&self, schema: &Schema, ns: NsId, local: &str) -> bool {
        self.elements_named(schema, ns, local).all(|(_, leaf)| self.comes_once(leaf))
    }

    fn comes_once(&self, node: NodeId) -> bool {
        self.node(node).max <= 1 && (node == 0 || self.comes_once(self.node(node).parent))
    }

    /// The number of one of the wildcards, in document order.
    pub(super) fn number_of(&self, wildcard: &Wildcard) -> usize {
        self.wildcards.iter().position(|(known, _)| std::ptr::eq(known, wildcard)).unwrap_or_default()
    }

    /// The numbers of the wildcards that stand behind an element of this name.
    pub(super) fn wildcards_behind(&self, schema: &Schema, ns: NsId, local: &str) -> impl Iterator<Item = usize> {
        let first = self.elements_named(schema, ns, local).map(|(_, node)| node).min();
        let is_behind = move |node: NodeId| first.is_some_and(|first| first < node);
        let wildcards = self.wildcards.iter().enumerate();
        wildcards.filter(move |(_, (_, node))| is_behind(*node)).map(|(number, _)| number)
    }

    /// Whether `node` is `group` or stands in it.
    pub(super) fn contains(&self, group: NodeId, node: NodeId) -> bool {
        group <= node && node < self.node(group).end
    }

    // ---- making -----------------------------------------------------------------------------------------------------

    /// Adds a particle below `parent`. Groups that only hold what their parent could hold itself vanish.
    fn add_inside(&mut self, schema: &Schema, particle: &Particle, parent: NodeId, compositor: Compositor) {
        let (min, max, term) = simplified(particle);
        match term {
            Term::Group(inner, particles)
                if *inner == compositor && (min, max) == (1, 1) && compositor != Compositor::All =>
            {
                for particle in particles {
                    self.add_inside(schema, particle, parent, compositor);
                }
            }
            _ => self.add(schema, (min, max), term, parent),
        }
    }

    fn add(&mut self, schema: &Schema, occurs: (u32, u32), term: &Term, parent: NodeId) {
        let depth = self.node(parent).depth + 1;
        match term {
            Term::Group(compositor, particles) => {
                let group = self.open(Kind::Group(*compositor), occurs, parent, depth);
                for particle in particles {
                    self.add_inside(schema, particle, group, *compositor);
                }
                self.close(group, *compositor);
            }
            Term::Element(element) => {
                let node = self.open(Kind::Element(*element), occurs, parent, depth);
                let matching = schema.substitutable(*element).into_iter();
                self.names.extend(matching.map(|element| (element, node)));
                self.count(node);
            }
            Term::Wildcard(wildcard) => {
                let node = self.open(Kind::Wildcard, occurs, parent, depth);
                self.wildcards.push((wildcard.clone(), node));
                self.count(node);
            }
        }
    }

    /// Adds several `xs:all` groups as one.
    fn add_all(&mut self, schema: &Schema, parts: &[&Particle], parent: NodeId) {
        let depth = self.node(parent).depth + 1;
        let min = parts.iter().map(|part| part.min).max().unwrap_or(1);
        let group = self.open(Kind::Group(Compositor::All), (min, 1), parent, depth);
        for part in parts {
            if let Term::Group(_, particles) = &part.term {
                particles.iter().for_each(|particle| self.add_inside(schema, particle, group, Compositor::All));
            }
        }
        self.close(group, Compositor::All);
    }

    fn open(&mut self, kind: Kind, (min, max): (u32, u32), parent: NodeId, depth: usize) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Node {
            kind,
            min,
            max,
            parent,
            depth,
            end: id + 1,
            counter: None,
            is_term_emptiable: false,
            required_before: 0,
            required_inside: 0,
            begins: depth,
            member: None,
        });
        id
    }

    /// Ends a group whose particles have all been added.
    fn close(&mut self, group: NodeId, compositor: Compositor) {
        self.nodes[group].end = self.nodes.len();
        let particles: Vec<NodeId> = self.particles(group).collect();
        let mut required = 0;
        for id in &particles {
            self.nodes[*id].required_before = required;
            required += usize::from(!self.nodes[*id].is_emptiable());
            if compositor == Compositor::All {
                self.nodes[*id].member = Some(self.members);
                self.members += 1;
            }
        }
        self.nodes[group].required_inside = required;
        self.nodes[group].is_term_emptiable = match compositor {
            Compositor::Sequence | Compositor::All => required == 0,
            Compositor::Choice => required < particles.len(),
        };
        self.count(group);
    }

    /// Gives the node a counter unless its bounds follow from where it stands: `0..1`, `1..1`, `0..*`, `1..*`.
    fn count(&mut self, id: NodeId) {
        let node = &mut self.nodes[id];
        let has_limit = node.max > 1 && node.max != UNBOUNDED;
        let has_least = node.min > 1 && !node.is_term_emptiable;
        if has_limit || has_least {
            node.counter = Some(self.counted.len());
            self.counted.push(id);
        }
    }

    /// Finds the outermost group that each node can begin; parents come before their particles.
    fn begin(&mut self) {
        for id in 1..self.nodes.len() {
            let node = &self.nodes[id];
            let parent = &self.nodes[node.parent];
            let in_sequence = parent.kind == Kind::Group(Compositor::Sequence);
            self.nodes[id].begins = if in_sequence && node.required_before > 0 { node.depth } else { parent.begins };
        }
    }
}

/// A particle without the groups around it that hold nothing else, as far as their numbers of occurrences can be told
/// by one: `(a{2,3}){4,5}` is `a{8,15}`.
fn simplified(particle: &Particle) -> (u32, u32, &Term) {
    let (mut min, mut max, mut term) = (particle.min, particle.max, &particle.term);
    while let Term::Group(_, particles) = term {
        let [only] = particles.as_slice() else { break };
        let Some(product) = product((only.min, only.max), (min, max)) else { break };
        (min, max) = product;
        term = &only.term;
    }
    (min, max, term)
}

/// The numbers of occurrences that `inner` repeated by `outer` allows, if they are without gaps.
fn product(inner: (u32, u32), outer: (u32, u32)) -> Option<(u32, u32)> {
    let [(inner_min, inner_max), (outer_min, outer_max)] =
        [inner, outer].map(|(min, max)| (u64::from(min), u64::from(max)));
    // From k to k + 1 repetitions the ranges have to touch; they do for all k if they do for the least.
    let touches = inner.1 == UNBOUNDED && outer_min > 0 || (outer_min + 1) * inner_min <= outer_min * inner_max + 1;
    if outer.0 != outer.1 && !touches {
        return None;
    }
    let bounded = |number: u64| u32::try_from(number).unwrap_or(UNBOUNDED).min(UNBOUNDED - 1);
    let is_unbounded = inner.1 == UNBOUNDED || outer.1 == UNBOUNDED;
    let max = if is_unbounded { UNBOUNDED } else { u32::try_from(inner_max * outer_max).unwrap_or(UNBOUNDED) };
    Some((bounded(inner_min * outer_min), max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_occurrences_multiply_where_there_are_no_gaps() {
        const ALL: u32 = UNBOUNDED;
        for (inner, outer, expected) in [
            ((1, 1), (0, ALL), Some((0, ALL))),
            ((2, 3), (4, 5), Some((8, 15))),
            ((2, 2), (1, 2), None),
            ((2, 2), (3, 3), Some((6, 6))),
            ((2, 3), (0, 1), None),
            ((0, 1), (0, ALL), Some((0, ALL))),
            ((2, ALL), (0, 1), None),
            ((2, ALL), (1, 2), Some((2, ALL))),
            ((1, ALL), (2, 3), Some((2, ALL))),
            ((1, 70_000), (1, 70_000), Some((1, ALL))),
            ((2, 3), (1, 2), Some((2, 6))),
            ((3, 4), (1, 2), None),
        ] {
            assert_eq!(product(inner, outer), expected, "{inner:?} {outer:?}");
        }
    }
}
