//! Requests in a few words.

use ms_oxwscos::messages::*;
use ms_oxwscos::types::*;
use ms_oxwscos::{ExchangeServicePortType as _, IntoResult as _, RequestHeaders};

use crate::process::Http;

/// What went wrong, be it on the way or in the response.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

pub(crate) fn headers() -> RequestHeaders {
    RequestHeaders::default()
}

pub(crate) fn text(text: &str) -> NonEmptyStringType {
    NonEmptyStringType::new(text).unwrap()
}

/// Calls an operation; an error in the response is one.
macro_rules! ask {
    ($client:expr, $method:ident, $request:expr) => {{
        #[allow(unused_imports)]
        use ms_oxwscos::{ExchangeServicePortType as _, IntoResult as _};
        match $client.$method($request, $crate::requests::headers()).await {
            Ok(reply) => reply.body.into_result().map_err($crate::requests::Failure::from),
            Err(error) => Err($crate::requests::Failure::from(error)),
        }
    }};
}
pub(crate) use ask;

pub(crate) async fn list(client: &Http) -> Result<ImItemListType, Failure> {
    let reply = client.get_im_item_list(GetImItemListType::default(), headers()).await?;
    Ok(reply.body.into_result()?.im_item_list.unwrap_or_default())
}

pub(crate) async fn add_group(client: &Http, name: &str) -> Result<AnyItemIdType, Failure> {
    let response = ask!(client, add_im_group, AddImGroupType::new(text(name)))?;
    Ok(response.im_group.and_then(|group| group.exchange_store_id).ok_or("no group")?)
}

pub(crate) async fn add_contact(
    client: &Http,
    address: &str,
    group: Option<&AnyItemIdType>,
) -> Result<AnyItemIdType, Failure> {
    let request = AddNewImContactToGroupType::new(text(address)).with(|it| it.group_id = group.cloned());
    let response = ask!(client, add_new_im_contact_to_group, request)?;
    Ok(source(&response.persona.ok_or("no persona")?))
}

/// What identifies the contact that the persona is made of.
pub(crate) fn source(persona: &PersonaType) -> AnyItemIdType {
    persona.attributions.as_ref().unwrap().attribution.first().unwrap().source_id.clone()
}
