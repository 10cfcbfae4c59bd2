//! Numbers come in, the text of a schema with so many types and of documents that need some of them goes out.
//!
//! Ten types make a section: one that holds the others, seven with fields, a code list and a text with a limit. `First500` is a document
//! that needs the first five hundred types, and so on.

/// The vocabulary's namespace.
pub const NAMESPACE: &str = "urn:vocabulary";

/// How many types a section has.
pub const SECTION: usize = 10;

/// A vocabulary of `defined` types, a multiple of [`SECTION`], with an element that needs the first `N` types for each `N` of `kept`.
#[must_use]
pub fn vocabulary(defined: usize, kept: &[usize]) -> String {
    let sections: String = (0..defined / SECTION).map(section).collect();
    let documents: String = kept.iter().map(|types| document(*types)).collect();
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:v=\"{NAMESPACE}\" targetNamespace=\"{NAMESPACE}\" \
         elementFormDefault=\"qualified\">\n{documents}{sections}</xs:schema>\n"
    )
}

fn document(types: usize) -> String {
    let element = |index: usize| format!("<xs:element name=\"S{index}\" type=\"v:Section{index}\" minOccurs=\"0\"/>\n");
    let elements: String = (0..types / SECTION).map(element).collect();
    format!(
        "<xs:element name=\"First{types}\"><xs:complexType><xs:sequence>\n{elements}</xs:sequence></xs:complexType></xs:element>\n"
    )
}

fn section(index: usize) -> String {
    let fields = |part: usize| {
        format!(
            "<xs:complexType name=\"Part{index}x{part}\"><xs:sequence>\n\
             <xs:element name=\"Name\" type=\"v:Text{index}\"/><xs:element name=\"Amount\" type=\"xs:decimal\" minOccurs=\"0\"/>\n\
             <xs:element name=\"On\" type=\"xs:date\" minOccurs=\"0\"/><xs:element name=\"Note\" type=\"xs:string\" minOccurs=\"0\" \
             maxOccurs=\"unbounded\"/>\n</xs:sequence><xs:attribute name=\"code\" type=\"v:Code{index}\"/></xs:complexType>\n"
        )
    };
    let part = |part: usize| format!("<xs:element name=\"P{part}\" type=\"v:Part{index}x{part}\" minOccurs=\"0\"/>\n");
    let (parts, elements): (String, String) = ((0..7).map(fields).collect(), (0..7).map(part).collect());
    format!(
        "<xs:complexType name=\"Section{index}\"><xs:sequence>\n{elements}</xs:sequence></xs:complexType>\n{parts}\
         <xs:simpleType name=\"Code{index}\"><xs:restriction base=\"xs:token\"><xs:enumeration value=\"a\"/><xs:enumeration value=\"b\"/>\
         </xs:restriction></xs:simpleType>\n<xs:simpleType name=\"Text{index}\"><xs:restriction base=\"xs:string\"><xs:maxLength value=\"80\"/>\
         </xs:restriction></xs:simpleType>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_types_as_asked_for() {
        let text = vocabulary(200, &[20, 100]);
        let count = |what: &str| text.matches(what).count();
        assert_eq!(count("<xs:complexType name=") + count("<xs:simpleType name="), 200);
        assert_eq!((count("name=\"First20\""), count("type=\"v:Section1\""), count("type=\"v:Section9\"")), (1, 2, 1));
    }
}
