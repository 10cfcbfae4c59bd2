//! Changes of a content model, one at a time.
//!
//! In: the old and the new model of a type. Out: a change for each particle that is added, removed, moved or occurs otherwise.
//! Invariant: the changes, applied one after another to the old model, give the new one, so what each does to messages can be told
//! from the model before and after it.

mod matching;

use super::Comparison;
use super::change::{Draft, Said, Subject};
use super::judge::{self, is_forgiving};
use super::model::{Item, Node, occurs};
use super::pair::Pair;
use crate::ir::{ElementId, TypeId};
use crate::qname::QName;
use matching::{matches, one_wildcard, unmatched};

/// The content model of a type, as it is being changed.
pub(super) struct Work {
    key: String,
    whole: Node,
    types: Pair<TypeId>,
}

impl Comparison<'_> {
    /// The changes from one model to another, of these types.
    pub(super) fn content(&mut self, key: &str, types: Pair<TypeId>, models: Pair<Node>) {
        let Pair { old: before, new: after } = models;
        if before == after {
            return self.matched(&before, &after);
        }
        let mut work = Work { key: key.to_owned(), whole: before, types };
        self.group(&mut work, &[], &after);
        if work.whole != after {
            self.restructured(&mut work, &after);
        }
    }

    /// Brings the group at `path` to what it is in the new model.
    fn group(&mut self, work: &mut Work, path: &[usize], target: &Node) {
        let Some(group) = at(&work.whole, path).cloned() else { return };
        let Some(matches) = matches(&group, target) else { return self.replace(work, path, target) };
        let (added, removed) = unmatched(&group, target, &matches);
        for index in removed.iter().rev() {
            let rename = removed.iter().position(|other| other == index).and_then(|place| {
                let candidate = target.parts().get(*added.get(place)?)?;
                let gone = group.parts().get(*index)?;
                (added.len() == removed.len() && self.same_shape(gone, candidate)).then(|| candidate.clone())
            });
            self.remove(work, path, *index, rename.as_ref());
        }
        let mut kept: Vec<(usize, usize)> = matches.clone();
        kept.sort_unstable();
        if !kept.is_sorted_by_key(|(_, to)| *to) {
            self.reorder(work, path, &kept, target);
            kept.sort_by_key(|(_, to)| *to);
        }
        for (place, (_, to)) in kept.iter().enumerate() {
            if let Some(wanted) = target.parts().get(*to) {
                self.member(work, &[path, &[place]].concat(), wanted);
            }
        }
        for index in &added {
            let origin = added.iter().position(|other| other == index).and_then(|place| {
                let gone = group.parts().get(*removed.get(place)?)?;
                let candidate = target.parts().get(*index)?;
                (added.len() == removed.len() && self.same_shape(gone, candidate)).then(|| gone.clone())
            });
            self.add(work, path, (*index, target), origin.as_ref());
        }
        self.compositor(work, path, target);
    }

    /// A member that both models have.
    fn member(&mut self, work: &mut Work, path: &[usize], wanted: &Node) {
        let Some(found) = at(&work.whole, path).cloned() else { return };
        if let (Item::Group(..), Item::Group(..)) = (&found.term, &wanted.term) {
            return if found == *wanted { self.matched(&found, wanted) } else { self.group(work, path, wanted) };
        }
        if one_wildcard(&found, wanted) {
            let what = format!("{} stands in place of {}", described(wanted), described(&found));
            let subject = name(&found).or_else(|| name(wanted));
            let said = Said { kind: "particle-replaced", member: subject, sentence: what };
            return self.edit(work, path, said, Pair { old: &found, new: wanted }, |node| {
                node.clone_from(wanted);
            });
        }
        if let (Item::Any(..), Item::Any(..)) = (&found.term, &wanted.term)
            && !found.is_like(wanted)
        {
            self.wildcard(work, path, wanted);
        }
        let moved = matches!((&found.term, &wanted.term), (Item::Element(a, ..), Item::Element(b, ..)) if a != b);
        if moved {
            self.moved_namespace(work, path, wanted);
        }
        if (found.min, found.max) != (wanted.min, wanted.max) {
            let name = name(&found);
            let (was, is) = (occurs(found.min, found.max), occurs(wanted.min, wanted.max));
            let what = format!("{} occurs {is}, was {was}", described(&found));
            let said = Said { kind: "occurrence-changed", member: name, sentence: what };
            self.edit(work, path, said, Pair { old: &found, new: wanted }, |node| {
                (node.min, node.max) = (wanted.min, wanted.max);
            });
        }
        self.matched_pairs(&found, wanted);
    }

    fn matched_pairs(&mut self, old: &Node, new: &Node) {
        if let (Item::Element(_, old, _), Item::Element(_, new, _)) = (&old.term, &new.term) {
            self.local_element(*old, *new);
        }
    }

    /// The elements of two equal models.
    fn matched(&mut self, old: &Node, new: &Node) {
        self.matched_pairs(old, new);
        for (old, new) in old.parts().iter().zip(new.parts()) {
            self.matched(old, new);
        }
    }

    fn wildcard(&mut self, work: &mut Work, path: &[usize], wanted: &Node) {
        let Some(found) = at(&work.whole, path).cloned() else { return };
        let what = "the wildcard admits other elements".to_owned();
        let said = Said { kind: "wildcard-changed", member: None, sentence: what };
        self.edit(work, path, said, Pair { old: &found, new: wanted }, |node| {
            node.term = wanted.term.clone();
        });
        // How strictly a wildcard is checked does not show in the languages.
        if let (Item::Any(_, old), Item::Any(_, new)) = (&found.term, &wanted.term)
            && let Some(draft) = self.drafts.pop()
        {
            self.drafts.push(super::attributes::processed(draft, *old, *new));
        }
    }

    fn moved_namespace(&mut self, work: &mut Work, path: &[usize], wanted: &Node) {
        let Some(found) = at(&work.whole, path).cloned() else { return };
        let (Item::Element(old, ..), Item::Element(new, ..)) = (&found.term, &wanted.term) else { return };
        let namespace = |name: &QName| match name.namespace() {
            Some(namespace) => format!("in <{namespace}>"),
            None => "in no namespace".to_owned(),
        };
        let what = format!("element {} is {}, was {}", old.local(), namespace(new), namespace(old));
        let subject = name(&found);
        let said = Said { kind: "element-namespace-changed", member: subject, sentence: what };
        self.edit(work, path, said, Pair { old: &found, new: wanted }, |node| {
            node.term = wanted.term.clone();
        });
    }

    fn remove(&mut self, work: &mut Work, path: &[usize], index: usize, rename: Option<&Node>) {
        let inner = [path, &[index]].concat();
        let Some(found) = at(&work.whole, &inner).cloned() else { return };
        let (was, subject) = (occurs(found.min, found.max), name(&found));
        let what = format!("{} ({was}{}) is removed", described(&found), self.typed(&found, true));
        let kind = if subject.is_some() { "element-removed" } else { "particle-removed" };
        let forgiving = is_forgiving(&work.whole);
        let before = work.whole.clone();
        if let Some(parts) = parts_mut(&mut work.whole, path) {
            parts.remove(index);
        }
        let judgement = judge::content(&before, &work.whole, forgiving);
        let draft = self.draft(work, Said { kind, member: subject, sentence: what }).judged(judgement);
        let mut draft = draft.places(self.old.place(found.span), None);
        draft.change.perhaps_renamed = rename.and_then(name);
        self.drafts.push(draft);
    }

    fn add(&mut self, work: &mut Work, path: &[usize], (index, target): (usize, &Node), origin: Option<&Node>) {
        let Some(wanted) = target.parts().get(index).cloned() else { return };
        let (is, subject) = (occurs(wanted.min, wanted.max), name(&wanted));
        let what = format!("{} ({is}{}) is added", described(&wanted), self.typed(&wanted, false));
        let kind = if subject.is_some() { "element-added" } else { "particle-added" };
        let before = work.whole.clone();
        let span = wanted.span;
        if let Some(parts) = parts_mut(&mut work.whole, path) {
            parts.insert(index.min(parts.len()), wanted);
        }
        let judgement = judge::content(&before, &work.whole, is_forgiving(&work.whole));
        let draft = self.draft(work, Said { kind, member: subject, sentence: what }).judged(judgement);
        let mut draft = draft.places(None, self.new.place(span));
        draft.change.perhaps_renamed = origin.and_then(name);
        self.drafts.push(draft);
    }

    fn reorder(&mut self, work: &mut Work, path: &[usize], kept: &[(usize, usize)], target: &Node) {
        let Some(group) = at(&work.whole, path).cloned() else { return };
        let (mut order, mut longest) = ((0..kept.len()).collect::<Vec<_>>(), 0);
        order.sort_by_key(|place| kept.get(*place).map(|(_, to)| *to));
        let moved: Vec<String> = kept
            .iter()
            .filter(|(_, to)| {
                let moves = *to < longest;
                longest = longest.max(*to);
                moves
            })
            .filter_map(|(_, to)| target.parts().get(*to).map(described))
            .collect();
        let verb = if moved.len() == 1 { "stands" } else { "stand" };
        let what = format!("{} {verb} at another place in the {}", moved.join(", "), group_word(target));
        let reordered: Vec<Node> = order.iter().filter_map(|place| group.parts().get(*place).cloned()).collect();
        let span = group.parts().iter().find_map(|part| part.span);
        let after = target.parts().iter().find_map(|part| part.span);
        let edited = |node: &mut Node| {
            if let Item::Group(_, parts) = &mut node.term {
                *parts = reordered;
            }
        };
        let said = Said { kind: "reordered", member: None, sentence: what };
        self.edit(work, path, said, Pair { old: &group, new: target }, edited);
        if let Some(last) = self.drafts.last_mut() {
            last.change.old = last.change.old.take().or(self.old.place(span));
            last.change.new = last.change.new.take().or(self.new.place(after));
        }
    }

    fn compositor(&mut self, work: &mut Work, path: &[usize], target: &Node) {
        let Some(found) = at(&work.whole, path).cloned() else { return };
        let (Item::Group(old, _), Item::Group(new, _)) = (&found.term, &target.term) else { return };
        let same_occurrence = (found.min, found.max) == (target.min, target.max);
        if old == new && same_occurrence {
            return;
        }
        let word = |node: &Node| format!("{} ({})", group_word(node), occurs(node.min, node.max));
        let what = format!("the group of {} is a {}, was a {}", members(&found), word(target), word(&found));
        let said = Said { kind: "group-changed", member: None, sentence: what };
        self.edit(work, path, said, Pair { old: &found, new: target }, |node| {
            (node.min, node.max) = (target.min, target.max);
            if let Item::Group(compositor, _) = &mut node.term {
                *compositor = *new;
            }
        });
    }

    /// A group whose members have moved to other groups.
    fn replace(&mut self, work: &mut Work, path: &[usize], target: &Node) {
        let Some(found) = at(&work.whole, path).cloned() else { return };
        let what = format!("the content is {}, was {}", target.shown(), found.shown());
        let said = Said { kind: "content-restructured", member: None, sentence: what };
        self.edit(work, path, said, Pair { old: &found, new: target }, |node| node.clone_from(target));
        for (old, new) in judge::pairs(&found, target) {
            self.local_element(old, new);
        }
    }

    /// What no other change explains.
    fn restructured(&mut self, work: &mut Work, target: &Node) {
        self.replace(work, &[], target);
    }

    /// Makes one change and tells what it does.
    fn edit(
        &mut self,
        work: &mut Work,
        path: &[usize],
        said: Said,
        nodes: Pair<&Node>,
        change: impl FnOnce(&mut Node),
    ) {
        let before = work.whole.clone();
        let nested = path
            .split_last()
            .is_some_and(|(_, outer)| !at(&work.whole, outer).is_some_and(is_forgiving) || !is_forgiving(&work.whole));
        if let Some(node) = at_mut(&mut work.whole, path) {
            change(node);
        }
        let forgiving = !nested && is_forgiving(&before) && is_forgiving(&work.whole);
        let judgement = judge::content(&before, &work.whole, forgiving);
        let draft = self.draft(work, said).judged(judgement);
        let old_span = nodes.old.span.or_else(|| self.old.contract.ty(work.types.old).span());
        let new_span = nodes.new.span.or_else(|| self.new.contract.ty(work.types.new).span());
        self.drafts.push(draft.places(self.old.place(old_span), self.new.place(new_span)));
    }

    fn draft(&self, work: &Work, said: Said) -> Draft {
        let Said { kind, member, sentence } = said;
        let shown = work.key.trim_end_matches('#');
        let path = member.as_ref().map_or_else(|| shown.to_owned(), |member| format!("{shown}/{member}"));
        Draft::new(kind, Subject::Type(work.key.clone(), member), path, sentence)
    }

    fn typed(&self, node: &Node, old: bool) -> String {
        let side = if old { self.old } else { self.new };
        match &node.term {
            Item::Element(_, id, _) => format!(", {}", side.shown(side.contract.element(*id).ty)),
            Item::Any(..) | Item::Group(..) => String::new(),
        }
    }

    /// Whether one could be the other under another name.
    fn same_shape(&self, old: &Node, new: &Node) -> bool {
        let ty = |side: &super::Side<'_>, id: ElementId| side.shown(side.contract.element(id).ty);
        match (&old.term, &new.term) {
            (Item::Element(_, left, _), Item::Element(_, right, _)) => {
                (old.min, old.max) == (new.min, new.max) && ty(self.old, *left) == ty(self.new, *right)
            }
            _ => false,
        }
    }
}

fn at<'n>(node: &'n Node, path: &[usize]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, index| node.parts().get(*index))
}

fn at_mut<'n>(node: &'n mut Node, path: &[usize]) -> Option<&'n mut Node> {
    path.iter().try_fold(node, |node, index| match &mut node.term {
        Item::Group(_, parts) => parts.get_mut(*index),
        Item::Element(..) | Item::Any(..) => None,
    })
}

fn parts_mut<'n>(node: &'n mut Node, path: &[usize]) -> Option<&'n mut Vec<Node>> {
    match &mut at_mut(node, path)?.term {
        Item::Group(_, parts) => Some(parts),
        Item::Element(..) | Item::Any(..) => None,
    }
}

fn name(node: &Node) -> Option<String> {
    match &node.term {
        Item::Element(name, ..) => Some(name.local().to_owned()),
        Item::Any(..) | Item::Group(..) => None,
    }
}

fn described(node: &Node) -> String {
    match &node.term {
        Item::Element(name, ..) => format!("element {}", name.local()),
        Item::Any(..) => "the wildcard".to_owned(),
        Item::Group(..) => format!("the {} of {}", group_word(node), members(node)),
    }
}

fn members(node: &Node) -> String {
    let names: Vec<&str> = node.elements().into_iter().map(QName::local).collect();
    match names.as_slice() {
        [] => "no elements".to_owned(),
        [some @ .., _] if some.len() > 3 => format!("{} and {} more", some[..3].join(", "), names.len() - 3),
        all => all.join(", "),
    }
}

fn group_word(node: &Node) -> &'static str {
    use crate::ir::Compositor;
    match &node.term {
        Item::Group(Compositor::Choice, _) => "choice",
        Item::Group(Compositor::All, _) => "group in any order",
        _ => "sequence",
    }
}
