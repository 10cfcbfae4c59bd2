//! Views: beside the types that own what they hold, types that borrow it from the document.
//!
//! In: the plan of the owners, and what views are asked for. Out: a plan of the same items by the same ids, some of which are views now: they have
//! other names, texts and lists, and large optional parts in boxes. Invariant: a view has the fields or variants of its owner, by the same names;
//! what holds no text is its own view.
//!
//! ```xml
//! <xs:element name="Name" type="xs:string"/>   <!-- name: String, and in the view: view::Text<'a> -->
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::placeholders::choose_bases;
use super::planner::Planner;
use super::recursion::box_cycles;
use super::size::{box_large_options, box_large_variants};
use super::{Base, Item, ItemId, ItemKind, Line, Owner, Plan, RustType, XmlName};
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
        let obstacle = if self.plan.is_encoded {
            "messages in SOAP encoding are decoded into another text: there is none to borrow from"
        } else if !config.versions.is_empty() {
            "there are none of several versions of a contract: a configuration of one version has them"
        } else if !self.plan.features.is_empty() {
            "what borrows may be behind Cargo features, without which there is nothing to borrow: `operations` takes only some of a contract, too"
        } else {
            return self.plan.views = views(&self.plan, elements.as_ref()).map(Box::new);
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
    let viewed = viewed(&views, &reached);
    let borrowed = views.document.types().into_iter().any(|ty| borrows(&views, ty, &viewed));
    if !borrowed {
        return None;
    }
    views.viewed = Some(owners(&views, &viewed));
    let mut taken: BTreeSet<_> = views.items.iter().map(|item| (item.module, item.name.clone())).collect();
    viewed.iter().copied().for_each(|id| become_view(&mut views, id, &reached, &mut taken));
    for module in &mut views.modules {
        module.items.retain(|id| viewed.contains(id));
    }
    unbox(&mut views, &viewed);
    box_cycles(&mut views);
    box_large_variants(&mut views);
    box_large_options(&mut views);
    choose_bases(&mut views);
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
    let types: Vec<RustType> = views.document.types().into_iter().map(|ty| views.without_aliases(ty)).collect();
    views.document.types_mut().into_iter().zip(types).for_each(|(at, ty)| *at = ty);
}

/// The items that become views: those with texts, what holds them, and the traits of such.
fn viewed(plan: &Plan, reached: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
    let mut viewed = BTreeSet::new();
    loop {
        let before = viewed.len();
        let parents: Vec<ItemId> =
            viewed.iter().filter_map(|id: &ItemId| as_base(&plan.items[id.0].kind)?.parent).collect();
        let more: Vec<ItemId> = reached.iter().filter(|id| is_view(plan, **id, &viewed)).copied().collect();
        viewed.extend(parents.into_iter().chain(more));
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
        kind.is_struct() || kind.is_enum_of_content() || as_base(kind).is_some() || restricts_text(plan, kind)
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

/// Whether an item holds something that is borrowed, or a view; or is a trait of one.
fn is_view(plan: &Plan, id: ItemId, viewed: &BTreeSet<ItemId>) -> bool {
    let kind = &plan.items[id.0].kind;
    match as_base(kind) {
        Some(base) => {
            let mut members = base.implementors.iter().chain(&base.enums);
            members.any(|(member, _)| viewed.contains(member))
        }
        None if restricts_text(plan, kind) => true,
        None => kind.content_types().into_iter().any(|ty| borrows(plan, ty, viewed)),
    }
}

fn borrows(plan: &Plan, ty: &RustType, viewed: &BTreeSet<ItemId>) -> bool {
    let ty = plan.without_aliases(ty);
    has_borrowed(&ty) || view_of(&ty).is_some_and(|id| viewed.contains(&id))
}

/// Whether an item is a text with facets.
fn restricts_text(plan: &Plan, kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Restricted(restricted) if is_text(&plan.without_aliases(&restricted.inner)))
}

fn is_text(ty: &RustType) -> bool {
    matches!(ty, RustType::Path("String" | "xsd::Token" | "xsd::NormalizedString"))
}

/// The item in a type whose view would be part of that of the type.
pub(crate) fn view_of(ty: &RustType) -> Option<ItemId> {
    match ty {
        RustType::Item(id) => Some(*id),
        // Its values are parts of one text, which nothing borrows.
        RustType::List(_) => None,
        other => view_of(other.inner()?),
    }
}

/// Whether a text is in a type that a view borrows.
pub(crate) fn has_borrowed(ty: &RustType) -> bool {
    match ty {
        ty if is_text(ty) => true,
        RustType::List(_) => false,
        other => other.inner().is_some_and(has_borrowed),
    }
}

/// Whether a list of elements is in a type.
pub(crate) fn has_list(ty: &RustType) -> bool {
    matches!(ty, RustType::Vec(_)) || ty.inner().is_some_and(has_list)
}

/// What is known of the owners of views.
fn owners(plan: &Plan, viewed: &BTreeSet<ItemId>) -> BTreeMap<ItemId, Owner> {
    let of_items = plan.items.iter().flat_map(|item| item.kind.content_types());
    let boxed: BTreeSet<ItemId> = of_items.chain(plan.document.types()).filter_map(in_box).collect();
    let owner = |id: ItemId| Owner { name: plan.items[id.0].name.clone(), is_boxed: boxed.contains(&id) };
    viewed.iter().map(|id| (*id, owner(*id))).collect()
}

/// The item that a type has in a box.
fn in_box(ty: &RustType) -> Option<ItemId> {
    match ty {
        RustType::Box(inner) => match **inner {
            RustType::Item(id) => Some(id),
            ref inner => in_box(inner),
        },
        other => in_box(other.inner()?),
    }
}

/// Makes an item a view of what it is.
fn become_view(views: &mut Plan, id: ItemId, reached: &BTreeSet<ItemId>, taken: &mut BTreeSet<(usize, String)>) {
    let mut item = views.items[id.0].clone();
    let name = name(&item, taken);
    item.docs = vec![format!("[`{}`], whose texts are borrowed from the document.", item.name)];
    item.name = name;
    item.derives = Vec::new();
    item.attributes = super::Attributes::default();
    for ty in item.kind.types_mut() {
        *ty = views.without_aliases(ty);
    }
    keep_views(&mut item, views, reached);
    views.items[id.0] = item;
}

/// Takes views out of the boxes that their owners are in: they are smaller.
fn unbox(views: &mut Plan, viewed: &BTreeSet<ItemId>) {
    let is_view = |ty: &RustType| matches!(ty, RustType::Item(id) if viewed.contains(id));
    for id in viewed {
        views.items[id.0].kind.types_mut().into_iter().for_each(|ty| without_boxes(ty, &is_view));
    }
    views.document.types_mut().into_iter().for_each(|ty| without_boxes(ty, &is_view));
}

fn without_boxes(ty: &mut RustType, is_view: &impl Fn(&RustType) -> bool) {
    if let RustType::Box(inner) = ty
        && is_view(inner)
    {
        *ty = std::mem::take(inner);
    } else if let Some(inner) = ty.inner_mut() {
        without_boxes(inner, is_view);
    }
}

/// Leaves out the words of the parts, which are those of the owner, and what is no view.
fn keep_views(item: &mut Item, views: &Plan, reached: &BTreeSet<ItemId>) {
    match &mut item.kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            content.fields.iter_mut().for_each(|field| field.docs.clear());
        }
        ItemKind::Choice(choice) => choice.variants.iter_mut().for_each(|variant| variant.docs.clear()),
        // What is its own view has the trait of views besides; enums have methods of these names already.
        ItemKind::Base(base) => {
            base.implementors.retain(|(id, _)| reached.contains(id));
            base.enums.retain(|(id, _)| views.is_view(*id));
        }
        _ => {}
    }
}

/// The name of a view: that of its owner and `View`, so often that nothing in its module is called like it.
fn name(owner: &Item, taken: &mut BTreeSet<(usize, String)>) -> String {
    let mut name = format!("{}View", owner.name.trim_end_matches('_'));
    while !taken.insert((owner.module, name.clone())) {
        name.push_str("View");
    }
    name
}
