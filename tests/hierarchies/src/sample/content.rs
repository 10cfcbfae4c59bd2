//! Elements and their content.

use super::{SIZE, Sampler};
use crate::markup::Markup;
use crate::model::{
    Body, Compositor, Content, Declaration, Derivations, ElementId, ElementType, Name, Occurs, Particle, TypeId, Usage,
};

impl Particle {
    /// How often it occurs.
    #[must_use]
    pub fn occurs(&self) -> Occurs {
        match self {
            Self::Local(element) => element.occurs,
            Self::Reference(_, occurs) | Self::Group(_, occurs, _) => *occurs,
        }
    }
}

impl Sampler<'_> {
    /// An element; at depth 0, the smallest.
    pub(super) fn element(&mut self, name: &Name, declaration: &Declaration, depth: usize) -> Markup {
        self.size += 1;
        let depth = if self.size > SIZE { 0 } else { depth };
        let mut markup = Markup::new(self.prefixed(name));
        let is_nil = declaration.nillable && self.dice.chance(25);
        if is_nil {
            markup = markup.with("xsi:nil", if self.dice.chance(80) { "true" } else { "1" });
        }
        let contract = self.contract;
        match contract.type_of(declaration) {
            Some(ElementType::Simple(..)) if is_nil => markup,
            Some(ElementType::Simple(..)) if declaration.default.is_some() && self.dice.chance(30) => markup,
            Some(ElementType::Simple(_, values)) => self.with_text(markup, values),
            Some(ElementType::Complex(declared)) if !is_nil && self.is_newer(*declared, declaration) => newer(markup),
            Some(ElementType::Complex(declared)) => {
                let ty = self.stand_in(*declared, declaration.blocked, depth);
                if ty != *declared || self.dice.chance(10) {
                    markup = markup.with("xsi:type", contract.type_ref(ty));
                }
                match contract.types.get(&ty) {
                    Some(ty) => self.body(markup, &ty.body, is_nil, depth),
                    None => markup,
                }
            }
            Some(ElementType::Anonymous(body)) => self.body(markup, body, is_nil, depth),
            Some(ElementType::OfHead(_)) | None => markup,
        }
    }

    /// Whether an element is to be of a type that is not in the contract. That is kept only where others stand in already.
    fn is_newer(&mut self, declared: TypeId, declaration: &Declaration) -> bool {
        let others = self.possible(declared, declaration.blocked).into_iter().any(|ty| ty != declared);
        let is_newer = self.may_be_newer && others && self.dice.chance(30);
        self.is_newer |= is_newer;
        is_newer
    }

    fn prefixed(&self, name: &Name) -> String {
        let namespace = name.namespace.as_deref();
        let schema = (0..self.contract.schemas.len()).find(|schema| self.contract.namespace(*schema) == namespace);
        match (namespace, schema) {
            (Some(_), Some(schema)) => self.contract.qualified(schema, &name.local),
            _ => name.local.clone(),
        }
    }

    fn with_text(&mut self, markup: Markup, values: &[String]) -> Markup {
        match self.dice.pick(values) {
            Some(value) if !value.is_empty() => markup.text(value),
            _ => markup,
        }
    }

    /// A type that has been used less than others.
    fn stand_in(&mut self, declared: TypeId, blocked: Derivations, depth: usize) -> TypeId {
        let mut possible = self.possible(declared, blocked);
        let least = if depth == 0 {
            possible.sort_by_key(|ty| self.costs.ty(*ty));
            0
        } else {
            let uses = |ty: &TypeId| self.types.get(ty).copied().unwrap_or(0);
            let fewest = possible.iter().map(uses).min();
            possible.retain(|ty| Some(uses(ty)) == fewest);
            self.dice.below(possible.len())
        };
        let chosen = possible.get(least).copied().unwrap_or(declared);
        *self.types.entry(chosen).or_default() += 1;
        chosen
    }

    fn body(&mut self, mut markup: Markup, body: &Body, is_nil: bool, depth: usize) -> Markup {
        markup = self.attributes(markup, body, depth);
        if is_nil {
            return markup;
        }
        match &body.content {
            Content::Text(text) => self.with_text(markup, &text.values),
            Content::Model { mixed, .. } => {
                let mut children = Vec::new();
                for particle in self.contract.whole_content(body) {
                    self.particle(&particle, depth, &mut children);
                }
                self.with_children(markup, children, *mixed)
            }
        }
    }

    fn with_children(&mut self, mut markup: Markup, children: Vec<Markup>, mixed: bool) -> Markup {
        for child in children {
            if mixed && self.dice.chance(40) {
                markup = markup.text(" some text ");
            }
            markup = markup.child(child);
        }
        if mixed && self.dice.chance(50) { markup.text("the end") } else { markup }
    }

    fn attributes(&mut self, mut markup: Markup, body: &Body, depth: usize) -> Markup {
        for attribute in self.contract.whole_attributes(body) {
            let percent = match attribute.usage {
                Usage::Required => 100,
                Usage::Prohibited => 0,
                _ if depth == 0 => 10,
                _ => 50,
            };
            if !self.dice.chance(percent) {
                continue;
            }
            let value = match &attribute.usage {
                Usage::Fixed(value) => value.clone(),
                _ => self.dice.pick(&attribute.values).cloned().unwrap_or_default(),
            };
            markup = markup.with(self.prefixed(&attribute.name), value);
        }
        let has_foreign = self.contract.whole_wildcard(body).is_some() && self.dice.chance(50);
        if has_foreign { markup.with("x:foreign", "of another") } else { markup }
    }

    fn particle(&mut self, particle: &Particle, depth: usize, children: &mut Vec<Markup>) {
        let occurs = particle.occurs();
        let most = occurs.max.unwrap_or(occurs.min + 2).min(occurs.min + 2);
        let can_be_had = depth > 0 && self.costs.once(self.contract, particle).is_some();
        let times = if can_be_had { self.dice.between(occurs.min, most) } else { occurs.min };
        for _ in 0..times {
            self.once(particle, depth, children);
        }
    }

    fn once(&mut self, particle: &Particle, depth: usize, children: &mut Vec<Markup>) {
        let below = depth.saturating_sub(1);
        match particle {
            Particle::Local(element) => children.push(self.element(&element.name, &element.declaration, below)),
            Particle::Reference(head, _) => {
                if let Some(id) = self.substitute(*head, depth) {
                    children.push(self.global(id, below));
                }
            }
            Particle::Group(Compositor::Sequence, _, particles) => {
                for particle in particles {
                    self.particle(particle, depth, children);
                }
            }
            Particle::Group(Compositor::Choice, _, particles) => {
                if let Some(particle) = self.alternative(particles, depth) {
                    self.particle(particle, depth, children);
                }
            }
        }
    }

    /// An element that has been used less than others.
    fn substitute(&mut self, head: ElementId, depth: usize) -> Option<ElementId> {
        let mut possible = self.contract.substitutes(head);
        possible.retain(|id| self.costs.element(*id).is_some());
        if depth == 0 {
            return possible.into_iter().min_by_key(|id| self.costs.element(*id));
        }
        let uses = |id: &ElementId| self.elements.get(id).copied().unwrap_or(0);
        let fewest = possible.iter().map(uses).min();
        possible.retain(|id| Some(uses(id)) == fewest);
        let chosen = self.dice.pick(&possible).copied()?;
        *self.elements.entry(chosen).or_default() += 1;
        Some(chosen)
    }

    fn alternative<'p>(&mut self, particles: &'p [Particle], depth: usize) -> Option<&'p Particle> {
        let cost = |particle: &&Particle| self.costs.particle(self.contract, particle);
        let possible: Vec<&Particle> = particles.iter().filter(|particle| cost(particle).is_some()).collect();
        if depth == 0 {
            return possible.into_iter().min_by_key(cost);
        }
        self.dice.pick(&possible).copied()
    }
}

/// Content of a type that the contract does not know.
fn newer(markup: Markup) -> Markup {
    let child = Markup::new("x:added").with("since", "2.0").text("text").child(Markup::new("other"));
    markup.with("xsi:type", "x:Newer").with("since", "2.0").child(Markup::new("first")).child(child)
}
