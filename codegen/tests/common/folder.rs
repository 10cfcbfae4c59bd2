//! The contract of `schemas/` in folders of its own, to be changed.

use std::path::{Path, PathBuf};

use wsdl_codegen::Compilation;
use wsdl_codegen::disk::Project;
use wsdl_codegen::layout::Files;

/// The folder of the contract.
pub(crate) fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

/// A copy of `schemas/` in a new folder of this name.
pub(crate) fn copy(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        _ => std::fs::create_dir_all(&folder).unwrap(),
    }
    for entry in std::fs::read_dir(schemas()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    folder
}

/// Changes one file, which has to be changed by it.
pub(crate) fn edit(file: &Path, change: impl FnOnce(&str) -> String) {
    let before = std::fs::read_to_string(file).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "{} is not changed", file.display());
    std::fs::write(file, after).unwrap();
}

/// The contract in a folder, as its configuration says.
pub(crate) fn project(folder: &Path) -> Project {
    let mut project = Project::open(&folder.join("wsdl-codegen.toml")).unwrap();
    project.config.tool = "test".to_owned();
    project
}

/// The files generated from the contract in a folder, but for the documents themselves, which servers publish.
pub(crate) fn files(folder: &Path) -> Files {
    let mut files = files_of(&project(folder));
    files.retain(|name, _| !name.contains("contract/"));
    files
}

/// All files of a compilation that has to succeed.
pub(crate) fn files_of(project: &Project) -> Files {
    let compilation: Compilation = project.compile();
    let rendered = project.render(&compilation);
    compilation.files.unwrap_or_else(|| panic!("{rendered}"))
}
