//! Nothing: the test is `tests/truth.rs`. `contract/` holds a contract, and the code and messages that are fixed while it changes.
