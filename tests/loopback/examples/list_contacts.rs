//! Lists the instant messaging groups and contacts of a mailbox.
//!
//! ```text
//! cargo run -p loopback-tests --example list_contacts -- http://127.0.0.1:8143/EWS/Exchange.asmx kim@example.com password
//! ```
//!
//! For `https:` URLs, depend on `ms-oxwscos` with the feature `reqwest` instead of `reqwest-without-tls`.

use std::error::Error;
use std::time::Duration;

use ms_oxwscos::http::{Basic, CallError};
use ms_oxwscos::messages::GetImItemListType;
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::{ExchangeVersionType, ImItemListType, RequestServerVersion};
use ms_oxwscos::{Client, ExchangeFault as _, ExchangeServicePortType, IntoResult as _, RequestHeaders};

/// Asks for the list: of a server, of a fake, of anything that offers the service.
async fn contact_list<S>(service: &S) -> Result<ImItemListType, Box<dyn Error>>
where
    S: ExchangeServicePortType<Error: Error + 'static>,
{
    let headers = RequestHeaders::default()
        .with_request_server_version(RequestServerVersion::new(ExchangeVersionType::Exchange2013));
    let reply = service.get_im_item_list(GetImItemListType::default(), headers).await?;
    Ok(reply.body.into_result()?.im_item_list.unwrap_or_default())
}

fn print(list: &ImItemListType) {
    for group in list.groups.iter().flat_map(|groups| &groups.im_group) {
        println!("{} ({})", group.display_name, group.group_type);
    }
    for persona in list.personas.iter().flat_map(|personas| &personas.persona) {
        let name = persona.display_name.as_deref().unwrap_or("(no name)");
        println!("- {name} <{}>", persona.im_address.as_deref().unwrap_or(""));
    }
}

/// What went wrong, and what can be done about it.
fn explain<T: Error + 'static>(error: &CallError<T>) {
    if let Some(wait) = error.fault().and_then(Fault::back_off) {
        eprintln!("the server is busy; try again in {wait:?}");
    }
    if let Some(response) = error.response().filter(|response| response.status == 401) {
        for challenge in response.headers.get_all("www-authenticate") {
            eprintln!("the server offers {challenge:?}");
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, user, password] = arguments.as_slice() else {
        return Err("usage: list_contacts URL USER PASSWORD".into());
    };
    let transport = reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?;
    let client = Client::new(transport, url.as_str())?
        .with_authentication(Basic::new(user, password))
        .with_header("X-AnchorMailbox", user.as_str())?;
    match contact_list(&client).await {
        Ok(list) => print(&list),
        Err(error) => {
            if let Some(call) = error.downcast_ref::<CallError<reqwest::Error>>() {
                explain(call);
            }
            return Err(error);
        }
    }
    Ok(())
}
