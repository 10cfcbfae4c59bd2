//! Reading by place and name, for types whose wildcards admit what elements beside them are called: see [`InOrder`].
//!
//! In: children, and what each is for by its place. Out: what is for a wildcard is offered to wildcards alone, everything else by its name. Invariant:
//! what has no place is read as where names tell, so that lenient reading takes elements in any order; what is for an element that has no field, as
//! it is pruned or its feature is off, is passed over and told.

use super::group::{Group, GroupField, Offering};
use super::growth::Growing;
use super::steps::{Mixed, offer, read_choice_by, read_mixed_by};
use crate::error::Result;
use crate::schema::places::{InOrder, Place, Places};
use crate::xml::{Name, Reader};

/// The names under which a child for a wildcard is offered: the number of the wildcard. No element is called like this.
const NUMBERS: [&str; 32] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
];

/// The same for those with greater numbers: the first one takes it that admits it.
const ANY_NUMBER: &str = "";

fn is_number(local: &str) -> bool {
    local.bytes().next().is_none_or(|first| first.is_ascii_digit())
}

/// The child's own name, whatever it is offered under.
pub(super) fn called<'n>(name: Name<'n>, r: &Reader<'n>) -> Name<'n> {
    if is_number(name.local) { r.child_name() } else { name }
}

/// Whether a child that is offered under this name may be for the wildcard of this number; an empty one is any.
pub(super) fn is_for(name: Name<'_>, number: &str) -> bool {
    number.is_empty() || name.local == number || name.local == ANY_NUMBER || !is_number(name.local)
}

/// Whether a group's field holds one value at most.
pub fn is_single_group<'a, F: GroupField<'a>>(_: &F) -> bool {
    !F::REPEATS
}

/// Offers a child to a group for the wildcard of this number in it.
///
/// # Errors
/// As [`GroupField::offer`].
pub fn offer_open<'a, F: GroupField<'a>>(
    field: &mut F,
    number: usize,
    at: &mut Offering<F>,
    start: usize,
    r: &mut Reader<'a>,
) -> Result<bool> {
    let local = NUMBERS.get(number).copied().unwrap_or(ANY_NUMBER);
    offer(field, at, start, Name { ns: r.child_name().ns, local }, r)
}

/// Offers a child to a group that is all of the content.
fn offer_by_place<'a, F: GroupField<'a>>(
    field: &mut F,
    (at, places): (&mut Offering<F>, &mut Places),
    start: usize,
    name: Name<'_>,
    r: &mut Reader<'a>,
) -> Result<bool> {
    if let Place::Wildcard(_, number) = places.take(name, r)
        && offer_open(field, number, at, start, r)?
    {
        return Ok(true);
    }
    offer(field, at, start, name, r)
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
    read_mixed_by(items, r, start, |items, at, name, r| offer_by_place(items, (at, &mut places), start, name, r))
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
    read_choice_by(value, is_required, r, |value, at, name, r| offer_by_place(value, (at, &mut places), start, name, r))
}
