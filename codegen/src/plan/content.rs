//! Content models: which particles become fields of their own, and which fill one field together.
//!
//! ```xml
//! <xs:sequence>
//!   <xs:element name="A"/>                             <!-- a field -->
//!   <xs:sequence minOccurs="0"> <xs:element name="B"/>  <!-- an optional field: groups that occur once dissolve -->
//!   <xs:choice> …                                      <!-- a field whose type is an enum -->
//!   <xs:element ref="Head"/>                           <!-- the same; one enum wherever the substitution group may stand -->
//!   <xs:sequence maxOccurs="unbounded"> …              <!-- a field that is a Vec of structs -->
//! ```
//!
//! A child element finds its field by its name alone, but in types with wildcards that admit these names, or what other wildcards do: there, the
//! runtime knows the content model (`in_order.rs`), and fields are as they would be otherwise. Where a model uses a name in more than one place, the whole
//! content becomes one list of items in document order instead.

pub(super) mod card;
mod competing;
mod draft;

use super::planner::Planner;
use super::{Choice, Field, Item, ItemId, ItemKind, Line, RustType, Struct, Variant, When};
use crate::ir::{Compositor, ElementId, NamespaceConstraint, Particle, Term, TypeId, Wildcard};
use crate::naming::{self, Names, Wanted};
use card::Card;
pub(super) use draft::{Arm, Draft, Open, members, number_arms, too_long};

/// Where fields and items are being named.
pub(super) struct Scope {
    pub(super) names: Names,
    owner: String,
    module: usize,
}

impl Scope {
    pub(super) fn of(item: &Item) -> Self {
        Self::reserving(&[], item)
    }

    /// The same where these names are taken already.
    pub(super) fn reserving(names: &[&str], item: &Item) -> Self {
        Self { names: Names::reserving(names), owner: item.name.clone(), module: item.module }
    }
}

/// What one field holds.
pub(super) enum Slot {
    Element { element: ElementId, card: Card },
    Group { item: ItemId, card: Card, wanted: Wanted, docs: Vec<String> },
    Any { open: Open, card: Card },
}

impl Planner<'_> {
    /// The slots of element content, with items for its groups.
    pub(super) fn slots(&mut self, id: TypeId, particle: &Particle, scope: &mut Scope) -> Vec<Slot> {
        let mut drafts = Vec::new();
        self.flatten(particle, Card::Required, &mut drafts);
        if self.is_ambiguous(&drafts) || drafts.iter().any(too_long) {
            let docs = vec!["The child elements in document order.".to_owned()];
            let item = self.ordered_item(id, Some(particle), false, scope);
            return vec![Slot::Group {
                item,
                card: Card::Repeated(0),
                wanted: Wanted::natural("items", "the content"),
                docs,
            }];
        }
        if self.needs_places(id) {
            draft::number(&mut drafts);
        }
        drafts.into_iter().map(|draft| self.slot(id, draft, scope)).collect()
    }

    /// The alternatives of a content model that is a choice which occurs once.
    pub(super) fn only_choice(&self, particle: &Particle) -> Option<Vec<Arm>> {
        let Term::Group(Compositor::Choice, _) = &particle.term else { return None };
        let mut drafts = Vec::new();
        self.flatten(particle, Card::Required, &mut drafts);
        if self.is_ambiguous(&drafts) || drafts.iter().any(too_long) {
            return None;
        }
        match drafts.pop() {
            Some(Draft::Choice(arms, Card::Required)) if drafts.is_empty() => Some(arms),
            _ => None,
        }
    }

    /// The field of mixed content.
    pub(super) fn mixed_field(&mut self, id: TypeId, particle: Option<&Particle>, scope: &mut Scope) -> Field {
        let item = self.ordered_item(id, particle, true, scope);
        let name = scope.names.take("content", &[]);
        let docs = vec!["Text and child elements in document order.".to_owned()];
        Field { name, docs, ty: RustType::Item(item).vec(), line: Line::Mixed, least: 0 }
    }

    fn slot(&mut self, id: TypeId, draft: Draft, scope: &mut Scope) -> Slot {
        match draft {
            Draft::Element(element, card) => Slot::Element { element, card },
            Draft::Any(open, card) => Slot::Any { open, card },
            Draft::Choice(arms, card) => {
                let item = self.choice_item(id, arms, scope);
                let (wanted, docs) = if card.repeats() {
                    ("items", "The alternatives in document order.")
                } else {
                    ("choice", "One of the alternatives.")
                };
                Slot::Group { item, card, wanted: Wanted::natural(wanted, "a choice"), docs: vec![docs.to_owned()] }
            }
            Draft::Substitution(head, card) => {
                let item = self.substitution_item(head);
                let local = self.contract.element(head).name.local();
                let wanted = self.choices.renames.field(self.contract, id, local);
                Slot::Group { item, card, wanted, docs: self.element_docs(id, head) }
            }
            Draft::Sequence(members, card) => {
                let item = self.sequence_item(id, members, scope);
                let wanted = Wanted::natural("items", "a sequence");
                let docs = vec!["The elements that repeat together.".to_owned()];
                Slot::Group { item, card, wanted, docs }
            }
        }
    }

    /// The enum of a substitution group: one wherever its head is named.
    fn substitution_item(&mut self, head: ElementId) -> ItemId {
        if let Some(item) = self.substitutions.get(&head) {
            return *item;
        }
        let name = self.contract.element(head).name.clone();
        let module = self.module_for(&name);
        let stem = naming::type_name(name.local());
        let taken = self.take(module, &format!("{stem}Element"), &[format!("{stem}Substitution")]);
        let docs = vec![format!("An element that may stand for `{}`.", self.show(&name))];
        let mut names = Names::default();
        let members = self.members(head).into_iter();
        let variants = members.map(|member| self.element_variant(member, None, &mut names, &[])).collect();
        let item = self.add(module, taken, docs, ItemKind::Choice(Choice { variants, ..Choice::default() }));
        self.substitutions.insert(head, item);
        item
    }

    fn choice_item(&mut self, id: TypeId, arms: Vec<Arm>, scope: &mut Scope) -> ItemId {
        let owner = scope.owner.clone();
        let name = self.take(scope.module, &format!("{owner}Choice"), &[]);
        let docs = vec![format!("A choice in [`{owner}`].")];
        let item = self.add(scope.module, name, docs, ItemKind::Choice(Choice::default()));
        if self.choices.by_operation.contains(&id) {
            self.alternatives.insert(item);
        }
        let variants = self.variants(id, arms, item);
        self.plan.items[item.0].kind = ItemKind::Choice(Choice { variants, ..Choice::default() });
        item
    }

    /// The variants of a choice in a type's content, whose enum is `item`.
    pub(super) fn variants(&mut self, id: TypeId, arms: Vec<Arm>, item: ItemId) -> Vec<Variant> {
        let mut names = Names::default();
        let mut variants = Vec::new();
        for arm in arms {
            variants.push(match arm {
                Arm::Element(element, _) if !self.choices.needs_element(element) => continue,
                Arm::Element(element, card) => self.arm_variant(id, element, card, &mut names),
                Arm::Any(open) => any_variant(&open.wildcard, open.number, &mut names),
                Arm::Group(draft) => self.group_variant(id, draft, item, &mut names),
            });
        }
        variants
    }

    fn arm_variant(&mut self, id: TypeId, element: ElementId, card: Card, names: &mut Names) -> Variant {
        let docs = self.element_docs(id, element);
        let mut variant = self.element_variant(element, Some(id), names, &docs);
        variant.ty = card.of(variant.ty);
        variant
    }

    /// The variant of an element: of a type's content, or of the document type.
    pub(super) fn element_variant(
        &mut self,
        element: ElementId,
        owner: Option<TypeId>,
        names: &mut Names,
        docs: &[String],
    ) -> Variant {
        let name = self.contract.element(element).name.clone();
        let docs = if docs.is_empty() { self.global_element_docs(element) } else { docs.to_vec() };
        let ty = self.element_rust_type(element);
        let default = self.element_default(&self.contract.element(element).clone());
        let line = Line::Element { name: self.xml_name(&name), required: false, default, nil: false };
        let wanted = match owner {
            Some(owner) => self.choices.renames.variant(self.contract, owner, name.local()),
            None => self.choices.renames.document_variant(element, &name),
        };
        Variant { name: self.assign_in(names, wanted, &[]), docs, ty, line, when: When::default() }
    }

    fn group_variant(&mut self, id: TypeId, draft: Draft, choice: ItemId, names: &mut Names) -> Variant {
        let mut scope = Scope::of(self.item(choice));
        let wanted = match &draft {
            Draft::Sequence(members, _) => members.iter().find_map(|member| self.first_name(member)),
            other => self.first_name(other),
        };
        let wanted = wanted.unwrap_or_else(|| "Group".to_owned());
        let (item, card) = match draft {
            Draft::Sequence(members, card) => (self.sequence_item(id, members, &mut scope), card),
            Draft::Choice(arms, card) => (self.choice_item(id, arms, &mut scope), card),
            Draft::Substitution(head, card) => (self.substitution_item(head), card),
            Draft::Element(..) | Draft::Any(..) => (choice, Card::Required),
        };
        let docs = vec!["Several elements together.".to_owned()];
        let line = Line::Group { required: false };
        let alternative = format!("{wanted}Group");
        let name = names.take(&wanted, &[alternative]);
        Variant { name, docs, ty: card.of(RustType::Item(item)), line, when: When::default() }
    }

    fn first_name(&self, draft: &Draft) -> Option<String> {
        match draft {
            Draft::Element(id, _) | Draft::Substitution(id, _) => {
                Some(naming::type_name(self.contract.element(*id).name.local()))
            }
            _ => None,
        }
    }

    fn sequence_item(&mut self, id: TypeId, members: Vec<Draft>, scope: &mut Scope) -> ItemId {
        let owner = scope.owner.clone();
        let name = self.take(scope.module, &format!("{owner}Sequence"), &[]);
        let docs = vec![format!("A sequence in [`{owner}`].")];
        let item = self.add(scope.module, name, docs, ItemKind::Sequence(Struct::default()));
        let mut inner = Scope::of(self.item(item));
        let fields = members.into_iter().map(|member| {
            let slot = self.slot(id, member, &mut inner);
            self.slot_field(id, slot, &mut inner)
        });
        let fields = fields.collect();
        self.plan.items[item.0].kind = ItemKind::Sequence(Struct { fields, ..Struct::default() });
        item
    }

    /// The items of mixed content, and of content in which names do not tell positions apart.
    fn ordered_item(&mut self, id: TypeId, particle: Option<&Particle>, mixed: bool, scope: &mut Scope) -> ItemId {
        let owner = scope.owner.clone();
        let name = self.take(scope.module, &format!("{owner}Content"), &[]);
        let docs = vec![format!("A piece of the content of [`{owner}`].")];
        let mut names = Names::default();
        let mut choice = Choice::default();
        if mixed {
            let (name, docs) = (names.take("Text", &[]), vec!["Text.".to_owned()]);
            let (ty, when) = (RustType::Path("String"), When::default());
            choice.variants.push(Variant { name, docs, ty, line: Line::Text, when });
        }
        let (mut elements, mut wildcards) = (Vec::new(), Vec::new());
        if let Some(particle) = particle {
            self.collect(particle, &mut elements, &mut wildcards);
        }
        for element in elements {
            let docs = self.element_docs(id, element);
            let variant = self.element_variant(element, Some(id), &mut names, &docs);
            choice.variants.push(variant);
        }
        choice.variants.extend(wildcards.iter().map(|wildcard| any_variant(wildcard, None, &mut names)));
        self.add(scope.module, name, docs, ItemKind::Choice(choice))
    }

    /// Every element and wildcard of a content model once, in schema order.
    fn collect(&self, particle: &Particle, elements: &mut Vec<ElementId>, wildcards: &mut Vec<Wildcard>) {
        match &particle.term {
            Term::Element(id) => {
                for member in self.members(*id) {
                    let name = &self.contract.element(member).name;
                    if !elements.iter().any(|known| self.contract.element(*known).name == *name) {
                        elements.push(member);
                    }
                }
            }
            Term::Wildcard(wildcard) => {
                if !wildcards.iter().any(|known| known.namespaces == wildcard.namespaces) {
                    wildcards.push(wildcard.clone());
                }
            }
            Term::Group(_, inner) => inner.iter().for_each(|member| self.collect(member, elements, wildcards)),
        }
    }
}

fn any_variant(wildcard: &Wildcard, number: Option<u32>, names: &mut Names) -> Variant {
    Variant {
        name: names.take("Any", &[]),
        docs: vec!["An element that the schema leaves open.".to_owned()],
        ty: RustType::Path("AnyElement"),
        line: Line::Any { constraint: constraint(&wildcard.namespaces), number },
        when: When::default(),
    }
}

/// A wildcard's namespaces as the runtime's `NamespaceConstraint` spells them.
pub(super) fn constraint(namespaces: &NamespaceConstraint) -> String {
    match namespaces {
        NamespaceConstraint::Any => "##any".to_owned(),
        NamespaceConstraint::Other(None) => "##other".to_owned(),
        NamespaceConstraint::Other(Some(target)) => format!("##other {target}"),
        NamespaceConstraint::List(list) => {
            let uris = list.iter().map(|uri| uri.as_ref().map_or("##local", |uri| uri.as_str()));
            uris.collect::<Vec<_>>().join(" ")
        }
    }
}
