//! For tests: small schemas in, an outline of the graph or the text of diagnostics out.
#![allow(clippy::unwrap_used)]

use crate::diagnostic::Diagnostics;
use crate::ir::{
    AttributeUse, Compositor, Content, Contract, DerivationMethod, NamespaceConstraint, Particle, Term, Type, TypeId,
    Variety, Wildcard,
};
use crate::load::{SchemaSet, load};
use crate::qname::QName;
use crate::resolve::{Reach, Wanted, resolve};
use crate::source::MemoryResolver;

/// A schema of the namespace `urn:a` (prefix `a`; `xs` is known too) with this content.
pub(crate) fn schema(content: &str) -> String {
    schema_with("targetNamespace='urn:a' xmlns:a='urn:a' elementFormDefault='qualified'", content)
}

/// A schema with these attributes and this content.
pub(crate) fn schema_with(attributes: &str, content: &str) -> String {
    format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' {attributes}>\n{content}\n</xs:schema>")
}

/// A WSDL document of the namespace `urn:w` with these schema components, in `urn:a`, and this content.
pub(crate) fn wsdl(components: &str, content: &str) -> String {
    let types = schema(components);
    format!(
        "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/' \
         xmlns:soap12='http://schemas.xmlsoap.org/wsdl/soap12/' xmlns:a='urn:a' xmlns:tns='urn:w' \
         targetNamespace='urn:w'>\n<w:types>{types}</w:types>\n{content}\n</w:definitions>"
    )
}

/// What comes of some documents.
pub(crate) struct Outcome {
    pub(crate) set: SchemaSet,
    pub(crate) contract: Option<Contract>,
    pub(crate) diagnostics: Diagnostics,
}

impl Outcome {
    /// The diagnostics as text.
    pub(crate) fn text(&self) -> String {
        self.diagnostics.render(&self.set.sources, "")
    }

    /// The contract; fails with the diagnostics if there is none.
    pub(crate) fn contract(&self) -> &Contract {
        let text = self.text();
        self.contract.as_ref().expect(&text)
    }

    /// The codes of all diagnostics, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|found| found.code).collect()
    }

    /// The codes and places of all diagnostics, in order.
    pub(crate) fn places(&self) -> Vec<String> {
        let place = |found: &crate::diagnostic::Diagnostic| match found.span {
            Some(span) => format!("{} {}", found.code, self.set.sources.location(span)),
            None => found.code.to_owned(),
        };
        self.diagnostics.iter().map(place).collect()
    }
}

/// Compiles documents, the first of them being the input.
pub(crate) fn compile(documents: &[(&str, &str)]) -> Outcome {
    let inputs: Vec<&str> = documents.iter().take(1).map(|(name, _)| *name).collect();
    compile_from(&inputs, documents, &Reach::Operations)
}

/// Compiles one document with everything in it.
pub(crate) fn compile_all(document: &str) -> Outcome {
    compile_from(&["a.xsd"], &[("a.xsd", document)], &Reach::All)
}

pub(crate) fn compile_from(inputs: &[&str], documents: &[(&str, &str)], reach: &Reach) -> Outcome {
    compile_wanted(inputs, documents, &reach.clone().into())
}

pub(crate) fn compile_wanted(inputs: &[&str], documents: &[(&str, &str)], wanted: &Wanted) -> Outcome {
    let resolver = documents.iter().fold(MemoryResolver::new(), |resolver, (name, text)| resolver.with(name, *text));
    let mut diagnostics = Diagnostics::new();
    let set = load(inputs, &resolver, &mut diagnostics);
    let contract = resolve(&set, wanted, &mut diagnostics);
    Outcome { set, contract, diagnostics }
}

/// The content of the global type `urn:a` of this name, in one line.
pub(crate) fn outline(contract: &Contract, local: &str) -> String {
    let name = QName::new(crate::qname::Namespace::new("urn:a"), local);
    describe(contract, contract.find_type(&name).unwrap())
}

/// A type in one line.
pub(crate) fn describe(contract: &Contract, id: TypeId) -> String {
    match contract.ty(id) {
        Type::Simple(simple) => {
            let facets: Vec<_> = simple.facets.iter().map(|facet| format!("{:?}", facet.value)).collect();
            let variety = match &simple.variety {
                Variety::Builtin(builtin) => return format!("xs:{}", builtin.name()),
                Variety::Atomic => "atomic".to_owned(),
                Variety::List(item) => format!("list of {}", name(contract, *item)),
                Variety::Union(members) => {
                    let members: Vec<_> = members.iter().map(|member| name(contract, *member)).collect();
                    format!("union of {}", members.join(" "))
                }
            };
            let base = simple.base.map(|base| name(contract, base)).unwrap();
            format!("{variety} < {base} {facets:?}")
        }
        Type::Complex(complex) => {
            let derivation = complex.derivation.map_or(String::new(), |derivation| {
                let sign = match derivation.method {
                    DerivationMethod::Extension => "extends",
                    DerivationMethod::Restriction => "restricts",
                };
                format!("{sign} {} ", name(contract, derivation.base))
            });
            let mut attributes: Vec<_> =
                contract.attributes(id).into_iter().map(|it| attribute(contract, it)).collect();
            attributes.extend(contract.any_attribute(id).map(|any| format!("@{}", wildcard(&any))));
            let content = match contract.content(id) {
                Content::Empty => "empty".to_owned(),
                Content::Simple(ty) => format!("text {}", name(contract, ty)),
                Content::ElementOnly(inner) => particle(contract, &inner),
                Content::Mixed(None) => "mixed".to_owned(),
                Content::Mixed(Some(inner)) => format!("mixed {}", particle(contract, &inner)),
            };
            format!("{derivation}[{}] {content}", attributes.join(" "))
        }
    }
}

fn attribute(contract: &Contract, attribute: &AttributeUse) -> String {
    let required = if attribute.required { "!" } else { "" };
    let mut text = format!("@{}{required}: {}", attribute.name.local(), name(contract, attribute.ty));
    for value in [&attribute.default, &attribute.fixed].into_iter().flatten() {
        text.push_str(&format!("={value}"));
    }
    text
}

fn wildcard(wildcard: &Wildcard) -> String {
    let namespaces = match &wildcard.namespaces {
        NamespaceConstraint::Any => "any".to_owned(),
        NamespaceConstraint::Other(other) => {
            format!("not {}", other.as_ref().map_or("none", |ns| ns.as_str()))
        }
        NamespaceConstraint::List(list) => {
            let list: Vec<_> = list.iter().map(|ns| ns.as_ref().map_or("none", |ns| ns.as_str())).collect();
            list.join("|")
        }
    };
    format!("*{namespaces}/{:?}", wildcard.process)
}

fn particle(contract: &Contract, particle: &Particle) -> String {
    let term = match &particle.term {
        Term::Element(id) => {
            let element = contract.element(*id);
            format!("{}: {}", element.name.local(), name(contract, element.ty))
        }
        Term::Wildcard(any) => wildcard(any),
        Term::Group(compositor, particles) => {
            let inner: Vec<_> = particles.iter().map(|inner| self::particle(contract, inner)).collect();
            let separator = match compositor {
                Compositor::Sequence => ", ",
                Compositor::Choice => " | ",
                Compositor::All => " & ",
            };
            format!("({})", inner.join(separator))
        }
    };
    let occurs = match (particle.min, particle.max) {
        (1, Some(1)) => String::new(),
        (0, Some(1)) => "?".to_owned(),
        (0, None) => "*".to_owned(),
        (1, None) => "+".to_owned(),
        (min, max) => format!("{{{min},{}}}", max.map_or(String::new(), |max| max.to_string())),
    };
    format!("{term}{occurs}")
}

/// A type's name, or what it is if it has none.
pub(crate) fn name(contract: &Contract, id: TypeId) -> String {
    match contract.ty(id).name() {
        Some(name) if name.is_xsd() => format!("xs:{}", name.local()),
        Some(name) => name.local().to_owned(),
        None => format!("<{}>", describe(contract, id)),
    }
}
