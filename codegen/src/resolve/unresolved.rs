//! What to say about a name that means nothing.
//!
//! In: a reference and all names there are. Out: a diagnostic with the likeliest cause: a slip of the pen, another
//! namespace, another kind of component, a document that could not be loaded.

use std::cell::Cell;

use super::symbols::{Kind, Symbols};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::{Missing, SchemaSet};
use crate::markup::Reference;
use crate::qname::{Prefixes, QName};

/// What is needed to explain an unresolved reference.
pub(super) struct Names<'a> {
    pub(super) symbols: &'a Symbols<'a>,
    pub(super) missing: &'a [Missing],
    pub(super) prefixes: &'a Prefixes,
    /// How many more suggestions may be looked for: a document full of unknown names needs no more.
    pub(super) suggestions: Cell<u32>,
}

impl Names<'_> {
    /// A name as people write it.
    pub(super) fn shown(&self, name: &QName) -> String {
        name.with_prefix(self.prefixes)
    }

    /// A component of a schema is not defined.
    pub(super) fn unresolved(&self, kind: Kind, reference: &Reference) -> Diagnostic {
        let message = format!("{} `{}` is not defined", kind.noun(), self.shown(&reference.name));
        let found = Diagnostic::error("unresolved-reference", reference.span, message);
        self.with_causes(found, kind, &reference.name)
    }

    /// Adds the likely causes of a component not being defined.
    pub(super) fn with_causes(&self, mut found: Diagnostic, kind: Kind, name: &QName) -> Diagnostic {
        let of_namespace = |missing: &&Missing| missing.namespace.as_ref() == name.namespace();
        let likely: Vec<_> = self.missing.iter().filter(of_namespace).collect();
        let causes = if likely.is_empty() { self.missing.iter().collect() } else { likely };
        for missing in causes {
            found = found.note(missing.span, format!("`{}` could not be loaded", missing.document));
        }
        found.help(self.suggestion(kind, name))
    }

    /// A component of another document format is not defined; `known` are the names there are.
    pub(super) fn unknown<'n>(
        &self,
        noun: &str,
        reference: &Reference,
        known: impl Iterator<Item = &'n QName>,
    ) -> Diagnostic {
        let message = format!("{noun} `{}` is not defined", self.shown(&reference.name));
        let found = Diagnostic::error("unresolved-reference", reference.span, message);
        let meant = || self.may_suggest().and_then(|()| self.pick(&reference.name, &known.collect::<Vec<_>>()));
        found.help(meant().map(|name| self.did_you_mean(name)))
    }

    /// Takes one of the suggestions that are left.
    fn may_suggest(&self) -> Option<()> {
        self.suggestions.set(self.suggestions.get().checked_sub(1)?);
        Some(())
    }

    fn did_you_mean(&self, name: &QName) -> String {
        format!("did you mean `{}`?", self.shown(name))
    }

    fn suggestion(&self, kind: Kind, name: &QName) -> Option<String> {
        self.may_suggest()?;
        let known: Vec<&QName> = self.symbols.names(kind).filter(|known| *known != name).collect();
        if let Some(same) = known.iter().find(|known| known.local() == name.local()) {
            return Some(self.did_you_mean(same));
        }
        let other = |other: &Kind| *other != kind && self.symbols.find(*other, name).is_some();
        if let Some(other) = Kind::ALL.into_iter().find(other) {
            let shown = self.shown(name);
            return Some(format!("`{shown}` is defined, but as {} {}", article(other), other.noun()));
        }
        if name.is_xsd() {
            let builtins = crate::ir::Builtin::ALL.iter().map(|builtin| builtin.name());
            return nearest(name.local(), builtins).map(|local| self.did_you_mean(&QName::xsd(local)));
        }
        self.pick(name, &known).map(|name| self.did_you_mean(name))
    }

    /// The known name that is nearest: in the same namespace if there is one, else in any.
    fn pick<'n>(&self, name: &QName, known: &[&'n QName]) -> Option<&'n QName> {
        let near = |candidates: Vec<&'n QName>| {
            let local = nearest(name.local(), candidates.iter().map(|known| known.local()))?;
            candidates.into_iter().find(|known| known.local() == local)
        };
        let is_same = |known: &&QName| known.namespace() == name.namespace();
        near(known.iter().copied().filter(is_same).collect()).or_else(|| near(known.to_vec()))
    }
}

/// Tells of schemas that define nothing: an error if that is because documents could not be loaded.
pub(super) fn nothing_defined(set: &SchemaSet) -> Diagnostic {
    let first = set.schemas.first().map(|schema| schema.span);
    let message = "the schemas define nothing: no type, no element, no attribute";
    if set.missing.is_empty() {
        return Diagnostic::warning("nothing-defined", first, message);
    }
    let found = Diagnostic::error("nothing-defined", first, message);
    let found = set
        .missing
        .iter()
        .fold(found, |found, missing| found.note(missing.span, format!("`{}` could not be loaded", missing.document)));
    found.help("give the documents that could not be loaded as further inputs".to_owned())
}

fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::Element | Kind::Attribute | Kind::AttributeGroup => "an",
        Kind::Type | Kind::Group => "a",
    }
}
