//! Several versions of one contract side by side, sharing what did not change.
//!
//! In: the [`Output`] of each version, in ascending order. Out: [`Versions`], which [`crate::emit`] spells out as a module for each
//! version: who defines an item, what converts between the two forms of one that changed, and since when each thing exists.
//! Invariant: an item is shared with the version before only if it and everything it refers to, in any number of steps, is the same in
//! both; a module is complete either way.
//!
//! ```text
//! v2013::types::ItemIdType                                  // defined
//! v2016::types::ItemIdType = v2013::types::ItemIdType       // unchanged: `pub use`
//! v2016::types::PersonaType <=> v2013::types::PersonaType   // changed: From there, TryFrom back
//! ```
//!
//! ```
//! use wsdl_codegen::config::{Config, Version};
//! use wsdl_codegen::{compile, source::MemoryResolver};
//!
//! let schema = |more: &str| format!(
//!     r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:cards" targetNamespace="urn:cards">
//!       <xs:element name="Card" type="t:CardType"/>
//!       <xs:complexType name="CardType"><xs:sequence><xs:element name="Title" type="xs:string"/>{more}</xs:sequence></xs:complexType>
//!     </xs:schema>"#,
//! );
//! let resolver = MemoryResolver::new()
//!     .with("1.xsd", schema(""))
//!     .with("2.xsd", schema(r#"<xs:element name="Note" type="xs:string" minOccurs="0"/>"#));
//! let version = |name: &str, input: &str| Version {
//!     name: name.to_owned(), label: None, inputs: vec![input.to_owned()],
//! };
//! let config = Config { versions: vec![version("v1", "1.xsd"), version("v2", "2.xsd")], ..Config::default() };
//! let no_inputs: [&str; 0] = [];
//! let files = compile(&no_inputs, &resolver, &config).files.unwrap();
//! assert!(files["v2/cards.rs"].contains(r#"CardType v1::cards::CardType: From "v2" TryFrom "v1" {"#));
//! assert!(files["v2/contract.txt"].contains("element Note xs:string 0..1 since=v2"));
//! ```

mod convert;
mod facts;
mod part;
mod share;
mod since;
#[cfg(test)]
mod tests;
mod visit;

pub(crate) use convert::{Conversion, ConversionKind, Part, Shape, Side, What};

use crate::plan::{ItemId, Output};

/// The versions of a contract, the oldest first.
#[derive(Debug, Clone)]
pub struct Versions {
    /// What the contract is.
    pub docs: Vec<String>,
    /// The versions.
    pub versions: Vec<VersionPlan>,
}

/// A version by itself.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The name of its module; empty for the only one.
    pub name: String,
    /// What documentation and data call it.
    pub label: String,
    /// What is written for it.
    pub output: Output,
}

/// A version beside the others.
#[derive(Debug, Clone)]
pub struct VersionPlan {
    /// The name of its module.
    pub name: String,
    /// What documentation and data call it.
    pub label: String,
    /// Its own plan, as if there were no other, and what goes with it.
    pub output: Output,
    /// The version that defines each item: itself or an earlier one.
    pub(crate) origins: Vec<usize>,
    /// The version that all of it is taken from, if nothing changed.
    pub(crate) unchanged: Option<usize>,
    /// What converts between the items of the version before and its own.
    pub(crate) conversions: Vec<(Place, Conversion)>,
}

/// What has two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Item(ItemId),
    Document,
    /// Headers of requests to a port type: its place, and that of the struct in it.
    RequestHeaders(usize, usize),
    /// Headers of its responses: the same.
    ResponseHeaders(usize, usize),
}

impl Versions {
    /// The version before this one.
    pub(crate) fn before(&self, index: usize) -> Option<&VersionPlan> {
        self.versions.get(index.checked_sub(1)?)
    }

    /// Joins versions, the oldest first. The plan of each was made with the names of the one before (see [`crate::plan::plan_after`]).
    #[must_use]
    pub fn of(planned: Vec<Planned>) -> Self {
        let docs = planned.last().map(|last| last.output.plan.docs.clone()).unwrap_or_default();
        let mut all = Self { docs, versions: Vec::new() };
        for version in planned {
            let version = all.next(version);
            all.versions.push(version);
        }
        since::document(&mut all);
        facts::annotate(&mut all);
        all
    }

    fn next(&self, version: Planned) -> VersionPlan {
        let Planned { name, label, output } = version;
        let plan = &output.plan;
        let Some(before) = self.versions.last() else {
            let origins = vec![0; plan.items.len()];
            return VersionPlan { name, label, output, origins, unchanged: None, conversions: Vec::new() };
        };
        let (index, old) = (self.versions.len(), &before.output.plan);
        let known = share::counterparts(old, plan);
        let shared = share::shared(old, plan, &known);
        let origin = |id: usize| match known.get(&ItemId(id)).filter(|_| shared.contains(&ItemId(id))) {
            Some(old) => before.origins[old.0],
            None => index,
        };
        let origins: Vec<usize> = (0..plan.items.len()).map(origin).collect();
        let is_unchanged =
            before.output.table.to_text() == output.table.to_text() && share::is_unchanged(old, plan, &shared, &known);
        let unchanged = is_unchanged.then(|| before.unchanged.unwrap_or(index - 1));
        let conversions = convert::conversions(old, plan, &known, &shared);
        let conversions = if is_unchanged { Vec::new() } else { conversions };
        VersionPlan { name, label, output, origins, unchanged, conversions }
    }
}
