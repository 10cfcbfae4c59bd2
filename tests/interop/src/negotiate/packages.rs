//! Debian's packages, unpacked into a folder of their own: nothing of the system is changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::tools::{call, unless_stamped};

/// What is run and built against, with the libraries that have to be of one version.
const PACKAGES: [&str; 17] = [
    "apache2",
    "apache2-bin",
    "comerr-dev",
    "gss-ntlmssp",
    "krb5-admin-server",
    "krb5-kdc",
    "krb5-multidev",
    "krb5-user",
    "libapache2-mod-auth-gssapi",
    "libcom-err2",
    "libgssapi-krb5-2",
    "libk5crypto3",
    "libkrb5-3",
    "libkrb5-dev",
    "libkrb5support0",
    "libclang1",
    "python3-gssapi",
];

/// The folder that stands for the root of the file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packages {
    root: PathBuf,
    libraries: PathBuf,
}

/// Why the check cannot be made here, if it cannot. That the packages cannot be had is another thing: a failure.
#[must_use]
pub fn missing() -> Option<String> {
    let answers = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        output
            .ok()
            .filter(|output| output.status.success())
            .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if !cfg!(target_os = "linux")
        || answers("apt-get", &["--version"]).is_none()
        || answers("dpkg", &["--version"]).is_none()
    {
        return Some("there is no apt-get; the servers are Debian's packages".to_owned());
    }
    match answers("id", &["-u"]) {
        Some(user) if user == "0" => None,
        _ => Some("this is not root; Apache's processes change to a user without rights".to_owned()),
    }
}

impl Packages {
    /// Downloads and unpacks them, if that was not done.
    ///
    /// # Errors
    /// apt-get or dpkg fails.
    pub fn install(folder: &Path) -> Result<Self, Failure> {
        let root = folder.join("root");
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        unless_stamped(&root, &format!("{release}\n{}", PACKAGES.join(" ")), || {
            eprintln!("unpacking Debian's Kerberos and Apache into {}", root.display());
            let downloads = root.join("downloads");
            fs::create_dir_all(&downloads).map_err(|error| Failure::file(&downloads, error))?;
            if download(&downloads).is_err() {
                call(Command::new("apt-get").args(["-qq", "update"]))?;
                download(&downloads)?;
            }
            for file in fs::read_dir(&downloads).map_err(|error| Failure::file(&downloads, error))? {
                let file = file.map_err(|error| Failure::file(&downloads, error))?.path();
                call(Command::new("dpkg").arg("-x").arg(file).arg(&root))?;
            }
            fs::remove_dir_all(&downloads).map_err(|error| Failure::file(&downloads, error))
        })?;
        let libraries = libraries(&root)?;
        Ok(Self { root, libraries })
    }

    /// A file of the packages.
    #[must_use]
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A file below the folder of libraries.
    #[must_use]
    pub fn library(&self, path: &str) -> PathBuf {
        self.libraries.join(path)
    }

    /// A call of one of their programs, with their libraries.
    #[must_use]
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.root.join(program));
        command.env("LD_LIBRARY_PATH", &self.libraries);
        command
    }

    /// What a build against their headers and libraries needs to know.
    ///
    /// # Errors
    /// There is no compiler.
    pub fn build_environment(&self, cargo: &mut Command) -> Result<(), Failure> {
        cargo.env("PKG_CONFIG_PATH", self.libraries.join("pkgconfig")).env("PKG_CONFIG_SYSROOT_DIR", &self.root);
        // clang's own headers are not there, and gcc's do as well.
        let mut gcc = Command::new("gcc");
        let headers = call_for_text(gcc.arg("-print-file-name=include"))?;
        cargo.env("BINDGEN_EXTRA_CLANG_ARGS", format!("-I{headers}"));
        let llvm = self.root.join("usr/lib");
        let clang = fs::read_dir(&llvm)
            .map_err(|error| Failure::file(&llvm, error))?
            .filter_map(|entry| Some(entry.ok()?.path().join("lib")));
        if let Some(clang) = clang.filter(|folder| folder.join("libclang.so.1").exists()).max() {
            cargo.env("LIBCLANG_PATH", clang);
        }
        Ok(())
    }
}

/// Downloads the packages, and what they depend on and the machine does not have.
fn download(folder: &Path) -> Result<(), Failure> {
    let mut simulated = Command::new("apt-get");
    simulated.args(["-s", "install", "--no-install-recommends"]).args(PACKAGES);
    let text = call_for_text(&mut simulated)?;
    let further = text.lines().filter_map(|line| line.strip_prefix("Inst ")?.split_whitespace().next());
    let all: std::collections::BTreeSet<&str> = further.chain(PACKAGES).collect();
    call(Command::new("apt-get").args(["-qq", "download"]).args(all).current_dir(folder))
}

fn call_for_text(command: &mut Command) -> Result<String, Failure> {
    let title = format!("{command:?}");
    let failed = |outcome: String, output: String| Failure::Command { command: title.clone(), outcome, output };
    let output = command.output().map_err(|error| failed(format!("cannot be called: {error}"), String::new()))?;
    if !output.status.success() {
        return Err(failed(
            format!("ended with {}", output.status),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The folder of the machine's architecture, such as `usr/lib/x86_64-linux-gnu`.
fn libraries(root: &Path) -> Result<PathBuf, Failure> {
    let folder = root.join("usr/lib");
    let entries = fs::read_dir(&folder).map_err(|error| Failure::file(&folder, error))?;
    let found = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.join("gssntlmssp/gssntlmssp.so").exists());
    found.ok_or_else(|| Failure::file(&folder, std::io::Error::other("there is no folder with gssntlmssp in it")))
}
