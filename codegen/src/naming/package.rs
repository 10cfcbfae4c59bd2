//! Names of packages: what cargo and rustc take, and what is close to a name that they do not.

use super::is_keyword;

/// The crates that come with Rust and are named without being declared.
const RUST_OWN: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

/// Why no package can have this name and be used; `None` if one can. What holds is what `cargo new` and `cargo build` hold names to, and
/// what rustc needs of a crate that others name.
#[must_use]
pub fn package_fault(name: &str) -> Option<String> {
    let is_inner = |c: char| c == '-' || unicode_ident::is_xid_continue(c);
    let first = name.chars().next();
    let crate_name = name.replace('-', "_");
    Some(match first {
        None => "it is empty".to_owned(),
        Some('0'..='9') => "it begins with a digit".to_owned(),
        Some(first) if first != '_' && !unicode_ident::is_xid_start(first) => {
            format!("it begins with {}, not with a letter", shown(first))
        }
        _ if !name.chars().all(is_inner) => {
            let found = name.chars().find(|c| !is_inner(*c)).map(shown).unwrap_or_default();
            format!("it holds {found}, and only letters, digits, `-` and `_` are allowed")
        }
        _ if !name.is_ascii() => "it is not plain ASCII, and rustc takes no such crate as a dependency".to_owned(),
        _ if name == "_" => "it is no name that Rust code could use".to_owned(),
        _ if is_keyword(name) || name == "Self" => "it is a keyword of Rust".to_owned(),
        _ if RUST_OWN.contains(&&*crate_name) => "it is the name of one of Rust's own libraries".to_owned(),
        _ if crate_name == "soap_runtime" => "the package depends on one that is called so".to_owned(),
        _ => return None,
    })
}

/// A name that a package can have, close to one that it cannot.
#[must_use]
pub fn package_name_like(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let words: String = name.chars().map(plain).collect();
    let words = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let has_lost_most =
        words.chars().filter(|c| *c != '-').count() * 2 < name.chars().filter(|c| c.is_alphanumeric()).count();
    match words.chars().next() {
        None => "bindings".to_owned(),
        Some(_) if has_lost_most => "bindings".to_owned(),
        Some('0'..='9') => format!("bindings-{words}"),
        Some(_) if package_fault(&words).is_some() => format!("{words}-bindings"),
        Some(_) => words,
    }
}

fn shown(c: char) -> String {
    if c.is_control() { format!("U+{:04X}", c as u32) } else { format!("`{c}`") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_that_no_package_can_have() {
        for (name, why, like) in [
            ("", "empty", "bindings"),
            ("2024-orders", "a digit", "bindings-2024-orders"),
            ("-orders", "`-`, not with a letter", "orders"),
            (".hidden", "`.`, not with a letter", "hidden"),
            ("order.service", "`.`, and only", "order-service"),
            ("My Orders", "` `, and only", "my-orders"),
            ("a\nb", "U+000A", "a-b"),
            ("a\"b", "`\"`", "a-b"),
            ("bücher", "ASCII", "b-cher"),
            ("日本", "ASCII", "bindings"),
            ("_", "no name that Rust", "bindings"),
            ("fn", "keyword", "fn-bindings"),
            ("Self", "keyword", "self-bindings"),
            ("test", "own libraries", "test-bindings"),
            ("std", "own libraries", "std-bindings"),
            ("proc-macro", "own libraries", "proc-macro-bindings"),
            ("soap_runtime", "depends on one", "soap-runtime-bindings"),
        ] {
            let found = package_fault(name).unwrap();
            assert!(found.contains(why), "{name}: {found}");
            assert_eq!(package_name_like(name), like);
            assert_eq!(package_fault(like), None, "{like}");
        }
    }

    #[test]
    fn names_that_packages_have() {
        for name in ["orders", "my-orders", "my_orders2", "_a", "Orders", "a-", "tests", "r", "macro_rules", "union"] {
            assert_eq!(package_fault(name), None, "{name}");
        }
    }
}
