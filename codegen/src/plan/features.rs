//! Cargo features: what only the operations of some features reach is there when one of them is on.
//!
//! In: the planned items, and the groups of operations that the configuration names. Out: a [`When`](super::When) for everything that may be
//! missing. Invariant: whatever is there, what it needs is there, too; and with one feature alone there is no more than its operations
//! need, but for what most features share, which is always there.
//!
//! What a few features share names them: `any(feature = "get-item", feature = "find-item")`. What more of them share has a feature of
//! its own, which each of them turns on: `_copy-item-and-20-others`.
//!
//! A variant of an enum of derived types is not needed by the enum: it is there when something else reaches the type. So it is
//! without features, too, when fewer operations are generated.

mod spread;

use std::collections::{BTreeMap, BTreeSet};

use super::choices::operation_of;
use super::planner::Planner;
use super::{Feature, ItemKind, Line, RustType, XmlName};
use crate::config::{Config, Features, matches};
use crate::diagnostic::{Diagnostic, instead_of};
use crate::ir::{self, PartKind};
use crate::naming;
use spread::{Spread, Users};

/// Features of generated crates that are about HTTP, and Cargo's own.
const RESERVED: &[&str] = &[
    "addressing",
    "all",
    "attachments",
    "axum",
    "chrono",
    "client",
    "compression",
    "default",
    "dyn",
    "gssapi",
    "jiff",
    "negotiate",
    "reqwest",
    "reqwest-without-tls",
    "retries",
    "security",
    "server",
    "stream",
    "time",
    "tracing",
    "ureq",
    "ureq-without-tls",
];

impl Planner<'_> {
    /// Puts everything behind the features that reach it.
    pub(super) fn plan_features(&mut self, config: &Config) {
        let groups = self.feature_groups(config);
        if groups.is_empty() {
            return;
        }
        let mut spread = Spread::new(self);
        for port_type in self.contract.port_types() {
            for operation in &port_type.operations {
                let users = users_of(&operation.name, &groups);
                spread.operations.insert(operation.name.clone(), users.clone());
                self.roots(operation).into_iter().for_each(|element| spread.element(element, &users));
            }
        }
        for operation in self.plan.port_types.iter().flat_map(|port_type| &port_type.operations) {
            let users = users_of(&operation.name, &groups);
            for body in operation.input.iter().chain(&operation.output) {
                spread.ty(&body.ty, &users);
            }
        }
        for (index, variant, operation) in self.alternatives() {
            let users = users_of(&operation, &groups);
            spread.alternative((index, variant), self, users);
        }
        spread.settle(self);
        self.plan.features = spread.apply(self, groups);
    }

    /// The variants that are for one operation alone: item, variant, operation.
    fn alternatives(&mut self) -> Vec<(usize, usize, String)> {
        let mut found = Vec::new();
        for item in self.alternatives.clone() {
            let ItemKind::Choice(choice) = &self.item(item).kind else { continue };
            let only_elements = choice.variants.iter().all(|variant| matches!(variant.line, Line::Element { .. }));
            if !only_elements || !self.may_be_empty(&RustType::Item(item)) {
                let name = &self.item(item).name;
                let message = format!("the alternatives of `{name}` cannot be told apart by operation");
                let found = Diagnostic::error("alternatives-by-operation", None, message);
                let note = "that takes an optional or repeated choice between elements";
                self.diagnostics.push(found.note(None, note));
                continue;
            }
            for (index, variant) in choice.variants.iter().enumerate() {
                let Line::Element { name, .. } = &variant.line else { continue };
                let operation = operation_of(self.contract, &name.local).map(str::to_owned);
                found.extend(operation.map(|operation| (item.0, index, operation)));
            }
        }
        found
    }

    /// Whether a type occurs as an optional or repeated field alone, so that no value of it needs to exist.
    fn may_be_empty(&self, ty: &RustType) -> bool {
        let holds = |field: &RustType| match field {
            RustType::Option(_) | RustType::Vec(_) => false,
            other => other == ty,
        };
        !self.plan.items.iter().any(|item| item.kind.types().into_iter().any(holds))
    }

    /// The elements in the messages of an operation, by their names.
    fn roots(&mut self, operation: &ir::Operation) -> Vec<XmlName> {
        let messages = || operation.input.iter().chain(&operation.output);
        let headers = messages().flat_map(|message| &message.headers);
        let headers =
            headers.flat_map(|header| std::iter::once(header.element).chain(header.faults.iter().map(|f| f.element)));
        let parts = messages().flat_map(|message| match &message.body {
            ir::Body::Element(id) => vec![PartKind::Element(*id)],
            ir::Body::Empty => Vec::new(),
        });
        let parts = parts.chain(operation.faults.iter().map(|fault| fault.part.kind));
        let elements = parts.filter_map(|part| match part {
            PartKind::Element(id) => Some(id),
            PartKind::Type(_) => None,
        });
        let names: Vec<_> = elements.chain(headers).map(|id| self.contract.element(id).name.clone()).collect();
        names.iter().map(|name| self.xml_name(name)).collect()
    }

    /// The features by name, with their operations. What cannot be one is diagnosed.
    fn feature_groups(&mut self, config: &Config) -> Vec<Feature> {
        let operations = self.contract.port_types().iter().flat_map(|port_type| &port_type.operations);
        let known: BTreeSet<&str> = operations.map(|operation| operation.name.as_str()).collect();
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        match &config.features {
            Features::None => {}
            Features::ByOperation => {
                for operation in &known {
                    let name = naming::feature_name(operation);
                    let name = if RESERVED.contains(&name.as_str()) { format!("{name}-operation") } else { name };
                    groups.entry(name).or_default().push((*operation).to_owned());
                }
            }
            Features::Groups(written) => {
                for (name, patterns) in written {
                    self.check_feature(name, patterns, &known, config);
                    let chosen = known.iter().filter(|known| patterns.iter().any(|pattern| matches(pattern, known)));
                    groups.insert(name.clone(), chosen.map(|operation| (*operation).to_owned()).collect());
                }
            }
        }
        groups.into_iter().map(|(name, operations)| Feature { name, operations, shared: Vec::new() }).collect()
    }

    fn check_feature(&mut self, name: &str, patterns: &[String], known: &BTreeSet<&str>, config: &Config) {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+.".contains(c);
        let starts = name.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !starts || !name.chars().all(is_plain) {
            let message = format!(
                "a feature cannot be called `{name}`: it is made of letters, digits, `-`, `_`, `+` and `.`, and begins with a letter or digit"
            );
            self.diagnostics.push(Diagnostic::error("feature", None, message));
        } else if RESERVED.contains(&name) {
            let message = format!("a feature cannot be called `{name}`: generated crates have one of that name");
            self.diagnostics.push(Diagnostic::error("feature", None, message));
        }
        for pattern in patterns {
            if !known.iter().any(|known| matches(pattern, known)) {
                let what = if pattern.contains('*') { "no operation matches" } else { "there is no operation" };
                let help = instead_of(pattern, known.iter().copied(), "operations of the contract");
                let message = format!("{what} `{pattern}`, which the feature `{name}` is to bring");
                self.diagnostics.push(config.unfound("feature", message).help(help));
            }
        }
    }
}

/// The features of an operation; everyone's, if it is in none.
fn users_of(operation: &str, groups: &[Feature]) -> Users {
    let has = |group: &&Feature| group.operations.iter().any(|known| known == operation);
    let features: BTreeSet<usize> = (0..).zip(groups).filter(|(_, group)| has(group)).map(|(index, _)| index).collect();
    Users { everyone: features.is_empty(), features }
}
