//! A number comes in, the WSDL text of a contract with so many operations goes out.
//!
//! Every operation has a request and a response of its own, `Op7` with a string `a` and `Op7Response` with a number `r`, and a SOAPAction.

/// The contract's namespace, which its SOAPActions begin with.
pub const NAMESPACE: &str = "urn:many-operations";

/// A contract of `count` operations, `Op0` being the first.
#[must_use]
pub fn many_operations(count: usize) -> String {
    let each = |text: fn(usize) -> String| (0..count).map(text).collect::<String>();
    let (elements, messages) = (each(elements), each(messages));
    let (operations, bound) = (each(operation), each(bound_operation));
    format!(
        r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="{NAMESPACE}" targetNamespace="{NAMESPACE}">
<types><xs:schema targetNamespace="{NAMESPACE}" elementFormDefault="qualified">
{elements}</xs:schema></types>
{messages}<portType name="Many">
{operations}</portType>
<binding name="ManySoap" type="t:Many"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
{bound}</binding>
</definitions>
"#
    )
}

fn elements(index: usize) -> String {
    let element = |name: &str, child: &str| {
        format!(
            r#"<xs:element name="Op{index}{name}"><xs:complexType><xs:sequence>{child}</xs:sequence></xs:complexType></xs:element>
"#
        )
    };
    element("", r#"<xs:element name="a" type="xs:string"/>"#)
        + &element("Response", r#"<xs:element name="r" type="xs:int"/>"#)
}

fn messages(index: usize) -> String {
    let message = |name: &str| {
        format!(
            r#"<message name="Op{index}{name}"><part name="body" element="t:Op{index}{name}"/></message>
"#
        )
    };
    message("") + &message("Response")
}

fn operation(index: usize) -> String {
    format!(
        r#"<operation name="Op{index}"><input message="t:Op{index}"/><output message="t:Op{index}Response"/></operation>
"#
    )
}

fn bound_operation(index: usize) -> String {
    format!(
        r#"<operation name="Op{index}"><soap:operation soapAction="{NAMESPACE}/Op{index}"/>
<input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
"#
    )
}
