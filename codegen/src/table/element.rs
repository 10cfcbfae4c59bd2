//! The lines of elements, particles and wildcards.

use super::Table;
use super::lines::quoted;
use crate::ir::{
    Compositor, DerivationSet, Element, ElementId, NamespaceConstraint, Particle, ProcessContents, Scope, Term, TypeId,
    Wildcard,
};
use crate::qname::Namespace;
use crate::source::Span;

impl Table<'_> {
    pub(super) fn global_elements(&mut self) {
        for id in self.contract.elements() {
            let element = self.contract.element(id);
            let mut line = self.element_head(element);
            if element.is_abstract {
                line.push_str(" abstract");
            }
            if let Some(head) = element.substitution_head {
                let head = self.names.spell(&self.contract.element(head).name);
                line.push_str(&format!(" substitutes {head}"));
            }
            self.element(element, line);
        }
    }

    fn element_head(&self, element: &Element) -> String {
        let name = self.names.spell(&element.name);
        format!("element {name} {}", self.type_reference(element.ty))
    }

    fn element(&mut self, element: &Element, mut line: String) {
        if element.nillable {
            line.push_str(" nillable");
        }
        let stated = (element.default.as_deref(), element.fixed.as_deref());
        line.push_str(&self.value_constraint(element.ty, stated, element.span));
        line.push_str(&block(element.block));
        self.lines.fact(&line);
        self.lines.indent();
        self.definitions_in_place(&[element.ty]);
        self.constraints(element);
        self.lines.outdent();
    }

    /// ` default="…"` or ` fixed="…"`, as they are stated at `span`.
    pub(super) fn value_constraint(
        &self,
        ty: TypeId,
        (default, fixed): (Option<&str>, Option<&str>),
        span: Option<Span>,
    ) -> String {
        let (name, text) = match (default, fixed) {
            (_, Some(fixed)) => ("fixed", fixed),
            (Some(default), None) => ("default", default),
            (None, None) => return String::new(),
        };
        let text = self.values.spelled(ty, text, span, &mut |name| self.names.spell(name));
        format!(" {name}={}", quoted(&text))
    }

    pub(super) fn particle(&mut self, particle: &Particle) {
        let occurs = occurs(particle);
        match &particle.term {
            Term::Element(id) => self.element_particle(*id, &occurs),
            Term::Group(compositor, inner) => {
                self.lines.fact(&format!("{}{occurs}", compositor_name(*compositor)));
                self.lines.indent();
                inner.iter().for_each(|inner| self.particle(inner));
                self.lines.outdent();
            }
            Term::Wildcard(wildcard) => {
                let wildcard = self.wildcard(wildcard);
                self.lines.fact(&format!("any {wildcard}{occurs}"));
            }
        }
    }

    fn element_particle(&mut self, id: ElementId, occurs: &str) {
        let element = self.contract.element(id);
        if element.scope == Scope::Global {
            let name = self.names.spell(&element.name);
            self.lines.fact(&format!("ref {name}{occurs}"));
        } else {
            let line = self.element_head(element) + occurs;
            self.element(element, line);
        }
    }

    /// The NAMESPACES and PROCESS of the grammar.
    pub(super) fn wildcard(&self, wildcard: &Wildcard) -> String {
        let namespaces = match &wildcard.namespaces {
            NamespaceConstraint::Any => "##any".to_owned(),
            NamespaceConstraint::Other(other) => format!("##other({})", self.namespace(other)),
            NamespaceConstraint::List(list) if list.is_empty() => "##none".to_owned(),
            NamespaceConstraint::List(list) => {
                let listed: Vec<_> = list.iter().map(|listed| self.namespace(listed)).collect();
                listed.join(",")
            }
        };
        let process = match wildcard.process {
            ProcessContents::Strict => "strict",
            ProcessContents::Lax => "lax",
            ProcessContents::Skip => "skip",
        };
        format!("{namespaces} {process}")
    }

    fn namespace(&self, namespace: &Option<Namespace>) -> &str {
        match namespace {
            Some(namespace) => self.names.prefix(namespace),
            None => "##local",
        }
    }
}

fn compositor_name(compositor: Compositor) -> &'static str {
    match compositor {
        Compositor::Sequence => "sequence",
        Compositor::Choice => "choice",
        Compositor::All => "all",
    }
}

/// ` 0..1`; empty for once.
fn occurs(particle: &Particle) -> String {
    match (particle.min, particle.max) {
        (1, Some(1)) => String::new(),
        (min, Some(max)) => format!(" {min}..{max}"),
        (min, None) => format!(" {min}..*"),
    }
}

/// ` block=extension,restriction`; empty if nothing that can occur in a message is blocked.
pub(super) fn block(block: DerivationSet) -> String {
    let methods =
        [(block.extension, "extension"), (block.restriction, "restriction"), (block.substitution, "substitution")];
    let blocked: Vec<_> = methods.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
    if blocked.is_empty() { String::new() } else { format!(" block={}", blocked.join(",")) }
}
