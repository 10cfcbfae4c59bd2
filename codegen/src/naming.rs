//! From schema names to Rust names: every decision about case, keywords and collisions is made here.
//!
//! In: the local names of a contract. Out: identifiers. Invariant: a name depends only on the schema name and on the
//! names taken before it in the same scope, so equal contracts give equal Rust.
//!
//! ```xml
//! <xs:element name="type"/>      <!-- field   type_ -->
//! <xs:enumeration value="1"/>    <!-- variant Value1 -->
//! ```

mod lookalikes;
mod module;
mod package;
mod renames;
mod words;

use std::collections::BTreeMap;

use heck::{ToKebabCase, ToUpperCamelCase};

pub use module::module_name;
pub(crate) use module::module_names;
pub use package::{package_fault, package_name_like};
pub(crate) use renames::Renames;

/// The name of a struct, enum, trait or variant.
#[must_use]
pub fn type_name(local: &str) -> String {
    let name = separated(local).to_upper_camel_case();
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("Value{name}"),
        Some(_) if name == "Self" => "Self_".to_owned(),
        Some(_) => name,
    }
}

/// The name of an enumeration's variant: as [`type_name`], but a leading sign counts.
#[must_use]
pub fn variant_name(value: &str) -> String {
    let trimmed = value.trim();
    let (sign, rest) = match trimmed.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_numeric()) => ("Minus", rest),
        _ => ("", trimmed),
    };
    if !rest.is_empty() && !rest.chars().any(char::is_alphanumeric) {
        return rest.chars().map(symbol_name).collect();
    }
    match sign {
        "" => type_name(rest),
        sign => format!("{sign}{}", separated(rest).to_upper_camel_case()),
    }
}

/// What a value made of punctuation alone is called by, character for character.
fn symbol_name(symbol: char) -> String {
    let known = match symbol {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Star",
        '/' => "Slash",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equal",
        '.' => "Dot",
        ',' => "Comma",
        '_' => "Underscore",
        '!' => "Not",
        '?' => "Question",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '#' => "Hash",
        '@' => "At",
        ' ' => "Space",
        other => return format!("U{:X}", other as u32),
    };
    known.to_owned()
}

/// The name of a field, method or module.
#[must_use]
pub fn field_name(local: &str) -> String {
    let name = words::snake_case(&separated(local));
    match name.chars().next() {
        None => "empty".to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("value_{name}"),
        Some(_) if is_keyword(&name) => format!("{name}_"),
        Some(_) => name,
    }
}

/// The name of an operation's feature.
#[must_use]
pub fn feature_name(local: &str) -> String {
    separated(local).to_kebab_case()
}

/// Everything that cannot stand in an identifier becomes a word boundary.
fn separated(local: &str) -> String {
    let identifier = |c: char| c == '_' || unicode_ident::is_xid_continue(c);
    lookalikes::typed(local).chars().map(|c| if identifier(c) && c != '\u{B7}' { c } else { ' ' }).collect()
}

/// The modules that bindings have whatever the contract is, and names that no module of theirs can have.
pub const RESERVED_MODULES: [&str; 10] =
    ["ns", "xsd", "document", "service", "soap", "soap_runtime", "std", "core", "lib", "main"];

/// The strict and reserved keywords of Rust, edition 2024, and the names a generated module cannot do without.
pub(crate) fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
        "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
        "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
        "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&name).is_ok()
}

/// Whether a text can be the name of an item, field, variant, method or module.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && chars.all(unicode_ident::is_xid_continue)
        && !is_keyword(name)
        && name != "Self"
}

/// A name that something would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The name.
    pub name: String,
    /// What would have it, for people.
    pub of: String,
    /// Whether the configuration says so: then it is this name or none.
    pub given: bool,
}

impl Wanted {
    /// The name that follows from the schema's.
    pub fn natural(name: impl Into<String>, of: impl Into<String>) -> Self {
        Self { name: name.into(), of: of.into(), given: false }
    }
}

/// Two things that would have one name, at least one of them because the configuration says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The name.
    pub name: String,
    /// What has it; nothing for a name that generated code needs for itself.
    pub holder: String,
    /// What cannot have it.
    pub other: String,
}

/// The names taken in one scope: a module, a struct, an enum; by what they look like.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<String, Wanted>);

impl Names {
    /// A scope where these are taken already.
    #[must_use]
    pub fn reserving(names: &[&str]) -> Self {
        Self(names.iter().map(|name| ((*name).to_owned(), Wanted::natural(*name, ""))).collect())
    }

    /// Whether a name is taken.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(lookalikes::skeleton(name).as_ref())
    }

    /// Takes the first name that is free: the wanted one, else the alternatives, else the wanted one with a number.
    pub fn take(&mut self, wanted: &str, alternatives: &[String]) -> String {
        self.assign(Wanted::natural(wanted, ""), alternatives).0
    }

    /// The same for something that can be told of: the name, and the collision if the configuration brought one about.
    pub fn assign(&mut self, wanted: Wanted, alternatives: &[String]) -> (String, Option<Collision>) {
        let holder =
            self.0.get(lookalikes::skeleton(&wanted.name).as_ref()).filter(|holder| holder.given || wanted.given);
        let collision = holder.map(|holder| Collision {
            name: wanted.name.clone(),
            holder: holder.of.clone(),
            other: wanted.of.clone(),
        });
        let name = self.free(&wanted.name, alternatives);
        self.0.insert(lookalikes::skeleton(&name).into_owned(), wanted);
        (name, collision)
    }

    fn free(&self, wanted: &str, alternatives: &[String]) -> String {
        let stem = wanted.trim_end_matches('_');
        let numbered = (2_u32..).map(|n| match stem.chars().last() {
            Some(last) if stem.starts_with(char::is_uppercase) && !last.is_numeric() => format!("{stem}{n}"),
            _ => format!("{stem}_{n}"),
        });
        let candidates = std::iter::once(wanted.to_owned()).chain(alternatives.iter().cloned()).chain(numbered);
        let mut free = candidates.filter(|name| !self.has(name));
        free.next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted_for_the_search() {
        for word in ["abstract", "_", "type", "self", "yield", "in", "where"] {
            assert!(is_keyword(word), "{word}");
        }
        assert!(!is_keyword("types"));
    }

    #[test]
    fn types() {
        for (local, name) in [
            ("ItemIdType", "ItemIdType"),
            ("ConnectingSIDType", "ConnectingSidType"),
            ("foo-bar.baz", "FooBarBaz"),
            ("Self", "Self_"),
            ("1st", "Value1st"),
            ("Größe", "Größe"),
            ("_", "Empty"),
        ] {
            assert_eq!(type_name(local), name, "{local}");
        }
    }

    #[test]
    fn fields() {
        for (local, name) in [
            ("DisplayName", "display_name"),
            ("TTYTDDPhoneNumbers", "ttytdd_phone_numbers"),
            ("BusinessPhoneNumbers2", "business_phone_numbers2"),
            ("type", "type_"),
            ("Self", "self_"),
            ("content", "content"),
            ("a.b-c", "a_b_c"),
            ("2nd", "value_2nd"),
            ("\u{E33}62", "value_\u{E4D}\u{E32}62"),
        ] {
            assert_eq!(field_name(local), name, "{local}");
        }
    }

    #[test]
    fn variants() {
        for (value, name) in [
            ("NoError", "NoError"),
            ("Exchange2007_SP1", "Exchange2007Sp1"),
            ("folder:FolderId", "FolderFolderId"),
            ("1", "Value1"),
            ("-1", "Minus1"),
            ("", "Empty"),
            ("<=", "LessEqual"),
            ("IPM.Note", "IpmNote"),
        ] {
            assert_eq!(variant_name(value), name, "{value}");
        }
    }

    #[test]
    fn identifiers() {
        for name in ["a", "_a", "Größe", "type_", "a1"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in ["", "1a", "a-b", "type", "Self", "_", "a b", "a::b", "r#type"] {
            assert!(!is_identifier(name), "{name}");
        }
    }

    #[test]
    fn names_that_are_given_do_not_yield() {
        let mut names = Names::default();
        let given = |of: &str| Wanted { given: true, ..Wanted::natural("Foo", of) };
        assert_eq!(names.assign(Wanted::natural("Foo", "t:a"), &[]), ("Foo".to_owned(), None));
        let collision = |holder: &str, other: &str| {
            Some(Collision { name: "Foo".to_owned(), holder: holder.to_owned(), other: other.to_owned() })
        };
        assert_eq!(names.assign(given("t:b"), &[]).1, collision("t:a", "t:b"));
        let mut names = Names::default();
        assert_eq!(names.assign(given("t:b"), &[]), ("Foo".to_owned(), None));
        assert_eq!(names.assign(Wanted::natural("Foo", "t:a"), &[]).1, collision("t:b", "t:a"));
    }

    #[test]
    fn names_that_look_the_same_are_one() {
        let mut names = Names::default();
        assert_eq!(names.take("\u{421}\u{43E}\u{440}", &[]), "\u{421}\u{43E}\u{440}");
        assert_eq!(names.take("Cop", &[]), "Cop2");
        assert_eq!(names.take("e\u{301}", &[]), "e\u{301}");
        assert_eq!(names.take("\u{E9}", &[]), "\u{E9}_2");
        assert_eq!((names.take("l", &[]), names.take("I", &[])), ("l".to_owned(), "I".to_owned()));
    }

    #[test]
    fn collisions_take_the_alternative_then_numbers() {
        let mut names = Names::default();
        assert_eq!(names.take("Foo", &[]), "Foo");
        assert_eq!(names.take("Foo", &["FooElement".to_owned()]), "FooElement");
        assert_eq!(names.take("Foo", &["FooElement".to_owned()]), "Foo2");
        assert_eq!(names.take("id", &[]), "id");
        assert_eq!(names.take("id", &[]), "id_2");
        assert_eq!(names.take("type_", &[]), "type_");
        assert_eq!(names.take("type_", &[]), "type_2");
        assert_eq!(names.take("Self_", &[]), "Self_");
        assert_eq!(names.take("Self_", &[]), "Self2");
    }
}
