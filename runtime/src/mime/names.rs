//! Names of the parts of a message, to look parts up by: the names come in, in the order of the parts; places go out.
//!
//! Invariant: a name that is written like that of a part is that part's. Only then one is looked for that is the same without escapes, and where that
//! could be several parts it is none.

use std::collections::HashMap;

use super::content_id::unescaped;

/// See the module's documentation.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Places by names as they are written.
    written: HashMap<String, usize>,
    /// Places by names without escapes; none where that could be several parts.
    unescaped: HashMap<Vec<u8>, Option<usize>>,
}

impl Names {
    /// The names of these parts, without brackets; some may have none.
    ///
    /// # Errors
    /// The place of a part that has the name of one before it: nobody could tell which of them is meant.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = Option<&'n str>>) -> Result<Self, usize> {
        let mut all = Self::default();
        for (place, name) in names.into_iter().enumerate() {
            let Some(name) = name else { continue };
            if all.written.insert(name.to_owned(), place).is_some() {
                return Err(place);
            }
            all.unescaped.entry(unescaped(name)).and_modify(|place| *place = None).or_insert(Some(place));
        }
        Ok(all)
    }

    /// The part of this name, escaped or not: the one that is written so, or the one that is meant if it is one.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.written(name.as_bytes()).or_else(|| self.meant(&unescaped(name)))
    }

    /// The part that a URL of the scheme `cid` refers to, of which this is what follows the scheme. Without its escapes it is the name (RFC 2392 2);
    /// some senders do not escape, others escape the name, too.
    pub(crate) fn referred(&self, url: &str) -> Option<usize> {
        let name = unescaped(url);
        self.written(&name).or_else(|| self.written(url.as_bytes())).or_else(|| self.meant(&name))
    }

    fn written(&self, name: &[u8]) -> Option<usize> {
        std::str::from_utf8(name).ok().and_then(|name| self.written.get(name)).copied()
    }

    /// The part that is called so without escapes, or with the escapes that are left of some.
    fn meant(&self, name: &[u8]) -> Option<usize> {
        self.written(name).or_else(|| self.unescaped.get(name).copied().flatten())
    }
}
