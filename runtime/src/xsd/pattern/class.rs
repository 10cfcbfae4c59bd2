//! Character classes (appendix F.1).

use std::fmt::Write as _;

use super::PatternError;
use super::block::block;
use super::translate::Source;

/// `.`
pub(super) const ANY: &str = r"[^\n\r]";

/// `\i`: what a name may begin with. XML 1.0, fifth edition, production 4.
const INITIAL: &str = r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}";

/// What `\c` adds to `\i`. Production 4a.
const FURTHER: &str = r"\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}";

/// Appends a character that stands for itself.
pub(super) fn push_char(out: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        out.push(c);
    } else {
        // Writing to a string does not fail.
        let _ = write!(out, r"\x{{{:X}}}", u32::from(c));
    }
}

/// A backslash and what follows it: one character, or a class.
pub(super) fn escape(source: &mut Source<'_>, out: &mut String) -> Result<(), PatternError> {
    match escaped(source)? {
        Escape::Char(c) => push_char(out, c),
        Escape::Class(class) => out.push_str(&class),
    }
    Ok(())
}

enum Escape {
    Char(char),
    Class(String),
}

fn escaped(source: &mut Source<'_>) -> Result<Escape, PatternError> {
    let unknown = source.error("no such escape");
    source.next();
    let class = match source.next() {
        Some('n') => return Ok(Escape::Char('\n')),
        Some('r') => return Ok(Escape::Char('\r')),
        Some('t') => return Ok(Escape::Char('\t')),
        Some(c @ ('\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^')) => {
            return Ok(Escape::Char(c));
        }
        Some('s') => r"[ \t\n\r]".to_owned(),
        Some('S') => r"[^ \t\n\r]".to_owned(),
        Some('i') => format!("[{INITIAL}]"),
        Some('I') => format!("[^{INITIAL}]"),
        Some('c') => format!("[{INITIAL}{FURTHER}]"),
        Some('C') => format!("[^{INITIAL}{FURTHER}]"),
        Some('d') => r"\p{Nd}".to_owned(),
        Some('D') => r"\P{Nd}".to_owned(),
        Some('w') => r"[^\p{P}\p{Z}\p{C}]".to_owned(),
        Some('W') => r"[\p{P}\p{Z}\p{C}]".to_owned(),
        Some('p') => property(source, false)?,
        Some('P') => property(source, true)?,
        _ => return Err(unknown),
    };
    Ok(Escape::Class(class))
}

/// `{Lu}` or `{IsBasicLatin}`.
fn property(source: &mut Source<'_>, negated: bool) -> Result<String, PatternError> {
    if !source.accept('{') {
        return Err(source.error("a property is named in braces"));
    }
    let offset = source.offset();
    let Some(name) = source.until('}') else {
        return Err(source.error("the name of a property does not end"));
    };
    if is_category(name) {
        return Ok(format!(r"\{}{{{name}}}", if negated { 'P' } else { 'p' }));
    }
    match name.strip_prefix("Is").and_then(block) {
        Some(ranges) => Ok(ranges_class(ranges, negated)),
        None => Err(PatternError::UnknownProperty { offset, name: name.to_owned() }),
    }
}

fn ranges_class(ranges: impl Iterator<Item = (u32, u32)>, negated: bool) -> String {
    // Surrogates are not characters of XML, so a class of them has no members.
    let ranges = ranges.filter(|&(first, _)| char::from_u32(first).is_some()).collect::<Vec<_>>();
    let (ranges, negated) = if ranges.is_empty() { (vec![(0, 0x10FFFF)], !negated) } else { (ranges, negated) };
    let mut class = String::from(if negated { "[^" } else { "[" });
    for (first, last) in ranges {
        // Writing to a string does not fail.
        let _ = write!(class, r"\x{{{first:X}}}-\x{{{last:X}}}");
    }
    class.push(']');
    class
}

/// Whether `name` is a general category, or a letter for several.
fn is_category(name: &str) -> bool {
    let mut chars = name.chars();
    let subcategories = match chars.next() {
        Some('L') => "ultmo",
        Some('M') => "nce",
        Some('N') => "dlo",
        Some('P') => "cdseifo",
        Some('Z') => "slp",
        Some('S') => "mcko",
        Some('C') => "cfon",
        _ => return false,
    };
    chars.next().is_none_or(|c| subcategories.contains(c)) && chars.next().is_none()
}

/// `[…]`, with perhaps a subtraction in it, and another in that.
pub(super) fn expression(source: &mut Source<'_>) -> Result<String, PatternError> {
    let mut minuends = Vec::new();
    loop {
        let (group, is_subtracted_from) = group(source)?;
        if !is_subtracted_from {
            return subtract(source, &minuends, group);
        }
        minuends.push(group);
    }
}

/// Nests `a-[b-[c]]` and passes the brackets that close it.
fn subtract(source: &mut Source<'_>, minuends: &[String], last: String) -> Result<String, PatternError> {
    let mut class = last;
    for minuend in minuends.iter().rev() {
        if !source.accept(']') {
            return Err(source.error("a class ends after what is subtracted from it"));
        }
        class = format!("[{minuend}--{class}]");
    }
    Ok(class)
}

/// A class up to its `]`, or up to the `-[` of a subtraction, which is told by `true`.
fn group(source: &mut Source<'_>) -> Result<(String, bool), PatternError> {
    source.next();
    let mut class = String::from("[");
    if source.accept('^') {
        class.push('^');
    }
    let mut is_empty = true;
    loop {
        let is_subtracted_from = match (source.peek(), source.peek_second()) {
            (Some(']'), _) => false,
            (Some('-'), Some('[')) => true,
            (Some('-'), second) if !is_empty && second != Some(']') && !source.starts_with("--[") => {
                return Err(source.error("a hyphen between characters makes a range or stands after a backslash"));
            }
            _ => {
                item(source, &mut class)?;
                is_empty = false;
                continue;
            }
        };
        if is_empty {
            return Err(source.error("a class is empty"));
        }
        source.next();
        class.push(']');
        return Ok((class, is_subtracted_from));
    }
}

/// A character, a range, or a class named by an escape.
fn item(source: &mut Source<'_>, class: &mut String) -> Result<(), PatternError> {
    // A hyphen that stands for itself begins no range.
    let is_hyphen = source.peek() == Some('-');
    let first = match member(source)? {
        Escape::Char(first) => first,
        Escape::Class(named) => {
            class.push_str(&named);
            return Ok(());
        }
    };
    push_char(class, first);
    let is_range = source.peek() == Some('-') && !matches!(source.peek_second(), Some('[' | ']') | None);
    if is_hyphen || !is_range {
        return Ok(());
    }
    source.next();
    if source.peek() == Some('-') {
        return Err(source.error("a range ends in a hyphen"));
    }
    match member(source)? {
        Escape::Char(last) if last >= first => {
            class.push('-');
            push_char(class, last);
            Ok(())
        }
        Escape::Char(_) => Err(source.error("a range's bounds are the wrong way round")),
        Escape::Class(_) => Err(source.error("a range ends in a class")),
    }
}

fn member(source: &mut Source<'_>) -> Result<Escape, PatternError> {
    match source.peek() {
        Some('\\') => escaped(source),
        Some('[') => Err(source.error("this character stands for itself only after a backslash")),
        Some(c) => {
            source.next();
            Ok(Escape::Char(c))
        }
        None => Err(source.error("a class does not end")),
    }
}
