//! Messages in MIME parts (WSDL 1.1 §5): the envelope in one, attachments in others.
//!
//! In: how a message is bound. Out: what its SOAP part says, and which parts of the message are attachments. Invariant: nothing that goes
//! beside the envelope is taken to be in it.
//!
//! ```xml
//! <mime:multipartRelated>
//!   <mime:part><soap:body parts="order" use="literal"/></mime:part>
//!   <mime:part><mime:content part="picture" type="image/png"/></mime:part>
//! </mime:multipartRelated>
//! ```

use roxmltree::Node;

use super::BindingMessage;
use super::reader::Reader;
use crate::markup::{Located, written_name};
use crate::source::Span;

/// The namespace of the MIME binding.
const MIME: &str = "http://schemas.xmlsoap.org/wsdl/mime/";

/// `mime:content`: a part of a message that is a MIME part of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// The tag.
    pub span: Span,
    /// The message's part; `None` for a message with only one.
    pub part: Option<Located<String>>,
    /// The media type, such as `image/png`; `None` for any.
    pub media_type: Option<String>,
}

impl Reader<'_> {
    pub(super) fn mime_parts(&mut self, node: Node<'_, '_>, bound: &mut BindingMessage) {
        for child in mime_children(node) {
            if child.tag_name().name() == "multipartRelated" {
                self.multipart(child, bound);
            } else if bound.body.is_none() {
                let message =
                    format!("a message that is not in an envelope (`{}`) is not supported", written_name(child));
                let help = "bind it with soap:body".to_owned();
                let found = crate::diagnostic::Diagnostic::error("mime-binding", self.reading.tag_span(child), message);
                self.reading.diagnostics.push(found.help(help));
            }
        }
    }

    fn multipart(&mut self, node: Node<'_, '_>, bound: &mut BindingMessage) {
        for part in mime_children(node).filter(|child| child.tag_name().name() == "part") {
            self.soap_parts(part, bound);
            let contents = mime_children(part).filter(|child| child.tag_name().name() == "content");
            bound.attachments.extend(contents.map(|content| self.attachment(content)));
        }
        let (name, span) = (written_name(node), self.reading.tag_span(node));
        if bound.body.is_none() {
            let message = format!("none of the MIME parts (`{name}`) holds an envelope");
            self.reading.error("mime-binding", span, message);
        } else {
            let message = format!(
                "of the MIME parts (`{name}`) the envelope is what methods take and give; attachments are structs of parts beside them"
            );
            self.reading.warning("mime-binding", span, message);
        }
    }

    fn attachment(&mut self, node: Node<'_, '_>) -> Attachment {
        Attachment {
            span: self.reading.tag_span(node),
            part: self.reading.text(node, "part"),
            media_type: self.reading.text(node, "type").map(|media_type| media_type.value),
        }
    }
}

fn mime_children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|child| child.tag_name().namespace() == Some(MIME))
}
