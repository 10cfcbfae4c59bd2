//! The headers of a part: lines come in, names and values go out.

use super::content_id::bare;
use super::error::Damage;

/// How many headers a part may have. Kept, each takes many times the three bytes that it may be written in.
const MOST: usize = 100;

/// The headers of one part, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartHeaders(Vec<(String, String)>);

impl PartHeaders {
    /// The value of the first header of this name, in whatever case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values, as they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The name of the part (`Content-ID`), without its brackets.
    #[must_use]
    pub fn content_id(&self) -> Option<&str> {
        self.get("Content-ID").map(bare).filter(|id| !id.is_empty())
    }

    /// The type of what the part holds.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.get("Content-Type")
    }

    /// Takes a line without its end. One that begins with white space goes on with the header before it (RFC 5322 2.2.3).
    pub(super) fn take(&mut self, line: &[u8]) -> Result<(), Damage> {
        let text = String::from_utf8_lossy(line);
        let shown = || Damage::Header(text.chars().take(40).collect());
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            let (_, value) = self.0.last_mut().ok_or_else(shown)?;
            value.push(' ');
            value.push_str(text.trim());
            return Ok(());
        }
        let (name, value) = text.split_once(':').ok_or_else(shown)?;
        let name = name.trim_end();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(shown());
        }
        if self.0.len() >= MOST {
            return Err(Damage::TooManyHeaders(MOST));
        }
        self.0.push((name.to_owned(), value.trim().to_owned()));
        Ok(())
    }
}

impl FromIterator<(String, String)> for PartHeaders {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(headers: I) -> Self {
        Self(headers.into_iter().collect())
    }
}
