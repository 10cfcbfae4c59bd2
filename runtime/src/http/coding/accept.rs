//! Which codings are known here, and which a sender takes (RFC 9110 12.5.3).

#[cfg(feature = "server")]
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

    /// The coding of this name, in whatever case, or of its name of old, `x-gzip` (RFC 9110 8.4.1.3).
    pub(super) fn of(name: &str) -> Option<Self> {
        let of_old = name.split_at_checked(2).filter(|(prefix, _)| prefix.eq_ignore_ascii_case("x-"));
        let name = of_old.map_or(name, |(_, rest)| rest);
        Self::ALL.into_iter().find(|coding| coding.name().eq_ignore_ascii_case(name))
    }
}

/// The coding that the sender of these headers likes best, if it likes one that is known here, and nothing more than that.
#[cfg(feature = "server")]
pub(in crate::http) fn accepted(headers: &HeaderMap) -> Option<Coding> {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let wishes: Vec<(&str, f32)> = values.flat_map(|value| value.split(',')).map(wish).collect();
    let weight = |is_it: &dyn Fn(&str) -> bool| {
        let named = wishes.iter().find(|(name, _)| is_it(name));
        named.or_else(|| wishes.iter().find(|(name, _)| *name == "*")).map_or(0.0, |(_, weight)| *weight)
    };
    let none = weight(&|name| name.eq_ignore_ascii_case("identity"));
    let liked = Coding::ALL.map(|coding| (coding, weight(&|name| Coding::of(name) == Some(coding))));
    // Of two that are liked alike, the first; of one and none, the one.
    let best = liked.into_iter().reduce(|best, other| if best.1 >= other.1 { best } else { other });
    best.filter(|(_, weight)| *weight > 0.0 && *weight >= none).map(|(coding, _)| coding)
}

/// `gzip;q=0.5`: a name and its weight, from 0 to 1. What is no weight is 0.
#[cfg(feature = "server")]
fn wish(written: &str) -> (&str, f32) {
    let mut parts = written.split(';');
    let name = parts.next().unwrap_or("").trim();
    let parameters = parts.filter_map(|parameter| parameter.split_once('='));
    let mut weights = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    let weight = weights.next().map_or(1.0, |(_, weight)| weight.trim().parse().unwrap_or(0.0));
    (name, if (0.0..=1.0).contains(&weight) { weight } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case_and_of_old() {
        for (name, coding) in [
            ("GZip", Some(Coding::Gzip)),
            ("x-gzip", Some(Coding::Gzip)),
            ("X-GZIP", Some(Coding::Gzip)),
            ("Deflate", Some(Coding::Deflate)),
            ("x-", None),
            ("x", None),
            ("é-gzip", None),
            ("br", None),
        ] {
            assert_eq!(Coding::of(name), coding, "{name}");
        }
    }

    #[cfg(feature = "server")]
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
        for refused in [
            "gzip;Q=0",
            "gzip;foo=1;q=0",
            "gzip ; q=0.000",
            "gzip;q=0;foo",
            "gzip;q = 0",
            "gzip;q=NaN",
            "gzip;q=-1",
            "gzip;q=2",
            "*;q=0",
            "GZIP;q=0, DEFLATE;Q=0, *",
            "identity, gzip;q=0.001",
            "Identity;q=0.5, gzip;q=0.4, deflate;q=0.1",
            "identity",
        ] {
            assert_eq!(accepted(refused), None, "{refused}");
        }
        for taken in ["X-Gzip", "gzip;foo=1", "identity;q=0.5, gzip", "identity, gzip", "gzip;q=0.5, identity;q=0", "*"]
        {
            assert_eq!(accepted(taken), Some(Coding::Gzip), "{taken}");
        }
        assert_eq!((accepted("br"), accepted("gzip;q=x"), accepted("")), (None, None, None));
    }
}
