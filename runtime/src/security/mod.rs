//! WS-Security
mod canonical;
mod sink;
pub use canonical::canonicalize;
