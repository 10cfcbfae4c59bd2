//! Documentation as attributes: paragraphs wrapped, what rustdoc would misread escaped.

use proc_macro2::TokenStream;
use quote::quote;

use crate::documentation::list_marker;

/// The column documentation is wrapped at, without its indentation.
const WIDTH: usize = 108;

/// `#[doc = …]` for each line of the paragraphs.
pub(super) fn docs(paragraphs: &[String]) -> TokenStream {
    let lines = paragraphs.iter().enumerate().flat_map(|(index, paragraph)| {
        let gap = (index > 0).then(String::new);
        gap.into_iter().chain(doc_lines(paragraph))
    });
    let lines = lines.map(|line| if line.is_empty() { line } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The lines of a paragraph as they stand behind `//!`. What follows an item of a list is indented below it, and no line begins with what
/// would make it something else than text.
pub(crate) fn doc_lines(paragraph: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut indent = 0;
    for line in escape(paragraph).lines() {
        let marker = list_marker(line);
        let first = if marker > 0 { String::new() } else { " ".repeat(indent) };
        indent = if marker > 0 { marker } else { indent };
        lines.extend(wrap(&plain_start(line), first, &" ".repeat(indent)));
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// Wraps a line.
fn wrap(text: &str, mut line: String, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        let length = line.chars().count() + 1 + word.chars().count();
        if !is_empty && length > WIDTH && plain_start(word) == word && list_marker(&format!("{word} x")) == 0 {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
    lines
}

/// A line that would be a heading, underline one, or begin a block of code, as text.
fn plain_start(line: &str) -> String {
    let is_only = |c: char| !line.is_empty() && line.chars().all(|each| each == c);
    let is_block = line.starts_with('#') || line.starts_with("```") || line.starts_with("~~~");
    if is_block || is_only('=') || is_only('-') { format!("\\{line}") } else { line.to_owned() }
}

/// Outside of code spans: brackets would be links, angle brackets HTML, and a bare URL is a warning. `[MS-…]` references and
/// links to our own items stay.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        let last_is_open = text.matches('`').count() % 2 == 1 && index + 1 == text.split('`').count();
        if index % 2 == 1 && !last_is_open {
            out.push_str(part);
        } else {
            escape_plain(part, &mut out);
        }
    }
    out
}

fn escape_plain(text: &str, out: &mut String) {
    for word in text.split_inclusive([' ', '\n']) {
        let (word, space) = word.split_at(word.trim_end_matches([' ', '\n']).len());
        let url_end = word.trim_end_matches(['.', ',', ';', ')']).len();
        if word.starts_with("http://") || word.starts_with("https://") {
            let (url, rest) = word.split_at(url_end);
            out.push_str(&format!("<{url}>{rest}"));
        } else if word.starts_with("<http") && word.contains('>') {
            out.push_str(word);
        } else {
            escape_word(word, text, out);
        }
        out.push_str(space);
    }
}

fn escape_word(word: &str, text: &str, out: &mut String) {
    let keep_brackets = is_citation(word) || own_link(text);
    for c in word.chars() {
        match c {
            '[' | ']' if !keep_brackets => out.extend(['\\', c]),
            '<' | '>' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

/// `[MS-OXWSCOS]`: with a hyphen inside the brackets, rustdoc does not look for an item.
fn is_citation(word: &str) -> bool {
    let inside = word.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    inside.is_some_and(|(name, _)| name.contains('-') && !name.contains('['))
}

/// Our own texts link to items: the bracket stands beside the code span.
fn own_link(text: &str) -> bool {
    text.ends_with('[') || text.starts_with(']')
}
