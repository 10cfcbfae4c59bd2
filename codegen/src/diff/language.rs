//! Whether one content model admits everything that another one does.
//!
//! In: two models. Out: yes or no; no where it would take too long to tell. Invariant: a yes is true.
//!
//! Both models become automata whose states are the occurrences of elements and wildcards in them (Glushkov's construction). The
//! states of the one are followed together with the sets of states that the other one can be in.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Item, Node};
use crate::ir::{Compositor, NamespaceConstraint};
use crate::qname::{Namespace, QName};

/// What a model is taken for: what is read under it, or what generated code writes, which has the members of `xs:all` in order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    Read,
    Written,
}

/// More occurrences of one particle than this are not counted one by one.
const COUNTED: u32 = 12;
/// The greatest number of states.
const MOST: usize = 4000;
/// The greatest number of steps between states, both that there are and that are taken.
const MOST_STEPS: usize = 500_000;

/// Whether everything that `inner` admits is admitted by `outer`.
pub(super) fn includes(outer: (&Node, As), inner: (&Node, As)) -> bool {
    let taken = |(node, taken): (&Node, As)| if taken == As::Written { ordered(node) } else { node.clone() };
    let (mut outer, mut inner) = (taken(outer), taken(inner));
    if outer == inner && outer_names(&outer) == outer_names(&inner) {
        return true;
    }
    if has_all(&outer) {
        return fits_all(&outer, &inner);
    }
    if has_all(&inner) || !squeeze(&mut outer, &mut inner) {
        return false;
    }
    let alphabet = Alphabet::of(&[&outer, &inner]);
    match (Automaton::of(&outer, &alphabet), Automaton::of(&inner, &alphabet)) {
        (Some(outer), Some(inner)) => outer.follows(&inner),
        _ => false,
    }
}

/// The names that may stand at each element, which equality of models leaves out.
fn outer_names(node: &Node) -> Vec<&[QName]> {
    match &node.term {
        Item::Element(_, _, names) => vec![names],
        Item::Any(..) => Vec::new(),
        Item::Group(_, parts) => parts.iter().flat_map(outer_names).collect(),
    }
}

fn ordered(node: &Node) -> Node {
    let mut node = node.clone();
    if let Item::Group(compositor, parts) = &mut node.term {
        if *compositor == Compositor::All {
            *compositor = Compositor::Sequence;
        }
        *parts = parts.iter().map(ordered).collect();
    }
    node
}

fn has_all(node: &Node) -> bool {
    matches!(node.term, Item::Group(Compositor::All, _)) || node.parts().iter().any(has_all)
}

/// Whether a model admits each member of the only `xs:all` as often as that does, in any order, and nothing else.
fn fits_all(outer: &Node, inner: &Node) -> bool {
    let all = match outer.parts() {
        [only] if matches!(only.term, Item::Group(Compositor::All, _)) => only,
        _ => return false,
    };
    let mut bounds = Some(BTreeMap::new());
    count(inner, (1, 1), &mut bounds);
    let Some(mut bounds) = bounds else { return false };
    let may_be_absent = all.min == 0 && bounds.is_empty();
    let fits = all.parts().iter().all(|member| match &member.term {
        Item::Element(name, ..) => {
            let (min, max) = bounds.remove(name).unwrap_or((0, 0));
            (min >= member.min || may_be_absent) && max <= 1
        }
        Item::Any(..) | Item::Group(..) => false,
    });
    fits && bounds.is_empty()
}

/// How often each element occurs at least and at most.
fn count(node: &Node, (least, most): (u32, u32), bounds: &mut Option<BTreeMap<QName, (u32, u32)>>) {
    let least = least.saturating_mul(node.min);
    let most = node.max.map_or(u32::MAX, |max| max.saturating_mul(most));
    match &node.term {
        Item::Element(name, _, names) if names.iter().any(|other| other != name) => *bounds = None,
        Item::Element(name, ..) => {
            if let Some(bounds) = bounds {
                let bound = bounds.entry(name.clone()).or_default();
                *bound = (bound.0.saturating_add(least), bound.1.saturating_add(most));
            }
        }
        Item::Any(..) => *bounds = None,
        Item::Group(compositor, parts) => {
            let alone = *compositor != Compositor::Choice || parts.len() == 1;
            let least = if alone { least } else { 0 };
            parts.iter().for_each(|part| count(part, (least, most), bounds));
        }
    }
}

/// Makes large numbers of occurrences small, in the same order; `false` where sums of them would matter.
fn squeeze(left: &mut Node, right: &mut Node) -> bool {
    let mut numbers = BTreeSet::new();
    collect_numbers(left, &mut numbers);
    collect_numbers(right, &mut numbers);
    if numbers.iter().all(|number| *number <= COUNTED) {
        return true;
    }
    let unique = |node: &Node| {
        let elements = node.elements();
        elements.iter().collect::<BTreeSet<_>>().len() == elements.len()
    };
    let small: BTreeMap<u32, u32> = numbers.into_iter().zip(2..).collect();
    set_numbers(left, &small);
    set_numbers(right, &small);
    unique(left) && unique(right)
}

fn collect_numbers(node: &Node, numbers: &mut BTreeSet<u32>) {
    numbers.extend([Some(node.min), node.max].into_iter().flatten().filter(|number| *number > 1));
    node.parts().iter().for_each(|part| collect_numbers(part, numbers));
}

fn set_numbers(node: &mut Node, small: &BTreeMap<u32, u32>) {
    node.min = small.get(&node.min).copied().unwrap_or(node.min);
    node.max = node.max.map(|max| small.get(&max).copied().unwrap_or(max));
    if let Item::Group(_, parts) = &mut node.term {
        parts.iter_mut().for_each(|part| set_numbers(part, small));
    }
}

/// The names of both models, and for each namespace one more, which stands for all others in it.
struct Alphabet {
    names: BTreeMap<QName, usize>,
    /// The namespaces that are mentioned, each with the symbol of its other names; the last is that of all other namespaces.
    others: Vec<(Option<Option<Namespace>>, usize)>,
}

impl Alphabet {
    fn of(nodes: &[&Node]) -> Self {
        let (mut names, mut namespaces) = (BTreeSet::new(), BTreeSet::from([None]));
        for node in nodes {
            collect_names(node, &mut names, &mut namespaces);
        }
        namespaces.extend(names.iter().map(|name| name.namespace().cloned()));
        let names: BTreeMap<QName, usize> = names.into_iter().zip(0..).collect();
        let rest = namespaces.into_iter().map(Some).chain([None]).zip(names.len()..).collect();
        Self { names, others: rest }
    }

    fn symbols(&self, term: &Item) -> Vec<usize> {
        match term {
            Item::Element(_, _, names) => names.iter().filter_map(|name| self.names.get(name).copied()).collect(),
            Item::Group(..) => Vec::new(),
            Item::Any(constraint, _) => {
                let named = self.names.iter().filter(|(name, _)| constraint.admits(&name.namespace().cloned()));
                let others = self.others.iter().filter(|(namespace, _)| match namespace {
                    Some(namespace) => constraint.admits(namespace),
                    None => matches!(constraint, NamespaceConstraint::Any | NamespaceConstraint::Other(_)),
                });
                named.map(|(_, symbol)| *symbol).chain(others.map(|(_, symbol)| *symbol)).collect()
            }
        }
    }
}

fn collect_names(node: &Node, names: &mut BTreeSet<QName>, namespaces: &mut BTreeSet<Option<Namespace>>) {
    match &node.term {
        Item::Element(_, _, all) => names.extend(all.iter().cloned()),
        Item::Any(NamespaceConstraint::List(list), _) => namespaces.extend(list.iter().cloned()),
        Item::Any(NamespaceConstraint::Other(other), _) => {
            namespaces.insert(other.clone());
        }
        Item::Any(NamespaceConstraint::Any, _) => {}
        Item::Group(_, parts) => parts.iter().for_each(|part| collect_names(part, names, namespaces)),
    }
}

/// An automaton: state 0 is the start, every other one an occurrence of a particle.
struct Automaton {
    symbols: Vec<Vec<usize>>,
    follow: Vec<Vec<usize>>,
    last: Vec<bool>,
    steps: usize,
}

/// A part of an automaton: where it can begin and end.
#[derive(Clone, Default)]
struct Fragment {
    first: Vec<usize>,
    last: Vec<usize>,
    nullable: bool,
}

impl Automaton {
    fn of(node: &Node, alphabet: &Alphabet) -> Option<Self> {
        let mut automaton = Self { symbols: vec![Vec::new()], follow: vec![Vec::new()], last: vec![false], steps: 0 };
        let whole = automaton.particle(node, alphabet)?;
        automaton.follow[0].clone_from(&whole.first);
        whole.last.iter().for_each(|state| automaton.last[*state] = true);
        automaton.last[0] = whole.nullable;
        Some(automaton)
    }

    /// A particle: as often as it must occur, then as often as it may, each time only after the time before.
    fn particle(&mut self, node: &Node, alphabet: &Alphabet) -> Option<Fragment> {
        let mut whole = Fragment { nullable: true, ..Fragment::default() };
        let optional = match node.max {
            Some(max) => max.saturating_sub(node.min),
            None => {
                whole = self.term(&node.term, alphabet)?;
                self.join(&whole.last.clone(), &whole.first.clone());
                whole.nullable |= node.min == 0;
                0
            }
        };
        let copies = node.min.saturating_sub(u32::from(node.max.is_none()));
        for may in std::iter::repeat_n(true, optional as usize).chain(std::iter::repeat_n(false, copies as usize)) {
            let one = self.term(&node.term, alphabet)?;
            whole = self.then(one, &whole);
            whole.nullable |= may;
            if self.steps > MOST_STEPS {
                return None;
            }
        }
        Some(whole)
    }

    fn term(&mut self, term: &Item, alphabet: &Alphabet) -> Option<Fragment> {
        match term {
            Item::Element(..) | Item::Any(..) => {
                let state = self.symbols.len();
                self.symbols.push(alphabet.symbols(term));
                self.follow.push(Vec::new());
                self.last.push(false);
                let alone = vec![state];
                (state < MOST).then(|| Fragment { first: alone.clone(), last: alone, nullable: false })
            }
            Item::Group(Compositor::Choice, parts) => {
                let mut whole = Fragment { nullable: parts.is_empty(), ..Fragment::default() };
                for part in parts {
                    let one = self.particle(part, alphabet)?;
                    whole.first.extend(one.first);
                    whole.last.extend(one.last);
                    whole.nullable |= one.nullable;
                }
                Some(whole)
            }
            Item::Group(_, parts) => {
                let mut whole = Fragment { nullable: true, ..Fragment::default() };
                for part in parts {
                    let one = self.particle(part, alphabet)?;
                    whole = self.then(whole, &one);
                }
                Some(whole)
            }
        }
    }

    /// One fragment after another.
    fn then(&mut self, mut before: Fragment, after: &Fragment) -> Fragment {
        self.join(&before.last, &after.first);
        if before.nullable {
            before.first.extend(&after.first);
        }
        if !after.nullable {
            before.last.clear();
        }
        before.last.extend(&after.last);
        before.nullable &= after.nullable;
        before
    }

    fn join(&mut self, from: &[usize], to: &[usize]) {
        self.steps = self.steps.saturating_add(from.len().saturating_mul(to.len()));
        if self.steps > MOST_STEPS {
            return;
        }
        for state in from {
            self.follow[*state].extend(to);
        }
    }

    /// Whether this one admits whatever the other one does.
    fn follows(&self, inner: &Self) -> bool {
        let start = (0, BTreeSet::from([0]));
        let mut seen = BTreeSet::from([start.clone()]);
        let mut open = vec![start];
        let mut taken = 0_usize;
        while let Some((state, here)) = open.pop() {
            taken += here.iter().map(|state| self.follow[*state].len() + 1).sum::<usize>();
            if taken > MOST_STEPS || seen.len() > MOST {
                return false;
            }
            if inner.last[state] && !here.iter().any(|state| self.last[*state]) {
                return false;
            }
            let steps = self.steps(&here);
            for next in &inner.follow[state] {
                for symbol in &inner.symbols[*next] {
                    let Some(there) = steps.get(symbol) else { return false };
                    let pair = (*next, there.clone());
                    if seen.insert(pair.clone()) {
                        open.push(pair);
                    }
                }
            }
        }
        true
    }

    /// Where each symbol leads from some states.
    fn steps(&self, here: &BTreeSet<usize>) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut steps: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for next in here.iter().flat_map(|state| &self.follow[*state]) {
            for symbol in &self.symbols[*next] {
                steps.entry(*symbol).or_default().insert(*next);
            }
        }
        steps
    }
}
