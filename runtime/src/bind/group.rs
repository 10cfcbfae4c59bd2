//! Particles that fill one field together: a choice (an enum), or a sequence that repeats (a struct).
//!
//! ```xml
//! <xs:choice maxOccurs="unbounded">
//!   <xs:element name="ItemId" …/> <xs:element name="OccurrenceItemId" …/>
//! ```
//!
//! A child element is offered to the groups of a content model in their order. A group that knows the name either goes on with
//! the value begun last or begins a new one. How far that value has come is kept beside it, in a [`Progress`].

use super::growth::Growing;
use crate::error::{Error, Result};
use crate::xml::{Name, Reader, Writer};

/// How far the value of a group has been read.
#[derive(Debug, Default)]
pub struct Progress {
    /// Whether any value was begun.
    pub(crate) begun: bool,
    /// The members of a sequence that have been read, a bit each.
    seen: u64,
    /// The member of a sequence that was read last.
    last: usize,
    inner: Vec<Progress>,
    /// Where the value's elements stand, as far as they have come.
    first: usize,
    end: usize,
    /// Whether nothing has come but an element that is read as absent.
    pub(super) is_void: bool,
    /// Why the value cannot be used, although reading goes on.
    pub(crate) lost: Option<Error>,
}

impl Progress {
    /// The progress of a value just begun.
    #[must_use]
    pub fn begun() -> Self {
        Self { begun: true, ..Self::default() }
    }

    /// The progress of a choice whose alternative is a group that has come this far.
    #[must_use]
    pub fn around(inner: Self) -> Self {
        Self { begun: true, is_void: inner.is_void, inner: vec![Self { begun: true, ..inner }], ..Self::default() }
    }

    /// The same of a value whose first element began at `first` and was read.
    pub(super) fn from(self, first: usize, r: &Reader<'_>) -> Self {
        Self { begun: true, first, end: r.offset(), ..self }
    }

    /// Leaves out the value that has come so far, if its error can be forgiven.
    ///
    /// # Errors
    /// If not.
    pub(super) fn forgive(&self, error: Error, r: &Reader<'_>) -> Result<()> {
        r.forgive_group(error, self, self.first..self.end)
    }

    /// Whether the value is one element, and not a sequence.
    pub(super) fn is_one_element(&self) -> bool {
        self.seen == 0 && self.last == 0 && self.inner.iter().all(Self::is_one_element)
    }

    /// Whether any value was begun.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.begun
    }

    /// Whether member `index` of a sequence may come now: members come in order, and only some repeat.
    #[must_use]
    pub fn admits(&self, index: usize, repeats: bool) -> bool {
        self.last < index || (self.last == index && (repeats || !self.has(index)))
    }

    /// Notes that member `index` of a sequence was read.
    pub fn pass(&mut self, index: usize) {
        self.last = index;
        self.seen |= 1_u64.checked_shl(index as u32).unwrap_or(0);
    }

    /// Whether member `index` of a sequence was read.
    #[must_use]
    pub fn has(&self, index: usize) -> bool {
        self.seen & 1_u64.checked_shl(index as u32).unwrap_or(0) != 0
    }

    /// The progress of the group that is member `index` of this one.
    pub fn inner(&mut self, index: usize) -> &mut Self {
        while self.inner.len() <= index {
            self.inner.push(Self::default());
        }
        &mut self.inner[index]
    }

    /// The same, for looking only.
    #[must_use]
    pub fn get(&self, index: usize) -> &Self {
        static NOT_BEGUN: Progress = Progress {
            begun: false,
            seen: 0,
            last: 0,
            inner: Vec::new(),
            first: 0,
            end: 0,
            is_void: false,
            lost: None,
        };
        self.inner.get(index).unwrap_or(&NOT_BEGUN)
    }
}

/// What a group made of the child it was offered.
#[derive(Debug)]
pub enum Taken<T> {
    /// The name is not one of its own.
    No,
    /// It went into the value begun last.
    Continued,
    /// It began a new value, which has come this far.
    New(T, Progress),
}

/// What a field made of the child it was offered.
#[derive(Debug)]
pub enum Offered<F> {
    /// The name is not one of its own.
    No,
    /// The field holds it now.
    Taken,
    /// It began a second value where there is room for one: this field holds that second value.
    Again(F, Progress),
}

/// A choice or a sequence that is the type of one field.
pub trait Group<'a>: Sized {
    /// What a required field holds before its value is read; allocates nothing.
    fn placeholder() -> Self;

    /// Offers the child whose start tag the reader stands on. `current` is the value begun last, and how far it has come;
    /// `start` is the offset of the element that all of this stands in.
    ///
    /// # Errors
    /// As [`ContentIn::read`](super::ContentIn::read).
    fn take(
        current: Option<(&mut Self, &mut Progress)>,
        start: usize,
        name: Name<'_>,
        r: &mut Reader<'a>,
    ) -> Result<Taken<Self>>;

    /// Checks that a value has all that is required. Optional and repeated values in it may be left out.
    ///
    /// # Errors
    /// When something is missing.
    fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()>;

    /// Writes the value's elements.
    fn write(&self, w: &mut Writer);

    /// The names an error gives for what could have come, such as `PrincipalName, SID or SmtpAddress`.
    fn expected() -> String;
}

/// How far the field of a group has come in a complex type, and what it held before: that is whole, and what took its place may not be.
#[derive(Debug)]
pub struct Offering<F> {
    pub(super) at: Progress,
    before: Option<(F, Progress)>,
}

impl<F> Default for Offering<F> {
    fn default() -> Self {
        Self { at: Progress::default(), before: None }
    }
}

impl<'a, F: GroupField<'a>> Offering<F> {
    /// Whether any value was begun.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.at.begun
    }

    /// Puts a value in the place of that of the field; whether one that was whole is replaced. One that was not is left out, which is told.
    ///
    /// # Errors
    /// If the value is not whole, and its error cannot be forgiven.
    pub(super) fn replace(
        &mut self,
        field: &mut F,
        (value, progress): (F, Progress),
        start: usize,
        r: &Reader<'_>,
    ) -> Result<bool> {
        let salvages = r.options().salvages();
        let whole = if salvages || self.at.lost.is_some() { field.finish_only(&self.at, start, r) } else { Ok(()) };
        let old = (std::mem::replace(field, value), std::mem::replace(&mut self.at, progress));
        if let Err(error) = whole {
            return old.1.forgive(error, r).map(|()| self.before.is_some());
        }
        self.before = Some(old).filter(|_| salvages);
        Ok(true)
    }

    /// Checks the field when its element ends. If its value is not whole, and is to be left out, it is what it was before.
    ///
    /// # Errors
    /// When something is missing.
    pub(super) fn finish(&mut self, field: &mut F, start: usize, r: &Reader<'_>) -> Result<()> {
        if let Some((before, progress)) = self.before.take() {
            match field.finish_only(&self.at, start, r) {
                Ok(()) => return Ok(()),
                Err(error) => self.at.forgive(error, r)?,
            }
            (*field, self.at) = (before, progress);
        }
        field.finish(&self.at, start, r)
    }
}

/// A field that holds a group: required (`T`), optional (`Option<T>`), repeated (`Vec<T>`).
pub trait GroupField<'a>: Sized {
    /// Whether there is room for several values.
    const REPEATS: bool = false;

    /// The field before anything was read.
    fn placeholder() -> Self;

    /// Offers a child.
    ///
    /// # Errors
    /// As [`Group::take`].
    fn offer(&mut self, at: &mut Progress, start: usize, name: Name<'_>, r: &mut Reader<'a>) -> Result<Offered<Self>>;

    /// Checks the values when the element ends. One that cannot be used is left out, if that is optional or repeated and to be forgiven.
    ///
    /// # Errors
    /// As [`Group::finish`].
    fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()>;

    /// The same where there has to be a value: the only one is not left out.
    ///
    /// # Errors
    /// As [`Group::finish`].
    fn finish_only(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
        self.finish(at, start, r)
    }

    /// Writes every value.
    fn write_all(&self, w: &mut Writer);

    /// See [`Group::expected`].
    fn expected() -> String;
}

impl<'a, T: Group<'a>> GroupField<'a> for T {
    fn placeholder() -> Self {
        Group::placeholder()
    }

    fn offer(&mut self, at: &mut Progress, start: usize, name: Name<'_>, r: &mut Reader<'a>) -> Result<Offered<Self>> {
        let (begun, first) = (at.begun, r.tag_offset());
        Ok(match T::take(begun.then_some((&mut *self, &mut *at)), start, name, r)? {
            Taken::No => Offered::No,
            Taken::Continued => {
                at.end = r.offset();
                Offered::Taken
            }
            Taken::New(value, progress) if begun => Offered::Again(value, progress.from(first, r)),
            Taken::New(value, progress) => {
                *self = value;
                *at = progress.from(first, r);
                Offered::Taken
            }
        })
    }

    fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
        if at.begun { finish_value(self, at, start, r) } else { Ok(()) }
    }

    fn write_all(&self, w: &mut Writer) {
        self.write(w);
    }

    fn expected() -> String {
        T::expected()
    }
}

impl<'a, T: Group<'a>> GroupField<'a> for Option<T> {
    fn placeholder() -> Self {
        None
    }

    fn offer(&mut self, at: &mut Progress, start: usize, name: Name<'_>, r: &mut Reader<'a>) -> Result<Offered<Self>> {
        let (begun, first) = (at.begun, r.tag_offset());
        Ok(match T::take(self.as_mut().map(|value| (value, &mut *at)), start, name, r)? {
            Taken::No => Offered::No,
            Taken::Continued => {
                at.end = r.offset();
                Offered::Taken
            }
            Taken::New(value, progress) if begun => Offered::Again(Some(value), progress.from(first, r)),
            Taken::New(value, progress) => {
                *self = Some(value);
                *at = progress.from(first, r);
                Offered::Taken
            }
        })
    }

    fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
        let Some(value) = self else { return Ok(()) };
        if let Err(error) = finish_value(value, at, start, r) {
            at.forgive(error, r)?;
            *self = None;
        }
        Ok(())
    }

    fn finish_only(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
        self.as_mut().map_or(Ok(()), |value| finish_value(value, at, start, r))
    }

    fn write_all(&self, w: &mut Writer) {
        if let Some(value) = self {
            value.write(w);
        }
    }

    fn expected() -> String {
        T::expected()
    }
}

/// Checks a value that was begun: that it can be used, and has all that is required.
pub(super) fn finish_value<'a, T: Group<'a>>(value: &mut T, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
    match &at.lost {
        Some(error) => Err(error.clone()),
        None => value.finish(at, start, r),
    }
}

/// Offers a child to a list of values.
///
/// # Errors
/// As [`Group::take`].
pub(super) fn offer_to_list<'a, L: Growing<Value: Group<'a>>>(
    values: &mut L,
    at: &mut Progress,
    start: usize,
    name: Name<'_>,
    r: &mut Reader<'a>,
) -> Result<Offered<L>> {
    let first = r.tag_offset();
    match Group::take(values.last_mut().map(|value| (value, &mut *at)), start, name, r)? {
        Taken::No => return Ok(Offered::No),
        Taken::Continued => at.end = r.offset(),
        Taken::New(value, progress) => {
            finish_last(values, at, start, r)?;
            if values.len() == values.capacity() {
                r.make_room(values);
            }
            values.push(value);
            *at = progress.from(first, r);
        }
    }
    Ok(Offered::Taken)
}

/// Checks the last of some values, and leaves it out if that is to be forgiven.
///
/// # Errors
/// As [`Group::finish`].
pub(super) fn finish_last<'a, L: Growing<Value: Group<'a>>>(
    values: &mut L,
    at: &Progress,
    start: usize,
    r: &Reader<'_>,
) -> Result<()> {
    let Some(value) = values.last_mut().filter(|_| at.begun) else { return Ok(()) };
    if let Err(error) = finish_value(value, at, start, r) {
        at.forgive(error, r)?;
        values.pop();
    }
    Ok(())
}

/// A boxed group is the group: boxes are there for recursion and size.
impl<'a, T: Group<'a>> Group<'a> for Box<T> {
    fn placeholder() -> Self {
        Self::new(T::placeholder())
    }

    fn take(
        current: Option<(&mut Self, &mut Progress)>,
        start: usize,
        name: Name<'_>,
        r: &mut Reader<'a>,
    ) -> Result<Taken<Self>> {
        Ok(match T::take(current.map(|(value, at)| (&mut **value, at)), start, name, r)? {
            Taken::No => Taken::No,
            Taken::Continued => Taken::Continued,
            Taken::New(value, progress) => Taken::New(Self::new(value), progress),
        })
    }

    fn finish(&mut self, at: &Progress, start: usize, r: &Reader<'_>) -> Result<()> {
        T::finish(self, at, start, r)
    }

    fn write(&self, w: &mut Writer) {
        T::write(self, w);
    }

    fn expected() -> String {
        T::expected()
    }
}
