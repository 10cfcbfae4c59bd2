//! What somebody in between can do to a message that is signed.
//!
//! In: the text of a message, and content for its body. Out: the message with that content, its signature and all else as they were.

/// The body has other content.
pub(super) fn changed(message: &str, content: &str) -> Option<String> {
    let body = Body::of(message)?;
    Some(format!("{}{content}{}", message.get(..body.content.0)?, message.get(body.content.1..)?))
}

/// The body that is signed stands in a header block, where a reference by its ID still finds it, and another one stands in its place.
pub(super) fn wrapped(message: &str, content: &str) -> Option<String> {
    let Body { name, element, .. } = Body::of(message)?;
    let signed = message.get(element.0..element.1)?;
    let header = format!("</{}Header>", name.strip_suffix("Body")?);
    let (before, after) = message.get(..element.0)?.split_once(&header)?;
    let wrapper = format!("<w:Wrapper xmlns:w=\"urn:example:wrapper\">{signed}</w:Wrapper>");
    let rest = message.get(element.1..)?;
    Some(format!("{before}{wrapper}{header}{after}<{name}>{content}</{name}>{rest}"))
}

/// Where the body is.
struct Body<'m> {
    name: &'m str,
    element: (usize, usize),
    content: (usize, usize),
}

impl<'m> Body<'m> {
    fn of(message: &'m str) -> Option<Self> {
        let end = message.rfind("Body>")? + "Body>".len();
        let close = message.get(..end)?.rfind("</")?;
        let name = message.get(close + 2..end - 1)?;
        let is_whole =
            |at: &usize| message.get(at + 1 + name.len()..).is_some_and(|rest| rest.starts_with([' ', '>', '\n']));
        let start = message.match_indices(&format!("<{name}")).map(|(at, _)| at).find(is_whole)?;
        let content = start + message.get(start..)?.find('>')? + 1;
        Some(Self { name, element: (start, end), content: (content, close) })
    }
}

#[cfg(test)]
mod tests {
    use super::{changed, wrapped};

    const MESSAGE: &str =
        r##"<s:Envelope><s:Header><Reference URI="#b"/></s:Header><s:Body Id="b"><a>1</a></s:Body></s:Envelope>"##;

    #[test]
    fn content_is_changed_under_the_same_signature() {
        let expected = MESSAGE.replace("<a>1</a>", "<b/>");
        assert_eq!(changed(MESSAGE, "<b/>"), Some(expected));
        assert_eq!(changed("<Envelope/>", "<b/>"), None);
    }

    #[test]
    fn what_is_signed_is_still_there_and_another_body_is_read() {
        let wrapped = wrapped(MESSAGE, "<b/>").unwrap_or_default();
        assert!(wrapped.contains(r#"<s:Body Id="b"><a>1</a></s:Body></w:Wrapper></s:Header>"#), "{wrapped}");
        assert!(wrapped.ends_with("</s:Header><s:Body><b/></s:Body></s:Envelope>"), "{wrapped}");
    }
}
