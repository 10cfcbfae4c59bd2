//! Compilers and programs: an edit's bindings go in, what compiles and what messages are read comes out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use wsdl_codegen::diff::Class;

use crate::edits::Edit;
use crate::folder;

/// The compiler with the runtime and the original bindings.
pub(crate) struct Toolchain {
    folder: PathBuf,
    runtime: PathBuf,
    dependencies: PathBuf,
    caller: &'static str,
}

/// What became of fixed code and messages.
pub(crate) struct Outcome {
    /// The errors in the caller.
    pub(crate) caller: Option<String>,
    /// The errors in the implementer.
    pub(crate) implementer: Option<String>,
    pub(crate) messages: Vec<Message>,
    /// Whether it is of two edits together.
    is_pair: bool,
}

/// What became of a message.
#[derive(Debug)]
pub(crate) struct Message {
    root: String,
    /// Whether it belongs to the old contract; else it uses what is new.
    is_old: bool,
    strict: bool,
    lenient: bool,
    /// Whether the original bindings read strictly what the new ones wrote.
    carried: bool,
    #[expect(dead_code, reason = "it is shown")]
    reasons: String,
}

impl Outcome {
    /// The messages that are said to be of the new contract and are not.
    pub(crate) fn invalid(&self) -> Vec<&Message> {
        self.messages.iter().filter(|message| !message.is_old && !message.strict).collect()
    }

    /// What new code makes of old messages.
    pub(crate) fn readers(&self) -> Class {
        let old = || self.messages.iter().filter(|message| message.is_old);
        match (old().all(|message| message.lenient), old().all(|message| message.strict)) {
            (false, _) => Class::Breaking,
            (true, false) => Class::Conditional,
            (true, true) => Class::Compatible,
        }
    }

    /// What the old contract makes of what new code writes: the worst of all roots.
    pub(crate) fn servers(&self) -> Class {
        let mut roots: BTreeMap<&str, Vec<&Message>> = BTreeMap::new();
        for message in &self.messages {
            roots.entry(&message.root).or_default().push(message);
        }
        let gone = roots.values().any(|messages| {
            let mut old = messages.iter().filter(|message| message.is_old).peekable();
            old.peek().is_some() && old.all(|message| !message.lenient)
        });
        // In a pair of edits, what uses the one may lack what the other requires.
        let new: Vec<_> = self.messages.iter().filter(|message| !message.is_old && message.strict).collect();
        // What one of two edits brings in a root that is still carried says nothing of the root that the other one takes.
        let is_carried = |root: &str| self.messages.iter().any(|old| old.is_old && old.carried && old.root == root);
        let mut instead = new.iter().filter(|message| !(self.is_pair && is_carried(&message.root))).peekable();
        let none_is = gone && instead.peek().is_some() && instead.all(|message| !message.carried);
        // The same data as before has to be accepted; where there can be none, what is new has to be. Else that may be refused.
        if self.messages.iter().any(|message| message.is_old && message.lenient && !message.carried) || none_is {
            return Class::Breaking;
        }
        if new.iter().any(|message| !message.carried) { Class::Conditional } else { Class::Compatible }
    }
}

impl Toolchain {
    /// Builds the runtime, or finds it built, and the original bindings, which the code `caller` uses.
    pub(crate) fn new(name: &str, caller: &'static str, bindings: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let (runtime, dependencies) = runtime();
        let toolchain = Self { folder, runtime, dependencies, caller };
        let library = toolchain.library("original", bindings);
        let fits = |name| toolchain.errors(name, "original", &library, &[]);
        assert_eq!(fits(caller), None);
        assert_eq!(fits("implementer"), None);
        toolchain
    }

    /// Compiles an edit's bindings, and everything against them.
    pub(crate) fn run(&self, edit: &Edit, bindings: &str) -> Outcome {
        let name: String = edit.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let library = self.library(&name, bindings);
        let caller = self.errors(self.caller, &name, &library, &[]);
        let implementer = self.errors("implementer", &name, &library, &[]);
        let messages = self.messages(edit, &name, &library);
        // There are many of them.
        let _ = std::fs::remove_file(&library);
        Outcome { caller, implementer, messages, is_pair: edit.is_pair() }
    }

    /// The library of bindings, which have to compile.
    fn library(&self, name: &str, bindings: &str) -> PathBuf {
        let source = self.folder.join(format!("{name}.rs"));
        std::fs::write(&source, bindings).unwrap();
        let library = self.folder.join(format!("lib{name}.rlib"));
        let mut rustc = self.rustc(&source);
        rustc.args(["--crate-type", "lib", "--emit", "link", "--crate-name", name, "-o"]).arg(&library);
        let output = rustc.output().unwrap();
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        library
    }

    /// The errors of fixed code with the bindings of an edit, if there are any.
    fn errors(&self, code: &str, name: &str, library: &Path, arguments: &[&str]) -> Option<String> {
        let mut rustc = self.rustc(&folder().join(format!("{code}.rs")));
        let metadata = self.folder.join(format!("{name}-{code}.rmeta"));
        rustc.args(["--crate-type", "lib", "--emit", "metadata", "-o"]).arg(metadata).args(arguments);
        let output = rustc.arg("--extern").arg(named("bindings", library)).output().unwrap();
        (!output.status.success()).then(|| text(&output.stderr))
    }

    fn messages(&self, edit: &Edit, name: &str, library: &Path) -> Vec<Message> {
        let program = self.folder.join(format!("{name}-runner"));
        let mut rustc = self.rustc(&folder().join("runner.rs"));
        rustc.arg("-o").arg(&program).arg("--extern").arg(named("edited", library));
        let output =
            rustc.arg("--extern").arg(named("original", &self.folder.join("liboriginal.rlib"))).output().unwrap();
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        let messages = edit.messages();
        let files: Vec<PathBuf> =
            messages.iter().enumerate().map(|(index, (_, xml))| self.file(name, index, xml)).collect();
        let output = Command::new(&program).args(&files).output().unwrap();
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        let _ = std::fs::remove_file(&program);
        let answers = text(&output.stdout);
        let found: Vec<Message> =
            messages.iter().zip(answers.lines()).map(|((old, xml), line)| message(*old, xml, line)).collect();
        assert_eq!(found.len(), messages.len(), "{name}: {answers}");
        found
    }

    fn file(&self, name: &str, index: usize, xml: &str) -> PathBuf {
        let file = self.folder.join(format!("{name}-{index}.xml"));
        std::fs::write(&file, xml).unwrap();
        file
    }

    fn rustc(&self, source: &Path) -> Command {
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.args(["--edition", "2024", "-C", "debuginfo=0", "--cap-lints", "allow"]).arg(source);
        rustc.arg("-L").arg(named("dependency", &self.dependencies));
        rustc.arg("--extern").arg(named("soap_runtime", &self.runtime));
        rustc
    }
}

fn message(is_old: bool, xml: &str, line: &str) -> Message {
    let mut parts = line.splitn(4, '\t');
    let mut next = || parts.next().unwrap_or_default();
    let (strict, lenient, carried) = (next() == "ok", next() == "ok", next() == "ok");
    let root = xml.trim_start_matches('<').split([' ', '>', '/']).next().unwrap_or_default().to_owned();
    Message { root, is_old, strict, lenient, carried, reasons: next().to_owned() }
}

fn named(name: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(name);
    argument.push("=");
    argument.push(path);
    argument
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The runtime's library, and the folder of what it depends on.
fn runtime() -> (PathBuf, PathBuf) {
    let output: Output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--package", "soap-runtime", "--message-format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines = text(&output.stdout);
    let artifacts = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let is_runtime = |value: &serde_json::Value| value["target"]["name"] == "soap_runtime";
    let files = artifacts.filter(is_runtime).find_map(|value| value["filenames"].as_array().cloned()).unwrap();
    let find = |end: &str| {
        let mut paths = files.iter().filter_map(|file| file.as_str()).filter(|file| file.ends_with(end));
        PathBuf::from(paths.next().unwrap())
    };
    (find(".rlib"), find(".rmeta").parent().unwrap().to_owned())
}
