//! The keys of the runtime's tests: alice asks, the device answers.

use std::path::PathBuf;

use soap_runtime::security::{Certificate, PrivateKey, Secret};

use crate::failure::Failure;
use crate::sources;

pub(super) const USER: &str = "kim";
pub(super) const PASSWORD: &str = "sesame & open";

pub(super) fn folder() -> PathBuf {
    sources().join("../protocols/tests/security/keys")
}

pub(super) fn person(name: &str) -> Result<(PrivateKey, Certificate), Failure> {
    let read = |end: &str| {
        let path = folder().join(format!("{name}.{end}"));
        std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, error))
    };
    let failed = |error: soap_runtime::security::SecurityError| Failure::Store(error.to_string());
    Ok((PrivateKey::from_pem(&read("key")?).map_err(failed)?, Certificate::from_pem(&read("crt")?).map_err(failed)?))
}

pub(super) fn passwords(user: &str) -> Option<Secret> {
    (user == USER).then(|| Secret::from(PASSWORD))
}
