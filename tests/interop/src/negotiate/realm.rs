//! A Kerberos realm: MIT's key distribution centre with a user, a user that is a program, and a service.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::packages::Packages;
use super::process::{Process, free_port};
use super::write;
use crate::failure::Failure;
use crate::tools::call;

/// The realm.
pub const REALM: &str = "EXAMPLE.TEST";
/// A user, and the password.
pub const USER: (&str, &str) = ("alice", "Wagtail-7-in-the-rain");

/// A running realm.
#[derive(Debug)]
pub struct Realm {
    /// `krb5.conf`.
    pub configuration: PathBuf,
    /// The keys of the service `HTTP/localhost`.
    pub service: PathBuf,
    /// The keys of a user that has no password.
    pub robot: PathBuf,
    /// The tickets of [`USER`].
    pub cache: PathBuf,
    _centre: Process,
}

impl Realm {
    /// Makes the realm in that folder, which is empty, and starts it.
    ///
    /// # Errors
    /// A program fails.
    pub fn start(packages: &Packages, folder: &Path) -> Result<Self, Failure> {
        let port = free_port()?;
        let configuration = write(&folder.join("krb5.conf"), &krb5_conf(packages, folder, port))?;
        let profile = write(&folder.join("kdc.conf"), &kdc_conf(packages, folder, port))?;
        let program = |name: &str| {
            let mut command = packages.command(name);
            command.env("KRB5_CONFIG", &configuration).env("KRB5_KDC_PROFILE", &profile);
            command
        };
        call(program("usr/sbin/kdb5_util").args(["create", "-r", REALM, "-s", "-P", "the master key of a test"]))?;
        let (service, robot) = (folder.join("service.keytab"), folder.join("robot.keytab"));
        let (user, password) = USER;
        let queries = [
            format!("addprinc +requires_preauth -pw {password} {user}"),
            "addprinc -randkey HTTP/localhost".to_owned(),
            format!("ktadd -k {} HTTP/localhost", service.display()),
            "addprinc +requires_preauth -randkey robot".to_owned(),
            format!("ktadd -k {} robot", robot.display()),
        ];
        for query in queries {
            call(program("usr/sbin/kadmin.local").args(["-q", &query]))?;
        }
        super::readable(&service)?;
        let mut centre = program("usr/sbin/krb5kdc");
        let centre = Process::start("krb5kdc", centre.arg("-n"), port, &folder.join("krb5kdc.log"))?;
        let cache = folder.join("cache");
        kinit(program("usr/bin/kinit").arg("-c").arg(&cache).arg(user), password)?;
        Ok(Self { configuration, service, robot, cache, _centre: centre })
    }
}

fn kinit(command: &mut Command, password: &str) -> Result<(), Failure> {
    let failed = |outcome: String| Failure::Command { command: "kinit".to_owned(), outcome, output: String::new() };
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    let mut child = spawned.map_err(|error| failed(error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{password}").map_err(|error| failed(error.to_string()))?;
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    if status.success() { Ok(()) } else { Err(failed(format!("ended with {status}"))) }
}

fn krb5_conf(packages: &Packages, folder: &Path, port: u16) -> String {
    let (plugins, folder) = (packages.library("krb5/plugins/kdb"), folder.display());
    format!(
        "[libdefaults]\ndefault_realm = {REALM}\ndns_lookup_kdc = false\ndns_lookup_realm = false\ndns_canonicalize_hostname = false\n\
         rdns = false\nudp_preference_limit = 1\ndefault_ccache_name = FILE:{folder}/no-cache\n\
         [realms]\n{REALM} = {{\nkdc = 127.0.0.1:{port}\n}}\n[domain_realm]\nlocalhost = {REALM}\n\
         [dbmodules]\ndb_module_dir = {}\n",
        plugins.display()
    )
}

fn kdc_conf(packages: &Packages, folder: &Path, port: u16) -> String {
    let (plugins, folder) = (packages.library("krb5/plugins/kdb"), folder.display());
    format!(
        "[kdcdefaults]\nkdc_listen = \"\"\nkdc_tcp_listen = 127.0.0.1:{port}\n\
         [realms]\n{REALM} = {{\ndatabase_name = {folder}/principal\nkey_stash_file = {folder}/stash\nacl_file = {folder}/acl\n\
         supported_enctypes = aes256-cts-hmac-sha1-96:normal\nmaster_key_type = aes256-cts-hmac-sha1-96\n}}\n\
         [logging]\nkdc = FILE:{folder}/kdc.log\nadmin_server = FILE:{folder}/kadmin.log\n\
         [dbmodules]\ndb_module_dir = {}\n",
        plugins.display()
    )
}
