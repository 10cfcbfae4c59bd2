//! The places where bindings of this kind are known to break, one module each.

mod characters;
mod closed_enumerations;
mod doctypes;
mod hostile_input;
mod letters;
mod names;
mod optional_content;
mod outcomes;
mod polymorphism;
mod prefixes;
mod text;
mod unknown_elements;
