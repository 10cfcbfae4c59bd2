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
//! A child element finds its field by its name alone. Where a model uses a name in more than one place, the whole
//! content becomes one list of items in document order instead.

use std::collections::BTreeSet;

use super::planner::Planner;
use super::{Choice, Field, Item, ItemId, ItemKind, Line, RustType, Struct, Variant, When};
use crate::ir::{Compositor, ElementId, NamespaceConstraint, Particle, Scope as Declared, Term, TypeId, Wildcard};
use crate::naming::{self, Names, Wanted};
use crate::qname::QName;

/// How often something occurs, as far as Rust types can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Card {
    Required,
    Optional,
    /// As often as one likes, but at least so often.
    Repeated(u32),
}

impl Card {
    fn of_particle(particle: &Particle) -> Self {
        match (particle.min, particle.max) {
            (min, None) => Self::Repeated(min),
            (min, Some(max)) if max > 1 => Self::Repeated(min),
            (0, _) => Self::Optional,
            _ => Self::Required,
        }
    }

    /// The cardinality of this inside something of cardinality `outer`.
    fn within(self, outer: Self) -> Self {
        match (self, outer) {
            (Self::Repeated(_), _) | (_, Self::Repeated(_)) => {
                Self::Repeated(self.least().saturating_mul(outer.least()))
            }
            (Self::Required, Self::Required) => Self::Required,
            _ => Self::Optional,
        }
    }

    /// How many there have to be.
    pub(super) fn least(self) -> u32 {
        match self {
            Self::Required => 1,
            Self::Optional => 0,
            Self::Repeated(least) => least,
        }
    }

    /// The same for what repeats; what does not is an error where it is missing.
    pub(super) fn least_of_several(self) -> u32 {
        if self.repeats() { self.least() } else { 0 }
    }

    pub(super) fn is_required(self) -> bool {
        self == Self::Required
    }

    pub(super) fn repeats(self) -> bool {
        matches!(self, Self::Repeated(_))
    }

    pub(super) fn of(self, ty: RustType) -> RustType {
        match self {
            Self::Required => ty,
            Self::Optional => ty.option(),
            Self::Repeated(_) => ty.vec(),
        }
    }
}

/// Where fields and items are being named.
pub(super) struct Scope {
    pub(super) names: Names,
    owner: String,
    module: usize,
}

impl Scope {
    pub(super) fn of(item: &Item) -> Self {
        Self { names: Names::default(), owner: item.name.clone(), module: item.module }
    }
}

/// What one field holds.
pub(super) enum Slot {
    Element { element: ElementId, card: Card },
    Group { item: ItemId, card: Card, wanted: Wanted, docs: Vec<String> },
    Any { constraint: String, card: Card },
}

/// The slots before items exist for them.
#[derive(Debug, Clone)]
enum Draft {
    Element(ElementId, Card),
    Substitution(ElementId, Card),
    Any(Wildcard, Card),
    Choice(Vec<Arm>, Card),
    Sequence(Vec<Draft>, Card),
}

/// An alternative of a choice.
#[derive(Debug, Clone)]
enum Arm {
    Element(ElementId, Card),
    Any(Wildcard),
    Group(Draft),
}

/// A repeated sequence keeps track of its members in 64 bits.
const MOST_MEMBERS: usize = 64;

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
        drafts.into_iter().map(|draft| self.slot(id, draft, scope)).collect()
    }

    /// The field of mixed content.
    pub(super) fn mixed_field(&mut self, id: TypeId, particle: Option<&Particle>, scope: &mut Scope) -> Field {
        let item = self.ordered_item(id, particle, true, scope);
        let name = scope.names.take("content", &[]);
        let docs = vec!["Text and child elements in document order.".to_owned()];
        Field { name, docs, ty: RustType::Item(item).vec(), line: Line::Mixed, least: 0 }
    }

    fn flatten(&self, particle: &Particle, outer: Card, drafts: &mut Vec<Draft>) {
        let card = Card::of_particle(particle).within(outer);
        match &particle.term {
            Term::Element(id) => drafts.push(self.element_draft(*id, card)),
            Term::Wildcard(wildcard) => drafts.push(Draft::Any(wildcard.clone(), card)),
            Term::Group(_, inner) if inner.is_empty() => {}
            Term::Group(_, inner) if inner.len() == 1 => inner.iter().for_each(|only| self.flatten(only, card, drafts)),
            Term::Group(Compositor::Choice, inner) => drafts.push(self.choice_draft(inner, card)),
            Term::Group(_, inner) if card.repeats() => {
                let mut members = Vec::new();
                inner.iter().for_each(|member| self.flatten(member, Card::Required, &mut members));
                drafts.push(Draft::Sequence(members, card));
            }
            Term::Group(_, inner) => inner.iter().for_each(|member| self.flatten(member, card, drafts)),
        }
    }

    /// An element, or the choice between the members of its substitution group.
    fn element_draft(&self, id: ElementId, card: Card) -> Draft {
        match self.members(id).as_slice() {
            [only] => Draft::Element(*only, card),
            _ => Draft::Substitution(id, card),
        }
    }

    /// What may stand where a particle names an element.
    fn members(&self, id: ElementId) -> Vec<ElementId> {
        if self.contract.element(id).scope != Declared::Global {
            return vec![id];
        }
        let members = self.contract.substitution_members(id);
        if members.is_empty() { vec![id] } else { members }
    }

    fn choice_draft(&self, inner: &[Particle], card: Card) -> Draft {
        let mut arms = Vec::new();
        let mut card = card;
        for particle in inner {
            if can_be_empty(particle) {
                card = card.within(Card::Optional);
            }
            if matches!(&particle.term, Term::Wildcard(_)) && Card::of_particle(particle).repeats() {
                card = Card::Repeated(card.least());
            }
        }
        for particle in inner {
            self.flatten_arm(particle, card, &mut arms);
        }
        Draft::Choice(arms, card)
    }

    fn flatten_arm(&self, particle: &Particle, outer: Card, arms: &mut Vec<Arm>) {
        let repeats = Card::of_particle(particle).repeats() && !outer.repeats();
        match &particle.term {
            // Members of the substitution group may take turns.
            Term::Element(id) if repeats && self.members(*id).len() > 1 => {
                arms.push(Arm::Group(Draft::Substitution(*id, Card::Repeated(1))));
            }
            Term::Element(id) => {
                let card = if repeats { Card::Repeated(1) } else { Card::Required };
                arms.extend(self.members(*id).into_iter().map(|member| Arm::Element(member, card)));
            }
            Term::Wildcard(wildcard) => arms.push(Arm::Any(wildcard.clone())),
            Term::Group(_, inner) if inner.is_empty() => {}
            Term::Group(Compositor::Choice, inner) if !repeats => {
                inner.iter().for_each(|arm| self.flatten_arm(arm, outer, arms));
            }
            Term::Group(_, inner) if inner.len() == 1 && !repeats => {
                inner.iter().for_each(|only| self.flatten_arm(only, outer, arms));
            }
            Term::Group(..) => {
                let card = if repeats { Card::Repeated(1) } else { Card::Required };
                arms.push(Arm::Group(self.group_draft(particle, card)));
            }
        }
    }

    /// A group as one value: a sequence even where it occurs once.
    fn group_draft(&self, particle: &Particle, card: Card) -> Draft {
        match &particle.term {
            Term::Group(Compositor::Choice, inner) => self.choice_draft(inner, card),
            Term::Group(_, inner) => {
                let mut members = Vec::new();
                inner.iter().for_each(|member| self.flatten(member, Card::Required, &mut members));
                Draft::Sequence(members, card)
            }
            Term::Element(id) => Draft::Element(*id, card),
            Term::Wildcard(wildcard) => Draft::Any(wildcard.clone(), card),
        }
    }

    fn slot(&mut self, id: TypeId, draft: Draft, scope: &mut Scope) -> Slot {
        match draft {
            Draft::Element(element, card) => Slot::Element { element, card },
            Draft::Any(wildcard, card) => Slot::Any { constraint: constraint(&wildcard.namespaces), card },
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
        let item = self.add(module, taken, docs, ItemKind::Choice(Choice { variants, placeholder: 0 }));
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
        let mut names = Names::default();
        let mut choice = Choice::default();
        for arm in arms {
            let variant = match arm {
                Arm::Element(element, _) if !self.choices.needs_element(element) => continue,
                Arm::Element(element, card) => self.arm_variant(id, element, card, &mut names),
                Arm::Any(wildcard) => any_variant(&wildcard, &mut names),
                Arm::Group(draft) => self.group_variant(id, draft, item, &mut names),
            };
            choice.variants.push(variant);
        }
        self.plan.items[item.0].kind = ItemKind::Choice(choice);
        item
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
        let line = Line::Element { name: self.xml_name(&name), required: false, default };
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
        self.plan.items[item.0].kind = ItemKind::Sequence(Struct { type_name: None, fields });
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
        choice.variants.extend(wildcards.iter().map(|wildcard| any_variant(wildcard, &mut names)));
        self.add(scope.module, name, docs, ItemKind::Choice(choice))
    }

    /// Whether some element name leads to more than one place.
    fn is_ambiguous(&self, drafts: &[Draft]) -> bool {
        let mut seen = BTreeSet::new();
        drafts.iter().any(|draft| self.repeats_name(draft, &mut seen))
    }

    fn repeats_name<'s>(&'s self, draft: &Draft, seen: &mut BTreeSet<&'s QName>) -> bool {
        let mut repeats = |id: ElementId| !seen.insert(&self.contract.element(id).name);
        match draft {
            Draft::Element(id, _) => repeats(*id),
            Draft::Substitution(head, _) => self.members(*head).into_iter().any(repeats),
            Draft::Any(..) => false,
            Draft::Sequence(members, _) => members.iter().any(|member| self.repeats_name(member, seen)),
            Draft::Choice(arms, _) => arms.iter().any(|arm| match arm {
                Arm::Element(id, _) => !seen.insert(&self.contract.element(*id).name),
                Arm::Any(_) => false,
                Arm::Group(inner) => self.repeats_name(inner, seen),
            }),
        }
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

fn any_variant(wildcard: &Wildcard, names: &mut Names) -> Variant {
    Variant {
        name: names.take("Any", &[]),
        docs: vec!["An element that the schema leaves open.".to_owned()],
        ty: RustType::Path("AnyElement"),
        line: Line::Any(constraint(&wildcard.namespaces)),
        when: When::default(),
    }
}

/// Whether a particle matches no elements at all.
fn can_be_empty(particle: &Particle) -> bool {
    particle.min == 0
        || match &particle.term {
            Term::Element(_) | Term::Wildcard(_) => false,
            Term::Group(Compositor::Choice, inner) => inner.is_empty() || inner.iter().any(can_be_empty),
            Term::Group(_, inner) => inner.iter().all(can_be_empty),
        }
}

fn too_long(draft: &Draft) -> bool {
    match draft {
        Draft::Element(..) | Draft::Substitution(..) | Draft::Any(..) => false,
        Draft::Sequence(members, _) => members.len() > MOST_MEMBERS || members.iter().any(too_long),
        Draft::Choice(arms, _) => arms.iter().any(|arm| matches!(arm, Arm::Group(inner) if too_long(inner))),
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
