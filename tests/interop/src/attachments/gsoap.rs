//! gSOAP, made of the contract: found on the machine, or unpacked from Debian's packages into a folder; else there is none, and why.
//!
//! What is made has a stamp in its folder, with what it was made of. It is made again only when the stamp says something else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::documents::soap::Version;
use crate::failure::Failure;

const SOURCE: &str = include_str!("../../gsoap/documents.c");

/// The packages: tools, headers and libraries.
const PACKAGES: [&str; 3] = ["gsoap", "libgsoap-dev", "libgsoap-2.8.124"];

/// gSOAP's program of the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gsoap {
    Built {
        folder: PathBuf,
        version: String,
    },
    /// There is none, and why.
    Missing(String),
}

impl Gsoap {
    /// Makes the program for both versions of SOAP, if it is not there.
    pub(super) fn build(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        let folder = folder.canonicalize().map_err(|error| Failure::file(folder, error))?;
        let root = match Root::find(&folder) {
            Ok(root) => root,
            Err(reason) => return Ok(Self::Missing(reason)),
        };
        let stamp = format!("{}\n{}{SOURCE}", root.version, super::CONTRACT);
        let file = folder.join("interop.stamp");
        if !fs::read_to_string(&file).is_ok_and(|text| text == stamp) {
            if let Err(reason) = root.make(&folder) {
                return Ok(Self::Missing(reason));
            }
            fs::write(&file, stamp).map_err(|error| Failure::file(&file, error))?;
        }
        Ok(Self::Built { folder, version: root.version })
    }

    /// A call of the program.
    pub(super) fn program(&self, version: Version) -> Result<tokio::process::Command, String> {
        match self {
            Self::Built { folder, .. } => Ok(tokio::process::Command::new(folder.join(name(version)))),
            Self::Missing(reason) => Err(reason.clone()),
        }
    }
}

fn name(version: Version) -> &'static str {
    match version {
        Version::V1_1 => "documents-1",
        Version::V1_2 => "documents-2",
    }
}

/// Where gSOAP is: `/`, or a folder with what would be there.
struct Root {
    path: PathBuf,
    version: String,
}

impl Root {
    fn find(folder: &Path) -> Result<Self, String> {
        said(Command::new("gcc").arg("--version")).map_err(|reason| format!("no gcc: {reason}"))?;
        let unpacked = folder.join("root");
        for path in [PathBuf::from("/"), unpacked.clone()] {
            let mut root = Self { path, version: String::new() };
            if let Ok(version) = root.version() {
                root.version = version;
                return Ok(root);
            }
        }
        unpack(folder, &unpacked)?;
        let mut root = Self { path: unpacked, version: String::new() };
        root.version = root.version()?;
        Ok(root)
    }

    fn version(&self) -> Result<String, String> {
        let text = said(self.tool("soapcpp2").arg("-V"))?;
        let version = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let has_headers = self.path.join("usr/include/stdsoap2.h").is_file();
        version.filter(|_| has_headers).map(str::to_owned).ok_or_else(|| "it has no version, or no headers".to_owned())
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(self.path.join("usr/bin").join(name));
        command.env("LD_LIBRARY_PATH", self.path.join("usr/lib/x86_64-linux-gnu"));
        command
    }

    /// The contract becomes a header file, that becomes C, and that becomes a program, once for each version of SOAP.
    fn make(&self, folder: &Path) -> Result<(), String> {
        let write = |name: &str, text: &str| {
            let file = folder.join(name);
            fs::write(&file, text).map(|()| file).map_err(|error| error.to_string())
        };
        let contract = write("contract.wsdl", &one_binding(super::CONTRACT))?;
        let prefixes = write("typemap.dat", "d = \"urn:example:documents\"\n")?;
        let source = write("documents.c", SOURCE)?;
        let header = folder.join("documents.h");
        said(self.tool("wsdl2h").arg("-t").arg(prefixes).args(["-c", "-y", "-o"]).arg(&header).arg(contract))?;
        for version in [Version::V1_1, Version::V1_2] {
            let made = folder.join(format!("{}.made", name(version)));
            fs::create_dir_all(&made).map_err(|error| error.to_string())?;
            let mut soapcpp2 = self.tool("soapcpp2");
            soapcpp2.arg(if version == Version::V1_1 { "-1" } else { "-2" }).args(["-c", "-L", "-w", "-x"]);
            soapcpp2.arg(format!("-I{}", self.path.join("usr/share/gsoap/import").display()));
            said(soapcpp2.arg(&header).current_dir(&made))?;
            let mut gcc = Command::new("gcc");
            gcc.args(["-O1", "-w"]).arg(format!("-I{}", made.display()));
            gcc.arg(format!("-I{}", self.path.join("usr/include").display()));
            gcc.args(["soapC.c", "soapClient.c", "soapServer.c"].map(|file| made.join(file))).arg(&source);
            gcc.arg(self.path.join("usr/lib/x86_64-linux-gnu/libgsoap.a"));
            said(gcc.arg("-o").arg(folder.join(name(version))))?;
        }
        Ok(())
    }
}

/// The contract with one binding: gSOAP makes an operation of each, and has its own way to tell versions of SOAP apart.
fn one_binding(contract: &str) -> String {
    let mut contract = contract.to_owned();
    for (from, to) in
        [("<wsdl:binding name=\"DocumentsSoap12\"", "</wsdl:binding>"), ("<wsdl:port name=\"Soap12\"", "</wsdl:port>")]
    {
        let start = contract.find(from);
        let end = start.and_then(|start| Some(start + contract.get(start..)?.find(to)? + to.len()));
        if let (Some(start), Some(end)) = (start, end) {
            contract.replace_range(start..end, "");
        }
    }
    contract
}

/// Gets Debian's packages and unpacks them, without installing anything.
fn unpack(folder: &Path, root: &Path) -> Result<(), String> {
    eprintln!("unpacking gSOAP into {}", root.display());
    let missing = |reason: String| format!("gSOAP is not here (Debian: {}): {reason}", PACKAGES.join(", "));
    said(Command::new("apt-get").arg("download").args(PACKAGES).current_dir(folder)).map_err(missing)?;
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            said(Command::new("dpkg").arg("-x").arg(&path).arg(root)).map_err(missing)?;
        }
    }
    Ok(())
}

/// What a tool writes, if it ends well.
fn said(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().display().to_string();
    let output = command.output().map_err(|error| format!("{program} cannot be called: {error}"))?;
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    if output.status.success() {
        return Ok(out + &err);
    }
    let last = err.trim().lines().last().unwrap_or_default().to_owned();
    Err(format!("{program} ended with {}: {last}", output.status))
}
