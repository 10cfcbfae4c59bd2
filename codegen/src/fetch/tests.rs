//! Contracts on a web in memory.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::*;

pub(super) fn asked(roots: &[&str]) -> Asked {
    let roots = roots.iter().map(|url| WebUrl::parse(url).unwrap()).collect();
    Asked { roots, without: BTreeSet::new(), max_documents: 100, max_bytes: 1 << 20 }
}

/// Documents by URL; `-> URL` stands for a redirect.
struct FakeWeb {
    documents: BTreeMap<&'static str, String>,
    asked_for: Vec<String>,
}

impl FakeWeb {
    fn of<const N: usize>(documents: [(&'static str, &str); N]) -> Self {
        let documents = documents.map(|(url, text)| (url, text.to_owned())).into();
        Self { documents, asked_for: Vec::new() }
    }

    fn get(&mut self, url: &WebUrl) -> Result<Got, Refused> {
        self.asked_for.push(url.to_string());
        let refused = || Refused { found: "the server says 404 Not Found".to_owned(), help: Some("look".to_owned()) };
        let text = self.documents.get(url.as_str()).ok_or_else(refused)?;
        match text.strip_prefix("-> ") {
            Some(next) => {
                let bytes = self.documents.get(next).ok_or_else(refused)?.clone().into_bytes();
                Ok(Got { bytes, url: WebUrl::parse(next).unwrap() })
            }
            None => Ok(Got { bytes: text.clone().into_bytes(), url: url.clone() }),
        }
    }

    fn follow(&mut self, asked: &Asked) -> Followed {
        super::follow(asked, &mut |url| self.get(url))
    }

    /// The documents by URL, with the URLs that lead to them besides.
    fn followed(&mut self, asked: &Asked) -> Vec<Document> {
        let Followed { documents, diagnostics, sources } = self.follow(asked);
        documents.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources, "")))
    }

    fn refused(&mut self, asked: &Asked) -> String {
        let Followed { documents, diagnostics, sources } = self.follow(asked);
        assert!(documents.is_none());
        diagnostics.render(&sources, "")
    }
}

fn wsdl(imports: &str) -> String {
    format!(
        r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
<w:types><xs:schema targetNamespace="urn:t">{imports}</xs:schema></w:types></w:definitions>"#
    )
}

fn schema(content: &str) -> String {
    format!(r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">{content}</xs:schema>"#)
}

fn includes(locations: &[&str]) -> String {
    locations.iter().map(|location| format!(r#"<xs:include schemaLocation="{location}"/>"#)).collect()
}

fn urls(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| document.url.as_str()).collect()
}

#[test]
fn all_that_a_contract_names_is_got_once() {
    let mut web = FakeWeb::of([
        (
            "http://h/shop/orders?wsdl",
            &wsdl(&includes(&["?xsd=xsd0", "../common/types.xsd", "http://other/x%20y.xsd"])),
        ),
        ("http://h/shop/orders?xsd=xsd0", &schema(&includes(&["?xsd=xsd0", "?xsd=xsd1"]))),
        ("http://h/shop/orders?xsd=xsd1", &schema(&includes(&["orders?xsd=xsd0", "//other/x y.xsd"]))),
        ("http://h/common/types.xsd", &schema(&includes(&["/common/./types.xsd"]))),
        ("http://other/x%20y.xsd", &schema("")),
    ]);
    let documents = web.followed(&asked(&["http://h/shop/orders?wsdl"]));
    assert_eq!(
        urls(&documents),
        [
            "http://h/shop/orders?wsdl",
            "http://h/common/types.xsd",
            "http://h/shop/orders?xsd=xsd0",
            "http://h/shop/orders?xsd=xsd1",
            "http://other/x%20y.xsd"
        ]
    );
    assert!(documents[0].is_root && documents[0].is_wsdl && !documents[1].is_root && !documents[1].is_wsdl);
    assert!(documents[4].names.contains("http://other/x y.xsd"));
    let asked_twice = web.asked_for.iter().filter(|url| !url.starts_with("http://other")).count();
    assert_eq!(asked_twice, 4, "{:?}", web.asked_for);
}

#[test]
fn references_are_resolved_where_redirects_end() {
    let mut web = FakeWeb::of([
        ("http://h/orders?wsdl", "-> https://new/v2/orders.wsdl"),
        ("https://new/v2/orders.wsdl", &wsdl(&includes(&["types.xsd"]))),
        ("https://new/v2/types.xsd", &schema(&includes(&["http://h/old-types.xsd"]))),
        ("http://h/old-types.xsd", "-> https://new/v2/types.xsd"),
    ]);
    let documents = web.followed(&asked(&["http://h/orders?wsdl"]));
    assert_eq!(urls(&documents), ["https://new/v2/orders.wsdl", "https://new/v2/types.xsd"]);
    assert!(documents[0].is_root && documents[0].names.contains("http://h/orders?wsdl"));
    assert!(documents[1].names.contains("http://h/old-types.xsd"));
}

#[test]
fn what_is_built_in_or_has_no_location_is_not_asked_for() {
    let xml = "http://www.w3.org/XML/1998/namespace";
    let imports = format!(
        r#"<xs:import namespace="{xml}" schemaLocation="http://www.w3.org/2001/xml.xsd"/><xs:import namespace="urn:nowhere"/>
           <xs:import namespace="{xml}" schemaLocation="gone/xml.xsd"/>"#
    );
    let mut web = FakeWeb::of([("http://h/?wsdl", &wsdl(&imports))]);
    web.followed(&asked(&["http://h/?wsdl"]));
    assert_eq!(web.asked_for, ["http://h/?wsdl", "http://h/gone/xml.xsd"]);
}

#[test]
fn what_cannot_be_got_is_told_where_it_is_named() {
    let mut web = FakeWeb::of([
        ("http://h/o?wsdl", &wsdl(&includes(&["?xsd=gone", "?xsd=page", "?xsd=other"]))),
        ("http://h/o?xsd=page", "<!DOCTYPE html><html><title>Sign in</title><br></html>"),
        ("http://h/o?xsd=other", "<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    ]);
    let said = web.refused(&asked(&["http://h/o?wsdl"]));
    for expected in [
        "http://h/o?wsdl:2:73: error[unreadable-document]: `http://h/o?xsd=gone`: the server says 404 Not Found",
        "help: look",
        "http://h/o?xsd=page:1:",
        "this looks like a web page",
        "note: this names it (http://h/o?wsdl:2:",
        "`http://h/o?xsd=other` is not a schema",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let mut asked = asked(&["http://h/o?wsdl"]);
    asked.without =
        ["gone", "page", "other"].map(|name| WebUrl::parse(&format!("http://h/o?xsd={name}")).unwrap()).into();
    assert_eq!(web.followed(&asked).len(), 1);
}

#[test]
fn a_root_that_is_no_contract_is_told() {
    let mut web = FakeWeb::of([("http://h/", "<html><p>Hello</html>"), ("http://h/x", "<definitions/>")]);
    assert!(web.refused(&asked(&["http://h/"])).contains("this looks like a web page"));
    assert!(web.refused(&asked(&["http://h/gone"])).contains("`http://h/gone` cannot be used: the server says 404"));
    assert!(web.refused(&asked(&["http://h/x"])).contains("neither a schema nor a WSDL document"));
}

#[test]
fn a_web_without_end_has_one() {
    let mut asked = asked(&["http://h/0"]);
    let mut count = 0;
    let mut endless = |url: &WebUrl| {
        count += 1;
        Ok(Got {
            bytes: schema(&includes(&[&format!("{count}"), &format!("x{count}")])).into_bytes(),
            url: url.clone(),
        })
    };
    let Followed { documents, diagnostics, sources } = super::follow(&asked, &mut endless);
    assert!(documents.is_none());
    assert_eq!(
        diagnostics.render(&sources, "").lines().next(),
        Some("error[too-much]: there are more than 100 documents")
    );
    assert_eq!(count, 100);
    asked.max_bytes = 50;
    let mut web = FakeWeb::of([("http://h/0", &schema(&includes(&["1"]))), ("http://h/1", &schema(""))]);
    assert!(web.refused(&asked).contains("more than 50 bytes together"));
    assert_eq!(web.asked_for.len(), 1);
}

#[test]
fn credentials_in_references_are_refused() {
    let mut web = FakeWeb::of([("http://h/o?wsdl", &wsdl(&includes(&["http://me:secret@h/t.xsd"])))]);
    assert!(web.refused(&asked(&["http://h/o?wsdl"])).contains("credentials in the URL"));
    assert_eq!(web.asked_for.len(), 1);
}

fn orders() -> FakeWeb {
    FakeWeb::of([
        ("http://h/shop/orders?wsdl", &wsdl(&includes(&["?xsd=xsd0", "/old&amp;new"]))),
        ("http://h/shop/orders?xsd=xsd0", &schema("<xs:element name=\"A\"/>")),
        ("http://h/old&new", "-> http://h/shop/orders?xsd=xsd0"),
    ])
}

fn folder(web: &mut FakeWeb, known: Option<&Lock>) -> Folder {
    let asked = asked(&["http://h/shop/orders?wsdl"]);
    let documents = web.followed(&asked);
    Folder::of(&asked, &documents, known)
}

#[test]
fn a_folder_has_documents_a_catalog_and_a_lock() {
    let Folder { files, lock } = folder(&mut orders(), None);
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["catalog.xml", "fetch.lock", "orders.wsdl", "xsd0.xsd"]);
    assert_eq!(text("xsd0.xsd"), schema("<xs:element name=\"A\"/>"));
    insta::assert_snapshot!(text("catalog.xml"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- @generated by wsdl-codegen fetch. Do not edit. -->
    <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
      <uri name="http://h/shop/orders?wsdl" uri="orders.wsdl"/>
      <uri name="http://h/shop/orders?xsd=xsd0" uri="xsd0.xsd"/>
      <uri name="http://h/old&amp;new" uri="xsd0.xsd"/>
    </catalog>
    "#);
    insta::assert_snapshot!(text("fetch.lock"), @r#"
    # @generated by wsdl-codegen fetch, which writes it again; fetch --check compares. Do not edit.
    version = 1
    roots = ["http://h/shop/orders?wsdl"]
    catalog = "888988d759f7e59909c6444565211eb7efd3eba790bfc47ed16f9d9c62deb552"

    [[document]]
    url = "http://h/shop/orders?wsdl"
    file = "orders.wsdl"
    sha256 = "da186e32a9e3ece92e11224c02b14afd153ee35285105ee85b52738cc10b2c50"

    [[document]]
    url = "http://h/shop/orders?xsd=xsd0"
    file = "xsd0.xsd"
    sha256 = "af773cfb6d7792e73a3add2bbebe0a10d1f934c7e90b963de05ef1394ff24da5"
    also = ["http://h/old&new"]
    "#);
    assert_eq!(Lock::parse(&text("fetch.lock")).unwrap(), lock);
    assert_eq!(lock.root_files().collect::<Vec<_>>(), ["orders.wsdl"]);
    assert_eq!(lock.sha256_of("xsd0.xsd"), Some(sha256(&files["xsd0.xsd"]).as_str()));
}

/// FIPS 180-2, appendix B.1.
#[test]
fn hashes_are_sha_256() {
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn locks_that_are_none_or_lead_elsewhere_are_refused() {
    let text = folder(&mut orders(), None).lock.text();
    for (from, to, said) in [
        ("version = 1", "version = 2", "it has version 2"),
        ("\"xsd0.xsd\"", "\"../xsd0.xsd\"", "no name of a file that fetch writes"),
        ("\"xsd0.xsd\"", "\"C:xsd0.xsd\"", "no name of a file that fetch writes"),
        ("\"xsd0.xsd\"", "\"main.rs\"", "no name of a file that fetch writes"),
        ("\"xsd0.xsd\"", "\"Orders.wsdl\"", "the file of more than one document"),
        ("roots = ", "root = ", "root"),
    ] {
        let error = Lock::parse(&text.replace(from, to)).unwrap_err();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn changes_are_told_by_document() {
    let then = folder(&mut orders(), None).lock;
    assert_eq!(changes(&then, &folder(&mut orders(), Some(&then)).lock), []);
    let mut web = orders();
    web.documents.insert("http://h/shop/orders?wsdl", wsdl(&includes(&["?xsd=xsd0", "?xsd=xsd1"])));
    web.documents.insert("http://h/shop/orders?xsd=xsd1", schema(""));
    let now = folder(&mut web, Some(&then)).lock;
    let told = |then, now| changes(then, now).iter().map(Change::to_string).collect::<Vec<_>>();
    assert_eq!(
        told(&then, &now),
        [
            "changed: http://h/shop/orders?wsdl (orders.wsdl)",
            "led to by other URLs: http://h/shop/orders?xsd=xsd0 (xsd0.xsd)",
            "new: http://h/shop/orders?xsd=xsd1",
        ]
    );
    assert_eq!(told(&now, &then)[2], "gone: http://h/shop/orders?xsd=xsd1 (xsd1.xsd)");
}
