//! Two certificates for the same name, by one authority: the server's, and the one of somebody in between.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::write;
use crate::failure::Failure;
use crate::tools::call;

/// A certificate and its key, in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate.
    pub certificate: PathBuf,
    /// The key.
    pub key: PathBuf,
}

/// What clients trust, and two servers that they would take for `localhost`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificates {
    /// The authority.
    pub authority: PathBuf,
    /// The server's.
    pub server: Certificate,
    /// The other one.
    pub other: Certificate,
}

impl Certificates {
    /// Makes them in that folder.
    ///
    /// # Errors
    /// openssl fails, or is not there.
    pub fn make(folder: &Path) -> Result<Self, Failure> {
        let (authority, key) = (folder.join("authority.pem"), folder.join("authority.key"));
        let mut openssl = openssl(&["req", "-x509", "-sha256", "-days", "2", "-subj", "/CN=Authority of a test"], &key);
        call(openssl.arg("-out").arg(&authority))?;
        let extensions = write(
            &folder.join("extensions"),
            "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n",
        )?;
        let signed = |name: &str| -> Result<Certificate, Failure> {
            let of = |extension: &str| folder.join(format!("{name}.{extension}"));
            let mut request = self::openssl(&["req", "-subj", "/CN=localhost"], &of("key"));
            call(request.arg("-out").arg(of("csr")))?;
            let mut sign = Command::new("openssl");
            sign.args(["x509", "-req", "-sha256", "-days", "2", "-CAcreateserial", "-CA"]).arg(&authority);
            sign.arg("-CAkey").arg(&key).arg("-in").arg(of("csr")).arg("-extfile").arg(&extensions);
            call(sign.arg("-out").arg(of("pem")))?;
            Ok(Certificate { certificate: of("pem"), key: of("key") })
        };
        Ok(Self { server: signed("server")?, other: signed("other")?, authority })
    }
}

/// A call that makes a key.
fn openssl(arguments: &[&str], key: &Path) -> Command {
    let mut command = Command::new("openssl");
    command.args(arguments).args(["-newkey", "rsa:2048", "-nodes", "-keyout"]).arg(key);
    command
}
