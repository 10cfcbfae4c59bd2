//! Lists the messages in `tests/messages`, so that the target `messages` has them wherever it runs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../tests/messages");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [folder.clone(), folder.join("own")] {
        println!("cargo::rerun-if-changed={}", folder.display());
        let entries = std::fs::read_dir(&folder).expect("the folder of messages");
        files.extend(
            entries
                .map(|entry| entry.expect("an entry").path())
                .filter(|path| path.extension().is_some_and(|end| end == "xml")),
        );
    }
    files.sort();
    let mut text = format!("const SAMPLES: [&str; {}] = [\n", files.len());
    for file in &files {
        let file = file.canonicalize().expect("a file");
        writeln!(text, "    include_str!({:?}),", file.display().to_string()).expect("memory");
    }
    text.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("samples.rs"), text).expect("the build's folder");
}
