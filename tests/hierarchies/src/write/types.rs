//! Types: simple ones, complex ones, content models, attributes.

use super::listed;
use crate::markup::Markup;
use crate::model::{
    Attribute, Body, ComplexType, Compositor, Content, Contract, Derivation, Facet, LocalElement, Name, Occurs,
    Particle, SimpleType, Text, Usage, Variety, Wildcard,
};

impl Contract {
    pub(super) fn simple_type(&self, ty: &SimpleType) -> Markup {
        let variety = match &ty.variety {
            Variety::Restriction(base, facets) => {
                Markup::new("xs:restriction").with("base", self.simple_ref(base)).children(facets.iter().map(facet))
            }
            Variety::List(item) => Markup::new("xs:list").with("itemType", self.simple_ref(item)),
            Variety::Union(members) => {
                let members: Vec<String> = members.iter().map(|member| self.simple_ref(member)).collect();
                Markup::new("xs:union").with("memberTypes", members.join(" "))
            }
        };
        Markup::new("xs:simpleType").with("name", &ty.name).child(variety)
    }

    pub(super) fn complex_type(&self, ty: &ComplexType) -> Markup {
        let markup = Markup::new("xs:complexType")
            .with("name", &ty.name)
            .with_some("abstract", ty.is_abstract.then_some("true"))
            .with_some("final", listed(ty.forbidden))
            .with_some("block", listed(ty.blocked));
        self.body(markup, &ty.body)
    }

    /// A type as it was before it was redefined.
    pub(super) fn type_before(&self, ty: &ComplexType) -> Markup {
        let Some(at) = ty.redefined else { return self.complex_type(ty) };
        let body = Body { any_attribute: None, ..part(&ty.body, |index| index < at) };
        self.body(Markup::new("xs:complexType").with("name", &ty.name), &body)
    }

    /// The rest of it, as an extension of itself.
    pub(super) fn redefined_type(&self, ty: &ComplexType) -> Option<Markup> {
        let at = ty.redefined?;
        let id = self.types.iter().find(|(_, found)| std::ptr::eq(*found, ty)).map(|(id, _)| *id)?;
        let rest = part(&ty.body, |index| index >= at);
        let body = Body { derivation: Derivation::Extension(id), ..rest };
        Some(self.complex_type(&ComplexType { body, ..ty.clone() }))
    }

    pub(super) fn body(&self, markup: Markup, body: &Body) -> Markup {
        let markup = markup.with_some("mixed", body.is_mixed().then_some("true"));
        let (kind, base) = match (&body.content, body.derivation) {
            (Content::Model { particles, .. }, Derivation::None) => {
                return self.attributes(self.model(markup, particles), body);
            }
            (Content::Text(text), Derivation::None) => ("xs:extension", self.simple_ref(&text.ty)),
            (_, Derivation::Extension(base)) => ("xs:extension", self.type_ref(base)),
            (_, Derivation::Restriction(base)) => ("xs:restriction", self.type_ref(base)),
        };
        let derivation = Markup::new(kind).with("base", base);
        let (content, derivation) = match &body.content {
            Content::Text(Text { facets, .. }) => ("xs:simpleContent", derivation.children(facets.iter().map(facet))),
            Content::Model { particles, .. } => ("xs:complexContent", self.model(derivation, particles)),
        };
        markup.child(Markup::new(content).child(self.attributes(derivation, body)))
    }

    fn model(&self, markup: Markup, particles: &[Particle]) -> Markup {
        match particles {
            [] => markup,
            [group @ Particle::Group(..)] => markup.child(self.particle(group)),
            _ => markup
                .child(Markup::new("xs:sequence").children(particles.iter().map(|particle| self.particle(particle)))),
        }
    }

    fn particle(&self, particle: &Particle) -> Markup {
        match particle {
            Particle::Local(element) => self.local_element(element),
            Particle::Reference(head, occurs) => {
                occurring(Markup::new("xs:element").with("ref", self.element_ref(*head)), *occurs)
            }
            Particle::Group(compositor, occurs, particles) => {
                let name = match compositor {
                    Compositor::Sequence => "xs:sequence",
                    Compositor::Choice => "xs:choice",
                };
                let children = particles.iter().map(|particle| self.particle(particle));
                occurring(Markup::new(name), *occurs).children(children)
            }
        }
    }

    fn local_element(&self, element: &LocalElement) -> Markup {
        let markup = Markup::new("xs:element").with("name", &element.name.local).with("form", form(&element.name));
        self.declared(occurring(markup, element.occurs), &element.declaration)
    }

    fn attributes(&self, markup: Markup, body: &Body) -> Markup {
        let markup = markup.children(body.attributes.iter().map(|attribute| self.attribute(attribute)));
        let Some(wildcard) = body.any_attribute else { return markup };
        let namespace = match wildcard {
            Wildcard::Any => "##any",
            Wildcard::Other => "##other",
        };
        markup.child(Markup::new("xs:anyAttribute").with("namespace", namespace).with("processContents", "lax"))
    }

    fn attribute(&self, attribute: &Attribute) -> Markup {
        let markup = Markup::new("xs:attribute").with("name", &attribute.name.local);
        let qualified = attribute.name.namespace.as_ref().map(|_| "qualified");
        let markup = markup.with("type", self.simple_ref(&attribute.ty)).with_some("form", qualified);
        match &attribute.usage {
            Usage::Optional => markup,
            Usage::Required => markup.with("use", "required"),
            Usage::Prohibited => markup.with("use", "prohibited"),
            Usage::Default(value) => markup.with("default", value),
            Usage::Fixed(value) => markup.with("fixed", value),
        }
    }
}

/// A type with some of its particles and attributes.
fn part(body: &Body, is_in: impl Fn(usize) -> bool) -> Body {
    let mut body = body.clone();
    if let Content::Model { particles, .. } = &mut body.content {
        let numbered = std::mem::take(particles).into_iter().enumerate();
        *particles = numbered.filter(|(index, _)| is_in(*index)).map(|(_, particle)| particle).collect();
    }
    let numbered = std::mem::take(&mut body.attributes).into_iter().enumerate();
    body.attributes = numbered.filter(|(index, _)| is_in(*index)).map(|(_, attribute)| attribute).collect();
    body
}

fn form(name: &Name) -> &'static str {
    if name.namespace.is_some() { "qualified" } else { "unqualified" }
}

fn facet(facet: &Facet) -> Markup {
    Markup::new(format!("xs:{}", facet.name)).with("value", &facet.value)
}

fn occurring(markup: Markup, occurs: Occurs) -> Markup {
    let min = (occurs.min != 1).then(|| occurs.min.to_string());
    let max = match occurs.max {
        Some(1) => None,
        Some(max) => Some(max.to_string()),
        None => Some("unbounded".to_owned()),
    };
    markup.with_some("minOccurs", min).with_some("maxOccurs", max)
}
