//! The calls: as many as the job says, by one client.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use ms_oxwscos::http::CallError;
use ms_oxwscos::messages::GetImItemListType;
use ms_oxwscos::{Client, ExchangeServicePortType as _, RequestHeaders};
use soap_runtime::http::sign_in::{Credentials, Mechanism, SignIn, SignInError, SigningIn};
use tokio::sync::Semaphore;

use crate::job::{self, Job, Outcome};

type Failed = Box<dyn Error + Send + Sync>;

pub(crate) async fn make(job: Job) -> Result<Outcome, Failed> {
    let sign_in = sign_in(&job);
    let certificates = match &job.trusted {
        Some(file) => reqwest::Certificate::from_pem_bundle(&std::fs::read(file)?)?,
        None => Vec::new(),
    };
    let transport = SigningIn::with_builder(sign_in, move || {
        let builder = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30));
        builder.tls_certs_only(certificates.clone())
    });
    let mut outcome = Outcome { client_debug: format!("{transport:?}"), ..Outcome::default() };
    let client = Client::new(transport, job.url.as_str())?;
    outcome.client_debug.push_str(&format!(" {client:?}"));
    let permits = Arc::new(Semaphore::new(job.at_once));
    let calls: Vec<_> = (0..job.calls).map(|_| tokio::spawn(call(client.clone(), Arc::clone(&permits)))).collect();
    for call in calls {
        match call.await? {
            Ok(()) => outcome.answered += 1,
            Err(error) => {
                outcome.failed += 1;
                outcome.error.get_or_insert_with(|| error.to_string());
                outcome.error_debug.get_or_insert_with(|| format!("{error:?}"));
            }
        }
    }
    Ok(outcome)
}

fn sign_in(job: &Job) -> SignIn {
    let mechanism = match job.mechanism {
        job::Mechanism::Kerberos => Mechanism::Kerberos,
        job::Mechanism::NegotiateNtlm => Mechanism::NegotiateNtlm,
        job::Mechanism::Ntlm => Mechanism::Ntlm,
    };
    let credentials = job.user.as_ref().map(|user| Credentials::password(user, &job.password));
    let sign_in = SignIn::new(mechanism, credentials.unwrap_or_else(Credentials::of_this_machine));
    if job.unbound { sign_in.without_channel_binding() } else { sign_in }
}

async fn call(client: Client<SigningIn>, permits: Arc<Semaphore>) -> Result<(), CallError<SignInError>> {
    let _permit = permits.acquire().await;
    client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default()).await.map(drop)
}
