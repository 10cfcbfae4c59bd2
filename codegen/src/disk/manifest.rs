//! What a `Cargo.toml` lacks: the user's and the one we would write come in, lines to add go out.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use semver::{Version, VersionReq};
use toml::{Table, Value};

use crate::layout::key;

/// What a `Cargo.toml` lacks for the modules beside it to compile with all their features. As text, it is what to tell its user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The `Cargo.toml`.
    pub manifest: PathBuf,
    /// Tables, with the lines to have in them.
    pub tables: Vec<(&'static str, Vec<String>)>,
}

impl Lacking {
    /// What `found` lacks of `wanted`, if anything.
    pub(super) fn between(manifest: &Path, found: &Table, wanted: &Table) -> Option<Self> {
        let folder = manifest.parent().unwrap_or(Path::new(""));
        let tables = [
            ("package", package(found, wanted)),
            ("features", features(found, wanted)),
            ("dependencies", dependencies(folder, found, wanted)),
        ];
        let tables: Vec<_> = tables.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
        (!tables.is_empty()).then(|| Self { manifest: manifest.to_owned(), tables })
    }
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} was left as it is; the bindings need these lines in it:", self.manifest.display())?;
        for (table, lines) in &self.tables {
            writeln!(f, "\n[{table}]")?;
            for line in lines {
                writeln!(f, "{line}")?;
            }
        }
        Ok(())
    }
}

fn table<'t>(manifest: &'t Table, name: &str) -> Option<&'t Table> {
    manifest.get(name)?.as_table()
}

/// A line, with what stands there now.
fn line(name: &str, value: &Value, now: Option<&Value>) -> String {
    match now {
        Some(now) => format!("{} = {value} # now {now}", key(name)),
        None => format!("{} = {value}", key(name)),
    }
}

/// The oldest edition that the bindings compile in.
const EDITION: &str = "2021";

/// Another name, if one was asked for, and an edition.
fn package(found: &Table, wanted: &Table) -> Vec<String> {
    let (Some(found), Some(wanted)) = (table(found, "package"), table(wanted, "package")) else { return Vec::new() };
    let name = wanted.get("name").filter(|name| found.get("name") != Some(name));
    let now = found.get("edition");
    let is_old = now.is_none_or(|now| now.as_str().is_some_and(|edition| edition < EDITION));
    let edition = wanted.get("edition").filter(|_| is_old);
    let name = name.map(|name| line("name", name, found.get("name")));
    name.into_iter().chain(edition.map(|edition| line("edition", edition, now))).collect()
}

/// The features that are not there or lack others. `default` is the user's, if there is one.
fn features(found: &Table, wanted: &Table) -> Vec<String> {
    let none = Table::new();
    let own = table(found, "features").unwrap_or(&none);
    let mut lines = Vec::new();
    for (name, value) in table(wanted, "features").unwrap_or(&none) {
        let members = strings(value);
        match own.get(name) {
            None if is_on(found, &members) => {}
            None => lines.push(line(name, value, None)),
            Some(_) if name == "default" => {}
            Some(now) => {
                let has = strings(now);
                let lacks = |member: &&String| !has.contains(member) && !has.contains(&member.replacen('/', "?/", 1));
                if members.iter().any(|member| lacks(&member)) {
                    let all = has.iter().chain(members.iter().filter(lacks)).cloned().map(Value::String);
                    lines.push(line(name, &Value::Array(all.collect()), Some(now)));
                }
            }
        }
    }
    lines
}

fn strings(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether the features of dependencies that a feature would turn on are on anyway.
fn is_on(manifest: &Table, members: &[String]) -> bool {
    let is_on = |member: &String| {
        let (dependency, feature) = member.split_once('/')?;
        let features = find(manifest, dependency)?.get("features")?;
        strings(features).iter().any(|name| name == feature).then_some(())
    };
    !members.is_empty() && members.iter().all(|member| is_on(member).is_some())
}

/// A dependency, for all targets or for some.
fn find<'t>(manifest: &'t Table, name: &str) -> Option<&'t Value> {
    let plain = |name: &str| name.replace('-', "_");
    let targets = table(manifest, "target").into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let tables = std::iter::once(manifest).chain(targets).filter_map(|manifest| table(manifest, "dependencies"));
    tables.flatten().find(|(known, _)| plain(known) == plain(name)).map(|(_, value)| value)
}

/// The dependencies that are not there, or from elsewhere than is asked for.
fn dependencies(folder: &Path, found: &Table, wanted: &Table) -> Vec<String> {
    let missing = |(name, wanted): (&String, &Value)| match find(found, name) {
        Some(now) if serves(folder, now, wanted) => None,
        now => Some(line(name, wanted, now)),
    };
    table(wanted, "dependencies").into_iter().flatten().filter_map(missing).collect()
}

/// Whether a dependency does for another. What is asked for by path or from git has to come from there; a version that a user
/// replaced by these is his business, but one alone has to be new enough.
fn serves(folder: &Path, now: &Value, wanted: &Value) -> bool {
    let is_inherited = now.get("workspace").is_some();
    let elsewhere = ["path", "git", "branch", "tag", "rev"].iter().any(|source| now.get(source).is_some());
    let is_same = |source: &str| match (wanted.get(source), now.get(source)) {
        (None, _) => true,
        (Some(wanted), Some(now)) if source == "path" => {
            let full = |path: &Value| Some(plain_path(&folder.join(path.as_str()?)));
            full(wanted) == full(now)
        }
        (wanted, now) => wanted == now,
    };
    let features = |dependency: &Value| dependency.get("features").map(strings).unwrap_or_default();
    let has = features(now);
    if !is_inherited && !features(wanted).iter().all(|feature| has.contains(feature)) {
        return false;
    }
    if is_inherited || !["path", "git", "branch", "tag", "rev"].into_iter().all(is_same) {
        return is_inherited;
    }
    elsewhere || is_new_enough(version(now), version(wanted))
}

fn version(dependency: &Value) -> Option<&str> {
    dependency.as_str().or_else(|| dependency.get("version")?.as_str())
}

/// Whether a requirement does for another one. Of two plain versions (`0.1.2`) it must not be the older one, nor one that is
/// incompatible; a range is what its user wants, and one that is asked for has to be there as it is.
fn is_new_enough(now: Option<&str>, wanted: Option<&str>) -> bool {
    let (Some(now), Some(wanted)) = (now, wanted) else { return true };
    match (least(now), least(wanted)) {
        (Some(least_now), Some(least_wanted)) => {
            let compatible = VersionReq::parse(wanted).is_ok_and(|wanted| wanted.matches(&least_now));
            least_now >= least_wanted && compatible
        }
        (None, Some(_)) => true,
        (_, None) => now == wanted,
    }
}

/// The oldest version that a plain requirement admits.
fn least(requirement: &str) -> Option<Version> {
    let parsed = VersionReq::parse(requirement).ok()?;
    let [only] = parsed.comparators.as_slice() else { return None };
    let version = Version::new(only.major, only.minor.unwrap_or(0), only.patch.unwrap_or(0));
    (only.op == semver::Op::Caret && only.pre.is_empty()).then_some(version)
}

/// A path without `.` and, as far as names go, `..`.
fn plain_path(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some_and(|last| last != "..") => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
