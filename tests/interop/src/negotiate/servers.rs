//! All servers together: the store, the realm, Apache, the one that requires channel binding, and the one in between.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use contact_store::hosting::Hosting;
use contact_store::mailboxes::Mailboxes;
use contact_store::persistence::Memory;
use contact_store::service::{Service, Surroundings};
use contact_store::store::MailboxName;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::apache::{self, Acceptors, Apache};
use super::certificates::{Certificate, Certificates};
use super::packages::Packages;
use super::process::{Process, free_port};
use super::realm::Realm;
use super::rows::Peer;
use crate::failure::Failure;
use crate::sources;

/// The servers. They end when this goes out of scope.
#[derive(Debug)]
pub struct Servers {
    /// The realm.
    pub realm: Realm,
    /// What clients trust.
    pub certificates: Certificates,
    apache: Apache,
    requiring: (Process, u16, PathBuf),
    between: (Process, u16),
    store: Store,
}

impl Servers {
    /// Starts them in that folder, which is emptied before.
    ///
    /// # Errors
    /// One does not start.
    pub async fn start(packages: &Packages, folder: &Path) -> Result<Self, Failure> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        }
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        super::allow(folder, 0o755)?;
        let store = Store::start().await?;
        let certificates = Certificates::make(folder)?;
        let realm = Realm::start(packages, folder)?;
        let acceptors = apache::acceptors(packages, &realm, folder)?;
        let apache = Apache::start(packages, &acceptors, &certificates.server, &store.url, folder)?;
        let requiring = requiring(packages, &acceptors, &certificates.server, &store.url, folder)?;
        let between = between(&certificates.other, requiring.1, folder)?;
        Ok(Self { realm, certificates, apache, requiring, between, store })
    }

    /// Where a peer serves.
    #[must_use]
    pub fn url(&self, peer: Peer) -> String {
        let path = "EWS/Exchange.asmx";
        match peer {
            Peer::Apache { tls: false, path: location } => {
                format!("http://localhost:{}/{location}/{path}", self.apache.http)
            }
            Peer::Apache { tls: true, path: location } => {
                format!("https://localhost:{}/{location}/{path}", self.apache.https)
            }
            Peer::NoService => format!("http://127.0.0.1:{}/kerberos/{path}", self.apache.http),
            Peer::Requiring => format!("https://localhost:{}/{path}", self.requiring.1),
            Peer::Between => format!("https://localhost:{}/{path}", self.between.1),
        }
    }

    /// The counts when they no longer change: a line in a log may come after the message.
    pub async fn settled_counts(&self) -> (usize, usize) {
        let mut counts = self.counts();
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(40)).await;
            let before = std::mem::replace(&mut counts, self.counts());
            if before == counts {
                break;
            }
        }
        counts
    }

    /// How many messages of HTTP the peers answered so far, and how many requests came to the store.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let lines = |file: &Path| fs::read_to_string(file).map_or(0, |text| text.lines().count());
        (lines(&self.apache.log) + lines(&self.requiring.2), self.store.requests.load(Ordering::SeqCst))
    }
}

fn python(script: &str) -> Command {
    // Debian's modules are for Debian's own.
    let mut command = Command::new("/usr/bin/python3");
    command.arg("-B").arg(sources().join("negotiate").join(script)).env("PYTHONUTF8", "1");
    command
}

fn requiring(
    packages: &Packages,
    acceptors: &Acceptors,
    certificate: &Certificate,
    store: &str,
    folder: &Path,
) -> Result<(Process, u16, PathBuf), Failure> {
    let (port, log) = (free_port()?, folder.join("requiring.log"));
    let mut command = python("acceptor.py");
    command
        .arg(port.to_string())
        .args([&certificate.certificate, &certificate.key])
        .arg(format!("{store}/EWS/Exchange.asmx"));
    command
        .env("PYTHONPATH", packages.file("usr/lib/python3/dist-packages"))
        .env("LD_LIBRARY_PATH", packages.library(""));
    command.envs(acceptors.iter().map(|(name, path)| (name, path)));
    Ok((Process::start("acceptor.py", &mut command, port, &log)?, port, log))
}

fn between(certificate: &Certificate, target: u16, folder: &Path) -> Result<(Process, u16), Failure> {
    let port = free_port()?;
    let mut command = python("relay.py");
    command.arg(port.to_string()).args([&certificate.certificate, &certificate.key]).arg(target.to_string());
    Ok((Process::start("relay.py", &mut command, port, &folder.join("relay.log"))?, port))
}

/// The contact store, which counts requests.
#[derive(Debug)]
struct Store {
    url: String,
    requests: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

impl Store {
    async fn start() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::Store(error.to_string());
        let nobody = MailboxName::new("nobody").ok_or_else(|| Failure::Store("no name".to_owned()))?;
        let mailboxes = Arc::new(Mailboxes::new(Memory));
        let service = Service::new(mailboxes, Arc::new(Surroundings::default()), nobody);
        let requests = Arc::new(AtomicUsize::new(0));
        let router = Hosting { default_user: None, strict: true, log: false }.router(service);
        let router = router.layer(from_fn_with_state(Arc::clone(&requests), count));
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let url = format!("http://{}", listener.local_addr().map_err(failed)?);
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Self { url, requests, serving })
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn count(State(requests): State<Arc<AtomicUsize>>, request: Request, next: Next) -> Response {
    requests.fetch_add(1, Ordering::SeqCst);
    next.run(request).await
}
