//! Places in a text that is never there as a whole: how far one is, in bytes, lines and columns.

/// See the module's documentation. Lines and columns count from 1, columns in characters, as in [`Position`](crate::Position).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Default for Place {
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1 }
    }
}

impl Place {
    /// The place behind a text that begins here.
    pub(crate) fn behind(self, text: &str) -> Self {
        let offset = self.offset + text.len();
        match memchr::memrchr(b'\n', text.as_bytes()) {
            None => {
                let text = if self.column == 1 { text.trim_start_matches('\u{FEFF}') } else { text };
                Self { offset, line: self.line, column: self.column + text.chars().count() }
            }
            Some(last) => {
                let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
                let rest = text.get(last + 1..).unwrap_or("").trim_start_matches('\u{FEFF}');
                Self { offset, line: self.line + lines, column: 1 + rest.chars().count() }
            }
        }
    }
}
