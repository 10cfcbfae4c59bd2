//! Many clients at once.

use std::time::{Duration, Instant};

use ms_oxwscos::messages::*;
use tokio::runtime::Runtime;

use crate::process::{Http, Process};
use crate::requests::{Failure, add_contact, add_group, ask, list};

const CLIENTS: usize = 64;

#[test]
fn clients_for_a_few_seconds_in_memory() {
    load(&["--in-memory"], Duration::from_secs(4));
}

#[test]
fn clients_for_a_few_seconds_on_a_database() {
    on_a_database(Duration::from_secs(4));
}

#[test]
#[ignore = "takes a minute: cargo test -p contact-store --release --test http -- --ignored --nocapture --test-threads 1"]
fn clients_for_thirty_seconds() {
    load(&["--in-memory"], Duration::from_secs(30));
    on_a_database(Duration::from_secs(30));
}

fn on_a_database(time: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ucs.sqlite");
    load(&["--database", path.to_str().unwrap()], time);
}

/// Lets 64 clients work for so long, each on its own connection, and two at a time on one mailbox. Says how much they did.
fn load(arguments: &[&str], time: Duration) {
    let process = Process::start(arguments);
    let runtime = Runtime::new().unwrap();
    let (begin, end) = (Instant::now(), Instant::now() + time);
    let clients = (0..CLIENTS).map(|number| {
        let client = process.client(&reqwest::Client::new(), &format!("user{}@example.com", number / 2));
        runtime.spawn(work(client, number, end))
    });
    let clients: Vec<_> = clients.collect();
    let counts = clients.into_iter().map(|client| runtime.block_on(client).unwrap().unwrap());
    let requests: u64 = counts.sum();
    let seconds = begin.elapsed().as_secs_f64();
    let rate = requests as f64 / seconds;
    println!(
        "{}: {CLIENTS} clients, {requests} requests in {seconds:.1} s, {rate:.0} requests/s, no error",
        arguments[0]
    );
    assert!(requests > 5 * CLIENTS as u64, "{requests}");
    assert_eq!(process.terminate(), (Some(0), String::new()));
}

/// One client: half of its requests change something. How many requests it sent.
async fn work(client: Http, number: usize, end: Instant) -> Result<u64, Failure> {
    let group = add_group(&client, &format!("Client {number} & friends")).await?;
    let mut requests = 1;
    while Instant::now() < end {
        let contact = add_contact(&client, &format!("sip:{number}.{requests}@example.com"), Some(&group)).await?;
        assert!(list(&client).await?.personas.is_some_and(|personas| !personas.persona.is_empty()));
        let request = RemoveImContactFromGroupType::new(contact, group.clone());
        ask!(client, remove_im_contact_from_group, request)?;
        ask!(client, get_im_items, GetImItemsType::default())?;
        requests += 4;
    }
    Ok(requests)
}
