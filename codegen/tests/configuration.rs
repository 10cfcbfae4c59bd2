//! What is said about a configuration that does not fit its contract.
#![allow(clippy::unwrap_used)]

mod common;

use common::{compile_documents, rendered, schema, wsdl};
use wsdl_codegen::Compilation;
use wsdl_codegen::config::{Config, ConfigFile};

const SCHEMA: &str = r#"
  <xs:element name="Item" type="t:ItemType"/>
  <xs:element name="Note"><xs:complexType><xs:attribute name="Text" type="xs:string"/></xs:complexType></xs:element>
  <xs:complexType name="BaseType">
    <xs:sequence><xs:element name="Name" type="xs:string"/></xs:sequence>
    <xs:attribute name="Id" type="xs:int"/>
  </xs:complexType>
  <xs:complexType name="ItemType"><xs:complexContent><xs:extension base="t:BaseType"><xs:sequence>
    <xs:element name="Kind" type="t:KindType"/><xs:element name="Size" type="xs:int" minOccurs="0"/>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:simpleType name="KindType"><xs:restriction base="xs:token"><xs:enumeration value="Plain"/><xs:enumeration value="Fancy"/></xs:restriction></xs:simpleType>
"#;

fn config(toml: &str) -> Config {
    ConfigFile::parse(toml).unwrap_or_else(|error| panic!("{error}")).into_config()
}

fn compiled(toml: &str) -> Compilation {
    compile_documents(&[("schema.xsd", schema(SCHEMA))], &config(toml))
}

/// What is said of `SCHEMA` with this configuration.
fn said(toml: &str) -> String {
    let compilation = compiled(toml);
    assert_eq!(compilation.files.is_none(), compilation.diagnostics.has_errors());
    rendered(&compilation)
}

/// The lines of a rename's finding.
fn rename(line: &str) -> String {
    said(&format!("[rename]\n{line}"))
}

#[test]
fn a_rename_of_nothing() {
    for (line, expected) in [
        (
            r#""t:ItmType" = "Item""#,
            "error[rename]: `t:ItmType` cannot be renamed: there is no type, element or port type `t:ItmType` in reach\n  \
             help: did you mean `t:ItemType`?\n",
        ),
        (
            r#""ItemType" = "Item""#,
            "error[rename]: `ItemType` cannot be renamed: there is no type, element or port type `ItemType` in reach\n  \
             help: did you mean `t:ItemType`?\n",
        ),
        (
            r#""q:ItemType" = "Item""#,
            "error[rename]: `q:ItemType` cannot be renamed: neither [namespaces] nor the contract declares the prefix `q`\n  \
             help: the prefixes are `t`\n",
        ),
        (
            r#""t:ItemType/Knd" = "kind""#,
            "error[rename]: `t:ItemType/Knd` cannot be renamed: `t:ItemType` has no element `Knd`\n  \
             help: did you mean `t:ItemType/Kind`?\n",
        ),
        (
            r#""t:BaseType/@id2" = "key""#,
            "error[rename]: `t:BaseType/@id2` cannot be renamed: `t:BaseType` has no attribute `id2`\n  \
             help: did you mean `t:BaseType/@Id`?\n",
        ),
        (
            r#""t:KindType=Plan" = "Simple""#,
            "error[rename]: `t:KindType=Plan` cannot be renamed: its type does not enumerate that value\n  \
             help: did you mean `t:KindType=Plain`?\n",
        ),
        (
            r#""t:ItemType/Kind=Plain" = "Simple""#,
            "error[rename]: `t:ItemType/Kind=Plain` cannot be renamed: `t:ItemType/Kind` is of the type `t:KindType`, \
             which has a name\n  help: write `t:KindType=Plain`\n",
        ),
        (
            r#""t:ItemType/Name" = "label""#,
            "error[rename]: `t:ItemType/Name` cannot be renamed: it comes from `t:BaseType`\n  \
             help: rename `t:BaseType/Name`; that holds for all types derived from it\n",
        ),
        (
            r#""t:ItemType/@Id" = "key""#,
            "error[rename]: `t:ItemType/@Id` cannot be renamed: it comes from `t:BaseType`\n  \
             help: rename `t:BaseType/@Id`; that holds for all types derived from it\n",
        ),
        (
            r#""xs:string" = "Text""#,
            "error[rename]: `xs:string` cannot be renamed: what XML Schema defines has no item of its own\n",
        ),
        (
            r#""t:Item~" = "Text""#,
            "error[rename]: `t:Item~` cannot be renamed: no element `t:Item` has a type without a name\n",
        ),
        (
            r#""/Item" = "Text""#,
            "error[rename]: `/Item` cannot be renamed: a path begins with a name, such as `t:ItemIdType`\n",
        ),
    ] {
        assert_eq!(rename(line), expected, "{line}");
    }
}

#[test]
fn a_name_that_rust_does_not_allow() {
    let expected = "error[rename]: `t:ItemType` cannot be called `my-item`, which is no identifier in Rust\n";
    assert_eq!(rename(r#""t:ItemType" = "my-item""#), expected);
    assert!(rename(r#""t:BaseType/Name" = "type""#).contains("`type`, which is no identifier"));
}

#[test]
fn collisions_that_a_rename_brings_about() {
    let expected = |left, right, name| {
        format!(
            "error[rename]: {left} and {right} would both be called `{name}`\n  help: give one of them another name in [rename]\n"
        )
    };
    for (lines, left, right, name) in [
        (r#""t:ItemType" = "KindType""#, "type `t:ItemType`", "type `t:KindType`", "KindType"),
        (r#""t:KindType" = "Note""#, "type `t:KindType`", "the type of the element `t:Note`", "Note"),
        (r#""t:ItemType" = "Vec""#, "what generated code needs itself", "type `t:ItemType`", "Vec"),
        (r#""t:BaseType/Name" = "id""#, "element `Name`", "attribute `Id`", "id"),
        (r#""t:KindType=Plain" = "Fancy""#, "value `Plain`", "value `Fancy`", "Fancy"),
    ] {
        assert!(rename(lines).contains(&expected(left, right, name)), "{lines}: {}", rename(lines));
    }
}

#[test]
fn two_that_change_places_do_not_collide() {
    let text = said("[rename]\n\"t:ItemType\" = \"BaseType\"\n\"t:BaseType\" = \"ItemType\"");
    assert_eq!(text, "");
}

#[test]
fn a_type_that_cannot_be_mapped() {
    for (line, expected) in [
        (
            r#""t:KndType" = "crate::Kind""#,
            "error[type-mapping]: `t:KndType` cannot be mapped to `crate::Kind`: there is no type, element or port type \
             `t:KndType` in reach\n  help: did you mean `t:KindType`?\n",
        ),
        (
            r#""t:Item" = "crate::Item""#,
            "error[type-mapping]: `t:Item` cannot be mapped to `crate::Item`: `t:Item` is an element, not a type\n  \
             help: its type is `t:ItemType`\n",
        ),
        (
            r#""t:KindType" = "crate::""#,
            "error[type-mapping]: `t:KindType` cannot be `crate::`, which is no type in Rust: unexpected end of input, expected \
             identifier\n",
        ),
    ] {
        assert_eq!(said(&format!("[types]\n{line}")), expected);
    }
}

#[test]
fn what_only_a_mapped_type_reaches_is_not_there() {
    let compilation = compiled("[types]\n\"t:ItemType\" = \"crate::Item\"");
    let module = &compilation.files.unwrap()["t.rs"];
    assert!(
        !module.contains("KindType") && !module.contains("BaseType") && module.contains("pub struct Note"),
        "{module}"
    );
}

fn correction(action: &str) -> String {
    said(&format!("[[correction]]\nname = \"c\"\ncause = \"of peers\"\n{action}"))
}

#[test]
fn corrections_that_do_not_apply() {
    let not_needed = |why: &str| {
        format!(
            "warning[correction-not-needed]: the correction `c` is no longer needed: {why}\n  note: it was made because of peers\n  \
             help: remove it from the configuration\n"
        )
    };
    for (action, why) in [
        ("optional = \"t:ItemType/Size\"", "t:ItemType/Size is optional already"),
        ("required = \"t:BaseType/Name\"", "t:BaseType/Name is required already"),
        ("optional = \"t:BaseType/@Id\"", "t:BaseType/@Id is optional already"),
        ("max-occurs = \"t:BaseType/Name\"\nto = 1", "t:BaseType/Name may occur up to 1 times already"),
        ("type = \"t:ItemType/Size\"\nto = \"xs:int\"", "t:ItemType/Size is of the type xs:int already"),
        ("add-value = \"t:KindType=Plain\"", "`t:KindType=Plain` is in the schema"),
        ("remove-value = \"t:KindType=Quiet\"", "`t:KindType=Quiet` is not in the schema"),
        ("lift-fixed = \"t:BaseType/Name\"", "t:BaseType/Name has no fixed value"),
    ] {
        assert_eq!(correction(action), not_needed(why), "{action}");
    }
}

#[test]
fn corrections_of_the_wrong_thing() {
    let failed = |why: &str| format!("error[correction-failed]: the correction `c` cannot be applied: {why}\n");
    for (action, why) in [
        ("optional = \"t:ItemType\"", "`t:ItemType` is not an element or attribute of a type"),
        ("max-occurs = \"t:BaseType/@Id\"\nto = 2", "`t:BaseType/@Id` is not an element of a type"),
        ("add-value = \"t:KindType\"", "`t:KindType` is not a value of an enumeration, such as `t:Type=Value`"),
        ("add-value = \"t:BaseType=A\"", "`t:BaseType` is no simple type, so it has no values"),
        ("type = \"t:BaseType/@Id\"\nto = \"t:ItemType\"", "an attribute cannot be of the complex type `t:ItemType`"),
        (
            "remove-value = \"t:KindType=Plan\"",
            "there is no `t:KindType=Plan`\n  help: did you mean `t:KindType=Plain`?",
        ),
        (
            "type = \"t:BaseType/@Id\"\nto = \"xs:intt\"",
            "there is no type, element or port type `xs:intt` in reach\n  help: did you mean `xs:int`?",
        ),
    ] {
        assert_eq!(correction(action), failed(why), "{action}");
    }
}

#[test]
fn corrections_that_are_not_well_formed() {
    let reason = |action: &str| {
        let toml = format!("[[correction]]\nname = \"c\"\ncause = \"of peers\"\n{action}");
        ConfigFile::parse(&toml).unwrap_err().message().to_owned()
    };
    let one = "the correction `c` needs exactly one of `lift-fixed`, `lift-facets`, `optional`, `required`, `max-occurs`, `type`, `add-value` and \
               `remove-value`";
    assert_eq!(reason(""), one);
    assert_eq!(reason("optional = \"a\"\nrequired = \"a\""), one);
    assert_eq!(reason("max-occurs = \"a\""), "the correction `c` needs a `to`: a number from 1, or \"unbounded\"");
    assert_eq!(
        reason("max-occurs = \"a\"\nto = 0"),
        "the correction `c` needs a `to`: a number from 1, or \"unbounded\""
    );
    assert_eq!(reason("type = \"a\"\nto = 1"), "the correction `c` needs a `to`: the type, such as \"xs:string\"");
    assert_eq!(
        reason("optional = \"a\"\nto = 1"),
        "the correction `c` has a `to`, which only `max-occurs` and `type` take"
    );
    let unknown = reason("lift = \"a\"");
    assert!(unknown.starts_with("unknown field `lift`"), "{unknown}");
}

#[test]
fn modules_that_do_not_fit() {
    for (lines, expected) in [
        (
            r#"items = ["t:Itm*"]"#,
            "error[module]: `t:Itm*` of the module `items` names no type and no global element in reach\n  \
             help: did you mean `t:Item`?\n",
        ),
        (
            r#"my-items = ["t:Item*"]"#,
            "error[module]: a module cannot be called `my-items`, which is no identifier in Rust\n",
        ),
        (
            r#"soap = ["t:Item*"]"#,
            "error[module]: a module cannot be called `soap`: generated code needs that name itself\n",
        ),
        ("a = [\"t:K*\"]\nb = [\"*:KindType\"]", "error[module]: `t:KindType` belongs to the modules `a` and `b`\n"),
    ] {
        assert_eq!(said(&format!("[modules]\n{lines}")), expected);
    }
}

#[test]
fn a_module_does_not_depend_on_unrelated_items() {
    let modules = "[modules]\nkinds = [\"t:Kind*\"]";
    let before = compiled(modules).files.unwrap();
    let more = schema(&format!("{SCHEMA}<xs:element name=\"More\" type=\"xs:int\"/>"));
    let after = compile_documents(&[("schema.xsd", more)], &config(modules)).files.unwrap();
    assert_eq!((&before["kinds.rs"], &before["t.rs"]), (&after["kinds.rs"], &after["t.rs"]));
}

/// A contract whose operations have an element each.
fn operations(names: &[&str]) -> String {
    let elements: String =
        names.iter().map(|name| format!("<xs:element name=\"{name}\" type=\"xs:string\"/>")).collect();
    let messages: String = names
        .iter()
        .map(|name| {
            format!("<wsdl:message name=\"{name}In\"><wsdl:part name=\"body\" element=\"t:{name}\"/></wsdl:message>")
        })
        .collect();
    let abstracts: String = names
        .iter()
        .map(|name| format!("<wsdl:operation name=\"{name}\"><wsdl:input message=\"t:{name}In\"/></wsdl:operation>"))
        .collect();
    let bound: String = names
        .iter()
        .map(|name| {
            format!("<wsdl:operation name=\"{name}\"><soap:operation/><wsdl:input><soap:body use=\"literal\"/></wsdl:input></wsdl:operation>")
        })
        .collect();
    wsdl(&format!(
        "<wsdl:types><xs:schema targetNamespace=\"urn:t\">{elements}</xs:schema></wsdl:types>{messages}\
         <wsdl:portType name=\"Desk\">{abstracts}</wsdl:portType><wsdl:binding name=\"DeskBinding\" type=\"t:Desk\">\
         <soap:binding transport=\"http://schemas.xmlsoap.org/soap/http\"/>{bound}</wsdl:binding>"
    ))
}

fn with_operations(toml: &str) -> Compilation {
    compile_documents(&[("desk.wsdl", operations(&["GetPen", "GetInk", "Close"]))], &config(toml))
}

#[test]
fn only_these_operations() {
    let service = |toml: &str| with_operations(toml).files.unwrap()["service.rs"].clone();
    let text = service("operations = [\"Get*\"]");
    assert!(text.contains("fn get_pen") && text.contains("fn get_ink") && !text.contains("fn close"), "{text}");
    let document = with_operations("operations = [\"Close\"]").files.unwrap()["mod.rs"].clone();
    assert!(document.contains("Close(String)") && !document.contains("GetPen"), "{document}");
}

#[test]
fn operations_that_there_are_not() {
    let said = |toml| rendered(&with_operations(toml));
    assert_eq!(
        said("operations = [\"GetPn\", \"Close\"]"),
        "error[unknown-operation]: there is no operation `GetPn`\n  help: did you mean `GetPen`?\n"
    );
    assert_eq!(
        said("operations = [\"Set*\"]"),
        "error[unknown-operation]: no operation matches `Set*`\n  help: operations of the contract: `GetInk`, `GetPen` and `Close`\n"
    );
    assert_eq!(
        said("all = true\noperations = [\"Close\"]"),
        "error[configuration]: the configuration asks for certain operations and for everything\n  \
         help: leave out `all` or `operations`\n"
    );
}

#[test]
fn what_other_operations_reach_may_be_named() {
    let text = rendered(&with_operations("operations = [\"Close\"]\n[rename]\n\"t:GetPen\" = \"Pen\""));
    assert!(text.starts_with("warning[rename]: `t:GetPen` cannot be renamed"), "{text}");
}

#[test]
fn operations_and_port_types_have_names() {
    let toml = "[rename]\n\"t:Desk\" = \"Drawer\"\n\"t:Desk/GetPen\" = \"pen\"\n\"t:GetInk\" = \"InkPlease\"\n";
    let files = with_operations(toml).files.unwrap();
    let (service, root) = (&files["service.rs"], &files["mod.rs"]);
    assert!(
        service.contains("pub trait Drawer") && service.contains("fn pen(") && service.contains("PEN \"GetPen\""),
        "{service}"
    );
    assert!(root.contains("InkPlease(String)"), "{root}");
    let said = |line: &str| rendered(&with_operations(&format!("[rename]\n{line}")));
    assert_eq!(
        said("\"t:Desk/GetPn\" = \"pen\""),
        "error[rename]: `t:Desk/GetPn` cannot be renamed: `t:Desk` has no operation `GetPn`\n  help: did you mean `t:Desk/GetPen`?\n"
    );
    assert_eq!(
        said("\"t:Desk/GetPen\" = \"close\""),
        "error[rename]: operation `GetPen` and operation `Close` would both be called `close`\n  \
         help: give one of them another name in [rename]\n"
    );
}

#[test]
fn features_that_do_not_fit() {
    let said = |lines: &str| rendered(&with_operations(&format!("[features]\n{lines}")));
    assert_eq!(
        said("pens = [\"GetPn\"]"),
        "error[feature]: there is no operation `GetPn`, which the feature `pens` is to bring\n  help: did you mean `GetPen`?\n"
    );
    assert_eq!(
        said("client = [\"GetPen\"]"),
        "error[feature]: a feature cannot be called `client`: generated crates have one of that name\n"
    );
    assert_eq!(
        said("\"my pens\" = [\"GetPen\"]"),
        "error[feature]: a feature cannot be called `my pens`: it is made of letters, digits, `-`, `_`, `+` and `.`, and \
         begins with a letter or digit\n"
    );
    let error = ConfigFile::parse("features = \"by-type\"").unwrap_err();
    assert_eq!(error.message(), "features can be \"by-operation\" or a table, not \"by-type\"");
}

#[test]
fn alternatives_that_cannot_be_told_apart() {
    let toml = "alternatives-by-operation = [\"t:ItmType\"]";
    assert_eq!(
        said(toml),
        "error[alternatives-by-operation]: the alternatives of `t:ItmType` cannot be told apart by operation: there is no type, element \
         or port type `t:ItmType` in reach\n  help: did you mean `t:ItemType`?\n"
    );
}

#[test]
fn the_whole_form_is_read() {
    let text = include_str!("../src/config.rs");
    let lines = text.lines().skip_while(|line| *line != "//! ```toml").skip(1).take_while(|line| *line != "//! ```");
    let toml: Vec<&str> = lines.map(|line| line.trim_start_matches("//!").trim_start()).collect();
    let file = ConfigFile::parse(&toml.join("\n")).unwrap();
    assert!(
        !file.renames.is_empty() && !file.types.is_empty() && !file.modules.is_empty() && file.corrections.len() == 1
    );
    assert!(matches!(file.features, wsdl_codegen::config::Features::Groups(_)));
}

#[test]
fn operations_that_cannot_be_unwrapped_are_named_in_one_warning() {
    let contract = include_str!("../../tests/cases/config-unwrap/contract.wsdl").to_owned();
    let compilation = compile_documents(&[("contract.wsdl", contract)], &config("[api]\nunwrap = true"));
    let said: Vec<String> = compilation.diagnostics.iter().map(|found| found.message.clone()).collect();
    assert_eq!(
        said,
        ["not in the wrapped style, so the structs stay: `Named`, `Marked`, `Choose`, `Simple`, `Answer`".to_owned()]
    );
    let text = rendered(&compilation);
    for reason in [
        "`Named`: the request is the element `NamedRequest`, not one named as the operation (contract.wsdl:",
        "`Marked`: the request's element `Marked` holds attributes (",
        "`Choose`: the request's element `Choose` holds a choice (",
        "`Simple`: the request's element `Simple` is no sequence of elements (",
        "`Answer`: the response's element `AnswerResponse` holds attributes (",
    ] {
        assert!(text.contains(reason), "{reason}: {text}");
    }
}

#[test]
fn a_value_of_api_that_is_none_is_told_with_its_place() {
    let error = ConfigFile::parse("[api]\nunwrap = \"yes\"").unwrap_err().to_string();
    assert!(error.contains("line 2, column 10") && error.contains("expected a boolean"), "{error}");
    let error = ConfigFile::parse("[api]\nnillable = \"flat\"").unwrap_err().to_string();
    assert!(error.contains("line 2, column 12") && error.contains("expected `keep` or `flatten`"), "{error}");
}

/// What is said of `SCHEMA` with this line in a table.
fn said_of(table: &str, line: &str) -> String {
    said(&format!("[{table}]\n{line}"))
}

#[test]
fn derives_and_attributes_of_nothing() {
    for (table, line, expected) in [
        (
            "derive",
            r#""t:Itm*" = ["Eq"]"#,
            "error[derive]: `t:Itm*` of [derive] names no type and no global element in reach\n  help: did you mean `t:Item`?\n",
        ),
        (
            "attribute",
            r#""q:*" = ["must_use"]"#,
            "error[attribute]: `q:*` of [attribute] has no meaning: neither [namespaces] nor the contract declares the prefix `q`\n  \
             help: the prefixes are `t`\n",
        ),
        (
            "derive",
            r#""t:ItmType" = ["Eq"]"#,
            "error[derive]: `t:ItmType` of [derive] leads nowhere: there is no type, element or port type `t:ItmType` in reach\n  \
             help: did you mean `t:ItemType`?\n",
        ),
        (
            "attribute",
            r#""t:ItemType/Knd" = ["must_use"]"#,
            "error[attribute]: `t:ItemType/Knd` of [attribute] leads nowhere: `t:ItemType` has no element `Knd`\n  \
             help: did you mean `t:ItemType/Kind`?\n",
        ),
        (
            "derive",
            r#""t:ItemType/Kind" = ["Eq"]"#,
            "error[derive]: `t:ItemType/Kind` of [derive] is no type, and nothing else derives anything\n",
        ),
        (
            "derive",
            r#""xs:string" = ["Eq"]"#,
            "error[derive]: `xs:string` of [derive] is nothing that is generated: no Rust type of its own\n",
        ),
        (
            "attribute",
            r#""t:KindType=Plan" = ["must_use"]"#,
            "error[attribute]: `t:KindType=Plan` cannot have attributes: its type does not enumerate that value\n  \
             help: did you mean the value `Plain`?\n",
        ),
        (
            "attribute",
            r#""t:" = ["must_use"]"#,
            "error[attribute]: `t:` cannot have attributes: it is neither a type nor a part of one\n",
        ),
    ] {
        assert_eq!(said_of(table, line), expected, "{line}");
    }
}

#[test]
fn derives_and_attributes_that_rust_cannot_read() {
    for (table, value, expected) in [
        ("derive", "serde::", "`serde::`, which [derive] has for `*`, is not the path of a derive macro: "),
        ("derive", "Vec<i32>", "`Vec<i32>`, which [derive] has for `*`, is not the path of a derive macro: "),
        ("derive", "derive(Eq)", "help: write the path alone, such as \"serde::Serialize\""),
        ("attribute", "must_use(", "`must_use(`, which [attribute] has for `*`, is not what an attribute holds: "),
        ("attribute", "#[must_use]", "help: write what stands between `#[` and `]`: 'must_use'"),
        (
            "attribute",
            "derive(Eq)",
            "`derive(Eq)`, which [attribute] has for `*`, is a derive\n  help: write the paths in [derive]",
        ),
    ] {
        let found = said_of(table, &format!("\"*\" = ['{value}']"));
        assert!(found.starts_with(&format!("error[{table}]: ")) && found.contains(expected), "{found}");
    }
}

#[test]
fn derives_that_a_type_cannot_have() {
    for (line, expected) in [
        (
            r#""t:ItemType" = ["Copy"]"#,
            "error[derive]: `t:ItemType` cannot derive `Copy`: its `schema_location` is `xsd::Token`, which has not\n",
        ),
        (
            r#""t:KindType" = ["Default"]"#,
            "error[derive]: `t:KindType` cannot derive `Default`: an enumeration cannot\n",
        ),
        (r#""t:*" = ["Copy", "Default"]"#, ""),
        (r#""t:ItemType" = ["Ord", "Clone", "core::hash::Hash"]"#, ""),
    ] {
        assert_eq!(said_of("derive", line), expected, "{line}");
    }
}

#[test]
fn serde_says_nothing_of_simple_types() {
    let why = "cannot have attributes: a simple type is serialized as its values are, and no attribute of serde changes that\n";
    for (path, attribute) in [
        ("t:KindType", "serde(untagged)"),
        ("t:KindType=Plain", "serde(rename = \"a\")"),
        ("t:KindType", "cfg_attr(x, serde(untagged))"),
    ] {
        let line = format!("\"{path}\" = ['{attribute}']");
        assert_eq!(said_of("attribute", &line), format!("error[attribute]: `{path}` {why}"), "{line}");
    }
    assert_eq!(said_of("attribute", r#""*" = ['serde(rename_all = "camelCase")']"#), "");
}

/// The lines of the output that begin so.
fn lines(toml: &str, beginning: &str) -> Vec<String> {
    let files = compiled(toml).files.unwrap();
    let lines = files.values().flat_map(|text| text.lines()).map(str::trim);
    lines.filter(|line| line.starts_with(beginning)).map(str::to_owned).collect()
}

#[test]
fn a_derive_on_a_condition_is_one_of_simple_types_too() {
    let toml = r#"
        [attribute]
        "*" = ['cfg_attr(feature = "serde", derive(serde::Serialize, PartialOrd), serde(rename_all = "camelCase"))']
    "#;
    let on = |what: &str| format!("#[cfg_attr(feature = \"serde\", derive({what}");
    assert_eq!(lines(toml, &on("PartialOrd))]")).len(), 1, "of `KindType`");
    assert_eq!(lines(toml, "#[cfg(feature = \"serde\")]").len(), 1);
    assert_eq!(lines(toml, "soap_runtime::serde_value!"), ["soap_runtime::serde_value! { open KindType: Serialize }"]);
}

#[test]
fn more_general_attributes_come_first() {
    let toml = r#"
        [attribute]
        "t:ItemType" = ["doc(alias = \"c\")"]
        "t:*Type" = ["doc(alias = \"b\")"]
        "*" = ["doc(alias = \"a\")"]
        "t:BaseType/@Id" = ["doc(alias = \"id\")"]
    "#;
    let files = compiled(toml).files.unwrap();
    let text = files.values().find(|text| text.contains("pub struct ItemType")).unwrap();
    let before = text.split("pub struct ItemType").next().unwrap().rsplit("#[derive").next().unwrap().to_owned();
    let aliases: Vec<&str> = before.split("doc(alias = \"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(aliases, ["a", "b", "c"]);
    assert_eq!(lines(toml, "#[doc(alias = \"id\")]").len(), 2, "in the derived type, too");
}

#[test]
fn views_that_there_cannot_be() {
    let told = rendered(&with_operations("[api]\nviews = [\"Get*\", \"Open\"]"));
    assert_eq!(told, "error[views]: `Open` names no operation that there could be views for\n");
    let told = rendered(&with_operations("[api]\nviews = true\n[features]\nink = [\"GetInk\"]"));
    assert!(told.contains("error[views]: there can be no views: what borrows may be behind Cargo features"), "{told}");
    let encoded = include_str!("../../tests/cases/wsdl-encoded/contract.wsdl").to_owned();
    let compilation = compile_documents(&[("contract.wsdl", encoded)], &config("[api]\nviews = true"));
    assert!(compilation.files.is_none());
    let told = rendered(&compilation);
    assert!(told.contains("error[views]: there can be no views: messages in SOAP encoding"), "{told}");
}
