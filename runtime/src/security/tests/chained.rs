//! AES-CBC where no signature vouches for the plain text: the other side must not learn whether the padding was right.

use super::*;

fn policy() -> Policy {
    let policy = Policy::new().require_signature(Trust::pinned(certificate())).require_timestamp();
    policy.decrypt_with(PrivateKey::from_pem(KEY).unwrap()).allow_cbc()
}

fn signed() -> String {
    let security = Security::new(noon).timestamp(Duration::from_secs(60));
    let security = security.sign(PrivateKey::from_pem(KEY).unwrap(), certificate()).unwrap().sign_header("urn:m", "To");
    let header = "<s:Header><m:To xmlns:m=\"urn:m\">there</m:To></s:Header><s:Body>";
    security.protect(MESSAGE.replace("<s:Body>", header)).unwrap()
}

#[track_caller]
fn undecryptable(message: &str) {
    let error = policy().check(message, noon()).expect_err("it is accepted");
    assert!(matches!(error, SecurityError::Undecryptable), "{error}");
}

#[test]
fn a_header_block_that_nobody_signed() {
    let right = sealed(b"<b xmlns=\"urn:b\"/>");
    let mut wrong = right.clone();
    *wrong.last_mut().unwrap() ^= 0x40;
    for sealed in [right, wrong] {
        let block = format!("<m:W xmlns:m=\"urn:m\">{}</m:W></s:Header>", chained(&sealed));
        undecryptable(&with_key(&signed().replace("</s:Header>", &block)));
        undecryptable(&with_key(&signed().replace("</s:Header>", &(chained(&sealed) + "</s:Header>"))));
    }
}

/// What is signed is known to whoever saw a message, and can be compared piece by piece with what a ciphertext becomes: so a piece has markup, which
/// cannot be guessed octet by octet.
#[test]
fn a_piece_of_text_in_what_is_signed() {
    undecryptable(&with_key(&signed().replace("plain text", &chained(&sealed(b"plain text")))));
    undecryptable(&with_key(&signed().replace("plain text", &("plain text".to_owned() + &chained(&sealed(b""))))));
    undecryptable(&with_key(&signed().replace("</s:Header>", &("</s:Header>".to_owned() + &chained(&sealed(b""))))));
}

#[test]
fn what_goes_with_other_encrypted_data() {
    let signed = signed();
    let message = Message::read(&signed).unwrap();
    let plain = &signed[message.content()];
    let other = Cipher::Aes128Gcm.encrypt(&SESSION, plain.as_bytes()).unwrap();
    let other = chained(&other)
        .replace("Id=\"E1\"", "Id=\"E2\"")
        .replace("2001/04/xmlenc#aes128-cbc", "2009/xmlenc11#aes128-gcm");
    let inner = chained(&sealed(b"<b xmlns=\"urn:b\"/>"));
    let data = other.replace("</x:EncryptedData>", &(inner + "</x:EncryptedData>"));
    let references = "<xenc:DataReference URI=\"#E1\"/><xenc:DataReference URI=\"#E2\"/>";
    let message = with_key(&signed.replace(plain, &data)).replace("<xenc:DataReference URI=\"#E1\"/>", references);
    undecryptable(&message);
}

#[test]
fn a_signed_header_block_is_decrypted_as_a_whole() {
    let signed = signed();
    let from = signed.find("<m:To").unwrap();
    let until = signed.find("</s:Header>").unwrap();
    let block = &signed[from..until];
    let opened =
        policy().check(&with_key(&signed.replace(block, &chained(&sealed(block.as_bytes())))), noon()).unwrap();
    assert!(opened.text.unwrap().contains(block));
}
