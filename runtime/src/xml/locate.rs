//! From a byte offset back to a place people can find: element path, line and column.
//!
//! The source is gone through once more, tag by tag, without judging it: it may be broken right after the offset.

use crate::error::Position;

struct Level<'s> {
    name: &'s str,
    nth: usize,
    children: Vec<(&'s str, usize)>,
}

/// The position of `offset` in `source`; `below` is one more step under the element found there.
pub(crate) fn locate(source: &str, offset: usize, below: Option<&str>) -> Position {
    let offset = floor(source, offset);
    let before = source.get(..offset).unwrap_or(source);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line_text = before.get(line_start..).unwrap_or("");
    Position {
        path: path(source, offset, below),
        offset,
        line: before.bytes().filter(|b| *b == b'\n').count() + 1,
        column: line_text.trim_start_matches('\u{FEFF}').chars().count() + 1,
    }
}

fn floor(source: &str, offset: usize) -> usize {
    (0..=offset.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}

fn path(source: &str, offset: usize, below: Option<&str>) -> String {
    let mut root = Level { name: "", nth: 1, children: Vec::new() };
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut at = 0;
    while at <= offset {
        let Some(found) = memchr::memchr(b'<', source.as_bytes().get(at..).unwrap_or(&[])) else { break };
        let start = at + found;
        if start > offset {
            break;
        }
        at = step(source, start, offset, &mut root, &mut levels);
    }
    let mut steps: Vec<String> = levels.iter().map(name_step).collect();
    steps.extend(below.map(str::to_owned));
    steps.join("/")
}

fn name_step(level: &Level<'_>) -> String {
    match level.nth {
        1 => level.name.to_owned(),
        n => format!("{}[{n}]", level.name),
    }
}

/// Takes the markup at `start`; where to go on.
fn step<'s>(source: &'s str, start: usize, offset: usize, root: &mut Level<'s>, levels: &mut Vec<Level<'s>>) -> usize {
    let markup = source.get(start..).unwrap_or("");
    if let Some(opening) = ["<!--", "<![CDATA[", "<?"].into_iter().find(|o| markup.starts_with(o)) {
        let closing = match opening {
            "<!--" => "-->",
            "<?" => "?>",
            _ => "]]>",
        };
        let length = markup.get(opening.len()..).and_then(|body| body.find(closing));
        return length.map_or(source.len() + 1, |length| start + opening.len() + length + closing.len());
    }
    let end = start + tag_length(markup);
    if markup.starts_with("</") {
        if end <= offset {
            levels.pop();
        }
        return end;
    }
    enter(markup, root, levels);
    if end <= offset && source.get(..end).is_some_and(|tag| tag.ends_with("/>")) {
        levels.pop();
    }
    end
}

fn enter<'s>(markup: &'s str, root: &mut Level<'s>, levels: &mut Vec<Level<'s>>) {
    let stop = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<');
    let qname = markup.get(1..).and_then(|rest| rest.split(stop).next()).unwrap_or("");
    let name = qname.rsplit(':').next().unwrap_or(qname);
    let children = &mut levels.last_mut().unwrap_or(root).children;
    let nth = match children.iter_mut().find(|(known, _)| *known == name) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            children.push((name, 1));
            1
        }
    };
    levels.push(Level { name, nth, children: Vec::new() });
}

/// The length of the tag `markup` begins with; a `>` in a quoted value does not end it.
fn tag_length(markup: &str) -> usize {
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    markup.len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "<a>\n <!-- <x> --><p:b k='>'/><p:b><c>é</c> <d/></p:b>\n</a>";

    fn path_at(needle: &str) -> String {
        locate(SOURCE, SOURCE.find(needle).unwrap_or(usize::MAX), None).path
    }

    #[test]
    fn paths_count_siblings_of_one_name() {
        assert_eq!(path_at("<p:b k"), "a/b");
        assert_eq!(path_at("<c>"), "a/b[2]/c");
        assert_eq!(path_at("<d/>"), "a/b[2]/d");
        assert_eq!(path_at("</a>"), "a");
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let at = SOURCE.find(" <d/>").unwrap_or_default();
        let position = locate(SOURCE, at, Some("@x"));
        assert_eq!((position.line, position.column), (2, 39));
        assert_eq!(position.path, "a/b[2]/@x");
    }

    #[test]
    fn broken_markup_is_located_too() {
        for source in ["", "<", "<a", "<a b='", "<!-- ", "</a></b>", "<a/><", "<é"] {
            for offset in 0..source.len() + 2 {
                let _ = locate(source, offset, None);
            }
        }
    }
}
