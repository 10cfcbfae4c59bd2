//! Namespaces in scope while a document is read: prefixes come in, small ids go out.
//!
//! A contract knows its namespaces when it is generated, so names are compared as (id, local name): the
//! namespaces every document may use have fixed ids, those of the contract follow in the order of its table, and any
//! other namespace gets an id for the length of one document. Prefixes never leave this module.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::innermost::{FEW, Innermost};
use super::numbers::Numbers;

/// A namespace, as a small number. See the module's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ns(u32);

impl Ns {
    /// No namespace.
    pub const NONE: Self = Self(0);
    /// `http://www.w3.org/XML/1998/namespace`, always bound to `xml`.
    pub const XML: Self = Self(1);
    /// `http://www.w3.org/2001/XMLSchema-instance`.
    pub const XSI: Self = Self(2);
    /// `http://schemas.xmlsoap.org/soap/envelope/`.
    pub const SOAP11: Self = Self(3);
    /// `http://www.w3.org/2003/05/soap-envelope`.
    pub const SOAP12: Self = Self(4);

    const CONTRACT: u32 = 8;
    /// The first of those that are the document's own.
    pub(super) const OTHER: u32 = 0x1_0000;

    /// The id of the contract's namespace number `index`.
    #[must_use]
    pub const fn contract(index: u16) -> Self {
        Self(Self::CONTRACT + index as u32)
    }

    /// The same for a place in the contract's table.
    pub(super) fn of_place(index: usize) -> Self {
        Self(Self::CONTRACT + index as u32)
    }

    /// The id that a URI has in every contract, if it is one of these.
    pub(super) fn fixed(uri: &str) -> Option<Self> {
        FIXED.iter().position(|fixed| *fixed == uri).map(|index| Self(index as u32))
    }

    #[inline]
    pub(super) const fn number(self) -> u32 {
        self.0
    }

    /// Whether it means the same in every document of its contract.
    #[inline]
    pub(super) const fn is_lasting(self) -> bool {
        self.0 < Self::OTHER
    }
}

/// URIs of the ids below [`Ns::CONTRACT`].
const FIXED: [&str; 5] = ["", XML_URI, XSI_URI, SOAP11_URI, SOAP12_URI];
pub(crate) const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";
pub(crate) const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";
/// The namespace of `xsi:type` and `xsi:nil`.
pub const XSI_URI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The namespace of the types that XML Schema itself defines.
pub const XSD_URI: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace of SOAP 1.1 envelopes.
pub const SOAP11_URI: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// The namespace of SOAP 1.2 envelopes.
pub const SOAP12_URI: &str = "http://www.w3.org/2003/05/soap-envelope";

/// One namespace of a contract: the prefix it is written with and its URI. A namespace whose elements are written without a prefix
/// has two entries, the first with an empty prefix, the second for its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix used in writing; empty for the default namespace.
    pub prefix: &'static str,
    /// The namespace name.
    pub uri: &'static str,
}

impl Namespace {
    /// The namespace of `xsi:type` and `xsi:nil`.
    pub const XSI: Self = Self { prefix: "xsi", uri: XSI_URI };

    /// The namespace that a prefix stands for among those of a contract. There is no default namespace.
    pub(crate) fn named(contract: &[Self], prefix: Option<&str>) -> Option<&'static str> {
        match prefix? {
            "xml" => Some(XML_URI),
            prefix => contract.iter().find(|namespace| namespace.prefix == prefix).map(|namespace| namespace.uri),
        }
    }
}

/// A prefix of up to seven bytes packed with its length, longer ones by length alone (and then compared in full).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PrefixKey(u64);

impl PrefixKey {
    #[inline]
    pub(super) fn of(prefix: &str) -> Self {
        let bytes = prefix.as_bytes();
        match bytes {
            [] => Self(0),
            [one] => Self(0x0100_0000_0000_0000 | u64::from(*one)),
            _ => Self::pack(bytes),
        }
    }

    fn pack(bytes: &[u8]) -> Self {
        let packed = bytes.iter().take(7).fold(0_u64, |key, byte| key << 8 | u64::from(*byte));
        let length = bytes.len().min(255) as u64;
        Self(length << 56 | packed & 0x00FF_FFFF_FFFF_FFFF)
    }

    pub(super) const fn number(self) -> u64 {
        self.0
    }

    /// Whether no other prefix has the same.
    pub(super) const fn is_exact(self) -> bool {
        self.0 >> 56 <= 7
    }
}

#[derive(Debug, Clone, Copy)]
struct Binding<'a> {
    key: PrefixKey,
    prefix: &'a str,
    ns: Ns,
    /// What the bindings are called up to this one.
    generation: u32,
    /// The default namespace that there was before.
    outer_default: Ns,
}

/// A namespace name that a reader keeps: a copy costs nothing, however long it is.
#[derive(Debug, Clone)]
pub(crate) enum Uri<'a> {
    /// It stands in the document, in the contract or here.
    Written(&'a str),
    /// It had references in it.
    Shared(Arc<str>),
}

impl std::ops::Deref for Uri<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Written(uri) => uri,
            Self::Shared(uri) => uri,
        }
    }
}

/// A prefix and what it means.
pub(crate) type Declaration<'a> = (&'a str, Uri<'a>);

/// The bindings in scope, innermost last.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    contract: &'static [Namespace],
    others: Vec<Uri<'a>>,
    ids: HashMap<Cow<'a, str>, Ns>,
    bindings: Vec<Binding<'a>>,
    innermost: Innermost<&'a str>,
    default: Ns,
    last: (PrefixKey, Ns),
    /// The same bindings have the same number, and others another.
    generation: u32,
    /// The same by the number of the bindings without the last, and that: its prefix and namespace. What [`Numbers`] does not know.
    generations: HashMap<(u32, &'a str, Ns), u32>,
}

/// How many lists of bindings are remembered.
const GENERATIONS: usize = 1024;

impl<'a> Scope<'a> {
    /// The scope of a document's root.
    pub(super) fn new(contract: &'static [Namespace], numbers: &mut Numbers) -> Self {
        let (key, outer_default, generation) = (PrefixKey::of("xml"), Ns::NONE, numbers.begin(contract));
        let xml = Binding { key, prefix: "xml", ns: Ns::XML, generation, outer_default };
        Self {
            contract,
            others: Vec::new(),
            ids: HashMap::new(),
            bindings: vec![xml],
            innermost: Innermost::default(),
            default: Ns::NONE,
            last: (PrefixKey::of("xml"), Ns::XML),
            generation,
            generations: HashMap::new(),
        }
    }

    /// The number of the bindings in scope: as long as it is the same, each prefix means the same, also in other documents that the thread has read, but for
    /// namespaces whose [`Ns`] are the document's own.
    #[inline]
    pub(crate) fn generation(&self) -> u32 {
        self.generation
    }

    /// How many bindings are in scope: what [`Scope::truncate`] goes back to.
    #[inline]
    pub(crate) fn mark(&self) -> u32 {
        self.bindings.len() as u32
    }

    /// The prefix that two of the bindings made since `mark` share.
    pub(crate) fn repeated_since(&self, mark: u32) -> Option<&'a str> {
        let new = self.bindings.get(mark as usize..).unwrap_or(&[]);
        if new.len() > FEW {
            let mut known = HashSet::new();
            return new.iter().find(|binding| !known.insert(binding.prefix)).map(|binding| binding.prefix);
        }
        new.iter().enumerate().find(|(i, b)| new[..*i].iter().any(|a| a.prefix == b.prefix)).map(|(_, b)| b.prefix)
    }

    /// Leaves the scope of an element that was entered at `mark`.
    #[inline]
    pub(crate) fn truncate(&mut self, mark: u32) {
        if self.bindings.len() > mark as usize {
            self.leave(mark as usize);
        }
    }

    #[cold]
    fn leave(&mut self, mark: usize) {
        if let Some(first) = self.bindings.get(mark) {
            self.default = first.outer_default;
        }
        self.innermost.leave(mark);
        self.bindings.truncate(mark);
        self.refresh();
    }

    #[cold]
    fn refresh(&mut self) {
        self.last = (PrefixKey::of("xml"), Ns::XML);
        self.generation = self.bindings.last().map_or(0, |binding| binding.generation);
    }

    /// The number of the bindings with one more.
    fn generation_with(&mut self, prefix: &'a str, ns: Ns, numbers: &mut Numbers) -> u32 {
        if let Some(number) = numbers.of(self.generation, prefix, (ns, self.uri(ns))) {
            return number;
        }
        if self.generations.len() >= GENERATIONS {
            self.generations.clear();
        }
        *self.generations.entry((self.generation, prefix, ns)).or_insert_with(|| numbers.next())
    }

    /// Binds `prefix` (empty: the default namespace) to `uri` (empty: no namespace).
    pub(super) fn bind(&mut self, prefix: &'a str, uri: Cow<'a, str>, numbers: &mut Numbers) {
        let ns = self.id(uri);
        let generation = self.generation_with(prefix, ns, numbers);
        let (key, outer_default) = (PrefixKey::of(prefix), self.default);
        self.bindings.push(Binding { key, prefix, ns, generation, outer_default });
        if prefix.is_empty() {
            self.default = ns;
        }
        if self.bindings.len() > FEW {
            let new = self.bindings.iter().skip(self.innermost.len());
            self.innermost.enter(new.map(|binding| binding.prefix));
        }
        self.refresh();
    }

    /// The id of a URI; a URI not met before gets one.
    pub(crate) fn id(&mut self, uri: Cow<'a, str>) -> Ns {
        if let Some(known) = self.known(&uri) {
            return known;
        }
        let ns = Ns(Ns::OTHER + self.others.len() as u32);
        let shared = match &uri {
            Cow::Borrowed(uri) => Uri::Written(uri),
            Cow::Owned(uri) => Uri::Shared(uri.as_str().into()),
        };
        self.ids.insert(uri, ns);
        self.others.push(shared);
        ns
    }

    fn known(&self, uri: &str) -> Option<Ns> {
        Ns::fixed(uri)
            .or_else(|| self.contract.iter().position(|ns| ns.uri == uri).map(Ns::of_place))
            .or_else(|| self.ids.get(uri).copied())
    }

    /// The default namespace.
    #[inline]
    pub(crate) fn default_ns(&self) -> Ns {
        self.default
    }

    /// What `prefix` is bound to.
    #[inline]
    pub(crate) fn resolve(&mut self, prefix: &str) -> Option<Ns> {
        let key = PrefixKey::of(prefix);
        if key == self.last.0 && key.is_exact() {
            return Some(self.last.1);
        }
        self.search(key, prefix)
    }

    fn search(&mut self, key: PrefixKey, prefix: &str) -> Option<Ns> {
        let ns = self.binding(key, prefix)?.ns;
        self.last = (key, ns);
        Some(ns)
    }

    /// The innermost binding of a prefix.
    fn binding(&self, key: PrefixKey, prefix: &str) -> Option<&Binding<'a>> {
        if self.bindings.len() > FEW {
            return self.bindings.get(self.innermost.find(prefix)?);
        }
        let same = |b: &&Binding<'a>| b.key == key && (key.is_exact() || b.prefix == prefix);
        self.bindings.iter().rev().find(same)
    }

    /// The namespace that the document declares a prefix for; none where the default one was taken away.
    pub(crate) fn declared(&self, prefix: &str) -> Option<&str> {
        let ns = self.binding(PrefixKey::of(prefix), prefix)?.ns;
        (ns != Ns::XML && ns != Ns::NONE).then(|| self.uri(ns))
    }

    /// The prefix as the document has it, if it is bound.
    #[cfg(feature = "security")]
    pub(crate) fn prefix(&self, prefix: &str) -> Option<&'a str> {
        self.binding(PrefixKey::of(prefix), prefix).map(|binding| binding.prefix)
    }

    /// The URI behind an id.
    pub(crate) fn uri(&self, ns: Ns) -> &str {
        let index = ns.0 as usize;
        let contract = Ns::CONTRACT as usize;
        let other = Ns::OTHER as usize;
        let found = if index >= other {
            self.others.get(index - other).map(|uri| &**uri)
        } else if index >= contract {
            self.contract.get(index - contract).map(|ns| ns.uri)
        } else {
            FIXED.get(index).copied()
        };
        found.unwrap_or("")
    }

    /// The same to keep: the text of a document is not copied.
    fn kept_uri(&self, ns: Ns) -> Uri<'a> {
        let other = ns.0.checked_sub(Ns::OTHER).and_then(|index| self.others.get(index as usize));
        let contract = || ns.0.checked_sub(Ns::CONTRACT).and_then(|index| self.contract.get(index as usize));
        match (other, FIXED.get(ns.0 as usize)) {
            (Some(uri), _) => uri.clone(),
            (None, Some(fixed)) => Uri::Written(fixed),
            (None, None) => Uri::Written(contract().map_or("", |ns| ns.uri)),
        }
    }

    /// The namespaces of the contract, with the prefixes that its own texts use.
    pub(crate) fn contract(&self) -> &'static [Namespace] {
        self.contract
    }

    /// Whether an element in the namespace `uri` could be meant to be in `expected`: one of them is none, and the other is the contract's.
    pub(crate) fn is_other_form(&self, uri: &str, expected: Ns) -> bool {
        let found = self.known(uri).unwrap_or(Ns(u32::MAX));
        (found == Ns::NONE && self.is_contract(expected)) || (expected == Ns::NONE && self.is_contract(found))
    }

    /// Whether the contract has the namespace.
    pub(crate) fn is_contract(&self, ns: Ns) -> bool {
        let index = ns.0.wrapping_sub(Ns::CONTRACT) as usize;
        index < self.contract.len()
    }

    /// Another namespace in which an element in `own` might be meant to be; `tried` is the one tried last, its own at first.
    pub(crate) fn other_form(&self, own: Ns, tried: Ns) -> Option<Ns> {
        let next = match (own, tried) {
            (Ns::NONE, Ns::NONE) => Ns(Ns::CONTRACT),
            (Ns::NONE, _) => Ns(tried.0 + 1),
            _ if own == tried && self.is_contract(own) => return Some(Ns::NONE),
            _ => return None,
        };
        Some(next).filter(|next| self.is_contract(*next))
    }

    /// The bindings made since `mark`, in order of prefix; an empty URI takes the default namespace away.
    pub(crate) fn since(&self, mark: u32) -> Vec<Declaration<'a>> {
        let new = self.bindings.get(mark as usize..).unwrap_or(&[]);
        let mut new: Vec<_> = new.iter().map(|binding| self.declaration(binding)).collect();
        new.sort_by_key(|(prefix, _)| *prefix);
        new
    }

    fn declaration(&self, binding: &Binding<'a>) -> Declaration<'a> {
        (binding.prefix, self.kept_uri(binding.ns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static CONTRACT: [Namespace; 2] =
        [Namespace { prefix: "m", uri: "urn:m" }, Namespace { prefix: "t", uri: "urn:t" }];

    fn scope<'a>() -> (Scope<'a>, Numbers) {
        let mut numbers = Numbers::default();
        (Scope::new(&CONTRACT, &mut numbers), numbers)
    }

    #[test]
    fn prefixes_resolve_to_the_innermost_binding() {
        let (mut scope, mut numbers) = scope();
        let outer = scope.mark();
        scope.bind("t", Cow::Borrowed("urn:t"), &mut numbers);
        let inner = scope.mark();
        scope.bind("t", Cow::Borrowed("urn:m"), &mut numbers);
        assert_eq!(scope.resolve("t"), Some(Ns::contract(0)));
        scope.truncate(inner);
        assert_eq!(scope.resolve("t"), Some(Ns::contract(1)));
        scope.truncate(outer);
        assert_eq!(scope.resolve("t"), None);
    }

    #[test]
    fn the_same_bindings_have_the_same_number() {
        let (mut scope, mut numbers) = scope();
        let (none, mark) = (scope.generation(), scope.mark());
        let mut found = Vec::new();
        for (prefix, uri) in [("t", "urn:t"), ("t", "urn:m"), ("u", "urn:t"), ("t", "urn:t")] {
            scope.bind(prefix, Cow::Borrowed(uri), &mut numbers);
            found.push(scope.generation());
            scope.truncate(mark);
            assert_eq!(scope.generation(), none);
        }
        assert_eq!(found[0], found[3]);
        assert!(found[0] != found[1] && found[0] != found[2] && found[1] != found[2] && !found.contains(&none));
    }

    #[test]
    fn long_prefixes_of_one_beginning_are_told_apart() {
        let (mut scope, mut numbers) = scope();
        scope.bind("prefix-number-1", Cow::Borrowed("urn:1"), &mut numbers);
        scope.bind("prefix-number-2", Cow::Borrowed("urn:2"), &mut numbers);
        let (one, two) = (scope.resolve("prefix-number-1"), scope.resolve("prefix-number-2"));
        assert_ne!(one, two);
        assert_eq!(one.map(|ns| scope.uri(ns).to_owned()).as_deref(), Some("urn:1"));
    }

    /// Enters and leaves elements with declarations, many enough for the index to be in use, and compares with what a search finds.
    #[test]
    fn many_bindings_are_found_like_few() {
        let prefixes: Vec<String> =
            (0..60).map(|n| format!("{}{n}", ["p", "a-prefix-of-some-length"][n % 2])).collect();
        let prefixes: Vec<&str> = prefixes.iter().map(String::as_str).chain([""]).collect();
        let uris: Vec<String> = (0..7).map(|n| format!("urn:{n}")).collect();
        let (mut scope, mut numbers) = scope();
        let (mut marks, mut expected, mut random) = (Vec::new(), vec![("xml", XML_URI)], 1_u32);
        let mut most = 0;
        for _ in 0..3_000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let pick = random as usize >> 8;
            if pick % 5 < 3 {
                marks.push(scope.mark());
                for n in 0..pick % 4 {
                    let (prefix, uri) = (prefixes[pick / 7 % 61 * (n + 1) % 61], uris[(pick / 11 + n) % 7].as_str());
                    scope.bind(prefix, Cow::Borrowed(uri), &mut numbers);
                    expected.push((prefix, uri));
                }
            } else if let Some(mark) = marks.pop() {
                scope.truncate(mark);
                expected.truncate(mark as usize);
            }
            most = most.max(expected.len());
            for prefix in prefixes.iter().filter(|prefix| !prefix.is_empty()).step_by(9) {
                let found = scope.resolve(prefix).map(|ns| scope.uri(ns));
                assert_eq!(found, expected.iter().rev().find(|(known, _)| known == prefix).map(|(_, uri)| *uri));
            }
            let default = expected.iter().rev().find(|(known, _)| known.is_empty()).map_or("", |(_, uri)| *uri);
            assert_eq!(scope.uri(scope.default_ns()), default);
        }
        assert!(most > 3 * FEW, "{most}");
    }

    #[test]
    fn a_prefix_that_is_declared_twice_is_found_among_many() {
        for count in [2, 3 * FEW] {
            let prefixes: Vec<String> = (0..count).map(|n| format!("p{n}")).collect();
            let (mut scope, mut numbers) = scope();
            scope.bind("p0", Cow::Borrowed("urn:t"), &mut numbers);
            let mark = scope.mark();
            prefixes.iter().for_each(|prefix| scope.bind(prefix, Cow::Borrowed("urn:t"), &mut numbers));
            assert_eq!(scope.repeated_since(mark), None);
            scope.bind("p1", Cow::Borrowed("urn:t"), &mut numbers);
            assert_eq!(scope.repeated_since(mark), Some("p1"));
        }
    }

    #[test]
    fn the_default_namespace_can_be_taken_away() {
        let (mut scope, mut numbers) = scope();
        scope.bind("", Cow::Borrowed("urn:t"), &mut numbers);
        let mark = scope.mark();
        scope.bind("", Cow::Borrowed(""), &mut numbers);
        assert_eq!(scope.default_ns(), Ns::NONE);
        scope.truncate(mark);
        assert_eq!(scope.default_ns(), Ns::contract(1));
    }
}
