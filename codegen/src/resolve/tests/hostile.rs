use crate::fixture::{compile_all, schema};

#[test]
fn groups_that_double_at_every_step_are_refused() {
    let mut content = "<xs:group name='g0'><xs:sequence><xs:element name='x'/></xs:sequence></xs:group>".to_owned();
    for step in 1..60 {
        let inner = format!("<xs:group ref='a:g{}'/>", step - 1).repeat(2);
        content.push_str(&format!("<xs:group name='g{step}'><xs:sequence>{inner}</xs:sequence></xs:group>"));
    }
    let outcome = compile_all(&schema(&content));
    assert!(outcome.contract.is_none());
    assert!(outcome.codes().iter().all(|code| *code == "too-large"), "{:?}", outcome.codes());
}

#[test]
fn groups_in_groups_without_end_are_refused() {
    let mut content = "<xs:group name='g0'><xs:sequence><xs:element name='x'/></xs:sequence></xs:group>".to_owned();
    for step in 1..20_000 {
        content.push_str(&format!(
            "<xs:group name='g{step}'><xs:sequence><xs:group ref='a:g{}'/></xs:sequence></xs:group>",
            step - 1
        ));
    }
    let outcome = compile_all(&schema(&content));
    assert!(outcome.contract.is_none());
    assert!(outcome.codes().iter().all(|code| *code == "too-large"));
}

#[test]
fn extensions_without_end_are_refused() {
    let chain = |inner: fn(usize) -> String| {
        let mut content = format!("<xs:complexType name='t0'>{}</xs:complexType>", inner(0));
        for step in 1..5_000 {
            content.push_str(&format!(
                "<xs:complexType name='t{step}'><xs:complexContent><xs:extension base='a:t{}'>{}</xs:extension></xs:complexContent></xs:complexType>",
                step - 1,
                inner(step)
            ));
        }
        compile_all(&schema(&content))
    };
    for inner in [
        |step| format!("<xs:sequence><xs:element name='e{step}'/></xs:sequence>"),
        |step| format!("<xs:attribute name='a{step}'/>"),
    ] {
        let outcome = chain(inner);
        assert!(outcome.contract.is_none());
        assert!(outcome.codes().iter().all(|code| *code == "too-large"));
    }
    assert_eq!(chain(|_| String::new()).text(), "");
}

#[test]
fn broken_documents_never_panic() {
    let whole = crate::fixture::wsdl(
        "<xs:element name='In' type='a:T'/><xs:complexType name='T'><xs:sequence><xs:element name='x' type='xs:int'/></xs:sequence></xs:complexType>",
        "<w:message name='M'><w:part name='p' element='a:In'/></w:message>\
         <w:portType name='P'><w:operation name='O'><w:input message='tns:M'/></w:operation></w:portType>\
         <w:binding name='B' type='tns:P'><soap:binding/><w:operation name='O'><w:input><soap:body use='literal'/></w:input></w:operation></w:binding>",
    );
    let compile = |text: &str| crate::fixture::compile(&[("w.wsdl", text)]).text();
    assert_eq!(compile(&whole), "");
    for (at, _) in whole.char_indices() {
        let (before, after) = whole.split_at(at);
        compile(before);
        compile(&format!("{before}{}", after.get(1..).unwrap_or_default()));
        compile(&format!("{before}'{after}"));
    }
}

#[test]
fn a_document_full_of_mistakes_is_told_of_in_time() {
    let elements = |from: usize| -> String {
        let element = |index: usize| format!("<xs:element name='e{index}' type='a:t{index}' nillable='x'/>\n");
        (from..from + 10_000).map(element).collect()
    };
    let types: String = (20_000..30_000).map(|index| format!("<xs:complexType name='t{index}'/>")).collect();
    let outcome = compile_all(&schema(&format!("{}{types}", elements(0))));
    assert_eq!(outcome.diagnostics.errors(), 20_000);
    assert!(outcome.text().lines().count() > 60_000);
}
