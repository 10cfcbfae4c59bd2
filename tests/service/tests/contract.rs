//! `?wsdl`: the published contract is complete, points at the server, and compiles to the same bindings.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use ms_oxwscos::http::Bytes;
use ms_oxwscos::http::types::{Method, Request, Response};
use ms_oxwscos::{Server, operations};
use service_tests::Recorded;

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";

async fn get(uri: &str, host: Option<&str>, address: Option<&str>) -> Response<Bytes> {
    let mut server = Server::new(Recorded::new());
    if let Some(address) = address {
        server = server.with_address(address);
    }
    let mut request = Request::builder().method(Method::GET).uri(uri);
    if let Some(host) = host {
        request = request.header("host", host);
    }
    server.answer(request.body(Bytes::new()).unwrap()).await
}

fn text(response: &Response<Bytes>) -> String {
    assert_eq!(response.headers()["content-type"], "text/xml; charset=utf-8");
    String::from_utf8(response.body().to_vec()).unwrap()
}

fn address(wsdl: &str) -> String {
    let document = roxmltree::Document::parse(wsdl).unwrap();
    let service = document.root_element().children().find(|child| child.has_tag_name((WSDL, "service"))).unwrap();
    let address = service.descendants().find(|node| node.tag_name().name() == "address").unwrap();
    address.attribute("location").unwrap().to_owned()
}

/// Everything that the contract at `uri` leads to, by its full URL.
async fn everything(uri: &str, host: &str) -> BTreeMap<String, String> {
    let mut documents = BTreeMap::new();
    let mut open = vec![format!("http://{host}{uri}")];
    while let Some(url) = open.pop() {
        if documents.contains_key(&url) {
            continue;
        }
        let path = url.strip_prefix(&format!("http://{host}")).unwrap_or_else(|| panic!("{url}"));
        let response = get(path, Some(host), None).await;
        assert_eq!(response.status().as_u16(), 200, "{url}");
        let xml = text(&response);
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        open.extend(parsed.descendants().filter_map(|node| Some(node.attribute("schemaLocation")?.to_owned())));
        documents.insert(url, xml);
    }
    documents
}

#[tokio::test]
async fn every_document_is_served_and_every_location_leads_back_here() {
    let documents = everything("/EWS/Exchange.asmx?wsdl", "ucs.example.com:8143").await;
    assert_eq!(documents.len(), 10, "{:?}", documents.keys());
    for xml in documents.values() {
        assert!(!xml.contains("{address}"));
    }
}

#[tokio::test]
async fn the_service_is_where_the_request_went_or_where_the_host_says() {
    let wsdl = text(&get("/EWS/Exchange.asmx?wsdl", Some("ucs.example.com:8143"), None).await);
    assert_eq!(address(&wsdl), "http://ucs.example.com:8143/EWS/Exchange.asmx");
    let absolute = text(&get("https://ucs.example.com/a?WSDL", None, None).await);
    assert_eq!(address(&absolute), "https://ucs.example.com/a");
    let behind = text(&get("/inner?wsdl", Some("10.0.0.1"), Some("https://mail.contoso.com/EWS?a=1&b=2")).await);
    assert_eq!(address(&behind), "https://mail.contoso.com/EWS?a=1&b=2");
    let hostile = text(&get("/x?wsdl", Some("a\"><evil"), None).await);
    assert_eq!(address(&hostile), "http://localhost/x");
}

#[tokio::test]
async fn documents_are_asked_for_by_name() {
    for query in
        ["xsd=MS-OXWSCOS-types.xsd", "XSD=MS-OXWSCOS-types.xsd", "xsd=MS%2DOXWSCOS-types.xsd", "wsdl=MS-OXWSCOS.wsdl"]
    {
        assert_eq!(get(&format!("/a?{query}"), None, None).await.status().as_u16(), 200, "{query}");
    }
    for query in ["xsd=other.xsd", "xsd=../Cargo.toml", "wsdl=x", "xsd="] {
        assert_eq!(get(&format!("/a?{query}"), None, None).await.status().as_u16(), 404, "{query}");
    }
    assert_eq!(get("/a?other", None, None).await.status().as_u16(), 405);
}

#[tokio::test]
async fn the_published_contract_compiles_to_the_same_operations() {
    let documents = everything("/a?wsdl", "h").await;
    let mut resolver = wsdl_codegen::source::MemoryResolver::new();
    for (url, xml) in &documents {
        resolver = resolver.with(url, xml.as_str());
    }
    let schemas = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/wsdl-codegen.toml");
    let config = wsdl_codegen::disk::Project::open(&schemas).unwrap().config;
    let compiled = wsdl_codegen::compile(&["http://h/a?wsdl"], &resolver, &config);
    assert_eq!(compiled.files.unwrap()["contract.txt"], ms_oxwscos::TABLE);
    let contract = compiled.contract.unwrap();
    let names: Vec<&str> =
        contract.port_types()[0].operations.iter().map(|operation| operation.name.as_str()).collect();
    assert_eq!(names, operations::ALL.iter().map(|operation| operation.name).collect::<Vec<_>>());
}
