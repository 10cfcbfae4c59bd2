//! Definitions that are defined by themselves.
//!
//! In: the definitions in reach, all references in them being sound. Out: diagnostics. Invariant: if there are none,
//! bases, unions, lists, groups, attribute groups and substitution groups lead nowhere back, so that the passes
//! behind this one end. Elements inside their own type are no such thing: they may be.
//!
//! ```xml
//! <xs:complexType name="A">…<xs:extension base="B"/>…  <xs:complexType name="B">…<xs:extension base="A"/>…
//! ```

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::reach::target;
use super::references::{Role, references};
use super::symbols::{Definition, DefinitionId, Kind, Symbols};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::xsd::TypeDefinition;

/// What each definition is defined by.
pub(super) type Dependencies = BTreeMap<DefinitionId, Vec<DefinitionId>>;

/// The definitions by which each one in reach is defined.
pub(super) fn dependencies(symbols: &Symbols<'_>, reached: &BTreeSet<DefinitionId>) -> Dependencies {
    let of = |id: DefinitionId| {
        let definition = symbols.get(id);
        let is_simple = matches!(definition, Definition::Type(TypeDefinition::Simple(_)));
        let uses = references(definition).into_iter();
        let needed = uses.filter(|used| match used.role {
            Role::OwnBase | Role::InGroup | Role::Head => true,
            Role::Other => is_simple,
            Role::ElementType | Role::ElementRef => false,
        });
        let same_kind = needed.filter(|used| used.kind == definition.kind());
        same_kind.filter_map(|used| target(symbols, id, used)).collect()
    };
    reached.iter().map(|id| (*id, of(*id))).collect()
}

/// The definitions, each behind those by which it is defined; reports those that are defined by themselves.
pub(super) fn order(
    symbols: &Symbols<'_>,
    dependencies: &Dependencies,
    diagnostics: &mut Diagnostics,
) -> Vec<DefinitionId> {
    let mut search = Search { dependencies, state: BTreeMap::new(), ordered: Vec::new() };
    for id in dependencies.keys() {
        if let Some(cycle) = search.visit(*id) {
            diagnostics.push(report(symbols, &cycle));
        }
    }
    search.ordered
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

struct Search<'a> {
    dependencies: &'a Dependencies,
    state: BTreeMap<DefinitionId, State>,
    ordered: Vec<DefinitionId>,
}

impl Search<'_> {
    /// Orders a definition behind its dependencies; gives the first cycle that is met.
    fn visit(&mut self, root: DefinitionId) -> Option<Vec<DefinitionId>> {
        let mut cycle = None;
        let mut path: Vec<(DefinitionId, usize)> = Vec::new();
        self.enter(root, &mut path);
        while let Some((id, next)) = path.last_mut() {
            let dependency = self.dependencies.get(id).and_then(|inner| inner.get(*next)).copied();
            *next += 1;
            match dependency {
                Some(inner) if self.state.get(&inner) == Some(&State::Open) => {
                    let open = path.iter().map(|(id, _)| *id).skip_while(|id| *id != inner);
                    cycle = cycle.or_else(|| Some(open.collect()));
                }
                Some(inner) => self.enter(inner, &mut path),
                None => {
                    self.state.insert(*id, State::Done);
                    self.ordered.push(*id);
                    path.pop();
                }
            }
        }
        cycle
    }

    fn enter(&mut self, id: DefinitionId, path: &mut Vec<(DefinitionId, usize)>) {
        if let Entry::Vacant(place) = self.state.entry(id) {
            place.insert(State::Open);
            path.push((id, 0));
        }
    }
}

fn report(symbols: &Symbols<'_>, cycle: &[DefinitionId]) -> Diagnostic {
    let definitions: Vec<_> = cycle.iter().map(|id| symbols.get(*id)).collect();
    let Some(first) = definitions.first() else {
        return Diagnostic::error("circular-definition", None, "a definition is defined by itself");
    };
    let code = match first.kind() {
        Kind::Type => "circular-derivation",
        Kind::Element => "circular-substitution",
        Kind::Group | Kind::Attribute => "circular-group",
        Kind::AttributeGroup => "circular-attribute-group",
    };
    let name = |definition: &Definition<'_>| definition.name().map(|name| name.local().to_owned()).unwrap_or_default();
    let message = format!("{} `{}` is defined by itself", first.kind().noun(), name(first));
    let mut found = Diagnostic::error(code, first.span(), message);
    for via in definitions.iter().skip(1) {
        found = found.note(via.span(), format!("by way of `{}`", name(via)));
    }
    found
}
