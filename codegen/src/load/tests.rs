#![allow(clippy::unwrap_used)]

use crate::fixture::{Outcome, compile, compile_from, outline, schema, schema_with};
use crate::resolve::Reach;

/// The names of all documents and of the namespaces for which each schema was read.
fn loaded(outcome: &Outcome) -> Vec<String> {
    let read = outcome.set.schemas.iter().map(|schema| {
        let source = outcome.set.sources.get(schema.source).unwrap();
        let namespace = schema.target.as_ref().map_or("none", |namespace| namespace.as_str());
        format!("{} {namespace}", source.path)
    });
    read.collect()
}

#[test]
fn cycles_and_diamonds_are_loaded_once() {
    let includes =
        |names: [&str; 2]| schema(&names.map(|name| format!("<xs:include schemaLocation='{name}'/>")).concat());
    let (top, left, right) = (
        includes(["l/left.xsd", "right.xsd"]),
        includes(["../top.xsd", "../bottom.xsd"]),
        includes(["bottom.xsd", "right.xsd"]),
    );
    let bottom = schema("<xs:include schemaLocation='top.xsd'/><xs:element name='E' type='xs:int'/>");
    let outcome = compile(&[("top.xsd", &top), ("l/left.xsd", &left), ("right.xsd", &right), ("bottom.xsd", &bottom)]);
    assert_eq!(outcome.text(), "");
    assert_eq!(loaded(&outcome), ["bottom.xsd urn:a", "l/left.xsd urn:a", "right.xsd urn:a", "top.xsd urn:a"]);
    assert_eq!(outcome.contract().elements().len(), 1);
}

#[test]
fn letter_case_is_kept() {
    let top = schema("<xs:include schemaLocation='B.xsd'/><xs:include schemaLocation='./b.xsd'/>");
    let (upper, lower) = (schema("<xs:element name='U'/>"), schema("<xs:element name='L'/>"));
    let outcome = compile(&[("a.xsd", &top), ("B.xsd", &upper), ("b.xsd", &lower)]);
    assert_eq!(outcome.contract().elements().len(), 2);
}

#[test]
fn the_order_and_folder_of_inputs_do_not_matter() {
    let wsdl = crate::fixture::wsdl("<xs:import namespace='urn:b'/>", "");
    let wsdl = wsdl.replace("<w:types>", "<w:message name='M'><w:part name='p' element='a:A'/></w:message><w:types>");
    let a = schema(
        "<xs:element name='A'><xs:complexType><xs:sequence><xs:element name='x' type='b:B' xmlns:b='urn:b'/></xs:sequence></xs:complexType></xs:element>",
    );
    let b = schema_with(
        "targetNamespace='urn:b'",
        "<xs:simpleType name='B'><xs:restriction base='xs:int'/></xs:simpleType>",
    );
    let documents = [("w.wsdl", wsdl.as_str()), ("a.xsd", a.as_str()), ("z/b.xsd", b.as_str())];
    let orders = [["w.wsdl", "a.xsd", "z/b.xsd"], ["z/b.xsd", "w.wsdl", "./a.xsd"], ["a.xsd", "z/b.xsd", "w.wsdl"]];
    let contracts = orders.map(|inputs| {
        let outcome = compile_from(&inputs, &documents, &Reach::All);
        assert_eq!(outcome.codes(), ["no-operations"]);
        outcome.set
    });
    assert_eq!(contracts[0], contracts[1]);
    assert_eq!(contracts[0], contracts[2]);
    let contracts = [["a.xsd", "z/b.xsd"], ["z/b.xsd", "a.xsd"]]
        .map(|inputs| compile_from(&inputs, &documents, &Reach::Operations).contract().clone());
    assert_eq!(contracts[0], contracts[1]);
}

#[test]
fn a_missing_document_is_a_warning_where_it_is_named() {
    let top = schema("<xs:include\n schemaLocation='gone.xsd'/><xs:element name='E' type='xs:int'/>");
    let outcome = compile(&[("a.xsd", &top)]);
    assert_eq!(
        outcome.text(),
        "a.xsd:3:18: warning[missing-document]: `gone.xsd` is left out: there is no such file\n  \
           3 | schemaLocation='gone.xsd'/><xs:element name='E' type='xs:int'/>\n    \
             |                 ^^^^^^^^\n"
    );
    assert_eq!(outcome.contract().elements().len(), 1);
}

#[test]
fn a_missing_document_is_named_when_something_of_it_is_needed() {
    let top = schema("<xs:include schemaLocation='gone.xsd'/><xs:element name='E' type='a:Lost'/>");
    let outcome = compile(&[("a.xsd", &top)]);
    assert_eq!(outcome.codes(), ["missing-document", "unresolved-reference"]);
    assert!(outcome.text().contains("note: `gone.xsd` could not be loaded (a.xsd:2:29)"), "{}", outcome.text());
}

#[test]
fn a_missing_input_is_an_error() {
    let outcome = compile_from(&["gone.wsdl"], &[], &Reach::Operations);
    assert_eq!(outcome.text(), "error[missing-input]: `gone.wsdl` cannot be used: there is no such file\n");
}

const CHAMELEON: &str = "<xs:include schemaLocation='deep.xsd'/>\
    <xs:complexType name='T'><xs:sequence><xs:element name='x' type='D'/></xs:sequence></xs:complexType>";
const DEEP: &str = "<xs:simpleType name='D'><xs:restriction base='xs:int'/></xs:simpleType>";

#[test]
fn a_chameleon_takes_the_namespace_of_whoever_includes_it() {
    let a = schema("<xs:include schemaLocation='c.xsd'/><xs:import namespace='urn:b' schemaLocation='b.xsd'/>");
    let b = schema_with("targetNamespace='urn:b'", "<xs:include schemaLocation='c.xsd'/>");
    let (c, deep) = (schema_with("elementFormDefault='qualified'", CHAMELEON), schema_with("", DEEP));
    let documents = [("a.xsd", a.as_str()), ("b.xsd", &b), ("c.xsd", &c), ("deep.xsd", &deep)];
    for inputs in [&["a.xsd"][..], &["c.xsd", "deep.xsd", "a.xsd"]] {
        let outcome = compile_from(inputs, &documents, &Reach::All);
        assert_eq!(
            loaded(&outcome),
            ["a.xsd urn:a", "b.xsd urn:b", "c.xsd urn:a", "c.xsd urn:b", "deep.xsd urn:a", "deep.xsd urn:b"]
        );
        let contract = outcome.contract();
        assert_eq!(contract.types().len(), 4);
        assert_eq!(outline(contract, "T"), "[] (x: D)");
    }
}

#[test]
fn a_schema_without_a_namespace_stays_so_when_imported() {
    let a = schema("<xs:import schemaLocation='c.xsd'/><xs:element name='E' type='T'/>");
    let (c, deep) = (schema_with("", CHAMELEON), schema_with("", DEEP));
    let outcome = compile(&[("a.xsd", &a), ("c.xsd", &c), ("deep.xsd", &deep)]);
    assert_eq!(loaded(&outcome), ["a.xsd urn:a", "c.xsd none", "deep.xsd none"]);
    assert_eq!(outcome.contract().types().len(), 2);
}

#[test]
fn the_xml_namespace_is_built_in() {
    for import in ["", " schemaLocation='http://www.w3.org/2001/xml.xsd'", " schemaLocation='gone/xml.xsd'"] {
        let import = format!("<xs:import namespace='http://www.w3.org/XML/1998/namespace'{import}/>");
        let ty = "<xs:complexType name='T'><xs:attribute ref='xml:lang' use='required'/>\
                  <xs:attributeGroup ref='xml:specialAttrs'/></xs:complexType>";
        let one = schema(&format!("{import}{}", ty.replace("<xs:attributeGroup ref='xml:specialAttrs'/>", "")));
        let outcome = compile_from(&["a.xsd"], &[("a.xsd", &one)], &Reach::All);
        assert_eq!(outcome.text(), "");
        assert_eq!(outline(outcome.contract(), "T"), "[@lang!: xs:language] empty");
        let all = schema(&format!("{import}{}", ty.replace("<xs:attribute ref='xml:lang' use='required'/>", "")));
        let outcome = compile_from(&["a.xsd"], &[("a.xsd", &all)], &Reach::All);
        assert_eq!(outcome.contract().ty(outcome.contract().types()[0]).as_complex().unwrap().attributes.len(), 4);
    }
}

#[test]
fn a_schema_of_the_xml_namespace_goes_before_the_built_in_one() {
    let import = "<xs:import namespace='http://www.w3.org/XML/1998/namespace' schemaLocation='xml.xsd'/>";
    let a = schema(&format!("{import}<xs:complexType name='T'><xs:attribute ref='xml:lang'/></xs:complexType>"));
    let xml = schema_with(
        "targetNamespace='http://www.w3.org/XML/1998/namespace'",
        "<xs:attribute name='lang' type='xs:token'/>",
    );
    let outcome = compile(&[("a.xsd", &a), ("xml.xsd", &xml)]);
    assert_eq!(outline(outcome.contract(), "T"), "[@lang: xs:token] empty");
}

#[test]
fn arrays_of_soap_encoding_need_no_document_and_go_before_one() {
    let import = "<xs:import namespace='http://schemas.xmlsoap.org/soap/encoding/' \
                  schemaLocation='http://schemas.xmlsoap.org/soap/encoding/'/>";
    let a = schema(&format!(
        "{import}<xs:element name='E' type='e:Array' xmlns:e='http://schemas.xmlsoap.org/soap/encoding/'/>"
    ));
    let own = schema_with(
        "targetNamespace='http://schemas.xmlsoap.org/soap/encoding/'",
        "<xs:complexType name='Array'><xs:sequence><xs:any minOccurs='0' maxOccurs='unbounded'/></xs:sequence></xs:complexType>",
    );
    for documents in
        [&[("a.xsd", a.as_str())][..], &[("a.xsd", &a), ("http://schemas.xmlsoap.org/soap/encoding/", &own)]]
    {
        let outcome = compile(documents);
        assert_eq!(outcome.text(), "");
        let contract = outcome.contract();
        let types = contract.types();
        let is_array = |id: &&crate::ir::TypeId| contract.ty(**id).as_complex().is_some_and(|ty| ty.is_array);
        assert_eq!(types.iter().filter(is_array).count(), 1);
    }
}

#[test]
fn utf_16_documents_are_read() {
    let text = schema("<xs:element name='Größe' type='xs:int'/>");
    let bytes: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let resolver = crate::source::MemoryResolver::new().with("a.xsd", bytes);
    let mut diagnostics = crate::diagnostic::Diagnostics::new();
    let set = super::load(&["a.xsd"], &resolver, &mut diagnostics);
    assert!(diagnostics.is_empty());
    assert_eq!(set.schemas[0].components.elements[0].name.local(), "Größe");
}

#[test]
fn what_is_no_schema_is_told_at_its_place() {
    let a = schema("<xs:include schemaLocation='b.xsd'/><xs:include schemaLocation='c.xsd'/>");
    let outcome = compile(&[("a.xsd", &a), ("b.xsd", "<a><b></a>"), ("c.xsd", "<a/>")]);
    assert_eq!(outcome.places(), ["not-a-schema a.xsd:2:65", "not-well-formed b.xsd:1:7"].map(str::to_owned));
    assert!(outcome.text().contains("note: `b` is opened here (b.xsd:1:4)"), "{}", outcome.text());
    assert_eq!(compile(&[("c.xsd", "<a/>")]).places(), ["unknown-document c.xsd:1:1"]);
    assert_eq!(compile(&[("d.xsd", "")]).codes(), ["not-well-formed"]);
}

/// The outcome for a document of bytes, and one that includes it and needs something of it.
fn with_bytes(bytes: impl Into<Vec<u8>>) -> Outcome {
    let top = schema(
        "<xs:include schemaLocation='z.xsd'/><xs:element name='E' type='a:Größe'/>\n<xs:include schemaLocation='gone.xsd'/>",
    );
    let resolver = crate::source::MemoryResolver::new().with("a.xsd", top).with("z.xsd", bytes);
    let mut diagnostics = crate::diagnostic::Diagnostics::new();
    let set = super::load(&["a.xsd"], &resolver, &mut diagnostics);
    let contract = crate::resolve::resolve(&set, &Reach::Operations.into(), &mut diagnostics);
    Outcome { set, contract, diagnostics }
}

/// A schema that defines `Größe`, in an encoding in which `ö` and `ß` are these bytes.
fn sizes(encoding: &str, letters: [&[u8]; 2]) -> Vec<u8> {
    let declaration = format!("<?xml version='1.0' encoding='{encoding}'?>\n");
    let text = declaration + &schema("<xs:simpleType name='Gr$$e'><xs:restriction base='xs:int'/></xs:simpleType>");
    let mut parts = text.split('$').map(str::as_bytes);
    let mut next = || parts.next().unwrap();
    [next(), letters[0], next(), letters[1], next()].concat()
}

#[test]
fn documents_are_read_in_the_encoding_that_they_name() {
    let one_byte = [b"\xF6".as_slice(), b"\xDF"];
    for encoding in ["Windows-1252", "iso-8859-1", "ISO-8859-2", "ISO-8859-15"] {
        let outcome = with_bytes(sizes(encoding, one_byte));
        assert_eq!(outcome.codes(), ["missing-document"], "{encoding}: {}", outcome.text());
        assert_eq!(outcome.contract().elements().len(), 1);
    }
    let outcome = with_bytes(sizes("gb18030", [b"\x81\x30\x8B\x32", b"\x81\x30\x89\x38"]));
    assert_eq!(outcome.codes(), ["missing-document"], "{}", outcome.text());
}

#[test]
fn a_document_that_is_not_text_is_the_only_error_and_has_a_place() {
    let outcome = with_bytes(sizes("utf-8", [b"\xF6", b"\xDF"]));
    assert_eq!(
        outcome.text().split_inclusive('\n').take(4).collect::<String>(),
        "z.xsd:3:24: error[encoding]: the byte F6 at offset 189 is not valid UTF-8\n  \
           3 | <xs:simpleType name='Gr\u{FFFD}\u{FFFD}e'><xs:restriction base='xs:int'/></xs:simpleType>\n    \
             |                        ^\n  \
           help: save the document as UTF-8, or name its encoding: `<?xml version=\"1.0\" encoding=\"windows-1252\"?>`\n"
    );
    assert_eq!(outcome.codes(), ["encoding", "missing-document"]);
    let outcome = with_bytes(sizes("IBM037", [b"o", b"s"]));
    assert_eq!(outcome.places(), ["encoding z.xsd:1:31", "missing-document a.xsd:3:29"]);
    let utf32: Vec<u8> = schema("").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    assert_eq!(with_bytes(utf32).places(), ["encoding z.xsd:1:1", "missing-document a.xsd:3:29"]);
}

#[test]
fn a_declaration_that_contradicts_the_bytes_is_a_warning() {
    let outcome = with_bytes(sizes("utf-16", ["ö".as_bytes(), "ß".as_bytes()]));
    assert_eq!(outcome.places(), ["missing-document a.xsd:3:29", "encoding z.xsd:1:31"]);
    assert!(
        outcome.text().contains("help: it is read as UTF-8; make the XML declaration say so"),
        "{}",
        outcome.text()
    );
    assert_eq!(outcome.contract().elements().len(), 1);
}

#[test]
fn what_depends_on_a_document_that_cannot_be_parsed_is_not_told() {
    let whole = String::from_utf8(sizes("utf-8", ["ö".as_bytes(), "ß".as_bytes()])).unwrap();
    assert_eq!(with_bytes(whole.clone()).codes(), ["missing-document"]);
    let outcome = with_bytes(whole.replace("</xs:simpleType>", ""));
    assert_eq!(outcome.places(), ["not-well-formed z.xsd:4:1", "missing-document a.xsd:3:29"]);
    assert!(outcome.text().contains("note: `xs:simpleType` is opened here (z.xsd:3:1)"), "{}", outcome.text());
    let outcome = with_bytes(whole.split_once("'xs:int").unwrap().0);
    assert_eq!(outcome.places(), ["not-well-formed z.xsd:3:50", "missing-document a.xsd:3:29"]);
    assert!(
        outcome
            .text()
            .starts_with("z.xsd:3:50: error[not-well-formed]: the document ends before a quoted attribute value\n"),
        "{}",
        outcome.text()
    );
    assert!(outcome.text().contains("note: `xs:simpleType` is opened here (z.xsd:3:1)"), "{}", outcome.text());
    let two =
        compile_from(&["a.xsd", "b.wsdl"], &[("a.xsd", &schema("<xs:element name='E' type='a:T'/>"))], &Reach::All);
    assert_eq!(two.codes(), ["missing-input"]);
}

#[test]
fn namespaces_that_do_not_match_are_told() {
    let a = schema("<xs:include schemaLocation='b.xsd'/><xs:import namespace='urn:c' schemaLocation='b.xsd'/>");
    let b = schema_with("targetNamespace='urn:b'", "");
    let outcome = compile(&[("a.xsd", &a), ("b.xsd", &b)]);
    assert_eq!(outcome.places(), ["wrong-namespace a.xsd:2:29", "wrong-namespace a.xsd:2:82"]);
    assert!(outcome.text().contains("`b.xsd` has the namespace `urn:b`, expected the namespace `urn:c`"));
    let import = schema(
        "<xs:import namespace='urn:c' schemaLocation='b.xsd'/><xs:element name='E' type='x:T' xmlns:x='urn:b'/>",
    );
    let b = schema_with("targetNamespace='urn:b'", "<xs:complexType name='T'/>");
    let outcome = compile(&[("a.xsd", &import), ("b.xsd", &b)]);
    assert_eq!(outcome.codes(), ["wrong-namespace"]);
    assert!(outcome.contract.is_some());
}

#[test]
fn nesting_is_bounded() {
    for depth in [200, 200_000] {
        let deep = schema(&format!("{}{}", "<xs:sequence>".repeat(depth), "</xs:sequence>".repeat(depth)));
        assert_eq!(compile(&[("a.xsd", &deep)]).codes(), ["not-well-formed"]);
    }
}

#[test]
fn entities_of_the_document_are_expanded_and_bombs_refused() {
    let with_dtd = |dtd: &str, text: &str| format!("<!DOCTYPE xs:schema [{dtd}]>\n{text}");
    let text = schema("<xs:element name='E' type='&t;'/>");
    let outcome = compile(&[("a.xsd", &with_dtd("<!ENTITY t 'xs:int'>", &text))]);
    assert_eq!(outcome.text(), "");
    assert_eq!(outcome.contract().elements().len(), 1);
    let levels: Vec<_> = (1..20).map(|i| format!("<!ENTITY e{i} '{}'>", format!("&e{};", i - 1).repeat(10))).collect();
    let bomb = with_dtd(&format!("<!ENTITY e0 'xx'>{}", levels.concat()), &schema("<xs:element name='&e19;'/>"));
    assert_eq!(compile(&[("a.xsd", &bomb)]).codes(), ["not-well-formed"]);
}

/// As the schemas of the W3C begin: the DTD of schemas, which is not fetched, and declarations of IDs for those who do not.
#[test]
fn the_document_type_declarations_of_schemas_are_read() {
    let body = schema("<xs:element name='E' type='xs:int' id='e'/>");
    let public = "PUBLIC \"-//W3C//DTD XMLSCHEMA 200102//EN\" \"XMLSchema.dtd\"";
    let identifiers = "<!-- IDs -->\n<!ATTLIST xs:schema id ID #IMPLIED>\n<!ATTLIST xs:element id ID #IMPLIED>\n\
        <!ENTITY % schemaAttrs 'xmlns:hfp CDATA #IMPLIED'>\n<!ELEMENT hfp:hasFacet EMPTY>\n<!ATTLIST hfp:hasFacet name NMTOKEN #REQUIRED>\n\
        <!NOTATION n SYSTEM 'n'>\n<?x y?>";
    for declaration in [
        format!("<!DOCTYPE xs:schema {public} >"),
        format!("<!DOCTYPE xs:schema {public} [\n{identifiers}\n]>"),
        "<!DOCTYPE xs:schema SYSTEM 'http://example.invalid/XMLSchema.dtd' []>".to_owned(),
        "<!DOCTYPE xs:schema>".to_owned(),
    ] {
        let outcome = compile(&[("a.xsd", &format!("<?xml version='1.0'?>\n{declaration}\n{body}"))]);
        assert_eq!(outcome.text(), "", "{declaration}");
        assert_eq!(outcome.contract().elements().len(), 1);
    }
}

#[test]
fn default_values_of_a_dtd_are_not_lost_without_a_word() {
    let declaration = "<!DOCTYPE xs:schema [\n <!ATTLIST xs:element minOccurs CDATA '0'>\n]>\n";
    let outcome = compile(&[("a.xsd", &format!("{declaration}{}", schema("<xs:element name='E' type='xs:int'/>")))]);
    assert_eq!(outcome.places(), ["dtd-default a.xsd:2:2"]);
    assert!(outcome.text().contains("the default value of `minOccurs` is not applied to `xs:element`"));
}

/// Each reference is small, and there are many of them.
#[test]
fn entities_that_grow_by_repetition_are_refused_too() {
    let declaration = format!("<!DOCTYPE xs:schema [<!ENTITY t '{}'>]>\n", " ".repeat(20_000));
    let body = |times: usize| {
        schema(&format!(
            "<xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation><xs:element name='E' type='xs:int'/>",
            "&t;".repeat(times)
        ))
    };
    assert_eq!(compile(&[("a.xsd", &format!("{declaration}{}", body(50)))]).text(), "");
    let outcome = compile(&[("a.xsd", &format!("{declaration}{}", body(5_000)))]);
    assert_eq!(outcome.places(), ["not-well-formed a.xsd:1:22"]);
    assert!(outcome.text().contains("its entities come to 100000000 bytes"), "{}", outcome.text());
}

#[test]
fn locations_of_wsdl_imports_are_followed() {
    let main = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' targetNamespace='urn:m'>\
        <w:import namespace='urn:w' location='parts/w.wsdl'/><w:import namespace='urn:a' location='a.xsd'/></w:definitions>";
    let part = crate::fixture::wsdl("<xs:include schemaLocation='../a.xsd'/>", "<w:message name='M'/>");
    let a = schema("<xs:element name='E'/>");
    let outcome = compile(&[("main.wsdl", main), ("parts/w.wsdl", &part), ("a.xsd", &a)]);
    assert_eq!(outcome.codes(), ["no-operations"]);
    assert_eq!(outcome.set.definitions.len(), 2);
    assert_eq!(loaded(&outcome), ["a.xsd urn:a", "parts/w.wsdl urn:a"]);
}

#[test]
fn what_is_no_contract_is_named() {
    for (text, what) in [
        (&b"<!DOCTYPE html><html><title>Sign in</title><br></html>"[..], "a web page"),
        (b"\n<HTML><br></HTML>", "a web page"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "a web page"),
        (b"PK\x03\x04\x14\x00\xff", "a zip archive"),
        (b"\x1f\x8b\x08\x00", "compressed with gzip"),
        (b"{\"openapi\": \"3.0\"}", "JSON"),
        (b"%PDF-1.7", "a PDF"),
        (b"<description xmlns='http://www.w3.org/ns/wsdl'/>", "WSDL 2.0"),
        (b"<definitions xmlns='http://www.w3.org/ns/wsdl'/>", "another version of WSDL"),
        (b"<schema xmlns='http://www.w3.org/1999/XMLSchema'/>", "another schema language"),
        (b"<r:grammar xmlns:r='http://relaxng.org/ns/structure/1.0'/>", "RELAX NG"),
        (b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", "a SOAP message"),
    ] {
        let resolver = crate::source::MemoryResolver::new().with("a.wsdl", text);
        let mut diagnostics = crate::diagnostic::Diagnostics::new();
        let set = super::load(&["a.wsdl"], &resolver, &mut diagnostics);
        let said = diagnostics.render(&set.sources, "");
        assert!(said.contains(&format!("help: this looks like {what}: ")), "{said}");
    }
    let outcome = compile(&[("a.xsd", "<a><b></a>")]);
    assert!(!outcome.text().contains("this looks like"));
}
