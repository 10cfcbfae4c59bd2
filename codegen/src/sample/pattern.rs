//! Texts that match a pattern of XML Schema (Part 2, appendix F).
//!
//! In: a pattern. Out: a few candidates, short ones first. Whoever uses one checks it: the grammar is followed as far as it is simple, and what is not
//! understood gives no candidate.
//!
//! ```text
//! [A-Z]{3}-\d+    gives AAA-1
//! ```

use std::collections::BTreeMap;

use soap_runtime::xsd::Pattern;

/// The longest candidate, the longest pattern that is looked at, and the deepest nesting of groups.
const LONGEST: usize = 4096;
const LONGEST_SOURCE: usize = 1000;
const DEEPEST: usize = 50;

/// Candidates; the last ones are about as long as `length`, if the pattern leaves that open.
pub(super) fn samples(source: &str, length: u64) -> Vec<String> {
    let length = usize::try_from(length).unwrap_or(LONGEST).min(LONGEST);
    if source.len() > LONGEST_SOURCE {
        return Vec::new();
    }
    let (mut found, mut members): (Vec<String>, _) = (Vec::new(), BTreeMap::new());
    for alternative in 0..3 {
        for more in [1, 0, 2, 3, 4, 5, 7, length.saturating_sub(1), length] {
            let mut maker = Maker { rest: source, more, alternative, depth: 0, members: &mut members };
            if let Some(text) = maker.branches().filter(|text| maker.rest.is_empty() && !found.contains(text)) {
                found.push(text);
            }
        }
    }
    found
}

/// A pattern on the way to one text.
struct Maker<'p, 'm> {
    rest: &'p str,
    /// A character for each atom that was met.
    members: &'m mut BTreeMap<&'p str, Option<char>>,
    /// How often what may be repeated is, beyond what it has to be.
    more: usize,
    /// Which alternative is taken; the last, if there are fewer.
    alternative: usize,
    depth: usize,
}

impl Maker<'_, '_> {
    /// `a|b|c`, up to the end or to a closing parenthesis.
    fn branches(&mut self) -> Option<String> {
        self.depth += 1;
        let mut texts = vec![self.branch()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            texts.push(self.branch()?);
        }
        self.depth -= 1;
        let taken = self.alternative.min(texts.len() - 1);
        Some(texts.swap_remove(taken))
    }

    fn branch(&mut self) -> Option<String> {
        let mut text = String::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let atom = self.atom()?;
            let times = self.times()?;
            if atom.len().checked_mul(times)? + text.len() > LONGEST {
                return None;
            }
            text.push_str(&atom.repeat(times));
        }
        Some(text)
    }

    fn atom(&mut self) -> Option<String> {
        if let Some(rest) = self.rest.strip_prefix('(') {
            if self.depth > DEEPEST {
                return None;
            }
            self.rest = rest;
            let text = self.branches()?;
            self.rest = self.rest.strip_prefix(')')?;
            return Some(text);
        }
        let (atom, rest) = self.rest.split_at(atom_length(self.rest)?);
        self.rest = rest;
        self.members.entry(atom).or_insert_with(|| member(atom)).map(String::from)
    }

    /// How often the atom comes: `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}`, or once.
    fn times(&mut self) -> Option<usize> {
        let (least, most, length) = match self.rest.chars().next() {
            Some('?') => (0, Some(1), 1),
            Some('*') => (0, None, 1),
            Some('+') => (1, None, 1),
            Some('{') => {
                let inside = self.rest[1..].split_once('}')?.0;
                let (least, most) = match inside.split_once(',') {
                    None => (inside, Some(inside.parse().ok()?)),
                    Some((least, "")) => (least, None),
                    Some((least, most)) => (least, Some(most.parse().ok()?)),
                };
                (least.parse().ok()?, most, inside.len() + 2)
            }
            _ => return Some(1),
        };
        self.rest = &self.rest[length..];
        let wanted = if least == 0 { self.more } else { least + self.more.saturating_sub(1) };
        Some(most.map_or(wanted, |most: usize| wanted.min(most)))
    }
}

/// The length of what stands for one character: itself, an escape, or a class in brackets.
fn atom_length(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    match first {
        '\\' => {
            let second = rest[1..].chars().next()?;
            let named = matches!(second, 'p' | 'P').then(|| rest.find('}')).flatten();
            Some(named.map_or(1 + second.len_utf8(), |end| end + 1))
        }
        '[' => {
            let (mut depth, mut escaped) = (0usize, false);
            for (at, c) in rest.char_indices() {
                match c {
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    '[' => depth += 1,
                    ']' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            None
        }
        c => Some(c.len_utf8()),
    }
}

/// A character that matches, one that is easy to read if there is one.
fn member(atom: &str) -> Option<char> {
    let mut own = atom.chars();
    if let (Some(c), None) = (own.next(), own.next()) {
        return Some(if c == '.' { 'a' } else { c });
    }
    let pattern = Pattern::new(atom).ok()?;
    let readable = ['a', 'A', '1', '0'].into_iter().chain((' '..='~').chain('\u{A0}'..='\u{24F}'));
    let others = ('\u{370}'..='\u{30FF}').chain(['\t', '\n', '\u{4E00}', '\u{AC00}', '\u{1F600}']);
    readable.chain(others).find(|c| pattern.is_match(c.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::samples;
    use soap_runtime::xsd::Pattern;

    #[test]
    fn the_first_candidate_of_most_patterns_matches() {
        for (source, expected) in [
            ("", ""),
            ("[A-Z]{3}-\\d+", "AAA-1"),
            ("(ab|cd){2}e?", "ababe"),
            ("\\p{Lu}\\P{Lu}", "Aa"),
            ("\\i\\c*", "aa"),
            ("[a-z-[a-m]]", "n"),
            ("[^a-zA-Z0-9]", " "),
            ("a{0}b{2,}c{1,9}", "bbc"),
            ("\\.\\-\\\\", ".-\\"),
            ("\\p{IsGreek}", "\u{370}"),
            ("x|", "x"),
        ] {
            let made = samples(source, 4);
            assert_eq!(made.first().map(String::as_str), Some(expected), "{source}");
            let pattern = Pattern::new(source).unwrap();
            assert!(made.iter().all(|text| pattern.is_match(text)), "{source}: {made:?}");
        }
    }

    #[test]
    fn lengths_are_met_where_the_pattern_leaves_them_open() {
        assert!(samples("[0-9]*", 30).iter().any(|text| text.len() == 30));
        assert!(samples("A\\d+", 20).iter().any(|text| text.len() == 20));
    }

    #[test]
    fn what_is_no_pattern_gives_nothing() {
        for source in ["(", ")", "[", "a{", "\\", "a{9999999}", "a{1,x}", &"(".repeat(1000)] {
            assert_eq!(samples(source, 4), Vec::<String>::new(), "{source}");
        }
    }
}
