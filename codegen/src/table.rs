//! The contract table: a contract as compact text, one fact a line.
//!
//! In: a [`Contract`]. Out: what bears on its messages, for three readers: people who review a change of the contract,
//! the tools that compare contracts, and the runtime, which holds messages to it in strict reading. Documentation
//! and places are not part of it. Invariant: equal contracts give equal text, each type lists only what it declares
//! itself, and what a component says stands on one line, so that one more field is one more line.
//!
//! ```text
//! # contract table, version 1
//! namespace t http://schemas.microsoft.com/exchange/services/2006/types
//! element t:ItemId t:ItemIdType
//! complex t:ItemIdType extends t:BaseItemIdType
//!   attribute Id xs:string required
//!   attribute ChangeKey xs:string
//! simple t:NonEmptyStringType restricts xs:string
//!   minLength 1
//! ```
//!
//! # Grammar
//!
//! Words are separated by one space; a line that belongs to the one above it is indented by two spaces more. Empty lines
//! and lines that begin with `#` are comments, but the first line has to be the one above. `[x]` may be left out, `x…`
//! stands one or more times, and `↳` leads to the lines one level below, in this order.
//!
//! ```text
//! namespace PREFIX TEXT
//! operation NAME/NCNAME [one-way|solicit-response|notification] [rpc]
//!   ↳ binding NAME soap11|soap12 [action="…"] [transport="…"]   transport if it is not HTTP
//!   ↳ input|output [NAME]    ↳ header NAME [required]    ↳ fault NAME
//!   ↳ fault NCNAME element|type NAME
//! element NAME TYPE [abstract] [substitutes NAME] FLAGS             global
//!   ↳ CONSTRAINT…          also below a local element
//! attribute NAME TYPE [default="…"|fixed="…"]                       global
//! complex NAME DERIVATION                                           a named type
//!   ↳ text TYPE            the type of its text, where the base has none or another
//!   ↳ PARTICLE…            a sequence; after the base's content, if the type extends one
//!   ↳ attribute NAME TYPE [required] [default="…"|fixed="…"]
//!   ↳ anyAttribute NAMESPACES PROCESS         in place of the base's
//! simple NAME restricts TYPE | list TYPE | union TYPE…              a named type
//!   ↳ value|pattern|length|minLength|maxLength|whiteSpace|minInclusive|minExclusive|maxInclusive|maxExclusive|
//!     totalDigits|fractionDigits TEXT         one facet; patterns of one type are alternatives
//!
//! DERIVATION = [extends TYPE [complete] | restricts TYPE] [abstract] [mixed] [block=METHODS]
//! PARTICLE   = element NAME TYPE [OCCURS] FLAGS                      a local element
//!            | ref NAME [OCCURS]                                     a global element or what may be substituted for it
//!            | sequence|choice|all [OCCURS]    ↳ PARTICLE…
//!            | any NAMESPACES PROCESS [OCCURS]
//! CONSTRAINT = unique|key NAME PATHS | keyref NAME refers=NAME PATHS
//! PATHS      = selector="XPATH" field="XPATH"…
//! FLAGS      = [nillable] [default="…"|fixed="…"] [block=METHODS]
//! OCCURS     = MIN..MAX where MAX may be `*`; absent: once
//! NAMESPACES = ##any | ##other(NAMESPACE) | ##none | NAMESPACE,…
//! NAMESPACE  = a prefix, or ##local for names in no namespace
//! PROCESS    = strict | lax | skip
//! METHODS    = extension, restriction, substitution, with commas between
//! TYPE       = NAME | PLACE | *
//! XPATH      = as Part 1, 3.11.6 has it, in short forms and without white space, with NAMEs
//! TEXT       = the rest of the line as it is, or a text in quotation marks
//! ```
//!
//! - A NAME with a prefix is in the namespace of the prefix, one without is in no namespace; there is no default
//!   namespace. `xs` and `xml` need no line of their own.
//! - `*` is a type that is defined in place: by a line `complex DERIVATION` or `simple …`, without a name, that comes before
//!   the other lines below, in the order of the stars.
//! - A PLACE is the name of an anonymous type that has to be told apart although it has none: `t:Group/Local`. It is
//!   defined by a line of its own, in which it stands for the name.
//! - A type that extends another one lists what it adds. One that restricts lists all it has, and so does one that is
//!   marked `complete`.
//! - A table of one of several versions of a contract begins with `# contract table, version 2` and then has a
//!   line `version TEXT` for each version, the oldest first. Lines that begin with `operation`, `header`, `element`, `attribute`,
//!   `ref`, `complex`, `simple` or `value` may end with `since=TEXT`, which names one of these versions: without it, what they say
//!   holds since the same version as the line they belong to, or since the first. The text of such a `value` is in quotation marks.
//! - In quotation marks, `\"`, `\\`, `\n`, `\r`, `\t` and `\u{…}` (hexadecimal) stand for one character.
//! - The values of `xs:QName` and `xs:NOTATION` (enumerated, default, fixed) are NAMEs.
//! - Namespaces come first, by prefix; then operations, global elements, global attributes and types, each by namespace
//!   and name, and types with a PLACE behind those of its first name.

mod complex;
mod element;
mod identity;
mod lines;
mod names;
mod operation;
pub(crate) mod own;
mod place;
mod simple;
pub(crate) mod since;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use lines::Lines;
use names::Names;
use place::Places;

use crate::ir::{Contract, Type, TypeId};
use crate::qname::Namespace;
use crate::values::Values;

/// The first line: what the text is, and of which version of the grammar.
const HEAD: &str = "# contract table, version 1";

/// The table of a contract. The grammar is in the module's documentation.
#[must_use]
pub fn render(contract: &Contract) -> String {
    let values = Values::new(contract);
    let mut table = Table {
        contract,
        names: Names::new(contract, &values),
        values,
        places: Places::new(contract),
        lines: Lines::default(),
    };
    table.lines.fact(HEAD);
    table.namespaces();
    table.operations();
    table.global_elements();
    table.global_attributes();
    table.types();
    table.lines.into_text()
}

/// Every namespace that a contract's table mentions.
pub(crate) fn mentioned(contract: &Contract) -> BTreeSet<Namespace> {
    names::mentioned(contract, &Values::new(contract))
}

/// A table in the making.
struct Table<'a> {
    contract: &'a Contract,
    values: Values<'a>,
    names: Names,
    places: Places,
    lines: Lines,
}

impl Table<'_> {
    fn namespaces(&mut self) {
        for (prefix, uri) in self.names.declared() {
            let uri = lines::text(&uri);
            self.lines.fact(&format!("namespace {prefix} {uri}"));
        }
    }

    fn types(&mut self) {
        for (label, id) in self.places.top_level(self.contract) {
            let label = label.spelled(&self.names);
            self.definition(id, &format!(" {label}"));
        }
    }

    /// The lines of a type; `label` is its name with a space before it, or empty where it is defined in place.
    fn definition(&mut self, id: TypeId, label: &str) {
        match self.contract.ty(id) {
            Type::Simple(simple) => self.simple(id, simple, label),
            Type::Complex(complex) => self.complex(id, complex, label),
        }
    }

    /// The definitions of those of the types that are defined in place.
    fn definitions_in_place(&mut self, ids: &[TypeId]) {
        for id in ids {
            if self.is_in_place(*id) {
                self.definition(*id, "");
            }
        }
    }

    fn is_in_place(&self, id: TypeId) -> bool {
        self.contract.ty(id).name().is_none() && self.places.get(id).is_none()
    }

    /// The TYPE of the grammar.
    fn type_reference(&self, id: TypeId) -> String {
        match (self.contract.ty(id).name(), self.places.get(id)) {
            (Some(name), _) => self.names.spell(name),
            (None, Some(place)) => place.spelled(&self.names),
            (None, None) => "*".to_owned(),
        }
    }
}
