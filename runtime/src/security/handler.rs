//! [`Security`] between bindings and HTTP.

use crate::http::{Exchange, Handler, HandlerError, MessageKind, Side};
use crate::soap::{Block, Role};
use crate::xml::{Piece, Reader};

use super::canonical::reading;
use super::error::SecurityError;
use super::names::WSSE;
use super::security::Security;

impl Handler for Security {
    fn seal(&self, exchange: &mut Exchange, text: String) -> Result<String, HandlerError> {
        let protected = match exchange.message {
            MessageKind::Fault => self.protect_fault(text),
            MessageKind::Request | MessageKind::Response => self.protect(text),
        };
        protected.map_err(|error| refusal(&error))
    }

    fn open(&self, exchange: &mut Exchange, text: &str) -> Result<Option<String>, HandlerError> {
        if !self.has_policy() {
            return Ok(None);
        }
        match self.check(text) {
            Ok(opened) => {
                exchange.extensions.insert(opened.verified);
                Ok(opened.text)
            }
            Err(error) if exchange.side == Side::Client && exchange.message == MessageKind::Fault => {
                let mut refused = refusal(&error);
                refused.reason = format!("{error}; the answer is a fault, which may be anybody's: {}", said(text));
                Err(refused)
            }
            Err(error) => Err(refusal(&error)),
        }
    }

    /// What is for the last receiver or the next one was checked when the message was opened; for another role of this side there is no policy.
    fn accept(&self, _: &mut Exchange, blocks: &[Block]) -> Result<(), HandlerError> {
        let is_another =
            |block: &Block| block.is(WSSE, "Security") && !matches!(block.role, Role::UltimateReceiver | Role::Next);
        if !self.has_policy() || !blocks.iter().any(is_another) {
            return Ok(());
        }
        let reason = "one for a role that this side acts in besides; the policy is for the last receiver";
        Err(refusal(&SecurityError::invalid("wsse:Security", reason)))
    }

    fn understands(&self, namespace: &str, name: &str) -> bool {
        (namespace, name) == (WSSE, "Security")
    }
}

fn refusal(error: &SecurityError) -> HandlerError {
    HandlerError::new(error.to_string(), error.fault())
}

/// The longest text that is told of a fault that is not to be trusted, in characters.
const LONGEST: usize = 300;

/// All text of a message that nobody vouches for.
fn said(text: &str) -> String {
    let mut words = String::new();
    let read = |words: &mut String| -> crate::Result<()> {
        let mut r = Reader::new(text, &[], reading())?;
        r.message_root()?;
        while r.depth() > 0 && words.len() < 4 * LONGEST {
            if let Piece::Text(text) = r.next_piece()? {
                words.push_str(&text);
                words.push(' ');
            }
        }
        Ok(())
    };
    if read(&mut words).is_err() {
        words.push('…');
    }
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST).collect()
}
