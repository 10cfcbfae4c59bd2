//! From tokens to text: prettyplease for Rust items, one line an entry for the runtime's macros.
//!
//! In: the [`File`]s of [`crate::emit`]. Out: the text of each piece, ending in one newline. Invariant: an item's text depends on that item
//! alone, so a change of one item changes no other line.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit::{Declaration, File, Piece};

/// A file's name and documentation, and the texts below them.
#[derive(Debug)]
pub(crate) struct Formatted {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Documentation below that, as lines of Rust.
    pub(crate) page: Vec<String>,
    pub(crate) texts: Vec<Text>,
}

/// The text of a piece.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// Whether it is a `use` or the declaration of a module, which stand close to their like.
    pub(crate) is_declaration: bool,
    /// The module that it declares.
    pub(crate) declares: Option<Declaration>,
    /// The literal in it whose lines have to stay as they are.
    pub(crate) literal: Option<String>,
}

/// The texts of files; `None`, with a diagnostic, if one does not parse as Rust.
pub(crate) fn format_all(files: Vec<File>, diagnostics: &mut Diagnostics) -> Option<Vec<Formatted>> {
    let mut formatted = Vec::new();
    for File { name, docs, pieces } in files {
        let texts: Result<Vec<Text>, syn::Error> = pieces.into_iter().map(format).collect();
        match texts {
            Ok(texts) => formatted.push(Formatted { name, docs, page: Vec::new(), texts }),
            Err(error) => {
                let message = format!("the module `{name}` came out as Rust that does not parse: {error}");
                diagnostics.push(Diagnostic::error("malformed-output", None, message));
                return None;
            }
        }
    }
    Some(formatted)
}

/// The lines of an item; none if it does not parse.
pub(crate) fn lines(item: TokenStream) -> Vec<String> {
    let text = format_item(item).map(|text| text.text).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// The text of a piece.
fn format(piece: Piece) -> Result<Text, syn::Error> {
    match piece {
        Piece::Item(tokens) => format_item(tokens),
        Piece::Module(declaration) => {
            let (name, docs) =
                (format_ident!("{}", declaration.name), declaration.doc.iter().map(|doc| format!(" {doc}")));
            let visibility = declaration.is_public.then(|| quote!(pub));
            let text = format_item(quote!(#(#[doc = #docs])* #visibility mod #name;))?;
            Ok(Text { declares: Some(declaration), ..text })
        }
        Piece::Verbatim(tokens, literal) => Ok(Text { literal: Some(literal), ..format_item(tokens)? }),
    }
}

fn format_item(tokens: TokenStream) -> Result<Text, syn::Error> {
    if let Some(text) = macro_item(&tokens) {
        return Ok(Text { text, is_declaration: false, declares: None, literal: None });
    }
    let file: syn::File = syn::parse2(tokens)?;
    let is_declaration =
        matches!(file.items.as_slice(), [syn::Item::Use(_) | syn::Item::Mod(syn::ItemMod { content: None, .. })]);
    let has_members = matches!(file.items.as_slice(), [syn::Item::Trait(_) | syn::Item::Impl(_)]);
    let text = prettyplease::unparse(&file);
    let text = if has_members { spaced(&text) } else { text };
    Ok(Text { text, is_declaration, declares: None, literal: None })
}

/// The text of a trait or `impl` with an empty line between its members.
fn spaced(text: &str) -> String {
    let is_member = |line: &str| line.strip_prefix("    ").is_some_and(|rest| !rest.starts_with([' ', '}', ')']));
    let ends = |line: &str| line == "    }" || is_member(line) && line.ends_with(';') && !line.starts_with("    //");
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for line in text.lines() {
        if ends(before) && is_member(line) {
            out.push('\n');
        }
        out.extend([line, "\n"]);
        before = line;
    }
    out
}

/// `soap_runtime::name! { … }`: the entries of the braces a line each.
fn macro_item(item: &TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let (attributes, tokens) = tokens.split_at(attributes(&tokens));
    let (last, head) = tokens.split_last()?;
    let is_call = head.iter().any(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == '!'))
        && matches!(head.first(), Some(TokenTree::Ident(ident)) if *ident == "soap_runtime");
    let TokenTree::Group(body) = last else { return None };
    if !is_call {
        return None;
    }
    let mut printer = Printer::default();
    for attribute in attributes {
        if let TokenTree::Group(attribute) = attribute {
            printer.attribute(attribute);
            printer.newline(0);
        }
    }
    printer.tokens(head.iter().cloned());
    printer.block(body, 0);
    printer.out.push('\n');
    Some(printer.out)
}

/// How many tokens the attributes are that an item begins with.
fn attributes(tokens: &[TokenTree]) -> usize {
    let is_attribute = |pair: &&[TokenTree]| {
        matches!(pair, [TokenTree::Punct(p), TokenTree::Group(group)]
            if p.as_char() == '#' && group.delimiter() == Delimiter::Bracket)
    };
    tokens.chunks(2).take_while(is_attribute).count() * 2
}

/// Prints tokens with the spaces people put between them.
#[derive(Default)]
struct Printer {
    out: String,
    glued: bool,
    depth: usize,
}

/// A list wider than this is put on lines of its own.
const WIDE: usize = 90;

impl Printer {
    /// A brace group: a single entry without an inner block stays on one line if it is short.
    fn block(&mut self, group: &Group, depth: usize) {
        let entries = entries(group.stream());
        if entries.is_empty() {
            self.space("{");
            self.out.push_str("{}");
            return;
        }
        self.space("{");
        if let Some(line) = one_line(&entries) {
            self.out.push_str(&line);
            return;
        }
        self.out.push('{');
        for entry in entries {
            self.entry(entry, depth + 1);
        }
        self.newline(depth);
        self.out.push('}');
        self.glued = false;
    }

    fn entry(&mut self, entry: Vec<TokenTree>, depth: usize) {
        self.depth = depth;
        self.newline(depth);
        let mut tokens = entry.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(ref p) if p.as_char() == '#' && matches!(tokens.peek(), Some(TokenTree::Group(_))) => {
                    if let Some(TokenTree::Group(attribute)) = tokens.next() {
                        self.attribute(&attribute);
                        self.newline(depth);
                    }
                }
                TokenTree::Group(ref inner) if inner.delimiter() == Delimiter::Brace => self.block(inner, depth),
                other => self.token(other),
            }
        }
    }

    /// `#[doc = " text"]` as `/// text`.
    fn attribute(&mut self, attribute: &Group) {
        let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
        if let [TokenTree::Ident(name), _, TokenTree::Literal(text)] = tokens.as_slice()
            && *name == "doc"
            && let Ok(text) = syn::parse_str::<syn::LitStr>(&text.to_string())
        {
            self.out.push_str("///");
            self.out.push_str(text.value().trim_end());
            return;
        }
        let mut inner = Printer { out: "#[".to_owned(), glued: true, depth: self.depth };
        inner.tokens(attribute.stream());
        self.out.push_str(&inner.out);
        self.out.push(']');
    }

    fn newline(&mut self, depth: usize) {
        self.out.push('\n');
        self.out.push_str(&"    ".repeat(depth));
        self.glued = true;
    }

    fn tokens(&mut self, tokens: impl IntoIterator<Item = TokenTree>) {
        for token in tokens {
            self.token(token);
        }
    }

    fn token(&mut self, token: TokenTree) {
        match token {
            TokenTree::Group(group) => self.group(&group),
            TokenTree::Punct(punct) => {
                let text = punct.as_char().to_string();
                self.space(&text);
                self.out.push_str(&text);
                let opens =
                    matches!(punct.as_char(), '<' | '&' | '@') || self.out.ends_with("::") || self.out.ends_with("..");
                self.glued = opens || punct.spacing() == Spacing::Joint;
            }
            other => {
                let text = other.to_string();
                self.space(&text);
                self.out.push_str(&text);
                self.glued = false;
            }
        }
    }

    fn group(&mut self, group: &Group) {
        if group.delimiter() == Delimiter::Bracket && group.to_string().len() > WIDE {
            return self.list(group);
        }
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        self.space(open);
        self.out.push_str(open);
        self.glued = true;
        self.tokens(group.stream());
        self.out.push_str(close);
        self.glued = false;
    }

    /// A long list: an entry a line, so that a new entry is a new line.
    fn list(&mut self, group: &Group) {
        self.space("[");
        self.out.push('[');
        for entry in entries(group.stream()) {
            self.newline(self.depth + 1);
            self.tokens(entry);
        }
        self.newline(self.depth);
        self.out.push(']');
        self.glued = false;
    }

    /// A space before `next`, where one belongs.
    fn space(&mut self, next: &str) {
        let tight = match next {
            ";" | "," | ":" | "!" | "<" | ">" | "?" => true,
            "(" => self.out.ends_with(|c: char| c.is_alphanumeric() || c == '_'),
            _ => false,
        };
        if !(tight || self.glued || self.out.is_empty() || self.out.ends_with([' ', '(', '['])) {
            self.out.push(' ');
        }
        self.glued = false;
    }
}

/// The entries of a block: what `;` or `,` or a block ends.
fn entries(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut all = Vec::new();
    let mut entry = Vec::new();
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(punct) => matches!(punct.as_char(), ';' | ','),
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        let follows_block =
            matches!(&token, TokenTree::Punct(p) if matches!(p.as_char(), ';' | ',')) && entry.is_empty();
        if follows_block {
            if let Some(last) = all.last_mut() {
                Vec::push(last, token);
            }
            continue;
        }
        entry.push(token);
        if ends {
            all.push(std::mem::take(&mut entry));
        }
    }
    if !entry.is_empty() {
        all.push(entry);
    }
    all
}

/// The longest block that is put on one line.
const SHORT: usize = 70;

fn one_line(entries: &[Vec<TokenTree>]) -> Option<String> {
    let tokens = entries.iter().flatten();
    let plain = |token: &&TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == '#',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    if entries.len() > 1 || tokens.clone().any(|token| plain(&token)) {
        return None;
    }
    let mut printer = Printer { out: "{ ".to_owned(), glued: true, depth: 0 };
    printer.tokens(tokens.cloned());
    printer.out.push_str(" }");
    (printer.out.len() <= SHORT).then_some(printer.out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use quote::quote;

    use super::{Piece, TokenStream, format};

    fn text(tokens: TokenStream) -> String {
        format(Piece::Item(tokens)).unwrap().text
    }

    #[test]
    fn a_macro_has_a_line_for_each_entry() {
        let tokens = quote! {
            soap_runtime::complex_type! { Line { attribute id "Id" required; element note t "Note" = "none"; } }
        };
        let expected = "soap_runtime::complex_type! {\n    Line {\n        attribute id \"Id\" required;\n        \
                        element note t \"Note\" = \"none\";\n    }\n}\n";
        assert_eq!(text(tokens), expected);
    }

    #[test]
    fn members_of_a_trait_stand_apart() {
        let tokens = quote! {
            pub trait All { /// An error;
                /// of any kind.
                type Error; #[cfg(a)] /// Does.
                fn one(&self) { let _ = { 1 }; } fn two(&self); }
        };
        let expected = "pub trait All {\n    /// An error;\n    /// of any kind.\n    type Error;\n\n    #[cfg(a)]\n    /// Does.\n    \
                        fn one(&self) {\n        let _ = { 1 };\n    }\n\n    fn two(&self);\n}\n";
        assert_eq!(text(tokens), expected);
    }

    #[test]
    fn one_short_entry_stays_on_the_line() {
        let tokens = quote!(soap_runtime::choice! { Which: element One { element One t "One"; } });
        assert_eq!(text(tokens), "soap_runtime::choice! {\n    Which: element One { element One t \"One\"; }\n}\n");
    }

    #[test]
    fn documentation_and_conditions_stand_before_what_they_are_about() {
        let tokens = quote! {
            #[cfg(feature = "a")]
            soap_runtime::enumeration! {
                /// Which one.
                pub enum Which { /// The first.
                    One "1", Two "2", }
            }
        };
        let expected = "#[cfg(feature = \"a\")]\nsoap_runtime::enumeration! {\n    /// Which one.\n    pub enum Which {\n        \
                        /// The first.\n        One \"1\",\n        Two \"2\",\n    }\n}\n";
        assert_eq!(text(tokens), expected);
    }

    #[test]
    fn a_long_list_has_an_entry_a_line() {
        let names: Vec<_> = (0..20).map(|index| quote::format_ident!("Name{index}")).collect();
        let long = text(quote!(soap_runtime::base_type! { pub trait All {} for [#(#names),*] }));
        assert!(long.contains("for [\n        Name0,\n        Name1,\n"), "{long}");
        let short = text(quote!(soap_runtime::base_type! { pub trait All {} for [One, Two] }));
        assert!(short.contains("for [One, Two]"), "{short}");
    }

    #[test]
    fn what_does_not_parse_is_no_text() {
        assert!(format(Piece::Item(quote!(pub struct))).is_err());
    }
}
