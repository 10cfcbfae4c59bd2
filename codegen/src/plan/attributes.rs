//! Derives and attributes that the configuration puts on items.
//!
//! In: the tables `[derive]` and `[attribute]`, and the planned items. Out: [`Attributes`] of items, and what each is to derive of the
//! standard library. Invariant: simple types derive nothing of serde, which would pass their facets by: they have its traits another way.

mod reach;
mod written;

use std::collections::BTreeMap;

use super::derives::{Traits, lacking};
use super::planner::Planner;
use super::{ItemId, ItemKind, Line, RustType, names};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, nearest};
use crate::ir::{ElementId, TypeId};
use crate::path::{Component, Finder, Unfound};
use crate::spelling::NamePattern;
use reach::Places;
use written::{Attribute, Derive};

/// The traits of the standard library that the configuration wants.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Of each item.
    pub(super) traits: Vec<Traits>,
    /// Those that are wanted by path: the path, the item, and the trait by name.
    by_path: Vec<(String, ItemId, String)>,
}

/// What a key is about.
enum Target {
    /// `*`
    Everything,
    /// `t:Im*`
    Names(NamePattern),
    /// `t:ImGroupType`: types, and for derives what may stand for the element.
    Types(Vec<TypeId>, Option<ElementId>),
    /// Another component, which has a field or variant.
    Part(Component),
}

impl Target {
    /// More general ones come first.
    fn rank(&self) -> u8 {
        match self {
            Self::Everything => 0,
            Self::Names(_) => 1,
            Self::Types(..) | Self::Part(_) => 2,
        }
    }
}

/// The code of findings: the table that they are about.
const DERIVE: &str = "derive";
const ATTRIBUTE: &str = "attribute";

impl Planner<'_> {
    /// Puts on every item what the configuration says.
    pub(super) fn put_attributes(&mut self, config: &Config) -> Asked {
        let mut asked = Asked { traits: vec![Traits::NONE; self.plan.items.len()], by_path: Vec::new() };
        if config.derives.is_empty() && config.attributes.is_empty() {
            return asked;
        }
        let places = Places::new(self);
        for (key, target, values) in self.targets(DERIVE, &config.derives, config) {
            let derives = self.read(DERIVE, key, values, Derive::parse);
            self.put_derives((key, &target), &derives, &places, &mut asked);
        }
        for (key, target, values) in self.targets(ATTRIBUTE, &config.attributes, config) {
            let attributes = self.read(ATTRIBUTE, key, values, Attribute::parse);
            if let Err(Unfound { reason, help }) = self.put_outer(&target, &attributes, &places) {
                let message = format!("`{key}` cannot have attributes: {reason}");
                self.diagnostics.push(config.unfound(ATTRIBUTE, message).help(help));
            }
        }
        self.skip_orders();
        asked
    }

    /// The keys of a table with what they are about, the most general ones first.
    fn targets<'c>(
        &mut self,
        table: &'static str,
        keys: &'c BTreeMap<String, Vec<String>>,
        config: &Config,
    ) -> Vec<(&'c str, Target, &'c [String])> {
        let mut targets = Vec::new();
        for (key, values) in keys {
            match self.target(key, config) {
                Ok(Target::Part(_)) if table == DERIVE => {
                    let message = format!("`{key}` of [{table}] is no type, and nothing else derives anything");
                    self.diagnostics.push(Diagnostic::error(table, None, message));
                }
                Ok(target) => targets.push((key.as_str(), target, values.as_slice())),
                Err(Unfound { reason, help }) => {
                    let message = format!("`{key}` of [{table}] {reason}");
                    self.diagnostics.push(config.unfound(table, message).help(help));
                }
            }
        }
        targets.sort_by_key(|(_, target, _)| target.rank());
        targets
    }

    fn target(&self, key: &str, config: &Config) -> Result<Target, Unfound> {
        let finder = Finder::new(self.contract, &config.namespaces);
        if key == "*" {
            return Ok(Target::Everything);
        }
        if key.contains('*') && !key.contains(['/', '=', '~']) {
            return names::pattern(&finder, &names::of_components(self.contract), key).map(Target::Names);
        }
        let found = finder
            .find(key)
            .map_err(|unfound| Unfound { reason: format!("leads nowhere: {}", unfound.reason), ..unfound })?;
        let types = match &found {
            Component::Anonymous(ty) => vec![*ty],
            Component::Named(ty, element) => {
                let of_element = element.map(|element| self.contract.element(element).ty);
                let unnamed = of_element.filter(|ty| self.contract.ty(*ty).name().is_none());
                ty.iter().copied().chain(unnamed).collect()
            }
            _ => return Ok(Target::Part(found)),
        };
        match found {
            Component::Named(None, Some(element)) if types.is_empty() && !self.substitutions.contains_key(&element) => {
                Ok(Target::Part(found))
            }
            Component::Named(_, element) => self.own(types, element),
            _ => self.own(types, None),
        }
    }

    /// Types that have items which can derive something.
    fn own(&self, types: Vec<TypeId>, element: Option<ElementId>) -> Result<Target, Unfound> {
        let is_alias = |item: ItemId| matches!(self.item(item).kind, ItemKind::Alias(_) | ItemKind::Base(_));
        let items: Vec<ItemId> = types.iter().filter_map(|ty| self.main_item(*ty)).collect();
        match items.as_slice() {
            [] if element.is_some_and(|element| self.substitutions.contains_key(&element)) => {}
            [] => return Err("is nothing that is generated: no Rust type of its own".to_owned().into()),
            all if all.iter().all(|item| is_alias(*item)) => {
                return Err("is another name for a type in Rust, which has no attributes".to_owned().into());
            }
            _ => {}
        }
        Ok(Target::Types(types, element))
    }

    /// The item of a type itself: of an abstract one, the enum over those derived from it.
    fn main_item(&self, ty: TypeId) -> Option<ItemId> {
        self.types.get(&ty).or_else(|| self.polymorphic.get(&ty)).copied()
    }

    /// The values of a key, with errors for those that cannot be read.
    fn read<T>(
        &mut self,
        table: &'static str,
        key: &str,
        values: &[String],
        parse: fn(&str) -> Result<T, Unfound>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for value in values {
            match parse(value) {
                Ok(read) => all.push(read),
                Err(Unfound { reason, help }) => {
                    let message = format!("`{value}`, which [{table}] has for `{key}`, {reason}");
                    self.diagnostics.push(Diagnostic::error(table, None, message).help(help));
                }
            }
        }
        all
    }

    fn put_derives(&mut self, (key, target): (&str, &Target), derives: &[Derive], places: &Places, asked: &mut Asked) {
        let items = places.of(target);
        for derive in derives {
            match derive {
                Derive::There => {}
                Derive::Std(name, wanted) => {
                    items.iter().for_each(|item| asked.traits[item.0] = asked.traits[item.0].or(*wanted));
                    let main = self.main_items(target).into_iter();
                    asked.by_path.extend(main.map(|item| (key.to_owned(), item, name.clone())));
                }
                Derive::Path(path, serde) => {
                    for id in &items {
                        let item = &mut self.plan.items[id.0];
                        written::add_derive(&mut item.attributes, path, *serde, item.kind.is_simple());
                    }
                    if matches!(target, Target::Everything) {
                        written::add_derive(&mut self.plan.root_attributes, path, *serde, false);
                    }
                }
            }
        }
    }

    /// The items that a path names, without what is inside of them.
    fn main_items(&self, target: &Target) -> Vec<ItemId> {
        let Target::Types(types, element) = target else { return Vec::new() };
        let items: Vec<ItemId> = types.iter().filter_map(|ty| self.main_item(*ty)).collect();
        match (items.is_empty(), element) {
            (true, Some(head)) => self.substitutions.get(head).copied().into_iter().collect(),
            _ => items,
        }
    }

    fn put_outer(&mut self, target: &Target, attributes: &[Attribute], places: &Places) -> Result<(), Unfound> {
        let items = match target {
            Target::Part(component) => return self.put_on_parts(component, attributes, places),
            Target::Types(..) => self.main_items(target),
            Target::Everything | Target::Names(_) => places.of(target),
        };
        let by_path = matches!(target, Target::Types(..));
        if by_path && attributes.iter().any(Attribute::is_serde) && items.iter().any(|id| self.is_simple(*id)) {
            return Err(SERDE_ON_SIMPLE.to_owned().into());
        }
        for attribute in attributes {
            for id in &items {
                let item = &mut self.plan.items[id.0];
                attribute.put(&mut item.attributes, item.kind.is_simple());
            }
            if matches!(target, Target::Everything) {
                attribute.put(&mut self.plan.root_attributes, false);
            }
        }
        Ok(())
    }

    fn is_simple(&self, item: ItemId) -> bool {
        self.item(item).kind.is_simple()
    }

    fn put_on_parts(
        &mut self,
        component: &Component,
        attributes: &[Attribute],
        places: &Places,
    ) -> Result<(), Unfound> {
        let parts = match component {
            Component::Child(owner, element) => self.child_parts(*owner, *element, places),
            Component::Attribute(owner, name) => self.attribute_parts(*owner, name.local(), places),
            Component::Value(ty, value) => vec![self.value_part(*ty, value)?],
            Component::Named(_, Some(element)) => {
                self.put_on_variant(*element, attributes);
                self.element_parts(*element, places)
            }
            _ => return Err("it is neither a type nor a part of one".to_owned().into()),
        };
        let is_variant_alone = matches!(component, Component::Named(..));
        if parts.is_empty() && !is_variant_alone {
            return Err("no generated type has a field or variant for it".to_owned().into());
        }
        if attributes.iter().any(Attribute::is_serde) && parts.iter().any(|(item, _)| self.is_simple(*item)) {
            return Err(SERDE_ON_SIMPLE.to_owned().into());
        }
        for (item, part) in parts {
            let of_part = self.plan.items[item.0].attributes.parts.entry(part).or_default();
            of_part.extend(attributes.iter().map(Attribute::text));
        }
        Ok(())
    }

    /// The variant of the document type for an element.
    fn put_on_variant(&mut self, element: ElementId, attributes: &[Attribute]) {
        let name = self.contract.element(element).name.clone();
        let name = self.xml_name(&name);
        let is_it = |line: &Line| matches!(line, Line::Element { name: known, .. } if *known == name);
        let variant = self.plan.document.variants.iter().find(|variant| is_it(&variant.line));
        if let Some(variant) = variant.map(|variant| variant.name.clone()) {
            let of_part = self.plan.root_attributes.parts.entry(variant).or_default();
            of_part.extend(attributes.iter().map(Attribute::text));
        }
    }

    /// The variant of a value that a type enumerates.
    fn value_part(&self, ty: TypeId, value: &str) -> Result<(ItemId, String), Unfound> {
        let item = self.types.get(&ty).copied();
        let kind = item.map(|item| &self.item(item).kind);
        let (Some(item), Some(ItemKind::Enumeration(enumeration))) = (item, kind) else {
            return Err("its type is no enum in Rust".to_owned().into());
        };
        if let Some(found) = enumeration.values.iter().find(|known| known.text == value) {
            return Ok((item, found.name.clone()));
        }
        let near = nearest(value, enumeration.values.iter().map(|known| known.text.as_str()));
        let help = near.map(|near| format!("did you mean the value `{near}`?"));
        Err(Unfound { reason: "its type does not enumerate that value".to_owned(), help })
    }

    /// What means nothing is not serialized: the order of the elements of an `xs:all`.
    fn skip_orders(&mut self) {
        for item in &mut self.plan.items {
            let (ItemKind::Struct(content) | ItemKind::Sequence(content)) = &item.kind else { continue };
            let orders = content.fields.iter().filter(|field| field.line == Line::Order);
            for field in orders {
                let skips = item.attributes.serde.iter().map(written::skip).collect::<Vec<_>>();
                item.attributes.parts.entry(field.name.clone()).or_default().extend(skips);
            }
        }
    }

    /// Tells of traits that are wanted by path and cannot be derived.
    pub(super) fn tell_underivable(&mut self, asked: &Asked, has: &[Traits]) {
        for (key, id, name) in &asked.by_path {
            let Some(wanted) = Traits::named(name) else { continue };
            let item = &self.plan.items[id.0];
            if item.derives.contains(&name.as_str()) {
                continue;
            }
            let why = match lacking(item, wanted, has) {
                Some((index, ty)) => {
                    let parts = item.kind.parts();
                    let part =
                        parts.get(index).map_or("what it holds".to_owned(), |(name, ..)| format!("its `{name}`"));
                    format!("{part} is {}, which has not", self.shown_part(ty))
                }
                None => format!("{} cannot", in_words(&item.kind)),
            };
            let message = format!("`{key}` cannot derive `{name}`: {why}");
            self.diagnostics.push(Diagnostic::error(DERIVE, None, message));
        }
    }

    fn shown_part(&self, ty: &RustType) -> String {
        match ty {
            RustType::Item(id) => format!("`{}`", self.item(*id).name),
            RustType::Path(path) => format!("`{path}`"),
            other => other.inner().map_or_else(|| "a type of yours".to_owned(), |inner| self.shown_part(inner)),
        }
    }
}

fn in_words(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct(_) | ItemKind::Sequence(_) => "a struct",
        ItemKind::Choice(_) => "an enum of alternatives",
        ItemKind::Polymorphic(_) => "an enum that keeps what it does not know",
        ItemKind::Enumeration(_) => "an enumeration",
        ItemKind::Restricted(_) => "this newtype",
        ItemKind::Union(_) => "a union",
        ItemKind::Alias(_) | ItemKind::Base(_) => "another name",
    }
}

const SERDE_ON_SIMPLE: &str = "a simple type is serialized as its values are, and no attribute of serde changes that";
