//! The parts of a message beside the one with its envelope.

use std::sync::Arc;

use ::bytes::Bytes;

use super::content_id::within_brackets;
use super::error::{Damage, MultipartError};
use super::headers::PartHeaders;
use super::names::Names;

/// A part of a message: what it is called, what it is, and its octets. `Debug` shows how many octets there are, and none of them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Its name (`Content-ID`) without brackets; `None` for a part that nothing refers to. Brackets around all of it are taken off when it is
    /// written; a name that is empty or has others cannot be.
    pub content_id: Option<String>,
    /// The type of its content, such as `image/png`; `None`: `application/octet-stream`.
    pub content_type: Option<String>,
    /// Other headers, such as `Content-Disposition`.
    pub headers: Vec<(String, String)>,
    /// Its octets.
    pub octets: Bytes,
}

impl Part {
    /// A part with a name.
    #[must_use]
    pub fn new(content_id: impl Into<String>, content_type: impl Into<String>, octets: impl Into<Bytes>) -> Self {
        Self {
            content_id: Some(content_id.into()),
            content_type: Some(content_type.into()),
            headers: Vec::new(),
            octets: octets.into(),
        }
    }

    /// A part that came with these headers.
    pub(crate) fn received(headers: &PartHeaders, octets: Bytes) -> Self {
        let others = headers.iter().filter(|(name, _)| !is_own(name));
        Self {
            content_id: headers.content_id().map(str::to_owned),
            content_type: headers.content_type().map(str::to_owned),
            headers: others.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            octets,
        }
    }

    /// The part as it can be written.
    ///
    /// # Errors
    /// When its name or one of its headers cannot be that.
    pub(crate) fn writable(self) -> Result<Self, Damage> {
        if let Some((name, _)) = self.headers.iter().find(|(name, _)| is_own(name)) {
            return Err(Damage::OwnHeader(name.clone()));
        }
        let content_id = self.content_id.as_deref().map(within_brackets).map(str::to_owned);
        match content_id.as_ref().filter(|id| id.is_empty() || id.contains(['<', '>'])) {
            Some(_) => Err(Damage::UnwritableId(self.content_id.unwrap_or_default())),
            None => Ok(Self { content_id, ..self }),
        }
    }
}

/// Whether a header is one of those that are not among the other ones.
fn is_own(name: &str) -> bool {
    ["Content-ID", "Content-Type", "Content-Transfer-Encoding"].iter().any(|own| own.eq_ignore_ascii_case(name))
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part")
            .field("content_id", &self.content_id)
            .field("content_type", &self.content_type)
            .field("octets", &self.octets.len())
            .finish_non_exhaustive()
    }
}

/// The parts of a message that came, by name and in their order. A clone shares them.
#[derive(Debug, Clone, Default)]
pub struct Parts(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    parts: Vec<Part>,
    names: Names,
}

impl Parts {
    /// These parts.
    ///
    /// # Errors
    /// When two of them have the same name: nobody could tell which of them is meant.
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Result<Self, MultipartError> {
        let parts: Vec<Part> = parts.into_iter().collect();
        let same = |place: usize| {
            let id = parts.get(place).and_then(|part| part.content_id.clone()).unwrap_or_default();
            MultipartError::new(Damage::SameId(id), place + 1, 0)
        };
        let names = Names::new(parts.iter().map(|part| part.content_id.as_deref())).map_err(same)?;
        Ok(Self(Arc::new(Inner { parts, names })))
    }

    /// The part of this name, escaped or not: the one that is written so, or the one that is meant if it is one.
    #[must_use]
    pub fn get(&self, content_id: &str) -> Option<&Part> {
        self.0.names.find(content_id).and_then(|place| self.0.parts.get(place))
    }

    /// The part that a URL of the scheme `cid` refers to, of which this is what follows the scheme.
    pub(crate) fn referred(&self, url: &str) -> Option<&Part> {
        self.0.names.referred(url).and_then(|place| self.0.parts.get(place))
    }

    /// All parts in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.0.parts.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.parts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.parts.is_empty()
    }

    /// The names there are, for people.
    pub(crate) fn names(&self) -> String {
        const SHOWN: usize = 5;
        const LONGEST: usize = 80;
        let shown = |id: &String| format!("<{}>", id.chars().take(LONGEST).collect::<String>());
        let names: Vec<String> = self.iter().filter_map(|part| part.content_id.as_ref().map(shown)).collect();
        match names.len() {
            0 => "no part with a Content-ID".to_owned(),
            more if more > SHOWN => format!("{} and {} more", names[..SHOWN].join(", "), more - SHOWN),
            _ => names.join(", "),
        }
    }
}

/// Parts of a message that is being written: what [`WriteOptions::attaching`](crate::WriteOptions::attaching) takes out of its text.
#[derive(Debug, Clone, Default)]
pub struct Attached(Arc<std::sync::Mutex<Vec<Part>>>);

impl Attached {
    /// Takes the parts that have been taken out of texts so far, in document order.
    #[must_use]
    pub fn take(&self) -> Vec<Part> {
        std::mem::take(&mut *self.lock())
    }

    /// Takes a part, unless there are so many already.
    pub(crate) fn add(&self, most: usize, part: impl FnOnce(usize) -> Part) -> bool {
        let mut parts = self.lock();
        let has_room = parts.len() < most;
        if has_room {
            let part = part(parts.len() + 1);
            parts.push(part);
        }
        has_room
    }

    /// Whether this is the same collection.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Part>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
