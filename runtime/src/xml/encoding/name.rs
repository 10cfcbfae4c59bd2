//! Names of encodings, as the XML declaration and the content type give them: IANA's, in any letter case.
//!
//! The tables of the feature `encodings` are the WHATWG's, for which `ISO-8859-1` and `US-ASCII` are other names of `windows-1252`, and
//! likewise `ISO-8859-9` and `ISO-8859-11`. Here each is what it says.

/// An encoding that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16(ByteOrder),
    Ascii,
    /// ISO-8859-1: each byte is the character of that number.
    Latin1,
    #[cfg(feature = "encodings")]
    Table(&'static encoding_rs::Encoding),
    /// The part of ISO-8859 by this name, where it differs from a table of Windows: bytes 80–9F are control characters.
    #[cfg(feature = "encodings")]
    Iso8859(&'static str, &'static encoding_rs::Encoding),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// What the bytes show; without that, big-endian (RFC 2781 4.3).
    Any,
    Little,
    Big,
}

impl Encoding {
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Some(match name.as_str() {
            "utf-8" | "utf8" => Self::Utf8,
            "utf-16" | "utf16" | "utf_16" | "iso-10646-ucs-2" | "ucs-2" => Self::Utf16(ByteOrder::Any),
            "utf-16le" | "utf-16-le" => Self::Utf16(ByteOrder::Little),
            "utf-16be" | "utf-16-be" | "unicodefffe" => Self::Utf16(ByteOrder::Big),
            "us-ascii" | "ascii" | "iso646-us" | "ansi_x3.4-1968" => Self::Ascii,
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "iso8859_1" | "latin1" | "latin-1" | "l1" => Self::Latin1,
            other => return Self::of_table(other),
        })
    }

    #[cfg(feature = "encodings")]
    fn of_table(name: &str) -> Option<Self> {
        let table = encoding_rs::Encoding::for_label_no_replacement(name.as_bytes())?;
        let is_windows = name.starts_with("windows") || name.contains("cp") || name.starts_with("dos");
        Some(match table.name() {
            "UTF-8" => Self::Utf8,
            "UTF-16LE" | "UTF-16BE" => Self::Utf16(ByteOrder::Any),
            "x-user-defined" => return None,
            "windows-1252" if !is_windows || name == "cp819" => Self::Latin1,
            "windows-1254" if !is_windows => Self::Iso8859("ISO-8859-9", table),
            "windows-874" if !is_windows => Self::Iso8859("ISO-8859-11", table),
            _ => Self::Table(table),
        })
    }

    #[cfg(not(feature = "encodings"))]
    fn of_table(_: &str) -> Option<Self> {
        None
    }

    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16(ByteOrder::Any) => "UTF-16",
            Self::Utf16(ByteOrder::Little) => "UTF-16LE",
            Self::Utf16(ByteOrder::Big) => "UTF-16BE",
            Self::Ascii => "US-ASCII",
            Self::Latin1 => "ISO-8859-1",
            #[cfg(feature = "encodings")]
            Self::Table(table) => table.name(),
            #[cfg(feature = "encodings")]
            Self::Iso8859(name, _) => name,
        }
    }

    /// Whether a document that is in this encoding may call it by the name of that one.
    pub(super) fn may_be_called(self, named: Self) -> bool {
        self == named || matches!((self, named), (Self::Utf16(_), Self::Utf16(ByteOrder::Any)))
    }

    /// Whether bytes below 80 are always the characters of US-ASCII.
    pub(super) fn keeps_ascii(self) -> bool {
        match self {
            Self::Utf16(_) => false,
            Self::Utf8 | Self::Ascii | Self::Latin1 => true,
            #[cfg(feature = "encodings")]
            Self::Table(table) | Self::Iso8859(_, table) => table.is_ascii_compatible(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(label: &str) -> Option<&'static str> {
        Encoding::named(label).map(Encoding::name)
    }

    #[test]
    fn names_are_those_of_iana_in_any_letter_case() {
        for (label, expected) in [
            ("UTF-8", "UTF-8"),
            ("Utf8", "UTF-8"),
            ("UTF-16", "UTF-16"),
            ("ISO-10646-UCS-2", "UTF-16"),
            ("utf-16le", "UTF-16LE"),
            ("US-ASCII", "US-ASCII"),
            ("ISO-8859-1", "ISO-8859-1"),
            ("Latin1", "ISO-8859-1"),
        ] {
            assert_eq!(name(label), Some(expected), "{label}");
        }
        for unknown in
            ["", "EBCDIC-CP-US", "IBM037", "UTF-32", "UTF-7", "ISO-2022-KR", "x-user-defined", "klingon", "é"]
        {
            assert_eq!(name(unknown), None, "{unknown}");
        }
    }

    #[cfg(feature = "encodings")]
    #[test]
    fn the_iso_encodings_are_not_those_of_windows() {
        for (label, expected) in [
            ("windows-1252", "windows-1252"),
            ("cp1252", "windows-1252"),
            ("cp819", "ISO-8859-1"),
            ("iso-ir-100", "ISO-8859-1"),
            ("ISO-8859-9", "ISO-8859-9"),
            ("latin5", "ISO-8859-9"),
            ("windows-1254", "windows-1254"),
            ("ISO-8859-11", "ISO-8859-11"),
            ("dos-874", "windows-874"),
            ("ISO-8859-2", "ISO-8859-2"),
            ("ISO-8859-15", "ISO-8859-15"),
            ("Shift_JIS", "Shift_JIS"),
            ("Windows-31J", "Shift_JIS"),
            ("EUC-JP", "EUC-JP"),
            ("ISO-2022-JP", "ISO-2022-JP"),
            ("GB18030", "gb18030"),
            ("Big5", "Big5"),
            ("KOI8-R", "KOI8-R"),
            ("unicodeFFFE", "UTF-16BE"),
        ] {
            assert_eq!(name(label), Some(expected), "{label}");
        }
    }
}
