//! All documents of a contract.
//!
//! In: URLs, and how to get one. Out: the documents that the loader would ask for, each with the URL that it was got from and all that lead to it.
//! Invariant: a URL is asked for once; neither the number of documents nor their bytes pass what is allowed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::web_url::WebUrl;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load;
use crate::source::{ResolveError, Resolver, SourcePath, Sources};

/// What is to be followed, and how far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where the contract begins.
    pub roots: BTreeSet<WebUrl>,
    /// What is left out, although it is named.
    pub without: BTreeSet<WebUrl>,
    /// How many documents there may be.
    pub max_documents: usize,
    /// How many bytes all of them may have together.
    pub max_bytes: usize,
}

/// What was got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Got {
    /// The document, as it was sent.
    pub bytes: Vec<u8>,
    /// Where it was in the end, after redirects.
    pub url: WebUrl,
}

/// Why something was not got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What was found in its place.
    pub found: String,
    /// What to do.
    pub help: Option<String>,
}

/// Gets a document.
pub type Get<'g> = &'g mut dyn FnMut(&WebUrl) -> Result<Got, Refused>;

/// A document of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it is: what it refers to is resolved against this.
    pub url: WebUrl,
    /// The URLs that lead to it, as they are written once they are resolved.
    pub names: BTreeSet<String>,
    /// Whether it is a WSDL document; otherwise it is a schema.
    pub is_wsdl: bool,
    /// Whether the contract begins here.
    pub is_root: bool,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What came of following.
#[derive(Debug)]
pub struct Followed {
    /// The documents, those first where the contract begins, and then by URL; `None` if something is wrong.
    pub documents: Option<Vec<Document>>,
    /// What is wrong, and what deserves a look.
    pub diagnostics: Diagnostics,
    /// The documents that this is said of.
    pub sources: Sources,
}

/// Gets the documents that a contract consists of.
#[must_use]
pub fn follow(asked: &Asked, get: Get<'_>) -> Followed {
    let web = Web { asked, get: RefCell::new(get), got: RefCell::default(), over: RefCell::default() };
    let roots: Vec<&str> = asked.roots.iter().map(WebUrl::as_str).collect();
    let mut diagnostics = Diagnostics::new();
    let (sources, kinds) = load::follow(&roots, &web, &mut diagnostics);
    if let Some(over) = web.over.into_inner() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(over);
        return Followed { documents: None, diagnostics, sources };
    }
    let documents = (!diagnostics.has_errors()).then(|| documents(asked, &web.got.into_inner(), &kinds));
    Followed { documents, diagnostics, sources }
}

fn documents(
    asked: &Asked,
    got: &BTreeMap<SourcePath, Got>,
    kinds: &BTreeMap<SourcePath, load::Kind>,
) -> Vec<Document> {
    let mut found: BTreeMap<&WebUrl, Document> = BTreeMap::new();
    for (path, Got { bytes, url }) in got {
        let Some(kind) = kinds.get(path) else { continue };
        let document = found.entry(url).or_insert_with(|| Document {
            url: url.clone(),
            names: BTreeSet::new(),
            is_wsdl: *kind == load::Kind::Wsdl,
            is_root: false,
            bytes: bytes.clone(),
        });
        let asked_for = WebUrl::parse(path.as_str()).ok();
        document.is_root |= asked_for.as_ref().is_some_and(|url| asked.roots.contains(url));
        document.names.insert(path.to_string());
        document.names.extend(asked_for.map(|url| url.to_string()));
        document.names.insert(url.to_string());
    }
    let mut documents: Vec<Document> = found.into_values().collect();
    documents.sort_by_key(|document| !document.is_root);
    documents
}

/// The web as the loader sees it.
struct Web<'w> {
    asked: &'w Asked,
    get: RefCell<Get<'w>>,
    got: RefCell<BTreeMap<SourcePath, Got>>,
    /// What has gone too far; nothing is got any more.
    over: RefCell<Option<Diagnostic>>,
}

impl Resolver for Web<'_> {
    /// What a document refers to is resolved against the URL that it was got from in the end (RFC 3986, 5.1.3).
    fn locate(&self, location: &str, base: Option<&SourcePath>) -> SourcePath {
        let got = self.got.borrow();
        let base = base.map(|base| match got.get(base) {
            Some(got) => SourcePath::join(None, got.url.as_str()),
            None => base.clone(),
        });
        SourcePath::join(base.as_ref(), location)
    }

    fn load(&self, path: &SourcePath) -> Result<Vec<u8>, ResolveError> {
        if self.over.borrow().is_some() {
            return Err(ResolveError::NotFound);
        }
        let url = match WebUrl::parse(path.as_str()) {
            Ok(url) => url,
            // The same as for the loader: it matters only once something turns out to be undefined.
            Err(_) if !path.as_str().contains("@") => return Err(ResolveError::NotFound),
            Err(found) => return Err(ResolveError::Refused { found, help: None }),
        };
        if self.asked.without.contains(&url) || is_built_in(&url) {
            return Err(ResolveError::NotFound);
        }
        if self.got.borrow().len() >= self.asked.max_documents {
            return Err(
                self.stop(format!("there are more than {} documents", self.asked.max_documents), "--max-documents")
            );
        }
        let got =
            (self.get.borrow_mut())(&url).map_err(|Refused { found, help }| ResolveError::Refused { found, help })?;
        let bytes = got.bytes.clone();
        self.got.borrow_mut().insert(path.clone(), got);
        let total: usize = self.got.borrow().values().map(|got| got.bytes.len()).sum();
        if total > self.asked.max_bytes {
            return Err(self
                .stop(format!("the documents have more than {} bytes together", self.asked.max_bytes), "--max-size"));
        }
        Ok(bytes)
    }
}

impl Web<'_> {
    fn stop(&self, message: String, option: &str) -> ResolveError {
        let help = format!("if a contract is as large as this, say how much is allowed: {option}");
        *self.over.borrow_mut() = Some(Diagnostic::error("too-much", None, message).help(help));
        ResolveError::NotFound
    }
}

/// The schemas of the namespaces that the generator knows by itself, where everybody names them.
fn is_built_in(url: &WebUrl) -> bool {
    let name = url.path().rsplit('/').next();
    url.origin().host() == "www.w3.org" && matches!(name, Some("xml.xsd" | "XMLSchema.xsd"))
}
