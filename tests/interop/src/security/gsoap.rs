//! gSOAP's plugin for WS-Security: a device and a client of it, made from Debian's packages, which are taken into a folder without installing them.
//!
//! What is made has a stamp in its folder, with what it was made of. It is made again only when the stamp says something else. It needs gcc and the
//! headers of OpenSSL and zlib.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::broken_answers;
use super::debian;
use super::device::{Device, Messages};
use super::keys;
use super::our_client;
use super::row::{Row, Who};
use super::scripts::{Running, rows_of, serve};
use crate::script;

const HEADER: &str = include_str!("../../security/device.h");
const SOURCE: &str = include_str!("../../security/device.c");
const PACKAGES: [&str; 3] = ["gsoap", "libgsoap-dev", "libgsoap-2.8.124"];
/// What soapcpp2 calls the versions of SOAP.
const VERSIONS: [(&str, &str); 2] = [("1.1", "1"), ("1.2", "2")];
const FEATURES: [&str; 3] = ["text", "digest", "signed"];

/// The programs, or why there are none.
pub(super) struct Gsoap(Result<PathBuf, String>);

impl Gsoap {
    pub(super) fn install(output: &Path) -> Self {
        Self(make(&output.join("security-gsoap")))
    }

    fn program(&self, version: &str) -> Result<tokio::process::Command, String> {
        let folder = self.0.as_ref().map_err(Clone::clone)?;
        Ok(tokio::process::Command::new(folder.join(format!("device-{version}"))))
    }

    /// Its client calls our server.
    pub(super) async fn client(&self, device: &Device) -> Vec<Row> {
        let who = Who::Calls("gSOAP");
        if let Err(why) = &self.0 {
            return vec![Row::skipped(who, "all", why.as_str())];
        }
        let mut rows = Vec::new();
        for (word, version) in VERSIONS {
            for feature in FEATURES {
                let called = async {
                    let mut command = self.program(version)?;
                    command.args(["client", feature]).arg(keys::folder()).arg(format!("{}/{feature}", device.url()));
                    script::run(command, "gSOAP").await.map_err(|failure| failure.to_string())
                };
                let tried = called.await.and_then(|output| {
                    rows_of(who, &output.stdout).into_iter().next().ok_or_else(|| "it wrote nothing".to_owned())
                });
                rows.push(Row::new(who, feature, word, tried.map(|row| row.messages)));
            }
        }
        rows
    }

    /// Our client calls its server.
    pub(super) async fn server(&self, sent: &Messages) -> Vec<Row> {
        let who = Who::Serves("gSOAP");
        if let Err(why) = &self.0 {
            return vec![Row::skipped(who, "all", why.as_str())];
        }
        let mut rows = Vec::new();
        for (word, version) in VERSIONS {
            for (feature, served) in our_client::RENAMING {
                let tried = async {
                    let running = self.serving(version, served).await?;
                    our_client::renamed(feature, &running.url, word, sent).await
                };
                rows.push(our_client::row(who, feature, word, tried.await));
            }
            let running = self.serving(version, "signed").await;
            let url = running.as_ref().map(|running| running.url.clone()).map_err(Clone::clone);
            rows.extend(broken_answers::rows("gSOAP", &url, &[word], None).await);
        }
        rows
    }

    async fn serving(&self, version: &str, feature: &str) -> Result<Running, String> {
        serve(self.program(version)?.args(["server", feature]).arg(keys::folder())).await
    }
}

fn make(folder: &Path) -> Result<PathBuf, String> {
    let words = |error: std::io::Error| error.to_string();
    let root = debian::install(folder, &PACKAGES)?;
    let folder = folder.canonicalize().map_err(words)?;
    let stamp = folder.join("interop.stamp");
    let made_of = format!("{HEADER}{SOURCE}");
    if fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        return Ok(folder);
    }
    for (file, text) in [("device.h", HEADER), ("device.c", SOURCE)] {
        fs::write(folder.join(file), text).map_err(words)?;
    }
    for (_, version) in VERSIONS {
        compile(&folder, &root, version)?;
    }
    fs::write(&stamp, made_of).map_err(words)?;
    Ok(folder)
}

fn compile(folder: &Path, root: &Path, version: &str) -> Result<(), String> {
    eprintln!("making gSOAP's device for SOAP 1.{version} in {}", folder.display());
    let made = folder.join(format!("made-{version}"));
    fs::create_dir_all(&made).map_err(|error| error.to_string())?;
    let (share, libraries) = (root.join("usr/share/gsoap"), debian::libraries(root));
    let mut soapcpp2 = Command::new(root.join("usr/bin/soapcpp2"));
    soapcpp2.env("LD_LIBRARY_PATH", &libraries).current_dir(&made).args([
        &format!("-{version}"),
        "-c",
        "-L",
        "-w",
        "-x",
    ]);
    soapcpp2.arg(format!("-I{}", share.join("import").display())).arg(format!("-I{}", share.display()));
    debian::call(soapcpp2.arg("../device.h"))?;
    let mut gcc = Command::new("gcc");
    gcc.current_dir(&made).args(["-O1", "-w", "-DWITH_OPENSSL", "-DWITH_DOM", "-DWITH_GZIP", "-I."]);
    for place in [root.join("usr/include"), share.join("plugin"), share.join("custom"), share.clone()] {
        gcc.arg(format!("-I{}", place.display()));
    }
    gcc.args(["wsseapi", "smdevp", "mecevp", "threads"].map(|plugin| share.join(format!("plugin/{plugin}.c"))));
    gcc.arg(share.join("custom/struct_timeval.c")).args(["soapC.c", "soapClient.c", "soapServer.c", "../device.c"]);
    gcc.arg(libraries.join("libgsoapssl.a")).args(["-lssl", "-lcrypto", "-lz", "-lpthread", "-o"]);
    debian::call(gcc.arg(format!("../device-{version}")))
}
