//! The prefix of every namespace: one spelling in written XML, Rust, paths, messages, and tables.
//!
//! In: what documents declare, `[namespaces]` of the configuration, and the prefixes of an earlier version. Out: [`Prefixes`], which
//! know all namespaces that documents or components mention. Invariants: two namespaces have two prefixes; each is an identifier in
//! Rust; they depend neither on the order of the documents nor on what of them is generated.
//!
//! ```xml
//! <xs:schema xmlns:t="urn:types" targetNamespace="urn:types"/>   <!-- t -->
//! ```

mod default;
mod given;
mod pattern;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use soap_runtime::xml::{SOAP11_URI, SOAP12_URI};

use crate::naming::is_identifier;
use crate::qname::{Namespace, Prefixes, XML, XSD, XSI};

pub(crate) use default::default_namespace;
pub(crate) use given::{check, given};
pub(crate) use pattern::{NamePattern, namespace};

/// Namespaces that always have the same prefix.
const FIXED: [(&str, &str); 5] =
    [("xs", XSD), ("xml", XML), ("xsi", XSI), ("soap", SOAP11_URI), ("soap12", SOAP12_URI)];

/// Prefixes that no namespace has: XML and generated code need them.
const RESERVED: [&str; 3] = ["xmlns", "default", "none"];

/// The prefix of SOAP 1.1 where it has components of the contract: an envelope of SOAP 1.2 has the prefix `soap` as well.
const SOAP11: &str = "soap11";

/// What documents call namespaces.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Claims {
    /// The namespaces that schemas and WSDL documents define components of.
    pub(crate) targets: BTreeSet<Namespace>,
    /// By namespace and prefix, the documents.
    declared: BTreeMap<Namespace, BTreeMap<String, Claim>>,
}

/// In how many documents a prefix is declared for a namespace.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Claim {
    documents: usize,
    /// Those that do so where it holds for the whole document.
    at_roots: usize,
}

impl Claims {
    /// Adds a document: what its root declares (and inline schemas do), and all it declares anywhere.
    pub(crate) fn add(&mut self, at_root: &BTreeSet<(&str, &str)>, anywhere: &BTreeSet<(&str, &str)>) {
        for declaration in anywhere {
            let Some(namespace) = Namespace::new(declaration.1) else { continue };
            let claim = self.declared.entry(namespace).or_default().entry(declaration.0.to_owned()).or_default();
            claim.documents += 1;
            claim.at_roots += usize::from(at_root.contains(declaration));
        }
    }

    /// Every prefix that documents declare for a namespace, with the number of documents.
    pub(crate) fn of(&self, namespace: &Namespace) -> BTreeMap<String, usize> {
        let declared = self.declared.get(namespace).into_iter().flatten();
        declared.map(|(prefix, claim)| (prefix.clone(), claim.documents)).collect()
    }

    /// The prefix of every namespace that documents or components mention; those `settled` stay what they are.
    ///
    /// The namespaces that have components come first. Of several that claim a prefix, the one has it that more documents call
    /// so, at their roots rather than further inside; of equals, the first by name. `tns` says little and comes last. A namespace that
    /// goes without gets a number behind the prefix it would have, or `ns1`, `ns2`, … if there is none.
    pub(crate) fn spell<'a>(
        &self,
        mentioned: impl IntoIterator<Item = Namespace>,
        settled: impl IntoIterator<Item = (&'a Namespace, &'a str)>,
    ) -> Prefixes {
        let mut spelling = Spelling::new(&self.targets);
        for (namespace, prefix) in settled {
            spelling.assign(namespace, prefix);
        }
        spelling.add(self, &self.targets);
        spelling.add(self, &self.declared.keys().cloned().chain(mentioned).collect());
        spelling.prefixes
    }

    /// The prefixes that a namespace would have, the best first, with their rank.
    fn wishes(&self, namespace: &Namespace) -> Vec<(Rank, String)> {
        let declared = self.declared.get(namespace).into_iter().flatten();
        let usable = declared.filter_map(|(prefix, claim)| Some((Rank::of(prefix, *claim), usable(prefix)?)));
        let mut wishes: Vec<_> = usable.collect();
        wishes.sort();
        wishes
    }
}

/// How much a declared prefix counts: the less, the more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    says_little: bool,
    at_roots: Reverse<usize>,
    documents: Reverse<usize>,
}

impl Rank {
    fn of(prefix: &str, claim: Claim) -> Self {
        let Claim { documents, at_roots } = claim;
        Self { says_little: prefix == "tns", at_roots: Reverse(at_roots), documents: Reverse(documents) }
    }
}

/// Prefixes in the making.
struct Spelling {
    prefixes: Prefixes,
    taken: BTreeSet<String>,
}

impl Spelling {
    fn new(targets: &BTreeSet<Namespace>) -> Self {
        let mut spelling = Self { prefixes: Prefixes::default(), taken: RESERVED.map(str::to_owned).into() };
        for (prefix, uri) in FIXED {
            if let Some(namespace) = Namespace::new(uri) {
                let is_own = prefix == "soap" && targets.contains(&namespace);
                spelling.assign(&namespace, if is_own { SOAP11 } else { prefix });
                spelling.taken.insert(prefix.to_owned());
            }
        }
        spelling
    }

    /// Gives a namespace its prefix, if it has none yet and the prefix is free.
    fn assign(&mut self, namespace: &Namespace, prefix: &str) -> bool {
        let is_free = !self.has(namespace) && self.taken.insert(prefix.to_owned());
        if is_free {
            self.prefixes.insert(namespace.clone(), prefix);
        }
        is_free
    }

    fn has(&self, namespace: &Namespace) -> bool {
        self.prefixes.get(namespace).is_some_and(|prefix| self.taken.contains(prefix))
    }

    fn add(&mut self, claims: &Claims, namespaces: &BTreeSet<Namespace>) {
        let of_namespace =
            |namespace| claims.wishes(namespace).into_iter().map(move |(rank, prefix)| (rank, namespace, prefix));
        let mut wishes: Vec<(Rank, &Namespace, String)> = namespaces.iter().flat_map(of_namespace).collect();
        wishes.sort();
        for (_, namespace, prefix) in &wishes {
            self.assign(namespace, prefix);
        }
        for namespace in namespaces {
            let wish = claims.wishes(namespace).into_iter().next().map(|(_, prefix)| prefix);
            let (stem, first) = wish.map_or(("ns".to_owned(), 1), |wish| (wish, 2));
            let mut numbered = (first..).map(|number: u32| format!("{stem}{number}"));
            while !self.has(namespace) && numbered.next().is_some_and(|prefix| !self.assign(namespace, &prefix)) {}
        }
    }
}

/// A declared prefix as an identifier of Rust, if it can be one: `soap-enc` is `soap_enc`, `type` is `type_`.
fn usable(prefix: &str) -> Option<String> {
    let name = prefix.replace(['-', '.'], "_");
    let name = if is_identifier(&name) { name } else { format!("{name}_") };
    (name.is_ascii() && is_identifier(&name)).then_some(name)
}

#[cfg(test)]
mod tests;
