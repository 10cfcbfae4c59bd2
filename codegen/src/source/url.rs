//! What a reference means in a document that has a URL (RFC 3986, 5.2).
//!
//! In: the document's URL, and the reference as it is written there. Out: the URL of what it names, without a fragment. Invariant: letter case and
//! escapes are kept, so that one reference always gives one text.
//!
//! ```text
//! http://host/shop/orders?wsdl  and  ?xsd=xsd0        give  http://host/shop/orders?xsd=xsd0
//! http://host/shop/orders?wsdl  and  ../types.xsd     give  http://host/types.xsd
//! http://host/shop/orders?wsdl  and  //other/t.xsd    give  http://other/t.xsd
//! ```

/// A URL or reference in its parts (RFC 3986, appendix B).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts<'u> {
    /// Without the colon.
    pub(crate) scheme: Option<&'u str>,
    /// Without the slashes.
    pub(crate) authority: Option<&'u str>,
    pub(crate) path: &'u str,
    /// Without the question mark.
    pub(crate) query: Option<&'u str>,
}

impl<'u> Parts<'u> {
    /// The parts of a URL or reference; a fragment is none.
    pub(crate) fn of(text: &'u str) -> Self {
        let text = text.split('#').next().unwrap_or("");
        let (scheme, rest) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (rest, None),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query }
    }

    fn text(&self, path: &str) -> String {
        let scheme = self.scheme.map(|scheme| format!("{scheme}:")).unwrap_or_default();
        let authority = self.authority.map(|authority| format!("//{authority}")).unwrap_or_default();
        let query = self.query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{scheme}{authority}{path}{query}")
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// A URL with its `.` and `..` segments folded.
pub(super) fn folded(url: &str) -> String {
    let parts = Parts::of(url);
    parts.text(&without_dots(parts.path))
}

/// What a reference means in the document of this URL.
pub(super) fn resolved(base: &str, reference: &str) -> String {
    let (base, reference) = (Parts::of(base), Parts::of(reference));
    if reference.scheme.is_some() {
        return reference.text(&without_dots(reference.path));
    }
    let of_base = |query| Parts { scheme: base.scheme, authority: base.authority, path: base.path, query };
    if reference.authority.is_some() {
        return Parts { scheme: base.scheme, ..reference }.text(&without_dots(reference.path));
    }
    if reference.path.is_empty() {
        return of_base(reference.query.or(base.query)).text(base.path);
    }
    let path = match reference.path.starts_with('/') {
        true => reference.path.to_owned(),
        false => merged(&base, reference.path),
    };
    of_base(reference.query).text(&without_dots(&path))
}

/// A relative path in place of the base's last segment (5.2.3).
fn merged(base: &Parts<'_>, path: &str) -> String {
    match base.path.rfind('/') {
        Some(slash) => format!("{}{path}", base.path.get(..=slash).unwrap_or("/")),
        None if base.authority.is_some() => format!("/{path}"),
        None => path.to_owned(),
    }
}

/// A path without `.` and `..` segments (5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                // The first one is what stands before the slash that the path begins with.
                if segment == ".." && kept.len() > 1 {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3986, 5.4, without fragments, which name no other document.
    #[test]
    fn references_are_resolved_as_the_rfc_has_them() {
        for (reference, url) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            ("g?y#s", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://h/x/../y", "https://h/y"),
        ] {
            assert_eq!(resolved("http://a/b/c/d;p?q", reference), url, "{reference}");
        }
    }

    #[test]
    fn queries_name_documents_of_a_service() {
        for (base, reference, url) in [
            ("http://h/shop/orders?wsdl", "?xsd=xsd0", "http://h/shop/orders?xsd=xsd0"),
            ("http://h/orders.svc?wsdl", "orders.svc?xsd=xsd1", "http://h/orders.svc?xsd=xsd1"),
            ("http://h/orders?xsd=a/b.xsd", "c.xsd", "http://h/c.xsd"),
            ("http://h", "c.xsd", "http://h/c.xsd"),
            ("http://h?wsdl", "?xsd=1", "http://h?xsd=1"),
        ] {
            assert_eq!(resolved(base, reference), url, "{base} {reference}");
        }
        assert_eq!(folded("http://h/a/./b/../c?x=../y#z"), "http://h/a/c?x=../y");
    }
}
