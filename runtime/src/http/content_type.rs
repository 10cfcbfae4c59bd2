//! `Content-Type` (RFC 9110 8.3): media type and parameters.

use ::http::{HeaderMap, header};

use super::quoted_string;
#[cfg(any(feature = "server", test))]
use crate::soap::Version;

/// The value of a `Content-Type` header, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ContentType {
    /// The header's value, or what of it is text.
    pub(super) written: String,
    /// `type/subtype` in lower case.
    pub(super) media_type: String,
    /// The parameters; names in lower case.
    parameters: Vec<(String, String)>,
}

impl ContentType {
    /// `None` when there is no such header.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(header::CONTENT_TYPE)?;
        Some(Self::parse(&String::from_utf8_lossy(value.as_bytes())))
    }

    pub(super) fn parse(value: &str) -> Self {
        let (media_type, mut rest) = value.split_once(';').unwrap_or((value, ""));
        let mut parameters = Vec::new();
        while let Some((parameter, after)) = parameter(rest) {
            parameters.extend(parameter);
            rest = after;
        }
        Self { written: value.to_owned(), media_type: media_type.trim().to_ascii_lowercase(), parameters }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn charset(&self) -> Option<&str> {
        self.parameter("charset")
    }

    /// Whether bodies of this type are XML.
    pub(super) fn is_xml(&self) -> bool {
        matches!(self.media_type.as_str(), "text/xml" | "application/xml") || self.media_type.ends_with("+xml")
    }

    /// Whether bodies of this type are messages with attachments, which only the feature of that name reads.
    pub(super) fn is_packaged(&self) -> bool {
        cfg!(feature = "attachments") && self.media_type == "multipart/related"
    }

    /// The version of SOAP whose media type this is, or that of the message in it.
    #[cfg(any(feature = "server", test))]
    pub(super) fn version(&self) -> Option<Version> {
        let of = |media_type: &str| {
            let media_type = media_type.split(';').next().unwrap_or_default().trim();
            let is_it = |version: &Version| version.media_type().eq_ignore_ascii_case(media_type);
            [Version::V1_1, Version::V1_2].into_iter().find(is_it)
        };
        let inner = || ["start-info", "type"].iter().find_map(|name| of(self.parameter(name)?));
        of(&self.media_type).or_else(|| if self.is_packaged() { inner() } else { None })
    }

    /// The action of a message of SOAP 1.2: a parameter of the content type, or in what `start-info` says of the message in it.
    #[cfg(feature = "server")]
    pub(super) fn action(&self) -> Option<String> {
        let inner = || Self::parse(self.parameter("start-info")?).parameter("action").map(str::to_owned);
        self.parameter("action").map(str::to_owned).or_else(inner)
    }
}

type Parameter = Option<(String, String)>;

/// The parameter at the start of `text`, unless it has no value, and what follows it.
fn parameter(text: &str) -> Option<(Parameter, &str)> {
    let text = text.trim_start_matches([' ', '\t', ';']);
    if text.is_empty() {
        return None;
    }
    let end = text.find(['=', ';']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(rest) = rest.strip_prefix('=') else { return Some((None, rest)) };
    let (value, rest) = match rest.trim_start().strip_prefix('"') {
        Some(behind) => quoted_string::read(behind),
        None => {
            let (value, rest) = rest.split_once(';').unwrap_or((rest, ""));
            (value.trim().to_owned(), rest)
        }
    };
    Some((Some((name.trim().to_ascii_lowercase(), value)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_type_and_parameters_are_told_apart() {
        let parsed =
            ContentType::parse("Application/SOAP+XML ; Charset=utf-8;; x ; action=\"urn:a;b\\\"c\" ;last = \"z");
        assert_eq!(parsed.media_type, "application/soap+xml");
        assert_eq!(parsed.charset(), Some("utf-8"));
        assert_eq!(parsed.parameter("action"), Some("urn:a;b\"c"));
        assert_eq!(parsed.parameter("last"), Some("z"));
        assert_eq!(parsed.parameter("x"), None);
        assert_eq!(parsed.version(), Some(Version::V1_2));
        assert!(parsed.is_xml());
    }

    #[test]
    fn what_is_xml() {
        for (value, xml) in [("text/xml", true), ("application/xml;a", true), ("text/html", false), ("", false)] {
            assert_eq!(ContentType::parse(value).is_xml(), xml, "{value}");
        }
    }
}
