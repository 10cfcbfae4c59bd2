//! What is not shown of messages, be it in a trace or by `Debug`: what elements called `Password` hold, as `wsse:Password` does, whatever their
//! namespace.

use std::fmt;

use crate::bind::{AnyElement, AnyNode};

/// Whether what elements of this local name hold is not shown.
pub(crate) fn is_secret(local: &str) -> bool {
    local == "Password"
}

/// Shows an element with `…` for what is secret in it.
pub(super) struct Shown<'e>(pub(super) &'e AnyElement);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if holds_secret(self.0) { without_secrets(self.0).fmt(f) } else { self.0.fmt(f) }
    }
}

fn holds_secret(element: &AnyElement) -> bool {
    is_secret(&element.name)
        || element.children.iter().any(|child| matches!(child, AnyNode::Element(child) if holds_secret(child)))
}

fn without_secrets(element: &AnyElement) -> AnyElement {
    let mut shown = element.without_content();
    if is_secret(&element.name) {
        shown.children.push(AnyNode::Text("…".to_owned()));
        return shown;
    }
    shown.children.extend(element.children.iter().map(|child| match child {
        AnyNode::Element(child) => AnyNode::Element(without_secrets(child)),
        text @ AnyNode::Text(_) => text.clone(),
    }));
    shown
}

#[cfg(test)]
mod tests {
    use crate::bind::{AnyElement, AnyNode};
    use crate::soap::{Block, HeaderBlock, HeaderContent};

    #[test]
    fn header_blocks_are_shown_without_passwords() {
        let mut token = AnyElement::new("urn:w", "UsernameToken");
        let mut password = AnyElement::new("urn:w", "Password");
        password.children.push(AnyNode::Element(AnyElement::new("urn:w", "Part").with_text("sesame")));
        for child in [
            AnyElement::new("urn:w", "Username").with_text("kim"),
            password.clone(),
            AnyElement::new("", "Password").with_text("sesame"),
        ] {
            token.children.push(AnyNode::Element(child));
        }
        let mut security = AnyElement::new("urn:w", "Security");
        security.children.push(AnyNode::Element(token));
        for element in [security, password] {
            let is_token = element.name == "Security";
            let block = Block::from(element.clone());
            let header = HeaderBlock::<()> { content: HeaderContent::Other(element), attributes: Vec::new() };
            for shown in [format!("{:?}", [&block]), format!("{block:#?}"), format!("{header:?}")] {
                assert!(!shown.contains("sesame") && shown.contains('…'), "{shown}");
                assert_eq!(shown.contains("kim"), is_token, "{shown}");
            }
        }
    }

    #[test]
    fn other_header_blocks_are_shown_as_they_are() {
        let block = Block::from(AnyElement::new("urn:t", "Trace").with_text("7")).must_understand();
        let shown = format!("{:?}", block.element);
        assert_eq!(
            format!("{block:?}"),
            format!("Block {{ element: {shown}, must_understand: true, role: UltimateReceiver }}")
        );
    }
}
