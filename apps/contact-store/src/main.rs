//! The program: command line in, a contact store on a port out.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

use clap::Parser as _;
use contact_store::cli::Cli;
use contact_store::configuration::{self, ConfigurationError};
use contact_store::hosting::Hosting;
use contact_store::mailboxes::Mailboxes;
use contact_store::persistence::{Memory, Persistence, PersistenceError, Sqlite};
use contact_store::service::{Service, Surroundings};
use contact_store::store::MailboxName;
use thiserror::Error;
use tokio::net::TcpListener;

/// Why there is nothing served. Exit status 1.
#[derive(Debug, Error)]
enum Failure {
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, io::Error),
    #[error("{0} is not a configuration: {1}")]
    Configuration(PathBuf, ConfigurationError),
    #[error("{0} cannot be used: {1}")]
    Database(PathBuf, PersistenceError),
    #[error("the default user has no name")]
    DefaultUser,
    #[error("{0} cannot be listened on: {1}")]
    Address(std::net::SocketAddr, io::Error),
    #[error("serving failed: {0}")]
    Serving(io::Error),
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("contact-store: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<(), Failure> {
    let default_user = MailboxName::new(&cli.default_user).ok_or(Failure::DefaultUser)?;
    let mailboxes = Arc::new(Mailboxes::boxed(persistence(cli)?));
    let service = Service::new(mailboxes, Arc::new(surroundings(cli)?), default_user.clone());
    let default_user = (!cli.require_authentication).then_some(default_user);
    let hosting = Hosting { default_user, strict: cli.strict, log: cli.log };
    tokio::runtime::Runtime::new().map_err(Failure::Serving)?.block_on(serve(cli, hosting, service))
}

fn persistence(cli: &Cli) -> Result<Box<dyn Persistence>, Failure> {
    match &cli.database {
        Some(path) => Ok(Box::new(Sqlite::open(path).map_err(|error| Failure::Database(path.clone(), error))?)),
        None => Ok(Box::new(Memory)),
    }
}

fn surroundings(cli: &Cli) -> Result<Surroundings, Failure> {
    let mut surroundings = match &cli.configuration {
        Some(path) => {
            let text = fs::read_to_string(path).map_err(|error| Failure::File(path.clone(), error))?;
            configuration::read(&text).map_err(|error| Failure::Configuration(path.clone(), error))?
        }
        None => Surroundings::default(),
    };
    surroundings.directory.extend(&cli.distribution_group);
    surroundings.like = cli.like;
    Ok(surroundings)
}

async fn serve(cli: &Cli, hosting: Hosting, service: Service) -> Result<(), Failure> {
    let bound = TcpListener::bind(cli.listen).await;
    let listener = bound.map_err(|error| Failure::Address(cli.listen, error))?;
    let address = listener.local_addr().map_err(Failure::Serving)?;
    println!("serving http://{address}/EWS/Exchange.asmx");
    io::stdout().flush().map_err(Failure::Serving)?;
    hosting.serve(service, listener, asked_to_stop()).await.map_err(Failure::Serving)
}

/// Ready when the user or the system asks the program to stop.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    drop(interrupt.await);
}
