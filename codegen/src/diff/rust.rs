//! What changes in the generated Rust.
//!
//! In: two plans. Out: a [`RustChange`] for each item, field, variant, constructor, derive and method that differs. Invariant:
//! whatever would make code that uses the one fail to compile with the other is in the list; what is not there is the same.

mod part;
mod spell;

use std::collections::BTreeSet;

use super::change::{Class, Subject};
use super::language::As;
use super::pair::Pair;
use super::side::Side;
use super::{service, values};
use crate::config::{Growth, Memory};
use crate::plan::{Base, Choice, Item, ItemId, ItemKind, Known, Line, Module, RustType, Struct, Union};
use part::{Part, fields, members, type_variants, variants};
use spell::{by_name, held, origin, ty_of, word};
pub(super) use spell::{element_key, spell};

/// A difference between two plans.
#[derive(Clone, Debug)]
pub(super) struct RustChange {
    /// What it comes from, as far as the plan tells.
    pub(super) subject: Subject,
    pub(super) callers: Class,
    pub(super) implementers: Class,
    pub(super) reason: String,
    /// The key of the type that this may come from besides: of what a field holds, of what an enum of derived types is about.
    pub(super) cause: Option<String>,
    /// The traits that are lost, if that is all that happens to this item.
    pub(super) lost: Option<(String, Vec<&'static str>)>,
}

impl RustChange {
    pub(super) fn new(subject: Subject, callers: Class, reason: String) -> Self {
        Self { subject, callers, implementers: Class::Unaffected, reason, cause: None, lost: None }
    }
}

/// All differences.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>) -> Vec<RustChange> {
    let mut rust = Rust { old, new, found: Vec::new() };
    rust.growth();
    rust.memory();
    rust.views();
    rust.modules();
    rust.items();
    rust.document();
    rust.any_type();
    service::compare(&mut rust);
    rust.found
}

/// The views of a side by name, that of the document type among them.
fn views(side: &Side<'_>) -> BTreeSet<String> {
    let Some(views) = side.plan.views.as_deref() else { return BTreeSet::new() };
    let named = |module: &Module| {
        let name = |id: &ItemId| format!("{}::{}", module.name, views.items[id.0].name);
        module.items.iter().map(name).collect::<Vec<_>>()
    };
    views.modules.iter().flat_map(named).chain(["DocumentView".to_owned()]).collect()
}

/// The comparison of two plans in the making.
pub(super) struct Rust<'c> {
    pub(super) old: &'c Side<'c>,
    pub(super) new: &'c Side<'c>,
    pub(super) found: Vec<RustChange>,
}

impl Rust<'_> {
    /// Whether code that uses the old bindings compiles when structs and enums get more parts.
    pub(super) fn grows(&self) -> bool {
        self.old.plan.growth == Growth::Open
    }

    /// A part of a struct or enum that is new: its class, and what is said of it.
    pub(super) fn new_part(&self, what: &str, part: &str, whole: &str) -> (Class, String) {
        let told = format!("{what} `{part}` is new in `{whole}`");
        let use_of = if what == "field" { "literals and exhaustive patterns" } else { "exhaustive matches" };
        if self.grows() { (Class::Compatible, told) } else { (Class::Breaking, format!("{told}: {use_of} need it")) }
    }

    fn growth(&mut self) {
        let reason = match (self.old.plan.growth, self.new.plan.growth) {
            (Growth::Closed, Growth::Open) => {
                "structs and enums may grow: there are no literals and no exhaustive matches"
            }
            (Growth::Open, Growth::Closed) => "structs and enums may not grow: there are no setters",
            _ => return,
        };
        let subject = Subject::Type(String::new(), None);
        self.found.push(RustChange::new(subject, Class::Breaking, reason.to_owned()));
    }

    fn memory(&mut self) {
        let reason = match (self.old.plan.memory, self.new.plan.memory) {
            (Memory::Standard, Memory::Compact) => {
                "texts and lists are `compact::Text` and `compact::List`, were `String` and `Vec`; large optional structs are boxed"
            }
            (Memory::Compact, Memory::Standard) => {
                "texts and lists are `String` and `Vec`, were `compact::Text` and `compact::List`; optional structs are not boxed"
            }
            _ => return,
        };
        let subject = Subject::Type(String::new(), None);
        self.found.push(RustChange::new(subject, Class::Breaking, reason.to_owned()));
    }

    /// Views change as what they are the views of, but for whether they are there.
    fn views(&mut self) {
        let (before, after) = (views(self.old), views(self.new));
        let subject = || Subject::Type(String::new(), None);
        let gone: Vec<String> = before.difference(&after).map(|name| format!("`{name}`")).collect();
        match (before.is_empty(), after.is_empty()) {
            (true, false) => {
                self.found.push(RustChange::new(subject(), Class::Compatible, "there are views".to_owned()));
            }
            (false, true) => {
                self.found.push(RustChange::new(subject(), Class::Breaking, "there are no views any more".to_owned()));
            }
            _ if gone.is_empty() => {}
            _ => {
                let reason = format!("views are gone: {}", gone.join(", "));
                self.found.push(RustChange::new(subject(), Class::Breaking, reason));
            }
        }
    }

    fn modules(&mut self) {
        for module in &self.old.plan.modules {
            let Some(uri) = module.uri.as_deref().map(|uri| self.old.names.uri(uri)) else { continue };
            let after = self.new.plan.modules.iter().find(|other| other.uri.as_ref() == Some(&uri));
            if let Some(after) = after.filter(|after| after.name != module.name) {
                let reason = format!("module `{}` is `{}`", module.name, after.name);
                let implementers = match self.old.plan.port_types.as_slice() {
                    [] => Class::Unaffected,
                    _ => Class::Breaking,
                };
                let change = RustChange::new(Subject::Namespace(uri), Class::Breaking, reason);
                self.found.push(RustChange { implementers, ..change });
            }
        }
    }

    fn items(&mut self) {
        let (before, after) = (by_name(self.old), by_name(self.new));
        for (name, old) in &before {
            match after.get(name) {
                Some(new) => self.item(name, *old, *new),
                None => {
                    let reason = format!("`{name}` is gone");
                    self.push(Class::Breaking, (self.old, *old), None, reason);
                }
            }
        }
        for (name, new) in &after {
            if !before.contains_key(name) {
                self.push(Class::Compatible, (self.new, *new), None, format!("`{name}` is new"));
            }
        }
    }

    fn push(&mut self, class: Class, (side, item): (&Side<'_>, ItemId), member: Option<String>, reason: String) {
        let key = origin(side, item);
        let is_polymorphic = |item: &Item| matches!(item.kind, ItemKind::Polymorphic(_));
        let cause = side.plan.items.get(item.0).filter(|item| is_polymorphic(item)).map(|_| key.clone());
        let change = RustChange::new(Subject::Type(key, member), class, reason);
        self.found.push(RustChange { cause, ..change });
    }

    fn item(&mut self, name: &str, old: ItemId, new: ItemId) {
        let (Some(before), Some(after)) = (self.old.plan.items.get(old.0), self.new.plan.items.get(new.0)) else {
            return;
        };
        let items = Pair { old: before, new: after };
        match (&before.kind, &after.kind) {
            (ItemKind::Struct(old_struct), ItemKind::Struct(new_struct))
            | (ItemKind::Sequence(old_struct), ItemKind::Sequence(new_struct)) => {
                self.structure(name, new, old_struct, new_struct);
            }
            (ItemKind::Choice(old), ItemKind::Choice(choice)) => {
                self.variants(name, new, &variants(old), &variants(choice));
                self.known(name, new, items);
            }
            (ItemKind::Polymorphic(old), ItemKind::Polymorphic(types)) => {
                self.variants(name, new, &type_variants(old), &type_variants(types));
                self.known(name, new, items);
            }
            (ItemKind::Union(old), ItemKind::Union(union)) => {
                self.union(name, new, &members(old), &members(union));
                self.conversions(name, new, [old, union]);
            }
            (ItemKind::Enumeration(_), ItemKind::Enumeration(_)) => self.enumeration(name, new, items),
            (ItemKind::Restricted(_), ItemKind::Restricted(_)) => self.restricted(name, Pair { old, new }, items),
            (ItemKind::Alias(was), ItemKind::Alias(is)) => {
                if !self.same(was, is) {
                    let (was, is) = (spell(self.old, was, false), spell(self.new, is, false));
                    self.push(Class::Breaking, (self.new, new), None, format!("`{name}` is `{is}`, was `{was}`"));
                }
            }
            (ItemKind::Base(old), ItemKind::Base(base)) => self.base(name, new, old, base),
            (was, is) => {
                let reason = format!("`{name}` is {}, was {}", word(is), word(was));
                self.push(Class::Breaking, (self.new, new), None, reason);
            }
        }
        self.derives(name, new, items);
    }

    fn derives(&mut self, name: &str, item: ItemId, items: Pair<&Item>) {
        let generated =
            |item: &Item| !matches!(item.kind, ItemKind::Enumeration(_) | ItemKind::Alias(_) | ItemKind::Base(_));
        let Pair { old: before, new: after } = items;
        if !generated(before) || !generated(after) {
            return;
        }
        let missing = |all: &Item, of: &Item| {
            let gone = all.derives.iter().filter(|derive| !of.derives.contains(derive));
            gone.copied().collect::<Vec<_>>()
        };
        let (lost, won) = (missing(before, after), missing(after, before));
        if !lost.is_empty() {
            let reason = format!("`{name}` is no longer `{}`", lost.join("`, `"));
            self.push(Class::Breaking, (self.new, item), None, reason);
            if let Some(last) = self.found.last_mut() {
                last.lost = Some((name.to_owned(), lost));
            }
        }
        if !won.is_empty() {
            self.push(Class::Compatible, (self.new, item), None, format!("`{name}` is `{}`", won.join("`, `")));
        }
    }

    fn structure(&mut self, name: &str, item: ItemId, old: &Struct, new: &Struct) {
        if old.is_array && !new.is_array {
            let reason = format!("`{name}` is no longer made of a `Vec`, and no longer read like one");
            self.push(Class::Breaking, (self.new, item), None, reason);
        }
        let (before, after) = (fields(&old.fields), fields(&new.fields));
        self.parts((name, "field"), item, &before, &after);
        let parameters = |side: &Side<'_>, content: &Struct| {
            let required = content.fields.iter().filter(|field| field.is_required());
            required.map(|field| (field.name.clone(), spell(side, &field.ty, true))).collect::<Vec<_>>()
        };
        let (was, is) = (parameters(self.old, old), parameters(self.new, new));
        if was != is {
            let shown = |all: &[(String, String)]| {
                let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
                if names.is_empty() { "nothing and is not there".to_owned() } else { names.join(", ") }
            };
            // The field whose coming, going or change makes the difference, if it is one.
            let differs: Vec<_> =
                was.iter().filter(|one| !is.contains(one)).chain(is.iter().filter(|one| !was.contains(one))).collect();
            let names: BTreeSet<&str> = differs.iter().map(|(name, _)| name.as_str()).collect();
            let member = names.first().filter(|_| names.len() == 1).and_then(|name| {
                let fields = before.iter().chain(&after);
                fields.into_iter().find(|field| field.name == **name).and_then(|field| field.member.clone())
            });
            let reason = format!("`{name}::new` takes {}, took {}", shown(&is), shown(&was));
            self.push(Class::Breaking, (self.new, item), member, reason);
        }
    }

    fn variants(&mut self, name: &str, item: ItemId, before: &[Part], after: &[Part]) {
        self.parts((name, "variant"), item, before, after);
    }

    fn parts(&mut self, (name, what): (&str, &str), item: ItemId, before: &[Part], after: &[Part]) {
        for old in before {
            match after.iter().find(|new| new.name == old.name) {
                None => {
                    let reason = format!("{what} `{}` of `{name}` is gone", old.name);
                    self.push(Class::Breaking, (self.new, item), old.member.clone(), reason);
                }
                Some(new) if !self.same(&old.ty, &new.ty) => {
                    let (was, is) = (spell(self.old, &old.ty, false), spell(self.new, &new.ty, false));
                    let reason = format!("{what} `{}` of `{name}` is `{is}`, was `{was}`", old.name);
                    self.push(Class::Breaking, (self.new, item), new.member.clone(), reason);
                    if let Some(last) = self.found.last_mut() {
                        last.cause = held(self.new, &new.ty).or_else(|| held(self.old, &old.ty));
                    }
                }
                Some(_) => {}
            }
        }
        for new in after.iter().filter(|new| !before.iter().any(|old| old.name == new.name)) {
            let (class, reason) = self.new_part(what, &new.name, name);
            self.push(class, (self.new, item), new.member.clone(), reason);
        }
    }

    fn union(&mut self, name: &str, item: ItemId, before: &[Part], after: &[Part]) {
        let kept = |all: &[Part], others: &[Part]| {
            let kept = all.iter().filter(|part| others.iter().any(|other| other.name == part.name));
            kept.map(|part| part.name.clone()).collect::<Vec<_>>()
        };
        if kept(before, after) != kept(after, before) {
            let reason = format!("`{name}` tries its member types in another order");
            self.push(Class::Conditional, (self.new, item), None, reason);
        }
        self.variants(name, item, before, after);
    }

    /// The values that become a union by themselves.
    fn conversions(&mut self, name: &str, item: ItemId, [old, new]: [&Union; 2]) {
        let told = |side: &Side<'_>, union: &Union| {
            let members = union.members.iter().filter(|member| side.plan.is_told_by_type(union, member));
            members.map(|member| spell(side, &member.ty, true)).collect::<BTreeSet<_>>()
        };
        let (was, is) = (told(self.old, old), told(self.new, new));
        for gone in was.difference(&is) {
            let reason = format!("`{gone}` does not become `{name}` by itself any more");
            self.push(Class::Breaking, (self.new, item), None, reason);
        }
        for (letters, what) in [(&['i', 'u'][..], "integer"), (&['f'], "floating-point")] {
            let count = |all: &BTreeSet<String>| all.iter().filter(|ty| is_number(ty, letters)).count();
            if count(&was) == 1 && count(&is) > 1 {
                let reason = format!("{what} literals may be of several members of `{name}`: they need a suffix");
                self.push(Class::Breaking, (self.new, item), None, reason);
            }
        }
    }

    /// The method that borrows what all variants have in common.
    fn known(&mut self, name: &str, item: ItemId, items: Pair<&Item>) {
        let shown = |side: &Side<'_>, item: &Item| match (&item.kind, item.kind.known()) {
            (_, Some((method, base))) => Some((method.to_owned(), spell(side, &RustType::Item(base), false))),
            (ItemKind::Choice(Choice { known: Some(Known::Type(ty)), .. }), _) => {
                Some(("get".to_owned(), spell(side, ty, true)))
            }
            _ => None,
        };
        let Some((method, was)) = shown(self.old, items.old) else { return };
        let reason = match shown(self.new, items.new) {
            Some((other, is)) if (&other, &is) == (&method, &was) => return,
            Some((other, is)) if other == method => format!("`{name}::{method}` borrows `{is}`, was `{was}`"),
            _ => format!("`{name}` has no method `{method}` any more"),
        };
        self.push(Class::Breaking, (self.new, item), None, reason);
    }

    fn enumeration(&mut self, name: &str, item: ItemId, items: Pair<&Item>) {
        let (ItemKind::Enumeration(old), ItemKind::Enumeration(new)) = (&items.old.kind, &items.new.kind) else {
            return;
        };
        for value in &old.values {
            match new.values.iter().find(|other| other.name == value.name) {
                None => {
                    let reason = format!("variant `{}` of `{name}` is gone", value.name);
                    self.push(Class::Breaking, (self.new, item), Some(value.text.clone()), reason);
                }
                Some(other) if other.text != value.text => {
                    let reason =
                        format!("`{name}::{}` is the text \"{}\", was \"{}\"", value.name, other.text, value.text);
                    self.push(Class::Conditional, (self.new, item), Some(other.text.clone()), reason);
                }
                Some(_) => {}
            }
        }
        for value in new.values.iter().filter(|value| !old.values.iter().any(|other| other.name == value.name)) {
            let (class, reason) = self.new_part("variant", &value.name, name);
            self.push(class, (self.new, item), Some(value.text.clone()), reason);
        }
        if old.open != new.open {
            let reason = format!("the variant of `{name}` for other texts is `{}`, was `{}`", new.open, old.open);
            self.push(Class::Breaking, (self.new, item), None, reason);
        }
        let kept = |all: &[crate::plan::Value], others: &[crate::plan::Value]| {
            let kept = all.iter().filter(|value| others.iter().any(|other| other.name == value.name));
            kept.map(|value| value.name.clone()).collect::<Vec<_>>()
        };
        if kept(&old.values, &new.values) != kept(&new.values, &old.values) {
            let reason = format!("values of `{name}` compare, and stand in `ALL`, in another order");
            self.push(Class::Conditional, (self.new, item), None, reason);
        }
        if old.white_space != new.white_space {
            let reason = format!("`{name}` treats white space otherwise");
            self.push(Class::Conditional, (self.new, item), None, reason);
        }
    }

    fn restricted(&mut self, name: &str, ids: Pair<ItemId>, items: Pair<&Item>) {
        let (ItemKind::Restricted(was), ItemKind::Restricted(is)) = (&items.old.kind, &items.new.kind) else { return };
        let Pair { old, new } = ids;
        if !self.same(&was.inner, &is.inner) {
            let (was, is) = (spell(self.old, &was.inner, false), spell(self.new, &is.inner, false));
            let reason = format!("`{name}` holds `{is}`, held `{was}`");
            self.push(Class::Breaking, (self.new, new), None, reason);
        } else if (was.builtin, &was.facets) != (is.builtin, &is.facets) {
            let types = (ty_of(self.old, old), ty_of(self.new, new));
            let wider = matches!(types, (Some(was), Some(is))
                if values::admits(self.new.typed(is), self.old.typed(was), As::Read));
            let (class, what) =
                if wider { (Class::Compatible, "more") } else { (Class::Conditional, "other or fewer") };
            self.push(class, (self.new, new), None, format!("`{name}::new` accepts {what} values"));
        }
    }

    fn base(&mut self, name: &str, item: ItemId, old: &Base, new: &Base) {
        let path = |side: &Side<'_>, id: &ItemId| spell(side, &RustType::Item(*id), false);
        let parents =
            (old.parent.as_ref().map(|id| path(self.old, id)), new.parent.as_ref().map(|id| path(self.new, id)));
        if parents.0 != parents.1 {
            let reason = format!("trait `{name}` has another supertrait");
            self.push(Class::Breaking, (self.new, item), None, reason);
        }
        let (before, after) = (fields(&old.fields), fields(&new.fields));
        self.parts((name, "method"), item, &before, &after);
        let implementors = |side: &Side<'_>, base: &Base| {
            base.implementors.iter().chain(&base.enums).map(|(id, _)| path(side, id)).collect::<BTreeSet<_>>()
        };
        let (was, is) = (implementors(self.old, old), implementors(self.new, new));
        let exists = |gone: &&String| by_name(self.new).contains_key(*gone);
        let gone: Vec<&String> = was.difference(&is).filter(exists).collect();
        for gone in gone {
            let reason = format!("`{gone}` no longer has the methods of `{name}`");
            self.push(Class::Breaking, (self.new, item), None, reason);
        }
    }

    fn document(&mut self) {
        let parts = |side: &Side<'_>| {
            let part = |variant: &crate::plan::Variant| {
                let member = match &variant.line {
                    Line::Element { name, .. } => Some(element_key(side, name)),
                    _ => None,
                };
                Part { name: variant.name.clone(), ty: variant.ty.clone(), member }
            };
            side.plan.document.variants.iter().map(part).collect::<Vec<_>>()
        };
        let (before, after) = (parts(self.old), parts(self.new));
        let first = self.found.len();
        self.parts(("Document", "variant"), ItemId(usize::MAX), &before, &after);
        for change in self.found.iter_mut().skip(first) {
            if let Subject::Type(_, Some(key)) = &change.subject {
                change.subject = Subject::Element(key.clone());
            }
        }
    }

    /// The enum for elements of `xs:anyType`. It can always get more variants.
    fn any_type(&mut self) {
        let whole =
            |class: Class, reason: &str| RustChange::new(Subject::Type(String::new(), None), class, reason.to_owned());
        let (before, after) = match (&self.old.plan.any_type, &self.new.plan.any_type) {
            (None, None) => return,
            (Some(_), None) => return self.found.push(whole(Class::Breaking, "`AnyType` is gone")),
            (None, Some(_)) => return self.found.push(whole(Class::Compatible, "`AnyType` is new")),
            (Some(before), Some(after)) => (&before.variants, &after.variants),
        };
        for old in before {
            let key = held(self.old, &old.ty).unwrap_or_default();
            let reason = match after.iter().find(|new| new.name == old.name) {
                None => format!("variant `{}` of `AnyType` is gone", old.name),
                Some(new) if !self.same(&old.ty, &new.ty) => {
                    let (was, is) = (spell(self.old, &old.ty, false), spell(self.new, &new.ty, false));
                    format!("variant `{}` of `AnyType` is `{is}`, was `{was}`", old.name)
                }
                Some(_) => continue,
            };
            self.found.push(RustChange::new(Subject::Type(key, None), Class::Breaking, reason));
        }
    }

    /// Whether two types are one to callers: spelled alike, or alike once what they are other names for is put in.
    pub(super) fn same(&self, old: &RustType, new: &RustType) -> bool {
        spell(self.old, old, false) == spell(self.new, new, false)
            || spell(self.old, old, true) == spell(self.new, new, true)
    }
}

/// Whether a type is one of the language's numbers that begin with one of these letters: `i32`.
fn is_number(ty: &str, letters: &[char]) -> bool {
    ty.strip_prefix(letters).is_some_and(|bits| bits.chars().all(|c| c.is_ascii_digit()))
}
