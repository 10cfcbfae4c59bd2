//! Feature cases: `<feature>/schema.xsd` (or `contract.wsdl`) in, `<feature>/expected.rs` out, and `<feature>/*.xml` through it.
//!
//! Every `expected.rs` is the generator's output, compiled here as a module. A test of the generator compares it byte for byte
//! with fresh output (`UPDATE_EXPECT=1 cargo test -p wsdl-codegen --test cases` rewrites it); the tests here read and write the
//! messages beside it. What a message is there for, its name tells:
//!
//! | name | lenient reading | strict reading |
//! |---|---|---|
//! | `x.xml` | accepts; what is written equals `x.xml`, or `x.written.xml` if there is one | accepts |
//! | `strict-invalid-x.xml` | the same | rejects |
//! | `invalid-x.xml` | rejects | rejects |
//!
//! Elements of any type are read by pattern:
//!
//! ```
//! use case_tests::wsdl_property_values::{AnyType, Document};
//!
//! let xml = include_str!("../wsdl-property-values/properties.xml");
//! let Document::RetrievePropertiesResponse(response) = Document::from_xml(xml)? else { unreachable!() };
//! for property in &response.returnval[0].prop_set {
//!     match property.val.read::<AnyType>()? {
//!         AnyType::Int(cpus) => assert_eq!(cpus, 4),
//!         AnyType::ArrayOfManagedObjectReference(objects) => assert_eq!(objects.managed_object_reference.len(), 2),
//!         AnyType::Unknown(element) => println!("{element:?}"),
//!         _ => {}
//!     }
//! }
//! # Ok::<(), soap_runtime::Error>(())
//! ```
//!
//! Where `schema.xsd` alone does not say how to compile it, a `wsdl-codegen.toml` does. A new case is a folder and its line in
//! the list below; where the bindings have several versions, the line says which of them reads the messages.

pub mod own;

use std::path::{Path, PathBuf};

use soap_runtime::{ReadOptions, Result};

/// A feature: its folder, and its bindings' way from text to text.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The folder's name.
    pub name: &'static str,
    /// Reads a message.
    pub read: fn(&str, &ReadOptions) -> Result<()>,
    /// Reads a message, writes it, and reads what was written.
    pub round_trip: fn(&str, &ReadOptions) -> Result<RoundTrip>,
}

/// What became of a message that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundTrip {
    /// The message as it was written.
    pub written: String,
    /// Whether reading that gave an equal value.
    pub equal: bool,
}

/// The messages of a case, with their files, in the order of their names.
///
/// # Panics
/// When there is no such case.
#[must_use]
pub fn messages(case: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(case);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = files.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    let text = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file, text)
    };
    files.into_iter().map(text).collect()
}

/// The bindings of cases as modules, and the list of them.
#[doc(hidden)]
#[macro_export]
macro_rules! cases {
    ($($module:ident $name:literal $path:literal $($inner:ident)?;)*) => {
        $(
            /// The bindings of the case of this name.
            #[allow(clippy::module_inception)]
            #[path = $path]
            pub mod $module;
        )*

        /// All cases in the order of their names.
        pub const CASES: &[$crate::Case] = &[$($crate::Case {
            name: $name,
            read: |xml, options| $module$(::$inner)?::Document::from_xml_with(xml, options).map(drop),
            round_trip: |xml, options| {
                let read = $module$(::$inner)?::Document::from_xml_with(xml, options)?;
                let written = read.to_xml()?;
                let equal = $module$(::$inner)?::Document::from_xml_with(&written, options)? == read;
                Ok($crate::RoundTrip { written, equal })
            },
        }),*];
    };
}

cases! {
    abstract_hierarchy "abstract-hierarchy" "../abstract-hierarchy/expected.rs";
    abstract_types "abstract-types" "../abstract-types/expected.rs";
    all "all" "../all/expected.rs";
    all_repeated "all-repeated" "../all-repeated/expected.rs";
    ambiguous "ambiguous" "../ambiguous/expected.rs";
    anonymous_types "anonymous-types" "../anonymous-types/expected.rs";
    any "any" "../any/expected.rs";
    any_attribute "any-attribute" "../any-attribute/expected.rs";
    any_type "any-type" "../any-type/expected.rs";
    at_least "at-least" "../at-least/expected.rs";
    attributes "attributes" "../attributes/expected.rs";
    builtin_types "builtin-types" "../builtin-types/expected.rs";
    chameleon "chameleon" "../chameleon/expected.rs";
    choice "choice" "../choice/expected.rs";
    choice_nested "choice-nested" "../choice-nested/expected.rs";
    choice_of_repeated "choice-of-repeated" "../choice-of-repeated/expected.rs";
    choice_of_sequences "choice-of-sequences" "../choice-of-sequences/expected.rs";
    choice_of_wildcards "choice-of-wildcards" "../choice-of-wildcards/expected.rs";
    choice_optional "choice-optional" "../choice-optional/expected.rs";
    choice_repeated "choice-repeated" "../choice-repeated/expected.rs";
    choice_repeated_groups "choice-repeated-groups" "../choice-repeated-groups/expected.rs";
    choice_type "choice-type" "../choice-type/expected.rs";
    combinations "combinations" "../combinations/expected.rs";
    conditional_inclusion "conditional-inclusion" "../conditional-inclusion/expected.rs";
    config_corrections "config-corrections" "../config-corrections/expected.rs";
    config_derives "config-derives" "../config-derives/expected.rs";
    config_features "config-features" "../config-features/expected.rs";
    config_growth "config-growth" "../config-growth/expected.rs";
    config_memory "config-memory" "../config-memory/expected.rs";
    config_modules "config-modules" "../config-modules/expected.rs";
    config_namespaces "config-namespaces" "../config-namespaces/expected.rs";
    config_nillable "config-nillable" "../config-nillable/expected.rs";
    config_operations "config-operations" "../config-operations/expected.rs";
    config_prune "config-prune" "../config-prune/expected.rs";
    config_rename "config-rename" "../config-rename/expected.rs";
    config_types "config-types" "../config-types/expected.rs";
    config_unwrap "config-unwrap" "../config-unwrap/expected.rs";
    config_views "config-views" "../config-views/expected.rs";
    config_xsi_type "config-xsi-type" "../config-xsi-type/expected.rs";
    correction "correction" "../correction/expected.rs";
    default_attributes "default-attributes" "../default-attributes/expected.rs";
    default_namespace "default-namespace" "../default-namespace/expected.rs";
    derived_types "derived-types" "../derived-types/expected.rs";
    documentation "documentation" "../documentation/expected.rs";
    element_refs "element-refs" "../element-refs/expected.rs";
    element_values "element-values" "../element-values/expected.rs";
    empty_values "empty-values" "../empty-values/expected.rs";
    enumerations "enumerations" "../enumerations/expected.rs";
    extension "extension" "../extension/expected.rs";
    extension_kinds "extension-kinds" "../extension-kinds/expected.rs";
    facets "facets" "../facets/expected.rs";
    groups "groups" "../groups/expected.rs";
    groups_that_may_be_empty "groups-that-may-be-empty" "../groups-that-may-be-empty/expected.rs";
    identity_constraints "identity-constraints" "../identity-constraints/expected.rs";
    identity_refs "identity-refs" "../identity-refs/expected.rs";
    include_cycle "include-cycle" "../include-cycle/expected.rs";
    keywords "keywords" "../keywords/expected.rs";
    list "list" "../list/expected.rs";
    list_patterns "list-patterns" "../list-patterns/expected.rs";
    mixed "mixed" "../mixed/expected.rs";
    names "names" "../names/expected.rs";
    names_lookalike "names-lookalike" "../names-lookalike/expected.rs";
    names_of_the_prelude "names-of-the-prelude" "../names-of-the-prelude/expected.rs";
    namespace_of_enumerations "namespace-of-enumerations" "../namespace-of-enumerations/expected.rs";
    namespace_of_soap "namespace-of-soap" "../namespace-of-soap/expected.rs";
    namespaces "namespaces" "../namespaces/expected.rs";
    nillable "nillable" "../nillable/expected.rs";
    nillable_attributes "nillable-attributes" "../nillable-attributes/expected.rs";
    no_namespace "no-namespace" "../no-namespace/expected.rs";
    non_ascii "non-ascii" "../non-ascii/expected.rs";
    octets "octets" "../octets/expected.rs";
    open_content "open-content" "../open-content/expected.rs";
    override_ "override" "../override/expected.rs";
    polymorphic "polymorphic" "../polymorphic/expected.rs";
    prefixes "prefixes" "../prefixes/expected.rs";
    prefixes_in_text "prefixes-in-text" "../prefixes-in-text/expected.rs";
    qname_values "qname-values" "../qname-values/expected.rs";
    recursion "recursion" "../recursion/expected.rs";
    recursion_derived "recursion-derived" "../recursion-derived/expected.rs";
    recursion_endless "recursion-endless" "../recursion-endless/expected.rs";
    recursion_nillable "recursion-nillable" "../recursion-nillable/expected.rs";
    redefine "redefine" "../redefine/expected.rs";
    restriction "restriction" "../restriction/expected.rs";
    schema_location "schema-location" "../schema-location/expected.rs";
    sequence "sequence" "../sequence/expected.rs";
    sequence_optional "sequence-optional" "../sequence-optional/expected.rs";
    sequence_repeated "sequence-repeated" "../sequence-repeated/expected.rs";
    simple_content "simple-content" "../simple-content/expected.rs";
    simple_roots "simple-roots" "../simple-roots/expected.rs";
    substitution_abstract "substitution-abstract" "../substitution-abstract/expected.rs";
    substitution_concrete "substitution-concrete" "../substitution-concrete/expected.rs";
    substitution_in_choice "substitution-in-choice" "../substitution-in-choice/expected.rs";
    substitution_nested "substitution-nested" "../substitution-nested/expected.rs";
    types_of_xsd_1_1 "types-of-xsd-1-1" "../types-of-xsd-1-1/expected.rs";
    union "union" "../union/expected.rs";
    union_of_names "union-of-names" "../union-of-names/expected.rs";
    union_of_texts "union-of-texts" "../union-of-texts/expected.rs";
    unqualified "unqualified" "../unqualified/expected.rs";
    unreadable "unreadable" "../unreadable/expected.rs";
    versions "versions" "../versions/expected.rs" v3;
    versions_nillable "versions-nillable" "../versions-nillable/expected.rs" v2;
    versions_renamed "versions-renamed" "../versions-renamed/expected.rs" v2;
    versions_unchanged "versions-unchanged" "../versions-unchanged/expected.rs" v2;
    wildcards_beside_many "wildcards-beside-many" "../wildcards-beside-many/expected.rs";
    wildcards_beside_names "wildcards-beside-names" "../wildcards-beside-names/expected.rs";
    wildcards_but_for "wildcards-but-for" "../wildcards-but-for/expected.rs";
    wildcards_competing "wildcards-competing" "../wildcards-competing/expected.rs";
    wildcards_pruned "wildcards-pruned" "../wildcards-pruned/expected.rs";
    wsdl_addressing "wsdl-addressing" "../wsdl-addressing/expected.rs";
    wsdl_choice_types "wsdl-choice-types" "../wsdl-choice-types/expected.rs";
    wsdl_data_set "wsdl-data-set" "../wsdl-data-set/expected.rs";
    wsdl_device "wsdl-device" "../wsdl-device/expected.rs";
    wsdl_documents "wsdl-documents" "../wsdl-documents/expected.rs";
    wsdl_empty_body "wsdl-empty-body" "../wsdl-empty-body/expected.rs";
    wsdl_encoded "wsdl-encoded" "../wsdl-encoded/expected.rs";
    wsdl_encoded_crm "wsdl-encoded-crm" "../wsdl-encoded-crm/expected.rs";
    wsdl_encoded_desk "wsdl-encoded-desk" "../wsdl-encoded-desk/expected.rs";
    wsdl_encoded_issues "wsdl-encoded-issues" "../wsdl-encoded-issues/expected.rs";
    wsdl_encoded_shop "wsdl-encoded-shop" "../wsdl-encoded-shop/expected.rs";
    wsdl_faults "wsdl-faults" "../wsdl-faults/expected.rs";
    wsdl_headers "wsdl-headers" "../wsdl-headers/expected.rs";
    wsdl_headers_of_operations "wsdl-headers-of-operations" "../wsdl-headers-of-operations/expected.rs";
    wsdl_imports "wsdl-imports" "../wsdl-imports/expected.rs";
    wsdl_mime "wsdl-mime" "../wsdl-mime/expected.rs";
    wsdl_no_binding "wsdl-no-binding" "../wsdl-no-binding/expected.rs";
    wsdl_no_service "wsdl-no-service" "../wsdl-no-service/expected.rs";
    wsdl_one_way "wsdl-one-way" "../wsdl-one-way/expected.rs";
    wsdl_order "wsdl-order" "../wsdl-order/expected.rs";
    wsdl_overloads "wsdl-overloads" "../wsdl-overloads/expected.rs";
    wsdl_parts "wsdl-parts" "../wsdl-parts/expected.rs";
    wsdl_port_types "wsdl-port-types" "../wsdl-port-types/expected.rs";
    wsdl_property_values "wsdl-property-values" "../wsdl-property-values/expected.rs";
    wsdl_rpc "wsdl-rpc" "../wsdl-rpc/expected.rs";
    wsdl_rpc_elements "wsdl-rpc-elements" "../wsdl-rpc-elements/expected.rs";
    wsdl_soap12 "wsdl-soap12" "../wsdl-soap12/expected.rs";
    wsdl_sobjects "wsdl-sobjects" "../wsdl-sobjects/expected.rs";
    wsdl_types_only "wsdl-types-only" "../wsdl-types-only/expected.rs";
}
