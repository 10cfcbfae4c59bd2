//! Symbol tables: every global component of every schema, by kind and name.
//!
//! In: all schemas, taken as one set whichever of them includes which. Out: [`Symbols`]. Invariant: definitions are
//! numbered by kind, name and redefinition, so that their order depends on the documents only.
//!
//! ```xml
//! <xs:complexType name="A"/> <xs:element name="A"/>  <!-- two symbol spaces, no conflict -->
//! ```

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::load::SchemaSet;
use crate::qname::QName;
use crate::source::{SourceId, Span};
use crate::xsd::{AttributeDecl, AttributeGroup, Components, ElementDecl, Group, TypeDefinition};

/// A symbol space (XSD 1.0 part 1 §2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Type,
    Element,
    Attribute,
    Group,
    AttributeGroup,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [Self::Type, Self::Element, Self::Attribute, Self::Group, Self::AttributeGroup];

    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
        }
    }
}

/// A global component as written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Definition<'a> {
    Type(&'a TypeDefinition),
    Element(&'a ElementDecl),
    Attribute(&'a AttributeDecl),
    Group(&'a Group),
    AttributeGroup(&'a AttributeGroup),
}

impl<'a> Definition<'a> {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Type(_) => Kind::Type,
            Self::Element(_) => Kind::Element,
            Self::Attribute(_) => Kind::Attribute,
            Self::Group(_) => Kind::Group,
            Self::AttributeGroup(_) => Kind::AttributeGroup,
        }
    }

    pub(super) fn name(self) -> Option<&'a QName> {
        match self {
            Self::Type(ty) => ty.name(),
            Self::Element(element) => Some(&element.name),
            Self::Attribute(attribute) => Some(&attribute.name),
            Self::Group(group) => Some(&group.name),
            Self::AttributeGroup(group) => Some(&group.name),
        }
    }

    pub(super) fn span(self) -> Span {
        match self {
            Self::Type(ty) => ty.span(),
            Self::Element(element) => element.span,
            Self::Attribute(attribute) => attribute.span,
            Self::Group(group) => group.span,
            Self::AttributeGroup(group) => group.span,
        }
    }
}

/// A definition of [`Symbols`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DefinitionId(u32);

/// A definition where it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) definition: Definition<'a>,
    pub(super) source: SourceId,
}

/// What is known under one name: the definition and its redefinitions, innermost first, and further definitions
/// that contradict it.
#[derive(Clone, Debug, Default)]
pub(super) struct Named<'a> {
    pub(super) originals: Vec<Entry<'a>>,
    pub(super) redefinitions: Vec<Entry<'a>>,
}

/// The names of one symbol table before they are numbered.
pub(super) type Table<'a> = BTreeMap<(Kind, QName), Named<'a>>;

/// A definition and its redefinitions, innermost first.
#[derive(Debug, Default)]
struct Chain {
    ids: Vec<DefinitionId>,
    /// Whether the first one is a redefinition of nothing.
    is_rootless: bool,
}

/// Definitions of one name that say something else than the one that stands.
#[derive(Debug)]
pub(super) struct Rivals {
    pub(super) spans: Vec<Span>,
    /// Whether all are in one document, whose last one stands: readers that take one after the other come to the same.
    pub(super) is_settled: bool,
}

/// All definitions, by name.
#[derive(Debug)]
pub(super) struct Symbols<'a> {
    definitions: Vec<Definition<'a>>,
    chains: BTreeMap<(Kind, QName), Chain>,
    rivals: BTreeMap<DefinitionId, Rivals>,
    /// What is wrong with definitions, by their places.
    flaws: BTreeMap<Span, &'a [Diagnostic]>,
}

/// Gathers the definitions of all schemas.
pub(super) fn collect(set: &SchemaSet) -> Table<'_> {
    let mut table = Table::new();
    for schema in &set.schemas {
        for definition in definitions(&schema.components) {
            // An override writes it elsewhere than in the document that it belongs to.
            let entry = Entry { definition, source: definition.span().source };
            named(&mut table, definition, |named| add(&mut named.originals, entry));
        }
        for definition in schema.redefines.iter().flat_map(|redefine| definitions(&redefine.components)) {
            let entry = Entry { definition, source: schema.source };
            named(&mut table, definition, |named| add(&mut named.redefinitions, entry));
        }
    }
    table
}

/// Adds a definition, unless it was read before: a document is read several times where something overrides others that it includes.
fn add<'a>(entries: &mut Vec<Entry<'a>>, entry: Entry<'a>) {
    if !entries.iter().any(|other| other.definition.span() == entry.definition.span()) {
        entries.push(entry);
    }
}

fn named<'a>(table: &mut Table<'a>, definition: Definition<'a>, add: impl FnOnce(&mut Named<'a>)) {
    if let Some(name) = definition.name() {
        add(table.entry((definition.kind(), name.clone())).or_default());
    }
}

fn definitions(components: &Components) -> impl Iterator<Item = Definition<'_>> {
    let types = components.types.iter().map(Definition::Type);
    let elements = components.elements.iter().map(Definition::Element);
    let attributes = components.attributes.iter().map(Definition::Attribute);
    let groups = components.groups.iter().map(Definition::Group);
    let attribute_groups = components.attribute_groups.iter().map(Definition::AttributeGroup);
    types.chain(elements).chain(attributes).chain(groups).chain(attribute_groups)
}

fn standing(mut originals: Vec<Entry<'_>>) -> (Option<Definition<'_>>, Rivals) {
    let is_settled = originals.iter().all(|entry| originals.first().is_some_and(|first| first.source == entry.source));
    if is_settled {
        originals.reverse();
    }
    let mut definitions = originals.into_iter().map(|entry| entry.definition);
    let standing = definitions.next();
    (standing, Rivals { spans: definitions.map(Definition::span).collect(), is_settled })
}

impl<'a> Symbols<'a> {
    /// Numbers the definitions. Of several originals in one document the last one stands, of others the first; the rest are its rivals.
    pub(super) fn new(table: Table<'a>, set: &'a SchemaSet) -> Self {
        let flaws = set.schemas.iter().flat_map(|schema| &schema.components.flaws);
        let flaws = flaws.map(|(span, flaws)| (*span, flaws.as_slice())).collect();
        let mut symbols = Self { definitions: Vec::new(), chains: BTreeMap::new(), rivals: BTreeMap::new(), flaws };
        for (key, named) in table {
            let (standing, rivals) = standing(named.originals);
            let redefinitions = named.redefinitions.into_iter().map(|entry| entry.definition);
            let is_rootless = standing.is_none();
            let chain = standing.into_iter().chain(redefinitions);
            let ids: Vec<_> = chain.map(|definition| symbols.push(definition)).collect();
            if let (Some(first), false) = (ids.first(), rivals.spans.is_empty()) {
                symbols.rivals.insert(*first, rivals);
            }
            symbols.chains.insert(key, Chain { ids, is_rootless });
        }
        symbols
    }

    /// Whether nothing is defined.
    pub(super) fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }

    fn push(&mut self, definition: Definition<'a>) -> DefinitionId {
        let id = DefinitionId(u32::try_from(self.definitions.len()).unwrap_or(u32::MAX));
        self.definitions.push(definition);
        id
    }

    /// A definition.
    pub(super) fn get(&self, id: DefinitionId) -> Definition<'a> {
        self.definitions[id.0 as usize]
    }

    fn chain(&self, kind: Kind, name: &QName) -> Option<&Chain> {
        self.chains.get(&(kind, name.clone()))
    }

    /// What a name means: the outermost redefinition.
    pub(super) fn find(&self, kind: Kind, name: &QName) -> Option<DefinitionId> {
        self.chain(kind, name)?.ids.last().copied()
    }

    /// What a name means where a redefinition may refer to what it redefines: as the base of a type, or inside a
    /// group (XSD 1.0 part 1 §4.2.2).
    pub(super) fn find_from(&self, kind: Kind, name: &QName, from: DefinitionId) -> Option<DefinitionId> {
        let chain = self.chain(kind, name)?;
        match chain.ids.iter().position(|id| *id == from) {
            Some(0) if chain.is_rootless => None,
            None | Some(0) => chain.ids.last().copied(),
            Some(level) => chain.ids.get(level - 1).copied(),
        }
    }

    /// The redefinition of a definition, if it is redefined.
    pub(super) fn redefinition(&self, id: DefinitionId) -> Option<DefinitionId> {
        let definition = self.get(id);
        let chain = self.chain(definition.kind(), definition.name()?)?;
        let level = chain.ids.iter().position(|other| *other == id)?;
        chain.ids.get(level + 1).copied()
    }

    /// All definitions that their names mean, in order: types first.
    pub(super) fn all(&self) -> impl Iterator<Item = DefinitionId> {
        self.chains.values().filter_map(|chain| chain.ids.last().copied())
    }

    /// All definitions, those that are redefined included, in the same order.
    pub(super) fn all_with_redefined(&self) -> impl Iterator<Item = DefinitionId> {
        self.chains.values().flat_map(|chain| chain.ids.iter().copied())
    }

    /// The names of a kind, in order.
    pub(super) fn names(&self, kind: Kind) -> impl Iterator<Item = &QName> {
        self.chains.keys().filter(move |(other, _)| *other == kind).map(|(_, name)| name)
    }

    /// What is wrong with a definition as written.
    pub(super) fn flaws(&self, id: DefinitionId) -> &'a [Diagnostic] {
        self.flaws.get(&self.get(id).span()).copied().unwrap_or_default()
    }

    /// Definitions with contradicting ones of the same name.
    pub(super) fn rivals(&self) -> &BTreeMap<DefinitionId, Rivals> {
        &self.rivals
    }
}
