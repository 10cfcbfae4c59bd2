//! Random type hierarchies: a seed comes in, what became of its contract goes out.

pub mod dice;
pub mod grow;
pub mod markup;
pub mod model;
pub mod query;
pub mod sample;

pub mod shrink;
pub mod simple;
pub mod trial;
pub mod words;
pub mod write;
