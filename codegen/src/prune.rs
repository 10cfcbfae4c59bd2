//! Pruning: optional elements and attributes that the bindings are to do without.
//!
//! In: what was loaded, and names, patterns or paths of members. Out: the same without these members, for the bindings; strict reading goes
//! by the whole. Invariant: only what may be absent is cut, so that what is written without it is valid; one that matches nothing that can be
//! cut is an error.
//!
//! ```toml
//! [[prune]]
//! member = "ext:UBLExtensions"     # an element; `@xml:lang` is an attribute, `cbc:*Code` a pattern
//! [[prune]]
//! member = "t:OrderType/Note"      # one of a type, global element or group; `t:OrderType/@code`
//! ```

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::SchemaSet;
use crate::qname::{Prefixes, QName};
use crate::source::Span;
use crate::spelling::{self, NamePattern};
use crate::xsd::{
    AttributeItem, Attributes, ComplexType, Components, Compositor, ContentModel, ElementDecl, ElementType, Particle,
    Term, TypeDefinition, Usage,
};

/// What is to be cut.
struct Cut<'c> {
    /// As it is written.
    text: &'c str,
    /// The global component that it is a member of; any, if none is named.
    of: Option<NamePattern>,
    /// The name of the member.
    member: NamePattern,
    is_attribute: bool,
    /// How often it was cut.
    count: usize,
    /// Where one stands that cannot be.
    required: Option<Span>,
}

/// What was loaded without some members.
pub(crate) struct Pruned {
    pub(crate) set: SchemaSet,
    /// What to tell of members that there are none of, unless another version of the contract has them.
    pub(crate) unknown: Vec<Diagnostic>,
}

/// What was loaded without these members, and how many places each was cut at.
pub(crate) fn pruned(
    set: &SchemaSet,
    members: &[&str],
    namespaces: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Pruned {
    let given = spelling::given(namespaces);
    let prefixes = set.claims.spell([], given.iter().map(|(namespace, prefix)| (namespace, *prefix)));
    let cuts = members.iter().map(|text| Cut::read(text, &prefixes, namespaces));
    let (cuts, wrong): (Vec<_>, Vec<_>) = cuts.partition(Result::is_ok);
    diagnostics.extend(wrong.into_iter().filter_map(Result::err));
    let mut pruner = Pruner { cuts: cuts.into_iter().filter_map(Result::ok).collect(), inside: Vec::new() };
    let mut set = set.clone();
    for schema in &mut set.schemas {
        pruner.components(&mut schema.components);
        schema.redefines.iter_mut().for_each(|redefine| pruner.components(&mut redefine.components));
    }
    let (unknown, known): (Vec<_>, Vec<_>) = pruner.cuts.iter().partition(|cut| cut.is_unknown());
    diagnostics.extend(known.into_iter().map(Cut::outcome));
    Pruned { set, unknown: unknown.into_iter().map(Cut::outcome).collect() }
}

impl<'c> Cut<'c> {
    fn read(text: &'c str, prefixes: &Prefixes, namespaces: &BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        let find = |prefix: &str| spelling::namespace(prefix, namespaces, prefixes);
        let pattern = |text: &str| NamePattern::read(text, find);
        let (of, member) = match text.rsplit_once('/') {
            Some((of, member)) => (Some(pattern(of)), member),
            None => (None, text),
        };
        let is_attribute = member.starts_with('@');
        let member = pattern(member.trim_start_matches('@'));
        let error = |prefix: String| {
            let message = format!(
                "`{text}` cannot be pruned: neither [namespaces] nor the contract declares the prefix `{prefix}`"
            );
            Diagnostic::error("prune", None, message)
        };
        let of = of.transpose().map_err(error)?;
        Ok(Self { text, of, member: member.map_err(error)?, is_attribute, count: 0, required: None })
    }

    /// Whether there is no such member.
    fn is_unknown(&self) -> bool {
        self.count == 0 && self.required.is_none()
    }

    /// What is to be told of it.
    fn outcome(&self) -> Diagnostic {
        let noun = if self.is_attribute { "attribute" } else { "element" };
        match (self.count, self.required) {
            (0, None) => {
                let message = format!("`{}` cannot be pruned: there is no such optional {noun}", self.text);
                Diagnostic::error("prune", None, message)
            }
            (0, Some(span)) => {
                let message = format!("`{}` cannot be pruned: the {noun} is required", self.text);
                let help =
                    "only what may be absent is pruned, as what is written without the rest is not valid".to_owned();
                Diagnostic::error("prune", span, message).help(help)
            }
            (count, required) => {
                let plural = if count == 1 { "place" } else { "places" };
                let message = format!(
                    "`{}` is pruned at {count} {plural}, as configured: lenient reading passes over it and tells the sink",
                    self.text
                );
                let found = Diagnostic::warning("pruned", None, message);
                match required {
                    Some(span) => found.note(span, format!("it stays where the {noun} is required, as here")),
                    None => found,
                }
            }
        }
    }
}

/// Walks through components and cuts.
struct Pruner<'c> {
    cuts: Vec<Cut<'c>>,
    /// The global component that one is in.
    inside: Vec<QName>,
}

impl Pruner<'_> {
    fn components(&mut self, components: &mut Components) {
        for ty in &mut components.types {
            if let TypeDefinition::Complex(complex) = ty {
                self.within(complex.name.clone(), |pruner| pruner.complex_type(complex));
            }
        }
        for element in &mut components.elements {
            self.within(Some(element.name.clone()), |pruner| pruner.element(element));
        }
        for group in &mut components.groups {
            let particle = &mut group.particle;
            self.within(Some(group.name.clone()), |pruner| particle.iter_mut().for_each(|it| pruner.particle(it)));
        }
        for group in &mut components.attribute_groups {
            let attributes = &mut group.attributes;
            self.within(Some(group.name.clone()), |pruner| pruner.attributes(attributes));
        }
    }

    fn within(&mut self, name: Option<QName>, prune: impl FnOnce(&mut Self)) {
        self.inside.extend(name);
        prune(self);
        self.inside.clear();
    }

    fn element(&mut self, element: &mut ElementDecl) {
        if let ElementType::Complex(complex) = &mut element.ty {
            self.complex_type(complex);
        }
    }

    fn complex_type(&mut self, complex: &mut ComplexType) {
        self.attributes(&mut complex.attributes);
        match &mut complex.content {
            ContentModel::Implicit(particle) | ContentModel::Complex { particle, .. } => {
                particle.iter_mut().for_each(|particle| self.particle(particle));
            }
            ContentModel::Simple { .. } => {}
        }
    }

    fn particle(&mut self, particle: &mut Particle) {
        let may_lack_all = particle.occurs.min == 0;
        match &mut particle.term {
            Term::Group(group) => {
                let is_choice = group.compositor == Compositor::Choice;
                let mut may_be_cut = false;
                group.particles.retain(|inner| {
                    let is_cut = self.cuts_element(inner, is_choice && may_lack_all);
                    may_be_cut |= is_cut && inner.occurs.min == 0;
                    !is_cut
                });
                // An alternative that may be absent makes the choice one that may be.
                if is_choice && may_be_cut {
                    particle.occurs.min = 0;
                }
                group.particles.iter_mut().for_each(|inner| self.particle(inner));
            }
            Term::Element(element) => self.element(element),
            Term::ElementRef(_) | Term::GroupRef(_) | Term::Any(_) => {}
        }
    }

    /// Whether a particle is an element to be cut: one that may be absent.
    fn cuts_element(&mut self, particle: &Particle, is_in_optional_choice: bool) -> bool {
        let (name, span) = match &particle.term {
            Term::Element(element) => (&element.name, element.span),
            Term::ElementRef(reference) => (&reference.name, reference.span),
            Term::Group(_) | Term::GroupRef(_) | Term::Any(_) => return false,
        };
        self.cuts(name, false, particle.occurs.min == 0 || is_in_optional_choice, span)
    }

    fn attributes(&mut self, attributes: &mut Attributes) {
        attributes.items.retain(|item| {
            let (name, usage, span) = match item {
                AttributeItem::Declaration(it) => (&it.name, it.usage, it.span),
                AttributeItem::Reference(it) => (&it.target.name, it.usage, it.target.span),
                AttributeItem::Group(_) | AttributeItem::Default(_) => return true,
            };
            usage == Usage::Prohibited || !self.cuts(name, true, usage == Usage::Optional, span)
        });
    }

    fn cuts(&mut self, name: &QName, is_attribute: bool, is_optional: bool, span: Span) -> bool {
        let inside = self.inside.first();
        let is_meant = |cut: &&mut Cut<'_>| {
            let is_inside = cut.of.as_ref().is_none_or(|of| inside.is_some_and(|inside| of.holds(inside)));
            cut.is_attribute == is_attribute && is_inside && cut.member.holds(name)
        };
        let Some(cut) = self.cuts.iter_mut().find(is_meant) else { return false };
        if is_optional {
            cut.count += 1;
        } else {
            cut.required.get_or_insert(span);
        }
        is_optional
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::compile;
    use crate::config::{Config, Layout, Prune};
    use crate::fixture::schema;
    use crate::source::MemoryResolver;

    /// The codes and text of what is found, and the bindings, without these members.
    fn pruned(members: &[&str]) -> (String, String) {
        let content = "<xs:element name='Order' type='a:OrderType'/><xs:element name='Extra' type='a:ExtraType'/>\
            <xs:complexType name='ExtraType'><xs:sequence><xs:element name='x' type='xs:int'/></xs:sequence></xs:complexType>\
            <xs:complexType name='OrderType'><xs:sequence><xs:element ref='a:Extra' minOccurs='0'/><xs:element name='Id' type='xs:int'/>\
            <xs:choice minOccurs='0'><xs:element name='NoteCode' type='xs:int'/><xs:element name='Text' type='xs:string'/></xs:choice>\
            </xs:sequence><xs:attribute name='code' type='xs:int'/><xs:attribute name='by' type='xs:int' use='required'/></xs:complexType>";
        let resolver = MemoryResolver::new().with("a.xsd", schema(content));
        let prune = members.iter().map(|member| Prune::Member((*member).to_owned())).collect();
        let roots = vec!["Order".to_owned()];
        let config = Config { prune, roots, layout: Layout::File, ..Config::default() };
        let compiled = compile(&["a.xsd"], &resolver, &config);
        let text = compiled.diagnostics.render(&compiled.sources, "");
        (text, compiled.files.map(|files| files["mod.rs"].clone()).unwrap_or_default())
    }

    #[test]
    fn what_is_optional_is_cut_with_what_only_it_needs_and_the_table_keeps_it() {
        let (told, rust) = pruned(&["a:Extra", "*Code", "@code"]);
        assert_eq!(told.matches("warning[pruned]").count(), 3, "{told}");
        assert!(told.contains("`a:Extra` is pruned at 1 place, as configured"), "{told}");
        let (table, code) = rust.split_once("pub static SCHEMA").unwrap();
        for gone in ["ExtraType", "NoteCode"] {
            assert!(table.contains(gone) && !code.contains(gone), "{gone}: {rust}");
        }
        assert!(code.contains("pub struct OrderType") && !code.contains("code"), "{code}");
    }

    #[test]
    fn a_path_means_one_type() {
        let (_, rust) = pruned(&["a:OrderType/Extra", "a:OrderType/@code"]);
        assert!(!rust.split_once("pub static SCHEMA").unwrap().1.contains("extra"), "{rust}");
        let (told, _) = pruned(&["a:ExtraType/Extra"]);
        assert_eq!(told, "error[prune]: `a:ExtraType/Extra` cannot be pruned: there is no such optional element\n");
    }

    #[test]
    fn what_is_required_or_unknown_is_an_error() {
        let (told, _) = pruned(&["a:Id", "@by", "a:Gone", "b:Id"]);
        for expected in [
            "`a:Id` cannot be pruned: the element is required",
            "`@by` cannot be pruned: the attribute is required",
            "`a:Gone` cannot be pruned: there is no such optional element",
            "`b:Id` cannot be pruned: neither [namespaces] nor the contract declares the prefix `b`",
        ] {
            assert!(told.contains(expected), "{told}");
        }
        assert_eq!(told.matches("error[prune]").count(), 4, "{told}");
    }
}
