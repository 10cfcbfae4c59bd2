//! Crates: whose they are, and what their `Cargo.toml` lacks.

use super::*;

/// What a `Cargo.toml` is told to lack of the crate's.
fn lacks(manifest: &str, wanted: &str) -> String {
    let (found, wanted) = (manifest.parse().unwrap(), wanted.parse().unwrap());
    let lacking = crate::disk::Lacking::between(Path::new("/x/a/Cargo.toml"), &found, &wanted);
    let tables = lacking.into_iter().flat_map(|lacking| lacking.tables);
    tables.map(|(table, lines)| format!("[{table}] {}", lines.join("; "))).collect::<Vec<_>>().join(" ")
}

fn wanted() -> String {
    crate_files()["Cargo.toml"].clone()
}

#[test]
fn a_manifest_that_has_everything_lacks_nothing() {
    let with = |features: &str, dependency: &str| {
        format!(
            "[package]\nname = \"a\"\nedition = \"2021\"\n[features]\n{features}\n[dependencies]\n{dependency}\nother = \"1\"\n"
        )
    };
    let client = "client = [\"soap-runtime/client\", \"dep:other\"]";
    for manifest in [
        wanted(),
        with(client, "soap-runtime = \"0.1\""),
        with(client, "soap-runtime = \"0.1.7\""),
        with(client, "soap-runtime = \">=0.1\""),
        with(client, "soap-runtime = { path = \"../somewhere\" }"),
        with(client, "soap_runtime = { git = \"https://example.com/r\", rev = \"1\" }"),
        with(client, "soap-runtime.workspace = true"),
        with("client = [\"soap-runtime?/client\"]", "soap-runtime = { version = \"0.1\", optional = true }"),
        with("", "soap-runtime = { version = \"0.1\", features = [\"client\"] }"),
        with(client, "").replace("[dependencies]", "[target.'cfg(unix)'.dependencies]\nsoap-runtime = \"0.1\""),
        with(client, "soap-runtime = \"0.1\"").replace("edition = \"2021\"", "edition.workspace = true"),
    ] {
        assert_eq!(lacks(&manifest, &wanted()), "", "{manifest}");
    }
}

#[test]
fn what_a_manifest_lacks_is_told_as_lines() {
    let bare = "[package]\nname = \"a\"\nedition = \"2021\"\n";
    let dependency = "[dependencies] soap-runtime = \"0.1.0\"";
    let client = "[features] client = [\"soap-runtime/client\"]";
    for (manifest, expected) in [
        (bare.to_owned(), format!("{client} {dependency}")),
        (format!("{bare}[dev-dependencies]\nsoap-runtime = \"0.1\"\n"), format!("{client} {dependency}")),
        (format!("{bare}[dependencies]\nsoap-runtime = \"0.1\"\n"), client.to_owned()),
        (
            wanted().replace("0.1.0\"\nedition", "3.2.1\"\nedition").replace("\"a\"", "\"b\""),
            "[package] name = \"a\" # now \"b\"".to_owned(),
        ),
        (wanted().replace("edition = \"2024\"", ""), "[package] edition = \"2024\"".to_owned()),
        (wanted().replace("\"2024\"", "\"2018\""), "[package] edition = \"2024\" # now \"2018\"".to_owned()),
        (wanted().replace("runtime = \"0.1.0\"", "runtime = \"0.0.9\""), format!("{dependency} # now \"0.0.9\"")),
        (wanted().replace("runtime = \"0.1.0\"", "runtime = \"0.2\""), format!("{dependency} # now \"0.2\"")),
        (
            wanted().replace("client = [\"soap-runtime/client\"]", "client = [\"dep:x\"]"),
            "[features] client = [\"dep:x\", \"soap-runtime/client\"] # now [\"dep:x\"]".to_owned(),
        ),
    ] {
        assert_eq!(lacks(&manifest, &wanted()), expected, "{manifest}");
    }
}

#[test]
fn a_runtime_that_is_asked_for_has_to_be_there() {
    let asking = |value: &str| wanted().replace("runtime = \"0.1.0\"", &format!("runtime = {value}"));
    for (now, asked, said) in [
        ("\"0.1\"", "{ path = \"../runtime\" }", true),
        ("{ path = \"../runtime/\" }", "{ path = \"../runtime\" }", false),
        ("{ path = \"/x/a/../runtime\", version = \"0.1\" }", "{ path = \"../runtime\" }", false),
        ("{ path = \"runtime\" }", "{ path = \"../runtime\" }", true),
        ("{ git = \"https://e.com/r\" }", "{ git = \"https://e.com/r\" }", false),
        ("{ git = \"https://e.com/r\" }", "{ git = \"https://e.com/r\", tag = \"1\" }", true),
        ("{ workspace = true }", "{ path = \"../runtime\" }", false),
        ("\"0.1\"", "\"=0.1.3\"", true),
        ("\"=0.1.3\"", "\"=0.1.3\"", false),
        ("\"0.1\"", "{ features = [\"serde\"], version = \"0.1\" }", true),
        (
            "{ features = [\"x\", \"serde\"], version = \"0.1\" }",
            "{ features = [\"serde\"], version = \"0.1\" }",
            false,
        ),
        ("{ workspace = true }", "{ features = [\"serde\"], version = \"0.1\" }", false),
    ] {
        assert_eq!(!lacks(&asking(now), &asking(asked)).is_empty(), said, "{now} {asked}");
    }
}

#[test]
fn the_features_of_operations_are_compared() {
    let wanted = "[package]\nname = \"a\"\nedition = \"2024\"\n[features]\ndefault = [\"all\"]\nall = [\"get\", \"put\"]\nget = []\nput = [\"_both\"]\n_both = []\n";
    let found =
        "[package]\nname = \"a\"\nedition = \"2024\"\n[features]\ndefault = []\nall = [\"get\"]\nget = []\nput = []\n";
    let expected = "[features] _both = []; all = [\"get\", \"put\"] # now [\"get\"]; put = [\"_both\"] # now []";
    assert_eq!(lacks(found, wanted), expected);
}

#[test]
fn a_manifest_is_never_rewritten() {
    let scratch = Scratch::new("manifest");
    scratch.write(&crate_files());
    // With the marks and line ends of other systems.
    let own = "\u{feff}[package]\r\nname = \"a\"\r\nedition = \"2024\"\r\n# @generated by wsdl-codegen\r\n";
    scratch.put("Cargo.toml", own);
    let mut other = crate_files();
    other.insert("src/types.rs".to_owned(), format!("{HEAD}pub struct B;\n"));
    let synced = scratch.write(&other);
    assert_eq!(synced.differences, [Difference::Stale(scratch.path("src/types.rs"), 2)]);
    let lacking = synced.lacking.unwrap();
    let expected = format!(
        "{} was left as it is; the bindings need these lines in it:\n\n[features]\nclient = [\"soap-runtime/client\"]\n\n\
         [dependencies]\nsoap-runtime = \"0.1.0\"\n",
        scratch.path("Cargo.toml").display()
    );
    assert_eq!(lacking.to_string(), expected);
    assert_eq!(std::fs::read_to_string(scratch.path("Cargo.toml")).unwrap(), own);
    assert_eq!(scratch.sync(&other, Mode::Check).unwrap().lacking, Some(lacking));
}

#[test]
fn a_manifest_alone_is_a_crate_to_be() {
    let scratch = Scratch::new("manifest-alone");
    scratch.put("Cargo.toml", "[package]\nname = \"a\"\nedition = \"2024\"\n");
    scratch.put("src/notes.txt", "mine");
    assert!(scratch.write(&crate_files()).lacking.is_some());
    assert_eq!(scratch.names(), ["Cargo.toml", "src/lib.rs", "src/notes.txt", "src/types.rs"]);
}

#[test]
fn a_manifest_that_no_bindings_can_belong_to_is_in_the_way() {
    for (manifest, cause) in [
        ("[workspace]\nmembers = []\n", "has no [package]"),
        ("[package\n", "cannot be read as a manifest: TOML parse error at line 1"),
        ("[package]\nname = \"a\"\n[lib]\npath = \"source/a.rs\"\n", "has its library in source/a.rs"),
    ] {
        let scratch = Scratch::new("manifest-other");
        scratch.put("Cargo.toml", manifest);
        let found = scratch.in_the_way(&crate_files());
        let [(name, Reason::Manifest(said))] = found.as_slice() else { panic!("{found:?}") };
        assert!(name == "Cargo.toml" && said.starts_with(cause), "{said}");
    }
    let scratch = Scratch::new("manifest-folder");
    std::fs::create_dir(scratch.path("Cargo.toml")).unwrap();
    assert!(matches!(scratch.in_the_way(&crate_files()).as_slice(), [(_, Reason::Manifest(_))]));
}

#[test]
fn rust_of_somebody_elses_crate_is_in_the_way() {
    let scratch = Scratch::new("other-crate");
    scratch.put("Cargo.toml", "[package]\nname = \"my-precious\"\nversion = \"3.2.1\"\n");
    scratch.put("build.rs", "fn main() {}\n");
    scratch.put("src/main.rs", "fn main() {}\n");
    scratch.put("src/bin/tool.rs", "fn main() {}\n");
    scratch.put("src/notes.txt", "mine");
    let names = ["build.rs", "src/bin/tool.rs", "src/main.rs"];
    let expected: Vec<_> = names.iter().map(|name| ((*name).to_owned(), Reason::OtherCrate)).collect();
    assert_eq!(scratch.in_the_way(&crate_files()), expected);
}

#[test]
fn a_crate_of_ours_may_have_rust_of_its_user() {
    let scratch = Scratch::new("own-crate");
    scratch.write(&crate_files());
    scratch.put("src/bin/tool.rs", "fn main() {}\n");
    scratch.put("src/main.rs", "fn main() {}\n");
    // Even when its root got lost.
    std::fs::remove_file(scratch.path("src/lib.rs")).unwrap();
    assert_eq!(scratch.write(&crate_files()).differences, [Difference::Missing(scratch.path("src/lib.rs"))]);
    assert_eq!(scratch.names(), ["Cargo.toml", "src/bin/tool.rs", "src/lib.rs", "src/main.rs", "src/types.rs"]);
}

#[cfg(unix)]
#[test]
fn a_manifest_behind_a_link_is_read_and_left_alone() {
    let (scratch, outside) = (Scratch::new("manifest-link"), Scratch::new("manifest-link-outside"));
    outside.put("Cargo.toml", "[package]\nname = \"a\"\nedition = \"2024\"\n");
    let before = outside.all();
    std::os::unix::fs::symlink(outside.path("Cargo.toml"), scratch.path("Cargo.toml")).unwrap();
    assert!(scratch.write(&crate_files()).lacking.is_some());
    assert_eq!(outside.all(), before);
    assert!(std::fs::symlink_metadata(scratch.path("Cargo.toml")).unwrap().is_symlink());
    assert_eq!(crate::disk::package_name(&scratch.0).as_deref(), Some("a"));
}
