//! What Cargo has to know: the manifest of a generated crate, and the features that operations are behind.
//!
//! In: the plan's features and dependencies. Out: TOML.

use crate::naming::feature_name;
use crate::plan::{Feature, Output};

/// The runtime's features that make a client or a server of a port type.
const HTTP_FEATURES: &[&str] = &[
    "client",
    "reqwest",
    "reqwest-without-tls",
    "ureq",
    "ureq-without-tls",
    "negotiate",
    "gssapi",
    "server",
    "axum",
    "dyn",
    "addressing",
    "attachments",
    "security",
    "stream",
    "compression",
    "retries",
    "tracing",
];

/// The runtime's features that convert calendar types to those of the crate of that name.
const CALENDAR_FEATURES: [&str; 3] = ["chrono", "jiff", "time"];

/// What a manifest has to know of what was generated.
pub(super) struct Package {
    /// What it was made from.
    pub(super) inputs: Vec<String>,
    /// Dependencies besides the runtime: name, and value in TOML.
    pub(super) dependencies: Vec<(String, String)>,
    pub(super) features: Vec<Feature>,
    pub(super) has_operations: bool,
    /// Whether operations have to be called with WS-Addressing.
    pub(super) requires_addressing: bool,
    /// Whether types have traits of serde.
    pub(super) serializes: bool,
    /// Whether texts and lists are compact.
    pub(super) is_compact: bool,
    /// Whether there are views.
    pub(super) has_views: bool,
}

impl From<&Output> for Package {
    fn from(output: &Output) -> Self {
        let plan = &output.plan;
        Self {
            inputs: output.inputs.clone(),
            dependencies: plan.dependencies.clone(),
            features: plan.features.clone(),
            has_operations: !plan.port_types.is_empty(),
            requires_addressing: plan.requires_addressing(),
            serializes: plan.serializes(),
            is_compact: plan.is_compact(),
            has_views: plan.views.is_some(),
        }
    }
}

/// The calendar features: none has the name of a dependency.
pub(super) fn calendar_features(dependencies: &[(String, String)]) -> Vec<&'static str> {
    let is_dependency = |feature: &&str| dependencies.iter().any(|(name, _)| name == feature);
    CALENDAR_FEATURES.into_iter().filter(|feature| !is_dependency(feature)).collect()
}

/// `Cargo.toml` of a crate.
pub(super) fn manifest(name: &str, runtime: &str, package: &Package) -> String {
    let runtime = if package.serializes { with_feature(runtime, "serde") } else { runtime.to_owned() };
    let runtime = if package.is_compact { with_feature(&runtime, "compact") } else { runtime };
    let runtime = if package.has_views { with_feature(&runtime, "views") } else { runtime };
    let forwarded = |feature: &str| match feature {
        "client" if package.requires_addressing => "client = [\"soap-runtime/client\", \"addressing\"]\n".to_owned(),
        _ => format!("{feature} = [\"soap-runtime/{feature}\"]\n"),
    };
    let dependencies: String = package.dependencies.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    let http = if package.has_operations { HTTP_FEATURES } else { &[][..] };
    let calendar = calendar_features(&package.dependencies);
    let forwards: String = http.iter().chain(&calendar).map(|feature| forwarded(feature)).collect();
    let optional = optional_serde(&package.dependencies).map(|()| "serde = [\"dep:serde\", \"soap-runtime/serde\"]\n");
    let features =
        format!("[features]\n{}{forwards}{}\n", own_features(&package.features), optional.unwrap_or_default());
    let description = toml::Value::from(format!("Bindings generated from {}", package.inputs.join(", ")));
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         description = {description}\n\n{features}[dependencies]\nsoap-runtime = {runtime}\n{dependencies}"
    )
}

/// Whether serde is there on a condition: then the runtime's traits of it are there on the same.
fn optional_serde(dependencies: &[(String, String)]) -> Option<()> {
    let (_, value) = dependencies.iter().find(|(name, _)| name == "serde")?;
    let table = format!("it = {value}").parse::<toml::Table>().ok()?;
    table.get("it")?.get("optional")?.as_bool()?.then_some(())
}

/// A dependency with one more feature turned on.
fn with_feature(dependency: &str, feature: &str) -> String {
    let mut table = match format!("it = {dependency}").parse::<toml::Table>().ok().and_then(|mut all| all.remove("it"))
    {
        Some(toml::Value::Table(table)) => table,
        Some(version) => toml::Table::from_iter([("version".to_owned(), version)]),
        None => return dependency.to_owned(),
    };
    let features = table.entry("features").or_insert_with(|| toml::Value::Array(Vec::new()));
    if let toml::Value::Array(features) = features {
        features.push(feature.into());
    }
    toml::Value::Table(table).to_string()
}

/// What a folder of modules needs of the crate that it stands in.
pub(super) fn features_file(tool: &str, features: &[Feature]) -> String {
    format!(
        "# @generated by {tool}. The features that the modules beside this file are compiled by: for Cargo.toml of their crate.\n\n\
         [features]\n{}",
        own_features(features)
    )
}

/// The features that operations are behind, all of them on by default.
pub(super) fn own_features(features: &[Feature]) -> String {
    if features.is_empty() {
        return String::new();
    }
    let (own, shared): (Vec<_>, Vec<_>) = features.iter().partition(|feature| !feature.name.starts_with('_'));
    let names = |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let all: String = own.iter().map(|feature| format!("    \"{}\",\n", feature.name)).collect();
    let line = |feature: &&Feature| format!("{} = [{}]\n", key(&feature.name), names(&feature.shared));
    let is_alike =
        |feature: &Feature| matches!(feature.operations.as_slice(), [only] if feature_name(only) == feature.name);
    let commented = |feature: &&Feature| match is_alike(feature) {
        true => line(feature),
        false => format!("# {}\n{}", feature.operations.join(", "), line(feature)),
    };
    let mut text = format!("default = [\"all\"]\nall = [\n{all}]\n{}", own.iter().map(commented).collect::<String>());
    if !shared.is_empty() {
        text.push_str("# What several of the above share; not to be turned on by itself.\n");
        text.extend(shared.iter().map(line));
    }
    text
}

/// A key of TOML: in quotes where it has to be.
pub(crate) fn key(name: &str) -> String {
    let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_bare { name.to_owned() } else { format!("\"{name}\"") }
}
