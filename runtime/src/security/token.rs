//! Whose key a signature or an encrypted key names: `ds:KeyInfo` (SOAP Message Security 1.1, 7; X.509 Certificate Token Profile 1.1, 3).

use super::base64;
use super::certificate::Certificate;
use super::error::SecurityError;
use super::names::{BASE64, DS, THUMBPRINT, WSSE, WSU, X509_SKI, X509_V3};
use super::tree::Element;

const ACCEPTED: &str =
    "references to a BinarySecurityToken, by issuer and serial number, by subject key identifier and by thumbprint are";

/// The certificate that `ds:KeyInfo` in `element` names: one in the security header, or one of those `known`.
pub(super) fn certificate(
    element: &Element,
    security: &Element,
    known: &[Certificate],
) -> Result<Certificate, SecurityError> {
    let info = element
        .only(DS, "KeyInfo")
        .ok_or_else(|| SecurityError::invalid("ds:Signature", "exactly one ds:KeyInfo is needed"))?;
    let reference = info.only(WSSE, "SecurityTokenReference").unwrap_or(info);
    let [child] = &reference.children[..] else {
        return Err(SecurityError::invalid("ds:KeyInfo", "one reference to a token is needed"));
    };
    if child.is(WSSE, "Reference") {
        return binary(child, security);
    }
    if child.is(WSSE, "KeyIdentifier") {
        return by_identifier(child, known);
    }
    if child.is(DS, "X509Data") {
        return by_x509_data(child, known);
    }
    Err(SecurityError::Token { place: "ds:KeyInfo", found: child.local.clone(), accepted: ACCEPTED })
}

/// A `wsse:BinarySecurityToken`, which has to be a child of the same security header.
fn binary(reference: &Element, security: &Element) -> Result<Certificate, SecurityError> {
    const PLACE: &str = "wsse:Reference";
    let uri = reference.attribute("", "URI").unwrap_or("");
    let id = uri
        .strip_prefix('#')
        .ok_or_else(|| SecurityError::unavailable(PLACE, format!("{uri:?} is not in the message")))?;
    let mut found = security.all(WSSE, "BinarySecurityToken").filter(|token| token.attribute(WSU, "Id") == Some(id));
    let token = found
        .next()
        .ok_or_else(|| SecurityError::unavailable(PLACE, format!("the security header has no token {id:?}")))?;
    if found.next().is_some() {
        return Err(SecurityError::unavailable(PLACE, format!("the security header has more than one token {id:?}")));
    }
    let kind = token.attribute("", "ValueType").unwrap_or("");
    if kind != X509_V3 || token.attribute("", "EncodingType").is_some_and(|encoding| encoding != BASE64) {
        let accepted = "X509v3 in Base64 is";
        return Err(SecurityError::Token { place: "wsse:BinarySecurityToken", found: kind.to_owned(), accepted });
    }
    Certificate::from_base64(&token.text)
        .map_err(|error| SecurityError::invalid("wsse:BinarySecurityToken", error.to_string()))
}

fn by_identifier(identifier: &Element, known: &[Certificate]) -> Result<Certificate, SecurityError> {
    const PLACE: &str = "wsse:KeyIdentifier";
    let value = base64::decode(&identifier.text).ok_or_else(|| SecurityError::invalid(PLACE, "not Base64"))?;
    let kind = identifier.attribute("", "ValueType").unwrap_or("");
    let is_it = |certificate: &&Certificate| match kind {
        X509_SKI => certificate.subject_key_identifier().is_some_and(|own| own == value),
        _ => certificate.thumbprint()[..] == value,
    };
    match kind {
        X509_SKI | THUMBPRINT => known.iter().find(is_it).cloned().ok_or_else(|| unknown(PLACE)),
        X509_V3 => Certificate::from_der(&value).map_err(|error| SecurityError::invalid(PLACE, error.to_string())),
        _ => Err(SecurityError::Token { place: PLACE, found: kind.to_owned(), accepted: ACCEPTED }),
    }
}

fn unknown(place: &'static str) -> SecurityError {
    SecurityError::unavailable(
        place,
        "none of the certificates that are known here is meant; only those that are pinned are",
    )
}

/// `ds:X509Data`: the certificate itself, or its issuer and serial number. With both, they have to be of the same.
fn by_x509_data(data: &Element, known: &[Certificate]) -> Result<Certificate, SecurityError> {
    const PLACE: &str = "ds:X509Data";
    let serial = data.only(DS, "X509IssuerSerial").map(|both| {
        let text = |local| both.only(DS, local).map_or("", |part| part.text.trim());
        (text("X509IssuerName"), text("X509SerialNumber"))
    });
    if let Some(embedded) = data.only(DS, "X509Certificate") {
        let found = Certificate::from_base64(&embedded.text)
            .map_err(|error| SecurityError::invalid(PLACE, error.to_string()))?;
        return match serial {
            Some((issuer, serial)) if !found.is_of(issuer, serial) => {
                Err(SecurityError::invalid(PLACE, "certificate and issuer with serial number are not the same"))
            }
            _ => Ok(found),
        };
    }
    let (issuer, serial) =
        serial.ok_or_else(|| SecurityError::invalid(PLACE, "neither a certificate nor issuer and serial number"))?;
    known.iter().find(|certificate| certificate.is_of(issuer, serial)).cloned().ok_or_else(|| unknown(PLACE))
}
