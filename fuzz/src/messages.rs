//! Well-formed messages near valid ones: the input says which of the repository's samples to take and how to edit its tree; the outcome is held to
//! what `envelopes` holds any message to.

use crate::edits::{Choices, Tree};

include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// The first byte chooses the sample, the others the edits.
pub fn run(data: &[u8]) {
    crate::envelopes::run(edited(data).as_bytes());
}

/// The message that an input stands for.
pub fn edited(data: &[u8]) -> String {
    let mut choices = Choices::new(data);
    let sample = SAMPLES[choices.below(SAMPLES.len())];
    let Some(mut tree) = Tree::parse(sample) else { return sample.to_owned() };
    let names = tree.names();
    while !choices.is_empty() {
        tree.edit(&mut choices, &names);
    }
    tree.to_xml()
}

/// How many samples there are.
pub fn samples() -> usize {
    SAMPLES.len()
}
