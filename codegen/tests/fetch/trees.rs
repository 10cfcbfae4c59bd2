//! Trees of documents: what is fetched, how it is named, and that `generate` takes it.

use std::path::Path;

use crate::common::command::{folder, lossless, succeed};
use crate::server::{Answer, Server};
use crate::{contract, fetch, include, names, place, said, schema};

const ORDER: &str = "<xs:element name=\"Order\" type=\"t:OrderType\"/>";

/// A service with documents by query, beside it, behind redirects, compressed, and leading back to each other. There are two `types.xsd`.
fn service() -> Server {
    Server::new(|request| match request.target.as_str() {
        "/shop/orders?wsdl" => Answer::redirect("/v2/orders.svc?wsdl"),
        "/v2/orders.svc?wsdl" => Answer::document(contract(&include("?xsd=xsd0"))).gzip(),
        "/v2/orders.svc?xsd=xsd0" => {
            Answer::document(schema(&(include("../common/types.xsd") + &include("orders.svc?xsd=xsd0") + ORDER)))
        }
        "/common/types.xsd" => Answer::document(schema(
            &(include("deep/types.xsd")
                + "<xs:complexType name=\"OrderType\"><xs:attribute name=\"n\" type=\"t:N\"/></xs:complexType>"),
        ))
        .gzip(),
        "/common/deep/types.xsd" => Answer::redirect("/moved/types.xsd"),
        "/moved/types.xsd" => Answer::document(schema(
            &(include("/v2/orders.svc?xsd=xsd0")
                + "<xs:simpleType name=\"N\"><xs:restriction base=\"xs:int\"/></xs:simpleType>"),
        )),
        _ => Answer::status(404),
    })
}

/// The same documents, as somebody would keep them who changes their references.
fn local(folder: &Path) {
    let put = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    put("orders.wsdl", contract(&include("xsd0.xsd")));
    put("xsd0.xsd", schema(&(include("types.xsd") + ORDER)));
    put(
        "types.xsd",
        schema(
            &(include("types-2.xsd")
                + "<xs:complexType name=\"OrderType\"><xs:attribute name=\"n\" type=\"t:N\"/></xs:complexType>"),
        ),
    );
    put("types-2.xsd", schema("<xs:simpleType name=\"N\"><xs:restriction base=\"xs:int\"/></xs:simpleType>"));
}

#[test]
fn a_tree_is_fetched_and_generated_from() {
    let (server, into) = (service(), place("tree"));
    let url = server.url("/shop/orders?wsdl");
    let (out, err) = said(&mut fetch(&into, [&url]), 0);
    assert_eq!(names(&into), ["catalog.xml", "fetch.lock", "orders.wsdl", "types-2.xsd", "types.xsd", "xsd0.xsd"]);
    assert_eq!(server.targets().len(), 6, "{err}");
    // Byte for byte, without what it was compressed by.
    let wsdl = std::fs::read_to_string(into.join("orders.wsdl")).unwrap();
    assert_eq!(wsdl, contract(&include("?xsd=xsd0")));
    assert!(err.contains(&format!("fetched {url} from {} ({} bytes)", server.url("/v2/orders.svc?wsdl"), wsdl.len())));
    let next = out.lines().find_map(|line| line.strip_prefix("next: wsdl-codegen ")).unwrap();
    let made = into.parent().unwrap().join("made.rs");
    let arguments: Vec<String> = next.split(' ').map(str::to_owned).take_while(|word| word != "--crate").collect();
    drop(server);
    succeed(arguments.iter().cloned().chain(["--module".to_owned(), lossless(&made)]));
    let kept = folder("tree-kept");
    local(&kept);
    let from_kept = kept.join("made.rs");
    succeed(["generate", &lossless(&kept.join("orders.wsdl")), "--module", &lossless(&from_kept)]);
    assert_eq!(std::fs::read_to_string(&made).unwrap(), std::fs::read_to_string(&from_kept).unwrap());
    succeed(arguments.iter().cloned().chain(["--check".to_owned(), "--module".to_owned(), lossless(&made)]));
}

#[test]
fn what_is_fetched_depends_on_the_documents_alone() {
    let server = service();
    let (one, two) = (place("again-1"), place("again-2"));
    for into in [&one, &two] {
        said(&mut fetch(into, [server.url("/shop/orders?wsdl")]), 0);
    }
    for name in names(&one) {
        assert_eq!(std::fs::read(one.join(&name)).unwrap(), std::fs::read(two.join(&name)).unwrap(), "{name}");
    }
    let (out, _) = said(&mut fetch(&one, [server.url("/shop/orders?wsdl")]), 0);
    assert!(out.contains("files: 6 unchanged"), "{out}");
}

/// A file of the right name lies beside, and is not what is meant.
#[test]
fn the_catalog_wins_over_a_file_beside() {
    let server = Server::new(|request| match request.target.as_str() {
        "/a/orders.wsdl" => Answer::document(contract(&include("../b/main.xsd"))),
        "/b/main.xsd" => {
            Answer::document(schema(&(include("types.xsd") + "<xs:element name=\"Order\" type=\"t:FromB\"/>")))
        }
        "/b/types.xsd" => Answer::document(schema(&(include("../a/types.xsd") + "<xs:complexType name=\"FromB\"/>"))),
        "/a/types.xsd" => Answer::document(schema("<xs:complexType name=\"FromA\"/>")),
        _ => Answer::status(404),
    });
    let into = place("beside");
    said(&mut fetch(&into, [server.url("/a/orders.wsdl")]), 0);
    // That of /a has the name by which /b names its own.
    assert!(std::fs::read_to_string(into.join("types.xsd")).unwrap().contains("FromA"));
    let (wsdl, catalog) = (lossless(&into.join("orders.wsdl")), lossless(&into.join("catalog.xml")));
    let shown = succeed(["inspect", &wsdl, "--catalog", &catalog]);
    assert!(shown.contains("FromB"), "{shown}");
}

#[test]
fn several_urls_make_one_folder() {
    let server = Server::new(|request| match request.target.as_str() {
        "/a?wsdl" | "/b?wsdl" => Answer::document(contract(&include("/types.xsd"))),
        "/types.xsd" => Answer::document(schema("")),
        _ => Answer::status(404),
    });
    let into = place("several");
    let (out, _) = said(&mut fetch(&into, [server.url("/a?wsdl"), server.url("/b?wsdl")]), 0);
    assert_eq!(names(&into), ["a.wsdl", "b.wsdl", "catalog.xml", "fetch.lock", "types.xsd"]);
    assert!(out.contains("a.wsdl ") && out.contains("b.wsdl --catalog"), "{out}");
    // Another contract has to have its own.
    let (_, err) = said(&mut fetch(&into, [server.url("/a?wsdl")]), 1);
    assert!(err.contains("holds another contract") && err.contains("--force"), "{err}");
    said(&mut fetch(&into, [server.url("/a?wsdl"), "--force".to_owned()]), 0);
    assert_eq!(names(&into), ["a.wsdl", "catalog.xml", "fetch.lock", "types.xsd"]);
}

#[test]
fn what_cannot_be_had_is_told_where_it_is_named_and_nothing_is_written() {
    let server = Server::new(|request| match request.target.as_str() {
        "/orders?wsdl" => Answer::document(contract(&(include("gone.xsd") + &include("sign-in.xsd")))),
        "/sign-in.xsd" => Answer::document("<!doctype html><html><br>Sign in</html>"),
        "/endless" => Answer::redirect("/endless"),
        "/brotli" => Answer::document("").with("Content-Encoding", "br"),
        "/broken" => Answer::status(500),
        _ => Answer::status(404),
    });
    let into = place("failing");
    let (_, err) = said(&mut fetch(&into, [server.url("/orders?wsdl")]), 1);
    for expected in [
        format!("{}:3:", server.url("/orders?wsdl")),
        format!("`{}`: the server says 404 Not Found", server.url("/gone.xsd")),
        format!("--without '{}'", server.url("/gone.xsd")),
        format!("{}:1:", server.url("/sign-in.xsd")),
        "this looks like a web page".to_owned(),
        "2 errors; nothing was written".to_owned(),
    ] {
        assert!(err.contains(&expected), "{expected}\n{err}");
    }
    for (target, expected) in [
        ("/endless", "more than 10 redirects"),
        ("/brotli", "compressed as `br`"),
        ("/broken", "500 Internal Server Error"),
        ("/sign-in.xsd", "this looks like a web page"),
    ] {
        let (_, err) = said(&mut fetch(&into, [server.url(target)]), 1);
        assert!(err.contains(expected), "{err}");
    }
    assert_eq!(names(&into), [""; 0]);
    let without = ["gone.xsd", "sign-in.xsd"].map(|name| format!("--without={}", server.url(&format!("/{name}"))));
    said(fetch(&into, [server.url("/orders?wsdl")]).args(without), 0);
    // The lock knows what was left out.
    said(&mut fetch(&into, ["--check"]), 0);
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let server = service();
    let url = server.url("/shop/orders?wsdl");
    drop(server);
    // The port is free once the thread has seen that it is over.
    let (_, err) = said(&mut fetch(&place("nobody"), ["--timeout", "5", &url]), 1);
    assert!(err.contains(&format!("`{url}` cannot be used")) && err.contains("help: "), "{err}");
    let (_, err) = said(&mut fetch(&place("no-name"), ["--timeout", "5", "http://no-such-host.invalid/?wsdl"]), 1);
    assert!(err.contains("help: ") && err.contains("1 error; nothing was written"), "{err}");
    for (url, expected) in [("orders.wsdl", "only http"), ("http://me:secret@h/", "credentials in the URL")] {
        let (_, err) = said(&mut fetch(&place("no-url"), [url]), 2);
        assert!(err.contains(expected) && !err.contains("secret"), "{err}");
    }
}

#[test]
fn findings_have_the_form_that_is_asked_for() {
    let server = service();
    let (_, err) = said(&mut fetch(&place("json"), ["--format", "json", &server.url("/gone")]), 1);
    assert!(err.lines().all(|line| line.starts_with('{')) && err.contains("\"code\":\"missing-input\""), "{err}");
}
