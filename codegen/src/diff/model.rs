//! Content models that can be compared: particles with names in place of ids, and groups that say nothing dissolved.
//!
//! ```xml
//! <xs:sequence><xs:sequence><xs:element name="A"/></xs:sequence></xs:sequence>   <!-- the same as one sequence -->
//! ```

use super::side::Side;
use crate::ir::{Compositor, ElementId, NamespaceConstraint, Particle, ProcessContents, Scope, Term};
use crate::qname::QName;
use crate::source::Span;

/// A particle.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) term: Item,
    pub(super) span: Option<Span>,
}

/// What occurs.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// An element: its name, itself, and the names that may stand there.
    Element(QName, ElementId, Vec<QName>),
    /// A wildcard.
    Any(NamespaceConstraint, ProcessContents),
    /// A model group.
    Group(Compositor, Vec<Node>),
}

/// Equal nodes admit the same; where they are written does not count.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        (self.min, self.max) == (other.min, other.max) && self.is_like(other)
    }
}

impl Node {
    /// A sequence that occurs once.
    pub(super) fn sequence(parts: Vec<Self>) -> Self {
        Self { min: 1, max: Some(1), term: Item::Group(Compositor::Sequence, parts), span: None }
    }

    /// The sequence of some particles.
    pub(super) fn of<'p>(side: &Side<'_>, particles: impl IntoIterator<Item = &'p Particle>) -> Self {
        let parts = particles.into_iter().map(|particle| convert(side, particle)).collect();
        Self::sequence(parts).normal()
    }

    /// Whether what occurs is the same, however often.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (&self.term, &other.term) {
            (Item::Element(left, ..), Item::Element(right, ..)) => left == right,
            (Item::Any(left, process), Item::Any(right, other)) => left == right && process == other,
            (Item::Group(left, parts), Item::Group(right, others)) => left == right && parts == others,
            _ => false,
        }
    }

    /// The members of a group.
    pub(super) fn parts(&self) -> &[Self] {
        match &self.term {
            Item::Group(_, parts) => parts,
            Item::Element(..) | Item::Any(..) => &[],
        }
    }

    /// The elements anywhere inside.
    pub(super) fn elements(&self) -> Vec<&QName> {
        match &self.term {
            Item::Element(name, ..) => vec![name],
            Item::Any(..) => Vec::new(),
            Item::Group(_, parts) => parts.iter().flat_map(Self::elements).collect(),
        }
    }

    fn is_once(&self) -> bool {
        (self.min, self.max) == (1, Some(1))
    }

    /// Whether it can match nothing at all.
    pub(super) fn can_be_empty(&self) -> bool {
        self.min == 0
            || match &self.term {
                Item::Element(..) | Item::Any(..) => false,
                Item::Group(Compositor::Choice, parts) => parts.is_empty() || parts.iter().any(Self::can_be_empty),
                Item::Group(_, parts) => parts.iter().all(Self::can_be_empty),
            }
    }

    /// The whole as a sequence, with groups that say nothing dissolved.
    fn normal(self) -> Self {
        let simple = self.simplified();
        match simple.term {
            Item::Group(Compositor::Sequence, _) if simple.is_once() => simple,
            _ => Self::sequence(vec![simple]),
        }
    }

    fn simplified(self) -> Self {
        let (compositor, parts) = match self.term {
            Item::Group(compositor, parts) => (compositor, parts),
            term => return Self { term, ..self },
        };
        let once = (self.min, self.max) == (1, Some(1));
        let mut simple = Vec::new();
        for part in parts.into_iter().map(Self::simplified) {
            let dissolves = matches!(part.term, Item::Group(inner, _) if inner == compositor) && part.is_once();
            match part.term {
                Item::Group(_, inner) if dissolves && compositor != Compositor::All => simple.extend(inner),
                Item::Group(_, inner) if inner.is_empty() && compositor != Compositor::Choice => {}
                term => simple.push(Self { term, ..part }),
            }
        }
        if simple.len() == 1
            && let Some(only) = simple.pop()
        {
            if only.is_once() {
                return Self { min: self.min, max: self.max, ..only };
            }
            if once {
                return only;
            }
            simple.push(only);
        }
        Self { min: self.min, max: self.max, term: Item::Group(compositor, simple), span: self.span }
    }

    /// The model in one line, as a DTD would have it.
    pub(super) fn shown(&self) -> String {
        let inner = match &self.term {
            Item::Element(name, ..) => name.local().to_owned(),
            Item::Any(..) => "any".to_owned(),
            Item::Group(compositor, parts) => {
                let separator = match compositor {
                    Compositor::Sequence => ", ",
                    Compositor::Choice => " | ",
                    Compositor::All => " & ",
                };
                let shown: Vec<String> = parts.iter().take(8).map(Self::shown).collect();
                let more = if parts.len() > 8 { format!("{separator}…") } else { String::new() };
                format!("({}{more})", shown.join(separator))
            }
        };
        let sign = match (self.min, self.max) {
            (1, Some(1)) => String::new(),
            (0, Some(1)) => "?".to_owned(),
            (0, None) => "*".to_owned(),
            (1, None) => "+".to_owned(),
            _ => format!("{{{}}}", occurs(self.min, self.max)),
        };
        format!("{inner}{sign}")
    }
}

/// `0..1`, `1..*`
pub(super) fn occurs(min: u32, max: Option<u32>) -> String {
    format!("{min}..{}", max.map_or_else(|| "*".to_owned(), |max| max.to_string()))
}

fn convert(side: &Side<'_>, particle: &Particle) -> Node {
    let term = match &particle.term {
        Term::Element(id) => element(side, *id),
        Term::Wildcard(wildcard) => Item::Any(constraint(side, &wildcard.namespaces), wildcard.process),
        Term::Group(compositor, inner) => {
            Item::Group(*compositor, inner.iter().map(|inner| convert(side, inner)).collect())
        }
    };
    Node { min: particle.min, max: particle.max, term, span: particle.span }
}

fn element(side: &Side<'_>, id: ElementId) -> Item {
    let contract = side.contract;
    let name = side.names.name(&contract.element(id).name);
    let names = match contract.element(id).scope {
        Scope::Global => {
            let members = contract.substitution_members(id);
            members.iter().map(|member| side.names.name(&contract.element(*member).name)).collect()
        }
        _ => vec![name.clone()],
    };
    Item::Element(name, id, names)
}

/// A wildcard's namespaces, moved ones taken for what they became.
pub(super) fn constraint(side: &Side<'_>, namespaces: &NamespaceConstraint) -> NamespaceConstraint {
    let renamed = |namespace: &Option<_>| namespace.as_ref().map(|namespace| side.names.namespace(namespace));
    match namespaces {
        NamespaceConstraint::Any => NamespaceConstraint::Any,
        NamespaceConstraint::Other(other) => NamespaceConstraint::Other(renamed(other)),
        NamespaceConstraint::List(list) => {
            let mut list: Vec<_> = list.iter().map(renamed).collect();
            list.sort();
            NamespaceConstraint::List(list)
        }
    }
}
