//! What a client knows of the server's version: requests are looked through before they are sent.

use std::fmt;
use std::sync::Arc;

use crate::__private::newer_than;
use crate::bind::Elements;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::Newer;

/// What happens to a request that uses something the server's version does not know.
#[derive(Clone)]
pub enum OnNewer {
    /// It is not sent: the call fails with [`CallError::Write`](super::CallError::Write), whose error is an
    /// [`ErrorKind::Newer`].
    Refuse,
    /// It is sent, and this is called with every part that is newer.
    Tell(Arc<dyn Fn(&Newer) + Send + Sync>),
}

impl OnNewer {
    /// Sends the request and calls `sink` with every part of it that is newer.
    pub fn tell(sink: impl Fn(&Newer) + Send + Sync + 'static) -> Self {
        Self::Tell(Arc::new(sink))
    }
}

impl fmt::Debug for OnNewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refuse => "Refuse",
            Self::Tell(_) => "Tell",
        })
    }
}

/// The version of the contract that a server is said to know.
#[derive(Debug, Clone)]
pub(super) struct ServerVersion {
    pub(super) label: String,
    pub(super) on_newer: OnNewer,
}

impl ServerVersion {
    /// Looks through the text of a request.
    pub(super) fn check<D: Elements>(&self, text: &str) -> Result<()> {
        let newer = newer_than::<D>(text, &self.label)?;
        match (&self.on_newer, newer.into_iter()) {
            (OnNewer::Tell(sink), newer) => {
                newer.for_each(|newer| sink(&newer));
                Ok(())
            }
            (OnNewer::Refuse, mut newer) => match newer.next() {
                Some(first) => {
                    let position = first.position.clone();
                    Err(Error::placed(ErrorKind::Newer(Box::new(first)), position))
                }
                None => Ok(()),
            },
        }
    }
}
