//! Derives and attributes as the configuration writes them.
//!
//! In: text. Out: what it is for an item, which for a simple type is less: serde's traits are not derived there, and its attributes mean
//! nothing.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Meta, Path, Token};

use crate::path::Unfound;
use crate::plan::derives::Traits;
use crate::plan::{Attributes, Serde};

/// A derive.
#[derive(Debug, Clone)]
pub(super) enum Derive {
    /// Of what everything derives anyway.
    There,
    /// Of the standard library: the trait, and with what it needs.
    Std(String, Traits),
    /// By its path; and the trait, if it is one of serde's.
    Path(String, Option<&'static str>),
}

impl Derive {
    /// Reads the path of a derive macro.
    pub(super) fn parse(text: &str) -> Result<Self, Unfound> {
        let path = Path::parse_mod_style.parse_str(text).map_err(|error| Unfound {
            reason: format!("is not the path of a derive macro: {error}"),
            help: text.contains(['(', '#']).then(|| "write the path alone, such as \"serde::Serialize\"".to_owned()),
        })?;
        Ok(Self::of(&path))
    }

    fn of(path: &Path) -> Self {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let last = names.last().map(String::as_str).unwrap_or_default();
        let is_std = names.len() == 1 || matches!(names.first().map(String::as_str), Some("std" | "core"));
        match (is_std, Traits::named(last)) {
            (true, _) if ["Debug", "Clone", "PartialEq"].contains(&last) => Self::There,
            (true, Some(traits)) => Self::Std(last.to_owned(), traits),
            _ => Self::Path(shown(path), serde_trait(&names)),
        }
    }
}

/// The trait, if a path is that of one of serde's derive macros.
fn serde_trait(names: &[String]) -> Option<&'static str> {
    let last = names.last()?;
    let is_serde = |name: &String| name == "serde" || name == "serde_derive";
    let known = ["Serialize", "Deserialize"].into_iter().find(|known| last == known)?;
    names.iter().rev().nth(1).is_none_or(is_serde).then_some(known)
}

/// Adds a derive to those of an item, unless it is there.
pub(super) fn add_derive(attributes: &mut Attributes, path: &str, serde: Option<&'static str>, is_simple: bool) {
    if let Some(name) = serde {
        add_serde(attributes, None, name);
    }
    let is_derived = serde.is_none() || !is_simple;
    if is_derived && !attributes.derives.iter().any(|known| known == path) {
        attributes.derives.push(path.to_owned());
    }
}

fn add_serde(attributes: &mut Attributes, when: Option<&str>, name: &'static str) {
    let same = attributes.serde.iter_mut().find(|serde| serde.when.as_deref() == when);
    match same {
        Some(serde) if serde.traits.contains(&name) => {}
        Some(serde) => serde.traits.push(name),
        None => attributes.serde.push(Serde { when: when.map(str::to_owned), traits: vec![name] }),
    }
}

/// The attribute of a field that is not serialized.
pub(super) fn skip(serde: &Serde) -> String {
    match &serde.when {
        None => "serde(skip)".to_owned(),
        Some(when) => format!("cfg_attr({when}, serde(skip))"),
    }
}

/// An attribute, without `#[` and `]`.
#[derive(Clone)]
pub(super) struct Attribute(Meta);

impl Attribute {
    /// Reads an attribute.
    pub(super) fn parse(text: &str) -> Result<Self, Unfound> {
        let inside = text.trim().strip_prefix("#[").and_then(|rest| rest.strip_suffix(']'));
        let meta = syn::parse_str::<Meta>(text).map_err(|error| Unfound {
            reason: format!("is not what an attribute holds: {error}"),
            help: inside.map(|inside| format!("write what stands between `#[` and `]`: '{inside}'")),
        })?;
        if meta.path().is_ident("derive") {
            let help =
                "write the paths in [derive]; here is the place of derives on a condition, by `cfg_attr`".to_owned();
            return Err(Unfound { reason: "is a derive".to_owned(), help: Some(help) });
        }
        Ok(Self(meta))
    }

    pub(super) fn text(&self) -> String {
        shown(&self.0)
    }

    /// Whether it is one of serde's, on a condition or always.
    pub(super) fn is_serde(&self) -> bool {
        let is_one = |meta: &Meta| meta.path().is_ident("serde");
        is_one(&self.0) || conditional(&self.0).is_some_and(|(_, inner)| inner.iter().any(is_one))
    }

    /// Puts it on an item.
    pub(super) fn put(&self, attributes: &mut Attributes, is_simple: bool) {
        let Some((when, inner)) = conditional(&self.0) else {
            if !(is_simple && self.is_serde()) {
                attributes.outer.push(self.text());
            }
            return;
        };
        for name in inner.iter().flat_map(serde_derives) {
            add_serde(attributes, Some(&when), name);
        }
        if !is_simple {
            return attributes.outer.push(self.text());
        }
        let rest: Vec<TokenStream> = inner.iter().filter_map(without_serde).collect();
        if !rest.is_empty() {
            let when: TokenStream = when.parse().unwrap_or_default();
            attributes.outer.push(shown(&quote!(cfg_attr(#when, #(#rest),*))));
        }
    }
}

/// The condition of a `cfg_attr`, and what is there on it.
fn conditional(meta: &Meta) -> Option<(String, Vec<Meta>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let all = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone()).ok()?;
    let mut all = all.into_iter();
    Some((shown(&all.next()?), all.collect()))
}

/// The paths of a `derive`.
fn derived(meta: &Meta) -> Option<Vec<Path>> {
    let Meta::List(list) = meta else { return None };
    let is_derive = list.path.is_ident("derive");
    let paths = Punctuated::<Path, Token![,]>::parse_terminated_with;
    let read = |input: syn::parse::ParseStream<'_>| paths(input, Path::parse_mod_style);
    is_derive.then(|| read.parse2(list.tokens.clone()).ok())?.map(|paths| paths.into_iter().collect())
}

fn serde_of(path: &Path) -> Option<&'static str> {
    match Derive::of(path) {
        Derive::Path(_, serde) => serde,
        Derive::There | Derive::Std(..) => None,
    }
}

fn serde_derives(meta: &Meta) -> Vec<&'static str> {
    derived(meta).into_iter().flatten().filter_map(|path| serde_of(&path)).collect()
}

/// What of an attribute is left for a simple type.
fn without_serde(meta: &Meta) -> Option<TokenStream> {
    if meta.path().is_ident("serde") {
        return None;
    }
    let Some(paths) = derived(meta) else { return Some(meta.to_token_stream()) };
    let rest: Vec<Path> = paths.into_iter().filter(|path| serde_of(path).is_none()).collect();
    (!rest.is_empty()).then(|| quote!(derive(#(#rest),*)))
}

/// Tokens as text.
fn shown(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}
