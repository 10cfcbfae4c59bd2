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
//! member = "t:OrderType/Note"      # one of a type, global element or group; `t:OrderType/@code`; inside elements whose
//!                                  # types have no names, the last ones on the way: `t:Order/Line/Note`
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
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
    /// The global component that it is a member of, and elements inside of that; any, if none is named.
    of: Vec<NamePattern>,
    /// The name of the member.
    member: NamePattern,
    is_attribute: bool,
    /// How often it was cut.
    count: usize,
    /// Where one stands that cannot be, and why.
    required: Option<(Span, Obstacle)>,
}

/// Why a member cannot be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    Required,
    Alternative,
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
    let cuts = cuts.into_iter().filter_map(Result::ok).collect();
    let mut pruner = Pruner { cuts, inside: Vec::new(), prefixes: &prefixes, optional: BTreeSet::new() };
    let mut set = set.clone();
    for schema in &mut set.schemas {
        pruner.components(&mut schema.components);
        schema.redefines.iter_mut().for_each(|redefine| pruner.components(&mut redefine.components));
    }
    let (unknown, known): (Vec<_>, Vec<_>) = pruner.cuts.iter().partition(|cut| cut.is_unknown());
    let outcome = |cut: &Cut<'_>| cut.outcome(&pruner.optional);
    diagnostics.extend(known.into_iter().map(outcome));
    Pruned { unknown: unknown.into_iter().map(outcome).collect(), set }
}

impl<'c> Cut<'c> {
    fn read(text: &'c str, prefixes: &Prefixes, namespaces: &BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        let find = |prefix: &str| spelling::namespace(prefix, namespaces, prefixes);
        let pattern = |text: &str| NamePattern::read(text, find);
        let (of, member) = text.rsplit_once('/').unwrap_or(("", text));
        let of: Result<Vec<_>, _> = of.split('/').filter(|step| !step.is_empty()).map(pattern).collect();
        let is_attribute = member.starts_with('@');
        let member = pattern(member.trim_start_matches('@'));
        let error = |prefix: String| {
            let message = format!(
                "`{text}` cannot be pruned: neither [namespaces] nor the contract declares the prefix `{prefix}`"
            );
            Diagnostic::error("prune", None, message)
        };
        Ok(Self {
            text,
            of: of.map_err(error)?,
            member: member.map_err(error)?,
            is_attribute,
            count: 0,
            required: None,
        })
    }

    /// Whether there is no such member.
    fn is_unknown(&self) -> bool {
        self.count == 0 && self.required.is_none()
    }

    /// Whether it is meant by a path: the first step names the component, the others the last elements on the way.
    fn is_inside(&self, path: &[QName]) -> bool {
        let Some((component, elements)) = self.of.split_first() else { return true };
        let last = path.get(path.len().saturating_sub(elements.len())..).unwrap_or(&[]);
        path.len() > elements.len()
            && path.first().is_some_and(|first| component.holds(first))
            && elements.iter().zip(last).all(|(pattern, name)| pattern.holds(name))
    }

    /// The optional member that is likely meant, of all that there are.
    fn likely<'m>(&self, members: &'m BTreeSet<String>) -> Option<&'m str> {
        let own = last_step(self.text);
        let members =
            || members.iter().map(String::as_str).filter(|path| last_step(path).starts_with('@') == self.is_attribute);
        let is_called_so = |path: &&str| last_step(path) == own || last_step(path).rsplit(':').next() == Some(own);
        let by_path = members().find(is_called_so).or_else(|| nearest(self.text, members()));
        by_path.or_else(|| nearest(own, members().map(last_step)))
    }

    /// What is to be told of it, where these are the optional members that there are.
    fn outcome(&self, members: &BTreeSet<String>) -> Diagnostic {
        let noun = if self.is_attribute { "attribute" } else { "element" };
        match (self.count, self.required) {
            (0, None) => {
                let message = format!("`{}` cannot be pruned: there is no such optional {noun}", self.text);
                let help = self.likely(members).map(|member| format!("did you mean `{member}`?"));
                Diagnostic::error("prune", None, message).help(help)
            }
            (0, Some((span, Obstacle::Required))) => {
                let message = format!("`{}` cannot be pruned: the {noun} is required", self.text);
                let help =
                    "only what may be absent is pruned, as what is written without the rest is not valid".to_owned();
                Diagnostic::error("prune", span, message).help(help)
            }
            (0, Some((span, Obstacle::Alternative))) => {
                let message =
                    format!("`{}` cannot be pruned: it is an alternative of a choice that has to be there", self.text);
                let help = "only what may be absent is pruned, as nothing would be left of messages that have this alternative";
                Diagnostic::error("prune", span, message).help(help.to_owned())
            }
            (count, required) => {
                let plural = if count == 1 { "place" } else { "places" };
                let message = format!(
                    "`{}` is pruned at {count} {plural}, as configured: lenient reading passes over it and tells the sink",
                    self.text
                );
                let found = Diagnostic::warning("pruned", None, message);
                match required {
                    Some((span, Obstacle::Required)) => {
                        found.note(span, format!("it stays where the {noun} is required, as here"))
                    }
                    Some((span, Obstacle::Alternative)) => found
                        .note(span, "it stays where it is an alternative of a choice that has to be there, as here"),
                    None => found,
                }
            }
        }
    }
}

fn last_step(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, step)| step)
}

/// Walks through components and cuts.
struct Pruner<'c> {
    cuts: Vec<Cut<'c>>,
    /// The global component that one is in, and the elements inside of that.
    inside: Vec<QName>,
    prefixes: &'c Prefixes,
    /// The paths of all optional members, for what is not among them.
    optional: BTreeSet<String>,
}

impl Pruner<'_> {
    fn components(&mut self, components: &mut Components) {
        for ty in &mut components.types {
            if let TypeDefinition::Complex(complex) = ty {
                self.within(complex.name.clone(), |pruner| pruner.complex_type(complex));
            }
        }
        for element in &mut components.elements {
            self.element(element);
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
        self.inside.pop();
    }

    fn element(&mut self, element: &mut ElementDecl) {
        if let ElementType::Complex(complex) = &mut element.ty {
            self.inside.push(element.name.clone());
            self.complex_type(complex);
            self.inside.pop();
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
                    let is_cut = self.cuts_element(inner, is_choice.then_some(may_lack_all));
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

    /// Whether a particle is an element to be cut: one that may be absent. `in_choice`: it is in a choice, and whether that may be.
    fn cuts_element(&mut self, particle: &Particle, in_choice: Option<bool>) -> bool {
        let (name, span) = match &particle.term {
            Term::Element(element) => (&element.name, element.span),
            Term::ElementRef(reference) => (&reference.name, reference.span),
            Term::Group(_) | Term::GroupRef(_) | Term::Any(_) => return false,
        };
        let obstacle = match in_choice {
            _ if particle.occurs.min == 0 => None,
            Some(may_be_absent) => (!may_be_absent).then_some(Obstacle::Alternative),
            None => Some(Obstacle::Required),
        };
        self.cuts(name, false, obstacle, span)
    }

    fn attributes(&mut self, attributes: &mut Attributes) {
        attributes.items.retain(|item| {
            let (name, usage, span) = match item {
                AttributeItem::Declaration(it) => (&it.name, it.usage, it.span),
                AttributeItem::Reference(it) => (&it.target.name, it.usage, it.target.span),
                AttributeItem::Group(_) | AttributeItem::Default(_) => return true,
            };
            let obstacle = (usage != Usage::Optional).then_some(Obstacle::Required);
            usage == Usage::Prohibited || !self.cuts(name, true, obstacle, span)
        });
    }

    /// Whether a member is to be cut, and can be.
    fn cuts(&mut self, name: &QName, is_attribute: bool, obstacle: Option<Obstacle>, span: Span) -> bool {
        if obstacle.is_none() {
            let path = self.inside.iter().map(|step| step.with_prefix(self.prefixes) + "/").collect::<String>();
            let at = if is_attribute { "@" } else { "" };
            self.optional.insert(format!("{path}{at}{}", name.with_prefix(self.prefixes)));
        }
        let inside = &self.inside;
        let is_meant =
            |cut: &&mut Cut<'_>| cut.is_attribute == is_attribute && cut.member.holds(name) && cut.is_inside(inside);
        let Some(cut) = self.cuts.iter_mut().find(is_meant) else { return false };
        match obstacle {
            Some(obstacle) => drop(cut.required.get_or_insert((span, obstacle))),
            None => cut.count += 1,
        }
        obstacle.is_none()
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
            <xs:element name='Nested'><xs:complexType><xs:sequence><xs:element name='Line'><xs:complexType><xs:sequence>\
            <xs:element name='Note' type='xs:string' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>\
            <xs:choice><xs:element name='Iban' type='xs:string'/><xs:element name='Cash' type='xs:string'/></xs:choice>\
            </xs:sequence></xs:complexType></xs:element>\
            <xs:complexType name='ExtraType'><xs:sequence><xs:element name='x' type='xs:int'/></xs:sequence></xs:complexType>\
            <xs:complexType name='OrderType'><xs:sequence><xs:element ref='a:Extra' minOccurs='0'/><xs:element name='Id' type='xs:int'/>\
            <xs:choice minOccurs='0'><xs:element name='NoteCode' type='xs:int'/><xs:element name='Text' type='xs:string'/></xs:choice>\
            </xs:sequence><xs:attribute name='code' type='xs:int'/><xs:attribute name='by' type='xs:int' use='required'/></xs:complexType>";
        let resolver = MemoryResolver::new().with("a.xsd", schema(content));
        let prune = members.iter().map(|member| Prune::Member((*member).to_owned())).collect();
        let roots = vec!["Order".to_owned(), "Nested".to_owned()];
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
        assert_eq!(
            told,
            "error[prune]: `a:ExtraType/Extra` cannot be pruned: there is no such optional element\n  \
             help: did you mean `a:OrderType/a:Extra`?\n"
        );
    }

    #[test]
    fn a_path_goes_through_types_without_names() {
        for path in ["Nested/Line/Note", "a:Nested/a:Line/a:Note", "Nested/Note"] {
            let (told, rust) = pruned(&[path]);
            assert!(told.contains("is pruned at 1 place"), "{told}");
            assert!(!rust.split_once("pub static SCHEMA").unwrap().1.contains("note"), "{rust}");
        }
        for path in ["Line/Note", "Nested/Item/Note", "Nested/Line/Line/Note"] {
            let (told, _) = pruned(&[path]);
            assert!(told.contains("did you mean `a:Nested/a:Line/a:Note`?"), "{told}");
        }
    }

    #[test]
    fn an_alternative_of_what_has_to_be_there_stays() {
        let (told, _) = pruned(&["Iban"]);
        assert!(
            told.contains("`Iban` cannot be pruned: it is an alternative of a choice that has to be there"),
            "{told}"
        );
        let (told, _) = pruned(&["*a*"]);
        assert!(
            told.contains("it stays where it is an alternative of a choice that has to be there, as here"),
            "{told}"
        );
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
