//! Small contracts before and after.
