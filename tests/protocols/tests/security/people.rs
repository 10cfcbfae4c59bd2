//! Who takes part: keys and certificates, and the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use soap_runtime::security::{Certificate, PrivateKey, Secret, Security, Trust};

macro_rules! person {
    ($name:ident) => {
        pub(crate) fn $name() -> (PrivateKey, Certificate) {
            let key = PrivateKey::from_pem(include_str!(concat!("keys/", stringify!($name), ".key"))).unwrap();
            (key, Certificate::from_pem(include_str!(concat!("keys/", stringify!($name), ".crt"))).unwrap())
        }
    };
}

// Alice and Mallory made their certificates themselves (RSA); Bob's is by the authority (P-256), and Carol's is by Bob, who is none.
person!(alice);
person!(mallory);
person!(bob);
person!(carol);

pub(crate) fn authority() -> Certificate {
    Certificate::from_pem(include_str!("keys/authority.crt")).unwrap()
}

pub(crate) fn trust_in_alice() -> Trust {
    Trust::pinned(alice().1)
}

/// Noon of 2027-06-01.
pub(crate) fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_811_851_200)
}

pub(crate) fn later(seconds: u64) -> SystemTime {
    noon() + Duration::from_secs(seconds)
}

pub(crate) fn earlier(seconds: u64) -> SystemTime {
    noon() - Duration::from_secs(seconds)
}

/// A clock that is set by hand.
#[derive(Clone, Default)]
pub(crate) struct Clock(Arc<AtomicU64>);

impl Clock {
    pub(crate) fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn security(&self) -> Security {
        let seconds = Arc::clone(&self.0);
        Security::new(move || later(seconds.load(Ordering::Relaxed)))
    }
}

pub(crate) fn passwords(user: &str) -> Option<Secret> {
    (user == "kim").then(|| Secret::from("sesame & open"))
}

/// A message as bindings write it.
pub(crate) const MESSAGE: &str = concat!(
    r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="urn:m" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
    r#"<soap:Header><m:To>there</m:To></soap:Header>"#,
    r#"<soap:Body><m:Pay currency="EUR"><m:Amount>100</m:Amount><m:Note>a &amp; b&#xD;</m:Note></m:Pay></soap:Body></soap:Envelope>"#
);

/// The same in SOAP 1.2 and without a header.
pub(crate) const MESSAGE_1_2: &str = concat!(
    r#"<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope">"#,
    r#"<Body><m:Pay xmlns:m="urn:m"><m:Amount>100</m:Amount></m:Pay></Body></Envelope>"#
);
