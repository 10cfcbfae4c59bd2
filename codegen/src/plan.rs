//! What the Rust will be: modules, items, fields. Every decision is made by the time a [`Plan`] exists.
//!
//! In: the closed graph ([`crate::ir::Contract`]), the documentation and the configuration. Out: a [`Plan`], which
//! [`crate::emit`] only spells out. Invariant: names are unique in their scopes, no item contains itself by value, and the
//! order of everything follows QNames and schema order, never the order of files.
//!
//! ```xml
//! <xs:complexType name="ImGroupType"> <xs:sequence>          <!-- struct ImGroupType { -->
//!   <xs:element name="SmtpAddress" type="xs:string" minOccurs="0"/>   <!-- smtp_address: Option<String> -->
//! ```

mod addresses;
mod any_type;
mod attributes;
mod choices;
mod complex;
mod components;
mod content;
mod derivation;
mod derives;
mod docs;
mod features;
mod headers;
mod in_order;
mod items;
mod model;
mod modules;
mod names;
mod operation_error;
mod parts;
mod placeholders;
mod planner;
mod reach;
mod recursion;
mod roots;
mod service;
mod simple;
mod size;
mod substitution;
#[cfg(test)]
mod tests;
mod union_members;
mod unpruned;
mod unwrap;
mod views;
mod walk;

pub(crate) use docs::paragraphs;
pub use model::{
    Address, AnyType, AnyVariant, Attributes, Base, Body, Choice, Enumeration, FaultVariant, Feature, Field, Given,
    HeaderField, Headers, HttpNames, InOrder, Item, ItemId, ItemKind, Known, Lexical, Line, Member, MessageParts,
    Module, Namespace, Operation, OperationError, Output, OwnHeaders, Owner, Parameter, Parts, Plan, Polymorphic,
    PortType, Published, Restricted, RustType, Serde, Struct, TypeVariant, Union, Unwrapped, Value, Variant, When,
    Whole, XmlName,
};
pub(crate) use views::{has_borrowed, has_list, view_of};

/// What facets hold, as in the graph.
pub use crate::ir::WhiteSpace;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::documentation::Documentation;
use crate::ir::{Contract, TypeId};
use choices::Choices;
use planner::Planner;

/// Plans the Rust of a contract. Items that cannot be expressed are diagnosed and left out.
#[must_use]
pub fn plan(
    contract: &Contract,
    documentation: &Documentation,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Plan {
    plan_after(&Scheme::default(), contract.into(), documentation, config, diagnostics)
}

/// A contract to plan the Rust of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'c> {
    /// What the Rust is to be of.
    pub contract: &'c Contract,
    /// What it was before members were pruned from it, if some were: what documents go on having.
    pub whole: Option<&'c Contract>,
}

impl<'c> From<&'c Contract> for Subject<'c> {
    fn from(contract: &'c Contract) -> Self {
        Self { contract, whole: None }
    }
}

/// Names that are settled before a contract is planned: those of an earlier version of it.
#[derive(Debug, Clone, Default)]
pub struct Scheme {
    /// Namespaces with their prefixes, in the order of their ids.
    pub namespaces: Vec<Namespace>,
    /// The name of each namespace's module, with the namespace.
    pub modules: Vec<(String, String)>,
    /// Names that no module can have.
    pub reserved: Vec<String>,
}

/// Plans the Rust of a contract whose namespaces are called as a scheme says, as far as it knows them.
#[must_use]
pub fn plan_after(
    scheme: &Scheme,
    subject: Subject<'_>,
    documentation: &Documentation,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Plan {
    plan_with_origins(scheme, subject, documentation, config, diagnostics).0
}

/// The plan, and of every item the type it is there for. Names come first, then what each item is, then what only the whole can tell:
/// cycles, sizes, placeholders, derives, and the features that everything is behind.
pub(crate) fn plan_with_origins(
    scheme: &Scheme,
    subject: Subject<'_>,
    documentation: &Documentation,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (Plan, Vec<Option<TypeId>>) {
    let choices = Choices::new(subject.contract, config, diagnostics);
    let mut planner = Planner::new(subject, documentation, choices, diagnostics);
    planner.plan.growth = config.api.growth;
    planner.plan.memory = config.api.memory;
    planner.name_namespaces(scheme);
    planner.name_types();
    planner.plan_types();
    planner.plan_bases();
    planner.plan_document();
    planner.plan_any_type(config);
    recursion::box_cycles(&mut planner.plan);
    size::box_large_variants(&mut planner.plan);
    size::box_large_options(&mut planner.plan);
    placeholders::choose(&mut planner.plan);
    planner.plan_substitutions();
    let asked = planner.put_attributes(config);
    let has = derives::derive(&mut planner.plan, &asked.traits);
    planner.tell_underivable(&asked, &has);
    planner.plan_services();
    planner.unwrap_operations();
    planner.plan_features(config);
    planner.plan_views(config);
    planner.plan.dependencies =
        config.dependencies.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    let origins = planner.origins();
    (planner.plan, origins)
}
