//! What converts between the two forms of an item that changed.
//!
//! In: the plans of two versions and what they share. Out: a [`Conversion`] for each item that both have in different forms, with a
//! [`Part`] for each field or variant. Invariant: what is said to succeed always does: it drops nothing and invents nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;
use super::part::{key, shown, step};
use super::share::Counterparts;
use crate::plan::{
    Choice, Enumeration, HeaderField, Headers, ItemId, ItemKind, Line, Plan, Polymorphic, Restricted, RustType, Struct,
};

mod shape;

use shape::Shapes;
pub(crate) use shape::{Shape, Side};

/// The two directions between an older and a newer form.
#[derive(Debug, Clone)]
pub(crate) struct Conversion {
    /// Whether every old value has a new form.
    pub(crate) there: bool,
    /// Whether every new value has an old form.
    pub(crate) back: bool,
    pub(crate) kind: ConversionKind,
}

#[derive(Debug, Clone)]
pub(crate) enum ConversionKind {
    Struct(Vec<Part>),
    Enum(Vec<Part>),
    Enumeration,
    Restricted,
}

/// A field or variant in one of the versions or both.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Its name in Rust, which is the same in both.
    pub(crate) name: String,
    /// Its step in a path.
    pub(crate) step: String,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    /// Of the same type.
    Same,
    /// Of a type that converts, made of the item.
    Into(ItemId),
    /// Of a type that goes over as these say: there and back.
    Changed(Shape, Shape),
    /// Only in the newer version; whether it is a field that has to be there.
    Added(bool),
    /// Only in the older version; the same.
    Removed(bool),
}

/// The conversions between two versions, in the order of the newer one's items.
pub(super) fn conversions(
    old: &Plan,
    new: &Plan,
    known: &Counterparts,
    shared: &BTreeSet<ItemId>,
) -> Vec<(Place, Conversion)> {
    let converts = |(now, before): (&ItemId, &ItemId)| {
        let alike = are_alike(&old.items[before.0].kind, &new.items[now.0].kind);
        (alike && !shared.contains(now)).then_some((*now, *before))
    };
    let pairs: BTreeMap<ItemId, ItemId> = known.iter().filter_map(converts).collect();
    let shapes = Shapes { old, new, known, shared, pairs: &pairs };
    let mut all: Vec<(Place, Conversion)> = pairs
        .iter()
        .filter_map(|(now, before)| {
            let conversion = shapes.conversion(&old.items[before.0].kind, &new.items[now.0].kind)?;
            Some((Place::Item(*now), conversion))
        })
        .collect();
    let has_documents = !old.document.variants.is_empty() && !new.document.variants.is_empty();
    if has_documents {
        let parts = shapes.choice(&old.document, &new.document);
        all.push((Place::Document, Conversion { there: true, back: true, kind: ConversionKind::Enum(parts) }));
    }
    for (index, port_type) in new.port_types.iter().enumerate() {
        let Some(before) = old.port_types.iter().find(|before| before.name == port_type.name) else { continue };
        let requests = shapes.all_headers(&before.request_headers, &port_type.request_headers);
        all.extend(requests.into_iter().map(|(place, found)| (Place::RequestHeaders(index, place), found)));
        let responses = shapes.all_headers(&before.response_headers, &port_type.response_headers);
        all.extend(responses.into_iter().map(|(place, found)| (Place::ResponseHeaders(index, place), found)));
    }
    settle(&mut all);
    all
}

/// Whether two items are forms of one kind.
fn are_alike(old: &ItemKind, new: &ItemKind) -> bool {
    matches!(
        (old, new),
        (ItemKind::Struct(_), ItemKind::Struct(_))
            | (ItemKind::Sequence(_), ItemKind::Sequence(_))
            | (ItemKind::Choice(_), ItemKind::Choice(_))
            | (ItemKind::Polymorphic(_), ItemKind::Polymorphic(_))
            | (ItemKind::Union(_), ItemKind::Union(_))
            | (ItemKind::Enumeration(_), ItemKind::Enumeration(_))
            | (ItemKind::Restricted(_), ItemKind::Restricted(_))
    )
}

/// Finds out which directions always succeed: all, until a part is found that may fail, and nothing changes any more.
fn settle(all: &mut [(Place, Conversion)]) {
    loop {
        let sure = |there: bool| -> BTreeSet<ItemId> {
            let direction = |conversion: &Conversion| if there { conversion.there } else { conversion.back };
            let item = |place: &Place| match place {
                Place::Item(id) => Some(*id),
                Place::Document | Place::RequestHeaders(..) | Place::ResponseHeaders(..) => None,
            };
            all.iter().filter(|(_, found)| direction(found)).filter_map(|(place, _)| item(place)).collect()
        };
        let (there, back) = (sure(true), sure(false));
        let mut settled = true;
        for (_, conversion) in all.iter_mut() {
            let (ConversionKind::Struct(parts) | ConversionKind::Enum(parts)) = &conversion.kind else { continue };
            let goes = conversion.there && parts.iter().all(|part| part.what.is_sure(true, &there));
            let returns = conversion.back && parts.iter().all(|part| part.what.is_sure(false, &back));
            settled &= (goes, returns) == (conversion.there, conversion.back);
            (conversion.there, conversion.back) = (goes, returns);
        }
        if settled {
            return;
        }
    }
}

impl What {
    fn is_sure(&self, is_there: bool, sure: &BTreeSet<ItemId>) -> bool {
        match self {
            Self::Same => true,
            Self::Into(item) => sure.contains(item),
            Self::Changed(there, back) => if is_there { there } else { back }.is_sure(sure),
            Self::Added(required) => is_there && !required,
            Self::Removed(required) => !is_there && !required,
        }
    }
}

impl Shapes<'_> {
    fn conversion(&self, old: &ItemKind, new: &ItemKind) -> Option<Conversion> {
        let of = |kind| Some(Conversion { there: true, back: true, kind });
        match (old, new) {
            (ItemKind::Struct(old), ItemKind::Struct(new)) | (ItemKind::Sequence(old), ItemKind::Sequence(new)) => {
                of(ConversionKind::Struct(self.fields(old, new)))
            }
            (ItemKind::Choice(old), ItemKind::Choice(new)) => of(ConversionKind::Enum(self.choice(old, new))),
            (ItemKind::Polymorphic(old), ItemKind::Polymorphic(new)) => {
                of(ConversionKind::Enum(self.parts(&types(old), &types(new), true)))
            }
            (ItemKind::Union(old), ItemKind::Union(new)) => {
                let members = |union: &crate::plan::Union| {
                    let member = |member: &crate::plan::Member| Half::new(&member.name, &member.name, "", &member.ty);
                    union.members.iter().map(member).collect::<Vec<_>>()
                };
                of(ConversionKind::Enum(self.parts(&members(old), &members(new), true)))
            }
            (ItemKind::Enumeration(old), ItemKind::Enumeration(new)) => {
                let kind = ConversionKind::Enumeration;
                Some(Conversion { there: lists_all(new, old), back: lists_all(old, new), kind })
            }
            (ItemKind::Restricted(old), ItemKind::Restricted(new)) => {
                let there = self.is_same(&old.inner, &new.inner) && allows_all(new, old);
                Some(Conversion { there, back: false, kind: ConversionKind::Restricted })
            }
            _ => None,
        }
    }

    fn fields(&self, old: &Struct, new: &Struct) -> Vec<Part> {
        let keys = [old, new].map(|content| content.fields.iter().map(|field| key(&field.line, &field.name)).collect());
        let [old, new] = [old, new].map(|content| halves(content, &keys));
        self.parts(&old, &new, false)
    }

    fn choice(&self, old: &Choice, new: &Choice) -> Vec<Part> {
        let side = |variant: &crate::plan::Variant| {
            Half::new(&key(&variant.line, &variant.name), &variant.name, &step(&variant.line), &variant.ty)
        };
        let [old, new] = [old, new].map(|choice| choice.variants.iter().map(side).collect::<Vec<_>>());
        self.parts(&old, &new, true)
    }

    /// Structs of headers that have one name in both.
    fn all_headers(&self, old: &[Headers], new: &[Headers]) -> Vec<(usize, Conversion)> {
        let named = |headers: &Headers| old.iter().find(|before| before.name == headers.name);
        let both = new.iter().enumerate().filter_map(|(place, headers)| Some((place, named(headers)?, headers)));
        both.map(|(place, old, new)| (place, self.headers(old, new))).collect()
    }

    /// Structs of headers, whose fields are all optional.
    fn headers(&self, old: &Headers, new: &Headers) -> Conversion {
        let side = |field: &HeaderField| {
            Half::new(&field.variant, &field.name, &field.variant, &RustType::Option(Box::new(field.ty.clone())))
        };
        let sides = |headers: &Headers| headers.fields.iter().map(side).collect::<Vec<_>>();
        let kind = ConversionKind::Struct(self.parts(&sides(old), &sides(new), false));
        Conversion { there: true, back: true, kind }
    }

    /// Old parts that are gone first, then the new ones in their order.
    fn parts(&self, old: &[Half], new: &[Half], is_enum: bool) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut kept = BTreeSet::new();
        for side in new {
            let before = old.iter().find(|before| before.key == side.key && before.name == side.name);
            let what = before.and_then(|before| self.what(&before.ty, &side.ty));
            if what.is_some() {
                kept.insert(side.key.as_str());
            }
            parts.push(side.part(what.unwrap_or(What::Added(!is_enum && !side.can_be_absent()))));
        }
        let gone = old.iter().filter(|side| !kept.contains(side.key.as_str()));
        let mut all: Vec<Part> = gone.map(|side| side.part(What::Removed(!is_enum && !side.can_be_absent()))).collect();
        all.append(&mut parts);
        all
    }
}

/// The fields of a version. What is open is the same in both only behind the same elements: elsewhere, it would go to another place.
fn halves(content: &Struct, [old, new]: &[Vec<String>; 2]) -> Vec<Half> {
    let mut before = String::new();
    let half = |field: &crate::plan::Field| {
        let mut key = key(&field.line, &field.name);
        if matches!(field.line, Line::Any { .. }) {
            key.push_str(&before);
        } else if matches!(field.line, Line::Element { .. }) && old.contains(&key) && new.contains(&key) {
            before.push_str(&key);
        }
        Half::new(&key, &field.name, &step(&field.line), &field.ty)
    };
    content.fields.iter().map(half).collect()
}

/// A part in one version.
struct Half {
    key: String,
    name: String,
    step: String,
    ty: RustType,
}

impl Half {
    fn new(key: &str, name: &str, step: &str, ty: &RustType) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), step: step.to_owned(), ty: ty.clone() }
    }

    fn can_be_absent(&self) -> bool {
        self.ty.can_be_absent()
    }

    fn part(&self, what: What) -> Part {
        Part { name: self.name.clone(), step: self.step.clone(), what }
    }
}

fn types(types: &Polymorphic) -> Vec<Half> {
    let side = |variant: &crate::plan::TypeVariant| {
        let key = shown(&variant.type_name);
        Half::new(&key, &variant.name, &format!("xsi:type={}", variant.type_name.local), &variant.ty)
    };
    let unknown = Half::new("", &types.unknown, "xsi:type", &RustType::Path("AnyElement").boxed());
    types.variants.iter().map(side).chain([unknown]).collect()
}

fn lists_all(wide: &Enumeration, narrow: &Enumeration) -> bool {
    let lists = |text: &str| wide.values.iter().any(|value| value.text == text);
    narrow.values.iter().all(|value| lists(&value.text))
}

/// Whether every value of one type is one of the other.
fn allows_all(wide: &Restricted, narrow: &Restricted) -> bool {
    let is_alike = wide.builtin == narrow.builtin
        && wide.facets.list == narrow.facets.list
        && wide.facets.white_space == narrow.facets.white_space;
    is_alike && narrow.implies(wide)
}
