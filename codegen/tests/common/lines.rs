//! How two texts differ, line by line.

use wsdl_codegen::layout::Files;

/// Lines that one text has and the other has not, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) removed: Vec<String>,
    pub(crate) added: Vec<String>,
}

impl Changes {
    pub(crate) fn count(&self) -> usize {
        self.removed.len() + self.added.len()
    }
}

/// The changes from one output to another, by file; files without changes are left out.
pub(crate) fn changed_files(old: &Files, new: &Files) -> Vec<(String, Changes)> {
    assert!(old.keys().eq(new.keys()), "the outputs have other files");
    let changes = old.iter().map(|(name, text)| (name.clone(), changes(text, &new[name])));
    changes.filter(|(_, changes)| changes.count() > 0).collect()
}

/// A shortest edit script, by the longest common subsequence of what is between the equal ends.
pub(crate) fn changes(old: &str, new: &str) -> Changes {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    script(old, new, &common_lengths(old, new))
}

/// The length of the longest common subsequence of every pair of tails.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] =
                if old[i] == new[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    lengths
}

fn script(old: &[&str], new: &[&str], lengths: &[Vec<usize>]) -> Changes {
    let mut changes = Changes::default();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && lengths[i + 1][j] >= lengths[i][j + 1]) {
            changes.removed.push(old[i].to_owned());
            i += 1;
        } else {
            changes.added.push(new[j].to_owned());
            j += 1;
        }
    }
    changes
}
