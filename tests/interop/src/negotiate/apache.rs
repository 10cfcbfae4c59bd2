//! Apache with mod_auth_gssapi: `/kerberos` and `/ntlm`, over HTTP and HTTPS, in front of the contact store.

use std::path::{Path, PathBuf};

use super::certificates::Certificate;
use super::packages::Packages;
use super::process::{Process, free_port};
use super::realm::Realm;
use super::write;
use crate::failure::Failure;

/// A user of NTLM, with domain and password.
pub const NTLM_USER: (&str, &str, &str) = ("EXAMPLE", "bob", "Plover-3-at-low-tide");

/// A running Apache.
#[derive(Debug)]
pub struct Apache {
    /// The port of HTTP.
    pub http: u16,
    /// The port of HTTPS.
    pub https: u16,
    /// A line for each message it answered.
    pub log: PathBuf,
    _process: Process,
}

/// The environment that GSS-API's acceptors need: keys, and NTLM as a mechanism with its users.
pub type Acceptors = Vec<(&'static str, PathBuf)>;

/// Writes what acceptors need into the folder.
///
/// # Errors
/// A file cannot be written.
pub fn acceptors(packages: &Packages, realm: &Realm, folder: &Path) -> Result<Acceptors, Failure> {
    let plugin = packages.library("gssntlmssp/gssntlmssp.so");
    let mechanisms = format!("gssntlmssp_v1 1.3.6.1.4.1.311.2.2.10 {}\n", plugin.display());
    let (domain, user, password) = NTLM_USER;
    let mechanisms = write(&folder.join("mechanisms"), &mechanisms)?;
    let users = write(&folder.join("ntlm-users"), &format!("{domain}:{user}:{password}\n"))?;
    Ok(vec![
        ("KRB5_CONFIG", realm.configuration.clone()),
        ("KRB5_KTNAME", realm.service.clone()),
        ("GSS_MECH_CONFIG", mechanisms),
        ("NTLM_USER_FILE", users),
    ])
}

impl Apache {
    /// Starts it in that folder.
    ///
    /// # Errors
    /// It does not serve.
    pub fn start(
        packages: &Packages,
        acceptors: &Acceptors,
        certificate: &Certificate,
        store: &str,
        folder: &Path,
    ) -> Result<Self, Failure> {
        let (http, https) = (free_port()?, free_port()?);
        let log = folder.join("access.log");
        let modules = packages.file("usr/lib/apache2/modules");
        let keys =
            acceptors.iter().find(|(name, _)| *name == "KRB5_KTNAME").map(|(_, path)| path.display().to_string());
        let text = modules_loaded(&modules)
            + &server(folder, &log, (http, https), certificate)
            + &format!("ProxyPass /kerberos/ {store}/\nProxyPass /ntlm/ {store}/\n")
            + &location(
                "/kerberos",
                &format!(
                    "GssapiAllowedMech krb5\nGssapiNegotiateOnce On\nGssapiCredStore keytab:{}",
                    keys.unwrap_or_default()
                ),
            )
            + &location("/ntlm", "GssapiAllowedMech ntlmssp\nGssapiConnectionBound On");
        let configuration = write(&folder.join("httpd.conf"), &text)?;
        let mut command = packages.command("usr/sbin/apache2");
        command
            .arg("-f")
            .arg(&configuration)
            .arg("-DFOREGROUND")
            .envs(acceptors.iter().map(|(name, path)| (name, path)));
        let process = Process::start("apache2", &mut command, https, &folder.join("apache.log"))?;
        Ok(Self { http, https, log, _process: process })
    }
}

fn modules_loaded(folder: &Path) -> String {
    const MODULES: [&str; 11] = [
        "mpm_event",
        "authn_core",
        "authz_core",
        "authz_user",
        "auth_gssapi",
        "proxy",
        "proxy_http",
        "socache_shmcb",
        "ssl",
        "headers",
        "log_config",
    ];
    // In Debian the last one is built in.
    let there = MODULES.iter().filter(|module| folder.join(format!("mod_{module}.so")).exists());
    there.map(|module| format!("LoadModule {module}_module {}/mod_{module}.so\n", folder.display())).collect()
}

/// The caller's name goes on to the store, which does not look at passwords.
fn server(folder: &Path, log: &Path, (http, https): (u16, u16), certificate: &Certificate) -> String {
    format!(
        "ServerName localhost\nServerRoot {folder}\nDefaultRuntimeDir {folder}\nPidFile {folder}/apache.pid\nMutex file:{folder} default\n\
         User nobody\nGroup nogroup\nErrorLog {folder}/apache-errors.log\nLogLevel warn\nCustomLog {log} \"%>s %U\"\n\
         KeepAlive On\nMaxKeepAliveRequests 0\nKeepAliveTimeout 30\nListen 127.0.0.1:{http}\nListen 127.0.0.1:{https}\n\
         <VirtualHost 127.0.0.1:{https}>\nSSLEngine on\nSSLCertificateFile {}\nSSLCertificateKeyFile {}\n</VirtualHost>\n\
         RequestHeader set Authorization \"expr=Basic %{{base64:%{{REMOTE_USER}}:x}}\"\n",
        certificate.certificate.display(),
        certificate.key.display(),
        folder = folder.display(),
        log = log.display(),
    )
}

fn location(path: &str, settings: &str) -> String {
    format!("<Location {path}>\nAuthType GSSAPI\nAuthName test\n{settings}\nRequire valid-user\n</Location>\n")
}
