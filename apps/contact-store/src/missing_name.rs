//! Requests of `AddDistributionGroupToImList` that leave the display name out, as the published example does
//! ([MS-OXWSCOS] 3.1.4.1 requires it): they get the SMTP address for a name before they are read.

use ms_oxwscos::http::{Exchange, Handler, HandlerError, MessageKind};

/// Puts the name in.
pub(crate) struct MissingName;

impl Handler for MissingName {
    fn open(&self, exchange: &mut Exchange, text: &str) -> Result<Option<String>, HandlerError> {
        Ok((exchange.message == MessageKind::Request).then(|| named(text)).flatten())
    }
}

/// The request with a name; `None` for one that has a name, or is another.
fn named(text: &str) -> Option<String> {
    if !text.contains("AddDistributionGroupToImList") || text.contains("DisplayName>") {
        return None;
    }
    const ELEMENT: &str = "SmtpAddress>";
    let end = text.rfind(ELEMENT)? + ELEMENT.len();
    let close = text[..end].rfind("</")?;
    let prefix = text.get(close + 2..end - ELEMENT.len())?;
    let address = text[..close].rsplit('>').next()?;
    let (before, after) = text.split_at(end);
    Some(format!("{before}<{prefix}DisplayName>{address}</{prefix}DisplayName>{after}"))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn only_what_is_missing_is_put_in() {
        let request =
            "<m:AddDistributionGroupToImList><m:SmtpAddress>a@x</m:SmtpAddress></m:AddDistributionGroupToImList>";
        let whole = request.replace("</m:AddD", "<m:DisplayName>a@x</m:DisplayName></m:AddD");
        assert_eq!(named(request), Some(whole.clone()));
        assert_eq!(named(&whole), None);
        assert_eq!(named("<AddImGroup/>"), None);
        for broken in [
            "AddDistributionGroupToImList SmtpAddress>",
            "</é AddDistributionGroupToImList SmtpAddress>",
            "SmtpAddress></AddDistributionGroupToImList",
        ] {
            let _ = named(broken);
        }
    }
}
