//! Whole documents: the root element comes in, the value of one of a contract's global elements goes out.

use super::group::{Group, Taken};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{ReadOptions, WriteOptions};
use crate::schema::{Newer, Schema, TableError};
use crate::xml::{Name, Namespace, Reader, Writer, legal};

/// The global elements of a contract: an enum with a variant for each.
pub trait Elements: Group {
    /// The contract's namespaces, in the order of their ids, with the prefixes they are written with.
    const NAMESPACES: &'static [Namespace];

    /// The contract's schema, for strict reading.
    ///
    /// # Errors
    /// When the contract's table is damaged.
    fn schema() -> Result<&'static Schema, &'static TableError>;
}

/// Reads a document leniently.
///
/// # Errors
/// See [`from_xml_with`].
pub fn from_xml<D: Elements>(xml: &str) -> Result<D> {
    from_xml_with(xml, &ReadOptions::default())
}

/// Reads a document as `options` say.
///
/// # Errors
/// When the text is not well-formed XML, passes a limit, has a root that is not one of `D`, or when that element lacks something
/// required or holds a value outside its type. Strict options refuse whatever breaks the schema.
pub fn from_xml_with<D: Elements>(xml: &str, options: &ReadOptions) -> Result<D> {
    if options.is_strict() {
        strict_schema::<D>()?.validate_document(xml, options)?;
    }
    read_with::<D, D>(xml, options, |root, r| read_root(root, r))
}

/// What a message uses that a version of its contract does not know yet.
///
/// # Errors
/// See [`Schema::newer_than`].
pub fn newer_than<D: Elements>(xml: &str, version: &str) -> Result<Vec<Newer>> {
    strict_schema::<D>()?.newer_than(xml, version)
}

/// The contract's schema.
pub(crate) fn strict_schema<D: Elements>() -> Result<&'static Schema> {
    D::schema().map_err(damaged)
}

/// The error for a table that cannot be read.
pub(super) fn damaged(error: &TableError) -> Error {
    Error::new(ErrorKind::Invalid(format!("the contract's table is damaged: {error}")), 0)
}

/// Runs `read` on a document's root element, and finds the place of any error.
pub(crate) fn read_with<D: Elements, T>(
    xml: &str,
    options: &ReadOptions,
    read: impl FnOnce(Name<'_>, &mut Reader<'_>) -> Result<T>,
) -> Result<T> {
    let legal = legal(xml, options).map_err(|error| error.locate(xml))?;
    let document = || {
        let mut r = Reader::new(&legal, D::NAMESPACES, options)?;
        let root = r.root()?;
        let value = read(root, &mut r)?;
        r.end()?;
        Ok(value)
    };
    document().map_err(|error: Error| legal.locate(error))
}

/// Reads the element the reader stands on as one of `D`.
pub(crate) fn read_root<D: Elements>(name: Name<'_>, r: &mut Reader<'_>) -> Result<D> {
    let start = r.tag_offset();
    match D::take(None, start, name, r)? {
        Taken::New(value, progress) => {
            value.finish(&progress, start, r)?;
            Ok(value)
        }
        Taken::No | Taken::Continued => {
            let (found, expected) = (r.expanded(name.ns, name.local), D::expected());
            Err(Error::new(ErrorKind::UnexpectedRoot { found, expected }, start))
        }
    }
}

/// Writes a document, without an XML declaration.
///
/// # Errors
/// When a value holds a character that XML does not allow.
pub fn to_xml<D: Elements>(document: &D) -> Result<String> {
    to_xml_with(document, &WriteOptions::default())
}

/// Writes a document as `options` say, without an XML declaration.
///
/// # Errors
/// When a value holds a character that XML does not allow, and when the options declare something that cannot be declared.
pub fn to_xml_with<D: Elements>(document: &D, options: &WriteOptions) -> Result<String> {
    let mut w = Writer::with_options(D::NAMESPACES, None, options);
    document.write(&mut w);
    w.finish()
}
