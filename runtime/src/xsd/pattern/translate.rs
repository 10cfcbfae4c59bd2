//! From the grammar of appendix F into that of the `regex` crate.

use super::PatternError;
use super::class::{self, ANY};

/// What is left of a pattern, and where that is.
pub(super) struct Source<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, rest: text }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// What comes after the next character.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    pub(super) fn accept(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.next();
        }
        found
    }

    /// Takes all before `end`, and `end` itself.
    pub(super) fn until(&mut self, end: char) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn offset(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    pub(super) fn error(&self, reason: &'static str) -> PatternError {
        PatternError::Syntax { offset: self.offset(), reason }
    }
}

/// Translates a pattern; the result matches whole texts only.
pub(super) fn translate(pattern: &str) -> Result<String, PatternError> {
    let mut source = Source::new(pattern);
    let mut out = String::from("^(?:");
    let mut open_groups = 0usize;
    let mut follows_atom = false;
    while let Some(c) = source.peek() {
        let is_quantifier = matches!(c, '?' | '*' | '+' | '{');
        if is_quantifier && !follows_atom {
            return Err(source.error("a quantifier follows nothing it could apply to"));
        }
        match c {
            '?' | '*' | '+' => literal(&mut source, c, &mut out),
            '{' => quantity(&mut source, &mut out)?,
            '|' => literal(&mut source, c, &mut out),
            '(' => {
                open_groups += 1;
                source.next();
                out.push_str("(?:");
            }
            ')' => {
                open_groups =
                    open_groups.checked_sub(1).ok_or_else(|| source.error("a group ends that did not begin"))?;
                literal(&mut source, c, &mut out);
            }
            _ => atom(&mut source, c, &mut out)?,
        }
        follows_atom = !is_quantifier && !matches!(c, '|' | '(');
    }
    if open_groups > 0 {
        return Err(source.error("a group does not end"));
    }
    out.push_str(")$");
    Ok(out)
}

fn literal(source: &mut Source<'_>, c: char, out: &mut String) {
    source.next();
    out.push(c);
}

/// A character, a class, or a name for a class.
fn atom(source: &mut Source<'_>, c: char, out: &mut String) -> Result<(), PatternError> {
    match c {
        '.' => {
            source.next();
            out.push_str(ANY);
        }
        '\\' => class::escape(source, out)?,
        '[' => out.push_str(&class::expression(source)?),
        ']' | '}' => {
            return Err(source.error("this character stands for itself only after a backslash"));
        }
        _ => {
            source.next();
            class::push_char(out, c);
        }
    }
    Ok(())
}

/// `{n}`, `{n,}` or `{n,m}`.
fn quantity(source: &mut Source<'_>, out: &mut String) -> Result<(), PatternError> {
    const MALFORMED: &str = "not of the form {n}, {n,} or {n,m}";
    let malformed = source.error(MALFORMED);
    source.next();
    let Some(quantity) = source.until('}') else {
        return Err(malformed);
    };
    let (least, most) = quantity.split_once(',').map_or((quantity, None), |(least, most)| (least, Some(most)));
    if !is_number(least) || !most.is_none_or(|most| most.is_empty() || is_number(most)) {
        return Err(malformed);
    }
    let least = count(least)?;
    let most = most.filter(|most| !most.is_empty()).map(count).transpose()?;
    if most.is_some_and(|most| most < least) {
        return Err(source.error("the quantity's bounds are the wrong way round"));
    }
    out.push('{');
    out.push_str(quantity);
    out.push('}');
    Ok(())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn count(digits: &str) -> Result<u32, PatternError> {
    digits.parse().map_err(|_| PatternError::TooLarge)
}
