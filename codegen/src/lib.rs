//! Compiles WSDL 1.1 and XSD 1.0 contracts into Rust bindings.
//!
//! Most need the program `wsdl-codegen` (`wsdl-codegen --help`), or [`build`] in a build script. Tools use it as a library: [`compile()`] takes the names of documents, a
//! [`source::Resolver`] that finds them, and a [`config::Config`], and gives the files of the bindings and all
//! [diagnostics](diagnostic::Diagnostics); it reads and writes no files itself:
//!
//! ```
//! use wsdl_codegen::{compile, config::Config, source::MemoryResolver};
//!
//! let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Count" type="xs:int"/></xs:schema>"#;
//! let compilation = compile(&["count.xsd"], &MemoryResolver::new().with("count.xsd", schema), &Config::default());
//! assert!(compilation.files.unwrap().contains_key("mod.rs"));
//! ```
//!
//! | who | needs |
//! |---|---|
//! | build scripts | [`build`] |
//! | tools that generate | [`compile()`], [`config`], [`source`], [`diagnostic`], [`disk`] |
//! | tools that look at contracts | [`ir`], [`diff`], [`path`], [`table`] with [`soap_runtime::contract`](mod@soap_runtime::contract) |
//! | tools that get contracts | `fetch`, with the feature of that name, which gets nothing itself |
//! | nobody else | the other modules: they are the stages between, and change as they need to |
//!
//! Documents become syntax models ([`load`], [`xsd`], [`wsdl`]), these a closed graph of components ([`resolve`], [`ir`]), that a plan of
//! the Rust code ([`plan`], [`naming`]), and that files ([`emit`], [`format`](mod@format), [`layout`]). Nothing looks backwards.

pub mod compile;
pub mod config;
mod correct;
pub mod diagnostic;
pub mod diff;
pub mod disk;
pub mod documentation;
pub mod emit;
#[cfg(any(test, feature = "fetch"))]
pub mod fetch;
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
mod prune;
mod publish;
pub mod qname;
pub mod resolve;
pub mod sample;
mod soap_encoding;
pub mod source;
mod spelling;
pub mod table;
mod values;
pub mod versions;
pub mod wsdl;
pub mod xsd;

pub use compile::{Compilation, compile};
pub use disk::build;
