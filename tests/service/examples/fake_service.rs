//! A fake service in a unit test: code that is written against the trait needs no server to be tested.

use std::error::Error;

use ms_oxwscos::messages::{AddImGroupResponseMessageType, AddImGroupType};
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::{ImGroupType, NonEmptyStringType, ResponseClassType};
use ms_oxwscos::{ExchangeServicePortType, IntoResult as _, Outcome, RequestHeaders};

/// The code under test: makes sure that there is a group, and returns the name that the service gave it.
async fn ensure_group<S>(service: &S, name: &str) -> Result<Option<String>, Box<dyn Error>>
where
    S: ExchangeServicePortType<Error: Error + 'static>,
{
    let request = AddImGroupType::new(NonEmptyStringType::new(name)?);
    let response = service.add_im_group(request, RequestHeaders::default()).await?.body.into_result()?;
    Ok(response.im_group.map(|group| group.display_name.to_string()))
}

/// Knows one operation; the others answer with a fault, which the trait has ready.
struct Fake;

impl ExchangeServicePortType for Fake {
    type Error = Fault;

    async fn add_im_group(
        &self,
        request: AddImGroupType,
        _: RequestHeaders,
    ) -> Outcome<AddImGroupResponseMessageType, Fault> {
        let group_type =
            NonEmptyStringType::new("IPM.DistList.MOC.UserGroup").map_err(|error| Fault::server(error.to_string()))?;
        let mut response = AddImGroupResponseMessageType::new(ResponseClassType::Success);
        response.im_group = Some(ImGroupType::new(request.display_name, group_type));
        Ok(response.into())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    println!("{:?}", ensure_group(&Fake, "Friends").await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ms_oxwscos::{Client, Server};

    #[tokio::test]
    async fn the_group_is_there_afterwards() {
        assert_eq!(ensure_group(&Fake, "Friends").await.unwrap().as_deref(), Some("Friends"));
    }

    #[tokio::test]
    async fn it_is_there_over_http_too() {
        let client = Client::new(Server::new(Fake), "http://fake.example/").unwrap();
        assert_eq!(ensure_group(&client, "Café <2>").await.unwrap().as_deref(), Some("Café <2>"));
    }
}
