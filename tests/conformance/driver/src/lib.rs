//! Requests come in on standard input, one JSON value a line, and each gets a line of JSON back.
//!
//! Generated modules are compiled into programs around [`cases!`](crate::cases): such a program reads documents with the bindings
//! it is made of, and says what became of them. A panic is an answer too; a program that hangs or dies is its parent's to notice.

mod reading;
mod serving;

pub use reading::{Answer, Case, Request, Written, document, either, message, run};
pub use serving::{Reply, serve};

/// A program over generated modules: those whose documents it reads, those whose SOAP messages it reads, those of which it reads
/// both, and those that only have to compile.
///
/// ```ignore
/// conformance_driver::cases! {
///     documents { g0 "modules/g0.rs"; }
///     messages { g1 "modules/g1.rs"; }
///     either { g2 "modules/g2.rs"; }
///     compiled { g3 "modules/g3.rs"; }
/// }
/// ```
#[macro_export]
macro_rules! cases {
    (
        documents { $($document:ident $document_path:literal;)* }
        messages { $($message:ident $message_path:literal;)* }
        either { $($either:ident $either_path:literal;)* }
        compiled { $($compiled:ident $compiled_path:literal;)* }
    ) => {
        $(#[path = $document_path] mod $document;)*
        $(#[path = $message_path] mod $message;)*
        $(#[path = $either_path] mod $either;)*
        $(#[path = $compiled_path] mod $compiled;)*

        fn main() {
            $crate::run(&[
                $((stringify!($document), $crate::document::<$document::Document> as $crate::Case),)*
                $((stringify!($message), $crate::message::<$message::Document> as $crate::Case),)*
                $((stringify!($either), $crate::either::<$either::Document> as $crate::Case),)*
            ]);
        }
    };
}
