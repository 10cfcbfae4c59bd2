//! Where documents are that contracts name by other places, URLs above all.
//!
//! In: what the configuration and OASIS XML Catalogs say. Out: the file for a name, and the URL that a file stands for. Invariant: of the entries
//! that fit a name, the longest counts; of those that name a file, the first.
//!
//! ```xml
//! <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
//!   <uri name="http://example.org/types.xsd" uri="types.xsd"/>
//!   <rewriteURI uriStartString="http://www.w3.org/" rewritePrefix="w3c/"/>
//! </catalog>
//! ```

use std::path::{Component, Path, PathBuf};

/// The namespace of catalogs (OASIS XML Catalogs 1.1).
const CATALOG: &str = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/// How many catalogs may lead to each other, one after the other.
const LONGEST: usize = 16;

/// What names begin with, and where such documents are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locations(Vec<Entry>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    start: String,
    place: String,
    /// Whether what follows in the name has to begin a new step.
    is_whole_steps: bool,
}

impl Locations {
    /// Says that the document `start`, or the documents below it, are at `place`.
    pub fn add(&mut self, start: &str, place: &Path) {
        let is_folder = start.ends_with('/');
        let place = place.to_string_lossy().trim_end_matches('/').to_owned() + if is_folder { "/" } else { "" };
        self.0.push(Entry { start: start.to_owned(), place, is_whole_steps: true });
    }

    /// Adds what a catalog says: `uri`, `system`, `rewriteURI`, `rewriteSystem` and `nextCatalog`, in groups or not.
    ///
    /// # Errors
    /// When it, or one that it leads to, cannot be read or is no catalog. The text says which and why.
    pub fn add_catalog(&mut self, file: &Path) -> Result<(), String> {
        self.add_catalogs(file, LONGEST)
    }

    fn add_catalogs(&mut self, file: &Path, left: usize) -> Result<(), String> {
        let wrong = |reason: String| format!("{}: {reason}", file.display());
        if left == 0 {
            return Err(wrong(format!("more than {LONGEST} catalogs lead to each other")));
        }
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document =
            roxmltree::Document::parse_with_options(&text, options).map_err(|error| wrong(error.to_string()))?;
        if !document.root_element().has_tag_name((CATALOG, "catalog")) {
            return Err(wrong(format!("it is no catalog: its root is not `catalog` of {CATALOG}")));
        }
        let folder = file.parent().unwrap_or(Path::new(""));
        for node in document.descendants().filter(|node| node.tag_name().namespace() == Some(CATALOG)) {
            self.add_entry(node, folder, left)?;
        }
        Ok(())
    }

    fn add_entry(&mut self, node: roxmltree::Node<'_, '_>, folder: &Path, left: usize) -> Result<(), String> {
        let (start, place, is_whole_steps) = match node.tag_name().name() {
            "uri" => ("name", "uri", true),
            "system" => ("systemId", "uri", true),
            "rewriteURI" => ("uriStartString", "rewritePrefix", false),
            "rewriteSystem" => ("systemIdStartString", "rewritePrefix", false),
            "nextCatalog" => match node.attribute("catalog") {
                Some(next) => return self.add_catalogs(&PathBuf::from(placed(node, folder, next)), left - 1),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        if let (Some(start), Some(place)) = (node.attribute(start), node.attribute(place)) {
            let place = placed(node, folder, place);
            self.0.push(Entry { start: start.to_owned(), place, is_whole_steps });
        }
        Ok(())
    }

    /// Where the document of this name is, if that is said.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<PathBuf> {
        let fits = |entry: &&Entry| name.strip_prefix(&entry.start).is_some_and(|rest| entry.admits(rest));
        let entry = self.0.iter().filter(fits).max_by_key(|entry| entry.start.len())?;
        Some(PathBuf::from(format!("{}{}", entry.place, name.strip_prefix(&entry.start)?)))
    }

    /// The URL that this file stands for, against which what it refers to is resolved. Folders say nothing of the kind.
    pub(super) fn url_of(&self, file: &Path) -> Option<&str> {
        let file = plain(file);
        let is_one =
            |entry: &&Entry| entry.is_whole_steps && entry.start.contains("://") && !entry.start.ends_with('/');
        let names = |entry: &&Entry| {
            let place = Path::new(&entry.place);
            place.file_name() == file.file_name() && plain(place) == file
        };
        self.0.iter().filter(is_one).find(names).map(|entry| &*entry.start)
    }
}

/// The path from the root, without `.` and `..`, whatever links there are.
pub(super) fn plain(file: &Path) -> PathBuf {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    whole.components().fold(PathBuf::new(), |mut folded, part| {
        match part {
            Component::ParentDir => {
                folded.pop();
            }
            Component::CurDir => {}
            part => folded.push(part),
        }
        folded
    })
}

impl Entry {
    fn admits(&self, rest: &str) -> bool {
        !self.is_whole_steps || rest.is_empty() || self.start.ends_with('/') || rest.starts_with('/')
    }
}

/// A place in a catalog, as `xml:base` and the catalog's folder have it.
fn placed(node: roxmltree::Node<'_, '_>, folder: &Path, place: &str) -> String {
    const XML: &str = crate::qname::XML;
    let bases = node.ancestors().filter_map(|node| node.attribute((XML, "base")));
    let whole =
        bases.fold(place.to_owned(), |place, base| if is_absolute(&place) { place } else { base.to_owned() + &place });
    let whole = whole.strip_prefix("file://").unwrap_or(&whole);
    let whole = percent_decoded(whole).unwrap_or_else(|| whole.to_owned());
    if is_absolute(&whole) { whole } else { format!("{}{whole}", with_slash(folder)) }
}

fn is_absolute(place: &str) -> bool {
    place.starts_with('/') || place.contains("://")
}

fn with_slash(folder: &Path) -> String {
    match folder.to_string_lossy() {
        empty if empty.is_empty() => String::new(),
        folder => format!("{folder}/"),
    }
}

/// The name with `%20` and the like as the characters they stand for; `None` if there is nothing of the kind.
pub(crate) fn percent_decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code =
            (*first == b'%').then(|| after.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    let decoded = String::from_utf8(bytes).ok()?;
    (decoded != name).then_some(decoded)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_longest_start_counts_and_ends_with_a_step() {
        let mut locations = Locations::default();
        locations.add("http://a/", Path::new("all"));
        locations.add("http://a/b", Path::new("b/"));
        locations.add("http://a/b/c.xsd", Path::new("own.xsd"));
        for (name, found) in [
            ("http://a/x/y.xsd", Some("all/x/y.xsd")),
            ("http://a/b/d.xsd", Some("b/d.xsd")),
            ("http://a/bc.xsd", Some("all/bc.xsd")),
            ("http://a/b/c.xsd", Some("own.xsd")),
            ("http://z/", None),
        ] {
            assert_eq!(locations.find(name), found.map(PathBuf::from), "{name}");
        }
    }

    #[test]
    fn catalogs_lead_to_files_beside_them_and_to_each_other() {
        let folder = std::env::temp_dir().join(format!("wsdl-codegen-catalog-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("more")).unwrap();
        let catalog = |text: &str| format!("<!DOCTYPE catalog><catalog xmlns='{CATALOG}'>{text}</catalog>");
        let put = |name: &str, text: &str| std::fs::write(folder.join(name), catalog(text)).unwrap();
        put(
            "a.xml",
            "<uri name='http://a/t.xsd' uri='my%20types.xsd'/><group xml:base='w3c/'><rewriteURI uriStartString='http://w/v' \
             rewritePrefix='local-'/></group><nextCatalog catalog='more/b.xml'/>",
        );
        put("more/b.xml", "<system systemId='http://b/s.dtd' uri='file:///etc/s.dtd'/>");
        put("c.xml", "<nextCatalog catalog='c.xml'/>");
        let mut locations = Locations::default();
        locations.add_catalog(&folder.join("a.xml")).unwrap();
        assert_eq!(locations.find("http://a/t.xsd"), Some(folder.join("my types.xsd")));
        assert_eq!(locations.find("http://w/v1/x.xsd"), Some(folder.join("w3c/local-1/x.xsd")));
        assert_eq!(locations.find("http://b/s.dtd"), Some(PathBuf::from("/etc/s.dtd")));
        assert!(locations.add_catalog(&folder.join("c.xml")).unwrap_err().contains("lead to each other"));
        assert!(locations.add_catalog(&folder.join("no.xml")).is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_file_stands_for_the_first_url_that_leads_to_it() {
        let mut locations = Locations::default();
        locations.add("http://a/", Path::new("all"));
        locations.add("plain.xsd", Path::new("all/t.xsd"));
        locations.add("http://a/new?x", Path::new("./all/../all/t.xsd"));
        locations.add("http://a/old", Path::new("all/t.xsd"));
        assert_eq!(locations.url_of(Path::new("all/t.xsd")), Some("http://a/new?x"));
        assert_eq!(locations.url_of(&std::env::current_dir().unwrap().join("all/t.xsd")), Some("http://a/new?x"));
        assert_eq!(locations.url_of(Path::new("all/u.xsd")), None);
    }

    #[test]
    fn percent_signs_stand_for_characters() {
        assert_eq!(percent_decoded("my%20order%C3%9F.xsd").as_deref(), Some("my orderß.xsd"));
        for plain in ["a.xsd", "100%", "%zz", "%ff"] {
            assert_eq!(percent_decoded(plain), None);
        }
    }
}
