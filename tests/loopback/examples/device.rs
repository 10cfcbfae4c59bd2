//! A device in the manner of ONVIF's device management, and a client of it: SOAP 1.2, user names with digests, WS-Addressing.
//!
//! ```text
//! cargo run -p loopback-tests --example device -- serve 127.0.0.1:8180
//! cargo run -p loopback-tests --example device -- rename http://127.0.0.1:8180/onvif/device admin secret gate-2
//! ```
//!
//! A digest holds the time, and cameras have clocks that nobody sets. So the client first asks for the device's, which needs no user name, and
//! signs in by that.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use case_tests::wsdl_device::device::{
    GetDeviceInformation, GetDeviceInformationResponse, GetSystemDateAndTime, GetSystemDateAndTimeResponse,
    SetHostname, SetHostnameResponse,
};
use case_tests::wsdl_device::soap::{Fault, Version};
use case_tests::wsdl_device::{Client, Device, Outcome, RequestHeaders, Server};
use soap_runtime::http::addressing::Addressing;
use soap_runtime::security::{Policy, Secret, Security, Verified};
use soap_runtime::xsd::DateTime;

/// A device for one caller. All share the name.
struct Gate {
    user: Option<String>,
    name: Arc<Mutex<String>>,
    clock: fn() -> SystemTime,
}

impl Gate {
    fn admit(&self) -> Result<(), Fault> {
        self.user.as_ref().map(drop).ok_or_else(|| Fault::client("Sender not authorized"))
    }
}

impl Device for Gate {
    type Error = Fault;

    async fn get_device_information(
        &self,
        _: GetDeviceInformation,
        _: RequestHeaders,
    ) -> Outcome<GetDeviceInformationResponse, Fault> {
        self.admit()?;
        let [manufacturer, model, version, number] = ["Contoso", "Gate", "2.1", "0001"].map(str::to_owned);
        Ok(GetDeviceInformationResponse::new(manufacturer, model, version, number).into())
    }

    /// Anybody may ask for the time.
    async fn get_system_date_and_time(
        &self,
        _: GetSystemDateAndTime,
        _: RequestHeaders,
    ) -> Outcome<GetSystemDateAndTimeResponse, Fault> {
        let time = written((self.clock)()).ok_or_else(|| Fault::server("the clock is wrong"))?;
        Ok(GetSystemDateAndTimeResponse::new("UTC".to_owned(), time).into())
    }

    async fn set_hostname(&self, request: SetHostname, _: RequestHeaders) -> Outcome<SetHostnameResponse, Fault> {
        self.admit()?;
        let mut name = self.name.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(SetHostnameResponse::new(std::mem::replace(&mut *name, request.name)).into())
    }
}

fn written(time: SystemTime) -> Option<DateTime> {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(i64::try_from(days).ok()?)?;
    let [hour, minute, second] = [second / 3600, second / 60 % 60, second % 60].map(|part| part as u8);
    DateTime::new(year, month, day, hour, minute, second)
        .ok()
        .map(|time| time.with_offset(soap_runtime::xsd::Offset::UTC))
}

/// The day that is so many days after the first of 1970.
fn date(days: i64) -> Option<(i32, u8, u8)> {
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    Some((i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// The device, for the users that `password` knows.
pub fn router(clock: fn() -> SystemTime, password: fn(&str) -> Option<Secret>) -> axum::Router {
    let name = Arc::new(Mutex::new("gate-1".to_owned()));
    let server = Server::per_message(move |request, _| {
        let user = request.extensions.get::<Verified>().and_then(|verified| verified.user.clone());
        Ok::<_, Fault>(Gate { user, name: Arc::clone(&name), clock })
    });
    let policy = Policy::new().accept_user(password).digests_only();
    let server = server.with_handler(Addressing::new()).with_handler(Security::new(clock).with_policy(policy));
    server.into_router("/onvif/device")
}

/// Gives the device another name; the one that it had.
pub async fn rename(url: &str, user: &str, password: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let transport = reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?;
    let client = Client::new(transport, url)?.with_version(Version::V1_2).with_addressing(Addressing::new().required());
    let asked = client.get_system_date_and_time(GetSystemDateAndTime {}, RequestHeaders::default()).await?;
    let theirs = asked.body.utc_date_time.unix_seconds().ok_or("the device's time has no offset")?;
    let ours = i64::try_from(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs())?;
    let ahead = theirs - ours;
    let clock = move || {
        let (now, by) = (SystemTime::now(), Duration::from_secs(ahead.unsigned_abs()));
        if ahead < 0 { now - by } else { now + by }
    };
    let client = client.with_handler(Security::new(clock).username_digest(user, password));
    let about = client.get_device_information(GetDeviceInformation {}, RequestHeaders::default()).await?.body;
    println!("{} {} {} ({})", about.manufacturer, about.model, about.firmware_version, about.serial_number);
    Ok(client.set_hostname(SetHostname::new(name.to_owned()), RequestHeaders::default()).await?.body.before)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve", address] => {
            let listener = tokio::net::TcpListener::bind(address).await?;
            println!("http://{}/onvif/device", listener.local_addr()?);
            let users = |user: &str| (user == "admin").then(|| Secret::from("secret"));
            Ok(axum::serve(listener, router(SystemTime::now, users)).await?)
        }
        ["rename", url, user, password, name] => {
            println!("it was called {}", rename(url, user, password, name).await?);
            Ok(())
        }
        _ => Err("usage: device serve ADDRESS | device rename URL USER PASSWORD NAME".into()),
    }
}
