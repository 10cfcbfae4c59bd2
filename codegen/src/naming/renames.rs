//! Names that the configuration gives.
//!
//! In: `[rename]`, and the graph that its paths lead into. Out: the name that a component would have: the given one, or the one that
//! follows from the schema's. Invariant: whatever an inherited declaration is called, it is called so in every type that inherits it.

use std::collections::BTreeMap;

use super::{Wanted, field_name, is_identifier, type_name, variant_name};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::ir::{Contract, ElementId, TypeId};
use crate::path::{Component, Finder, Unfound};
use crate::qname::QName;

/// The names that the configuration gives, by component.
#[derive(Debug, Clone, Default)]
pub(crate) struct Renames {
    namespaces: BTreeMap<String, String>,
    types: BTreeMap<TypeId, String>,
    elements: BTreeMap<ElementId, String>,
    children: BTreeMap<(TypeId, String), String>,
    attributes: BTreeMap<(TypeId, String), String>,
    values: BTreeMap<(TypeId, String), String>,
    port_types: BTreeMap<QName, String>,
    operations: BTreeMap<(QName, String), String>,
}

impl Renames {
    /// Follows the paths of `[rename]`. A path that leads nowhere and a name that Rust does not allow are errors.
    pub(crate) fn new(contract: &Contract, config: &Config, diagnostics: &mut Diagnostics) -> Self {
        let finder = Finder::new(contract, &config.namespaces);
        let mut renames = Self::default();
        for (path, name) in &config.renames {
            if !is_identifier(name) {
                let message = format!("`{path}` cannot be called `{name}`, which is no identifier in Rust");
                diagnostics.push(Diagnostic::error("rename", None, message));
                continue;
            }
            if let Err(Unfound { reason, help }) = renames.add(contract, &finder, path, name) {
                let message = format!("`{path}` cannot be renamed: {reason}");
                diagnostics.push(config.unfound("rename", message).help(help));
            }
        }
        renames
    }

    fn add(&mut self, contract: &Contract, finder: &Finder<'_>, path: &str, name: &str) -> Result<(), Unfound> {
        let name = name.to_owned();
        match finder.find(path)? {
            Component::Namespace(uri) => {
                self.namespaces.insert(uri, name);
            }
            Component::Named(ty, element) => {
                if ty.is_some_and(|ty| contract.ty(ty).span().is_none()) {
                    return Err("what XML Schema defines has no item of its own".to_owned().into());
                }
                let anonymous =
                    element.map(|id| contract.element(id).ty).filter(|ty| contract.ty(*ty).name().is_none());
                self.types.extend(ty.into_iter().chain(anonymous).map(|ty| (ty, name.clone())));
                self.elements.extend(element.map(|element| (element, name)));
            }
            Component::Anonymous(ty) => {
                self.types.insert(ty, name);
            }
            Component::Child(owner, element) => {
                let local = contract.element(element).name.local();
                let base = contract.base_of(owner).filter(|base| contract.content_elements(*base).contains(&element));
                inherited(contract, finder, base, "/", local)?;
                self.children.insert((owner, local.to_owned()), name);
            }
            Component::Attribute(owner, attribute) => {
                inherited(contract, finder, declared_elsewhere(contract, owner, &attribute), "/@", attribute.local())?;
                self.attributes.insert((owner, attribute.local().to_owned()), name);
            }
            Component::Value(ty, value) => {
                enumerated(finder, ty, path, &value)?;
                self.values.insert((ty, value), name);
            }
            Component::PortType(port_type) => {
                self.port_types.insert(port_type, name);
            }
            Component::Operation(port_type, operation) => {
                self.operations.insert((port_type, operation), name);
            }
        }
        Ok(())
    }

    /// A namespace's module.
    pub(crate) fn module(&self, uri: &str) -> Wanted {
        let of = if uri.is_empty() { "no namespace".to_owned() } else { format!("the namespace {uri}") };
        wanted(self.namespaces.get(uri), of, || super::module_name(uri))
    }

    /// A type's item, where the schema's name, or that of what it is written in, gives `natural`.
    pub(crate) fn type_item(&self, id: TypeId, natural: String, of: String) -> Wanted {
        wanted(self.types.get(&id), of, || natural)
    }

    /// A global element's variant of the document type.
    pub(crate) fn document_variant(&self, id: ElementId, name: &QName) -> Wanted {
        wanted(self.elements.get(&id), format!("element `{}`", name.local()), || type_name(name.local()))
    }

    /// A child element's field.
    pub(crate) fn field(&self, contract: &Contract, owner: TypeId, local: &str) -> Wanted {
        wanted(self.child(contract, owner, local), format!("element `{local}`"), || field_name(local))
    }

    /// A child element's variant of a choice.
    pub(crate) fn variant(&self, contract: &Contract, owner: TypeId, local: &str) -> Wanted {
        wanted(self.child(contract, owner, local), format!("element `{local}`"), || type_name(local))
    }

    fn child(&self, contract: &Contract, owner: TypeId, local: &str) -> Option<&String> {
        inherit(&self.children, contract, owner, local)
    }

    /// An attribute's field.
    pub(crate) fn attribute(&self, contract: &Contract, owner: TypeId, local: &str) -> Wanted {
        let given = inherit(&self.attributes, contract, owner, local);
        wanted(given, format!("attribute `{local}`"), || field_name(local))
    }

    /// An enumeration's variant.
    pub(crate) fn value(&self, owner: TypeId, value: &str) -> Wanted {
        let given = if self.values.is_empty() { None } else { self.values.get(&(owner, value.to_owned())) };
        wanted(given, format!("value `{value}`"), || variant_name(value))
    }

    /// A port type's trait.
    pub(crate) fn port_type(&self, name: &QName) -> Wanted {
        wanted(self.port_types.get(name), format!("port type `{}`", name.local()), || type_name(name.local()))
    }

    /// An operation's method.
    pub(crate) fn operation(&self, port_type: &QName, name: &str) -> Wanted {
        let given = self.operations.get(&(port_type.clone(), name.to_owned()));
        wanted(given, format!("operation `{name}`"), || field_name(name))
    }
}

fn wanted(given: Option<&String>, of: String, natural: impl FnOnce() -> String) -> Wanted {
    match given {
        Some(name) => Wanted { name: name.clone(), of, given: true },
        None => Wanted { name: natural(), of, given: false },
    }
}

/// What is given to a member of a type, or else of the nearest type that it is derived from.
fn inherit<'r>(
    given: &'r BTreeMap<(TypeId, String), String>,
    contract: &Contract,
    owner: TypeId,
    local: &str,
) -> Option<&'r String> {
    if given.is_empty() {
        return None;
    }
    let owners = std::iter::successors(Some(owner), |ty| contract.base_of(*ty));
    owners.into_iter().find_map(|ty| given.get(&(ty, local.to_owned())))
}

/// The other type that an attribute comes from, if there is one.
fn declared_elsewhere(contract: &Contract, owner: TypeId, attribute: &QName) -> Option<TypeId> {
    let attributes = contract.attributes(owner);
    let declared = attributes.into_iter().find(|known| known.name == *attribute)?;
    Some(declared.declared_in).filter(|ty| *ty != owner)
}

/// A value has to be one that its type enumerates.
fn enumerated(finder: &Finder<'_>, ty: TypeId, path: &str, value: &str) -> Result<(), Unfound> {
    let values = finder.values(ty);
    if values.contains(&value) {
        return Ok(());
    }
    let start = path.strip_suffix(value).unwrap_or(path);
    let help = nearest(value, values).map(|near| format!("did you mean `{start}{near}`?"));
    Err(Unfound { reason: "its type does not enumerate that value".to_owned(), help })
}

/// A member that comes from another type is renamed there: its name is the same in all types that have it.
fn inherited(
    contract: &Contract,
    finder: &Finder<'_>,
    from: Option<TypeId>,
    separator: &str,
    local: &str,
) -> Result<(), Unfound> {
    let Some(from) = from else { return Ok(()) };
    let Some(name) = contract.ty(from).name().map(|name| finder.show(name)) else { return Ok(()) };
    Err(Unfound {
        reason: format!("it comes from `{name}`"),
        help: Some(format!("rename `{name}{separator}{local}`; that holds for all types derived from it")),
    })
}
