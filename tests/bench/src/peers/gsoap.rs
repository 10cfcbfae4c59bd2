//! gSOAP: what wsdl2h and soapcpp2 make of the contract's WSDL in C, and a program that reads a message with it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{is_fresh, own, tool};

const TOOLS: &str = "Debian: gsoap";
const LIBRARY: &str = "Debian: libgsoap-dev, and a C compiler";

/// Generates and compiles.
pub(super) fn prepare(folder: &Path) -> Result<Vec<PathBuf>> {
    let (schemas, source, program) = (own("../../schemas"), own("peers/gsoap.c"), folder.join("reader"));
    let wsdl = schemas.join("MS-OXWSCOS.wsdl");
    if !is_fresh(&program, &[wsdl.clone(), source.clone()]) {
        let in_folder = |name: &str| {
            let mut command = Command::new(name);
            command.current_dir(folder);
            command
        };
        tool(in_folder("wsdl2h").args(["-c", "-o", "contract.h", "-I"]).arg(schemas).arg(wsdl), TOOLS)?;
        tool(in_folder("soapcpp2").args(["-c", "-C", "-L", "-x", "-w", "contract.h"]), TOOLS)?;
        let generated = ["soapC.c", "soapClient.c", "-I.", "-lgsoap"];
        tool(in_folder("cc").args(["-O2", "-w", "-o", "reader"]).arg(source).args(generated), LIBRARY)?;
    }
    Ok(vec![program])
}
