//! Documents from folders: the only input of the whole crate, used by its binaries.
//!
//! In: paths as a user gives them. Out: a [`Resolver`] over the folder that all of them lie in, and their names
//! relative to it. Invariant: the names do not depend on where that folder is, and a file in it has one name, whatever URLs stand for it.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::locations::{Locations, percent_decoded, plain};
use super::{ResolveError, Resolver, SourcePath};

/// Reads documents below (and, through `..`, beside) one folder.
#[derive(Clone, Debug)]
pub struct FileResolver {
    root: PathBuf,
    /// Where documents are whose names say otherwise.
    pub locations: Locations,
}

impl FileResolver {
    /// Reads documents relative to a folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), locations: Locations::default() }
    }

    /// Reads the given files from the deepest folder that holds them all; also gives their names in it.
    #[must_use]
    pub fn over(files: &[impl AsRef<Path>]) -> (Self, Vec<String>) {
        let files: Vec<&Path> = files.iter().map(AsRef::as_ref).collect();
        let root = common_folder(&files);
        let names = files.iter().map(|file| slashed(file.strip_prefix(&root).unwrap_or(file))).collect();
        (Self::new(root), names)
    }

    /// Where the document of this path is: as its name says or, if there is no such file, with the characters that `%20` and the like
    /// stand for.
    #[must_use]
    pub fn file(&self, path: &SourcePath) -> PathBuf {
        let file = self.locations.find(path.as_str()).unwrap_or_else(|| self.root.join(path.as_str()));
        let decoded =
            || percent_decoded(path.as_str()).map(|name| self.root.join(name)).filter(|decoded| decoded.exists());
        if file.exists() { file } else { decoded().unwrap_or(file) }
    }

    /// The folder, as text to put before a document's name so that a terminal finds the file: `schemas/`, or
    /// nothing for the current folder.
    #[must_use]
    pub fn prefix(&self) -> String {
        let root = slashed(&self.root);
        if root.is_empty() || root == "." || root.ends_with('/') {
            return root.trim_start_matches('.').to_owned();
        }
        format!("{root}/")
    }
}

impl FileResolver {
    /// The name of the file in the folder that this URL stands for.
    fn file_for(&self, url: &SourcePath) -> Option<SourcePath> {
        let file = self.locations.find(url.as_str())?;
        let below = plain(&file).strip_prefix(plain(&self.root)).ok()?.to_owned();
        Some(SourcePath::join(None, &slashed(&below)))
    }
}

impl Resolver for FileResolver {
    /// A document that stands for a URL refers to others from there: they are looked up by URL before they are looked for beside the file.
    fn locate(&self, location: &str, base: Option<&SourcePath>) -> SourcePath {
        let beside = SourcePath::join(base, location);
        let url = base
            .filter(|base| !base.is_url())
            .and_then(|base| self.locations.url_of(&self.file(base)))
            .map_or_else(|| beside.clone(), |url| SourcePath::join(Some(&SourcePath::join(None, url)), location));
        match self.file_for(&url).filter(|_| url.is_url()) {
            Some(file) => file,
            None if url == beside || self.locations.find(url.as_str()).is_some() => url,
            None if self.file(&beside).exists() => beside,
            None => url,
        }
    }

    fn load(&self, path: &SourcePath) -> Result<Vec<u8>, ResolveError> {
        let file = self.file(path);
        // The current folder is no document, and is told as what it is.
        let file = if file.as_os_str().is_empty() { Path::new(".") } else { &file };
        match std::fs::read(file) {
            Ok(bytes) => Ok(bytes),
            Err(error) if is_absent(&error) => Err(ResolveError::NotFound),
            Err(error) => Err(ResolveError::Unreadable(error.to_string())),
        }
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidInput | io::ErrorKind::NotADirectory)
}

fn common_folder(files: &[&Path]) -> PathBuf {
    let mut folders = files.iter().map(|file| file.parent().unwrap_or(Path::new("")));
    let first = folders.next().unwrap_or(Path::new("")).to_path_buf();
    folders.fold(first, |common, folder| {
        common
            .components()
            .zip(folder.components())
            .take_while(|(left, right)| left == right)
            .map(|(component, _)| component)
            .collect()
    })
}

fn slashed(path: &Path) -> String {
    let mut text = String::new();
    for component in path.components() {
        match component {
            Component::RootDir => text.push('/'),
            other => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_to_the_common_folder() {
        let (resolver, names) = FileResolver::over(&["/x/y/a.wsdl", "/x/y/z/b.xsd"]);
        assert_eq!(names, ["a.wsdl", "z/b.xsd"]);
        assert_eq!(resolver.prefix(), "/x/y/");
        let (resolver, names) = FileResolver::over(&["schemas/a.wsdl"]);
        assert_eq!((resolver.prefix().as_str(), names.as_slice()), ("schemas/", &["a.wsdl".to_owned()][..]));
        let (resolver, names) = FileResolver::over(&["a.wsdl", "b/c.xsd"]);
        assert_eq!((resolver.prefix().as_str(), names.len()), ("", 2));
        assert_eq!(names, ["a.wsdl", "b/c.xsd"]);
    }

    fn located(resolver: &FileResolver, base: &str, location: &str) -> String {
        resolver.locate(location, Some(&SourcePath::join(None, base))).to_string()
    }

    #[test]
    fn a_file_that_stands_for_a_url_refers_to_others_from_there() {
        let mut resolver = FileResolver::new(env!("CARGO_MANIFEST_DIR"));
        let file = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        resolver.locations.add("http://h/shop/orders?wsdl", &file("orders.wsdl"));
        resolver.locations.add("http://h/shop/orders?xsd=xsd0", &file("xsd0.xsd"));
        resolver.locations.add("http://h/shop/Cargo.toml", &file("Cargo-2.toml"));
        resolver.locations.add("http://h/old.xsd", &file("xsd0.xsd"));
        resolver.locations.add("http://elsewhere/t.xsd", Path::new("/elsewhere/t.xsd"));
        for (location, name) in [
            ("?xsd=xsd0", "xsd0.xsd"),
            ("orders?wsdl", "orders.wsdl"),
            ("http://h/old.xsd", "xsd0.xsd"),
            // There is a file of this name, but it is not meant.
            ("Cargo.toml", "Cargo-2.toml"),
            // Nothing says where that is, and there is such a file.
            ("src/lib.rs", "src/lib.rs"),
            ("no.xsd", "http://h/shop/no.xsd"),
            ("http://elsewhere/t.xsd", "http://elsewhere/t.xsd"),
        ] {
            assert_eq!(located(&resolver, "orders.wsdl", location), name, "{location}");
        }
        assert_eq!(located(&resolver, "other.wsdl", "Cargo.toml"), "Cargo.toml");
    }

    #[test]
    fn an_absent_file_is_told_from_an_unreadable_one() {
        let resolver = FileResolver::new(env!("CARGO_MANIFEST_DIR"));
        let load = |name: &str| resolver.load(&SourcePath::join(None, name));
        assert!(load("Cargo.toml").is_ok_and(|bytes| !bytes.is_empty()));
        assert!(matches!(load("no/such/file.xsd"), Err(ResolveError::NotFound)));
        assert!(matches!(load("src"), Err(ResolveError::Unreadable(_))));
    }
}
