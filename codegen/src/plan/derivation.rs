//! Derivation: an enum for each element type that others are derived from, and a trait for what these have in common.
//!
//! In: the planned structs. Out: items of kind [`ItemKind::Polymorphic`] and [`ItemKind::Base`]. Invariant: a trait has only fields that
//! every one of its structs has, under one name and type.
//!
//! ```xml
//! <xs:complexType name="MessageType"> … <xs:extension base="t:ItemType"> …   <!-- enum AnyItemType, trait Item -->
//! ```

use super::planner::Planner;
use super::{Base, Field, ItemId, ItemKind, Polymorphic, RustType, TypeVariant, When};
use crate::ir::{Type, TypeId};
use crate::naming;

impl Planner<'_> {
    /// The enum for elements whose type others are derived from.
    pub(super) fn plan_polymorphic(&mut self, id: TypeId) -> (ItemKind, Vec<String>) {
        let declared = self.contract.ty(id).name().cloned();
        let declared = declared.map_or_else(|| "the declared type".to_owned(), |name| self.show(&name));
        let has_base = self.types.contains_key(&id);
        let all = has_base.then_some(id).into_iter().chain(self.contract.derived_types(id));
        let mut names = naming::Names::default();
        let variants: Vec<TypeVariant> = all.filter_map(|ty| self.type_variant(ty, &mut names)).collect();
        let unknown = names.take("Unknown", &["UnknownType".to_owned()]);
        let or_derived = if has_base { ", or" } else { ":" };
        let docs = vec![format!("`{declared}`{or_derived} a type derived from it that `xsi:type` names.")];
        (ItemKind::Polymorphic(Polymorphic { variants, has_base, unknown, known: None, placeholder: 0 }), docs)
    }

    /// The variant for a type that `xsi:type` can name.
    fn type_variant(&mut self, ty: TypeId, names: &mut naming::Names) -> Option<TypeVariant> {
        let name = self.contract.ty(ty).name().cloned()?;
        let (wanted, held, is_foreign) = match (self.types.get(&ty), self.choices.mapped.get(&ty)) {
            (Some(item), _) => (self.item(*item).name.clone(), RustType::Item(*item), false),
            (None, Some(path)) if self.is_there(ty) => {
                (naming::type_name(name.local()), RustType::Mapped(path.clone()), true)
            }
            _ => return None,
        };
        let (type_name, name) = (self.xml_name(&name), names.take(&wanted, &[]));
        Some(TypeVariant { name, type_name, ty: held, is_foreign, when: When::default() })
    }

    /// A trait for each type that others are derived from, once all structs are known.
    pub(super) fn plan_bases(&mut self) {
        let mut planned: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        for id in self.contract.types() {
            let Type::Complex(complex) = self.contract.ty(id) else { continue };
            let mut derived = self.contract.derived_types(id);
            derived.retain(|derived| self.types.contains_key(derived));
            if !derived.is_empty() && complex.name.is_some() {
                planned.push((id, derived));
            }
        }
        for (id, _) in &planned {
            self.name_base(*id);
        }
        for (id, derived) in &planned {
            self.plan_base(*id, derived);
        }
        for (id, _) in &planned {
            self.name_known(*id);
        }
    }

    fn name_base(&mut self, id: TypeId) {
        let (module, name) = self.outer_name(id);
        let wanted = name.strip_suffix("Type").filter(|stem| !stem.is_empty()).unwrap_or(&name);
        let trait_name = self.take(module, wanted, &[format!("{name}Fields")]);
        let item = self.add(module, trait_name, Vec::new(), ItemKind::Base(Base::default()));
        self.bases.insert(id, item);
    }

    /// Names the method of a type's enum that borrows the value as the trait of the type: unlike every accessor.
    fn name_known(&mut self, id: TypeId) {
        let (Some(item), Some(base)) = (self.polymorphic.get(&id).copied(), self.bases.get(&id).copied()) else {
            return;
        };
        let method = self.known_method(base);
        if let ItemKind::Polymorphic(types) = &mut self.plan.items[item.0].kind {
            types.known = Some((method, base));
        }
    }

    /// The name of a method that borrows a value as a trait.
    pub(super) fn known_method(&self, base: ItemId) -> String {
        let mut names = naming::Names::default();
        let mut next = Some(base);
        while let Some(ItemKind::Base(found)) = next.map(|id| &self.item(id).kind) {
            found.fields.iter().for_each(|field| drop(names.take(&field.name, &[])));
            next = found.parent;
        }
        let wanted = format!("as_{}", naming::field_name(&self.item(base).name).trim_end_matches('_'));
        names.take(&wanted, &[])
    }

    fn plan_base(&mut self, id: TypeId, derived: &[TypeId]) {
        let Some(item) = self.bases.get(&id).copied() else { return };
        let own = self.types.get(&id).copied();
        let structs = derived.iter().filter_map(|ty| self.types.get(ty).copied());
        let implementors: Vec<ItemId> = own.into_iter().chain(structs).collect();
        let ancestors: Vec<TypeId> =
            std::iter::successors(self.contract.base_of(id), |id| self.contract.base_of(*id)).collect();
        let parents: Vec<ItemId> = ancestors.iter().filter_map(|ancestor| self.bases.get(ancestor).copied()).collect();
        let mut fields = self.common_fields(id, &implementors);
        for ancestor in &ancestors {
            let inherited = self.member_names(*ancestor);
            fields.retain(|field| !inherited.contains(&field.name));
        }
        let enums: Vec<ItemId> = self.enums_below(id);
        let shown = self.contract.ty(id).name().cloned().map_or_else(String::new, |name| self.show(&name));
        let mut docs = vec![format!("What `{shown}` and the types derived from it have in common.")];
        if own.is_none() {
            let nothing_but_its_name = format!("`{shown}`.");
            docs.extend(self.type_docs(id).into_iter().filter(|paragraph| *paragraph != nothing_but_its_name));
        }
        self.plan.items[item.0].docs = docs;
        let parent = parents.first().copied();
        let enums = enums.into_iter().map(|item| (item, When::default())).collect();
        let implementors = implementors.into_iter().map(|item| (item, When::default())).collect();
        self.plan.items[item.0].kind = ItemKind::Base(Base { parent, fields, implementors, enums });
    }

    /// The enums over a type, and over the types derived from it, that have a trait of their own.
    fn enums_below(&self, id: TypeId) -> Vec<ItemId> {
        let types = std::iter::once(id).chain(self.contract.all_derived_types(id));
        let has_trait = |ty: &TypeId| self.bases.contains_key(ty);
        types.filter(has_trait).filter_map(|ty| self.polymorphic.get(&ty).copied()).collect()
    }

    /// The field names that a type's attributes and elements ask for.
    fn member_names(&self, id: TypeId) -> Vec<String> {
        if self.contract.ty(id).as_complex().is_none() {
            return Vec::new();
        }
        let (contract, renames) = (self.contract, &self.choices.renames);
        let attribute = |name: &str| renames.attribute(contract, id, name).name;
        let attributes = contract.attributes(id).into_iter().map(|found| attribute(found.name.local()));
        let elements = contract.content_elements(id);
        let elements =
            elements.iter().map(|child| renames.field(contract, id, contract.element(*child).name.local()).name);
        attributes.chain(elements).collect()
    }

    /// The fields that the base's content gives to every one of the structs, under the same name and type.
    fn common_fields(&mut self, id: TypeId, implementors: &[ItemId]) -> Vec<Field> {
        let fields = |planner: &Self, item: ItemId| match &planner.item(item).kind {
            ItemKind::Struct(content) => content.fields.clone(),
            _ => Vec::new(),
        };
        let Some(first) = implementors.first() else { return Vec::new() };
        let names = self.member_names(id);
        let others: Vec<Vec<Field>> = implementors.iter().map(|item| fields(self, *item)).collect();
        let everywhere = |field: &Field| {
            others.iter().all(|all| all.iter().any(|other| other.name == field.name && other.ty == field.ty))
        };
        fields(self, *first).into_iter().filter(|field| names.contains(&field.name) && everywhere(field)).collect()
    }
}
