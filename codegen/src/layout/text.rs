//! The texts of files put together: a file by itself, or one inside the other.
//!
//! In: formatted files, the root first. Out: their text at some depth. Invariant: lines of a literal stay as they are at any depth.

use super::comment;
use crate::emit::doc_lines;
use crate::format::{Formatted, Text};

/// A file by itself: its modules are other files, which it declares.
pub(super) fn with_declarations(file: &Formatted) -> String {
    let mut out = String::new();
    texts(&mut out, 0, file.texts.iter());
    out
}

/// A file with the modules inside that it would declare.
pub(super) fn whole(out: &mut String, depth: usize, formatted: &[Formatted]) {
    let Some((root, inner)) = formatted.split_first() else { return };
    without_declarations(out, depth, root);
    for file in inner {
        let declarations = root.texts.iter().filter_map(|text| text.declares.as_ref());
        let is_public = declarations.into_iter().any(|module| module.name == file.name && module.is_public);
        out.push('\n');
        begin(out, depth, if is_public { "pub " } else { "" }, &file.name);
        lines(out, depth + 1, &inner_docs(&file.docs));
        out.push('\n');
        texts(out, depth + 1, file.texts.iter());
        line(out, depth, "}\n");
    }
}

/// A file without the modules that it would declare.
pub(super) fn without_declarations(out: &mut String, depth: usize, file: &Formatted) {
    texts(out, depth, file.texts.iter().filter(|text| text.declares.is_none()));
}

/// The line that a module begins with.
pub(super) fn begin(out: &mut String, depth: usize, visibility: &str, name: &str) {
    line(out, depth, &format!("{visibility}mod {name} {{\n"));
}

/// Texts one after another, with an empty line between them where they are no declarations.
fn texts<'t>(out: &mut String, depth: usize, all: impl Iterator<Item = &'t Text>) {
    let mut before: Option<&Text> = None;
    for text in all {
        if before.is_some_and(|before| !(before.is_declaration && text.is_declaration)) {
            out.push('\n');
        }
        match text.literal.as_ref().and_then(|literal| Some((literal, text.text.split_once(literal)?))) {
            None => lines(out, depth, &text.text),
            Some((literal, (head, tail))) => {
                lines(out, depth, head);
                out.extend([literal, tail]);
            }
        }
        before = Some(text);
    }
}

pub(super) fn lines(out: &mut String, depth: usize, text: &str) {
    text.split_inclusive('\n').for_each(|text| line(out, depth, text));
}

fn line(out: &mut String, depth: usize, line: &str) {
    if line != "\n" {
        out.extend(std::iter::repeat_n("    ", depth));
    }
    out.push_str(line);
}

/// Paragraphs as documentation of the module that they stand in.
pub(super) fn inner_docs(docs: &[String]) -> String {
    let paragraphs = docs.iter().map(|paragraph| {
        let lines = doc_lines(paragraph);
        lines.iter().map(|line| comment("//!", line)).collect::<String>()
    });
    paragraphs.collect::<Vec<_>>().join("//!\n")
}
