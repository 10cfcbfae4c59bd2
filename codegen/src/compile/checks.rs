//! What has to hold of the versions and dependencies that a configuration names.

use std::collections::BTreeSet;

use crate::config::{Config, Features, Version};
use crate::diagnostic::Diagnostic;
use crate::naming;

/// Everything that is wrong with them, whatever their documents say.
pub(super) fn versions(config: &Config) -> Vec<Diagnostic> {
    if config.versions.is_empty() {
        return Vec::new();
    }
    misnamed(&config.versions).into_iter().chain(with_features(config)).collect()
}

/// Names that no module can have, and those given twice.
fn misnamed(versions: &[Version]) -> Vec<Diagnostic> {
    let mut taken = BTreeSet::from(naming::RESERVED_MODULES);
    let mut found = Vec::new();
    for version in versions {
        let name = version.name.as_str();
        let is_identifier = naming::field_name(name) == name && !name.is_empty();
        if !is_identifier || !taken.insert(name) {
            let message =
                format!("the version `{name}` cannot have this name: it is taken, or no name of a Rust module");
            let help = "give every version a name of its own in small letters, such as `v2013`".to_owned();
            found.push(Diagnostic::error("version-name", None, message).help(help));
        }
        if version.inputs.is_empty() {
            found.push(Diagnostic::error("version-name", None, format!("the version `{name}` names no documents")));
        }
    }
    found
}

fn with_features(config: &Config) -> Option<Diagnostic> {
    let help = "leave out `[features]`, or generate each version into a crate of its own".to_owned();
    let message = "features are not supported yet for several versions side by side";
    (config.features != Features::None).then(|| Diagnostic::error("unsupported", None, message).help(help))
}

/// The runtime among the dependencies, which has a line already.
pub(super) fn dependencies(config: &Config) -> Option<Diagnostic> {
    let message = "`soap-runtime` in [dependencies] is a dependency of every generated crate already";
    let help = "leave it out; `--runtime` says where it comes from, and a dependency `serde = { …, optional = true }` turns on its feature `serde` \
                with that of the crate";
    config
        .dependencies
        .contains_key("soap-runtime")
        .then(|| Diagnostic::error("dependency", None, message).help(help.to_owned()))
}

/// Labels given twice.
pub(super) fn repeated_labels<'l>(labels: impl Iterator<Item = &'l str>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let repeated = labels.filter(|label| !seen.insert(*label));
    let diagnostic = |label| {
        let message = format!("two versions are labelled `{label}`");
        Diagnostic::error("version-label", None, message).help("give each version a `label` of its own".to_owned())
    };
    repeated.map(diagnostic).collect()
}
