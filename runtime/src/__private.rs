//! What the macros for generated types expand to. Nothing here is for other code, nor stays as it is from one version to the next.

pub use crate::bind::borrow::{Borrowed, borrowed, find, found};
pub use crate::bind::content::builtin_schema;
pub use crate::bind::element::newer_than;
pub use crate::bind::field::Field;
pub use crate::bind::group::{GroupField, Offered, Offering, Progress, Taken};
pub use crate::bind::in_order::{is_single_group, offer_open, read_choice_in_order, read_mixed_in_order};
#[cfg(feature = "compact")]
pub use crate::bind::list::settle;
pub use crate::bind::nillable::write_nil;
pub use crate::bind::slot::{Slot, read_children, read_no_children};
pub use crate::bind::steps::{
    Mixed, WildcardField, admits, at_least, finish, finish_offered, groups_at_least, offer, placeholder, read_choice,
    read_leaf, read_mixed, read_new, read_other, read_text, read_unknown, read_variant, take_alternative, take_any,
    take_group, take_member, take_value, write_attributes, write_choice, write_content, write_leaf, write_typed,
};
pub use crate::bind::text::TextField;
pub use crate::bind::word::{Defaulted, Nillable, Required, RequiredNillable};
pub use crate::error::alternatives;
pub use crate::schema::places::{InOrder, Place};
#[cfg(feature = "serde")]
pub use crate::serialization::{accepted, deserialize_open, deserialize_text, serialize_text};
pub use crate::version::shape::by_text;
pub use crate::version::{absent, below, sure};
pub use crate::xsd::conversions::{from_number, reread};
pub use crate::xsd::lookup::Lookup;
pub use crate::xsd::restricted::check_names;
pub use crate::xsd::union::{is_lexical, member_lexical};
#[cfg(feature = "serde")]
pub use serde;

/// A future of which only its outcome is known.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The text that stands for octets.
#[must_use]
pub fn base64(octets: &crate::xsd::Octets) -> String {
    octets.to_base64()
}
#[cfg(feature = "views")]
pub use crate::view::text::{checked, checked_content};
#[cfg(feature = "views")]
pub use self_cell::self_cell;
