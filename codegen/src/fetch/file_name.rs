//! Names of files for documents of the web.
//!
//! In: documents with their URLs. Out: a name for each. Invariant: a name is plain on every system: ASCII, without folders, not reserved, not too
//! long, and unlike all others also where upper and lower case are the same. A document keeps the name that it has.
//!
//! ```text
//! http://host/Orders.svc?wsdl           Orders.wsdl
//! http://host/Orders.svc?xsd=xsd0       xsd0.xsd
//! http://host/schemas/common.xsd        common.xsd
//! ```

use super::lock::Lock;
use super::tree::Document;
use super::web_url::WebUrl;

/// The longest name without what makes it unlike others and without its end.
const LONGEST: usize = 64;

/// What services end with that make documents when they are asked.
const PROGRAMS: [&str; 11] = ["svc", "asmx", "ashx", "aspx", "asp", "php", "jsp", "jws", "cfc", "do", "xml"];

/// A name for each document, in their order.
#[must_use]
pub fn file_names(documents: &[Document], known: Option<&Lock>) -> Vec<String> {
    let kept: Vec<Option<&str>> = documents.iter().map(|document| kept(document, known)).collect();
    let mut taken: Vec<String> = kept.iter().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let mut name = |(document, kept): (&Document, &Option<&str>)| match kept {
        Some(name) => (*name).to_owned(),
        None => {
            let name = unlike(&stem(&document.url), end(document), &taken);
            taken.push(name.to_ascii_lowercase());
            name
        }
    };
    documents.iter().zip(&kept).map(&mut name).collect()
}

fn kept<'l>(document: &Document, known: Option<&'l Lock>) -> Option<&'l str> {
    let locked = known?.documents.iter().find(|locked| locked.url == document.url.as_str())?;
    locked.file.ends_with(&format!(".{}", end(document))).then_some(locked.file.as_str())
}

fn end(document: &Document) -> &'static str {
    if document.is_wsdl { "wsdl" } else { "xsd" }
}

fn unlike(stem: &str, end: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(&name.to_ascii_lowercase());
    let numbered = (2..).map(|number| format!("{stem}-{number}.{end}"));
    std::iter::once(format!("{stem}.{end}")).chain(numbered).find(is_free).unwrap_or_default()
}

/// What a document is called: by its query, as in `?xsd=xsd0`, or else by its path.
fn stem(url: &WebUrl) -> String {
    let asked = url.query().and_then(|query| query.split('&').find_map(named));
    let step = asked.or_else(|| url.path().trim_end_matches('/').rsplit('/').next()).unwrap_or("");
    let decoded = crate::source::locations::percent_decoded(step);
    let last = decoded.as_deref().unwrap_or(step).rsplit(['/', '\\']).next().unwrap_or("");
    plain(without_end(last))
}

/// The document that a part of a query names.
fn named(part: &str) -> Option<&str> {
    let (name, value) = part.split_once('=')?;
    let is_kind = ["xsd", "wsdl", "schema", "import"].iter().any(|kind| name.eq_ignore_ascii_case(kind));
    (is_kind && !value.is_empty()).then_some(value)
}

fn without_end(name: &str) -> &str {
    let is_end = |end: &str| ["wsdl", "xsd"].iter().chain(&PROGRAMS).any(|known| end.eq_ignore_ascii_case(known));
    match name.rsplit_once('.') {
        Some((stem, end)) if is_end(end) && !stem.is_empty() => stem,
        _ => name,
    }
}

/// The name with nothing in it that any system objects to.
fn plain(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let name: String = name.chars().map(kept).take(LONGEST).collect();
    let name = name.trim_matches(['.', '_', '-']);
    match name.split_once('.').unwrap_or((name, "")) {
        ("", _) => "document".to_owned(),
        (first, rest) if is_reserved(first) => format!("{first}_.{rest}").trim_end_matches('.').to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether Windows has a device of this name.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_port = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
    ["con", "prn", "aux", "nul"].contains(&name.as_str())
        || ["com", "lpt"].iter().any(|port| name.strip_prefix(port).is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;

    fn document(url: &str) -> Document {
        let is_wsdl = url.to_ascii_lowercase().ends_with("wsdl");
        Document {
            url: WebUrl::parse(url).unwrap(),
            names: BTreeSet::new(),
            is_wsdl,
            is_root: false,
            bytes: Vec::new(),
        }
    }

    fn names(urls: &[&str]) -> Vec<String> {
        file_names(&urls.iter().map(|url| document(url)).collect::<Vec<_>>(), None)
    }

    #[test]
    fn names_come_from_paths_and_queries() {
        for (url, name) in [
            ("http://h/Orders.svc?wsdl", "Orders.wsdl"),
            ("http://h/Orders.asmx?WSDL", "Orders.wsdl"),
            ("http://h/orders?singleWsdl", "orders.wsdl"),
            ("http://h/orders/?wsdl", "orders.wsdl"),
            ("http://h/orders?xsd=xsd0", "xsd0.xsd"),
            ("http://h/orders?v=1&XSD=..%2Fshared/Types.XSD", "Types.xsd"),
            ("http://h/com.example.v1", "com.example.v1.xsd"),
            ("http://h/my%20types.xsd", "my_types.xsd"),
            ("http://h/", "document.xsd"),
            ("http://h?wsdl", "document.wsdl"),
            ("http://h/..%2f..%2fetc%2fpasswd", "passwd.xsd"),
            ("http://h/..%5C..%5Cx.xsd", "x.xsd"),
            ("http://h/.xsd", "xsd.xsd"),
            ("http://h/con.xsd", "con_.xsd"),
            ("http://h/Lpt1.types.xsd", "Lpt1_.types.xsd"),
            ("http://h/größe.xsd", "gr__e.xsd"),
            ("http://h/a%3Ab%00.xsd", "a_b.xsd"),
        ] {
            assert_eq!(names(&[url]), [name], "{url}");
        }
        assert!(names(&[&format!("http://h/{}.xsd", "x".repeat(400))])[0].len() < 80);
    }

    #[test]
    fn names_are_unlike_where_letter_case_does_not_count() {
        let urls = ["http://h/a/types.xsd", "http://h/b/Types.xsd", "http://h/c/types-2.xsd", "http://h/types?wsdl"];
        assert_eq!(names(&urls), ["types.xsd", "Types-2.xsd", "types-2-2.xsd", "types.wsdl"]);
    }

    #[test]
    fn a_document_keeps_its_name() {
        let old = [document("http://h/b/types.xsd")];
        let asked = crate::fetch::tests::asked(&["http://h/b/types.xsd"]);
        let lock = crate::fetch::Folder::of(&asked, &old, None).lock;
        let now = [document("http://h/a/types.xsd"), document("http://h/b/types.xsd")];
        assert_eq!(file_names(&now, None), ["types.xsd", "types-2.xsd"]);
        assert_eq!(file_names(&now, Some(&lock)), ["types-2.xsd", "types.xsd"]);
    }
}
