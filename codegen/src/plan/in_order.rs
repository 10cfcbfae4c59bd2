//! Types in which names do not tell what a child is for, since a wildcard admits what elements beside it are called, or what another wildcard does: the
//! runtime has to know their content models.
//!
//! In: the content model of a type, with what is pruned from its bindings. Out: the same as lines of a contract table, with nothing in it but what tells places apart; nothing for a model in which
//! names do. Invariant: wildcards are in the order of the schema, here and there.
//!
//! ```xml
//! <xs:sequence> <xs:element name="amount" type="xs:int"/> <xs:any processContents="skip"/> </xs:sequence>   <!-- the second `amount` is any -->
//! ```

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use soap_runtime::contract::{self, ElementDecl, ExpandedName, NsId, UNBOUNDED};

use super::InOrder;
use super::content::card::Card;
use super::content::{Arm, Draft, members, too_long};
use super::planner::Planner;
use crate::ir::{Compositor, Content, Contract, ElementId, NamespaceConstraint, Particle, Term, TypeId, Wildcard};
use crate::qname::{Namespace, QName, XML, XSD};

impl Planner<'_> {
    /// The content model of a type, if names do not tell places apart in it.
    pub(super) fn in_order(&self, id: TypeId) -> Option<InOrder> {
        let model = self.model_by_place(id)?;
        let parts = model_of(self.contract, id).map(|particle| self.parts_of_wildcards(&particle)).unwrap_or_default();
        Some(InOrder { lines: Table::new(&model).lines(&model.particle), parts })
    }

    /// Whether names do not tell places apart in the content of a type.
    pub(super) fn needs_places(&self, id: TypeId) -> bool {
        self.model_by_place(id).is_some()
    }

    /// The content model that documents of a type follow, if names do not tell places apart in it.
    fn model_by_place(&self, id: TypeId) -> Option<Model<'_>> {
        let (contract, id) = self.unpruned(id);
        let model = Model::new(contract, model_of(contract, id)?);
        (!names_tell(&model.names, &model.wildcards) && !is_free(&model.particle)).then_some(model)
    }

    /// Of each wildcard, which of the fields for groups and wildcards it is in.
    fn parts_of_wildcards(&self, particle: &Particle) -> Vec<u32> {
        let mut drafts = Vec::new();
        self.flatten(particle, Card::Required, &mut drafts);
        if self.is_ambiguous(&drafts) || drafts.iter().any(too_long) {
            return Vec::new();
        }
        let parts = drafts.iter().filter(|draft| !matches!(draft, Draft::Element(..)));
        let parts: Vec<u32> = (0..).zip(parts).flat_map(|(part, draft)| vec![part; wildcards_in(draft)]).collect();
        if parts.iter().all(|part| *part == 0) { Vec::new() } else { parts }
    }
}

/// The content model of a type, if it has one.
fn model_of(contract: &Contract, id: TypeId) -> Option<Cow<'_, Particle>> {
    match contract.content(id) {
        Content::ElementOnly(particle) => Some(particle),
        Content::Mixed(particle) => particle,
        Content::Empty | Content::Simple(_) => None,
    }
}

/// A content model, with the names of its elements, and its wildcards.
struct Model<'c> {
    contract: &'c Contract,
    particle: Cow<'c, Particle>,
    names: BTreeSet<&'c QName>,
    wildcards: Vec<Wildcard>,
}

impl<'c> Model<'c> {
    fn new(contract: &'c Contract, particle: Cow<'c, Particle>) -> Self {
        let (mut names, mut wildcards) = (BTreeSet::new(), Vec::new());
        gather(contract, &particle, &mut names, &mut wildcards);
        Self { contract, particle, names, wildcards }
    }
}

fn gather<'c>(
    contract: &'c Contract,
    particle: &Particle,
    names: &mut BTreeSet<&'c QName>,
    wildcards: &mut Vec<Wildcard>,
) {
    match &particle.term {
        Term::Element(id) => names.extend(members(contract, *id).into_iter().map(|id| &contract.element(id).name)),
        Term::Wildcard(wildcard) => wildcards.push(wildcard.clone()),
        Term::Group(_, inner) => inner.iter().for_each(|inner| gather(contract, inner, names, wildcards)),
    }
}

fn wildcards_in(draft: &Draft) -> usize {
    match draft {
        Draft::Element(..) | Draft::Substitution(..) => 0,
        Draft::Any(..) => 1,
        Draft::Sequence(members, _) => members.iter().map(wildcards_in).sum(),
        Draft::Choice(arms, _) => arms
            .iter()
            .map(|arm| match arm {
                Arm::Element(..) => 0,
                Arm::Any(_) => 1,
                Arm::Group(draft) => wildcards_in(draft),
            })
            .sum(),
    }
}

/// Whether no wildcard admits any of the names, nor what another one does.
fn names_tell(names: &BTreeSet<&QName>, wildcards: &[Wildcard]) -> bool {
    let is_apart = |(index, wildcard): (usize, &Wildcard)| {
        let own = &wildcard.namespaces;
        let others = wildcards.iter().skip(index + 1);
        !names.iter().any(|name| admits(own, name.namespace()))
            && !others.into_iter().any(|other| overlap(own, &other.namespaces))
    };
    wildcards.iter().enumerate().all(is_apart)
}

fn admits(constraint: &NamespaceConstraint, namespace: Option<&Namespace>) -> bool {
    match constraint {
        NamespaceConstraint::Any => true,
        NamespaceConstraint::Other(other) => namespace.is_some() && namespace != other.as_ref(),
        NamespaceConstraint::List(list) => list.iter().any(|listed| listed.as_ref() == namespace),
    }
}

/// Whether both admit some name.
pub(super) fn overlap(left: &NamespaceConstraint, right: &NamespaceConstraint) -> bool {
    match (left, right) {
        (NamespaceConstraint::List(list), other) | (other, NamespaceConstraint::List(list)) => {
            list.iter().any(|listed| admits(other, listed.as_ref()))
        }
        _ => true,
    }
}

/// Whether the model is elements and wildcards in any order, as often as they like: then elements go by their names.
fn is_free(particle: &Particle) -> bool {
    let is_leaf = |inner: &Particle| !matches!(inner.term, Term::Group(..)) && inner.min <= 1;
    match &particle.term {
        Term::Group(Compositor::Choice, inner) => particle.max.is_none() && inner.iter().all(is_leaf),
        Term::Group(_, inner) if particle.max == Some(1) => matches!(inner.as_slice(), [only] if is_free(only)),
        _ => false,
    }
}

/// A table in the making, of one type.
struct Table<'c> {
    of: &'c Contract,
    contract: contract::Contract,
    namespaces: BTreeMap<Namespace, NsId>,
}

impl<'c> Table<'c> {
    fn new(model: &Model<'c>) -> Self {
        let listed = model.wildcards.iter().flat_map(|wildcard| match &wildcard.namespaces {
            NamespaceConstraint::Any => Vec::new(),
            NamespaceConstraint::Other(other) => other.iter().cloned().collect(),
            NamespaceConstraint::List(list) => list.iter().flatten().cloned().collect(),
        });
        let own = |namespace: &Namespace| match namespace.as_str() {
            XSD => Some(NsId::XSD),
            XML => Some(NsId::XML),
            _ => None,
        };
        let all: BTreeSet<Namespace> =
            model.names.iter().filter_map(|name| name.namespace().cloned()).chain(listed).collect();
        let prefix = |namespace: &Namespace| model.contract.prefixes().get(namespace).unwrap_or_default().to_owned();
        let mut declared: Vec<_> = all
            .iter()
            .filter(|namespace| own(namespace).is_none())
            .map(|namespace| (prefix(namespace), namespace))
            .collect();
        declared.sort();
        let mut contract = contract::Contract::new();
        let mut namespaces: BTreeMap<_, _> =
            all.iter().filter_map(|namespace| Some((namespace.clone(), own(namespace)?))).collect();
        for (prefix, namespace) in declared {
            namespaces.insert(namespace.clone(), NsId(contract.namespaces.len() as u32));
            contract.namespaces.push(contract::Namespace { prefix: prefix.into(), uri: namespace.as_str().into() });
        }
        Self { of: model.contract, contract, namespaces }
    }

    fn ns(&self, namespace: Option<&Namespace>) -> NsId {
        namespace.map_or(NsId::NONE, |namespace| self.namespaces.get(namespace).copied().unwrap_or(NsId::FOREIGN))
    }

    /// The lines of the table, but for the first one.
    fn lines(mut self, particle: &Particle) -> Vec<String> {
        let particles = particle.parts().into_iter().map(|part| self.particle(part)).collect();
        let id = contract::TypeId(self.contract.types.len() as u32);
        self.contract.types.push(contract::Type::Complex(contract::ComplexType {
            name: Some(ExpandedName { ns: NsId::NONE, local: "T".into() }),
            base: contract::TypeId::ANY,
            method: contract::Method::Restriction,
            is_complete: false,
            is_abstract: false,
            is_array: false,
            is_mixed: false,
            block: contract::Block::default(),
            text: None,
            particles,
            attributes: Vec::new(),
            any_attribute: None,
            since: 0,
        }));
        self.contract.named_types.push(id);
        self.contract.to_text().lines().skip(1).map(str::to_owned).collect()
    }

    fn particle(&mut self, particle: &Particle) -> contract::Particle {
        let term = match &particle.term {
            Term::Element(id) => self.element(*id),
            Term::Wildcard(wildcard) => contract::Term::Wildcard(self.wildcard(wildcard)),
            Term::Group(compositor, inner) => {
                contract::Term::Group(*compositor, inner.iter().map(|inner| self.particle(inner)).collect())
            }
        };
        contract::Particle { min: particle.min, max: particle.max.unwrap_or(UNBOUNDED), term, since: 0 }
    }

    /// An element, or the choice between what may stand for it.
    fn element(&mut self, id: ElementId) -> contract::Term {
        let members = members(self.of, id).into_iter();
        let mut members: Vec<_> = members.map(|member| self.declared(&self.of.element(member).name)).collect();
        match members.pop() {
            Some(only) if members.is_empty() => contract::Term::Element(only),
            last => {
                let once = |id| contract::Particle { min: 1, max: 1, term: contract::Term::Element(id), since: 0 };
                contract::Term::Group(Compositor::Choice, members.into_iter().chain(last).map(once).collect())
            }
        }
    }

    fn declared(&mut self, name: &QName) -> contract::ElementId {
        let id = contract::ElementId(self.contract.elements.len() as u32);
        self.contract.elements.push(ElementDecl {
            name: ExpandedName { ns: self.ns(name.namespace()), local: name.local().into() },
            ty: contract::TypeId::ANY,
            is_global: false,
            is_abstract: false,
            is_nillable: false,
            is_expected: false,
            head: None,
            value: None,
            block: contract::Block::default(),
            constraints: Vec::new(),
            since: 0,
        });
        id
    }

    fn wildcard(&self, wildcard: &Wildcard) -> contract::Wildcard {
        let namespaces = match &wildcard.namespaces {
            NamespaceConstraint::Any => contract::NamespaceConstraint::Any,
            NamespaceConstraint::Other(other) => contract::NamespaceConstraint::Other(self.ns(other.as_ref())),
            NamespaceConstraint::List(list) => {
                contract::NamespaceConstraint::List(list.iter().map(|listed| self.ns(listed.as_ref())).collect())
            }
        };
        contract::Wildcard { namespaces, process: contract::Process::Skip }
    }
}
