//! Our own client drives a service, over HTTP with reqwest, and reads strictly.

mod caller;
mod refusals;
mod steps;

use std::collections::BTreeMap;

use crate::failure::Failure;
use crate::outcome::Trial;
use crate::scenario::Scenario;
use caller::Caller;

/// Drives the service as that user.
///
/// # Errors
/// There is no HTTP client for that URL.
pub async fn drive(url: &str, user: &str, scenario: &Scenario) -> Result<Trial, Failure> {
    let mut caller = Caller::new(url, user, scenario).map_err(|error| Failure::Store(error.to_string()))?;
    steps::all(&mut caller).await;
    let version = BTreeMap::from([("ms-oxwscos".to_owned(), env!("CARGO_PKG_VERSION").to_owned())]);
    Ok(Trial { versions: version, outcomes: caller.outcomes })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::outcome::Outcome;
    use crate::peer::Peer;
    use crate::scenario::Scenario;
    use crate::store::Store;

    #[tokio::test]
    async fn everything_is_as_expected() {
        let scenario = Scenario::read().unwrap();
        let store = Store::start(&scenario, &[Peer::Rust]).await.unwrap();
        let mut trial = super::drive(store.url(), &Peer::Rust.user(), &scenario).await.unwrap();
        store.held(Peer::Rust).unwrap().examine(&scenario, &mut trial);
        let failed: Vec<&Outcome> = trial.outcomes.iter().filter(|outcome| outcome.reason.is_some()).collect();
        assert_eq!((trial.outcomes.len(), failed), (30, vec![]));
    }
}
