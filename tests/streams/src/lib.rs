//! What the tests of streams share: messages, and ways to divide them.

use ms_oxwscos::soap::Envelope;
use ms_oxwscos::{Document, ReadOptions, messages, types};
use soap_runtime::stream::{Items, Limits};

/// The path of the personas in a response of `GetImItems`.
pub const PERSONAS: &str = "m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona";

/// The same in a response of `GetImItemList`.
pub const LISTED: &str = "m:GetImItemListResponse/m:ImItemList/t:Personas/t:Persona";

/// What comes of a message item by item: the items, and the envelope without them or the first error.
pub type Outcome<T> = (Vec<T>, soap_runtime::Result<Envelope<Document>>);

/// Reads a message item by item, from pieces.
pub fn in_pieces<'p, T: soap_runtime::bind::Content>(
    path: &str,
    pieces: impl IntoIterator<Item = &'p [u8]>,
    options: &ReadOptions,
) -> Outcome<T> {
    let mut items = match Items::<T>::new::<Document>(path, None, options, Limits::default()) {
        Ok(items) => items,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let mut read = Vec::new();
    let all = || -> soap_runtime::Result<Envelope<Document>> {
        for piece in pieces {
            items.push(piece)?;
            while let Some(item) = items.next()? {
                read.push(item);
            }
        }
        items.end()?;
        while let Some(item) = items.next()? {
            read.push(item);
        }
        items.rest()
    };
    let rest = all();
    (read, rest)
}

/// The personas of an envelope, and the envelope without them.
pub fn taken_apart(mut envelope: Envelope<Document>) -> (Vec<types::PersonaType>, Envelope<Document>) {
    let personas = match &mut envelope.body {
        ms_oxwscos::soap::Body::Message(Document::GetImItemsResponse(response)) => list(&mut response.im_item_list),
        ms_oxwscos::soap::Body::Message(Document::GetImItemListResponse(response)) => list(&mut response.im_item_list),
        _ => Vec::new(),
    };
    (personas, envelope)
}

fn list(list: &mut Option<types::ImItemListType>) -> Vec<types::PersonaType> {
    let personas = list.as_mut().and_then(|list| list.personas.as_mut());
    personas.map(|personas| std::mem::take(&mut personas.persona)).unwrap_or_default()
}

/// A message of so many personas, with white space between them if it is to be `pretty`.
pub fn message(personas: usize, pretty: bool) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>\
         <t:ServerVersionInfo xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" MajorVersion=\"15\"/></s:Header>\
         <s:Body xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">\
         <m:GetImItemsResponse ResponseClass=\"Success\" xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\">\
         <m:ResponseCode>NoError</m:ResponseCode><m:ImItemList><t:Groups/><t:Personas>",
    );
    let space = if pretty { "\r\n    " } else { "" };
    for number in 0..personas {
        text.push_str(space);
        text.push_str(&persona(number));
    }
    text + space + "</t:Personas></m:ImItemList></m:GetImItemsResponse></s:Body></s:Envelope>\n"
}

/// A persona, as XML.
pub fn persona(number: usize) -> String {
    format!(
        "<t:Persona><t:PersonaId Id=\"id-{number}=\"/><t:PersonaType>Person</t:PersonaType><t:DisplayName>Zoë &amp; {number}</t:DisplayName>\
         <t:ImAddress>sip:{number}@example.com</t:ImAddress></t:Persona>"
    )
}

/// The request of `GetImItems`.
pub fn request() -> messages::GetImItemsType {
    messages::GetImItemsType::default()
}
