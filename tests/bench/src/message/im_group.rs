//! A request of `AddImGroup`: a small envelope, of which most are.

use super::envelope;
use super::markup::Markup;
use crate::check::Checksum;

const NAME: &str = "Friends & family";

/// Writes the request.
pub(super) fn write(sum: &mut Checksum, to: &mut Markup) {
    sum.item("", Some(NAME), None);
    let header = |to: &mut Markup| to.empty("t:RequestServerVersion", &[("Version", "Exchange2013")]);
    envelope(to, header, |to| to.within("m:AddImGroup", &[], |to| to.leaf("m:DisplayName", NAME)));
}
