//! Matching of an element's children against a content model, one child after the other.
//!
//! Where one is in a model is the node that matched last, with the numbers of occurrences of the counted groups around it. A
//! model that keeps to "Unique Particle Attribution" (Part 1, 3.8.6) leaves one such place nearly always. Others, and some
//! uses of numbers (`(a{1,3}, b?){2}` after `aa`), leave several: these are all followed, and numbers as ranges, so that the
//! work for a child is bounded whatever model and document are.

use super::Schema;
use super::model::{Kind, Model, Node, NodeId};
use super::straight::{At, Named};
use crate::contract::{Compositor, ElementId, NsId, UNBOUNDED, Wildcard};

/// How many places are followed at once.
pub(super) const MOST_PLACES: usize = 256;

/// How far the children of an element have been matched.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Where one is, if the model is straight.
    at: At,
    /// Where one may be, if not.
    places: Option<Box<Places>>,
}

/// Where one may be in a model of any shape.
#[derive(Debug, Default)]
struct Places {
    /// None before the first child.
    now: Vec<Place>,
    /// The places before the last child; kept for its memory.
    spare: Vec<Place>,
}

/// A place in a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The node that matched last.
    pub(super) node: NodeId,
    /// The least and greatest number of occurrences of each counted node, the one in progress included; 0 outside of it.
    counts: Vec<(u32, u32)>,
    /// Which particles of the `xs:all` groups in progress have occurred.
    seen: Vec<bool>,
}

/// What an element matched.
#[derive(Debug, Clone, Copy)]
pub(super) enum Matched<'s> {
    Element(ElementId),
    Wildcard(&'s Wildcard),
    Nothing,
    /// There are too many ways to go on.
    TooMany,
}

impl Progress {
    /// Behind the leaf `node` of a model in which nothing is counted; before the first child, if it is 0.
    pub(super) fn behind(model: &Model, node: NodeId) -> Self {
        let now = (node > 0).then(|| Place { node, ..Place::start(model) }).into_iter().collect();
        Self { places: Some(Box::new(Places { now, spare: Vec::new() })), ..Self::default() }
    }

    /// The leaf that matched last, if that is all there is to know of the place in a model in which nothing is counted; 0 before the first child.
    pub(super) fn only_node(&self) -> Option<NodeId> {
        match self.now() {
            [] => Some(0),
            [only] => Some(only.node),
            _ => None,
        }
    }

    /// Back to the start.
    pub(super) fn clear(&mut self) {
        self.at = At::default();
        if let Some(places) = &mut self.places {
            places.now.clear();
        }
    }

    /// Whether it has memory that is worth keeping.
    pub(super) fn has_memory(&self) -> bool {
        self.places.is_some()
    }

    /// Where one may be in a model that is not straight.
    fn now(&self) -> &[Place] {
        self.places.as_ref().map_or(&[], |places| &places.now)
    }

    /// The first place where one may be, none at the start.
    pub(super) fn place(&self, model: &Model) -> Option<Place> {
        match &model.straight {
            Some(straight) => self.at.place(straight, model),
            None => self.now().first().cloned(),
        }
    }

    /// Takes the next child. Nothing changes if it does not match.
    #[inline]
    pub(super) fn take<'s>(&mut self, schema: &'s Schema, model: &'s Model, ns: NsId, local: &str) -> Matched<'s> {
        match &model.straight {
            Some(straight) => self.at.take(straight, ns, local),
            None => self.take_any(schema, model, ns, local),
        }
    }

    /// Takes an element of a straight model, if it can come next; else nothing changes.
    #[inline]
    pub(super) fn advance(&mut self, found: &Named) -> bool {
        self.at.advance(found)
    }

    /// Goes behind an element of a straight model whose steps are not counted.
    #[inline]
    pub(super) fn jump(&mut self, found: &Named) {
        self.at.jump(found);
    }

    /// The same in a model of any shape.
    fn take_any<'s>(&mut self, schema: &'s Schema, model: &'s Model, ns: NsId, local: &str) -> Matched<'s> {
        let mut matched = Matched::Nothing;
        let mut next = std::mem::take(&mut self.places.get_or_insert_default().spare);
        next.clear();
        for (element, node) in model.elements_named(schema, ns, local) {
            if self.reach(model, node, &mut next) && matches!(matched, Matched::Nothing) {
                matched = Matched::Element(element);
            }
        }
        // An element goes before a wildcard where both could match (XSD 1.1 part 1, 3.8.6.4); in XSD 1.0, they never can.
        let wildcards = matches!(matched, Matched::Nothing).then(|| model.wildcards_for(ns));
        for (wildcard, node) in wildcards.into_iter().flatten() {
            if self.reach(model, node, &mut next) && matches!(matched, Matched::Nothing) {
                matched = Matched::Wildcard(wildcard);
            }
        }
        if (2..MOST_PLACES * 16).contains(&next.len()) {
            merge(model, &mut next);
        }
        if next.len() > MOST_PLACES {
            return Matched::TooMany;
        }
        if !next.is_empty() {
            let places = self.places.get_or_insert_default();
            places.spare = std::mem::replace(&mut places.now, next);
        }
        matched
    }

    /// Adds the places in which `node` has matched next; whether there are any.
    fn reach(&self, model: &Model, node: NodeId, next: &mut Vec<Place>) -> bool {
        let before = next.len();
        if self.now().is_empty() {
            next.extend(Place::start(model).entered(model, 0, node));
        }
        for place in self.now() {
            place.moves(model, node, next);
        }
        next.len() > before
    }

    /// Whether the node could match next.
    pub(super) fn admits(&self, model: &Model, node: NodeId) -> bool {
        match &model.straight {
            Some(_) => self.spelled_out(model).reach(model, node, &mut Vec::new()),
            None => self.reach(model, node, &mut Vec::new()),
        }
    }

    /// How far a straight model has been matched, as in one of any shape.
    fn spelled_out(&self, model: &Model) -> Self {
        let now = self.place(model).into_iter().collect();
        Self { places: Some(Box::new(Places { now, spare: Vec::new() })), ..Self::default() }
    }

    /// Whether the element may end here.
    #[inline]
    pub(super) fn is_complete(&self, model: &Model) -> bool {
        match &model.straight {
            Some(straight) => self.at.is_complete(straight),
            None => self.is_complete_any(model),
        }
    }

    /// The same in a model of any shape.
    fn is_complete_any(&self, model: &Model) -> bool {
        if self.now().is_empty() {
            return model.node(0).is_emptiable();
        }
        self.now().iter().any(|place| place.clone().left(model).is_none())
    }
}

impl Place {
    /// Before the first child.
    fn start(model: &Model) -> Self {
        Self { node: 0, counts: vec![(0, 0); model.counted.len()], seen: vec![false; model.members] }
    }

    /// Behind the element `node` of `particle`, which has matched `count` times and stands in no group that is counted.
    pub(super) fn at(model: &Model, node: NodeId, particle: NodeId, count: u32) -> Self {
        let mut place = Self { node, ..Self::start(model) };
        let (counted, count) = (model.node(particle), count.max(1));
        if let Some(of) = counted.counter.and_then(|counter| place.counts.get_mut(counter)) {
            let count = if count == 1 { 1 } else { count.min(counted.limit()) };
            *of = (count, count);
        }
        place
    }

    /// Adds all places in which `target` matches next.
    fn moves(&self, model: &Model, target: NodeId, next: &mut Vec<Self>) {
        let mut place = self.clone();
        loop {
            let id = place.node;
            if model.contains(id, target) {
                next.extend(place.repeated(model, target));
            }
            if id == 0 || !place.leave(model) {
                return;
            }
            let parent = place.node;
            if model.contains(parent, target) {
                next.extend(place.advanced(model, id, target));
            }
            if !place.is_at_end(model, id) {
                return;
            }
        }
    }

    /// Another occurrence of the node one is at the end of, as far as `target`.
    fn repeated(&self, model: &Model, target: NodeId) -> Option<Self> {
        let node = model.node(self.node);
        let mut place = self.clone();
        if node.counter.is_none() && node.max == 1 {
            return None;
        }
        place.counted(model)?;
        place.forget_members(model, self.node);
        place.entered(model, self.node, target)
    }

    /// Ends the occurrences of the node: one is in the group around it, behind it. False if there are too few.
    fn leave(&mut self, model: &Model) -> bool {
        let node = model.node(self.node);
        if node.recurs() {
            self.node = node.parent;
            return true;
        }
        if let Some(counter) = node.counter.and_then(|counter| self.counts.get_mut(counter)) {
            if counter.1 < node.least() {
                return false;
            }
            *counter = (0, 0);
        }
        self.forget_members(model, self.node);
        self.node = node.parent;
        true
    }

    /// From behind the particle `child` of the group one is in to `target` in a later particle of it.
    fn advanced(&self, model: &Model, child: NodeId, target: NodeId) -> Option<Self> {
        let Kind::Group(compositor) = model.node(self.node).kind else { return None };
        let next = self.particle_towards(model, target);
        let (from, to) = (model.node(child), model.node(next));
        let passes = match compositor {
            Compositor::Choice => false,
            Compositor::Sequence => {
                let required_behind = from.required_before + usize::from(!from.is_emptiable());
                next > child && to.required_before == required_behind
            }
            Compositor::All if to.recurs() && self.has_seen(to) => return self.recurred(model, target),
            Compositor::All => to.member.is_some() && !self.has_seen(to),
        };
        if !passes {
            return None;
        }
        self.clone().entered_at(model, next, target)
    }

    fn has_seen(&self, node: &Node) -> bool {
        node.member.is_some_and(|member| self.seen.get(member) == Some(&true))
    }

    /// At another occurrence of a particle of an `xs:all` group, others having come in between.
    fn recurred(&self, model: &Model, target: NodeId) -> Option<Self> {
        let mut place = Self { node: target, ..self.clone() };
        place.counted(model)?;
        Some(place)
    }

    /// Counts another occurrence of the node; `None` if there are enough.
    fn counted(&mut self, model: &Model) -> Option<()> {
        let node = model.node(self.node);
        let Some(counter) = node.counter else { return Some(()) };
        let (least, most) = self.counts.get_mut(counter)?;
        if *least >= node.max {
            return None;
        }
        let limit = node.limit();
        (*least, *most) = ((*least + 1).min(limit), most.saturating_add(1).min(limit));
        Some(())
    }

    fn particle_towards(&self, model: &Model, target: NodeId) -> NodeId {
        let depth = model.node(self.node).depth + 1;
        let mut id = target;
        while model.node(id).depth > depth {
            id = model.node(id).parent;
        }
        id
    }

    /// Whether the group one is in can end behind its particle `child`.
    fn is_at_end(&self, model: &Model, child: NodeId) -> bool {
        let group = model.node(self.node);
        let from = model.node(child);
        match group.kind {
            Kind::Group(Compositor::Sequence) => {
                group.required_inside == from.required_before + usize::from(!from.is_emptiable())
            }
            Kind::Group(Compositor::All) => model.particles(self.node).all(|id| self.may_lack(model, id)),
            _ => true,
        }
    }

    /// Whether the particle of an `xs:all` group has occurred often enough or need not.
    fn may_lack(&self, model: &Model, id: NodeId) -> bool {
        let node = model.node(id);
        let count = node.counter.filter(|_| node.recurs()).and_then(|counter| self.counts.get(counter));
        node.is_emptiable() || self.has_seen(node) && count.is_none_or(|(_, most)| *most >= node.least())
    }

    /// At the first `target` of a new occurrence of the group `from`, whose own number is counted already.
    fn entered(mut self, model: &Model, from: NodeId, target: NodeId) -> Option<Self> {
        self.node = from;
        if from == target {
            return Some(self);
        }
        let first = self.particle_towards(model, target);
        let node = model.node(target);
        (node.begins <= model.node(from).depth).then(|| self.entered_at(model, first, target)).flatten()
    }

    /// At the first `target` of a first occurrence of `from`, in which it stands; the group around is entered already.
    fn entered_at(mut self, model: &Model, from: NodeId, target: NodeId) -> Option<Self> {
        if model.node(target).begins > model.node(from).depth {
            return None;
        }
        self.node = target;
        let mut id = target;
        while id >= from && id > 0 {
            let node = model.node(id);
            if let Some(counter) = node.counter.and_then(|counter| self.counts.get_mut(counter)) {
                *counter = (1, 1);
            }
            if let Some(seen) = node.member.and_then(|member| self.seen.get_mut(member)) {
                *seen = true;
            }
            id = node.parent;
        }
        Some(self)
    }

    /// Forgets which particles of an `xs:all` group have occurred.
    fn forget_members(&mut self, model: &Model, group: NodeId) {
        if model.node(group).kind != Kind::Group(Compositor::All) {
            return;
        }
        for id in model.particles(group) {
            let node = model.node(id);
            if let Some(seen) = node.member.and_then(|member| self.seen.get_mut(member)) {
                *seen = false;
            }
            if let Some(count) = node.counter.and_then(|counter| self.counts.get_mut(counter)) {
                *count = (0, 0);
            }
        }
    }

    /// What stands in the way of ending the element here.
    pub(super) fn left(self, model: &Model) -> Option<Obstacle> {
        self.obstacle(model, None)
    }

    /// What has to come before `target` (before the element's end, without one); `None` if nothing, or if coming here at
    /// all is not a matter of what is lacking.
    pub(super) fn obstacle(mut self, model: &Model, target: Option<NodeId>) -> Option<Obstacle> {
        while self.node != 0 {
            let id = self.node;
            if !self.leave(model) {
                return Some(Obstacle::TooFew(id));
            }
            let group = self.node;
            let towards = target.filter(|target| model.contains(group, *target));
            let next = towards.map(|target| self.particle_towards(model, target));
            let required = |other: &NodeId| {
                let node = model.node(*other);
                match model.node(group).kind {
                    Kind::Group(Compositor::Sequence) => *other > id && !node.is_emptiable(),
                    Kind::Group(Compositor::All) => !self.may_lack(model, *other),
                    _ => false,
                }
            };
            let ordered = model.node(group).kind == Kind::Group(Compositor::Sequence);
            let forward = next.filter(|next| ordered && *next > id);
            let missing =
                model.particles(group).find(|other| forward.is_none_or(|next| *other < next) && required(other));
            let repeats = model.node(group).max > 1;
            if let Some(missing) = missing {
                let leads_on = forward.is_some() || towards.is_none() || repeats;
                return leads_on.then_some(Obstacle::Missing(missing));
            }
            if let Some(next) = forward {
                return first_required(model, next, target);
            }
            if towards.is_some() && repeats {
                return first_required(model, group, target);
            }
        }
        None
    }
}

/// What keeps an element from ending, or a child from being the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The node has not occurred.
    Missing(NodeId),
    /// The node has not occurred often enough.
    TooFew(NodeId),
}

impl Obstacle {
    pub(super) fn node(self) -> NodeId {
        match self {
            Self::Missing(node) | Self::TooFew(node) => node,
        }
    }
}

/// What has to come before `target` at the beginning of the group `from`; at the end of it, without a target.
pub(super) fn first_required(model: &Model, from: NodeId, target: Option<NodeId>) -> Option<Obstacle> {
    let mut group = from;
    while let Kind::Group(compositor) = model.node(group).kind {
        let towards = target.filter(|target| model.contains(group, *target));
        let limit = |id: &NodeId| towards.is_none_or(|target| *id < target && !model.contains(*id, target));
        if compositor == Compositor::Sequence {
            let missing = model.particles(group).find(|id| limit(id) && !model.node(*id).is_emptiable());
            if missing.is_some() {
                return missing.map(Obstacle::Missing);
            }
        }
        let inner = towards.and_then(|target| model.particles(group).find(|id| model.contains(*id, target)))?;
        group = inner;
    }
    None
}

/// Drops places from which no more is possible than from another, and joins those that differ in one range only.
fn merge(model: &Model, places: &mut Vec<Place>) {
    loop {
        let before = places.len();
        let mut at = 0;
        while at < places.len() {
            let joined = (at + 1..places.len()).find_map(|other| {
                let whole = join(model, places.get(at)?, places.get(other)?)?;
                Some((other, whole))
            });
            let Some((other, whole)) = joined else {
                at += 1;
                continue;
            };
            places.swap_remove(other);
            if let Some(place) = places.get_mut(at) {
                *place = whole;
            }
        }
        // What was joined may touch one before it; with many places that does not pay.
        if places.len() == before || places.len() > 32 {
            return;
        }
    }
}

/// The place that is as good as both, if there is one.
fn join(model: &Model, left: &Place, right: &Place) -> Option<Place> {
    if left.node != right.node || left.seen != right.seen {
        return None;
    }
    if covers(model, left, right) {
        return Some(left.clone());
    }
    if covers(model, right, left) {
        return Some(right.clone());
    }
    let mut different = left.counts.iter().zip(&right.counts).enumerate().filter(|(_, (left, right))| left != right);
    let (index, (a, b)) = different.next()?;
    let touches = a.0 <= b.1.saturating_add(1) && b.0 <= a.1.saturating_add(1);
    if different.next().is_some() || !touches {
        return None;
    }
    let mut whole = left.clone();
    *whole.counts.get_mut(index)? = (a.0.min(b.0), a.1.max(b.1));
    Some(whole)
}

/// Whether all that can follow `right` can follow `left`, as far as single counts tell: of numbers that suffice the least is
/// best, unless there is no greatest.
fn covers(model: &Model, left: &Place, right: &Place) -> bool {
    let counts = left.counts.iter().zip(&right.counts).zip(&model.counted);
    counts.into_iter().all(|((left, right), id)| {
        let node = model.node(*id);
        let reaches = left.1 >= node.least() || left.1 >= right.1;
        reaches && (node.max == UNBOUNDED || left.0 <= right.0)
    })
}

#[cfg(test)]
mod tests;
