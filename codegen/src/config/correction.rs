//! Corrections of defects in the schemas, as a configuration writes them.
//!
//! ```toml
//! [[correction]]
//! name = "requested-version-is-open"
//! cause = "the schema fixes Version to Exchange2016; every published example sends another value"
//! lift-fixed = "t:RequestServerVersion/@Version"
//!
//! [[correction]]
//! name = "groups-may-be-many"
//! cause = "servers send one Group for each"
//! max-occurs = "t:ListType/Group"
//! to = "unbounded"
//! ```

use serde::Deserialize;

/// A named correction of a defect in the schemas: `name`, `cause`, and one of the keys that [`Action`] lists.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Correction {
    /// What it is called in diagnostics.
    pub name: String,
    /// The defect, and how one knows.
    pub cause: String,
    /// What is changed.
    pub action: Action,
}

/// What a correction changes, at a path (see [`crate::path`]). A change of a type's element or attribute holds for the types that
/// inherit it, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `lift-fixed = "PATH"`: an element or attribute loses its `fixed` value.
    LiftFixed(String),
    /// `optional = "PATH"`: an element or attribute may be absent.
    Optional(String),
    /// `required = "PATH"`: an element or attribute has to be there.
    Required(String),
    /// `max-occurs = "PATH"`, `to = 3` or `to = "unbounded"`: how often an element may occur; `None` is unbounded.
    MaxOccurs(String, Option<u32>),
    /// `type = "PATH"`, `to = "t:OtherType"`: an element or attribute has another type.
    Type(String, String),
    /// `lift-facets = "PATH"`: a simple type loses its own facets, but for its enumeration.
    LiftFacets(String),
    /// `add-value = "PATH=VALUE"`: an enumeration has one more value.
    AddValue(String),
    /// `remove-value = "PATH=VALUE"`: an enumeration has a value less.
    RemoveValue(String),
}

/// The keys that say what is changed.
const KEYS: &str =
    "`lift-fixed`, `lift-facets`, `optional`, `required`, `max-occurs`, `type`, `add-value` and `remove-value`";

/// All keys; exactly one of those that are paths has to be there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    name: String,
    cause: String,
    lift_fixed: Option<String>,
    lift_facets: Option<String>,
    optional: Option<String>,
    required: Option<String>,
    max_occurs: Option<String>,
    r#type: Option<String>,
    add_value: Option<String>,
    remove_value: Option<String>,
    to: Option<To>,
}

/// What something is changed to.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a number or a text")]
enum To {
    Number(u32),
    Text(String),
}

impl TryFrom<Written> for Correction {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let (name, cause) = (written.name, written.cause);
        let (has_to, to) = (written.to.is_some(), written.to);
        let max_occurs = written.max_occurs.map(|path| Ok(Action::MaxOccurs(path, times(&name, to.as_ref())?)));
        let ty = written.r#type.map(|path| Ok(Action::Type(path, type_of(&name, to.as_ref())?)));
        let takes_to = max_occurs.is_some() || ty.is_some();
        let plain = [
            written.lift_fixed.map(Action::LiftFixed),
            written.lift_facets.map(Action::LiftFacets),
            written.optional.map(Action::Optional),
            written.required.map(Action::Required),
            written.add_value.map(Action::AddValue),
            written.remove_value.map(Action::RemoveValue),
        ];
        let all = plain.into_iter().flatten().map(Ok).chain(max_occurs).chain(ty);
        let mut actions = all.collect::<Result<Vec<Action>, String>>()?;
        match (actions.pop(), actions.is_empty()) {
            (Some(_), true) if has_to && !takes_to => {
                Err(format!("{} has a `to`, which only `max-occurs` and `type` take", shown(&name)))
            }
            (Some(action), true) => Ok(Self { name, cause, action }),
            _ => Err(format!("{} needs exactly one of {KEYS}", shown(&name))),
        }
    }
}

fn shown(name: &str) -> String {
    format!("the correction `{name}`")
}

fn times(name: &str, to: Option<&To>) -> Result<Option<u32>, String> {
    match to {
        Some(To::Number(times)) if *times > 0 => Ok(Some(*times)),
        Some(To::Text(text)) if text == "unbounded" => Ok(None),
        _ => Err(format!("{} needs a `to`: a number from 1, or \"unbounded\"", shown(name))),
    }
}

fn type_of(name: &str, to: Option<&To>) -> Result<String, String> {
    match to {
        Some(To::Text(text)) => Ok(text.clone()),
        _ => Err(format!("{} needs a `to`: the type, such as \"xs:string\"", shown(name))),
    }
}
