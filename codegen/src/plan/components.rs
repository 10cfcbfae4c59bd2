//! Strongly connected components: which nodes of a graph lead to each other.
//!
//! In: for each node the nodes that it leads to. Out: for each node one that stands for its component, the same one for all of it.
//! Tarjan's algorithm, with a stack of its own: a contract may be as deep as it likes.

/// The component of every node.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search::new(edges);
    (0..edges.len()).for_each(|root| search.visit(root));
    search.component
}

/// What a node is before it is numbered, or belongs to a component.
const NONE: usize = usize::MAX;

struct Search<'e> {
    edges: &'e [Vec<usize>],
    /// When each node was met.
    index: Vec<usize>,
    /// The earliest node of the open ones that each node leads to.
    low: Vec<usize>,
    component: Vec<usize>,
    /// The nodes that were met and belong to no component yet.
    open: Vec<usize>,
    next: usize,
}

impl<'e> Search<'e> {
    fn new(edges: &'e [Vec<usize>]) -> Self {
        let count = edges.len();
        let (index, low, component) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
        Self { edges, index, low, component, open: Vec::new(), next: 0 }
    }

    fn visit(&mut self, root: usize) {
        if self.index[root] != NONE {
            return;
        }
        self.enter(root);
        // Each node on the way, with how many of its edges have been followed.
        let mut way = vec![(root, 0)];
        while let Some((node, followed)) = way.last_mut() {
            let node = *node;
            match self.edges[node].get(*followed) {
                Some(&target) => {
                    *followed += 1;
                    if self.index[target] == NONE {
                        self.enter(target);
                        way.push((target, 0));
                    } else if self.component[target] == NONE {
                        self.low[node] = self.low[node].min(self.index[target]);
                    }
                }
                None => {
                    way.pop();
                    self.leave(node);
                    if let Some((before, _)) = way.last() {
                        self.low[*before] = self.low[*before].min(self.low[node]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        (self.index[node], self.low[node]) = (self.next, self.next);
        self.next += 1;
        self.open.push(node);
    }

    /// A node that leads to none before it closes a component with what is open behind it.
    fn leave(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        while let Some(member) = self.open.pop() {
            self.component[member] = node;
            if member == node {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_that_lead_to_each_other_are_one_component() {
        // 0 → 1 → 2 → 0, 2 → 3, 3 ⇄ 4, 5 → 4
        let edges = [vec![1], vec![2], vec![0, 3], vec![4], vec![3], vec![4]];
        let found = components(&edges);
        assert!(found[0] == found[1] && found[1] == found[2]);
        assert_eq!(found[3], found[4]);
        let distinct: std::collections::BTreeSet<usize> = found.into_iter().collect();
        assert_eq!(distinct.len(), 3);
    }

    #[test]
    fn a_long_way_needs_no_deep_stack() {
        let count = 1_000_000;
        let edges: Vec<Vec<usize>> = (0..count).map(|node| vec![(node + 1) % count]).collect();
        let found = components(&edges);
        assert!(found.iter().all(|component| *component == found[0]));
    }
}
