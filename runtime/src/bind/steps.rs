//! The steps that the macros' expansions are made of: what is the same for every type is here once.

use std::borrow::Cow;

use super::any::{AnyElement, NamespaceConstraint};
use super::content::ContentIn;
use super::field::Field;
use super::group::{Group, GroupField, Offered, Offering, Progress, Taken};
use super::growth::Growing;
use super::in_order::{called, is_for};
use super::text::Text;
use crate::error::{NoticeKind, Result, alternatives};
use crate::xml::{Name, Node, Ns, Reader, Writer, WrittenName};

/// Placeholders by the kind of a choice's line.
pub mod placeholder {
    use super::{AnyElement, Field, GroupField};

    /// For an `element` line.
    pub fn element<'a, F: Field<'a>>() -> F {
        F::placeholder()
    }

    /// For a `local` line.
    pub fn local<'a, F: Field<'a>>() -> F {
        F::placeholder()
    }

    /// For a `group` line.
    pub fn group<'a, F: GroupField<'a>>() -> F {
        F::placeholder()
    }

    /// For an `any` line.
    pub fn any<F: From<AnyElement>>() -> F {
        AnyElement::default().into()
    }

    /// For a `text` line.
    #[must_use]
    pub fn text<T: Default>() -> T {
        T::default()
    }
}

/// Reads a value that is not in place yet.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn read_new<'a, T: ContentIn<'a>>(r: &mut Reader<'a>) -> Result<T> {
    let mut value = T::placeholder();
    value.read(r)?;
    Ok(value)
}

/// Reads a value that takes the place of another.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn read_other<'a, T: ContentIn<'a>>(value: &mut T, r: &mut Reader<'a>) -> Result<()> {
    let mut place = None;
    T::read_into(&mut place, r)?;
    if let Some(other) = place {
        *value = other;
    }
    Ok(())
}

/// Keeps the element whose start tag the reader stands on, as its `xsi:type` names no type that the contract knows there.
///
/// # Errors
/// As [`AnyElement::read`].
#[cold]
pub fn read_unknown(ns: Ns, local: &str, r: &mut Reader<'_>) -> Result<Box<AnyElement>> {
    r.notice_at(|r| NoticeKind::UnknownTypeKept(r.expanded(ns, local)), r.tag_offset());
    AnyElement::read_here(r).map(Box::new)
}

/// Reads a value of the type that `xsi:type` names: which that is, is known from now on.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn read_variant<'a, E, T: ContentIn<'a>>(into: &mut E, r: &mut Reader<'a>, wrap: fn(T) -> E) -> Result<()> {
    r.drop_attribute(Ns::XSI, "type");
    *into = wrap(read_new(r)?);
    Ok(())
}

/// Writes a value as an element that names its type.
pub fn write_typed<'a, T: ContentIn<'a>>(value: &T, w: &mut Writer, type_name: &'static str, name: WrittenName) {
    w.set_type(type_name);
    value.write(w, name);
}

/// Reads an element of a simple type.
///
/// # Errors
/// When the text does not belong to the type.
#[inline]
pub fn read_leaf<'a, T: Text<'a>>(r: &mut Reader<'a>) -> Result<T> {
    let at = r.tag_offset();
    r.expect_no_attributes();
    T::read_content(r, at)
}

/// Writes an element of a simple type. What names in it need is declared on the element itself.
#[inline]
pub fn write_leaf<'a, T: Text<'a>>(value: &T, w: &mut Writer, name: WrittenName) {
    if T::HOLDS_NAMES || value.octets().is_some() {
        w.start(name);
        write_content(value, w);
        w.end(name);
    } else {
        value.write_text(w, |w, text| w.value_leaf(name, text, T::takes_blanks));
    }
}

/// Writes the content of an element of a simple type, or simple content: text, or what stands for it.
#[inline]
pub fn write_content<'a, T: Text<'a>>(value: &T, w: &mut Writer) {
    #[cfg(feature = "attachments")]
    if value.octets().is_some_and(|octets| w.include(octets)) {
        return;
    }
    value.write_text(w, |w, text| w.value(text, T::takes_blanks));
}

/// Reads simple content: the element's text, to its end.
///
/// # Errors
/// When the text does not belong to the type.
pub fn read_text<'a, T: Text<'a>>(r: &mut Reader<'a>, at: usize) -> Result<T> {
    T::read_content(r, at)
}

/// An item of mixed content.
pub trait Mixed<'a>: Group<'a> {
    /// An item that is text.
    fn from_text(text: Cow<'a, str>) -> Self;

    /// Puts text behind that of the item; whether it is one that is text.
    fn push_text(&mut self, text: &str) -> bool;
}

/// Reads mixed content: text and elements in their order, to the end of the element; or the text that an empty element stands for.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn read_mixed<'a, L: GroupField<'a> + Growing<Value: Mixed<'a>>>(
    items: &mut L,
    r: &mut Reader<'a>,
    start: usize,
) -> Result<()> {
    read_mixed_by(items, r, start, |items, offering, name, r| offer(items, offering, start, name, r))
}

/// The same, with elements offered to the items by `offer`, which tells whether one was taken.
pub(super) fn read_mixed_by<'a, L: GroupField<'a> + Growing<Value: Mixed<'a>>>(
    items: &mut L,
    r: &mut Reader<'a>,
    start: usize,
    mut offer: impl FnMut(&mut L, &mut Offering<L>, Name<'a>, &mut Reader<'a>) -> Result<bool>,
) -> Result<()> {
    let mut default = r.take_default();
    let mut offering = Offering::default();
    while let Some(node) = r.next_node()? {
        default = None;
        match node {
            Node::Text(text) => {
                std::mem::take(&mut offering).finish(items, start, r)?;
                if !items.last_mut().is_some_and(|last| last.push_text(&text)) {
                    items.push(Mixed::from_text(text));
                }
            }
            Node::Element(mut name) => {
                while !offer(items, &mut offering, name, r)? {
                    let Some(other) = r.other_form(name)? else {
                        r.skip_child()?;
                        break;
                    };
                    name = other;
                }
            }
        }
    }
    if let Some(default) = default {
        items.push(Mixed::from_text(default.into()));
    }
    offering.finish(items, start, r)?;
    items.settle();
    Ok(())
}

/// Reads an element whose content is a choice and nothing else, to its end.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn read_choice<'a, T: Group<'a>>(value: &mut T, is_required: bool, r: &mut Reader<'a>) -> Result<()> {
    let start = r.tag_offset();
    read_choice_by(value, is_required, r, |value, offering, name, r| offer(value, offering, start, name, r))
}

/// The same, with elements offered to the choice by `offer`, which tells whether one was taken.
pub(super) fn read_choice_by<'a, T: Group<'a>>(
    value: &mut T,
    is_required: bool,
    r: &mut Reader<'a>,
    mut offer: impl FnMut(&mut T, &mut Offering<T>, Name<'a>, &mut Reader<'a>) -> Result<bool>,
) -> Result<()> {
    let start = r.tag_offset();
    for index in 0..r.attribute_count() {
        r.skip_attribute(r.attribute(index));
    }
    let mut offering = Offering::default();
    while let Some(mut name) = r.next_child()? {
        while !offer(value, &mut offering, name, r)? {
            let Some(other) = r.other_form(name)? else {
                r.skip_child()?;
                break;
            };
            name = other;
        }
    }
    finish_offered(value, &mut offering, is_required, start, r)
}

/// Writes it.
pub fn write_choice<'a, T: Group<'a>>(value: &T, w: &mut Writer, name: WrittenName) {
    w.start(name);
    value.write(w);
    w.end(name);
}

/// Offers a child to a group field of a complex type, where a second value replaces the first.
///
/// # Errors
/// As [`GroupField::offer`].
pub fn offer<'a, F: GroupField<'a>>(
    field: &mut F,
    offering: &mut Offering<F>,
    start: usize,
    name: Name<'_>,
    r: &mut Reader<'a>,
) -> Result<bool> {
    let (tag, local) = (r.tag_offset(), called(name, r).local);
    match field.offer(&mut offering.at, start, name, r)? {
        Offered::No => return Ok(false),
        Offered::Taken => {}
        Offered::Again(value, progress) => match progress.lost.clone() {
            // The value that is there already can be used.
            Some(error) if offering.at.lost.is_none() => progress.forgive(error, r)?,
            None if progress.is_void => {}
            _ if offering.replace(field, (value, progress), start, r)? => {
                r.notice_at(|_| NoticeKind::Another(local.to_owned()), tag);
            }
            _ => {}
        },
    }
    Ok(true)
}

/// Checks a group field of a complex type when its element ends.
///
/// # Errors
/// When something is missing.
pub fn finish_offered<'a, F: GroupField<'a>>(
    field: &mut F,
    offering: &mut Offering<F>,
    is_required: bool,
    start: usize,
    r: &Reader<'_>,
) -> Result<()> {
    check_begun::<F>(offering.is_begun() || !is_required, start, r)?;
    offering.finish(field, start, r)
}

/// Checks a group field of a repeating sequence when its element ends.
///
/// # Errors
/// When something is missing.
pub fn finish<'a, F: GroupField<'a>>(
    field: &mut F,
    at: &Progress,
    is_required: bool,
    start: usize,
    r: &Reader<'_>,
) -> Result<()> {
    check_begun::<F>(at.is_begun() || !is_required, start, r)?;
    field.finish(at, start, r)
}

fn check_begun<'a, F: GroupField<'a>>(is_fine: bool, start: usize, r: &Reader<'_>) -> Result<()> {
    if is_fine { Ok(()) } else { Err(r.missing_group(&F::expected(), start)) }
}

/// Notices fewer values of a field than the schema asks for; `name` is empty for a wildcard's.
#[inline]
pub fn at_least(least: usize, found: usize, name: &str, start: usize, r: &Reader<'_>) {
    if found < least {
        r.notice_too_few(least, found, || if name.is_empty() { alternatives(&[]) } else { name.to_owned() }, start);
    }
}

/// The same for the values of a group.
#[inline]
pub fn groups_at_least<'a, G: Group<'a>>(least: usize, field: &[G], start: usize, r: &Reader<'_>) {
    if field.len() < least {
        r.notice_too_few(least, field.len(), G::expected, start);
    }
}

/// Takes an element that is member `index` of a repeating sequence.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn take_member<'a, S: Group<'a>, F: Field<'a>>(
    current: Option<(&mut S, &mut Progress)>,
    index: usize,
    r: &mut Reader<'a>,
    field: impl Fn(&mut S) -> &mut F,
) -> Result<Taken<S>> {
    let start = r.tag_offset();
    let forgive = |read: Result<()>, at: &mut Progress, r: &mut Reader<'a>| match read {
        Err(error) if r.can_forgive_part(&error) => r.forgive_later(error, start, at),
        read => read,
    };
    if let Some((this, at)) = current.filter(|(_, at)| at.admits(index, F::REPEATS)) {
        at.pass(index);
        let read = field(this).read_next(r);
        forgive(read, at, r)?;
        return Ok(Taken::Continued);
    }
    let mut this = S::placeholder();
    let mut at = Progress::begun();
    at.pass(index);
    let read = field(&mut this).read_next(r);
    forgive(read, &mut at, r)?;
    at.is_void = field(&mut this).is_absent();
    Ok(Taken::New(this, at))
}

/// Offers a child to the group that is member `index` of a repeating sequence.
///
/// # Errors
/// As [`GroupField::offer`].
pub fn take_group<'a, S: Group<'a>, G: GroupField<'a>>(
    current: Option<(&mut S, &mut Progress)>,
    index: usize,
    start: usize,
    name: Name<'_>,
    r: &mut Reader<'a>,
    field: impl Fn(&mut S) -> &mut G,
) -> Result<Taken<S>> {
    if let Some((this, at)) = current.filter(|(_, at)| at.admits(index, true)) {
        match field(this).offer(at.inner(index), start, name, r)? {
            Offered::No => {}
            Offered::Taken => {
                at.pass(index);
                return Ok(Taken::Continued);
            }
            Offered::Again(value, inner) => return Ok(begin(index, value, inner, field)),
        }
    }
    let mut value = G::placeholder();
    let mut inner = Progress::default();
    match value.offer(&mut inner, start, name, r)? {
        Offered::No => Ok(Taken::No),
        Offered::Taken | Offered::Again(..) => Ok(begin(index, value, inner, field)),
    }
}

fn begin<'a, S: Group<'a>, G>(index: usize, value: G, inner: Progress, field: impl Fn(&mut S) -> &mut G) -> Taken<S> {
    let mut this = S::placeholder();
    *field(&mut this) = value;
    let mut at = Progress::begun();
    at.pass(index);
    at.is_void = inner.is_void;
    *at.inner(index) = inner;
    Taken::New(this, at)
}

/// Offers a child to the wildcard that is member `index` of a repeating sequence.
///
/// # Errors
/// When the element is not well-formed or passes a limit.
pub fn take_any<'a, S: Group<'a>, F: WildcardField>(
    current: Option<(&mut S, &mut Progress)>,
    index: usize,
    wildcard: (NamespaceConstraint, &str),
    name: Name<'_>,
    r: &mut Reader<'a>,
    field: impl Fn(&mut S) -> &mut F,
) -> Result<Taken<S>> {
    if !admits(r, wildcard, name) {
        return Ok(Taken::No);
    }
    if let Some((this, at)) = current.filter(|(_, at)| at.admits(index, F::REPEATS)) {
        at.pass(index);
        field(this).put(AnyElement::from_reader(name, r)?);
        return Ok(Taken::Continued);
    }
    let mut this = S::placeholder();
    field(&mut this).put(AnyElement::from_reader(name, r)?);
    let mut at = Progress::begun();
    at.pass(index);
    Ok(Taken::New(this, at))
}

/// Takes an element as an alternative of a choice; `current` is the value when the choice already holds that alternative, and how far it has come.
///
/// # Errors
/// As [`ContentIn::read`].
pub fn take_value<'a, C, F: Field<'a>>(
    current: Option<(&mut F, &mut Progress)>,
    r: &mut Reader<'a>,
    wrap: fn(F) -> C,
) -> Result<Taken<C>> {
    if F::REPEATS
        && let Some((value, at)) = current
    {
        return take_another(value, at, r).map(|()| Taken::Continued);
    }
    let (start, mut value) = (r.tag_offset(), F::placeholder());
    let read = value.read_only(r);
    match r.begin_alternative(read, start) {
        Ok(at) => Ok(Taken::New(wrap(value), at)),
        Err(error) => Err(error),
    }
}

/// Takes an element as one more of an alternative that is a list: the first one, as long as none could be used.
fn take_another<'a, F: Field<'a>>(value: &mut F, at: &mut Progress, r: &mut Reader<'a>) -> Result<()> {
    let Some(error) = at.lost.clone() else { return value.read_next(r) };
    at.forgive(error, r)?;
    let start = r.tag_offset();
    let read = value.read_only(r);
    *at = r.begin_alternative(read, start)?;
    Ok(())
}

/// Offers a child to a group that is an alternative of a choice.
///
/// # Errors
/// As [`GroupField::offer`].
pub fn take_alternative<'a, C, G: GroupField<'a>>(
    current: Option<(&mut G, &mut Progress)>,
    start: usize,
    name: Name<'_>,
    r: &mut Reader<'a>,
    wrap: fn(G) -> C,
) -> Result<Taken<C>> {
    if let Some((value, at)) = current {
        match value.offer(at.inner(0), start, name, r)? {
            Offered::No => {}
            Offered::Taken => return Ok(Taken::Continued),
            Offered::Again(value, inner) => return Ok(Taken::New(wrap(value), Progress::around(inner))),
        }
    }
    let mut value = G::placeholder();
    let mut inner = Progress::default();
    match value.offer(&mut inner, start, name, r)? {
        Offered::No => Ok(Taken::No),
        Offered::Taken | Offered::Again(..) => Ok(Taken::New(wrap(value), Progress::around(inner))),
    }
}

/// Whether a wildcard admits an element. The number is that of the wildcard in its content model, if it may be offered what is for another one; else
/// empty.
#[must_use]
pub fn admits(r: &Reader<'_>, (constraint, number): (NamespaceConstraint, &str), name: Name<'_>) -> bool {
    !r.is_guessed() && constraint.admits(r.uri(name.ns)) && is_for(name, number)
}

/// A field that holds what a wildcard matched: `AnyElement`, `Option<AnyElement>` or `Vec<AnyElement>`.
pub trait WildcardField: Sized {
    /// Whether there is room for several.
    const REPEATS: bool;

    /// The field before anything was read.
    fn placeholder() -> Self;

    /// Puts an element in.
    fn put(&mut self, element: AnyElement);

    /// Whether there is no room left.
    fn is_full(&self) -> bool;

    /// Writes what it holds.
    fn write_all(&self, w: &mut Writer);

    /// Offers a child; whether it was taken.
    ///
    /// # Errors
    /// When the element is not well-formed or passes a limit.
    fn offer(&mut self, constraint: NamespaceConstraint, name: Name<'_>, r: &mut Reader<'_>) -> Result<bool> {
        let room = !self.is_full() && admits(r, (constraint, ""), name);
        if room {
            self.put(AnyElement::from_reader(name, r)?);
        }
        Ok(room)
    }
}

impl WildcardField for Option<AnyElement> {
    const REPEATS: bool = false;

    fn placeholder() -> Self {
        None
    }

    fn put(&mut self, element: AnyElement) {
        *self = Some(element);
    }

    fn is_full(&self) -> bool {
        self.is_some()
    }

    fn write_all(&self, w: &mut Writer) {
        if let Some(element) = self {
            element.write(w);
        }
    }
}

/// Writes the attributes an `xs:anyAttribute` matched.
pub fn write_attributes(attributes: &[super::AnyAttribute], w: &mut Writer) {
    for attribute in attributes {
        attribute.write(w);
    }
}

impl<'a> Reader<'a> {
    /// Whether `xsi:type` names a type on the start tag the reader stands on.
    #[must_use]
    pub fn has_type_name(&self) -> bool {
        self.find_attribute(Ns::XSI, "type").is_some()
    }

    /// The expanded name `xsi:type` gives on the start tag the reader stands on. Where its prefix is not bound, so that it names nothing,
    /// the local name is the whole text, with its colon.
    ///
    /// # Errors
    /// When the attribute's value cannot be decoded.
    pub fn type_name(&mut self) -> Result<Option<(Ns, Cow<'a, str>)>> {
        let Some(attribute) = self.find_attribute(Ns::XSI, "type") else { return Ok(None) };
        self.keep_type();
        let value = self.attribute_value(attribute)?;
        // White space may be written as a reference, which attribute values keep.
        let text = value.trim_matches([' ', '\t', '\n', '\r']);
        let (ns, local) = self.resolve_qname(text).unwrap_or((Ns::NONE, text));
        Ok(Some((ns, Cow::Owned(local.to_owned()))))
    }

    #[cold]
    fn notice_too_few(&self, least: usize, found: usize, name: impl FnOnce() -> String, start: usize) {
        self.notice_at(|_| NoticeKind::TooFew { name: name(), least, found }, start);
    }
}
