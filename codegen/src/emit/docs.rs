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
        let bare_url = word.starts_with("http://") || word.starts_with("https://");
        let linked = word.starts_with("<http") && word.contains('>');
        if bare_url {
            let end = word.trim_end_matches(['.', ',', ';', ')']).len();
            let (url, rest) = word.split_at(end);
            out.push_str(&format!("<{url}>{rest}"));
        } else if linked {
            out.push_str(word);
        } else {
            for c in word.chars() {
                match c {
                    '[' | ']' if !own_link(text) => out.extend(['\\', c]),
                    '<' => out.push_str("\\<"),
                    '>' => out.push_str("\\>"),
                    c => out.push(c),
                }
            }
        }
    }
}

/// Our own texts link to items as [`Name`]: the bracket stands beside the code span.
fn own_link(text: &str) -> bool {
    text.ends_with('[') || text.starts_with(']')
}
