//! Views: beside the types that own what they hold, types that borrow it from the document.
//!
//! In: the plan of the owners, and what views are asked for. Out: a plan of the same items by the same ids, some of which are views now: they have
//! other names, texts and lists, and large optional parts in boxes. Invariant: a view has the fields or variants of its owner, by the same names;
//! what holds no text is its own view.
//!
//! ```xml
//! <xs:element name="Name" type="xs:string"/>   <!-- name: String, and in the view: view::Text<'a> -->
//! ```

use std::collections::BTreeSet;

use super::planner::Planner;
use super::size::box_large_options;
use super::{Base, Item, ItemId, ItemKind, Line, Plan, RustType, XmlName};
use crate::config::{Config, Views, matches};
use crate::diagnostic::Diagnostic;

/// The code of findings: the key that they are about.
const VIEWS: &str = "views";

impl Planner<'_> {
    /// Plans the views that the configuration asks for.
    pub(super) fn plan_views(&mut self, config: &Config) {
        let elements = match &config.api.views {
            Views::All(false) => return,
            Views::All(true) => None,
            Views::Operations(patterns) => Some(self.elements_of(patterns)),
        };
        let obstacle = match (self.plan.is_encoded, config.versions.is_empty()) {
            (true, _) => "messages in SOAP encoding are decoded into another text: there is none to borrow from",
            (_, false) => "there are none of several versions of a contract: a configuration of one version has them",
            _ => return self.plan.views = views(&self.plan, elements.as_ref()).map(Box::new),
        };
        self.diagnostics.push(Diagnostic::error(VIEWS, None, format!("there can be no views: {obstacle}")));
    }

    /// The global elements that the messages of some operations hold.
    fn elements_of(&mut self, patterns: &[String]) -> BTreeSet<XmlName> {
        let mut elements = BTreeSet::new();
        for pattern in patterns {
            let operations = self.plan.port_types.iter().flat_map(|port_type| &port_type.operations);
            let named: Vec<_> = operations.filter(|operation| matches(pattern, &operation.name)).collect();
            for operation in &named {
                let bodies = operation.input.iter().chain(&operation.output).map(|body| &body.element);
                let headers = operation.request_headers.iter().chain(&operation.response_headers);
                let faults = operation.faults.iter().map(|(_, element)| element);
                elements.extend(bodies.chain(headers).chain(faults).cloned());
            }
            if named.is_empty() {
                let message = format!("`{pattern}` names no operation that there could be views for");
                self.diagnostics.push(Diagnostic::error(VIEWS, None, message));
            }
        }
        elements
    }
}

/// The plan of views: of all documents, or of those with these root elements. `None`: none of them has anything to borrow.
fn views(plan: &Plan, elements: Option<&BTreeSet<XmlName>>) -> Option<Plan> {
    let mut views = Plan { views: None, ..plan.clone() };
    select(&mut views, elements);
    let reached = reached(&views);
    views.viewed = viewed(&views, &reached);
    for id in views.viewed.clone() {
        become_view(&mut views, id, &reached);
    }
    for module in &mut views.modules {
        module.items.retain(|id| views.viewed.contains(id));
    }
    if !views.is_of_views() {
        return None;
    }
    box_large_options(&mut views);
    Some(views)
}

/// Leaves out the documents that are not asked for.
fn select(views: &mut Plan, elements: Option<&BTreeSet<XmlName>>) {
    let placeholder = views.document.variants.get(views.document.placeholder).map(|variant| variant.name.clone());
    let is_asked = |line: &Line| match (line, elements) {
        (Line::Element { name, .. }, Some(elements)) => elements.contains(name),
        _ => true,
    };
    views.document.variants.retain(|variant| is_asked(&variant.line));
    let variants = &views.document.variants;
    views.document.placeholder =
        variants.iter().position(|variant| Some(&variant.name) == placeholder.as_ref()).unwrap_or(0);
    views.bodies.retain(|body| variants.iter().any(|variant| variant.name == body.variant));
}

/// The items that become views: those with texts, what holds them, and the traits of such.
fn viewed(plan: &Plan, reached: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
    let mut viewed = BTreeSet::new();
    loop {
        let before = viewed.len();
        let more: Vec<ItemId> = reached.iter().filter(|id| is_view(plan, **id, &viewed)).copied().collect();
        viewed.extend(more);
        if viewed.len() == before {
            return viewed;
        }
    }
}

/// All structs, enums of content and traits that documents lead to.
fn reached(plan: &Plan) -> BTreeSet<ItemId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<ItemId> = plan.document.types().into_iter().filter_map(|ty| item_of(plan, ty)).collect();
    while let Some(id) = open.pop() {
        if !reached.insert(id) {
            continue;
        }
        let kind = &plan.items[id.0].kind;
        open.extend(kind.content_types().into_iter().filter_map(|ty| item_of(plan, ty)));
        open.extend(kind.known().map(|(_, base)| base));
        open.extend(as_base(kind).and_then(|base| base.parent));
    }
    reached.retain(|id| {
        let kind = &plan.items[id.0].kind;
        kind.is_struct() || kind.is_enum_of_content() || as_base(kind).is_some()
    });
    reached
}

fn as_base(kind: &ItemKind) -> Option<&Base> {
    match kind {
        ItemKind::Base(base) => Some(base),
        _ => None,
    }
}

fn item_of(plan: &Plan, ty: &RustType) -> Option<ItemId> {
    plan.without_aliases(ty).item()
}

/// Whether an item holds something that is borrowed, or a view; or is a trait of one, or what such a trait is derived from.
fn is_view(plan: &Plan, id: ItemId, viewed: &BTreeSet<ItemId>) -> bool {
    let kind = &plan.items[id.0].kind;
    let is_parent = |child: &ItemId| as_base(&plan.items[child.0].kind).is_some_and(|base| base.parent == Some(id));
    match as_base(kind) {
        Some(base) => {
            let mut members = base.implementors.iter().chain(&base.enums);
            members.any(|(member, _)| viewed.contains(member)) || viewed.iter().any(is_parent)
        }
        None => kind.content_types().into_iter().any(|ty| borrows(plan, ty, viewed)),
    }
}

fn borrows(plan: &Plan, ty: &RustType, viewed: &BTreeSet<ItemId>) -> bool {
    let ty = plan.without_aliases(ty);
    has_borrowed(&ty) || ty.item().is_some_and(|id| viewed.contains(&id))
}

/// Whether a text is in a type that a view borrows.
pub(crate) fn has_borrowed(ty: &RustType) -> bool {
    match ty {
        RustType::Path(path) => matches!(*path, "String" | "xsd::Token" | "xsd::NormalizedString"),
        // The values of a list of simple type are parts of one text.
        RustType::List(_) => false,
        other => other.inner().is_some_and(has_borrowed),
    }
}

/// Whether a list of elements is in a type.
pub(crate) fn has_list(ty: &RustType) -> bool {
    matches!(ty, RustType::Vec(_)) || ty.inner().is_some_and(has_list)
}

/// Makes an item a view of what it is.
fn become_view(views: &mut Plan, id: ItemId, reached: &BTreeSet<ItemId>) {
    let name = name(views, id);
    let mut item = views.items[id.0].clone();
    item.docs = vec![format!("[`{}`], whose texts are borrowed from the document.", item.name)];
    item.name = name;
    item.derives = Vec::new();
    item.attributes = super::Attributes::default();
    for ty in item.kind.types_mut() {
        *ty = views.without_aliases(ty);
    }
    keep_views(&mut item, &views.viewed, reached);
    views.items[id.0] = item;
}

/// Leaves out the words of the parts, which are those of the owner, and what is no view.
fn keep_views(item: &mut Item, viewed: &BTreeSet<ItemId>, reached: &BTreeSet<ItemId>) {
    match &mut item.kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            content.fields.iter_mut().for_each(|field| field.docs.clear());
        }
        ItemKind::Choice(choice) => choice.variants.iter_mut().for_each(|variant| variant.docs.clear()),
        // What is its own view has the trait of views besides; enums have methods of these names already.
        ItemKind::Base(base) => {
            base.implementors.retain(|(id, _)| reached.contains(id));
            base.enums.retain(|(id, _)| viewed.contains(id));
        }
        _ => {}
    }
}

/// The name of a view: that of its owner and `View`, or as often as there is nothing of that name.
fn name(views: &Plan, id: ItemId) -> String {
    let item = &views.items[id.0];
    let is_taken = |name: &String| views.items.iter().any(|other| other.module == item.module && other.name == *name);
    let mut name = format!("{}View", item.name);
    while is_taken(&name) {
        name.push_str("View");
    }
    name
}
