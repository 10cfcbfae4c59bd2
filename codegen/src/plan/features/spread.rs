//! How features spread from operations to everything that these need.
//!
//! In: the items with what they refer to, and the features of operations. Out: the features of everything.

use std::collections::{BTreeMap, BTreeSet};

use super::super::choices::operation_of;
use super::super::planner::Planner;
use super::super::{
    Feature, HeaderField, Item, ItemId, ItemKind, Line, PortType, RustType, TypeVariant, When, XmlName,
};
use crate::ir::{Scope, TypeId};

/// More features than this get one that they share, if they are not most of all.
const MOST: usize = 3;

/// Who needs something: the features, by index, or everyone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Users {
    /// Whether it is always there.
    pub(super) everyone: bool,
    pub(super) features: BTreeSet<usize>,
}

impl Users {
    const NOBODY: Self = Self { everyone: false, features: BTreeSet::new() };

    fn add(&mut self, other: &Self) {
        self.everyone |= other.everyone;
        self.features.extend(&other.features);
    }

    /// Whether these are there whenever the others are.
    fn include(&self, others: &Self) -> bool {
        self.everyone || (!others.everyone && others.features.is_subset(&self.features))
    }
}

/// How the users of something are written down: one by one, or as the feature that they share.
struct Conditions<'g> {
    groups: &'g [Feature],
    shared: &'g BTreeMap<BTreeSet<usize>, String>,
}

impl Conditions<'_> {
    fn when(&self, users: &Users) -> When {
        match (users.everyone, self.shared.get(&users.features)) {
            (true, _) => When::default(),
            (false, Some(shared)) => When(vec![shared.clone()]),
            (false, None) => {
                let names = users.features.iter().filter_map(|index| self.groups.get(*index));
                When(names.map(|feature| feature.name.clone()).collect())
            }
        }
    }
}

/// The users of everything, as they spread along references.
pub(super) struct Spread {
    items: Vec<Users>,
    /// What each item refers to.
    edges: Vec<Vec<ItemId>>,
    /// The global elements that the content of each item may hold.
    contents: Vec<Vec<XmlName>>,
    /// The item in the type of each global element.
    variants: BTreeMap<XmlName, Option<ItemId>>,
    elements: BTreeMap<XmlName, Users>,
    pub(super) operations: BTreeMap<String, Users>,
    /// The users of variants that are for one operation alone: by item and variant.
    alternatives: BTreeMap<(usize, usize), Users>,
    open: Vec<ItemId>,
}

impl Spread {
    pub(super) fn new(planner: &mut Planner<'_>) -> Self {
        let types: BTreeMap<ItemId, TypeId> = planner.types.iter().map(|(ty, item)| (*item, *ty)).collect();
        let enums = planner.polymorphic.iter().map(|(ty, item)| (*item, *ty));
        let origins: BTreeMap<ItemId, TypeId> = types.iter().map(|(item, ty)| (*item, *ty)).chain(enums).collect();
        let count = planner.plan.items.len();
        let edges = (0..count).map(|index| edges(planner, ItemId(index), &origins)).collect();
        let contents =
            (0..count).map(|index| types.get(&ItemId(index)).map_or(Vec::new(), |ty| contents(planner, *ty))).collect();
        let variants = planner.plan.document.variants.iter().filter_map(|variant| match &variant.line {
            Line::Element { name, .. } => Some((name.clone(), variant.ty.item())),
            _ => None,
        });
        Self {
            items: vec![Users::NOBODY; count],
            edges,
            contents,
            variants: variants.collect(),
            elements: BTreeMap::new(),
            operations: BTreeMap::new(),
            alternatives: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// A variant that only these need.
    pub(super) fn alternative(&mut self, (item, variant): (usize, usize), planner: &Planner<'_>, users: Users) {
        if let ItemKind::Choice(choice) = &planner.plan.items[item].kind
            && let Some(held) = choice.variants.get(variant)
        {
            self.ty(&held.ty, &users);
            if let Line::Element { name, .. } = &held.line
                && self.variants.contains_key(name)
            {
                self.element(name.clone(), &users);
            }
        }
        self.alternatives.insert((item, variant), users);
    }

    pub(super) fn ty(&mut self, ty: &RustType, users: &Users) {
        ty.item().into_iter().for_each(|item| self.item(item, users));
    }

    fn item(&mut self, item: ItemId, users: &Users) {
        let Some(known) = self.items.get_mut(item.0) else { return };
        let before = known.clone();
        known.add(users);
        if *known != before {
            self.open.push(item);
        }
    }

    pub(super) fn element(&mut self, name: XmlName, users: &Users) {
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
    pub(super) fn settle(&mut self, planner: &Planner<'_>) {
        let everyone = Users { everyone: true, ..Users::NOBODY };
        self.spread();
        let unused: Vec<XmlName> =
            self.variants.keys().filter(|name| !self.elements.contains_key(*name)).cloned().collect();
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

    /// Writes down under which features everything is there. What comes back are the features, those that are shared last.
    pub(super) fn apply(&mut self, planner: &mut Planner<'_>, mut groups: Vec<Feature>) -> Vec<Feature> {
        self.round_up(groups.len());
        let shared = self.shared(&mut groups);
        let conditions = Conditions { groups: &groups, shared: &shared };
        for index in 0..planner.plan.items.len() {
            self.apply_item(index, &mut planner.plan.items[index], &conditions);
        }
        for variant in &mut planner.plan.document.variants {
            if let Line::Element { name, .. } = &variant.line {
                variant.when = self.elements.get(name).map_or(When::default(), |users| conditions.when(users));
            }
        }
        for variant in planner.plan.any_type.iter_mut().flat_map(|any| &mut any.variants) {
            let users = variant.ty.item().map(|item| &self.items[item.0]);
            variant.when = users.map_or(When::default(), |users| conditions.when(users));
        }
        let documents = &planner.plan.document.variants;
        for port_type in &mut planner.plan.port_types {
            for operation in &mut port_type.operations {
                let users = self.operations.get(&operation.name);
                operation.when = users.map_or(When::default(), |users| conditions.when(users));
            }
            for field in headers(port_type) {
                let variant = documents.iter().find(|variant| variant.name == field.variant);
                field.when = variant.map_or(When::default(), |variant| variant.when.clone());
            }
        }
        let names: BTreeSet<String> = shared.into_values().collect();
        let shared = names.into_iter().map(|name| Feature { name, operations: Vec::new(), shared: Vec::new() });
        groups.extend(shared);
        groups
    }

    /// An item, and what of it may be missing while it is there.
    fn apply_item(&self, index: usize, item: &mut Item, conditions: &Conditions<'_>) {
        let users = &self.items[index];
        let inside = |part: Option<ItemId>| match part.map(|part| &self.items[part.0]) {
            Some(part) if !part.include(users) => conditions.when(part),
            _ => When::default(),
        };
        item.when = conditions.when(users);
        match &mut item.kind {
            ItemKind::Polymorphic(types) => {
                types.variants.iter_mut().for_each(|variant| variant.when = inside(variant.ty.item()));
            }
            ItemKind::Base(base) => {
                let parts = base.implementors.iter_mut().chain(&mut base.enums);
                parts.for_each(|(item, when)| *when = inside(Some(*item)));
            }
            ItemKind::Choice(choice) => {
                for (variant, held) in choice.variants.iter_mut().enumerate() {
                    let own = self.alternatives.get(&(index, variant)).filter(|own| !own.include(users));
                    held.when = own.map_or(When::default(), |own| conditions.when(own));
                }
            }
            _ => {}
        }
    }

    /// What more than half of the features share is always there, if these are many.
    fn round_up(&mut self, features: usize) {
        let all = self.items.iter_mut().chain(self.elements.values_mut()).chain(self.operations.values_mut());
        for users in all.chain(self.alternatives.values_mut()) {
            users.everyone |= users.features.len() > MOST && users.features.len() * 2 > features;
        }
    }

    /// Names for the features that others share, by these; each of the others is told which it turns on.
    fn shared(&self, groups: &mut [Feature]) -> BTreeMap<BTreeSet<usize>, String> {
        let users = self
            .items
            .iter()
            .chain(self.elements.values())
            .chain(self.operations.values())
            .chain(self.alternatives.values());
        let many = users.filter(|users| !users.everyone && users.features.len() > MOST);
        let sets: BTreeSet<&BTreeSet<usize>> = many.map(|users| &users.features).collect();
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for set in sets {
            let first = set.first().and_then(|index| groups.get(*index)).map_or("", |feature| feature.name.as_str());
            let stem = format!("_{first}-and-{}-others", set.len() - 1);
            let numbered = (2..).map(|number| format!("{stem}-{number}"));
            let name =
                std::iter::once(stem.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
            taken.insert(name.clone());
            for index in set {
                if let Some(feature) = groups.get_mut(*index) {
                    feature.shared.push(name.clone());
                }
            }
            names.insert(set.clone(), name);
        }
        groups.iter_mut().for_each(|feature| feature.shared.sort());
        names
    }
}

fn headers(port_type: &mut PortType) -> impl Iterator<Item = &mut HeaderField> {
    port_type.headers_mut().flat_map(|headers| &mut headers.fields)
}

/// What is there whenever an item is.
fn edges(planner: &Planner<'_>, id: ItemId, origins: &BTreeMap<ItemId, TypeId>) -> Vec<ItemId> {
    let Item { kind, .. } = planner.item(id);
    let ty = origins.get(&id).copied();
    let parts: Vec<&RustType> = match kind {
        ItemKind::Choice(choice) if planner.alternatives.contains(&id) => {
            let shared = choice.variants.iter().filter(|variant| match &variant.line {
                Line::Element { name, .. } => operation_of(planner.contract, &name.local).is_none(),
                _ => true,
            });
            shared.map(|variant| &variant.ty).collect()
        }
        ItemKind::Polymorphic(types) => {
            let comes_along = |variant: &TypeVariant| {
                let derived = variant.ty.item().and_then(|item| origins.get(&item).copied());
                ty.zip(derived)
                    .is_none_or(|(base, derived)| planner.choices.comes_along(planner.contract, base, derived))
            };
            let needed = types.variants.iter().enumerate().filter(|(index, variant)| {
                (types.has_base && *index == 0) || *index == types.placeholder || comes_along(variant)
            });
            needed.map(|(_, variant)| &variant.ty).collect()
        }
        ItemKind::Base(_) => Vec::new(),
        other => other.types(),
    };
    let own = ty.filter(|_| !matches!(kind, ItemKind::Polymorphic(_)));
    let bases =
        std::iter::successors(own.and_then(|ty| planner.contract.base_of(ty)), |ty| planner.contract.base_of(*ty));
    let base = bases.into_iter().find_map(|base| planner.types.get(&base).copied());
    parts.into_iter().filter_map(RustType::item).chain(base).collect()
}

/// The global elements that the content of a type refers to, and what may be substituted for them.
fn contents(planner: &mut Planner<'_>, ty: TypeId) -> Vec<XmlName> {
    let contract = planner.contract;
    let global = contract.content_elements(ty).into_iter().filter(|id| contract.element(*id).scope == Scope::Global);
    let by_operation = planner.choices.by_operation.contains(&ty);
    let is_own = |id: &crate::ir::ElementId| {
        by_operation && operation_of(contract, contract.element(*id).name.local()).is_some()
    };
    let global = global.filter(|id| !is_own(id));
    let members: Vec<_> = global.flat_map(|id| contract.substitution_members(id)).collect();
    members.into_iter().map(|id| planner.xml_name(&contract.element(id).name)).collect()
}
