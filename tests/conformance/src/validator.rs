//! A validator that is not ours: a schema and documents come in, which of them it refuses goes out. It is `xmllint`, or python's lxml;
//! where neither is installed, nothing is validated, and nothing counts as valid.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// An installed validator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validator {
    /// libxml2's command.
    Xmllint,
    /// `python3` with lxml.
    Lxml,
}

/// Prints the name of every document that is valid, as xmllint does.
const SCRIPT: &str = "
import sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
for file in sys.argv[2:]:
    if schema.validate(etree.parse(file)):
        print(file, 'validates')
    else:
        print(file, 'fails to validate:', str(schema.error_log[0].message).replace('\\n', ' '))
";

impl Validator {
    /// The one that is installed.
    #[must_use]
    pub fn installed() -> Option<Self> {
        let works = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            let status =
                command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        };
        if works("xmllint", &["--version"]) {
            return Some(Self::Xmllint);
        }
        works("python3", &["-c", "import lxml.etree"]).then_some(Self::Lxml)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xmllint => "xmllint",
            Self::Lxml => "python3 with lxml",
        }
    }

    /// Validates documents; gives for each whether it is valid, or what the validator says.
    ///
    /// # Errors
    /// When it cannot be run or does not understand the schema.
    pub fn validate(
        self,
        schema: &Path,
        documents: &[PathBuf],
    ) -> anyhow::Result<BTreeMap<PathBuf, Result<(), String>>> {
        let mut said = String::new();
        for documents in documents.chunks(200) {
            let mut command = match self {
                Self::Xmllint => Command::new("xmllint"),
                Self::Lxml => Command::new("python3"),
            };
            match self {
                Self::Xmllint => command.args(["--noout", "--nonet", "--schema"]),
                Self::Lxml => command.args(["-c", SCRIPT]),
            };
            let output = command.arg(schema).args(documents).stdin(Stdio::null()).output().context(self.name())?;
            said += &String::from_utf8_lossy(&output.stdout);
            said += &String::from_utf8_lossy(&output.stderr);
        }
        let verdicts: BTreeMap<_, _> =
            documents.iter().map(|document| (document.clone(), verdict(document, &said))).collect();
        if !documents.is_empty()
            && verdicts.values().all(|verdict| verdict.as_ref().is_err_and(|reason| reason == SILENT))
        {
            bail!("{} says nothing about any document: {said}", self.name());
        }
        Ok(verdicts)
    }
}

const SILENT: &str = "the validator says nothing";

fn verdict(document: &Path, said: &str) -> Result<(), String> {
    let name = document.display().to_string();
    let mut about = said.lines().filter_map(|line| line.strip_prefix(&name));
    if about.clone().any(|rest| rest.trim() == "validates") {
        return Ok(());
    }
    Err(about.next().map_or(SILENT.to_owned(), |rest| rest.trim_start_matches([':', ' ']).to_owned()))
}

/// Writes the schemas of a WSDL document's types into `folder`, and what lies beside the document and they may include. Gives the
/// one to validate with.
///
/// # Errors
/// When files cannot be read or written.
pub fn schema_of(wsdl: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for beside in crate::contract::files(wsdl.parent().unwrap_or(Path::new("")), "xsd")? {
        let text = std::fs::read_to_string(&beside).with_context(|| beside.display().to_string())?;
        std::fs::write(folder.join(crate::contract::file_name(&beside)), text)?;
    }
    let text = std::fs::read_to_string(wsdl).with_context(|| wsdl.display().to_string())?;
    let document = roxmltree::Document::parse(&text).with_context(|| wsdl.display().to_string())?;
    let xsd = wsdl_codegen::qname::Namespace::xsd();
    let is_schema = |node: &roxmltree::Node<'_, '_>| {
        node.tag_name().namespace() == Some(xsd.as_str()) && node.has_tag_name((xsd.as_str(), "schema"))
    };
    let mut imports = String::new();
    for (index, schema) in document.descendants().filter(is_schema).enumerate() {
        let name = format!("types-{index}.xsd");
        std::fs::write(folder.join(&name), alone(schema, &text))?;
        let target =
            schema.attribute("targetNamespace").map(|target| format!(" namespace={target:?}")).unwrap_or_default();
        imports += &format!("<xs:import{target} schemaLocation={name:?}/>");
    }
    let all = folder.join("all.xsd");
    std::fs::write(&all, format!("<xs:schema xmlns:xs={:?}>{imports}</xs:schema>", xsd.as_str()))?;
    Ok(all)
}

/// The text of an element with the namespaces that are in scope there.
fn alone(node: roxmltree::Node<'_, '_>, text: &str) -> String {
    let own = &text[node.range()];
    let name_end = own.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(own.len());
    let tag_end = own.find('>').unwrap_or(own.len());
    let mut declarations = String::new();
    for namespace in node.namespaces().filter(|namespace| namespace.name() != Some("xml")) {
        let name = namespace.name().map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
        if !own[..tag_end].contains(&format!("{name}=")) {
            declarations += &format!(" {name}={:?}", namespace.uri());
        }
    }
    format!("{}{declarations}{}", &own[..name_end], &own[name_end..])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn it_tells_valid_documents_from_invalid_ones() {
        let Some(validator) = Validator::installed() else {
            println!("skipped: neither xmllint nor python3 with lxml is installed");
            return;
        };
        let folder = std::env::temp_dir().join(format!("conformance-validator-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let wsdl = folder.join("a.wsdl");
        let text = r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t">
          <w:types><xs:schema targetNamespace="urn:t"><xs:element name="a" type="t:n"/>
          <xs:simpleType name="n"><xs:restriction base="xs:int"/></xs:simpleType></xs:schema></w:types></w:definitions>"#;
        std::fs::write(&wsdl, text).unwrap();
        let documents = ["1", "one"].map(|value| {
            let file = folder.join(format!("{value}.xml"));
            std::fs::write(&file, format!("<a xmlns='urn:t'>{value}</a>")).unwrap();
            file
        });
        let verdicts = validator.validate(&schema_of(&wsdl, &folder).unwrap(), &documents).unwrap();
        let is_valid: Vec<bool> = documents.iter().map(|document| verdicts[document].is_ok()).collect();
        assert_eq!(is_valid, [true, false], "{verdicts:?}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
