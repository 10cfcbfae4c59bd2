//! What a change of a content model or of a type does to messages.
//!
//! In: before and after. Out: the classes for old messages and old servers. Invariant: compatible means that one language includes
//! the other; what is not known to is not.

use std::collections::BTreeSet;

use super::Comparison;
use super::change::{Class, Draft};
use super::language::{As, includes};
use super::model::{Item, Node};
use super::side::{Side, Typed};
use super::values;
use crate::ir::{AttributeUse, Compositor, Content, Type, TypeId};
use crate::qname::QName;

/// The classes for old messages and old servers, each with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) readers: (Class, &'static str),
    pub(super) servers: (Class, &'static str),
}

impl Judgement {
    /// What becomes of a part of a change: no more than becomes of the whole. A facet that looks tighter may say what others said before.
    pub(super) fn within(self, whole: Self) -> Self {
        let part = |own, whole: (Class, &'static str)| if whole == ACCEPTED { ACCEPTED } else { own };
        Self { readers: part(self.readers, whole.readers), servers: part(self.servers, whole.servers) }
    }
}

/// A change of a component: its kind, a sentence, and what it does to messages.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) kind: &'static str,
    pub(super) sentence: String,
    pub(super) judgement: Judgement,
}

impl Finding {
    pub(super) fn new(kind: &'static str, sentence: impl Into<String>, judgement: Judgement) -> Self {
        Self { kind, sentence: sentence.into(), judgement }
    }
}

pub(super) const ACCEPTED: (Class, &str) = (Class::Compatible, "");
pub(super) const UNAFFECTED: (Class, &str) = (Class::Unaffected, "");

impl Draft {
    pub(super) fn judged(self, judgement: Judgement) -> Self {
        let Judgement { readers, servers } = judgement;
        self.readers(readers.0, readers.1).servers(servers.0, servers.1)
    }
}

/// A change of a content model. `forgiving` tells whether lenient reading finds children by their names alone there.
pub(super) fn content(before: &Node, after: &Node, forgiving: bool) -> Judgement {
    let readers = if includes((after, As::Read), (before, As::Read)) {
        ACCEPTED
    } else if !is_guaranteed(before, after) {
        (Class::Breaking, "messages without what is required now are refused")
    } else if forgiving {
        (Class::Conditional, "strict reading refuses what no longer fits; lenient reading skips or reorders it")
    } else {
        (Class::Breaking, "what no longer fits is refused or lost")
    };
    let servers = if includes((before, As::Read), (after, As::Written)) {
        ACCEPTED
    } else if includes((after, As::Written), (before, As::Written)) {
        (Class::Conditional, "messages that use what is new here are refused")
    } else {
        (Class::Breaking, "every message written with this content is refused")
    };
    Judgement { readers, servers }
}

/// Whether whatever `after` requires is required by `before`.
fn is_guaranteed(before: &Node, after: &Node) -> bool {
    let (mut given, mut wanted) = (Vec::new(), Vec::new());
    requirements(before, true, &mut given);
    requirements(after, false, &mut wanted);
    wanted.iter().all(|wanted| given.iter().any(|given: &BTreeSet<QName>| given.is_subset(wanted)))
}

/// Sets of names of which one has to be there. What repeats is a list in Rust, which may be empty for lenient reading.
fn requirements(node: &Node, repeated: bool, found: &mut Vec<BTreeSet<QName>>) {
    if node.min == 0 || (node.max != Some(1) && !repeated) {
        return;
    }
    match &node.term {
        Item::Element(_, _, names) => found.push(names.iter().cloned().collect()),
        Item::Any(..) => {}
        Item::Group(Compositor::Choice, parts) => {
            if !parts.iter().any(Node::can_be_empty) {
                found.push(parts.iter().flat_map(all_names).collect());
            }
        }
        Item::Group(_, parts) => parts.iter().for_each(|part| requirements(part, repeated, found)),
    }
}

fn all_names(node: &Node) -> Vec<QName> {
    match &node.term {
        Item::Element(_, _, names) => names.clone(),
        Item::Any(..) => Vec::new(),
        Item::Group(_, parts) => parts.iter().flat_map(all_names).collect(),
    }
}

/// Whether lenient reading finds the children of every group by name alone: no sequence repeats or is an alternative.
pub(super) fn is_forgiving(node: &Node) -> bool {
    let simple_arm = |part: &Node| !matches!(part.term, Item::Group(..));
    match &node.term {
        Item::Element(..) | Item::Any(..) => true,
        Item::Group(Compositor::Choice, parts) => parts.iter().all(simple_arm),
        Item::Group(_, parts) => node.max == Some(1) && parts.iter().all(is_forgiving),
    }
}

impl Comparison<'_> {
    /// A type where another one was: an element's, an attribute's, or that of a text.
    pub(super) fn retyped(&self, old: TypeId, new: TypeId) -> Judgement {
        let (before, after) = (self.old.typed(old), self.new.typed(new));
        if let (Type::Simple(_), Type::Simple(_)) = (before.ty(), after.ty()) {
            return values_judgement(before, after);
        }
        let mut assumed = BTreeSet::new();
        let widens = self.admits(after, before, &mut assumed);
        assumed.clear();
        let narrows = self.admits(before, after, &mut assumed);
        Judgement {
            readers: if widens {
                ACCEPTED
            } else {
                (Class::Breaking, "old messages may hold what the new type does not admit")
            },
            servers: match (narrows, widens) {
                (true, _) => ACCEPTED,
                (false, true) => (Class::Conditional, "messages that use what is new in the type are refused"),
                (false, false) => (Class::Breaking, "content of the new type is refused"),
            },
        }
    }

    /// Whether the first type's content includes the second one's. Types of one key are compared elsewhere.
    fn admits(&self, outer: Typed<'_>, inner: Typed<'_>, assumed: &mut BTreeSet<(String, String)>) -> bool {
        let keys = (outer.side.key(outer.id), inner.side.key(inner.id));
        let is_simple = |ty: Typed<'_>| ty.ty().as_simple().is_some();
        let compared = keys.0 == keys.1 && !keys.0.ends_with('#') && is_simple(outer) == is_simple(inner);
        if compared || !assumed.insert(keys) {
            return true;
        }
        let has_derived = |ty: Typed<'_>| !ty.contract().derived_types(ty.id).is_empty();
        match (outer.ty(), inner.ty()) {
            (Type::Simple(_), Type::Simple(_)) => values::admits(outer, inner, As::Read),
            (Type::Complex(_), Type::Complex(_)) if has_derived(inner) || has_derived(outer) => false,
            (Type::Complex(wide), Type::Complex(narrow)) if !wide.is_abstract && !narrow.is_abstract => {
                let (wide, narrow) = (outer.contract().content(outer.id), inner.contract().content(inner.id));
                attributes_admit(outer, inner) && self.content_admits(outer.side, &wide, inner.side, &narrow, assumed)
            }
            _ => false,
        }
    }

    fn content_admits(
        &self,
        outer: &Side<'_>,
        wide: &Content<'_>,
        inner: &Side<'_>,
        narrow: &Content<'_>,
        assumed: &mut BTreeSet<(String, String)>,
    ) -> bool {
        match (wide, narrow) {
            (Content::Simple(wide), Content::Simple(narrow)) => {
                self.admits(outer.typed(*wide), inner.typed(*narrow), assumed)
            }
            (Content::Simple(_), _) | (_, Content::Simple(_)) => false,
            (wide, narrow) => {
                let (left, right) = (Node::of(outer, wide.particle()), Node::of(inner, narrow.particle()));
                let pairs = pairs(&left, &right);
                (wide.is_mixed() || !narrow.is_mixed())
                    && includes((&left, As::Read), (&right, As::Written))
                    && pairs.iter().all(|(wide, narrow)| {
                        let (wide, narrow) = (outer.contract.element(*wide), inner.contract.element(*narrow));
                        (wide.nillable || !narrow.nillable)
                            && (wide.fixed == narrow.fixed && wide.default == narrow.default)
                            && self.admits(outer.typed(wide.ty), inner.typed(narrow.ty), assumed)
                    })
            }
        }
    }
}

/// The elements of one name in two models.
pub(super) fn pairs(left: &Node, right: &Node) -> Vec<(crate::ir::ElementId, crate::ir::ElementId)> {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    collect(left, &mut lefts);
    collect(right, &mut rights);
    let same = |name: &QName| lefts.iter().filter(|(other, _)| *other == *name).map(|(_, id)| *id).collect::<Vec<_>>();
    rights.iter().flat_map(|(name, right)| same(name).into_iter().map(move |left| (left, *right))).collect()
}

fn collect(node: &Node, found: &mut Vec<(QName, crate::ir::ElementId)>) {
    match &node.term {
        Item::Element(name, id, _) => found.push((name.clone(), *id)),
        Item::Any(..) => {}
        Item::Group(_, parts) => parts.iter().for_each(|part| collect(part, found)),
    }
}

fn attributes_admit(outer: Typed<'_>, inner: Typed<'_>) -> bool {
    let (wide, narrow) = (outer.contract().attributes(outer.id), inner.contract().attributes(inner.id));
    let name = |side: &Side<'_>, attribute: &AttributeUse| side.names.name(&attribute.name);
    let required = wide.iter().filter(|attribute| attribute.required).all(|attribute| {
        let wanted = name(outer.side, attribute);
        narrow.iter().any(|found| found.required && name(inner.side, found) == wanted)
    });
    let known = narrow.iter().all(|attribute| {
        let wanted = name(inner.side, attribute);
        wide.iter().find(|found| name(outer.side, found) == wanted).is_some_and(|found| {
            (found.fixed.is_none() || found.fixed == attribute.fixed)
                && found.default == attribute.default
                && values::admits(outer.other(found.ty), inner.other(attribute.ty), As::Read)
        })
    });
    let any = |ty: Typed<'_>| ty.contract().any_attribute(ty.id).is_some();
    required && known && (any(outer) || !any(inner))
}

/// A simple type before and after.
pub(super) fn values_judgement(old: Typed<'_>, new: Typed<'_>) -> Judgement {
    let (widens, narrows) = (values::admits(new, old, As::Read), values::admits(old, new, As::Written));
    let readers = if widens {
        ACCEPTED
    } else if values::tolerates(new, old) {
        (
            Class::Conditional,
            "lenient reading keeps old values that the new type does not admit, strict reading refuses them",
        )
    } else {
        (Class::Breaking, "old values that the new type does not admit are refused")
    };
    let servers = if narrows {
        ACCEPTED
    } else if widens || values::tolerates(old, new) || values::tolerates(new, old) {
        (Class::Conditional, "values that the old type does not admit are refused")
    } else {
        (Class::Breaking, "values of the new type are refused")
    };
    Judgement { readers, servers }
}
