//! What generated code says of attachments where the feature `attachments` is off: nothing.

/// Makes a struct of the attachments that a contract declares for a message, with the feature `attachments`.
#[macro_export]
macro_rules! message_parts {
    ($($line:tt)*) => {};
}
