//! Documentation as attributes: paragraphs wrapped, what rustdoc would misread escaped.

use proc_macro2::TokenStream;
use quote::quote;

/// The column documentation is wrapped at, without its indentation.
const WIDTH: usize = 108;

/// `#[doc = …]` for each line of the paragraphs.
pub(super) fn docs(paragraphs: &[String]) -> TokenStream {
    let lines = paragraphs.iter().enumerate().flat_map(|(index, paragraph)| {
        let gap = (index > 0).then(String::new);
        gap.into_iter().chain(wrap(&escape(paragraph)))
    });
    let lines = lines.map(|line| if line.is_empty() { line } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The lines of a paragraph as they stand behind `//!`.
pub(crate) fn doc_lines(paragraph: &str) -> Vec<String> {
    wrap(&escape(paragraph))
}

fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let length = line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
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
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let url_end = word.trim_end_matches(['.', ',', ';', ')']).len();
        if word.starts_with("http://") || word.starts_with("https://") {
            let (url, rest) = word.split_at(url_end);
            out.push_str(&format!("<{url}>{rest}"));
        } else if word.starts_with("<http") && word.contains('>') {
            out.push_str(word);
        } else {
            escape_word(word, text, out);
        }
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
