//! Which codings are known here, and which a sender takes (RFC 9110 12.5.3).

use ::http::{HeaderMap, header};

/// A coding that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Coding {
    /// RFC 1952.
    Gzip,
    /// RFC 1950; many senders mean RFC 1951, which is read as well.
    Deflate,
}

impl Coding {
    const ALL: [Self; 2] = [Self::Gzip, Self::Deflate];

    pub(in crate::http) const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.strip_prefix("x-").unwrap_or(name);
        Self::ALL.into_iter().find(|coding| coding.name().eq_ignore_ascii_case(name))
    }
}

/// The coding that the sender of these headers likes best, if it likes one that is known here.
pub(in crate::http) fn accepted(headers: &HeaderMap) -> Option<Coding> {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let wishes: Vec<(&str, f32)> = values.flat_map(|value| value.split(',')).map(wish).collect();
    let weight = |coding: Coding| {
        let named = wishes.iter().find(|(name, _)| Coding::of(name) == Some(coding));
        named.or_else(|| wishes.iter().find(|(name, _)| *name == "*")).map_or(0.0, |(_, weight)| *weight)
    };
    let wanted = Coding::ALL.into_iter().filter(|coding| weight(*coding) > 0.0);
    // Of two that are liked alike, the first.
    wanted.fold(None, |best: Option<Coding>, coding| match best {
        Some(best) if weight(best) >= weight(coding) => Some(best),
        _ => Some(coding),
    })
}

/// `gzip;q=0.5`
fn wish(written: &str) -> (&str, f32) {
    let (name, parameters) = written.split_once(';').unwrap_or((written, ""));
    let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
    (name.trim(), weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coding_that_is_liked_best() {
        let accepted = |value: &str| {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().expect("a header's value"))]);
            accepted(&headers)
        };
        assert_eq!(accepted("deflate, gzip"), Some(Coding::Gzip));
        assert_eq!(accepted("gzip;q=0.5, deflate;q=0.7"), Some(Coding::Deflate));
        assert_eq!(accepted("br, *;q=0.1"), Some(Coding::Gzip));
        assert_eq!(accepted("gzip;q=0, *"), Some(Coding::Deflate));
        assert_eq!((accepted("br"), accepted("gzip;q=x"), accepted("")), (None, None, None));
    }
}
