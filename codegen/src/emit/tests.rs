//! Lines of macros, documentation and conditions as they come out.

use quote::quote;

use super::docs::docs;
use super::fields::{conditional, line};
use super::when::cfg;
use super::{doc_lines, root};
use crate::plan::{Line, When, XmlName};

fn name(prefix: Option<&str>, local: &str) -> XmlName {
    XmlName { prefix: prefix.map(str::to_owned), is_default: false, local: local.to_owned() }
}

fn element(required: bool, default: Option<&str>) -> Line {
    Line::Element { name: name(Some("t"), "Line"), required, default: default.map(str::to_owned), nil: false }
}

#[test]
fn a_line_says_what_is_required_what_it_stands_for_and_how_many_there_are() {
    let text = |of: &Line, least| line("line", of, least).to_string();
    assert_eq!(text(&element(true, None), 0), r#"element line t "Line" required ;"#);
    assert_eq!(text(&element(false, Some("a;b")), 0), r#"element line t "Line" = "a;b" ;"#);
    assert_eq!(text(&element(false, None), 2), r#"element line t "Line" 2 .. ;"#);
    let local = Line::Element { name: name(None, "Line"), required: false, default: None, nil: false };
    assert_eq!(text(&local, 0), r#"local line "Line" ;"#);
    let qualified = Line::Attribute { name: name(Some("xml"), "lang"), required: true };
    assert_eq!(text(&qualified, 0), r#"qualified line xml "lang" required ;"#);
}

#[test]
fn an_element_of_the_default_namespace_is_written_without_its_prefix() {
    let default = XmlName { is_default: true, ..name(Some("t"), "Line") };
    let of = Line::Element { name: default, required: false, default: None, nil: false };
    assert_eq!(line("line", &of, 0).to_string(), r#"element line default "Line" ;"#);
}

#[test]
fn a_condition_stands_at_the_end_of_its_line() {
    let when = When(vec!["a".to_owned(), "b".to_owned()]);
    let found = conditional("Line", &element(false, Some(";")), &when).to_string();
    assert_eq!(found, r#"element Line t "Line" = ";" if "a" "b" ;"#);
    assert_eq!(
        cfg(&when).map(|cfg| cfg.to_string()),
        Some(quote!(#[cfg(any(feature = "a", feature = "b"))]).to_string())
    );
    assert!(cfg(&When::default()).is_none());
}

#[test]
fn documentation_says_nothing_that_rustdoc_would_misread() {
    let shown = |text: &str| doc_lines(text).join("\n");
    assert_eq!(shown("A [list] of <b>."), r"A \[list\] of \<b\>.");
    assert_eq!(shown("See http://a.b/c, or `[x]<y>`."), "See <http://a.b/c>, or `[x]<y>`.");
    assert_eq!(shown("As [MS-OXWSCOS] has it; an odd ` <b>"), r"As [MS-OXWSCOS] has it; an odd ` \<b\>");
    assert_eq!(docs(&["One.".to_owned(), "Two.".to_owned()]).to_string().matches("doc").count(), 3);
    assert!(doc_lines(&"word ".repeat(60)).iter().all(|line| line.len() <= 108));
}

#[test]
fn lines_of_documentation_stay_lines_and_are_text() {
    assert_eq!(
        doc_lines("Kinds:\n- one\n- two,\nas well\nSee\n10. ten"),
        ["Kinds:", "- one", "- two,", "  as well", "  See", "10. ten"]
    );
    assert_eq!(
        doc_lines("# 1\n===\n---\n```\nlet x;\n```\n-1 is [a]"),
        [r"\# 1", r"\===", r"\---", r"\```", "let x;", r"\```", r"-1 is \[a\]"]
    );
    assert_eq!(doc_lines("a\nhttp://b.c\nd"), ["a", "<http://b.c>", "d"]);
    // Wrapping starts no list.
    let wrapped = doc_lines(&format!("{} - x", "word ".repeat(21) + "wo"));
    assert!(wrapped.iter().all(|line| !line.starts_with('-')), "{wrapped:?}");
    let item = doc_lines(&format!("- {}", "word ".repeat(40)));
    assert!(item.len() == 2 && item[1].starts_with("  word"), "{item:?}");
}

#[test]
fn the_table_is_a_literal_with_as_many_hashes_as_it_takes() {
    let literal = |text: &str| root::raw_literal(text).to_string();
    assert_eq!(literal("a\nb"), "r#\"a\nb\"#");
    assert_eq!(literal("a \"# b"), "r##\"a \"# b\"##");
    assert_eq!(literal("a\rb"), r#""a\rb""#, "no raw literal holds a carriage return");
}
