//! Reading by place and name, for types whose wildcards admit what elements beside them are called: see [`InOrder`].
//!
//! In: children, and what each is for by its place. Out: what is for a wildcard is offered to wildcards alone, everything else by its name. Invariant:
//! what has no place is read as where names tell, so that lenient reading takes elements in any order.

use super::field::Field;
use super::group::{Group, GroupField, Progress};
use super::growth::Growing;
use super::steps::{Mixed, offer, read_choice_by, read_mixed_by};
use crate::error::Result;
use crate::schema::places::{InOrder, Place};
use crate::xml::{Name, Reader};

/// The name under which a child for a wildcard is offered: no element is called like this.
const OPEN: &str = "";

/// The same where it must not begin a value, as another one may go on with it.
const OPEN_TO_BEGUN: &str = "*";

/// The child's own name, whatever it is offered under.
pub(super) fn called<'n>(name: Name<'n>, r: &Reader<'n>) -> Name<'n> {
    if matches!(name.local, OPEN | OPEN_TO_BEGUN) { r.child_name() } else { name }
}

/// Whether a child that is offered under this name may not begin a value.
pub(super) fn only_continues(name: Name<'_>) -> bool {
    name.local == OPEN_TO_BEGUN
}

/// Whether a field holds one value at most.
pub fn is_single<'a, F: Field<'a>>(_: &F) -> bool {
    !F::REPEATS
}

/// The same of a group's field.
pub fn is_single_group<'a, F: GroupField<'a>>(_: &F) -> bool {
    !F::REPEATS
}

/// Offers a child to the wildcards of a group: first to those that go on with what has been begun.
///
/// # Errors
/// As [`GroupField::offer`].
pub fn offer_open<'a, F: GroupField<'a>>(
    field: &mut F,
    at: &mut Progress,
    start: usize,
    r: &mut Reader<'a>,
) -> Result<bool> {
    let ns = r.child_name().ns;
    Ok(offer(field, at, start, Name { ns, local: OPEN_TO_BEGUN }, r)?
        || offer(field, at, start, Name { ns, local: OPEN }, r)?)
}

/// As [`read_mixed`](super::steps::read_mixed), by place.
///
/// # Errors
/// As there.
pub fn read_mixed_in_order<'a, L: GroupField<'a> + Growing<Value: Mixed<'a>>>(
    items: &mut L,
    model: &'static InOrder,
    r: &mut Reader<'a>,
    start: usize,
) -> Result<()> {
    let mut places = model.places();
    read_mixed_by(items, r, start, |items, progress, name, r| {
        let is_open = matches!(places.take(name, r), Place::Wildcard(_));
        Ok(is_open && offer_open(items, progress, start, r)? || offer(items, progress, start, name, r)?)
    })
}

/// As [`read_choice`](super::steps::read_choice), by place.
///
/// # Errors
/// As there.
pub fn read_choice_in_order<'a, T: Group<'a>>(
    value: &mut T,
    is_required: bool,
    model: &'static InOrder,
    r: &mut Reader<'a>,
) -> Result<()> {
    let (start, mut places) = (r.tag_offset(), model.places());
    read_choice_by(value, is_required, r, |value, progress, name, r| {
        let is_open = matches!(places.take(name, r), Place::Wildcard(_));
        Ok(is_open && offer_open(value, progress, start, r)? || offer(value, progress, start, name, r)?)
    })
}
