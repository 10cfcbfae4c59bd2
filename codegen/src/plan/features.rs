//! Cargo features: what only the operations of some features reach is there when one of them is on.
//!
//! In: the planned items, and the groups of operations that the configuration names. Out: a [`When`] for everything that may be
//! missing. Invariant: whatever is there, what it needs is there, too; and with one feature alone there is no more than its operations
//! need, but for what so many features share that it is always there.
//!
//! A variant of an enum of derived types is not needed by the enum: it is there when something else reaches the type. So it is
//! without features, too, when fewer operations are generated.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Planner;
use super::{Feature, Item, ItemId, ItemKind, Line, PortType, RustType, When, XmlName};
use crate::config::{Features, matches};
use crate::diagnostic::{Diagnostic, nearest};
use crate::ir::{self, PartKind, Scope, TypeId};
use crate::naming;

/// What more features than this share is always there.
const MOST: usize = 12;

/// Features of generated crates that are about HTTP, and Cargo's own.
const RESERVED: [&str; 8] = ["all", "axum", "client", "default", "reqwest", "reqwest-without-tls", "server", "tracing"];

/// Who needs something: the features, by index, or everyone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Users {
    everyone: bool,
    features: BTreeSet<usize>,
}

impl Users {
    const NOBODY: Self = Self { everyone: false, features: BTreeSet::new() };

    fn add(&mut self, other: &Self) {
        self.everyone |= other.everyone;
        self.features.extend(&other.features);
    }

    fn is_always(&self) -> bool {
        self.everyone || self.features.len() > MOST
    }

    /// Whether these are there whenever the others are.
    fn include(&self, others: &Self) -> bool {
        self.is_always() || (!others.is_always() && others.features.is_subset(&self.features))
    }
}

impl Planner<'_> {
    /// Puts everything behind the features that reach it.
    pub(super) fn plan_features(&mut self, features: &Features) {
        let groups = self.feature_groups(features);
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
        spread.settle(self);
        let names: Vec<String> = groups.iter().map(|group| group.name.clone()).collect();
        spread.apply(self, &names);
        self.plan.features = groups;
    }

    /// The elements in the messages of an operation, by their names.
    fn roots(&mut self, operation: &ir::Operation) -> Vec<XmlName> {
        let messages = || operation.input.iter().chain(&operation.output);
        let headers = messages().flat_map(|message| &message.headers);
        let headers = headers.flat_map(|header| std::iter::once(header.element).chain(header.faults.iter().map(|f| f.element)));
        let parts = messages().flat_map(|message| match &message.body {
            ir::Body::Element(id) => vec![PartKind::Element(*id)],
            ir::Body::Parts(parts) => parts.iter().map(|part| part.kind).collect(),
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
    fn feature_groups(&mut self, features: &Features) -> Vec<Feature> {
        let operations = self.contract.port_types().iter().flat_map(|port_type| &port_type.operations);
        let known: BTreeSet<&str> = operations.map(|operation| operation.name.as_str()).collect();
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        match features {
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
                    self.check_feature(name, patterns, &known);
                    let chosen = known.iter().filter(|known| patterns.iter().any(|pattern| matches(pattern, known)));
                    groups.insert(name.clone(), chosen.map(|operation| (*operation).to_owned()).collect());
                }
            }
        }
        groups.into_iter().map(|(name, operations)| Feature { name, operations }).collect()
    }

    fn check_feature(&mut self, name: &str, patterns: &[String], known: &BTreeSet<&str>) {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+.".contains(c);
        let starts = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if !starts || !name.chars().all(is_plain) {
            let message = format!("a feature cannot be called `{name}`: Cargo takes letters, digits, `-`, `_`, `+` and `.`");
            self.diagnostics.push(Diagnostic::error("feature", None, message));
        } else if RESERVED.contains(&name) {
            let message = format!("a feature cannot be called `{name}`: generated crates have one of that name");
            self.diagnostics.push(Diagnostic::error("feature", None, message));
        }
        for pattern in patterns {
            if !known.iter().any(|known| matches(pattern, known)) {
                let what = if pattern.contains('*') { "no operation matches" } else { "there is no operation" };
                let help = nearest(pattern, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                let message = format!("{what} `{pattern}`, which the feature `{name}` is to bring");
                self.diagnostics.push(Diagnostic::error("feature", None, message).help(help));
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

/// The users of everything, as they spread along references.
struct Spread {
    items: Vec<Users>,
    /// What each item refers to.
    edges: Vec<Vec<ItemId>>,
    /// The global elements that the content of each item may hold.
    contents: Vec<Vec<XmlName>>,
    /// The item in the type of each global element.
    variants: BTreeMap<XmlName, Option<ItemId>>,
    elements: BTreeMap<XmlName, Users>,
    operations: BTreeMap<String, Users>,
    open: Vec<ItemId>,
}

impl Spread {
    fn new(planner: &mut Planner<'_>) -> Self {
        let types: BTreeMap<ItemId, TypeId> = planner.types.iter().map(|(ty, item)| (*item, *ty)).collect();
        let count = planner.plan.items.len();
        let edges = (0..count).map(|index| edges(planner, ItemId(index), types.get(&ItemId(index)).copied())).collect();
        let contents = (0..count).map(|index| types.get(&ItemId(index)).map_or(Vec::new(), |ty| contents(planner, *ty))).collect();
        let variants = planner.plan.document.variants.iter().filter_map(|variant| match &variant.line {
            Line::Element { name, .. } => Some((name.clone(), held(&variant.ty))),
            _ => None,
        });
        Self {
            items: vec![Users::NOBODY; count],
            edges,
            contents,
            variants: variants.collect(),
            elements: BTreeMap::new(),
            operations: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    fn ty(&mut self, ty: &RustType, users: &Users) {
        held(ty).into_iter().for_each(|item| self.item(item, users));
    }

    fn item(&mut self, item: ItemId, users: &Users) {
        let Some(known) = self.items.get_mut(item.0) else { return };
        let before = known.clone();
        known.add(users);
        if *known != before {
            self.open.push(item);
        }
    }

    fn element(&mut self, name: XmlName, users: &Users) {
        if let Some(Some(item)) = self.variants.get(&name).copied() {
            self.item(item, users);
        }
        self.elements.entry(name).or_default().add(users);
    }

    fn spread(&mut self) {
        while let Some(item) = self.open.pop() {
            let users = self.items[item.0].clone();
            for target in self.edges[item.0].clone() {
                self.item(target, &users);
            }
            for element in self.contents[item.0].clone() {
                self.element(element, &users);
            }
        }
    }

    /// Spreads; then what nobody needs is everyone's, as it is without features.
    fn settle(&mut self, planner: &Planner<'_>) {
        let everyone = Users { everyone: true, ..Users::NOBODY };
        self.spread();
        let unused: Vec<XmlName> = self.variants.keys().filter(|name| !self.elements.contains_key(*name)).cloned().collect();
        unused.into_iter().for_each(|name| self.element(name, &everyone));
        for (index, item) in planner.plan.items.iter().enumerate() {
            if self.items[index] == Users::NOBODY && !matches!(item.kind, ItemKind::Base(_)) {
                self.item(ItemId(index), &everyone);
            }
        }
        self.spread();
        for (index, item) in planner.plan.items.iter().enumerate() {
            if let ItemKind::Base(base) = &item.kind {
                let all = base.implementors.iter().map(|(item, _)| self.items[item.0].clone());
                let users = all.fold(Users::NOBODY, |mut sum, users| {
                    sum.add(&users);
                    sum
                });
                let unused = base.implementors.is_empty();
                self.items[index] = Users { everyone: users.everyone || unused, ..users };
            }
        }
    }

    /// Writes down under which features everything is there.
    fn apply(&self, planner: &mut Planner<'_>, names: &[String]) {
        let when = |users: &Users| match users.is_always() {
            true => When::default(),
            false => When(users.features.iter().filter_map(|index| names.get(*index).cloned()).collect()),
        };
        let inside = |part: Option<ItemId>, whole: &Users| match part.map(|part| &self.items[part.0]) {
            Some(part) if !part.include(whole) => when(part),
            _ => When::default(),
        };
        let nobody = Users::NOBODY;
        for (item, users) in planner.plan.items.iter_mut().zip(&self.items) {
            item.when = when(users);
            match &mut item.kind {
                ItemKind::Polymorphic(types) => {
                    types.variants.iter_mut().for_each(|variant| variant.when = inside(held(&variant.ty), users));
                }
                ItemKind::Base(base) => {
                    base.implementors.iter_mut().for_each(|(item, when)| *when = inside(Some(*item), users));
                }
                _ => {}
            }
        }
        for variant in &mut planner.plan.document.variants {
            if let Line::Element { name, .. } = &variant.line {
                variant.when = when(self.elements.get(name).unwrap_or(&nobody));
            }
        }
        let documents = planner.plan.document.variants.clone();
        for port_type in &mut planner.plan.port_types {
            for operation in &mut port_type.operations {
                operation.when = when(self.operations.get(&operation.name).unwrap_or(&nobody));
            }
            for field in headers(port_type) {
                let variant = documents.iter().find(|variant| variant.name == field.variant);
                field.when = variant.map_or(When::default(), |variant| variant.when.clone());
            }
        }
    }
}

fn headers(port_type: &mut PortType) -> impl Iterator<Item = &mut super::HeaderField> {
    port_type.request_headers.fields.iter_mut().chain(&mut port_type.response_headers.fields)
}

/// The item in a type.
fn held(ty: &RustType) -> Option<ItemId> {
    match ty {
        RustType::Item(id) => Some(*id),
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::List(inner)
        | RustType::Nillable(inner) => held(inner),
        RustType::Path(_) | RustType::Mapped(_) => None,
    }
}

/// What is there whenever an item is.
fn edges(planner: &Planner<'_>, id: ItemId, ty: Option<TypeId>) -> Vec<ItemId> {
    let Item { kind, .. } = planner.item(id);
    let parts: Vec<&RustType> = match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => content.fields.iter().map(|field| &field.ty).collect(),
        ItemKind::Choice(choice) => choice.variants.iter().map(|variant| &variant.ty).collect(),
        ItemKind::Polymorphic(types) => {
            let all = types.variants.iter().enumerate();
            let needed = all.filter(|(index, _)| !types.has_base || *index == 0 || *index == types.placeholder);
            needed.map(|(_, variant)| &variant.ty).collect()
        }
        ItemKind::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
        ItemKind::Restricted(restricted) => vec![&restricted.inner],
        ItemKind::Alias(ty) => vec![ty],
        ItemKind::Enumeration(_) | ItemKind::Base(_) => Vec::new(),
    };
    let bases = std::iter::successors(ty.and_then(|ty| planner.contract.base_of(ty)), |ty| planner.contract.base_of(*ty));
    let base = bases.into_iter().find_map(|base| planner.types.get(&base).copied());
    parts.into_iter().filter_map(held).chain(base).collect()
}

/// The global elements that the content of a type refers to, and what may be substituted for them.
fn contents(planner: &mut Planner<'_>, ty: TypeId) -> Vec<XmlName> {
    let contract = planner.contract;
    let global = contract.content_elements(ty).into_iter().filter(|id| contract.element(*id).scope == Scope::Global);
    let members: Vec<_> = global.flat_map(|id| contract.substitution_members(id)).collect();
    members.into_iter().map(|id| planner.xml_name(&contract.element(id).name)).collect()
}
