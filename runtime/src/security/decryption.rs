//! Decrypts what an encrypted key in the security header refers to.
//!
//! In: a message, and the key. Out: the message with the plain text in the place of the encrypted data. Invariant: what was encrypted stays within the
//! element it stood in, so that no plain text can end the body and begin another; and all failures that depend on keys or ciphertext are one error.

use zeroize::Zeroizing;

use crate::xml::{Piece, Reader, is_ncname};

use super::base64;
use super::bounds::REFERENCES;
use super::canonical::reading;
use super::change::Change;
use super::cipher::Method;
use super::error::SecurityError;
use super::key::PrivateKey;
use super::message::{Message, Place};
use super::names::XENC;
use super::namespaces::Namespaces;
use super::policy::Policy;
use super::transport::Padding;
use super::tree::Element;

/// The keys that encrypted data was encrypted with.
pub(super) struct Decryption {
    session: Zeroizing<Vec<u8>>,
    /// Identifiers of the encrypted data.
    pub(super) references: Vec<String>,
    cbc: bool,
}

/// A message with something decrypted.
pub(super) struct Decrypted {
    pub(super) text: String,
    /// Where it was, by its path.
    pub(super) path: String,
    /// Whether it was all that the body holds.
    pub(super) is_body: bool,
    /// Whether the cipher does not notice changes.
    pub(super) is_cbc: bool,
    /// The encrypted data went, and the plain text came.
    pub(super) change: Change,
}

impl Decryption {
    /// Decrypts the key itself.
    pub(super) fn read(key: &Element, policy: &Policy) -> Result<Self, SecurityError> {
        const PLACE: &str = "xenc:EncryptedKey";
        if policy.keys.is_empty() {
            return Err(SecurityError::unavailable(PLACE, "there is no key to decrypt it (Policy::decrypt_with)"));
        }
        let method = key
            .only(XENC, "EncryptionMethod")
            .ok_or_else(|| SecurityError::invalid(PLACE, "one xenc:EncryptionMethod is needed"))?;
        let padding = Padding::of(method)?;
        let list = key
            .only(XENC, "ReferenceList")
            .ok_or_else(|| SecurityError::invalid(PLACE, "one xenc:ReferenceList is needed"))?;
        let references: Vec<String> = list.all(XENC, "DataReference").filter_map(identifier).collect();
        if references.is_empty() || references.len() != list.children.len() || references.len() > REFERENCES {
            return Err(SecurityError::invalid(
                "xenc:ReferenceList",
                format!("1 to {REFERENCES} xenc:DataReference of the form #identifier are accepted"),
            ));
        }
        let encrypted = cipher_value(key)?;
        let decrypted = policy.keys.iter().find_map(|own| own.decrypt(padding, &encrypted));
        let session = decrypted.ok_or(SecurityError::Undecryptable)?;
        Ok(Self { session, references, cbc: policy.cbc && policy.requires_signature })
    }

    /// Puts the plain text of one piece of data in its place.
    pub(super) fn apply(&self, message: &Message<'_>, id: &str) -> Result<Decrypted, SecurityError> {
        let start = message.identified(id)?;
        let data = element(message.text, start)?;
        if !data.is(XENC, "EncryptedData") {
            return Err(SecurityError::invalid(
                "xenc:DataReference",
                format!("{} is not encrypted", message.path(start)),
            ));
        }
        let method = data.only(XENC, "EncryptionMethod").map_or("", Element::algorithm);
        let method = Method::of(method, self.cbc)?;
        let plain = method.decrypt(&self.session, &cipher_value(&data)?).map(Zeroizing::new);
        let plain =
            plain.as_deref().and_then(|plain| std::str::from_utf8(plain).ok()).ok_or(SecurityError::Undecryptable)?;
        let is_cbc = matches!(method, Method::Cbc(_));
        if is_cbc && !has_markup(plain) {
            return Err(SecurityError::Undecryptable);
        }
        let part = |range: std::ops::Range<usize>| message.text.get(range).unwrap_or("");
        let text = [part(0..start), plain, part(data.end..message.text.len())].concat();
        let change = Change { start, removed: data.end - start, added: plain.len() };
        if !Message::read(&text).is_ok_and(|after| has_same_parts(message, &after, change)) {
            return Err(SecurityError::Undecryptable);
        }
        let content = message.content();
        let is_body = content.contains(&start)
            && part(content.start..start).trim().is_empty()
            && part(data.end..content.end).trim().is_empty();
        let path = if is_body { message.path(message.body.start) } else { message.path(start) };
        Ok(Decrypted { text, path, is_body, is_cbc, change })
    }
}

impl PrivateKey {
    fn decrypt(&self, padding: Padding, encrypted: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        padding.decrypt(self.rsa_key()?, encrypted).map(Zeroizing::new)
    }
}

fn identifier(reference: &Element) -> Option<String> {
    reference.attribute("", "URI")?.strip_prefix('#').filter(|id| is_ncname(id)).map(str::to_owned)
}

fn cipher_value(parent: &Element) -> Result<Vec<u8>, SecurityError> {
    let value = parent.only(XENC, "CipherData").and_then(|data| data.only(XENC, "CipherValue"));
    let value = value.and_then(|value| base64::decode(&value.text));
    value.ok_or_else(|| SecurityError::invalid("xenc:CipherData", "one xenc:CipherValue in Base64 is needed"))
}

/// The element at an offset.
fn element(text: &str, start: usize) -> Result<Element, SecurityError> {
    let mut r = Reader::new(text, &[], reading())?;
    r.message_root()?;
    while r.tag_offset() < start && r.depth() > 0 {
        if let Piece::Start = r.next_piece()? {
            continue;
        }
    }
    Ok(Element::read(&mut r, &mut Namespaces::default(), &mut |_| Ok(()))?)
}

/// Whether plain text begins and ends with markup. Where nothing notices that ciphertext was changed, someone could put it in the place of a few
/// characters that were signed and are known, and learn by an accepted message that it is these: the least element is too much to guess.
fn has_markup(plain: &str) -> bool {
    let plain = plain.trim();
    plain.starts_with('<') && plain.ends_with('>')
}

/// Whether envelope, header blocks and body are where they were, but for the length of what was decrypted in one of them.
fn has_same_parts(before: &Message<'_>, after: &Message<'_>, change: Change) -> bool {
    let is_same = |(before, after): (&Place, &Place)| change.moved(&before.range()) == after.range();
    let headers = before.header.iter().zip(&after.header);
    let own = [(&before.envelope, &after.envelope), (&before.body, &after.body)];
    before.blocks.len() == after.blocks.len()
        && before.header.is_some() == after.header.is_some()
        && own.into_iter().chain(headers).chain(before.blocks.iter().zip(&after.blocks)).all(is_same)
}
