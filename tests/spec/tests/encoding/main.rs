//! Documents as bytes: XML 1.0 (fifth edition), 4.3.3 and appendix F.

mod any_bytes;
mod encodings;
mod letters;
mod places;
