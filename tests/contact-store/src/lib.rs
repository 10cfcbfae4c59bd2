//! A Unified Contact Store to test clients against.
