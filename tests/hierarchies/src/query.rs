//! Questions about a contract: what a type consists of with what it inherits, and what may stand for it.

use crate::model::{
    Attribute, Body, Content, Contract, Declaration, Derivation, Derivations, ElementId, ElementType, Name, Particle,
    SchemaId, SimpleRef, Text, TypeId, Usage, Wildcard,
};

impl Derivation {
    /// The base.
    #[must_use]
    pub fn base(self) -> Option<TypeId> {
        match self {
            Self::None => None,
            Self::Extension(base) | Self::Restriction(base) => Some(base),
        }
    }

    /// Whether it is one of these kinds.
    #[must_use]
    pub fn is_among(self, kinds: Derivations) -> bool {
        match self {
            Self::None => false,
            Self::Extension(_) => kinds.extension,
            Self::Restriction(_) => kinds.restriction,
        }
    }
}

impl Derivations {
    /// Those of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
        }
    }
}

impl Body {
    /// Whether it has text of a simple type.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Model { .. } => None,
        }
    }

    /// Whether there may be text between its elements.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        matches!(self.content, Content::Model { mixed: true, .. })
    }

    /// Its own particles.
    #[must_use]
    pub fn particles(&self) -> &[Particle] {
        match &self.content {
            Content::Model { particles, .. } => particles,
            Content::Text(_) => &[],
        }
    }
}

impl Contract {
    /// A schema document's namespace.
    #[must_use]
    pub fn namespace(&self, schema: SchemaId) -> Option<&str> {
        self.schemas.get(schema)?.namespace.as_deref()
    }

    /// A global element's name.
    #[must_use]
    pub fn element_name(&self, id: ElementId) -> Option<Name> {
        let element = self.elements.get(&id)?;
        Some(Name { namespace: self.namespace(element.schema).map(str::to_owned), local: element.name.clone() })
    }

    /// A simple type's values.
    #[must_use]
    pub fn values(&self, ty: &SimpleRef) -> Vec<String> {
        match ty {
            SimpleRef::Builtin(name) => crate::simple::builtin_values(name),
            SimpleRef::Named(id) => self.simple_types.get(id).map(|ty| ty.values.clone()).unwrap_or_default(),
        }
    }

    /// The type and what it comes from, itself first.
    pub fn lineage<'c>(&'c self, body: &'c Body) -> impl Iterator<Item = &'c Body> {
        let base = |body: &&'c Body| body.derivation.base().and_then(|base| Some(&self.types.get(&base)?.body));
        std::iter::successors(Some(body), base)
    }

    /// The whole content model: of an extension, first what it inherits.
    #[must_use]
    pub fn whole_content(&self, body: &Body) -> Vec<Particle> {
        let mut steps = Vec::new();
        for step in self.lineage(body) {
            steps.push(step.particles());
            if !matches!(step.derivation, Derivation::Extension(_)) {
                break;
            }
        }
        steps.into_iter().rev().flatten().cloned().collect()
    }

    /// All attributes that may be there, the inherited ones first.
    #[must_use]
    pub fn whole_attributes(&self, body: &Body) -> Vec<Attribute> {
        let mut steps: Vec<&Body> = self.lineage(body).collect();
        steps.reverse();
        let mut whole: Vec<Attribute> = Vec::new();
        for attribute in steps.into_iter().flat_map(|step| &step.attributes) {
            match whole.iter_mut().find(|it| it.name == attribute.name) {
                Some(inherited) => *inherited = attribute.clone(),
                None => whole.push(attribute.clone()),
            }
        }
        whole.retain(|attribute| attribute.usage != Usage::Prohibited);
        whole
    }

    /// The attribute wildcard: extensions have that of their base too, restrictions only their own.
    #[must_use]
    pub fn whole_wildcard(&self, body: &Body) -> Option<Wildcard> {
        let mut found = None;
        for step in self.lineage(body) {
            found = match (found, step.any_attribute) {
                (Some(Wildcard::Any), _) | (_, Some(Wildcard::Any)) => Some(Wildcard::Any),
                (found, own) => found.or(own),
            };
            if !matches!(step.derivation, Derivation::Extension(_)) {
                break;
            }
        }
        found
    }

    /// The type and all derived from it, in the order of their ids.
    pub fn family(&self, ty: TypeId) -> impl Iterator<Item = TypeId> {
        self.types.keys().copied().filter(move |id| self.steps(*id, ty).is_some())
    }

    /// How `ty` comes from `ancestor`, step by step from below; nothing if it does not.
    #[must_use]
    pub fn steps(&self, ty: TypeId, ancestor: TypeId) -> Option<Vec<TypeId>> {
        let mut steps = Vec::new();
        let mut at = ty;
        while at != ancestor {
            steps.push(at);
            at = self.types.get(&at)?.body.derivation.base()?;
        }
        Some(steps)
    }

    /// Whether `ty` comes from `ancestor` without any of these kinds of derivation.
    #[must_use]
    pub fn comes_without(&self, ty: TypeId, ancestor: TypeId, kinds: Derivations) -> bool {
        let is_allowed = |step: &TypeId| self.types.get(step).is_some_and(|step| !step.body.derivation.is_among(kinds));
        self.steps(ty, ancestor).is_some_and(|steps| steps.iter().all(is_allowed))
    }

    /// The types that an element of the declared type may have in a document.
    #[must_use]
    pub fn stand_ins(&self, declared: TypeId, blocked: Derivations) -> Vec<TypeId> {
        let Some(declaration) = self.types.get(&declared) else { return Vec::new() };
        let blocked = blocked.union(declaration.blocked);
        let concrete = self.family(declared).filter(|id| self.types.get(id).is_some_and(|ty| !ty.is_abstract));
        concrete.filter(|id| self.comes_without(*id, declared, blocked)).collect()
    }

    /// What an element's type is when heads have been asked for it.
    #[must_use]
    pub fn type_of<'c>(&'c self, declaration: &'c Declaration) -> Option<&'c ElementType> {
        match &declaration.ty {
            ElementType::OfHead(head) => self.type_of(&self.elements.get(head)?.declaration),
            ty => Some(ty),
        }
    }

    /// The named type that an element is of, or that its type without a name comes from: where a search upwards begins.
    fn named_type(&self, declaration: &Declaration) -> Option<TypeId> {
        match self.type_of(declaration)? {
            ElementType::Complex(ty) => Some(*ty),
            ElementType::Anonymous(body) => body.derivation.base(),
            ElementType::Simple(..) | ElementType::OfHead(_) => None,
        }
    }

    /// The elements that may stand where `head` is named, itself included: none of them is abstract (part 1, section 3.3.6).
    #[must_use]
    pub fn substitutes(&self, head: ElementId) -> Vec<ElementId> {
        let is_concrete = |id: &ElementId| self.elements.get(id).is_some_and(|element| !element.is_abstract);
        self.elements.keys().copied().filter(|id| is_concrete(id) && self.may_stand_for(*id, head)).collect()
    }

    fn may_stand_for(&self, member: ElementId, head: ElementId) -> bool {
        if member == head {
            return true;
        }
        let (Some(of_head), Some(of_member)) = (self.elements.get(&head), self.elements.get(&member)) else {
            return false;
        };
        let blocked = of_head.declaration.blocked;
        let is_below = std::iter::successors(of_member.head, |id| self.elements.get(id)?.head).any(|id| id == head);
        is_below && !blocked.substitution && !self.is_blocked_between(&of_member.declaration, &of_head.declaration)
    }

    /// Whether the derivation of a member's type from its head's is of a kind that the head, its type or one in between blocks.
    fn is_blocked_between(&self, member: &Declaration, head: &Declaration) -> bool {
        let Some(ElementType::Complex(top)) = self.type_of(head) else { return false };
        let mut blocked = head.blocked.union(self.types.get(top).map_or(Derivations::default(), |ty| ty.blocked));
        let mut derivations = Vec::new();
        if let Some(ElementType::Anonymous(body)) = self.type_of(member) {
            derivations.push(body.derivation);
        }
        let steps = self.named_type(member).and_then(|ty| self.steps(ty, *top)).unwrap_or_default();
        for step in steps.iter().filter_map(|step| self.types.get(step)) {
            derivations.push(step.body.derivation);
            // The member's own type is none in between; that it may block what it is not derived by only makes fewer documents.
            blocked = blocked.union(step.blocked);
        }
        derivations.iter().any(|derivation| derivation.is_among(blocked))
    }

    /// The names that a particle's elements may have in a document.
    #[must_use]
    pub fn names(&self, particle: &Particle) -> Vec<Name> {
        match particle {
            Particle::Local(element) => vec![element.name.clone()],
            // Blocked or not: what may not stand there still must not be ambiguous with what may.
            Particle::Reference(head, _) => {
                let members = self.elements.keys().copied().filter(|id| {
                    std::iter::successors(Some(*id), |id| self.elements.get(id)?.head).any(|id| id == *head)
                });
                members.filter_map(|id| self.element_name(id)).collect()
            }
            Particle::Group(_, _, particles) => particles.iter().flat_map(|particle| self.names(particle)).collect(),
        }
    }
}
