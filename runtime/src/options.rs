//! How a message is read: what is forgiven, what is refused, and where the limits are.

use std::fmt;
use std::sync::{Arc, Mutex};

pub use self::namespaces::Namespaces;
pub use self::write::WriteOptions;
use crate::error::{Notice, NoticeKind};

#[cfg(feature = "attachments")]
mod attaching;
mod namespaces;
mod write;

#[cfg(feature = "attachments")]
pub(crate) use attaching::Attaching;

/// What to do with characters that XML 1.0 does not allow, written raw (U+001A) or as a reference (`&#x1A;`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IllegalCharacters {
    /// Put U+FFFD REPLACEMENT CHARACTER in their place.
    #[default]
    Replace,
    /// Keep them out of the value.
    Omit,
    /// Refuse the message.
    Refuse,
}

/// What to do with bytes that the encoding of a document does not have (`from_bytes`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InvalidBytes {
    /// Refuse the document. What they were meant to be is lost in any other case, so this is what lenient reading does, too.
    #[default]
    Refuse,
    /// Put U+FFFD REPLACEMENT CHARACTER in their place, and tell the sink.
    Replace,
}

/// Options for reading. [`ReadOptions::default`] is lenient, [`ReadOptions::strict`] holds a message to its schema.
///
/// Lenient reading
///
/// - accepts elements in any order where that is unambiguous, and skips what the schema does not know;
/// - does not enforce `fixed` values, facets and numbers of occurrence, keeps enumeration values that are not listed, and replaces
///   illegal characters;
/// - reads an optional element as absent, and leaves a repeated one out, if it is empty although its type has no empty value (a
///   number, a date, an enumeration), and if it says `xsi:nil="true"` although it is not nillable.
///
/// What the schema requires has to be there in both modes; only too few of an element that repeats are forgiven leniently.
/// Two choices forgive more, each for services that need it: [`salvaging`](Self::salvaging), where a value that cannot be read costs
/// no more than the part it stands in, and [`ignoring_form`](Self::ignoring_form), for elements with a namespace too many or too few.
///
/// All that is forgiven is told to the sink, if there is one: [`on_notice`](Self::on_notice), [`collecting`](Self::collecting).
///
/// ```
/// use soap_runtime::ReadOptions;
///
/// let (options, notices) = ReadOptions::default().max_depth(64).salvaging().collecting();
/// assert!(!options.is_strict());
/// assert!(notices.take().is_empty());
/// ```
#[derive(Clone)]
#[must_use]
pub struct ReadOptions {
    strict: bool,
    salvages: bool,
    ignores_form: bool,
    illegal_characters: IllegalCharacters,
    invalid_bytes: InvalidBytes,
    max_depth: usize,
    max_bytes: Option<usize>,
    /// How many bytes of text parts of a message may stand for, where nothing else was said.
    #[cfg(any(feature = "attachments", feature = "client", feature = "server"))]
    max_included: usize,
    max_attributes: usize,
    sink: Option<Arc<dyn Fn(Notice) + Send + Sync>>,
    namespaces: Option<Namespaces>,
    #[cfg(feature = "attachments")]
    parts: Option<crate::mime::Parts>,
    #[cfg(feature = "stream")]
    outer: Option<Arc<crate::xml::Outer>>,
}

/// How long a message may be where nobody says otherwise.
const MAX_BYTES: usize = 256 << 20;

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            strict: false,
            salvages: false,
            ignores_form: false,
            illegal_characters: IllegalCharacters::Replace,
            invalid_bytes: InvalidBytes::Refuse,
            max_depth: 128,
            max_bytes: None,
            #[cfg(any(feature = "attachments", feature = "client", feature = "server"))]
            max_included: MAX_BYTES,
            max_attributes: 256,
            sink: None,
            namespaces: None,
            #[cfg(feature = "attachments")]
            parts: None,
            #[cfg(feature = "stream")]
            outer: None,
        }
    }
}

impl fmt::Debug for ReadOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadOptions")
            .field("strict", &self.strict)
            .field("salvages", &self.salvages)
            .field("ignores_form", &self.ignores_form)
            .field("illegal_characters", &self.illegal_characters)
            .field("invalid_bytes", &self.invalid_bytes)
            .field("max_depth", &self.max_depth)
            .field("max_bytes", &self.byte_limit())
            .field("max_attributes", &self.max_attributes)
            .field("sink", &self.sink.is_some())
            .field("namespaces", &self.namespaces.is_some())
            .finish()
    }
}

impl ReadOptions {
    /// Holds a message to its schema: content models, attributes, types, facets, `fixed` values and identity constraints. Illegal
    /// characters are refused.
    pub fn strict() -> Self {
        Self { strict: true, illegal_characters: IllegalCharacters::Refuse, ..Self::default() }
    }

    /// Sets what happens to characters that XML 1.0 does not allow.
    pub fn illegal_characters(mut self, policy: IllegalCharacters) -> Self {
        self.illegal_characters = policy;
        self
    }

    /// Sets what happens to bytes that the encoding of a document does not have.
    pub fn invalid_bytes(mut self, policy: InvalidBytes) -> Self {
        self.invalid_bytes = policy;
        self
    }

    /// Sets how deep elements may nest (default 128).
    pub fn max_depth(mut self, elements: usize) -> Self {
        self.max_depth = elements;
        self
    }

    /// Sets how long a message may be, in bytes as it comes and in bytes of UTF-8 (default 256 MiB). Text that parts of it stand for, by `xop:Include`, may
    /// come to as much again; where this was not called, what clients and servers take of a body bounds that, too.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// Sets how many attributes and namespace declarations one element may carry (default 256).
    pub fn max_attributes(mut self, attributes: usize) -> Self {
        self.max_attributes = attributes;
        self
    }

    /// Loses as little as possible of a message that has something wrong in it. An optional attribute or element that cannot be
    /// read is absent, and an item of a repeated element is left out. A required one that is missing or cannot be read takes with it
    /// the nearest optional or repeated part it stands in: an element, a choice, a sequence that repeats. Without such a part the
    /// message is refused as ever. Each loss is a [`NoticeKind::Lost`](crate::NoticeKind::Lost)
    /// or a [`NoticeKind::LostGroup`](crate::NoticeKind::LostGroup).
    ///
    /// XML that is not well-formed and limits stay errors. Strict reading has validated the message before, and loses nothing.
    ///
    /// A known header block that cannot be read is kept as it came, as if it was not known.
    pub fn salvaging(mut self) -> Self {
        self.salvages = true;
        self
    }

    /// Reads an element in no namespace where the schema has one of the same name in a namespace of the contract, and the reverse:
    /// services disagree about `elementFormDefault`, about wrappers of rpc style and about the element in the body. One in a namespace
    /// that the contract does not have is never taken for another. Each is a [`NoticeKind::OtherForm`](crate::NoticeKind::OtherForm).
    ///
    /// Attributes have to be as the schema says. Strict reading holds elements to the schema all the same.
    pub fn ignoring_form(mut self) -> Self {
        self.ignores_form = true;
        self
    }

    /// Calls `sink` with everything reading forgives: after the message was read or refused, in the order of the document. Of more
    /// than 10,000 notices about one message the last says how many more there would have been.
    ///
    /// With a sink a message that was read leniently is held to its schema afterwards, to tell what reading alone does not see;
    /// without one, nothing is done that would cost time.
    pub fn on_notice(mut self, sink: impl Fn(Notice) + Send + Sync + 'static) -> Self {
        self.sink = Some(Arc::new(sink));
        self
    }

    /// Collects everything lenient reading forgives.
    pub fn collecting(self) -> (Self, Notices) {
        let notices = Notices::default();
        let kept = notices.clone();
        (self.on_notice(move |notice| kept.push(notice)), notices)
    }

    /// Keeps the namespaces that documents declare, for text that uses their prefixes: XPath expressions and the like, which to a
    /// schema are strings. Give them to [`WriteOptions::declaring`] to have them declared where such text is written. A prefix that
    /// stands for two namespaces in one document keeps the first; the sink is told.
    pub fn keeping_namespaces(mut self) -> (Self, Namespaces) {
        let namespaces = Namespaces::default();
        self.namespaces = Some(namespaces.clone());
        (self, namespaces)
    }

    /// Reads an `xop:Include` as the octets of the part that it refers to (XOP 1.0). One that refers to none of these is an error.
    #[cfg(feature = "attachments")]
    pub fn with_parts(mut self, parts: crate::mime::Parts) -> Self {
        self.parts = Some(parts);
        self
    }

    #[cfg(feature = "attachments")]
    pub(crate) fn parts(&self) -> Option<&crate::mime::Parts> {
        self.parts.as_ref()
    }

    /// Whether messages are held to their schema.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.strict
    }

    /// Whether what cannot be read costs no more than the part it stands in.
    pub(crate) fn salvages(&self) -> bool {
        self.salvages && !self.strict
    }

    /// Whether elements may lack a namespace or have one too many.
    pub(crate) fn ignores_form(&self) -> bool {
        self.ignores_form && !self.strict
    }

    pub(crate) fn policy(&self) -> IllegalCharacters {
        self.illegal_characters
    }

    pub(crate) fn invalid_bytes_policy(&self) -> InvalidBytes {
        self.invalid_bytes
    }

    pub(crate) fn depth_limit(&self) -> usize {
        self.max_depth
    }

    pub(crate) fn byte_limit(&self) -> usize {
        self.max_bytes.unwrap_or(MAX_BYTES)
    }

    /// The same for messages that come in bodies of so many bytes at most: parts that stand for text once take no more than their Base64.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn set_body_limit(&mut self, bytes: usize) {
        self.max_included = bytes.saturating_add(bytes.div_ceil(3)).min(MAX_BYTES);
    }

    /// How many bytes of text parts of a message may stand for.
    #[cfg(feature = "attachments")]
    pub(crate) fn included_limit(&self) -> usize {
        self.max_bytes.unwrap_or(self.max_included)
    }

    pub(crate) fn attribute_limit(&self) -> usize {
        self.max_attributes
    }

    /// The same options without a sink: for looking at a message that will be read again.
    pub(crate) fn quiet(self) -> Self {
        Self { sink: None, namespaces: None, ..self }
    }

    /// Whether declarations are kept.
    pub(crate) fn keeps_namespaces(&self) -> bool {
        self.namespaces.is_some()
    }

    /// Keeps a declaration, if that is asked for. The namespace that the prefix stands for already, if it is another one.
    pub(crate) fn keep_namespace(&self, prefix: &str, uri: &str) -> Option<String> {
        self.namespaces.as_ref()?.keep(prefix, uri)
    }

    /// The same options for an element by itself: the sink gets paths without offsets, and is not told that the element's own
    /// `xsi:type` is not kept, since that is how one knows what to read it as.
    pub(crate) fn of_fragment(&self) -> Self {
        let Some(sink) = self.sink.clone() else { return self.clone() };
        self.clone().on_notice(move |notice| {
            let is_outermost = !notice.position.path.contains('/');
            if !(is_outermost && matches!(notice.kind, NoticeKind::TypeNotKept(_))) {
                sink(Notice { position: notice.position.relative(), ..notice });
            }
        })
    }

    /// Who is told of what is forgiven.
    #[cfg(feature = "stream")]
    pub(crate) fn sink(&self) -> Option<Arc<dyn Fn(Notice) + Send + Sync>> {
        self.sink.clone()
    }

    /// The same options for a part of a document: what stands around it, or was cut out of it.
    #[cfg(feature = "stream")]
    pub(crate) fn within(self, outer: Arc<crate::xml::Outer>) -> Self {
        Self { outer: Some(outer), ..self }
    }

    /// What stands around the document, which is a part of another.
    #[cfg(feature = "stream")]
    pub(crate) fn outer(&self) -> Option<&crate::xml::Outer> {
        self.outer.as_deref()
    }

    /// Whether the document is a part of another.
    pub(crate) fn is_about_part(&self) -> bool {
        #[cfg(feature = "stream")]
        return self.outer.is_some();
        #[cfg(not(feature = "stream"))]
        return false;
    }

    pub(crate) fn has_sink(&self) -> bool {
        self.sink.is_some()
    }

    pub(crate) fn notify(&self, notice: Notice) {
        if let Some(sink) = &self.sink {
            sink(notice);
        }
    }
}

/// The notices [`ReadOptions::collecting`] gathered.
#[derive(Debug, Clone, Default)]
pub struct Notices(Arc<Mutex<Vec<Notice>>>);

impl Notices {
    fn push(&self, notice: Notice) {
        self.lock().push(notice);
    }

    /// Takes what has been gathered so far, in document order for each message.
    #[must_use]
    pub fn take(&self) -> Vec<Notice> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Notice>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
