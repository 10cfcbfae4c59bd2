//! What the tests of this package share; the tests themselves are in `tests/`.
//!
//! Messages come in from `tests/messages`; out go [`canonical`] forms to compare, messages with something
//! [inserted](insertion) at each place that could hold it, with some parts [edited](edits), and [pseudo-random](random) damage; and
//! there are contracts of [many operations](many_operations). Nothing here looks at the bindings: XML is read with a parser of
//! somebody else's, so that a mistake cannot hide on both sides.

pub mod canonical;
pub mod edits;
pub mod insertion;
pub mod many_operations;
pub mod messages;
pub mod random;
mod small_stack;
pub mod vocabulary;

pub use small_stack::on_small_stack;
