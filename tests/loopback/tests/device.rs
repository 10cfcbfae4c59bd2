//! The example of a device: it is renamed by who knows the password, and its clock may stand at another year.
#![allow(clippy::unwrap_used)]

#[allow(dead_code, unreachable_pub)]
#[path = "../examples/device.rs"]
mod device;

use std::time::{Duration, SystemTime};

use soap_runtime::security::Secret;

/// A clock that was never set: it went on from 2001.
fn old() -> SystemTime {
    let started = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let since = SystemTime::now().duration_since(started).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + since
}

async fn served(clock: fn() -> SystemTime) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/onvif/device", listener.local_addr().unwrap());
    let users = |user: &str| (user == "admin").then(|| Secret::from("secret"));
    let router = device::router(clock, users);
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

#[tokio::test]
async fn it_is_renamed_by_who_knows_the_password() {
    for clock in [SystemTime::now, old] {
        let url = served(clock).await;
        assert_eq!(device::rename(&url, "admin", "secret", "gate-2").await.unwrap(), "gate-1");
        assert_eq!(device::rename(&url, "admin", "secret", "gate-3").await.unwrap(), "gate-2");
        let error = device::rename(&url, "admin", "Secret", "gate-4").await.unwrap_err();
        assert!(error.to_string().contains("FailedAuthentication"), "{error}");
    }
}
