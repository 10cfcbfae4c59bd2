//! What a user decides: inputs, documentation, corrections, names, types, and the shape of the output.
//!
//! ```toml
//! inputs = ["MS-OXWSCOS.wsdl"]               # the documents, relative to this file
//! documentation = ["MS-OXWSCOS.docs.toml"]   # words by QName
//! all = false                                # whether what no operation reaches is generated, too
//! operations = ["AddImGroup", "Get*"]        # only these operations, and what they need
//! roots = ["Invoice", "t:*Party"]            # these global elements and types, and what they need: of a vocabulary, nothing else
//! derived = "named"                          # which types derived from an element's come along; by default "all" (see `DerivedTypes`)
//! # features = "by-operation"                # a Cargo feature for each operation, in place of the table below
//!
//! # Choices in which each alternative is only for the operation that it is named after (GetItemResponseMessage for GetItem): it is
//! # left out where the operation is, by `operations` or by features.
//! alternatives-by-operation = ["m:ArrayOfResponseMessagesType"]
//!
//! catalogs = ["catalog.xml"]                 # OASIS XML Catalogs: where documents are that are named by URL, as `fetch` writes
//!
//! [locations]                                # the same here: a document, or (with / at the end) a folder of documents
//! "http://www.w3.org/2001/" = "w3c/"
//!
//! [namespaces]                               # prefixes, wherever a name is written or shown (see below)
//! t = "http://schemas.microsoft.com/exchange/services/2006/types"
//!
//! [[correction]]                             # a defect of the schemas; see `Action` for what can be corrected
//! name = "requested-version-is-open"
//! cause = "the schema fixes Version to Exchange2016; every published example sends another value"
//! lift-fixed = "t:RequestServerVersion/@Version"
//!
//! [[prune]]                                  # of the types derived from this one, only those that something names
//! base = "t:ItemType"
//! [[prune]]                                  # an optional element or attribute that the bindings do without, and what only it needs
//! member = "ext:UBLExtensions"               # or a pattern (`cbc:*Code`), an attribute (`@xml:lang`), or of one type (`t:OrderType/Note`)
//!
//! [rename]                                   # Rust names; see `crate::path` for what a path can name
//! "t:ItemIdType" = "ItemId"                  # a type, a global element (or both, if both are called so)
//! "t:ItemIdType/@Id" = "key"                 # an attribute's field
//! "t:ImGroupType/DisplayName" = "name"       # an element's field or variant
//! "t:ResponseCodeType=ErrorFoo" = "Foo"      # an enumeration's variant
//! "m:ExchangeServicePortType/AddImGroup" = "create_group"   # an operation's method
//! "t:" = "kinds"                             # a namespace's module
//!
//! [types]                                    # types of your own (see below)
//! "xs:dateTime" = "crate::Stamp"
//!
//! [dependencies]                             # what types of your own come from, for Cargo.toml of a generated crate
//! my-types = { path = "../my-types" }
//!
//! [modules]                                  # modules of your own, by patterns of types and global elements
//! contacts = ["t:Im*", "m:*Im*"]
//!
//! [derive]                                   # derives, by patterns of types and global elements, or by path (see below)
//! "*" = ["serde::Serialize", "serde::Deserialize"]
//! "t:Im*" = ["PartialOrd"]
//!
//! [attribute]                                # other attributes: of types, and by path of fields, variants and values
//! "t:ImGroupType" = ['cfg_attr(docsrs, doc(alias = "group"))']
//! "t:ImGroupType/DisplayName" = ['serde(rename = "name")']
//!
//! [features]                                 # Cargo features, by patterns of operations
//! contacts = ["AddImContact*", "GetImItems"]
//!
//! [api]                                      # what the generated code offers
//! any-type = false                           # no enum `AnyType`; true: also where no element is of xs:anyType
//! xsi-type = "keep"                          # a place for every `xsi:type`; "drop" by default
//! nillable = "flatten"                       # one `Option` where nillable elements may be absent or nil; "keep" by default
//! unwrap = true                              # methods of wrapped operations take and give what their elements hold
//! growth = "open"                            # what the schemas may add does not break code that uses the types; "closed" by default
//! memory = "compact"                         # texts and lists of one word, large optional structs in boxes; "standard" by default
//! views = true                               # types that borrow from the document besides; or only for operations: ["Get*", "FindItem"]
//!
//! [[version]]                     # in place of `inputs`: several versions side by side, the oldest first
//! name = "v2013"                  # the module
//! label = "Exchange2013"          # what documentation and data call it
//! inputs = ["2013/services.wsdl"]
//! ```
//!
//! # Prefixes
//!
//! A namespace has one prefix: in XML that is written, in the lines of generated code and their documentation, in the paths of this file,
//! diagnostics, `inspect`, `diff` and `contract.txt`. `[namespaces]` gives it; without, it is the one that most documents declare (at their
//! roots rather than further inside, `tns` last), or `ns1` and so on. A prefix is an identifier in Rust as well, of ASCII letters,
//! digits and `_`. Prefixes that documents declare are understood in paths all the same.
//!
//! The empty prefix makes a namespace the default one: its elements are written without a prefix. It may have a prefix besides, for
//! its attributes and for people; in paths, a name without a prefix is in it.
//!
//! ```toml
//! [namespaces]
//! "" = "urn:types"
//! t = "urn:types"
//! ```
//!
//! Nothing that is in no namespace may be there then, and `xs:QName` values in no namespace cannot be written. Where the configuration
//! says nothing about it, a contract without a WSDL document has a default namespace if it is the target namespace of all
//! inputs, each of them declares it as its own default namespace, and neither of the two stands against it.
//!
//! # Derives and attributes
//!
//! Keys of `[derive]` and `[attribute]` are patterns or paths:
//!
//! | key | what it is for |
//! |---|---|
//! | `*` | every generated type: those of the modules, and at the root `Document`, `AnyType` and structs of headers |
//! | `t:Im*`, `*:*Type` | types and global elements of these names, with all that is generated inside of them: choices, sequences, types without a name |
//! | `t:ImGroupType`, `t:Group~`, `t:Group/Name~` | this type; a derive is for what is inside of it, too |
//! | `t:ImGroupType/DisplayName`, `t:Type/@Id` | in `[attribute]`: the field or variant, in derived types as well |
//! | `t:ResponseCodeType=NoError` | in `[attribute]`: the value's variant |
//! | `t:ImGroup`, an element of a named type | in `[attribute]`: its variant in `Document` and in enums of substitution groups |
//!
//! Aliases and traits have neither. What a type derives already is not repeated. `Eq`, `Hash`, `PartialOrd`, `Ord`, `Copy` and `Default` are derived
//! by what the key names if all parts have them (types of your own are taken to): a type named by a path that cannot is an error. `Ord` brings `Eq` and `PartialOrd`. Other derives are
//! written as they are, so give their paths; for a generated crate, name their crates in `[dependencies]`. An attribute is what
//! stands between `#[` and `]`; those of one key follow those of the more general ones: `*`, patterns, paths.
//!
//! **serde.** The runtime has the feature `serde`: with it, whatever a field holds can be serialized. Simple types, that is
//! enumerations, unions and newtypes with facets, do not derive serde's traits but implement them as their values are, so that facets
//! are checked (see [`serde_value!`](soap_runtime::serde_value)); attributes `serde(…)` of `*` and patterns pass them by. A derive on a condition,
//! `cfg_attr(feature = "serde", derive(serde::Serialize))` in `[attribute]`, is the same on that condition.
//!
//! # Types of your own
//!
//! A Rust type that stands for a schema type derives `Debug`, `Clone` and `PartialEq`. One for a simple type implements
//! [`SimpleValue`](soap_runtime::xsd::SimpleValue), and [`text_content!`](soap_runtime::text_content) makes it the content of elements:
//!
//! ```
//! use soap_runtime::xsd::{SimpleValue, ValueError, WhiteSpace};
//!
//! #[derive(Debug, Clone, PartialEq)]
//! struct Cents(i64);
//!
//! impl SimpleValue for Cents {
//!     const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
//!
//!     fn placeholder() -> Self {
//!         Self(0)
//!     }
//!
//!     fn from_lexical(text: &str) -> Result<Self, ValueError> {
//!         let cents = text.split_once('.').and_then(|(whole, part)| format!("{whole}{part:0<2}").parse().ok());
//!         cents.map(Self).ok_or_else(|| ValueError::lexical("Cents", text, "it is no amount with cents"))
//!     }
//!
//!     fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
//!         *scratch = format!("{}.{:02}", self.0 / 100, self.0 % 100);
//!         scratch
//!     }
//! }
//!
//! soap_runtime::text_content!(Cents);
//! assert_eq!(Cents::from_text(" 12.5 ")?.to_lexical(), "12.50");
//! # Ok::<(), ValueError>(())
//! ```
//!
//! One for a complex type implements [`ContentIn`](soap_runtime::bind::ContentIn): it begins as a placeholder, reads the element that the
//! reader stands on, to its end, and writes the whole element. `AnyElement` reads any element without knowing it:
//!
//! ```
//! use soap_runtime::bind::{AnyElement, ContentIn};
//! use soap_runtime::xml::{Reader, Writer, WrittenName};
//!
//! /// The whole element, as it came.
//! #[derive(Debug, Clone, PartialEq)]
//! struct Kept(AnyElement);
//!
//! impl ContentIn<'_> for Kept {
//!     fn placeholder() -> Self {
//!         Self(AnyElement::default())
//!     }
//!
//!     fn read(&mut self, reader: &mut Reader<'_>) -> soap_runtime::Result<()> {
//!         ContentIn::read(&mut self.0, reader)
//!     }
//!
//!     fn write(&self, writer: &mut Writer, name: WrittenName) {
//!         ContentIn::write(&self.0, writer, name);
//!     }
//! }
//! ```

mod api;
mod correction;
mod derived;
mod features;
mod layout;
mod pattern;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
pub use api::{Api, Growth, Memory, Nillables, Views, XsiType};
pub use correction::{Action, Correction};
pub use derived::{DerivedTypes, Prune};
pub use features::Features;
pub use layout::Layout;
pub use pattern::matches;

/// The configuration of a compilation.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// What the header of every file says wrote it, such as `cargo xtask gen`.
    pub tool: String,
    /// Documentation files: name and text.
    pub documentation: Vec<(String, String)>,
    /// Corrections of defects in the schemas.
    pub corrections: Vec<Correction>,
    /// Namespaces by prefix; the empty one for the default namespace.
    pub namespaces: BTreeMap<String, String>,
    /// Whether everything the schemas define is generated, reached by an operation or not.
    pub all: bool,
    /// The names or patterns of the operations that are generated; `None` for all of them.
    pub operations: Option<Vec<String>>,
    /// Global elements and types, by name or pattern, that are generated with what they need; without operations nothing else is.
    pub roots: Vec<String>,
    /// Which derived types come into reach because an element may hold them.
    pub derived: DerivedTypes,
    /// Bases whose derived types come into reach only where something names them.
    pub prune: Vec<Prune>,
    /// Rust names by path.
    pub renames: BTreeMap<String, String>,
    /// Rust types by the path of the schema type that they stand for.
    pub types: BTreeMap<String, String>,
    /// Dependencies of a generated crate besides the runtime, as in `Cargo.toml`.
    pub dependencies: BTreeMap<String, toml::Value>,
    /// Modules with patterns of what belongs to them.
    pub modules: BTreeMap<String, Vec<String>>,
    /// Paths of derive macros, by patterns and paths of what derives them.
    pub derives: BTreeMap<String, Vec<String>>,
    /// Attributes, by patterns and paths of what has them.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// The Cargo features that the operations are put behind.
    pub features: Features,
    /// Paths of the types in whose choices each alternative is only for the operation that it is named after.
    pub alternatives_by_operation: Vec<String>,
    /// What the generated code offers.
    pub api: Api,
    /// How the output is divided into files.
    pub layout: Layout,
    /// Versions of the contract to put side by side, the oldest first. With any, inputs are theirs.
    pub versions: Vec<Version>,
}

/// A version of a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The name of its module.
    pub name: String,
    /// What documentation and data call it; by default what its schemas say in `version`, if they agree, else `name`.
    pub label: Option<String>,
    /// Its documents.
    pub inputs: Vec<String>,
}

/// The form a configuration file has.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigFile {
    /// The contract's documents, relative to the configuration file.
    pub inputs: Vec<String>,
    /// Documentation files, relative to the configuration file.
    pub documentation: Vec<String>,
    /// Files and folders, relative to the configuration file, by what names of documents are or begin with.
    pub locations: BTreeMap<String, String>,
    /// OASIS XML Catalogs, relative to the configuration file.
    pub catalogs: Vec<String>,
    /// Whether everything the schemas define is generated.
    pub all: bool,
    /// The names or patterns of the operations that are generated.
    pub operations: Vec<String>,
    /// The names or patterns of global elements and types.
    pub roots: Vec<String>,
    /// Namespaces by prefix; the empty one for the default namespace.
    pub namespaces: BTreeMap<String, String>,
    /// Corrections.
    #[serde(rename = "correction")]
    pub corrections: Vec<Correction>,
    /// Which derived types come into reach because an element may hold them.
    pub derived: DerivedTypes,
    /// Bases whose derived types come into reach only where something names them.
    pub prune: Vec<Prune>,
    /// Rust names by path.
    #[serde(rename = "rename")]
    pub renames: BTreeMap<String, String>,
    /// Rust types by the path of the schema type that they stand for.
    pub types: BTreeMap<String, String>,
    /// Dependencies of a generated crate besides the runtime.
    pub dependencies: BTreeMap<String, toml::Value>,
    /// Modules with patterns of what belongs to them.
    pub modules: BTreeMap<String, Vec<String>>,
    /// Paths of derive macros, by patterns and paths of what derives them.
    #[serde(rename = "derive")]
    pub derives: BTreeMap<String, Vec<String>>,
    /// Attributes, by patterns and paths of what has them.
    #[serde(rename = "attribute")]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// The Cargo features that the operations are put behind.
    pub features: Features,
    /// What is generated beside the contract's own types.
    pub api: Api,
    /// Paths of the types in whose choices each alternative is only for the operation that it is named after.
    #[serde(rename = "alternatives-by-operation")]
    pub alternatives_by_operation: Vec<String>,
    /// Versions of the contract, the oldest first, in place of `inputs`; what they name is relative to the configuration file.
    #[serde(rename = "version")]
    pub versions: Vec<Version>,
}

impl Config {
    /// A finding about something that the configuration names and the contract has not: an error, unless only certain operations or roots are
    /// asked for, or there are several versions: it may well be something that the others have.
    pub(crate) fn unfound(&self, code: &'static str, message: String) -> Diagnostic {
        match (&self.operations, self.roots.as_slice(), self.versions.as_slice()) {
            (None, [], []) => Diagnostic::error(code, None, message),
            _ => Diagnostic::warning(code, None, message),
        }
    }
}

impl ConfigFile {
    /// Reads a configuration file's text.
    ///
    /// # Errors
    /// When it is not TOML of the form above; the error gives line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The configuration, but for the documentation's texts, which are in other files.
    #[must_use]
    pub fn into_config(self) -> Config {
        Config {
            corrections: self.corrections,
            namespaces: self.namespaces,
            all: self.all,
            operations: Some(self.operations).filter(|names| !names.is_empty()),
            roots: self.roots,
            derived: self.derived,
            prune: self.prune,
            renames: self.renames,
            types: self.types,
            dependencies: self.dependencies,
            modules: self.modules,
            derives: self.derives,
            attributes: self.attributes,
            features: self.features,
            alternatives_by_operation: self.alternatives_by_operation,
            api: self.api.clone(),
            versions: self.versions,
            ..Config::default()
        }
    }
}
