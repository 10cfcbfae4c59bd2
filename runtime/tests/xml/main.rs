//! The reader held to XML 1.0 (fifth edition) and Namespaces in XML 1.0 (third edition).
//!
//! Small documents go through the reader and through roxmltree. Each document of the tables is also known to be
//! well-formed or not by the specifications themselves; where roxmltree takes another view, a table says so.

mod attributes;
mod bindings;
mod differences;
mod names;
mod namespaces;
mod random;
mod rule;
mod structure;
mod text;
mod walk;
