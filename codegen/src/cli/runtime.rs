//! `--runtime`: where the package soap-runtime comes from, as `Cargo.toml` has it.

use std::path::{Component, Path, PathBuf};

use semver::VersionReq;
use toml::{Table, Value};

/// What a value of `--runtime` can be.
pub(super) const FORMS: &str = "PATH, version=REQUIREMENT, or git=URL with ,branch=… ,tag=… or ,rev=…";

/// Where the runtime comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Runtime {
    /// A folder on this machine.
    Path(PathBuf),
    /// A registry.
    Version(String),
    /// A git repository, and what of it.
    Git { url: String, at: Option<(String, String)> },
}

impl Runtime {
    /// Reads a value.
    ///
    /// # Errors
    /// When it has none of the forms; the text says which there are.
    pub(super) fn parse(value: &str) -> Result<Self, String> {
        let parsed = match keyed(value) {
            _ if value.is_empty() => Err("it is empty".to_owned()),
            None => Ok(Self::Path(value.into())),
            Some(("path", path)) if !path.is_empty() => Ok(Self::Path(path.into())),
            Some(("version", version)) => match VersionReq::parse(version) {
                Ok(_) => Ok(Self::Version(version.to_owned())),
                Err(error) => Err(format!("`{version}` is no version requirement: {error}")),
            },
            Some(("git", source)) => git(source),
            Some((key, _)) => Err(format!("`{key}=` is not known (a path that begins so is written ./{value})")),
        };
        parsed.map_err(|reason| format!("{reason}; expected {FORMS}"))
    }

    /// What a folder lacks to be the package: it may come later.
    pub(super) fn lacking(&self) -> Option<String> {
        let Self::Path(folder) = self else { return None };
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok().map(|text| text.parse::<Table>());
        let name = |table: &Table| Some(table.get("package")?.get("name")?.as_str()?.to_owned());
        let found = match manifest {
            None if folder.is_dir() => "there is no Cargo.toml in it".to_owned(),
            None => "there is no such folder".to_owned(),
            Some(manifest) => match manifest.ok().as_ref().and_then(name) {
                Some(name) if name == "soap-runtime" => return None,
                Some(name) => format!("it holds the package {name}"),
                None => "its Cargo.toml names no package".to_owned(),
            },
        };
        Some(format!("{}: {found}; cargo will look for the package soap-runtime there", folder.display()))
    }

    /// The value of the key `soap-runtime` in `Cargo.toml` of a crate in `folder`.
    ///
    /// # Errors
    /// When a relative path cannot be followed, since the current folder is gone.
    pub(super) fn dependency(&self, folder: &Path) -> Result<String, String> {
        let table = |pairs: Vec<(&str, &str)>| {
            let pairs = pairs.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value)));
            Value::Table(pairs.collect::<Table>()).to_string()
        };
        Ok(match self {
            Self::Path(path) => table(vec![("path", &relative(folder, path)?)]),
            Self::Version(version) => Value::from(version.as_str()).to_string(),
            Self::Git { url, at } => {
                let at = at.iter().map(|(key, value)| (key.as_str(), value.as_str()));
                table(std::iter::once(("git", url.as_str())).chain(at).collect())
            }
        })
    }
}

/// `key=value`, where the key is a word: anything else is a path.
fn keyed(value: &str) -> Option<(&str, &str)> {
    value.split_once('=').filter(|(key, _)| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// `URL[,branch=…]`
fn git(source: &str) -> Result<Runtime, String> {
    let mut parts = source.split(',');
    let url = parts.next().unwrap_or_default();
    if !is_url(url) {
        return Err(format!("`{url}` is no URL, such as https://… or ssh://… or file:///…"));
    }
    let mut at = None;
    for part in parts {
        match part.split_once('=') {
            Some((key @ ("branch" | "tag" | "rev"), value)) if !value.is_empty() => {
                if at.replace((key.to_owned(), value.to_owned())).is_some() {
                    return Err("only one of branch, tag and rev can be given".to_owned());
                }
            }
            _ => return Err(format!("`{part}` is none of branch=…, tag=… and rev=…")),
        }
    }
    Ok(Runtime::Git { url: url.to_owned(), at })
}

fn is_url(text: &str) -> bool {
    let is_scheme = |scheme: &str| !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+');
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    is_plain && text.split_once("://").is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty())
}

/// `target` as seen from inside `folder`, with forward slashes. Neither needs to exist, but what is above both does.
fn relative(folder: &Path, target: &Path) -> Result<String, String> {
    let (folder, target) = (absolute(folder)?, absolute(target)?);
    let common = folder.components().zip(target.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = target.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

/// The path from the root, without `.` and, as far as names go, `..`.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, String> {
    let full = std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut clean = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    Ok(clean)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn dependency(value: &str) -> String {
        Runtime::parse(value).unwrap().dependency(Path::new("/a/b")).unwrap()
    }

    #[test]
    fn every_form_is_a_dependency() {
        for (value, expected) in [
            ("/a/runtime", "{ path = \"../runtime\" }"),
            ("path=/a/b", "{ path = \".\" }"),
            ("/a/x=y", "{ path = \"../x=y\" }"),
            ("/a/\"", "{ path = '../\"' }"),
            ("version=0.1", "\"0.1\""),
            ("version=>=0.1, <0.3", "\">=0.1, <0.3\""),
            ("git=https://example.com/r.git", "{ git = \"https://example.com/r.git\" }"),
            ("git=ssh://git@example.com/r,branch=a/b", "{ branch = \"a/b\", git = \"ssh://git@example.com/r\" }"),
            ("git=file:///r,rev=0123abc", "{ git = \"file:///r\", rev = \"0123abc\" }"),
            ("git=https://example.com/r,tag=v1=2", "{ git = \"https://example.com/r\", tag = \"v1=2\" }"),
        ] {
            assert_eq!(dependency(value), expected, "{value}");
        }
    }

    #[test]
    fn other_values_are_told_the_forms() {
        for (value, reason) in [
            ("", "it is empty"),
            ("path=", "`path=` is not known"),
            ("version=", "no version requirement"),
            ("version=one", "no version requirement"),
            ("git=", "no URL"),
            ("git=example.com/r", "no URL"),
            ("git=git@example.com:r", "no URL"),
            ("git=https://e.com/a b", "no URL"),
            ("git=https://e.com/r,branch=", "`branch=` is none of"),
            ("git=https://e.com/r,head=a", "`head=a` is none of"),
            ("git=https://e.com/r,tag=a,rev=b", "only one of"),
            ("branch=main", "`branch=` is not known (a path that begins so is written ./branch=main)"),
        ] {
            let said = Runtime::parse(value).unwrap_err();
            assert!(said.contains(reason) && said.ends_with(FORMS), "{value}: {said}");
        }
    }
}
