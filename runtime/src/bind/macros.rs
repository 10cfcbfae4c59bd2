//! The macros that turn one generated line per particle into reading and writing code.
//!
//! ```text
//! complex_type! { ItemIdType: t {         // a struct, and the namespace of its schema type: attributes, then its content in order
//!     attribute id "Id" required;         // an attribute without a namespace
//!     qualified lang xml "lang";          // one in a namespace: its prefix in the module `ns`
//!     element name t "Name" required;     // a child element
//!     element left t "Left" nillable;     // a nillable one that is an Option<T>: nil is None; `required_nillable` is written as nil
//!     local note "Note";                  // a child element without a namespace
//!     element count t "Count" = "1";      // one whose empty form stands for a value
//!     element line t "Line" 1 ..;         // a child element of which several are to come, but so many at least
//!     group path required;                // a choice, or a sequence that repeats
//!     any items "##any";               // a wildcard: a field of type Vec<AnyElement>; see NamespaceConstraint
//!     text value;                         // simple content
//!     mixed content;                      // mixed content: text and elements in their order
//!     order order;                        // the order of the elements of an `xs:all`; see `all!`
//! } }
//! ```
//!
//! Behind the name, `<'a>` stands in a view, which borrows from documents that live for `'a`.
//! Behind the braces, `in_order { "complex T"; "  element t:Name xs:anyType"; "  any ##any lax 0..*"; wildcards 0; }` has the content model of a type in
//! which names do not tell what a child is for, as a wildcard admits what elements beside it are called, or what another wildcard does: as a
//! table of a contract (see [`contract`](crate::contract)), then of each wildcard in which of the lines for groups and wildcards it is.
//! `lists line items` names fields that are a `compact::List`: they give back what they do not need when all is read.
//!
//! Prefixes (`t` above) name constants of the module `ns` that stands beside the generated items; there are the statics `NAMESPACES` and
//! `SCHEMA`, too, of which types tell their readers. `default` is the namespace whose elements are written without a prefix. A schema
//! type called otherwise than the struct has its name after the prefix: `AnyItem: t "AnyItemType" {`; a struct whose type has no name
//! has neither.
//!
//! What becomes of `complex_type! { ItemIdType: t { attribute id "Id" required; element name t "Name" required; element note t "Note"; } }`,
//! but for what no line asks for here:
//!
//! ```
//! use soap_runtime::__private::{Field, Required, Slot, TextField, read_children}; // only for what macros write
//! use soap_runtime::bind::{ContentIn, TypeName};
//! use soap_runtime::xml::{Fields, Namespace, Ns, Reader, Writer, WrittenName};
//! use soap_runtime::{Error, Result, written_tag};
//!
//! static NAMESPACES: &[Namespace] = &[Namespace { prefix: "t", uri: "urn:types" }];
//! mod ns {
//!     #![allow(non_upper_case_globals)]
//!     pub(super) const t: soap_runtime::xml::Ns = soap_runtime::xml::Ns::contract(0);
//! }
//!
//! #[derive(Debug, PartialEq)]
//! struct ItemIdType {
//!     id: i32,
//!     name: String,
//!     note: Option<String>,
//! }
//!
//! impl<'r> ContentIn<'r> for ItemIdType {
//!     const NAMESPACES: &'static [Namespace] = NAMESPACES;
//!     const TYPE: Option<TypeName> = Some(TypeName { namespace: "urn:types", name: "ItemIdType" });
//!
//!     fn placeholder() -> Self {
//!         Self { id: TextField::placeholder(), name: Field::placeholder(), note: Field::placeholder() }
//!     }
//!
//!     fn read(&mut self, r: &mut Reader<'r>) -> Result<()> {
//!         let start = r.tag_offset();
//!         let mut id = false; // `required`: whether it came
//!         let mut index = 0;
//!         while let Some(attribute) = r.next_attribute(&mut index) {
//!             let read = match (attribute.ns, attribute.local) {
//!                 (Ns::NONE, "Id") => {
//!                     id = true;
//!                     TextField::read_attribute(&mut self.id, attribute, r)
//!                 }
//!                 _ => {
//!                     r.skip_attribute(attribute);
//!                     Ok(())
//!                 }
//!             };
//!             if let Err(error) = read {
//!                 return Err(error); // what `?` does, for less of the compiler's time
//!             }
//!         }
//!         if !(true & id) {
//!             return Err(r.first_missing_attribute(&[(id, "Id")], start));
//!         }
//!         let mut name = false;
//!         static FIELDS: Fields = Fields::new(line!(), &[ns::t, ns::t], "Name Note ");
//!         let slots: &mut [&mut dyn Slot<'r>] =
//!             &mut [&mut Required { field: &mut self.name, seen: &mut name }, &mut self.note];
//!         // Each child goes into its slot; those without one are passed over and told.
//!         if let Err(error) = read_children(&FIELDS, slots, r) {
//!             return Err(error);
//!         }
//!         if !(true & name) {
//!             return Err(r.first_missing_child(&[(name, ns::t, "Name")], start));
//!         }
//!         Ok(())
//!     }
//!
//!     fn write(&self, w: &mut Writer, name: WrittenName) {
//!         w.start(name);
//!         TextField::write_attribute(&self.id, w, "Id");
//!         Field::write_all(&self.name, w, ns::t, written_tag!(t "Name"));
//!         Field::write_all(&self.note, w, ns::t, written_tag!(t "Note"));
//!         w.end(name);
//!     }
//! }
//! let value = ItemIdType { id: 7, name: "n".to_owned(), note: None };
//! let element = soap_runtime::AnyElement::of(&value, "urn:types", "ItemId")?;
//! assert_eq!(element.read::<ItemIdType>()?, value);
//! # Ok::<(), Error>(())
//! ```

mod array;
mod choice;
mod complex_type;
mod document;
mod polymorphic;
mod sequence;
mod setters;

/// The name of an element, attribute or type as it is written: `t "Name"` is `t:Name`. In the default namespace, and in none, there
/// is no prefix.
#[doc(hidden)]
#[macro_export]
macro_rules! written_name {
    (default $local:literal) => {
        $local
    };
    (none $local:literal) => {
        $local
    };
    ($prefix:ident $local:literal) => {
        concat!(stringify!($prefix), ":", $local)
    };
}

/// What stands behind a field's name when it is required: `__required!(required: $value)` is the value, so that only required fields
/// have one; by itself it says whether the word is there.
#[doc(hidden)]
#[macro_export]
macro_rules! __required {
    () => {
        false
    };
    (required) => {
        true
    };
    (required: $value:expr) => {
        $value
    };
    (required_nillable: $value:expr) => {
        $value
    };
    (nillable: $value:expr) => {
        false
    };
}

/// Hands on an error. As `?` does, but with nothing for the compiler to look up: the error is of its type already, and there is no value.
#[doc(hidden)]
#[macro_export]
macro_rules! __pass {
    ($result:expr) => {
        if let Err(error) = $result {
            return Err(error);
        }
    };
}

/// Looks for what is required and did not come, in the order of the lines. Where no groups are among them, it is one question, and which
/// it was that is missing is found by the runtime.
#[doc(hidden)]
#[macro_export]
macro_rules! __missing {
    ($r:ident $start:ident $this:ident []) => {};
    ($r:ident $start:ident $this:ident [$($word:ident $seen:ident attribute $name:literal;)+]) => {
        if !(true $(& $seen)+) {
            return Err($r.first_missing_attribute(&[$(($seen, $name)),+], $start));
        }
    };
    ($r:ident $start:ident $this:ident [$(required $seen:ident child ($ns:path) $name:literal;)+]) => {
        if !(true $(& $seen)+) {
            return Err($r.first_missing_child(&[$(($seen, $ns, $name)),+], $start));
        }
    };
    ($r:ident $start:ident $this:ident [$(
        $(required $rf:ident child ($rns:path) $rn:literal)?
        $(required_nillable $nf:ident child ($nns:path) $nn:literal)?
        $(nillable $of:ident child ($ons:path) $on:literal)?
        $(group $gf:ident $greq:tt)?
    ;)+]) => {
        $(
            $(if !$rf { return Err($r.missing_child($rns, $rn, $start)); })?
            $(if !$nf { return Err($r.missing_child($nns, $nn, $start)); })?
            $($crate::__private::finish_offered(&mut $this.$gf, &mut $gf, $crate::__required! $greq, $start, $r)?;)?
        )+
    };
}

/// Writes nil for a required field that is `None`, where that stands for nil.
#[doc(hidden)]
#[macro_export]
macro_rules! __nil {
    (required_nillable $field:expr, $w:ident, $ns:expr, $name:expr) => {
        $crate::__private::write_nil(&$field, $w, $ns, $name);
    };
    ($other:ident $field:expr, $w:ident, $ns:expr, $name:expr) => {};
}

/// What types of a contract say of themselves: the name of the schema type, its namespaces and the schema it is part of.
#[doc(hidden)]
#[macro_export]
macro_rules! __contract_type {
    ($($name:ident $ns:ident $($local:literal)?)?) => {
        const NAMESPACES: &'static [$crate::xml::Namespace] = NAMESPACES;
        $(const TYPE: Option<$crate::bind::TypeName> =
            Some($crate::bind::TypeName { namespace: ns::uri::$ns, name: $crate::__local_name!($name $($local)?) });)?

        fn schema() -> Option<&'static $crate::schema::LazySchema> {
            Some(&SCHEMA)
        }
    };
}

/// The local name of a schema type: that of the Rust type, unless another one is given.
#[doc(hidden)]
#[macro_export]
macro_rules! __local_name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $local:literal) => {
        $local
    };
}
