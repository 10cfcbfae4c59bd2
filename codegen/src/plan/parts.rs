//! The structs of attachments: one for each message that has some.
//!
//! ```text
//! UploadRequestParts { picture, preview }
//! ```

use super::MessageParts;
use crate::ir::{MessageUse, Operation};
use crate::naming::{self, Names};

/// The structs of an operation.
pub(super) fn of(prefix: &str, method: &str, operation: &Operation, names: &mut Names) -> Vec<MessageParts> {
    let both =
        [(operation.input.as_ref(), "Request", "requests"), (operation.output.as_ref(), "Response", "responses")];
    let mut structs = Vec::new();
    for (message, suffix, what) in both {
        let Some(message) = message.filter(|message| !message.attachments.is_empty()) else { continue };
        let name = names.take(&format!("{prefix}{}{suffix}Parts", naming::type_name(method)), &[]);
        let docs = vec![format!("The attachments of {what} of `{}`.", operation.name)];
        structs.push(MessageParts { name, docs, fields: fields(message) });
    }
    structs
}

fn fields(message: &MessageUse) -> Vec<(String, crate::ir::AttachmentUse)> {
    let mut names = Names::default();
    let field = |attachment: &crate::ir::AttachmentUse| {
        (names.take(&naming::field_name(&attachment.part), &[]), attachment.clone())
    };
    message.attachments.iter().map(field).collect()
}
