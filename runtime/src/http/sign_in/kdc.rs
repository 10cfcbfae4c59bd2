//! Traffic with Kerberos' key distribution centre (RFC 4120, 7.2.2).

use std::future::Future;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// Brings a message to a key distribution centre and its answer back. [`TcpKdc`] is what is used by default.
pub trait Kdc: Send + Sync {
    /// Sends `message`, which begins with its length in four bytes, to a server such as `tcp://dc1.contoso.com:88`, and gives the answer, which
    /// begins with its length as well.
    ///
    /// # Errors
    /// When there is no answer.
    fn exchange<'a>(
        &'a self,
        url: &'a str,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, Error>> + Send + 'a>>;
}

/// Over TCP, with tokio. Other schemes than `tcp` are refused. A few exchanges go on at the same time; more wait, since key distribution
/// centres drop connections when there are many (MIT's at 30).
#[derive(Debug, Clone)]
pub struct TcpKdc {
    timeout: Duration,
    free: Arc<Semaphore>,
}

impl TcpKdc {
    /// An exchange may take that long, once it has begun (default 10 s).
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self { timeout, free: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Default for TcpKdc {
    fn default() -> Self {
        Self::new(Duration::from_secs(10))
    }
}

/// How many exchanges go on at the same time.
const AT_ONCE: usize = 8;

/// How long an answer may be: tickets with the groups of a user in them have some 64 KiB.
const MOST_BYTES: u32 = 1 << 20;

impl Kdc for TcpKdc {
    fn exchange<'a>(
        &'a self,
        url: &'a str,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, Error>> + Send + 'a>> {
        Box::pin(async move {
            let _permit = self.free.acquire().await;
            let exchange = tokio::time::timeout(self.timeout, exchange(url, message)).await;
            exchange.unwrap_or_else(|_| Err(Error::new(ErrorKind::TimedOut, "no answer in time")))
        })
    }
}

async fn exchange(url: &str, message: &[u8]) -> Result<Vec<u8>, Error> {
    let refused = || Error::new(ErrorKind::Unsupported, "not a URL such as tcp://dc1.contoso.com:88");
    let authority = url.strip_prefix("tcp://").ok_or_else(refused)?.trim_end_matches('/');
    let authority: ::http::uri::Authority = authority.parse().map_err(|_| refused())?;
    let host = authority.host().trim_matches(['[', ']']);
    let mut stream = TcpStream::connect((host, authority.port_u16().unwrap_or(88))).await?;
    stream.write_all(message).await?;
    let length = stream.read_u32().await?;
    if length > MOST_BYTES {
        return Err(Error::new(ErrorKind::InvalidData, "an answer of more than 1 MiB"));
    }
    let mut answer = length.to_be_bytes().to_vec();
    stream.take(u64::from(length)).read_to_end(&mut answer).await?;
    Ok(answer)
}
