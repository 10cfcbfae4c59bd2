//! From paths to components of the graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{End, Path, Step};
use crate::diagnostic::nearest;
use crate::ir::{Contract, ElementId, FacetValue, Operation, Type, TypeId};
use crate::qname::{Namespace, QName, XML, XSD};

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Component {
    /// A namespace.
    Namespace(String),
    /// A named type, a global element, or both.
    Named(Option<TypeId>, Option<ElementId>),
    /// A type without a name.
    Anonymous(TypeId),
    /// An element in the content of a type.
    Child(TypeId, ElementId),
    /// An attribute of a type.
    Attribute(TypeId, QName),
    /// A value that a type enumerates, or could.
    Value(TypeId, String),
    /// A port type.
    PortType(QName),
    /// An operation of a port type.
    Operation(QName, String),
}

/// Why a path leads nowhere: what is wrong, and what is likely meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unfound {
    pub(crate) reason: String,
    pub(crate) help: Option<String>,
}

impl From<String> for Unfound {
    fn from(reason: String) -> Self {
        Self { reason, help: None }
    }
}

/// Finds components of a contract.
pub(crate) struct Finder<'a> {
    contract: &'a Contract,
    namespaces: &'a BTreeMap<String, String>,
}

/// Where a path has come to.
enum At {
    Type(TypeId),
    Child(TypeId, ElementId),
    Attribute(TypeId, QName, TypeId),
}

impl<'a> Finder<'a> {
    /// A finder that knows the prefixes of the configuration and of the contract.
    pub(crate) fn new(contract: &'a Contract, namespaces: &'a BTreeMap<String, String>) -> Self {
        Self { contract, namespaces }
    }

    /// The component that a path names.
    pub(crate) fn find(&self, text: &str) -> Result<Component, Unfound> {
        let path = Path::parse(text)?;
        let namespace = self.namespace(path.prefix.as_deref())?;
        if path.local.is_empty() {
            let uri = namespace.map_or(String::new(), |namespace| namespace.as_str().to_owned());
            let known = self
                .contract
                .namespaces()
                .iter()
                .any(|used| used.namespace.as_ref().map_or("", Namespace::as_str) == uri);
            let unknown = || Unfound::from(format!("nothing in reach is in the namespace {uri}"));
            return if known { Ok(Component::Namespace(uri)) } else { Err(unknown()) };
        }
        let name = QName::new(namespace, &path.local);
        if let Some(component) = self.service_component(&path, &name)? {
            return Ok(component);
        }
        let (ty, element) = (self.contract.find_type(&name), self.contract.find_element(&name));
        let starts: Vec<TypeId> = ty.into_iter().chain(element.map(|id| self.contract.element(id).ty)).collect();
        match (starts.as_slice(), &path.steps.is_empty(), &path.end) {
            ([], ..) => Err(self.unknown(&name)),
            (_, true, End::Itself) => Ok(Component::Named(ty, element)),
            (_, true, End::Type) => match element.and_then(|id| self.anonymous(self.contract.element(id).ty)) {
                Some(ty) => Ok(Component::Anonymous(ty)),
                None => Err(format!("no element `{}` has a type without a name", self.show(&name)).into()),
            },
            _ => self.walk(&path, &starts),
        }
    }

    /// The type that a path names, to refer to.
    pub(crate) fn find_type(&self, text: &str) -> Result<TypeId, Unfound> {
        match self.find(text)? {
            Component::Named(Some(ty), _) | Component::Anonymous(ty) => Ok(ty),
            Component::Named(None, Some(element)) => {
                let ty = self.contract.element(element).ty;
                match self.contract.ty(ty).name() {
                    None => Ok(ty),
                    Some(name) => Err(Unfound {
                        reason: format!("`{text}` is an element, not a type"),
                        help: Some(format!("its type is `{}`", self.show(name))),
                    }),
                }
            }
            _ => Err(format!("`{text}` is not a type").into()),
        }
    }

    /// A name as people write it.
    pub(crate) fn show(&self, name: &QName) -> String {
        name.with_prefix(self.contract.prefixes())
    }

    /// The namespace of a prefix.
    pub(crate) fn namespace(&self, prefix: Option<&str>) -> Result<Option<Namespace>, Unfound> {
        let Some(prefix) = prefix else { return Ok(self.contract.default_namespace().cloned()) };
        if let Some(uri) = self.namespaces.get(prefix).filter(|_| !prefix.is_empty()) {
            return Ok(Namespace::new(uri));
        }
        let used = self.contract.namespaces();
        let natural = used.iter().find(|used| used.prefix.as_deref() == Some(prefix));
        let mut declared = used.iter().filter(|used| used.declared.contains_key(prefix));
        let only = match (declared.next(), declared.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        };
        match (natural.or(only), prefix) {
            (Some(used), _) => Ok(used.namespace.clone()),
            (None, "xs" | "xsd") => Ok(Namespace::new(XSD)),
            (None, "xml") => Ok(Namespace::new(XML)),
            (None, _) => Err(Unfound {
                reason: format!("neither [namespaces] nor the contract declares the prefix `{prefix}`"),
                help: self.known_prefixes(),
            }),
        }
    }

    fn known_prefixes(&self) -> Option<String> {
        let natural = self.contract.namespaces().iter().filter_map(|used| used.prefix.as_deref());
        let given = self.namespaces.keys().map(String::as_str).filter(|prefix| !prefix.is_empty());
        let known: BTreeSet<&str> = given.chain(natural).collect();
        let list: Vec<String> = known.into_iter().map(|prefix| format!("`{prefix}`")).collect();
        (!list.is_empty()).then(|| format!("the prefixes are {}", list.join(", ")))
    }

    /// A port type or an operation, if the path begins with a port type's name.
    fn service_component(&self, path: &Path, name: &QName) -> Result<Option<Component>, Unfound> {
        let Some(port_type) = self.contract.port_types().iter().find(|port_type| port_type.name == *name) else {
            return Ok(None);
        };
        let operation = match (path.steps.as_slice(), &path.end) {
            ([], End::Itself) => return Ok(Some(Component::PortType(name.clone()))),
            ([Step::Child(operation)], End::Itself) => operation,
            _ => return Ok(None),
        };
        let known = || port_type.operations.iter().map(|operation: &Operation| operation.name.as_str());
        if known().any(|known| known == operation) {
            return Ok(Some(Component::Operation(name.clone(), operation.clone())));
        }
        Err(Unfound {
            reason: format!("`{}` has no operation `{operation}`", self.show(name)),
            help: nearest(operation, known()).map(|near| format!("did you mean `{}/{near}`?", self.show(name))),
        })
    }

    fn walk(&self, path: &Path, starts: &[TypeId]) -> Result<Component, Unfound> {
        let mut failure = None;
        for start in starts {
            match self.walk_from(path, *start) {
                Ok(component) => return Ok(component),
                Err(reason) => failure = failure.or(Some(reason)),
            }
        }
        Err(failure.unwrap_or_else(|| "it leads nowhere".to_owned().into()))
    }

    fn walk_from(&self, path: &Path, start: TypeId) -> Result<Component, Unfound> {
        let first = path.prefix.as_ref().map_or(path.local.clone(), |prefix| format!("{prefix}:{}", path.local));
        let (mut at, mut shown) = (At::Type(start), first);
        for step in &path.steps {
            let ty = self.inside(&at, &shown)?;
            at = self.step(ty, step, &shown)?;
            shown.push_str(&match step {
                Step::Child(name) => format!("/{name}"),
                Step::Attribute(name) => format!("/@{name}"),
            });
        }
        let ty = match &at {
            At::Type(ty) | At::Attribute(_, _, ty) => *ty,
            At::Child(_, element) => self.contract.element(*element).ty,
        };
        match (&path.end, at) {
            (End::Itself, At::Type(ty)) => Ok(Component::Anonymous(ty)),
            (End::Itself, At::Child(owner, element)) => Ok(Component::Child(owner, element)),
            (End::Itself, At::Attribute(owner, name, _)) => Ok(Component::Attribute(owner, name)),
            (End::Type, _) => match self.anonymous(ty) {
                Some(ty) => Ok(Component::Anonymous(ty)),
                None => Err(self.named_instead(&shown, ty, "")),
            },
            (End::Value(value), at) => match (at, self.contract.ty(ty)) {
                (_, Type::Complex(_)) => Err(format!("`{shown}` is no simple type, so it has no values").into()),
                (At::Child(..) | At::Attribute(..), _) if self.anonymous(ty).is_none() => {
                    Err(self.named_instead(&shown, ty, &format!("={value}")))
                }
                _ => Ok(Component::Value(ty, value.clone())),
            },
        }
    }

    /// The type that a further step leads into.
    fn inside(&self, at: &At, shown: &str) -> Result<TypeId, Unfound> {
        match at {
            At::Type(ty) => Ok(*ty),
            At::Attribute(..) => Err(format!("there is nothing inside of the attribute `{shown}`").into()),
            At::Child(_, element) => {
                let ty = self.contract.element(*element).ty;
                self.anonymous(ty).ok_or_else(|| self.named_instead(shown, ty, "/…"))
            }
        }
    }

    /// What to say when a path goes on through a component whose type has a name of its own.
    fn named_instead(&self, shown: &str, ty: TypeId, rest: &str) -> Unfound {
        let name = self.contract.ty(ty).name().map(|name| self.show(name)).unwrap_or_default();
        Unfound {
            reason: format!("`{shown}` is of the type `{name}`, which has a name"),
            help: Some(format!("write `{name}{rest}`")),
        }
    }

    fn anonymous(&self, ty: TypeId) -> Option<TypeId> {
        self.contract.ty(ty).name().is_none().then_some(ty)
    }

    fn step(&self, ty: TypeId, step: &Step, shown: &str) -> Result<At, Unfound> {
        match step {
            Step::Child(name) => {
                let children = self.children(ty);
                let found = children.iter().find(|id| self.contract.element(**id).name.local() == name);
                let known = children.iter().map(|id| self.contract.element(*id).name.local());
                let missing = || Unfound {
                    reason: format!("`{shown}` has no element `{name}`"),
                    help: nearest(name, known).map(|near| format!("did you mean `{shown}/{near}`?")),
                };
                found.map(|id| At::Child(ty, *id)).ok_or_else(missing)
            }
            Step::Attribute(name) => {
                let attributes = self.contract.attributes(ty);
                let found = attributes.iter().find(|attribute| attribute.name.local() == name);
                let known = attributes.iter().map(|attribute| attribute.name.local());
                let missing = || Unfound {
                    reason: format!("`{shown}` has no attribute `{name}`"),
                    help: nearest(name, known).map(|near| format!("did you mean `{shown}/@{near}`?")),
                };
                let at = |found: &&crate::ir::AttributeUse| At::Attribute(ty, found.name.clone(), found.ty);
                found.map(at).ok_or_else(missing)
            }
        }
    }

    /// The elements of a type's content, and what may be substituted for them.
    fn children(&self, ty: TypeId) -> Vec<ElementId> {
        let mut children = self.contract.content_elements(ty);
        for id in children.clone() {
            if self.contract.element(id).scope == crate::ir::Scope::Global {
                children.extend(self.contract.substitution_members(id));
            }
        }
        children
    }

    /// The values that a type itself enumerates.
    pub(crate) fn values(&self, ty: TypeId) -> Vec<&'a str> {
        let facets = self.contract.ty(ty).as_simple().map_or(&[][..], |simple| &simple.facets);
        let value = |facet: &'a crate::ir::Facet| match &facet.value {
            FacetValue::Enumeration(value) => Some(value.as_str()),
            _ => None,
        };
        facets.iter().filter_map(value).collect()
    }

    fn unknown(&self, name: &QName) -> Unfound {
        let known: Vec<&QName> = self.names().collect();
        let same = known.iter().find(|known| known.local() == name.local()).copied();
        let near = || {
            let of_namespace = || known.iter().filter(|known| known.namespace() == name.namespace());
            let local = nearest(name.local(), of_namespace().map(|known| known.local()))?;
            of_namespace().find(|known| known.local() == local).copied()
        };
        let near_builtin = || {
            let builtins = crate::ir::Builtin::ALL.iter().map(|builtin| builtin.name());
            nearest(name.local(), builtins).filter(|_| name.is_xsd()).map(QName::xsd)
        };
        let meant = same.or_else(near).cloned().or_else(near_builtin);
        Unfound {
            reason: format!("there is no type, element or port type `{}` in reach", self.show(name)),
            help: meant.map(|name| format!("did you mean `{}`?", self.show(&name))),
        }
    }

    fn names(&self) -> impl Iterator<Item = &'a QName> {
        let types = self.contract.named_types.keys().chain(self.contract.global_elements.keys());
        types.chain(self.contract.port_types().iter().map(|port_type| &port_type.name))
    }
}
