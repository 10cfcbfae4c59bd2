//! Where inputs begin: what the repository's own tests have of each kind, and the words in it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::contracts::CONFIGURATION;
use crate::sections;

/// Longer documents are left out: they make every step slow.
const LONGEST: usize = 24 << 10;

/// How many words a dictionary has.
const WORDS: usize = 600;

/// Seeds by name, and a dictionary.
pub struct Corpus {
    /// The seeds, in the order of their names.
    pub seeds: Vec<(String, Vec<u8>)>,
    /// Words that are worth inserting.
    pub words: Vec<Vec<u8>>,
}

/// The corpus of a target, from the folder of the repository.
///
/// # Errors
/// A file cannot be read.
pub fn corpus(root: &Path, target: &str) -> io::Result<Corpus> {
    let mut seeds = match target {
        "envelopes" => messages(root)?,
        "streams" => messages(root)?.into_iter().map(|(name, text)| (name, [b"ab".to_vec(), text].concat())).collect(),
        "messages" => edits(),
        "multipart" => packages(root)?,
        "contracts" => contracts(root)?,
        "configuration" => configurations(root)?,
        "diff" => pairs(root)?,
        _ => patterns(root)?,
    };
    seeds.retain(|(_, text)| text.len() <= LONGEST);
    let mut words: Vec<Vec<u8>> = tokens(target).iter().map(|token| token.as_bytes().to_vec()).collect();
    if target != "messages" {
        words.extend(frequent(seeds.iter().map(|(_, text)| text.as_slice())));
    }
    Ok(Corpus { seeds, words })
}

/// Bodies of several parts, with a document of octets in the first of them.
fn packages(root: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let plain = std::fs::read_to_string(root.join("tests/cases/octets/all.xml"))?;
    let include = "<i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:a%40b'/>";
    let referring = plain.replacen("YQ==", include, 1).replacen("bg==", include, 1);
    let head = "multipart/related; type=\"application/xop+xml\"; start=\"<r>\"; boundary=b\n";
    let package = |xml: &str, encoding: &str, octets: &str| {
        let root = format!("--b\r\nContent-Type: application/xop+xml\r\nContent-ID: <r>\r\n\r\n{xml}");
        let part = format!("--b\r\nContent-ID: <a@b>\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{octets}");
        format!("{head}{root}\r\n{part}\r\n--b--\r\n").into_bytes()
    };
    let seeds = [
        ("binary", package(&referring, "binary", "oct\r\n--bets\n--b\n")),
        ("base64", package(&referring, "base64", "b2N0\r\nZXRz")),
        ("quoted-printable", package(&referring, "quoted-printable", "oct=65ts=\r\n \r\n")),
        ("in-the-text", package(&plain, "8bit", "")),
        ("line-feeds", String::from_utf8_lossy(&package(&referring, "7bit", "octets")).replace("\r\n", "\n").into_bytes()),
    ];
    Ok(seeds.into_iter().map(|(name, body)| (name.to_owned(), body)).collect())
}

/// The dictionary in the form of libFuzzer and AFL.
#[must_use]
pub fn dictionary(words: &[Vec<u8>]) -> String {
    // libFuzzer takes an empty file for a mistake.
    let mut text = "# Made by `cargo xtask fuzz --seeds`.\n".to_owned();
    for word in words {
        let shown = |byte: &u8| match byte {
            b'"' | b'\\' => format!("\\{}", char::from(*byte)),
            b' '..=b'~' => char::from(*byte).to_string(),
            byte => format!("\\x{byte:02X}"),
        };
        text.push_str(&format!("\"{}\"\n", word.iter().map(shown).collect::<String>()));
    }
    text
}

/// What the target's language is made of.
fn tokens(target: &str) -> &'static [&'static str] {
    match target {
        "multipart" => &[
            "\r\n--b\r\n",
            "\r\n--b--\r\n",
            "\n--b\n",
            "--b \t",
            "Content-ID: <a@b>\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "cid:a@b",
            "=\r\n",
            "=3D",
            "<i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:a%40b'/>",
        ],
        "envelopes" | "streams" => &[
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?",
            "?>",
            "<!DOCTYPE x>",
            "&#xD;",
            "&#0;",
            "&amp;",
            "&#x1F600;",
            "xmlns=\"\"",
            "xmlns:x=\"urn:x\"",
            "xsi:nil=\"true\"",
            "xsi:type=\"",
            "encoding=\"utf-16\"",
            "\u{FEFF}",
            "\u{FFFE}",
            "\r\n",
            "/>",
        ],
        "contracts" | "diff" => &[
            "minOccurs=\"0\"",
            "maxOccurs=\"unbounded\"",
            "maxOccurs=\"99999999999\"",
            "abstract=\"true\"",
            "mixed=\"true\"",
            "nillable=\"true\"",
            "substitutionGroup=\"",
            "use=\"required\"",
            "form=\"unqualified\"",
            "xs:anyType",
            "xs:anySimpleType",
            "processContents=\"lax\"",
            "\n=== ",
            "<xs:any/>",
            "type=\"xs:QName\"",
            "fixed=\"",
            "default=\"",
            "block=\"#all\"",
            "final=\"#all\"",
            "r#",
            "Self",
            "crate",
            "é",
            "<xs:sequence/>",
        ],
        "configuration" => &[
            "[[",
            "]]",
            "[",
            "]",
            " = ",
            "\"\"\"",
            "\"*\"",
            "\"**\"",
            "true",
            "\"xs:string\"",
            "\"r#type\"",
            "\"crate::X\"",
            "-1",
            "{}",
            "\n",
        ],
        "patterns" => &[
            "\\p{L}",
            "\\P{Nd}",
            "\\p{IsBasicLatin}",
            "\\i",
            "\\c",
            "\\I",
            "\\C",
            "\\d",
            "\\w",
            "\\s",
            "-[",
            "[^",
            "]",
            "{2,3}",
            "{0}",
            "{1000}",
            "{3,}",
            "(",
            ")",
            "|",
            "*",
            "+",
            "?",
            ".",
            "\\-",
            "\\.",
            "\\n",
            "a-z",
            "\n",
            "\u{10FFFF}",
            "^",
            "$",
            "&&",
            "(?:",
            "~~",
        ],
        _ => &[],
    }
}

/// The words that stand most often in some texts.
fn frequent<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Vec<Vec<u8>> {
    let mut counts: BTreeMap<&[u8], usize> = BTreeMap::new();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b":._-@/".contains(byte);
    for text in texts {
        for word in text.split(|byte| !is_part(byte)).filter(|word| (2..=48).contains(&word.len())) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(&[u8], usize)> = counts.into_iter().collect();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    words.into_iter().take(WORDS).map(|(word, _)| word.to_vec()).collect()
}

fn messages(root: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = ending(&root.join("tests/messages"), &["xml"])?;
    files.extend(ending(&root.join("tests/messages/own"), &["xml"])?);
    for case in folders(&root.join("tests/cases"))? {
        files.extend(ending(&case, &["xml"])?);
    }
    files.iter().map(|file| Ok((name_of(root, file), std::fs::read(file)?))).collect()
}

/// Each sample as it is, and with a few edits.
fn edits() -> Vec<(String, Vec<u8>)> {
    let samples = u8::try_from(crate::messages::samples()).unwrap_or(u8::MAX);
    let mut random = crate::mutate::Random::new(1);
    let edited = |sample: u8| std::iter::once(sample).chain((0..48).map(|_| random.byte())).collect();
    let plain = (0..samples).map(|sample| (format!("{sample}"), vec![sample]));
    plain.chain((0..samples).map(|sample| format!("{sample}-edited")).zip((0..samples).map(edited))).collect()
}

fn contracts(root: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut seeds = Vec::new();
    for folder in contract_folders(root)? {
        let mut documents = documents(&folder)?;
        if let Ok(configuration) = std::fs::read(folder.join(CONFIGURATION)) {
            documents.push((CONFIGURATION.to_owned(), configuration));
        }
        seeds.push((name_of(root, &folder), sections::join(&documents)));
    }
    Ok(seeds)
}

/// Each contract beside itself and beside the one after it.
fn pairs(root: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let contracts: Vec<_> = contract_folders(root)?
        .iter()
        .map(|folder| Ok((name_of(root, folder), documents(folder)?)))
        .collect::<io::Result<_>>()?;
    let side = |prefix: &str, documents: &[(String, Vec<u8>)]| -> Vec<(String, Vec<u8>)> {
        documents.iter().map(|(name, text)| (format!("{prefix}/{name}"), text.clone())).collect()
    };
    let seed = |(name, old): &(String, Vec<(String, Vec<u8>)>), new: &[(String, Vec<u8>)]| {
        (name.clone(), sections::join(&[side("old", old), side("new", new)].concat()))
    };
    let mut seeds: Vec<_> = contracts.iter().map(|contract| seed(contract, &contract.1)).collect();
    seeds.extend(contracts.windows(2).map(|pair| (format!("{}-and-next", pair[0].0), seed(&pair[0], &pair[1].1).1)));
    Ok(seeds)
}

fn configurations(root: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let files =
        contract_folders(root)?.into_iter().map(|folder| folder.join(CONFIGURATION)).filter(|file| file.exists());
    files.map(|file| Ok((name_of(root, &file), std::fs::read(&file)?))).collect()
}

/// The patterns of all schemas, each with texts that may match.
fn patterns(root: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut seeds = Vec::new();
    for folder in contract_folders(root)? {
        for (name, text) in documents(&folder)? {
            let Ok(text) = String::from_utf8(text) else { continue };
            let Ok(document) = roxmltree::Document::parse(&text) else { continue };
            let found = document.descendants().filter(|node| node.tag_name().name() == "pattern");
            for (number, source) in found.filter_map(|node| node.attribute("value")).enumerate() {
                let input = format!("{source}\n{source}");
                seeds.push((format!("{}-{name}-{number}", name_of(root, &folder)), input.into_bytes()));
            }
        }
    }
    for (number, source) in
        ["\\i\\c*", "[\\w-[aeiou]]+", "(a|b){2,5}c?", "\\p{IsGreek}\\P{Lu}*", "\\+?\\d{1,3}[ -]?\\d+"]
            .iter()
            .enumerate()
    {
        seeds.push((format!("own-{number}"), format!("{source}\nab1").into_bytes()));
    }
    Ok(seeds)
}

/// The folders with a contract each: our own, the cases, and the one that `diff` is tested with.
fn contract_folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = folders(&root.join("tests/cases"))?;
    folders.extend(["schemas", "tests/semver/contract", "tests/build-script/contract"].map(|folder| root.join(folder)));
    Ok(folders)
}

/// The documents of a contract; the one to begin with comes first.
fn documents(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = ending(folder, &["wsdl", "xsd"])?;
    files.sort_by_key(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (!name.starts_with("contract."), !name.ends_with(".wsdl"), !name.starts_with("schema."), name)
    });
    files.iter().map(|file| Ok((name_of(folder, file), std::fs::read(file)?))).collect()
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

fn ending(folder: &Path, ends: &[&str]) -> io::Result<Vec<PathBuf>> {
    let is_one = |path: &PathBuf| path.extension().is_some_and(|end| ends.iter().any(|wanted| end == *wanted));
    Ok(entries(folder)?.into_iter().filter(is_one).collect())
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// A path below a folder as one word.
fn name_of(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).display().to_string().replace(['/', '\\'], "-")
}
