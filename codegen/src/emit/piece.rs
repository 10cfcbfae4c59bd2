//! What the output is made of before it is text.

use proc_macro2::TokenStream;

/// A file of the output.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name in the folder of the output, without `.rs`.
    pub name: String,
    /// Its documentation, a paragraph each.
    pub docs: Vec<String>,
    /// What it is made of, in order.
    pub pieces: Vec<Piece>,
}

impl File {
    pub(super) fn of_items(name: &str, docs: Vec<String>, items: Vec<TokenStream>) -> Self {
        Self { name: name.to_owned(), docs, pieces: items.into_iter().map(Piece::Item).collect() }
    }
}

/// What a file is made of.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A Rust item, or the call of one of the runtime's macros.
    Item(TokenStream),
    /// A module, which is a file of its own or stands inside this one.
    Module(Declaration),
    /// An item with a literal whose lines have to stay as they are.
    Verbatim(TokenStream, String),
}

/// A module that another file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The module's name, which is the file's.
    pub name: String,
    /// Whether others can name it.
    pub is_public: bool,
    /// What is said about it where it is declared.
    pub doc: Option<String>,
}

/// How the contract's table gets into the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableAs {
    /// As the file `contract.txt` beside it.
    File,
    /// As a literal.
    Literal,
}
