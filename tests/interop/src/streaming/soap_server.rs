//! Our streaming client asks a server of node's `soap`.

use ms_oxwscos::http::Client;

use super::asked::{self, Tried, client};
use super::service::Service;
use super::{ITEMS, subject};
use crate::attachments::Started;
use crate::sources;
use crate::table::{Outcome, Row, Side};
use crate::tools::Tools;

const PEER: &str = "node's soap";

const FEATURES: [(&str, &str); 5] = [
    ("items of a response", "3,000 personas"),
    ("octets of a response", "1,000,001"),
    ("an error in place of items", "a declared fault"),
    ("a request in pieces", "5,000 items"),
    ("a request in pieces", "1,000,001 octets"),
];

/// What it has no way to do.
const LACKS: [(&str, &str); 2] = [
    ("several envelopes in one body", "soap answers a request with one envelope"),
    ("a body in gzip", "soap compresses no answers"),
];

pub(super) async fn rows(service: &Service, tools: &Tools) -> Vec<Row> {
    let subject = |name: &str| subject(PEER, name, Side::Client);
    let mut command = tools.node(&sources().join("streaming/soap_server.js"));
    command.arg(format!("{}?wsdl", service.url("whole"))).arg(super::service::archive_file());
    let server = match Started::start(command, "soap's server").await {
        Ok(server) => server,
        Err(failure) => return subject("all").nothing(&Outcome::Failed(failure.to_string())).to_vec(),
    };
    let mut rows = Vec::new();
    for (number, (name, detail)) in FEATURES.into_iter().enumerate() {
        let tried = tried(number, server.url()).await;
        rows.extend(subject(name).detail(detail).exchanged(1, 1, &Outcome::from(tried)));
    }
    rows.extend(LACKS.iter().flat_map(|(name, why)| subject(name).nothing(&Outcome::No((*why).to_owned()))));
    rows
}

async fn tried(number: usize, url: &str) -> Tried {
    let at = |path: &str| -> Result<Client<reqwest::Client>, String> { client(&format!("{url}/{path}")) };
    match number {
        0 => asked::all_personas(&at("personas")?, ITEMS).await,
        1 => asked::fetched(&at("archive")?).await,
        2 => asked::not_there(&at("archive")?).await,
        3 => asked::added(&at("archive")?).await,
        _ => asked::stored(&at("archive")?).await,
    }
}
