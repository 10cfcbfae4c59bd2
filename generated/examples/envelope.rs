//! The example of the project's README: a request with headers, and the error a response carries.

use ms_oxwscos::messages::AddImContactToGroupType;
use ms_oxwscos::types::{ExchangeVersionType, ItemIdType, RequestServerVersion};
use ms_oxwscos::{Document, IntoResult, RequestHeaders, soap};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut request = AddImContactToGroupType::new(ItemIdType::new("AAMkAGQ1="));
    request.group_id = Some(ItemIdType::new("AAMkAGQ2=").into());
    let headers = RequestHeaders::default()
        .with_request_server_version(RequestServerVersion::new(ExchangeVersionType::Exchange2013));
    let message = soap::Envelope::new(Document::AddImContactToGroup(Box::new(request))).with_headers(headers);
    println!("{}", message.to_xml()?);

    let answer = std::fs::read_to_string("tests/messages/add-im-contact-to-group-error-page.xml")?;
    match soap::Envelope::<Document>::from_xml(&answer)?.body {
        soap::Body::Message(Document::AddImContactToGroupResponse(response)) => {
            match response.into_result() {
                Ok(_) => println!("done"),
                Err(error) => println!("{error}"), // ErrorInvalidImContactId: The specified …
            }
        }
        other => println!("not the response: {other:?}"),
    }
    Ok(())
}
