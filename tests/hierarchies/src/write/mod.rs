//! Contracts as documents: a model comes in, schema documents and a WSDL document go out.

mod types;
pub(crate) mod wsdl;

use crate::markup::Markup;
use crate::model::{
    Contract, Declaration, Derivations, ElementId, ElementType, GlobalElement, SchemaId, SimpleRef, TypeId,
};

/// A document with its file name.
#[derive(Debug, Clone)]
pub struct File {
    /// The name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// The contract's documents, the one that leads to all others first.
#[must_use]
pub fn files(contract: &Contract) -> Vec<File> {
    let service = contract.service.as_ref();
    let definitions =
        service.map(|service| File { name: "service.wsdl".to_owned(), text: contract.definitions(service).indented() });
    let is_separate = service.is_none_or(|service| !service.inline);
    let schemas = (0..contract.schemas.len()).filter(|_| is_separate).flat_map(|id| contract.schema_files(id));
    definitions.into_iter().chain(schemas).collect()
}

fn schema_name(id: SchemaId) -> String {
    format!("schema{id}.xsd")
}

fn before_name(id: SchemaId) -> String {
    format!("schema{id}-before.xsd")
}

/// What a document says of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// All of it, as it was before some types were redefined.
    Before,
    /// The types that are redefined.
    Redefined,
}

/// Whether imports say where the other schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Locations {
    Written,
    LeftOut,
}

impl Contract {
    /// A document, or two if it redefines types of the other.
    fn schema_files(&self, id: SchemaId) -> Vec<File> {
        let file = |name: String, part| File { name, text: self.schema(id, part, Locations::Written).indented() };
        if !self.types.values().any(|ty| ty.schema == id && ty.redefined.is_some()) {
            return vec![file(schema_name(id), Part::Whole)];
        }
        vec![file(schema_name(id), Part::Redefined), file(before_name(id), Part::Before)]
    }

    fn schema(&self, id: SchemaId, part: Part, locations: Locations) -> Markup {
        let Some(schema) = self.schemas.get(id) else { return Markup::new("xs:schema") };
        let form = if schema.qualified { "qualified" } else { "unqualified" };
        let root = self.with_prefixes(Markup::new("xs:schema").with("xmlns:xs", "http://www.w3.org/2001/XMLSchema"));
        let others = (0..self.schemas.len()).filter(|other| *other != id);
        let imports = others.map(|other| {
            let import = Markup::new("xs:import").with_some("namespace", self.namespace(other));
            import.with_some("schemaLocation", (locations == Locations::Written).then(|| schema_name(other)))
        });
        let root = root
            .with_some("targetNamespace", schema.namespace.as_deref())
            .with("elementFormDefault", form)
            .children(imports);
        let types = self.types.values().filter(|ty| ty.schema == id);
        if part == Part::Redefined {
            let redefined = types.filter_map(|ty| self.redefined_type(ty));
            return root.child(Markup::new("xs:redefine").with("schemaLocation", before_name(id)).children(redefined));
        }
        let elements = self.elements.values().filter(|element| element.schema == id);
        let simple_types = self.simple_types.values().filter(|ty| ty.schema == id);
        root.children(elements.map(|element| self.global_element(element)))
            .children(types.map(|ty| if part == Part::Before { self.type_before(ty) } else { self.complex_type(ty) }))
            .children(simple_types.map(|ty| self.simple_type(ty)))
    }

    /// Declarations of a prefix for each namespace: `p` and the number of its schema.
    pub(crate) fn with_prefixes(&self, mut markup: Markup) -> Markup {
        for (id, schema) in self.schemas.iter().enumerate() {
            markup = markup.with_some(&format!("xmlns:p{id}"), schema.namespace.as_deref());
        }
        markup
    }

    /// The name of a component of a schema, where there are these prefixes and no default namespace.
    pub(crate) fn qualified(&self, schema: SchemaId, local: &str) -> String {
        if self.namespace(schema).is_some() { format!("p{schema}:{local}") } else { local.to_owned() }
    }

    fn simple_ref(&self, ty: &SimpleRef) -> String {
        match ty {
            SimpleRef::Builtin(name) => format!("xs:{name}"),
            SimpleRef::Named(id) => {
                self.simple_types.get(id).map_or(String::new(), |ty| self.qualified(ty.schema, &ty.name))
            }
        }
    }

    pub(crate) fn type_ref(&self, id: TypeId) -> String {
        self.types.get(&id).map_or(String::new(), |ty| self.qualified(ty.schema, &ty.name))
    }

    fn element_ref(&self, id: ElementId) -> String {
        self.elements.get(&id).map_or(String::new(), |element| self.qualified(element.schema, &element.name))
    }

    fn global_element(&self, element: &GlobalElement) -> Markup {
        let markup = Markup::new("xs:element").with("name", &element.name);
        let markup = self.declared(markup, &element.declaration);
        markup
            .with_some("abstract", element.is_abstract.then_some("true"))
            .with_some("substitutionGroup", element.head.map(|head| self.element_ref(head)))
    }

    /// What a declaration says, local or global.
    fn declared(&self, markup: Markup, declaration: &Declaration) -> Markup {
        let markup = markup
            .with_some("nillable", declaration.nillable.then_some("true"))
            .with_some("block", listed(declaration.blocked))
            .with_some("default", declaration.default.as_deref());
        match &declaration.ty {
            ElementType::Simple(ty, _) => markup.with("type", self.simple_ref(ty)),
            ElementType::Complex(ty) => markup.with("type", self.type_ref(*ty)),
            ElementType::Anonymous(body) => markup.child(self.body(Markup::new("xs:complexType"), body)),
            ElementType::OfHead(_) => markup,
        }
    }
}

fn listed(derivations: Derivations) -> Option<String> {
    let all = [
        ("extension", derivations.extension),
        ("restriction", derivations.restriction),
        ("substitution", derivations.substitution),
    ];
    let named: Vec<&str> = all.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
    (!named.is_empty()).then(|| named.join(" "))
}
