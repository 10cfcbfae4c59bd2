//! Which members of two groups belong together.
//!
//! ```xml
//! <xs:element name="A"/> <xs:any/>   <!-- of one name; then of one local name, groups with a common element, wildcards, … -->
//! ```

use crate::diff::model::{Item, Node};

/// The members of both groups that belong together, as pairs of indexes; `None` if members have moved to other groups.
pub(super) fn matches(old: &Node, new: &Node) -> Option<Vec<(usize, usize)>> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let passes: [fn(&Node, &Node) -> bool; 5] = [same_name, same_local, alike_groups, both_wildcards, one_wildcard];
    for pass in passes {
        for (from, old) in old.parts().iter().enumerate() {
            let free = |pairs: &[(usize, usize)], to: usize| !pairs.iter().any(|(_, taken)| *taken == to);
            if pairs.iter().any(|(taken, _)| *taken == from) {
                continue;
            }
            let candidates = new.parts().iter().enumerate();
            if let Some((to, _)) = candidates.into_iter().find(|(to, new)| free(&pairs, *to) && pass(old, new)) {
                pairs.push((from, to));
            }
        }
    }
    let (added, removed) = unmatched(old, new, &pairs);
    let names = |node: &Node, indexes: &[usize]| {
        let parts = indexes.iter().filter_map(|index| node.parts().get(*index).cloned());
        parts.flat_map(|part| part.elements().into_iter().cloned().collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let (gone, come) = (names(old, &removed), new.elements());
    let (lost, all) = (names(new, &added), old.elements());
    let moved = gone.iter().any(|name| come.contains(&name)) || lost.iter().any(|name| all.contains(&name));
    (!moved).then_some(pairs)
}

pub(super) fn unmatched(old: &Node, new: &Node, pairs: &[(usize, usize)]) -> (Vec<usize>, Vec<usize>) {
    let added = (0..new.parts().len()).filter(|index| !pairs.iter().any(|(_, to)| to == index)).collect();
    let removed = (0..old.parts().len()).filter(|index| !pairs.iter().any(|(from, _)| from == index)).collect();
    (added, removed)
}

fn same_name(old: &Node, new: &Node) -> bool {
    matches!((&old.term, &new.term), (Item::Element(old, ..), Item::Element(new, ..)) if old == new)
}

fn same_local(old: &Node, new: &Node) -> bool {
    matches!((&old.term, &new.term), (Item::Element(old, ..), Item::Element(new, ..)) if old.local() == new.local())
}

fn alike_groups(old: &Node, new: &Node) -> bool {
    let (before, after) = (old.elements(), new.elements());
    let common = before.iter().any(|name| after.contains(name)) || (before.is_empty() && after.is_empty());
    matches!((&old.term, &new.term), (Item::Group(..), Item::Group(..))) && common
}

/// A wildcard in place of an element, or the other way round.
pub(super) fn one_wildcard(old: &Node, new: &Node) -> bool {
    matches!((&old.term, &new.term), (Item::Any(..), Item::Element(..)) | (Item::Element(..), Item::Any(..)))
}

fn both_wildcards(old: &Node, new: &Node) -> bool {
    matches!((&old.term, &new.term), (Item::Any(..), Item::Any(..)))
}
