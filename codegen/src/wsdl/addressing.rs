//! What a WSDL document says of WS-Addressing: [WS-Addressing 1.0 Metadata] 3, 4.4, and the working drafts before it.
//!
//! In: elements of the document. Out: the actions of messages, and whether a binding uses addressing.
//!
//! ```xml
//! <wsdl:input message="tns:Ask" wsam:Action="urn:example:Ask"/> <wsaw:UsingAddressing wsdl:required="true"/>
//! <wsp:Policy><wsam:Addressing wsp:Optional="true"/></wsp:Policy>
//! ```

use roxmltree::Node;

use super::reader::is_required;

/// The namespaces in which `Action`, `UsingAddressing` and `Addressing` have stood.
const NAMESPACES: [&str; 7] = [
    "http://www.w3.org/2007/05/addressing/metadata",
    "http://www.w3.org/2006/05/addressing/wsdl",
    "http://www.w3.org/2006/02/addressing/wsdl",
    "http://www.w3.org/2005/03/addressing/wsdl",
    "http://www.w3.org/2005/02/addressing/wsdl",
    "http://www.w3.org/2005/08/addressing",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
];

/// How a binding uses addressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsesAddressing {
    /// Whether messages have to have its properties.
    pub is_required: bool,
}

/// The action of a message, where an input, output or fault says it.
pub(super) fn action(node: Node<'_, '_>) -> Option<String> {
    let is_ours = |namespace: Option<&str>| namespace.is_some_and(|namespace| NAMESPACES.contains(&namespace));
    let mut attributes = node.attributes();
    let action = attributes.find(|attribute| attribute.name() == "Action" && is_ours(attribute.namespace()))?;
    let action = crate::qname::trim(action.value());
    (!action.is_empty()).then(|| action.to_owned())
}

/// Whether an extension element says that addressing is used.
pub(super) fn is_assertion(node: Node<'_, '_>) -> bool {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    NAMESPACES.contains(&namespace) && matches!(node.tag_name().name(), "UsingAddressing" | "Addressing")
}

/// What a binding says: itself, by a policy in it, or by one that it refers to.
pub(super) fn of_binding(binding: Node<'_, '_>) -> Option<UsesAddressing> {
    let own = binding.children().find(|child| is_assertion(*child));
    let own = own.map(|assertion| UsesAddressing { is_required: is_required(assertion) });
    let inline = binding.children().filter(|child| is_policy(*child, "Policy"));
    let references = binding.children().filter(|child| is_policy(*child, "PolicyReference"));
    let policies = inline.chain(references.filter_map(referred));
    let all: Vec<UsesAddressing> = own.into_iter().chain(policies.filter_map(of_policy)).collect();
    let is_required = all.iter().any(|uses| uses.is_required);
    (!all.is_empty()).then_some(UsesAddressing { is_required })
}

fn is_policy(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name && node.tag_name().namespace().is_some_and(|namespace| namespace.contains("policy"))
}

/// The policy of the same document that a reference leads to.
fn referred<'a, 'i>(reference: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let id = crate::qname::trim(reference.attribute("URI")?).strip_prefix('#')?;
    let is_it = |node: &Node<'_, '_>| {
        is_policy(*node, "Policy") && node.attributes().any(|a| matches!(a.name(), "Id" | "id") && a.value() == id)
    };
    reference.document().descendants().find(is_it)
}

/// Addressing is required if no alternative of the policy is without it (WS-Policy 1.5, 4.3).
fn of_policy(policy: Node<'_, '_>) -> Option<UsesAddressing> {
    let holds = |node: Node<'_, '_>| node.descendants().any(is_assertion);
    let is_optional = |node: Node<'_, '_>| {
        node.attributes().any(|a| a.name() == "Optional" && matches!(crate::qname::trim(a.value()), "true" | "1"))
    };
    let assertion = policy.descendants().find(|node| is_assertion(*node))?;
    let optional = assertion.ancestors().take_while(|node| *node != policy).any(is_optional);
    let mut choices = policy.descendants().filter(|node| is_policy(*node, "ExactlyOne"));
    let everywhere = choices.all(|choice| choice.children().filter(Node::is_element).all(holds));
    Some(UsesAddressing { is_required: !optional && everywhere })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the binding of a document with this content says.
    fn uses(content: &str) -> Option<UsesAddressing> {
        let text = format!(
            "<d xmlns='w' xmlns:p='http://www.w3.org/ns/ws-policy' xmlns:a='http://www.w3.org/2007/05/addressing/metadata' \
             xmlns:u='urn:utility' xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/'>{content}</d>"
        );
        let document = roxmltree::Document::parse(&text).expect("it is well-formed");
        let binding = document.descendants().find(|node| node.tag_name().name() == "binding").expect("there is one");
        of_binding(binding)
    }

    #[test]
    fn an_element_of_the_binding_says_it_itself() {
        assert_eq!(uses("<binding/>"), None);
        assert_eq!(uses("<binding><a:UsingAddressing/></binding>"), Some(UsesAddressing { is_required: false }));
        let required = uses("<binding><a:UsingAddressing wsdl:required='1'/></binding>");
        assert_eq!(required, Some(UsesAddressing { is_required: true }));
    }

    #[test]
    fn a_policy_requires_what_all_its_alternatives_hold() {
        let policy = |content: &str| {
            let policy = format!("<p:Policy u:Id='P'>{content}</p:Policy>");
            uses(&format!("{policy}<binding><p:PolicyReference URI='#P'/></binding>")).map(|uses| uses.is_required)
        };
        assert_eq!(policy("<p:All/>"), None);
        assert_eq!(policy("<a:Addressing/>"), Some(true));
        assert_eq!(policy("<a:Addressing p:Optional='true'/>"), Some(false));
        assert_eq!(policy("<p:ExactlyOne><p:All><a:Addressing/></p:All></p:ExactlyOne>"), Some(true));
        assert_eq!(policy("<p:ExactlyOne><p:All><a:Addressing/></p:All><p:All/></p:ExactlyOne>"), Some(false));
        assert_eq!(uses("<binding><p:PolicyReference URI='#other'/></binding>"), None);
    }
}
