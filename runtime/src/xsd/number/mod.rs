//! Numbers (Part 2, sections 3.2.3–3.2.5 and 3.3.13–3.3.25): Rust's own for the bounded and the floating types, [`Decimal`]
//! and [`Integer`] for those without bounds.

mod bounded;
mod decimal;
mod digits;
mod fixed;
mod float;
mod integer;
mod numeral;

pub use bounded::{NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger};
pub use decimal::Decimal;
pub(super) use digits::Digits;
pub use integer::Integer;
