//! `ds:SignedInfo`: what a signature says it is about (XML Signature, 4.4).
//!
//! In: the element `ds:Signature`. Out: references to elements of the same message, each with its digest. Invariant: there is nothing in it but what the
//! schema of XML Signature has in its place, every transform is understood, and none changes what is signed: exclusive canonicalization, perhaps after `enveloped-signature`, which takes nothing away as a signature must not stand
//! in what it signs.

use super::base64;
use super::digest::DigestMethod;
use super::error::SecurityError;
use super::names::{DS, ECDSA_SHA256, ENVELOPED, EXC_C14N, RSA_SHA1, RSA_SHA256};
use super::tree::Element;

/// How many elements a signature may be about.
const MOST: usize = 64;

/// How many prefixes a `PrefixList` may have. Each is looked for at each element.
const PREFIXES: usize = 64;

/// How a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignatureMethod {
    RsaSha256,
    EcdsaSha256,
    /// Only where it was asked for.
    RsaSha1,
}

/// A reference to an element.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) id: String,
    /// The prefixes that canonicalization treats inclusively.
    pub(super) prefixes: Vec<String>,
    pub(super) method: DigestMethod,
    pub(super) digest: Vec<u8>,
}

/// See the module's documentation.
#[derive(Debug)]
pub(super) struct SignedInfo {
    /// Where the element begins.
    pub(super) start: usize,
    /// The prefixes that its own canonicalization treats inclusively.
    pub(super) prefixes: Vec<String>,
    pub(super) method: SignatureMethod,
    pub(super) references: Vec<Reference>,
}

/// The children of an element, which are these in this order.
fn children<'e, const N: usize>(
    parent: &'e Element,
    locals: [&str; N],
    place: &'static str,
) -> Result<&'e [Element; N], SecurityError> {
    let found = <&[Element; N]>::try_from(parent.children.as_slice()).ok();
    let found = found.filter(|found| found.iter().zip(locals).all(|(child, local)| child.is(DS, local)));
    found.ok_or_else(|| unexpected(parent, &format!("ds:{}", locals.join(", ds:")), place))
}

#[cold]
fn unexpected(parent: &Element, expected: &str, place: &'static str) -> SecurityError {
    const SHOWN: usize = 8;
    let found: Vec<&str> = parent.children.iter().take(SHOWN).map(|child| child.local.as_str()).collect();
    let more = if parent.children.len() > SHOWN { ", …" } else { "" };
    SecurityError::invalid(
        place,
        format!("it holds {expected} in this order and nothing else, and not {}{more}", found.join(", ")),
    )
}

/// Holds an element to having no element in it.
fn leaf<'e>(element: &'e Element, place: &'static str) -> Result<&'e Element, SecurityError> {
    if element.children.is_empty() {
        Ok(element)
    } else {
        Err(SecurityError::invalid(place, "an element in it, where none belongs"))
    }
}

impl SignedInfo {
    pub(super) fn read(signature: &Element, sha1: bool) -> Result<Self, SecurityError> {
        const PLACE: &str = "ds:SignedInfo";
        let info = signature
            .only(DS, "SignedInfo")
            .ok_or_else(|| SecurityError::invalid("ds:Signature", "exactly one ds:SignedInfo is needed"))?;
        let [canonicalization, method, references @ ..] = info.children.as_slice() else { return Err(misshapen(info)) };
        if !canonicalization.is(DS, "CanonicalizationMethod")
            || !method.is(DS, "SignatureMethod")
            || !references.iter().all(|reference| reference.is(DS, "Reference"))
        {
            return Err(misshapen(info));
        }
        if references.is_empty() || references.len() > MOST {
            let reason = format!("{} references, and 1 to {MOST} are accepted", references.len());
            return Err(SecurityError::invalid(PLACE, reason));
        }
        let prefixes = exclusive(canonicalization, "ds:CanonicalizationMethod")?;
        let method = SignatureMethod::of(leaf(method, "ds:SignatureMethod")?.algorithm(), sha1)?;
        let references = references.iter().map(|reference| Reference::read(reference, sha1));
        Ok(Self { start: info.start, prefixes, method, references: references.collect::<Result<_, _>>()? })
    }
}

fn misshapen(info: &Element) -> SecurityError {
    unexpected(info, "ds:CanonicalizationMethod, ds:SignatureMethod, ds:Reference (one or more)", "ds:SignedInfo")
}

impl SignatureMethod {
    fn of(uri: &str, sha1: bool) -> Result<Self, SecurityError> {
        match uri {
            RSA_SHA256 => Ok(Self::RsaSha256),
            ECDSA_SHA256 => Ok(Self::EcdsaSha256),
            RSA_SHA1 if sha1 => Ok(Self::RsaSha1),
            _ => Err(SecurityError::Algorithm {
                place: "ds:SignatureMethod",
                found: uri.to_owned(),
                accepted: "rsa-sha256 and ecdsa-sha256 are (rsa-sha1 by Policy::allow_sha1)",
            }),
        }
    }
}

impl Reference {
    fn read(reference: &Element, sha1: bool) -> Result<Self, SecurityError> {
        const PLACE: &str = "ds:Reference";
        let uri = reference.attribute("", "URI").unwrap_or("");
        let Some(id) = uri.strip_prefix('#').filter(|id| crate::xml::is_ncname(id)) else {
            return Err(SecurityError::invalid(PLACE, format!("URI {uri:?} is not of the form #identifier")));
        };
        let [transforms, method, digest] = children(reference, ["Transforms", "DigestMethod", "DigestValue"], PLACE)?;
        let prefixes = Self::transforms(transforms)?;
        let method = DigestMethod::of(leaf(method, "ds:DigestMethod")?.algorithm(), sha1)?;
        let digest = base64::decode(&leaf(digest, "ds:DigestValue")?.text);
        let digest = digest.ok_or_else(|| SecurityError::invalid("ds:DigestValue", "not Base64"))?;
        Ok(Self { id: id.to_owned(), prefixes, method, digest })
    }

    /// The `PrefixList` of the one canonicalization there is.
    fn transforms(transforms: &Element) -> Result<Vec<String>, SecurityError> {
        const PLACE: &str = "ds:Transforms";
        match transforms.children.as_slice() {
            [only] if only.is(DS, "Transform") => exclusive(only, PLACE),
            [first, last]
                if first.is(DS, "Transform") && last.is(DS, "Transform") && first.algorithm() == ENVELOPED =>
            {
                leaf(first, PLACE)?;
                exclusive(last, PLACE)
            }
            others => {
                let found: Vec<&str> = others.iter().take(8).map(Element::algorithm).collect();
                Err(not_exclusive(PLACE, found.join(", ")))
            }
        }
    }
}

fn not_exclusive(place: &'static str, found: String) -> SecurityError {
    let accepted = "exclusive canonicalization without comments is, alone or after enveloped-signature";
    SecurityError::Algorithm { place, found, accepted }
}

/// The prefixes of `InclusiveNamespaces` in an element that asks for exclusive canonicalization.
fn exclusive(element: &Element, place: &'static str) -> Result<Vec<String>, SecurityError> {
    if element.algorithm() != EXC_C14N {
        return Err(not_exclusive(place, element.algorithm().to_owned()));
    }
    match element.children.as_slice() {
        [] => Ok(Vec::new()),
        [list] if list.is(EXC_C14N, "InclusiveNamespaces") => {
            let listed = leaf(list, place)?.attribute("", "PrefixList").unwrap_or("").split_whitespace();
            let listed: Vec<String> = listed.take(PREFIXES + 1).map(str::to_owned).collect();
            if listed.len() > PREFIXES {
                return Err(SecurityError::invalid(place, format!("a PrefixList of more than {PREFIXES}")));
            }
            Ok(listed)
        }
        _ => Err(SecurityError::invalid(place, "a canonicalization with parameters that are not known")),
    }
}
