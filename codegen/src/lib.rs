//! Compiles WSDL 1.1 and XSD 1.0 contracts into Rust bindings.
//!
//! Documents become syntax models, these a closed graph of components ([`ir::Contract`]), and that the Rust code.
//! Each arrow is one module and nothing looks backwards. The library reads and writes no files.

pub mod compile;
pub mod config;
mod correct;
pub mod diagnostic;
pub mod diff;
pub mod disk;
pub mod documentation;
pub mod emit;
#[cfg(test)]
mod fixture;
pub mod format;
pub mod ir;
pub mod layout;
pub mod load;
pub mod markup;
pub mod naming;
pub mod path;
pub mod plan;
mod publish;
pub mod qname;
pub mod resolve;
pub mod source;
mod spelling;
pub mod table;
mod values;
pub mod versions;
pub mod wsdl;
pub mod xsd;

pub use compile::{Compilation, compile};
