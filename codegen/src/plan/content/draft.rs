//! What fields a content model takes, before there are items for its groups.
//!
//! In: particles. Out: [`Draft`]s. Invariant: sequences that occur once dissolve; what repeats or is an alternative stays together.

use std::collections::BTreeSet;

use super::card::Card;
use super::competing::compete;
use crate::ir::{Compositor, Contract, ElementId, Particle, Scope, Term, Wildcard};
use crate::plan::planner::Planner;
use crate::qname::QName;

/// The slots before items exist for them.
#[derive(Debug, Clone)]
pub(in crate::plan) enum Draft {
    Element(ElementId, Card),
    Substitution(ElementId, Card),
    Any(Open, Card),
    Choice(Vec<Arm>, Card),
    Sequence(Vec<Draft>, Card),
}

impl Draft {
    pub(super) fn card(&self) -> Card {
        match self {
            Self::Element(_, card)
            | Self::Substitution(_, card)
            | Self::Any(_, card)
            | Self::Choice(_, card)
            | Self::Sequence(_, card) => *card,
        }
    }
}

/// An alternative of a choice.
#[derive(Debug, Clone)]
pub(in crate::plan) enum Arm {
    Element(ElementId, Card),
    Any(Open),
    Group(Draft),
}

impl Arm {
    /// Whether there are as many values as it occurs.
    fn is_counted(&self) -> bool {
        match self {
            Self::Group(Draft::Sequence(members, _)) => is_counted(members),
            Self::Element(..) | Self::Any(_) | Self::Group(_) => true,
        }
    }
}

/// A wildcard.
#[derive(Debug, Clone)]
pub(in crate::plan) struct Open {
    pub(in crate::plan) wildcard: Wildcard,
    /// Which one of a content model it is, where it stands in a group and names do not tell what is for it.
    pub(in crate::plan) number: Option<u32>,
}

impl Open {
    fn new(wildcard: &Wildcard) -> Self {
        Self { wildcard: wildcard.clone(), number: None }
    }

    fn take(&mut self, next: &mut u32) {
        self.number = Some(*next);
        *next += 1;
    }
}

/// Numbers the wildcards in the order of the schema; those that have a field of their own need none.
pub(in crate::plan) fn number(drafts: &mut [Draft]) {
    let mut next = 0;
    for draft in drafts {
        number_in(draft, &mut next);
        if let Draft::Any(open, _) = draft {
            open.number = None;
        }
    }
}

fn number_in(draft: &mut Draft, next: &mut u32) {
    match draft {
        Draft::Element(..) | Draft::Substitution(..) => {}
        Draft::Any(open, _) => open.take(next),
        Draft::Sequence(members, _) => members.iter_mut().for_each(|member| number_in(member, next)),
        Draft::Choice(arms, _) => number_arms(arms, next),
    }
}

/// The same in alternatives.
pub(in crate::plan) fn number_arms(arms: &mut [Arm], next: &mut u32) {
    for arm in arms {
        match arm {
            Arm::Element(..) => {}
            Arm::Any(open) => open.take(next),
            Arm::Group(draft) => number_in(draft, next),
        }
    }
}

/// A repeated sequence keeps track of its members in 64 bits.
const MOST_MEMBERS: usize = 64;

impl Planner<'_> {
    pub(in crate::plan) fn flatten(&self, particle: &Particle, outer: Card, drafts: &mut Vec<Draft>) {
        let card = Card::of_particle(particle).within(outer);
        match &particle.term {
            Term::Element(id) => drafts.push(self.element_draft(*id, card)),
            Term::Wildcard(wildcard) => drafts.push(Draft::Any(Open::new(wildcard), card)),
            Term::Group(_, inner) if inner.is_empty() => {}
            Term::Group(_, inner) if inner.len() == 1 => inner.iter().for_each(|only| self.flatten(only, card, drafts)),
            Term::Group(Compositor::Choice, inner) => drafts.push(self.choice_draft(inner, card)),
            Term::Group(_, inner) if card.repeats() => drafts.push(self.sequence_draft(inner, card)),
            Term::Group(_, inner) => inner.iter().for_each(|member| self.flatten(member, card, drafts)),
        }
    }

    /// An element, or the choice between the members of its substitution group.
    fn element_draft(&self, id: ElementId, card: Card) -> Draft {
        match self.members(id).as_slice() {
            [only] => Draft::Element(*only, card),
            _ => Draft::Substitution(id, card),
        }
    }

    /// What may stand where a particle names an element.
    pub(in crate::plan) fn members(&self, id: ElementId) -> Vec<ElementId> {
        members(self.contract, id)
    }

    fn sequence_draft(&self, inner: &[Particle], card: Card) -> Draft {
        let mut members = Vec::new();
        inner.iter().for_each(|member| self.flatten(member, Card::Required, &mut members));
        let card = match card {
            Card::Repeated(_) if inner.iter().all(can_be_empty) => Card::Repeated(0),
            card if is_counted(&members) => card,
            card => card.at_least_one(),
        };
        Draft::Sequence(members, card)
    }

    fn choice_draft(&self, inner: &[Particle], card: Card) -> Draft {
        let mut arms = Vec::new();
        let mut card = card;
        for particle in inner {
            if can_be_empty(particle) {
                card = card.within(Card::Optional);
            }
            if has_repeated_wildcard(particle) {
                card = Card::Repeated(card.least());
            }
        }
        for particle in inner {
            self.flatten_arm(particle, card, &mut arms);
        }
        let card = if arms.iter().all(Arm::is_counted) { card } else { card.at_least_one() };
        Draft::Choice(arms, card)
    }

    fn flatten_arm(&self, particle: &Particle, outer: Card, arms: &mut Vec<Arm>) {
        let repeats = Card::of_particle(particle).repeats() && !outer.repeats();
        match &particle.term {
            // Members of the substitution group may take turns.
            Term::Element(id) if repeats && self.members(*id).len() > 1 => {
                arms.push(Arm::Group(Draft::Substitution(*id, Card::Repeated(1))));
            }
            Term::Element(id) => {
                let card = if repeats { Card::Repeated(1) } else { Card::Required };
                arms.extend(self.members(*id).into_iter().map(|member| Arm::Element(member, card)));
            }
            Term::Wildcard(wildcard) => arms.push(Arm::Any(Open::new(wildcard))),
            Term::Group(_, inner) if inner.is_empty() => {}
            Term::Group(Compositor::Choice, inner) if !repeats => {
                inner.iter().for_each(|arm| self.flatten_arm(arm, outer, arms));
            }
            Term::Group(_, inner) if inner.len() == 1 && !repeats => {
                inner.iter().for_each(|only| self.flatten_arm(only, outer, arms));
            }
            Term::Group(..) => {
                let card = if repeats { Card::Repeated(1) } else { Card::Required };
                arms.push(Arm::Group(self.group_draft(particle, card)));
            }
        }
    }

    /// A group as one value: a sequence even where it occurs once.
    fn group_draft(&self, particle: &Particle, card: Card) -> Draft {
        match &particle.term {
            Term::Group(Compositor::Choice, inner) => self.choice_draft(inner, card),
            Term::Group(_, inner) => self.sequence_draft(inner, card),
            Term::Element(id) => Draft::Element(*id, card),
            Term::Wildcard(wildcard) => Draft::Any(Open::new(wildcard), card),
        }
    }

    /// Whether some element name leads to more than one place, or an alternative cannot be told from another by how it begins.
    pub(in crate::plan) fn is_ambiguous(&self, drafts: &[Draft]) -> bool {
        let mut seen = BTreeSet::new();
        drafts.iter().any(|draft| self.repeats_name(draft, &mut seen)) || compete(drafts)
    }

    fn repeats_name<'s>(&'s self, draft: &Draft, seen: &mut BTreeSet<&'s QName>) -> bool {
        let mut repeats = |id: ElementId| !seen.insert(&self.contract.element(id).name);
        match draft {
            Draft::Element(id, _) => repeats(*id),
            Draft::Substitution(head, _) => self.members(*head).into_iter().any(repeats),
            Draft::Any(..) => false,
            Draft::Sequence(members, _) => members.iter().any(|member| self.repeats_name(member, seen)),
            Draft::Choice(arms, _) => arms.iter().any(|arm| match arm {
                Arm::Element(id, _) => !seen.insert(&self.contract.element(*id).name),
                Arm::Any(_) => false,
                Arm::Group(inner) => self.repeats_name(inner, seen),
            }),
        }
    }
}

/// Whether an alternative of a choice is a wildcard that repeats, with nothing around it that is kept together.
fn has_repeated_wildcard(particle: &Particle) -> bool {
    let repeats = Card::of_particle(particle).repeats();
    match &particle.term {
        Term::Element(_) => false,
        Term::Wildcard(_) => repeats,
        Term::Group(Compositor::Choice, inner) => !repeats && inner.iter().any(has_repeated_wildcard),
        Term::Group(_, inner) => !repeats && matches!(inner.as_slice(), [only] if has_repeated_wildcard(only)),
    }
}

/// Whether there are as many values of a repeated sequence as it occurs: it begins with what can only begin it. Others may go into one value together.
fn is_counted(members: &[Draft]) -> bool {
    matches!(members.first(), Some(Draft::Element(_, Card::Required) | Draft::Substitution(_, Card::Required)))
}

/// What may stand where a particle of a contract names an element.
pub(in crate::plan) fn members(contract: &Contract, id: ElementId) -> Vec<ElementId> {
    if contract.element(id).scope != Scope::Global {
        return vec![id];
    }
    let members = contract.substitution_members(id);
    if members.is_empty() { vec![id] } else { members }
}

/// Whether a particle matches no elements at all.
fn can_be_empty(particle: &Particle) -> bool {
    particle.min == 0
        || match &particle.term {
            Term::Element(_) | Term::Wildcard(_) => false,
            Term::Group(Compositor::Choice, inner) => inner.is_empty() || inner.iter().any(can_be_empty),
            Term::Group(_, inner) => inner.iter().all(can_be_empty),
        }
}

pub(in crate::plan) fn too_long(draft: &Draft) -> bool {
    match draft {
        Draft::Element(..) | Draft::Substitution(..) | Draft::Any(..) => false,
        Draft::Sequence(members, _) => members.len() > MOST_MEMBERS || members.iter().any(too_long),
        Draft::Choice(arms, _) => arms.iter().any(|arm| matches!(arm, Arm::Group(inner) if too_long(inner))),
    }
}
