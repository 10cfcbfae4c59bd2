//! Texts that are no tables.

use soap_runtime::schema::Schema;

#[track_caller]
fn refused(facts: &str, expected: &str) {
    let table = format!("# contract table, version 1\nnamespace t urn:t\n{facts}");
    assert_eq!(Schema::parse(&table).unwrap_err().to_string(), expected, "{facts}");
}

#[test]
fn the_head_names_the_version() {
    let expected = "line 1 of the contract table: it does not begin with `# contract table, version 1` or 2";
    for text in ["", "namespace t urn:t", "# contract table, version 3\n"] {
        assert_eq!(Schema::parse(text).unwrap_err().to_string(), expected);
    }
    assert!(Schema::parse("# contract table, version 1").is_ok());
}

#[test]
fn mistakes_are_told_with_their_line() {
    for (facts, line, reason) in [
        ("wsdl t:A", 3, "`wsdl` is no keyword here"),
        ("element", 3, "a name is missing"),
        ("element t:A", 3, "a type is missing"),
        ("element v:A xs:int", 3, "the prefix v is not declared"),
        ("namespace t urn:u", 3, "the prefix t is declared twice"),
        ("element t:A xs:int\nelement t:A xs:int", 4, "the name is defined twice"),
        ("complex t:A\nsimple t:A list xs:int", 4, "the name is defined twice"),
        ("\nelement t:A t:Unknown", 4, "a type is mentioned here and not defined anywhere"),
        ("complex t:A\n  ref t:Unknown", 4, "an element is mentioned here and not defined anywhere"),
        ("element t:A *", 3, "the definition of the type is missing below"),
        ("element t:A *\n  element t:B xs:int", 4, "`element` does not define a type"),
        ("element t:A xs:int wrong", 3, "`wrong` is no keyword here"),
        ("element t:A xs:int default=\"x", 3, "a quoted text is not well formed"),
        ("element t:A xs:int block=list", 3, "`list` cannot be blocked"),
        ("complex t:A\n  element a xs:int 2..1", 4, "`2..1` is not of the form MIN..MAX"),
        ("complex t:A\n  any ##any loose", 4, "`loose` is not strict, lax or skip"),
        ("complex t:A\n  any v lax", 4, "the prefix v is not declared"),
        ("complex t:A\n  attribute a xs:int\n  element a xs:int", 5, "`element` is no keyword here"),
        ("complex t:A\n    element a xs:int", 4, "the line belongs to none above it"),
        ("simple t:A restricts xs:string\n  minLength x", 4, "`minLength x` is no facet"),
        ("simple t:A restricts xs:string\n  minlength 1", 4, "`minlength 1` is no facet"),
        ("simple t:A of xs:string", 3, "`of` is not restricts, list or union"),
        (
            "element t:A xs:int\n   element t:B xs:int",
            4,
            "the line is not indented by two spaces a level, at most 96 levels",
        ),
    ] {
        refused(facts, &format!("line {line} of the contract table: {reason}"));
    }
}

#[test]
fn facts_hold_since_a_version_that_is_listed() {
    let facts = "element t:A t:AT since=v2\ncomplex t:AT since=\"v 3\"\n  element t:B * 0..1 nillable since=v2\n    \
                 simple restricts xs:string since=v2\n      value \"One two\" since=v2\n      value Three\n  \
                 ref t:A 0..1 since=v2\n  attribute a xs:int required since=v2\nsimple t:U union xs:int xs:string since=v2\n";
    let table = |versions: &str, facts: &str| {
        Schema::parse(&format!("# contract table, version 2\n{versions}namespace t urn:t\n{facts}"))
    };
    let schema = table("version v1\nversion v2\nversion \"v 3\"\n", facts).unwrap();
    assert_eq!(schema.versions().collect::<Vec<_>>(), ["v1", "v2", "v 3"]);
    for line in facts.lines().filter(|line| !line.contains("v 3") && line.contains("since")) {
        let unlisted = facts.replace(line, &line.replace("v2", "v9"));
        let error = table("version v1\nversion v2\nversion \"v 3\"\n", &unlisted).unwrap_err().to_string();
        assert!(error.ends_with("the version `v9` is not listed"), "{line}: {error}");
    }
    assert!(table("", "element t:A xs:int since=v1").is_err());
    refused("version v1", "line 3 of the contract table: `version` is no keyword here");
}

#[test]
fn types_are_not_made_of_themselves() {
    for facts in [
        "complex t:A extends t:B\ncomplex t:B extends t:A",
        "complex t:A extends t:A",
        "simple t:A restricts t:A",
        "simple t:A union xs:int t:B\nsimple t:B list t:A",
    ] {
        refused(facts, "the contract table: t:A is derived from itself, or in more than 1024 steps");
    }
    let chain: String = (0..1100).map(|n| format!("complex t:T{n:04} extends t:T{:04}\n", n + 1)).collect();
    let expected = "the contract table: t:T0000 is derived from itself, or in more than 1024 steps";
    refused(&format!("{chain}complex t:T1100"), expected);
    let nested: String = (0..40).map(|n| format!("simple t:T{n:02} union t:T{:02}\n", n + 1)).collect();
    let expected = "the contract table: t:T08 has more than 32 lists and unions one in the other";
    refused(&format!("{nested}simple t:T40 list xs:int"), expected);
}

#[test]
fn complex_types_do_not_stand_for_simple_ones() {
    for facts in ["attribute a t:C", "simple t:S list t:C", "simple t:S union xs:int t:C", "complex t:S\n  text t:C"] {
        let table = format!("# contract table, version 1\nnamespace t urn:t\ncomplex t:C\n{facts}\n");
        assert!(Schema::parse(&table).is_err(), "{facts}");
    }
}

#[test]
fn operations_are_passed_over() {
    let table = "# contract table, version 1\nnamespace t urn:t\noperation t:P/O one-way\n  binding t:B soap11\n  input t:In\n    header t:H\nelement t:A xs:int\n";
    let schema = Schema::parse(table).unwrap();
    assert!(schema.validate_document("<A xmlns='urn:t'>1</A>", &soap_runtime::ReadOptions::strict()).is_ok());
}

#[test]
fn no_text_makes_the_parser_panic() {
    let table = "# contract table, version 1\nnamespace t urn:t\nelement t:A * nillable default=\"é\\u{41}\"\n  complex extends xs:anyType mixed\n    choice 0..*\n      any ##other(t) lax 1..2\n    attribute b xs:int required\nsimple t:S union xs:int *\n  simple list xs:int\n  value a\n";
    assert!(Schema::parse(table).is_ok());
    for end in (0..table.len()).filter(|end| table.is_char_boundary(*end)) {
        let _ = Schema::parse(&table[..end]);
        for noise in [" ", "\n", "\"", "*", "  ", "x"] {
            let _ = Schema::parse(&format!("{}{noise}{}", &table[..end], &table[end..]));
        }
    }
}
