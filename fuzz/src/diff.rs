//! Documents of two contracts, `old/…` and `new/…`: compared and told in every format. No contract differs from itself.

use wsdl_codegen::compile::contract;
use wsdl_codegen::config::Config;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::diff::{Format, Verdict, compare};
use wsdl_codegen::ir::Contract;
use wsdl_codegen::source::MemoryResolver;

use crate::sections;

/// Compares the two.
pub fn run(data: &[u8]) {
    let documents = sections::split(data);
    let (Some(old), Some(new)) = (side(&documents, "old/"), side(&documents, "new/")) else { return };
    for (one, other) in [(&old, &new), (&new, &old)] {
        let report = compare(one, other);
        for format in [Format::Text, Format::Json, Format::Markdown] {
            assert!(!report.render(format).is_empty());
        }
        assert_eq!(report.changes.is_empty(), report.verdict == Verdict::Unchanged);
        let itself = compare(one, one);
        assert!(itself.verdict == Verdict::Unchanged, "{}", itself.render(Format::Text));
    }
}

/// The contract whose documents begin with `prefix`; the first one is the input.
fn side(documents: &[(String, Vec<u8>)], prefix: &str) -> Option<Contract> {
    let own = documents.iter().filter_map(|(name, text)| Some((name.strip_prefix(prefix)?, text)));
    let mut resolver = MemoryResolver::new();
    let mut first = None;
    for (name, text) in own {
        first.get_or_insert(name);
        resolver = resolver.with(name, text.clone());
    }
    let mut diagnostics = Diagnostics::new();
    let (_, contract) = contract(&[first?], &resolver, &Config::default(), &mut diagnostics);
    contract.filter(|_| !diagnostics.has_errors())
}
