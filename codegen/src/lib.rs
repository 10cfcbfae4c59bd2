//! Compiles WSDL 1.1 and XSD 1.0 contracts into Rust bindings.
//!
//! Documents become syntax models, these a closed graph of components ([`ir::Contract`]), and that the Rust code.
//! Each arrow is one module and nothing looks backwards. The library reads and writes no files.

pub mod diagnostic;
pub mod ir;
pub mod qname;
pub mod source;
